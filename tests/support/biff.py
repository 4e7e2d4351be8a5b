"""Binary workbooks written record by record: sheets of an .xls with more than words, and small .xlsb packages."""

import struct

from tests.support.handmade import ole, related, zipped

ERRORS = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


def record(code, content=b""):
    return struct.pack("<HH", code, len(content)) + content


def begin(kind, version=0x0600):
    return record(0x0809, struct.pack("<HHHHII", version, kind, 0, 0, 0, 0))


def text16(words, size="H"):
    return struct.pack(f"<{size}B", len(words), 1) + words.encode("utf-16-le")


def word(row, column, words, style=0):
    return record(0x0204, struct.pack("<HHH", row, column, style) + text16(words))


def error(row, column, code, *, formula=False):
    if formula:
        result = struct.pack("<BBBBHH", 2, 0, code, 0, 0, 0xFFFF)
        return record(0x0006, struct.pack("<HHH", row, column, 0) + result + bytes(8))
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def hidden_row(row):
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 1, 300, 0, 0, 0x20))


def hidden_columns(first, last):
    return record(0x007D, struct.pack("<HHHHHH", first, last, 2000, 0, 1, 0))


def merge(top, bottom, left, right):
    return record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def drop_down(tokens, top, bottom, column, kind=3):
    nothing = text16("\0") * 4
    formulas = struct.pack("<HH", len(tokens), 0) + tokens + struct.pack("<HH", 0, 0)
    return record(
        0x01BE, struct.pack("<I", kind) + nothing + formulas + struct.pack("<HHHHH", 1, top, bottom, column, column)
    )


def area(top, bottom, left, right):
    return struct.pack("<HHHH", top, bottom, left, right)


def xls(sheets, before=b"", after=b"", version=0x0600):
    """An .xls of (name, records of the sheet); `before` and `after` its list of sheets are the workbook's own records."""
    names = [text16(name, "B") for name, _ in sheets]
    length = len(begin(5)) + len(before) + len(after) + sum(4 + 6 + len(name) for name in names) + 4
    bodies = [begin(0x10, version) + content + record(0x000A) for _, content in sheets]
    entries = b""
    for name, body in zip(names, bodies, strict=True):
        entries += record(0x0085, struct.pack("<IBB", length, 0, 0) + name)
        length += len(body)
    return ole({"Workbook": begin(5, version) + before + entries + after + record(0x000A) + b"".join(bodies)})


def record12(code, content=b""):
    kind = bytes([code]) if code < 128 else bytes([(code & 0x7F) | 0x80, code >> 7])
    length, size = len(content), b""
    while True:
        length, low = length >> 7, length & 0x7F
        size += bytes([low | (0x80 if length else 0)])
        if not length:
            return kind + size + content


def row12(row, *cells, hidden=False):
    flags = bytes([0, 0x10 if hidden else 0]) + bytes(5)
    return record12(0, struct.pack("<IIH", row, 0, 300) + flags) + b"".join(cells)


def cell12(column, value):
    place = struct.pack("<II", column, 0)
    if value in ERRORS:
        return record12(3, place + bytes([ERRORS[value]]))
    if isinstance(value, str):
        return record12(6, place + wide(value))
    return record12(5, place + struct.pack("<d", value))


def merge12(top, bottom, left, right):
    return record12(177, struct.pack("<I", 1)) + record12(176, area12(top, bottom, left, right)) + record12(178)


def hidden_columns12(first, last):
    return record12(390) + record12(60, struct.pack("<IIIIH", first, last, 2000, 0, 1)) + record12(391)


def area12(top, bottom, left, right):
    return struct.pack("<IIII", top, bottom, left, right)


def wide(words):
    raw = words.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def xlsb(sheets):
    """An .xlsb of (name, records before its rows, rows, records after them)."""
    entries = b"".join(
        record12(156, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
        for number, (name, *_) in enumerate(sheets, 1)
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.worksheet"/>'
        '<Override PartName="/xl/workbook.bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": related({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": record12(131) + record12(143) + entries + record12(144) + record12(132),
        "xl/_rels/workbook.bin.rels": related(
            {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)}
        ),
    }
    for number, (_, before, rows, after) in enumerate(sheets, 1):
        used = record12(148, area12(0, 99, 0, 9))
        cells = record12(145) + b"".join(rows) + record12(146)
        members[f"xl/worksheets/sheet{number}.bin"] = record12(129) + used + before + cells + after + record12(130)
    return zipped(members)
