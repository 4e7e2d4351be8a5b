"""What a batch remembers, so that a project in which nothing has changed is not read again. Safe to delete.

One line a project in a plain file beside the summary: what its result rests on (edition of the product, day, names and
hashes of its workbooks, settings, templates and own rules, kept days before), what was written, and the result. A
result is taken from here only when all of that is as it was; then it is what a new run would give.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from pmo_xl.batch import stamps
from pmo_xl.batch.edition import edition
from pmo_xl.batch.result import ProjectResult
from pmo_xl.batch.stamps import Input, Output
from pmo_xl.batch.task import Done, Task
from pmo_xl.config import FILE_NAME
from pmo_xl.history import list_days
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.lockfile import editor_of

if TYPE_CHECKING:
    from pmo_xl.outputs import DailyOutput
    from pmo_xl.project import Project

FILE: Final = "memory.jsonl"
_MOVED = lazy(r"_[0-9]{8}_[2-9]\.\w+$")


class Entry(msgspec.Struct, frozen=True):
    """A remembered result: whose, what it rests on, and what was written."""

    path: str
    key: str
    inputs: tuple[Input, ...]
    written: tuple[Output, ...]
    result: ProjectResult


class Memory:
    """The remembered results of the batches into one folder. A file that cannot be used is none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._entries: dict[str, Entry] = {}
        self._lines = 0
        self._open: BinaryIO | None = None
        with suppress(OSError):
            self._read(self._file.read_bytes())

    def result(self, task: Task, project: "Project") -> ProjectResult | None:
        """The remembered result of a project in which nothing has changed; None for any other."""
        entry = self._entries.get(task.path)
        if entry is None or entry.key != key_of(task, project) or not stamps.untouched(entry.written):
            return None
        now = stamps.clock()
        seen = [stamps.still_so(one, now) for one in entry.inputs]
        inputs = tuple(one for one in seen if one is not None)
        if len(inputs) < len(seen) or {one.path for one in inputs} != set(map(str, _files(task, project))):
            return None
        if inputs != entry.inputs:
            self._put(msgspec.structs.replace(entry, inputs=inputs))
        return entry.result

    def remember(self, task: Task, done: Done) -> None:
        """Keep a result for the next run, if it may be taken for granted then."""
        if done.inputs is not None and done.result is not None:
            self._put(Entry(task.path, done.key, done.inputs, done.written, done.result))

    def close(self) -> None:
        """Put away what was said more than once, when that is most of the file."""
        if self._open is not None:
            self._open.close()
        if self._lines > 2 * len(self._entries):
            from pmo_xl.render.save import put_in_place

            with suppress(OSError):
                put_in_place(self._file, b"".join(map(_line, self._entries.values())))

    def _read(self, data: bytes) -> None:
        decoder = msgspec.json.Decoder(Entry)
        for line in data.splitlines():
            self._lines += 1
            with suppress(msgspec.DecodeError):  # a run was killed while it wrote this line, or another edition did
                entry = decoder.decode(line)
                self._entries[entry.path] = entry

    def _put(self, entry: Entry) -> None:
        self._entries[entry.path] = entry
        self._lines += 1
        with suppress(OSError):  # without a memory the next run takes longer, that is all
            if self._open is None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._open = self._file.open("ab")
                self._open.write(b"\n" if self._open.tell() else b"")  # after a line that a kill cut short
            self._open.write(_line(entry))
            self._open.flush()


class Before:
    """What lay there before a project was read; compared with afterwards, for a result that may be remembered."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._now = stamps.clock()
        settings = Path(task.path) / FILE_NAME
        self._stats = {settings: stamps.stat_of(settings)}
        self._digests = {settings: stamps.digest_of(settings)}
        self._key = ""

    def look_at(self, project: "Project") -> None:
        """Note the project's files; called before its workbooks are opened."""
        self._key = key_of(self._task, project)
        for path in _files(self._task, project):
            if path not in self._stats:
                self._stats[path] = stamps.stat_of(path)
                if path not in project.paths:
                    self._digests[path] = stamps.digest_of(path)

    def remembered(self, done: Done, daily: "DailyOutput", kept: Path | None) -> Done:
        """The same with all that a later run has to compare; without it when that run could not rely on it."""
        project = daily.project
        read = {Path(source.path): source.digest for source in daily.situation.sources}
        digests = self._digests | read
        files = _files(self._task, project)
        inputs = []
        for path in files:
            stat, digest = self._stats.get(path), digests.get(path)
            if stat is None or digest is None or stamps.stat_of(path) != stat:
                return done
            inputs.append(Input(str(path), stat, digest, stamps.is_fresh(stat, self._now)))
        outputs = done.result.outputs if done.result else ()
        may_differ = project.config.check.params.evidence_check or any(map(is_moved, outputs))
        if may_differ or self._key != key_of(self._task, project) or self._needs_password(project):
            return done
        written = stamps.outputs_of([*outputs, *([kept] if kept else [])])
        return msgspec.structs.replace(done, key=self._key, inputs=tuple(inputs), written=written)

    def _needs_password(self, project: "Project") -> bool:
        """Whether a workbook opens only for those who know its password: each run must show that it does."""
        if self._task.password.text is None:
            return False
        from pmo_xl.sheets.files.magic import kind_of

        return any(kind_of(path.read_bytes(), path.suffix.lower()) in ("locked", "xls") for path in project.paths)


def is_moved(path: str) -> bool:
    """Whether an output lies beside its own place, which was taken: next time it may be free."""
    return _MOVED.search(path) is not None


def key_of(task: Task, project: "Project") -> str:
    """A hash of everything a result rests on but the content of files: edition, day, names, who edits, kept days."""
    told = [edition(), task.as_of.isoformat(), str(task.at), task.path, task.out, *project.notes]
    for path in project.paths:
        stat = stamps.stat_of(path)
        saved = f"{datetime.fromtimestamp(stat.modified / 1e9):%Y-%m-%d %H:%M}" if stat else ""
        told += [str(path), saved, editor_of(path) or ""]
    told += _kept_before(task, project)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _kept_before(task: Task, project: "Project") -> Iterator[str]:
    """The files of the days kept before the as-of day, as their folders tell of them."""
    if not project.history_folder.is_dir():
        return
    for day in list_days(project.history_folder):
        if day < task.as_of:
            for name, stat in stamps.folder_told(project.history_folder / day.isoformat()):
                yield f"{day} {name} {stat.size} {stat.modified} {stat.changed}"


def _files(task: Task, project: "Project") -> list[Path]:
    """Every file a result rests on: settings, workbooks, own templates, own rules, the mapping sheet."""
    config = project.config
    named = [*config.reports.templates, *filter(None, (config.check.rules, config.reconcile.map))]
    settings = Path(task.path) / FILE_NAME
    own = [project.root / name for name in named]
    return list(dict.fromkeys([*([settings] if settings.is_file() else []), *project.paths, *own]))


def _line(entry: Entry) -> bytes:
    return msgspec.json.encode(entry) + b"\n"
