"""`pmo-xl reconcile`: the user side's ledgers against the vendor side's."""

import argparse
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.cli.show import show_json, shown, tell

if TYPE_CHECKING:
    from pmo_xl.project import Project


def reconcile(project: "Project", day: date, at: time | None, options: argparse.Namespace, out: Path) -> None:
    """Write 二台帳突合.xlsx and show what differs; raises PmoError when one of the two sides has no ledger."""
    reconciled = project.reconcile(day, at=at)
    outputs = reconciled.save(out)
    if options.json:
        show_json(reconciled.to_json() | {"outputs": shown(outputs.paths)})
    else:
        print(reconciled.summary())
    tell(outputs, listed=not options.json)
