"""What an action is given beside the workbook: the day, how to speak with the person, where files may go."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from pmo_xl.buttons.notifier import Notifier


def opened(path: Path) -> None:
    """Show a file in the program Windows has for it; without one nothing happens, for the message names it anyway."""
    if sys.platform == "win32":
        import os

        try:
            if path.suffix.lower() == ".toml":  # which no program of Windows calls its own
                import subprocess

                subprocess.Popen(["notepad.exe", str(path)])
            else:
                os.startfile(path)  # noqa: S606 - a file we have just written
        except OSError:
            pass


class Context(Struct, frozen=True):
    """One press of a button. Everything that depends on clock, machine or person is here, so that tests give it.

    `open` shows a finished file in its own program; `documents` is where outputs go that have no folder of their own.
    """

    now: datetime
    notifier: Notifier
    documents: Path
    open: Callable[[Path], None] = opened

    @property
    def today(self) -> date:
        """The day the reports speak of."""
        return self.now.date()


def documents() -> Path:
    """The person's Documents folder, wherever Windows or OneDrive have put it; else the home folder."""
    if sys.platform == "win32":
        import os
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as folders:
                found = Path(os.path.expandvars(winreg.QueryValueEx(folders, "Personal")[0]))
            if found.is_dir():
                return found
        except OSError:
            pass
    home = Path.home()
    return home / "Documents" if (home / "Documents").is_dir() else home
