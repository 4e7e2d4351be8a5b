"""What setting up asks of the machine: registry, folders, a running Excel. Tests put their own in its place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

Root = Literal["HKCU", "HKLM"]
Value = str | int


class Port(Protocol):
    """A machine, seen from one user's account. Nothing here needs administrator rights."""

    @property
    def on_windows(self) -> bool:
        """Whether there can be an Excel at all."""

    @property
    def python(self) -> Path:
        """The interpreter that is running now."""

    @property
    def base(self) -> Path:
        """Where that interpreter is installed; another place than its own in a virtual environment."""

    @property
    def home(self) -> Path:
        """The user's own folder."""

    @property
    def roaming(self) -> Path:
        """%APPDATA%: what follows the user, and where Excel looks for add-ins to start with."""

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%: what stays on this machine, such as our log."""

    @property
    def temporary(self) -> Path:
        """%TEMP%."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables, their names in capitals."""

    def values(self, root: Root, key: str) -> Mapping[str, Value]:
        r"""The values of a registry key such as Software\pmo_xl, empty when there is no such key."""

    def subkeys(self, root: Root, key: str) -> tuple[str, ...]:
        """The names of the keys below a registry key."""

    def set_value(self, key: str, name: str, value: str) -> None:
        """Write a text below HKCU; the key is made when missing. Raises OSError where that is not allowed."""

    def remove_value(self, key: str, name: str) -> None:
        """Take a value below HKCU away, and its key with it once that is empty."""

    def excel_is_running(self) -> bool:
        """Whether an Excel of this user is open."""

    def zone(self, path: Path) -> int | None:
        """The mark a file from elsewhere carries: 3 internet, 4 restricted; None without one."""

    def answer(self, program: Path, code: str) -> str | None:
        """What a Python program prints; None when it cannot be started or fails."""
