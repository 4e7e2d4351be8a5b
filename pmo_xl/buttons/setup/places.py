"""Where the buttons keep what they need: a registry value, a file in Excel's start-up folder, a folder for the log."""

from pathlib import Path
from typing import Final

from pmo_xl.buttons.ribbon.addin import FILE_NAME
from pmo_xl.buttons.setup.port import Port

KEY: Final = r"Software\pmo_xl"
VALUE: Final = "PythonW"


def start_folder(port: Port) -> Path:
    """XLSTART of this user: what lies there is started with Excel, and trusted by default."""
    return port.roaming / "Microsoft" / "Excel" / "XLSTART"


def addin_path(port: Port) -> Path:
    """The add-in's place."""
    return start_folder(port) / FILE_NAME


def log_folder(port: Port) -> Path:
    """Where the newest logs of the buttons lie."""
    return port.local / "pmo_xl" / "log"


def interpreter(port: Port) -> Path:
    """The interpreter without a console that belongs to the running one; that one itself where there is none."""
    windowless = port.python.with_name("pythonw.exe")
    return windowless if windowless.is_file() else port.python


def is_from_store(port: Port) -> bool:
    """Whether the running Python came from Microsoft Store: what such a one writes, no other program sees."""
    return lies_in_store(port.python) or lies_in_store(port.base)


def lies_in_store(path: Path) -> bool:
    """Whether a program or folder is one of Microsoft Store's."""
    return "windowsapps" in {part.lower() for part in path.parts}


def may_vanish(port: Port) -> bool:
    """Whether the running Python lies where programs are tidied away: a cache (uvx) or the temporary folder."""
    parts = {part.lower() for part in port.python.parts}
    return "cache" in parts or port.python.is_relative_to(port.temporary)


def command_line(python: str | Path) -> str:
    """How Excel starts Python, as an IT department wants to read it."""
    return f'"{python}" -P -m pmo_xl.buttons 動作 "--wb=ブック名" --from_xl=1 --hwnd=番号'
