"""Behind every number: the page's numbers are all on 根拠, and each is found again in the workbook it came from."""

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

import openpyxl
import pytest

import pmo_xl
from tests.metrics.g1 import AS_OF, END, START
from tests.support.g1_book import write_g1

HOLIDAYS = {date(2024, 4, 29), date(2024, 5, 3), date(2024, 5, 4), date(2024, 5, 6)}
SAMPLE_DAY = date(2026, 11, 24)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def days(first, last):
    return [d for n in range((last - first).days + 1) if working(d := first + timedelta(n))]


def since(first, last):
    """Working days after the first up to the last."""
    return len(days(first + timedelta(1), last)) if last > first else 0


def after(start, count):
    while count:
        start += timedelta(1)
        count -= working(start)
    return start


def table(sheet, key):
    """The rows of a sheet by the column `key`: heading → value, days as days."""
    heading, *body = [[plain(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    rows = [dict(zip(heading, row, strict=True)) for row in body]
    return {row[key]: row for row in rows if row[key]}


def plain(value):
    return value.date() if isinstance(value, datetime) else value


def below(sheet, heading):
    """The rows below the heading in column A, by column name."""
    top = next(cell.row for cell in sheet["A"] if cell.value == heading)
    names = [cell.value for cell in sheet[top]]
    found = []
    for row in sheet.iter_rows(min_row=top + 1, values_only=True):
        if row[0] in (None, ""):
            break
        found.append({name: plain(value) for name, value in zip(names, row, strict=True) if name})
    return found


def unfolded(row, book):
    """The ids of a row of 根拠, those of 根拠ID where the cell says so."""
    if "全件は根拠ID" in (row["対象ID"] or ""):
        return [each["ID"] for each in below(book["根拠ID"], "ID") if row["キー"] in each["キー"].split("、")]
    ids = []
    for part in (row["対象ID"] or "").split("、"):
        first, _, last = part.partition("〜")
        head, digits = re.fullmatch(r"(.*?)(\d*)", first).groups()
        end = int(re.search(r"\d*$", last)[0]) if last else None
        ids += [f"{head}{n:0{len(digits)}d}" for n in range(int(digits), end + 1)] if end else [first] if first else []
    return ids


@pytest.fixture(scope="module")
def g1(tmp_path_factory):
    """G1 as a workbook, and its daily report."""
    folder = tmp_path_factory.mktemp("g1")
    source = openpyxl.load_workbook(write_g1(folder), data_only=True)
    report, _ = pmo_xl.load(folder).daily(AS_OF).save(folder / "out").paths
    return source, openpyxl.load_workbook(report)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The daily report of the sample project, whose sheets hold the usual mistakes."""
    report, _ = pmo_xl.load("workbooks").daily(SAMPLE_DAY).save(tmp_path_factory.mktemp("sample")).paths
    return openpyxl.load_workbook(report)


class Sheets:
    """What the source workbook says, read anew: nothing of the program is used."""

    def __init__(self, book):
        self.tests = table(book["テスト"], "テストID")
        self.defects = table(book["不具合"], "不具合ID")
        self.issues = table(book["課題"], "課題ID")
        self.live = {i: t for i, t in self.tests.items() if t["結果"] not in ("対象外", "取下")}
        self.run = {i: t for i, t in self.live.items() if t["結果"] in ("OK", "NG")}

    def planned(self, day):
        return sum(t["予定日"] is not None and t["予定日"] <= day for t in self.live.values())

    def done(self, day, *results):
        return sum(t["結果"] in results and t["実施日"] <= day for t in self.run.values())

    def open_on(self, day):
        """The defects that were known and not closed at the end of a day."""
        return {i for i, d in self.defects.items() if d["検出日"] <= day and not (d["完了日"] and d["完了日"] <= day)}


def late(due, day=AS_OF):
    """Working days past due; a due date on a day off moves to the next working day."""
    if due is None:
        return 0
    while not working(due):
        due += timedelta(1)
    return since(due, day)


YESTERDAY, TOMORROW = date(2024, 5, 2), date(2024, 5, 8)


def counts(sheets):
    """Name on 根拠 → the ids it must list: read from the sheets by what the name says."""
    s = sheets
    open_ids, before = s.open_on(AS_OF), s.open_on(YESTERDAY)
    live, run, defects = s.live, s.run, s.defects
    unclosed = {i: k for i, k in s.issues.items() if not k["完了日"]}
    overdue = {i for i, k in unclosed.items() if late(k["期限"])}
    due = {i for i in overdue if unclosed[i]["重要度"] in ("致命的", "高")}
    fixes = {i for i in open_ids if late(defects[i]["修正予定日"]) and not defects[i]["修正日"]}
    critical = {i for i in open_ids if defects[i]["重要度"] == "致命的"}
    today = {i for i, t in live.items() if t["予定日"] == AS_OF}
    new = {i for i, d in defects.items() if d["検出日"] == AS_OF}
    found = {
        "消化率": set(run),
        "計画消化率": {i for i, t in live.items() if t["予定日"] and t["予定日"] <= AS_OF},
        "重大な不具合": critical,
        "重大な不具合の最長経過": critical,
        "期限超過課題": overdue,
        "未完了課題": set(unclosed),
        "期限のない課題": {i for i, k in unclosed.items() if not k["期限"]},
        "本日期限の課題": {i for i, k in unclosed.items() if k["期限"] and not late(k["期限"])
                           and k["期限"] <= AS_OF},
        "期限超過の重要課題": due,
        "不具合累計(5/7)": set(defects),
        "残テスト(5/7)": set(live) - set(run),
        "不具合残(5/7)": open_ids,
        "バーンアップ(最終点)": set(run),
        "PB曲線(最終点)": open_ids,
        "本日の実施": {i for i, t in run.items() if t["実施日"] == AS_OF},
        "本日計画のテスト": today,
        "本日計画のうち実施": {i for i in today & set(run) if run[i]["実施日"] == AS_OF},
        "本日計画の未実施": today - set(run),
        "計画日を過ぎた未消化": {i for i, t in live.items() if t["予定日"] < AS_OF and i not in run},
        "本日の新規不具合": new,
        "本日の新規不具合(高)": {i for i in new if defects[i]["重要度"] == "高"},
        "本日完了の不具合": {i for i, d in defects.items() if d["完了日"] == AS_OF},
        "本日の新規課題": {i for i, k in s.issues.items() if k["起票日"] == AS_OF},
        "本日完了の課題": {i for i, k in s.issues.items() if k["完了日"] == AS_OF},
        "次の営業日の計画": {i for i, t in live.items() if t["予定日"] == TOMORROW and i not in run},
        "未消化の持越し": {i for i, t in live.items() if t["予定日"] < TOMORROW and i not in run},
        "母数": set(live),
        "対象外のテスト": {i for i, t in s.tests.items() if t["結果"] == "対象外"},
        "取下のテスト": {i for i, t in s.tests.items() if t["結果"] == "取下"},
        "要修正の指摘": {i for i, d in defects.items() if not d["重要度"]},  # D-001: all that is wrong with G1
        "数値に影響する指摘": {i for i, d in defects.items() if not d["重要度"]},
        "残件数": {i for i, t in live.items() if t["結果"] != "OK"},
    }  # fmt: skip
    for vendor in ("A社", "B社", "合計"):
        own = {i for i, d in defects.items() if vendor in (d["ベンダー"], "合計")}
        parts = {
            "前回残": before,
            "新規": set(defects) - {i for i, d in defects.items() if d["検出日"] <= YESTERDAY},
            "完了": before - open_ids,
            "他": set(),
            "残": open_ids,
            "遅れ": fixes,
        }
        found |= {f"不具合 {vendor} {part}": ids & own for part, ids in parts.items()}
    return found


def values(sheets):
    """Name on 根拠 → its value, where that is no count of ids: worked out from the sheets as metrics.md says."""
    s, n = sheets, len(sheets.live)
    run, planned, passed = len(s.run), s.planned(AS_OF), s.done(AS_OF, "OK")
    failed = run - passed
    left, room = n - passed, since(AS_OF, END)
    plan = [s.planned(d) for d in days(START, END)]
    step = next(k for k, count in enumerate(plan) if count >= run)  # the plan reaches today's figure inside this day
    reached = step + Fraction(run - plan[step - 1], plan[step] - plan[step - 1])
    nets = [s.done(d, "OK") - s.done(d - timedelta(1), "OK") for d in days(START, AS_OF)][-7:]
    rate = Fraction(sum(nets), 7)
    landing = ceil(left / rate)
    eight = next(k for k in range(1, 99) if first_passage(left, nets, k) >= 0.8)
    share = Fraction(failed, run)
    runs = (n - run + failed) / (1 - share)
    capacity = 3 * 5 * room
    grave = [since(s.defects[i]["検出日"], AS_OF) for i in counts(s)["重大な不具合"]]
    yesterday = len({i for i, t in s.run.items() if t["実施日"] <= YESTERDAY})
    gone = {i for i, k in s.issues.items() if not k["完了日"] or k["完了日"] > YESTERDAY}
    return {
        "号数": len(days(START, AS_OF)),
        "総合の信号": "red", "進捗の信号": "yellow", "品質の信号": "red", "課題の信号": "red", "体制の信号": "green",
        "消化の計画差": run - planned,
        "消化率の計画差": Fraction(100 * (run - planned), n),
        "遅れ日数": len(days(START, AS_OF)) - reached,
        "消化率の変化": Fraction(run - yesterday, n),
        "完了見込": after(AS_OF, landing),
        "終了予定日": END,
        "完了見込の計画差": since(END, after(AS_OF, landing)),
        "8割の見込": after(AS_OF, eight),
        "期限超過課題の変化": len(counts(s)["期限超過課題"]) - sum(late(s.issues[i]["期限"], YESTERDAY) > 0 for i in gone),
        "負荷率": runs / capacity,
        "重大な不具合の最長経過": max(grave),
        "母数の変化": 0,
        "必要消化": Fraction(left, room),
        "実力": rate,
        "残りの営業日": room,
        "NG率": share,
        "必要実行回数": runs,
        "残りの能力": capacity,
        "消化率": Fraction(run, n),
        "計画消化率": Fraction(planned, n),
    }  # fmt: skip


def first_passage(left, nets, count):
    """How likely a sum of `count` independent draws from the nets has reached what is left."""
    chance = {0: Fraction(1)}
    for _ in range(count):
        now = {}
        for total, likely in chance.items():
            for net in nets:
                reached = total if total >= left else total + net
                now[reached] = now.get(reached, 0) + likely / len(nets)
        chance = now
    return sum(likely for total, likely in chance.items() if total >= left)


def test_every_number_of_g1_is_found_again_in_the_workbook(g1):
    """C22: from the listed ids, or as the formula says, reading the source with openpyxl alone."""
    source, report = g1
    sheets = Sheets(source)
    ids, worked_out = counts(sheets), values(sheets)
    rows = below(report["根拠"], "キー")
    assert len(rows) > 70
    for row in rows:
        name, value = row["名称"], row["値"]
        assert name in ids or name in worked_out, f"nobody recomputes {name}"
        if name in ids:
            assert set(unfolded(row, report)) == ids[name], name
            assert len(unfolded(row, report)) == len(ids[name]), name
        if name in worked_out:
            expected = worked_out[name]
            if isinstance(expected, date):
                assert value == f"{expected:%Y/%m/%d}", name
            elif isinstance(expected, str):
                assert value == expected, name
            else:
                assert value == pytest.approx(float(expected), abs=1e-9), name
        else:
            assert value == len(ids[name]), name
        if row["分子"] is not None and name in ids:
            assert (row["分子"], row["値"]) == (len(ids[name]), pytest.approx(row["分子"] / row["分母"])), name


def test_every_id_leads_to_a_row_of_the_file_it_names(g1):
    source, report = g1
    known = {cell.value for sheet in source for cell in sheet["A"]}
    for row in below(report["根拠"], "キー"):
        assert set(unfolded(row, report)) <= known
        assert bool(row["出典ファイル"]) == bool(unfolded(row, report))
        if row["台帳・セル"]:
            sheet, _, cell = row["台帳・セル"].partition("!")
            assert source[sheet][cell].value == unfolded(row, report)[0]


def cell_of(row, book):
    sheet, _, rest = row["表示箇所"].partition("!")
    return book[sheet][rest.split()[0]] if rest else None


@pytest.mark.parametrize("book", ["g1", "sample"])
def test_what_is_said_to_stand_in_a_cell_stands_in_it(book, request):
    report = request.getfixturevalue(book)
    report = report if book == "sample" else report[1]
    for row in below(report["根拠"], "キー"):
        cell = cell_of(row, report)
        if cell is not None and cell.parent.title == "日次報告":
            shown = f"{cell.value:,}" if isinstance(cell.value, int | float) else cell.value
            assert row["表示値"] in shown, row


# Numbers of the page that count nothing of theirs.
UNCOUNTED = (
    r"\d{4}/\d{2}/\d{2}\(.\)",  # the day of the page
    r"^\d$|^\d{1,2}/\d{1,2}\(.\)|\(別紙 明細\)|\(K-\d+\)$",  # decisions: their number, deadline and id
    r"^8割方 まで$|時点で|^明日の予定",  # words, and days that a heading names
    r"^【参考値】B\d|出典:",  # both sides of the check stand below 検算; the files
)


@pytest.mark.parametrize("book", ["g1", "sample"])
def test_no_number_of_the_page_lacks_its_evidence(book, request):
    report = request.getfixturevalue(book)
    report = report if book == "sample" else report[1]
    told = {}
    for row in below(report["根拠"], "キー"):
        cell = cell_of(row, report)
        if cell is not None:
            told.setdefault(cell.coordinate, []).append(row["表示値"])
    left = {}
    for cell in (cell for row in report["日次報告"].iter_rows() for cell in row if cell.value not in (None, "", "G1")):
        rest = str(cell.value)
        for text in sorted(told.get(cell.coordinate, ()), key=len, reverse=True):
            rest = rest.replace(text.replace(",", "") if isinstance(cell.value, int) else text, "", 1)
        if NUMBER.search(rest) and not any(re.search(pattern, rest) for pattern in UNCOUNTED):
            left[cell.coordinate] = rest
    assert left == {}
