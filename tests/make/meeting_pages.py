"""What the pages of the day's meetings share: paper, head, lists of fixed length, lists side by side, foot."""

import datetime as dt
import io

import xlsxwriter

from tests.make.daily_charts import FONT, GREY, NAVY, PALE, pixels, tidied
from tests.make.daily_workbook import Looks, Pen, ruled
from tests.make.paper import steady

CENTER = {"align": "center"}


def new_book(title):
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
    book.set_properties({"title": title, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    return data, book, Looks(book)


def written(data, book, target):
    book.close()
    steady(tidied(data.getvalue()), target)


def new_page(page, looks, columns, title):
    """A4 portrait, margins as reports.md says, no grid."""
    page.set_paper(9)
    page.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    page.set_footer(f'&L&"{FONT}"&8{title}&R&"{FONT}"&8&P / 1', {"margin": 0.3})
    page.center_horizontally()
    page.hide_gridlines(2)
    for number, width in enumerate(columns):
        page.set_column_pixels(number, number, pixels(width))
    return Pen(page, looks, len(columns) - 1)


def head(put, looks, size=14):
    """Title, moment and addressee; below the rule the conclusion and what it comes from."""
    put.row(25)
    put.text(0, "{{ stamp }}{{ title }}", looks.title)
    put.text(put.last, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    put.row(13)
    put.text(put.last, "{{ address }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 3)
    put.row(20)
    put.text(0, "{{ headline.outcome }}", looks(size, bold=True, font_color=NAVY))
    put.row(15)
    put.text(0, "{{ headline.cause }}", looks(10.5, font_color=NAVY))
    put.row(11)
    put.text(0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))


def cards(put, looks, cards):
    """A band of figures; a card is its first and last column and its name."""
    lines = (
        (12, "label", {"size": 9, "bold": True, "font_color": GREY, "top": 2, "top_color": NAVY}),
        (23, "value", {"size": 18, "bold": True, "font_color": NAVY}),
        (12, "note", {"size": 8.5, "font_color": GREY}),
    )
    for height, field, look in lines:
        put.row(height)
        for first, last, name in cards:
            put.band(first, last, looks(**look, bg_color=PALE))
            put.text(first, f"{{{{ figures.{name}.{field} }}}}", looks(**look, bg_color=PALE, indent=1))
    put.space(4)


def heading(sheet, looks, row, title, columns):
    """The name of a list on a sheet behind the page."""
    sheet.set_row(row, 20)
    for column in range(columns):
        sheet.write_blank(row, column, None, looks.heading)
    sheet.write_string(row, 0, title, looks.heading)


def block(put, looks, listed, span, rows, height, *, close=True):
    """A list: its name and how many there are, heading row, the rows the paper has room for, and what did not fit."""
    side_by_side(put, looks, rows, height, ((listed,), span), close=close)


def side_by_side(put, looks, rows, height, *sides, close=True):
    """Lists beside each other; on each side one below the other. A side is its lists and its first and last column."""
    lines = [list(_lines(looks, lists, span, rows)) for lists, span in sides]
    top = put.at
    for number in range(max(map(len, lines))):
        here = [side[number] for side in lines if number < len(side)]
        put.row(14.5 if any(kind == "title" for kind, _ in here) else height)
        for _, write in here:
            write(put)
    for lists, (first, last) in sides:
        row = top
        for name, _, columns in lists:
            ruled(put.page, looks, row + 2, row + 1 + rows[name], first, last, key=columns[1][0])
            row += 2 + rows[name]
    if close:
        put.space(3)


def _lines(looks, lists, span, rows):
    for name, title, columns in lists:
        yield "title", lambda put, name=name, title=title: _title(put, looks, span, name, title)
        yield "head", lambda put, columns=columns: _heads(put, looks, span, columns)
        for number in range(rows[name]):
            yield (
                "row",
                lambda put, name=name, columns=columns, number=number: _row(put, looks, name, rows, columns, number),
            )


def _title(put, looks, span, name, title):
    put.under((*span, f"{title}  {{{{ {name}_head }}}}"))
    put.text(span[1], f"{{{{ {name}_note }}}}", looks(9, font_color=GREY, align="right", bottom=1, bottom_color=NAVY))


def _heads(put, looks, span, columns):
    put.band(*span, looks.head())
    for column, heading, _, look in columns:
        align = {"align": look["align"]} if "align" in look else {}
        put.text(column, heading, looks.head(**align))


def _row(put, looks, name, rows, columns, number):
    for column, _, field, look in columns:
        put.tag(column, f"{name}[{rows[name]}].{field}", looks(9, **look), first=number == 0)


def foot(put, looks):
    put.rule(looks(8, top=1, top_color=NAVY), 3)
    for text in (
        "{{ footer.scope }}  {{ footer.definition }}  {{ footer.health }}",
        "{{ footer.workdays }}  {{ footer.source }}",
    ):
        put.row(11)
        put.text(0, text, looks(8, font_color=GREY))
