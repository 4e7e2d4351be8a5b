"""workbooks/PMOボタン.xlsm: what the script writes, opened without repair, and no data of the sample project."""

import shutil

import pytest

import pmo_xl
from pmo_xl.buttons.onsheet.add import with_buttons
from pmo_xl.buttons.onsheet.panel import panel_book
from pmo_xl.resources import SAMPLE_DAY
from tests.make.buttons_book import TARGET
from tests.patch.packages import parts
from tests.support import richer
from tests.support.office import complaints


def test_the_shipped_book_is_what_the_script_writes():
    assert parts(TARGET.read_bytes()) == parts(panel_book())  # how a part is packed is the zlib's affair


def test_office_opens_it_without_repair():
    assert complaints(TARGET) == []


def test_it_has_its_buttons():
    assert with_buttons(TARGET.read_bytes(), TARGET.name).was_there


def test_the_sample_project_has_the_same_books_and_nothing_to_say_about_it(tmp_path):
    project = pmo_xl.load(TARGET.parent)
    assert TARGET.name not in {path.name for path in project.paths}
    assert not any(TARGET.name in note for note in project.notes)


def test_with_tables_of_a_person_in_it_it_is_read(tmp_path):
    """Whoever takes the template and adds a sheet must not be passed over in silence."""
    (tmp_path / TARGET.name).write_bytes(with_buttons(richer.table(), "b.xlsx").data)
    assert [path.name for path in pmo_xl.load(tmp_path).paths] == [TARGET.name]


@pytest.mark.parametrize("name", ["PMOボタン.xlsm", "ボタン.xlsm"])
def test_buttons_alone_are_no_table(tmp_path, name):
    """Under another name it is looked at, and nothing is found in it."""
    shutil.copyfile(TARGET, tmp_path / name)
    shutil.copyfile(TARGET.with_name("課題管理表.xlsx"), tmp_path / "課題管理表.xlsx")
    told = pmo_xl.load(tmp_path).inspect(SAMPLE_DAY).to_json()
    tables = {file["file"]: sum(len(sheet["tables"]) for sheet in file["sheets"]) for file in told["files"]}
    assert tables.pop("課題管理表.xlsx") > 0
    assert set(tables.values()) <= {0}
