"""テスト管理表, 不具合管理表 and 要件一覧: the books of what is tested and what fails."""

from datetime import date
from itertools import groupby

from xlsxwriter.utility import xl_col_to_name

from tests.make.sample.books_work import LEVEL, PROJECT, _list
from tests.make.sample.paper import Blank, Book, Cells, Column, Line, Section, Sheet
from tests.make.sample.rows import Row
from tests.make.sample.story import Rows

RESULT = {
    "pass": "OK",
    "fail": "NG",
    "blocked": "実施不可",
    "hold": "保留",
    "not_applicable": "対象外",
    "withdrawn": "取下げ",
}
MARKS = RESULT | {"pass": "〇", "fail": "×"}
DEFECT = {"open": "新規", "in_progress": "修正中", "resolved": "再テスト待ち", "closed": "完了", "rejected": "対応不要"}
AREA_SHEETS = ("販売", "購買", "会計", "在庫", "連携")
_COLUMNS = (
    Column("no", "No.", 5, look="center"),
    Column("test_case_id", "テストID", 9, look="center"),
    Column("requirement_id", "要件ID", 10, look="center"),
    Column("scenario", "シナリオ", 14),
    Column("screen", "対象画面", 15),
    Column("category", "区分", 8, look="center"),
    Column("title", "テスト項目", 36),
    Column("steps", "操作手順", 34),
    Column("expected", "期待結果", 32),
    Column("depends_on", "先行ケース", 9, look="center"),
    Column("vendor", "担当ベンダー", 9, look="center"),
    Column("planned_date", "予定日", 11, "計画", "date"),
    Column("tester", "実施者", 11, "計画"),
    Column("executed_date", "実施日", 11, "実績１回目", "date"),
    Column("result", "結果", 8, "実績１回目", "center"),
    Column("defect_id", "不具合No", 9, "実績１回目", "center"),
    Column("executed_date_2", "実施日", 11, "実績２回目", "date"),
    Column("result_2", "結果", 8, "実績２回目", "center"),
    Column("defect_id_2", "不具合No", 9, "実績２回目", "center"),
    Column("evidence", "エビデンス", 22),
    Column("approved_by", "承認者", 10),
    Column("remarks", "備考", 28),
)


def test_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """テスト管理表.xlsx: cover, change history, totals with a chart, one sheet per area."""
    book = Book("テスト管理表.xlsx", "ＭＳ Ｐゴシック", cells, "海野なぎさ")
    _cover(book)
    _history(book)
    totals = book.sheet("集計", heading="#FFF2CC")
    by_area = {area: [row for row in rows["test"] if row.sheet == area] for area in AREA_SHEETS}
    for area in AREA_SHEETS:
        _area_sheet(book, area, by_area[area], clean)
    _totals(book, totals, by_area)
    book.xlsx.worksheets()[3].activate()
    return book.done()


def _cover(book: Book) -> None:
    sheet = book.sheet("表紙")
    sheet.page.set_column(0, 0, 4)
    sheet.page.set_column(1, 6, 16)
    sheet.text(5, 1, PROJECT, font_size=18)
    sheet.text(7, 1, "受入テスト（UAT）　テスト管理表", font_size=26, bold=True)
    sheet.text(10, 1, "第1.4版　　2026年11月19日", font_size=12)
    sheet.text(12, 1, "経営企画部・情報システム部", font_size=12)
    head = book.look(border=1, align="center", bg_color="#F2F2F2")
    box = book.look(border=1)
    for number, word in enumerate(("承認", "確認", "作成")):
        sheet.page.write_string(20, 4 + number, word, head)
        sheet.page.write_blank(21, 4 + number, None, box)
    sheet.page.set_row(21, 56)
    sheet.page.insert_textbox(
        21, 4, "承認印", {"width": 70, "height": 60, "x_offset": 20, "y_offset": 6, "font": {"color": "#C00000", "size": 9},
                       "line": {"color": "#C00000"}, "fill": {"none": True}, "description": "承認印"}
    )  # fmt: skip
    sheet.page.set_landscape()
    sheet.page.set_paper(9)
    sheet.page.fit_to_pages(1, 1)


def _history(book: Book) -> None:
    sheet = book.sheet("変更履歴")
    sheet.title("変更履歴")
    columns = (
        Column("version", "版", 6, look="center"),
        Column("date", "日付", 12, look="date"),
        Column("owner", "担当者", 14),
        Column("title", "内容", 60),
    )
    changes = (
        ("1.0", date(2026, 10, 14), "海野なぎさ", "初版"),
        ("1.1", date(2026, 10, 23), "海野なぎさ", "実施者と予定日を記入"),
        ("1.2", date(2026, 11, 5), "空野ひかる", "予算の締めと権限を対象外とした"),
        ("1.3", date(2026, 11, 12), "海野なぎさ", "環境停止に伴い、予定を見直した"),
        ("1.4", date(2026, 11, 19), "海野なぎさ", "品目の大量配信を取下げとした"),
    )
    sheet.table(
        2, 0, columns, [Blank(dict(zip(("version", "date", "owner", "title"), c, strict=True))) for c in changes]
    )
    sheet.print_setup((2, 2), landscape=False)


def _area_sheet(book: Book, area: str, tests: list[Row], clean: bool) -> None:
    sheet = book.sheet(
        area,
        heading="#FFF2CC",
        words={"result": MARKS if area == "会計" else RESULT, "result_2": MARKS if area == "会計" else RESULT},
    )
    left = 1 if area == "購買" else 0
    if left:
        sheet.page.set_column(0, 0, 1.5)
    sheet.title(f"UATテスト項目　{area}", column=left)
    sheet.text(1, left, f"プロジェクト名：{PROJECT}")
    sheet.text(2, left, "テスト対象")
    sheet.text(2, left + 2, {"連携": "WMS・経費精算との連携"}.get(area, f"{area}管理"))
    sheet.text(2, left + 4, "作成者")
    sheet.text(2, left + 6, "海野なぎさ")
    good, bad = ("〇", "×") if area == "会計" else ("OK", "NG")
    sheet.text(3, left, f"結果：{good}／{bad}／実施不可／保留／対象外／取下げ（空欄＝未実施）", font_color="#7F7F7F")
    sections = area in ("販売", "連携") and not clean
    columns = [column for column in _COLUMNS if not (sections and column.field == "scenario")]
    lines: list[Line] = []
    for scenario, group in groupby(tests, key=lambda row: row.means("scenario")):
        lines += [Section(f"【{scenario}】")] if sections else []
        lines += list(group)
    for number, row in enumerate(tests, 1):
        row.values["no"] = number
    below = sheet.table(5, left, columns, lines, merged=() if clean or area != "購買" else ("scenario",))
    for name in ("result", "result_2"):
        words = list((MARKS if area == "会計" else RESULT).values())
        _list(sheet, columns, name, 7, below, words, left=left)
    place = left + [column.field for column in columns].index("result")
    red = book.xlsx.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
    for shift in (0, 3):
        sheet.page.conditional_format(
            7, place + shift, below - 1, place + shift,
            {"type": "cell", "criteria": "==", "value": f'"{bad}"', "format": red},
        )  # fmt: skip
    sheet.page.freeze_panes(7, left + 2)
    sheet.page.autofilter(6, left, below - 1, left + len(columns) - 1)
    sheet.print_setup((5, 6))
    sheet.result_column = xl_col_to_name(place)
    sheet.first_row, sheet.last_row = 8, below


def _totals(book: Book, sheet: Sheet, by_area: dict[str, list[Row]]) -> None:
    """集計: counts by formula (with the values Excel would show) and a chart over them."""
    sheet.title("テスト実施状況　集計")
    headings = ("区分", "項目数", "OK", "NG", "未実施ほか", "実施率")
    head = book.look(bold=True, border=1, bg_color="#FFF2CC", align="center")
    for number, word in enumerate(headings):
        sheet.page.write_string(2, number, word, head)
        sheet.page.set_column(number, number, 11)
    cell, percent = book.look(border=1), book.look(border=1, num_format="0.0%")
    pages = {page.get_name(): page for page in book.xlsx.worksheets()}
    assert set(by_area) <= set(pages)
    for row, (area, tests) in enumerate(by_area.items(), 3):
        last = book.sheets[area]
        span = f"'{area}'!${last.result_column}${last.first_row}:${last.result_column}${last.last_row}"
        good, bad = ("〇", "×") if area == "会計" else ("OK", "NG")
        words = [(MARKS if area == "会計" else RESULT).get(t.shown("result"), t.shown("result")) for t in tests]
        ids = "C" if area == "購買" else "B"
        count = sum(t.shown("test_case_id") is not None for t in tests)
        passed, failed = words.count(good), words.count(bad)
        sheet.page.write_string(row, 0, area, cell)
        ids_span = f"'{area}'!${ids}${last.first_row}:${ids}${last.last_row}"
        sheet.page.write_formula(row, 1, f"=COUNTA({ids_span})", cell, count)
        sheet.page.write_formula(row, 2, f'=COUNTIF({span},"{good}")', cell, passed)
        sheet.page.write_formula(row, 3, f'=COUNTIF({span},"{bad}")', cell, failed)
        sheet.page.write_formula(row, 4, f"=B{row + 1}-C{row + 1}-D{row + 1}", cell, count - passed - failed)
        sheet.page.write_formula(row, 5, f"=(C{row + 1}+D{row + 1})/B{row + 1}", percent, (passed + failed) / count)
    chart = book.xlsx.add_chart({"type": "bar", "subtype": "stacked"})
    for column, color in ((2, "#70AD47"), (3, "#C00000"), (4, "#D9D9D9")):
        chart.add_series(
            {
                "name": ["集計", 2, column],
                "categories": ["集計", 3, 0, 7, 0],
                "values": ["集計", 3, column, 7, column],
                "fill": {"color": color},
            }
        )
    chart.set_title({"name": "テスト実施状況（1回目）", "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    sheet.print_setup((2, 2))
    sheet.page.insert_chart(10, 0, chart, {"x_scale": 1.1, "description": "領域別のテスト実施状況"})


def defect_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """不具合管理表.xlsx: the list, and the words allowed in it on a second sheet."""
    book = Book("不具合管理表.xlsx", "Meiryo UI", cells, "海野なぎさ")
    sheet = book.sheet(
        "不具合一覧",
        heading="#F8CBAD",
        words={"status": DEFECT, "severity": LEVEL, "retest_result": {"pass": "OK", "fail": "NG"}},
    )
    sheet.title("不具合管理表")
    sheet.text(1, 0, f"{PROJECT}　UAT")
    sheet.text(
        2, 0, "重要度：致命的＝業務が止まる／高＝代替手段がない／中＝代替手段がある／低＝軽微", font_color="#7F7F7F"
    )
    columns = (
        Column("id", "不具合No", 9, look="center"),
        Column("system", "システム", 8, look="center"),
        Column("title", "不具合名", 36),
        Column("description", "事象", 40),
        Column("severity", "重要度", 8, look="center"),
        Column("detected_date", "発見日", 11, "発見", "date"),
        Column("detected_by", "発見者", 11, "発見"),
        Column("test_id", "テストID", 9, "発見", "center"),
        Column("vendor", "担当ベンダー", 9, "対応", "center"),
        Column("owner", "担当者", 11, "対応"),
        Column("status", "ステータス", 12, "対応", "center"),
        Column("cause", "原因", 14, "対応"),
        Column("action", "対応内容", 34, "対応"),
        Column("fix_plan_date", "修正予定日", 11, "対応", "date"),
        Column("fixed_date", "修正日", 11, "対応", "date"),
        Column("retest_plan_date", "再テスト予定日", 11, "再テスト", "date"),
        Column("retest_result", "再テスト結果", 9, "再テスト", "center"),
        Column("closed_date", "完了日", 11, "完了", "date"),
        Column("approved_by", "承認者", 10, "完了"),
        Column("remarks", "備考", 24),
    )
    defects = rows["defect"]
    lines: list[Line] = [*defects]
    if not clean:
        lines += [Blank({"id": f"D-{len(defects) + 20 + n:03d}"}) for n in range(1, 11)]
    below = sheet.table(4, 0, columns, lines)
    words = book.sheet("リスト")
    for number, (name, listed) in enumerate(
        (
            ("重要度", LEVEL),
            ("ステータス", [*dict.fromkeys([*DEFECT.values(), "調査中", "仕様どおり", "重複", "再現せず"])]),
            ("担当ベンダー", ("A社", "B社", "C社")),
        )
    ):
        words.text(0, number, name, bold=True, bg_color="#F2F2F2")
        for row, word in enumerate(listed.values() if isinstance(listed, dict) else listed, 1):
            words.text(row, number, word)
        last = len(listed) + 1
        place = [column.heading for column in columns].index(name)
        letter = xl_col_to_name(number)
        rule = {"validate": "list", "source": f"=リスト!${letter}$2:${letter}${last}", "error_type": "warning"}
        sheet.page.data_validation(6, place, below - 1, place, rule)
    words.print_setup((0, 0), landscape=False)
    page = sheet.page
    page.freeze_panes(6, 3)
    page.autofilter(5, 0, below - 1, len(columns) - 1)
    strong = book.xlsx.add_format({"bg_color": "#FF9999", "bold": True})
    page.conditional_format(
        6, 4, below - 1, 4, {"type": "cell", "criteria": "==", "value": '"致命的"', "format": strong}
    )
    page.insert_textbox(
        0, 13, "確認印\n（PMO）", {"width": 80, "height": 58, "line": {"color": "#C00000"}, "font": {"color": "#C00000", "size": 9},
                          "fill": {"none": True}, "description": "確認印"}
    )  # fmt: skip
    page.write_comment("E5", "基準は「重要度基準表」を参照。迷うときは夕会で決める。", {"author": "海野なぎさ"})
    sheet.print_setup((4, 5))
    return book.done()


def requirement_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """要件一覧.xlsx: an Excel table (ListObject)."""
    book = Book("要件一覧.xlsx", "游ゴシック", cells, "空野ひかる")
    sheet = book.sheet("要件一覧", heading="#4472C4", words={"severity": LEVEL})
    sheet.title("要件一覧")
    sheet.text(1, 0, f"{PROJECT}　要件定義書 第3.2版より", font_color="#7F7F7F")
    columns = (
        Column("id", "要件ID", 10, look="center"),
        Column("category", "大分類", 8, look="center"),
        Column("title", "要件名", 22),
        Column("description", "要件内容", 60),
        Column("severity", "重要度", 8, look="center"),
        Column("vendor", "担当ベンダー", 12, look="center"),
        Column("owner", "責任者", 11),
        Column("updated_date", "更新日", 11, look="date"),
        Column("remarks", "備考", 20),
    )
    below = sheet.table(3, 0, columns, rows["requirement"])
    sheet.page.add_table(
        3, 0, below - 1, len(columns) - 1,
        {"name": "要件", "style": "Table Style Light 9", "columns": [{"header": column.heading} for column in columns]},
    )  # fmt: skip
    sheet.page.freeze_panes(4, 1)
    sheet.print_setup((3, 3))
    return book.done()
