"""Ways to damage a workbook: its bytes, its zip, its XML. All of them take a random generator, none its luck."""

import io
import re
import struct
import zipfile

NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2147483648",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"9" * 5000,
    b"1048577",
    b"16385",
    b"",
)
WORDS = (b"A0", b"XFD1048576", b"ZZZ9999999", b"A1:XFD1048576", b"B2:A1", "課題".encode(), b"\xff\xfe", b"\xf0\x9f\x8e\x89", b"#REF!", b"true",
         b"hidden", b"../../x", b"rId1", b"n", b"s", b"e", b"b", b"d", b"str", b"inlineStr", b"_x000B_", b"&#11;", b"&#xD800;", b"&amp;lt;", b"&a;",
         b"<![CDATA[x]]>", b"<!-- x -->", b"<?x?>", b"=1+1", b"[h]:mm", b'"', b"<", b">", b"\0", b"2024-02-30", b"45350.5")  # fmt: skip
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'\s[\w:.-]+="[^"<>]*"')
_TEXT = re.compile(rb">([^<>]+)<")


def damaged_bytes(data, rng):
    """A few bytes flipped, cut out, doubled or moved."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        at, length = rng.randrange(len(data) + 1), rng.choice((1, 4, 60, 3000))
        match rng.randrange(6):
            case 0:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length]
            case 3:
                data[at:at] = rng.choice(WORDS + NUMBERS)
            case 4 if data:
                data[at % len(data)] ^= 1 << rng.randrange(8)
            case _:
                other = rng.randrange(len(data) + 1)
                data[at : at + length], data[other : other + length] = (
                    data[other : other + length],
                    data[at : at + length],
                )
    return bytes(data)


def cut_off(data, rng):
    """The beginning, or with little luck the end, of a file."""
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:]


def other_directory(data, rng):
    """A zip whose directories say other sizes, checksums, methods or flags than the true ones."""
    data = bytearray(data)
    marks = [found.start() for found in re.finditer(rb"PK[\x01\x03\x05][\x02\x04\x06]", data)]
    for _ in range(rng.randrange(1, 4)):
        if marks:
            at = rng.choice(marks) + rng.randrange(4, 46)
            value = rng.choice((0, 1, 255, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, rng.randrange(2**32)))
            data[at : at + 4] = struct.pack("<I", value)[: rng.choice((1, 2, 4))]
    return bytes(data)


def other_members(parts, rng):
    """Members dropped, doubled, renamed, exchanged or in another order; `parts` are (name, content) pairs."""
    parts = list(parts)
    for _ in range(rng.randrange(1, 4)):
        at, other = rng.randrange(len(parts)), rng.randrange(len(parts))
        match rng.randrange(6):
            case 0 if len(parts) > 1:
                del parts[at]
            case 1:
                parts.insert(other, parts[at])
            case 2:
                parts[at] = (
                    rng.choice((parts[at][0].upper(), "../" + parts[at][0], parts[other][0], "x")),
                    parts[at][1],
                )
            case 3:
                parts[at], parts[other] = (parts[at][0], parts[other][1]), (parts[other][0], parts[at][1])
            case 4:
                rng.shuffle(parts)
            case _:
                parts[at] = (parts[at][0], rng.choice((b"", parts[at][1][: len(parts[at][1]) // 2], b"\0" * 1000)))
    return parts


def damaged_xml(xml, rng):
    """Elements and attributes deleted, doubled, moved, nested or given other values."""
    for _ in range(rng.choice((1, 1, 2, 4, 10))):
        xml = rng.choice(XML_WAYS)(xml, rng)
    return xml


def other_element(xml, rng):
    return _at_random(_TAG, xml, rng, lambda found: rng.choice((b"", found[0] * 2, found[0] * 300)))


def other_attribute(xml, rng):
    return _at_random(_ATTRIBUTE, xml, rng, lambda found: rng.choice((b"", found[0] * 2, found[0].upper())))


def other_value(xml, rng):
    value = rng.choice(NUMBERS + WORDS).replace(b'"', b"&quot;")
    return _at_random(_ATTRIBUTE, xml, rng, lambda found: found[0].partition(b'"')[0] + b'"' + value + b'"')


def other_text(xml, rng):
    return _at_random(_TEXT, xml, rng, lambda _: b">" + rng.choice(NUMBERS + WORDS) + b"<")


def nested(xml, rng):
    depth = rng.choice((2, 300, 5000))
    return _at_random(_TEXT, xml, rng, lambda found: b">" + b"<x>" * depth + found[1] + b"</x>" * depth + b"<")


def moved(xml, rng):
    """A stretch of elements left out, or put in another place too."""
    tags = list(_TAG.finditer(xml))
    if len(tags) < 2:
        return xml
    first, last = sorted(rng.sample(range(len(tags)), 2))
    begin, end = tags[first].start(), tags[min(last, first + 40)].end()
    to = rng.choice(tags).start()
    return rng.choice((xml[:begin] + xml[end:], xml[:to] + xml[begin:end] + xml[to:]))


XML_WAYS = (other_element, other_attribute, other_value, other_value, other_text, nested, moved)


def damaged_package(data, rng):
    """A sound zip around damaged members; any damage of its own where it is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(info.filename, package.read(info)) for info in package.infolist() if not info.is_dir()]
    except Exception:  # whatever the library raises: it is no sound zip
        parts = []
    if not parts:
        return damaged_bytes(data, rng)
    if rng.random() < 0.25:
        return zipped(other_members(parts, rng))
    # What holds the cells is damaged most often: there is most to go wrong.
    telling = [n for n, (name, _) in enumerate(parts) if re.search("sheet|content|workbook|Strings|styles", name)]
    at = rng.choice((telling or [0]) * 4 + list(range(len(parts))))
    name, content = parts[at]
    is_text = name.endswith((".xml", ".rels", ".vml"))
    parts[at] = (name, (damaged_xml if is_text and rng.random() < 0.8 else damaged_bytes)(content, rng))
    return zipped(parts)


def zipped(parts):
    """A zip of (name, content) pairs, of which several may have one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _at_random(pattern, xml, rng, change):
    """The XML with one of the places where the pattern stands changed."""
    found = list(pattern.finditer(xml))
    if not found:
        return xml
    one = rng.choice(found)
    return xml[: one.start()] + change(one) + xml[one.end() :]


WAYS = (damaged_package, damaged_package, damaged_package, damaged_package, other_directory, damaged_bytes, cut_off)


def damaged(data, rng):
    """The file with one sort of damage, now and then with two."""
    for _ in range(rng.choice((1, 1, 1, 2))):
        data = rng.choice(WAYS)(data, rng)
    return data


TOML_VALUES = (b"-1", b"0", b"1e400", b"nan", b"inf", b"true", b'""', b'"x"', b"[]", b"[[]]", b"{}", b"{a = 1}", b"2024-02-30", b"2024-05-07",
            b"07:30:00", b"2024-05-07T16:00:00Z", b"9" * 400, b"9" * 5000, b'"\\u0000"', b"'''x'''", b"[1, 'a', 2.5]", b'["I", "Z-999"]', b"0x10",
            "「".encode(), b"\xff")  # fmt: skip
_VALUE = re.compile(rb"(?<= = ).*")
_KEY = re.compile(rb"^[\w\"-]+(?= = )", re.M)
_LINE = re.compile(rb"^.*\n", re.M)


def damaged_settings(toml, rng):
    """Values of other sorts, keys misspelt, lines left out, doubled or put elsewhere."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        match rng.randrange(5):
            case 0 | 1:
                toml = _at_random(_VALUE, toml, rng, lambda _: rng.choice(TOML_VALUES))
            case 2:
                toml = _at_random(
                    _KEY,
                    toml,
                    rng,
                    lambda found: rng.choice((found[0][1:], found[0] * 2, b"a.b", b'"' + found[0] + b'"')),
                )
            case 3:
                toml = _at_random(_LINE, toml, rng, lambda found: rng.choice((b"", found[0] * 2, b"#" + found[0])))
            case _:
                lines = toml.splitlines(keepends=True)
                rng.shuffle(lines)
                toml = b"".join(lines) if rng.random() < 0.2 else b"".join(lines[:1]) + toml
    return toml
