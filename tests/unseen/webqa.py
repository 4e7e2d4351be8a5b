"""Sheets of web, app and game companies and of the QA houses that test for them."""

from xlsxwriter.utility import xl_col_to_name

from tests.unseen.draw import SKIPPED, Right, drawing, put


def heads(sheet, form, cells):
    """Heading cells `area text` parted by `;`, merged where the area is one."""
    for cell in cells.strip().split(";"):
        area, _, text = cell.strip().partition(" ")
        text = text.replace("⏎", "\n")
        if ":" in area:
            sheet.merge_range(area, text, form)
        else:
            sheet.write_string(area, text, form)


def styles(book):
    """The heading's and the body's look."""
    head = {"bold": True, "border": 1, "bg_color": "#D9E1F2", "text_wrap": True, "align": "center", "valign": "vcenter"}
    return book.add_format(head), book.add_format({"border": 1, "text_wrap": True, "valign": "top"})


EC_HEAD = """A12:A13 No; B12:B13 大項目; C12:C13 中項目; D12:D13 小項目; E12:E13 確認手順; F12:F13 期待結果; G12:G13 優先度;
H12:M12 1周目; H13 PC⏎Chrome; I13 PC⏎Edge; J13 iOS⏎Safari; K13 Android⏎Chrome; L13 実施日; M13 担当;
N12:S12 2周目（修正後）; N13 PC⏎Chrome; O13 PC⏎Edge; P13 iOS⏎Safari; Q13 Android⏎Chrome; R13 実施日; S13 担当;
T12:T13 不具合No; U12:U13 備考"""

EC_COLUMNS = {
    "A": "id", "B": "category", "C": "category_2", "D": ("title", "category_3"), "E": "steps", "F": "expected",
    "G": "priority", "H": "result", "I": "result_2", "J": "result_3", "K": "result_4", "L": "executed_date",
    "M": "tester", "N": "result_5", "O": "result_6", "P": "result_7", "Q": "result_8", "R": "executed_date_2",
    "S": "tester_2", "T": "defect_id", "U": "remarks",
}  # fmt: skip


def ec_sheet(book, name, subject, counters, rows, last):
    """One function's check list of the shop, all of one layout."""
    head, body = styles(book)
    sheet = book.add_worksheet(name)
    sheet.set_column("B:D", 14, body)
    sheet.set_column("E:F", 34, body)
    put(sheet, "A1", f"| 総合テスト項目書（{subject}） |")
    put(sheet, "B3", counters)
    heads(sheet, head, "O3 承認; P3 査閲; Q3 作成; O4:O6 ; P4:P6 白樺; Q4:Q6 青葉")
    put(sheet, "A10", "| ※結果の記入： ○＝OK　×＝NG（不具合Noを記入）　△＝保留（仕様確認中）　－＝対象外 |")
    heads(sheet, head, EC_HEAD)
    put(sheet, "A14", rows)
    for area in (f"H14:K{last}", f"N14:Q{last}"):
        sheet.data_validation(area, {"validate": "list", "source": "=リスト!$A$2:$A$5"})
    sheet.freeze_panes(13, 4)


@drawing("【A社様】ECリニューアル_総合テスト項目書_v1.3.xlsx")
def shop_two_rounds(book):
    """Two rounds of four browsers each with its own date and person; counters in table form above; blanks as above."""
    cover = book.add_worksheet("表紙")
    put(
        cover,
        "C6",
        """
        | A社様 ECサイトリニューアル |  |  |
        | 総合テスト項目書 |  |  |
        |
        | 文書番号 |  | AE-ST-003 |
        | 版数 |  | 1.3 |
        | 作成日 |  | 2024/4/26 |
        | 最終更新日 |  | 2024/5/29 |
        | 作成 |  | 青葉テスティング株式会社 第2検証G |""",
    )
    history = book.add_worksheet("改版履歴")
    put(
        history,
        "B2",
        """
        | 改版履歴 |
        | 版数 | 改版日 | 改版内容 | 作成 | 承認 |
        | 1.0 | 2024/4/26 | 初版作成 | 青葉 | 白樺 |
        | 1.1 | 2024/5/8 | レビュー指摘反映（カートNo.5～7追加） | 青葉 | 白樺 |
        | 1.2 | 2024/5/17 | 後払い決済を対象外へ変更 | 若葉 | 白樺 |
        | 1.3 | 2024/5/29 | 2周目の列を追加 | 青葉 | |""",
    )
    total = book.add_worksheet("集計")
    put(
        total,
        "B2",
        """
        | 進捗集計（1周目） |
        | シート | 項目数 | ○ | × | △ | － | 残 | 消化率 |
        | 01_会員 | 11 | =COUNTIF('01_会員'!H14:K24,"○") => 35 | 5 | 1 | 3 | 0 | 100% |
        | 02_カート・購入 | 18 | 57 | 8 | 2 | 5 | 0 | 100% |
        | 合計 | 29 | 92 | 13 | 3 | 8 | 0 | 100% |""",
    )
    ec_sheet(
        book,
        "01_会員",
        "会員",
        """
        | 環境 | 項目数 | OK | NG | 保留 | 対象外 | 残 | 消化率 |
        | PC Chrome | 11 | =COUNTIF(H14:H24,"○") => 9 | 1 | 0 | 1 | 0 | 100% |
        | PC Edge | 11 | 9 | 1 | 0 | 1 | 0 | 100% |
        | iOS | 11 | 8 | 2 | 1 | 0 | 0 | 100% |
        | Android | 11 | 9 | 1 | 0 | 1 | 0 | 100% |""",
        """
        | 1 | 会員登録 | 入力画面 | 初期表示 | ［会員登録］を押す | 全項目が空欄で表示される | 中 | ○ | ○ | ○ | ○ | 2024/5/20 | 青葉 |
        | 2 | | | 必須チェック | 未入力のまま［確認］を押す | 必須項目すべての下に赤字でエラーが出る | 高 | ○ | ○ | ○ | ○ | 2024/5/20 | 青葉 |
        | 3 | | | メール形式 | 「aaa@」を入力し［確認］を押す | 形式エラーが出る | 中 | ○ | ○ | × | ○ | 2024/5/20 | 青葉 | | | ○ | | 2024/5/30 | 椿 | #1024 |
        | 4 | | | | 全角文字を入力し［確認］を押す | 形式エラーが出る | 中 | ○ | ○ | ○ | ○ | 2024/5/20 | 青葉 |
        | 5 | | 確認画面 | 戻る | ［戻る］を押す | 入力した値が残っている | 中 | × | × | × | × | 2024/5/20 | 青葉 | ○ | ○ | ○ | × | 2024/5/30 | 椿 | #1025⏎#1061 | Androidのみ郵便番号が消える |
        | 6 | | 完了 | 完了メール | 登録を完了する | 1分以内にメールが届く | 高 | ○ | ○ | ○ | ○ | 2024/5/21 | 若葉 |
        | 7 | ログイン | 通常 | 正常 | 正しいID・PWを入れる | マイページへ遷移する | 高 | ○ | ○ | ○ | ○ | 2024/5/21 | 若葉 |
        | 8 | | | ロック | PWを5回誤る | ロックの文言が出る | 高 | ○ | ○ | ○ | ○ | 2024/5/21 | 若葉 |
        | 9 | | 生体認証 | 登録 | 設定から顔認証を登録する | 登録完了が出る | 中 | － | － | △ | ○ | 2024/5/22 | 若葉 | | | | | | | | iOSはQA-018の回答待ち |
        | 10 | 退会 | 退会手続き | 注意文言 | ［退会］を押す | 保有ポイントが消える旨が出る | 中 | ○ | ○ | ○ | ○ | 2024/5/22 | 若葉 |
        | 11 | | | PCからの退会案内 | アプリ内ブラウザで開く | PCへ誘導する文言が出る | 低 | ○ | ○ | ○ | － | 2024/5/22 | 若葉 | | | | | | | | Android版アプリは今期なし |""",
        24,
    )
    ec_sheet(
        book,
        "02_カート・購入",
        "カート・購入",
        """
        | 環境 | 項目数 | OK | NG | 保留 | 対象外 | 残 | 消化率 |
        | PC Chrome | 18 | =COUNTIF(H14:H34,"○") => 14 | 2 | 1 | 1 | 0 | 100% |
        | PC Edge | 18 | 14 | 1 | 1 | 2 | 0 | 100% |
        | iOS | 18 | 15 | 3 | 0 | 0 | 0 | 100% |
        | Android | 18 | 14 | 2 | 0 | 2 | 0 | 100% |""",
        """
        | =ROW()-13 => 1 | カート | 追加 | 商品詳細から追加 | ①商品詳細を開く⏎②［カートに入れる］を押す | 件数バッジが「1」になる | 高 | ○ | ○ | ○ | ○ | 2024/5/22 | 楓 |
        | =ROW()-13 => 2 | | | お気に入りから追加 | ①お気に入りを開く⏎②［カートへ］を押す | 件数バッジが1増える | 中 | ○ | ○ | ○ | ○ | 2024/5/22 | 楓 |
        | =ROW()-13 => 3 | | | 在庫切れ | 在庫0の商品を開く | ボタンが非活性になる | 高 | ○ | ○ | × | ○ | 2024/5/22 | 楓 | | | ○ | | 2024/5/31 | 椿 | #1030 |
        | =ROW()-13 => 4 | | 数量変更 | 上限 | 数量を100にする | 「99個まで」と出る | 中 | ○ | ○ | ○ | ○ | 2024/5/22 | 楓 |
        | =ROW()-13 => 5 | | | 0個 | 数量を0にする | 削除の確認が出る | 中 | × | × | × | × | 2024/5/22 | 楓 | ○ | ○ | ○ | ○ | 2024/5/31 | 椿 | #1031 |
        | =ROW()-13 => 6 | | | キーボード入力 | 数量欄に「abc」を打つ | 入力できない | 低 | ○ | ○ | ○ | ○ | 2024/5/22 | 楓 |
        | =ROW()-13 => 7 | | 削除 | 1件削除 | ［削除］を押す | 行が消え小計が変わる | 中 | ○ | ○ | ○ | ○ | 2024/5/22 | 楓 |
        | =ROW()-13 => 8 | | | 全件削除 | すべて［削除］を押す | 「カートは空です」と出る | 中 | ○ | ○ | ○ | ○ | 2024/5/22 | 楓 |
        | =ROW()-13 => 9 | クーポン | 適用 | 併用不可 | ①クーポンAを適用⏎②クーポンBを適用 | Bが適用されAは外れる | 高 | △ | △ | ○ | ○ | 2024/5/23 | 楓 | | | | | | | | 仕様確認中（QA-021） |
        | =ROW()-13 => 10 | | | 期限切れ | 期限切れコードを入れる | エラーが出る | 高 | ○ | ○ | ○ | ○ | 2024/5/23 | 楓 |
        | =ROW()-13 => 11 | 購入手続き | お届け先 | 住所検索 | 郵便番号を入れる | 住所が自動で入る | 中 | × | ○ | ○ | ○ | 2024/5/23 | 柏木 | ○ | | | | 2024/5/31 | 椿 | #1034 |
        | =ROW()-13 => 12 | | | 新規追加 | ［新しい住所］を押す | 入力欄が開く | 中 | ○ | ○ | ○ | ○ | 2024/5/23 | 柏木 |
        | =ROW()-13 => 13 | | 支払方法 | クレジットカード | テストカードで決済する | 注文完了へ進む | 高 | ○ | ○ | ○ | × | 2024/5/23 | 柏木 | | | | × | 2024/5/31 | 椿 | #1035 | 再修正依頼済（5/31） |
        | =ROW()-13 => 14 | | | 端末決済（Apple Pay等） | 端末の決済を選ぶ | 端末の認証が出る | 高 | － | － | × | ○ | 2024/5/23 | 柏木 | | | ○ | | 2024/5/31 | 椿 | #1036 |
        | =ROW()-13 => 15 | | | キャリア決済 | キャリアを選ぶ | キャリアの画面へ移る | 中 | ○ | － | ○ | － | 2024/5/23 | 柏木 |
        | =ROW()-13 => 16 | | 注文確認 | 金額 | 確認画面を見る | 送料・割引・合計が正しい | 高 | ○ | ○ | ○ | ○ | 2024/5/24 | 柏木 |
        | =ROW()-13 => 17 | | | 二重押し | ［注文確定］を2度押す | 注文は1件だけできる | 高 | ○ | ○ | ○ | ○ | 2024/5/24 | 柏木 |
        | =ROW()-13 => 18 | | 完了 | 注文番号 | 完了画面を見る | 注文番号とメール送信の旨が出る | 中 | ○ | ○ | ○ | － | 2024/5/24 | 柏木 |
        | =ROW()-13 => 19 |
        | =ROW()-13 => 20 |
        | =ROW()-13 => 21 |""",
        34,
    )
    master = book.add_worksheet("リスト")
    put(master, "A1", "| 結果 | 優先度 |\n| ○ | 高 |\n| × | 中 |\n| △ | 低 |\n| － | |")
    master.hide()
    return {
        "表紙": SKIPPED,
        "改版履歴": SKIPPED,
        "集計": SKIPPED,
        "01_会員": [
            Right(
                "test",
                header_rows=[12, 13],
                records="14-24",
                columns=EC_COLUMNS,
                canonical={
                    "priority": {"high": 4, "medium": 6, "low": 1},
                    "result": {"pass": 9, "fail": 1, "not_applicable": 1},
                    "result_2": {"pass": 9, "fail": 1, "not_applicable": 1},
                    "result_3": {"pass": 8, "fail": 2, "hold": 1},
                    "result_4": {"pass": 9, "fail": 1, "not_applicable": 1},
                    "result_5": {"pass": 1, "not_run": 10},
                    "result_6": {"pass": 1, "not_run": 10},
                    "result_7": {"pass": 2, "not_run": 9},
                    "result_8": {"fail": 1, "not_run": 10},
                },
            )
        ],
        "02_カート・購入": [
            Right(
                "test",
                header_rows=[12, 13],
                records="14-31",
                placeholders="32-34",
                columns=EC_COLUMNS,
                canonical={
                    "priority": {"high": 8, "medium": 9, "low": 1},
                    "result": {"pass": 14, "fail": 2, "hold": 1, "not_applicable": 1},
                    "result_2": {"pass": 14, "fail": 1, "hold": 1, "not_applicable": 2},
                    "result_3": {"pass": 15, "fail": 3},
                    "result_4": {"pass": 14, "fail": 2, "not_applicable": 2},
                    "result_5": {"pass": 2, "not_run": 16},
                    "result_6": {"pass": 1, "not_run": 17},
                    "result_7": {"pass": 3, "not_run": 15},
                    "result_8": {"pass": 1, "fail": 1, "not_run": 16},
                },
            )
        ],
        "リスト": SKIPPED,
    }


RELEASE_HEAD = """B7 番号; C7 チェック項目; D7 補足; E7 セクション; F7 担当; G7 期限⏎(T=公開日); H7 状況; I7 iOS; J7 Android;
K7 完了日; L7 メモ"""

RELEASE_COLUMNS = {
    "B": "id", "C": "title", "D": ("description", "remarks"), "E": ("owner_org", "category"),
    "F": ("owner", "tester"), "G": ("due_date", "planned_date"), "H": "status",
    "I": ("result", None), "J": ("result_2", None),
    "K": ("closed_date", "executed_date"), "L": ("remarks", "remarks_2"),
}  # fmt: skip


@drawing("若葉クエスト_ver5.2.0 リリース前チェックリスト.xlsx")
def before_release(book):
    """Between a to-do list and a test: section rows, ids restarting, due dates in T-1 and weekday text, signatures."""
    head, body = styles(book)
    bar = book.add_format({"bold": True, "bg_color": "#FFE699"})
    for name in ("5.2.0", "原本"):
        sheet = book.add_worksheet(name)
        sheet.set_column("A:A", 2)
        sheet.set_column("C:D", 36, body)
        heads(sheet, head, RELEASE_HEAD)
        heads(sheet, head, "I2 PM; J2 ディレクター; K2 QAリード; I3:I4 ; J3:J4 ; K3:K4 ")
        sheet.data_validation("H8:H40", {"validate": "list", "source": ["未", "作業中", "済", "不要"]})
    sheet = book.get_worksheet_by_name("5.2.0")
    put(
        sheet,
        "B1",
        """
        | 若葉クエスト ver5.2.0 リリース前チェックリスト |
        | 公開日 | | 2024/6/12 | メンテ 10:00～14:00 |
        | GO判定 | | 6/11(火) 15:00　会議室「けやき」 |
        |
        | 済 | =COUNTIF(H8:H40,"済") => 12 | 残 | =COUNTIF(H8:H40,"未")+COUNTIF(H8:H40,"作業中") => 7 |""",
    )
    for row in (8, 14, 20, 26):
        sheet.merge_range(f"B{row}:L{row}", "", bar)
    put(
        sheet,
        "B8",
        """
        | ■ストア申請 |
        | 1-1 | ストア説明文・スクリーンショット差し替え | 夏イベントの5枚。文言は法務確認済のものを使う | 運営 | 椿 | 6/3(月) | 済 | 〇 | 〇 | 2024/6/3 | |
        | 1-2 | 申請ビルドのアップロード | 証明書の期限も見ること | クライアント | 柏木 | 6/4(火) | 済 | 〇 | 〇 | 2024/6/4 | build 1187 |
        | 1-3 | 審査通過の確認 | リジェクト時はPMへ電話 | クライアント | 柏木 | 6/10(月) | 作業中 | 〇 | | | Android審査中（6/9～） |
        | 1-4 | 年齢レーティングの再回答 | ガチャ表記が変わったため | 運営 | 椿 | 6/3(月) | 済 | 〇 | 〇 | 2024/5/31 | |
        | 1-5 | 段階公開の割合設定 | 1日目10%、2日目50% | 運営 | 椿 | T-1 | 未 | － | | | iOSは即時公開 |
        | ■サーバ |
        | 2-1 | マスタデータ投入（本番） | 投入後に件数を照合する | サーバ | 白樺 | T-1 | 未 | | | | |
        | 2-2 | DBマイグレーション予行 | ステージングで所要時間を測る | サーバ | 白樺 | 6/6(木) | 済 | | | 2024/6/6 | 38分 |
        | 2-3 | 負荷試験の結果確認 | 同接3万 | サーバ | 楓 | 6/7(金) | 済 | | | 2024/6/7 | CPU 62% |
        | 2-4 | バックアップ取得 | メンテ開始直後 | サーバ | 白樺 | 当日 10:05 | 未 | | | | |
        | 2-5 | 旧APIの停止 | 5.0.x以前の強制アップデート | サーバ | 楓 | | 不要 | | | | 次回へ見送り |
        | ■アプリ／QA |
        | 3-1 | リグレッション完了 | 自動＋手動。NG残0件 | QA | 若葉 | 6/7(金) | 済 | 〇 | 〇 | 2024/6/7 | |
        | 3-2 | 新イベント通し | 本番相当データで1周 | QA | 若葉 | 6/10(月) | 済 | 〇 | 〇 | 2024/6/10 | |
        | 3-3 | 課金（本番ストア） | 最小額のみ、終わったら返金申請 | QA | 紅葉 | T | 未 | | | | 公開後30分以内 |
        | 3-4 | 旧バージョンからの上書き | 5.1.1→5.2.0、5.0.3→5.2.0 | QA | 紅葉 | 6/7(金) | 済 | 〇 | 〇 | 2024/6/7 | |
        | 3-5 | 既知の不具合の合意 | Cランク4件を残す旨をPMと合意 | QA | 若葉 | 6/11(火) | 作業中 | | | | |
        | ■告知・CS |
        | 4-1 | メンテ告知（ゲーム内・SNS） | 24時間前に自動配信 | 運営 | 椿 | T-1 | 済 | | | 2024/6/10 | 予約済み |
        | 4-2 | FAQ更新 | | CS | 欅 | 6/10(月) | 済 | | | 2024/6/10 | |
        | 4-3 | 補填の用意 | メンテ延長1時間ごとに石100個 | 企画 | 青葉 | 6/11(火) | 済 | | | 2024/6/7 | |
        | 4-4 | CSへの周知会 | | CS | 欅 | 6/10(月) | 済 | | | 2024/6/10 | |
        | 4-5 | 公開後監視の当番表 | 当日22時まで | 運営 | | 6/10(月) | 未 | | | | |
        |
        | ※「状況」がすべて「済」か「不要」になるまで公開ボタンを押さない！ |""",
    )
    blank = book.get_worksheet_by_name("原本")
    put(
        blank,
        "B1",
        """
        | （タイトル）　ver　　　リリース前チェックリスト |
        | 公開日 | | yyyy/mm/dd |
        | GO判定 |
        |
        | 済 | =COUNTIF(H8:H40,"済") => 0 | 残 | =COUNTIF(H8:H40,"未")+COUNTIF(H8:H40,"作業中") => 0 |""",
    )
    for row in (8, 13, 17, 21):
        blank.merge_range(f"B{row}:L{row}", "", bar)
    put(
        blank,
        "B8",
        """
        | ■ストア申請 |
        | 1-1 | ストア説明文・スクリーンショット差し替え | | 運営 | | T-9 |
        | 1-2 | 申請ビルドのアップロード | 証明書の期限も見ること | クライアント | | T-8 |
        | 1-3 | 審査通過の確認 | リジェクト時はPMへ電話 | クライアント | | T-2 |
        | 1-4 | 段階公開の割合設定 | | 運営 | | T-1 |
        | ■サーバ |
        | 2-1 | マスタデータ投入（本番） | 投入後に件数を照合する | サーバ | | T-1 |
        | 2-2 | DBマイグレーション予行 | | サーバ | | T-6 |
        | 2-3 | バックアップ取得 | メンテ開始直後 | サーバ | | T |
        | ■アプリ／QA |
        | 3-1 | リグレッション完了 | 自動＋手動。NG残0件 | QA | | T-5 |
        | 3-2 | 課金（本番ストア） | 最小額のみ、終わったら返金申請 | QA | | T |
        | 3-3 | 旧バージョンからの上書き | | QA | | T-5 |
        | ■告知・CS |
        | 4-1 | メンテ告知（ゲーム内・SNS） | 24時間前に自動配信 | 運営 | | T-1 |
        | 4-2 | FAQ更新 | | CS | | T-2 |""",
    )
    return {
        "5.2.0": [
            Right(
                ("todo", "test"),
                header_rows=[7],
                records="9-13, 15-19, 21-25, 27-31",
                sections="8, 14, 20, 26",
                columns=RELEASE_COLUMNS,
                canonical={"status": {"closed": 12, "in_progress": 2, "open": 5, "rejected": 1}},
            )
        ],
        "原本": [
            Right(
                ("todo", "test"),
                header_rows=[7],
                records="9-12, 14-16, 18-20, 22-23",
                sections="8, 13, 17, 21",
                columns={
                    "B": "id", "C": "title", "F": ("owner", "tester"), "G": ("due_date", "planned_date"), "H": "status",
                    "L": ("remarks", "remarks_2"),
                },
            )
        ],
    }  # fmt: skip


@drawing("不具合報告シート(共有)_若葉QA⇔開発.xlsx")
def bug_reports(book):
    """QA, developer and re-check groups with 担当/確認 words; example row; closed rows filtered away; 要望 beside it."""
    head, body = styles(book)
    rule = book.add_worksheet("記入ルール")
    put(
        rule,
        "B2",
        """
        | 不具合報告シート 記入ルール |
        | 1. 1行に1件。重複は管理番号を書いて「重複」にする |
        | 2. 黄色はQA、青は開発、緑はQA（再確認）が書く |
        | 3. 他社の端末名は管理番号で書かない |
        |
        | ランク | 目安 |
        | S | 進行不能・データ破損・課金まわり |
        | A | 主要機能が使えない |
        | B | 一部の機能や表示がおかしい |
        | C | 軽微な表示・文言 |""",
    )
    bugs = book.add_worksheet("不具合")
    bugs.set_column("I:L", 30, body)
    put(bugs, "A1", "| 不具合報告シート | | | 若葉クエスト 5.2.0 | | | 更新 | 2024/6/7 |")
    put(
        bugs,
        "A2",
        """
        | 総数 | =COUNTA(A8:A60) => 18 | 起票 | 3 | 調査中 | 2 | 修正済 | 4 | クローズ | 6 |
        | うちS・A | =COUNTIF(H8:H60,"S")+COUNTIF(H8:H60,"A") => 7 | | | | | ROM | 5.2.0(1187) |""",
    )
    heads(
        bugs,
        head,
        """A5:N5 報告（QA）; O5:T5 開発; U5:W5 再確認（QA）; X5:X6 備考; A6 管理番号; B6 報告日; C6 報告者; D6 ROM; E6 OS;
        F6 端末; G6 分類; H6 ランク; I6 件名; J6 再現手順⏎（番号をふって書く）; K6 期待する結果; L6 実際の結果; M6 再現率; N6 添付;
        O6 担当; P6 対応状況; Q6 原因; R6 対応内容; S6 修正ROM; T6 修正日; U6 確認日; V6 確認者; W6 結果""",
    )
    put(
        bugs,
        "A7",
        """
        | 記入例 | 2024/4/1 | ○○ | 5.1.0(1100) | iOS | 端末名 | 表示 | B | 【画面名】何がどうなる | ①～⏎②～ | ～であること | ～となる | 5/5 | a.png | △△ | クローズ | ～のため | ～を直した | 5.1.0(1102) | 2024/4/3 | 2024/4/4 | ○○ | OK |
        | WQ-001 | 2024/5/27 | 若葉 | 5.2.0(1170) | iOS | iPhone 15 | 進行不能 | S | 【編成】5人目を外すと固まる | ①編成を開く⏎②5人目を外す | 空き枠になる | 操作を受け付けない | 5/5 | wq001.mp4 | 柏木 | クローズ | 空き枠の参照漏れ | 空き枠の判定を追加 | 5.2.0(1174) | 2024/5/29 | 2024/5/30 | 若葉 | OK |
        | WQ-002 | 2024/5/27 | 若葉 | 5.2.0(1170) | 両方 | 全端末 | 文言 | C | 【お知らせ】「イベンント」と出る | お知らせを開く | 「イベント」 | 「イベンント」 | 5/5 | wq002.png | 青葉 | クローズ | 誤記 | マスタ修正 | 5.2.0(1174) | 2024/5/28 | 2024/5/30 | 若葉 | OK |
        | WQ-003 | 2024/5/27 | 紅葉 | 5.2.0(1170) | Android | Pixel 8 | 表示 | B | 【ショップ】価格が2行になる | ①ショップを開く⏎②石の一覧を見る | 1行で出る | 桁の多い品だけ折り返す | 5/5 | wq003.png | 柏木 | 修正済 | 幅が固定 | 自動縮小に変更 | 5.2.0(1187) | 2024/6/4 | | | |
        | WQ-004 | 2024/5/28 | 紅葉 | 5.2.0(1170) | Android | AQUOS sense7 | 動作 | A | 【バトル】倍速で演出が止まる | ①倍速にする⏎②必殺技を使う | 倍速で流れる | 演出が最初のコマで止まる | 3/10 | wq004.mp4 | 柏木 | 調査中 | | | | | | | | 端末依存か |
        | WQ-005 | 2024/5/28 | 若葉 | 5.2.0(1170) | iOS | iPhone SE2 | 表示 | C | 【ホーム】バッジが欠ける | ホームを開く | 丸く出る | 右が欠ける | 5/5 | wq005.png | 柏木 | クローズ | 余白 | 余白を調整 | 5.2.0(1174) | 2024/5/29 | 2024/5/31 | 若葉 | OK |
        | WQ-006 | 2024/5/28 | 椿 | 5.2.0(1170) | 両方 | 全端末 | 課金 | S | 【ガチャ】10連の消費が11連分 | 10連を引く | 石が3000減る | 石が3300減る | 5/5 | wq006.mp4 | 白樺 | クローズ | マスタの値 | マスタ修正、監視を追加 | 5.2.0(1172) | 2024/5/28 | 2024/5/29 | 椿 | OK | PM報告済 |
        | WQ-007 | 2024/5/29 | 椿 | 5.2.0(1172) | iOS | iPad 9 | 表示 | B | 【図鑑】一覧の下が隠れる | 図鑑を下まで送る | 最後まで見える | 最後の段が見えない | 5/5 | wq007.png | 柏木 | 修正済 | 安全領域の考慮漏れ | 下に余白 | 5.2.0(1187) | 2024/6/4 | 2024/6/5 | 椿 | NG | iPadのみ再発 |
        | WQ-008 | 2024/5/29 | 若葉 | 5.2.0(1172) | 両方 | 全端末 | 動作 | B | 【フレンド】申請が2件飛ぶ | 申請を素早く2回押す | 1件だけ | 2件届く | 4/5 | | 楓 | 修正済 | 二重押しの考慮漏れ | 押下後に非活性 | 5.2.0(1187) | 2024/6/5 | | | |
        | WQ-009 | 2024/5/29 | 若葉 | 5.2.0(1172) | 両方 | 全端末 | 仕様 | C | 【編成】並び順が毎回変わる | 編成を開き直す | 前の並びのまま | レア度順に戻る | 5/5 | | 青葉 | 仕様通り | | 開くたびレア度順に戻す仕様 | | | 2024/6/3 | 若葉 | | 要望No.3へ |
        | WQ-010 | 2024/5/30 | 紅葉 | 5.2.0(1174) | Android | Galaxy A54 | サウンド | C | 【タイトル】BGMが頭だけ二重 | 起動する | 1回だけ鳴る | 頭1秒が重なる | 1/20 | | 柏木 | 再現せず | | 20回で出ず | | | 2024/6/4 | 紅葉 | | 様子見 |
        | WQ-011 | 2024/5/30 | 紅葉 | 5.2.0(1174) | Android | 全端末 | 動作 | A | 【通知】押しても画面が開かない | ①終了しておく⏎②通知を押す | イベント画面が開く | ホームが開く | 5/5 | wq011.mp4 | 楓 | 修正済 | 起動時の引数が消える | 起動順を見直し | 5.2.0(1187) | 2024/6/6 | | | |
        | WQ-012 | 2024/5/31 | 椿 | 5.2.0(1174) | iOS | iPhone 15 | 表示 | B | 【バトル】ダメージ数字が枠外 | 9億以上を出す | 枠内 | 左へはみ出す | 5/5 | wq012.png | 柏木 | クローズ | 桁数 | 略記（9.9億） | 5.2.0(1180) | 2024/6/3 | 2024/6/4 | 椿 | OK |
        | WQ-013 | 2024/6/3 | 椿 | 5.2.0(1180) | 両方 | 全端末 | 動作 | A | 【イベント】報酬が翌日に届く | イベントを完走する | すぐ届く | 翌5時に届く | 5/5 | | 白樺 | 調査中 | バッチ待ちか | | | | | | |
        | WQ-014 | 2024/6/4 | 若葉 | 5.2.0(1180) | 両方 | 全端末 | 文言 | C | 【規約】日付が旧版 | 規約を開く | 2024年6月改定 | 2023年4月改定 | 5/5 | wq014.png | 青葉 | クローズ | 差し替え漏れ | 差し替え | サーバ反映 | 2024/6/5 | 2024/6/5 | 若葉 | OK |
        | WQ-015 | 2024/6/5 | 若葉 | 5.2.0(1187) | iOS | iPad 9 | 動作 | B | 【設定】縦横を変えると閉じる | 設定を開いて回す | 開いたまま | 設定が閉じる | 5/5 | wq015.mp4 | | 起票 |
        | WQ-016 | 2024/6/6 | 紅葉 | 5.2.0(1187) | Android | Pixel 8 | 動作 | S | 【引継ぎ】コードが発行されない | ①設定を開く⏎②［引継ぎ］を押す | 12桁が出る | 「通信エラー」が出る | 2/10 | wq016.mp4 | 白樺 | 起票 |
        | WQ-017 | 2024/6/7 | 紅葉 | 5.2.0(1187) | 両方 | 全端末 | 表示 | C | 【ヘルプ】画像が粗い | ヘルプ3頁目を開く | くっきり | ぼやける | 5/5 | wq017.png | | 保留 | | | | | | | | 5.3.0で画像ごと差し替え |
        | WQ-018 | 2024/6/7 | 椿 | 5.2.0(1187) | Android | Galaxy A54 | 動作 | A | 【チャット】絵文字で落ちる | 絵文字を10個送る | 送れる | アプリが落ちる | 5/5 | wq018.txt | 楓 | 起票 |""",
    )
    bugs.autofilter("A6:X25")
    bugs.filter_column("P", "x != クローズ")
    for row in (8, 9, 12, 13, 19, 21):
        bugs.set_row(row - 1, None, None, {"hidden": True})
    bugs.data_validation("P8:P60", {"validate": "list", "source": "=マスタ!$B$2:$B$9"})
    bugs.freeze_panes(6, 1)
    wishes = book.add_worksheet("要望リスト")
    put(
        wishes,
        "A1",
        """
        | 要望リスト（不具合ではないもの） | | | | | ※採否は企画が毎週水曜に記入 |
        |
        | No. | 記入日 | 記入者 | 画面 | 要望 | なぜ | 採否 | 判断者 | 判断日 | コメント |
        | 1 | 2024/5/27 | 若葉 | ショップ | まとめ買いの個数を長押しで増やしたい | 99個で99回押すのがつらい | 採用 | 青葉 | 2024/5/29 | 5.3.0で対応 |
        | 2 | 2024/5/28 | 椿 | 図鑑 | 未入手だけに絞りたい | 探しにくい | 検討中 | | | 工数を確認中 |
        | 3 | 2024/5/29 | 若葉 | 編成 | 並び順を覚えてほしい | 開くたびに戻る（WQ-009） | 採用 | 青葉 | 2024/6/5 | 5.3.0 |
        | 4 | 2024/5/29 | 紅葉 | バトル | 演出を完全に切りたい | 周回が長い | 不採用 | 青葉 | 2024/6/5 | 演出は売りなので切らない |
        | 5 | 2024/5/31 | 紅葉 | ホーム | バナーの自動送りを止めたい | 押し間違える | 検討中 | | | |
        | 6 | 2024/6/3 | 椿 | ガチャ | 履歴を半年分見たい | 問合せが多い | 採用 | 白樺 | 2024/6/5 | サーバ容量の確認要 |
        | 7 | 2024/6/4 | 椿 | 通知 | 種類ごとに切りたい | まとめて切られてしまう | | | | |
        | 8 | 2024/6/7 | 若葉 | 設定 | 容量の内訳がほしい | 消してよいか判らない | | | | |
        | 9 |
        | 10 |
        | 11 |
        | 12 |""",
    )
    master = book.add_worksheet("マスタ")
    put(
        master,
        "A1",
        """
        | 分類 | 対応状況 | ランク | QA | 開発 |
        | 進行不能 | 起票 | S | 若葉 | 柏木 |
        | 表示 | 調査中 | A | 紅葉 | 青葉 |
        | 動作 | 修正済 | B | 椿 | 白樺 |
        | 文言 | 仕様通り | C | | 楓 |
        | 課金 | 再現せず |
        | サウンド | 重複 |
        | 仕様 | 保留 |
        | | クローズ |""",
    )
    return {
        "記入ルール": SKIPPED,
        "不具合": [
            Right(
                "defect",
                header_rows=[5, 6],
                records="8-25",
                examples="7",
                columns={
                    "A": "id", "B": ("detected_date", "raised_date"), "C": ("detected_by", "raised_by"),
                    "D": ("version", "environment", None), "G": "category", "H": "severity", "I": "title",
                    "J": ("steps", "description"), "K": "expected", "L": "actual", "M": None, "N": ("evidence", None),
                    "O": "owner", "P": "status", "Q": "cause", "R": ("action", "response"), "T": "fixed_date",
                    "W": "retest_result", "X": "remarks",
                },
                canonical={
                    "status": {"open": 3, "in_progress": 2, "resolved": 4, "closed": 6, "rejected": 2, "waiting": 1},
                    "severity": {"critical": 3, "high": 4, "medium": 5, "low": 6},
                },
            )
        ],
        "要望リスト": [
            Right(
                ("requirement", "issue", "change"),
                header_rows=[3],
                records="4-11",
                placeholders="12-15",
                columns={
                    "A": "id", "B": "raised_date", "C": "raised_by", "D": ("screen", "system"),
                    "E": ("title", "description"), "G": ("status", None), "H": "decided_by", "I": "decided_date",
                    "J": ("remarks", "response"),
                },
            )
        ],
        "マスタ": SKIPPED,
    }  # fmt: skip


QA_SPANS = (
    "B:C", "D:G", "H:K", "L:M", "N:O", "P:V", "W:X", "Y:Z", "AA:AH", "AI:AN", "AO:AP", "AQ:AR", "AS:AV",
)  # fmt: skip

QA_COLUMNS = {
    "B": "id", "D": ("screen", "system"), "L": "raised_date", "N": "raised_by", "P": ("title", "description"),
    "W": "response_date", "Y": "responded_by", "AA": "response", "AO": "status", "AS": "remarks",
}  # fmt: skip


def squared(sheet, form, top, text):
    """Rows on squared paper: every cell merged over its squares."""
    for down, line in enumerate(text.strip().splitlines()):
        cells = line.strip().removeprefix("|").removesuffix("|").split("|")
        for place, span in enumerate(QA_SPANS):
            first, last = span.split(":")
            sheet.merge_range(f"{first}{top + down}:{last}{top + down}", "", form)
            if place < len(cells):
                put(sheet, f"{first}{top + down}", f"|{cells[place]}|")


def qa_head(sheet, form, top):
    """The two heading rows, printed again on every page."""
    below = top + 1
    heads(
        sheet,
        form,
        f"""B{top}:C{below} No.; D{top}:G{below} 対象画面; H{top}:K{below} 資料名・頁; L{top}:V{top} 質問; W{top}:AH{top} 回答;
        L{below}:M{below} 日付; N{below}:O{below} 氏名; P{below}:V{below} 内容; W{below}:X{below} 日付;
        Y{below}:Z{below} 氏名; AA{below}:AH{below} 内容; AI{top}:AN{below} 再質問・再回答; AO{top}:AP{below} 状態;
        AQ{top}:AR{below} 設計書⏎反映; AS{top}:AV{below} 備考""",
    )


@drawing("仕様QA票_会員基盤（QA会社→B社様）.xlsx")
def questions_on_squared_paper(book):
    """Squared paper with every cell merged, 日付/氏名/内容 twice under groups, the heading printed again, no years."""
    head, body = styles(book)
    for name in ("Web", "アプリ"):
        sheet = book.add_worksheet(name)
        sheet.set_column("A:AV", 3)
        put(sheet, "B1", "| 仕様Q&A票 |")
        heads(sheet, head, "AM1:AO1 B社承認; AP1:AR1 審査; AS1:AV1 作成; AM2:AO3 ; AP2:AR3 ; AS2:AV3 ")
        put(sheet, "B2", f"| 案件名 | | | B社様 会員基盤刷新 | | | | | | | 区分 | | {name} |")
        qa_head(sheet, head, 6)
    web = book.get_worksheet_by_name("Web")
    put(
        web,
        "B4",
        "| 回答待ち | | | =COUNTIF(AO8:AO40,B4) => 4 | | 件 | | ※1件に1つの質問を書くこと。回答は3営業日以内 |",
    )
    squared(
        web,
        body,
        8,
        """
        | 1 | ログイン | 画面設計書 p.12 | 5/13(月) | 青葉 | ロックまでの回数は何回でしょうか。p.12は5回、p.30は3回とあります。 | 5/15(水) | B社 欅 | 5回が正です。p.30を直します。 | | クローズ | 済 | |
        | 2 | ログイン | 画面設計書 p.13 | 5/13(月) | 青葉 | ロック解除は自動でしょうか。 | 5/15(水) | B社 欅 | 30分で自動解除します。 | | クローズ | 済 | |
        | 3 | 会員登録 | 項目定義 No.7 | 5/14(火) | 椿 | 氏名の最大桁は姓名合わせて何桁でしょうか。 | 5/17(金) | B社 楓 | 姓・名それぞれ20桁です。 | 再）全角で20桁か⏎→そうです（5/20 楓） | クローズ | 済 | |
        | 4 | 会員登録 | － | 5/14(火) | 椿 | 郵便番号検索の対象外地域ではどうなりますか。 | 5/17(金) | B社 楓 | 手入力になります。メッセージは別途お送りします。 | 再）文言はいつ頃になりますか（5/21） | 回答待ち | 要 | 文言一覧にも影響 |
        | 5 | マイページ | 画面設計書 p.41 | 5/16(木) | 椿 | 会員証のバーコードの種類を教えてください。 | 5/16(木) | B社 欅 | CODE128です。 | | クローズ | 不要 | |
        | 6 | マイページ | 画面設計書 p.44 | 5/16(木) | 青葉 | ポイントが0のとき「0」と出すのか、欄を隠すのか。 | 5/21(火) | B社 楓 | 「0ポイント」と出してください。 | | 回答済 | 要 | |
        | 7 | 退会 | 画面設計書 p.60 | 5/17(金) | 若葉 | 退会後に同じメールで再登録できますか。 | 5/22(水) | B社 欅 | 90日間はできません。 | 再）90日の起点は⏎→退会日の翌日（5/24 欅） | クローズ | 済 | |
        | 8 | 退会 | － | 5/17(金) | 若葉 | 注文中でも退会できますか。 | | | | | 回答待ち | | 先方で運用部門に確認中 |
        | 9 | 通知設定 | 画面設計書 p.52 | 5/20(月) | 青葉 | 初期値はすべてオンでしょうか。 | 5/22(水) | B社 欅 | メールのみオンです。 | | 回答済 | 要 | |
        | 10 | 通知設定 | 画面設計書 p.52 | 5/20(月) | 青葉 | 夜間の配信停止は時刻を選べますか。 | | | | | 取下げ | | No.9と合わせて解決 |""",
    )
    qa_head(web, head, 18)
    squared(
        web,
        body,
        20,
        """
        | 11 | パスワード再設定 | 画面設計書 p.18 | 5/22(水) | 椿 | URLの有効期限は何分ですか。 | 5/24(金) | B社 楓 | 30分です。 | | クローズ | 済 | |
        | 12 | パスワード再設定 | － | 5/22(水) | 椿 | 期限切れのURLを開いたときの画面がありません。 | 5/28(火) | B社 楓 | 追加します（p.19-2）。 | | 回答済 | 要 | 項目書に2件追加 |
        | 13 | 共通 | 共通仕様 3.2 | 5/24(金) | 若葉 | 対応ブラウザにEdgeのIEモードは入りますか。 | 5/24(金) | B社 欅 | 入りません。 | | クローズ | 済 | |
        | 14 | 共通 | 共通仕様 3.5 | 5/27(月) | 若葉 | 無操作で何分後にログアウトしますか。 | | | | | 回答待ち | | |
        | 15 | お気に入り | 画面設計書 p.71 | 5/28(火) | 青葉 | 上限件数の記載がありません。何件でしょうか。 | | | | | 回答待ち | | |
        | 16 |
        | 17 |
        | 18 |""",
    )
    app = book.get_worksheet_by_name("アプリ")
    put(app, "B4", "| 回答待ち | | | =COUNTIF(AO8:AO40,B4) => 0 | | 件 |")
    squared(app, body, 8, "\n".join(f"| {number} |" for number in range(1, 11)))
    return {
        "Web": [
            Right(
                "qa",
                header_rows=[6, 7],
                records="8-17, 20-24",
                placeholders="25-27",
                columns=QA_COLUMNS,
                canonical={"status": {"closed": 7, "waiting": 4, "answered": 3, "rejected": 1}},
            )
        ],
        "アプリ": [
            Right("qa", header_rows=[6, 7], records="", placeholders="8-17", columns=QA_COLUMNS),
        ],
    }


@drawing("リグレッション項目一覧_v4系 (自動・手動).xlsx")
def regression_by_version(book):
    """A ListObject whose result columns are called after versions, one hidden; a legend at the right; a CI paste."""
    _, body = styles(book)
    sheet = book.add_worksheet("項目一覧")
    sheet.set_column("D:F", 32, body)
    put(
        sheet,
        "A1",
        """
        | リグレッション項目一覧（v4系） | | | | | 担当：アプリQA（楓・紅葉） |
        | 最終更新 | 2024/6/5 |
        |
        | v4.11.1 | 項目 | Pass | Fail | Skip | 残 |
        | 自動 | 10 | =COUNTIFS(G10:G29,"自動",L10:L29,"Pass") => 8 | 1 | 0 | 0 |
        | 手動 | 10 | 4 | 1 | 1 | 4 |
        | 計 | =SUM(B5:B6) => 20 | 12 | 2 | 1 | 4 |""",
    )
    names = "ID 機能 観点 テスト項目 操作 確認内容 自動/手動 スクリプト 優先 v4.10.0\n(5/15) v4.11.0\n(5/29) v4.11.1\n(6/5) 実施者 備考"
    put(
        sheet,
        "A10",
        """
        | RG-001 | 起動 | 正常系 | 初回起動 | インストール直後に起動する | チュートリアルが出ること | 自動 | boot_first.spec | 高 | Pass | Pass | Pass | CI |
        | RG-002 | 起動 | 正常系 | 2回目以降の起動 | 終了して再度起動する | ホームが出ること | 自動 | boot_again.spec | 高 | Pass | Pass | Pass | CI |
        | RG-003 | 起動 | 異常系 | 機内モードでの起動 | 機内モードにして起動する | 通信エラーが出ること | 手動 | | 中 | Pass | Skip | Pass | 紅葉 | |
        | RG-004 | ログイン | 正常系 | メールでログイン | メールとPWを入れる | ホームが出ること | 自動 | login_mail.spec | 高 | Pass | Pass | Pass | CI |
        | RG-005 | ログイン | 正常系 | SNSでログイン | SNSの認証を通す | ホームが出ること | 手動 | | 高 | Pass | Pass | Pass | 楓 | 認証画面があるため自動化しない |
        | RG-006 | ログイン | 異常系 | PW誤り | 誤ったPWを入れる | エラーが出ること | 自動 | login_ng.spec | 中 | Pass | Fail | Pass | CI | BUG-771 |
        | RG-007 | 検索 | 正常系 | キーワード検索 | 「傘」で検索する | 結果が10件ずつ出ること | 自動 | search_kw.spec | 高 | Pass | Pass | Fail | CI | BUG-780 0件になる |
        | RG-008 | 検索 | 境界値 | 100文字 | 100文字で検索する | 検索できること | 自動 | search_len.spec | 低 | Pass | Pass | Pass | CI |
        | RG-009 | 検索 | 境界値 | 101文字 | 101文字を入れる | 101文字目が入らないこと | 自動 | search_len.spec | 低 | Pass | Pass | Pass | CI |
        | RG-010 | 検索 | 正常系 | 並べ替え | 価格の安い順を選ぶ | 安い順に並ぶこと | 自動 | search_sort.spec | 中 | Pass | Pass | Pass | CI |
        | RG-011 | 予約 | 正常系 | 当日予約 | 当日の枠を選ぶ | 予約番号が出ること | 手動 | | 高 | Pass | Pass | Fail | 楓 | BUG-782 |
        | RG-012 | 予約 | 正常系 | 予約の取消し | ［取り消す］を押す | 一覧から消えること | 手動 | | 高 | Fail | Pass | | | BUG-782待ち |
        | RG-013 | 予約 | 異常系 | 満席 | 満席の枠を選ぶ | 選べないこと | 手動 | | 高 | Pass | Pass | Pass | 楓 |
        | RG-014 | 予約 | 競合 | 同じ枠を2台で予約 | 2台で同時に押す | 片方だけ通ること | 手動 | | 中 | Skip | Pass | | | |
        | RG-015 | 決済 | 正常系 | カード | テストカードで払う | 完了が出ること | 手動 | | 高 | Pass | Pass | | | 本番相当の鍵が要る |
        | RG-016 | 決済 | 正常系 | ポイント全額 | ポイントだけで払う | カード欄が出ないこと | 自動 | pay_point.spec | 中 | Pass | Pass | Pass | CI |
        | RG-017 | 決済 | 正常系 | クーポン(紙) | 紙のコードを入れる | 値引きされること | 自動 | pay_paper.spec | 低 | Pass | 廃止 | 廃止 | | v4.11.0で機能廃止 |
        | RG-018 | 通知 | 正常系 | プッシュ受信 | 管理画面から送る | 1分以内に届くこと | 手動 | | 中 | Pass | Pass | Pass | 紅葉 |
        | RG-019 | 通知 | 正常系 | 通知から起動 | 通知を押す | 対象の画面が開くこと | 手動 | | 中 | Fail | Fail | | | BUG-760 iOSのみ |
        | RG-020 | 設定 | 表示 | 文字サイズ最大 | 端末の文字を最大にする | 文字が重ならないこと | 手動 | | 低 | Skip | Skip | Skip | 紅葉 | 次のUI刷新まで見送り |""",
    )
    sheet.add_table("A9:N29", {"name": "回帰", "columns": [{"header": name} for name in names.split(" ")]})
    sheet.set_column("J:J", 10, body, {"hidden": True})
    put(
        sheet,
        "P9",
        "| 凡例 |\n| Pass | 期待どおり |\n| Fail | 不具合あり（備考にBUG番号） |\n| Skip | 今回は対象外 |\n| 廃止 | 機能がなくなった |",
    )
    nightly = book.add_worksheet("nightly_0605")
    put(
        nightly,
        "A1",
        """
        | suite | test | browser | status | duration(s) | started_at | retry | error message | ticket |
        | boot | first launch shows the tutorial | chromium | passed | 4.2 | 2024-06-05 02:00:11 | 0 |
        | boot | second launch shows home | chromium | passed | 2.1 | 2024-06-05 02:00:16 | 0 |
        | login | login by mail | chromium | passed | 5.8 | 2024-06-05 02:00:19 | 1 |
        | login | wrong password shows an error | chromium | passed | 3.3 | 2024-06-05 02:00:26 | 0 |
        | search | keyword returns ten per page | chromium | failed | 30 | 2024-06-05 02:00:30 | 2 | Timeout: expected 10 items, got 0 | BUG-780 |
        | search | keyword of 100 characters | chromium | passed | 3.9 | 2024-06-05 02:01:02 | 0 |
        | search | keyword of 101 characters is cut | chromium | passed | 3.7 | 2024-06-05 02:01:06 | 0 |
        | search | sort by price | chromium | passed | 4.4 | 2024-06-05 02:01:10 | 0 |
        | pay | points only hides the card form | chromium | passed | 6.1 | 2024-06-05 02:01:15 | 0 |
        | boot | first launch shows the tutorial | webkit | passed | 5.0 | 2024-06-05 02:02:00 | 0 |
        | login | login by mail | webkit | passed | 6.4 | 2024-06-05 02:02:06 | 0 |
        | search | keyword returns ten per page | webkit | failed | 30 | 2024-06-05 02:02:13 | 2 | Timeout: expected 10 items, got 0 | BUG-780 |
        | pay | points only hides the card form | webkit | skipped | 0 | 2024-06-05 02:02:44 | 0 | not supported on webkit |""",
    )
    return {
        "項目一覧": [
            Right(
                "test",
                header_rows=[9],
                records="10-29",
                columns={
                    "A": ("id", "test_case_id"), "B": ("screen", "system", "category"),
                    "C": ("viewpoint", "category", "category_2"), "D": "title", "E": "steps", "F": "expected",
                    "G": ("category", "category_2", "category_3", "kind", None), "H": None,
                    "I": "priority", "J": "result",
                    "K": "result_2", "L": "result_3", "M": "tester", "N": "remarks",
                },
                canonical={
                    "priority": {"high": 9, "medium": 7, "low": 4},
                    "result": {"pass": 16, "fail": 2, "not_applicable": 2},
                    "result_2": {"pass": 15, "fail": 2, "not_applicable": 2, "withdrawn": 1},
                    "result_3": {"pass": 12, "fail": 2, "not_applicable": 1, "withdrawn": 1, "not_run": 4},
                },
            )
        ],
        "nightly_0605": [
            Right(
                "test",
                header_rows=[1],
                records="2-14",
                columns={
                    "A": ("category", "scenario"), "B": "title", "C": "environment", "D": "result",
                    "E": (None, "actual_effort"), "F": ("executed_date", "actual_start"), "G": None,
                    "H": ("actual", "remarks"), "I": ("defect_id", "related_id"),
                },
                canonical={"result": {"pass": 10, "fail": 2, "not_applicable": 1}},
            )
        ],
    }  # fmt: skip


SPRINT_HEAD = """A9:A10 #; B9:B10 タスク; C9:C10 種類; D9:D10 担当; E9:E10 見積⏎(h); F9:F10 状態; G9:P9 残り時間(h);
Q9:Q10 実績⏎(h); R9:R10 PR; S9:S10 メモ"""

SPRINT_COLUMNS = {
    "A": "id", "B": "title", "C": ("category", "kind", "phase"), "D": "owner", "E": "planned_effort", "F": "status",
    "G": None, "H": None, "P": None, "Q": "actual_effort", "R": None, "S": "remarks",
}  # fmt: skip


def sprint_sheet(book, number, days, goal, loads, rows, sections):
    """One sprint: capacity on top, stories as bars, hours left by day."""
    head, body = styles(book)
    bar = book.add_format({"bold": True, "bg_color": "#E2EFDA"})
    sheet = book.add_worksheet(f"Sprint {number}")
    sheet.set_column("B:B", 40, body)
    put(
        sheet,
        "A1",
        f"""
        | Sprint {number} | | {days[0]} | ～ | {days[-1]} |
        | ゴール | {goal} |
        |
        | | メンバー | 青葉 | 若葉 | 椿 | 楓 | 計 |
        | | 稼働できる時間(h) | 48 | 40 | 56 | 32 | =SUM(C5:F5) => 176 |
        | | 割当て(h) | =SUMIF(D:D,C4,E:E) => {" | ".join(map(str, loads))} | {sum(loads)} |""",
    )
    heads(sheet, head, SPRINT_HEAD)
    put(sheet, "G10", "|" + "|".join(days) + "|")
    put(sheet, "A11", rows)
    for row, story in sections.items():
        sheet.merge_range(f"A{row}:S{row}", story, bar)
    sheet.data_validation("F11:F60", {"validate": "list", "source": ["ToDo", "Doing", "Review", "Done", "中止"]})


@drawing("スプリントバックログ_Team楓 2024.xlsx")
def sprints(book):
    """Stories as bars, ten date columns of hours left, a capacity block above, a sum below; one sheet a sprint."""
    sprint_sheet(
        book,
        22,
        [f"2024/5/{day}" for day in (27, 28, 29, 30, 31)] + [f"2024/6/{day}" for day in (3, 4, 5, 6, 7)],
        "退会理由アンケートを出し、通知設定を種類ごとに分ける",
        (22, 24, 19, 19),
        """
        |
        | 1 | アンケート画面の実装 | 実装 | 青葉 | 12 | Done | 12 | 8 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 13 | #2201 | |
        | 2 | 回答を保存するAPI | 実装 | 楓 | 8 | Done | 8 | 8 | 5 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 9.5 | #2204 | |
        | 3 | 計測タグの設計 | 設計 | 若葉 | 3 | Done | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 2 | | マーケ確認済 |
        | 4 | 計測タグの埋め込み | 実装 | 若葉 | 4 | Review | 4 | 4 | 4 | 4 | 3 | 1 | 0.5 | | | | 4 | #2210 | |
        | 5 | 項目書作成とテスト | テスト | 椿 | 10 | Doing | 10 | 10 | 10 | 10 | 8 | 6 | 5 | | | | 6 | | 端末は3台に絞る |
        |
        | 6 | 通知の種類を洗い出す | 調査 | 椿 | 4 | Done | 4 | 4 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 5 | | Confluenceに一覧 |
        | 7 | DBに種類の列を足す | 実装 | 楓 | 6 | Done | 6 | 6 | 6 | 6 | 4 | 0 | 0 | 0 | 0 | 0 | 5 | #2215 | |
        | 8 | 設定画面（iOS） | 実装 | 青葉 | 10 | Review | 10 | 10 | 10 | 10 | 9 | 6 | 2 | | | | 9 | #2220 | |
        | 9 | 設定画面（Android） | 実装 | 青葉・椿 | 10 | Doing | 10 | 10 | 10 | 10 | 10 | 10 | 8 | | | | 2 | | モブで実施 |
        | 10 | 移行バッチ | 実装 | 楓 | 5 | ToDo | 5 | 5 | 5 | 5 | 5 | 5 | 5 |
        | 11 | リグレッションに追加 | テスト | 椿 | 5 | ToDo | 5 | 5 | 5 | 5 | 5 | 5 | 5 |
        |
        | 12 | ライブラリ更新 | 改善 | 若葉 | 6 | ToDo | 6 | 6 | 6 | 6 | 6 | 6 | 6 | | | | | | 余ったらやる |
        | 13 | 朝会の進め方を見直す | 改善 | 全員 | 1 | Done | 1 | 1 | 0 | 0 | 0 | 0 | 0 | | | | 1 | | 前回のTry |
        | 14 | 問合せ対応（枠） | 運用 | 若葉 | 11 | Doing | 11 | 10 | 8 | 8 | 7 | 5 | 4 | | | | 7 |
        | | 合計 | | | =SUM(E12:E27) => 95 | | 95 | 87 | 75 | 66 | 57 | 44 | 35.5 | | | | 63.5 |""",
        {11: "US-112　退会理由アンケート（SP 5）", 17: "US-098　通知設定の細分化（SP 8）", 24: "その他・改善"},
    )
    sprint_sheet(
        book,
        21,
        [f"2024/5/{day}" for day in (13, 14, 15, 16, 17, 20, 21, 22, 23, 24)],
        "検索の速度を半分にする",
        (12, 8, 11, 10),
        """
        |
        | 1 | 遅い検索の計測 | 調査 | 楓 | 6 | Done | 6 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 6 | | 原因は結合 |
        | 2 | 索引の追加 | 実装 | 楓 | 4 | Done | 4 | 4 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 3 | #2170 | |
        | 3 | 結果のキャッシュ | 実装 | 青葉 | 12 | 中止 | 12 | 12 | 12 | 12 | 12 | 0 | 0 | 0 | 0 | 0 | 2 | | 索引で足りたため |
        | 4 | 負荷試験 | テスト | 椿 | 8 | Done | 8 | 8 | 8 | 8 | 6 | 2 | 0 | 0 | 0 | 0 | 9 |
        |
        | 5 | 絞り込みの文言変更 | 実装 | 若葉 | 2 | Done | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | #2168 |
        | 6 | 0件のときの画面 | 実装 | 若葉 | 6 | Done | 6 | 6 | 5 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 7 | #2175 |
        | 7 | 0件の画面のテスト | テスト | 椿 | 3 | Done | 3 | 3 | 3 | 3 | 3 | 1 | 0 | 0 | 0 | 0 | 3 |
        | | 合計 | | | =SUM(E12:E19) => 41 | | 41 | 35 | 32 | 26 | 21 | 3 | 0 | 0 | 0 | 0 | 31 |""",
        {11: "US-105　検索を速くする（SP 8）", 16: "US-107　検索まわりの文言（SP 3）"},
    )
    backlog = book.add_worksheet("プロダクトバックログ")
    put(
        backlog,
        "A1",
        """
        | プロダクトバックログ | | | PO：欅 |
        |
        | 順 | ID | ストーリー | 受入れ条件 | SP | 状態 | Sprint | 起票者 | 起票日 |
        | 1 | US-112 | 退会する会員として、理由を選ぶだけで伝えたい | ・3つ以内で選べる⏎・飛ばせる | 5 | Doing | 22 | 欅 | 2024/3/4 |
        | 2 | US-098 | 会員として、通知を種類ごとに切りたい | ・5種類⏎・初期値は今と同じ | 8 | Doing | 22 | 欅 | 2024/1/15 |
        | 3 | US-120 | 店舗として、混み具合を出したい | 未定 | | ToDo | 23 | 柏木 | 2024/5/7 |
        | 4 | US-115 | 会員として、領収書をまとめて出したい | ・月ごと⏎・PDF | 5 | ToDo | 23 | 欅 | 2024/4/2 |
        | 5 | US-101 | 運営として、お知らせの予約をしたい | ・15分単位 | 3 | ToDo | | 紅葉 | 2024/2/1 |
        | 6 | US-118 | 会員として、暗い画面に切り替えたい | ・端末の設定に従う | 8 | ToDo | | 青葉 | 2024/4/22 |
        | 7 | US-121 | 運営として、クーポンを複製したい | | | ToDo | | 紅葉 | 2024/5/20 |
        | － | US-105 | 会員として、検索を待たずに使いたい | ・95%が1秒以内 | 8 | Done | 21 | 欅 | 2024/2/19 |
        | － | US-107 | 会員として、0件でも次の手が知りたい | ・近い語を3つ出す | 3 | Done | 21 | 欅 | 2024/2/26 |""",
    )
    return {
        "Sprint 22": [
            Right(
                ("todo", "wbs"),
                header_rows=[9],
                records="12-16, 18-23, 25-27",
                sections="11, 17, 24",
                columns=SPRINT_COLUMNS,
            )
        ],
        "Sprint 21": [
            Right(
                ("todo", "wbs"),
                header_rows=[9],
                records="12-15, 17-19",
                sections="11, 16",
                columns=SPRINT_COLUMNS,
                canonical={"status": {"closed": 6, "rejected": 1}},
            )
        ],
        "プロダクトバックログ": [
            Right(
                ("requirement", "todo"),
                header_rows=[3],
                records="4-12",
                columns={
                    "B": "id", "C": ("title", "description"), "E": ("planned_effort", None), "F": "status",
                    "H": "raised_by", "I": "raised_date",
                },
                canonical={"status": {"open": 5, "in_progress": 2, "closed": 2}},
            )
        ],
    }  # fmt: skip


DEVICES = ("iPhone 15⏎(17.5)", "iPhone SE2⏎(16.7)", "Pixel 8⏎(14)", "AQUOS⏎sense7(13)")


def device_head(sheet, form, top):
    """Round, OS and device over three rows, printed again on every page."""
    low, last = top + 1, top + 2
    heads(
        sheet,
        form,
        f"""A{top}:A{last} No; B{top}:B{last} 大項目; C{top}:C{last} 中項目; D{top}:D{last} 小項目; E{top}:E{last} 確認内容;
        F{top}:I{top} 1周目; J{top}:M{top} 2周目; F{low}:G{low} iOS; H{low}:I{low} Android; J{low}:K{low} iOS;
        L{low}:M{low} Android; N{top}:N{last} BTS; O{top}:O{last} 備考""",
    )
    for place, device in enumerate(DEVICES * 2):
        heads(sheet, form, f"{xl_col_to_name(5 + place)}{last} {device}")


@drawing("実機確認チェックシート_iOS・Android(0610).xlsx")
def on_devices(book):
    """Round × OS × device over three heading rows, tester and date rows on top of it, merged items, a page break."""
    head, body = styles(book)
    sheet = book.add_worksheet("チェックシート")
    sheet.set_column("E:E", 44, body)
    put(
        sheet,
        "A1",
        """
        | 実機確認チェックシート | | | | | | | | | | | | 欅アプリ工房 |
        | 対象：会員証アプリ 2.3.0　　OK／NG／保留／対象外 で記入。NGはBTSの番号も書く |
        |
        | | | | | 担当 | 椿 | 椿 | 紅葉 | 紅葉 | 椿 | 椿 | 紅葉 | 紅葉 |
        | | | | | 実施日 | 6/4(火) | 6/4(火) | 6/5(水) | 6/5(水) | 6/10(月) | 6/10(月) | 6/10(月) | |
        | | | | | OK | 16 | 14 | 16 | 15 | 3 | 1 | 1 | 0 |
        | | | | | NG | 2 | 3 | 2 | 2 | 0 | 1 | 0 | 0 |
        | | | | | 消化率 | 100% | 95% | 100% | 95% | 16% | 11% | 5% | 0% |""",
    )
    device_head(sheet, head, 10)
    for area, text in (
        ("B13:B17", "起動・ログイン"), ("C13:C14", "起動"), ("C15:C17", "ログイン"), ("B18:B23", "会員証"),
        ("C18:C20", "表示"), ("C21:C23", "読み取り"), ("B27:B34", "クーポン"), ("C27:C30", "一覧"), ("C31:C34", "利用"),
    ):  # fmt: skip
        sheet.merge_range(area, text, body)
    put(
        sheet,
        "A13",
        """
        | 1 | | | 初回起動 | 案内が3枚出て、飛ばせること | OK | OK | OK | OK |
        | 2 | | | 通信なし | 「電波のよい所で」の文言が出ること | OK | OK | OK | OK |
        | 3 | | | 通常 | 会員番号と生年月日でログインできること | OK | OK | OK | OK |
        | 4 | | | 生体認証 | 顔または指紋でログインできること | OK | 対象外 | OK | OK | | | | | | SE2は指紋のみ、別項目 |
        | 5 | | | 指紋認証 | 指紋でログインできること | 対象外 | NG⏎BUG-031 | OK | NG⏎BUG-031 | | OK | | | BUG-031 | |
        | 6 | | | 縦表示 | バーコードが欠けずに出ること | OK | OK | OK | OK |
        | 7 | | | 横表示 | 横にすると大きく出ること | NG | NG | OK | OK | OK | NG | | | BUG-032 | SE2のみ残 |
        | 8 | | | 明るさ | 会員証を開くと画面が明るくなること | OK | OK | NG | OK | | | OK | | BUG-033 | |
        | 9 | | | 店頭端末 | 店頭の読取機で読めること | OK | OK | OK | OK |
        | 10 | | | 割れ保護フィルム | フィルム越しに読めること | OK | OK | OK | 保留 | | | | | | フィルム手配中 |
        | 11 | | | 連続読み取り | 10回続けて読めること | OK | OK | OK | OK |""",
    )
    device_head(sheet, head, 24)
    put(
        sheet,
        "A27",
        """
        | 12 | | | 並び順 | 期限の近い順に並ぶこと | NG→OK | OK | OK | OK | OK | | | | | 1周目中に設定で直った |
        | 13 | | | 0件 | 「ありません」と出ること | OK | OK | OK | OK |
        | 14 | | | 画像なし | 既定の画像が出ること | OK | OK | NG | NG | | | | | BUG-035 | |
        | 15 | | | 引っ張り更新 | 最新の一覧になること | OK | OK | OK | OK |
        | 16 | | | 利用する | 確認のあと使用済みになること | OK | OK | OK | OK |
        | 17 | | | 期限切れ | ボタンが押せないこと | NG | NG | OK | OK | OK | | | | BUG-036 | |
        | 18 | | | 二重利用 | 2台で同時に使えないこと | OK | | 対象外 | 対象外 | | | | | | 端末不足 |
        | 19 | | | 店員操作 | 合言葉を入れると使用済みになること | OK | OK | OK | OK |""",
    )
    sheet.set_h_pagebreaks([23])
    words = book.add_worksheet("文言確認表")
    heads(
        words,
        head,
        """A4:A5 No; B4:B5 画面; C4:C5 文言キー; D4:D5 現行の文言; E4:E5 修正案; F4:F5 文字数⏎(上限);
        G4:I4 確認; G5 企画; H5 法務; I5 デザイン; J4:J5 確定; K4:K5 備考""",
    )
    put(words, "A1", "| 文言確認表 | | | | | | ○：よい　△：案あり　×：だめ |\n| 締切 | 6/7(金) 12:00 |")
    put(
        words,
        "A6",
        """
        | 1 | 起動 | boot.offline | 通信エラーです | 電波のよい所でもう一度お試しください | 20 | ○ | ○ | ○ | 済 | |
        | 2 | ログイン | login.lock | アカウントがロックされました | しばらくたってからお試しください（30分） | 24 | ○ | △ | ○ | | 法務：時間は書かない |
        | 3 | ログイン | login.birth | 生年月日 | （変更なし） | 8 | ○ | ○ | ○ | 済 | |
        | 4 | 会員証 | card.bright | 画面を明るくしています | 読み取りのため画面を明るくします | 20 | ○ | ○ | △ | | 2行になる |
        | 5 | 会員証 | card.expire | 有効期限切れ | 期限が切れました。更新はこちら | 18 | ○ | ○ | ○ | 済 | |
        | 6 | クーポン | coupon.none | データがありません | 使えるクーポンはありません | 16 | ○ | ○ | ○ | 済 | |
        | 7 | クーポン | coupon.use | 使用しますか？ | 店員の前で押してください。元には戻せません | 24 | ○ | × | ○ | | 法務：取消しの扱いを確認 |
        | 8 | クーポン | coupon.used | 使用済み | （変更なし） | 6 | ○ | ○ | ○ | 済 | |
        | 9 | 退会 | leave.point | ポイントは失効します | 残っているポイントはすべてなくなります | 24 | ○ | ○ | | | デザイン確認待ち |
        | 10 | 退会 | leave.done | 退会しました | ご利用ありがとうございました | 20 | ○ | | | | |""",
    )
    return {
        "チェックシート": [
            Right(
                "test",
                header_rows=[10, 11, 12],
                records="13-23, 27-34",
                columns={
                    "A": "id", "B": "category", "C": "category_2", "D": ("title", "category_3"),
                    "E": ("expected", "title"), "F": "result", "G": "result_2", "H": "result_3", "I": "result_4",
                    "J": "result_5", "K": "result_6", "L": "result_7", "M": "result_8", "N": "defect_id",
                    "O": "remarks",
                },
                canonical={
                    "result": {"pass": 16, "fail": 2, "not_applicable": 1},
                    "result_2": {"pass": 14, "fail": 3, "not_applicable": 1, "not_run": 1},
                    "result_3": {"pass": 16, "fail": 2, "not_applicable": 1},
                    "result_4": {"pass": 15, "fail": 2, "hold": 1, "not_applicable": 1},
                    "result_5": {"pass": 3, "not_run": 16},
                    "result_6": {"pass": 1, "fail": 1, "not_run": 17},
                    "result_7": {"pass": 1, "not_run": 18},
                    "result_8": {"not_run": 19},
                },
            )
        ],
        "文言確認表": [
            Right(
                ("review", "test", "change", "other"),
                header_rows=[4, 5],
                records="6-15",
                columns={"A": "id", "B": ("screen", "category", "system"), "F": None, "K": "remarks"},
            )
        ],
    }  # fmt: skip
