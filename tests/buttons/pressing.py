"""A button pressed in a test: what the person is told is recorded, the day is given, nothing is opened."""

import shutil
from datetime import datetime
from pathlib import Path

from pmo_xl.buttons.running import press

SAMPLE = Path(__file__).parent.parent.parent / "workbooks"
NOW = datetime(2026, 11, 20, 16, 0)  # of the sample project


class Person:
    """Reads every message, answers every question alike; `seen` is what Excel showed while a question was open."""

    def __init__(self, answer=True, look=None):
        self.told, self.wrong, self.asked, self.opened, self.seen = [], [], [], [], []
        self.answer, self.look = answer, look

    def tell(self, text, *, wrong=False):
        self.told.append(text)
        self.wrong.append(wrong)

    def ask(self, question):
        self.asked.append(question)
        if self.look:
            self.seen.append(self.look())
        return self.answer

    def presses(self, action, book, tmp_path, now=NOW):
        """Press a button on the book; gives back the message."""
        code = press(
            action, lambda: book, notifier=self, now=now, open_file=self.opened.append,
            documents_folder=tmp_path / "Documents", log_folder=tmp_path / "log",
        )  # fmt: skip
        assert code == 0
        return self.told[-1]


def sample_in(folder):
    """The sample project, copied: what is opened here may be locked and changed."""
    shutil.copytree(SAMPLE, folder / "PMO", ignore=shutil.ignore_patterns("out", ".~lock*"))
    return folder / "PMO"


def state(book):
    """All a person can see of a workbook: its sheets, what is hidden, every cell's value, ground, letters and note."""
    seen = {}
    for sheet in book.sheets:
        used = sheet.used_range
        last = (used.row + used.shape[0] - 1, used.column + used.shape[1] - 1)
        whole = sheet.range((1, 1), last)
        looks = {}
        for group in whole.api.o.UniqueCellFormatRanges:
            first = group.getByIndex(0)
            look = (first.CellBackColor, first.CharColor, first.CharWeight, first.NumberFormat)
            for at in group.RangeAddresses:
                looks.setdefault(look, []).append((at.StartRow, at.StartColumn, at.EndRow, at.EndColumn))
        cells = {
            (row, column): look
            for look, areas in looks.items()
            for top, left, bottom, right in areas
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        notes = sorted((note.location.address, note.text) for note in sheet.notes)
        shown = [
            (a.StartRow, a.StartColumn, a.EndRow, a.EndColumn) for a in whole.api.o.queryVisibleCells().RangeAddresses
        ]
        seen[sheet.name] = (sheet.visible, whole.formula, cells, notes, sorted(shown))
    names = sorted(name.name for name in book.names)
    return seen, names
