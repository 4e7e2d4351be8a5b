"""Long Word tables are written in another way, and look the same."""

import zipfile

import pytest

from pmo_xl.errors import TemplateError
from pmo_xl.render import docx as word
from pmo_xl.render import longtables
from tests.render.document import filled, rows, template

LOOP = [
    ["No", "件名"],
    ["{%tr for row in list.rows %}"],
    ["{{ row.no }}", "{{ row.title }}件 {{ row.no }}"],
    ["{%tr endfor %}"],
]
TEXTS = ["普通", "<b>&\"'", "1行目\n2行目", "a\tb", "{{ 7*7 }}", "", " 空白 ", "🎉", "{_{"]


def items(count):
    return [{"no": n, "title": TEXTS[n % len(TEXTS)] if n % 11 else None} for n in range(count)]


def texts(path):
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")


def test_a_long_table_reads_like_one_rendered_row_by_row(tmp_path, monkeypatch):
    path = template(tmp_path / "t.docx", "前", table=LOOP)
    long = rows(filled(path, list={"rows": items(150)}))
    monkeypatch.setattr(longtables.LongTables.__init__, "__defaults__", (10_000,))
    assert rows(filled(path, list={"rows": items(150)})) == long
    assert len(long) == 151


@pytest.mark.parametrize(
    "pattern",
    [
        "{{ row.no|number }}",
        "{{ loop.index }}",
        "{% if row.no %}x{% endif %}",
        "{{ other }}",
    ],
)
def test_rows_that_do_more_than_print_are_rendered_one_by_one(tmp_path, pattern):
    table = [["見出し"], ["{%tr for row in rows %}"], [pattern], ["{%tr endfor %}"]]
    out = rows(filled(template(tmp_path / "t.docx", table=table), rows=items(120), other="他"))
    assert len(out) == 121
    assert out[5][0] == {"{{ row.no|number }}": "4", "{{ loop.index }}": "5", "{{ other }}": "他"}.get(pattern, "x")


def test_a_name_given_anew_by_the_template_is_not_mixed_up(tmp_path):
    table = [["見出し"], ["{%tr for row in rows %}"], ["{{ row.no }}"], ["{%tr endfor %}"]]
    path = template(tmp_path / "t.docx", "{% for rows in others %}{{ rows }}{% endfor %}", table=table)
    out = rows(filled(path, rows=items(120), others=["あ"]))
    assert len(out) == 121


def test_an_unknown_field_is_told_as_always(tmp_path):
    table = [["見出し"], ["{%tr for row in rows %}"], ["{{ row.titel }}"], ["{%tr endfor %}"]]
    with pytest.raises(TemplateError, match="titel") as error:
        word.fill(template(tmp_path / "t.docx", table=table), {"rows": items(120)})
    assert "「title」" in error.value.hint


def test_two_long_tables_keep_their_rows_apart(tmp_path):
    def dress(document):
        for name in ("a", "b"):
            table = document.add_table(rows=4, cols=1)
            for row, text in zip(
                table.rows, ["見出し", f"{{%tr for r in {name} %}}", "{{ r }}", "{%tr endfor %}"], strict=True
            ):
                row.cells[0].text = text

    import docx

    out = filled(
        template(tmp_path / "t.docx", change=dress), a=[f"甲{n}" for n in range(101)], b=[f"乙{n}" for n in range(105)]
    )
    first, second = docx.Document(str(out)).tables
    assert [c.text for c in first.columns[0].cells][1:] == [f"甲{n}" for n in range(101)]
    assert [c.text for c in second.columns[0].cells][1:] == [f"乙{n}" for n in range(105)]


def test_nothing_of_the_detour_is_left_in_the_document(tmp_path):
    out = filled(template(tmp_path / "t.docx", table=LOOP), list={"rows": items(150)})
    assert b"<!--" not in texts(out)
