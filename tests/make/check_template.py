"""python -m tests.make.check_template: report_templates/指摘一覧.xlsx, A4 landscape."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import xlsxwriter

from tests.make.paper import steady

TARGET = Path(__file__).parents[2] / "report_templates" / "指摘一覧.xlsx"
REMINDER = TARGET.with_name("指摘_宛先別.xlsx")
FONT = "游ゴシック"
NAVY, GREY, HAIR, PALE, LINK = "#1F2A44", "#595959", "#C9CED8", "#EEF1F6", "#0B5394"
RED, YELLOW = "#F4B6B0", "#FFE699"
# heading, field, width, alignment
LIST = (
    ("No", "no", 4.5, "center"),
    ("レベル", "level", 8.5, "left"),
    ("コード", "code", 6.5, "center"),
    ("台帳", "register", 18, "left"),
    ("セル", "cell", 6.5, "center"),
    ("ID", "id", 8.5, "left"),
    ("指摘", "message", 52, "left"),
    ("直し方", "correction", 18, "left"),
    ("自動\n修正", "fixable", 5, "center"),
    ("宛先", "addressee", 11, "left"),
    ("対応", "done", 10, "left"),
    ("期限", "due", 9.5, "center"),
)
OWN = (*LIST[:9], *LIST[10:])
BY_ADDRESSEE = (LIST[9], *LIST[:9], *LIST[10:])
ACCEPTED = (
    LIST[1],
    LIST[2],
    LIST[3],
    LIST[4],
    LIST[5],
    LIST[6],
    ("理由", "reason", 34, "left"),
    ("受容期限", "until", 10.5, "center"),
)
FULL = (*LIST[:10], ("影響する数値", "affects", 24, "left"))
LEVELS = (
    ("× エラー", "error", "集計が誤る、または数えられない", RED),
    ("△ 警告", "warning", "進め方のリスク", YELLOW),
    ("・ 情報", "info", "整理しておくとよいもの", PALE),
)


def build(target=TARGET):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 11}}
    )
    book.set_properties({"title": "指摘一覧", "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks = Looks(book)
    summary(new_sheet(book, "まとめ"), looks)
    listing(
        new_sheet(book, "指摘"),
        looks,
        "指摘一覧",
        LIST,
        "findings",
        "急ぐ順 (本日の数値への影響→待ちテスト→レベル→期限)",
    )
    listing(
        new_sheet(book, "宛先別"),
        looks,
        "宛先別の指摘",
        BY_ADDRESSEE,
        "by_addressee",
        "宛先の順。フィルターで宛先を選べます",
    )
    listing(
        new_sheet(book, "受容済み"),
        looks,
        "受容済みの指摘",
        ACCEPTED,
        "accepted",
        "受容期限の早い順。期限の翌日から指摘に戻ります",
    )
    listing(new_sheet(book, "全件"), looks, "指摘 全件", FULL, "all", "台帳と行の順")
    book.close()
    steady(without_excels_name(data.getvalue()), target)


def build_reminder(target=REMINDER):
    """report_templates/指摘_宛先別.xlsx: one addressee's list, to be filled in and sent back."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 11}}
    )
    book.set_properties({"title": "指摘一覧 宛先別", "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks, page = Looks(book), new_sheet(book, "ご確認のお願い")
    listing(page, looks, "{{ addressee }}", OWN, "findings", "{{ headline }}")
    page.write("A2", "{{ project.name }}　{{ moment }}　作成: {{ author }}", looks(9, font_color=GREY))
    page.write("G1", "{{ headline }}", looks(10, bold=True, font_color=NAVY))
    page.write("G2", "ご記入のお願い: {{ reply_by }} まで", looks(10, bold=True, font_color=NAVY))
    book.close()
    steady(without_excels_name(data.getvalue()), target)


def without_excels_name(data):
    """The package no longer says Excel made it: LibreOffice would believe its row heights instead of fitting the text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as out:
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "docProps/app.xml":
                part = part.replace(b"<Application>Microsoft Excel</Application>", b"<Application>pmo_xl</Application>")
            out.writestr(info, part)
    return made.getvalue()


class Looks:
    """The looks the workbook is made of, each made once."""

    def __init__(self, book):
        self._book, self._made = book, {}

    def __call__(self, size=9, **properties):
        key = (size, *sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": size, "valign": "vcenter"}
            self._made[key] = self._book.add_format(base | properties)
        return self._made[key]

    def head(self, align="center"):
        return self(bold=True, font_color="#FFFFFF", bg_color=NAVY, align=align, text_wrap=True, border=1,
                    border_color=NAVY)  # fmt: skip

    def cell(self, align, **more):
        inset = {} if align == "center" else {"indent": 1}
        return self(align=align, valign="top", text_wrap=True, border=1, border_color=HAIR, **inset, **more)

    def fill(self, **properties):
        """A look of a conditional format: nothing but what it changes."""
        key = ("fill", *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def new_sheet(book, name):
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.47, right=0.47, top=0.59, bottom=0.59)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.set_footer(f'&L&"{FONT}"&8指摘一覧 {name}&R&"{FONT}"&8&P / &N')
    return page


def summary(page, looks):
    for number, width in enumerate((44, 10, 10, 10, 10, 10, 44)):
        page.set_column(number, number, width)
    page.write("A1", "指摘一覧", looks(18, bold=True, font_color=NAVY))
    page.write("A2", "{{ project.name }}　{{ moment }}　作成: {{ author }}", looks(9, font_color=GREY))
    page.write("A3", "{{ headline }}", looks(12, bold=True, font_color=NAVY))
    page.write("A4", "{{ summary }}　受容済み{{ counts.accepted }}件", looks(9, font_color=GREY))
    page.set_row(0, 30)
    page.set_row(2, 24)
    row = block(page, looks, 5, "レベル別", ("レベル", "件数"))
    for words, key, meaning, color in LEVELS:
        page.write(row, 0, f"{words}　{meaning}", looks.cell("left", bg_color=color))
        page.write(row, 1, f"{{{{ counts.{key} }}}}", looks.cell("right", num_format="#,##0"))
        row += 1
    page.write(
        row, 0, "計　うち本日の数値に影響 {{ counts.affecting }}件", looks.cell("left", bold=True, bg_color=PALE)
    )
    page.write(row, 1, "{{ counts.total }}", looks.cell("right", bold=True, bg_color=PALE, num_format="#,##0"))

    row = block(page, looks, row + 2, "宛先別", ("宛先", "件数", "× エラー", "△ 警告", "・ 情報"))
    cells(page, looks, row, "addressees", ("name", "total", "error", "warning", "info"))
    row = block(page, looks, row + 2, "本日の報告で影響を受ける数値", ("数値", "指摘", "対象ID"), through=6)
    cells(page, looks, row, "figures", ("name", "count", "ids"), through=6)
    row = block(page, looks, row + 2, "実行できなかった確認", ("確認", "コード", "理由"), through=6)
    cells(page, looks, row, "failed", ("name", "code", "reason"), through=6)
    row = block(page, looks, row + 2, "対象がなく省いた確認", ("確認", "コード", "理由"), through=6)
    cells(page, looks, row, "skipped", ("name", "code", "reason"), through=6)
    row = block(page, looks, row + 2, "設定について", ())
    page.write(row, 0, "{{ notes[].text }}", looks(9))
    page.write(row + 2, 0, "{{ footer }}", looks(8, font_color=GREY))
    page.write(
        row + 3, 0, "自動修正  可: 一括で直せます  確認: 値を提案します  人: 人が判断します", looks(8, font_color=GREY)
    )


def block(page, looks, row, title, headings, through=0):
    """A block's title and headings; gives back the row below them."""
    page.write(row, 0, title, looks(11, bold=True, font_color=NAVY))
    for number, heading in enumerate(headings):
        last = number == len(headings) - 1 and through
        page.write(row + 1, number, heading, looks.head(align="left") if last else looks.head())
    for number in range(len(headings), through + 1):
        page.write_blank(row + 1, number, None, looks.head())
    return row + 2 if headings else row + 1


def cells(page, looks, row, name, fields, through=0):
    """The pattern row of a list; its last text may run on to column `through` over cells left empty."""
    for number, field in enumerate(fields):
        figure = field in ("total", "error", "warning", "info", "count")
        align = "right" if figure else "center" if field == "code" else "left"
        inset = {} if align == "center" else {"indent": 1}
        look = looks(9, valign="top", bottom=1, bottom_color=HAIR, align=align, **inset,
                     num_format="#,##0;-#,##0;−" if figure else "General")  # fmt: skip
        if field is None:
            page.write_blank(row, number, None, look)
        else:
            page.write(row, number, f"{{{{ {name}[].{field} }}}}", look)
    for number in range(len(fields), through + 1):
        page.write_blank(row, number, None, looks(9, bottom=1, bottom_color=HAIR))


def listing(page, looks, title, columns, name, order):
    for number, (_, _, width, _) in enumerate(columns):
        page.set_column(number, number, width)
    last = len(columns) - 1
    page.write("A1", title, looks(16, bold=True, font_color=NAVY))
    page.write("A2", "{{ project.name }}　{{ moment }}　" + order, looks(9, font_color=GREY))
    page.set_row(0, 28)
    page.set_row(2, 28)
    for number, (heading, field, _, align) in enumerate(columns):
        page.write(2, number, heading, looks.head())
        more = {"font_color": LINK, "underline": 1} if field == "cell" else {}
        if field in ("due", "until"):
            more["num_format"] = "yyyy/mm/dd"
        # no height on this row: it grows with its wrapped text
        page.write(3, number, f"{{{{ {name}[].{field} }}}}", looks.cell(align, **more))
    level = [field for _, field, _, _ in columns].index("level")
    letter = chr(ord("A") + level)
    for words, _, _, color in LEVELS[:2]:
        page.conditional_format(
            3, level, 3, level,
            {"type": "formula", "criteria": f'=LEFT(${letter}4,1)="{words[0]}"', "format": looks.fill(bg_color=color)},
        )  # fmt: skip
    if columns is BY_ADDRESSEE:  # a line where the next addressee begins
        page.conditional_format(
            3, 0, 3, last,
            {"type": "formula", "criteria": "=$A4<>$A3", "format": looks.fill(top=1, top_color=NAVY, left=1, left_color=HAIR, right=1, right_color=HAIR, bottom=1, bottom_color=HAIR)},
        )  # fmt: skip
    page.autofilter(2, 0, 3, last)
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.print_area(0, 0, 3, last)


if __name__ == "__main__":
    build()
    build_reminder()
