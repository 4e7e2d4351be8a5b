"""A text that leads to a cell: in reports it becomes a hyperlink that opens the workbook there."""

from msgspec import Struct

from pmo_xl.model.place import Place


class Link(Struct, frozen=True):
    """What a report prints (`text`) and where it leads: a cell of a workbook, given by the workbook's path.

    `path` is the workbook's as it was read (absolute or seen from the current folder); "" means a cell of the report
    itself. Without a `sheet` it leads to the file as a whole (a Word document, a page for the browser). What is
    written is relative to the folder the report lies in, so that both can be moved together.
    """

    text: str
    path: str
    sheet: str
    cell: str

    @classmethod
    def to(cls, place: Place, path: str, text: str | None = None) -> "Link":
        """The link to a place in the workbook that lies at `path`."""
        cell = place.cell if place.column else f"A{place.row}"
        return cls(text if text is not None else cell, path, place.sheet, cell)
