"""The real machine: registry and folders of the user who is logged on, and how Windows tells of a running Excel."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pmo_xl.buttons.setup.port import Root, Value

_SECONDS: Final = 60


class Machine:
    """This machine. On other systems than Windows it has folders and no registry."""

    on_windows: bool = sys.platform == "win32"

    @property
    def python(self) -> Path:
        """The interpreter that is running now."""
        return Path(sys.executable)

    @property
    def base(self) -> Path:
        """Where that interpreter is installed."""
        return Path(sys.base_prefix)

    @property
    def home(self) -> Path:
        """The user's own folder."""
        return Path.home()

    @property
    def roaming(self) -> Path:
        """%APPDATA%."""
        return self._folder("APPDATA", "AppData/Roaming" if self.on_windows else ".config")

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%."""
        return self._folder("LOCALAPPDATA", "AppData/Local" if self.on_windows else ".local/state")

    @property
    def temporary(self) -> Path:
        """%TEMP%."""
        return Path(tempfile.gettempdir())

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables."""
        return {name.upper(): value for name, value in os.environ.items()}

    def values(self, root: Root, key: str) -> Mapping[str, Value]:
        """The values of a registry key."""
        found: dict[str, Value] = {}
        with suppress(OSError), _opened(root, key) as opened:  # no such key, or not to be read by this user
            count = _winreg().QueryInfoKey(opened)[1]
            for number in range(count):
                name, value, _ = _winreg().EnumValue(opened, number)
                if isinstance(value, (str, int)):
                    found[name] = value
                else:
                    found[name] = repr(value)
        return found

    def subkeys(self, root: Root, key: str) -> tuple[str, ...]:
        """The keys below a registry key."""
        with suppress(OSError), _opened(root, key) as opened:
            count = _winreg().QueryInfoKey(opened)[0]
            return tuple(_winreg().EnumKey(opened, number) for number in range(count))
        return ()

    def set_value(self, key: str, name: str, value: str) -> None:
        """Write a text below HKCU."""
        winreg = _winreg()
        with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_WRITE) as opened:
            winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

    def remove_value(self, key: str, name: str) -> None:
        """Take a value below HKCU away, and its empty key."""
        winreg = _winreg()
        with suppress(FileNotFoundError):
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_READ | winreg.KEY_WRITE) as opened:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(opened, name)
                keys, values, _ = winreg.QueryInfoKey(opened)
            if not keys and not values:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

    def excel_is_running(self) -> bool:
        """Whether Windows lists an Excel."""
        if not self.on_windows:
            return False
        with suppress(OSError, subprocess.SubprocessError):
            listed = subprocess.run(
                ["tasklist", "/FI", "IMAGENAME eq EXCEL.EXE", "/NH"], capture_output=True, timeout=_SECONDS, check=False
            )
            return b"EXCEL.EXE" in listed.stdout.upper()
        return False

    def zone(self, path: Path) -> int | None:
        """The number in the stream Zone.Identifier that NTFS keeps beside a file's content."""
        if not self.on_windows:
            return None
        with suppress(OSError, ValueError):
            told = Path(f"{path}:Zone.Identifier").read_text("utf-8", errors="replace")
            for line in told.splitlines():
                name, _, number = line.partition("=")
                if name.strip().lower() == "zoneid":
                    return int(number)
        return None

    def answer(self, program: Path, code: str) -> str | None:
        """What another interpreter prints, without the current folder among its modules."""
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(
                [str(program), "-P", "-c", code], capture_output=True, timeout=_SECONDS, check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
            if done.returncode == 0:
                return done.stdout.decode("utf-8", "replace").strip()
        return None

    def _folder(self, variable: str, otherwise: str) -> Path:
        named = os.environ.get(variable) if self.on_windows else None
        return Path(named) if named else self.home / otherwise


def _winreg() -> Any:  # noqa: ANN401 - a module that only Windows has
    import importlib

    return importlib.import_module("winreg")


def _opened(root: Root, key: str) -> Any:  # noqa: ANN401 - a handle of that module
    if sys.platform != "win32":
        raise FileNotFoundError(key)
    winreg = _winreg()
    top = winreg.HKEY_CURRENT_USER if root == "HKCU" else winreg.HKEY_LOCAL_MACHINE
    # Policies and Excel's own keys lie in the 64-bit view, whatever Python is running.
    return winreg.OpenKey(top, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
