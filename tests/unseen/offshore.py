"""Offshore teams and what tools export: English, bilingual and Chinese headings, RAID logs, tracker .csv files."""

import csv

from xlsxwriter.utility import xl_cell_to_rowcol

from tests.unseen.draw import SKIPPED, Right, drawing, put


def _heading(sheet, at, text, style):
    """Heading cells with a format; an empty one stays as it is."""
    row, left = xl_cell_to_rowcol(at)
    for right, cell in enumerate(text.split("|")):
        if cell.strip():
            sheet.write(row, left + right, cell.strip().replace("⏎", "\n"), style)


def _rows(text):
    """The cells of a .csv written between bars."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[cell.strip().replace("⏎", "\n") for cell in line[1:-1].split("|")] for line in lines]


def _style(book, **more):
    return book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"} | more
    )


_TEST_COLUMNS = {
    "A": "test_case_id", "B": "viewpoint", "C": "title", "D": "precondition", "E": "steps", "F": "expected",
    "G": "depends_on", "H": "result", "I": "executed_date", "J": "tester", "K": "result_2", "L": "executed_date_2",
    "M": "tester_2", "N": "defect_id", "O": "remarks",
}  # fmt: skip


def _function_sheet(book, name, code, about, counted, body, prepared=0):
    """One function of the offshore test template: counters, three heading rows, section bars, ids made by formula."""
    sheet = book.add_worksheet(name)
    head = _style(book, bg_color="#1F3864", font_color="white")
    bar = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7"})
    side = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    last = 9 + len(body)
    passed, failed, left, out = counted
    put(
        sheet,
        "A1",
        f"""
        | モジュール / Module |  | {code} |  |  |  | 作成 / Created by | 若葉 |
        | テスト要件 / Test requirement |  | {about} |  |  |  | レビュー / Reviewed by | 柏木 (A社) |
        |
        | Pass | Fail | Untested | N/A | Number of test cases |
        | =COUNTIF(H10:H{last},"Pass") => {passed} | =COUNTIF(H10:H{last},"Fail") => {failed} | =E5-A5-B5-D5 => {left} | =COUNTIF(H10:H{last},"N/A") => {out} | =ROWS(C10:C{last})-COUNTBLANK(C10:C{last}) => {sum(counted)} |""",
    )
    japanese = ["ケースID", "確認観点", "テスト内容", "前提条件", "テスト手順", "期待結果", "依存ケース"]
    english = [
        "Test Case ID",
        "Viewpoint",
        "Test Case Description",
        "Pre-condition",
        "Test Case Procedure",
        "Expected Output",
        "Inter-test case Dependence",
    ]
    for column, (upper, lower) in enumerate(zip(japanese, english, strict=True)):
        sheet.write(6, column, upper, head)
        sheet.merge_range(7, column, 8, column, lower, head)
    for column, upper, lower in ((13, "不具合ID", "Bug ID"), (14, "備考", "Note")):
        sheet.write(6, column, upper, head)
        sheet.merge_range(7, column, 8, column, lower, head)
    sheet.merge_range("H7:M7", "テスト結果 / Test Result", head)
    sheet.merge_range("H8:J8", "1回目 / Round 1", head)
    sheet.merge_range("K8:M8", "2回目 / Round 2", head)
    _heading(sheet, "H9", "結果⏎Result|実施日⏎Date|実施者⏎Tester|結果⏎Result|実施日⏎Date|実施者⏎Tester", head)
    runs = []
    for row, line in enumerate(body, 10):
        if line.startswith("#"):
            sheet.merge_range(f"A{row}:O{row}", line[1:].strip(), bar)
            runs.append(None)
            continue
        put(sheet, f"A{row}", f'| ="{code}-"&TEXT(ROW()-9,"00") => {code}-{row - 9:02} | {line} |')
        view = line.split("|")[0].strip()
        if view or not runs or runs[-1] is None:
            runs.append([view, row, row])
        else:
            runs[-1][2] = row
    for view, first, bottom in filter(None, runs):
        if bottom > first:
            sheet.merge_range(f"B{first}:B{bottom}", view, side)
    for row in range(last + 1, last + 1 + prepared):
        put(sheet, f"A{row}", f'| ="{code}-"&TEXT(ROW()-9,"00") => {code}-{row - 9:02} |')
    for column in "HK":
        sheet.data_validation(
            f"{column}10:{column}{last + prepared}",
            {"validate": "list", "source": ["Pass", "Fail", "Untested", "N/A"]},
        )
    sheet.freeze_panes(9, 3)


@drawing("STC_発注管理_v1.2(JP-EN).xlsx")
def bilingual_test_specification(book):
    """Three heading rows (Japanese, English, rounds), counters above, ids by formula, section bars, a merged viewpoint."""
    cover = book.add_worksheet("Cover")
    put(
        cover,
        "B2",
        """
        | テスト仕様書 / TEST CASE |
        |
        | プロジェクト名 / Project Name | 発注管理リプレース |  | 作成者 / Creator | 若葉 |
        | ドキュメントコード / Document Code | ODR_STC_v1.2 |  | 発行日 / Issue Date | 2024/5/31 |
        |
        | 変更履歴 / Record of change |
        | Effective Date | Version | Change Item | *A,D,M | Change description | Reference |
        | 2024/5/10 | 1.0 | 新規作成 | A | First draft | |
        | 2024/5/22 | 1.1 | 発注登録 | M | A社レビュー指摘を反映 | MOM_0520 |
        | 2024/5/31 | 1.2 | 発注照会 | A | Add CSV output cases | QA-031 |""",
    )
    report = book.add_worksheet("集計 Summary")
    put(
        report,
        "B2",
        """
        | テスト集計 / TEST REPORT |
        |
        | No | Module code | Pass | Fail | Untested | N/A | Number of test cases |
        | 1 | 発注登録 | 8 | 3 | 2 | 1 | 14 |
        | 2 | 発注照会 | 3 | 0 | 5 | 0 | 8 |
        |   | Sub total | 11 | 3 | 7 | 1 | 22 |
        |
        |   | Test coverage |  | 66.67 | % |
        |   | Test successful coverage |  | 52.38 | % |""",
    )
    _function_sheet(book, "発注登録 Order Entry", "OE", "発注を登録・修正・取消できること", (8, 3, 2, 1), [
        "# 1. 初期表示 / Initial display",
        "画面表示 | 発注登録画面の初期表示を確認 | ログイン済 (role: buyer) | 1. Open menu [発注]⏎2. Click [新規] | 全項目が空欄、発注日＝システム日付 |  | Pass | 2024/6/3 | Sen |  |  |  |  | |",
        " | 権限なしユーザの表示 | ログイン済 (role: viewer) | 1. Open menu [発注] | [新規]ボタンが非活性 |  | Pass | 2024/6/3 | Sen |  |  |  |  | |",
        " | 単位プルダウンの内容 |  | 1. Click 単位 | マスタの順に表示される |  | Fail | 2024/6/3 | Sen | Pass | 2024/6/10 | Sen | BUG-101 | 順序は表示順の昇順 |",
        "# 2. 入力チェック / Validation",
        "必須 | 仕入先が未入力 |  | 1. 仕入先 = blank⏎2. Click [登録] | エラー E001 を表示 | OE-02 | Pass | 2024/6/3 | Sen |  |  |  |  | |",
        " | 納期が未入力 |  | 1. 納期 = blank⏎2. Click [登録] | エラー E001 を表示 | OE-02 | Pass | 2024/6/3 | Sen |  |  |  |  | |",
        "桁数 | 数量 最大桁+1 |  | 1. 数量 = 1000000⏎2. Click [登録] | エラー E014 を表示 |  | Fail | 2024/6/4 | Tre | Fail | 2024/6/10 | Tre | BUG-102⏎BUG-110 | メッセージ文言も違う |",
        " | 備考 全角200文字 |  | 1. Input 200 full-width chars⏎2. Click [登録] | 登録できる |  | Pass | 2024/6/4 | Tre |  |  |  |  | |",
        "相関 | 納期 < 発注日 | 発注日 = 2024/06/04 | 1. 納期 = 2024/06/03⏎2. Click [登録] | エラー E020 を表示 |  | Pass | 2024/6/4 | Tre |  |  |  |  | |",
        "# 3. 登録・修正・取消 / Register, Modify, Cancel",
        "登録 | 1明細の登録 | 仕入先 V001 が存在 | 1. Input all⏎2. Click [登録] | 発注番号が採番され、DBに1件登録 |  | Pass | 2024/6/5 | Tre |  |  |  |  | |",
        " | 99明細の登録 | 仕入先 V001 が存在 | 1. Input 99 lines⏎2. Click [登録] | DBに99件登録 | OE-12 | Fail | 2024/6/5 | Tre | Pass | 2024/6/11 | Sen | BUG-104 | timeout → 修正済 |",
        "修正 | 承認前の発注を修正 | 状態=未承認 | 1. Open order⏎2. 数量を変更⏎3. Click [更新] | 更新日時が変わる | OE-12 | Pass | 2024/6/5 | Sen |  |  |  |  | |",
        " | 他ユーザが編集中 | 2 browsers | 1. Open same order in A and B⏎2. Update A, then B | Bに排他エラー E050 |  | Untested |  |  |  |  |  |  | 2人で実施要 |",
        "取消 | 承認済の取消 | 状態=承認済 | 1. Click [取消] | 確認ダイアログ後、状態=取消 | OE-12 | Untested |  |  |  |  |  |  | Q&A-031 回答待ち |",
        " | FAX送信後の取消 | FAX連携 | 1. Click [取消] | 取消FAXが送信される |  | N/A |  |  |  |  |  |  | FAX is out of scope (phase 2) |",
    ])  # fmt: skip
    _function_sheet(book, "発注照会 Order Inquiry", "OI", "発注を条件で検索し、CSVに出力できること", (3, 0, 5, 0), [
        "# 1. 検索 / Search",
        "検索条件 | 条件なしで検索 | 発注 250件 | 1. Click [検索] | 先頭100件と件数メッセージ |  | Pass | 2024/6/6 | Tre |  |  |  |  | |",
        " | 発注番号の完全一致 |  | 1. 発注番号 = 24000012⏎2. Click [検索] | 1件 |  | Pass | 2024/6/6 | Tre |  |  |  |  | |",
        " | 期間の逆転 |  | 1. From > To⏎2. Click [検索] | エラー E020 |  | Pass | 2024/6/6 | Tre |  |  |  |  | |",
        "並び替え | 納期の昇順・降順 |  | 1. Click header 納期 twice | 昇順→降順 |  | Untested |  |  |  |  |  |  | |",
        "# 2. CSV出力 / CSV output",
        "ファイル | 0件の出力 | 該当なし | 1. Click [CSV] | ヘッダのみ出力 |  |  |  |  |  |  |  |  | v1.2で追加 |",
        " | 文字コード |  | 1. Click [CSV]⏎2. Open by Excel | 文字化けしない (Shift_JIS) |  |  |  |  |  |  |  |  | v1.2で追加 |",
        " | カンマ・改行を含む備考 |  | 1. Click [CSV] | ダブルクォートで囲まれる | OI-07 |  |  |  |  |  |  |  | v1.2で追加 |",
        "件数 | 上限 10,000件超 | 発注 10,001件 | 1. Click [CSV] | 警告 W003 |  |  |  |  |  |  |  |  | Data creation by A社 |",
    ], prepared=4)  # fmt: skip
    return {
        "Cover": SKIPPED,
        "集計 Summary": SKIPPED,
        "発注登録 Order Entry": [
            Right(
                "test",
                header_rows=[7, 8, 9],
                records="11-13, 15-19, 21-26",
                sections="10, 14, 20",
                columns=_TEST_COLUMNS,
                canonical={
                    "result": {"pass": 8, "fail": 3, "not_run": 2, "not_applicable": 1},
                    "result_2": {"pass": 2, "fail": 1, "not_run": 11},
                },
            )
        ],
        "発注照会 Order Inquiry": [
            Right(
                "test",
                header_rows=[7, 8, 9],
                records="11-14, 16-19",
                sections="10, 15",
                placeholders="20-23",
                columns=_TEST_COLUMNS,
                canonical={"result": {"pass": 3, "not_run": 5}},
            )
        ],
    }


@drawing("対日PJ_BUG一览・QA表_大連_0621.xlsx")
def chinese_headings(book):
    """Simplified Chinese headings with Japanese status words, legend and approval boxes, closed rows filtered away; Q&A in two tongues."""
    head = _style(book, bg_color="#FFF2CC")
    bugs = book.add_worksheet("BUG一览")
    bugs.merge_range(
        "B1:I2", "销售管理再构筑PJ　BUG管理表（结合测试）", book.add_format({"bold": True, "font_size": 16})
    )
    put(bugs, "O1", "| 承认 | 审核 | 作成 |\n| 柏木 | 红叶 | 青竹 |")
    put(
        bugs,
        "B3",
        """
        | 等级： A＝业务停止　B＝机能不可用　C＝轻微 |  |  |  |  |  | 状态： 未着手→対応中→修正済→確認済→CLOSE |
        | 更新日 | 2024/6/21 |  | 总数 | =COUNTA(B7:B200) => 15 | 未关闭 | =F4-COUNTIF(Q7:Q200,"CLOSE") => 9 |""",
    )
    _heading(
        bugs,
        "B6",
        "编号|发现日|发现者|画面ID|测试用例⏎编号|BUG内容⏎（現象）|等级|原因分类|原因|对策内容|负责人|修正⏎预定日|修正日|确认者|确认日|状态|横展开⏎（有/无）|备注",
        head,
    )
    put(
        bugs,
        "B7",
        """
        | "001" | 2024/5/20 | 青竹 | SAL010 | IT-003 | 検索結果0件の時、メッセージが表示されない | B | 编码错误 | 0件の分岐漏れ | 分岐追加 | 白桦 | 2024/5/21 | 2024/5/21 | 青竹 | 2024/5/22 | CLOSE | 有 | SAL020も同様に修正 |
        | "002" | 2024/5/20 | 青竹 | SAL010 | IT-005 | 金额合计没有千分位 | C | 式样理解错误 | 見落とし | 書式設定を修正 | 白桦 | 2024/5/22 | 2024/5/21 | 青竹 | 2024/5/22 | CLOSE | 无 | |
        | "003" | 2024/5/21 | 红叶 | SAL020 | IT-011 | 登録ボタン二度押しで2件登録される | A | 编码错误 | 二重送信防止トークン未実装 | 共通部品を適用 | 白桦 | 2024/5/23 | 2024/5/24 | 红叶 | 2024/5/27 | CLOSE | 有 | 全登録画面を横展開済 |
        | "004" | 2024/5/21 | 红叶 | SAL020 | IT-014 | 取引先名の一部文字（﨑）が文字化け | B | 环境 | DB文字コード | 日方確認の上、設定変更 | 青竹 | 2024/5/28 | 2024/5/28 | 红叶 | 2024/5/29 | CLOSE | 无 | QA No.4参照 |
        | "005" | 2024/5/22 | 青竹 | SAL030 | IT-020 | 帳票の2ページ目にヘッダが出ない | B | 编码错误 | テンプレート設定誤り | テンプレート修正 | 银杏 | 2024/5/24 | 2024/5/24 | 青竹 | 2024/5/27 | CLOSE | 有 | |
        | "006" | 2024/5/23 | 楓（日方） | SAL030 | | 帳票の日付が西暦で出る、和暦が正 | C | 式样变更 | 仕様書に記載なし | CR-07として対応 | 银杏 | 2024/6/7 | | | | 対応中 | 无 | 费用另议 |
        | "007" | 2024/5/27 | 红叶 | SAL040 | IT-031 | 月次締め後も修正できてしまう | A | 设计遗漏 | 締めフラグの参照なし | 設計書修正、コード追加 | 白桦 | 2024/5/30 | 2024/5/31 | 楓（日方） | 2024/6/3 | CLOSE | 有 | |
        | "008" | 2024/5/28 | 红叶 | SAL040 | IT-033 | 消费税端数处理不一致 | A | 式样理解错误 | 切捨て／四捨五入 | 四捨五入に統一 | 白桦 | 2024/5/31 | 2024/5/31 | 楓（日方） | 2024/6/3 | 確認済 | 无 | |
        | "009" | 2024/5/29 | 青竹 | SAL010 | IT-006 | 并发检索时超时 | B | 性能 | インデックス無し | インデックス追加 | 银杏 | 2024/6/5 | 2024/6/6 | 青竹 | 2024/6/7 | 確認済 | 无 | 性能环境で再測定 |
        | "010" | 2024/6/3 | 青竹 | SAL050 | IT-041 | CSV取込で改行を含む行がずれる | B | 编码错误 | 自作パーサの不備 | ライブラリに置換 | 银杏 | 2024/6/7 | 2024/6/7 | | | 修正済 | 有 | |
        | "011" | 2024/6/4 | 红叶 | SAL050 | IT-042 | 取込エラー件数が1多い | C | 编码错误 | ヘッダ行を数えている | カウント修正 | 银杏 | 2024/6/7 | 2024/6/10 | | | 修正済 | 无 | |
        | "012" | 2024/6/10 | 楓（日方） | SAL020 | | 画面タイトルの誤字「受注登緑」 | C | 其他 | 単純ミス | | 白桦 | 2024/6/14 | | | | 対応中 | 有 | |
        | "013" | 2024/6/12 | 红叶 | SAL060 | IT-050 | 权限为"参照"的用户可以删除 | A | 设计遗漏 | 調査中 | | 白桦 | 2024/6/18 | | | | 対応中 | | |
        | "014" | 2024/6/18 | 青竹 | SAL060 | IT-053 | 批处理异常终止后无法再执行 | A | | | | 银杏 | | | | | 未着手 | | 等待日志 |
        | "015" | 2024/6/20 | 红叶 | SAL010 | IT-007 | 排序后翻页，条件丢失 | B | | | | | | | | | 未着手 | | |""",
    )
    bugs.autofilter("B6:S21")
    bugs.filter_column_list("Q", ["未着手", "対応中", "修正済", "確認済"])
    for row in (7, 8, 9, 10, 11, 13):
        bugs.set_row(row - 1, None, None, {"hidden": True})
    bugs.data_validation("Q7:Q200", {"validate": "list", "source": "=数据源!$B$2:$B$6"})

    asked = book.add_worksheet("QA")
    put(asked, "A1", "| Ｑ＆Ａ管理表 / 质问回答一览 |\n| ※ 1行1質問。回答は日本語でお願いします。（中文由BSE翻译） |")
    for area, text in (
        ("A4:A5", "No."), ("B4:B5", "区分"), ("C4:G4", "提问（オフショア→日本）"), ("H4:J4", "回答（日本→オフショア）"),
        ("K4:K5", "状态"), ("L4:L5", "备注"),
    ):  # fmt: skip
        asked.merge_range(area, text, head)
    _heading(asked, "C5", "日期|提问者|质问内容⏎（中文）|質問内容⏎（日本語訳）|希望⏎回答日|内容|回答者|日期", head)
    put(
        asked,
        "A6",
        """
        | 1 | 式样 | 2024/5/13 | 白桦 | 检索条件的日期是否包含当天？ | 検索条件の日付は当日を含みますか。 | 2024/5/15 | 当日を含みます。 | 楓 | 2024/5/14 | 关闭 | |
        | 2 | 式样 | 2024/5/13 | 白桦 | 消费税的端数如何处理？ | 消費税の端数処理の方法をご教示ください。 | 2024/5/15 | 明細単位で四捨五入です。設計書P.23を更新しました。 | 楓 | 2024/5/16 | 关闭 | BUG 008 |
        | 3 | 环境 | 2024/5/15 | 银杏 | 测试环境的VPN账号不足 | テスト環境のVPNアカウントが不足しています。追加できますか。 | 2024/5/17 | 3アカウント追加します。5/20から利用可。 | 欅 | 2024/5/17 | 关闭 | |
        | 4 | 环境 | 2024/5/21 | 青竹 | DB字符集可否改为AL32UTF8？ | DBの文字コードをAL32UTF8に変更可能ですか。 | 2024/5/24 | インフラ担当に確認しました。変更してください。 | 欅 | 2024/5/27 | 关闭 | BUG 004 |
        | 5 | 式样 | 2024/5/30 | 白桦 | 月次关账后，管理员可以修改吗？ | 月次締め後、管理者は修正可能ですか。 | 2024/6/4 | 不可です。解除画面を使います。 | 楓 | 2024/6/3 | 已回答 | |
        | 6 | 数据 | 2024/6/4 | 银杏 | 请提供取込测试用的CSV样本 | 取込テスト用のCSVサンプルをください。 | 2024/6/7 | 業務部門に依頼中です。今週中に送ります。 | 楓 | 2024/6/7 | 未关闭 | 催促済 6/14 |
        | 7 | 式样 | 2024/6/11 | 白桦 | "参照"权限可以下载CSV吗？ | 参照権限でCSVのダウンロードは可能ですか。 | 2024/6/14 | | | | 未关闭 | |
        | 8 | 其他 | 2024/6/17 | 红叶 | 7月的验收日程 | 7月の受入日程を教えてください。 | 2024/6/21 | | | | 未关闭 | |""",
    )
    lists = book.add_worksheet("数据源")
    put(
        lists,
        "A1",
        """
        | 等级 | 状态 | 原因分类 |
        | A | 未着手 | 编码错误 |
        | B | 対応中 | 设计遗漏 |
        | C | 修正済 | 式样理解错误 |
        |   | 確認済 | 式样变更 |
        |   | CLOSE | 环境 |
        |   |   | 其他 |""",
    )
    lists.hide()
    return {
        "BUG一览": [
            Right(
                "defect",
                header_rows=[6],
                records="7-21",
                columns={
                    "B": "id", "C": "detected_date", "D": "detected_by", "E": "screen", "F": "test_id",
                    "G": ("title", "description"), "H": "severity", "I": "category", "J": "cause",
                    "K": ("action", "response"), "L": "owner", "M": "fix_plan_date", "N": "fixed_date",
                    "O": ("reviewer", "approved_by", "tester"), "Q": "status", "R": None, "S": "remarks",
                },
                canonical={"status": {"open": 2, "in_progress": 3, "resolved": 2, "closed": 8}},
            )
        ],
        "QA": [
            Right(
                "qa",
                header_rows=[4, 5],
                records="6-13",
                columns={
                    "A": "id", "B": ("category", "kind"), "C": "raised_date", "D": "raised_by",
                    "E": ("title", "description"), "F": ("title", "description"), "G": "due_date", "H": "response",
                    "I": "responded_by", "J": "response_date", "K": "status", "L": "remarks",
                },
            )
        ],
        "数据源": SKIPPED,
    }  # fmt: skip


@drawing("RAID Log - Project Hinoki v0.9 (shared).xlsx")
def raid_log(book):
    """An English RAID log: Initial/Controlled groups, a ListObject with ids prepared, two logs on one sheet, dates as text."""
    head = _style(book, bg_color="#305496", font_color="white")
    big = book.add_format({"bold": True, "font_size": 18})
    readme = book.add_worksheet("README")
    put(
        readme,
        "B2",
        """
        | Project Hinoki - RAID Log |
        | Owner: PMO (Keyaki). Please update by Thursday noon JST, reviewed in the weekly steering call. |
        |
        | Score | Meaning |
        | 1 - 4 | Low: monitor |
        | 5 - 12 | Medium: mitigation plan needed |
        | 13 - 25 | High: escalate to SteerCo |""",
    )
    risks = book.add_worksheet("Risks")
    risks.merge_range("A1:R1", "RISK REGISTER", big)
    put(risks, "A2", "| Project Hinoki / A社 - Offshore Delivery Centre | | | | | | | | Last review: | 2024/6/13 |")
    for area, text in (
        ("A4:A5", "Risk ID"), ("B4:B5", "Date Raised"), ("C4:C5", "Raised By"), ("D4:D5", "Risk Description"),
        ("E4:E5", "Category"), ("F4:H4", "Initial"), ("I4:I5", "Strategy"), ("J4:J5", "Mitigation Plan"),
        ("K4:K5", "Risk Owner"), ("L4:L5", "Due Date"), ("M4:O4", "Controlled"), ("P4:P5", "Status"),
        ("Q4:Q5", "Last Updated"), ("R4:R5", "Comments"),
    ):  # fmt: skip
        risks.merge_range(area, text, head)
    _heading(risks, "F5", "Probability|Impact|Score", head)
    _heading(risks, "M5", "Probability|Impact|Score", head)
    put(
        risks,
        "A6",
        """
        | R-01 | 7-May-24 | Keyaki | If the VPN line to Da Nang is not doubled, peak-time builds will be delayed | Infrastructure | 4 | 4 | =F6*G6 => 16 | Mitigate | Order second line; night builds until then | Tsubaki | 31-May-24 | 2 | 3 | =M6*N6 => 6 | Open | 13-Jun-24 | Line ordered 20-May |
        | R-02 | 7-May-24 | Keyaki | Key bridge SE leaves before UAT | People | 3 | 5 | =F7*G7 => 15 | Mitigate | Shadowing by Momiji from June | Kashiwagi | 28-Jun-24 | 2 | 4 | =M7*N7 => 8 | In Progress | 13-Jun-24 | |
        | R-03 | 9-May-24 | Aoba | Tet / Golden Week calendars reduce overlap days | Schedule | 5 | 2 | =F8*G8 => 10 | Accept | Joint calendar published | Wakaba | 17-May-24 | 5 | 1 | =M8*N8 => 5 | Closed | 30-May-24 | |
        | R-04 | 14-May-24 | Tsubaki | Personal data may be copied to offshore test DB | Compliance | 3 | 5 | =F9*G9 => 15 | Avoid | Masking tool before any data transfer | Tsubaki | 14-Jun-24 | 1 | 5 | =M9*N9 => 5 | In Progress | 13-Jun-24 | Legal of B社 to confirm |
        | R-05 | 16-May-24 | Aoba | Translation of specifications lags behind changes | Quality | 4 | 3 | =F10*G10 => 12 | Mitigate | Diff-only translation, 2 working days SLA | Momiji | 7-Jun-24 | 3 | 2 | =M10*N10 => 6 | Open | 6-Jun-24 | |
        | R-06 | 21-May-24 | Shirakaba | Vendor API rate limit too low for cut-over | Technical | 3 | 4 | =F11*G11 => 12 | Transfer | Ask B社 to raise the limit contractually | Shirakaba | TBC | 3 | 4 | =M11*N11 => 12 | On Hold | 6-Jun-24 | Waiting for B社 quote |
        | R-07 | 3-Jun-24 | Keyaki | JPY/USD rate exceeds budget assumption | Financial | 3 | 3 | =F12*G12 => 9 | Accept | Review monthly | Keyaki | 30-Sep-24 | | | =M12*N12 => 0 | Open | 3-Jun-24 | |
        | R-08 | 6-Jun-24 | Wakaba | Performance test environment not available in July | Infrastructure | 4 | 4 | =F13*G13 => 16 | | | | | | | =M13*N13 => 0 | Open | 6-Jun-24 | New |""",
    )
    risks.data_validation("P6:P60", {"validate": "list", "source": ["Open", "In Progress", "On Hold", "Closed"]})

    believed = book.add_worksheet("Assumptions")
    believed.merge_range("A1:G1", "ASSUMPTIONS", big)
    _heading(believed, "A3", "ID|Assumption|Area|Owner|Validate By|Status|Notes", head)
    put(
        believed,
        "A4",
        """
        | A-01 | Customer answers Q&A within two business days | Governance | Keyaki | 2024/5/31 | Confirmed | Average 1.6 days in May |
        | A-02 | Source code of the old system can be shared offshore | Legal | Tsubaki | 2024/5/24 | Confirmed | |
        | A-03 | No more than 15 new screens in phase 1 | Scope | Aoba | 2024/6/14 | Not confirmed | 17 counted on 6-Jun |
        | A-04 | UAT is carried out by the business in Japanese only | Test | Wakaba | 2024/6/28 | Not confirmed | |
        | A-05 | Chrome only, no Edge IE mode | Technical | Shirakaba | 2024/5/17 | Rejected | Factory PCs need IE mode, see I-05 |""",
    )

    issues = book.add_worksheet("Issues")
    issues.merge_range("A1:M1", "ISSUE LOG", big)
    names = (
        "ID|Linked Risk|Issue Title|Description|Severity|Priority|Owner|Raised By|Date Raised|Target Date|Status|"
        "Resolution|Closed Date"
    )
    issues.add_table(
        "A3:M18", {"name": "tblIssues", "columns": [{"header": name} for name in names.split("|")]}
    )  # fmt: skip
    put(
        issues,
        "A4",
        """
        | I-01 | | Offshore cannot reach the artifact server | Proxy blocks port 8443 from Da Nang | 1-Critical | P1 | Tsubaki | Tre | 2024/5/8 | 2024/5/9 | Closed | Firewall rule added | 2024/5/9 |
        | I-02 | R-05 | Old version of the screen spec used | v1.3 was implemented instead of v1.5 | 2-High | P1 | Momiji | Sen | 2024/5/15 | 2024/5/22 | Closed | Rework of 4 screens, spec moved to one folder | 2024/5/24 |
        | I-03 | | Unit test evidence is not accepted by A社 | Screenshots without timestamp | 3-Medium | P2 | Wakaba | Kaede | 2024/5/17 | 2024/5/31 | Closed | Template with timestamp | 2024/5/29 |
        | I-04 | R-01 | Nightly build over 6 hours | | 2-High | P2 | Tsubaki | Tre | 2024/5/27 | 2024/6/7 | In Progress | Parallel build under trial | |
        | I-05 | | IE mode needed in the factory | Assumption A-05 turned out to be wrong⏎Affects 6 screens | 1-Critical | P1 | Shirakaba | Aoba | 2024/5/30 | 2024/6/14 | In Progress | | |
        | I-06 | R-04 | Masking tool licence not approved | | 2-High | P1 | Tsubaki | Keyaki | 2024/6/3 | 2024/6/10 | On Hold | Purchase request with B社 procurement | |
        | I-07 | | Two developers on sick leave | | 3-Medium | P3 | Kashiwagi | Sen | 2024/6/4 | 2024/6/11 | Closed | Replacement from pool | 2024/6/10 |
        | I-08 | | Meeting minutes only in Japanese | Offshore misses action items | 4-Low | P3 | Momiji | Sen | 2024/6/5 | 2024/6/21 | Open | | |
        | I-09 | | Duplicate order numbers in test data | | 3-Medium | P2 | Wakaba | Tre | 2024/6/11 | 2024/6/18 | Open | | |
        | I-10 | | Timesheet tool down | | 4-Low | P4 | Keyaki | Kashiwagi | 2024/6/12 | 2024/6/14 | Cancelled | Came back by itself | 2024/6/13 |
        | I-11 |
        | I-12 |
        | I-13 |
        | I-14 |
        | I-15 |""",
    )
    needs = book.add_worksheet("Dependencies")
    needs.merge_range("A1:I1", "DEPENDENCIES", big)
    _heading(needs, "A3", "ID|Dependency|Direction|Counterpart|Needed By|Owner|RAG|Status|Notes", head)
    put(
        needs,
        "A4",
        """
        | D-01 | Customer master delivered in final layout | Inbound | B社 data team | 2024/6/14 | Wakaba | A | Open | Draft received 5-Jun |
        | D-02 | Single sign-on test tenant | Inbound | A社 infrastructure | 2024/6/7 | Shirakaba | R | Open | Overdue |
        | D-03 | Order API specification v2 | Outbound | Web shop team | 2024/5/31 | Aoba | G | Closed | |
        | D-04 | Printer drivers on the terminal server | Inbound | A社 infrastructure | 2024/7/12 | Tsubaki | G | Open | |""",
    )
    logs = book.add_worksheet("Actions & Decisions")
    logs.merge_range("A1:G1", "ACTION LOG", big)
    _heading(logs, "A3", "#|Action|Owner|Due|Status|Source|Comment", head)
    put(
        logs,
        "A4",
        """
        | 1 | Send the joint holiday calendar | Wakaba | 2024/5/17 | Done | SteerCo 9-May | |
        | 2 | Check legal terms for code sharing | Tsubaki | 2024/5/24 | Done | SteerCo 9-May | |
        | 3 | Propose diff-only translation process | Momiji | 2024/6/7 | Done | Weekly 23-May | Accepted |
        | 4 | Get quote for API limit | Shirakaba | ASAP | In Progress | SteerCo 30-May | B社 promised w/c 17-Jun |
        | 5 | Re-estimate 6 screens for IE mode | Aoba | 2024/6/18 | In Progress | Weekly 6-Jun | |
        | 6 | Nominate UAT interpreters | Kashiwagi | TBC | To Do | Weekly 13-Jun | |
        | 7 | Book rooms for UAT in Nagoya | Keyaki | 2024/6/28 | To Do | Weekly 13-Jun | |""",
    )
    logs.merge_range("A14:G14", "DECISION LOG", big)
    _heading(logs, "A16", "#|Decision|Decided By|Date|Rationale|Forum|Comment", head)
    put(
        logs,
        "A17",
        """
        | 1 | English is the language of code comments, Japanese of the specifications | Keyaki | 2024/5/9 | Both sides can read | SteerCo | |
        | 2 | Masked data only in the offshore environment | Keyaki, Tsubaki | 2024/5/16 | Compliance of A社 | SteerCo | See R-04 |
        | 3 | Phase 1 scope frozen on 14 June | Kaede (B社) | 2024/5/30 | Protect UAT start | SteerCo | |
        | 4 | IE mode supported for 6 factory screens | Kaede (B社) | 2024/6/13 | Factory PCs stay until 2026 | SteerCo | Change request to follow |""",
    )
    return {
        "README": SKIPPED,
        "Risks": [
            Right(
                "risk",
                header_rows=[4, 5],
                records="6-13",
                columns={
                    "A": "id", "B": "raised_date", "C": "raised_by", "D": ("title", "description"), "E": "category",
                    "F": "probability", "G": "impact", "J": ("action", "response"), "K": "owner", "L": "due_date",
                    "M": "probability_2", "N": "impact_2", "P": "status", "Q": "updated_date", "R": "remarks",
                },
                canonical={"status": {"open": 4, "in_progress": 2, "waiting": 1, "closed": 1}},
            )
        ],
        "Assumptions": [
            Right(
                ("other", "risk", "issue"),
                header_rows=[3],
                records="4-8",
                columns={
                    "A": "id", "B": ("title", "description"), "D": "owner", "E": "due_date", "F": "status",
                    "G": "remarks",
                },
            )
        ],
        "Issues": [
            Right(
                "issue",
                header_rows=[3],
                records="4-13",
                placeholders="14-18",
                columns={
                    "A": "id", "B": "related_id", "C": "title", "D": "description", "E": "severity", "F": "priority",
                    "G": "owner", "H": "raised_by", "I": "raised_date", "J": "due_date", "K": "status",
                    "L": ("response", "action"), "M": "closed_date",
                },
                canonical={
                    "status": {"open": 2, "in_progress": 2, "waiting": 1, "closed": 4, "rejected": 1},
                    "severity": {"critical": 2, "high": 3, "medium": 3, "low": 2},
                    "priority": {"critical": 4, "high": 3, "medium": 2, "low": 1},
                },
            )
        ],
        "Dependencies": [
            Right(
                ("other", "risk", "issue", "todo"),
                header_rows=[3],
                records="4-7",
                columns={
                    "A": "id", "B": ("title", "description"), "E": "due_date", "F": "owner", "H": "status",
                    "I": "remarks",
                },
                canonical={"status": {"open": 3, "closed": 1}},
            )
        ],
        "Actions & Decisions": [
            Right(
                "todo",
                header_rows=[3],
                records="4-10",
                columns={
                    "A": "id", "B": ("title", "action"), "C": "owner", "D": "due_date", "E": "status", "G": "remarks",
                },
                canonical={"status": {"open": 2, "in_progress": 2, "closed": 3}},
            ),
            Right(
                "decision",
                header_rows=[16],
                records="17-20",
                columns={
                    "A": "id", "B": ("title", "description"), "C": "decided_by", "D": "decided_date", "G": "remarks",
                },
            ),
        ],
    }  # fmt: skip


@drawing("issues_20240605.csv")
def redmine_export(path):
    """A Redmine export in cp932 with the Japanese default columns, doubled effort columns and descriptions over several lines."""
    tickets = _rows("""
        | 1248 | 課題 |  | 新規 | 高め | 【UAT】会員登録メールが迷惑メールに入る | 楓 花 |  | 2024/06/05 09:41 | 会員 | Phase1 | 2024/06/05 | 2024/06/12 |  | 0.0 | 0 | 2024/06/05 09:41 |  |  | 顧客 | Gmailで確認。⏎SPF/DKIMの設定を確認してください。 |
        | 1247 | バグ | 1201 | 進行中 | 通常 | カート画面で数量を0にするとエラー | 若葉 二郎 | Sen Hoa | 2024/06/04 18:20 | カート | Phase1 | 2024/06/04 | 2024/06/07 | 4.0 | 1.5 | 30 | 2024/06/04 10:02 |  |  | 社内 | 手順⏎1. 商品をカートに入れる⏎2. 数量を0にする⏎3. 「更新」を押す⏎⏎結果: 500エラー |
        | 1243 | バグ | 1201 | 解決 | 今すぐ | 決済完了後に在庫が減らない | 若葉 二郎 | Sen Hoa | 2024/06/04 15:10 | 決済 | Phase1 | 2024/06/03 | 2024/06/04 | 8.0 | 9.5 | 90 | 2024/06/03 09:12 |  | 関連している #1239 | 社内 | トランザクションの外で更新していた, 要リグレッション |
        | 1242 | サポート |  | 顧客確認中 | 通常 | 特商法の表記文言をください | Tre Xanh | 楓 花 | 2024/06/03 13:30 | コンテンツ | Phase1 | 2024/06/03 | 2024/06/14 |  | 0.0 | 0 | 2024/06/03 11:45 |  |  | オフショア | 現在は「ダミー」と表示しています。 |
        | 1241 | 課題 |  | 進行中 | 通常 | 画像サイズの上限を決める | Tre Xanh | 柏木 三郎 | 2024/06/03 10:00 | 商品 | Phase1 | 2024/05/31 | 2024/06/10 |  | 0.5 | 10 | 2024/05/31 16:20 |  |  | オフショア | "5MB"でよいか？ |
        | 1239 | バグ |  | 終了 | 高め | 在庫数がマイナスになる | 若葉 二郎 | Lan Rung | 2024/06/03 17:55 | 在庫 | Phase1 | 2024/05/30 | 2024/06/03 | 6.0 | 5.0 | 100 | 2024/05/30 14:08 | 2024/06/03 17:55 | 関連している #1243 | 社内 | 同時に2人が購入した場合。排他制御を追加。 |
        | 1236 | タスク | 1200 | 進行中 | 通常 | 商品CSV取込の結合テスト | 柏木 三郎 | Lan Rung | 2024/06/04 19:00 | 商品 | Phase1 | 2024/05/29 | 2024/06/07 | 16.0 | 12.0 | 70 | 2024/05/29 09:30 |  |  | 社内 |  |
        | 1235 | タスク | 1200 | 終了 | 通常 | 商品CSV取込のコードレビュー | 柏木 三郎 | 若葉 二郎 | 2024/05/31 12:00 | 商品 | Phase1 | 2024/05/29 | 2024/05/31 | 3.0 | 2.5 | 100 | 2024/05/29 09:28 | 2024/05/31 12:00 |  | 社内 | 指摘12件はレビュー記録票を参照 |
        | 1231 | サポート |  | 終了 | 低め | Redmineのアカウント追加（2名） | Tre Xanh | 柏木 三郎 | 2024/05/28 10:15 |  |  | 2024/05/27 |  |  | 0.5 | 100 | 2024/05/27 17:03 | 2024/05/28 10:15 |  | オフショア | Ms. Lan, Mr. Cau |
        | 1228 | 課題 |  | 却下 | 低め | お気に入り機能の追加要望 | 楓 花 | 柏木 三郎 | 2024/05/30 11:00 | 会員 | Phase2 | 2024/05/24 |  |  | 0.0 | 0 | 2024/05/24 15:00 | 2024/05/30 11:00 |  | 顧客 | Phase2で再検討。⏎2024/05/30 定例で合意 |
        | 1225 | バグ |  | 終了 | 通常 | 郵便番号検索でハイフンありが使えない | 楓 花 | Sen Hoa | 2024/05/27 18:00 | 会員 | Phase1 | 2024/05/23 | 2024/05/27 | 2.0 | 2.0 | 100 | 2024/05/23 09:50 | 2024/05/27 18:00 |  | 顧客 | 入力時に除去する |
        | 1222 | バグ |  | 解決 | 低め | フッターのリンク色が違う | 楓 花 | Lan Rung | 2024/06/03 16:40 | 共通 | Phase1 | 2024/05/22 | 2024/06/05 | 0.5 | 0.5 | 80 | 2024/05/22 13:22 |  |  | 顧客 | #0066CC が正 |
        | 1219 | 課題 |  | 顧客確認中 | 高め | 決済代行会社の本番審査が終わらない | 柏木 三郎 | 楓 花 | 2024/05/31 09:00 | 決済 | Phase1 | 2024/05/21 | 2024/05/31 |  | 0.0 | 50 | 2024/05/21 10:10 |  | 次のチケットをブロックしている #1220 | 社内 | 5/21 書類提出⏎5/28 追加書類依頼あり⏎5/31 再提出済、回答待ち |
        | 1220 | タスク | 1200 | 新規 | 高め | 本番決済の疎通確認 | 柏木 三郎 | Sen Hoa | 2024/05/21 10:12 | 決済 | Phase1 | 2024/06/03 | 2024/06/07 | 8.0 | 0.0 | 0 | 2024/05/21 10:12 |  | 次のチケットによりブロックされている #1219 | 社内 |  |
        | 1201 | タスク |  | 進行中 | 通常 | 結合テスト不具合対応（親） | 柏木 三郎 | Tre Xanh | 2024/06/04 15:10 |  | Phase1 | 2024/05/13 | 2024/06/14 |  | 0.0 | 60 | 2024/05/13 09:00 |  |  | 社内 |  |
        | 1200 | タスク |  | 進行中 | 通常 | 結合テスト（親） | 柏木 三郎 | Tre Xanh | 2024/06/04 19:00 |  | Phase1 | 2024/05/13 | 2024/06/14 |  | 0.0 | 65 | 2024/05/13 08:55 |  |  | 社内 | ・観点表⏎・テスト仕様書⏎・エビデンス |
        | 1187 | サポート |  | 終了 | 通常 | 検証環境のSSL証明書の更新 | Tre Xanh | 柏木 三郎 | 2024/05/10 14:30 | インフラ | Phase1 | 2024/05/08 | 2024/05/10 | 1.0 | 1.0 | 100 | 2024/05/08 09:00 | 2024/05/10 14:30 |  | オフショア |  |
        """)  # fmt: skip
    names = _rows(
        "| # | プロジェクト | トラッカー | 親チケット | ステータス | 優先度 | 題名 | 作成者 | 担当者 | 更新日 | カテゴリ | 対象バージョン | 開始日 | 期日 | 予定工数 | 合計予定工数 | 作業時間 | 合計作業時間 | 進捗率 | 作成日 | 終了日 | 関連するチケット | 起票元 | プライベート | 説明 |"
    )[0]
    with path.open("w", encoding="cp932", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        write(names)
        for one in tickets:
            hours, spent = one[13:15]
            write([one[0], "お花ECサイト構築", *one[1:13], hours, hours, spent, spent, *one[15:20], "いいえ", one[20]])
    return {
        path.stem: [
            Right(
                ("issue", "todo"),
                header_rows=[1],
                records="2-18",
                columns={
                    "A": "id", "B": ("system", None), "C": ("kind", "category"), "D": "parent_id", "E": "status",
                    "F": "priority", "G": "title", "H": "raised_by", "I": "owner", "J": "updated_date",
                    "K": ("category", "category_2"), "M": ("planned_start", "actual_start"),
                    "N": ("due_date", "planned_end"), "O": "planned_effort", "Q": "actual_effort", "S": "progress",
                    "T": "raised_date", "U": ("closed_date", "actual_end"), "V": "related_id", "X": None,
                    "Y": "description",
                },
                canonical={
                    "status": {"open": 2, "in_progress": 5, "waiting": 2, "resolved": 2, "closed": 5, "rejected": 1},
                    "priority": {"critical": 1, "high": 4, "medium": 9, "low": 3},
                },
            )
        ]
    }  # fmt: skip


@drawing("Backlog-Issues-20240611-0932.csv")
def backlog_export(path):
    """A Backlog export, UTF-8 with BOM, every cell quoted: an id column beside each word, custom fields, comments with breaks."""
    bugs = _rows("""
        | 58 | 帳票 | 1.3.0 | 納品書の送付先住所が2行目で切れる | 再現手順⏎1. 受注 20240611-003 を開く⏎2. 納品書を印刷 | 未対応 | 中 |  | 楓 | 2024/06/11 08:55:10 |  |  |  |  |  | 2024/06/10 | 椿 | 軽微 |  |  |  |  |
        | 57 | 受注 | 1.3.0 | 受注一覧のソート順が保存されない | ログアウトすると初期値に戻る | 処理中 | 低 | Minh Tre | 楓 | 2024/06/10 17:20:44 | 2024/06/11 | 2024/06/14 | 3 |  |  | 2024/06/10 | 椿 | 軽微 | セッションに保存していた |  | "仕様"では保存すること | |
        | 56 | 受注 | 1.3.0 | 同じ得意先で二重受注の警告が出ない | 前回の修正で消えた？ | 処理中 | 高 | Minh Tre | 白樺 | 2024/06/10 11:02:31 | 2024/06/10 | 2024/06/12 | 6 | 2.5 |  | 2024/06/07 | 白樺 | 重大 | デグレード |  | 至急お願いします。 | 了解しました。本日中に調査します。⏎Minh |
        | 54 | 在庫 | 1.2.4 | 棚卸差異がマイナス表示にならない |  | 処理済み | 中 | Hoa Sen | 楓 | 2024/06/07 15:40:02 | 2024/06/10 | 2024/06/12 | 2 | 2 |  | 2024/06/07 | 紅葉 | 軽微 | 書式の指定誤り | 書式を△表示に変更 | 修正しました。UAT環境にデプロイ済です。 | |
        | 53 | 帳票 | 1.2.4 | 請求書PDFのファイル名が文字化け | Macのみ | 処理済み | 中 | Hoa Sen | 白樺 | 2024/06/06 10:15:00 | 2024/06/07 | 2024/06/11 | 4 | 5 |  | 2024/06/05 | 白樺 | 軽微 | ヘッダのエンコード漏れ | RFC 6266形式で出力, 全帳票に適用 | Windowsでは再現しません。 | Macで再現しました。 |
        | 51 | 受注 | 1.2.4 | 受注取消後も引当が残る | 在庫照会で引当数が戻らない⏎添付: 画面.png | 完了 | 高 | Minh Tre | 白樺 | 2024/06/04 09:12:55 | 2024/06/04 | 2024/06/06 | 8 | 7.5 | 対応済み | 2024/06/03 | 紅葉 | 致命的 | 取消バッチの条件誤り | 条件修正、既存データはパッチで補正 | 6/6 確認OK 白樺 | |
        | 50 | マスタ | 1.2.4 | 得意先マスタの検索が遅い | 10秒以上かかる | 完了 | 中 | Cau Vong | 楓 | 2024/06/03 16:30:21 | 2024/06/04 | 2024/06/07 | 4 | 3 | 対応済み | 2024/06/03 | 椿 | 軽微 | インデックスなし | インデックスを追加 |  | |
        | 48 | マスタ | 1.2.3 | 商品コードに小文字を登録できる | 仕様では大文字のみ | 完了 | 低 | Cau Vong | 楓 | 2024/05/31 13:05:09 | 2024/06/03 | 2024/06/05 | 1 | 1 | 対応済み | 2024/05/31 | 椿 | 軽微 | チェック漏れ | 自動で大文字に変換 |  | |
        | 47 | 在庫 | 1.2.3 | 入荷予定が1日ずれる |  | 完了 | 高 | Hoa Sen | 白樺 | 2024/05/30 10:44:18 | 2024/05/30 | 2024/05/31 | 4 | 3 | 対応済み | 2024/05/29 | 白樺 | 重大 | タイムゾーン(UTC)のまま保存 | JSTに変換 | サーバ設定も確認してください | 確認しました。⏎・アプリ: JST⏎・DB: UTC⏎変更は不要です。 |
        | 45 | 受注 | 1.2.3 | ボタンの名称が「登録」でなく「確定」 |  | 完了 | 低 |  | 椿 | 2024/05/29 09:30:00 |  |  |  |  | 対応しない | 2024/05/28 | 椿 | 軽微 |  | 仕様書どおりのため修正なし | 仕様書 P.14 をご確認ください。 | |
        | 44 | 受注 | 1.2.3 | 受注取消で在庫が戻らない |  | 完了 | 高 |  | 椿 | 2024/05/28 18:02:37 |  |  |  |  | 重複 | 2024/05/28 | 椿 | 致命的 |  |  | UAT-43 と同じ | |
        | 43 | 受注 | 1.2.3 | 受注取消時に在庫が戻らない | 取消理由「その他」の場合のみ | 完了 | 高 | Minh Tre | 白樺 | 2024/05/28 17:48:50 | 2024/05/29 | 2024/05/30 | 6 | 6 | 対応済み | 2024/05/28 | 紅葉 | 致命的 | 分岐漏れ | 分岐を追加 |  | |
        """)  # fmt: skip
    names = _rows(
        "| ID | プロジェクトID | プロジェクト名 | キーID | キー | 種別ID | 種別 | カテゴリーID | カテゴリー名 | バージョンID | バージョン | 件名 | 詳細 | 状態ID | 状態 | 優先度ID | 優先度 | 担当者ID | 担当者 | 登録者ID | 登録者 | 登録日 | 開始日 | 期限日 | 予定時間 | 実績時間 | 完了理由ID | 完了理由 | 検出日 | 検出者 | 重要度 | 原因 | 対応内容 | コメント1 | コメント2 |"
    )[0]

    def known(word, words, start):
        return [str(start + words.index(word)) if word else "", word]

    with path.open("w", encoding="utf-8-sig", newline="") as out:
        write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow
        write(names)
        for one in bugs:
            number, part, version, title, text, state, rank, owner, author, at, start, due, plan, spent, reason = one[
                :15
            ]
            write([
                str(11802300 + int(number) * 17), "204417", "販売管理UAT", number, f"UAT-{number}", "910044", "バグ",
                *known(part, ["受注", "在庫", "帳票", "マスタ"], 560210), *known(version, ["1.2.3", "1.2.4", "1.3.0"], 311870),
                title, text, *known(state, ["未対応", "処理中", "処理済み", "完了"], 1), *known(rank, ["高", "中", "低"], 2),
                *known(owner, ["Minh Tre", "Hoa Sen", "Cau Vong"], 88120), *known(author, ["楓", "白樺", "椿"], 77301),
                at, start, due, plan, spent, *known(reason, ["対応済み", "対応しない", "無効", "重複"], 0), *one[15:],
            ])  # fmt: skip
    return {
        path.stem: [
            Right(
                "defect",
                header_rows=[1],
                records="2-13",
                columns={
                    "A": None, "B": None, "D": None, "E": "id", "F": None, "G": ("kind", "category", None), "H": None,
                    "I": ("category", "screen", "system", "category_2"), "J": None, "K": ("version", None),
                    "L": "title", "M": "description", "N": None, "O": "status", "P": None, "Q": "priority", "R": None,
                    "S": "owner", "T": None, "U": "raised_by", "V": "raised_date", "W": ("planned_start", "actual_start"),
                    "X": ("due_date", "fix_plan_date"), "Y": "planned_effort", "Z": "actual_effort", "AA": None,
                    "AC": "detected_date", "AD": "detected_by", "AE": "severity", "AF": "cause",
                    "AG": ("action", "response"),
                },
                canonical={
                    "status": {"open": 1, "in_progress": 2, "resolved": 2, "closed": 7},
                    "priority": {"high": 5, "medium": 4, "low": 3},
                },
            )
        ]
    }  # fmt: skip


@drawing("TestRun_R42_export_2024-06-12.xlsx")
def test_tool_export(book):
    """A test tool's export: merged banner rows over the heading, one row per step with the case only on its first row, footers."""
    banner = book.add_format({"bold": True, "font_size": 14, "bg_color": "#E7E6E6"})
    plain = book.add_format({"font_color": "#7F7F7F", "italic": True})
    head = _style(book, bg_color="#BDD7EE")
    run = book.add_worksheet("Run Results")
    run.merge_range("A1:P1", "CedarTestHub - Test Run Report", banner)
    run.merge_range(
        "A2:P2", "Project: Warehouse Mobile App    Run: R42 - Regression Sprint 18    Config: Android 13 / ja-JP", plain
    )
    run.merge_range("A3:P3", "Exported by Momiji on Jun 12, 2024 9:14 AM (UTC+9)", plain)
    run.merge_range("A4:P4", "Passed: 6   Failed: 3   Blocked: 1   Untested: 2   Total: 12", plain)
    _heading(
        run,
        "A6",
        "Case ID|Section|Title|Preconditions|Step #|Step|Expected Result|Actual Result|Status|Assigned To|Tested By|Tested On|Priority|Defects|Elapsed|References",
        head,
    )
    put(
        run,
        "A7",
        """
        | C3101 | Login > Password | Login with valid user | User "op01" exists | 1 | Start the app | Login screen is shown | As expected | Passed | Sen | Sen | Jun 10, 2024 10:02 AM | High | | 2m 10s | REQ-01 |
        |  |  |  |  | 2 | Enter user and password, tap [Login] | Home screen with user name | As expected |
        | C3102 | Login > Password | Lock after five wrong passwords | User "op02" exists | 1 | Enter a wrong password 5 times | Message M-012, account is locked | Locked only after 6 times | Failed | Sen | Sen | Jun 10, 2024 10:09 AM | High | WM-311 | 4m | REQ-01, REQ-02 |
        |  |  |  |  | 2 | Wait 30 minutes, log in with the right password | Login is possible |
        | C3103 | Login > Barcode | Login by employee card | Scanner is paired | 1 | Scan the card | Home screen | | Blocked | Tre | Tre | Jun 10, 2024 1:30 PM | Medium | | | REQ-03 |
        | C3110 | Receiving | Receive a full order | PO 4500012 open | 1 | Tap [Receiving] | List of open POs | OK | Passed | Tre | Tre | Jun 10, 2024 2:05 PM | Critical | | 6m 30s | REQ-10 |
        |  |  |  |  | 2 | Scan PO label | Lines of the PO | OK |
        |  |  |  |  | 3 | Confirm all quantities | PO is closed, stock increases | OK |
        | C3111 | Receiving | Receive partially | PO 4500013 open | 1 | Scan PO label | Lines of the PO | OK | Passed | Tre | Tre | Jun 10, 2024 2:20 PM | High | | 5m | REQ-10 |
        |  |  |  |  | 2 | Enter half of the quantity⏎and confirm | PO remains open with the rest | OK |
        | C3112 | Receiving | Over-delivery is refused | PO 4500014 open | 1 | Enter quantity + 1 | Error M-105 | Accepted without error | Failed | Tre | Lan | Jun 11, 2024 9:40 AM | Critical | WM-313 | 3m | REQ-11 |
        | C3120 | Picking | Pick list sorted by location | Wave 18 released | 1 | Open wave 18 | Lines by aisle, then shelf | OK | Passed | Lan | Lan | Jun 11, 2024 10:00 AM | Medium | | 2m | REQ-20 |
        | C3121 | Picking | Short pick | Wave 18 released | 1 | Enter less than requested | Reason code is asked | OK | Passed | Lan | Lan | Jun 11, 2024 10:15 AM | High | | 4m | REQ-21 |
        |  |  |  |  | 2 | Choose "damaged" | Line is closed, alert to supervisor | OK |
        | C3122 | Picking | Offline mode | Wi-Fi off | 1 | Pick three lines | Lines are kept on the device | OK | Failed | Lan | Lan | Jun 11, 2024 11:20 AM | High | WM-309, WM-314 | 12m | REQ-22 |
        |  |  |  |  | 2 | Turn Wi-Fi on | Lines are sent once | Sent twice |
        |  |  |  |  | 3 | Check stock in the host | Stock is right | Stock minus 3 |
        | C3130 | Stocktaking | Count with difference | Count list 7 | 1 | Enter 9 instead of 10 | Recount is asked | OK | Passed | Sen | Sen | Jun 11, 2024 3:00 PM | Medium | | 3m | REQ-30 |
        | C3131 | Stocktaking | Approve difference | C3130 done | 1 | Log in as supervisor and approve | Stock is adjusted | | Untested | Sen | | | Medium | | | REQ-30 |
        | C3140 | Settings | Change language to Japanese | | 1 | Settings > Language > 日本語 | All labels in Japanese | | Untested | Sen | | | Low | | | REQ-40 |
        |  |  |  |  | 2 | Restart the app | Japanese is kept |
        |
        | 12 cases, 21 steps - end of report |""",
    )
    defects = book.add_worksheet("Defects")
    defects.merge_range("A1:R1", "WM - Warehouse Mobile (Tracker)", banner)
    defects.merge_range("A2:R2", "Displaying 10 issues at 12/Jun/24 9:16 AM.", plain)
    _heading(
        defects,
        "A3",
        "Key|Summary|Issue Type|Status|Severity|Priority|Assignee|Reporter|Created|Updated|Resolved|Affects Version/s|Fix Version/s|Environment|Test Case|Linked Issues|Root Cause|Resolution",
        head,
    )
    put(
        defects,
        "A4",
        """
        | WM-314 | Stock is reduced twice after offline picking | Bug | Open | S1 - Critical | High | Unassigned | Lan | 11/Jun/24 11:31 AM | 11/Jun/24 11:31 AM | | 1.8.0 | | Android 13 | C3122 | WM-309 | | Unresolved |
        | WM-313 | Over-delivery is accepted | Bug | In Progress | S1 - Critical | High | Hoa Sen | Lan | 11/Jun/24 9:48 AM | 11/Jun/24 5:02 PM | | 1.8.0 | 1.8.1 | Android 13 | C3112 | | Missing check after refactoring | Unresolved |
        | WM-311 | Account locked after 6 attempts instead of 5 | Bug | In Progress | S3 - Minor | Medium | Hoa Sen | Sen | 10/Jun/24 10:20 AM | 11/Jun/24 10:00 AM | | 1.8.0 | 1.8.1 | Android 13 | C3102 | | Off by one | Unresolved |
        | WM-309 | Offline queue is sent again after reconnect | Bug | Open | S2 - Major | High | Unassigned | Lan | 7/Jun/24 4:44 PM | 11/Jun/24 11:32 AM | | 1.7.3 | | Android 13, Android 11 | C3122 | WM-314 | | Unresolved |
        | WM-306 | Label "Qty" cut off in Japanese | Bug | Resolved | S3 - Minor | Low | Cau Vong | Kaede | 6/Jun/24 2:10 PM | 10/Jun/24 9:00 AM | 10/Jun/24 9:00 AM | 1.7.3 | 1.8.0 | ja-JP | | | Fixed width | Fixed |
        | WM-304 | Crash when the scanner is unplugged | Bug | Resolved | S1 - Critical | High | Hoa Sen | Tre | 5/Jun/24 11:05 AM | 7/Jun/24 6:21 PM | 7/Jun/24 6:21 PM | 1.7.3 | 1.8.0 | Android 11 | C3103 | | Null pointer | Fixed |
        | WM-302 | Supervisor does not get the alert | Bug | Closed | S2 - Major | Medium | Cau Vong | Lan | 4/Jun/24 9:30 AM | 10/Jun/24 10:40 AM | 6/Jun/24 3:15 PM | 1.7.2 | 1.7.3 | Android 13 | C3121 | | Wrong topic name | Fixed |
        | WM-299 | Dark mode unreadable | Bug | Closed | S3 - Minor | Low | Cau Vong | Kaede | 3/Jun/24 5:12 PM | 5/Jun/24 9:12 AM | 5/Jun/24 9:12 AM | 1.7.2 | | Android 13 | | | | Won't Fix |
        | WM-297 | Login slow in the morning | Bug | Closed | S2 - Major | Medium | Hoa Sen | Sen | 31/May/24 8:50 AM | 6/Jun/24 1:00 PM | 4/Jun/24 7:30 PM | 1.7.2 | 1.7.3 | Android 13 | C3101 | | Token refresh for all users at 8:30 | Fixed |
        | WM-295 | PO list empty for new warehouse | Bug | Closed | S2 - Major | High | Hoa Sen | Tre | 30/May/24 3:33 PM | 3/Jun/24 11:11 AM | 31/May/24 6:00 PM | 1.7.2 | 1.7.3 | Android 13 | C3110 | | Master data | Fixed |""",
    )
    defects.merge_range("A14:R14", "Generated at Wed Jun 12 09:16:40 JST 2024 by Momiji using Tracker 8.20.", plain)
    return {
        "Run Results": [
            Right(
                "test",
                header_rows=[6],
                records="7, 9, 11-12, 15, 17-19, 21, 24-26",
                columns={
                    "A": "test_case_id", "B": ("category", "screen", "scenario", "viewpoint"), "C": "title",
                    "D": "precondition", "E": "step_no", "F": "steps", "G": "expected", "H": "actual", "I": "result",
                    "J": ("owner", None), "K": "tester", "L": "executed_date", "M": "priority", "N": "defect_id",
                    "O": ("actual_effort", None), "P": ("requirement_id", "related_id"),
                },
                canonical={
                    "result": {"pass": 6, "fail": 3, "blocked": 1, "not_run": 2},
                    "priority": {"critical": 2, "high": 5, "medium": 4, "low": 1},
                },
            )
        ],
        "Defects": [
            Right(
                "defect",
                header_rows=[3],
                records="4-13",
                columns={
                    "A": "id", "B": "title", "C": ("kind", "category", None), "D": "status", "E": "severity",
                    "F": "priority", "G": "owner", "H": ("raised_by", "detected_by"),
                    "I": ("raised_date", "detected_date"), "J": "updated_date", "K": ("fixed_date", "closed_date"),
                    "N": "environment", "O": "test_id", "P": "related_id", "Q": "cause",
                },
                canonical={
                    "status": {"open": 2, "in_progress": 2, "resolved": 2, "closed": 4},
                    "severity": {"critical": 3, "high": 4, "low": 3},
                    "priority": {"high": 5, "medium": 3, "low": 2},
                },
            )
        ],
    }  # fmt: skip


_CHECKOUT_COLUMNS = {
    "A": "id", "B": "test_case_id", "C": "scenario", "D": "title", "E": "precondition", "F": "steps", "G": "input",
    "H": "expected", "I": "actual", "J": "result", "K": "priority", "L": "tester", "M": "executed_date",
    "N": "defect_id", "O": "remarks",
}  # fmt: skip
_MISSPELT = (
    "S.No|TC ID|Test Senario|Test Case Discription|Pre-Condtion|Test Setps|Test Data|Expected Resut|Acutal Result|"
    "Pass/Fail|Priorty|Excuted by|Excution date|Bug #|Remark"
)


@drawing("UAT bug list のコピー (2).xlsx")
def google_sheet(book):
    """Downloaded from a shared spreadsheet: checkboxes down to the empty rows, misspelt headings, no titles, notes beside the table."""
    bold = book.add_format({"bold": True, "bg_color": "#D9EAD3"})
    bugs = book.add_worksheet("シート1")
    _heading(
        bugs,
        "A1",
        "Done?|#|Where⏎(page / URL)|Discription|How to reproduct|Expected behaivor|Screenshot|Device / Browser|Severty|Reported by|Date|Asigned to|Staus|Dev comment|QA comment",
        bold,
    )
    put(
        bugs,
        "B2",
        """
        | 1 | /top | Hero image is stretched on iPhone SE | open top page | keep ratio | https://drive.example.com/d/a1 | iPhone SE / Safari | Minor | Kaede | 6/3 | Hoa | Closed | fixed in 2.4.0 | ok |
        | 2 | /login | 「ログイン」 button does nothing when password has a space | 1. type "pass word"⏎2. click login | error message | https://drive.example.com/d/a2 | PC Chrome | Major | Kaede | 6/3 | Hoa | Closed | trim was missing | ok 6/5 |
        | 3 | /cart | coupon can be used twice | 1. add item⏎2. apply coupon⏎3. back⏎4. apply again | 2nd time error | https://drive.example.com/d/a3 | PC Chrome | Blocker | Tsubaki | 6/3 | Minh | Fixed | please check on stg | |
        | 4 | /cart | total price is not refreshed | change quantity | refresh at once | | PC Edge | Major | Tsubaki | 6/4 | Minh | Fixed | | still NG on iPad? |
        | 5 | /checkout | postal code search returns wrong town | 〒460-0001 | 三の丸 | https://drive.example.com/d/a5 | PC Chrome | Minor | Wakaba | 6/4 | Minh | In progress | API data is old, asking vendor | |
        | 6 | /checkout | Japanese name with 髙 becomes ? in the mail | order with 髙橋 | 髙 | https://drive.example.com/d/a6 | all | Major | Wakaba | 6/4 | Hoa | In progress | mail encoding | |
        | 7 | /mypage | Date is US format | open order history | 2024/06/04 | | all | Trivial | Kaede | 6/5 | Hoa | New | | |
        | 8 | /mypage | same as #4 | | | | PC Chrome | Major | Kaede | 6/5 | | Duplicate | | |
        | 9 | (admin) /orders | CSV download is empty with Safari | click CSV | file with rows | https://drive.example.com/d/a9 | Mac Safari | Major | Momiji | 6/5 | Minh | New | cannot reproduce yet, which version? | 17.4 |
        | 10 | (admin) /items | Want to sort by stock | | | | - | Minor | Momiji | 6/6 | | Won't fix | this is change request | ok, phase 2 |
        | 11 | /top | footer link "会社概要" is 404 | click | page | https://drive.example.com/d/a11 | all | Major | Tsubaki | 6/6 | Hoa | New | | |
        |    | /checkout | credit card form is English only | see page | 日本語 | | all | Minor | Tsubaki | 6/6 | | New | | |
        | 13 | /search | searching "%" shows error 500 | type % | no result | https://drive.example.com/d/a13 | PC Chrome | Major | Kaede | 6/7 | Minh | New | | |""",
    )
    for row in range(2, 25):
        bugs.insert_checkbox(row - 1, 0, row in (2, 3, 9, 11))
    for number in range(14, 24):
        bugs.write_number(number, 1, number)
    put(bugs, "Q2", "| stg: https://stg.example.com |\n| id/pw → ask Hoa |\n| please DON'T delete rows!! |")
    bugs.data_validation("I2:I300", {"validate": "list", "source": ["Blocker", "Major", "Minor", "Trivial"]})
    bugs.data_validation(
        "M2:M300", {"validate": "list", "source": ["New", "In progress", "Fixed", "Closed", "Duplicate", "Won't fix"]}
    )
    bugs.freeze_panes(1, 0)

    cases = book.add_worksheet("TC_checkout")
    put(
        cases,
        "A1",
        "| Test Case for Checkout |\n| Build: 2.4.1 (stg) | | | Tester: Sen, Lan | | | | Pass | 7 | Fail | 2 |",
    )
    _heading(cases, "A4", _MISSPELT, bold)
    put(
        cases,
        "A5",
        """
        | 1 | CO_001 | Guest checkout | Verify guest can order one item | cart has 1 item | 1. Click checkout⏎2. Fill address⏎3. Pay | card 4242 | Order no. is displayed | As expected | P | High | Sen | 2024/6/6 | | |
        | 2 | CO_002 | | Verify mandatory check of address | cart has 1 item | 1. Click checkout⏎2. Leave address blank⏎3. Click next | - | Error under each field | As expected | P | High | Sen | 2024/6/6 | | |
        | 3 | CO_003 | | Verify postal code search | | 1. Enter 4600001⏎2. Click search | 4600001 | 愛知県名古屋市中区三の丸 | wrong town | F | Medium | Sen | 2024/6/6 | 5 | |
        | 4 | CO_004 | Member checkout | Verify saved address is filled | login as member01 | 1. Click checkout | member01 | Saved address | As expected | P | High | Sen | 2024/6/6 | | |
        | 5 | CO_005 | | Verify points can be used | member01 has 500 pt | 1. Click checkout⏎2. Use 500 pt | 500 | Total - 500 yen | As expected | P | Medium | Lan | 2024/6/7 | | |
        | 6 | CO_006 | | Verify points more than balance | member01 has 500 pt | 1. Use 501 pt | 501 | Error | As expected | P | Medium | Lan | 2024/6/7 | | |
        | 7 | CO_007 | Coupon | Verify coupon 10% | coupon SUMMER10 | 1. Apply coupon | SUMMER10 | 10% off | As expected | P | High | Lan | 2024/6/7 | | rounding down |
        | 8 | CO_008 | | Verify coupon cannot be used twice | coupon SUMMER10 | 1. Apply⏎2. Back⏎3. Apply again | SUMMER10 | Error | accepted | F | High | Lan | 2024/6/7 | 3 | fixed, retest on 2.4.2 |
        | 9 | CO_009 | | Verify expired coupon | coupon SPRING | 1. Apply coupon | SPRING | Error | As expected | P | Low | Lan | 2024/6/7 | | |
        | 10 | CO_010 | Payment | Verify convenience store payment | | 1. Choose コンビニ | - | Payment no. is displayed | | | High | | | | waiting for vendor sandbox |
        | 11 | CO_011 | | Verify cash on delivery | | 1. Choose 代引き | - | +330 yen | | N/A | Low | | | | removed from scope |
        | 12 | CO_012 | | Verify card declined | | 1. Pay with declined card | card 0002 | Error and stay on page | | | High | | | | |""",
    )
    side = book.add_format({"valign": "top", "text_wrap": True})
    for area, text in (
        ("C5:C7", "Guest checkout"), ("C8:C10", "Member checkout"), ("C11:C13", "Coupon"), ("C14:C16", "Payment"),
    ):  # fmt: skip
        cases.merge_range(area, text, side)
    blank = book.add_worksheet("TC_template (do not edit)")
    put(blank, "A1", "| Test Case for XXX |\n| Build: | | | Tester: |")
    _heading(blank, "A4", _MISSPELT, bold)
    put(
        blank,
        "A5",
        """
        | Ex. | XX_001 | (Scenario) | Verify ... | what must be ready | 1. ...⏎2. ... | value | What you should see | What you saw | P / F | High / Medium / Low | your name | yyyy/mm/dd | # of シート1 | |
        | 1 |
        | 2 |
        | 3 |
        | 4 |
        | 5 |
        | 6 |""",
    )
    return {
        "シート1": [
            Right(
                "defect",
                header_rows=[1],
                records="2-14",
                placeholders="15-24",
                columns={
                    "A": None, "B": "id", "C": "screen", "D": ("title", "description"), "E": "steps", "F": "expected",
                    "G": "evidence", "H": "environment", "I": "severity", "J": ("raised_by", "detected_by"),
                    "K": ("raised_date", "detected_date"), "L": "owner", "M": "status",
                },
                canonical={
                    "status": {"open": 5, "in_progress": 2, "resolved": 2, "closed": 2, "rejected": 2},
                    "severity": {"critical": 1, "high": 7, "low": 5},
                },
            )
        ],
        "TC_checkout": [
            Right(
                "test",
                header_rows=[4],
                records="5-16",
                columns=_CHECKOUT_COLUMNS,
                canonical={
                    "result": {"pass": 7, "fail": 2, "not_applicable": 1, "not_run": 2},
                    "priority": {"high": 7, "medium": 3, "low": 2},
                },
            )
        ],
        "TC_template (do not edit)": [
            Right(
                "test",
                header_rows=[4],
                records="",
                examples="5",
                placeholders="6-11",
                columns=_CHECKOUT_COLUMNS,
            )
        ],
    }  # fmt: skip
