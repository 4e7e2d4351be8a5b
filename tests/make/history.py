"""python -m tests.make.history: workbooks/history, the states kept on the working days before the sample's day."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pmo_xl
from tests.make.sample import build as sample_of

ROOT = Path(__file__).parents[2]
KEPT_DAYS = (date(2026, 11, 19), date(2026, 11, 20))


def build(target=ROOT / "workbooks" / "history"):
    """Keep each day from the sheets as they were on it, then put the whole history in place."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "workbooks"
        for day in KEPT_DAYS:
            sample_of(project, day)
            pmo_xl.load(project).keep(day)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(project / "history", target)


if __name__ == "__main__":
    build()
