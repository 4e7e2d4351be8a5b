"""The one door to a workbook: from a path to its sheets as grids, read once and never written to."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec import field as fresh
from msgspec.structs import replace

from pmo_xl.errors import BookError
from pmo_xl.model.grid import Grid, Rows
from pmo_xl.sheets.files.assembly import Sheets
from pmo_xl.sheets.files.links import linked_books
from pmo_xl.sheets.files.lockfile import editor_in, is_lock
from pmo_xl.sheets.files.magic import FORMATS, kind_of
from pmo_xl.sheets.files.package import Package
from pmo_xl.sheets.files.refusal import RefusalError
from pmo_xl.sheets.files.snapshot import Snapshot, take
from pmo_xl.sheets.xlsx.reader import read_sheets

_MORE_MEMORY = "ほかのアプリを閉じるか、不要な行・列・画像を削除したブックで再実行してください"
_FITTING = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "ods": (".ods", ".ots"),
    "fods": (".fods",),
    "xls": (".xls", ".xlt"),
}


class Book(Struct, frozen=True):
    """A workbook as it was when it was read.

    `file` is its name as shown to people, `saved` when it was last saved (2024-05-07 15:42, local time), `digest` the
    sha256 of its bytes, `sheets` the names of all its sheets in order, `unreadable` the reason for each sheet that
    could not be read, `notes` what a reader of the whole book should know, `links` the names of the other workbooks
    that its formulas take values from.
    """

    file: str
    path: Path
    saved: str
    digest: str
    grids: Mapping[str, Grid]
    unreadable: Mapping[str, str] = fresh(default_factory=dict)
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def called(self, shown: str) -> "Book":
        """The same book under the name it is shown by."""
        if shown == self.file:
            return self
        return replace(self, file=shown, grids={name: replace(grid, file=shown) for name, grid in self.grids.items()})

    def grid(self, sheet: str) -> Grid:
        """One sheet. Raises BookError when there is no such sheet, or it could not be read."""
        if sheet in self.grids:
            return self.grids[sheet]
        if sheet in self.unreadable:
            raise BookError(
                f"{self.file} のシート「{sheet}」を読めません（{self.unreadable[sheet]}）",
                "Excelで開いて修復し、保存し直してください",
            )
        raise BookError(
            f"{self.file} にシート「{sheet}」がありません",
            f"あるのは {'、'.join(self.sheets)} です。名前を直してください",
        )


def open_book(
    path: Path,
    *,
    shown: str | None = None,
    password: str | None = None,
    standing: Mapping[str, Rows] | None = None,
) -> Book:
    """The workbook at `path`, judged by its content and not by its name.

    `shown` is what it is called in messages and records (default: its name). `password` opens protected workbooks; it
    is neither kept nor shown anywhere. `standing` are the values of its sheets as they stand in Excel at this moment: a
    sheet that is plainly the same, with as many rows, is given these, which saves reading its own. Raises BookError
    with what it is and what to do; its `reason` is the same without the file's name.
    """
    file = shown or path.name
    try:
        if is_lock(path):
            raise _lock_refusal(path)
        snapshot = take(path)
        try:
            sheets, notes = _read(snapshot, file, password, standing or {})
        except RefusalError as refused:
            # What ends too early may be a workbook that somebody is saving at this moment.
            refused.passing = refused.passing and not (refused.unfinished and snapshot.is_at_rest())
            if not refused.unfinished or not refused.passing or not snapshot.is_outdated():
                raise
            snapshot = take(path)
            sheets, notes = _read(snapshot, file, password, standing or {})
    except RefusalError as refused:
        raise refused.about(file) from None
    except MemoryError:
        raise RefusalError("メモリが足りないため読めません", _MORE_MEMORY).about(file) from None
    return Book(
        file=file,
        path=path,
        saved=snapshot.saved,
        digest=snapshot.digest,
        grids=sheets.grids,
        unreadable=sheets.unreadable,
        notes=(*notes, *sheets.notes),
        sheets=sheets.order,
        links=sheets.links,
    )


def _read(
    snapshot: Snapshot, file: str, password: str | None, standing: Mapping[str, Rows]
) -> tuple[Sheets, tuple[str, ...]]:
    """The sheets, and a note when the file's name promises another format."""
    data, suffix = snapshot.data, snapshot.path.suffix.lower()
    kind = str(kind_of(data, suffix))
    if kind == "locked":
        from pmo_xl.sheets.files.protection import unlocked

        data = unlocked(data, password)
        kind = kind_of(data, suffix)
    if kind == "text":
        from pmo_xl.sheets.files.csv_file import read_text

        return read_text(data, file), ()
    if kind == "zip":
        package = Package(data)
        main, kind = package.main_part(suffix)
        links = linked_books(package, main)
        sheets = replace(_read_package(package, main, kind, data, file, standing), links=links)
    elif kind == "fods":
        from pmo_xl.sheets.ods.reader import read_flat

        sheets = read_flat(data, file)
    else:
        from pmo_xl.sheets.binary.book import read_old

        sheets = read_old(data, file, password)
    fits = suffix in _FITTING[kind]
    return sheets, () if fits else (f"中身は{FORMATS[kind]}です（拡張子は {suffix or 'なし'}）",)


def _read_package(
    package: Package, main: str, kind: str, data: bytes, file: str, standing: Mapping[str, Rows]
) -> Sheets:
    """The sheets of a workbook that is a zip: "xlsx", "ods" or "xlsb"."""
    if kind == "xlsx":
        return read_sheets(package, main, file, standing)
    if kind == "ods":
        from pmo_xl.sheets.ods.reader import read_open_document

        return read_open_document(package, file)
    from pmo_xl.sheets.binary.book import read_binary

    return read_binary(data, package, main, file)


def _lock_refusal(path: Path) -> RefusalError:
    editor = editor_in(path)
    who = f"{editor}。" if editor else ""
    name = path.name.removeprefix("~$")
    return RefusalError("Excelが編集中に置く一時ファイルです", f"{who}{name} を指定してください")
