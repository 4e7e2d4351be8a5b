"""Workbook packages written part by part, for what no library would write."""

import io
import struct
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
        "_rels/.rels": related({"rId1": ("officeDocument", "xl/workbook.xml")}),
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
    members["xl/_rels/workbook.xml.rels"] = related(relations)
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
            "_rels/.rels": related({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": "<w:document xmlns:w='x'><w:body/></w:document>",
        }
    )


def ole(streams):
    """An OLE file (old Office, or a protected new one) of name → bytes; every stream takes at least 4096 bytes."""
    entries, sectors, chains = [("Root Entry", 5, 0xFFFFFFFE, 0)], [], []
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        first, count = 2 + len(sectors), -(-len(content) // 512)
        entries.append((name, 2, first, len(content)))
        sectors += [content[512 * n : 512 * (n + 1)].ljust(512, b"\0") for n in range(count)]
        chains += [*range(first + 1, first + count), 0xFFFFFFFE]
    directory = b""
    for name, kind, first, size in entries:
        raw = name.encode("utf-16-le") + b"\0\0"
        directory += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + b"\xff" * 12
        directory += bytes(36) + struct.pack("<IQ", first, size)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *chains]
    assert len(entries) <= 4, "the directory has one sector"
    assert len(table) <= 128, "the allocation table has one sector"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head = head.ljust(512, b"\xff")
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return head + allocation + directory.ljust(512, b"\0") + b"".join(sectors)


def old_book(words, *, stray=None):
    """The bytes of an .xls with one sheet 「一覧」 whose column B holds the words from row 2 on.

    A list of words in their place fills its row to the right; `stray` is the (row, column), from 0, of one more word.
    """

    def record(code, content):
        return struct.pack("<HH", code, len(content)) + content

    def begin(kind):
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    def word(row, text, column=1):
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    name = "一覧".encode("utf-16-le")
    sheet = begin(0x10) + b"".join(
        word(row, text, column) for row, line in enumerate(words, 1) for column, text in enumerate(_line(line), 1)
    )
    sheet += (word(stray[0], "離れた値", stray[1]) if stray else b"") + record(0x000A, b"")
    length = len(begin(5)) + 4 + 8 + len(name) + 4
    entry = record(0x0085, struct.pack("<IBBBB", length, 0, 0, 2, 1) + name)
    return ole({"Workbook": begin(5) + entry + record(0x000A, b"") + sheet})


def open_document(words):
    """The bytes of an .ods with one sheet 「一覧」 whose column A holds the words; a list of words fills its row."""

    def cells_of(line):
        return "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in _line(line)
        )

    cells = "".join(f"<table:table-row>{cells_of(line)}</table:table-row>" for line in words)
    spaces = "".join(
        f' xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"' for key in ("office", "table", "text")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="一覧">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _line(words):
    return [words] if isinstance(words, str) else words


def related(targets):
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )
