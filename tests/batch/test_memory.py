"""Nothing is read twice in vain, and nothing is ever taken for unchanged that has changed."""

import json
import os
import shutil
from datetime import date, datetime, time, timedelta

import pytest

from pmo_xl.batch import edition, memory, stamps
from pmo_xl.batch.run import OWN_FOLDER, Silent, run
from tests.batch.folders import DAY, files, issues, project

QUICK = '[project]\nname = "{}"\n[batch]\nrun = ["check", "keep"]\n'
RULES = '''from pmo_xl.rules import found, rule


@rule("Z-001", on="issue", level="warning")
def any_issue(issues, context):
    """課題がある。"""
    yield found(issues[0], "title", "課題があります。")
'''


class Seen(Silent):
    def __init__(self):
        self.anew, self.unchanged = [], []

    def done(self, result, *, unchanged):
        (self.unchanged if unchanged else self.anew).append(result.folder)


@pytest.fixture
def shared(tmp_path):
    """Two projects, worked on once; their books were saved long before."""
    for name in ("会計", "販売"):
        project(tmp_path / "共有" / name, 2, toml=QUICK)
        (tmp_path / "共有" / name / "rules.py").write_text(RULES, "utf-8")
    settled(tmp_path)
    assert anew(tmp_path) == ["会計", "販売"]
    return tmp_path


LONG_AGO = datetime(2026, 11, 24, 9, 0).timestamp()


def settled(folder):
    """Every file of the projects looks as if it had been saved this morning."""
    for path in folder.glob("共有/*/*.*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def anew(folder, as_of=DAY, **more):
    """The projects that a run reads again; what it gives back is what a run without memory gives."""
    seen = Seen()
    output = run(folder / "共有", as_of, out=folder / "報告", workers=1, watch=seen, **more)
    assert sorted(seen.anew + seen.unchanged) == [result.folder for result in output.results]
    assert output.unchanged == len(seen.unchanged)
    return seen.anew


def test_a_second_run_reads_nothing_and_says_the_same(shared, monkeypatch):
    before = files(shared)
    first = run(shared / "共有", DAY, out=shared / "報告", workers=1, fresh=True)
    monkeypatch.setattr("pmo_xl.batch.run.work_on", None)  # nobody may be asked to work
    monkeypatch.setattr("pmo_xl.batch.portfolio.save_portfolio", None)  # nor to write the summary anew
    second = run(shared / "共有", DAY, out=shared / "報告", workers=1)
    assert second.unchanged == 2
    assert second.results == first.results
    assert files(shared) == before


def test_only_what_changed_is_read_again(shared):
    issues(shared / "共有" / "販売" / "課題管理表.xlsx", 3)
    assert anew(shared) == ["販売"]
    assert anew(shared) == []


def change_settings(folder):
    path = folder / "pmo.toml"
    path.write_text(path.read_text("utf-8") + '[reports]\nauthor = "PMO室"\n', "utf-8")


def name_own_rules(folder):
    path = folder / "pmo.toml"
    path.write_text(path.read_text("utf-8") + '[check]\nrules = "rules.py"\n', "utf-8")


CHANGES = {
    "a book": lambda folder: issues(folder / "課題管理表.xlsx", 3),
    "a new book": lambda folder: issues(folder / "課題管理表2.xlsx", 1),
    "a book gone": lambda folder: (folder / "課題管理表.xlsx").rename(folder / "課題一覧.xlsx"),
    "settings": change_settings,
    "settings gone": lambda folder: (folder / "pmo.toml").unlink(),
    "somebody opens a book": lambda folder: (folder / "~$課題管理表.xlsx").write_bytes(b"\x02SA"),
    "the day's kept state": lambda folder: (folder / "history/2026-11-24/metrics.json").unlink(),
    "an earlier kept day": lambda folder: shutil.copytree(folder / "history/2026-11-24", folder / "history/2026-11-20"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_result_rests_on_is_noticed(shared, change):
    CHANGES[change](shared / "共有" / "販売")
    assert anew(shared) == ["販売"]


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_report_that_was_removed_or_changed_is_made_again(shared, what):
    (report,) = (shared / "報告" / "販売").glob("指摘一覧*.xlsx")
    before = report.read_bytes()
    report.unlink() if what == "gone" else report.write_bytes(b"")
    assert anew(shared) == ["販売"]
    assert report.read_bytes() == before


def test_own_rules_and_own_templates_belong_to_what_is_compared(shared):
    from pmo_xl.resources import template

    folder = shared / "共有" / "販売"
    name_own_rules(folder)
    shutil.copy(template("指摘一覧.xlsx"), folder / "様式.xlsx")
    text = (folder / "pmo.toml").read_text("utf-8")
    (folder / "pmo.toml").write_text(text + '[reports.check]\nxlsx = "様式.xlsx"\n', "utf-8")
    settled(shared)
    assert anew(shared) == ["販売"]
    assert anew(shared) == []
    (folder / "rules.py").write_text(RULES.replace("課題があります", "課題が残っています"), "utf-8")
    assert anew(shared) == ["販売"]
    shutil.copy(template("指摘一覧.xlsx"), folder / "様式.xlsx")  # the same bytes, a later time
    assert anew(shared) == []
    (folder / "様式.xlsx").unlink()
    assert anew(shared) == ["販売"]


def test_a_book_saved_again_with_the_same_content_in_the_same_minute_is_the_same(shared):
    book = shared / "共有" / "販売" / "課題管理表.xlsx"
    os.utime(book, (LONG_AGO + 30, LONG_AGO + 30))
    assert anew(shared) == []
    os.utime(book, (LONG_AGO + 90, LONG_AGO + 90))  # the report says when it was saved
    assert anew(shared) == ["販売"]


def test_a_change_that_size_and_time_do_not_show_is_noticed(shared):
    book = issues(shared / "共有" / "販売" / "課題管理表.xlsx", 3, title="帳票の合計が合わない")
    size, moment = book.stat().st_size, book.stat().st_mtime_ns
    assert anew(shared) == ["販売"]
    issues(book, 3, title="帳票の合計が消える。")
    data = book.read_bytes()
    book.write_bytes(data[:size] + bytes(max(0, size - len(data))))
    os.utime(book, ns=(moment, moment))
    assert book.stat().st_size == size
    assert anew(shared) == ["販売"]


def test_where_the_folder_cannot_tell_fresh_files_apart_their_content_is_asked(tmp_path, monkeypatch):
    """A folder that counts time in steps of two seconds and knows no inodes, as a USB stick does."""
    real = stamps.stat_of

    def coarse(path):
        told = real(path)
        return told and stamps.Stat(told.size, told.modified // 2_000_000_000 * 2_000_000_000)

    monkeypatch.setattr(stamps, "stat_of", coarse)
    file = tmp_path / "台帳.xlsx"
    file.write_bytes(b"old")
    now = file.stat().st_mtime_ns
    seen = stamps.Input(str(file), coarse(file), stamps.digest_of(file), stamps.is_fresh(coarse(file), now))
    assert seen.is_fresh
    file.write_bytes(b"new")
    os.utime(file, ns=(now, now))
    assert coarse(file) == seen.stat
    assert stamps.still_so(seen, now) is None


def test_the_summary_is_written_again_when_it_is_gone_or_would_say_something_else(shared):
    page = shared / "報告" / "案件横断報告_20261124.xlsx"
    first = page.read_bytes()
    page.unlink()
    assert anew(shared) == []
    assert page.read_bytes() == first
    (shared / "共有" / "pmo.toml").write_text('[reports]\nto = "役員会"\nauthor = "PMO室"\n', "utf-8")
    assert anew(shared) == []
    named = page.read_bytes()
    assert named != first
    issues(shared / "共有" / "販売" / "課題管理表.xlsx", 3)
    assert anew(shared) == ["販売"]
    assert page.read_bytes() != named


def test_another_day_or_time_is_another_report(shared):
    assert anew(shared, date(2026, 11, 25)) == ["会計", "販売"]
    assert anew(shared, date(2026, 11, 25), at=time(16, 0)) == ["会計", "販売"]


def test_another_edition_of_the_product_reads_everything_again(shared, monkeypatch):
    monkeypatch.setattr(memory, "edition", lambda: "another")
    assert anew(shared) == ["会計", "販売"]


def test_the_edition_tells_versions_code_and_templates_apart(monkeypatch):
    import pmo_xl

    def now():
        edition.edition.cache_clear()
        return edition.edition()

    before = now()
    assert now() == before
    monkeypatch.setattr(pmo_xl, "__version__", "0.0.0")
    assert now() != before
    monkeypatch.undo()
    monkeypatch.setattr(edition, "shipped", lambda folder: edition.Path(__file__).parent)
    assert now() != before
    monkeypatch.undo()
    assert now() == before


def test_fresh_asks_nobody(shared):
    assert anew(shared, fresh=True) == ["会計", "販売"]


def test_what_was_not_wholly_done_is_tried_again(shared):
    (shared / "共有" / "販売" / "壊れた表.xlsx").write_bytes(b"")
    assert anew(shared) == ["販売"]
    assert anew(shared) == ["販売"]


def test_a_report_that_had_to_go_beside_its_place_is_tried_again(shared):
    (report,) = (shared / "報告" / "販売").glob("指摘一覧*.xlsx")
    lock = report.with_name(f"~${report.name}")
    lock.write_bytes(b"")
    issues(shared / "共有" / "販売" / "課題管理表.xlsx", 3)
    assert anew(shared) == ["販売"]
    assert report.with_name("指摘一覧_20261124_2.xlsx").is_file()
    lock.unlink()
    assert anew(shared) == ["販売"]


def test_evidence_that_is_looked_for_on_the_disk_is_looked_for_each_time(shared):
    path = shared / "共有" / "販売" / "pmo.toml"
    path.write_text(path.read_text("utf-8") + "[check.params]\nevidence_check = true\n", "utf-8")
    assert anew(shared) == ["販売"]
    assert anew(shared) == ["販売"]


@pytest.mark.parametrize("damage", [b"", b"\x00\xff\n{}\n[1]\n", None])
def test_a_damaged_memory_is_none(shared, damage):
    file = shared / "報告" / OWN_FOLDER / memory.FILE
    file.unlink() if damage is None else file.write_bytes(damage)
    assert anew(shared) == ["会計", "販売"]
    assert anew(shared) == []


def test_a_line_cut_short_by_a_kill_costs_one_project(shared):
    file = shared / "報告" / OWN_FOLDER / memory.FILE
    file.write_bytes(file.read_bytes().rstrip(b"\n")[:-20])
    assert anew(shared) == ["販売"]
    assert anew(shared) == []


def test_the_memory_does_not_grow_for_ever(shared):
    file = shared / "報告" / OWN_FOLDER / memory.FILE
    for day in range(6):
        anew(shared, DAY + timedelta(days=day))
        assert len(file.read_bytes().splitlines()) <= 2 * 2 + 2
    assert {json.loads(line)["path"] for line in file.read_bytes().splitlines() if line} == {
        str(shared / "共有" / name) for name in ("会計", "販売")
    }


def test_a_memory_that_cannot_be_written_costs_time_only(shared):
    file = shared / "報告" / OWN_FOLDER / memory.FILE
    file.unlink()
    file.mkdir()
    assert anew(shared) == ["会計", "販売"]
    assert anew(shared) == ["会計", "販売"]
