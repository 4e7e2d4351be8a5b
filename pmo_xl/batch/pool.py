"""Many projects at once: in this process, in worker processes of this machine, or on any Executor.

A worker that dies takes no other project with it: what was on its desk is done again, one project at a time, and the
one that kills its worker again is told as a failure of its own.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

_T = TypeVar("_T")
_R = TypeVar("_R")
Job = Callable[[_T], _R]
_MOST_ON_WINDOWS: Final = 61  # handles a Windows process can wait for
_ON_THE_WAY: Final = 256  # tasks given to somebody else's executor at once
_PRELOADED: Final = ["pmo_xl.batch.warm"]
LIMIT = 240.0  # seconds in which no worker has finished anything: a share that answers nobody, a rule without end


class _StuckError(Exception):
    pass


def workers_for(tasks: int, wanted: int | None = None) -> int:
    """How many processes to use: as many as this process may use cores, no more than there are tasks."""
    most = wanted or _cores()
    return max(1, min(most, tasks, _MOST_ON_WINDOWS if sys.platform == "win32" else most))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serially(tasks: Sequence[_T], job: Job[_T, _R]) -> Iterator[tuple[_T, _R]]:
    """(task, what came of it), one after the other, in this process."""
    for task in tasks:
        yield task, job(task)


def in_processes(
    tasks: Sequence[_T], job: Job[_T, _R], died: Callable[[_T], _R], stuck: Callable[[_T], _R], workers: int
) -> Iterator[tuple[_T, _R]]:
    """(task, what came of it) as they are done; `died` tells what becomes of a task whose worker dies with it.

    When nothing at all comes back within `LIMIT`, what is on the desks is done again, one at a time; `stuck` tells what
    becomes of the one that takes that long again.
    """
    from concurrent.futures.process import BrokenProcessPool

    rest = list(tasks)
    while rest:
        on_desks: list[_T] = []
        done: set[int] = set()
        with _pool(workers) as pool:
            try:
                for task, result in _as_done(pool, rest, job, 2 * workers, on_desks, limit=LIMIT):
                    done.add(id(task))
                    yield task, result
            except BrokenProcessPool:
                pass
            except _StuckError:
                _stop(pool)
            except BaseException:
                _stop(pool)
                raise
        rest = [task for task in rest if id(task) not in done]
        for task in [task for task in on_desks if id(task) not in done]:
            rest.remove(task)
            yield task, _alone(task, job, died, stuck)


def on_executor(
    executor: "Executor", tasks: Sequence[_T], job: Job[_T, _R], failed: Callable[[_T, BaseException], _R]
) -> Iterator[tuple[_T, _R]]:
    """The same on an executor somebody gave us; `failed` tells what becomes of a task it could not do."""

    def outcome(task: _T, future: "Future[_R]") -> _R:
        try:
            return future.result()
        except Exception as error:
            return failed(task, error)

    yield from _as_done(executor, tasks, job, _ON_THE_WAY, [], outcome)


def _as_done(
    executor: "Executor",
    tasks: Sequence[_T],
    job: Job[_T, _R],
    most: int,
    on_desks: list[_T],
    outcome: Callable[[_T, "Future[_R]"], _R] = lambda task, future: future.result(),
    limit: float | None = None,
) -> Iterator[tuple[_T, _R]]:
    """Never more than `most` tasks at once are with the executor; `on_desks` names them.

    Raises _StuckError when none of them is done within `limit` seconds.
    """
    from concurrent.futures import FIRST_COMPLETED, wait

    coming = iter(tasks)
    running: dict[Future[_R], _T] = {}
    try:
        while True:
            for task in islice(coming, most - len(running)):
                on_desks.append(task)
                running[executor.submit(job, task)] = task
            if not running:
                return
            done = wait(running, timeout=limit, return_when=FIRST_COMPLETED).done
            if not done:
                raise _StuckError
            for future in done:
                task = running.pop(future)
                result = outcome(task, future)
                on_desks.remove(task)
                yield task, result
    finally:
        for future in running:
            future.cancel()


def _alone(task: _T, job: Job[_T, _R], died: Callable[[_T], _R], stuck: Callable[[_T], _R]) -> _R:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(job, task).result(timeout=LIMIT)
        except BrokenProcessPool:
            return died(task)
        except TimeoutError:
            _stop(pool)
            return stuck(task)
        except BaseException:
            _stop(pool)
            raise


def _pool(workers: int) -> "ProcessPoolExecutor":
    """Worker processes; where they can be forked, from a small process that has loaded what all of them need."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor as Processes

    class ProcessPoolExecutor(Processes):
        """A new worker starts with a task; none of them runs the script of whoever called us once more."""

        def submit(self, fn: Callable[..., _R], /, *args: object, **kwargs: object) -> "Future[_R]":
            with _without_main():
                return super().submit(fn, *args, **kwargs)

    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


@contextmanager
def _without_main() -> Iterator[None]:
    """The caller's main module out of sight: what starts a process has each worker import it.

    A script without `if __name__ == "__main__":` would begin its batch anew in every worker, which waits for ours.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _begin() -> None:
    """A worker leaves Ctrl+C to its parent, and does not outlive it."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    import pmo_xl.batch.warm  # noqa: F401 - where nothing was loaded beforehand


def _end_with(parent: "BaseProcess") -> None:
    parent.join()
    os._exit(1)


def _stop(pool: "ProcessPoolExecutor") -> None:
    """End the workers at once: nothing they write is half there."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)
