"""What the tests of sheets share: documents written element by element, opened."""

import pytest

from pmo_xl.sheets.files.book import open_book
from tests.support.ods import ods, table


@pytest.fixture
def ods_book(tmp_path):
    """Opens the bytes of a document."""

    def of(data, name="課題.ods", **options):
        path = tmp_path / name
        path.write_bytes(data)
        return open_book(path, **options)

    return of


@pytest.fixture
def ods_grid(ods_book):
    """The sheet of a document with one table of these rows."""

    def of(*rows, **more):
        return ods_book(ods(table(*rows), **more)).grid("一覧")

    return of
