"""python -m tests.make.guide_pictures [NAME …]: docs/images/guide, every step of docs/guide.md as the product makes it.

The sample project on its last day; a check by the button on a real LibreOffice, the rest by the commands.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from pmo_xl.cli import main
from pmo_xl.resources import SAMPLE_DAY
from tests.buttons.pressing import Person
from tests.make.pictures import IMAGES
from tests.support import lo_engine
from tests.support.office import drawn
from tests.support.tab import Tab

ROOT = Path(__file__).parents[2]
GUIDE = IMAGES / "guide"
DOTS = 80
OFFICE = {  # picture → what is run, the file it writes, the page of it: its number, or words on it
    "morning": (("pack", "morning"), "朝会_*.xlsx", 1),
    "daily": (("daily",), "日次報告_*.docx", 1),
    "evidence": (("daily",), "日次報告_*.xlsx", "(全件は根拠ID)"),
    "evening": (("pack", "evening"), "夕会_*.xlsx", 1),
    "defects": (("pack", "defects"), "不具合方針_*.xlsx", 1),
    "tomorrow": (("pack", "tomorrow"), "明日の準備_*.xlsx", 1),
    "work": (("pack", "work"), "作業報告_*.docx", 1),
    "requests": (("requests",), "依頼一覧_A社_*.xlsx", 1),
    "check": (("check",), "指摘一覧_*.xlsx", 5),
    "memo": (("escalate",), "エスカレーションメモ_K-019_*.docx", 1),
    "minutes": (("minutes", "議事メモ.xlsx"), "議事録_*.docx", 1),
}
PAGES = {  # picture → what is run, the page for the browser
    "inspect": (("inspect", "--html"), "読み取り結果_課題管理表*.html"),
    "portfolio": (("batch",), "案件横断報告_*.html"),
}


def build(names=()):
    """Make the pictures of these names, or all."""
    GUIDE.mkdir(parents=True, exist_ok=True)
    for name in names or [*OFFICE, *PAGES, "painted"]:
        with tempfile.TemporaryDirectory() as folder:
            home = sample_in(Path(folder))
            if name == "painted":
                painted(home, GUIDE / "painted.png")
            elif name in OFFICE:
                words, file, page = OFFICE[name]
                one_page(written(words, file, home), page, GUIDE / f"{name}.png")
            else:
                words, file = PAGES[name]
                with Tab(written(words, file, home), width=1280, height=720) as tab:
                    tab.picture(GUIDE / f"{name}.png", whole=False)


def sample_in(folder):
    """The sample project in a folder of its own."""
    return shutil.copytree(
        ROOT / "workbooks", folder / "プロジェクト" / "基幹刷新", ignore=shutil.ignore_patterns("out")
    )


def written(words, file, home):
    """Run a verb on the project, as of its last day → the file it wrote."""
    out = home.parent.parent / "out"
    verb, *more = words
    where = {"minutes": home / "議事メモ.xlsx", "batch": home.parent}.get(verb, home)
    more = [word for word in more if word != "議事メモ.xlsx"]
    code = main([verb, *more, str(where), "--as-of", str(SAMPLE_DAY), "--out", str(out)])
    assert code in (0, 1, 3), f"{words}: {code}"
    return sorted(out.rglob(file))[-1]


def painted(home, target):
    """The issue register after the button チェック."""
    with lo_engine.libreoffice() as port:
        book = lo_engine.started(port).books.open(home / "課題管理表.xlsx")
        now = datetime.combine(SAMPLE_DAY, datetime.min.time()).replace(hour=14, minute=30)
        print(Person().presses("check", book, home.parent, now))
        book.save(home / "チェック後.xlsx")
        book.close()
    one_page(home / "チェック後.xlsx", 1, target, dots=190, part=(60, 90, 1750, 900))


def one_page(path, page, target, *, dots=DOTS, part=None):
    """A page of an Office file as a picture; `part` of it: left, top, width, height in dots."""
    with tempfile.TemporaryDirectory() as folder:
        paper = drawn(path, folder)
        number = page if isinstance(page, int) else 1 + next(i for i, text in enumerate(texts(paper)) if page in text)
        only = ["-f", str(number), "-l", str(number), "-singlefile", "-r", str(dots), "-png"]
        if part:
            only += [word for pair in zip(("-x", "-y", "-W", "-H"), map(str, part), strict=True) for word in pair]
        subprocess.run(["pdftoppm", *only, str(paper), f"{folder}/page"], check=True)
        shutil.copyfile(f"{folder}/page.png", target)


def texts(paper):
    """What stands on each page of a PDF."""
    return subprocess.run(["pdftotext", str(paper), "-"], check=True, capture_output=True, text=True).stdout.split("\f")


if __name__ == "__main__":
    build(sys.argv[1:])
