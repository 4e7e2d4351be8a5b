"""Install and uninstall on a Windows of our own: what is written where, once, and taken away whole."""

import copy
from pathlib import Path

import pytest

from pmo_xl.buttons.ribbon.addin import addin
from pmo_xl.buttons.setup.install import install, uninstall
from pmo_xl.errors import PmoError
from tests.buttons.machine import FakeMachine, everything_in
from tests.support.richer import changed

KEY = ("HKCU", r"Software\pmo_xl")


@pytest.fixture
def pc(tmp_path):
    return FakeMachine(tmp_path)


def test_it_writes_one_registry_value_and_one_file_and_says_where(pc):
    before = everything_in(pc.home)
    done = install(pc, "1.2.3")
    windowless = str(pc.python.with_name("pythonw.exe"))
    assert pc.registry[KEY] == {"PythonW": windowless}
    assert {path: data for path, data in everything_in(pc.home).items() if path not in before} == {
        pc.start / "pmo_xl.xlam": addin("1.2.3")
    }
    said = [(step.where, step.changed) for step in done.steps]
    assert said == [(rf"HKCU\Software\pmo_xl\PythonW = {windowless}", True), (str(pc.start / "pmo_xl.xlam"), True)]
    assert "タブ「PMO」" in done.notes[0]


def test_a_second_run_changes_nothing(pc):
    install(pc, "1.2.3")
    registry, files = copy.deepcopy(pc.registry), everything_in(pc.home)
    written = (pc.start / "pmo_xl.xlam").stat().st_mtime_ns
    done = install(pc, "1.2.3")
    assert [step.changed for step in done.steps] == [False, False]
    assert (pc.registry, everything_in(pc.home)) == (registry, files)
    assert (pc.start / "pmo_xl.xlam").stat().st_mtime_ns == written


def test_a_new_version_takes_the_place_of_the_old(pc):
    install(pc, "1.2.3")
    assert [step.changed for step in install(pc, "1.3.0").steps] == [False, True]
    assert (pc.start / "pmo_xl.xlam").read_bytes() == addin("1.3.0")


def test_the_signature_of_a_company_is_kept_until_the_next_version(pc):
    install(pc, "1.2.3")
    signed = changed(addin("1.2.3"), added={"xl/vbaProjectSignature.bin": "signed"})
    (pc.start / "pmo_xl.xlam").write_bytes(signed)
    assert [step.changed for step in install(pc, "1.2.3").steps] == [False, False]
    assert (pc.start / "pmo_xl.xlam").read_bytes() == signed
    install(pc, "1.3.0")
    assert (pc.start / "pmo_xl.xlam").read_bytes() == addin("1.3.0")


def test_another_python_takes_over(pc, tmp_path):
    install(pc, "1.2.3")
    pc.python = tmp_path / "other" / "python.exe"
    pc.python.parent.mkdir()
    pc.python.write_bytes(b"exe")
    assert [step.changed for step in install(pc, "1.2.3").steps] == [True, False]
    assert pc.registry[KEY]["PythonW"] == str(pc.python), "there is no pythonw.exe beside it"


def test_uninstall_leaves_nothing(pc):
    registry, files = copy.deepcopy(pc.registry), everything_in(pc.home)
    install(pc, "1.2.3")
    done = uninstall(pc)
    assert [step.changed for step in done.steps] == [True, True]
    assert (pc.registry, everything_in(pc.home)) == (registry, files)
    assert [step.changed for step in uninstall(pc).steps] == [False, False]


def test_uninstall_leaves_alone_what_is_not_ours(pc):
    install(pc, "1.2.3")
    pc.registry[KEY]["Other"] = "x"
    (pc.start / "pmo_xl.xlam").write_bytes(b"somebody's file of that name")
    with pytest.raises(PmoError, match="このツールのアドインではない"):
        uninstall(pc)
    (pc.start / "pmo_xl.xlam").unlink()
    uninstall(pc)
    assert pc.registry[KEY] == {"Other": "x"}


def test_a_missing_start_folder_is_made(pc):
    pc.start.rmdir()
    install(pc, "1.2.3")
    assert (pc.start / "pmo_xl.xlam").is_file()


@pytest.mark.parametrize(("running", "said"), [(True, "開いているExcelをすべて閉じ"), (False, "Excelを開いて")])
def test_it_says_whether_excel_has_to_be_opened_again(pc, running, said):
    pc.running = running
    assert said in install(pc, "1.2.3").notes[0]
    assert bool(uninstall(pc).notes) == running


def test_an_addin_in_use_is_said(pc):
    install(pc, "1.2.3")
    (pc.start / "~$pmo_xl.xlam").write_bytes(b"")
    with pytest.raises(PmoError) as refused:
        install(pc, "1.3.0")
    assert "使用中" in refused.value.message
    assert "Excelをすべて閉じて" in refused.value.hint
    assert (pc.start / "pmo_xl.xlam").read_bytes() == addin("1.2.3")


def test_a_folder_that_may_not_be_written_is_said(pc, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pmo_xl.render.save.put_in_place", refused)
    with pytest.raises(PmoError, match="アクセス権がありません"):
        install(pc, "1.2.3")


def test_a_registry_that_may_not_be_written_is_said_before_any_file_is(pc):
    pc.read_only_registry = True
    with pytest.raises(PmoError, match="レジストリに書き込めません"):
        install(pc, "1.2.3")
    assert not (pc.start / "pmo_xl.xlam").exists()


@pytest.mark.parametrize("place", ["uv/cache/archive-v0/x/Scripts", "home/AppData/Local/Temp/x"])
def test_a_python_that_will_be_tidied_away_is_told(pc, tmp_path, place):
    """As with uvx, whose Python lies in a cache."""
    assert not any("一時的な場所" in note for note in install(pc, "1.2.3").notes)
    pc.python = tmp_path / place / "python.exe"
    assert any("一時的な場所" in note for note in install(pc, "1.2.3").notes)


@pytest.mark.parametrize("which", ["python", "base"], ids=["itself", "under a virtual environment"])
def test_a_python_of_the_store_is_refused(pc, tmp_path, which):
    """What it writes to registry and AppData goes to a place of its own, where Excel never looks."""
    setattr(pc, which, tmp_path / "Local" / "Microsoft" / "WindowsApps" / "python.exe")
    with pytest.raises(PmoError, match="Microsoft Store版"):
        install(pc, "1.2.3")
    assert KEY not in pc.registry


@pytest.mark.parametrize("work", [lambda pc: install(pc, "1.2.3"), uninstall], ids=["install", "uninstall"])
def test_elsewhere_than_on_windows_it_is_refused_in_words(tmp_path, work):
    other = FakeMachine(tmp_path, on_windows=False)
    before = everything_in(tmp_path)
    with pytest.raises(PmoError, match="Windowsだけ"):
        work(other)
    assert everything_in(tmp_path) == before


def test_the_macros_read_the_value_that_install_writes(pc):
    install(pc, "1.2.3")
    text = (Path(__file__).parents[2] / "pmo_xl/buttons/macros/text/PmoXlExec.bas").read_text("ascii")
    (root, key), (name,) = KEY, pc.registry[KEY]
    assert rf'RegRead("{root}\{key}\{name}")' in text
