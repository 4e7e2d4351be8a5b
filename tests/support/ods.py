"""OpenDocument spreadsheets written element by element, for what no program would be asked to write."""

from tests.support.handmade import zipped

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = {
    **{name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "style")},
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_DECLARED = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())


# Styles of cells by name: struck through, its heir, one that is not; bold, coloured, white; and two in a circle.
LOOKS = (
    '<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="heir" style:family="table-cell" style:parent-style-name="struck"/>'
    '<style:style style:name="not" style:family="table-cell" style:parent-style-name="struck"><style:text-properties style:text-line-through-type="none"/></style:style>'
    '<style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="blue" style:family="table-cell"><style:table-cell-properties fo:background-color="#0000FF"/></style:style>'
    '<style:style style:name="white" style:family="table-cell"><style:table-cell-properties fo:background-color="#FFFFFF"/></style:style>'
    '<style:style style:name="text" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/>'
    '<style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>'
)


def lines(grid):
    return [list(line) for line in grid.rows]


def table(*inside, name="一覧", style=""):
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(inside)}</table:table>'


def row(*cells, **attributes):
    return f"<table:table-row{_written(attributes, 'table')}>{''.join(cells)}</table:table-row>"


def cell(*paragraphs, kind="", inside="", element="table-cell", **attributes):
    """A cell; `kind` is its value-type, an attribute `value` the value of that type, others are of the table space."""
    value = attributes.pop("value", None)
    typed = f' office:value-type="{kind}"' if kind else ""
    names = {"float": "value", "percentage": "value", "currency": "value"}
    if value is not None:
        typed += f' office:{names.get(kind, f"{kind}-value")}="{value}"'
    shown = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return f"<table:{element}{typed}{_written(attributes, 'table')}>{inside}{shown}</table:{element}>"


def text(*paragraphs, **attributes):
    return cell(*paragraphs, kind="string", **attributes)


def number(value, **attributes):
    return cell(str(value), kind="float", value=value, **attributes)


def ods(*tables, before="", after="", automatic="", styles="", settings=None, manifest="<manifest/>", parts=None):
    """The bytes of an .ods. `before` and `after` stand around its tables, `automatic` and `styles` are style elements."""
    members = {
        "mimetype": MIMETYPE,
        "META-INF/manifest.xml": manifest,
        "content.xml": content(*tables, before=before, after=after, automatic=automatic),
        "styles.xml": f"<office:document-styles{_DECLARED}><office:styles>{styles}</office:styles></office:document-styles>",
        "settings.xml": f"<office:document-settings{_DECLARED}>{settings}</office:document-settings>"
        if settings
        else None,
    }
    return zipped(members | (parts or {}))


def content(*tables, before="", after="", automatic="", root="document-content", attributes=""):
    """The XML of the document; with the root "document" and a mimetype among its attributes it is a .fods."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root}{_DECLARED}{attributes}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{before}{''.join(tables)}{after}</office:spreadsheet></office:body>"
        f"</office:{root}>"
    )


def flat(*tables, **more):
    """The bytes of a .fods."""
    return content(*tables, root="document", attributes=f' office:mimetype="{MIMETYPE}"', **more).encode()


def _written(attributes, space):
    return "".join(f' {space}:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
