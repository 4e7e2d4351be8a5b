"""python -m tests.make.training_template: report_templates/トレーニング.xlsx: a sheet for each of its lists, 明細, 根拠."""

from pathlib import Path

from tests.make.daily_charts import GREY, NAVY, PALE
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.meeting_pages import heading, new_book, written

PAGE = "トレーニング"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
CREAM = "#FFFBEA"
CENTER, BOLD = {"align": "center"}, {"bold": True}
WRAPPED = {"text", "title", "action", "missing", "lacking", "remarks", "org", "side", "round", "who", "when", "classes"}
INSIGHT = (
    ("No", "no", 6, {}), ("ID", "id", 11, {}), ("原文", "text", 50, {}), ("分類", "classes", 15, BOLD),
    ("件数", "count", 7, {"align": "right"}), ("対応案", "action", 34, {}), ("担当側", "side", 20, {}), ("期限", "due", 11, BOLD),
    ("状態", "status", 10, {}), ("部門", "org", 12, {}), ("台帳のセル", "place", 17, {}),
)  # fmt: skip
LETTER = (
    *INSIGHT[:3], *INSIGHT[3:6], ("期限", "due", 11, BOLD), ("状態", "status", 10, {}), ("部門", "org", 12, {}),
)  # fmt: skip


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    readiness(book.add_worksheet("受講準備"), looks)
    attendance(book.add_worksheet("受講状況"), looks)
    insights(book.add_worksheet("気づき・課題"), looks)
    letter(book.add_worksheet("改善提案"), looks, "改善提案", "業務責任者", "improvements", "判断")
    letter(
        book.add_worksheet("フィードバック"), looks, "フィードバック", "システム担当者", "feedback", "回答・根拠資料"
    )
    documents(book.add_worksheet("説明書修正確認"), looks)
    everybody(book.add_worksheet("明細"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def sheet_of(sheet, looks, title, columns, said, *, portrait=False, row=4):
    """Title and address, the sentence of the sheet, and below a quiet line the list."""
    last = len(columns) - 1
    prepare(sheet, looks, title, [width for _, _, width, _ in columns], "", titles=(row, row), page=PAGE)
    if portrait:
        sheet.set_portrait()
    sheet.write_string(0, last, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    sheet.write_string(1, 0, said, looks(12, bold=True, font_color=NAVY))
    sheet.set_row(1, 20)
    sheet.write_string(2, 0, "", looks.quiet)
    sheet.set_row(2, 15)
    sheet.write_string(3, last, "{{ moment }}", looks(8, font_color=GREY, align="right"))


def table(sheet, looks, row, name, columns):
    sheet.set_row(row, 20)
    for column, (text, field, _, look) in enumerate(columns):
        aligned = {"align": look["align"]} if "align" in look else {}
        fill = {"bg_color": CREAM} if field == "decision" else {"bg_color": PALE}
        sheet.write_string(row, column, text, looks.head(bold=True, text_wrap=True, **fill, **aligned))
        wrap = {"text_wrap": True} if field in WRAPPED else {}
        link = {"font_color": "#0B5394", "underline": 1} if field == "place" else {}
        ground = {"bg_color": CREAM} if field == "decision" else {}
        sheet.write_string(row + 1, column, f"{{{{ {name}[].{field} }}}}", looks.cell(**wrap, **link, **ground, **look))


def readiness(sheet, looks):
    """受講準備: those not ready first, at most thirty."""
    columns = (
        ("回・研修", "round", 16, {}), ("日時", "when", 14, {}), ("部門", "org", 12, {}), ("受講者", "who", 14, {}),
        ("資料", "documents", 9, CENTER), ("ID", "account", 9, CENTER), ("環境", "environment", 9, CENTER),
        ("ほか", "others", 9, CENTER), ("済んでいない準備", "lacking", 20, BOLD), ("台帳のセル", "place", 16, {}),
    )  # fmt: skip
    sheet_of(sheet, looks, "受講準備 {{ title }}", columns, "{{ headline.outcome }}", portrait=True)
    sheet.write_string(2, 0, "{{ headline.cause }}", looks(10, font_color=NAVY))
    sheet.write_string(2, len(columns) - 1, "{{ ready_note }}", looks(9, bold=True, font_color=NAVY, align="right"))
    sheet.write_string(3, 0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))
    table(sheet, looks, 4, "ready", columns)


def attendance(sheet, looks):
    """受講状況: a row a department, the lowest rate first."""
    right = {"align": "right"}
    columns = (
        ("部門", "org", 18, {}), ("対象", "target", 8, right), ("受講", "attended", 8, right), ("代理", "proxy", 8, right),
        ("欠席", "absent", 8, right), ("要確認", "unclear", 8, right), ("これから", "coming", 9, right),
        ("受講率", "rate", 9, right | BOLD), ("未受講者(これから以外は理由つき)", "missing", 52, {"indent": 1}),
    )  # fmt: skip
    sheet_of(sheet, looks, "受講状況", columns, "{{ said.status }}", portrait=True)
    sheet.write_string(2, 0, "{{ said.rule }}", looks(8.5, font_color=GREY))
    table(sheet, looks, 4, "status", columns)


def insights(sheet, looks):
    """気づき・課題: in the words of whoever wrote it, what most say first; below it what has no class yet."""
    sheet_of(sheet, looks, "気づき・課題", INSIGHT, "{{ said.insights }}")
    note = "原文のまま載せています。(案)は文面・分類から置いたもので、台帳の記入が優先です"
    sheet.write_string(2, 0, note, looks(8.5, font_color=GREY))
    table(sheet, looks, 4, "insights", INSIGHT)
    heading(sheet, looks, 7, "未分類 {{ said.unclassified }}", len(INSIGHT))
    table(sheet, looks, 8, "unclassified", INSIGHT)


def letter(sheet, looks, title, who, name, blank):
    """One of the two addressees' lists; the ids are those of 気づき・課題."""
    columns = (*LETTER, (blank, "decision", 22, {}), INSIGHT[-1])
    sheet_of(sheet, looks, f"{title} 宛:{who}", columns, f"{{{{ said.{name} }}}}")
    note = "IDは「気づき・課題」と同じです。両方の分類を持つものは、業務責任者とシステム担当者の両方に載ります"
    sheet.write_string(2, 0, note, looks(8.5, font_color=GREY))
    table(sheet, looks, 4, name, columns)


def documents(sheet, looks):
    """説明書修正確認: closed on an old version first."""
    columns = (
        ("判定", "mark", 11, BOLD), ("指摘ID", "id", 12, {}), ("指摘", "title", 56, {}), ("文書", "document", 14, {}),
        ("指摘版", "found_in", 10, {}), ("修正確認版", "checked_in", 11, {}), ("最新版", "newest", 10, BOLD),
        ("確認者", "who", 18, {}), ("状態", "status", 12, {}), ("台帳のセル", "place", 18, {}),
    )  # fmt: skip
    sheet_of(sheet, looks, "説明書修正確認", columns, "{{ said.documents }}")
    note = "最新版は、台帳にある版のうちその文書でいちばん新しいものです"
    sheet.write_string(2, 0, note, looks(8.5, font_color=GREY))
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
