"""python -m tests.make.minutes_template: report_templates/議事録.docx."""

from pathlib import Path

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.make.paper import RED, frame, new_paper, page_numbers, table, text, write

TARGET = Path(__file__).parents[2] / "report_templates" / "議事録.docx"


def build(target=TARGET):
    paper = new_paper(margin_mm=20, body_pt=10)
    page_numbers(paper, "{{ project.name }}　議事録", "{{ head.title }}　{{ head.version }}")
    title = text(paper.add_paragraph(style="Title"), "議事録　{{ head.title }}")
    title.paragraph_format.space_after = Pt(8)
    head = table(
        paper,
        None,
        [
            ["日時", "{{ head.held_at }}"],
            ["場所", "{{ head.place }}"],
            ["出席者", "{{ head.attendees }}"],
            ["欠席者", "{{ head.absentees }}"],
            ["配布先", "{{ head.distribution }}"],
            ["資料", "{{ head.documents }}"],
            ["議題", "{{ head.agenda }}"],
            ["版", "{{ head.version }}"],
        ],
        [26, 144],
        labels=True,
    )
    called(head, "会議の概要", rows=False)

    paper.add_heading("前回ToDoの状況", 1)
    block(
        paper, "earlier", ["ID", "内容", "担当", "期限", "状態"],
        ["{{ row.id }}", "{{ row.text }}", "{{ row.owner }}", "{{ row.due }}", "{{ row.status }}"],
        [22, 72, 26, 32, 18], "未完了のToDoはありません。",
    )  # fmt: skip

    paper.add_heading("議事", 1)
    paper.add_paragraph("{%p for topic in topics %}")
    paper.add_heading("{{ topic.title }}", 2)
    paper.add_paragraph("{%p for point in topic.points %}")
    paper.add_paragraph("{{ point }}", style="List Bullet")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p for conclusion in topic.conclusion %}")
    line = paper.add_paragraph()
    text(line, "結論: ", bold=True)
    text(line, "{{ conclusion }}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endfor %}")

    paper.add_heading("決定事項", 1)
    made = block(
        paper, "decisions", ["No", "決定内容", "区分", "決定者", "確定期限", "対象ID"],
        ["{{ row.no }}", "{{ row.text }}", "{{ row.kind }}", "{{ row.owner }}", "{{ row.due }}", "{{ row.related }}"],
        [12, 76, 14, 26, 24, 18], "決定事項はありません。",
    )  # fmt: skip
    doubt = text(made.rows[2].cells[1].paragraphs[0], "{{ row.doubt }}", bold=True, color=RED, size=9.5)
    frame(doubt.runs[-1])

    paper.add_heading("ToDo", 1)
    made = block(
        paper, "todos", ["No", "内容", "担当", "期限", "完了条件", "関連ID"],
        ["{{ row.no }}", "{{ row.text }}", "{{ row.owner }}", "{{ row.due }}", "{{ row.done_when }}",
         "{{ row.related }}"],
        [12, 56, 32, 34, 19, 17], "ToDoはありません。",
    )  # fmt: skip
    for column, gap in ((2, "{{ row.owner_gap }}"), (3, "{{ row.due_gap }}")):
        asked = made.rows[2].cells[column].paragraphs[0]
        frame(text(asked, gap, bold=True, color=RED, size=9.5).runs[-1])

    paper.add_heading("未決・継続", 1)
    block(
        paper, "open", ["No", "内容", "次に決める場"], ["{{ row.no }}", "{{ row.text }}", "{{ row.where }}"],
        [14, 116, 40], "未決事項はありません。",
    )  # fmt: skip

    paper.add_heading("次回", 1)
    text(paper.add_paragraph(), "日時: {{ next.at }}")
    paper.add_paragraph("{%p for item in next['items'] %}")
    paper.add_paragraph("{{ item }}", style="List Bullet")
    paper.add_paragraph("{%p endfor %}")

    paper.add_paragraph("{%p if other %}")
    paper.add_heading("その他の記録", 1)
    paper.add_paragraph("{%p for line in other %}")
    paper.add_paragraph("{{ line }}", style="List Bullet")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endif %}")
    text(paper.add_paragraph(), "{{ closing }}")
    write(paper, target, "議事録")


CALLED = {"earlier": "前回ToDo", "decisions": "決定事項", "todos": "ToDo", "open": "未決・継続"}


def called(made, words, *, rows=True):
    """What a screen reader says of a table: its name, and whether its first row or its first column are headings."""
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    for name, says in (("firstRow", rows), ("firstColumn", not rows), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{name}"), str(int(says)))
    look.set(qn("w:val"), "0620" if rows else "0680")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), words)
    made._tbl.tblPr.append(caption)


def block(paper, name, heading, cells, widths, empty):
    """A table over a list, or one sentence when the list is empty."""
    paper.add_paragraph(f"{{%p if {name} %}}")
    made = table(paper, heading, [f"{{%tr for row in {name} %}}", cells, "{%tr endfor %}"], widths)
    called(made, f"{CALLED[name]}の一覧")
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph(empty)
    paper.add_paragraph("{%p endif %}")
    return made


if __name__ == "__main__":
    build()
