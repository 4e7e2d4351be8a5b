"""The batch: every project under a folder read, checked, kept and reported, whatever happens to one of them."""

import time as clock
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.batch import pool
from pmo_xl.batch.find import Place, projects_in
from pmo_xl.batch.log import Log
from pmo_xl.batch.memory import Memory
from pmo_xl.batch.places import out_folders
from pmo_xl.batch.result import ProjectResult
from pmo_xl.batch.summary import summary
from pmo_xl.batch.task import Done, Secret, Task
from pmo_xl.batch.turn import PATIENCE, our_turn
from pmo_xl.batch.work import opened, unexpected, work_on
from pmo_xl.errors import PmoError
from pmo_xl.project import Project
from pmo_xl.writer import Outputs

if TYPE_CHECKING:
    from concurrent.futures import Executor

OWN_FOLDER: Final = ".pmo-xl"  # beside the summary: the log, the journal, the memory; safe to delete
PAUSES: Final = (2.0, 5.0, 10.0)  # seconds before what is locked or half written is looked at once more
_FAILED: Final = 2
_SOME: Final = 3


class Watch(Protocol):
    """Who is told how the batch goes on."""

    def waiting(self, why: str) -> None:
        """Something is waited for."""
        ...

    def found(self, projects: int) -> None:
        """So many projects there are."""
        ...

    def done(self, result: ProjectResult, *, unchanged: bool) -> None:
        """One project is done; `unchanged`: nothing had to be read anew."""
        ...


class Silent:
    """Nobody is told."""

    def waiting(self, why: str) -> None:
        """Nothing."""

    def found(self, projects: int) -> None:
        """Nothing."""

    def done(self, result: ProjectResult, *, unchanged: bool) -> None:
        """Nothing."""


class BatchOutput(Struct, frozen=True):
    """What a batch has done.

    `results` are the projects in the order of their folders; `outputs` the summary's files; `notes` what has to be said
    about the whole; `unchanged` how many projects were as they were and not read again; `traces` are for --debug.
    `trouble` is why there is no summary.
    """

    as_of: date
    at: time | None
    results: tuple[ProjectResult, ...]
    outputs: Outputs
    notes: tuple[str, ...] = ()
    unchanged: int = 0
    traces: tuple[str, ...] = ()
    trouble: PmoError | None = None

    @property
    def failed(self) -> tuple[ProjectResult, ...]:
        """The projects that were not done, or not wholly."""
        return tuple(result for result in self.results if result.exit in (_FAILED, _SOME))

    @property
    def exit(self) -> int:
        """0 all done, 2 none of them, 3 some of them or parts."""
        if not self.failed:
            return 0 if self.trouble is None else _SOME
        return _FAILED if all(result.exit == _FAILED for result in self.results) else _SOME

    def to_json(self) -> dict[str, Any]:
        """The shape of `batch --json`."""
        moment = self.as_of.isoformat() + (f"T{self.at:%H:%M}" if self.at else "")
        return {
            "as_of": moment,
            "projects": [result.as_json() for result in self.results],
            "outputs": [str(path) for path in self.outputs.paths],
            "notes": list(self.notes),
        }


def run(
    root: str | Path,
    as_of: date,
    *,
    at: time | None = None,
    out: str | Path | None = None,
    workers: int | None = None,
    executor: "Executor | None" = None,
    password: str | None = None,
    fresh: bool = False,
    today: date | None = None,
    watch: Watch | None = None,
    pauses: Sequence[float] = PAUSES,
    patience: float = PATIENCE,
    sleep: Callable[[float], None] = clock.sleep,
    now: Callable[[], datetime] = datetime.now,
) -> BatchOutput:
    """Work on every project under `root`; the results are the same whatever does the work, in the order of the folders.

    `out` takes everything: each project's files below its own folder, the summary directly; without it a project's
    `[reports] out` counts, else ./out. `executor` is any `concurrent.futures.Executor` whose workers are processes
    that see the same folders (a Dask client's `get_executor()`); else `workers` processes of this machine are used, and
    none with one worker. `fresh`: nothing is taken from an earlier run. `pauses` are the seconds before each new
    attempt at what is locked or half written, `patience` how long another batch into the same folder is waited for.
    `sleep` and `now` (for the log) are there for tests. Raises PmoError when there is no project at all, when nothing
    can be written into `out`, or when the other batch takes too long.
    """
    base = Path(out if out is not None else "out").absolute()
    watch = watch or Silent()
    with our_turn(base, watch.waiting, patience=patience) as heart:
        log = Log(base / OWN_FOLDER, now)
        with closing(Memory(base / OWN_FOLDER)) as memory:
            batch = _Batch(Path(root).absolute(), base, (workers, executor), memory, log, watch, heart.check)
            plan = Task("", "", "", as_of, at, today, last=True, password=Secret(password))
            return batch.run(plan, given=out is not None, fresh=fresh, pauses=pauses, sleep=sleep)


class _Batch:
    """One run over one root."""

    def __init__(
        self,
        root: Path,
        base: Path,
        engine: "tuple[int | None, Executor | None]",
        memory: Memory,
        log: Log,
        watch: Watch,
        check: Callable[[], None],
    ) -> None:
        self.root, self.base = root, base
        self.workers, self.executor = engine
        self.memory, self.log, self.watch, self.check = memory, log, watch, check
        self.results: dict[str, ProjectResult] = {}
        self.notes: list[str] = []
        self.traces: list[str] = []
        self.unchanged = self.expected = 0

    def run(
        self, plan: Task, *, given: bool, fresh: bool, pauses: Sequence[float], sleep: Callable[[float], None]
    ) -> BatchOutput:
        """Find the projects, take what is remembered, work on the others, and sum up."""
        begun = clock.monotonic()
        places = projects_in(self.root, but=[self.base])
        if not places:
            raise PmoError(
                f"{self.root} にプロジェクトがありません",
                "pmo.toml か管理表のブックを置いたフォルダが、その下にあるか確認してください",
            )
        self.log.start(root=str(self.root), out=str(self.base), as_of=plan.as_of, projects=len(places))
        if self.log.unfinished is not None:
            self.notes.append("前回の一括処理は途中で止まっていました。終わっていた分はそのまま使います")
        self.expected = len(places)
        self.watch.found(self.expected)
        try:
            return self._run(places, plan, begun, given=given, fresh=fresh, pauses=pauses, sleep=sleep)
        except PmoError as error:
            self.log.end(exit=_FAILED, message=error.message)
            raise

    def _run(
        self,
        places: Sequence[Place],
        plan: Task,
        begun: float,
        *,
        given: bool,
        fresh: bool,
        pauses: Sequence[float],
        sleep: Callable[[float], None],
    ) -> BatchOutput:
        tasks = self._tasks(places, plan, given=given, fresh=fresh)
        for attempt in range(len(pauses) + 1):
            last = attempt == len(pauses)
            tasks = self._round([replace(task, last=last) for task in tasks])
            if not tasks:
                break
            named = "、".join(task.folder for task in tasks[:3]) + (" ほか" if len(tasks) > 3 else "")
            self.watch.waiting(f"使用中か書きかけのブックがあるため、{pauses[attempt]:g}秒後に読み直します: {named}")
            self.log.say("retry", folders=[task.folder for task in tasks], seconds=pauses[attempt])
            sleep(pauses[attempt])
        return self._summed_up(places, plan, begun, fresh=fresh)

    def _tasks(self, places: Sequence[Place], plan: Task, *, given: bool, fresh: bool) -> list[Task]:
        """What has to be worked on; what cannot or need not be is told at once."""
        projects: dict[str, Project | None] = {}
        for place in places:
            if place.trouble is not None:
                said = place.trouble
                name = place.path.name
                self._tell(ProjectResult(name, place.folder, _FAILED, said.message, said.hint))
                continue
            try:
                projects[place.folder] = opened(replace(plan, folder=place.folder, path=str(place.path)))
            except Exception:  # the worker meets the same, and tells it
                projects[place.folder] = None
        outs = out_folders(projects, self.base, given=given)
        tasks = []
        for place in places:
            if place.folder not in projects:
                continue
            task = replace(plan, folder=place.folder, path=str(place.path), out=str(outs[place.folder]))
            project = projects[place.folder]
            known = self.memory.result(task, project) if project is not None and not fresh else None
            if known is None:
                tasks.append(task)
            else:
                self.unchanged += 1
                self._tell(known, unchanged=True)
        return tasks

    def _round(self, tasks: Sequence[Task]) -> list[Task]:
        """Work on the tasks; gives back those that something passing stands in the way of."""
        later = []
        for task, done in self._done(tasks):
            self.check()
            if done.later:
                later.append(task)
                continue
            if done.trace:
                self.traces.append(f"{task.folder}\n{done.trace}")
            if done.result is None:
                self.notes.append(f"{task.folder} には管理表として読める表がないため、プロジェクトとみなしていません")
                self.log.say("no project", folder=task.folder)
                self.expected -= 1
                self.watch.found(self.expected)
                continue
            self.memory.remember(task, done)
            self._tell(done.result, seconds=done.seconds)
        return sorted(later, key=lambda task: task.folder)

    def _done(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Done]]:
        if not tasks:
            return iter(())
        if self.executor is not None:
            return pool.on_executor(self.executor, tasks, work_on, _lost)
        workers = pool.workers_for(len(tasks), self.workers)
        if workers == 1:
            return pool.serially(tasks, work_on)
        return pool.in_processes(tasks, work_on, _died, _stuck, workers)

    def _tell(self, result: ProjectResult, *, unchanged: bool = False, seconds: float = 0.0) -> None:
        self.results[result.folder] = result
        self.log.say(
            "project",
            folder=result.folder,
            exit=result.exit,
            message=result.message,
            hint=result.hint,
            outputs=list(result.outputs),
            notes=list(result.notes),
            unchanged=unchanged,
            seconds=seconds,
        )
        self.watch.done(result, unchanged=unchanged)

    def _summed_up(self, places: Sequence[Place], plan: Task, begun: float, *, fresh: bool) -> BatchOutput:
        results = tuple(self.results[place.folder] for place in places if place.folder in self.results)
        if not results:
            raise PmoError(
                f"{self.root} の下に、管理表として読める表のあるフォルダがありません",
                "pmo-xl inspect で、どう読み取られたか確認してください",
            )
        self.check()
        outputs, trouble = self._page(results, plan, fresh=fresh)
        output = BatchOutput(
            plan.as_of, plan.at, results, outputs, tuple(self.notes), self.unchanged, tuple(self.traces), trouble
        )
        self.log.end(
            exit=output.exit,
            projects=len(results),
            failed=len(output.failed),
            unchanged=self.unchanged,
            seconds=round(clock.monotonic() - begun, 3),
            outputs=[str(path) for path in outputs.paths],
            message=trouble.message if trouble else "",
        )
        return output

    def _page(self, results: Sequence[ProjectResult], plan: Task, *, fresh: bool) -> tuple[Outputs, PmoError | None]:
        """The page about all projects, or why there is none; the projects' own reports are there all the same."""
        own = self.base / OWN_FOLDER
        try:
            made = summary(results, self.base, plan.as_of, root=self.root, at=plan.at, own=own, fresh=fresh)
        except PmoError as error:
            return Outputs(()), error
        except Exception as fault:
            self.traces.append(traceback.format_exc())
            return Outputs(()), unexpected(fault)
        return made, None


def _died(task: Task) -> Done:
    error = PmoError(
        "処理中にプロセスが異常終了しました（メモリ不足か、ブックの読み取り中の障害です）",
        "ほかのアプリを閉じて再実行してください。続くときは、ブックを1つずつ pmo-xl inspect で確認してください",
    )
    return _told(task, error)


def _stuck(task: Task) -> Done:
    error = PmoError(
        f"{pool.LIMIT / 60:g}分以内に終わらず、打ち切りました（共有フォルダが応答しないか、ルールが終わりません）",
        "フォルダのブックを開けるか確認し、pmo-xl check でこのプロジェクトだけを実行してみてください",
    )
    return _told(task, error)


def _lost(task: Task, error: BaseException) -> Done:
    if isinstance(error, Exception) and not isinstance(error, OSError):
        kind = type(error).__name__
        if kind in ("KilledWorker", "BrokenProcessPool", "BrokenThreadPool", "CancelledError"):
            return _died(task)
        return _told(task, unexpected(error))
    return _died(task)


def _told(task: Task, error: PmoError) -> Done:
    result = ProjectResult(Path(task.path).name, task.folder, _FAILED, error.message, error.hint)
    return Done(task.folder, result)
