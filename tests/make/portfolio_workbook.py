"""report_templates/案件横断報告.xlsx: all projects on A4 landscape, and behind it the lists, the data and 根拠."""

import datetime as dt
import io

import xlsxwriter

from tests.make.daily_charts import FONT, GREY, NAVY, PALE, pixels, tidied
from tests.make.daily_sheets import put_or_blank
from tests.make.daily_workbook import GREEN, RED, YELLOW, Looks, Pen
from tests.make.paper import steady

PAGE = "案件横断報告"
LINK = {"font_color": "#0B5394", "underline": 1}
COLUMNS = (  # heading, mm of the 273 between the margins, what stands in the cell, its look
    ("No", 7, "no", {"align": "center"}),
    ("案件", 34, "title", {"text_wrap": True, "bold": True}),
    ("総合", 15, "overall\nbefore", {"align": "center", "text_wrap": True}),
    ("進捗", 9, "progress", {"align": "center"}),
    ("品質", 9, "quality", {"align": "center"}),
    ("課題", 9, "issues", {"align": "center"}),
    ("体制", 9, "resources", {"align": "center"}),
    ("総合の理由", 38, "reason", {"text_wrap": True, "indent": 1}),
    ("消化率\n前日比", 16, "rate\nrate_note", {"align": "right", "text_wrap": True}),
    ("計画との差\n計画", 18, "gap\ngap_note", {"align": "right", "text_wrap": True}),
    ("完了見込\n計画比・前日比", 29, "forecast\nforecast_note", {"align": "right", "text_wrap": True}),
    ("期限超過\n前日比", 14, "overdue\noverdue_note", {"align": "right", "text_wrap": True}),
    ("残不具合\n前日比", 14, "open\nopen_note", {"align": "right", "text_wrap": True}),
    ("重要度", 23, "severities", {"text_wrap": True, "indent": 1}),
    ("データ", 20, "faults\nfaults_note", {"text_wrap": True}),
    ("報告", 9, "link", LINK | {"align": "center"}),
)
CARDS = ((0, 2, "first"), (3, 6, "second"), (7, 7, "third"), (8, 10, "fourth"), (11, 15, "fifth"))
LAST = len(COLUMNS) - 1
LIGHTS = (2, 6)
COUNTS = (
    ("前回残", "previous", 9),
    ("新規", "new", 8),
    ("完了", "closed", 8),
    ("他", "other", 8),
    ("残", "open", 8),
    ("遅れ", "overdue_fix", 8),
    ("0〜2日", "d0_2", 8),
    ("3〜5日", "d3_5", 8),
    ("6〜10日", "d6_10", 9),
    ("11日〜", "d11", 8),
    ("検出日なし", "unknown", 11),
)
VENDORS = (("ベンダー", "vendor", 26), ("案件数", "cases", 44), *COUNTS)
VENDOR_ROWS = (("ベンダー", "vendor", 26), ("案件", "project", 44), *COUNTS)
DATA = (
    ("No", "no", 5), ("案件", "name", 30), ("フォルダ", "folder", 24), ("フェーズ", "phase", 9), ("終了日", "phase_end", 11),
    ("総合", "overall", 7), ("前回", "before", 7), ("進捗", "progress", 7), ("品質", "quality", 7), ("課題", "issues", 7),
    ("体制", "resources", 7), ("消化率", "rate", 9), ("前回との差", "rate_delta", 10), ("計画消化率", "planned", 10),
    ("計画との差", "gap", 10), ("完了率", "completion", 9), ("残テスト", "remaining", 9), ("完了見込", "forecast", 11),
    ("計画比(営業日)", "late", 13), ("前回との差(営業日)", "forecast_delta", 16), ("見込を出せない理由", "forecast_reason", 30),
    ("未完了課題", "issues_open", 10), ("期限超過課題", "overdue", 11), ("前回との差", "overdue_delta", 10), ("残不具合", "open", 9),
    ("前回との差", "open_delta", 10), ("致命", "critical", 6), ("高", "high", 6), ("中", "medium", 6), ("低", "low", 6),
    ("空欄", "unranked", 6), ("修正遅れ", "overdue_fixes", 9), ("要修正", "faults", 8), ("数値影響", "affecting", 9),
    ("参考値", "stamp", 8), ("参考値の理由", "stamp_reason", 36), ("読めないブック", "unread", 24), ("できなかったこと・注記", "remark", 40),
)  # fmt: skip
EVIDENCE = (
    ("キー", "key", 7), ("表示箇所", "where", 17), ("案件", "project", 20), ("名称", "name", 20), ("表示値", "text", 14), ("値", "value", 12),
    ("式", "formula", 28), ("分子", "count", 8), ("分母", "of", 8), ("対象ID・内訳", "ids", 34), ("台帳・セル", "place", 16),
    ("案件の根拠", "own", 10), ("出典ファイル", "file", 18), ("保存時刻", "saved", 15), ("前回値", "previous", 11),
    ("前回日", "previous_day", 11),
)  # fmt: skip
RATES = {"rate", "planned", "completion"}
DAYS = {"phase_end", "forecast", "previous_day"}
WRAPPED = {"name", "project", "reason", "hint", "formula", "ids", "stamp_reason", "remark", "forecast_reason", "unread", "folder",
           "where", "file"}  # fmt: skip
TEXTS = WRAPPED | {"vendor", "cases", "phase", "ask", "stamp", "key", "text", "saved", "page", "place", "own", "overall", "before",
                   "progress", "quality", "resources", "issues", "change"}  # fmt: skip


def build(target):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data,
        {
            "in_memory": True,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
            "default_row_height": 25,
            "default_column_width": 72,
        },
    )
    book.set_properties({"title": PAGE, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks = Looks(book)
    front(book.add_worksheet(PAGE), looks)
    failures(book.add_worksheet("読めない案件"), looks)
    vendors(book.add_worksheet("ベンダー別"), looks)
    trends(book.add_worksheet("推移"), looks)
    figures(book.add_worksheet("案件データ"), looks)
    outputs(book.add_worksheet("出力"), looks)
    evidence(book.add_worksheet("根拠"), looks)
    book.close()
    steady(tidied(data.getvalue()), target)


def front(page, looks):
    """The page: conclusion, warnings, five cards, and a line for every project."""
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    page.set_footer(f'&L&"{FONT}"&8{{{{ root }}}} {PAGE} {{{{ moment }}}}&R&"{FONT}"&8&P / &N', {"margin": 0.3})
    page.center_horizontally()
    page.hide_gridlines(2)
    for number, (_, width, _, _) in enumerate(COLUMNS):
        page.set_column_pixels(number, number, pixels(width))
    put = Pen(page, looks, LAST)
    put.row(27)
    put.text(0, "{{ title }}", looks.title)
    put.text(LAST, "{{ root }}", looks(11, bold=True, font_color=NAVY, align="right"))
    put.row(15)
    put.text(LAST, "{{ address }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 5)
    put.row(22)
    put.text(0, "{{ outcome }}", looks(14, bold=True, font_color=NAVY))
    put.row(18)
    put.text(0, "{{ cause }}", looks(11, font_color=NAVY))
    put.row(14)
    put.text(0, "{{ warnings[].text }}", looks(9, bold=True, font_color="#9C1C1C"))
    put.space(4)
    cards(put, looks)
    put.headings((0, LAST, "案件一覧"))
    put.row(12)
    put.text(0, "{{ order }}", looks(8, font_color=GREY))
    put.row(26)
    for number, (heading, _, _, look) in enumerate(COLUMNS):
        side = {name: look[name] for name in ("align", "indent") if name in look}
        put.text(number, heading, looks.head(bold=True, bg_color=PALE, text_wrap=True, **side))
    titles = put.at - 1
    put.at += 1
    for number, (_, _, fields, look) in enumerate(COLUMNS):
        tags = "\n".join(f"{{{{ projects[].{field} }}}}" for field in fields.split("\n"))
        put.text(number, tags, looks.cell(**look))
    first = f"{chr(65 + LIGHTS[0])}{put.at}"
    lights(page, looks, f"{first}:{chr(65 + LIGHTS[1])}{put.at}", first)
    put.row(12)
    put.text(0, "{{ definition }}", looks(8, font_color=GREY))
    page.print_area(0, 0, put.at - 1, LAST)
    page.repeat_rows(titles)
    page.fit_to_pages(1, 0)
    page.freeze_panes(titles + 1, 2)


def cards(put, looks):
    """A band of five cards: label, figure, what it stands against."""
    lines = (
        (15, "label", {"size": 9, "bold": True, "font_color": GREY, "top": 2, "top_color": NAVY}),
        (24, "value", {"size": 15, "bold": True, "font_color": NAVY}),
        (15, "note", {"size": 9}),
    )
    for height, field, look in lines:
        put.row(height)
        for first, last, name in CARDS:
            put.band(first, last, looks(bg_color=PALE, **look))
            edge = {} if first == 0 else {"left": 5, "left_color": "#FFFFFF"}
            put.text(first, f"{{{{ cards.{name}.{field} }}}}", looks(bg_color=PALE, indent=1, **look, **edge))
    put.space(5)


def lights(page, looks, area, cell):
    """Fills by the mark in the first line of the cell: below it stands the light of the last time."""
    line = f"LEFT({cell}&CHAR(10),FIND(CHAR(10),{cell}&CHAR(10)))"
    for mark, color in (("●", RED), ("▲", YELLOW), ("○", GREEN)):
        rule = f'=ISNUMBER(FIND("{mark}",{line}))'
        page.conditional_format(area, {"type": "formula", "criteria": rule, "format": looks.fill(color)})


def prepare(sheet, looks, title, widths, note, *, titles=3, across=1):
    """A sheet behind the page: landscape, its heading row on every printed page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    sheet.set_header(f'&L&"{FONT}"&8{{{{ root }}}}  {PAGE} {title}&R&"{FONT}"&8{{{{ moment }}}}', {"margin": 0.3})
    sheet.set_footer(f'&L&"{FONT}"&8{{{{ definition }}}}&R&"{FONT}"&8&P / &N', {"margin": 0.3})
    sheet.hide_gridlines(2)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, title, looks(16, bold=True, font_color=NAVY))
    sheet.write_string(1, 0, note, looks.quiet)
    sheet.freeze_panes(titles + 1, across)
    sheet.repeat_rows(titles)
    sheet.fit_to_pages(1, 0)


def listing(sheet, looks, row, name, columns, *, rate=()):
    """A heading row and the row that repeats for every item; figures to the right, long texts wrapped."""
    sheet.set_row(row, 18)
    for number, (heading, field, _) in enumerate(columns):
        is_text = field in TEXTS
        beside = {"indent": 1} if is_text and number and columns[number - 1][1] not in TEXTS else {}
        side = beside if is_text else {"align": "right"}
        put_or_blank(sheet, row, number, heading, looks.head(bold=True, bg_color=PALE, **side))
        put_or_blank(
            sheet, row + 1, number, f"{{{{ {name}[].{field} }}}}", looks.cell(**look_of(field, rate), **beside)
        )


def look_of(field, rate):
    if field in rate:
        return {"num_format": "0.0%", "align": "right"}
    if field in DAYS:
        return {"num_format": "yyyy/mm/dd", "align": "right"}
    if field in ("place", "own"):
        return dict(LINK)
    if field in ("value", "previous", "no"):
        return {"align": "right"}
    if field in TEXTS:
        return {"text_wrap": True} if field in WRAPPED else {}
    return {"num_format": "#,##0;-#,##0;0", "align": "right"}


def total(sheet, looks, row, last):
    """The last line of a list, when it is the sum: bold, with a rule above."""
    bold = looks.total
    area = (row, 0, row, last)
    sheet.conditional_format(*area, {"type": "formula", "criteria": f'=$A{row + 1}="合計"', "format": bold})


def failures(sheet, looks):
    """読めない案件: why, what helps, whom to ask."""
    columns = (("No", "no", 5), ("案件", "name", 30), ("フォルダ", "folder", 26), ("理由", "reason", 46), ("対処", "hint", 46),
               ("確認先", "ask", 16))  # fmt: skip
    note = "読めなかった案件は、どの数字にも含みません。確認先が【要確認】の案件は、フォルダの持ち主にお尋ねください"
    prepare(sheet, looks, "読めない案件", [width for _, _, width in columns], note, across=2)
    listing(sheet, looks, 3, "failures", columns)


def vendors(sheet, looks):
    """ベンダー別: over all projects with the ages of what is open, and below it project by project."""
    note = "前回残＋新規−完了±他(移管・再開)＝残、遅れ＝修正予定超過、日数＝検出からの営業日。{{ vendors_note }}"
    prepare(sheet, looks, "ベンダー別 不具合", [width for _, _, width in VENDORS], note)
    listing(sheet, looks, 3, "vendors", VENDORS)
    total(sheet, looks, 4, len(VENDORS) - 1)
    sheet.set_row(6, 20)
    for column in range(len(VENDORS)):
        sheet.write_blank(6, column, None, looks.heading)
    sheet.write_string(6, 0, "案件ごと", looks.heading)
    listing(sheet, looks, 7, "vendor_rows", VENDOR_ROWS)


def trends(sheet, looks):
    """推移: the last ten working days of three figures."""
    days = tuple((f"{{{{ trend_days.d{n} }}}}", f"d{n}", 11) for n in range(1, 11))
    columns = (("案件", "name", 34), *days, ("変化", "change", 20))
    prepare(sheet, looks, "推移(10営業日)", [width for _, _, width in columns], "{{ trend_note }}")
    row = 2
    for title, name in (("消化率", "rate"), ("残不具合(件)", "open"), ("期限超過課題(件)", "overdue")):
        if name != "rate":
            sheet.set_row(row, 20)
        for column in range(len(columns)):
            sheet.write_blank(row, column, None, looks.heading)
        sheet.write_string(row, 0, title, looks.heading)
        rate = {f"d{n}" for n in range(1, 11)} if name == "rate" else ()
        listing(sheet, looks, row + 1, f"trend_{name}", columns, rate=rate)
        total(sheet, looks, row + 2, len(columns) - 1)
        row += 4


def figures(sheet, looks):
    """案件データ: a row for every project, to be sorted, filtered, and added up."""
    note = "1案件1行。並べ替え・絞り込み・集計にお使いください"
    prepare(sheet, looks, "案件データ", [width for _, _, width in DATA], note, across=2)
    listing(sheet, looks, 3, "data", DATA, rate=RATES | {"rate_delta"})
    sheet.autofilter(3, 0, 4, len(DATA) - 1)
    sheet.fit_to_pages(3, 0)
    sheet.repeat_columns(0, 1)


def outputs(sheet, looks):
    """出力: the files of every project."""
    columns = (("案件", "project", 40), ("頁", "page", 26), ("ファイル", "file", 60))
    prepare(sheet, looks, "出力", [width for _, _, width in columns], "ファイル名を選ぶと開きます")
    listing(sheet, looks, 3, "outputs", columns)
    sheet.write_string(4, 2, "{{ outputs[].file }}", looks.cell(**LINK))


def evidence(sheet, looks):
    """根拠: every printed number, its records, and its row on the project's own 根拠."""
    note = "「案件の根拠」は、その案件の日次報告の根拠シートの行です。対象の全件はそこにあります"
    prepare(sheet, looks, "根拠", [width for _, _, width in EVIDENCE], note)
    listing(sheet, looks, 3, "evidence", EVIDENCE)
