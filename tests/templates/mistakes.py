"""The mistakes people make in a template: what they write, and (by check) what they are told. Shown in docs/templates.md."""

from pathlib import Path

import pmo_xl
from pmo_xl.templates import check
from tests.render import book, document

MISTAKES = (  # of Excel the cells B2, B3 …; of Word the paragraphs
    ("Excel", ["{{ titel }}"]),
    ("Excel", ["{{ title"]),
    ("Excel", ["｛｛ title ｝｝"]),
    ("Excel", ["{{ overdue_issues.id }}"]),
    ("Excel", ["{{ decisions }}"]),
    ("Excel", ["{{ project }}"]),
    ("Excel", ["{{ title[] }}"]),
    ("Excel", ["{{ decisions[3].what }}", "合計"]),
    ("Excel", ["{{ decisions[].what }}{{ vendors[].open }}"]),
    ("Word", ["{{ row.what }}"]),
    ("Word", ["{% for row in decisions %}{{ row.what }}{% endfor %}", "計 {{ row.no }}"]),
    ("Word", ["{% for row in decisions %}{{ row.what }}"]),
    ("Word", ["{% if stamp %}参考値です"]),
    ("Word", ["{{ decisions.what }}"]),
    ("Word", ["{{ metrics.scope.value|comma }}"]),
)


def told(kind, texts, folder):
    """What `pmo-xl template check` says of a template with these texts, made in the folder."""
    if kind == "Excel":
        path = book.template(Path(folder) / "日次報告.xlsx", {f"B{row}": text for row, text in enumerate(texts, 2)})
    else:
        path = document.template(Path(folder) / "日次報告.docx", *texts)
    return check(path, pmo_xl.load(Path(__file__).parents[2] / "workbooks")).problems
