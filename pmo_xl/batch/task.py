"""What a worker is asked to do for one project, and what it gives back: plain values that can travel anywhere."""

from datetime import date, time

from msgspec import Struct

from pmo_xl.batch.result import ProjectResult
from pmo_xl.batch.stamps import Input, Output


class Secret(Struct, frozen=True):
    """A password on its way to a worker; no log and no error message of an engine shows it."""

    text: str | None = None

    def __repr__(self) -> str:
        return "Secret(***)"


class Task(Struct, frozen=True):
    """One project to be worked on.

    `folder` is its path below the root, `path` where it lies, `out` where its files go. `last` says that nobody will
    ask again: what could be read by then is reported. `today` guards the history against a mistyped day far ahead.
    """

    folder: str
    path: str
    out: str
    as_of: date
    at: time | None = None
    today: date | None = None
    last: bool = True
    password: Secret = Secret()


class Done(Struct, frozen=True):
    """What became of a task.

    `result` is None where the folder turned out to be no project. `later`: something is in the way that may pass, and
    nothing was written. `inputs` and `written` are what the result rests on and what was made, for the memory of the
    batch; `inputs` is None when the result must not be taken for granted next time. `trace` is for --debug.
    """

    folder: str
    result: ProjectResult | None = None
    later: bool = False
    key: str = ""
    inputs: tuple[Input, ...] | None = None
    written: tuple[Output, ...] = ()
    seconds: float = 0.0
    trace: str = ""
