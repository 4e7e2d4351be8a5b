"""Forms of public offices, banks, insurers and quality departments: form numbers, approval boxes, 和暦 dates, marks."""

from tests.unseen.draw import SKIPPED, Right, drawing, put


def _cells(line):
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _spread(sheet, style, spans, first, text):
    """Rows whose cells are merged over the column spans "A:C D:I K" (a lone letter is one cell)."""
    for row, line in enumerate(text.strip().splitlines(), first):
        for span, cell in zip(spans.split(), _cells(line), strict=False):
            left, _, right = span.partition(":")
            if right:
                sheet.merge_range(f"{left}{row}:{right}{row}", "", style)
            else:
                sheet.write_blank(f"{left}{row}", None, style)
            put(sheet, f"{left}{row}", f"| {cell} |")


def _heading(sheet, style, areas):
    for area, text in areas.items():
        if ":" in area:
            sheet.merge_range(area, text, style)
        else:
            sheet.write(area, text, style)


def _bands(sheet, style, columns, rows):
    """Section rows as bands merged over the whole width."""
    left, right = columns.split(":")
    for row, text in rows.items():
        sheet.merge_range(f"{left}{row}:{right}{row}", text, style)


def _styles(book, size=9, fill="#DDEBF7"):
    common = {"border": 1, "font_name": "ＭＳ 明朝", "font_size": size, "text_wrap": True, "valign": "vcenter"}
    return book.add_format(common), book.add_format({**common, "align": "center", "bg_color": fill})


@drawing("06_課題一覧（税基幹標準化）R6.9.20現在.xlsx")
def city_issues(book):
    """No status column, only 進捗率 and 完了年月日; 和暦 text dates in four spellings; bands by tax; two-row heading."""
    line, head = _styles(book)
    sheet = book.add_worksheet("課題一覧")
    sheet.set_landscape()
    sheet.set_column("A:A", 6)
    sheet.set_column("B:B", 26)
    sheet.set_column("C:E", 14)
    sheet.set_column("M:M", 7, book.add_format({"num_format": "0%"}))
    put(sheet, "A1", "| 様式第７号（第１２条関係） |")
    put(sheet, "L1", "| 文書番号 | 情政第２４１号 |")
    _heading(sheet, head, {"L2": "課長", "M2": "課長補佐", "N2": "係長", "O2": "担当"})
    _heading(sheet, line, {"L3": "", "M3": "", "N3": "白樺", "O3": "青葉"})
    put(sheet, "A3", "| 税務基幹システム標準化対応　課題一覧 |")
    put(sheet, "A4", "| 令和６年９月２０日現在　　情報政策課 |")
    put(sheet, "A5", "| 総数 | =COUNTA(F9:F34) => 18 | 完了 | =COUNTA(N9:N34) => 6 | 残 | =B5-D5 => 12 |")
    _heading(sheet, head, {
        "A7:A8": "番号", "B7:B8": "件　　名", "C7:E8": "課題の内容", "F7:G7": "提　起", "F8": "年月日", "G8": "提起者",
        "H7:H8": "重要度", "I7:I8": "主管部署", "J7:J8": "関係課", "K7:M7": "処　理", "K8": "方針及び経過", "L8": "期限",
        "M8": "進捗率", "N7:N8": "完　了\n年月日", "O7:O8": "摘要",
    })  # fmt: skip
    bands = {9: "１　個人住民税・法人市民税", 16: "２　固定資産税", 22: "３　軽自動車税", 25: "４　収納管理"}
    _bands(sheet, line, "A:O", bands)
    spans = "A B C:E F G H I J K L M N O"
    _spread(sheet, line, spans, 10, """
        | 1-1 | 特別徴収税額通知の様式差異 | 標準仕様の様式では本市独自の案内文を印字できない。 | R6.4.16 | 青葉 | 大 | 市民税課 | 情報政策課 | 案内文を同封物に切り替える。様式審査済み。 | R6.6.28 | 1 | R6.6.25 | 別添１参照 |
        | 1-2 | 扶養照会の件数上限 | 一括照会が５千件で打ち切られる。 | R6.4.16 | 若葉 | 中 | 市民税課 |  | Ａ社に上限変更の可否を照会中 | R6.10.31 | 0.5 |  |  |
        | 1-3 | 減免申請の経過措置 | 条例改正前の減免区分を移行先に登録できない。 | 令和6年5月7日 | 紅葉 | 大 | 市民税課 | 法務課 | 法務課と条例附則の読み方を調整 | 令和6年9月末 | 0.7 |  | 条例第５１条 |
        | 1-4 | 法人番号の重複 | 合併法人で同一番号が２件残る。 | 令和6年5月7日 | 紅葉 | 小 | 市民税課 | 収納課 | 名寄せ作業を実施 | 令和6年7月31日 | 1 | 令和6年7月19日 |  |
        | 1-5 | 当初課税の処理時間 | 当初課税バッチが試算で１４時間を要する。 | R6.8.6 | 柏木（Ａ社） | 大 | 情報政策課 | 市民税課 | Ａ社が並列度を再設計 | R6.11.15 | 0.2 |  | 第４回調整会議で報告 |
        | 1-6 | 給与支払報告書の文字同定 | 外字４３字が行政事務標準文字に同定できない。 | R6.8.20 | 青葉 | 中 | 情報政策課 | 市民課 |  | 未定 | 0 |  | 市民課の同定結果待ち |""")  # fmt: skip
    _spread(sheet, line, spans, 17, """
        | 2-1 | 航空写真システムとの連携 | 地番図の座標系が旧測地系のままである。 | Ｒ６．４．２３ | 楓 | 中 | 資産税課 | 都市計画課 | 変換ツールを試行 | Ｒ６．１２．２０ | 0.3 |  |  |
        | 2-2 | 共有名義の送付先 | 共有代表者が変わると送付先が初期化される。 | Ｒ６．５．１４ | 楓 | 大 | 資産税課 | 収納課 | 改修済。８月の再検証で確認 | Ｒ６．８．３０ | １００％ | Ｒ６．８．２８ |  |
        | 2-3 | 償却資産の申告区分 | 電算処理方式の申告を受け付けると区分が「一般」になる。 | Ｒ６．５．１４ | 椿 | 中 | 資産税課 |  | Ａ社で原因調査 | ９月下旬 | 0.4 |  | 同上 |
        | 2-4 | 住宅用地特例の過年度更正 | 過年度分の遡及が５年で止まる。 | R6/7/2 | 椿 | 大 | 資産税課 | 法務課 | 標準仕様の範囲外のため運用で対応する案を検討 | R6/10/11 | 0.6 |  |  |
        | 2-5 | 評価調書の印刷枚数 | 家屋１棟で７枚出力される。 | R6/7/2 | 椿 | 小 | 資産税課 |  | 両面印刷とする | R6/8/9 | 1 | R6/8/8 |  |""")  # fmt: skip
    _spread(sheet, line, spans, 23, """
        | 3-1 | 車両番号の検索 | ひらがな１文字での検索結果が０件となる。 | R6.6.11 | 若葉 | 小 | 市民税課 |  | 修正版適用 | R6.7.12 | 1 | R6.7.10 |  |
        | 3-2 | 種別割の月割 | 対象外（標準仕様に規定なし） | R6.6.11 | 若葉 | 小 | 市民税課 |  | 対応不要と整理 | － | 1 | R6.6.18 |  |""")  # fmt: skip
    _spread(sheet, line, spans, 26, """
        | 4-1 | 口座振替依頼の媒体 | Ｂ銀行が媒体交換を年度末で廃止する。 | R6.4.30 | 欅 | 大 | 収納課 | 会計課 | 伝送契約の締結手続中（会計課決裁済） | R7.1.31 | 0.8 |  |  |
        | 4-2 | 延滞金の端数処理 | 旧システムと１００円の差が生じる事例あり。 | R6.5.21 | 欅 | 大 | 収納課 | 情報政策課 | 差異１２件の内訳を確認中 | R6.10.4 | 0.5 |  | 差異一覧（別添３） |
        | 4-3 | コンビニ収納の速報 | 速報データの取込時刻が１時間遅い。 | R6.7.16 | 欅 | 中 | 収納課 |  |  | 10月中旬 | 0 |  |  |
        | 4-4 | 滞納整理システムへの連携項目 | 分納誓約の履歴が連携項目に含まれない。 | R6.9.3 | 橘 | 中 | 収納課 | 情報政策課 | Ａ社に追加見積を依頼 | R6.11.29 | 0.1 |  |  |
        | 4-5 | 還付充当通知の公印 | 電子公印の印影が標準様式の枠に収まらない。 | R6.9.17 | 橘 | 小 | 収納課 | 総務課 |  |  |  |  |  |
        | 4-6 |
        | 4-7 |""")  # fmt: skip
    for row in (31, 32):
        sheet.merge_range(f"C{row}:E{row}", "", line)
    put(sheet, "A34", """
        | （注）１　進捗率は主管部署の申告による。 |
        | 　　　２　完了年月日は、情報政策課が完了を確認した日とする。 |""")  # fmt: skip
    return {
        "課題一覧": [
            Right(
                "issue",
                header_rows=[7, 8],
                records="10-15, 17-21, 23-24, 26-30",
                sections="9, 16, 22, 25",
                placeholders="31-32",
                columns={
                    "A": "id", "B": "title", "C": "description", "F": "raised_date", "G": "raised_by", "H": "priority",
                    "I": "owner_org", "K": ("action", "response"), "L": "due_date", "M": "progress",
                    "N": "closed_date", "O": "remarks",
                },
                canonical={"priority": {"high": 7, "medium": 6, "low": 5}},
            )
        ]
    }  # fmt: skip


def _acceptance(book, name, number):
    """The bank's form: approval boxes, legend and a three-row heading of plan and actual with two rounds."""
    line, head = _styles(book, fill="#E2EFDA")
    sheet = book.add_worksheet(name)
    sheet.set_column("D:E", 34)
    sheet.freeze_panes(10, 4)
    put(sheet, "A1", f"| 文書番号：事統－ＵＡＴ－０６－{number} |")
    put(sheet, "M1", "| 様式 | 事統-27（R5.4改） |")
    put(sheet, "A2", f"| 受入テスト計画・実績表（{name}） |")
    _heading(sheet, head, {"L3": "承認", "M3": "検証", "N3": "作成"})
    _heading(sheet, line, {"L4": "欅", "M4": "白樺", "N4": "楓", "L5": "R6.10.4", "M5": "R6.10.3", "N5": "R6.10.1"})
    put(sheet, "A3", """
        | 対象 |  |  | 新営業店端末　第２次リリース |
        | 期間 |  |  | 令和6年10月7日（月）～令和6年10月25日（金） |
        | 判定 |  |  | 〇：合格　×：不合格　△：保留　－：対象外　空欄：未実施 |""")  # fmt: skip
    _heading(sheet, head, {
        "A8:A10": "項番", "B8:B10": "区分", "C8:C10": "端末取引", "D8:D10": "テスト内容", "E8:E10": "確認ポイント\n（期待結果）",
        "F8:G8": "計　画", "F9:F10": "実施\n予定日", "G9:G10": "所要\n（分）", "H8:L8": "実　績", "H9:H10": "実施日",
        "I9:I10": "実施者", "J9:K9": "判定", "J10": "1回目", "K10": "2回目", "L9:L10": "検証者", "M8:M10": "障害票\n番号",
        "N8:N10": "備考",
    })  # fmt: skip
    sheet.data_validation("J11:K60", {"validate": "list", "source": ["〇", "×", "△", "－"]})
    return sheet, line


def _acceptance_columns():
    return {
        "A": ("id", "test_case_id"), "B": "category", "D": "title", "E": "expected", "F": "planned_date",
        "G": ("planned_effort", None), "H": "executed_date", "I": "tester", "J": "result", "K": "result_2",
        "L": ("reviewer", "approved_by"), "M": "defect_id", "N": "remarks",
    }  # fmt: skip


@drawing("受入テスト計画・実績表（営業店事務）_20241018.xlsx")
def bank_acceptance(book):
    """Three-row heading 計画/実績/判定, bands per 事務, sub-totals after each; a second sheet of the layout half run."""
    book.default_date_format = book.add_format({"num_format": "[$-411]ge.m.d;@"})
    cover = book.add_worksheet("表紙")
    put(cover, "C4", """
        | 新営業店端末更改プロジェクト |
        | 受入テスト計画・実績表 |
        |
        | 事務統括部　事務企画グループ |
        | 令和6年10月1日　制定 |""")  # fmt: skip
    total = book.add_worksheet("集計")
    put(total, "B2", "| 受入テスト実施状況（令和6年10月18日　17時現在） |")
    put(total, "B4", """
        | 事務     | 計画件数 | 実施済 | 〇 | × | △ | － | 未実施 | 消化率 |
        | 内国為替 | 17       | 14     | 11 | 1 | 1 | 1 | 3      | 82%    |
        | 預金     | 10       | 4      | 3  | 1 | 0 | 0 | 6      | 40%    |
        | 合計     | 27       | 18     | 14 | 2 | 1 | 1 | 9      | 67%    |""")  # fmt: skip
    sheet, line = _acceptance(book, "内国為替", "０１２")
    _bands(sheet, line, "A:N", {11: "１．仕向送金", 19: "２．被仕向送金", 26: "３．代金取立・組戻"})
    put(sheet, "A12", """
        | 1 | 正常 | 0210 振込依頼 | 窓口現金振込（電信・他行宛）を１件登録する | 為替通知が発信され、手数料が税込で計上されること | 2024/10/7 | 15 | R6.10.7 | 青葉 | 〇 |  | 白樺 |  |  |
        | 2 | 正常 | 0210 振込依頼 | 通帳振替による当行本支店宛振込 | 口座残高が即時に減算されること | 2024/10/7 | 15 | R6.10.7 | 青葉 | 〇 |  | 白樺 |  |  |
        | 3 | 正常 | 0211 文書振込 | 文書扱いの振込を翌営業日発信で登録する | 発信予約一覧に翌営業日付で表示されること | 2024/10/7 | 20 | R6.10.8 | 青葉 | × | 〇 | 白樺 | 障-0041 | 1回目 祝日判定誤り。10/11再実施 |
        | 4 | 異常 | 0210 振込依頼 | 受取人名に使用不可文字（ヲ、濁点単独）を入力 | エラー「Ｅ２０１７」を表示し登録できないこと | 2024/10/8 | 10 | R6.10.8 | 若葉 | 〇 |  | 白樺 |  |  |
        | 5 | 限界 | 0210 振込依頼 | １０万円超の現金振込 | 取引時確認画面へ遷移すること | 2024/10/8 | 20 | R6.10.9 | 若葉 | 〇 |  | 白樺 |  | 証跡：共有\\UAT\\為替\\05 |
        | 6 | 限界 | 0210 振込依頼 | 上限額（９９億円）の振込 | 役席承認２名を要求すること | 2024/10/9 | 15 | R6.10.9 | 若葉 | △ |  |  | 障-0044 | 役席カード２枚目の手配待ち |
        | 小計 |  |  |  |  | 6件 | 95 | 6件 |  | 4 | 1 |  |  |  |""")  # fmt: skip
    put(sheet, "A20", """
        | 7 | 正常 | 0310 被仕向入金 | テレ為替の自動入金 | 入金通知が作成されること | 2024/10/10 | 10 | R6.10.10 | 紅葉 | 〇 |  | 白樺 |  |  |
        | 8 | 異常 | 0310 被仕向入金 | 口座番号相違の通知を受信 | 「未入金リスト」に記帳され、照会取引が起動できること | 2024/10/10 | 25 | R6.10.10 | 紅葉 | 〇 |  | 白樺 |  |  |
        | 9 | 異常 | 0312 照会・回答 | 照会電文に対する回答を３０分以内に行わない | 遅延警告が店頭端末に表示されること | 2024/10/11 | 40 | R6.10.11 | 紅葉 | 〇 |  | 白樺 |  |  |
        | 10 | 正常 | 0311 別段入金 | 未入金分を別段預金へ計上 | 別段残高表と一致すること | 2024/10/11 | 15 | R6.10.15 | 紅葉・椿 | 〇 |  | 楓 |  |  |
        | 11 | 正常 | 0313 入金取消 | 当日中の入金取消 | 元取引とひも付けて取消表示されること | 2024/10/15 | 10 | R6.10.15 | 椿 | 〇 |  | 楓 |  |  |
        | 小計 |  |  |  |  | 5件 | 100 | 5件 |  | 5 | 0 |  |  |  |""")  # fmt: skip
    put(sheet, "A27", """
        | 12 | 正常 | 0410 代金取立受託 | 約束手形の取立受託（期日前） | 期日管理表に登録されること | 2024/10/15 | 20 | R6.10.16 | 椿 | 〇 |  | 楓 |  |  |
        | 13 | 正常 | 0411 取立入金 | 期日当日の入金処理 | 受託店勘定に計上されること | 2024/10/16 | 15 | R6.10.16 | 椿 | － |  | 楓 |  | 電子交換所移行により対象外（10/16事務企画判断） |
        | 14 | 正常 | 0420 組戻依頼 | 組戻手数料を現金で受入 | 手数料領収証が印字されること | 2024/10/16 | 15 | R6.10.17 | 青葉 | 〇 |  | 楓 |  |  |
        | 15 | 異常 | 0420 組戻依頼 | 受取人不同意の回答を受信 | 依頼人への連絡票が出力されること | 2024/10/17 | 20 |  |  |  |  |  |  | 10/21へ延期 |
        | 16 | 正常 | 0421 組戻資金返却 | 返却資金を依頼人口座へ入金 | 摘要に「クミモドシ」と印字されること | 2024/10/18 | 15 |  |  |  |  |  |  |  |
        | 17 | 限界 | 0420 組戻依頼 | 締切時刻（15:30）１分前の組戻 | 当日扱いで受け付けられること | 2024/10/18 | 10 |  |  |  |  |  |  |  |
        | 小計 |  |  |  |  | 6件 | 95 | 3件 |  | 2 | 0 |  |  |  |
        | 合計 |  |  |  |  | 17件 | 290 | 14件 |  | 11 | 1 |  |  |  |""")  # fmt: skip
    deposit, line = _acceptance(book, "預金", "０１３")
    _bands(deposit, line, "A:N", {11: "１．普通預金", 18: "２．定期預金"})
    put(deposit, "A12", """
        | 1 | 正常 | 0110 口座開設 | 個人の普通預金口座を新規開設（本人確認書類あり） | 通帳が発行され、口座番号が採番されること | 2024/10/15 | 30 | R6.10.15 | 欅 | 〇 |  | 白樺 |  |  |
        | 2 | 正常 | 0120 入金 | 現金入金（通帳あり） | 通帳記帳と元帳の残高が一致すること | 2024/10/15 | 10 | R6.10.15 | 欅 | 〇 |  | 白樺 |  |  |
        | 3 | 正常 | 0121 出金 | 現金出金（印鑑照合） | 印影照会画面が自動表示されること | 2024/10/16 | 15 | R6.10.17 | 欅 | × |  | 白樺 | 障-0052 | 印影が90度回転 |
        | 4 | 異常 | 0121 出金 | 事故登録（通帳喪失）口座からの出金 | 取引を中止し、事故内容を表示すること | 2024/10/17 | 15 | R6.10.17 | 欅 | 〇 |  | 白樺 |  |  |
        | 5 | 正常 | 0130 住所変更 | 住所変更と同時に届出電話番号を変更 | 変更履歴が２件作成されること | 2024/10/21 | 15 |  |  |  |  |  |  |  |
        | 小計 |  |  |  |  | 5件 | 85 | 4件 |  | 3 | 0 |  |  |  |""")  # fmt: skip
    put(deposit, "A19", """
        | 6 | 正常 | 0140 定期作成 | スーパー定期（１年・自動継続）の作成 | 証書に利率・満期日が印字されること | 2024/10/21 | 20 |  |  |  |  |  |  |  |
        | 7 | 正常 | 0141 中途解約 | 預入後６か月未満の中途解約 | 中途解約利率で利息が計算されること | 2024/10/22 | 20 |  |  |  |  |  |  |  |
        | 8 | 限界 | 0140 定期作成 | マル優限度額を１円超過する預入 | 課税区分の変更を促すこと | 2024/10/22 | 20 |  |  |  |  |  |  |  |
        | 9 | 正常 | 0142 満期書替 | 満期日当日の元利継続 | 税引後利息が元本に組み入れられること | 2024/10/23 | 20 |  |  |  |  |  |  | オンライン日付変更が必要 |
        | 10 | 異常 | 0141 中途解約 | 質権設定済の定期を解約 | 解約できないこと | 2024/10/24 | 15 |  |  |  |  |  |  |  |
        | 小計 |  |  |  |  | 5件 | 95 | 0件 |  | 0 | 0 |  |  |  |
        | 合計 |  |  |  |  | 10件 | 180 | 4件 |  | 3 | 0 |  |  |  |""")  # fmt: skip
    return {
        "表紙": SKIPPED,
        "集計": SKIPPED,
        "内国為替": [
            Right(
                "test",
                header_rows=[8, 9, 10],
                records="12-17, 20-24, 27-32",
                sections="11, 19, 26",
                columns=_acceptance_columns(),
                canonical={"result": {"pass": 11, "fail": 1, "hold": 1, "not_applicable": 1, "not_run": 3}},
            )
        ],
        "預金": [
            Right(
                "test",
                header_rows=[8, 9, 10],
                records="12-16, 19-23",
                sections="11, 18",
                columns=_acceptance_columns(),
                canonical={"result": {"pass": 3, "fail": 1, "not_run": 6}},
            )
        ],
    }


def _report_head(book, sheet, number, item, width):
    """The head of a 試験成績書: form and document number, approval boxes, and what was tested with which gauges."""
    line, head = _styles(book, 10, "#F2F2F2")
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 1.5)
    sheet.set_column("G:I", 11)
    put(sheet, "B2", "| 様式番号　QF-0732-04 |")
    put(sheet, "B3", "| 試　験　成　績　書 |")
    put(sheet, "J2", f"| 文書番号 | QA-R6-0318-{number} |")
    _heading(sheet, head, {f"{letter}2": text for letter, text in zip(width, ("承認", "審査", "作成"), strict=True)})
    _heading(sheet, line, {f"{letter}3": text for letter, text in zip(width, ("", "柏木", "椿"), strict=True)})
    put(sheet, "B5", f"""
        | 納入先 |  | Ｂ社　第２浄水場 |  |  | 品名 | 受配電監視装置 |  |  | 型式     | XE-200    |
        | 試験名 |  | {item} |  |  | 製番 | M24-0917-1～3 |  |  | 温度湿度 | 23℃ 48% |
        | 計器   |  | DMM（校正期限 R7.3.31） |  |  | 場所 | 検査棟３階 |  |  | 電源 | AC100V |""")  # fmt: skip
    return line, head


REPORT_COLUMNS = {
    "B": ("id", "test_case_id"), "C": "category", "D": "title", "G": ("steps", "precondition", "description", "input"),
    "J": "expected", "L": "actual",
}  # fmt: skip


def _merged_down(sheet, style, areas):
    for area, text in areas.items():
        sheet.merge_range(area, text, style)


@drawing("QF-0732-04 試験成績書(XE-200).xlsx")
def factory_report(book):
    """A form headed by key-value blocks; 合/否 marks, then three units in 判定; 以下余白 and 総合判定 close each sheet."""
    sheet = book.add_worksheet("1 外観構造")
    line, head = _report_head(book, sheet, "1", "外観・構造試験", "NOP")
    spans = "B D:F G:I J:K L M N O P"
    _spread(sheet, head, "B C D:F G:I J:K L M N O P", 10, """
        | No. | 区分 | 試験項目 | 試験方法・条件 | 判定基準 | 測定値又は⏎観察結果 | 判定 | 試験員 | 試験日 | 備考 |""")  # fmt: skip
    _merged_down(sheet, line, {"C11:C14": "外観", "C15:C17": "構造", "C18:C19": "銘板"})
    _spread(sheet, line, spans, 11, """
        | 1 | 塗装・表面処理 | 目視（照度500lx以上） | きず、むら、はがれがないこと | なし | 合 | 紅葉 | R6.9.10 |  |
        | 2 | 盤面器具の取付 | 目視及び手触 | 図面 XE-D-011 のとおり、緩みがないこと | 緩みなし | 合 | 紅葉 | R6.9.10 |  |
        | 3 | 扉の開閉 | 10回開閉 | 円滑に開閉し、錠が掛かること | ２号機の錠が固い | 否→合 | 紅葉 | R6.9.10 | 錠調整後に再試験 R6.9.11 |
        | 4 | 表示灯の色 | 目視 | 図面のとおり | 図面どおり | 合 | 紅葉 | R6.9.10 |  |
        | 5 | 外形寸法 | 鋼製巻尺 | W800±3mm | 801mm | 合 | 楓 | R6.9.10 |  |
        | 6 | 扉のすき間 | すき間ゲージ | 2mm以下 | 2.4mm | 否 | 楓 | R6.9.10 | 不適合票 NC-24-031 |
        | 7 | 接地端子 | 目視及び締付確認 | M8、緑／黄表示があること | M8 | 合 | 楓 | R6.9.11 |  |
        | 8 | 銘板の記載 | 目視 | 型式、製番、製造年が記載されていること | 記載あり | 合 | 楓 | R6.9.11 |  |
        | 9 | 注意銘板 | 目視 | 和文・英文併記 | 和文のみ | － | 楓 | R6.9.11 | 仕様書改訂により英文不要 |""")  # fmt: skip
    put(sheet, "D20", "| 以下余白 |")
    put(sheet, "B22", """
        | 総合判定 |  | □合格　■条件付合格　□不合格 |
        | 特記事項 |  | No.6 は特別採用申請中（NC-24-031） |""")  # fmt: skip

    sheet = book.add_worksheet("2 機能")
    line, head = _report_head(book, sheet, "2", "機能試験（監視ソフト Ver.3.02）", "OPQ")
    _heading(sheet, head, {
        "B10:B11": "No.", "C10:C11": "区分", "D10:F11": "試験項目", "G10:I11": "試験方法・条件", "J10:K11": "判定基準",
        "L10:L11": "確認結果", "M10:O10": "判　定", "M11": "1号機", "N11": "2号機", "O11": "3号機", "P10:P11": "試験員",
        "Q10:Q11": "試験日", "R10:R11": "備考",
    })  # fmt: skip
    _merged_down(sheet, line, {"C12:C15": "監視", "C16:C19": "操作", "C20:C23": "記録"})
    _spread(sheet, line, "B D:F G:I J:K L M N O P Q R", 12, """
        | 1 | 受電電圧の表示 | 模擬入力 6.6kV | 6.60±0.03kV | 6.61kV | 〇 | 〇 | 〇 | 紅葉 | R6.9.12 |  |
        | 2 | 過電圧警報 | 模擬入力を 7.3kV まで上昇 | 7.2kVで警報、ブザー鳴動 | 7.21kVで鳴動 | 〇 | 〇 | × | 紅葉 | R6.9.12 | 3号機ブザー断線 |
        | 3 | 通信断の表示 | LANケーブルを抜く | 30秒以内に「通信異常」表示 | 18秒 | 〇 | 〇 | 〇 | 紅葉 | R6.9.12 |  |
        | 4 | 停電復帰 | 制御電源を30秒断 | 自動復帰し、直前の状態を保持すること | 保持 | 〇 | 〇 | 〇 | 紅葉 | R6.9.12 |  |
        | 5 | 遮断器「入」操作 | 画面から２挙動操作 | 1秒以内に出力 | 0.4秒 | 〇 | 〇 | 〇 | 椿 | R6.9.13 |  |
        | 6 | 遮断器「切」操作 | 同上 | 同上 | 0.4秒 | 〇 | 〇 | 〇 | 椿 | R6.9.13 |  |
        | 7 | 操作権の切替 | 現場盤を「直接」に切替 | 画面操作が無効となること | 無効 | 〇 | 〇 | 〇 | 椿 | R6.9.13 |  |
        | 8 | 誤操作防止 | １挙動のみで放置 | 15秒後に選択解除 | 解除されず | × | × | × | 椿 | R6.9.13 | ソフト不具合 SB-0107 |
        | 9 | 日報の作成 | 時計を 23:59 に設定 | 0時に前日分が作成されること | 作成 | 〇 | 〇 | － | 椿 | R6.9.17 | 3号機は日報機能なし |
        | 10 | 故障履歴の保存 | 故障を501件発生 | 最新500件を保持すること |  |  |  |  |  |  |  |
        | 11 | 時刻同期 | NTPサーバを接続 | 誤差±1秒以内 |  |  |  |  |  |  |  |
        | 12 | 帳票のUSB出力 | 指定USBメモリ | CSV形式で出力されること |  |  |  |  |  |  | USBメモリ支給待ち |""")  # fmt: skip
    put(sheet, "D24", "| 以下余白 |")
    put(sheet, "B26", "| 総合判定 |  | □合格　□条件付合格　□不合格 |")

    sheet = book.add_worksheet("3 通信")
    line, head = _report_head(book, sheet, "3", "通信試験（中央監視との対向）", "NOP")
    _spread(sheet, head, "B C D:F G:I J:K L M N O P", 10, """
        | No. | 区分 | 試験項目 | 試験方法・条件 | 判定基準 | 測定値又は⏎観察結果 | 判定 | 試験員 | 試験日 | 備考 |""")  # fmt: skip
    _merged_down(sheet, line, {"C11:C13": "正常系", "C14:C18": "異常系"})
    _spread(sheet, line, spans, 11, """
        | 1 | 全点送信 | 中央から全点要求 | 256点が5秒以内に更新されること |  |  |  |  |  |
        | 2 | 変化時送信 | 模擬入力を変化 | 1秒以内に送信されること |  |  |  |  |  |
        | 3 | 操作受信 | 中央から操作指令 | 応答が2秒以内に返ること |  |  |  |  |  |
        | 4 | 回線断 | 通信ケーブルを抜く | 再送3回後に回線異常を表示すること |  |  |  |  |  |
        | 5 | 回線復帰 | 通信ケーブルを戻す | 自動で全点送信を行うこと |  |  |  |  |  |
        | 6 | 不正電文 | CRC誤りの電文を送信 | 破棄され、受信カウンタが増えないこと |  |  |  |  |  |
        | 7 | 二重操作 | 中央と現場から同時に操作 | 先着が優先されること |  |  |  |  |  |
        | 8 | 長時間運転 | 72時間連続 | 通信異常が発生しないこと |  |  |  |  |  |""")  # fmt: skip
    put(sheet, "D19", "| 以下余白 |")
    put(sheet, "B21", "| 総合判定 |  | □合格　□条件付合格　□不合格 |")
    single = {**REPORT_COLUMNS, "M": "result", "N": "tester", "O": "executed_date", "P": "remarks"}
    return {
        "1 外観構造": [
            Right(
                "test",
                header_rows=[10],
                records="11-19",
                columns=single,
                canonical={"result": {"pass": 7, "fail": 1, "not_applicable": 1}},
            )
        ],
        "2 機能": [
            Right(
                "test",
                header_rows=[10, 11],
                records="12-23",
                columns={
                    **REPORT_COLUMNS, "M": "result", "N": "result_2", "O": "result_3", "P": "tester",
                    "Q": "executed_date", "R": "remarks",
                },
                canonical={
                    "result": {"pass": 8, "fail": 1, "not_run": 3},
                    "result_2": {"pass": 8, "fail": 1, "not_run": 3},
                    "result_3": {"pass": 6, "fail": 2, "not_applicable": 1, "not_run": 3},
                },
            )
        ],
        "3 通信": [
            Right("test", header_rows=[10], records="11-18", columns=single, canonical={"result": {"not_run": 8}})
        ],
    }  # fmt: skip


@drawing("障害報告一覧【2024上期】_水平展開管理.xlsx")
def insurer_faults(book):
    """Every record is two rows high, day over time and plan over actual; 直接原因/真因, 是正 and 水平展開 as groups."""
    line, head = _styles(book, 8, "#FCE4D6")
    book.default_date_format = book.add_format({"num_format": "[$-411]ge.m.d;@"})
    sheet = book.add_worksheet("障害報告一覧")
    sheet.set_landscape()
    sheet.set_column("D:E", 24)
    sheet.set_column("G:H", 26)
    sheet.set_column("J:K", 26)
    put(sheet, "A1", "| 【社外秘】 |  | 様式Ｓ－１４ |")
    put(sheet, "A2", "| システム障害報告一覧（２０２４年度上期） |")
    put(sheet, "A3", "| 所管：ＩＴガバナンス部　品質管理グループ |")
    put(sheet, "A4", "| ランク |  | Ａ：お客さま・代理店に影響あり　Ｂ：社内業務に影響あり　Ｃ：影響軽微 |")
    _heading(sheet, head, {"I2": "ランク", "J2": "件数", "K2": "うち未了", "Q2": "部長", "R2": "ＧＬ", "S2": "担当"})
    put(sheet, "I3", """
        | Ａ | 3 | 1 |
        | Ｂ | 5 | 3 |
        | Ｃ | 4 | 2 |""")  # fmt: skip
    _heading(sheet, line, {"Q3:Q4": "", "R3:R4": "柊", "S3:S4": "椿"})
    _heading(sheet, head, {
        "A7:A8": "整理\n番号", "B7:B8": "発生日時\n上段：日付\n下段：時刻", "C7:C8": "システム", "D7:D8": "障害件名",
        "E7:E8": "事象", "F7:F8": "ランク", "G7:I7": "原因分析", "G8": "直接原因", "H8": "真　因\n（なぜなぜ分析の結果）",
        "I8": "原因区分", "J7:L7": "是正処置", "J8": "暫定処置", "K8": "恒久処置（是正）", "L8": "期限\n上段：予定\n下段：実績",
        "M7:O7": "水平展開", "M8": "要否", "N8": "展開先及び内容", "O8": "完了", "P7:P8": "主管部", "Q7:Q8": "状況",
        "R7:R8": "クローズ\n承認日", "S7:S8": "備　考",
    })  # fmt: skip
    body = """
        | 06-001 | R6.4.3 / 9:12 | 契約管理 | 契約変更画面が応答しない | 全社で約２５分間、契約変更の受付ができなかった。 | Ａ | 接続プールの枯渇 | 負荷試験の同時接続数が実態（月初）の６割で設計されていた | 設計 | ＡＰサーバ再起動 | 接続数の上限見直し、月初を想定した負荷試験の標準化 | R6.5.31 / R6.5.29 | 要 | 保全・収納の両システムへ同設定を点検 | R6.6.28 | 契約システム部 | クローズ | 2024/7/5 |  |
        | 06-002 | R6.4.11 / 6:40 | 収納 | 口座振替結果の取込遅延 | 取込が始業に間に合わず、入金確認が１０時まで停止。 | Ｂ | 前日ジョブの手動停止戻し忘れ | 臨時停止の手順に復旧確認者が定められていない | 運用 | 手動実行 | 停止・復旧をペアで管理する依頼票へ改訂 | R6.5.17 / R6.5.17 | 要 | 全運用チーム | R6.5.31 | ＩＴ運用部 | クローズ | 2024/6/7 |  |
        | 06-003 | R6.4.22 / 14:05 | 代理店ポータル | 帳票のＰＤＦが白紙 | 特定ブラウザで控えが白紙となる（代理店７店）。 | Ａ | フォント埋込み設定の欠落 | 共通部品更新時の影響調査対象に帳票が含まれていなかった | 製造 | 旧部品へ戻し | 影響調査チェックリストに帳票を追加 | R6.6.14 / R6.6.20 | 要 | 帳票を持つ６システム | R6.8.30 | 代理店システム部 | クローズ | 2024/9/6 | 予定超過６日 |
        | 06-004 | R6.5.7 / 8:55 | 社内認証 | ログイン遅延 | 連休明けに平均４０秒の遅延。 | Ｂ | 認証ログ領域の逼迫 | 監視しきい値が容量でなく件数で設定されていた | 運用 | ログ退避 | しきい値変更 | R6.6.7 / R6.6.5 | 不要 | － |  | ＩＴ運用部 | クローズ | 2024/6/14 |  |
        | 06-005 | R6.5.20 / 10:30 | 保険金支払 | 支払通知の宛名誤り | 改姓済みの受取人３名へ旧姓で印字。発送前に検知。 | Ｂ | 宛名マスタの参照先誤り | 仕様書の項目名称が新旧で同一であった | 設計 | 発送停止・再作成 | 項目辞書の整備と参照規約の制定 | R6.9.30 / | 要 | 通知物を作成する全システム |  | 支払システム部 | 対応中 |  | 項目辞書は７割 |
        | 06-006 | R6.6.4 / 23:10 | バッチ基盤 | 夜間バッチの異常終了 | リランにて復旧。業務影響なし。 | Ｃ | 一時領域不足 | 同上（06-004） | 運用 | 領域拡張 | 容量監視へ変更 | R6.7.12 / R6.7.10 | 不要 | － |  | ＩＴ運用部 | クローズ | 2024/7/19 |  |
        | 06-007 | R6.6.18 / 13:22 | 契約管理 | 解約返戻金の試算差異 | 端数処理により１円の差。試算のみ。 | Ｃ | 丸めの実装誤り | 計算仕様の例示に負の端数がない | 設計 | 注意喚起 | 計算部品の改修 | R6.9.20 / R6.9.19 | 要 | 試算を行う３システム | R6.9.27 | 契約システム部 | 対応済 |  | クローズ承認待ち |
        | 06-008 | R6.7.2 / 9:00 | コールセンター | 着信履歴が表示されない | オペレータ画面の履歴欄が空欄。 | Ｂ | ＣＴＩ連携の証明書期限切れ | 証明書台帳に委託先管理分が載っていなかった | 運用 | 証明書更新 | 証明書台帳の一元化 | R6.10.31 / | 要 | 委託先管理の証明書全件を棚卸し |  | ＩＴ基盤部 | 対応中 |  |  |
        | 06-009 | R6.7.25 / 16:48 | 代理店ポータル | 見積書の保険料相違 | 団体割引が二重に適用された（対象１１件、全件訂正済）。 | Ａ | 割引判定の順序誤り | 改定案件の並行開発でマージ確認が個人任せであった | 製造 | 機能停止・手計算 | マージ時のレビュー必須化、自動回帰の追加 | R6.11.29 / | 要 | 並行開発中の４案件 |  | 代理店システム部 | 対応中 |  | 当局報告済（R6.8.1） |
        | 06-010 | R6.8.19 / 7:30 | メール配信 | 満期案内メールの重複 | ２１２名に同一メールが２通届いた。 | Ｂ | 再送処理の判定不備 | 調査中 | 調査中 | 再送停止 |  |  |  |  |  | 営業システム部 | 調査中 |  |  |
        | 06-011 | R6.9.2 / 11:15 | 社内認証 | パスワード変更画面の文言誤り | 旧社名の表示。 | Ｃ | 文言差替え漏れ | 文言の所在一覧がない | 製造 | － | 文言修正 | R6.9.13 / R6.9.12 | 不要 | － |  | ＩＴ基盤部 | クローズ | 2024/9/20 |  |
        | 06-012 | R6.9.24 / 17:40 | 収納 | 払込票のバーコード読取不良 | 一部店舗で読み取れないとの申出１件。 | Ｃ |  |  |  |  |  |  |  |  |  | 収納システム部 | 受付 |  | 現品入手待ち |
        | 06-013 |
        | 06-014 |
        | 06-015 |"""  # fmt: skip
    letters = "ABCDEFGHIJKLMNOPQRS"
    for row, text in enumerate(body.strip().splitlines()):
        top = 9 + 2 * row
        cells = _cells(text) + [""] * len(letters)
        for letter, cell in zip(letters, cells, strict=False):
            upper, _, lower = cell.partition(" /")
            if letter not in "BL":
                sheet.merge_range(f"{letter}{top}:{letter}{top + 1}", "", line)
            put(sheet, f"{letter}{top}", f"| {upper} |")
            put(sheet, f"{letter}{top + 1}", f"| {lower} |")
    sheet.data_validation("Q9:Q38", {"validate": "list", "source": "=コード!$B$4:$B$8"})
    sheet.data_validation("F9:F38", {"validate": "list", "source": ["Ａ", "Ｂ", "Ｃ"]})
    guide = book.add_worksheet("記入要領")
    put(guide, "A1", "| 障害報告一覧　記入要領 |")
    put(guide, "A3", """
        | 項目     | 記入方法 |
        | 直接原因 | 事象を引き起こした技術的な要因を記入する。 |
        | 真因     | なぜなぜ分析を３回以上行い、仕組み・ルールの観点で記入する。 |
        | 是正処置 | 再発しないための処置を記入する。注意喚起のみは不可とする。 |
        | 水平展開 | 要否を必ず記入し、要の場合は展開先と内容を記入する。 |""")  # fmt: skip
    codes = book.add_worksheet("コード")
    put(codes, "B3", """
        | 状況     | 原因区分 |
        | 受付     | 設計     |
        | 調査中   | 製造     |
        | 対応中   | 運用     |
        | 対応済   | 調査中   |
        | クローズ |          |""")  # fmt: skip
    codes.hide()
    return {
        "障害報告一覧": [
            Right(
                "defect",
                header_rows=[7, 8],
                records="9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31",
                placeholders="33, 35, 37",
                columns={
                    "A": "id", "B": "detected_date", "C": "system", "D": "title", "E": ("description", "impact"),
                    "F": "severity", "G": ("cause", None), "H": ("cause_2", "cause"), "I": ("category", "category_2"),
                    "J": ("action", "response"), "K": ("action_2", "action", "response", "response_2"),
                    "L": ("due_date", "fix_plan_date"), "P": "owner_org", "Q": "status", "R": "closed_date",
                    "S": "remarks",
                },
                canonical={
                    "severity": {"high": 3, "medium": 5, "low": 4},
                    "status": {"closed": 6, "in_progress": 4, "resolved": 1, "open": 1},
                },
            )
        ],
        "記入要領": SKIPPED,
        "コード": SKIPPED,
    }  # fmt: skip


@drawing("【別紙２】機能要件一覧兼回答書.xlsx")
def prefecture_requirements(book):
    """方眼紙 with every cell merged over narrow columns, chapters as bands, the heading repeated on the printed page 2."""
    line, head = _styles(book, 9, "#FFF2CC")
    rules = book.add_worksheet("回答要領")
    put(rules, "A1", """
        | 回答要領 |
        |
        | １　本書は、文書管理システム再構築業務に係る機能要件を示すものである。 |
        | ２　「対応可否」欄には次の記号を記入すること。 |
        |  | ◎ | 標準機能で対応する |
        |  | ○ | カスタマイズにより対応する（費用に含む） |
        |  | △ | 代替案により対応する |
        |  | × | 対応できない |
        | ３　△の場合は「代替案又は補足説明」欄を必ず記入すること。 |""")  # fmt: skip
    sheet = book.add_worksheet("機能要件")
    sheet.set_column("A:AL", 2.6)
    sheet.set_h_pagebreaks([23])
    put(sheet, "A1", "| （様式８） |")
    put(sheet, "M2", "| 機能要件一覧兼回答書 |")
    put(sheet, "A4", "| 業務名：文書管理システム再構築業務 |")
    put(sheet, "X4", "| 提案者名：Ａ社 |")
    put(sheet, "X5", "| 提出日：令和６年８月２３日 |")
    spans = "A:C D:I J:W X:Y Z:AA AB:AG AH:AL"
    names = {"A{}:C{}": "要件番号", "D{}:I{}": "機能名称", "J{}:W{}": "要　件", "X{}:Y{}": "区分", "AH{}:AL{}": "備考"}
    for top in (7, 24):
        _heading(sheet, head, {area.format(top, top + 1): text for area, text in names.items()})
        _heading(sheet, head, {
            f"Z{top}:AG{top}": "提案者回答欄", f"Z{top + 1}:AA{top + 1}": "対応\n可否",
            f"AB{top + 1}:AG{top + 1}": "代替案又は補足説明",
        })  # fmt: skip
    bands = {9: "第１章　収受・供覧", 16: "第２章　起案・決裁", 28: "第３章　保存・廃棄", 35: "第４章　管理機能"}
    _bands(sheet, line, "A:AL", bands)
    _spread(sheet, line, spans, 10, """
        | "1.1.1" | 収受登録 | 紙文書及び電子メールで受領した文書を収受登録できること。 | 必須 | ◎ |  |  |
        | "1.1.2" | 収受番号の採番 | 所属別、年度別に一連番号を自動採番すること。 | 必須 | ◎ |  |  |
        | "1.1.3" | 収受印 | 電子文書に収受印の印影（所属名、日付は和暦）を付すことができること。 | 必須 | ○ |  | 現行踏襲 |
        | "1.2.1" | 配布 | 収受した文書を複数所属へ同時に配布できること。 | 必須 | ◎ |  |  |
        | "1.2.2" | 供覧 | 供覧先を役職順に表示し、既読・未読を確認できること。 | 必須 | ◎ |  |  |
        | "1.2.3" | 供覧の督促 | 未読者へ督促メールを自動送信できること。 | 任意 | △ | 一覧画面から手動で送信する。 |  |""")  # fmt: skip
    _spread(sheet, line, spans, 17, """
        | "2.1.1" | 起案様式 | 起案用紙の様式を所属ごとに登録できること。 | 必須 | ◎ |  |  |
        | "2.1.2" | 過去起案の引用 | 過去の起案を引用して起案できること。 | 必須 | ◎ |  |  |
        | "2.1.3" | 合議 | 並列及び直列の合議を設定できること。 | 必須 | ○ | 並列は５所属まで |  |
        | "2.1.4" | 代決・後閲 | 事務決裁規程第８条に定める代決及び後閲ができること。 | 必須 | ○ |  | 規程は別添２ |
        | "2.2.1" | 差戻し | 任意の決裁者から起案者へ差戻しができること。 | 必須 | ◎ |  |  |
        | "2.2.2" | 引戻し | 起案者が決裁途中の文書を引き戻せること。 | 任意 | ◎ |  |  |
        | "2.3.1" | 公印省略表示 | 施行文書に「公印省略」を印字できること。 | 必須 | ◎ |  |  |""")  # fmt: skip
    _spread(sheet, line, spans, 26, """
        | "2.3.2" | 電子署名 | 施行文書へ職責証明書による署名を付与できること。 | 必須 | △ | 署名ツールを別途起動する。 |  |
        | "2.3.3" | 施行先一括登録 | 施行先を CSV で一括登録できること。 | 任意 | ◎ |  |  |""")  # fmt: skip
    _spread(sheet, line, spans, 29, """
        | "3.1.1" | 簿冊管理 | 文書分類表に基づき簿冊を作成できること。 | 必須 | ◎ |  |  |
        | "3.1.2" | 保存期間 | 保存期間の起算日を会計年度・暦年で選択できること。 | 必須 | ◎ |  |  |
        | "3.1.3" | 延長 | 保存期間の延長理由を記録できること。 | 必須 | ◎ |  |  |
        | "3.2.1" | 廃棄一覧 | 廃棄予定の簿冊一覧を所属別に出力できること。 | 必須 | ◎ |  |  |
        | "3.2.2" | 歴史公文書の移管 | 公文書館へ移管する簿冊を選別できること。 | 必須 | × |  | Ｒ７年度以降の改修を提案 |
        | "3.2.10" | 廃棄記録 | 廃棄した簿冊の記録を３０年間保存すること。 | 必須 | ○ |  |  |""")  # fmt: skip
    _spread(sheet, line, spans, 36, """
        | "4.1.1" | 人事異動 | 異動情報を人事システムから取り込めること。 | 必須 | ○ |  |  |
        | "4.1.2" | 組織改正 | 旧組織の文書を新組織へ引き継げること。 | 必須 | ◎ |  |  |
        | "4.1.3" | 操作記録 | 全操作の記録を１年間保存し、検索できること。 | 必須 | ◎ |  |  |""")  # fmt: skip
    put(sheet, "A40", "| ※　要件番号は仕様書の章番号に対応する。 |")

    other = book.add_worksheet("非機能要件")
    other.set_column("D:E", 30)
    put(other, "A1", "| （様式９） |  |  | 非機能要件一覧 |  |  |  |  | 版 | 第1.2版 |")
    put(other, "H2", "| 制定 | 令和6年6月3日 |")
    _spread(other, head, "A B C D E F G H I J K", 4, """
        | 章 | 大項目 | 要件番号 | 要件名 | 要件内容 | 目標値 | 優先度 | 主管課 | 最終改訂 | 状態 | 改訂理由・備考 |""")  # fmt: skip
    _merged_down(other, line, {
        "A5:A7": "第5章", "B5:B7": "可用性", "A8:A10": "第6章", "B8:B10": "性能・拡張性", "A11:A12": "第7章",
        "B11:B12": "移行性", "A13:A16": "第8章", "B13:B16": "情報セキュリティ",
    })  # fmt: skip
    put(other, "C5", """
        | NF-5-1 | サービス時間 | 平日７時から２２時まで利用できること。 | 99.9％ | 高 | 総務課 | 令和6年6月3日 | 確定 |  |
        | NF-5-2 | 計画停止 | 計画停止は月１回以内、２週間前までに通知すること。 | 月１回 | 中 | 総務課 | 令和6年6月3日 | 確定 |  |
        | NF-5-3 | 災害時復旧 | 庁舎被災時に３日以内に参照業務を再開できること。 | 72時間 | 高 | 危機管理課 | 令和6年7月19日 | 協議中 | 目標値を48時間から緩和 |
        | NF-6-1 | 画面応答 | 主要画面の応答は３秒以内とする。 | ３秒 | 高 | デジタル課 | 令和6年6月3日 | 確定 |  |
        | NF-6-2 | 同時接続 | 職員４,５００人のうち同時１,２００人の接続に耐えること。 | 1,200 | 高 | デジタル課 | 令和6年7月1日 | 確定 | 職員数の修正 |
        | NF-6-3 | 保存容量 | 年間２ＴＢの増加を見込むこと。 | ５年 | 低 | デジタル課 | 令和6年6月3日 | 保留 | 実績の再調査中 |
        | NF-7-1 | 移行対象 | 現行の完結文書のうち保存期間内のものをすべて移行すること。 | 約３８万件 | 高 | 総務課 | 令和6年6月3日 | 確定 |  |
        | NF-7-2 | 移行リハーサル | 本番移行前に２回以上行うこと。 | ２回 | 中 | 総務課 | 令和6年6月3日 | 確定 |  |
        | NF-8-1 | 多要素認証 | 庁外からの利用時は多要素認証とすること。 | － | 高 | デジタル課 | 令和6年6月3日 | 確定 |  |
        | NF-8-2 | 特権ＩＤ | 特権ＩＤの利用は申請により都度払い出すこと。 | － | 中 | デジタル課 | 令和6年6月3日 | 確定 |  |
        | NF-8-3 | 脆弱性診断 | 稼働前及び年１回実施すること。 | 年１回 | 中 | デジタル課 | 令和6年7月1日 | 確定 |  |
        | NF-8-4 | ＵＳＢ媒体 | ＵＳＢ媒体への出力を禁止すること。 | － | 低 | デジタル課 | 令和6年7月19日 | 削除 | 端末側の対策で足りるため |""")  # fmt: skip
    return {
        "回答要領": SKIPPED,
        "機能要件": [
            Right(
                "requirement",
                header_rows=[7, 8],
                records="10-15, 17-23, 26-27, 29-34, 36-38",
                sections="9, 16, 28, 35",
                columns={
                    "A": ("id", "requirement_id"), "D": ("title", "system", "screen"), "J": ("description", "title"),
                    "X": ("priority", "kind", "category", None), "AH": "remarks",
                },
            )
        ],
        "非機能要件": [
            Right(
                "requirement",
                header_rows=[4],
                records="5-16",
                columns={
                    "B": ("category", "category_2"), "C": ("id", "requirement_id"), "D": "title", "E": "description",
                    "G": "priority", "H": "owner_org", "I": "updated_date", "J": "status", "K": "remarks",
                },
                canonical={"priority": {"high": 6, "medium": 4, "low": 2}},
            )
        ],
    }  # fmt: skip


CHANGE_HEADS = (
    "CR番号", "受付日", "要求元\n(部門・氏名)", "変更件名", "変更理由", "変更内容", "影響範囲", "区分", "緊急度",
    "概算工数\n(人日)", "設計審査", "品証審査", "承認", "承認日", "CCB判定", "処置状況", "反映予定日", "反映日", "反映版数",
    "関連文書番号",
)  # fmt: skip
CHANGE_COLUMNS = {
    "A": "id", "B": "raised_date", "C": "raised_by", "D": "title", "E": ("cause", "description", "description_2", None),
    "F": ("description", "description_2"), "G": "impact", "H": ("kind", "category"), "I": "priority",
    "J": "planned_effort", "M": ("decided_by", "approved_by"), "N": "decided_date", "P": "status",
    "Q": ("due_date", "planned_date", "planned_end"), "R": ("closed_date", "actual_end"), "S": "version",
}  # fmt: skip


def _change_sheet(book, year, last):
    """One year of the register: a ListObject under a row of groups."""
    _, head = _styles(book, 9, "#D9D9D9")
    sheet = book.add_worksheet(f"{year}年度")
    sheet.freeze_panes(6, 1)
    sheet.set_column("D:G", 26)
    put(sheet, "A1", "| QP-09-F02 Rev.5 |")
    put(sheet, "A2", f"| 変更要求管理簿　{year}年度 |")
    put(sheet, "A3", "| 緊急度 | 至急：出荷停止を伴うもの　通常：左記以外 |")
    _heading(sheet, head, {
        "A5:C5": "受付", "D5:J5": "変更要求", "K5:N5": "承 認 欄", "O5": "委員会", "P5:T5": "処置（実施部門記入）",
    })  # fmt: skip
    sheet.add_table(f"A6:T{last}", {
        "name": f"変更要求{year}", "style": "Table Style Light 1", "columns": [{"header": one} for one in CHANGE_HEADS],
    })  # fmt: skip
    sheet.data_validation(f"P7:P{last}", {"validate": "list", "source": "=リスト!$A$2:$A$6"})
    sheet.data_validation(f"O7:O{last}", {"validate": "list", "source": "=リスト!$B$2:$B$6"})
    return sheet


@drawing("変更要求管理簿_2024年度_r5.xlsx")
def maker_changes(book):
    """A ListObject under a row of groups, names in 承認欄 beside CCB判定 and 処置状況; next year's sheet is still empty."""
    line, head = _styles(book, 10, "#D9D9D9")
    cover = book.add_worksheet("表紙")
    put(cover, "C3", "| 変更要求管理簿 |")
    put(cover, "C4", "| 管理部門：品質保証部　品質システム課 |")
    _spread(cover, head, "B C:F G H I", 8, "| 版 | 改訂内容 | 改訂日 | 承認 | 作成 |")
    _spread(cover, line, "B C:F G H I", 9, """
        | "1" | 新規制定 | 2019/4/1 | 楠 | 欅 |
        | "2" | 承認欄に品証審査を追加 | 2020/10/1 | 楠 | 欅 |
        | "3" | 緊急度の定義を変更 | 2022/4/1 | 楠 | 柏木 |
        | "4" | CCB判定に「条件付」を追加 | 2023/4/3 | 楠 | 柏木 |
        | "5" | 反映版数を追加 | 2024/4/1 | 檜 | 柏木 |""")  # fmt: skip
    sheet = _change_sheet(book, 2024, 28)
    put(sheet, "A7", """
        | CR-24-001 | 2024/4/8 | 製造部　紅葉 | 検査値入力の桁数拡張 | 新機種の測定値が５桁となる | 測定値の入力を４桁→６桁とする | 検査実績画面、成績書 | 仕様変更 | 通常 | 6 | 椿 | 柏木 | 檜 | 2024/4/17 | 承認 | 完了 | 2024/6/28 | 2024/6/26 | V2.4.0 | QD-1102 |
        | CR-24-002 | 2024/4/15 | 品質保証部　若葉 | 不適合票の承認経路 | 組織変更による | 課長承認の後に部長代理を追加 | 承認ワークフロー | 仕様変更 | 通常 | 2.5 | 椿 | 柏木 | 檜 | 2024/4/24 | 承認 | 完了 | 2024/5/31 | 2024/5/30 | V2.3.1 |  |
        | CR-24-003 | 2024/4/22 | 営業部　青葉 | 出荷ラベルに英文併記 | 海外向け案件の受注 | ラベル様式に英文を追加 | ラベル発行 | 改善 | 通常 | 4 | 椿 | － |  |  | 却下 | 取下げ |  |  |  | 要求元取下げ 5/8 |
        | CR-24-004 | 2024/5/9 | 製造部　紅葉 | ロット番号の重複防止 | 同一ロットの二重登録が発生（NC-24-007） | 登録時に重複検査を行う | 受入、工程、出荷 | 是正 | 至急 | 8 | 椿 | 柏木 | 檜 | 2024/5/10 | 承認 | 完了 | 2024/5/24 | 2024/5/24 | V2.3.0 | NC-24-007 |
        | CR-24-005 | 2024/5/27 | Ａ社　楓 | ＯＳ更新に伴う印刷部品の入替 | 保守期限到来 | 印刷部品をＶ８へ更新 | 帳票全般 | 予防 | 通常 | 15 | 椿 | 柏木 | 檜 | 2024/6/12 | 条件付 | 完了 | 2024/9/30 | 2024/9/27 | V2.5.0 | 条件：全帳票の印刷試験 |
        | CR-24-006 | 2024/6/3 | 生産管理部　白樺 | 計画数の週次取込 | 日次では変更が多く混乱する | 取込周期を選択式とする | 生産計画IF | 改善 | 通常 | 5 | 椿 | 柏木 | 檜 | 2024/6/19 | 承認 | 実施中 | 2024/10/31 |  | V2.6.0 |  |
        | CR-24-007 | 2024/6/17 | 品質保証部　若葉 | 校正期限切れ計器の使用禁止 | 監査指摘（IA-24-03） | 期限切れ計器を選択不可とする | 検査実績画面、計器台帳 | 是正 | 至急 | 7 | 椿 | 柏木 | 檜 | 2024/6/18 | 承認 | 完了 | 2024/7/19 | 2024/7/22 | V2.4.1 | IA-24-03 |
        | CR-24-008 | 2024/7/1 | 製造部　橘 | 作業指図の写真添付 | 文字だけでは伝わらない | 指図１件に写真５枚まで添付 | 作業指図、ファイルサーバ | 改善 | 通常 | 20 | 椿 | 柏木 | 檜 | 2024/7/17 | 条件付 | 保留 | 2024/12/27 |  |  | 条件：容量試算の提出 |
        | CR-24-009 | 2024/7/16 | 経理部　柚木 | 原価区分の追加 | 原価計算規程の改定 | 区分Ｋ、Ｌを追加 | 実績集計 | 仕様変更 | 通常 | 3 | 椿 | 柏木 | 檜 | 2024/7/24 | 承認 | 実施中 | 2024/9/30 |  | V2.6.0 | ACC-R-12 |
        | CR-24-010 | 2024/8/5 | 製造部　紅葉 | ハンディ端末の機種変更 | 現行機の生産終了 | 新機種の画面サイズへ対応 | 全ハンディ画面 | 予防 | 通常 | 32 | 椿 | 柏木 | 檜 | 2024/8/28 | 承認 | 未着手 | 2025/1/31 |  | V3.0.0 |  |
        | CR-24-011 | 2024/8/26 | 品質保証部　若葉 | 成績書の電子印 | 押印廃止方針 | 印影の自動付与 | 成績書 | 改善 | 通常 | 9 | 椿 | 柏木 | 檜 | 2024/9/11 | 承認 | 未着手 | 2025/2/28 |  | V3.0.0 |  |
        | CR-24-012 | 2024/9/9 | 生産管理部　白樺 | 納期回答の自動送信 | 問合せ削減 | 回答を取引先へメール送信 | 納期回答、メール基盤 | 改善 | 通常 | 12 | 椿 |  |  |  | 継続審議 | 未着手 |  |  |  | 情報セキュリティ審査要 |
        | CR-24-013 | 2024/9/24 | 製造部　橘 | 段取時間の計測 | 稼働率の分析 | 開始・終了を打刻 | 工程実績 | 改善 | 通常 | 6 |  |  |  |  |  |  |  |  |  |  |
        | CR-24-014 | 2024/9/30 | Ａ社　楓 | 暗号方式の変更 | 旧方式の脆弱性公表 | 通信をTLS1.3に限定 | 取引先接続 | 予防 | 至急 | 10 | 椿 | 柏木 | 檜 | 2024/10/1 | 承認 | 実施中 | 2024/10/18 |  | V2.5.1 | 取引先３社へ事前通知 |""")  # fmt: skip
    for row in (6, 7, 8):
        sheet.set_row(row, None, None, {"hidden": True})
    _change_sheet(book, 2025, 16)
    form = book.add_worksheet("変更要求書(様式)")
    put(form, "B2", "| QP-09-F01 Rev.5 |  |  |  | 変更要求書 |")
    put(form, "B4", """
        | CR番号 |  |  | 受付日 |  |
        | 要求部門 |  |  | 氏名 |  |
        | 変更件名 |
        | 変更理由 |
        |
        | 変更内容 |
        |
        | 設計審査 |  | 品証審査 |  | 承認 |  |
        | 　年　月　日 |  | 　年　月　日 |  | 　年　月　日 |""")  # fmt: skip
    lists = book.add_worksheet("リスト")
    put(lists, "A1", """
        | 処置状況 | CCB判定  |
        | 未着手   | 承認     |
        | 実施中   | 条件付   |
        | 保留     | 継続審議 |
        | 取下げ   | 保留     |
        | 完了     | 却下     |""")  # fmt: skip
    return {
        "表紙": SKIPPED,
        "2024年度": [
            Right(
                "change",
                header_rows=[5, 6],
                records="7-20",
                columns=CHANGE_COLUMNS,
                canonical={
                    "priority": {"critical": 3, "medium": 11},
                    "status": {"closed": 5, "rejected": 1, "in_progress": 3, "waiting": 1, "open": 3},
                },
            )
        ],
        "2025年度": [Right("change", header_rows=[5, 6], records="", columns=CHANGE_COLUMNS)],
        "変更要求書(様式)": SKIPPED,
        "リスト": SKIPPED,
    }


@drawing("第５回調整会議 会議録（決裁用）.xlsx")
def council_minutes(book):
    """Minutes as a form: head block, then four small tables on one sheet, of three kinds, each under a numbered caption."""
    line, head = _styles(book, 10.5, "#EDEDED")
    sheet = book.add_worksheet("会議録")
    sheet.set_column("A:A", 11)
    sheet.set_column("B:H", 15)
    put(sheet, "A1", "| 起案番号　情第１０５号 |")
    _heading(sheet, head, {"D1": "部長", "E1": "課長", "F1": "課長補佐", "G1": "係長", "H1": "係員"})
    _heading(sheet, line, {f"{letter}2": "" for letter in "DEFGH"})
    put(sheet, "D4", "| 会　　議　　録 |")
    _spread(sheet, line, "A B:H", 6, """
        | 会議の名称 | 税務基幹システム標準化　第５回庁内調整会議 |
        | 開催日時 | 令和６年１０月２２日（火）　13時30分から15時15分まで |
        | 開催場所 | 市役所本庁舎　５階　第２会議室 |
        | 出席者 | 情報政策課：白樺課長、青葉、若葉　市民税課：紅葉係長　資産税課：椿係長⏎収納課：欅、橘　Ａ社：柏木ＰＭ、楓 |
        | 欠席者 | 法務課：檜 |
        | 配布資料 | 資料１　課題一覧（R6.9.20現在）⏎資料２　移行計画（案） |
        | 記録者 | 情報政策課　若葉 |""")  # fmt: skip
    put(sheet, "A14", "| １　前回依頼事項の確認 |")
    wide = "A B:D E F G H"
    _spread(sheet, head, wide, 15, "| 番号 | 依頼事項 | 担当 | 期限 | 処理状況 | 備考 |")
    _spread(sheet, line, wide, 16, """
        | 4-1 | 減免区分の旧コード一覧を提出する | 市民税課　紅葉 | R6.10.4 | 完了 |  |
        | 4-2 | 並列度再設計後の処理時間を示す | Ａ社　柏木 | R6.10.18 | 対応中 | 試算値のみ提示 |
        | 4-3 | 口座振替の伝送契約の写しを送付する | 収納課　欅 | R6.10.11 | 完了 |  |
        | 4-4 | 外字同定の見通しを市民課に確認する | 情報政策課　青葉 | R6.10.15 | 未着手 | 市民課繁忙のため |""")  # fmt: skip
    put(sheet, "A21", "| ２　議事 |")
    agenda = "A B C:E F:G H"
    _spread(sheet, head, agenda, 22, "| 番号 | 議題 | 議事の経過（発言要旨） | 結論 | 説明者 |")
    _spread(sheet, line, agenda, 23, """
        | (1) | 課題の進捗について | （青葉）完了６件、残１２件である。⏎（椿）2-4は運用対応でよい。⏎（白樺）法務課の意見を待って判断する。 | 2-4は継続協議とする。 | 青葉 |
        | (2) | 当初課税の処理時間 | （柏木）並列度８で９時間の見込み。⏎（紅葉）６時までに終わらないと通知の印刷に影響する。 | １１月の試験結果で再度諮る。 | 柏木 |
        | (3) | 移行計画（案） | （楓）リハーサルを１回追加したい。⏎（欅）出納整理期間は避けられたい。 | 追加を認める。時期は１月とする。 | 楓 |
        | (4) | その他 | 特になし | － | － |""")  # fmt: skip
    put(sheet, "A28", "| ３　決定事項 |")
    decided = "A B:E F:H"
    _spread(sheet, head, decided, 29, "| 番号 | 決定事項 | 決定理由 |")
    _spread(sheet, line, decided, 30, """
        | 決5-1 | 移行リハーサルを１回追加し、令和７年１月中に実施する。 | 第１回の差異件数が基準を超えたため |
        | 決5-2 | コンビニ収納の速報遅延は、運用で対応する。 | 窓口照会が月２０件程度であるため |
        | 決5-3 | 評価調書は両面印刷とする。 | 用紙費の削減 |""")  # fmt: skip
    put(sheet, "A34", "| ４　検討依頼事項 |")
    asked = "A B:D E F G:H"
    _spread(sheet, head, asked, 35, "| 番号 | 依頼事項 | 担当者 | 期限 | 備考 |")
    _spread(sheet, line, asked, 36, """
        | 5-1 | リハーサル追加に伴う作業工程を示す | Ａ社　楓 | １１月８日 |  |
        | 5-2 | 住宅用地特例について条例解釈を文書で回答する | 法務課　檜 | １１月５日 | 欠席のため別途依頼 |
        | 5-3 | 並列度８での試験を行い結果を報告する | Ａ社　柏木 | １１月２２日 | 4-2の継続 |
        | 5-4 | 速報遅延時の窓口対応手順を作成する | 収納課　橘 | １１月末 |  |
        | 5-5 | 外字同定の見通しを市民課に確認する | 情報政策課　青葉 | 至急 | 4-4の継続 |""")  # fmt: skip
    put(sheet, "A42", "| 次回開催：令和６年１１月２６日（火）　13時30分　第２会議室 |")

    ledger = book.add_worksheet("決定事項台帳")
    ledger.set_column("D:E", 40)
    put(ledger, "A1", "| 決定事項台帳　　（税務基幹システム標準化　庁内調整会議） |")
    put(ledger, "H1", "| 様式第９号 |")
    _heading(ledger, head, {
        "A3": "決定番号", "B3": "会議", "C3": "決定年月日", "D3": "決定事項", "E3": "経緯・理由", "F3": "主管課",
        "G3": "反映先文書", "H3": "備考（廃止・変更）",
    })  # fmt: skip
    put(ledger, "A4", """
        | 決1-1 | 第１回 | 令和6年5月21日 | 庁内調整会議を原則毎月第４火曜日に開催する。 | 関係課の予定確保のため | 情報政策課 | 設置要領 |  |
        | 決1-2 | 第１回 | 令和6年5月21日 | 標準仕様との差異は原則として業務側を合わせる。 | 国の方針による | 情報政策課 | 基本方針 |  |
        | 決2-1 | 第２回 | 令和6年6月25日 | 特別徴収税額通知の案内文は同封物とする。 | 様式への印字が不可であるため | 市民税課 | 業務フロー3-2 |  |
        | 決2-2 | 第２回 | 令和6年6月25日 | 移行リハーサルは２回とする。 | 移行計画（素案）のとおり | 情報政策課 | 移行計画 | 決5-1により変更 |
        | 決3-1 | 第３回 | 令和6年7月23日 | 外字は同定できない場合に限り追加文字を作成する。 | 文字情報基盤の範囲外があるため | 情報政策課 | 文字移行方針 |  |
        | 決3-2 | 第３回 | 令和6年7月23日 | 軽自動車税の月割は対象外とする。 | 標準仕様に規定なし | 市民税課 | － |  |
        | 決4-1 | 第４回 | 令和6年9月24日 | 口座振替は全行伝送とする。 | Ｂ銀行の媒体廃止 | 収納課 | 収納業務手順 |  |
        | 決4-2 | 第４回 | 令和6年9月24日 | 試験環境の利用は平日１９時までとする。 | 夜間バッチとの競合 | 情報政策課 | 環境利用手引 |  |
        | 決5-1 | 第５回 | 令和6年10月22日 | 移行リハーサルを１回追加し、令和７年１月中に実施する。 | 差異件数の超過 | 情報政策課 | 移行計画 |  |
        | 決5-2 | 第５回 | 令和6年10月22日 | コンビニ収納の速報遅延は、運用で対応する。 | 照会件数が少ない | 収納課 | 窓口手順（新規） |  |
        | 決5-3 | 第５回 | 令和6年10月22日 | 評価調書は両面印刷とする。 | 用紙費の削減 | 資産税課 |  |  |""")  # fmt: skip
    return {
        "会議録": [
            Right(
                "todo",
                header_rows=[15],
                records="16-19",
                columns={"A": "id", "B": "title", "E": "owner", "F": "due_date", "G": "status", "H": "remarks"},
                canonical={"status": {"closed": 2, "in_progress": 1, "open": 1}},
            ),
            Right(
                "meeting",
                header_rows=[22],
                records="23-26",
                columns={"A": "id", "B": "title", "C": "description"},
            ),
            Right(
                "decision",
                header_rows=[29],
                records="30-32",
                columns={"A": "id", "B": "title", "F": ("description", "cause", None)},
            ),
            Right(
                "todo",
                header_rows=[35],
                records="36-40",
                columns={"A": "id", "B": "title", "E": "owner", "F": "due_date", "G": "remarks"},
            ),
        ],
        "決定事項台帳": [
            Right(
                "decision",
                header_rows=[3],
                records="4-14",
                columns={
                    "A": "id", "C": "decided_date", "D": "title", "E": ("description", "cause"), "F": "owner_org",
                    "H": "remarks",
                },
            )
        ],
    }  # fmt: skip
