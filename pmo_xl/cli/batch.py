"""`pmo-xl batch`: every project under a shared folder, unattended; bars on a terminal, plain lines elsewhere."""

import argparse
import logging
import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.cli.arguments import moment
from pmo_xl.cli.show import relative, show_json
from pmo_xl.errors import PmoError
from pmo_xl.workdays import Calendar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from pmo_xl.batch.result import ProjectResult
    from pmo_xl.batch.run import BatchOutput


def batch(options: argparse.Namespace, password: str | None) -> int:
    """Run the batch, show what came of it, give back the exit code."""
    from pmo_xl.batch.run import run

    if options.workers is not None and options.workers < 1:
        raise PmoError(f"--workers の「{options.workers}」は使えません", "1以上の数を書いてください")
    if options.install_schedule is not None:
        return _install(options)
    now = datetime.now()
    day, at = moment(options.as_of, now=now)
    if options.working_days and (day_off := Calendar().name_of(day)):
        why = f"{day:%Y/%m/%d}（{day_off}）のため、実行しません（--working-days）"
        if options.json:
            show_json({"as_of": day.isoformat(), "projects": [], "outputs": [], "notes": [why]})
        else:
            print(why)
        return 0
    with _executor(options) as executor, watching() as watch:
        output = run(
            options.root,
            day,
            at=at,
            out=options.out,
            workers=options.workers,
            executor=executor,
            password=password,
            fresh=options.fresh,
            today=now.date(),
            watch=watch,
        )
    for trace in output.traces:
        logging.getLogger("pmo_xl").debug(trace)
    if options.json:
        show_json(_as_json(output))
    else:
        print(_printed(output))
    _say(output)
    return output.exit


def _install(options: argparse.Namespace) -> int:
    """Write what this machine's scheduler needs, and say the command that registers it."""
    from pmo_xl.batch.schedule import schedule, system_here, told
    from pmo_xl.render.save import save

    root, out = Path(options.root).absolute(), Path(options.out or "out").absolute()
    if not root.is_dir():
        raise PmoError(f"{root} が見つかりません", "共有フォルダを指定してください")
    command = [sys.executable, "-m", "pmo_xl", "batch", str(root), "--working-days"]
    given = (("--out", options.out and out), ("--workers", options.workers), ("--dask", options.dask))
    for option, value in given:
        command += [option, str(value)] if value else []
    system = system_here() if options.install_schedule == "auto" else options.install_schedule
    made = schedule(system, command, Path.cwd(), datetime.now().date())
    saved = [save(out, name, data).path for name, data in made.files.items()]
    said = {
        "as_of": f"{datetime.now():%Y-%m-%d}",
        "outputs": [relative(path) for path in saved],
        "register": told(made.register, out),
        "unregister": told(made.unregister, out),
    }
    if options.json:
        show_json(said)
        return 0
    for path in said["outputs"]:
        print(f"作成: {path}")
    print(f"平日の9:45と15:55に実行します。次のコマンドで登録してください。\n  {said['register']}")
    print(f"やめるときは次のコマンドです。\n  {said['unregister']}")
    if options.password:
        print("注意: パスワードは書き込んでいません。環境変数 PMO_XL_PASSWORD に設定してください", file=sys.stderr)
    return 0


def _executor(options: argparse.Namespace) -> "AbstractContextManager[Executor | None]":
    """The Dask cluster that was named; else none, and this machine does the work."""
    if not options.dask:
        return nullcontext()
    from pmo_xl.batch.dask import cluster

    return cluster(options.dask, Path(options.root).absolute())


def _printed(output: "BatchOutput") -> str:
    failed = output.failed
    done = len(output.results) - len(failed)
    lines = [f"{len(output.results)}プロジェクトのうち {done}件を完了しました"]
    if failed:
        lines[0] += f"（{len(failed)}件は下のとおりです）"
    if output.unchanged:
        lines.append(f"変更のない {output.unchanged}件は、前回の結果をそのまま使いました")
    lines += [f"作成: {relative(path)}" for path in output.outputs.paths]
    return "\n".join(lines)


def _say(output: "BatchOutput") -> None:
    """On standard error: each failure in the words of a single verb, and what else has to be said."""
    for result in output.failed:
        print(PmoError(f"{result.folder}: {result.message}", result.hint), file=sys.stderr)
    if output.trouble is not None:
        print(PmoError(f"全体の一覧: {output.trouble.message}", output.trouble.hint), file=sys.stderr)
    for result in output.results:
        for note in result.notes:
            print(f"注意: {result.folder}: {note}", file=sys.stderr)
    for note in (*output.notes, *output.outputs.notes):
        print(f"注意: {note}", file=sys.stderr)


def _as_json(output: "BatchOutput") -> dict[str, object]:
    """Paths as they are seen from the current folder."""
    said = output.to_json()
    for project in said["projects"]:
        project["outputs"] = [relative(Path(path)) for path in project["outputs"]]
    return said | {"outputs": [relative(path) for path in output.outputs.paths]}


def watching() -> "Lines | Bars":
    """Bars for a person who watches, lines for a log."""
    return Bars() if sys.stderr.isatty() else Lines()


class Lines:
    """One plain line a project on standard error."""

    def __init__(self) -> None:
        self._all = self._done = 0
        self._said = ""

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def waiting(self, why: str) -> None:
        """What is waited for, once."""
        if why != self._said:
            self._said = why
            print(why, file=sys.stderr, flush=True)

    def found(self, projects: int) -> None:
        """How many there are."""
        self._all = projects

    def done(self, result: "ProjectResult", *, unchanged: bool) -> None:
        """What became of one."""
        self._done += 1
        print(f"[{self._done}/{self._all}] {result.folder} {_state(result, unchanged)}", file=sys.stderr, flush=True)


class Bars:
    """A bar that fills, and the last project's line above it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._bar = self._progress.add_task("プロジェクト", total=None)

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def waiting(self, why: str) -> None:
        """What is waited for, beside the bar."""
        self._progress.update(self._bar, description=_plain(why))

    def found(self, projects: int) -> None:
        """How long the bar is."""
        self._progress.update(self._bar, total=projects, description="プロジェクト")

    def done(self, result: "ProjectResult", *, unchanged: bool) -> None:
        """One step; a failure stays on the screen."""
        self._progress.update(self._bar, advance=1, description=_plain(result.folder))
        if result.exit:
            self._console.print(_plain(f"{result.folder} {_state(result, unchanged)}"))


def _plain(text: str) -> str:
    """The text as it stands: a folder called [bold] is no markup."""
    from rich.markup import escape

    return escape(text)


def _state(result: "ProjectResult", unchanged: bool) -> str:
    if result.exit == 2:
        return f"できませんでした: {result.message}"
    if result.exit == 3:
        return f"一部できませんでした: {result.message}"
    return "変更なし" if unchanged else "完了"
