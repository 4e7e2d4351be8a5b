"""The mistakes people make in a template: what they write, and (by check) what they are told. Shown in docs/templates.md."""

import tempfile
from pathlib import Path

import pmo_xl
from pmo_xl.templates import check
from tests.render import book, document

EXCEL = (
    {"B2": "{{ titel }}"},
    {"B2": "{{ title"},
    {"B2": "｛｛ title ｝｝"},
    {"B2": "{{ overdue_issues.id }}"},
    {"B2": "{{ decisions }}"},
    {"B2": "{{ project }}"},
    {"B2": "{{ title[] }}"},
    {"B2": "{{ decisions[3].what }}", "B3": "合計"},
    {"B2": "{{ decisions[].what }}{{ vendors[].open }}"},
)
WORD = (
    ("{{ row.what }}",),
    ("{% for row in decisions %}{{ row.what }}{% endfor %}", "計 {{ row.no }}"),
    ("{% for row in decisions %}{{ row.what }}",),
    ("{% if stamp %}参考値です",),
    ("{{ decisions.what }}",),
    ("{{ metrics.scope.value|comma }}",),
)


def told():
    """(format, what is written, what is said) of every mistake, as `pmo-xl template check` says it."""
    project = pmo_xl.load(Path(__file__).parents[2] / "workbooks")
    with tempfile.TemporaryDirectory() as folder:
        for cells in EXCEL:
            path = book.template(Path(folder) / "日次報告.xlsx", cells)
            yield "Excel", list(cells.values()), check(path, project).problems
        for lines in WORD:
            path = document.template(Path(folder) / "日次報告.docx", *lines)
            yield "Word", list(lines), check(path, project).problems
