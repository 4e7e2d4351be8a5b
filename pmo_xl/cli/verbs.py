"""The verbs: each reads its options, calls the project, and shows the result for people or as JSON."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.cli.arguments import moment
from pmo_xl.cli.show import (
    Progress,
    printed_findings,
    printed_metrics,
    relative,
    show_json,
    shown,
    tell,
)
from pmo_xl.config import FILE_NAME
from pmo_xl.errors import PmoError
from pmo_xl.project import Project, load

if TYPE_CHECKING:
    from pmo_xl.rules.registry import Rule
    from pmo_xl.sheets.reading import FileReading
    from pmo_xl.situation import Situation

_SOME_REFUSED = 3
_FOUND_ERRORS = 1
_REFUSED = 2


def inspect(options: argparse.Namespace) -> int:
    """How every sheet was understood, with --html as a page a workbook; JSON is printed though all were refused."""
    project = _project(options)
    day, _ = moment(options.as_of, now=datetime.now())
    inspected = project.inspect(day)
    outputs = inspected.save(_out(project, options)) if options.html else None
    if options.json:
        show_json(inspected.to_json() | ({"outputs": shown(outputs.paths)} if outputs else {}))
    else:
        print(inspected.text())
    tell(outputs, listed=not options.json)
    if options.out and not options.html:
        print("注意: --out に書き出すものがありません（--html を付けるとページを作成します）", file=sys.stderr)
    return _refusals(project, options, all_is_fatal=False)


def init(options: argparse.Namespace) -> int:
    """A commented pmo.toml in the folder; with --update what is new is added to the one that is there."""
    if Path(options.folder).is_file() and Path(options.folder).name != FILE_NAME:
        raise PmoError(f"{options.folder} はフォルダではありません", "管理表のあるフォルダを指定してください")
    project = load(options.folder, password=_password(options), progress=Progress())
    day, _ = moment(options.as_of, now=datetime.now())
    settings = project.first_settings(day, update=options.update)
    _refuse_when_nothing_was_read(project, day)
    outputs = settings.save()
    if options.json:
        show_json(settings.to_json() | {"outputs": shown(outputs.paths)})
    else:
        print(settings.summary())
    tell(outputs, listed=settings.is_new and not options.json)
    return _refusals(project, options)


def check(options: argparse.Namespace) -> int:
    """The findings; with --out also 指摘一覧.xlsx, with --annotate marked copies. 1 when an error is among them."""
    project, day, at = _prepared(options)
    checked = project.check(day, at=at)
    outputs = checked.save(_out(project, options)) if options.out else None
    for wanted, write in ((options.annotate, checked.annotate), (options.split, checked.split)):
        if wanted:
            more = write(_out(project, options))
            outputs = more if outputs is None else outputs.with_more(more)
    if options.json:
        show_json(checked.to_json() | ({"outputs": shown(outputs.paths)} if outputs else {}))
    else:
        print(printed_findings(checked, saved=bool(options.out)))
    tell(outputs, listed=not options.json)
    code = _refusals(project, options)
    return code or (_FOUND_ERRORS if checked.has_errors else 0)


def fix(options: argparse.Namespace) -> int:
    """What could be corrected; --apply writes it, --undo takes it back."""
    from pmo_xl.cli import fix as verb

    if options.undo:
        return verb.undo(options, Path(options.out) if options.out else Path(options.undo).parent)
    project, _, _ = _prepared(options)
    code = verb.fixes(project, options, _out(project, options))
    return code or _refusals(project, options)


def daily(options: argparse.Namespace) -> int:
    """日次報告.xlsx and .docx, with --html the same as a page for the browser."""
    project, day, at = _prepared(options)
    report = project.daily(day, at=at)
    outputs = report.save(_out(project, options), html=options.html)
    if options.json:
        show_json(report.to_json() | {"outputs": shown(outputs.paths)})
    else:
        print(printed_metrics(report))
    tell(outputs, listed=not options.json)
    _tell_of_kept(project, report.situation)
    return _refusals(project, options)


def pack(options: argparse.Namespace) -> int:
    """The files of a pack: 朝会.xlsx, 夕会.xlsx, 週次報告.xlsx and .docx, 完了報告.docx and so on."""
    project, day, at = _prepared(options)
    made = project.pack(options.pack, day, at=at)
    outputs = made.save(_out(project, options))
    if options.json:
        show_json(made.to_json() | {"outputs": shown(outputs.paths)})
    else:
        print(made.summary())
    tell(outputs, listed=not options.json)
    return _refusals(project, options)


def escalate(options: argparse.Namespace) -> int:
    """エスカレーション一覧.xlsx and one memo an item."""
    project, day, at = _prepared(options)
    escalation = project.escalate(day, at=at)
    outputs = escalation.save(_out(project, options))
    if options.json:
        show_json(escalation.to_json() | {"outputs": shown(outputs.paths)})
    else:
        print(escalation.summary())
    tell(outputs, listed=not options.json)
    return _refusals(project, options)


def requests(options: argparse.Namespace) -> int:
    """One 依頼一覧.xlsx and .eml an addressee, and 連携マトリクス.xlsx; with --take what came back in them."""
    from pmo_xl.cli import requests as verb

    if not options.take and (options.apply or options.confirm):
        raise PmoError(
            "--apply と --confirm は --take と一緒に使います", "--take に続けて、返送された依頼一覧を指定してください"
        )
    project, day, at = _prepared(options)
    out = _out(project, options)
    code = verb.take(project, day, options, out) if options.take else verb.lists(project, day, at, options, out)
    return code or _refusals(project, options)


def reconcile(options: argparse.Namespace) -> int:
    """二台帳突合.xlsx: where the user side's and the vendor side's ledgers differ."""
    from pmo_xl.cli import reconcile as verb

    project, day, at = _prepared(options)
    verb.reconcile(project, day, at, options, _out(project, options))
    return _refusals(project, options)


def minutes(options: argparse.Namespace) -> int:
    """One 議事録.docx a meeting; the register rows it implies are previewed, with --apply written."""
    from pmo_xl.cli import minutes as verb

    project = load(verb.home_of(options), password=_password(options), progress=Progress())
    day, _ = moment(options.as_of, now=datetime.now())
    code = verb.minutes(project, day, options, _out(project, options))
    return code or _refusals(project, options)


def history(options: argparse.Namespace) -> int:
    """What changed since the last kept day; `keep` keeps the as-of day, `list` names the kept days, `show` one."""
    from pmo_xl.cli import history as verb

    if options.action in ("list", "show"):
        return {"list": verb.listing, "show": verb.show}[options.action](_project(options), options)
    project, day, at = _prepared(options)
    if options.action == "keep":
        verb.keep(project, day, at, options)
    else:
        verb.diff(project, day, options)
    return _refusals(project, options)


def rules(options: argparse.Namespace) -> int:
    """The handbook: one line a rule, or one rule's page; with the own rules of the project of the current folder."""
    from pmo_xl.rules import handbook
    from pmo_xl.rules.registry import CODES

    if options.code:
        own = () if options.code.upper() in CODES else _own_rules()
        print(handbook.page(options.code, own))
        return 0
    try:
        own = _own_rules()
    except PmoError:  # the handbook may be what is needed to put it right
        print(handbook.listing())
        raise
    print(handbook.listing(own))
    return 0


def _own_rules() -> "tuple[Rule, ...]":
    """Those of the project in the current folder; it needs no workbooks for them."""
    return load(Path(FILE_NAME)).own_rules if Path(FILE_NAME).is_file() else ()


def template(options: argparse.Namespace) -> int:
    """Which templates the pages are filled from, what one may name, and whether one is sound."""
    from pmo_xl.cli import template as verb

    return {"list": verb.listing, "fields": verb.fields, "check": verb.check}[options.action](options)


def batch(options: argparse.Namespace) -> int:
    """Every project under a folder: checked, kept, reported, and summed up."""
    from pmo_xl.cli import batch as verb

    return verb.batch(options, _password(options))


def buttons(options: argparse.Namespace) -> int:
    """Install, uninstall or examine the buttons in Excel, or put them on a workbook."""
    from pmo_xl.cli import buttons as verb

    return verb.buttons(options)


def run(options: argparse.Namespace) -> int:
    """A button's action on the workbook that is active in Excel, or a small window with the buttons."""
    from pmo_xl.cli import run as verb

    return verb.run(options)


def sample(options: argparse.Namespace) -> int:
    """Write the sample project into a folder and make all its reports."""
    from pmo_xl.cli.sample import write_sample
    from pmo_xl.resources import SAMPLE_DAY

    folder = Path(options.folder)
    written = write_sample(folder)
    made = (
        f"を書き出しました: {folder}（{written}ファイル）"
        if written
        else f"はすでにあります: {folder}（そのまま使います）"
    )
    print(f"サンプルプロジェクト{made}")
    day = options.as_of or str(SAMPLE_DAY)
    common = {"as_of": day, "out": str(folder / "out"), "json": False, "password": None, "debug": options.debug}
    code = 0
    for verb, extra in (
        (check, {"project": [str(folder)], "annotate": False, "split": False}),
        (daily, {"project": [str(folder)], "html": False}),
        (escalate, {"project": [str(folder)]}),
        (minutes, {"files": [str(folder / "議事メモ.xlsx")], "project": None, "apply": False}),
    ):
        print(f"\n== pmo-xl {verb.__name__} ==")
        code = max(code, verb(argparse.Namespace(**common, **extra, verb=verb.__name__)))
    return 0 if code == _FOUND_ERRORS else code


def _tell_of_kept(project: Project, situation: "Situation") -> None:
    """Where to get what was reported, when the sheets have changed since the day was kept."""
    if project.history_folder.is_dir():
        from pmo_xl.cli.history import changed_since_kept

        if said := changed_since_kept(project, situation):
            print(f"注意: {said}", file=sys.stderr)


def _project(options: argparse.Namespace) -> Project:
    return load(*options.project, password=_password(options), progress=Progress())


def _password(options: argparse.Namespace) -> str | None:
    return options.password or os.environ.get("PMO_XL_PASSWORD")


def _prepared(options: argparse.Namespace) -> tuple[Project, date, time | None]:
    """A project of which at least one workbook could be read, and the moment the report speaks of."""
    project = _project(options)
    day, at = moment(options.as_of, now=datetime.now())
    _refuse_when_nothing_was_read(project, day)
    return project, day, at


def _refuse_when_nothing_was_read(project: Project, day: date) -> None:
    files = project.reading(day).files
    if not files:
        raise PmoError(
            f"{relative(project.root)} に管理表のブックがありません",
            "フォルダを確認するか、ブックを直接指定してください",
        )
    refused = [file for file in files if file.refused]
    if len(refused) == len(files):
        _say_refusals(refused[1:])
        raise PmoError(f"{refused[0].file}: {refused[0].refused}", refused[0].hint or "ファイルを確認してください")


def _refusals(project: Project, options: argparse.Namespace, *, all_is_fatal: bool = True) -> int:
    """Name each workbook that could not be used, on standard error → 0, 3, or 2 when none could."""
    day, _ = moment(options.as_of, now=datetime.now())
    reading = project.reading(day)
    files = reading.files
    refused = [file for file in files if file.refused]
    _say_refusals(refused)
    for note in (*project.notes, *(reading.notes if all_is_fatal else ())):  # inspect has shown the latter already
        print(f"注意: {note}", file=sys.stderr)
    if not refused:
        return 0
    return _REFUSED if len(refused) == len(files) and not all_is_fatal else _SOME_REFUSED


def _say_refusals(refused: Iterable["FileReading"]) -> None:
    for file in refused:
        print(PmoError(f"{file.file}: {file.refused}", file.hint or "ファイルを確認してください"), file=sys.stderr)


def _out(project: Project, options: argparse.Namespace) -> Path:
    if options.out:
        return Path(options.out)
    configured = project.config.reports.out
    return project.root / configured if configured else Path("out")
