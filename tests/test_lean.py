"""What a small check must not load: the person at the button waits for every module."""

import subprocess
import sys

import pytest

from tests.bench.books import AS_OF, write_book

ALLOWED = 200  # modules of ours; 188 when this was written

# Large ones, and small ones that only some project, some file or some mistake needs.
LIBRARIES = (
    "pandas numpy openpyxl xlsxwriter lxml docx docxtpl jinja2 python_calamine xlwings rich distributed oletools"
)
STANDARD = (
    "asyncio concurrent csv ctypes difflib email glob html http json logging multiprocessing pickle random sqlite3 "
    "statistics string subprocess tempfile tomllib traceback unittest xml.dom xml.sax _strptime"
)
OWN = "batch buttons carrying firstsettings fixing patch render reports metrics.catalogue sheets.ods sheets.binary.ole"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules of a process that has checked a book of 50 tests."""
    book = tmp_path_factory.mktemp("book") / "テスト管理表.xlsx"
    write_book(book, 50)
    program = "import sys; from pmo_xl.cli import main; print(main(sys.argv[1:]), *sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", program, "check", str(book), f"--as-of={AS_OF}", "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    code, *modules = done.stderr.decode().split()
    assert code in ("0", "1")  # it was checked, whatever was found
    return frozenset(modules)


def test_a_small_check_loads_no_library_it_does_not_use(loaded):
    assert loaded.isdisjoint(LIBRARIES.split())


def test_a_small_check_loads_only_what_it_needs_of_the_standard_library(loaded):
    assert sorted(loaded & set(STANDARD.split())) == []


def test_a_small_check_loads_no_part_of_ours_that_writes_or_reports(loaded):
    assert sorted(loaded & {f"pmo_xl.{name}" for name in OWN.split()}) == []


def test_the_number_of_our_modules_does_not_creep_up(loaded):
    ours = [name for name in loaded if name.startswith("pmo_xl.")]
    assert "pmo_xl.rules.tests" in ours
    assert len(ours) <= ALLOWED
