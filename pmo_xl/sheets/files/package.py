"""A workbook's zip package behind walls: limits, checksums and DOCTYPE are judged before anything is believed."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from pmo_xl.sheets.files.magic import PROTECTED, UNLOCK, wrong_kind
from pmo_xl.sheets.files.refusal import RefusalError, broken, too_big, too_big_sheet
from pmo_xl.sheets.files.xmltree import as_utf8, refuse_doctype, tree

MB = 1_000_000
MAX_MEMBERS = 10_000
MAX_TOTAL_MB = 500
MAX_PART_MB = 300
MAX_WHOLE_MB = 150  # a part that is worked on as a whole takes twice its size, and its values stand beside it
MAX_READ_MB = 1_500  # a part that many sheets point at is read for each of them
MAX_RATIO = 200  # judged above RATIO_FROM_MB only: small parts of repeated text shrink further
RATIO_FROM_MB = 10
_XML = (".xml", ".rels", ".vml")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError)


class Relation(Struct, frozen=True):
    """What a part points at: the kind of relation (the last word of its type), and the part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a zip package, by name. Every part is checked when it is read; `check_rest` does the others.

    Raises RefusalError when the directory is damaged or beyond the limits.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise broken("途中で切れているか、zipとして読めません", unfinished=True) from None
        members = [info for info in self._zip.infolist() if info.filename and not info.filename.endswith("/")]
        _check_sizes(members)
        self._parts = {_plain(info.filename): info for info in members if not _is_outside(info.filename)}
        self._unread = set(self._parts)
        self._inflated = 0
        self.notes = tuple(
            f"ブックの外を指す名前の部品（{info.filename}）は使っていません"
            for info in members
            if _is_outside(info.filename)
        )

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    def read(self, part: str) -> bytes:
        """The part's bytes, XML in UTF-8.

        Raises SheetError when it is too large, RefusalError when its checksum or length is wrong, or KeyError.
        """
        key = _plain(part)
        size = self._parts[key].file_size
        if size > MAX_WHOLE_MB * MB:
            raise too_big_sheet(f"展開すると {self._parts[key].filename} ", size / MB, MAX_WHOLE_MB, "MB")
        out = io.BytesIO()
        for chunk in self._chunks(key):
            out.write(chunk)
        data = out.getvalue()
        return as_utf8(data, self._parts[key].filename) if key.endswith(_XML) else data

    def check_rest(self) -> None:
        """Inflate what has not been read yet. Raises RefusalError for the first damaged part."""
        for part in sorted(self._unread):
            for number, chunk in enumerate(self._chunks(part)):
                if number == 0 and part.endswith(_XML):
                    refuse_doctype(chunk, self._parts[part].filename)

    def _chunks(self, key: str) -> Iterator[bytes]:
        """The part a megabyte at a time: a library that gives all of it at once holds it twice."""
        info = self._parts[key]
        if info.flag_bits & 1:
            raise RefusalError(PROTECTED, UNLOCK)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the only two that Office knows
            raise broken(f"部品 {info.filename} を展開できません")
        self._inflated += info.file_size
        if self._inflated > MAX_READ_MB * MB:
            raise too_big("同じ部品の読み返しを含めた全体", self._inflated / MB, MAX_READ_MB, "MB")
        length = 0
        try:
            with self._zip.open(info) as stream:
                # A part that lies about its size is not inflated beyond it: there its checksum is wrong.
                while chunk := stream.read(MB):
                    length += len(chunk)
                    yield chunk
        except zipfile.BadZipFile:
            raise broken(f"部品 {info.filename} のCRCが合いません") from None
        except _DAMAGE:
            raise broken(f"部品 {info.filename} を展開できません") from None
        if length != info.file_size:
            raise broken(f"部品 {info.filename} の長さが合いません")
        self._unread.discard(key)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What the part ("" for the package itself) points at inside the package; empty without a relations part."""
        folder = posixpath.dirname(part)
        return tuple(
            Relation(
                element.get("Id", ""),
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
            )
            for element in self._relationships(part)
            if element.get("TargetMode") != "External"
        )

    def outside(self, part: str) -> tuple[str, ...]:
        """What the part points at outside the package: addresses as they are written."""
        return tuple(e.get("Target", "") for e in self._relationships(part) if e.get("TargetMode") == "External")

    def _relationships(self, part: str) -> Iterator[Element]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in self:
            yield from tree(self.read(path), path).iter("Relationship")

    def main_part(self, suffix: str) -> tuple[str, str]:
        """The part that is the document, and its format: "xlsx", "xlsb" or "ods".

        Raises RefusalError when the package is no workbook: a Word document, a presentation, a mere zip.
        """
        if "mimetype" in self:
            return "", _open_document(self.read("mimetype").decode("ascii", "replace"), suffix)
        main = next((r.target for r in self.relations("") if r.kind == "officeDocument"), "")
        if main not in self:
            main = next((name for name in ("xl/workbook.xml", "xl/workbook.bin") if name in self), "")
        declared = self._content_type(main)
        for word, name in (("wordprocessingml", "Wordの文書"), ("presentationml", "PowerPointの資料")):
            if word in declared:
                own = suffix in (".docx", ".docm", ".pptx", ".pptm")
                hint = (
                    "議事メモや管理表は、Excelのブックで指定してください" if own else "正しいファイルを指定してください"
                )
                raise wrong_kind(name, suffix, hint)
        if not main:
            raise RefusalError(
                "Excelのブックではありません（zipの中にブックがありません）", "正しいファイルを指定してください"
            )
        return main, "xlsb" if main.endswith(".bin") else "xlsx"

    def _content_type(self, part: str) -> str:
        """How [Content_Types].xml declares the part; the folder's name when it says nothing."""
        path = "[Content_Types].xml"
        if path in self:
            for element in tree(self.read(path), path).iter("Override"):
                if _plain(element.get("PartName", "")) == _plain(part):
                    return element.get("ContentType", "")
        folders = {name.partition("/")[0] for name in self._parts}
        return "wordprocessingml" if "word" in folders and "xl" not in folders else ""


def _check_sizes(members: Iterable[zipfile.ZipInfo]) -> None:
    members = list(members)
    if len(members) > MAX_MEMBERS:
        raise too_big("中の部品", len(members), MAX_MEMBERS, "個")
    for info in members:
        if info.file_size > MAX_PART_MB * MB:
            raise too_big(f"展開すると {info.filename} ", info.file_size / MB, MAX_PART_MB, "MB")
        if info.file_size > RATIO_FROM_MB * MB and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            ratio = info.file_size / max(info.compress_size, 1)
            raise too_big(f"{info.filename} の圧縮率", ratio, MAX_RATIO, "倍")
    total = sum(info.file_size for info in members)
    if total > MAX_TOTAL_MB * MB:
        raise too_big("展開すると全体", total / MB, MAX_TOTAL_MB, "MB")


def _plain(name: str) -> str:
    """Part names are compared without case, and some writers use the slashes of Windows."""
    return name.replace("\\", "/").lstrip("/").lower()


def _is_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]


def _open_document(mimetype: str, suffix: str) -> str:
    if "spreadsheet" in mimetype:
        return "ods"
    name = "文書(OpenDocument)" if "text" in mimetype else "OpenDocumentのファイル"
    raise wrong_kind(name, suffix)
