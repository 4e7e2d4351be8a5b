"""Workbooks damaged at random: read or refused in words, never an exception of another kind."""

import random
import zipfile

import pytest

from pmo_xl.errors import BookError
from pmo_xl.sheets import snapshot
from pmo_xl.sheets.book import open_book
from tests.support.handmade import zipped
from tests.support.rich import rich_book

STRAYS = [b"<", b">", b'"', b"&", b"\0", b"</c>", b'<row r="2">', b't="e"', b't="s"', b's="9999"', b"&#11;", b"NaN",
          b"99999999999", b'<c r="ZZZ9999999"><v>1</v></c>', "課題".encode()]  # fmt: skip


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    path = rich_book(tmp_path_factory.mktemp("rich") / "課題.xlsx")
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def damaged(data, rng):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5, 30])):
        at, length = rng.randrange(len(data) + 1), rng.randrange(1, 60)
        match rng.randrange(4):
            case 0:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[:length]
            case 3:
                data[at:at] = rng.choice(STRAYS)
    return bytes(data)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_book_is_read_or_refused_in_words(tmp_path, monkeypatch, parts, seed):
    monkeypatch.setattr(snapshot.time, "sleep", lambda _: None)
    rng = random.Random(seed)
    path = tmp_path / "課題.xlsx"
    read = 0
    refusals = []
    for _ in range(25):
        # Damage inside a part of a sound zip reaches the readers of XML; damage of the zip is caught at its door.
        name = rng.choice(["xl/worksheets/sheet1.xml"] * 5 + list(parts))
        data = zipped(parts | {name: damaged(parts[name], rng)})
        path.write_bytes(data if rng.random() < 0.8 else damaged(data, rng))
        try:
            book = open_book(path)
        except BookError as error:
            refusals.append(error)
        else:
            read += 1
            assert set(book.grids) | set(book.unreadable) == set(book.sheets)
    assert read
    assert refusals
    assert all(error.message.startswith("課題.xlsx") and error.hint for error in refusals)
