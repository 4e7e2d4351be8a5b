"""Sheets as they lie in public repositories: school projects, small tools, an offshore test book, a RAID log."""

from datetime import datetime, timedelta

from tests.unseen.draw import SKIPPED, Right, drawing, put

RAISED_OR_FOUND = ("raised_date", "detected_date")


def join(sheet, form, ranges: str) -> None:
    """Merge the ranges; what stands in them is put in afterwards."""
    for area in ranges.split():
        sheet.merge_range(area, "", form)


def head(book, sheet, rows: list[int], color: str = "#D9E1F2"):
    """The heading rows in bold on a colour; gives back the form of their merged cells."""
    form = book.add_format({"bold": True, "bg_color": color, "border": 1, "text_wrap": True, "valign": "vcenter"})
    for row in rows:
        sheet.set_row(row - 1, None, form)
    return form


def choose(sheet, area: str, words: str) -> None:
    """A drop-down list over the cells."""
    sheet.data_validation(area, {"validate": "list", "source": words.split()})


@drawing("単体テスト仕様書_検索窓.xlsx")
def unit_test_with_boxes(book):
    """Box with its own headings above, test item filled down, ticked boxes per device, half of it not yet run."""
    sheet = book.add_worksheet("検索窓")
    form = head(book, sheet, [3, 6, 7], "#E2EFDA")
    join(sheet, form, "A1:H1 A6:A7 B6:B7 C6:C7 D6:D7 E6:E7 F6:G6 H6:H7")
    join(sheet, book.add_format({"valign": "top", "border": 1}), "B8:B12 B13:B18 B19:B23 B24:B27")
    put(
        sheet,
        "A1",
        """
        | 単体テスト仕様書 |
        |
        | システム名 | サブシステム名 | 会社名 | 作成者 | 作成日 | 実施者 |
        | 蔵書さがし | 検索窓表示機能 | チームけやき | 欅 | 2023/6/1 | 欅、椿 |
        |
        | No | 分類 | テスト項目 | 検証内容 | 実施日 | 結果 | | 備考・特記事項 |
        | | | | | | PC | スマホ |
        | 1 | 画面表示 | 初期表示 | 書名の入力欄、分類プルダウン、検索ボタンが表示されること | 2023/6/12 | ☑ | ☑ |
        | 2 | | | 入力欄が空で、プルダウンが「すべて」になっていること | 2023/6/12 | ☑ | ☑ |
        | 3 | | | 入力欄にカーソルが当たっていること | 2023/6/12 | ☑ | 対象外 | スマホはキーボードが出るので当てない |
        | 4 | | プルダウン | 分類が10件、番号順に並んでいること | 2023/6/12 | ☑ | ☑ |
        | 5 | | | 分類マスタに追加すると一番下に出ること | 2023/6/12 | × | × | 追加しても出ない。キャッシュ？ |
        | 6 | 入力 | 文字の入力 | 全角・半角・記号が入力できること | 2023/6/13 | ☑ | ☑ |
        | 7 | | | 50文字まで入力でき、51文字目が入らないこと | 2023/6/13 | ☑ | × | スマホは変換中に51文字目が入る |
        | 8 | | | 前後の空白を除いて検索されること | 2023/6/13 | ☑ | ☑ |
        | 9 | | 入力チェック | 書名と分類のどちらも空のとき全件が検索されること | 2023/6/13 | ☑ | ☑ |
        | 10 | | | 「<script>」と入れても文字として検索されること | 2023/6/13 | ☑ | ☑ |
        | 11 | | | 絵文字を入れてもエラー画面にならないこと | 2023/6/14 | × | × | 500が返る |
        | 12 | 画面遷移 | 検索ボタン | 検索結果画面へ遷移すること | 2023/6/14 | ☑ | ☑ |
        | 13 | | | Enterキーでも遷移すること | 2023/6/14 | ☑ | 対象外 |
        | 14 | | | 連打しても検索が1回だけ行われること | | ☐ | ☐ | ？ |
        | 15 | | 戻る | 検索結果から戻ると入力した文字が残っていること | | ☐ | ☐ |
        | 16 | | ロゴ | 押すとTOP画面に遷移すること | | ☐ | ☐ |
        | 17 | エラー | 通信エラー | 「しばらくしてからもう一度」と表示されること | | ☐ | ☐ | APIを止めて確認 |
        | 18 | | | 再試行ボタンで検索できること | | ☐ | ☐ |
        | 19 | | 0件 | 「見つかりませんでした」と表示されること | | ☐ | ☐ |
        | 20 | | タイムアウト | 10秒で打ち切られること | | ☐ | 対象外 | PCだけでよい（先生に確認済み） |
        | =ROW()-7 => 21 |
        | =ROW()-7 => 22 |
        | =ROW()-7 => 23 |""",
    )
    choose(sheet, "F8:G30", "☑ ☐ × 対象外")
    return {"検索窓": [Right("test", header_rows=[6, 7], records="8-27", columns={
        "A": "id", "B": ("category", "viewpoint"), "C": "title", "D": "expected", "E": "executed_date", "F": "result",
        "G": "result_2", "H": "remarks"}, canonical={
        "result": {"pass": 11, "fail": 2, "not_run": 7},
        "result_2": {"pass": 8, "fail": 3, "not_run": 6, "not_applicable": 3}})]}  # fmt: skip


@drawing("SMS_Integration Test Report_v1.2.xlsx")
def offshore_test_report(book):
    """Counters above, two rounds of three columns, section rows; the defect log is a template with an example."""
    cover = book.add_worksheet("Cover")
    put(
        cover,
        "B2",
        """
        | TEST REPORT DOCUMENT |
        |
        | Project Name | School Mgmt System | | Creator | Aoba |
        | Project Code | SMS | | Reviewer/Approver | Kashiwagi |
        | Document Code | SMS_Test Report_v1.2 | | Issue Date | 15-Mar-2024 |
        |
        | Record of change |
        | Effective Date | Version | Change Item | *A,D,M | Change description | Reference |
        | 01-Mar-2024 | 1.0 | All | A | First release | |
        | 15-Mar-2024 | 1.2 | Student | M | Round 2 added | |""",
    )
    sheet = book.add_worksheet("Student")
    form = head(book, sheet, [4, 7, 8], "#1F4E78")
    join(sheet, form, "B1:F1 B2:F2 A7:A8 B7:B8 C7:C8 D7:D8 E7:E8 F7:H7 I7:K7 L7:L8")
    join(sheet, book.add_format({"bold": True, "bg_color": "#DDEBF7"}), "A9:L9 A15:L15 A23:L23")
    put(
        sheet,
        "A1",
        """
        | Module Code | Student Management |
        | Test requirement | List, search, add, edit and import of students. Check role of Teacher and Staff. |
        | Tester | Wakaba, Momiji |
        | Pass | Fail | Untested | N/A | Number of Test cases |
        | =COUNTIF(F9:F200,"Pass") => 11 | =COUNTIF(F9:F200,"Fail") => 4 | =COUNTIF(F9:F200,"Untested") => 2 | =COUNTIF(F9:F200,"N/A") => 1 | =COUNTA(F9:F200) => 18 |
        |
        | ID | Test Case Description | Test Case Procedure | Expected Output | Inter-test case Dependence | Round 1 | | | Round 2 | | | Note |
        | | | | | | Result | Test date | Tester | Result | Test date | Tester |
        | Check GUI - Student list |
        | [STU-1] | Layout of student list | 1. Login as Staff⏎2. Click menu [Student] | Screen is shown as design: filter, table, button [Add], [Import] | | Pass | 11-Mar-2024 | Wakaba |
        | [STU-2] | Default sort order | 1. Open student list | Students are sorted by class, then number | [STU-1] | Pass | 11-Mar-2024 | Wakaba |
        | [STU-3] | Paging | 1. Open student list with 51 students⏎2. Click [>] | Page 2 shows 1 student, [>] is disabled | [STU-1] | Fail | 11-Mar-2024 | Wakaba | Pass | 15-Mar-2024 | Wakaba | #12 |
        | [STU-4] | Tab order | 1. Open student list⏎2. Press Tab key | Focus moves from left to right, top to bottom | | Pass | 11-Mar-2024 | Wakaba |
        | [STU-5] | Zoom 150% | 1. Set browser zoom to 150% | No overlap of buttons | | N/A | 11-Mar-2024 | Wakaba | | | | Customer does not use zoom |
        | Check function - Add student |
        | [STU-6] | Add with valid data | 1. Click [Add]⏎2. Input all fields⏎3. Click [Save] | Message MSG-01, student is shown in list | [STU-1] | Pass | 12-Mar-2024 | Momiji |
        | [STU-7] | Required fields | 1. Click [Add]⏎2. Click [Save] | MSG-E02 is shown under name, class, birthday | [STU-6] | Pass | 12-Mar-2024 | Momiji |
        | [STU-8] | Max length of name | 1. Input name of 51 characters | Only 50 characters can be typed | [STU-6] | Fail | 12-Mar-2024 | Momiji | Pass | 15-Mar-2024 | Momiji | #13 |
        | [STU-9] | Birthday in future | 1. Input birthday = tomorrow⏎2. Click [Save] | MSG-E05 is shown | [STU-6] | Fail | 12-Mar-2024 | Momiji | Fail | 15-Mar-2024 | Momiji | #14 re-open |
        | [STU-10] | Duplicate student number | 1. Input existing number⏎2. Click [Save] | MSG-E07 is shown, data is not saved | [STU-6] | Pass | 12-Mar-2024 | Momiji |
        | [STU-11] | Cancel | 1. Input name⏎2. Click [Cancel] | Confirm dialog, back to list, nothing is saved | | Pass | 12-Mar-2024 | Momiji |
        | [STU-12] | Save with lost connection | 1. Cut the network⏎2. Click [Save] | MSG-E99 is shown, input is kept | [STU-6] | Untested | | | | | | Wait for proxy tool |
        | Check function - Import CSV |
        | [STU-13] | Import valid file | 1. Click [Import]⏎2. Choose students_ok.csv | 30 students are added | [STU-6] | Pass | 13-Mar-2024 | Wakaba |
        | [STU-14] | Wrong header | 1. Choose students_ng_header.csv | MSG-E11 with line number 1 | [STU-13] | Pass | 13-Mar-2024 | Wakaba |
        | [STU-15] | Japanese file name | 1. Choose 生徒一覧.csv | 30 students are added | [STU-13] | Fail | 13-Mar-2024 | Wakaba | Pass | 15-Mar-2024 | Wakaba | #15 |
        | [STU-16] | Empty file | 1. Choose empty.csv | MSG-E12 is shown | [STU-13] | Pass | 13-Mar-2024 | Wakaba |
        | [STU-17] | 10,000 lines | 1. Choose students_10000.csv | Finished in 30 seconds | [STU-13] | Untested | | | | | | Staging only |
        | [STU-18] | Role Teacher | 1. Login as Teacher⏎2. Open student list | Button [Import] is not shown | | Pass | 13-Mar-2024 | Wakaba |""",
    )
    choose(sheet, "F9:F60", "Pass Fail Untested N/A")
    choose(sheet, "I9:I60", "Pass Fail Untested N/A")
    log = book.add_worksheet("Defect Log")
    head(book, log, [5], "#FCE4D6")
    put(
        log,
        "A1",
        """
        | DEFECT LOG |
        | Project Code | SMS | | Stage | Integration Test | | Total | =COUNTA(C7:C300) => 0 |
        | Severity: Fatal, Serious, Medium, Cosmetic / Priority: Immediately, High, Medium, Low / Date: DD-MMM-YYYY |
        |
        | Defect ID | Module | Description | Type of defect | Severity | Priority | Status | Created Date | Created by | Assigned to | Root cause | Corrective action | Fixed Date | Closed Date | Test case ID | Remark |
        | Ex | Title section | Default value of Status field is blank⏎Expected result: default value must be "Open" | User Interface | Cosmetic | High | Open | 21-Sep-2023 | Aoba | Kaede | Careless | Set default value | 22-Sep-2023 | | [ABC-1] | |
        | 1 |
        | 2 |
        | 3 |
        | 4 |
        | 5 |
        | 6 |
        | 7 |
        | 8 |""",
    )
    choose(log, "E7:E300", "Fatal Serious Medium Cosmetic")
    choose(log, "F7:F300", "Immediately High Medium Low")
    choose(log, "G7:G300", "Open Assigned Fixed Pending Closed")
    return {"Cover": SKIPPED, "Student": [Right("test", header_rows=[7, 8], records="10-14, 16-22, 24-29", sections="9, 15, 23",
        columns={"A": ("id", "test_case_id"), "B": "title", "C": "steps", "D": "expected", "E": "depends_on", "F": "result",
                 "G": "executed_date", "H": "tester", "I": "result_2", "J": "executed_date_2", "K": "tester_2",
                 "L": "remarks"},
        canonical={"result": {"pass": 11, "fail": 4, "not_run": 2, "not_applicable": 1}})],
        "Defect Log": [Right("defect", header_rows=[5], records="", examples="6", columns={
            "A": "id", "B": ("system", "screen", "category"), "C": ("title", "description"), "D": ("kind", "category"),
            "E": "severity", "F": "priority", "G": "status", "H": RAISED_OR_FOUND, "I": ("raised_by", "detected_by"),
            "J": "owner", "K": "cause", "L": ("action", "response"), "M": "fixed_date", "N": "closed_date",
            "O": ("test_id", "test_case_id"), "P": "remarks"})]}  # fmt: skip


@drawing("バグ帳（図書委員アプリ）.xlsx")
def school_bug_book(book):
    """Pupils' own words as headings, dates without a year, a dividing line in the middle, counters in the corner."""
    sheet = book.add_worksheet("バグ")
    book.add_worksheet("つかいかた").write("A1", "見つけた人が1行書く。直したら状態を変える。行は消さない！")
    head(book, sheet, [5], "#FFF2CC")
    join(sheet, book.add_format({"bg_color": "#BFBFBF", "align": "center"}), "B18:N18")
    put(
        sheet,
        "B2",
        """
        | みんなのバグ帳 | | | | | ※直したら「修正済」、別の人が見たら「確認済」にする | | | 残り | =COUNTIF(K6:K99,"未対応")+COUNTIF(K6:K99,"修正中") => 8 | 件 |
        | | | | | | | | | 確認まち | =COUNTIF(K6:K99,"修正済") => 3 | 件 |
        |
        | # | 見つけた日 | 見つけた人 | どの画面 | 何が起きた？ | 本当はこうなるはず | 出し方 | ヤバさ⏎（高中低） | 直す人 | 状態 | 原因・直し方 | 直した日 | 見た人 |
        | 1 | 5/9 | 若葉 | ログイン | ログインできない人がいる | 図書委員は全員入れる | ひらがなの名前で入る | 高 | 楓 | 確認済 | 文字コード。utf8mb4にした | 5/10 | 若葉 |
        | 2 | 5/9 | 若葉 | 本の一覧 | 表紙がのびる | 縦横比そのまま | | 低 | 紅葉 | 確認済 | CSS object-fit | 5/12 | 楓 |
        | 3 | 5/10 | 白樺 | 貸出 | 同じ本が2回貸せる | 「貸出中です」と出る | 2台のPCで同時に押す | 高 | 楓 | 確認済 | 排他してなかった | 5/16 | 白樺 |
        | 4 | 5/10 | 白樺 | 貸出 | 返却日が土日になる | 次の月曜になる | 金曜に7日で借りる→次の金だから出ない。祝日で出る | 中 | 楓 | 再現せず | | | |
        | 5 | 5/11 | 紅葉 | 返却 | 音が鳴らない | ピッと鳴る | iPad | 低 | 紅葉 | 仕様通り | iPadは自動再生できない | | 先生 |
        | 6 | 5/12 | 楓 | 本の一覧 | 200冊こえると重い | 1秒以内 | 全件表示 | 中 | 楓 | 確認済 | ページ分け | 5/19 | 紅葉 |
        | 7 | 5/12 | 楓 | 検索 | 「ぐりとぐら」で0件 | 1件出る | 本番データ | 高 | 紅葉 | 確認済 | 濁点が2文字になってた | 5/17 | 楓 |
        | 8 | 5/15 | 先生 | 貸出 | 卒業生の名前が出る | 在校生だけ | | 中 | 若葉 | 修正済 | 年度で絞る | 5/20 |
        | 9 | 5/15 | 先生 | 印刷 | 督促状が2枚目から白紙 | 全員分出る | 2人以上えらぶ | 高 | 若葉 | 確認済 | 改ページの指定 | 5/18 | 先生 |
        | 10 | 5/16 | 若葉 | ログイン | パスワードが見えてる | ●●● | | 高 | 若葉 | 確認済 | type=password | 5/16 | 楓 |
        | 11 | 5/16 | 紅葉 | 検索 | 検索ボタンが英語 | さがす | | 低 | 紅葉 | 確認済 | | 5/16 | 若葉 |
        | 12 | 5/18 | 白樺 | 統計 | 貸出数が合計と合わない | 一致 | 5月を表示 | 中 | 楓 | 修正済 | 取消を数えてた | 5/20 | |
        | ↑ ここまで中間発表（5/22） ↓ 文化祭まで |
        | 13 | 5/24 | 1年A組 | 貸出 | カメラが起動しない | バーコードが読める | 古いタブレット | 高 | 楓 | 修正中 | https じゃないとだめ | | |
        | 14 | 5/24 | 1年A組 | 検索 | カタカナで探すと出ない | ひらがなと同じ結果 | | 中 | 紅葉 | 修正中 | | | |
        | 15 | 5/24 | 1年A組 | 本の一覧 | 文字が小さい | | | 低 | | 未対応 | | | |
        | 16 | 5/25 | 先生 | 督促 | 返した人にも督促が出る | 出ない | 返却直後に印刷 | 高 | 若葉 | 修正済 | 返却日で見ていた | 5/29 | |
        | 17 | 5/26 | 若葉 | 統計 | グラフの色がクラスで同じ | | | 低 | | 未対応 | | | |
        | 18 | 5/29 | 白樺 | 返却 | 予約がある本なのに知らせが出ない | 「予約があります」 | 予約→返却 | 中 | 若葉 | 未対応 | | | |
        | 19 | 5/30 | 楓 | 管理 | 本を消すと履歴も消える | 履歴は残る | | 高 | 楓 | 修正中 | 論理削除にする | | |
        | 20 | 5/30 | 楓 | 管理 | CSVの1行目が落ちる | | BOMつき | 中 | | 未対応 | | | |
        | 21 | 5/31 | 紅葉 | ログイン | 戻るで入れてしまう | ログイン画面のまま | ログアウト→戻る | 高 | | 未対応 | | | |
        | 22 |
        | 23 |
        | 24 |""",
    )
    choose(sheet, "K6:K99", "未対応 修正中 修正済 確認済 仕様通り 再現せず")
    return {"バグ": [Right("defect", header_rows=[5], records="6-17, 19-27", sections="18", columns={
        "B": "id", "C": RAISED_OR_FOUND, "D": ("detected_by", "raised_by"), "E": ("screen", "system"),
        "F": ("title", "description"), "G": "expected", "H": "steps", "I": ("severity", "priority"), "J": "owner",
        "K": "status", "L": ("cause", "action"), "M": ("fixed_date", "closed_date"),
        "N": ("reviewer", "approved_by", "tester")}, canonical={
        "status": {"closed": 8, "rejected": 2, "resolved": 3, "in_progress": 3, "open": 5}})],
        "つかいかた": SKIPPED}  # fmt: skip


@drawing("issues_20241018.xlsx")
def tracker_export(book):
    """A tracker's export, 25 columns from the first row: the parent's title, total efforts, texts for times."""
    sheet = book.add_worksheet("issues")
    names = "# | プロジェクト | トラッカー | 親チケット | 親チケットの題名 | ステータス | 優先度 | 題名 | 作成者 | 担当者 | 更新日"
    names += " | カテゴリ | 対象バージョン | 開始日 | 期日 | 予定工数 | 合計予定工数 | 作業時間 | 合計作業時間 | 進捗率 | 作成日"
    names += " | 終了日 | 関連するチケット | プライベート | 説明"
    heads = [{"header": name} for name in names.split(" | ")]
    put(
        sheet,
        "A2",
        """
        | 231 | 点呼アプリ | 機能 | 198 | 点呼記録の電子化 | 新規 | 通常 | アルコール検知器の値を手入力できるようにする | 柏木 椿 | | 2024/10/17 18:42 | 点呼 | v1.3 | 2024/10/21 | 2024/10/31 | 12 | 12 | 0 | 0 | 0 | 2024/10/17 18:42 | | | いいえ | 検知器が壊れた日の運用。⏎上長の承認は要るか確認。 |
        | 230 | 点呼アプリ | バグ | | | 新規 | 高め | 日付をまたぐ点呼が前日分になる | 青葉 楓 | 欅 若葉 | 2024/10/17 11:03 | 点呼 | v1.2.1 | 2024/10/17 | 2024/10/18 | 4 | 4 | 0.5 | 0.5 | 10 | 2024/10/16 20:15 | | Blocks #229 | いいえ | 0:10 に退勤点呼すると 10/15 になる。 |
        | 229 | 点呼アプリ | サポート | | | 進行中 | 今すぐ | 北営業所 10/15 の記録を直す | 青葉 楓 | 青葉 楓 | 2024/10/17 11:05 | 運用 | | 2024/10/17 | 2024/10/17 | 1 | 1 | 0.5 | 0.5 | 50 | 2024/10/16 20:31 | | Blocked by #230 | はい | 対象3名。SQLは添付。 |
        | 227 | 点呼アプリ | 機能 | 198 | 点呼記録の電子化 | 進行中 | 通常 | 点呼簿のPDF出力 | 柏木 椿 | 欅 若葉 | 2024/10/16 19:20 | 帳票 | v1.3 | 2024/10/7 | 2024/10/25 | 16 | 16 | 9.5 | 9.5 | 60 | 2024/9/30 10:12 | | | いいえ | 様式は運輸局のひな形に合わせる。 |
        | 226 | 点呼アプリ | バグ | | | 解決 | 通常 | 名前が長いと一覧がずれる | 欅 若葉 | 欅 若葉 | 2024/10/15 09:40 | 画面 | v1.2.1 | 2024/10/10 | 2024/10/15 | 1 | 1 | 1 | 1 | 100 | 2024/10/9 17:55 | | | いいえ | |
        | 224 | 点呼アプリ | バグ | | | 終了 | 高め | ログアウト後も点呼が登録できる | 青葉 楓 | 白樺 葵 | 2024/10/11 16:00 | 認証 | v1.2.1 | 2024/10/8 | 2024/10/10 | 6 | 6 | 7.25 | 7.25 | 100 | 2024/10/8 09:12 | 2024/10/11 16:00 | | いいえ | トークンの失効を見ていない。 |
        | 223 | 点呼アプリ | 機能 | | | 却下 | 低め | ダークモード | 欅 若葉 | | 2024/10/8 13:30 | 画面 | | | | | | 0 | 0 | 0 | 2024/10/7 22:48 | 2024/10/8 13:30 | | いいえ | 点呼場は明るいので不要。 |
        | 221 | 点呼アプリ | サポート | | | 終了 | 通常 | 南営業所のタブレット2台の初期設定 | 柏木 椿 | 白樺 葵 | 2024/10/4 17:20 | 運用 | | 2024/10/3 | 2024/10/4 | 3 | 3 | 2 | 2 | 100 | 2024/10/1 11:00 | 2024/10/4 17:20 | | いいえ | |
        | 219 | 点呼アプリ | バグ | 205 | 検知器連携 | 解決 | 通常 | Bluetoothが切れると画面が固まる | 白樺 葵 | 青葉 楓 | 2024/10/16 08:55 | 検知器 | v1.3 | 2024/10/2 | 2024/10/16 | 8 | 8 | 11 | 11 | 90 | 2024/9/27 15:33 | | Relates #205 | いいえ | 再接続は3回まで。⏎それでもだめなら手入力(#231)。 |
        | 216 | 点呼アプリ | 機能 | 205 | 検知器連携 | 進行中 | 通常 | 検知器の校正期限を知らせる | 柏木 椿 | 青葉 楓 | 2024/10/15 18:10 | 検知器 | v1.3 | 2024/10/14 | 2024/10/28 | 10 | 10 | 3 | 3 | 30 | 2024/9/24 10:40 | | | いいえ | 30日前、7日前、当日。 |
        | 213 | 点呼アプリ | 機能 | 198 | 点呼記録の電子化 | 終了 | 通常 | 点呼者の選択を必須にする | 柏木 椿 | 欅 若葉 | 2024/10/2 12:00 | 点呼 | v1.2.1 | 2024/9/25 | 2024/9/30 | 3 | 3 | 2.5 | 2.5 | 100 | 2024/9/20 09:05 | 2024/10/2 12:00 | | いいえ | |
        | 210 | 点呼アプリ | 機能 | | | 新規 | 低め | 営業所ごとの文言 | 白樺 葵 | | 2024/9/18 14:22 | 画面 | | | | | | 0 | 0 | 0 | 2024/9/18 14:22 | | | いいえ | 「お疲れさまでした」を変えたいとのこと。 |
        | 207 | 点呼アプリ | サポート | | | 終了 | 高め | 証明書の更新（10/1まで） | 青葉 楓 | 青葉 楓 | 2024/9/27 10:10 | 運用 | | 2024/9/26 | 2024/9/27 | 1 | 1 | 0.75 | 0.75 | 100 | 2024/9/12 09:00 | 2024/9/27 10:10 | | はい | 手順はWiki参照。 |
        | 205 | 点呼アプリ | 機能 | | | 進行中 | 高め | 検知器連携 | 柏木 椿 | 青葉 楓 | 2024/10/16 08:55 | 検知器 | v1.3 | 2024/9/10 | 2024/11/15 | 20 | 38 | 14 | 28 | 55 | 2024/9/9 13:00 | | Relates #219 | いいえ | A社 の検知器2機種。 |
        | 202 | 点呼アプリ | バグ | | | 却下 | 低め | 祝日が赤くない | 欅 若葉 | 欅 若葉 | 2024/9/9 10:45 | 画面 | | | | 1 | 1 | 0 | 0 | 0 | 2024/9/5 16:16 | 2024/9/9 10:45 | Duplicates #190 | いいえ | |
        | 198 | 点呼アプリ | 機能 | | | 進行中 | 通常 | 点呼記録の電子化 | 柏木 椿 | 柏木 椿 | 2024/10/17 18:42 | 点呼 | v1.3 | 2024/9/2 | 2024/11/29 | 8 | 39 | 4 | 16 | 40 | 2024/8/30 11:11 | | | いいえ | 親チケット。 |""",
    )
    sheet.add_table(0, 0, 16, len(heads) - 1, {"name": "issues", "columns": heads})
    return {"issues": [Right(("issue", "todo"), header_rows=[1], records="2-17", columns={
        "A": "id", "C": ("kind", "category", "category_2"), "D": "parent_id", "E": None, "F": "status",
        "G": "priority", "H": "title", "I": "raised_by", "J": "owner", "K": "updated_date", "L": ("category", "system"), "M": ("version", "phase"),
        "N": ("planned_start", "actual_start"), "O": ("due_date", "planned_end"), "P": "planned_effort",
        "R": "actual_effort", "T": "progress", "U": "raised_date", "V": ("closed_date", "actual_end"),
        "W": "related_id", "Y": "description"}, canonical={
        "status": {"open": 3, "in_progress": 5, "resolved": 2, "closed": 4, "rejected": 2},
        "priority": {"critical": 1, "high": 4, "medium": 8, "low": 3}})]}  # fmt: skip


@drawing("WBS_勤怠打刻ツール_v3.xlsx")
def wbs_with_gantt(book):
    """Phase and item filled down, plan and result groups, gantt days in the heading rows, rows of formulas only."""
    sheet = book.add_worksheet("WBS")
    form = head(book, sheet, [5, 6])
    join(sheet, form, "A5:A6 B5:B6 C5:C6 D5:D6 E5:E6 F5:H5 I5:K5 L5:L6 M5:M6 N5:N6")
    sheet.set_column("L:L", 7, book.add_format({"num_format": "0%"}))
    sheet.set_column("P:AX", 3)
    put(
        sheet,
        "A1",
        """
        | 勤怠打刻ツール WBS | | | | 開始日 | 2024/5/13 | | | PM | 青葉 |
        | | | | | 基準日 | =TODAY() => 45450 |
        | | | 青…予定　橙…実績　★…マイルストーン |
        |
        | No. | 大項目 | 中項目 | タスク | 担当 | 予定 | | | 実績 | | | 進捗 | 状況 | 備考 |
        | | | | | | 開始日 | 終了日 | 工数(h) | 開始日 | 終了日 | 工数(h) |""",
    )
    rows = [
        "1 | 要件定義 | ヒアリング | 総務へのヒアリング | 青葉 | 2024/5/13 | 2024/5/14 | 4 | 2024/5/13 | 2024/5/14 | 3 | 1",
        "2 | | | 現行の打刻表の確認 | 青葉 | 2024/5/14 | 2024/5/15 | 3 | 2024/5/14 | 2024/5/16 | 5 | 1",
        "3 | | まとめ | 要件一覧の作成 | 若葉 | 2024/5/15 | 2024/5/17 | 8 | 2024/5/16 | 2024/5/20 | 10 | 1",
        "4 | | | ★要件レビュー | 全員 | 2024/5/20 | 2024/5/20 | 2 | 2024/5/21 | 2024/5/21 | 2 | 1",
        "5 | 設計 | 画面 | 打刻画面の設計 | 若葉 | 2024/5/21 | 2024/5/23 | 10 | 2024/5/22 | 2024/5/24 | 9 | 1",
        "6 | | | 月次一覧の設計 | 若葉 | 2024/5/23 | 2024/5/27 | 10 | 2024/5/24 | 2024/5/28 | 11 | 1",
        "7 | | DB | テーブル定義 | 椿 | 2024/5/21 | 2024/5/24 | 8 | 2024/5/21 | 2024/5/24 | 8 | 1",
        "8 | | 外部 | 給与ソフトへのCSV | 椿 | 2024/5/24 | 2024/5/28 | 6 | 2024/5/27 | | 4 | 0.6",
        "9 | | | ★設計レビュー | 全員 | 2024/5/29 | 2024/5/29 | 2 | | | | 0",
        "10 | 製造 | 画面 | 打刻画面 | 椿 | 2024/5/29 | 2024/6/4 | 16 | 2024/5/30 | | 6 | 0.3",
        "11 | | | 月次一覧 | 若葉 | 2024/5/30 | 2024/6/5 | 16 | 2024/6/3 | | 2 | 0.1",
        "12 | | バッチ | CSV出力 | 柏木 | 2024/6/3 | 2024/6/6 | 12 | | | | 0",
        "13 | | | 打刻もれの通知メール | 柏木 | 2024/6/5 | 2024/6/7 | 8 | | | | 0",
        "14 | テスト | 単体 | 単体テスト仕様書 | 若葉 | 2024/6/3 | 2024/6/5 | 8 | | | | 0",
        "15 | | | 単体テスト実施 | 椿、柏木 | 2024/6/6 | 2024/6/10 | 12 | | | | 0",
        "16 | | 結合 | 結合テスト | 全員 | 2024/6/10 | 2024/6/12 | 12 | | | | 0",
        "17 | リリース | | 利用者向け手順書 | 青葉 | 2024/6/10 | 2024/6/12 | 6 | | | | 0",
        "18 | | | ★リリース | 青葉 | 2024/6/14 | 2024/6/14 | 2 | | | | 0",
    ]
    notes = {
        8: "ソフト側の項目が未確定（総務に確認中）",
        9: "5/30→6/5に変更予定",
        14: "ひな形は前回のもの",
        18: "朝礼で案内",
    }
    for row, line in enumerate(rows, 7):
        cells = [cell.strip() for cell in line.split("|")]
        state = "完了" if cells[9] else "作業中" if cells[8] else "未着手"
        formula = f'=IF(D{row}="","",IF(J{row}<>"","完了",IF(I{row}<>"","作業中","未着手"))) => {state}'
        put(sheet, f"A{row}", f"| {line} | {formula} | {notes.get(row - 6, '')} |")
    for row in range(25, 31):
        put(sheet, f"M{row}", f'| =IF(D{row}="","",IF(J{row}<>"","完了",IF(I{row}<>"","作業中","未着手"))) => |')
    put(sheet, "D31", "| 合計 | | | | =SUM(H7:H30) => 145 | | | =SUM(K7:K30) => 60 |")
    day = book.add_format({"num_format": "d", "bg_color": "#D9E1F2", "align": "center"})
    for number in range(33):
        date = datetime(2024, 5, 13) + timedelta(days=number)
        if date.day == 1 or not number:
            sheet.write(3, 15 + number, f"{date.month}月")
        sheet.write_datetime(4, 15 + number, date, day)
        sheet.write(5, 15 + number, "月火水木金土日"[date.weekday()])
    put(sheet, "W10", "| ★ |")
    put(sheet, "AF15", "| ★ |")
    put(sheet, "AV24", "| ★ |")
    sheet.freeze_panes(6, 5)
    return {"WBS": [Right("wbs", header_rows=[5, 6], records="7-24", columns={
        "A": "id", "B": ("phase", "category"), "C": ("category", "category_2"), "D": "title", "E": "owner",
        "F": "planned_start", "G": "planned_end", "H": "planned_effort", "I": "actual_start", "J": "actual_end",
        "K": "actual_effort", "L": "progress", "M": "status", "N": "remarks"},
        canonical={"status": {"closed": 7, "in_progress": 3, "open": 8}})]}  # fmt: skip


@drawing("RAID Log - Warehouse Portal Migration.xlsx")
def raid_log(book):
    """Inherent and residual pairs, scores by formula down to empty rows, guidance in headings, list and note sheets."""
    readme = book.add_worksheet("READ ME")
    put(
        readme,
        "B2",
        """
        | RAID Log |
        | This workbook is reviewed every Thursday by the project board. |
        | 1. Do not delete rows, set the status to Closed instead. |
        | 2. Score = Likelihood x Impact. 15 and above goes to the steering committee. |""",
    )
    sheet = book.add_worksheet("Risks")
    form = head(book, sheet, [5, 6], "#F8CBAD")
    join(sheet, form, "A5:A6 B5:B6 C5:C6 D5:D6 E5:G5 H5:H6 I5:I6 J5:L5 M5:M6 N5:N6 O5:O6 P5:P6 Q5:Q6")
    put(
        sheet,
        "A1",
        """
        | Warehouse Portal Migration | | | | | | | | Last updated: | 2024/9/12 |
        | Risk Register | | | | | | | | Open risks: | =COUNTIF(O7:O60,"Open") => 5 |
        | Likelihood / Impact: 1 = very low ... 5 = very high |
        |
        | Risk ID | Date raised | Risk description⏎(There is a risk that ... because ...) | Category | Inherent | | | Response | Mitigation / contingency | Residual | | | Owner | Target date | Status | Last review | Comments |
        | | | | | Likelihood | Impact | Score | | | Likelihood | Impact | Score |""",
    )
    risks = [
        "R-01 | 2024/6/3 | There is a risk that the stock interface is late because Company A has one developer for it | Supplier | 4 | 5 | 20 | Reduce | Weekly call; mock service so that our tests can start | 3 | 4 | 12 | Kaede | 2024/9/30 | Open | 2024/9/12 | Mock delivered 5 Aug",
        "R-02 | 2024/6/3 | There is a risk that item master data is poor because nobody has cleaned it since 2016 | Data | 5 | 4 | 20 | Reduce | Profiling in July, cleaning by the sites, freeze in September | 3 | 3 | 9 | Tsubaki | 2024/9/20 | In Progress | 2024/9/12 | 1,240 items left",
        "R-03 | 2024/6/10 | There is a risk that night shift staff are not trained because training is by day only | People | 3 | 3 | 9 | Reduce | Two evening sessions per site | 1 | 3 | 3 | Wakaba | 2024/10/11 | Open | 2024/9/5 |",
        "R-04 | 2024/6/10 | There is a risk that label printers do not work with the new driver | Technical | 3 | 5 | 15 | Avoid | Buy three test printers, test in sprint 4 | 1 | 5 | 5 | Aoba | 2024/8/16 | Closed | 2024/8/22 | Tested on 14 Aug, no problem",
        "R-05 | 2024/6/17 | There is a risk that cut-over takes longer than the weekend | Technical | 3 | 5 | 15 | Reduce | Two rehearsals, roll-back plan | 2 | 4 | 8 | Aoba | 2024/10/25 | Open | 2024/9/12 | First rehearsal 21 Sep",
        "R-06 | 2024/7/1 | There is a risk that the key user of site B leaves in August | People | 2 | 4 | 8 | Accept | Second key user named | 2 | 2 | 4 | Wakaba | | Closed | 2024/8/29 | She stays until December",
        "R-07 | 2024/7/8 | There is a risk that licence cost doubles because seasonal workers are counted | Commercial | 4 | 3 | 12 | Transfer | Ask purchasing for a concurrent licence | 2 | 3 | 6 | Momiji | 2024/9/30 | In Progress | 2024/9/12 | Offer expected",
        "R-08 | 2024/7/22 | There is a risk that handheld scanners lose wifi in aisle 40-55 | Technical | 4 | 4 | 16 | Reduce | Survey, two more access points | 1 | 4 | 4 | Aoba | 2024/9/13 | In Progress | 2024/9/5 |",
        "R-09 | 2024/8/5 | There is a risk that auditors reject the new stock count report | Compliance | 2 | 4 | 8 | Reduce | Show a draft to internal audit in September | 1 | 4 | 4 | Momiji | 2024/9/27 | Open | 2024/9/12 |",
        "R-10 | 2024/8/26 | There is a risk that the carrier API changes in November | Supplier | 3 | 3 | 9 | Accept | | 3 | 3 | 9 | Kaede | | Open | 2024/9/5 | Carrier gives 30 days notice",
    ]
    for row in range(7, 27):
        line = risks[row - 7] if row - 7 < len(risks) else "|" * 16
        cells = [cell.strip() for cell in line.split("|")]
        for score, first, second in ((6, "E", "F"), (11, "J", "K")):
            cells[score] = f'=IF({first}{row}="","",{first}{row}*{second}{row}) => {cells[score]}'
        put(sheet, f"A{row}", "|" + "|".join(cells) + "|")
    sheet.data_validation("O7:O60", {"validate": "list", "source": "=Lists!$A$2:$A$5"})
    issues = book.add_worksheet("Issues")
    head(book, issues, [4], "#C6E0B4")
    put(
        issues,
        "A1",
        """
        | Issue Log | | | | Severity: H / M / L | | Priority: P1 = today, P2 = this week, P3 = this sprint, P4 = later |
        |
        |
        | Ref | Issue | What is the effect? | Raised by | Raised on | Severity | Priority | Assigned to | Action log (newest first) | Target date | Date closed | Status | Linked risk |
        | I-001 | Test environment has no label server | Sprint 2 tests of labels cannot start | Wakaba | 2024/6/12 | H | P1 | Aoba | 14/6 installed⏎12/6 ticket to hosting | 2024/6/14 | 2024/6/14 | Closed | |
        | I-002 | Site B uses its own unit codes | 310 items cannot be loaded | Tsubaki | 2024/6/20 | M | P2 | Tsubaki | 4/7 mapping table agreed | 2024/7/5 | 2024/7/4 | Closed | R-02 |
        | I-003 | Stock interface sends quantity without sign | Returns increase the stock | Kaede | 2024/7/3 | H | P2 | Kaede | 2/9 fix in test⏎15/8 Company A agrees⏎4/7 sent | 2024/9/6 | | In Progress | R-01 |
        | I-004 | No budget for evening sessions | Night shift not trained | Wakaba | 2024/7/18 | M | P3 | Momiji | 30/7 approved | 2024/8/2 | 2024/7/30 | Closed | R-03 |
        | I-005 | Scanner firmware older than required | 22 of 60 scanners do not log in | Aoba | 2024/8/1 | H | P2 | Aoba | 9/9 41 done | 2024/9/20 | | In Progress | R-08 |
        | I-006 | Login page only in English | Complaint from site B | Momiji | 2024/8/9 | L | P4 | | | | | Open | |
        | I-007 | Pick list prints in wrong order | Pickers walk 20% more | Wakaba | 2024/8/21 | M | P3 | Kaede | 28/8 waiting for example from site A | 2024/9/13 | | On Hold | |
        | I-008 | Steering committee of 5 Sep cancelled | Decision on licence is late | Momiji | 2024/9/5 | M | P2 | Momiji | 10/9 by mail instead | 2024/9/12 | | Open | R-07 |
        | I-009 | Two items with the same barcode | Goods booked on wrong item | Tsubaki | 2024/9/10 | H | P1 | Tsubaki | | 2024/9/13 | | Open | R-02 |""",
    )
    lists = book.add_worksheet("Lists")
    put(
        lists,
        "A1",
        """
        | Status | Category | Response |
        | Open | Supplier | Avoid |
        | In Progress | Data | Reduce |
        | On Hold | People | Transfer |
        | Closed | Technical | Accept |
        | | Commercial |
        | | Compliance |""",
    )
    lists.hide()
    return {"READ ME": SKIPPED, "Risks": [Right("risk", header_rows=[5, 6], records="7-16", columns={
        "A": "id", "B": "raised_date", "C": ("title", "description"), "D": "category", "E": "probability", "F": "impact",
        "I": ("action", "response"), "J": "probability_2", "K": "impact_2", "M": "owner", "N": "due_date", "O": "status",
        "P": "updated_date", "Q": "remarks"}, canonical={"status": {"open": 5, "in_progress": 3, "closed": 2}})],
        "Issues": [Right("issue", header_rows=[4], records="5-13", columns={
            "A": "id", "B": "title", "C": ("impact", "description"), "D": "raised_by", "E": "raised_date", "F": "severity",
            "G": "priority", "H": "owner", "I": ("action", "response"), "J": "due_date", "K": "closed_date", "L": "status",
            "M": ("related_id", "risk")}, canonical={
            "status": {"closed": 3, "in_progress": 2, "waiting": 1, "open": 3}, "severity": {"high": 4, "medium": 4, "low": 1},
            "priority": {"critical": 2, "high": 4, "medium": 2, "low": 1}})],
        "Lists": SKIPPED}  # fmt: skip


@drawing("要求一覧・質問表（地域バス予約サイト）第4版.xlsx")
def requirements_and_questions(book):
    """Approval boxes beside the title, As-Is column, headings over two lines; questions and answers under groups."""
    sheet = book.add_worksheet("要求一覧")
    form = head(book, sheet, [6], "#DDEBF7")
    join(sheet, book.add_format({"bold": True, "font_size": 16}), "A1:E2")
    join(sheet, form, "A4:I4")
    sheet.set_column("H:H", 8, book.add_format({"num_format": "0.0"}))
    put(
        sheet,
        "A1",
        """
        | 要求一覧 | | | | | | 承認 | 査閲 | 作成 |
        | | | | | | | | 柏木 | 白樺 |
        |
        | 優先度　M：必ず　S：できれば　C：余力があれば　W：今回はやらない |
        |
        | 要求⏎ID | 区分 | 画面・機能 | 要求事項⏎（～したい） | 現状・困っていること⏎（As-Is） | 言い出した人 | 優先度⏎(M/S/C/W) | 対応版 | 備考 |
        | RQ-001 | 機能 | 予約 | 利用者がスマホから前日17時まで予約したい | 電話のみ。朝は話し中 | 町内会 | M | 1.0 | |
        | RQ-002 | 機能 | 予約 | 電話で受けた予約も職員が登録したい | ノートに書いている | 運行会社 | M | 1.0 | 利用者の半分は電話 |
        | RQ-003 | 機能 | 予約 | 予約の取消をしたい | 電話のみ | 町内会 | M | 1.0 | |
        | RQ-004 | 機能 | 予約 | 定期的な通院を一度に予約したい | 毎週電話している | 町内会 | S | 1.1 | 曜日と時刻 |
        | RQ-005 | 機能 | 運行 | 乗務員が当日の乗る人を見たい | 紙を朝に渡している | 運行会社 | M | 1.0 | タブレットは支給 |
        | RQ-006 | 機能 | 運行 | 乗らなかった人を記録したい | 記録なし | 運行会社 | S | 1.0 | |
        | RQ-007 | 機能 | 運行 | 遅れを利用者に知らせたい | 電話で1人ずつ | 乗務員 | C | | メールでよい |
        | RQ-008 | 機能 | 集計 | 停留所ごとの乗った人数を月ごとに出したい | 手で数えている | 市役所 | M | 1.0 | 補助金の報告に使う |
        | RQ-009 | 機能 | 集計 | CSVで出したい | | 市役所 | S | 1.0 | |
        | RQ-010 | 機能 | 管理 | 停留所を自分たちで増やしたい | 業者に依頼、2週間 | 運行会社 | S | 1.1 | |
        | RQ-011 | 非機能 | 全体 | 文字を大きくしたい | | 町内会 | M | 1.0 | 16px以上 |
        | RQ-012 | 非機能 | 全体 | 朝6時から夜8時まで使いたい | | 運行会社 | M | 1.0 | |
        | RQ-013 | 非機能 | 予約 | 3秒以内に空きを見たい | | 白樺 | S | 1.0 | |
        | RQ-014 | 非機能 | 全体 | 費用を月5,000円以内にしたい | | 市役所 | M | 1.0 | クラウド代 |
        | RQ-015 | 機能 | 予約 | 運賃をスマホで払いたい | 現金のみ | 町内会 | W | | 次年度に考える |
        | RQ-016 | 機能 | 予約 | 家族が代わりに予約したい | | 町内会 | C | 1.1 | |""",
    )
    choose(sheet, "G7:G60", "M S C W")
    qa = book.add_worksheet("質問表")
    form = head(book, qa, [3, 4], "#DDEBF7")
    join(qa, form, "B3:B4 C3:C4 D3:G3 H3:K3 L3:L4")
    put(
        qa,
        "B1",
        """
        | 質問表　　開発 → 市役所・運行会社 |
        |
        | No. | 分類 | 質問 | | | | 回答 | | | | 状況 |
        | | | 日付 | 氏名 | 見た資料 | 内容 | 希望日 | 日付 | 氏名 | 内容 |
        | 例 | 業務 | 4/1 | 白樺 | 要求一覧 RQ-000 | ○○は△△でよいですか。 | 4/5 | 4/3 | 市役所 | はい。ただし□□のときは除きます。 | 完了 |
        | 1 | 業務 | 4/8 | 白樺 | 要求一覧 RQ-001 | 前日が休みの日でも17時まで予約できますか。 | 4/12 | 4/11 | 運行会社 楓 | できるようにしてください。電話は休みです。 | 完了 |
        | 2 | 業務 | 4/8 | 白樺 | 要求一覧 RQ-003 | 取消は何時までですか。 | 4/12 | 4/11 | 運行会社 楓 | 乗る1時間前まで。⏎過ぎたら電話。 | 完了 |
        | 3 | データ | 4/10 | 若葉 | 停留所一覧.csv | 「中央公園前」が2つあります。別の停留所ですか。 | 4/17 | 4/16 | 運行会社 楓 | 道の両側です。「（北行）」「（南行）」をつけます。 | 完了 |
        | 4 | データ | 4/10 | 若葉 | 利用者名簿 | 生年月日は必要ですか。 | 4/17 | 4/22 | 市役所 欅 | 割引の判定に使うので必要です。ただし画面には出さないこと。 | 回答済 |
        | 5 | 画面 | 4/15 | 若葉 | 画面案 v1 p.3 | 満席の便は隠しますか、灰色にしますか。 | 4/19 | 4/19 | 運行会社 楓 | 灰色。 | 完了 |
        | 6 | 画面 | 4/15 | 若葉 | 画面案 v1 p.5 | 乗務員の画面は横向きでよいですか。 | 4/19 | | | | 回答待ち |
        | 7 | 契約 | 4/18 | 柏木 | | サーバーの名義は市ですか。 | 4/30 | | | | 回答待ち |
        | 8 | 業務 | 4/22 | 白樺 | 要求一覧 RQ-006 | 乗らなかった人が3回続いたら何かしますか。 | 5/2 | 4/26 | 市役所 欅 | 課内で相談します。 | 保留 |
        | 9 | 業務 | 4/22 | 白樺 | 要求一覧 RQ-008 | 「人数」は子どもを0.5人と数えますか。 | 5/2 | 5/1 | 市役所 欅 | 1人です。 | 回答済 |
        | 10 | 画面 | 5/7 | 若葉 | 画面案 v2 | 色は緑でよいですか。 | 次回打合せ | | | | 回答待ち |
        | 11 | データ | 5/8 | 若葉 | 時刻表_R6.xlsx | 土曜ダイヤは祝日も同じですか。 | 5/10 | | | | 回答待ち |""",
    )
    return {"要求一覧": [Right("requirement", header_rows=[6], records="7-22", columns={
        "A": "id", "B": ("category", "kind"), "C": ("screen", "system", "category", "category_2"), "D": ("title", "description"),
        "F": ("raised_by", "side"), "G": "priority", "H": ("version", "phase"), "I": "remarks"})],
        "質問表": [Right("qa", header_rows=[3, 4], records="6-16", examples="5", columns={
            "B": "id", "C": "category", "D": "raised_date", "E": "raised_by", "G": ("title", "description"), "H": "due_date",
            "I": "response_date", "J": "responded_by", "K": "response", "L": "status"},
            canonical={"status": {"closed": 4, "answered": 2, "waiting": 5}})]}  # fmt: skip


@drawing("定例メモ_決定と宿題.xlsx")
def minutes_with_two_lists(book):
    """Two lists under each other on one sheet in different merges, spoken headings, deadlines as 次回まで and 6月中."""
    sheet = book.add_worksheet("決定と宿題")
    form = head(book, sheet, [5, 17], "#EDEDED")
    cell = book.add_format({"text_wrap": True, "border": 1})
    join(sheet, form, "C5:F5 C17:D17")
    join(sheet, cell, " ".join(f"C{row}:F{row}" for row in range(6, 14)))
    join(sheet, cell, " ".join(f"C{row}:D{row}" for row in range(18, 34)))
    put(
        sheet,
        "A1",
        """
        | レシピ共有サイト 定例メモ（毎週火曜 10:00～ / オンライン） |
        | 話したことはスレッドに残す。ここには決めたことと宿題だけを書く。 |
        |
        | ■ 決まったこと |
        | No | 決めた日 | 決まったこと | | | | 決めた人 | 理由・メモ |
        | 1 | 2024/5/14 | 画像は1レシピ5枚まで | | | | 全員 | 保存料金 |
        | 2 | 2024/5/14 | ログインはメールだけにする。SNSはやらない | | | | 全員 | |
        | 3 | 2024/5/21 | 分量は文字のまま持つ（数値にしない） | | | | 椿 | 「少々」がある |
        | 4 | 2024/5/28 | 公開は7/1 | | | | 柏木 | 夏休み前 |
        | 5 | 2024/5/28 | IEは対象外 | | | | 全員 | |
        | 6 | 2024/6/4 | コメント欄は公開後に作る | | | | 柏木 | 荒れたときの対応が決まらない |
        | 7 | 2024/6/11 | 通報は管理者へのメールで受ける | | | | 全員 | |
        | 8 | 2024/6/11 | テストは6/17の週。全員でやる | | | | 全員 | |
        |
        |
        | ■ 宿題 |
        | No | いつの会 | やること | | だれ | いつまで | 状態 | 終わった日 | メモ |
        | 1 | 5/14 | 画像の大きさを調べる | | 楓 | 5/21 | 済 | 5/20 | 長辺1600で十分 |
        | 2 | 5/14 | ドメインを取る | | 柏木 | 5/21 | 済 | 5/21 | |
        | 3 | 5/14 | 分類の案を出す | | 紅葉 | 次回まで | 済 | 5/21 | |
        | 4 | 5/21 | 分量の入力画面を2案 | | 紅葉 | 次回まで | 済 | 5/28 | A案に |
        | 5 | 5/21 | メール送信サービスの比較 | | 楓 | 5/28 | 済 | 6/4 | 1週おくれ |
        | 6 | 5/28 | 利用規約のたたき台 | | 柏木 | 6/11 | 作業中 | | 先輩のサイトを参考に |
        | 7 | 5/28 | アレルギー表示をどうするか調べる | | 椿 | 6月中 | 作業中 | | |
        | 8 | 5/28 | ロゴ | | 紅葉 | 6/18 | 作業中 | | 3案できた |
        | 9 | 6/4 | 検索の速さを1万件で測る | | 楓 | 6/11 | 済 | 6/11 | 0.4秒 |
        | 10 | 6/4 | コメント欄の実装 | | 楓 | | 中止 | | 決定6 |
        | 11 | 6/11 | テストの項目を書く | | 椿・楓 | 6/14 | 未着手 | | |
        | 12 | 6/11 | 通報メールの文面 | | 柏木 | 6/18 | 未着手 | | |
        | 13 | 6/11 | バックアップから戻してみる | | 楓 | 公開前 | 未着手 | | |
        | 14 |
        | 15 |
        | 16 |""",
    )
    choose(sheet, "G18:G40", "未着手 作業中 済 中止")
    return {"決定と宿題": [Right("decision", header_rows=[5], records="6-13", columns={
        "A": "id", "B": "decided_date", "C": ("title", "description"), "G": "decided_by", "H": "remarks"}),
        Right("todo", header_rows=[17], records="18-30", columns={
            "A": "id", "B": "raised_date", "C": "title", "E": "owner", "F": "due_date", "G": "status", "H": "closed_date",
            "I": "remarks"}, canonical={"status": {"closed": 6, "in_progress": 3, "rejected": 1, "open": 3}})]}  # fmt: skip
