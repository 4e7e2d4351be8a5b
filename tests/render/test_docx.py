"""Word templates: values arrive as they are, and a template can do nothing but print them."""

import threading
import time
import zipfile
from datetime import date, datetime

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_xl.errors import TemplateError
from pmo_xl.model.link import Link
from pmo_xl.render import docx as word
from pmo_xl.render import mistakes, room
from tests.render.document import filled, paragraphs, rendered, rows, template

DAY = date(2024, 5, 7)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("文字", "文字"),
        (3, "3"),
        (2.5, "2.5"),
        (55.0, "55"),
        (None, ""),
        (float("nan"), ""),
        (True, "TRUE"),
        (DAY, "2024/05/07"),
        (datetime(2024, 5, 7, 16, 0), "2024/05/07 16:00"),
        (Link("H12", "課題.xlsx", "一覧", "H12"), "H12"),
    ],
)
def test_every_value_prints_as_reports_write_it(tmp_path, value, text):
    assert rendered(tmp_path, "[{{ value }}]", value=value) == f"[{text}]"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{# x #}",
        "{_{ x }_}",
        "{_% x %_}",
        "<b>A & B</b>",
        "</w:t></w:r>",
        "&amp;",
    ],
)
def test_text_arrives_as_it_was(tmp_path, text):
    assert rendered(tmp_path, "[{{ value }}]", value=text) == f"[{text}]"


@pytest.mark.parametrize("text", ["🎉👨‍👩‍👧", "葛󠄀", "が", "ﾃｽﾄ①㈱～〜－−", "a\tb", " 前後 "])
def test_signs_of_every_kind_arrive(tmp_path, text):
    assert rendered(tmp_path, "[{{ value }}]", value=text) == f"[{text}]"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_a_line_break_is_a_line_break(tmp_path, end):
    assert rendered(tmp_path, "{{ value }}", value=f"1行目{end}2行目") == "1行目\n2行目"


def test_what_no_document_can_hold_is_left_out(tmp_path):
    assert rendered(tmp_path, "{{ value }}", value="a\x00b\x07c\ud800d\ufffe") == "abc\ufffdd"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u2028\u2029"), max_size=50)
)
def test_any_text_arrives_as_it_was(tmp_path, text):
    path = tmp_path / "any.docx"
    if not path.exists():
        template(path, "[{{ value }}]")
    out = tmp_path / "out.docx"
    out.write_bytes(word.fill(path, {"value": text}))
    assert paragraphs(out) == [f"[{text}]"]


def test_a_row_repeats_for_every_item(tmp_path):
    path = template(
        tmp_path / "t.docx",
        table=[["No", "件名"], ["{%tr for row in rows %}"], ["{{ row.no }}", "{{ row.title }}"], ["{%tr endfor %}"]],
    )
    out = filled(path, rows=[{"no": 1, "title": "A & B"}, {"no": 2, "title": "{{ x }}"}])
    assert rows(out) == [["No", "件名"], ["1", "A & B"], ["2", "{{ x }}"]]


def test_conditions_and_counters_work(tmp_path):
    text = "{% for row in rows %}{{ loop.index }}:{{ row }} {% endfor %}{% if stamp %}【参考値】{% endif %}"
    assert rendered(tmp_path, text, rows=["a", "b"], stamp=None) == "1:a 2:b "


def test_a_field_may_be_called_like_a_method(tmp_path):
    assert rendered(tmp_path, "{{ row.items }} {{ row.count }}", row={"items": 3, "count": None}) == "3 "


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("day", DAY, "5/7(火)"),
        ("date", DAY, "2024/05/07"),
        ("number", 12345, "12,345"),
        ("number", 0.25, "0.25"),
        ("percent", 0.55, "55.0%"),
        ("delta", 3, "+3"),
        ("delta", -3, "▲3"),
        ("delta('-')", -3, "-3"),
        ("delta", 0, "±0"),
        ("delta", -0.25, "−0.3"),
        ("percent", 0.3125, "31.3%"),  # halves go up, as on every page
        ("cut(12)", "ご判断いただきたいことがあります", "ご判断いただきたいこと…"),
        *((name, None, "") for name in ("day", "date", "number", "percent", "delta", "cut(12)")),
    ],
)
def test_filters_print_days_and_numbers_as_reports_do(tmp_path, tag, value, text):
    assert rendered(tmp_path, f"[{{{{ value|{tag} }}}}]", value=value) == f"[{text}]"


def test_headers_and_footers_are_filled(tmp_path):
    def dress(document):
        document.sections[0].header.paragraphs[0].text = "{{ project }}"
        document.sections[0].footer.paragraphs[0].text = "営業日 {{ note }}"

    section = docx.Document(
        str(filled(template(tmp_path / "t.docx", "本文", change=dress), project="A&B", note=None))
    ).sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("A&B", "営業日 ")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("{{ titel }}", "title"),
        ("{{ summary.opne }}", "open"),
        ("{% for r in rwos %}{% endfor %}", "rows"),
        ("{% if titel %}{% endif %}", "title"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_known_one(tmp_path, text, near):
    path = template(tmp_path / "日報.docx", text)
    with pytest.raises(TemplateError) as error:
        word.fill(path, {"title": "x", "summary": {"open": 1}, "rows": [{"id": 1}]})
    assert "日報.docx" in error.value.message
    assert f"「{near}」" in error.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.upper() }}",
        "{{ rows.append(1) }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self._TemplateReference__context }}",
        "{{ title|attr('__class__') }}",
        "{{ 'a' * 300000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%s' % title }}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
    ],
)
def test_a_template_may_only_print(tmp_path, text):
    with pytest.raises(TemplateError):
        word.fill(template(tmp_path / "t.docx", text), {"title": "x", "rows": []})


@pytest.mark.parametrize("text", ["{% if title %}", "{{ title", "{% for %}", "{{ title|nofilter }}"])
def test_a_slip_of_the_pen_is_told(tmp_path, text):
    with pytest.raises(TemplateError, match=r"t\.docx"):
        word.fill(template(tmp_path / "t.docx", text), {"title": "x"})


def test_an_endless_loop_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(mistakes, "SECONDS", 0.3)
    loop = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3
    path = template(tmp_path / "t.docx", loop)
    begun = time.monotonic()
    with pytest.raises(TemplateError, match="終わりません"):
        word.fill(path, {})
    assert time.monotonic() - begun < 30  # 10 ** 15 turns would take a month


def test_the_clock_works_in_a_thread_and_leaves_no_trace():
    caught = []

    def work():
        try:
            with room.time_limit(0.1):
                while True:
                    pass
        except room.TimeLimitError:
            caught.append(True)
        with room.time_limit(0.05):
            pass
        time.sleep(0.15)  # the second clock would ring here
        caught.append("and on")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert caught == [True, "and on"]


def test_a_file_that_is_no_document_is_refused_by_name(tmp_path):
    path = tmp_path / "報告.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(TemplateError, match=r"報告\.docx"):
        word.fill(path, {})
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
    with pytest.raises(TemplateError, match="Word文書ではありません"):
        word.fill(path, {})


def test_the_same_values_give_the_same_bytes_at_any_time(tmp_path):
    path = template(tmp_path / "t.docx", "{{ a }}")
    values = {"a": 1, "document": {"title": "題", "author": "PMO", "date": DAY}}
    first = word.fill(path, values)
    time.sleep(2.1)  # a zip notes the time in steps of two seconds
    assert word.fill(path, values) == first


def test_the_files_properties_are_those_of_the_report(tmp_path):
    def dress(document):
        document.core_properties.author = "テンプレートを作った人"
        document.core_properties.comments = "社内メモ"

    path = template(tmp_path / "t.docx", "本文", change=dress)
    out = filled(path, document={"title": "日次報告 <A&B>", "author": "PMO", "date": DAY})
    properties = docx.Document(str(out)).core_properties
    assert (properties.title, properties.author, properties.comments) == ("日次報告 <A&B>", "PMO", "")
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == datetime(2024, 5, 7)
