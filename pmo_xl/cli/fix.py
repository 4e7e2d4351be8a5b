"""`pmo-xl fix`: what could be corrected, written on request, and taken back."""

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.cli.arguments import moment
from pmo_xl.cli.show import relative, show_json, shown
from pmo_xl.errors import PmoError

if TYPE_CHECKING:
    from pmo_xl.fixing import Applied
    from pmo_xl.project import Project

_SOME_REFUSED = 3
_REFUSED = 2


def fixes(project: "Project", options: argparse.Namespace, out: Path) -> int:
    """Preview, or with --apply write; 2 when every book that has corrections was refused, 3 when some were."""
    day, at = moment(options.as_of, now=datetime.now())
    output = project.fix(day, at=at, confirm=options.confirm)
    applied = output.apply(out, datetime.now()) if options.apply else None
    if options.json:
        show_json(in_short(output.to_json()))
    else:
        print(output.text())
        tell_of(applied)
    return code_of(applied)


def undo(options: argparse.Namespace, out: Path) -> int:
    """Take back what an undo file tells; 2 when no book could be restored, 3 when some could not."""
    from pmo_xl.fixing import undo as take_back
    from pmo_xl.fixing.output import as_json, table

    day, _ = moment(options.as_of, now=datetime.now())
    applied = take_back(Path(options.undo), out, datetime.now())
    if options.json:
        show_json(in_short(as_json(day, applied.fixes, applied)))
    else:
        print(f"元に戻しました: {sum(fix.done for fix in applied.fixes)}件（全{len(applied.fixes)}件）")
        print("\n".join(table(applied.fixes)))
        tell_of(applied)
    return code_of(applied)


def in_short(told: dict[str, object]) -> dict[str, object]:
    """The JSON of corrections with its paths as seen from the current folder."""
    undo, backups = told["undo"], told["backups"]
    return told | {
        "undo": relative(Path(str(undo))) if undo else None,
        "backups": shown(map(Path, backups)) if isinstance(backups, Iterable) else [],
    }


def tell_of(applied: "Applied | None") -> None:
    """Where the backups lie, and how to take it back."""
    if applied is None:
        return
    for path in applied.backups:
        print(f"写しを残しました: {relative(path)}")
    if applied.undo:
        print(f"元に戻すには: pmo-xl fix --undo {relative(applied.undo)}")


def code_of(applied: "Applied | None") -> int:
    """Say which books were refused → 2 when all were, 3 when some, else 0."""
    if applied is None or not applied.refused:
        return 0
    for error in applied.refused:
        print(PmoError(error.message, error.hint), file=sys.stderr)
    books = {fix.fix.place.file for fix in applied.fixes}
    return _REFUSED if len(applied.refused) >= len(books) else _SOME_REFUSED
