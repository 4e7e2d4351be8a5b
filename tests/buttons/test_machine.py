"""The real machine's door to the registry, on a winreg of our own: the calls it makes are those Windows documents."""

import sys
import types
from pathlib import Path

import pytest

from pmo_xl.buttons.setup.machine import Machine


class Winreg(types.ModuleType):
    """As much of winreg as we use, over a dictionary; keys below HKLM cannot be written."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, REG_SZ = "HKCU", "HKLM", 1
    KEY_READ, KEY_WRITE, KEY_WOW64_64KEY = 1, 2, 4

    def __init__(self, keys):
        super().__init__("winreg")
        self.keys = keys

    class Handle:
        def __init__(self, at):
            self.at = at

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    def OpenKey(self, top, key, reserved, access):  # noqa: N802
        assert (reserved, bool(access & self.KEY_READ)) == (0, True)
        if (top, key) not in self.keys:
            raise FileNotFoundError(2, "no such key")
        return self.Handle((top, key))

    def CreateKeyEx(self, top, key, reserved, access):  # noqa: N802
        assert (reserved, access, top) == (0, self.KEY_WRITE, "HKCU")
        self.keys.setdefault((top, key), {})
        return self.Handle((top, key))

    def SetValueEx(self, handle, name, reserved, kind, value):  # noqa: N802
        assert (reserved, kind) == (0, self.REG_SZ)
        self.keys[handle.at][name] = value

    def DeleteValue(self, handle, name):  # noqa: N802
        if name not in self.keys[handle.at]:
            raise FileNotFoundError(2, "no such value")
        del self.keys[handle.at][name]

    def DeleteKey(self, top, key):  # noqa: N802
        del self.keys[top, key]

    def _below(self, at):
        return [key for top, key in self.keys if top == at[0] and key.rpartition("\\")[0] == at[1]]

    def QueryInfoKey(self, handle):  # noqa: N802
        return len(self._below(handle.at)), len(self.keys[handle.at]), 0

    def EnumKey(self, handle, number):  # noqa: N802
        return self._below(handle.at)[number].rpartition("\\")[2]

    def EnumValue(self, handle, number):  # noqa: N802
        name, value = list(self.keys[handle.at].items())[number]
        return name, value, 0


@pytest.fixture
def winreg(monkeypatch):
    made = Winreg({("HKLM", "A"): {"n": 1, "t": "x", "b": b"\0p"}, ("HKLM", "A\\B"): {}})
    monkeypatch.setitem(sys.modules, "winreg", made)
    monkeypatch.setattr(sys, "platform", "win32")
    return made


def test_values_and_keys_are_read(winreg):
    pc = Machine()
    assert pc.values("HKLM", "A") == {"n": 1, "t": "x", "b": repr(b"\0p")}
    assert pc.subkeys("HKLM", "A") == ("B",)
    assert (pc.values("HKCU", "A"), pc.subkeys("HKCU", "A")) == ({}, ())


def test_a_value_comes_and_goes_with_its_key(winreg):
    pc = Machine()
    pc.set_value("K", "PythonW", "x")
    assert pc.values("HKCU", "K") == {"PythonW": "x"}
    pc.remove_value("K", "PythonW")
    assert ("HKCU", "K") not in winreg.keys
    pc.remove_value("K", "PythonW")


def test_a_key_with_something_else_in_it_stays(winreg):
    winreg.keys["HKCU", "K"] = {"PythonW": "x", "Other": "y"}
    Machine().remove_value("K", "PythonW")
    assert winreg.keys["HKCU", "K"] == {"Other": "y"}


def test_elsewhere_there_is_no_registry_and_no_excel():
    pc = Machine()
    assert (pc.values("HKCU", "A"), pc.subkeys("HKLM", "A"), pc.excel_is_running()) == ({}, (), False)


def test_another_interpreter_is_asked_and_its_failure_is_no_answer():
    pc = Machine()
    assert pc.answer(Path(sys.executable), "print('1.2.3')") == "1.2.3"
    assert pc.answer(Path(sys.executable), "raise SystemExit(3)") is None
    assert pc.answer(Path("no such program"), "") is None


def test_the_mark_of_the_web_is_read_from_its_stream(tmp_path, monkeypatch):
    monkeypatch.setattr(Machine, "on_windows", True)
    (tmp_path / "a.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", "utf-8")
    assert Machine().zone(tmp_path / "a.xlam") == 3
    assert Machine().zone(tmp_path / "b.xlam") is None
