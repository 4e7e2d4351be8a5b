"""What a batch did and when, one JSON object a line: for whoever has to find out afterwards. Also whether a run ended.

`batch_20261124.jsonl` has an event a line: time (with its offset), run, event, and what belongs to it. The journal,
`runs.jsonl`, has two lines a run, at its start and at its end; a start without an end is a run that was stopped.
"""

import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

JOURNAL: Final = "runs.jsonl"
_KEPT_LOGS: Final = 30  # files, not days: a clock that jumps removes no more than it writes
_KEPT_RUNS: Final = 500


class Log:
    """The log of one run. A drive that takes no line takes none; the work goes on."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.run = uuid4().hex[:12]
        self._folder, self._now = folder, now
        self._file = folder / f"batch_{now():%Y%m%d}.jsonl"
        self.unfinished = self._stopped_run()

    def start(self, **what: Any) -> None:
        """The run begins."""
        self._sweep()
        machine = {"machine": socket.gethostname(), "process": os.getpid()}
        self._append(self._folder / JOURNAL, self._line("start", machine | what))
        self.say("start", **machine, **what)

    def say(self, event: str, **what: Any) -> None:
        """One event."""
        self._append(self._file, self._line(event, what))

    def end(self, **what: Any) -> None:
        """The run has ended."""
        self._append(self._folder / JOURNAL, self._line("end", what))
        self.say("end", **what)

    def _line(self, event: str, what: dict[str, Any]) -> bytes:
        told = {"time": self._now().astimezone().isoformat(timespec="milliseconds"), "run": self.run, "event": event}
        return json.dumps(told | what, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n"

    def _append(self, path: Path, line: bytes) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("ab+") as file:
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    line = line if file.read(1) == b"\n" else b"\n" + line  # a kill cut the last line short
                file.write(line)

    def _stopped_run(self) -> dict[str, Any] | None:
        """The start of the last run, when its end is missing."""
        last = next((run for run in reversed(_lines(self._folder / JOURNAL)) if "event" in run), None)
        return last if last is not None and last["event"] == "start" else None

    def _sweep(self) -> None:
        """No more logs than anybody will read."""
        with suppress(OSError):
            for old in sorted(self._folder.glob("batch_*.jsonl"))[:-_KEPT_LOGS]:
                old.unlink(missing_ok=True)
        runs = _lines(self._folder / JOURNAL)
        if len(runs) > 2 * _KEPT_RUNS:
            from pmo_xl.render.save import put_in_place

            kept = "".join(json.dumps(run, ensure_ascii=False) + "\n" for run in runs[-_KEPT_RUNS:])
            with suppress(OSError):
                put_in_place(self._folder / JOURNAL, kept.encode())


def _lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a log that are whole."""
    found = []
    with suppress(OSError):
        for line in path.read_bytes().splitlines():
            with suppress(ValueError):
                said = json.loads(line)
                found += [said] if isinstance(said, dict) else []
    return found
