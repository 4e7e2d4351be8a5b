"""python -m tests.make.template_docs: the tables of docs/templates.md, from the pages, their fields and the checks."""

import re
import tempfile
from pathlib import Path

from pmo_xl.pages import PAGES
from pmo_xl.reports.fields.figure_names import CALLED, KEYS
from pmo_xl.templates import FORMAT_NAMES
from tests.templates.mistakes import MISTAKES, told

TARGET = Path(__file__).parents[2] / "docs" / "templates.md"


def build(target=TARGET):
    target.write_text(filled(target.read_text("utf-8")), "utf-8")


def filled(text):
    """The page with its tables written anew."""
    for name, table in (("pages", pages()), ("mistakes", mistakes()), ("fields", fields())):
        block = f"<!-- {name} -->\n{table}\n<!-- /{name} -->"
        text = re.sub(f"<!-- {name} -->\n.*?<!-- /{name} -->", lambda _, block=block: block, text, flags=re.DOTALL)
    return text


def pages():
    rows = [
        [f"`[reports.{page.table}]`", page.title, "・".join(FORMAT_NAMES[form] for form in page.formats), f"`pmo-xl {page.verb}`"]
        for page in PAGES
    ]  # fmt: skip
    return table(["pmo.toml", "頁", "様式", "作るもの"], rows)


def mistakes():
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            [kind, "、".join(code(text) for text in texts), "<br>".join(told(kind, texts, folder))]
            for kind, texts in MISTAKES
        ]
    return table(["", "書いたもの", "表示されること"], rows)


def fields():
    """A table a page; the figures, which are the same for all, in one of their own."""
    parts = []
    for page in PAGES:
        own = [[code(name), meaning] for name, meaning in page.fields.items() if not name.startswith("metrics.")]
        parts += [f"### {page.title}（{page.key}）", "", table(["項目", "意味"], own), ""]
        figures = [name for name in page.fields if name.startswith("metrics.")]
        if figures:
            parts += [
                f"{page.title}では、次の「数字」もすべて使えます。`metrics.名前.` のあとに、下の表の続きを書きます"
                "（例: `{{ metrics.execution_rate.text }}`）。",
                "",
                table(["続き", "意味"], [[code(f".{key}"), meaning] for key, meaning in KEYS.items()]),
                "",
                table(["数字", "意味", "ほかに使える続き"], [_figure(name, page.fields) for name in CALLED]),
                "",
            ]
    return "\n".join(parts).rstrip()


def _figure(name, known):
    start = f"metrics.{name}."
    own = [field.removeprefix(start) for field in known if field.startswith(start)]
    more = [
        f"{code(f'.{key}')} {known[start + key].partition(': ')[2]}" for key in own if key not in KEYS
    ]  # fmt: skip
    return [code(f"metrics.{name}"), CALLED[name], "、".join(more)]


def code(text):
    return f"`{text}`"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    build()
