"""The properties of a document a reader sees in the file manager: title, author and the day it speaks of."""

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Final

from pmo_xl.render.package import CONTENT_TYPES, Package, Relations, with_types
from pmo_xl.render.text import plain, spoken

_KIND: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy>{moments}{edition}</cp:coreProperties>"
)
_EDITION = "<dc:identifier>{0}</dc:identifier><cp:version>{1}</cp:version>"
_MOMENT = '<dcterms:{0} xsi:type="dcterms:W3CDTF">{1:%Y-%m-%dT%H:%M:%SZ}</dcterms:{0}>'


def changed(package: Package, values: Mapping[str, object], new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts to exchange so that the file's properties say what values["document"] says; none without it.

    An identifier and a version (of a document that comes out in editions) are optional. `new` are parts that were
    exchanged already. Nothing of the template's own properties (author, comments) travels on.
    """
    document = values.get("document")
    if not isinstance(document, Mapping):
        return {}
    day = document.get("date")
    moments = ""
    if isinstance(day, date):
        moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
        moments = _MOMENT.format("created", moment) + _MOMENT.format("modified", moment)
    title, author, identifier, version = (
        escape(spoken(plain(document.get(name)))) for name in ("title", "author", "identifier", "version")
    )
    edition = _EDITION.format(identifier, version) if identifier and version else ""
    part = next(iter(package.related("", "core-properties")), None)
    core = _XML.format(title=title, author=author, moments=moments, edition=edition)
    parts = {part or "docProps/core.xml": core.encode()}
    if part is None:
        relations = Relations(package, "")
        relations.add(_RELATION, "docProps/core.xml")
        parts[relations.part] = relations.data
        listed = new.get(CONTENT_TYPES) or package.read(CONTENT_TYPES)
        parts[CONTENT_TYPES] = with_types(package, listed, add={"docProps/core.xml": _KIND})
    return parts
