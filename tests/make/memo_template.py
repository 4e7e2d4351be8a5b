"""python -m tests.make.memo_template: report_templates/エスカレーションメモ.docx and 判断依頼.docx, one A4 page each."""

from pathlib import Path

from docx.shared import Pt

from tests.make.paper import GREY, RED, boxed, new_paper, page_numbers, table, text, write

TARGET = Path(__file__).parents[2] / "report_templates" / "エスカレーションメモ.docx"
REQUEST = TARGET.with_name("判断依頼.docx")


def build(target=TARGET):
    """エスカレーションメモ: every section of reports.md §3."""
    paper = begun("エスカレーションメモ")
    background(paper)
    paper.add_heading("影響", 1)
    table(
        paper,
        None,
        ["{%tr for part in impact %}", ["{{ part.name }}", "{{ part.text }}"], "{%tr endfor %}"],
        [32, 138],
        labels=True,
    )
    options(paper)
    recommendation(paper)
    paper.add_heading("前提が崩れた点", 1)
    paper.add_paragraph("{{ assumption }}")
    finished(paper, target, "エスカレーションメモ")


def build_request(target=REQUEST):
    """判断依頼: what is to be decided, between what, until when, and what happens otherwise."""
    paper = begun("判断依頼")
    background(paper)
    options(paper)
    recommendation(paper)
    finished(paper, target, "判断依頼")


def begun(title):
    """Paper with its title, what is missing of a draft, and the table of what is asked of whom until when."""
    paper = new_paper(margin_mm=20, body_pt=10)
    for name, before, after in (("Title", 0, 4), ("Heading 1", 4, 2), ("List Bullet", 0, 0), ("Normal", 0, 1)):
        form = paper.styles[name].paragraph_format  # close together: all of it has to stand on one page
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
    paper.styles["Heading 1"].font.size = Pt(11)
    page_numbers(paper, f"{{{{ project.name }}}}　{title}", "作成: {{ author }}　{{ day }}現在")
    text(paper.add_paragraph(style="Title"), f"{{{{ draft }}}}{title}")
    paper.add_paragraph("{%p if gaps %}")
    gaps = paper.add_paragraph()
    text(gaps, "【要確認】 ", bold=True, color=RED)
    text(gaps, "{{ gaps | join('、') }}が未記入のため、下書きです。", color=RED)
    boxed(gaps)
    paper.add_paragraph("{%p endif %}")

    table(
        paper,
        None,
        [
            ["件名", "{{ subject }}"],
            ["対象", "{{ id }}　{{ title }}"],
            ["判断者", "{{ decider }}"],
            ["判断期限", "{{ decide_by }}"],
            ["期限を過ぎると", "{{ consequence }}"],
        ],
        [32, 138],
        labels=True,
    )
    return paper


def background(paper):
    paper.add_heading("背景", 1)
    paper.add_paragraph("{%p for fact in background %}")
    paper.add_paragraph("{{ fact }}", style="List Bullet")
    paper.add_paragraph("{%p endfor %}")


def options(paper):
    """The options side by side."""
    paper.add_heading("選択肢", 1)
    paper.add_paragraph("{%p if options %}")
    table(
        paper,
        ["案", "内容", "費用", "期間", "手作業", "損益分岐\n(件数±30%)", "リスク", "戻せるか", "推奨"],
        [
            "{%tr for option in options %}",
            [
                "{{ option.no }}", "{{ option.title }}", "{{ option.cost }}", "{{ option.months }}",
                "{{ option.load }}", "{{ option.payback }}", "{{ option.risk }}", "{{ option.reversible }}",
                "{{ option.mark }}",
            ],
            "{%tr endfor %}",
        ],
        [9.5, 35, 25, 13, 20, 23, 25, 11.5, 8],
        right=(2, 3),
        size=8.5,
    )  # fmt: skip
    paper.add_paragraph("{%p if more_options %}")
    text(paper.add_paragraph(), "{{ more_options }}は選択肢の表にあります。", color=GREY, size=9)
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p else %}")
    text(paper.add_paragraph(), "【要確認】 選択肢が記入されていません。", bold=True, color=RED)
    paper.add_paragraph("{%p endif %}")


def recommendation(paper):
    paper.add_heading("推奨", 1)
    paper.add_paragraph("{{ recommendation }}")


def finished(paper, target, title):
    """The sums and records behind it, then saved."""
    paper.add_heading("添付", 1)
    paper.add_paragraph("{%p for line in trial %}")
    paper.add_paragraph("試算 {{ line }}", style="List Bullet")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("記録 {{ attached }}", style="List Bullet")
    for paragraph in paper.paragraphs:
        if paragraph.text.startswith("{%p"):
            paragraph.paragraph_format.space_after = Pt(0)
    write(paper, target, title)


if __name__ == "__main__":
    build()
    build_request()
