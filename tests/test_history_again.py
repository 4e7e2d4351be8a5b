"""A kept day rendered again: the same report, byte for byte, though the workbooks have moved on or are gone."""

import json
from datetime import date, time

import pytest

import pmo_xl
from pmo_xl import rules
from pmo_xl.config import read_config
from pmo_xl.errors import HistoryError
from pmo_xl.history import keep, restore
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.grid import Grid
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.rules.kept_result import as_kept, from_kept
from tests.make.sample.build import build
from tests.make.sample.days import shift
from tests.support.build import register, situation
from tests.unseen import load as drawn

DAY = date(2026, 11, 20)
BEFORE, AFTER = shift(DAY, -1), shift(DAY, 2)
DRAWINGS = [drawing for drawings in drawn().values() for drawing in drawings][::5]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The sample project: two days kept, the report of the second written, the sheets two days further on."""
    folder = tmp_path_factory.mktemp("again") / "workbooks"
    for day in (BEFORE, DAY):
        build(folder, day)
        pmo_xl.load(folder).keep(day)
    pmo_xl.load(folder).daily(DAY).save(folder.parent / "out")
    build(folder, AFTER)
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_report_of_a_kept_day_is_written_again_byte_for_byte(project, tmp_path):
    reported = contents(project.parent / "out")
    assert set(reported) == {"日次報告_20261120.xlsx", "日次報告_20261120.docx"}
    # beside the first one, so that its links lead to the same workbooks
    again = pmo_xl.load(project).daily_as_kept(DAY).save(project.parent / "again")
    assert again.notes == ()
    assert contents(project.parent / "again") == reported
    # while the sheets of today say something else of that day
    assert pmo_xl.load(project).daily(DAY).metrics["remaining"].delta is not None
    pmo_xl.load(project).daily(DAY).save(project.parent / "recounted")
    assert contents(project.parent / "recounted") != reported


def test_no_workbook_is_needed_for_it(project, tmp_path):
    bare = tmp_path / "workbooks"
    (bare / "history").mkdir(parents=True)
    for day in (BEFORE, DAY):
        (project / "history" / day.isoformat()).rename(bare / "history" / day.isoformat())
    try:
        pmo_xl.load(bare).daily_as_kept(DAY).save(tmp_path / "out")
    finally:
        for day in (BEFORE, DAY):
            (bare / "history" / day.isoformat()).rename(project / "history" / day.isoformat())
    assert contents(tmp_path / "out") == contents(project.parent / "out")


@pytest.mark.parametrize("day", [BEFORE, DAY], ids=str)
def test_every_record_and_cell_comes_back(project, tmp_path, day):
    build(tmp_path, day)
    read = pmo_xl.load(tmp_path).situation(day)
    again, _ = restore(project / "history", day, root=project)
    assert list(again.written) == list(read.written)
    for name, register_then in read.written.items():
        for then, now in zip(register_then, again.written[name], strict=True):
            assert values(now) == values(then)
            assert now.identity == then.identity
            for field in then.table.columns:
                assert now.place(field) == then.place(field)
                assert (type(now.written(field)), now.written(field)) == (
                    type(then.written(field)),
                    then.written(field),
                )
    assert again.calendar.extra == read.calendar.extra
    assert again.config == read.config


def values(record):
    return {name: value for name, value in vars(record).items() if name != "table" and value is not None}


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_sheets_of_every_make_come_back_with_their_findings_and_figures(drawing, tmp_path):
    """Forms, headings of three rows, rounds side by side: whatever was read says the same when it was kept."""
    drawing.write(tmp_path / drawing.name)
    read = pmo_xl.load(tmp_path / drawing.name).situation(DAY)
    checked = rules.run(read)
    keep(tmp_path, read, {}, report={"checked": as_kept(checked, read)}, root=tmp_path)
    again, report = restore(tmp_path, DAY, root=tmp_path)
    for name in read.written:
        assert list(map(values, again.written[name])) == list(map(values, read.written[name]))
        assert list(map(values, again.registers[name])) == list(map(values, read.registers[name]))
    back = from_kept(report["checked"], again)
    assert as_kept(back, again) == as_kept(checked, read)
    said, counted = (
        {name: metric.as_dict() for name, metric in measure(of, found.findings, ran=found.codes).items()}
        for of, found in ((read, checked), (again, back))
    )
    assert counted == said


def test_settings_come_back_as_they_were_written(tmp_path):
    toml = """
        [project]
        name = "見本"
        phase_start = 2024-04-22
        extra_holidays = [2024-05-02]
        [registers.issues]
        sheet = ["課題一覧", "研修課題"]
        header_rows = [3, 4]
        [registers.issues.columns]
        due_date = "対応期限"
        [registers.issues.values.status]
        closed = ["対応済"]
        [check.levels]
        "I-005" = "warning"
        [check.params]
        high_share = 1
        [[check.accept]]
        code = "I-003"
        id = "K-012"
        until = 2024-05-20
        reason = "顧客回答待ち"
        [[escalate]]
        severity = ["high"]
        load_ratio = 1
        [rag]
        gap_red_pt = 12
        gap_yellow_pt = 3
        words = {green = "青"}
        [reports.daily]
        xlsx = "様式/日次報告.xlsx"
    """
    (tmp_path / "pmo.toml").write_text(toml, encoding="utf-8")
    config = read_config(tmp_path / "pmo.toml")
    keep(tmp_path, situation("2024-05-07", config=config), {})
    again = restore(tmp_path, date(2024, 5, 7), root=tmp_path)[0].config
    assert again == config
    assert repr(again) == repr(config)  # 1.0 stays 1.0, a default of 10 stays 10: both are printed on 根拠


def test_records_of_later_days_come_back_too_but_are_not_seen(tmp_path):
    text = """
        | id    | title | status | raised_date | closed_date |
        | K-001 | 帳票  | closed | 2024-05-01  | 2024-05-09  |
        | K-002 | 画面  | open   | 2024-05-08  |             |
        | K-003 | 送信  | open   | 2024-05-02  |             |"""
    state = situation("2024-05-07", register("issue", text))
    keep(tmp_path, state, {})
    again, _ = restore(tmp_path, date(2024, 5, 7), root=tmp_path)
    assert [(r.id, r.status) for r in again.written["issues"]] == [
        ("K-001", "closed"),
        ("K-002", "open"),
        ("K-003", "open"),
    ]
    assert [(r.id, r.status) for r in again.registers["issues"]] == [("K-001", "open"), ("K-003", "open")]


def test_tables_side_by_side_on_one_sheet_stay_apart(tmp_path):
    grid = Grid("台帳.xlsx", "一覧", [["ID", "件名", None, "ID", "件名"], ["K-1", "左", None, "K-2", "右"]])

    def table(left):
        return Table(
            "issue", grid, (1,), {"id": left, "title": left + 1}, {left: "ID", left + 1: "件名"}, record_rows=(2,)
        )

    tables = (table(1), table(4))
    records = (
        Record(tables[0], 2, {"id": "K-1", "title": "左"}),
        Record(tables[1], 2, {"id": "K-2", "title": "右"}),
    )
    keep(tmp_path, situation("2024-05-07", Register("issues", "issue", records, tables)), {})
    again, _ = restore(tmp_path, date(2024, 5, 7), root=tmp_path)
    assert [(r.id, r.place("title").cell, r.written("title")) for r in again.written["issues"]] == [
        ("K-1", "B2", "左"),
        ("K-2", "E2", "右"),
    ]


@pytest.mark.parametrize(
    "cell",
    ["2024-05-10", date(2024, 5, 10), "5月上旬", 45422.0, 3, True, time(12, 0), None],
    ids=repr,
)
def test_a_cell_keeps_its_own_sort_of_value(tmp_path, cell):
    grid = Grid("台帳.xlsx", "一覧", [["ID", "期限"], ["K-1", cell]])
    table = Table("issue", grid, (1,), {"id": 1, "due_date": 2}, {1: "ID", 2: "期限"}, record_rows=(2,))
    record = Record(table, 2, {"id": "K-1", "due_date": date(2024, 5, 10)})
    keep(tmp_path, situation("2024-05-07", Register("issues", "issue", (record,), (table,))), {})
    (back,) = restore(tmp_path, date(2024, 5, 7), root=tmp_path)[0].written["issues"]
    assert back.due_date == date(2024, 5, 10)
    assert (type(back.written("due_date")), back.written("due_date")) == (type(cell), cell)


def test_a_figure_that_would_be_counted_otherwise_stands_as_it_was_reported_and_is_said(project, tmp_path):
    place = project / "history" / DAY.isoformat() / "metrics.json"
    kept = place.read_bytes()
    said = json.loads(kept)
    reported = said["execution_rate"]["count"] + 7
    said["execution_rate"] |= {"count": reported, "value": reported / said["execution_rate"]["of"], "text": "57.3%"}
    try:
        place.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        output = pmo_xl.load(project).daily_as_kept(DAY)
    finally:
        place.write_bytes(kept)
    assert (output.metrics["execution_rate"].text, output.metrics["execution_rate"].count) == ("57.3%", reported)
    assert output.save(tmp_path).notes == (
        "2026/11/20の記録を数え直すと異なる数字があり、報告した値のまま表示しました: execution_rate",
    )


def test_a_day_that_was_not_kept_is_refused_with_the_days_there_are(project):
    with pytest.raises(HistoryError, match="2026/11/21の記録はありません") as refused:
        pmo_xl.load(project).daily_as_kept(date(2026, 11, 21))
    assert "2026/11/19 から 2026/11/20 までの2日" in refused.value.hint


def test_a_day_of_the_first_form_says_what_it_lacks(project, tmp_path):
    place = tmp_path / "history" / DAY.isoformat()
    place.mkdir(parents=True)
    manifest = json.loads((project / "history" / DAY.isoformat() / "manifest.json").read_bytes())
    manifest["form"] = 1
    del manifest["report"]
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(HistoryError, match="以前の版で残されたもの"):
        pmo_xl.load(tmp_path).daily_as_kept(DAY)


def test_a_damaged_day_is_refused_by_name(project, tmp_path):
    place = tmp_path / "history" / DAY.isoformat()
    place.mkdir(parents=True)
    for name, data in contents(project / "history" / DAY.isoformat()).items():
        (place / name).write_bytes(data)
    (place / "report.json").write_text("{}", encoding="utf-8")
    with pytest.raises(HistoryError, match="2026/11/20の記録の内容が壊れています"):
        pmo_xl.load(tmp_path).daily_as_kept(DAY)
