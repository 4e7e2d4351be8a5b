"""python -m tests.make.pictures: docs/images/daily.png, the daily report of the sample project as LibreOffice draws it."""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pmo_xl
from tests.support.office import drawn

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)


def build(target=ROOT / "docs" / "images" / "daily.png", dots_per_inch=110):
    with tempfile.TemporaryDirectory() as folder:
        report = pmo_xl.load(ROOT / "workbooks").daily(DAY)
        page = next(path for path in report.save(folder).paths if path.suffix == ".xlsx")
        paper = drawn(page, folder)
        first = ["-f", "1", "-l", "1", "-singlefile", "-r", str(dots_per_inch), "-png"]
        subprocess.run(["pdftoppm", *first, str(paper), f"{folder}/page"], check=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(f"{folder}/page.png", target)


if __name__ == "__main__":
    build()
