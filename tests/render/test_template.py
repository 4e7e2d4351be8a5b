"""`template check`: the names a template asks for are known before it is used."""

from datetime import date

import pytest

from pmo_xl.errors import TemplateError
from pmo_xl.render import tags
from pmo_xl.render.asked import Asked
from pmo_xl.render.soundness import check
from pmo_xl.render.template import names
from tests.render import book, document
from tests.render.dressed import dressed

KNOWN = ["title", "summary.open", "rows[].id", "rows[].title", "charts.burnup", "meetings[].todos[].due"]


def test_the_names_of_an_excel_template_with_their_places(tmp_path):
    def dress(sheet):
        sheet.oddFooter.left.text = "{{ footer }}"

    path = book.template(
        tmp_path / "t.xlsx", {"A1": "{{ title }}（{{ summary.open }}）", "A3": "{{ rows[5].id }}"}, change=dress
    )
    assert names(path) == (
        Asked("title", "報告!A1"),
        Asked("summary.open", "報告!A1"),
        Asked("rows[].id", "報告!A3"),
        Asked("footer", "報告 のヘッダー・フッター"),
    )


def test_shapes_titles_and_alt_texts_ask_too(tmp_path):
    asked = {(a.name, a.where) for a in names(dressed(tmp_path / "t.xlsx"))}
    assert {("stamp", "課題 の図形"), ("sentence", "課題 の図形"), ("title", "グラフ")} <= asked


def test_the_names_of_a_word_template_follow_its_loops(tmp_path):
    def dress(page):
        document.add_chart(page, "chart:burnup")
        page.sections[0].header.paragraphs[0].text = "{{ project }}"

    text = (
        "{{ title|cut(10) }}{% for m in meetings %}{{ m.name }}{{ loop.index }}{% for t in m.todos %}{{ t.due }}{% endfor %}"
        "{% endfor %}{% set first = rows[0] %}{{ first.id }}{% if summary.open > 3 %}{{ summary['late'] }}{% endif %}"
    )
    asked = [a.name for a in names(document.template(tmp_path / "t.docx", text, change=dress))]
    assert sorted(asked) == sorted(
        [
            *("title", "meetings", "meetings[].name", "meetings[].todos", "meetings[].todos[].due"),
            *("rows[]", "rows[].id", "summary.open", "summary.late", "charts.burnup", "project"),
        ]
    )


def test_unknown_names_come_with_their_place_and_the_nearest_known_one(tmp_path):
    path = book.template(tmp_path / "t.xlsx", {"B2": "{{ titel }}", "B3": "{{ rows[].id }}", "B4": "{{ まったく別 }}"})
    assert [str(problem) for problem in check(path, KNOWN)] == [
        "報告!B2: 「titel」という項目はありません。「title」のことですか？",
        "報告!B4: 「まったく別」という項目はありません。pmo-xl template fields で使える名前を確認してください",
    ]


def test_a_loop_over_a_known_list_and_a_known_group_are_no_problem(tmp_path):
    text = "{% for r in rows %}{{ r.id }}{% endfor %}{% if summary %}x{% endif %}{% for m in meetings %}{% if m.todos %}x{% endif %}{% endfor %}"
    assert check(document.template(tmp_path / "t.docx", text), KNOWN) == ()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{{ rows }}", "報告!A1: 「rows」は一覧です。{{ rows[].id }} と書くと、その行が件数だけ増えます"),
        (
            "{{ rows.id }}",
            "報告!A1: 「rows.id」は一覧「rows」の項目です。{{ rows[].id }} と書くと、その行が件数だけ増えます",
        ),
        ("{{ title[] }}", "報告!A1: 「title」は一覧ではありません。{{ title }} と書いてください"),
        ("{{ summary }}", "報告!A1: 「summary」は一つの値ではありません。{{ summary.open }} のように書いてください"),
        ("{{ rows[].titel }}", "報告!A1: 「rows[].titel」という項目はありません。「rows[].title」のことですか？"),
        ("{{ open }}", "報告!A1: 「open」という項目はありません。「summary.open」のことですか？"),
    ],
)
def test_what_a_cell_does_wrong_is_said_with_what_to_write(tmp_path, cell, said):
    assert [str(problem) for problem in check(book.template(tmp_path / "t.xlsx", {"A1": cell}), KNOWN)] == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "件名: {{ titel }}",
            "本文「件名: {{ titel }}」: 「titel」という項目はありません。「title」のことですか？",
        ),
        (
            "{{ rows }}",
            "本文「{{ rows }}」: 「rows」は一覧です。"
            "{%tr for row in rows %} と {%tr endfor %} の間に {{ row.id }} と書いてください",
        ),
        (
            "{{ rows.id }}",
            "本文「{{ rows.id }}」: 「rows.id」は一覧「rows」の項目です。"
            "{%tr for row in rows %} と {%tr endfor %} の間に {{ row.id }} と書いてください",
        ),
        (
            "{% for row in rows %}{{ row.id }}{% endfor %}合計 {{ row.id }}",
            "本文「合計 {{ row.id }}」: 「row.id」は繰り返しの外にあります。"
            "「row」を使えるのは {% for row in … %} と {% endfor %} の間だけです",
        ),
        (
            "{% for letter in title %}x{% endfor %}",
            "本文「{% for letter in title %}」: 「title」は一覧ではないので、繰り返せません。{{ title }} と書いてください",
        ),
        (
            "{{ summary }}",
            "本文「{{ summary }}」: 「summary」は一つの値ではありません。{{ summary.open }} のように書いてください",
        ),
        (
            "{% for m in meetings %}{% for t in m.todos %}{{ t.deu }}{% endfor %}{% endfor %}",
            "本文「{{ t.deu }}{% endfor %}」: 「meetings[].todos[].deu」という項目はありません。「meetings[].todos[].due」のことですか？",
        ),
    ],
)
def test_what_a_paragraph_does_wrong_is_said_with_what_to_write(tmp_path, text, said):
    assert [str(problem) for problem in check(document.template(tmp_path / "t.docx", text), KNOWN)] == [said]


def test_a_chart_nobody_offers_is_told_by_its_alt_text(tmp_path):
    path = document.template(
        tmp_path / "t.docx", "{{ title }}", change=lambda page: document.add_chart(page, "chart:burnap")
    )
    (problem,) = check(path, KNOWN)
    assert problem.hint == "「chart:burnup」のことですか？"


def test_a_list_may_be_counted_joined_and_asked_whether_it_is_empty(tmp_path):
    text = "{{ rows|length }}件{% if rows %}あり{% endif %}{% if not summary.open %}なし{% endif %}"
    assert check(document.template(tmp_path / "t.docx", text), KNOWN) == ()


def test_a_page_is_looked_through_line_by_line(tmp_path):
    path = tmp_path / "t.html"
    path.write_text("<p>{{ title }}</p>\n{% for r in rows %}<b>{{ r.idd }}</b>{% endfor %}\n{{ policy }}", "utf-8")
    assert [str(problem) for problem in check(path, KNOWN)] == [
        "2行目: 「rows[].idd」という項目はありません。「rows[].id」のことですか？"
    ]


def test_a_page_that_lost_its_policy_is_told(tmp_path):
    path = tmp_path / "t.html"
    path.write_text("<p>{{ title }}</p>", "utf-8")
    (problem,) = check(path, KNOWN)
    assert str(problem).startswith("<head>: 頁が外のものを動かさないようにする指定がありません。<meta ")


def test_a_macro_has_names_of_its_own(tmp_path):
    path = tmp_path / "t.html"
    path.write_text("{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{{ bold(title) }}{{ policy }}", "utf-8")
    assert check(path, KNOWN) == ()


def test_full_width_braces_and_unknown_filters_are_told(tmp_path):
    (wide,) = check(book.template(tmp_path / "t.xlsx", {"A1": "｛｛ title ｝｝"}), KNOWN)
    assert str(wide) == "報告!A1: 「｛｛ title ｝｝」のかっこが全角です。半角で {{ title }} と書いてください"
    (filtered,) = check(document.template(tmp_path / "t.docx", "{{ summary.open|numbr }}"), KNOWN)
    assert filtered.said == "「|numbr」という変換はありません"
    assert filtered.near == "number"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for r in rows %}{{ r.id }}", "本文「{% for r in rows %}」の書き方に誤りがあります（{% for %} を閉じる {% endfor %} がありません）"),
        ("{% iff title %}", "（「iff」という語は使えません）"),
        ("{{ title | }}", "（「}}」の所に「名前」が要ります）"),
    ],
)  # fmt: skip
def test_what_jinja_says_is_said_in_japanese(tmp_path, text, said):
    with pytest.raises(TemplateError, match="書き方に誤り") as told:
        names(document.template(tmp_path / "t.docx", text))
    assert said in told.value.message


def test_a_slip_of_the_pen_is_told(tmp_path):
    with pytest.raises(TemplateError, match="書き方"):
        names(document.template(tmp_path / "t.docx", "{% if title %}"))
    with pytest.raises(TemplateError, match="読めません"):
        names(book.template(tmp_path / "t.xlsx", {"A1": "{{ title"}))


def test_the_names_of_values_are_what_a_template_may_write():
    values = {
        "title": "x",
        "summary": {"open": 1, "day": date(2024, 5, 7)},
        "rows": [{"id": 1}, {"id": 2, "more": {"deep": 3}}],
        "lines": ["a"],
        "empty": [],
    }
    assert tags.known_names(values) == (
        *("title", "summary.open", "summary.day", "rows[].id", "rows[].more.deep", "lines[]", "empty[]"),
    )
