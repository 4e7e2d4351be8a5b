"""The parts an Office file is made of: read, exchanged one by one, and zipped so that all others keep their bytes."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from pmo_xl.errors import TemplateError, reason_of

CONTENT_TYPES: Final = "[Content_Types].xml"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_ID: Final = f"{{{RELATION}}}id"
_PACKAGE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8_NAME = 0x800
_LARGEST_PART = 300 << 20
# A name of ours carries no date: the same input gives the same bytes.
_NO_DATE = (0, 0x21)  # 1980-01-01


class Relation(Struct, frozen=True):
    """One arrow of a `.rels` part: `target` is the part's full name, or the address as written when external."""

    id: str
    kind: str  # the last word of the relationship's type: worksheet, chart, table …
    target: str
    external: bool = False


class Package:
    """A zip of parts, held in memory. Nothing changes in it: `written` gives the bytes of a new package."""

    def __init__(self, data: bytes, name: str) -> None:
        """`name` is the file's name in messages. Raises TemplateError when the bytes are no Office package."""
        self.name = name
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile:
            raise self.broken("ExcelやWordのファイルとして読めません") from None
        self._infos = {info.filename: info for info in self._zip.infolist()}

    @classmethod
    def open(cls, path: Path) -> "Package":
        """The package in a file. Raises TemplateError when it is not there or cannot be read."""
        try:
            return cls(path.read_bytes(), path.name)
        except FileNotFoundError:
            raise TemplateError(
                f"テンプレート {path.name} が {path.parent} にありません",
                "pmo.toml の [reports] の指定を確認してください",
            ) from None
        except OSError as error:
            raise TemplateError(
                f"テンプレート {path.name} を読めません（{reason_of(error)}）", "場所とアクセス権を確認してください"
            ) from error

    def broken(self, why: str) -> TemplateError:
        """The error that this file cannot be used, and why."""
        return TemplateError(
            f"テンプレート {self.name} を使えません（{why}）",
            "Officeで開いて保存し直すか、元のテンプレートに戻してください",
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The part names in the order of the zip."""
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            if self._infos[name].file_size > _LARGEST_PART:
                raise self.broken(f"{name} が大きすぎます")
            return self._zip.read(name)
        except KeyError:
            raise self.broken(f"{name} がありません") from None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
            raise self.broken(f"{name} が壊れています") from None

    def tree(self, name: str) -> etree._Element:
        """The XML of a part."""
        return self.parsed(name, self.read(name))

    def parsed(self, name: str, data: bytes) -> etree._Element:
        """The XML in the bytes of a part. Entities are never resolved, nothing is fetched."""
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))
        except etree.XMLSyntaxError:
            raise self.broken(f"{name} がXMLとして読めません") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.broken(f"{name} にDOCTYPEがあります")
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Where a part leads; "" asks for the package itself."""
        name = rels_name(part)
        if name not in self:
            return ()
        found = []
        for element in self.tree(name).iter(f"{{{_PACKAGE_RELATION}}}Relationship"):
            target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
            external = element.get("TargetMode") == "External"
            if not external:
                path = posixpath.join("/", posixpath.dirname(part), target.partition("#")[0])
                target = unquote(posixpath.normpath(path)).lstrip("/")
            found.append(Relation(element.get("Id", ""), kind, target, external))
        return tuple(found)

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts of one kind (worksheet, chart, table …) that a part leads to."""
        return tuple(r.target for r in self.relations(part) if r.kind == kind and not r.external and r.target in self)

    def written(self, new: Mapping[str, bytes], dropped: Collection[str] = (), *, dated: bool = True) -> bytes:
        """The package with the parts of `new` exchanged or added; all others keep their compressed bytes.

        `dated=False` leaves out when the kept parts were zipped.
        """
        kept = [name for name in self._infos if name not in dropped]
        added = [name for name in new if name not in self._infos]
        return zipped(
            self._raw(name, dated=dated) if name not in new else _packed(name, new[name]) for name in [*kept, *added]
        )

    def _raw(self, name: str, *, dated: bool) -> "_Member":
        info = self._infos[name]
        at = info.header_offset + _LOCAL.size
        name_length, extra_length = struct.unpack_from("<HH", self._data, at - 4)
        start = at + name_length + extra_length
        packed = self._data[start : start + info.compress_size]
        year, month, day, hour, minute, second = info.date_time
        moment = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day) if dated else _NO_DATE
        return _Member(name, packed, info.CRC, info.file_size, info.compress_type, moment, info.external_attr)


def rels_name(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def declaration(original: bytes = b"") -> bytes:
    """The XML declaration that a part had, where it suits UTF-8."""
    head = re.match(rb"(?:\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>\s*)", original)
    if head and b"utf-8" in head[1].lower():
        return head[1]
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def serialised(root: etree._Element, original: bytes = b"") -> bytes:
    """A tree as bytes, under the XML declaration its part had."""
    return declaration(original) + etree.tostring(root, encoding="UTF-8", xml_declaration=False)


class Relations:
    """The relationships of one part while something is added to or taken from them."""

    def __init__(self, package: Package, part: str) -> None:
        """`part` may have none yet."""
        self.part = rels_name(part)
        self.added = False
        self._original = package.read(self.part) if self.part in package else b""
        self._root = (
            package.parsed(self.part, self._original)
            if self._original
            else etree.Element(f"{{{_PACKAGE_RELATION}}}Relationships", nsmap={None: _PACKAGE_RELATION})  # type: ignore[dict-item]
        )
        self._ids = {element.get("Id", "") for element in self._root}
        self._known: dict[tuple[str, str], str] = {}

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship to the target, one for all who ask. `kind`: hyperlink, package, or a full type."""
        kind = kind if ":" in kind else f"{RELATION}/{kind}"
        if (kind, target) not in self._known:
            number = len(self._ids) + 1
            while f"rId{number}" in self._ids:
                number += 1
            element = etree.SubElement(self._root, f"{{{_PACKAGE_RELATION}}}Relationship")
            for name, value in (("Id", f"rId{number}"), ("Type", kind), ("Target", target)):
                element.set(name, value)
            if external:
                element.set("TargetMode", "External")
            self._ids.add(f"rId{number}")
            self._known[kind, target] = f"rId{number}"
            self.added = True
        return self._known[kind, target]

    def remove(self, ids: Collection[str]) -> None:
        """Take relationships away by id."""
        for element in list(self._root):
            if element.get("Id") in ids:
                self._root.remove(element)

    @property
    def data(self) -> bytes:
        """The `.rels` part as bytes."""
        return serialised(self._root, self._original)


def with_types(
    package: Package, data: bytes, *, add: Mapping[str, str] | None = None, drop: Collection[str] = ()
) -> bytes:
    """[Content_Types].xml with overrides added (part name → content type) and those of dropped parts taken out."""
    root = package.parsed(CONTENT_TYPES, data)
    present = set()
    for element in list(root):
        name = element.get("PartName", "").lstrip("/")
        if name in drop:
            root.remove(element)
        present.add(name)
    for name, kind in (add or {}).items():
        if name not in present:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return serialised(root, data)


def new_package(parts: Mapping[str, bytes]) -> bytes:
    """A package from nothing, in the order given."""
    return zipped(_packed(name, data) for name, data in parts.items())


class _Member(Struct, frozen=True):
    name: str
    packed: bytes
    crc: int
    size: int
    method: int
    moment: tuple[int, int]  # DOS time, DOS date
    attributes: int = 0


def _packed(name: str, data: bytes) -> _Member:
    # Level 1 halves the time of a long list and costs a tenth of its size; short parts are packed well.
    squeeze = zlib.compressobj(1 if len(data) > 1 << 20 else 6, zlib.DEFLATED, -15)
    packed = squeeze.compress(data) + squeeze.flush()
    return _Member(name, packed, zlib.crc32(data), len(data), zipfile.ZIP_DEFLATED, _NO_DATE)


def zipped(members: Iterable[_Member]) -> bytes:
    """The members as one zip. Python's zipfile has no public way to pass compressed bytes on as they are."""
    out, directory, count = io.BytesIO(), [], 0
    for member in members:
        name = member.name.encode()
        flags = 0 if member.name.isascii() else _UTF8_NAME
        common = (20, flags, member.method, *member.moment, member.crc, len(member.packed), member.size, len(name), 0)
        directory.append(
            _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, member.attributes, out.tell()) + name,
        )
        out.write(_LOCAL.pack(b"PK\x03\x04", *common) + name)
        out.write(member.packed)
        count += 1
    start, central = out.tell(), b"".join(directory)
    out.write(central + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), start, 0))
    return out.getvalue()
