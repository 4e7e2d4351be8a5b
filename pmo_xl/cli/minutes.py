"""`pmo-xl minutes`: 議事録 of meetings, and their ToDo and decisions carried into the registers."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.cli.show import relative, show_json, shown, tell
from pmo_xl.config import FILE_NAME
from pmo_xl.errors import PmoError

if TYPE_CHECKING:
    from pmo_xl.carrying.apply import Carried
    from pmo_xl.project import Project

_SOME_REFUSED = 3
_REFUSED = 2


def home_of(options: argparse.Namespace) -> Path:
    """The project: the one named, else the nearest pmo.toml above the memos, else their folder.

    Raises PmoError when a memo is not there, or two belong to different projects.
    """
    memos = [Path(file) for file in options.files]
    for memo in memos:
        if not memo.exists():
            raise PmoError(f"{memo} が見つかりません", "場所と名前を確認してください")
    if options.project:
        return Path(options.project)
    homes = list(dict.fromkeys(map(_above, memos)))
    if len(homes) > 1:
        raise PmoError(
            f"議事メモが別々のプロジェクトにあります（{'、'.join(map(relative, homes))}）",
            "--project で1つ指定するか、プロジェクトごとに実行してください",
        )
    return homes[0]


def _above(memo: Path) -> Path:
    folder = memo.resolve().parent
    return next((f / FILE_NAME for f in (folder, *folder.parents) if (f / FILE_NAME).is_file()), folder)


def minutes(project: "Project", day: date, options: argparse.Namespace, out: Path) -> int:
    """Write the minutes; with --apply first the registers: 2 when every book was refused, 3 when some were."""
    made = project.minutes(options.files, day)
    carried = made.apply(out, datetime.now()) if options.apply else None
    outputs = made.save(out)
    if options.json:
        told = made.to_json()
        show_json(
            told
            | {
                "undo": relative(Path(told["undo"])) if told["undo"] else None,
                "backups": shown(map(Path, told["backups"])),
                "outputs": shown(outputs.paths),
            }
        )
    else:
        print(made.summary())
    tell(outputs, listed=not options.json)
    if carried is None:
        return 0
    if not options.json:
        for path in carried.backups:
            print(f"写しを残しました: {relative(path)}")
        if carried.undo:
            print(f"元に戻すには: pmo-xl fix --undo {relative(carried.undo)}")
    return _code(carried)


def _code(carried: "Carried") -> int:
    for error in carried.refused:
        print(PmoError(error.message, error.hint), file=sys.stderr)
    books = {row.table.file for row in carried.rows if row.values and row.table is not None}
    if not carried.refused:
        return 0
    return _REFUSED if len(carried.refused) >= len(books) else _SOME_REFUSED
