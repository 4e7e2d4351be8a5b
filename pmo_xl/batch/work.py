"""One project of a batch, from its workbooks to its reports: read once, every wish fulfilled from the same figures."""

import gc
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from pmo_xl.batch import memory
from pmo_xl.batch.newest import chosen
from pmo_xl.batch.result import ProjectResult
from pmo_xl.batch.task import Done, Task
from pmo_xl.config import FILE_NAME
from pmo_xl.errors import PmoError, is_away
from pmo_xl.project import Project, load
from pmo_xl.settings import BatchWork
from pmo_xl.sheets.files.lockfile import editor_of
from pmo_xl.writer import Outputs

if TYPE_CHECKING:
    from pmo_xl.outputs import DailyOutput
    from pmo_xl.sheets.reading import FileReading

_DONE, _NOT_DONE, _PARTLY = 0, 2, 3
_ONE_AT_A_TIME: Final = threading.Lock()  # in a process: a project's own rules are loaded for it alone
_NOT_KEPT: Final = "読めないブックがあるため、先に残した本日の状態を書き換えていません"
_CALLED: Final[dict[BatchWork, str]] = {
    "check": "指摘一覧",
    "keep": "履歴の保存",
    "daily": "日次報告",
    "escalate": "エスカレーション一覧",
    "requests": "依頼一覧",
    "reconcile": "二台帳突合",
    "morning": "朝会",
    "evening": "夕会",
    "defects": "不具合方針",
    "readiness": "稼働判定",
    "training": "トレーニング",
    "weekly": "週次報告",
    "completion": "完了報告",
    "work": "作業報告",
    "tomorrow": "明日の準備",
    "decisions": "決定ログ・判断依頼",
}


def work_on(task: Task) -> Done:
    """Do what the project asks for. Nothing that goes wrong comes out of here but as a result that tells it."""
    with _ONE_AT_A_TIME:
        return _timed(task)


def _timed(task: Task) -> Done:
    begun = time.monotonic()
    was_on = gc.isenabled()
    gc.disable()  # a project's records all stay until it is done: there is nothing to collect on the way
    try:
        done = _worked(task)
    except PmoError as error:
        done = _failed(task, error, later=not task.last and may_pass(error))
    except MemoryError:
        short = PmoError("メモリが足りません", "ほかのアプリを閉じるか、--workers を減らして再実行してください")
        done = _failed(task, short)
    except Exception as fault:
        if isinstance(fault, OSError) and not task.last and is_away(fault):
            done = Done(task.folder, later=True)
        else:
            done = _failed(task, unexpected(fault), trace=traceback.format_exc())
    finally:
        gc.collect()
        if was_on:
            gc.enable()
        else:
            gc.freeze()  # what is left now stays: the next look for garbage passes it over
    return replace(done, seconds=round(time.monotonic() - begun, 3))


def opened(task: Task) -> Project:
    """The task's project, of several versions of a workbook the one that counts; raises PmoError."""
    project = load(task.path, password=task.password.text)
    choice = chosen(project.paths, project.config.registers)
    if len(choice.paths) == len(project.paths):
        return project
    notes = (*project.notes, *choice.notes)
    return Project(project.root, choice.paths, project.config, password=task.password.text, notes=notes)


def may_pass(error: BaseException) -> bool:
    """Whether what is in the way may be gone in a moment: a file somebody has open, a drive that does not answer."""
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "passing", False) or (isinstance(cause, OSError) and is_away(cause)):
            return True
        cause = cause.__cause__
    return False


def unexpected(fault: Exception) -> PmoError:
    """A fault of ours, in the words of the command line."""
    said = " ".join(str(fault).split())[:200]
    return PmoError(
        f"予期しない問題が起きました（{type(fault).__name__}: {said}）",
        "--debug を付けて実行し、表示された内容を開発元へお知らせください",
    )


def _worked(task: Task) -> Done:
    before = memory.Before(task)
    project = opened(task)
    before.look_at(project)
    files = project.reading(task.as_of).files
    refused = [file for file in files if file.refused]
    if not task.last and any(file.passing for file in refused):
        return Done(task.folder, later=True)
    if not files:
        raise PmoError("管理表のブックがありません", "フォルダに管理表のブックを置いてください")
    if not refused and not project.reading(task.as_of).registers and not (project.root / FILE_NAME).is_file():
        return Done(task.folder)
    if len(refused) == len(files):
        return _unread(task, project, refused)
    return _reported(task, project, refused, before)


def _unread(task: Task, project: Project, refused: Sequence["FileReading"]) -> Done:
    """No workbook could be read."""
    message, hint = _joined([_refusal(file) for file in refused])
    ask = _editors(project)
    return Done(task.folder, ProjectResult(project.name, task.folder, _NOT_DONE, message, hint, ask=ask))


def _reported(task: Task, project: Project, refused: Sequence["FileReading"], before: memory.Before) -> Done:
    from pmo_xl.batch.figures import project_figures

    daily = project.daily(task.as_of, at=task.at)
    outputs, traces = Outputs(()), list[str]()
    kept: Path | None = None
    failures = [_refusal(file) for file in refused]
    for wish in dict.fromkeys(project.config.batch.run):
        try:
            if wish == "keep":
                kept = _kept(daily, task, is_whole=not refused)
                outputs = outputs if kept else outputs.with_more(Outputs((), (_NOT_KEPT,)))
            else:
                outputs = outputs.with_more(_MAKERS.get(wish, _pack(wish))(daily, Path(task.out)))
        except PmoError as error:
            if not task.last and may_pass(error):
                return Done(task.folder, later=True)
            failures.append(PmoError(f"{_CALLED[wish]}: {error.message}", error.hint))
        except Exception as fault:
            told = unexpected(fault)
            failures.append(PmoError(f"{_CALLED[wish]}: {told.message}", told.hint))
            traces.append(traceback.format_exc())
    message, hint = _joined(failures)
    result = ProjectResult(
        project.name,
        task.folder,
        _PARTLY if failures else _DONE,
        message,
        hint,
        tuple(map(str, outputs.paths)),
        tuple(dict.fromkeys((*project.notes, *_doubts(daily), *outputs.notes))),
        project_figures(daily),
        ask=_editors(project),
    )
    done = Done(task.folder, result, trace="\n".join(traces))
    return done if failures else before.remembered(done, daily, kept)


def _kept(daily: "DailyOutput", task: Task, *, is_whole: bool) -> Path | None:
    """Keep the day → its folder. A state that lacks a workbook never takes the place of one that was kept before."""
    if not is_whole and (daily.project.history_folder / task.as_of.isoformat()).exists():
        return None
    return daily.keep(today=task.today or task.as_of)


def _check(daily: "DailyOutput", out: Path) -> Outputs:
    from pmo_xl.outputs import CheckOutput

    return CheckOutput(daily.project, daily.situation, daily.checked).save(out)


def _escalate(daily: "DailyOutput", out: Path) -> Outputs:
    from pmo_xl.escalations import EscalationOutput

    return EscalationOutput(daily.project, daily).save(out)


def _requests(daily: "DailyOutput", out: Path) -> Outputs:
    from pmo_xl.request_files import RequestsOutput

    return RequestsOutput(daily.project, daily.situation).save(out)


def _reconcile(daily: "DailyOutput", out: Path) -> Outputs:
    from pmo_xl.reconciliation import ReconcileOutput

    return ReconcileOutput(daily).save(out)


def _pack(name: str) -> Callable[["DailyOutput", Path], Outputs]:
    def save(daily: "DailyOutput", out: Path) -> Outputs:
        from pmo_xl.packs import pack_named

        return pack_named(name)(daily).save(out)

    return save


_MAKERS: Final[dict[str, Callable[["DailyOutput", Path], Outputs]]] = {
    "check": _check,
    "daily": lambda daily, out: daily.save(out),
    "escalate": _escalate,
    "requests": _requests,
    "reconcile": _reconcile,
}


def _doubts(daily: "DailyOutput") -> list[str]:
    """Which workbooks may not say what is true today: somebody has them open, or they were saved long ago."""
    sources = daily.situation.sources
    editing = {source.file for source in sources if source.editor}
    told = [
        f"{source.file} は{source.editor}（{source.saved.replace('-', '/')} の保存分を読みました）"
        for source in sources
        if source.editor
    ]
    old = (finding for finding in daily.checked.findings if finding.code == "G-018")
    return told + [finding.message for finding in old if finding.place.file not in editing]


def _refusal(file: "FileReading") -> PmoError:
    return PmoError(f"{file.file}: {file.refused}", file.hint or "ファイルを確認してください")


def _joined(errors: Sequence[PmoError]) -> tuple[str, str]:
    """Several errors as one message and one hint, each sentence once."""
    return "／".join(error.message for error in errors), "／".join(dict.fromkeys(error.hint for error in errors))


def _editors(project: Project) -> str:
    """Who has workbooks of the project open: 「佐藤さん、鈴木さん」."""
    said = (editor_of(path) for path in project.paths)
    names = (editor.removesuffix("が編集中です") for editor in said if editor)
    return "、".join(dict.fromkeys(name for name in names if name != "誰か"))


def _failed(task: Task, error: PmoError, *, later: bool = False, trace: str = "") -> Done:
    if later:
        return Done(task.folder, later=True)
    name = Path(task.path).resolve().name
    result = ProjectResult(name, task.folder, _NOT_DONE, error.message, error.hint)
    return Done(task.folder, result, trace=trace)
