"""PMOs on the user side, consulting style: registers, minutes, rosters, plans and holidays, often several in one book."""

from tests.unseen.draw import SKIPPED, Right, drawing, put


def heads(sheet, style, text):
    """Heading cells between bars: "A1:B1 words" merged, "A1 words" alone."""
    for part in text.strip().strip("|").split("|"):
        area, _, words = part.strip().partition(" ")
        write = sheet.merge_range if ":" in area else sheet.write
        write(area, words.strip().replace("⏎", "\n"), style)


def boxes(sheet, style, row, spans, line):
    """One row of graph paper: each cell is merged over its span of columns."""
    for span, cell in zip(spans.split(), line.strip().strip("|").split("|"), strict=True):
        first, _, last = span.partition(":")
        if last:
            sheet.merge_range(f"{first}{row}:{last}{row}", "", style)
        put(sheet, f"{first}{row}", f"|{cell}|")


def bordered(book, **more):
    return book.add_format({"border": 1, "text_wrap": True, "valign": "top", **more})


def heading(book, color="#D9E1F2"):
    return bordered(book, bold=True, bg_color=color, align="center")


@drawing("PJ管理台帳_次期販売物流(PMO)_v0.87.xlsx")
def ledger(book):
    """Registers between cover, guide and lists; counters above, two deadlines, automatic RAG, hidden and prepared rows."""
    grid, head, date = bordered(book), heading(book), book.add_format({"num_format": "yyyy/mm/dd", "border": 1})
    cover = book.add_worksheet("表紙")
    put(cover, "C6", "| 次期販売物流システム刷新プロジェクト |")
    put(cover, "C8", "| プロジェクト管理台帳 |")
    put(cover, "C10", "| 版数 | 0.87 |")
    put(cover, "C11", "| 主管 | 業務改革推進室 PMO（B社支援） |")
    heads(cover, head, "H3 承認 | I3 査閲 | J3 作成")
    put(cover, "H4", "| 青葉 | 白樺 | 欅 |")
    put(
        cover,
        "C15",
        """
        | 改訂履歴 |
        | 版   | 改訂日    | 改訂内容                         | 改訂者 |
        | 0.1  | 2024/3/18 | 新規作成                         | 欅     |
        | 0.5  | 2024/4/8  | リスク登録簿を追加               | 欅     |
        | 0.8  | 2024/5/7  | 期限を当初・変更後に分けた       | 白樺   |
        | 0.87 | 2024/6/3  | RAGの自動判定、リストの領域を追加 | 欅     |""",
    )
    guide = book.add_worksheet("使い方")
    put(
        guide,
        "B2",
        """
        | 本台帳の使い方 |
        |
        | 1. | 課題は起票者が「起票」欄を記入し、PMO（pmo@example.com）へ連絡する。 |
        | 2. | 担当会社は毎週水曜17時までに「対応」欄を更新する。過去の経緯は消さない。 |
        | 3. | 期限を変える場合は当初期限を残し、変更後期限に記入のうえ定例で承認を得る。 |
        | 4. | RAGは自動計算（R:期限超過　A:期限まで5営業日以内　G:それ以外）。手で上書きしない。 |
        | 5. | 仮決定には必ず本決定期限を入れる。 |
        | ※ | 行の挿入は可、列の挿入は不可（週次報告の参照が崩れるため）。 |""",
    )

    sheet = book.add_worksheet("課題管理表")
    sheet.merge_range("A1:H1", "次期販売物流システム刷新プロジェクト　課題管理表", head)
    put(sheet, "O1", "| 更新日 |  | 2024/6/14 |")
    put(sheet, "C3", "| 領域 | 未着手 | 対応中 | 回答待ち | 完了 | 計 |")
    areas = (
        ("販売", 0, 2, 1, 3),
        ("物流", 1, 2, 1, 2),
        ("会計IF", 0, 2, 0, 1),
        ("基盤", 1, 1, 0, 1),
        ("共通", 0, 1, 1, 0),
    )
    for row, (area, *counts) in enumerate(areas, start=4):
        sheet.write(f"C{row}", area, grid)
        for letter, count in zip("DEFG", counts, strict=True):
            counted = f"=COUNTIFS($C$12:$C$60,$C{row},$O$12:$O$60,{letter}$3)"
            sheet.write_formula(f"{letter}{row}", counted, grid, count)
        sheet.write_formula(f"H{row}", f"=SUM(D{row}:G{row})", grid, sum(counts))
    put(
        sheet,
        "C9",
        "| 合計 | =SUM(D4:D8) => 2 | =SUM(E4:E8) => 8 | =SUM(F4:F8) => 3 | =SUM(G4:G8) => 7 | =SUM(H4:H8) => 20 |",
    )
    put(sheet, "L3", "| RAG | 件数 |")
    put(sheet, "L4", '| R | =COUNTIF($B$12:$B$60,"R") => 3 | 期限超過 |')
    put(sheet, "L5", '| A | =COUNTIF($B$12:$B$60,"A") => 2 | 期限まで5営業日以内 |')
    put(sheet, "L6", '| G | =COUNTIF($B$12:$B$60,"G") => 8 | 上記以外 |')
    put(
        sheet,
        "A2",
        "| ※黄色の欄は起票者、青色の欄は担当会社が記入してください。完了行はフィルタで非表示にしています。 |",
    )
    heads(
        sheet,
        head,
        "A10:A11 No. | B10:B11 RAG⏎(自動) | C10:C11 領域 | D10:H10 起票（起票者） | D11 起票日 | E11 起票者 | F11 件名 | G11 内容 "
        "| H11 優先度 | I10:O10 対応（担当会社） | I11 会社 | J11 担当 | K11 期限⏎（当初） | L11 期限⏎（変更後） | M11 内容・経緯 "
        "| N11 完了日 | O11 状況 | P10:R10 PMO使用欄 | P11 関連No. | Q11 定例⏎報告 | R11 備考",
    )
    put(
        sheet,
        "C12",
        """
        | 販売   | 2024/4/8  | 青葉 | 得意先別単価の優先順が拠点で異なる | 西日本は契約単価、本社は特売単価を優先。単価マスタの設計に入れない | 高 | 当社 | 若葉 |
        | 物流   | 2024/4/8  | 紅葉 | 庫内ハンディの機種が未定 | 現行機はOSサポート終了。選定が結合テストに間に合うか | 高 | 当社 | 紅葉 |
        | 会計IF | 2024/4/10 | 椿   | 仕訳連携の締め時刻 | 20時締めでは日次処理が間に合わない | 中 | A社 | 柏木 |
        | 基盤   | 2024/4/11 | 白樺 | 開発環境のVPN帯域不足 | A社30名の同時接続で午後に切断 | 中 | 当社 | 欅 |
        | 販売   | 2024/4/15 | 青葉 | 返品理由コードの統一 | 部門独自のコードが計87種ある | 中 | 当社 | 若葉 |
        | 物流   | 2024/4/16 | 楓   | 冷凍品の在庫評価単位 | 冷凍のみケース建て。移行時の換算が必要 | 高 | A社 | 銀杏 |
        | 販売   | 2024/4/18 | A社 柏木 | 要件定義書のレビュー遅延 | 営業部のレビューが2週間滞留 | 高 | 当社 | 青葉 |
        | 共通   | 2024/4/22 | 白樺 | 仮決定の本決定期限超過 | D-004ほか計3件 | 中 | 当社 | 白樺 |
        | 会計IF | 2024/4/24 | 椿   | インボイスの端数処理 | 明細単位と伝票単位が混在 | 高 | A社 | 柏木 |
        | 物流   | 2024/4/25 | 紅葉 | 委託倉庫とのデータ授受方式 | 倉庫側はFTPのみ対応 | 中 | A社 | 銀杏 |
        | 販売   | 2024/5/7  | 若葉 | EDI得意先の切替順序 | 大手6社の切替日が棚卸と重なる | 高 | A社 | 柏木 |
        | 基盤   | 2024/5/8  | A社 桐谷 | 検証環境の払出し時期 | 6/20必要に対し情シス回答は7月上旬 | 高 | 当社 | 欅 |
        | 物流   | 2024/5/10 | 楓   | 棚番体系の見直し要否 | センター長の判断待ち | 低 | 当社 | 紅葉 |
        | 販売   | 2024/5/13 | 青葉 | 与信超過時の受注保留 | 解除権限者が支店で異なる | 中 | 当社 | 若葉 |
        | 共通   | 2024/5/15 | 白樺 | 教育計画の所管部門 | 人事部か業務改革推進室か決まっていない | 低 | 当社 | 欅 |
        | 販売   | 2024/5/20 | 若葉 | 帳票の紙出力廃止範囲 | 支店から反対意見あり | 低 | 当社 | 若葉 |
        | 物流   | 2024/5/22 | 紅葉 | 配車システムの後継 | 現行ベンダーが2025/3で撤退 | 高 | 当社 | 紅葉 |
        | 会計IF | 2024/5/27 | 椿   | 部門コード改編の反映時期 | 10月の組織改編と単体テストが重なる | 中 | 当社 | 椿 |
        | 販売   | 2024/5/30 | 青葉 | 営業日報アプリとの連携 | スコープ外との指摘 | 低 | A社 | 柏木 |
        | 物流   | 2024/6/4  | 楓   | ロット逆追跡の保持年数 | 品質保証部は10年、現行は5年 | 中 | 当社 | 楓 |
        | 基盤   | 2024/6/6  | 欅   | 本番監視の夜間体制 | 委託先の見積が未着 | 中 | 当社 | 欅 |
        | 販売   | 2024/6/11 | 若葉 | 受注画面のショートカットキー | 現行と異なるとの声（キーマン説明会） |  | A社 | 柏木 |""",
    )
    put(
        sheet,
        "K12",
        """
        | 2024/4/26 | 2024/5/17 | 4/19 若葉：西日本と協議中⏎5/16 本社方式に統一（D-003） | 2024/5/16 | 完了 | D-003 | 〇 |  |
        | 2024/5/31 | 2024/6/28 | 6/7 2機種に絞り込み。実機評価中 |  | 対応中 | R-02 | 〇 | 期限変更は第8回定例で承認 |
        | 2024/4/26 |           | 4/25 19時締めに前倒し。経理部了承 | 2024/4/25 | 完了 |  |  |  |
        | 2024/4/19 |           | 4/18 帯域を倍増 | 2024/4/18 | 完了 |  |  |  |
        | 2024/5/24 | 2024/6/21 | 統一案を作成（24種）。支店へ照会中 |  | 回答待ち |  |  |  |
        | 2024/5/10 |           | 5/9 換算表で対応することで合意 | 2024/5/9 | 完了 | D-005 |  |  |
        | 2024/5/2  |           | 5/2 レビュー完了。指摘14件 | 2024/5/2 | 完了 |  | 〇 |  |
        | 2024/5/31 |           | 5/30 2件は本決定。残1件 |  | 対応中 | D-004、D-006 | 〇 |  |
        | 2024/5/31 |           | 税理士確認待ち。6/10再督促 |  | 対応中 |  | 〇 | 月次報告にも記載 |
        | 2024/5/31 |           | 5/29 当面FTPで継続 | 2024/5/29 | 完了 | D-008 |  |  |
        | 2024/6/7  |           | 切替案Bで得意先2社と調整中 |  | 対応中 | R-04 | 〇 |  |
        | 2024/6/20 |           | 情シスと再調整中 |  | 対応中 | R-07 | 〇 |  |
        | 2024/6/28 |           |  |  | 未着手 |  |  |  |
        | 2024/6/14 | 2024/6/28 | 支店ヒアリング実施中 |  | 対応中 |  |  |  |
        | 2024/7/12 |           | 人事部へ打診済み |  | 回答待ち |  |  |  |
        | 2024/6/28 |           | 6/3 対象外として取り下げ（第2期で検討） |  | 取下げ |  |  |  |
        | 2024/7/31 |           | RFI発送済。回答は7/5予定 |  | 回答待ち | R-09 | 〇 |  |
        | 2024/7/19 |           | 組織改編案を人事部から入手 |  | 対応中 |  |  |  |
        | 2024/6/7  |           | 6/5 スコープ外を確認 | 2024/6/5 | 完了 | D-009 |  |  |
        | 2024/7/5  |           | 容量試算をA社に依頼 |  | 対応中 |  |  |  |
        | 2024/7/5  |           |  |  | 未着手 |  |  |  |
        |           |           |  |  |  |  |  | 優先度は次回定例で決める |""",
    )
    rag = "-G--A--RR-RAGGG-GG-GG"
    for at in range(11, 41):
        saved = rag[at - 11] if at - 11 < len(rag) else ""
        row = at + 1
        sheet.write_number(at, 0, at - 10, grid)
        due = f"MAX(K{row}:L{row})"
        late = f'IF({due}<$Q$1,"R",IF(NETWORKDAYS($Q$1,{due})<=6,"A","G"))'
        shown = f'=IF(OR(F{row}="",{due}=0),"",IF(OR(O{row}="完了",O{row}="取下げ"),"-",{late}))'
        sheet.write_formula(at, 1, shown, grid, saved)
    for row in (12, 14, 15, 17, 18, 21, 30):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    sheet.data_validation("O12:O41", {"validate": "list", "source": "=リスト!$A$3:$A$7"})
    sheet.data_validation("H12:H41", {"validate": "list", "source": "=リスト!$B$3:$B$5"})
    sheet.freeze_panes(11, 6)

    risks = book.add_worksheet("リスク登録簿")
    put(risks, "A1", "| リスク登録簿 |  |  |  |  |  |  |  |  |  |  |  |  | 更新：2024/6/14　PMO |")
    put(
        risks,
        "I2",
        """
        | リスクマトリクス | 影響度 1 | 影響度 2 | 影響度 3 |
        | 発生確率 3       | 3 (B)    | 6 (A)    | 9 (A)    |
        | 発生確率 2       | 2 (C)    | 4 (B)    | 6 (A)    |
        | 発生確率 1       | 1 (C)    | 2 (C)    | 3 (B)    |""",
    )
    put(risks, "A3", "| 発生確率　1：低い（～20％）　2：中程度　3：高い（60％～） |")
    put(risks, "A4", "| 影響度　　1：工程内で吸収　2：マイルストーンに影響　3：本番稼働日に影響 |")
    heads(
        risks,
        head,
        "A8 リスクID | B8 登録日 | C8 登録者 | D8 リスク事象 | E8 顕在化した場合の影響 | F8 発生確率⏎(1～3) | G8 影響度⏎(1～3) "
        "| H8 リスク値⏎(確率×影響) | I8 対応方針 | J8 予防策 | K8 顕在化時の対応 | L8 責任者 | M8 次回確認日 | N8 状態 | O8 関連課題No.",
    )
    put(
        risks,
        "A9",
        """
        | R-01 | 2024/3/25 | 白樺 | 業務部門の参画時間が確保できない | 要件凍結の遅延 | 3 | 2 | =F9*G9 => 6 | 低減 | 部門長に週8時間の確保を依頼 | 要員の追加投入 | 青葉 | 2024/6/28 | 監視中 | 7 |
        | R-02 | 2024/3/25 | 紅葉 | ハンディの選定が遅れる | 結合テストで実機が使えない | 2 | 3 | =F10*G10 => 6 | 低減 | 評価機を先行借用 | エミュレータで代替 | 紅葉 | 2024/6/21 | 監視中 | 2 |
        | R-03 | 2024/3/25 | 椿   | 決算期の経理部不在 | レビューが1か月遅れる | 3 | 1 | =F11*G11 => 3 | 受容 | 4～5月を避けて計画 | － | 椿 | － | 終了 | － |
        | R-04 | 2024/4/8  | 若葉 | EDI得意先の切替が棚卸と重なる | 切替の延期 | 2 | 3 | =F12*G12 => 6 | 回避 | 棚卸月を外した切替案 | 旧EDIの並行稼働 | 若葉 | 2024/6/28 | 顕在化 | 11 |
        | R-05 | 2024/4/8  | 欅   | A社キーマンの交代 | 設計品質の低下 | 1 | 3 | =F13*G13 => 3 | 移転 | 契約に引継ぎ条項を追加 | 上位者の投入を要求 | 白樺 | 2024/7/31 | 監視中 |  |
        | R-06 | 2024/4/15 | 楓   | 移行データの品質不良 | 移行リハーサルのやり直し | 3 | 3 | =F14*G14 => 9 | 低減 | 先行クレンジング | リハーサル回数を追加 | 楓 | 2024/6/21 | 監視中 |  |
        | R-07 | 2024/4/22 | 欅   | 検証環境の払出し遅れ | 性能検証の期間不足 | 2 | 2 | =F15*G15 => 4 | 低減 | クラウド環境の仮払出し | 検証範囲の絞込み | 欅 | 2024/6/21 | 監視中 | 12 |
        | R-08 | 2024/5/7  | 青葉 | 追加要望による予算超過 | 第2期予算の前倒し | 2 | 2 | =F16*G16 => 4 | 低減 | 変更管理会議で選別 | 予備費の取崩し | 青葉 | 2024/7/12 | 監視中 |  |
        | R-09 | 2024/5/13 | 紅葉 | 配車システムのベンダー撤退 | 配車業務が手作業になる | 3 | 3 | =F17*G17 => 9 | 回避 | 後継製品のRFI | 延長保守の個別契約 | 紅葉 | 2024/7/5 | 監視中 | 17 |
        | R-10 | 2024/5/20 | 白樺 | 物流2024年問題による運用変更 | 配送締め時刻の再設計 | 2 | 2 | =F18*G18 => 4 | 受容 | 要件に可変パラメータを持たせる |  | 楓 | 2024/7/31 | 監視中 |  |
        | R-11 | 2024/6/3  | 欅   | 教育要員の不足 | 稼働直後の問合せ増 | 2 | 1 | =F19*G19 => 2 | 低減 | 動画教材 |  | 欅 |  | 監視中 | 15 |""",
    )
    for row in range(20, 26):
        risks.write(row - 1, 0, f"R-{row - 8}", grid)
        risks.write_formula(row - 1, 7, f'=IF(F{row}="","",F{row}*G{row})', grid, "")
        risks.write_blank(row - 1, 1, None, date)
    risks.data_validation("N9:N25", {"validate": "list", "source": ["監視中", "顕在化", "終了"]})

    made = book.add_worksheet("決定・仮決定")
    put(made, "B2", "| 決定事項・仮決定一覧 |  |  | ※仮決定は本決定期限までに本決定又は取消とする |")
    put(made, "I2", '| 決定 | =COUNTIF(C6:C60,"決定") => 7 | 仮決定 | =COUNTIF(C6:C60,"仮決定") => 3 |')
    heads(
        made,
        head,
        "B5 No | C5 区分 | D5 決定日 | E5 決定した会議 | F5 議題 | G5 決定内容 | H5 検討経緯・理由 | I5 決定者 "
        "| J5 本決定期限⏎(仮決定のみ) | K5 関連課題⏎No. | L5 備考",
    )
    put(
        made,
        "B6",
        """
        | D-001 | 決定   | 2024/4/5  | キックオフ | 稼働時期 | 本番稼働は2025年5月連休明けとする | 棚卸と決算を避けた | 青葉 |  |  |  |
        | D-002 | 決定   | 2024/4/12 | 第2回定例  | 文書の正本 | 正本は共有フォルダのみとし、メール添付は控えとする | 版の混乱を防ぐ | 白樺 |  |  |  |
        | D-003 | 決定   | 2024/5/16 | 単価分科会 | 単価の優先順 | 全社で本社方式（特売単価優先）に統一する | 西日本の対象は12社のみで影響小 | 青葉 |  | 1 | 得意先への案内は営業部 |
        | D-004 | 仮決定 | 2024/4/19 | 第3回定例  | 棚卸方式 | 循環棚卸を採用する前提で設計を進める | 監査法人の確認が必要 | 青葉 | 2024/5/31 | 8 | 監査法人回答待ち |
        | D-005 | 決定   | 2024/5/9  | 物流分科会 | 冷凍品の単位 | ケース⇔バラの換算表を移行ツールに持つ | マスタ改修は工数大 | 紅葉 |  | 6 |  |
        | D-006 | 決定   | 2024/5/30 | 第8回定例  | 返品の承認段数 | 支店長決裁の1段とする | 4/26仮決定を本決定 | 青葉 |  | 8 |  |
        | D-007 | 取消   | 2024/5/10 | 第6回定例  | 帳票の全面電子化 | （取消）紙帳票を全廃する | 支店の反対により第2期で再検討 | 青葉 |  | 16 | 6/3取消 |
        | D-008 | 仮決定 | 2024/5/29 | 物流分科会 | 委託倉庫とのIF | 当面FTPを継続し、更改時にAPIへ移る | セキュリティ部門の例外申請が条件 | 紅葉 | 2024/7/31 | 10 |  |
        | D-009 | 決定   | 2024/6/5  | 第9回定例  | 営業日報アプリ | 連携は本PJの対象外とする | 要件定義書2.3の範囲外 | 青葉 |  | 19 |  |
        | D-010 | 仮決定 | 2024/6/12 | 第10回定例 | テスト分担 | 受入テストのデータは業務部門が用意する | 部門長会議の了承が必要 | 白樺 | 2024/6/28 |  |  |
        | D-011 | 決定   | 2024/6/12 | 第10回定例 | 教育の所管 | 教材作成はPMO、実施は各部門とする |  | 白樺 |  | 15 |  |""",
    )
    lists = book.add_worksheet("リスト")
    put(
        lists,
        "A1",
        """
        | ※行の追加はPMOのみ |
        | 状況     | 優先度 | 領域   | 会社 | 区分   |
        | 未着手   | 高     | 販売   | 当社 | 決定   |
        | 対応中   | 中     | 物流   | A社  | 仮決定 |
        | 回答待ち | 低     | 会計IF | B社  | 取消   |
        | 完了     |        | 基盤   |      |        |
        | 取下げ   |        | 共通   |      |        |""",
    )
    return {
        "表紙": SKIPPED,
        "使い方": SKIPPED,
        "課題管理表": [
            Right(
                "issue",
                header_rows=[10, 11],
                records="12-33",
                placeholders="34-41",
                columns={
                    "A": "id", "B": None, "C": ("category", "system"), "D": "raised_date", "E": "raised_by", "F": "title",
                    "G": "description", "H": "priority", "I": ("owner_org", "vendor"), "J": "owner",
                    "K": ("due_date", "due_date_2"), "L": ("due_date_2", "due_date"), "M": ("action", "response"),
                    "N": "closed_date", "O": "status", "P": "related_id", "Q": None, "R": "remarks",
                },
                canonical={
                    "status": {"closed": 7, "in_progress": 8, "waiting": 3, "open": 2, "rejected": 1},
                    "priority": {"high": 8, "medium": 9, "low": 4},
                },
            )
        ],
        "リスク登録簿": [
            Right(
                "risk",
                header_rows=[8],
                records="9-19",
                placeholders="20-25",
                columns={
                    "A": "id", "B": "raised_date", "C": "raised_by", "D": ("title", "description"), "F": "probability",
                    "G": ("impact", "severity"), "H": (None, "severity", "priority"), "J": ("action", "response"),
                    "L": "owner", "N": "status", "O": "related_id",
                },
            )
        ],
        "決定・仮決定": [
            Right(
                "decision",
                header_rows=[5],
                records="6-16",
                columns={
                    "B": "id", "C": ("status", "kind", "category"), "D": "decided_date", "F": "title",
                    "G": ("description", "response"), "I": "decided_by", "J": "due_date", "K": "related_id", "L": "remarks",
                },
            )
        ],
        "リスト": SKIPPED,
    }  # fmt: skip


def minutes(sheet, grid, head, facts, items, chores):
    """A meeting sheet: label/value head, the table of 議事 with merged topics, the homework below; its truth."""
    sheet.set_column("C:E", 22)
    sheet.merge_range("A1:H1", "人事給与刷新　PMO定例会　議事メモ", head)
    places = ("A3 C3", "A4 C4", "F4 G4", "A5 C5", "A6 C6", "A7 C7", "F7 G7", "A8 C8", "A9 C9")
    labels = ("会議名", "日　時", "場　所", "出席者", "欠席者", "記　録", "配布先", "資　料", "次　回")
    for place, label, fact in zip(places, labels, facts, strict=True):
        at, value = place.split()
        heads(sheet, head, f"{at}:B{at[1:]} {label}" if at[0] == "A" else f"{at} {label}")
        put(sheet, value, f"| {fact} |")
    heads(sheet, head, "A12 No | B12 議題 | C12:E12 議事内容（決定は【決】） | F12 区分 | G12 担当 | H12 期限")
    lines = [line.strip() for line in items.strip().splitlines()]
    topics = [line.split("|")[2].strip() for line in lines]
    for down, line in enumerate(lines):
        boxes(sheet, grid, 13 + down, "A B C:E F G H", line)
    for first, topic in enumerate(topics):
        following = [*topics[first + 1 :], "end"]
        last = first + next(at for at, one in enumerate(following) if one)
        if topic and last > first:
            sheet.merge_range(12 + first, 1, 12 + last, 1, topic, grid)
    top = 13 + len(lines) + 1
    put(sheet, f"A{top}", "| ■宿題（次回までに実施。完了したものは次回削除） |")
    heads(
        sheet,
        head,
        f"A{top + 1} No | B{top + 1} 発生回 | C{top + 1}:E{top + 1} 宿題 | F{top + 1} 担当 | G{top + 1} 期限 | H{top + 1} 状況",
    )
    rows = [line.strip() for line in chores.strip().splitlines()]
    for down, line in enumerate(rows):
        boxes(sheet, grid, top + 2 + down, "A B C:E F G H", line)
    put(sheet, f"H{top + 3 + len(rows)}", "| 以上 |")
    spoken = [13 + down for down, line in enumerate(lines) if line.split("|")[1].strip()]
    return spoken, top + 1, range(top + 2, top + 2 + len(rows))


def minutes_truth(spoken, top, chores, status, blank=False):
    said, done = ", ".join(map(str, spoken)), f"{chores[0]}-{chores[-1]}"
    return [
        Right(
            "meeting",
            header_rows=[12],
            records="" if blank else said,
            placeholders=said if blank else None,
            columns={
                "A": "id", "B": ("title", "category"), "C": ("description", "title"), "F": ("kind", "category"),
                "G": "owner", "H": "due_date",
            },
        ),
        Right(
            "todo",
            header_rows=[top],
            records="" if blank else done,
            placeholders=done if blank else None,
            columns={"A": "id", "C": ("title", "description"), "F": "owner", "G": "due_date", "H": "status"},
            canonical={"status": status} if status else {},
        ),
    ]  # fmt: skip


@drawing("議事メモ_PMO定例(第12回～第14回).xlsx")
def minutes_book(book):
    """A head of labels, topics merged over items, an item continued without number, like-named homework below; a blank form."""
    grid, head = bordered(book), heading(book, "#E2EFDA")
    sheet = book.add_worksheet("第12回(0509)")
    first = minutes(
        sheet,
        grid,
        head,
        (
            "第12回 PMO定例会", "2023年5月9日（火） 10:00～11:30", "本社7F 会議室C＋Web", "（当社）青葉部長、若葉、椿　（A社）柏木、銀杏　（B社）欅",
            "楓（当社）", "欅", "出席者、白樺役員", "①進捗報告書（A社）⏎②課題一覧 0508版", "5月16日（火）10:00～　本社7F",
        ),
        """
        | 1-1 | 進捗 | 基本設計は計画比▲3日。社会保険の画面で遅れ、5/19に解消見込み。 | 報告 | 柏木 | |
        | 1-2 |      | 遅れの回復策は要員2名の追加。追加費用は発生しないことを確認した。 | 確認 | 銀杏 | |
        | 2-1 | 課題 | 課題#14（住宅手当の経過措置）：【決】経過措置は手計算とし、システム対象外とする。 | 決定 | 青葉部長 | |
        | 2-2 |      | 課題#17（勤怠IF）：勤怠側の項目定義書が未着。若葉から情シスへ督促する。 | 宿題 | 若葉 | 5/12(金) |
        |     |      | （補足）項目定義書は2019年版しか見つかっていない。 | | | |
        | 2-3 |      | 課題#18（年末調整）：電子申請の範囲を次回までに整理。 | 宿題 | 椿 | 5/16(火) |
        | 3-1 | 移行 | 移行対象は在籍者＋退職後3年以内とする案をA社が提示。 | 報告 | 銀杏 | |
        | 3-2 |      | 【決】仮決定とし、総務課の了承後に本決定とする。 | 仮決定 | 青葉部長 | 5月末 |
        | 4-1 | その他 | 6月の定例は株主総会のため第4週を休会とする。 | 連絡 | 欅 | |
        """,
        """
        | 1 | 第9回  | 給与規程の最新版を送付 | 椿 | 2023/4/21 | 完了 |
        | 2 | 第10回 | 組合への説明日程を調整 | 青葉部長 | 2023/5/19 | 対応中 |
        | 3 | 第11回 | 帳票一覧の要否を記入 | 楓 | 2023/5/9 | 対応中 |
        | 4 | 第11回 | 単体テストの観点案を提示 | 柏木 | 2023/5/31 | 未着手 |
        | 5 | 第12回 | 勤怠の項目定義書を督促 | 若葉 | 2023/5/12 | 未着手 |
        | 6 | 第12回 | 電子申請の範囲を整理 | 椿 | 2023/5/16 | 未着手 |
        """,
    )  # fmt: skip
    sheet = book.add_worksheet("第13回(0516)")
    second = minutes(
        sheet,
        grid,
        head,
        (
            "第13回 PMO定例会", "2023年5月16日（火） 10:00～11:10", "本社7F 会議室C＋Web", "（当社）青葉部長、若葉、椿、楓　（A社）柏木　（B社）欅",
            "銀杏（A社）", "欅", "出席者、白樺役員", "①進捗報告書（A社）⏎②電子申請の範囲（椿）", "5月23日（火）10:00～　Webのみ",
        ),
        """
        | 1 | 進捗 | 基本設計は計画比▲1日まで回復。 | 報告 | 柏木 | |
        | 2-1 | 課題 | 課題#17：定義書を入手。A社で差分を確認する。 | 宿題 | 柏木 | 5/23(火) |
        | 2-2 |      | 課題#18：【決】電子申請は扶養控除等申告書と保険料控除申告書に限る。 | 決定 | 青葉部長 | |
        | 2-3 |      | 課題#21（新規）：賞与の遡及計算。現行の計算根拠を人事課に確認。 | 宿題 | 楓 | 次回まで |
        | 3 | リスク | 法改正（社会保険の適用拡大）の影響。リスク登録簿R-08として登録する。 | 確認 | 欅 | 5/19(金) |
        | 4 | 組合説明 | 5/26に説明会を実施。想定問答は青葉部長が確認。 | 報告 | 若葉 | |
        """,
        """
        | 2 | 第10回 | 組合への説明日程を調整 | 青葉部長 | 2023/5/19 | 完了 |
        | 3 | 第11回 | 帳票一覧の要否を記入 | 楓 | 2023/5/9 | 対応中 |
        | 4 | 第11回 | 単体テストの観点案を提示 | 柏木 | 2023/5/31 | 対応中 |
        | 5 | 第12回 | 勤怠の項目定義書を督促 | 若葉 | 2023/5/12 | 完了 |
        | 6 | 第12回 | 電子申請の範囲を整理 | 椿 | 2023/5/16 | 完了 |
        | 7 | 第13回 | 定義書の差分を確認 | 柏木 | 2023/5/23 | 未着手 |
        | 8 | 第13回 | 賞与遡及の計算根拠を確認 | 楓 | 次回 | 未着手 |
        """,
    )  # fmt: skip
    sheet = book.add_worksheet("第14回(0523)")
    third = minutes(
        sheet,
        grid,
        head,
        (
            "第14回 PMO定例会", "2023年5月23日（火） 10:00～10:50", "Web", "（当社）若葉、椿、楓　（A社）柏木、銀杏　（B社）欅", "青葉部長（出張）",
            "若葉", "出席者、青葉部長、白樺役員", "進捗報告書（A社）", "5月30日（火）10:00～　本社7F",
        ),
        """
        | 1-1 | 進捗 | 基本設計は予定どおり。詳細設計に着手。 | 報告 | 柏木 | |
        | 1-2 |      | 課題の滞留が増えている（期限超過5件）。担当者別に一覧を配る。 | 確認 | 欅 | 5/26(金) |
        | 2-1 | 課題 | 課題#17：差分は4項目。勤怠側の改修が必要で、費用は別途見積もる。 | 継続 | 銀杏 | 6月上旬 |
        | 2-2 |      | 課題#21：計算根拠はExcelの個人管理。棚卸しを人事課に依頼。 | 宿題 | 楓 | 6/2(金) |
        | 2-3 |      | 課題#22（新規）：出向者の二重払い。 | 確認 | 椿 | |
        |     |      | 出向先が給与を払う例は8名。契約書の写しを集める。 | | | |
        | 3 | その他 | 青葉部長の不在中の決裁は白樺役員が代行する。 | 決定 | 白樺役員 | |
        """,
        """
        | 3 | 第11回 | 帳票一覧の要否を記入 | 楓 | 2023/5/9 | 完了 |
        | 4 | 第11回 | 単体テストの観点案を提示 | 柏木 | 2023/5/31 | 対応中 |
        | 7 | 第13回 | 定義書の差分を確認 | 柏木 | 2023/5/23 | 完了 |
        | 8 | 第13回 | 賞与遡及の計算根拠を確認 | 楓 | 次回 | 対応中 |
        | 9 | 第14回 | 滞留課題を担当者別に一覧化 | 欅 | 2023/5/26 | 未着手 |
        | 10 | 第14回 | 個人管理Excelの棚卸しを依頼 | 楓 | 2023/6/2 | 未着手 |
        | 11 | 第14回 | 出向契約書の写しを集める | 椿 | 2023/6/9 | 未着手 |
        """,
    )  # fmt: skip
    sheet = book.add_worksheet("ひな形")
    model = minutes(
        sheet,
        grid,
        head,
        ("第　　回 PMO定例会", "2023年　月　日（　） 　：　～", "", "", "", "", "出席者、白樺役員", "", ""),
        "\n".join(f"| {number} | | | | | |" for number in range(1, 9)),
        "\n".join(f"| {number} | | | | | |" for number in range(1, 6)),
    )
    return {
        "第12回(0509)": minutes_truth(*first, {"closed": 1, "in_progress": 2, "open": 3}),
        "第13回(0516)": minutes_truth(*second, {"closed": 3, "in_progress": 2, "open": 2}),
        "第14回(0523)": minutes_truth(*third, {"closed": 2, "in_progress": 2, "open": 3}),
        "ひな形": minutes_truth(*model, {}, blank=True),
    }


@drawing("【社外秘】体制表・会議体・休日一覧 20240601時点.xlsx")
def people(book):
    """Companies merged under a two-row heading, another roster below, meeting bodies, three holiday lists side by side."""
    grid, head = bordered(book), heading(book, "#FCE4D6")
    sheet = book.add_worksheet("体制表")
    put(sheet, "B2", "| 生産管理刷新PJ　体制表（連絡先入り） |")
    put(sheet, "J2", "| 社外秘 |")
    put(sheet, "B3", "| 2024年6月1日現在　変更がある場合はPMO欅（内線7702）まで |")
    heads(
        sheet,
        head,
        "B5:B6 会社 | C5:C6 部署 | D5:D6 役割 | E5:E6 氏名 | F5:F6 ふりがな | G5:I5 連絡先 | G6 内線 | H6 携帯 | I6 メール "
        "| J5:J6 稼働率 | K5:K6 備考⏎（期間・不在など）",
    )
    put(
        sheet,
        "C7",
        """
        | 生産本部       | プロジェクトオーナー | 青葉　茂   | あおば | 7001 |               | aoba@example.com     | 5%   | 週1回報告 |
        | 生産管理部     | プロジェクトマネージャ | 若葉　健   | わかば | 7101 | 090-0000-0101 | wakaba@example.com   | 50%  |  |
        | 生産管理部     | 計画・MRPリーダー    | 紅葉　真由 | もみじ | 7102 |               | momiji@example.com   | 40%  |  |
        | 〃             | 計画・MRP            | 楓　美咲   | かえで | 7103 |               | kaede@example.com    | 30%  | 7/1から産休の予定 |
        | 製造部         | 工程・実績リーダー   | 椿　剛     | つばき | 7201 | 090-0000-0201 | tsubaki@example.com  | 30%  | 夜勤明けは不可 |
        | 製造部         | 工程・実績           | （調整中） |        |      |               |                      |      | 6月中に人選 |
        | 購買部         | 購買リーダー         | 柊　あや   | ひいらぎ | 7301 |             | hiiragi@example.com  | 20%  |  |
        | 経理部         | 原価リーダー         | 榊　純一   | さかき | 7401 |               | sakaki@example.com   | 20%  | 4・10月は不可 |
        | 情報システム部 | PMO                  | 白樺　洋   | しらかば | 7701 | 090-0000-0701 | shirakaba@example.com | 80% |  |
        | 情報システム部 | PMO（事務局）        | 欅　友里   | けやき | 7702 |               | keyaki@example.com   | 100% |  |
        | 第二事業部     | 責任者               | 柏木　徹   | かしわぎ |    | 080-0000-1001 | kashiwagi@a.example  | 10%  |  |
        | 第二事業部     | プロジェクトマネージャ | 桐谷　聡   | きりたに |    | 080-0000-1002 | kiritani@a.example   | 100% | 常駐（月～木） |
        | 第二事業部     | 業務リーダー（MRP）  | 銀杏　恵   | いちょう |    |               | icho@a.example       | 100% |  |
        | 第二事業部     | 業務リーダー（工程） | 楠　大地   | くすのき |    |               | kusunoki@a.example   | 100% |  |
        | 基盤部         | 基盤リーダー         | 檜　陽子   | ひのき |      |               | hinoki@a.example     | 50%  | 8月から |
        | 協力会社       | 開発                 | 開発メンバー（8名） |  |    |               |                      | 100% | 氏名は別紙 |
        | コンサル事業部 | PMO支援              | 杉山　ハル | すぎやま |    | 080-0000-2001 | sugiyama@b.example   | 100% | 2025/3まで |
        | コンサル事業部 | PMO支援（アドバイザ） | 樫村　望   | かしむら |    |               | kashimura@b.example  | 20%  | 月・木 |
        | 営業部         | 設備連携（PLC）      | 栗林　進   | くりばやし |  |               | kuri@c.example       |      | スポット |""",
    )
    for area, company in (("B7:B16", "当社"), ("B17:B22", "A社"), ("B23:B24", "B社")):
        sheet.merge_range(area, company, grid)
    put(sheet, "B25", "| C社 |")
    put(
        sheet,
        "B28",
        """
        | 外部関係先（窓口のみ） |
        | 会社 | 窓口             | 対象           | 担当者     | 電話         |              | 受付時間    |
        | D社  | 保守センター     | 現行生産管理   | 榎田       | 03-0000-0004 |              | 平日9～18時 |
        | E社  | ヘルプデスク     | ハンディ端末   |            | 03-0000-0005 |              | 24時間      |
        | F社  | 営業二課         | バーコード印刷 | 橘、桂     | 06-0000-0006 |              | 平日9～17時 |
        | 監査法人G | 東京事務所  | 原価計算の監査 | 椚         | 03-0000-0007 |              |             |""",
    )
    bodies = book.add_worksheet("会議体")
    put(bodies, "A1", "| 会議体一覧 |")
    heads(bodies, head, "A3 会議体 | B3 目的 | C3 頻度 | D3 日時 | E3 主催 | F3 出席者 | G3 資料期限 | H3 議事録")
    put(
        bodies,
        "A4",
        """
        | ステアリングコミッティ | 重要事項の決定 | 月1回 | 第4木曜 15:00～16:00 | 青葉 | 各部長、A社責任者、PMO | 2営業日前 | PMO |
        | PMO定例 | 進捗・課題の確認 | 週1回 | 火曜 10:00～11:30 | 白樺 | 各リーダー、A社PM | 前日正午 | PMO |
        | MRP分科会 | 要件・設計の検討 | 週1回 | 水曜 13:00～15:00 | 紅葉 | 生産管理部、A社 | 前日 | A社 |
        | 工程分科会 | 要件・設計の検討 | 隔週 | 木曜 10:00～12:00 | 椿 | 製造部、A社 | 前日 | A社 |
        | 変更管理会議 | 変更要求の採否 | 随時 | 都度 | 若葉 | PMO、A社PM、経理部 | 都度 | PMO |""",
    )
    days = book.add_worksheet("休日一覧")
    put(days, "A1", "| 関係各社　休日一覧（2024年度　土日を除く） |")
    put(days, "A3", "| ■当社（本社） |  |  |  | ■A社 |  |  |  | ■B社 |")
    heads(
        days,
        head,
        "A4 日付 | B4 曜日 | C4 名称 | E4 日付 | F4 曜日 | G4 名称",
    )
    heads(days, head, "I4 休業日 | J4 事由")
    for row, (day, name) in enumerate(
        (
            ("2024/4/29", "昭和の日"), ("2024/5/3", "憲法記念日"), ("2024/5/6", "振替休日"), ("2024/5/2", "一斉有給"), ("2024/7/15", "海の日"),
            ("2024/8/12", "振替休日"), ("2024/8/13", "夏季休業"), ("2024/8/14", "夏季休業"), ("2024/8/15", "夏季休業"), ("2024/9/16", "敬老の日"),
            ("2024/9/23", "振替休日"), ("2024/10/14", "スポーツの日"), ("2024/11/4", "振替休日"), ("2024/12/30", "年末休業"),
            ("2024/12/31", "年末休業"), ("2025/1/1", "元日"), ("2025/1/2", "年始休業"), ("2025/1/3", "年始休業"),
        ),
        start=5,
    ):  # fmt: skip
        put(days, f"A{row}", f"| {day} |  | {name} |")
        weekday = {"2024/5/3": "金", "2024/5/2": "木", "2024/8/13": "火", "2024/8/14": "水", "2024/8/15": "木"}.get(
            day, "月"
        )
        weekday = {"2024/12/31": "火", "2025/1/1": "水", "2025/1/2": "木", "2025/1/3": "金"}.get(day, weekday)
        days.write_formula(f"B{row}", f'=TEXT(A{row},"aaa")', grid, weekday)
    put(
        days,
        "E5",
        """
        | 4月29日  | 月 | 昭和の日     |
        | 5月3日   | 金 | 憲法記念日   |
        | 5月6日   | 月 | 振替休日     |
        | 5月17日  | 金 | 創立記念日   |
        | 7月15日  | 月 | 海の日       |
        | 8月12日  | 月 | 振替休日     |
        | 9月16日  | 月 | 敬老の日     |
        | 9月23日  | 月 | 振替休日     |
        | 10月14日 | 月 | スポーツの日 |
        | 11月4日  | 月 | 振替休日     |
        | 12月30日 | 月 | 年末年始     |
        | 12月31日 | 火 | 年末年始     |""",
    )
    put(
        days,
        "I5",
        """
        | 2024/04/29(月) | 祝日 |
        | 2024/05/03(金) | 祝日 |
        | 2024/05/06(月) | 祝日 |
        | 2024/07/15(月) | 祝日 |
        | 2024/08/12(月) | 祝日 |
        | 2024/08/16(金) | 全社休業 |
        | 2024/12/27(金) | 全社休業 |""",
    )
    put(days, "A24", "| ※工場は別カレンダー（製造部 椿へ確認） |")
    return {
        "体制表": [
            Right(
                "roster",
                header_rows=[5, 6],
                records="7-25",
                columns={
                    "B": "owner_org", "E": ("owner", "title"), "G": None, "H": None, "I": (None, "alias"), "J": "allocation",
                    "K": "remarks",
                },
            ),
            Right(
                ("roster", "other"),
                header_rows=[29],
                records="30-33",
                columns={"B": "owner_org", "E": ("owner", "title"), "F": None, "H": None},
            ),
        ],
        "会議体": [
            Right(
                ("meeting", "other", "plan"),
                header_rows=[3],
                records="4-8",
                columns={"A": "title", "C": None, "F": ("attendees", None)},
            )
        ],
        "休日一覧": [
            Right("holiday", header_rows=[4], records="5-22", columns={"B": None, "C": ("title", "description", "remarks")}),
            Right("holiday", header_rows=[4], records="5-16", columns={"F": None, "G": ("title", "description", "remarks")}),
            Right("holiday", header_rows=[4], records="5-11", columns={"J": ("title", "description", "remarks", "category")}),
        ],
    }  # fmt: skip


@drawing("マスタスケジュール_第3版 (2025.06).xlsx")
def schedule(book):
    """Phases merged over works, 予定/実績 and month bars; a phase plan with a total over milestones; days; marked holidays."""
    grid, head, percent = bordered(book), heading(book, "#DDEBF7"), book.add_format({"num_format": "0%", "border": 1})
    sheet = book.add_worksheet("マスタスケジュール")
    put(sheet, "A1", "| 会計システム更改　マスタスケジュール |  |  |  |  |  | 第3版 | 2025/6/10 | 作成：PMO 椿 |")
    put(sheet, "A2", "| 凡例　━：予定　■：実績　▼：マイルストーン |")
    put(
        sheet,
        "C3",
        "| マイルストーン |  |  |  |  |  |  | ▼KO |  | ▼要件凍結 |  |  |  | ▼設計完了 |  |  | ▼移行判定 | ▼稼働 |  |",
    )
    heads(
        sheet,
        head,
        "A4:A5 No | B4:B5 フェーズ | C4:C5 作業・主要成果物 | D4:D5 主担当 | E4:F4 予定 | E5 開始 | F5 終了 | G4:H4 実績 | G5 開始 "
        "| H5 終了 | I4:I5 進捗率 | J4:R4 2025年 | S4:U4 2026年",
    )
    for at, month in enumerate((4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)):
        sheet.write(4, 9 + at, f"{month}月", head)
    put(
        sheet,
        "A6",
        """
        | "1-1" |  | プロジェクト計画書       | PMO    | 2025/4/1   | 2025/4/18  | 2025/4/1  | 2025/4/17 |  | ■ |
        | "1-2" |  | 体制・会議体の整備       | PMO    | 2025/4/1   | 2025/4/25  | 2025/4/3  | 2025/4/30 |  | ■ |
        | "2-1" |  | 現行業務の調査           | 経理部 | 2025/4/14  | 2025/5/16  | 2025/4/14 | 2025/5/20 |  | ■ | ■ |
        | "2-2" |  | 業務要件定義書           | 経理部 | 2025/4/21  | 2025/6/20  | 2025/4/24 |           |  | ■ | ■ | ━ |
        | "2-3" |  | 非機能要件               | 情シス | 2025/5/7   | 2025/6/20  | 2025/5/12 |           |  |  | ■ | ━ |
        | "2-4" |  | 要件の凍結（合意書）     | PMO    | 2025/6/23  | 2025/6/30  |           |           |  |  |  | ━ |
        | "3-1" |  | 適合分析（標準機能）     | A社    | 2025/6/2   | 2025/7/11  | 2025/6/2  |           |  |  |  | ■ | ━ |
        | "3-2" |  | 外部設計                 | A社    | 2025/7/1   | 2025/9/12  |           |           |  |  |  |  | ━ | ━ | ━ |
        | "3-3" |  | IF設計（販売・人事）     | A社    | 2025/7/14  | 2025/9/12  |           |           |  |  |  |  | ━ | ━ | ━ |
        | "3-4" |  | 設計レビュー             | 経理部 | 2025/8/18  | 2025/9/30  |           |           |  |  |  |  |  | ━ | ━ |
        | "4-1" |  | 開発・単体テスト         | A社    | 2025/9/16  | 2025/11/14 |           |           |  |  |  |  |  |  | ━ | ━ | ━ |
        | "4-2" |  | 結合テスト               | A社    | 2025/11/4  | 2025/12/5  |           |           |  |  |  |  |  |  |  |  | ━ | ━ |
        | "5-1" |  | 受入テスト計画           | PMO    | 2025/9/1   | 2025/10/31 |           |           |  |  |  |  |  |  | ━ | ━ |
        | "5-2" |  | 受入テスト               | 経理部 | 2025/12/1  | 2025/12/26 |           |           |  |  |  |  |  |  |  |  |  | ━ |
        | "6-1" |  | 移行リハーサル           | 情シス | 2025/11/17 | 2025/12/12 |           |           |  |  |  |  |  |  |  |  | ━ | ━ |
        | "6-2" |  | 本番移行                 | 情シス | 2025/12/27 | 2026/1/4   |           |           |  |  |  |  |  |  |  |  |  | ━ | ━ |
        | "6-3" |  | 稼働後支援               | A社    | 2026/1/5   | 2026/3/31  |           |           |  |  |  |  |  |  |  |  |  |  | ━ | ━ | ━ |
        """,
    )
    for first, last, phase in (
        (6, 7, "企画・立上げ"), (8, 11, "要件定義"), (12, 15, "設計"), (16, 17, "開発・テスト"), (18, 19, "受入"), (20, 22, "移行・稼働"),
    ):  # fmt: skip
        sheet.merge_range(f"B{first}:B{last}", phase, grid)
    for row, done in enumerate((1, 1, 1, 0.8, 0.6, 0, 0.3), start=6):
        sheet.write_number(f"I{row}", done, percent)
    put(sheet, "A24", "| ※第2版からの変更：結合テストの終了を1週間後ろ倒し（第6回ステコミ承認） |")

    phases = book.add_worksheet("フェーズ計画")
    put(phases, "B1", "| フェーズ計画 |")
    heads(
        phases,
        head,
        "B3:B4 フェーズ | C3:D3 期間 | C4 開始 | D4 終了 | E3:E4 主要成果物 | F3:F4 完了基準 | G3:G4 完了判定 "
        "| H3:I3 想定工数（人月） | H4 当社 | I4 A社",
    )
    put(
        phases,
        "B5",
        """
        | 企画・立上げ | 2025年4月上旬 | 2025年4月下旬 | 計画書                 | 計画書の承認             | ステコミ | 2.0 | 1.0 |
        | 要件定義     | 2025年4月中旬 | 2025年6月末   | 要件定義書、課題一覧   | 重要課題の残がないこと   | ステコミ | 8.5 | 6.0 |
        | 設計         | 2025年6月上旬 | 2025年9月末   | 設計書一式             | レビュー指摘の対応完了   | PMO定例  | 6.0 | 18.0 |
        | 開発・テスト | 2025年9月中旬 | 2025年12月上旬 | テスト結果報告書      | 重大不具合の残がないこと | PMO定例  | 2.5 | 31.0 |
        | 受入         | 2025年9月     | 2025年12月下旬 | 受入テスト結果        | 合格率98％以上           | ステコミ | 12.0 | 5.0 |
        | 移行・稼働   | 2025年11月中旬 | 2026年3月末  | 移行結果報告、完了報告 | 月次決算を1回完了        | ステコミ | 7.0 | 9.5 |
        | 合計 |  |  |  |  |  | =SUM(H5:H10) => 38 | =SUM(I5:I10) => 70.5 |
        |
        |
        | マイルストーン |
        | マイルストーン | 予定日 | 実績日 | 判定資料 | 判定者 | 備考 |
        | キックオフ       | 2025/4/10  | 2025/4/10 | 計画書             | 青葉（CFO） |                      |
        | 要件凍結         | 2025/6/30  |           | 要件合意書         | 青葉（CFO） | 6/24ステコミで事前説明 |
        | 設計完了         | 2025/9/30  |           | 設計完了報告       | 若葉        |                      |
        | 結合テスト完了   | 2025/12/5  |           | テスト結果報告書   | 若葉        | 第3版で1週間後ろ倒し |
        | 移行判定         | 2025/12/18 |           | 移行判定チェックリスト | 青葉（CFO） |                  |
        | 本番稼働         | 2026/1/5   |           | －                 | －          |                      |
        | 初回月次決算完了 | 2026/2/10  |           | 決算完了報告       | 榊          |                      |""",
    )
    cutover = book.add_worksheet("切替日別計画")
    put(cutover, "A1", "| 年末年始　切替日別計画（案）　※時間割は別紙「タイムチャート」 |")
    heads(cutover, head, "A3 日付 | B3 曜 | C3 営業区分 | D3 当社（経理・情シス） | E3 A社 | F3 判定・連絡 | G3 備考")
    put(
        cutover,
        "A4",
        """
        | 2025/12/25 | 木 | 営業 | 支払データの締め | 移行ツールの最終確認 | 17:00 移行開始可否 | 可否は若葉が判断 |
        | 2025/12/26 | 金 | 営業 | 現行の入力停止（18時） | 現行データの抽出 | 19:00 停止連絡 |  |
        | 2025/12/27 | 土 | 休日 | 残高の照合 | マスタ移行 |  | 出社：榊、楓 |
        | 2025/12/28 | 日 | 休日 | 残高の照合（続き） | 残高・明細の移行 | 18:00 中間判定 |  |
        | 2025/12/29 | 月 | 休業 | 移行結果の確認 | 予備日 |  |  |
        | 2025/12/30 | 火 | 休業 |  | 予備日 | 12:00 移行完了判定 | 戻す場合の期限 |
        | 2025/12/31 | 水 | 休業 |  |  |  |  |
        | 2026/1/1   | 木 | 休業 |  |  |  |  |
        | 2026/1/2   | 金 | 休業 |  | IFの疎通確認 |  | A社のみ |
        | 2026/1/3   | 土 | 休日 | 業務シナリオ確認 | 立会い |  | 出社：全リーダー |
        | 2026/1/4   | 日 | 休日 | 権限の切替 | 監視の開始 | 16:00 稼働判定 | 青葉（CFO）出席 |
        | 2026/1/5   | 月 | 営業 | 稼働。各支店の問合せ対応 | 現地支援（本社） | 9:00 稼働連絡 |  |""",
    )
    days = book.add_worksheet("休日")
    put(days, "B2", "| 休日一覧（2025年度下期）　〇：休み　×：営業 |")
    heads(days, head, "B4 日付 | C4 名称 | D4 当社 | E4 A社 | F4 備考")
    put(
        days,
        "B5",
        """
        | 2025/10/13 | スポーツの日   | 〇 | 〇 |  |
        | 2025/11/3  | 文化の日       | 〇 | 〇 |  |
        | 2025/11/14 | A社 創立記念日 | × | 〇 | 単体テスト最終日のためA社は振替 |
        | 2025/11/24 | 振替休日       | 〇 | 〇 |  |
        | 2025/12/29 | 年末休業       | 〇 | × | 移行対応 |
        | 2025/12/30 | 年末休業       | 〇 | × | 移行対応 |
        | 2025/12/31 | 年末休業       | 〇 | 〇 |  |
        | 2026/1/1   | 元日           | 〇 | 〇 |  |
        | 2026/1/2   | 年始休業       | 〇 | × |  |
        | 2026/1/12  | 成人の日       | 〇 | 〇 |  |
        | 2026/2/11  | 建国記念の日   | 〇 | 〇 | 月次決算のため経理部は出社 |
        | 2026/2/23  | 天皇誕生日     | 〇 | 〇 |  |
        | 2026/3/20  | 春分の日       | 〇 | 〇 |  |""",
    )
    return {
        "マスタスケジュール": [
            Right(
                ("plan", "wbs"),
                header_rows=[4, 5],
                records="6-22",
                columns={
                    "A": "id", "B": "phase", "C": "title", "D": ("owner", "owner_org"), "E": "planned_start", "F": "planned_end",
                    "G": "actual_start", "H": "actual_end", "I": "progress", "J": None, "L": None, "R": None, "U": None,
                },
            )
        ],
        "フェーズ計画": [
            Right(
                "plan",
                header_rows=[3, 4],
                records="5-10",
                columns={
                    "B": ("phase", "title"), "C": "planned_start", "D": "planned_end", "H": ("planned_effort", None),
                    "I": ("planned_effort_2", "planned_effort", None),
                },
            ),
            Right(
                ("plan", "wbs", "other"),
                header_rows=[15],
                records="16-22",
                columns={
                    "B": "title", "C": ("planned_date", "planned_end", "planned_start", "due_date"),
                    "D": ("actual_end", "executed_date", "actual_start", "closed_date"), "G": "remarks",
                },
            ),
        ],
        "切替日別計画": [Right("plan", header_rows=[3], records="4-15", columns={"B": None, "G": "remarks"})],
        "休日": [
            Right(
                "holiday",
                header_rows=[4],
                records="5-17",
                columns={"C": ("title", "description"), "D": None, "E": None, "F": "remarks"},
            )
        ],
    }  # fmt: skip


@drawing("部門別 依頼事項・宿題一覧_R6.xlsx")
def requests(book):
    """Section and sub-total rows, an example, the heading repeated on page two, dates of many forms, counters at the right."""
    head, section = heading(book, "#FFF2CC"), bordered(book, bold=True, bg_color="#C6E0B4")
    sheet = book.add_worksheet("各部門への依頼")
    put(sheet, "A1", "| 学籍・教務システム更新　各部門への依頼事項一覧 |")
    put(sheet, "A2", "| 企画課PMO → 各部門　　問合せ：欅（内線215） |")
    put(sheet, "J2", "| 最終更新： | R6.6.14 |")
    put(
        sheet,
        "A3",
        "| ・期限に間に合わないときは、期限の前日までに欅へご連絡ください。　・回答欄が足りない場合は別紙可。 |",
    )
    titles = "No | 依頼日 | 依頼者 | 依頼内容 | 背景・使い道 | ご担当 | 回答期限⏎(必須) | 状況 | 回答日 | 回答・提出物 | PMO確認 | 備考"
    boxes(sheet, head, 5, "A B C D E F G H I J K L", titles)
    put(
        sheet,
        "A6",
        "| 例 | 4/1 | 欅 | ○○台帳の最新版をご提出ください | 移行対象の確認 | ○○係長 | 4/15 | 済 | 4/12 | 台帳.xlsx | 欅 |  |",
    )
    sections = {
        7: "■ 教務課　（窓口：青葉課長補佐）", 15: "■ 学生課　（窓口：紅葉係長）", 25: "■ 経理課　（窓口：椿）", 31: "■ 図書館・情報センター　（窓口：柏木）",
    }  # fmt: skip
    for row, words in sections.items():
        sheet.merge_range(f"A{row}:L{row}", words, section)
    put(
        sheet,
        "A8",
        """
        | 教-1 | 4/15(月)  | 欅   | 時間割の作成手順書のご提供 | 現行業務の調査 | 青葉 | 4/26 | 済 | 4/25 | 手順書（H29版）を受領 | 欅 | 古いため聞取りで補う |
        | 教-2 | 4/15(月)  | 欅   | 科目マスタの棚卸し | 移行対象の確定 | 若葉 | 5月末 | 対応中 |  | 約4割完了（5/24） |  |  |
        | 教-3 | R6.5.7    | 白樺 | 成績訂正の承認者の確認 | 権限設計 | 青葉 | R6.5.17 | 済 | R6.5.16 | 学部長とする | 白樺 |  |
        | 教-4 | 5/20      | 欅   | 履修抽選の業務ルール | 要件定義 | 若葉 | 6/7 | 未 |  |  |  | 教授会後に回答とのこと |
        | 教-5 | 6月3日    | 欅   | 証明書の見本一式 | 帳票設計 | 楓 | 6月14日 | 対応中 |  | 和文のみ受領 |  | 英文は国際課へ |
        | 教-6 |           |      |  |  |  |  |  |  |  |  |  |
        | 教務課　計 |  |  | =COUNTA(D8:D13)&"件" => 5件 |  |  |  | =COUNTIFS(D8:D13,"<>",H8:H13,"<>済")&"件残" => 3件残 |
        |
        | 学-1 | 4/15(月)  | 欅   | 奨学金区分の一覧 | コード設計 | 紅葉 | 4/26 | 済 | 5/2 | 一覧表 | 欅 |  |
        | 学-2 | 4/22      | 欅   | 学生証の発行フロー | 現行業務の調査 | 紅葉 | 5/10 | 済 | 5/10 | フロー図 | 欅 |  |
        | 学-3 | 5/7       | 白樺 | 住所変更のWeb申請の可否 | 要件定義 | 楢崎 | 5/31 | 回答待ち |  |  |  | 個人情報委員会 6/20 |
        | 学-4 | 5/7       | 白樺 | 課外活動団体の管理要否 | 対象範囲の確認 | 楢崎 | 5/17 | 不要 |  | 対象外でよい |  |  |
        | 学-5 | 5/27      | 欅   | 休退学者データの抽出 | 移行リハーサル | 紅葉 | 6/21 | 対応中 |  |  |  |  |
        | 学-6 | 6/10      | 欅   | 窓口端末の台数調査 | 機器調達 | 楢崎 | 6/28 | 未 |  |  |  |  |
        | 学生課　計 |  |  | =COUNTA(D16:D21)&"件" => 6件 |  |  |  | =COUNTIFS(D16:D21,"<>",H16:H21,"<>済")&"件残" => 4件残 |
        |
        |
        |
        | 経-1 | 4/22      | 欅   | 学費の分納パターン | 要件定義 | 椿 | 5/10 | 済 | 5/8 | 7通り | 欅 |  |
        | 経-2 | 5/13      | 欅   | 振込依頼書の様式 | 帳票設計 | 椿 | 随時 | 対応中 |  | 銀行と調整中 |  |  |
        | 経-3 | 5/20      | 白樺 | 未納者への督促手順 | 要件定義 | 榊 | 6/7 | 済 | 6/7 | 手順書 |  | PMO未確認 |
        | 経理課　計 |  |  | =COUNTA(D26:D28)&"件" => 3件 |  |  |  | =COUNTIFS(D26:D28,"<>",H26:H28,"<>済")&"件残" => 1件残 |
        |
        |
        | 図-1 | 5/7       | 欅   | 入館ゲートの連携仕様書 | IF設計 | 柏木 | 5/24 | 済 | 5/22 | 仕様書v2 | 欅 |  |
        | 図-2 | 5/7       | 欅   | 認証基盤の更改予定 | 基盤設計 | 柏木 | 6月上旬 | 回答待ち |  | 予算査定中 |  |  |
        | 図-3 | 5/27      | 白樺 | 端末の管理者権限 | 展開計画 | 銀杏 | 6/14 | 未 |  |  |  |  |
        | 図-4 | 6/10      | 欅   | 夏季の停電予定 | 移行計画 | 銀杏 | 6/28 | 済 | 6/11 | 8/17～18 | 欅 |  |
        | 図書館・情報センター　計 |  |  | =COUNTA(D32:D35)&"件" => 4件 |  |  |  | =COUNTIFS(D32:D35,"<>",H32:H35,"<>済")&"件残" => 2件残 |""",
    )
    boxes(sheet, head, 24, "A B C D E F G H I J K L", titles)
    sheet.set_h_pagebreaks([23])
    sheet.data_validation("H6:H36", {"validate": "list", "source": ["未", "対応中", "回答待ち", "済", "不要"]})
    put(
        sheet,
        "N5",
        """
        | 部門   | 依頼 | 済 | 残 |
        | 教務課 | 5 | =COUNTIF(H8:H13,"済") => 2 | =O6-P6 => 3 |
        | 学生課 | 6 | =COUNTIF(H16:H21,"済") => 2 | =O7-P7 => 4 |
        | 経理課 | 3 | =COUNTIF(H26:H28,"済") => 2 | =O8-P8 => 1 |
        | 図書館 | 4 | =COUNTIF(H32:H35,"済") => 2 | =O9-P9 => 2 |
        | 計     | =SUM(O6:O9) => 18 | =SUM(P6:P9) => 8 | =SUM(Q6:Q9) => 10 |""",
    )
    own = book.add_worksheet("PMO宿題")
    put(own, "B1", "| PMO宿題（自分用） |  |  | 済んだら✔、2週たったら消す |")
    put(
        own,
        "B3",
        """
        | # | やること                       | だれが   | いつまで | きっかけ       | 済 | メモ |
        | 1 | 科目マスタの棚卸し様式を配る   | 欅       | 2024/4/19 | 4/12定例      | ✔ |  |
        | 2 | 個人情報委員会の議題提出       | 白樺     | 2024/6/5  | 学-3          | ✔ | 6/4提出 |
        | 3 | 英文証明書を国際課に依頼       | 欅       | 2024/6/18 | 教-5          |    |  |
        | 4 | 認証基盤の代替案               | 白樺、欅 | 6月中     | 図-2          |    | A社に相談 |
        | 5 | ステコミ資料の骨子             | 白樺     | 2024/6/20 |               |    |  |
        | 6 | 受入テストの参加者を募る       | 欅       | 未定      | 6/7定例       |    | 夏休み前に |
        | 7 | 停電日を移行計画に反映         | 欅       | 2024/6/14 | 図-4          | ✔ |  |
        | 8 | A社の請求内訳を確認            | 白樺     | 2024/6/28 | 経理課から電話 |    |  |""",
    )
    hidden = book.add_worksheet("list")
    put(hidden, "A1", "| 未 | 教務課 |")
    put(hidden, "A2", "| 対応中 | 学生課 |")
    put(hidden, "A3", "| 回答待ち | 経理課 |")
    put(hidden, "A4", "| 済 | 図書館・情報センター |")
    put(hidden, "A5", "| 不要 |")
    hidden.hide()
    return {
        "各部門への依頼": [
            Right(
                "todo",
                header_rows=[5],
                records="8-12, 16-21, 26-28, 32-35",
                examples="6",
                sections="7, 15, 25, 31",
                placeholders="13",
                columns={
                    "A": "id", "B": "raised_date", "C": "raised_by", "D": ("title", "description"), "F": ("owner", "responded_by"),
                    "G": "due_date", "H": "status", "I": ("response_date", "closed_date"), "J": "response", "L": "remarks",
                },
                canonical={"status": {"closed": 8, "in_progress": 4, "open": 3, "waiting": 2, "rejected": 1}},
            )
        ],
        "PMO宿題": [
            Right(
                "todo",
                header_rows=[3],
                records="4-11",
                columns={"B": "id", "C": ("title", "description"), "D": "owner", "E": "due_date", "G": "status", "H": "remarks"},
            )
        ],
        "list": SKIPPED,
    }  # fmt: skip


def listed(sheet, at, last, name, titles, rows):
    """A ListObject from the cell `at` down to `last`, its rows written between bars."""
    row = int(at[1:])
    columns = [{"header": title.strip()} for title in titles.split("|")]
    sheet.add_table(f"{at}:{last}", {"name": name, "columns": columns, "style": "Table Style Medium 2"})
    put(sheet, f"{at[0]}{row + 1}", rows)


@drawing("RAID log_Project HINODE (JP-EN) 07-Mar-2025.xlsx")
def raid(book):
    """ListObjects with a group row above, Probability2 as residual, English words by Japanese text, an example, a dashboard."""
    head = heading(book, "#BDD7EE")
    board = book.add_worksheet("Dashboard")
    put(board, "B2", "| Project HINODE - RAID Dashboard |  |  | As of | 2025/3/7 |")
    put(
        board,
        "B4",
        """
        |           | Open | In Progress | Closed | Total |
        | Risks     | =COUNTIF(tblRisk[Status],"Open") => 5 | 3 | 2 | =SUM(C5:E5) => 10 |
        | Actions   | =COUNTIF(tblAction[Status],"Open") => 4 | 3 | 5 | =SUM(C6:E6) => 12 |
        | Issues    | =COUNTIF(tblIssue[Status],"Open") => 3 | 5 | 3 | =SUM(C7:E7) => 11 |
        | Decisions |      |             |        | 8 |""",
    )
    sheet = book.add_worksheet("Risks")
    put(sheet, "A1", "| Risk Register / リスク登録簿 |")
    put(sheet, "A2", "| Score = Probability (1-5) x Impact (1-5).  15- : Red / 8-14 : Amber / -7 : Green |")
    heads(sheet, head, "E4:G4 Inherent（対応前） | J4:L4 Residual（対応後）")
    listed(
        sheet,
        "A5",
        "P18",
        "tblRisk",
        "Risk ID | Raised | Risk Description / リスク内容 | Category | Probability | Impact | Score | Strategy | Mitigation / 対応策 "
        "| Probability2 | Impact2 | Score2 | Owner | Due Date | Status | Last Update",
        """
        | RSK-001 | 2024/11/5  | グローバルテンプレートが日本の商習慣（締め請求）に合わない | Scope    | 4 | 5 | =E6*F6 => 20  | Mitigate | 請求アドオンの早期プロトタイプ | 2 | 4 | =J6*K6 => 8 | Aoba, Ken | 2025/3/28 | In Progress | 2025/3/6 |
        | RSK-002 | 2024/11/5  | 本国チームとの時差により意思決定が遅れる | People   | 4 | 3 | =E7*F7 => 12 | Mitigate | 週2回の早朝会議 | 3 | 2 | =J7*K7 => 6 | Wakaba, Mio | 2025/3/31 | In Progress | 2025/2/28 |
        | RSK-003 | 2024/11/12 | 電子帳簿保存法の要件が漏れる | Legal    | 3 | 5 | =E8*F8 => 15 | Avoid | 税務顧問のレビューを設計ゲートに追加 | 1 | 5 | =J8*K8 => 5 | Tsubaki, Rei | 2025/2/14 | Closed | 2025/2/14 |
        | RSK-004 | 2024/11/19 | 円安によりライセンス費が予算を超える | Budget   | 3 | 3 | =E9*F9 => 9 | Accept | 四半期ごとに見直し | 3 | 3 | =J9*K9 => 9 | Shirakaba, Yo | 2025/4/30 | Open | 2025/1/31 |
        | RSK-005 | 2024/12/3  | 倉庫ベンダーのAPI提供が遅れる | Vendor   | 4 | 4 | =E10*F10 => 16 | Transfer | 契約に遅延条項を追加 | 3 | 3 | =J10*K10 => 9 | Momiji, Taku | 2025/3/14 | In Progress | 2025/3/4 |
        | RSK-006 | 2024/12/10 | キーユーザーが通常業務と兼務で疲弊する | People   | 5 | 3 | =E11*F11 => 15 | Mitigate | 派遣社員の手配 | 3 | 3 | =J11*K11 => 9 | Wakaba, Mio | 2025/3/31 | Open | 2025/2/21 |
        | RSK-007 | 2025/1/14  | 移行元データの文字コード混在 | Data     | 3 | 4 | =E12*F12 => 12 | Mitigate | 外字の洗出し | 2 | 3 | =J12*K12 => 6 | Kaede, Sho | 2025/4/11 | Open | 2025/3/3 |
        | RSK-008 | 2025/1/21  | UAT期間が決算と重なる | Schedule | 2 | 4 | =E13*F13 => 8 | Avoid | UATを2週間前倒し | 1 | 2 | =J13*K13 => 2 | Aoba, Ken | 2025/2/28 | Closed | 2025/2/26 |
        | RSK-009 | 2025/2/4   | 本国の凍結期間に緊急修正ができない | Schedule | 3 | 3 | =E14*F14 => 9 | Accept |  |  |  |  | Aoba, Ken | 2025/5/30 | Open | 2025/2/4 |
        | RSK-010 | 2025/3/4   | 支社の回線がクラウド利用に耐えない | Infra    | 3 | 4 | =E15*F15 => 12 |  |  |  |  |  | TBD |  | Open | 2025/3/4 |""",
    )
    sheet = book.add_worksheet("Actions")
    put(sheet, "A1", "| Action Log / アクション一覧 |  |  | Filter by Dept. before the weekly call |")
    listed(
        sheet,
        "A3",
        "I17",
        "tblAction",
        "Action ID | Date Raised | Action / 内容 | Dept. 部門 | Owner 担当 | Due 期限 | Status | Closed On | Comments コメント",
        """
        | e.g.   | 2024/1/1   | Send the org chart / 組織図を送付 | HR | Taro | 2024/1/10 | Closed | 2024/1/9 | Sample - do not delete |
        | ACT-01 | 2025/1/7   | 締め請求の業務フロー図を作成 | Finance | Tsubaki | 2025/1/17 | Closed | 2025/1/16 |  |
        | ACT-02 | 2025/1/7   | 早朝会議の勤怠ルールを人事に確認 | HR | Hiiragi | 2025/1/24 | Closed | 2025/1/24 | フレックスで対応 |
        | ACT-03 | 2025/1/14  | Confirm API spec with 3PL | Logistics | Momiji | 2025/1/31 | In Progress |  | 2/14 再督促 |
        | ACT-04 | 2025/1/21  | UAT日程の再案を提示 | PMO | Wakaba | 2025/1/31 | Closed | 2025/1/30 |  |
        | ACT-05 | 2025/2/4   | 外字一覧を抽出 | IT | Kaede | 2025/2/21 | In Progress |  | 約1,200字 |
        | ACT-06 | 2025/2/12  | 派遣社員の見積を取得 | HR | Hiiragi | 2025/2/28 | Closed | 2025/2/27 |  |
        | ACT-07 | 2025/2/18  | 支社回線の実測 | IT | Keyaki | 2025/3/14 | In Progress |  |  |
        | ACT-08 | 2025/2/18  | 与信限度の申請様式を英訳 | Sales | Kusunoki | 2025/3/21 | Open |  |  |
        | ACT-09 | 2025/2/25  | Prepare the cutover RACI | PMO | Wakaba / Aoba | 2025/3/14 | Open |  |  |
        | ACT-10 | 2025/3/4   | 棚卸日程を本国へ連絡 | Logistics | Momiji | 2025/3/11 | Open |  |  |
        | ACT-11 | 2025/3/4   | 研修会場の仮予約 | HR | Hiiragi |  | Open |  | 日程はACT-09の後 |""",
    )
    sheet = book.add_worksheet("Issues")
    put(sheet, "B1", "| Issue Log / 課題一覧 |")
    put(sheet, "B2", "| Severity: 1-Critical (go-live at risk) / 2-High / 3-Medium / 4-Low |")
    listed(
        sheet,
        "B4",
        "O15",
        "tblIssue",
        "Issue ID | Title | Description / 内容 | Workstream | Severity | Raised By | Raised Date | Owner | Target Date | RAG "
        "| Resolution / 対応内容 | Status | Closed Date | Ref.",
        """
        | ISS-001 | 締め請求の要件不一致 | テンプレートは都度請求のみ | OTC | 1-Critical | Tsubaki | 2024/11/20 | Aoba | 2025/3/28 | R | アドオン案を本国が審査中 | In Progress |  | RSK-001 |
        | ISS-002 | 消費税コードの不足 | 軽減税率の区分がない | FIN | 2-High | Tsubaki | 2024/11/27 | Tsubaki | 2025/1/31 | G | コードを追加 | Closed | 2025/1/29 |  |
        | ISS-003 | 本国の承認が遅い | 平均9営業日 | PMO | 3-Medium | Wakaba | 2024/12/4 | Aoba | 2025/2/28 | A | 代理承認者を指名 | Closed | 2025/2/25 | RSK-002 |
        | ISS-004 | Test client is unstable | 週2回停止 | IT | 2-High | Keyaki | 2024/12/18 | Keyaki | 2025/3/14 | A | Vendor is analyzing logs | In Progress |  |  |
        | ISS-005 | 郵便番号の桁数 | ハイフン有無が混在 | DATA | 4-Low | Kaede | 2025/1/8 | Kaede | 2025/2/7 | G | 変換で対応 | Closed | 2025/2/5 |  |
        | ISS-006 | 3PLのAPI仕様が未着 | 設計に着手できない | LOG | 1-Critical | Momiji | 2025/1/15 | Momiji | 2025/2/14 | R | 契約部門から督促 | In Progress |  | RSK-005、ACT-03 |
        | ISS-007 | 印影の扱い | 電子印影の可否 | LEGAL | 3-Medium | Kusunoki | 2025/1/29 | Hiiragi | 2025/3/21 | G | 法務が確認中 | In Progress |  |  |
        | ISS-008 | 権限ロールの翻訳 | 日本語名がない | IT | 4-Low | Keyaki | 2025/2/5 | Keyaki | 2025/4/4 | G |  | Open |  |  |
        | ISS-009 | 返品プロセスの未定義 | 要件にない | OTC | 2-High | Kusunoki | 2025/2/12 | Aoba | 2025/3/7 | A | ワークショップを2回実施 | In Progress |  |  |
        | ISS-010 | 原価差異の配賦基準 | 工場ごとに異なる | FIN | 2-High | Sakaki | 2025/2/26 | Tsubaki | 2025/3/31 | G |  | Open |  |  |
        | ISS-011 | 研修資料の言語 | 英語のみ | HR | 3-Medium | Hiiragi | 2025/3/5 | TBD | TBD | G |  | Open |  | ACT-11 |""",
    )
    sheet = book.add_worksheet("Decisions")
    put(sheet, "A1", "| Decision Log / 決定事項・仮決定 |")
    listed(
        sheet,
        "A3",
        "I11",
        "tblDecision",
        "Decision ID | Decision Date | Topic / 論点 | Decision / 決定内容 | Rationale / 理由 | Decided By | Final or Provisional | Review By | Ref.",
        """
        | DEC-01 | 2024/11/12 | 展開方式 | 全拠点一括で稼働する | 二重運用を避ける | SteerCo | Final 決定 |  |  |
        | DEC-02 | 2024/11/26 | 会議の言語 | SteerCoは英語、分科会は日本語 | 参加者の負荷 | SteerCo | Final 決定 |  |  |
        | DEC-03 | 2024/12/10 | 請求アドオン | 開発する前提で見積もる | 代替業務が不可能 | Aoba, Ken | Provisional 仮決定 | 2025/3/28 | ISS-001 |
        | DEC-04 | 2025/1/21  | UATの日程 | 6/2開始に前倒し | 決算との重複を避ける | SteerCo | Final 決定 |  | RSK-008 |
        | DEC-05 | 2025/1/28  | 税コード | 日本固有コードを10個追加 | 法令対応 | Tsubaki, Rei | Final 決定 |  | ISS-002 |
        | DEC-06 | 2025/2/12  | 倉庫連携 | APIが遅れる場合はCSVで開始する | 稼働日を守る | Momiji, Taku | Provisional 仮決定 | 2025/3/31 | ISS-006 |
        | DEC-07 | 2025/2/25  | 代理承認 | 本国不在時はAobaが承認する | 承認の遅れ | SteerCo | Final 決定 |  | ISS-003 |
        | DEC-08 | 2025/3/4   | 研修方式 | 集合研修3拠点＋録画 | 費用 | Hiiragi, Nao | Provisional 仮決定 | 2025/4/15 |  |""",
    )
    return {
        "Dashboard": SKIPPED,
        "Risks": [
            Right(
                "risk",
                header_rows=[4, 5],
                records="6-15",
                columns={
                    "A": "id", "B": "raised_date", "C": ("description", "title"), "D": "category", "E": "probability", "F": "impact",
                    "G": (None, "severity", "priority"), "I": ("action", "response"), "J": "probability_2", "K": "impact_2",
                    "L": (None, "severity", "severity_2", "priority", "priority_2"), "M": "owner", "N": "due_date", "O": "status",
                    "P": "updated_date",
                },
                canonical={"status": {"in_progress": 3, "closed": 2, "open": 5}},
            )
        ],
        "Actions": [
            Right(
                "todo",
                header_rows=[3],
                records="5-15",
                examples="4",
                columns={
                    "A": "id", "B": "raised_date", "C": ("title", "description"), "D": ("owner_org", "category"), "E": "owner",
                    "F": "due_date", "G": "status", "H": "closed_date", "I": "remarks",
                },
                canonical={"status": {"closed": 4, "in_progress": 3, "open": 4}},
            )
        ],
        "Issues": [
            Right(
                "issue",
                header_rows=[4],
                records="5-15",
                columns={
                    "B": "id", "C": "title", "D": "description", "E": ("category", "system", "owner_org"), "F": ("severity", "priority"),
                    "G": "raised_by", "H": "raised_date", "I": "owner", "J": "due_date", "L": ("response", "action"), "M": "status",
                    "N": "closed_date", "O": "related_id",
                },
                canonical={"status": {"in_progress": 5, "closed": 3, "open": 3}},
            )
        ],
        "Decisions": [
            Right(
                "decision",
                header_rows=[3],
                records="4-11",
                columns={
                    "A": "id", "B": "decided_date", "C": "title", "D": ("description", "response"), "F": "decided_by",
                    "G": ("status", "kind", "category"), "H": ("due_date", None), "I": "related_id",
                },
            )
        ],
    }  # fmt: skip


ISSUES = "B:C D:F G:Q R:AC AD:AF AG:AI AJ:AL"
RISKS = "B:C D:L M:N O:P Q:AB AC:AE AF:AH AI:AL"
DECISIONS = "B:C D:F G:U V:AB AC:AF AG:AI AJ:AL"
ASKED = "B:F G:U V:X Y:AA AB:AL"


def weekly(book, name, period, lights, issues, risks, decisions, asked):
    """One week's report on graph paper, four tables below each other; the heading row and the rows of each table."""
    grid, head = bordered(book), heading(book, "#EDEDED")
    sheet = book.add_worksheet(name)
    sheet.set_column("A:AL", 2.6)
    heads(sheet, head, "AD1:AF1 承認 | AG1:AI1 確認 | AJ1:AL1 作成 | B2:T2 購買システム統合PJ　PMO週報")
    heads(sheet, grid, f"AD2:AF2 青葉 | AG2:AI2 白樺 | AJ2:AL2 杉山 | B3:T3 {period}")
    for span, label, light in zip(
        ("B:D E:F", "H:J K:L", "N:P Q:R", "T:V W:X", "Z:AB AC:AD"),
        ("全体", "進捗", "品質", "コスト", "要員"),
        lights,
        strict=True,
    ):
        boxes(sheet, grid, 5, span, f"| {label} | {light} |")
    row, found = 7, []
    for title, spans, words, text in (
        (
            "１．重点課題（PMO選定。全件は課題管理表を参照）",
            ISSUES,
            "No | 課題No | 件名 | 今週の動き | 担当 | 期限 | 状況",
            issues,
        ),
        ("２．リスク", RISKS, "No | リスク | 確率 | 影響 | 対策 | 責任者 | 見直し日 | 前週比", risks),
        (
            "３．今週の決定・仮決定",
            DECISIONS,
            "No | 区分 | 決定内容 | 決めた人 | 決定日 | 本決定⏎期限 | 課題No",
            decisions,
        ),
        ("４．各部門への依頼", ASKED, "依頼先 | 依頼事項 | 期限 | 状況 | 回答・備考", asked),
    ):
        lines = [line.strip() for line in text.strip().splitlines()]
        put(sheet, f"B{row}", f"| {title} |")
        boxes(sheet, head, row + 1, spans, words)
        for down, line in enumerate(lines):
            boxes(sheet, grid, row + 2 + down, spans, line)
        found.append((row + 1, f"{row + 2}-{row + 1 + len(lines)}"))
        row += len(lines) + 3
    put(sheet, f"B{row}", "| ５．特記事項 |")
    put(sheet, f"C{row + 1}", "| ・来週火曜はステコミのため、週報の締切を月曜正午とする。 |")
    put(sheet, f"C{row + 2}", "| ・A社の夏季休業は8/12～16。 |")
    return found


def weekly_truth(found, status, asked):
    (top, issues), (second, risks), (third, decisions), (fourth, requests) = found
    return [
        Right(
            "issue",
            header_rows=[top],
            records=issues,
            columns={
                "B": ("id", "id_2", None), "D": ("related_id", "id_2", "id"), "G": "title", "R": ("action", "response"), "AD": "owner", "AG": "due_date",
                "AJ": "status",
            },
            canonical={"status": status},
        ),
        Right(
            "risk",
            header_rows=[second],
            records=risks,
            columns={
                "B": "id", "D": ("title", "description"), "M": "probability", "O": "impact", "Q": ("action", "response"),
                "AC": "owner", "AI": None,
            },
        ),
        Right(
            "decision",
            header_rows=[third],
            records=decisions,
            columns={
                "B": "id", "D": ("status", "kind", "category"), "G": ("title", "description"), "V": "decided_by", "AC": "decided_date",
                "AG": "due_date", "AJ": "related_id",
            },
        ),
        Right(
            "todo",
            header_rows=[fourth],
            records=requests,
            columns={
                "B": ("owner_org", "owner"), "G": ("title", "description"), "V": "due_date", "Y": "status",
                "AB": ("response", "remarks"),
            },
            canonical={"status": asked},
        ),
    ]  # fmt: skip


@drawing("PMO週報 購買統合_7月第1～2週.xlsx")
def weekly_book(book):
    """Graph paper: four short tables below each other, each merged over other columns; one sheet a week, rows shift."""
    latest = weekly(
        book,
        "7月第2週",
        "対象：2024年7月8日（月）～12日（金）",
        "黄黄緑緑赤",
        """
        | 1 | K-031 | 取引先マスタの名寄せ基準 | 法人番号での突合が78％。残りは支店で目視確認中 | 若葉 | 7/19 | 対応中 |
        | 2 | K-044 | 下請法の支払期日チェック | 法務の見解を受領。要件に反映した | 椿 | 7/10 | 完了 |
        | 3 | K-052 | 電子契約の社内規程 | 規程改定は9月の取締役会に付議 | 柊 | 9月末 | 対応中 |
        | 4 | K-057 | A社の購買リーダー交代 | 後任の楠氏が7/16着任 | 柏木(A社) | 7/16 | 確認待ち |
        | 5 | K-058 | 検収データの二重連携 | 原因調査の着手は7/16 | 銀杏(A社) | 7/26 | 未着手 |
        | 6 | K-060 | 子会社2社の参加時期 | 親会社の稟議待ち | 青葉 | 未定 | 保留 |
        """,
        """
        | 1 | 名寄せが移行開始に間に合わない | 高 | 大 | 支店応援を2名追加 | 若葉 | 7/19 | ↑ |
        | 2 | 要員交代による設計の手戻り | 中 | 中 | 引継ぎ期間を2週間確保 | 白樺 | 7/26 | → |
        | 3 | 規程改定が稼働後になる | 低 | 大 | 暫定の運用通達 | 柊 | 8/9 | → |
        | 4 | 8月の休業による日程の圧迫 | 高 | 小 | レビューを7月に前倒し | 杉山 | 7/19 | ↓ |
        """,
        """
        | 1 | 決定 | 法人番号のない取引先は支店コード＋連番で新設する | 青葉部長 | 2024/7/9 |  | K-031 |
        | 2 | 仮決定 | 電子契約は稼働時には10社に限る | 白樺 | 2024/7/9 | 9/30 | K-052 |
        | 3 | 仮決定 | 子会社は第2期に回す前提で設計を進める | 青葉部長 | 2024/7/11 | 7/31 | K-060 |
        | 4 | 決定 | 週次の品質会議を廃止し、PMO定例に統合する | 白樺 | 2024/7/11 |  |  |
        """,
        """
        | 調達部 | 目視確認の応援者2名の選任 | 7/16 | 未回答 |  |
        | 調達部 | 新旧の勘定科目の対応表 | 7/19 | 対応中 | 7割完了 |
        | 法務部 | 運用通達の文案 | 7/26 | 未着手 |  |
        | 経理部 | 検収基準日の確認 | 7/10 | 完了 | 納品日基準で統一 |
        | 情報システム部 | 検証用アカウント20個の発行 | 7/12 | 完了 | 7/11発行 |
        | 各支店 | 名寄せの目視確認 | 7/19 | 対応中 | 東北・九州が遅れ |
        """,
    )
    earlier = weekly(
        book,
        "7月第1週",
        "対象：2024年7月1日（月）～5日（金）",
        "緑黄緑緑黄",
        """
        | 1 | K-031 | 取引先マスタの名寄せ基準 | 法人番号の取得率を調査中 | 若葉 | 7/19 | 対応中 |
        | 2 | K-044 | 下請法の支払期日チェック | 法務に照会（7/3） | 椿 | 7/10 | 回答待ち |
        | 3 | K-049 | 承認経路の上限金額 | 現行を踏襲することで合意 | 榊 | 7/5 | 完了 |
        | 4 | K-052 | 電子契約の社内規程 | 改定案を作成中 | 柊 | 8月末 | 対応中 |
        | 5 | K-057 | A社の購買リーダー交代 | A社から申入れ（7/4） | 柏木(A社) | 7/16 | 未着手 |
        """,
        """
        | 1 | 名寄せが移行開始に間に合わない | 中 | 大 | 突合ツールの試行 | 若葉 | 7/12 | → |
        | 2 | 8月の休業による日程の圧迫 | 高 | 中 | レビュー日程の再作成 | 杉山 | 7/12 | → |
        | 3 | 規程改定が稼働後になる | 低 | 大 | － | 柊 | 7/26 | 新規 |
        """,
        """
        | 1 | 決定 | 承認経路の上限金額は現行を踏襲する | 青葉部長 | 2024/7/2 |  | K-049 |
        | 2 | 仮決定 | 旧システムの照会は3年間残す | 白樺 | 2024/7/4 | 8/30 |  |
        """,
        """
        | 調達部 | 新旧の勘定科目の対応表 | 7/19 | 未着手 |  |
        | 法務部 | 下請法の見解 | 7/10 | 対応中 | 7/9回答予定 |
        | 経理部 | 検収基準日の確認 | 7/10 | 対応中 |  |
        | 情報システム部 | 検証用アカウント20個の発行 | 7/12 | 未着手 |  |
        """,
    )
    return {
        "7月第2週": weekly_truth(
            latest,
            {"in_progress": 2, "closed": 1, "waiting": 2, "open": 1},
            {"in_progress": 2, "open": 2, "closed": 2},
        ),
        "7月第1週": weekly_truth(
            earlier, {"in_progress": 2, "waiting": 1, "closed": 1, "open": 1}, {"open": 2, "in_progress": 2}
        ),
    }
