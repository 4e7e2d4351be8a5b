"""python -m tests.make.training_template: report_templates/トレーニング.xlsx: a sheet for each of its lists, 明細, 根拠."""

from pathlib import Path

from tests.make.daily_charts import FONT, GREY, NAVY, PALE, pixels
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.meeting_pages import new_book, written

PAGE = "トレーニング"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
CREAM = "#FFFBEA"
CENTER, BOLD = {"align": "center"}, {"bold": True}
WRAPPED = {"text", "title", "action", "missing", "lacking", "remarks", "org", "side", "round", "who", "classes"}
TEXT = ("原文", "text")
INSIGHT = (  # heading, field, mm, look
    ("No", "no", 9, {}), ("ID", "id", 25, {}), (*TEXT, 62, {}), ("分類", "classes", 23, BOLD), ("件数", "count", 11, CENTER),
    ("対応案", "action", 44, {}), ("担当側", "side", 27, {}), ("期限", "due", 17, BOLD), ("状態", "status", 15, {}),
    ("部門", "org", 15, {}), ("台帳のセル", "place", 25, {}),
)  # fmt: skip
LETTER = (
    *INSIGHT[:2], (*TEXT, 70, {}), *INSIGHT[3:6], *INSIGHT[7:10],
)  # fmt: skip
FOOTER = (
    f'&L&"{FONT}"&8受講率=受講÷対象(1人1回を1名と数える)  {{{{ footer.workdays }}}}  {{{{ footer.health }}}}'
    f'\n{{{{ footer.source }}}}&R&"{FONT}"&8&P / &N'
)


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    readiness(book.add_worksheet("受講準備"), looks)
    attendance(book.add_worksheet("受講状況"), looks)
    insights(book.add_worksheet("気づき・課題"), looks, "気づき・課題", "insights")
    insights(book.add_worksheet("未分類"), looks, "気づき・課題 未分類", "unclassified")
    letter(book.add_worksheet("改善提案"), looks, "改善提案", "業務責任者", "improvements", "判断")
    letter(
        book.add_worksheet("フィードバック"), looks, "フィードバック", "システム担当者", "feedback", "回答・根拠資料"
    )
    documents(book.add_worksheet("説明書修正確認"), looks)
    everybody(book.add_worksheet("明細"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def sheet_of(sheet, looks, title, columns, said, note, *, portrait=False, row=4):
    """Title and project, the sentence of the sheet, two quiet lines, and below them the list."""
    last = len(columns) - 1
    prepare(sheet, looks, title, (), "", titles=(row, row), page=PAGE)
    if portrait:
        sheet.set_portrait()
    sheet.set_footer(FOOTER, {"margin": 0.3})
    for column, (_, _, width, _) in enumerate(columns):
        sheet.set_column_pixels(column, column, pixels(width))
    sheet.write_string(0, last, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    sheet.write_string(1, 0, said, looks(12, bold=True, font_color=NAVY))
    sheet.write_string(2, 0, note, looks(9, font_color=GREY))
    sheet.write_string(row - 1, last, "{{ moment }}", looks(8, font_color=GREY, align="right"))
    sheet.set_row(1, 20)
    sheet.set_row(2, 15)
    for quiet in range(3, row):
        sheet.set_row(quiet, 13)
    sheet.print_area(0, 0, row + 1, last)


def table(sheet, looks, row, name, columns):
    sheet.set_row(row, 20)
    for column, (text, field, _, look) in enumerate(columns):
        aligned = {name: look[name] for name in ("align", "indent") if name in look}
        fill = {"bg_color": CREAM} if field == "decision" else {"bg_color": PALE}
        sheet.write_string(row, column, text, looks.head(bold=True, text_wrap=True, **fill, **aligned))
        wrap = {"text_wrap": True} if field in WRAPPED else {}
        link = {"font_color": "#0B5394", "underline": 1} if field == "place" else {}
        ground = {"bg_color": CREAM} if field == "decision" else {}
        sheet.write_string(row + 1, column, f"{{{{ {name}[].{field} }}}}", looks.cell(**wrap, **link, **ground, **look))


def readiness(sheet, looks):
    """受講準備: those not ready first, at most thirty."""
    columns = (
        ("回・研修", "round", 24, {}), ("日時", "when", 34, {}), ("部門", "org", 24, {}), ("受講者", "who", 26, {}),
        ("資料", "documents", 13, CENTER), ("ID", "account", 13, CENTER), ("環境", "environment", 13, CENTER),
        ("ほか", "others", 13, CENTER), ("済んでいない準備", "lacking", 26, BOLD),
    )  # fmt: skip
    said, note = "{{ headline.outcome }}", "{{ headline.cause }}"
    sheet_of(sheet, looks, "受講準備 {{ title }}", columns, said, note, portrait=True)
    sheet.write_string(2, len(columns) - 1, "{{ ready_note }}", looks(9, bold=True, font_color=NAVY, align="right"))
    sheet.fit_to_pages(1, 1)
    sheet.write_string(3, 0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))
    table(sheet, looks, 4, "ready", columns)


def attendance(sheet, looks):
    """受講状況: a row a department, the lowest rate first."""
    right = {"align": "right"}
    columns = (
        ("部門", "org", 27, {}), ("対象", "target", 13, right), ("受講", "attended", 13, right), ("代理", "proxy", 13, right),
        ("欠席", "absent", 13, right), ("要確認", "unclear", 13, right), ("これから", "coming", 14, right),
        ("受講率", "rate", 15, right | BOLD), ("未受講者(済んだ回の人は理由つき)", "missing", 65, {"indent": 1}),
    )  # fmt: skip
    sheet_of(sheet, looks, "受講状況", columns, "{{ said.status }}", "{{ said.rule }}", portrait=True, row=5)
    sheet.write_string(3, 0, "{{ said.how }}", looks(8, font_color=GREY))
    sheet.write_string(4, 0, "{{ said.early }}", looks(8, font_color=GREY))
    table(sheet, looks, 5, "status", columns)


def insights(sheet, looks, title, name):
    """What came up, in the words of whoever wrote it, what most say first; what has no class yet on its own sheet."""
    note = "原文のまま載せています。(案)は文面・分類から置いたもので、台帳の記入が優先です"
    sheet_of(sheet, looks, title, INSIGHT, f"{{{{ said.{name} }}}}", note)
    table(sheet, looks, 4, name, INSIGHT)


def letter(sheet, looks, title, who, name, blank):
    """One of the two addressees' lists; the ids are those of 気づき・課題."""
    columns = (*LETTER, (blank, "decision", 44, {}))
    note = "IDは「気づき・課題」と同じです。両方の分類を持つものは、業務責任者とシステム担当者の両方に載ります"
    sheet_of(sheet, looks, f"{title} 宛:{who}", columns, f"{{{{ said.{name} }}}}", note)
    table(sheet, looks, 4, name, columns)


def documents(sheet, looks):
    """説明書修正確認: closed on an old version first."""
    columns = (
        ("判定", "mark", 20, BOLD), ("指摘ID", "id", 20, {}), ("指摘", "title", 82, {}), ("文書", "document", 22, {}),
        ("指摘版", "found_in", 18, {}), ("修正確認版", "checked_in", 20, {}), ("最新版", "newest", 18, BOLD),
        ("確認者", "who", 25, {}), ("状態", "status", 18, {}), ("台帳のセル", "place", 30, {}),
    )  # fmt: skip
    note = "最新版は、台帳にある版のうちその文書でいちばん新しいものです"
    sheet_of(sheet, looks, "説明書修正確認", columns, "{{ said.documents }}", note)
    table(sheet, looks, 4, "documents", columns)


def everybody(sheet, looks):
    """明細: everybody who is to attend."""
    widths = (12, 16, 20, 22, 10, 14, 22, 44, 18)
    prepare(sheet, looks, "明細", widths, "{{ title }}  {{ moment }}", page=PAGE)
    fields = (("開催日", "day"), ("部門", "org"), ("受講者", "who"), ("研修", "title"), ("状況", "state"), ("出欠の欄", "word"),
              ("済んでいない準備", "lacking"), ("気づき・備考", "remarks"), ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "everybody[]", fields, wrapped=WRAPPED)
    sheet.autofilter(3, 0, 4, len(fields) - 1)


if __name__ == "__main__":
    build()
