"""A Word template, filled: rendered in a closed room, its charts given their figures, the same bytes every time."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmo_xl.render import draft, mistakes, properties, room, wordcharts
from pmo_xl.render.longtables import LongTables
from pmo_xl.render.package import Package


def fill(template: Path, values: Mapping[str, Any]) -> bytes:
    """The document that a template becomes with these values.

    The template is written in docxtpl's words: `{{ title }}`, `{%tr for row in rows %}`. None prints nothing, a line
    break in a text is one in the document, and braces in a text stay braces. `values["charts"][NAME]` fills the chart
    whose alt text is `chart:NAME` (wordcharts.py); `values["document"]` (title, author, date) sets the file's
    properties; `values["notice"]` is what the document must say, and begins with where its template is silent. Same
    template and values: same bytes. Raises TemplateError when the template names something unknown, does what it may
    not, or takes longer than 8 seconds.
    """
    package = Package.open(template)
    if wordcharts.DOCUMENT not in package:
        raise package.broken("Word文書ではありません")
    tables = LongTables(values)
    rendered = Package(_rendered(template, package.name, values, tables), package.name)
    changes = wordcharts.filled(rendered, values.get("charts") or {})
    new = changes.parts
    document = new.get(wordcharts.DOCUMENT) or rendered.read(wordcharts.DOCUMENT)
    new[wordcharts.DOCUMENT] = draft.with_notice(tables.put_back(document), values.get("notice") or ())
    new |= properties.changed(rendered, values, new)
    return rendered.written(new, changes.dropped, dated=False)


def _rendered(template: Path, name: str, values: Mapping[str, object], tables: LongTables) -> bytes:
    from docxtpl import DocxTemplate

    class Document(DocxTemplate):  # type: ignore[misc]
        def patch_xml(self, src_xml: str) -> str:
            return _patched(src_xml)

        def build_xml(self, context: dict[str, Any], jinja_env: Any = None) -> str:  # noqa: ANN401 - as docxtpl has it
            xml = tables.taken_out(self.patch_xml(self.get_xml()))
            return str(self.render_xml_part(xml, self.docx.part, context, jinja_env))

    with mistakes.told(name, values):
        document = Document(template)
        document.render(dict(values), room.environment(), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@lru_cache(maxsize=16)
def _patched(xml: str) -> str:
    """What jinja is given: docxtpl looks through the whole part a dozen times, and a batch has the same one again."""
    from docxtpl import DocxTemplate

    return str(DocxTemplate.patch_xml(None, xml))
