"""The macros: what stands in the repository as text stands in the project, and nothing in it that a scanner must fear."""

import re
from random import Random

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.buttons.macros.compound import compound_file
from pmo_xl.buttons.macros.compression import compressed
from pmo_xl.buttons.macros.modules import macro_of, pages, ribbon_modules, sheet_modules
from pmo_xl.buttons.macros.project import Module, built
from pmo_xl.buttons.names import ACTIONS
from pmo_xl.buttons.onsheet.panel import panel_book
from pmo_xl.buttons.ribbon.addin import addin
from pmo_xl.sheets.binary.ole import OleFile
from tests.patch.packages import parts
from tests.support import vba

ID = "{0A6B1C52-77B1-4C3E-8C60-5F5A3A1D00FF}"
OURS = {"the add-in": (addin("1.2.3"), ribbon_modules()), "the sheet of buttons": (panel_book(), sheet_modules())}


@pytest.mark.parametrize("which", OURS)
def test_every_module_reads_back_as_its_text(which):
    data, modules = OURS[which]
    read = vba.texts(data)
    assert {module.name: module.source.replace("\r\n", "\n") for module in modules}.items() <= read.items()
    assert read.keys() - {module.name for module in modules} <= {"ThisWorkbook", "Sheet1", "PmoXlPanel"}


@pytest.mark.parametrize("which", OURS)
def test_the_macros_hold_no_more_than_the_start_of_python_needs(which):
    code = "\n".join(vba.texts(OURS[which][0]).values())
    code = "\n".join(line for line in code.splitlines() if not line.startswith("Attribute "))
    forbidden = (
        r"\b(Declare|Lib|Kill|Open|FileCopy|GetObject|VBProject|Environ|SendKeys|ExecuteExcel4Macro|Write|Put)\b"
    )
    assert re.findall(forbidden, code, re.IGNORECASE) == []
    assert re.findall(r"CreateObject\((.*?)\)", code) == ['"WScript.Shell"']
    assert re.findall(r"\b(?:Auto|Workbook)_\w+", code) == [], "nothing runs by itself"
    assert code.isascii()


@pytest.mark.parametrize("which", OURS)
def test_olevba_suspects_only_the_start_of_python(which):
    needed = {"shell", "wscript.shell", "run", "createobject", "regread"}
    # What looks encoded to it are the class ids Excel demands, two error numbers, and words like "escalate".
    assert needed <= vba.flagged(OURS[which][0]) <= needed | {"hex strings", "base64 strings"}


def test_there_is_one_macro_for_each_of_the_ten_buttons():
    code = vba.texts(panel_book())["PmoXlButtons"]
    subs = dict(re.findall(r'^Public Sub (\w+)\(\)\n    PmoXl_Start "(\w+)"$', code, re.MULTILINE))
    assert subs == {macro_of(action): action for action in ACTIONS}
    assert len(subs) == 10


def test_two_builds_are_the_same_bytes():
    assert addin("1.2.3") == OURS["the add-in"][0]
    assert panel_book() == OURS["the sheet of buttons"][0]


def test_another_version_is_another_addin():
    assert addin("1.2.4") != addin("1.2.3")


@given(st.binary(max_size=9000) | st.text("abc \n", max_size=9000).map(str.encode))
@settings(max_examples=40)
def test_what_is_packed_unpacks_to_the_same(data):
    # Only a last chunk that does not shrink is padded with zeros, which text never is.
    assert bytes(vba.decompress_stream(bytearray(compressed(data))))[: len(data)] == data


def test_text_is_packed_to_less_than_half():
    text = "".join(module.source for module in sheet_modules()).encode()
    assert len(compressed(text)) < len(text) / 2


@pytest.mark.parametrize("count", [1, 2, 7, 60])
def test_every_stream_of_a_compound_file_is_found_again(count):
    """Streams of every length about the limits: 64 bytes, 512, and 4096, from which on they leave the small sectors."""
    random = Random(7)
    lengths = [random.choice([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 20000]) for _ in range(count)]
    streams = {f"S{number}": random.randbytes(length) for number, length in enumerate(lengths)}
    read = OleFile(compound_file({"VBA": streams, "PROJECT": b"x"}))
    assert {name: read.read(name) for name in streams} == streams
    assert read.read("PROJECT") == b"x"


@pytest.mark.parametrize("which", OURS)
def test_another_reader_finds_no_defect_in_the_compound_file(which):
    project = parts(OURS[which][0])["xl/vbaProject.bin"]
    with olefile.OleFileIO(project, raise_defects=olefile.DEFECT_POTENTIAL) as read:
        assert {"PROJECT", "PROJECTwm"} <= {"/".join(path) for path in read.listdir()}
        assert read.parsing_issues == []


def test_a_project_of_a_hundred_modules_reads_back():
    modules = [Module(f"M{number}", f"' {number}\n" + f"Sub S{number}()\nEnd Sub\n" * 20) for number in range(100)]
    read = vba.texts(built([*pages(["Sheet1"]), *modules], name="Big", id_=ID))
    assert {name: len(text) for name, text in read.items() if name[0] == "M"} == {
        module.name: len(module.source.replace("\r\n", "\n")) for module in modules
    }


def test_japanese_code_names_survive():
    read = vba.texts(built(pages(["課題一覧"]), name="P", id_=ID))
    assert 'Attribute VB_Name = "課題一覧"' in read["課題一覧"]
