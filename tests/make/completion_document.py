"""python -m tests.make.completion_document: report_templates/完了報告.docx, the same bytes every time."""

from pathlib import Path

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from tests.make.paper import GREY, NAVY, boxed, new_paper, page_numbers, table, text, write

PAGE = "完了報告"
FOLDER = Path(__file__).parents[2] / "report_templates"
RED = RGBColor(0x9C, 0x1C, 0x1C)
WIDTH_MM = 170


def build(target=FOLDER / f"{PAGE}.docx"):
    paper = new_paper(margin_mm=20, body_pt=10)
    page_numbers(paper, f"{{{{ stamp }}}}{{{{ project.short }}}}　{PAGE}", "{{ moment }}　作成:{{ author }}")
    head(paper)
    sections(paper)
    appendix(paper)
    foot(paper)
    write(paper, target, PAGE)


def head(paper):
    """Title, addressee, and what a person has still to write."""
    text(paper.add_paragraph(style="Title"), "{{ stamp }}{{ title }}")
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    text(line, "{{ project.name }}", bold=True, color=NAVY)
    text(line, "\t{{ address }}", color=GREY, size=9)
    when(paper, "stamp_reason", bold=True, color=RED, size=9)
    paper.add_paragraph("{%p if missing %}")
    boxed(
        text(
            paper.add_paragraph(), "【要確認】次の項目は人が記入・確認してください: {{ missing }}", bold=True, color=RED
        )
    )
    paper.add_paragraph("{%p endif %}")


def sections(paper):
    heading(paper, "1 範囲")
    facts = (("対象", "{{ subject }}"), ("期間", "{{ period }}"), ("稼働予定日", "{{ go_live }}"),
             ("テスト", "{{ footer.scope }}"), ("要件", "{{ coverage.sentence }}"))  # fmt: skip
    table(paper, None, facts, (30, WIDTH_MM - 30), labels=True)
    text(paper.add_paragraph(style="Heading 2"), "対象外・取下としたテストとその理由")
    listing(
        paper,
        "scope",
        ("区分", "理由", "件数", "テスト"),
        ("what", "reason", "count", "tests"),
        (22, 74, 16, 58),
        right=(2,),
    )

    heading(paper, "2 実施した内容")
    bullets(paper, "done")
    text(paper.add_paragraph(style="Heading 2"), "システム別の結果")
    fields = ("system", "live", "executed", "pass", "fail", "blocked", "hold", "not_run", "out")
    titles = ("システム", "母数", "消化", "OK", "NG", "実施不可", "保留", "未実施", "対象外等")
    listing(paper, "systems", titles, fields, (36, 16, 16, 15, 15, 19, 15, 19, 19), right=range(1, 9), empty="")
    text(paper.add_paragraph(), "{{ systems_note }}", color=GREY, size=9)
    text(paper.add_paragraph(style="Heading 2"), "決定事項")
    listing(paper, "decided", ("ID", "件名", "内容", "区分", "決定者", "決定日"), ("id", "title", "text", "kind", "who", "day | date"),
            (17, 36, 53, 17, 24, 23))  # fmt: skip

    heading(paper, "3 計画からの差異")
    listing(
        paper,
        "differences",
        ("項目", "計画", "実績", "差"),
        ("name", "planned", "done", "difference"),
        (30, 40, 50, 50),
        empty="",
    )

    heading(paper, "4 完了基準の評価")
    text(
        paper.add_paragraph(),
        "{{ criteria_line }}。「未確認」は満たしていないものとして数えます。合否は会議で判定します。",
    )
    fields = ("name", "target", "actual", "mark", "remark")
    listing(paper, "criteria", ("基準", "目標", "実績", "評価", "備考"), fields, (52, 20, 24, 18, 56), empty="")

    heading(paper, "5 阻害要因")
    fields = ("id", "what", "severity", "waiting", "workaround", "until | date", "owner")
    titles = ("ID", "阻害要因", "重要度", "待ち", "回避策", "修正予定", "担当")
    listing(paper, "blockers", titles, fields, (17, 48, 15, 15, 32, 23, 20), right=(3,))

    heading(paper, "6 指標(最終値)")
    listing(
        paper,
        "figures",
        ("指標", "値", "件数", "備考"),
        ("name", "text", "parts", "reason"),
        (46, 34, 26, 64),
        right=(2,),
        empty="",
    )

    heading(paper, "7 残存リスク・未解決の不具合")
    text(paper.add_paragraph(style="Heading 2"), "残存リスク")
    fields = ("id", "title", "severity", "status", "action", "owner")
    listing(paper, "risks", ("ID", "リスク", "重要度", "状態", "対応", "担当"), fields, (18, 56, 15, 18, 43, 20))
    text(paper.add_paragraph(style="Heading 2"), "未解決の不具合・課題")
    paper.add_paragraph("{%p if exposed %}")
    warning = "稼働後まで残り、回避策も決定もないものが{{ exposed }}件あります(区分が【 】のもの)。"
    boxed(text(paper.add_paragraph(), warning, bold=True, color=RED))
    paper.add_paragraph("{%p endif %}")
    fields = ("kind", "id", "title", "severity", "standing", "until | date", "workaround", "owner")
    titles = ("台帳", "ID", "内容", "重要度", "区分", "見込", "回避策", "担当")
    listing(paper, "open_items", titles, fields, (15, 17, 40, 14, 22, 23, 22, 17))
    text(paper.add_paragraph(style="Heading 2"), "注意の要る要件(未検証・弱い・OKのあとで変更)")
    fields = ("id", "title", "severity", "state", "tests", "attention")
    listing(
        paper,
        "thin",
        ("要件ID", "要件", "重要度", "状態", "テスト", "注意"),
        fields,
        (20, 40, 15, 18, 37, 40),
        empty="requirements_note",
    )
    text(paper.add_paragraph(style="Heading 2"), "承認待ち(OKだが承認者の記入がないテスト)")
    fields = ("id", "title", "requirement_id", "executed_date | date", "tester")
    listing(
        paper,
        "unapproved",
        ("テストID", "件名", "要件ID", "実施日", "実施者"),
        fields,
        (22, 70, 26, 24, 28),
        empty="unapproved_note",
    )

    heading(paper, "8 成果物一覧")
    listing(paper, "products", ("ファイル", "内容", "保存時刻"), ("file", "holds", "saved"), (62, 74, 34), empty="")
    heading(paper, "9 再利用できるもの")
    bullets(paper, "reuse")
    heading(paper, "10 教訓")
    bullets(paper, "lessons")
    heading(paper, "11 承認")
    signatures = [(role, "", "", "") for role in ("プロジェクトオーナー", "業務責任者", "ベンダー責任者", "PMO")]
    made = table(paper, ("役割", "氏名", "日付", "署名・押印"), signatures, (50, 44, 32, 44))
    for row in made.rows[1:]:
        row.height = Mm(12)


def appendix(paper):
    """Definitions, and the whole matrix requirement × test."""
    opener = heading(paper, "付録A 指標の定義")
    opener.paragraph_format.page_break_before = True
    listing(paper, "definitions", ("指標", "定義"), ("name", "definition"), (50, WIDTH_MM - 50), empty="")
    heading(paper, "付録B 要件×テスト")
    fields = ("id", "title", "severity", "answers", "tests", "live", "passed", "state")
    titles = ("要件ID", "要件", "重要度", "Q&A", "テスト", "有効", "OK", "状態")
    listing(
        paper, "requirements", titles, fields, (20, 38, 15, 23, 40, 12, 10, 18), right=(5, 6), empty="requirements_note"
    )


def heading(paper, words):
    return text(paper.add_paragraph(style="Heading 1"), words)


def when(place, name, **looks):
    """A line that is there only when it says something."""
    place.add_paragraph(f"{{%p if {name} %}}")
    text(place.add_paragraph(), f"{{{{ {name} }}}}", **looks)
    place.add_paragraph("{%p endif %}")


def bullets(paper, name):
    paper.add_paragraph(f"{{%p for row in {name} %}}")
    text(paper.add_paragraph(style="List Bullet"), "{{ row.text }}")
    paper.add_paragraph("{%p endfor %}")


def listing(paper, name, titles, fields, widths, *, right=(), empty=None):
    """The table of a list; where the list is empty the line that says why (by default the field NAME_empty)."""
    paper.add_paragraph(f"{{%p if {name} %}}")
    cells = tuple(f"{{{{ row.{field} }}}}" for field in fields)
    table(paper, titles, (f"{{%tr for row in {name} %}}", cells, "{%tr endfor %}"), widths, right=right)
    if empty != "":
        paper.add_paragraph("{%p else %}")
        text(paper.add_paragraph(), f"{{{{ {empty or f'{name}_empty'} or 'ありません' }}}}")
    paper.add_paragraph("{%p endif %}")


def foot(paper):
    last = text(
        paper.add_paragraph(), "{{ footer.scope }}　{{ footer.definition }}　{{ footer.health }}", color=GREY, size=8
    )
    last.paragraph_format.space_before = Pt(8)
    text(paper.add_paragraph(), "{{ footer.workdays }}　{{ footer.source }}", color=GREY, size=8)


if __name__ == "__main__":
    build()
