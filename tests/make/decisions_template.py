"""python -m tests.make.decisions_template: report_templates/決定ログ.xlsx, A4 landscape."""

import datetime as dt
import io
from pathlib import Path

import xlsxwriter

from tests.make.daily_sheets import evidence, evidence_ids
from tests.make.daily_workbook import Looks
from tests.make.escalation_template import FONT, FOOTER, Formats, listing, sheet
from tests.make.paper import steady

PAGE = "決定ログ"
TARGET = Path(__file__).parents[2] / "report_templates" / "決定ログ.xlsx"
ASKED = (
    ("No", "no", 4, "center"),
    ("ID", "id", 9, "left"),
    ("件名", "title", 24, "left"),
    ("求める判断", "ask", 26, "left"),
    ("判断者", "who", 14, "left"),
    ("判断期限", "until", 11, "center"),
    ("選択肢", "options", 7, "right"),
    ("推奨案", "recommended", 20, "left"),
    ("期限を過ぎると", "otherwise", 24, "left"),
    ("待ち\nテスト", "waiting", 7, "right"),
    ("判断依頼", "state", 20, "left"),
)
PROVISIONAL = (
    ("No", "no", 4, "center"),
    ("ID", "id", 9, "left"),
    ("件名", "title", 24, "left"),
    ("決定内容", "text", 26, "left"),
    ("決定者", "who", 14, "left"),
    ("確定期限", "due", 11, "center"),
    ("超過\n営業日", "overdue", 7, "right"),
    ("決定日", "decided", 20, "center"),
    ("これに基づく記録", "rests", 24, "left"),
    ("件数", "count", 7, "right"),
    ("実現可否", "feasible", 20, "left"),
)
CHECKS = (
    ("No", "no", 4, "center"),
    ("対象", "id", 9, "left"),
    ("対象の件名", "target", 24, "left"),
    ("確認事項", "question", 26, "left"),
    ("ベンダー", "vendor", 14, "left"),
    ("回答期限", "due", 11, "center"),
    ("超過\n営業日", "overdue", 7, "right"),
    ("状態", "state", 20, "left"),
    ("回答", "answer", 24, "left"),
    ("確認ID", "question_id", 7, "left"),
    ("対象の区分", "kind", 20, "left"),
)
CURRENT = (
    ("No", "no", 4, "center"),
    ("ID", "id", 9, "left"),
    ("決定日", "day", 11, "center"),
    ("件名", "title", 24, "left"),
    ("決定内容", "text", 36, "left"),
    ("区分", "kind", 10, "left"),
    ("決定者", "who", 12, "left"),
    ("対象ID", "related", 12, "left"),
    ("備考", "remarks", 24, "left"),
    ("実現可否", "feasible", 16, "left"),
)
OVER = (
    ("No", "no", 4, "center"),
    ("ID", "id", 9, "left"),
    ("件名", "title", 24, "left"),
    ("元の決定内容", "text", 34, "left"),
    ("元の区分", "kind", 10, "left"),
    ("理由", "why", 14, "left"),
    ("いま有効な決定", "by", 12, "left"),
    ("いま有効な内容", "now", 34, "left"),
)


def build(target=TARGET):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": PAGE, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    formats, looks = Formats(book), Looks(book)
    front(book, formats)
    whole(book, formats, "判断依頼", "判断待ちの一覧", "asked[]", ASKED)
    whole(book, formats, "仮決定", "仮決定と、これに基づく記録", "provisional[]", PROVISIONAL)
    whole(book, formats, "決定一覧", "有効な決定", "decided[]", CURRENT)
    whole(book, formats, "置換・取消", "有効でない決定", "over[]", OVER)
    whole(book, formats, "実現可否", "ベンダー別 実現可否の確認事項", "checks[]", CHECKS)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    book.close()
    steady(data.getvalue(), target)


def front(book, formats):
    """One page: what waits, what is past its day, what nobody has confirmed."""
    last = len(ASKED) - 1
    page = sheet(book, formats, PAGE, ASKED)
    page.write("A1", "{{ stamp }}決定ログ・判断依頼", formats.title)
    page.merge_range(1, 0, 1, last, "{{ project.name }}　{{ moment }}　宛: {{ to }}　作成: {{ author }}", formats.small)
    page.merge_range(2, 0, 2, last, "{{ headline }}", formats.headline)
    row = 4
    for title, name, note, columns in (
        ("ご判断いただきたいこと", "first_asked[]", "asked_note", ASKED),
        ("確定期限を過ぎた仮決定", "expired[]", "expired_note", PROVISIONAL),
        ("実現可否 未確認", "unconfirmed[]", "unconfirmed_note", CHECKS),
    ):
        page.write(row, 0, title, formats.heading)
        listing(page, formats, row + 1, name, columns)
        page.set_row(row + 3, 13)
        page.merge_range(row + 3, 0, row + 3, last, f"{{{{ {note} }}}}", formats.small)
        row += 5
    page.set_row(row, 13)
    page.merge_range(row, 0, row, last, "{{ stamp_reason }}", formats.small)
    page.set_footer(FOOTER + f'&R&"{FONT}"&8&P / 1')
    page.center_horizontally()
    page.print_area(0, 0, row, last)
    page.fit_to_pages(1, 1)


def whole(book, formats, name, title, items, columns):
    """A list in full, over as many pages as it takes."""
    page = sheet(book, formats, name, columns)
    page.write("A1", f"{{{{ stamp }}}}{title}", formats.title)
    page.merge_range(1, 0, 1, len(columns) - 1, "{{ project.name }}　{{ moment }}", formats.small)
    listing(page, formats, 3, items, columns)
    page.repeat_rows(3)
    page.freeze_panes(4, 0)
    page.fit_to_pages(1, 0)


if __name__ == "__main__":
    build()
