"""python -m tests.make.pictures: docs/images as LibreOffice draws them: the daily report of the sample project, and the
templates of docs/templates.md, each beside what it becomes; and the page for the browser as Chromium draws it.
"""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pmo_xl
from pmo_xl.resources import template
from tests.make import own_templates
from tests.support.office import drawn
from tests.support.tab import Tab

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
DAY = date(2026, 11, 24)


def build(target=IMAGES / "daily.png", dots_per_inch=110):
    with tempfile.TemporaryDirectory() as folder:
        first_page(reported(ROOT / "workbooks", folder, ".xlsx"), target, dots_per_inch)


def build_page(target=IMAGES / "daily_html.png"):
    """The page for the browser, with a number chosen."""
    with tempfile.TemporaryDirectory() as folder:
        saved = pmo_xl.load(ROOT / "workbooks").daily(DAY).save(folder, html=True)
        with Tab(saved.paths[-1], width=1280, height=860) as tab:
            tab.click(".tiles section:first-child .big a")
            tab.picture(target, whole=False)


def build_templates(folder=IMAGES, dots_per_inch=72):
    """The shipped template with its tags, and the examples of own ones with their tags and filled."""
    first_page(template("日次報告.xlsx"), folder / "template_daily.png", dots_per_inch)
    with tempfile.TemporaryDirectory() as work:
        project = own_templates.project(Path(work) / "workbooks")
        for name, file in (("own", own_templates.EXCEL), ("own_word", own_templates.WORD)):
            first_page(file, folder / f"template_{name}.png", dots_per_inch)
            first_page(reported(project, work, file.suffix), folder / f"template_{name}_filled.png", dots_per_inch)


def reported(project, folder, ending):
    """The daily report of the project, as a file of that kind in the folder."""
    saved = pmo_xl.load(project).daily(DAY).save(folder)
    return next(path for path in saved.paths if path.suffix == ending)


def first_page(path, target, dots_per_inch):
    """The first page of an Office file as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        paper = drawn(path, folder)
        first = ["-f", "1", "-l", "1", "-singlefile", "-r", str(dots_per_inch), "-png"]
        subprocess.run(["pdftoppm", *first, str(paper), f"{folder}/page"], check=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(f"{folder}/page.png", target)


if __name__ == "__main__":
    build()
    build_page()
    build_templates()
