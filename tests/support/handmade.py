"""Workbook packages written part by part, for what no library would write."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{type}.main+xml"/></Types>'
)
_DATES = (
    '<numFmts count="1"><numFmt numFmtId="176" formatCode="[h]:mm:ss"/></numFmts>'
    '<fonts count="2"><font/><font><strike/></font></fonts>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="22" fontId="0"/>'
    '<xf numFmtId="176" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
)
DATE, MOMENT, DURATION, STRUCK = 1, 2, 3, 4  # style indexes of _DATES


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(address, words):
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(address, value, style=0):
    return f'<c r="{address}" s="{style}"><v>{value}</v></c>'


def sheet_data(*rows):
    return f"<sheetData>{''.join(rows)}</sheetData>"


def package(sheets, *, shared=None, space=MAIN, prefix="", names="", properties="", parts=None, styles=True):
    """The bytes of a workbook. `sheets` maps a name to the XML inside its worksheet (None: the part is missing),
    or is a list of such pairs.

    `shared` are the <si> elements' inner XML; `prefix` puts every element of the workbook under a namespace prefix
    (write it into the sheets yourself); `parts` adds or replaces members (None leaves one out).
    """
    pairs = list(sheets.items()) if isinstance(sheets, dict) else sheets
    mark = f"{prefix}:" if prefix else ""
    declared = f'xmlns{":" if prefix else ""}{prefix}="{space}" xmlns:r="{OFFICE}"'
    entries = "".join(
        f'<{mark}sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in enumerate(pairs, 1)
    )
    relations = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(pairs) + 1)}
    members = {
        "[Content_Types].xml": _TYPES.format(part="xl/workbook.xml", type="spreadsheetml.sheet"),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f"<{mark}workbook {declared}>{properties}<{mark}sheets>{entries}</{mark}sheets>{names}"
        f"</{mark}workbook>",
    }
    if shared is not None:
        relations["rId901"] = ("sharedStrings", "sharedStrings.xml")
        items = "".join(f"<si>{item}</si>" for item in shared)
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    if styles:
        relations["rId902"] = ("styles", "styles.xml")
        members["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{_DATES}</styleSheet>'
    members["xl/_rels/workbook.xml.rels"] = _relations(relations)
    for n, (_, inside) in enumerate(pairs, 1):
        if inside is not None:
            members[f"xl/worksheets/sheet{n}.xml"] = f"<{mark}worksheet {declared}>{inside}</{mark}worksheet>"
    return zipped(members | (parts or {}))


def zipped(members):
    """A zip of name → text or bytes; a member that is None is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            if content is not None:
                package.writestr(name, content)
    return out.getvalue()


def word_document():
    """The bytes of a small Word document."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(part="word/document.xml", type="wordprocessingml.document"),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": "<w:document xmlns:w='x'><w:body/></w:document>",
        }
    )


def _relations(targets):
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )
