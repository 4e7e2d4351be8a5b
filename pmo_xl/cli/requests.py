"""`pmo-xl requests`: lists and letters of what is open, and the answers that came back in them."""

import argparse
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.cli.fix import code_of, in_short, tell_of
from pmo_xl.cli.show import show_json, shown, tell
from pmo_xl.errors import PmoError

if TYPE_CHECKING:
    from pmo_xl.project import Project

_SOME_REFUSED = 3


def lists(project: "Project", day: date, at: time | None, options: argparse.Namespace, out: Path) -> int:
    """Write a list and a draft for every addressee, all letters as one text, and the matrix."""
    requests = project.requests(day, at=at)
    outputs = requests.save(out)
    if options.json:
        show_json(requests.to_json() | {"outputs": shown(outputs.paths)})
    else:
        print(requests.summary())
    tell(outputs, listed=not options.json)
    return 0


def take(project: "Project", day: date, options: argparse.Namespace, out: Path) -> int:
    """Preview what the returned lists say, or with --apply write it; 3 when some of the files or books were refused."""
    answers = project.answers(options.take, day, confirm=options.confirm)
    applied = answers.apply(out, datetime.now()) if options.apply else None
    if options.json:
        told = answers.to_json()
        show_json(in_short(told) | {"outputs": shown(map(Path, told["outputs"]))})
    else:
        print(answers.text())
        tell_of(applied)
    for error in answers.refused:
        print(PmoError(error.message, error.hint), file=sys.stderr)
    return code_of(applied) or (_SOME_REFUSED if answers.refused else 0)
