"""HTML templates: every value is text, the page's own code is all that runs, mistakes are said in two lines."""

import base64
import hashlib
import re

import pytest

from pmo_xl.errors import TemplateError
from pmo_xl.render import html

HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# x #}",
    "&lt;",
    '"><b onclick=x>',
    "'",
    "{_{ x }_}",
]


def filled(tmp_path, text, **values):
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    return html.fill(path, values).decode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_arrives_as_it_was(tmp_path, text):
    import lxml.html

    page = filled(tmp_path, '<p title="{{ value }}">{{ value }}</p>', value=text)
    (paragraph,) = lxml.html.fromstring(f"<div>{page}</div>").iterchildren()
    assert (paragraph.text_content(), paragraph.get("title"), len(paragraph)) == (text, text, 0)


def test_signs_no_page_may_hold_are_left_out(tmp_path):
    assert filled(tmp_path, "[{{ value }}]", value="a\x00b\ud800c") == "[ab\ufffdc]"


def test_the_policy_allows_the_templates_own_code_and_nothing_else(tmp_path):
    style, script = "\np { color: red }\n", "\nlet 数 = 1;\n"
    page = filled(
        tmp_path,
        f'<meta content="{{{{ policy }}}}"><style>{style}</style>{{{{ value }}}}<script>{script}</script>',
        value="<script>evil()</script>",
    )

    def digest(code):
        return f"&#39;sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}&#39;"

    policy = re.search('content="([^"]*)"', page)[1]
    assert policy == (
        f"default-src &#39;none&#39;; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri &#39;none&#39;; form-action &#39;none&#39;"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ titel }}", "「title」のことですか"),
        ("{% for x in y %}", "{% endfor %}"),
        ("{{ title.__class__ }}", "消してください"),
        ("{% for x in range(999999999) %}{{ x }}{% endfor %}", "元に戻してみてください"),
    ],
)
def test_a_mistake_in_a_template_is_said_with_what_to_do(tmp_path, text, said):
    with pytest.raises(TemplateError) as raised:
        filled(tmp_path, text, title="t")
    assert "page.html" in raised.value.message
    assert said in raised.value.hint


def test_a_template_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(TemplateError, match="その場所がありません"):
        html.fill(tmp_path / "page.html", {})
    (tmp_path / "page.html").write_bytes("日本語".encode("cp932"))
    with pytest.raises(TemplateError, match="UTF-8"):
        html.fill(tmp_path / "page.html", {})
