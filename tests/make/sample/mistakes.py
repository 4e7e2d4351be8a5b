"""The mistakes planted in the sample project's sheets, of the kinds every project makes, and where each one stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.make.sample.days import SAMPLE_DAY, is_working, md, shift, working_days
from tests.make.sample.rows import Row, Said
from tests.make.sample.story import Rows, story

NEW_ON = SAMPLE_DAY  # what went back or vanished did so on this day; the day before it still stood


@dataclass(frozen=True)
class Slip:
    """One mistake: the rule that speaks of it, and the field of the row it stands in. `id` as the sheet shows it."""

    code: str
    kind: str
    uid: str
    field: str
    id: str
    was: bool = False  # the place is one of the working day before: the row is gone


Change = Callable[[Row, date], bool]  # makes the mistake in a row; False: not on this day


def make(rows: Rows, day: date) -> list[Slip]:
    """Make every mistake in the rows of a day (they are changed); the answer lists what was done.

    Where a mistake is a state (an issue past its due date), the row of that day decides; where it was made once, it
    stays from then on. H-001 and H-002 are what changed since the working day before.
    """
    found = {(row.kind, row.uid): row for kind in rows for row in rows[kind]}
    slips: list[Slip] = []
    for code, kind, uids, field, change in (*_BY_HAND, *_by_state()):
        for uid in uids:
            row = found.get((kind, uid))
            if row is not None and change(row, day):
                slips.append(Slip(code, kind, uid, field, ""))
    slips += _untested(rows)
    slips += _written_twice(rows, day)
    slips += _names(rows)
    slips += _vanish(rows, day)
    _hide(rows)
    written = {(row.kind, row.uid): row for kind in rows for row in rows[kind]}
    name = {"test": "test_case_id"}
    return [
        slip
        if slip.id or (slip.kind, slip.uid) not in written
        else Slip(
            slip.code, slip.kind, slip.uid, slip.field, _id(written[slip.kind, slip.uid], name.get(slip.kind, "id"))
        )
        for slip in slips
    ]


def _id(row: Row, field: str) -> str:
    return str(row.shown(field) or "")


def _set(field: str, value: Any, when: Callable[[Row, date], bool] = lambda row, day: True) -> Change:
    """Write a value over a field, where the row is in the state the mistake needs."""

    def change(row: Row, day: date) -> bool:
        if not when(row, day):
            return False
        row.values[field] = value
        return True

    return change


def _closed(row: Row, day: date) -> bool:
    return row.means("status") == "closed"


def _open(row: Row, day: date) -> bool:
    return row.means("status") not in ("closed", "rejected")


def _overdue(field: str, due: date) -> Change:
    """An old promise that nobody renewed: a mistake from the working day after it."""

    def change(row: Row, day: date) -> bool:
        begun = row.means("raised_date") or row.means("detected_date")
        if not _open(row, day) or row.means("fixed_date") or begun >= due:
            return False
        row.values[field] = due
        last = day if is_working(day) else shift(day, -1)
        return due < last

    return change


def _stale(last: date) -> Change:
    """Nobody has written in the row since."""

    def change(row: Row, day: date) -> bool:
        if not _open(row, day) or row.means("updated_date") < last:
            return False
        row.values["updated_date"] = last
        return len(working_days(last, day)) - 1 >= 3

    return change


def _back(field: str, word: object, **others: Any) -> Change:
    """Taken back on one day; a mistake (H-001) on that day only, a plain state afterwards."""

    def change(row: Row, day: date) -> bool:
        if day < NEW_ON:
            return False
        row.values |= {field: word, **others}
        return day == NEW_ON

    return change


def _text(field: str, shown: str, means: Any = ...) -> Change:
    """A date, number or word written so that Excel does not know it."""

    def change(row: Row, day: date) -> bool:
        if row.means(field) is None:
            return False
        row.values[field] = Said(shown, row.means(field) if means is ... else means)
        return True

    return change


def _error(field: str) -> Change:
    return _set(field, Said("#REF!", None))


def _more(**texts: str) -> Change:
    def change(row: Row, day: date) -> bool:
        row.more = texts
        return True

    return change


def _struck(row: Row, day: date) -> bool:
    row.struck = _open(row, day)
    return row.struck


_BY_HAND: tuple[tuple[str, str, tuple[str, ...], str, Change], ...] = (
    # issues
    ("I-003", "issue", ("K-019", "K-027"), "due_date", _overdue("due_date", md(11, 18))),
    ("I-003", "issue", ("K-015",), "due_date", _overdue("due_date", md(11, 19))),
    ("I-003", "issue", ("K-020",), "due_date", _overdue("due_date", md(11, 17))),
    ("I-003", "issue", ("K-025", "K-028"), "due_date", _overdue("due_date", md(11, 20))),
    ("I-004", "issue", ("K-004",), "due_date", _set("due_date", md(10, 16), _closed)),
    ("I-006", "issue", ("K-012",), "closed_date", _set("closed_date", None, _closed)),
    ("I-007", "issue", ("K-030", "K-041"), "closed_date", _set("closed_date", md(11, 20), lambda r, d: d >= md(11, 20))),
    ("I-010", "issue", ("K-017", "K-022"), "updated_date", _stale(md(11, 12))),
    ("I-010", "issue", ("K-033",), "updated_date", _stale(md(11, 17))),
    ("G-004", "issue", ("K-042",), "id", _set("id", None)),
    ("G-005", "issue", ("K-034",), "id", lambda row, day: day >= md(11, 24)),
    ("", "issue", ("K-043",), "id", _set("id", "K-034")),
    ("G-007", "issue", ("K-036",), "due_date", _text("due_date", "2026.12.1")),
    ("G-007", "issue", ("K-040",), "due_date", _text("due_date", "12月上旬", md(12, 10))),
    ("G-008", "issue", ("K-026",), "due_date", _text("due_date", "2026/11/31", None)),
    ("G-009", "issue", ("K-038",), "status", _text("status", "様子見", None)),
    ("G-009", "issue", ("K-044",), "status", _set("status", None)),
    ("G-010", "issue", ("K-005",), "reviewer", _error("reviewer")),
    ("G-013", "issue", ("K-031",), "id", _more(description="11/20追記：対象は関東の2倉庫のみ。関西は影響なし。")),
    ("G-014", "issue", ("K-024",), "title", _struck),
    ("P-001", "issue", ("K-029",), "raised_by", _set("raised_by", "小川原みなと")),
    ("H-001", "issue", ("K-011",), "status", _back("status", "in_progress", closed_date=None, due_date=md(11, 27), updated_date=NEW_ON)),
    # ToDo
    ("I-004", "todo", ("A-009",), "due_date", _set("due_date", md(10, 9), _closed)),
    ("I-006", "todo", ("A-013",), "closed_date", _set("closed_date", None, _closed)),
    ("I-007", "todo", ("A-022",), "closed_date", _set("closed_date", md(11, 20), lambda r, d: d >= md(11, 20))),
    ("G-004", "todo", ("A-029",), "id", _set("id", None)),
    ("G-007", "todo", ("A-025",), "raised_date", _text("raised_date", "2026年11月19日(木)")),
    ("G-007", "todo", ("A-046",), "due_date", _text("due_date", "R8.12.1")),
    ("G-008", "todo", ("A-024",), "due_date", _set("due_date", date(2062, 11, 27))),
    ("G-009", "todo", ("A-023",), "status", _text("status", "話し中", None)),
    ("O-001", "todo", ("A-020",), "owner", _set("owner", "桜庭さくら・椿原つばき")),
    ("O-002", "todo", ("A-026",), "owner", _set("owner", "物流部")),
    ("O-003", "todo", ("A-028",), "due_date", _text("due_date", "なるはや", None)),
    # decisions
    ("K-001", "decision", ("DC-019",), "description", _set("description", "C社の帳票の担当は11/30で交代する方向で調整")),
    ("K-002", "decision", ("DC-010",), "decided_by", _set("decided_by", None)),
    ("K-003", "decision", ("DC-013",), "due_date", lambda row, day: _overdue("due_date", md(11, 19))(row, day)),
    ("G-007", "decision", ("DC-018",), "due_date", _text("due_date", "11/25")),
)  # fmt: skip


@cache
def _by_state() -> tuple[tuple[str, str, tuple[str, ...], str, Change], ...]:
    """Mistakes made in tests and defects that are in the right state on the sample day."""
    rows = story(SAMPLE_DAY)
    taken: set[str] = set()
    tests, defects = rows["test"], rows["defect"]

    def pick(among: Iterable[Row], count: int, fits: Callable[[Row], bool]) -> tuple[str, ...]:
        fitting = [row.uid for row in among if row.uid not in taken and fits(row)]
        assert len(fitting) >= count, (count, fitting)
        step = max(len(fitting) // count, 1)
        chosen = tuple(fitting[step // 2 :: step][:count])
        taken.update(chosen)
        return chosen

    def once(row: Row) -> bool:
        return row.means("result") == "pass"

    def ran_on(*days: date) -> Callable[[Row], bool]:
        return lambda row: once(row) and row.means("executed_date") in days

    failing = {row.uid for row in tests if (row.means("result_2") or row.means("result")) == "fail"}
    by_case = {row.means("test_id"): row for row in defects if row.means("test_id")}
    closed_alone = [row for row in defects if row.means("status") == "closed" and not row.means("test_id")]
    at_work = [row for row in defects if row.means("status") == "in_progress" and row.means("fix_plan_date")]
    ready = [row for row in defects if row.means("status") == "resolved" and row.means("test_id") in failing]
    alone_ready = [row for row in defects if row.means("status") == "resolved" and not row.means("test_id")]
    late = [
        row
        for row in tests
        if row.means("result") is None and row.means("planned_date") and row.means("planned_date") < SAMPLE_DAY
    ]
    not_named = [row for row in tests if row.uid in failing and row.uid in by_case and row.means("result_2") is None]
    twice = pick((row for row in tests if row.sheet == "購買"), 1, ran_on(md(11, 12)))

    def blocked_before(row: Row, day: date) -> bool:
        first = story(md(10, 26))  # the plan as it was agreed
        if row.means("result") != "blocked":
            return False
        row.values["planned_date"] = next(r for r in first["test"] if r.uid == row.uid).means("planned_date")
        return bool(row.values["planned_date"] < day)

    def ran(row: Row, day: date) -> bool:
        return row.means("executed_date") is not None

    def silent(row: Row, day: date) -> bool:
        planned = row.means("planned_date")
        if row.means("result") is not None or planned is None or planned >= day:
            return False
        row.values["remarks"] = None
        return True

    def no_verdict(row: Row, day: date) -> bool:
        if not ran(row, day):
            return False
        row.values |= {"result": None, "evidence": None, "remarks": "結果は夕会で確認"}
        return True

    def shut(row: Row, day: date) -> bool:
        if row.means("status") != "resolved" or row.means("fixed_date") >= day:
            return False
        row.values |= {"status": "closed", "closed_date": shift(row.means("fixed_date"), 1), "retest_result": "pass"}
        return True

    def closed_unseen(row: Row, day: date) -> bool:
        if not _closed(row, day):
            return False
        row.values["retest_result"] = None
        return True

    def failed(row: Row, day: date) -> bool:
        return row.means("defect_id") is not None

    return (
        ("T-001", "test", pick((r for r in tests if r.sheet != "会計"), 3, once), "executed_date", _set("executed_date", None, ran)),
        ("T-002", "test", pick(tests, 2, lambda r: once(r) and r.means("executed_date") >= md(11, 16)), "result", no_verdict),
        ("T-006", "test", pick(late, min(4, len(late)), lambda r: True), "planned_date", silent),
        ("T-007", "test", pick(tests, 2, lambda r: once(r) and r.means("executed_date") == SAMPLE_DAY <= r.means("planned_date")),
         "executed_date", _set("executed_date", md(12, 24), ran)),
        ("T-010", "test", pick((r for r in tests if r.sheet == "連携"), 1, once), "tester", _set("tester", "乙部二郎", ran)),
        ("T-010", "test", pick((r for r in tests if r.sheet == "会計"), 1, once), "tester", _set("tester", "甲斐原みつ", ran)),
        ("T-013", "test", tuple(r.uid for r in tests if r.means("result") == "blocked"), "planned_date", blocked_before),
        ("G-004", "test", pick((r for r in tests if r.sheet == "在庫"), 1, once), "test_case_id", _set("test_case_id", None)),
        ("G-005", "test", twice, "test_case_id", lambda row, day: True),
        ("G-007", "test", pick(tests, 2, ran_on(md(11, 5))), "executed_date", _text("executed_date", "11/5", md(11, 5))),
        ("G-007", "test", pick(tests, 1, ran_on(md(11, 18))), "executed_date", _text("executed_date", "2026.11.18", md(11, 18))),
        ("G-009", "test", pick((r for r in tests if r.sheet == "販売"), 1, once), "result", _text("result", "再", None)),
        ("G-009", "test", pick((r for r in tests if r.sheet == "会計"), 1, once), "result", _text("result", "後日", None)),
        ("G-016", "test", pick((r for r in tests if r.sheet == "会計" and r.means("category") != "正常系"), 2,
                               lambda r: _same_screen(tests, r)), "screen", _ditto),
        ("X-001", "test", pick(not_named, 2, lambda r: True), "defect_id", _set("defect_id", None, failed)),
        ("X-002", "test", pick((r for r in tests if r.means("defect_id") and r.means("result_2")), 2, lambda r: True), "defect_id",
         lambda row, day: _mistyped(row)),
        ("X-009", "test", pick(tests, 2, lambda r: r.means("planned_date") is not None), "requirement_id", lambda row, day: _unknown(row)),
        ("D-001", "defect", pick(at_work, 1, lambda r: r.means("severity") == "low"), "severity", _set("severity", None, _open)),
        ("D-003", "defect", pick(at_work, 1, lambda r: True), "vendor",
         lambda row, day: _open(row, day) and not row.values.update(vendor=None, owner=None)),
        ("D-004", "defect", pick(at_work, 2, lambda r: r.means("detected_date") < md(11, 18)), "fix_plan_date", _overdue("fix_plan_date", md(11, 19))),
        ("D-004", "defect", pick(at_work, 1, lambda r: r.means("detected_date") < md(11, 18)), "fix_plan_date", _overdue("fix_plan_date", md(11, 18))),
        ("D-006", "defect", pick(closed_alone, 2, lambda r: True), "status", closed_unseen),
        ("I-006", "defect", pick(defects, 1, lambda r: _closed(r, SAMPLE_DAY) and bool(r.means("test_id"))), "closed_date",
         _set("closed_date", None, _closed)),
        ("X-004", "defect", pick(ready, 2, lambda r: True), "status", shut),
        ("X-015", "defect", pick(at_work, 1, lambda r: r.means("severity") == "low"), "fix_plan_date", _set("fix_plan_date", md(1, 15), _open)),
        ("H-001", "defect", pick(alone_ready, 1, lambda r: True), "status",
         _back("status", Said("修正中", "in_progress"), fixed_date=None, retest_plan_date=None, cause=None, fix_plan_date=md(11, 27),
               remarks="再テストNG")),
        ("G-006", "defect", pick(closed_alone, 1, lambda r: True), "id", lambda row, day: _wide(row)),
        ("G-007", "defect", pick(defects, 1, lambda r: r.means("detected_date") == md(11, 5)), "detected_date",
         _text("detected_date", "R8.11.5", md(11, 5))),
        ("G-007", "defect", pick(at_work, 1, lambda r: r.means("fix_plan_date") == md(11, 27)), "fix_plan_date",
         _text("fix_plan_date", "20261127", md(11, 27))),
        ("G-009", "defect", pick(at_work, 1, lambda r: r.means("severity") == "medium"), "severity", _text("severity", "要確認", None)),
        ("G-010", "defect", pick(closed_alone, 1, lambda r: True), "remarks", _error("remarks")),
        ("G-013", "defect", pick(defects, 1, lambda r: _closed(r, SAMPLE_DAY)), "id", _more(description="同じ操作を3回行い、3回とも発生した。")),
    )  # fmt: skip


def _same_screen(tests: list[Row], row: Row) -> bool:
    before = tests[tests.index(row) - 1]
    return before.sheet == row.sheet and before.means("screen") == row.means("screen")


def _ditto(row: Row, day: date) -> bool:
    row.values["screen"] = Said("〃", row.means("screen"))
    return True


def _mistyped(row: Row) -> bool:
    right = row.means("defect_id")
    if right is None:
        return False
    row.values["defect_id"] = f"D-{int(right[2:]) + 300}"
    return True


def _unknown(row: Row) -> bool:
    row.values["requirement_id"] = f"{row.means('requirement_id')[:5]}99"
    return True


def _wide(row: Row) -> bool:
    row.values["id"] = Said(row.means("id").translate({ord("D"): "Ｄ", ord("-"): "－"}), row.means("id"))
    return True


def _untested(rows: Rows) -> list[Slip]:
    """X-007: two requirements nobody wrote a test for."""
    after = rows["requirement"].index(next(row for row in rows["requirement"] if row.uid == "REQ-A13"))
    new = []
    for number, name, need, severity in (
        (14, "電子帳簿保存", "請求書と領収書の画像を、検索できる形で7年間保存できること", "high"),
        (15, "内部統制ログ", "仕訳の承認と取消の記録を、監査人が参照できること", "medium"),
    ):
        values = dict(rows["requirement"][after].values)
        values |= {
            "id": f"REQ-A{number}",
            "title": name,
            "description": need,
            "severity": severity,
            "remarks": "要件追加（10/19）",
        }
        new.append(
            Row("requirement", f"REQ-A{number}", "要件一覧", values | {"vendor": "A社", "updated_date": md(10, 19)})
        )
    rows["requirement"][after + 1 : after + 1] = new
    return [Slip("X-007", "requirement", row.uid, "id", row.uid) for row in new]


def _written_twice(rows: Rows, day: date) -> list[Slip]:
    """G-005: a test's row copied and left; K-004 (decisions): a second decision that says otherwise."""
    uid = next(uids[0] for code, kind, uids, _, _ in _by_state() if (code, kind) == ("G-005", "test"))
    place = next(n for n, row in enumerate(rows["test"]) if row.uid == uid)
    rows["test"].insert(place + 1, Row("test", f"{uid}#2", rows["test"][place].sheet, dict(rows["test"][place].values)))
    first = next((row for row in rows["decision"] if row.uid == "DC-011"), None)
    if first is None or day < md(11, 20):
        return []
    values = first.values | {
        "id": "DC-021",
        "raised_date": md(11, 20),
        "decided_date": md(11, 20),
        "decided_by": "紅葉次郎",
    }
    values |= {
        "description": "差異は金額によらず倉庫長が承認し、月末に一覧で経理部へ報告する",
        "remarks": "物流部の起案",
    }
    rows["decision"].append(Row("decision", "DC-021", "決定事項", values))
    return [Slip("K-004", "decision", "DC-021", "description", "DC-021")]


_SPELLINGS: tuple[tuple[str, str, str, str], ...] = (  # kind, field, person, how he is written there
    ("issue", "raised_by", "渡邉一郎", "渡辺一郎"),
    ("defect", "detected_by", "渡邉一郎", "渡邉 一郎"),
    ("todo", "owner", "渡邉一郎", "渡邉さん"),
    ("issue", "raised_by", "髙峰三郎", "高峰三郎"),
    ("test", "tester", "髙峰三郎", "髙峰　三郎"),
    ("defect", "detected_by", "若葉花子", "若葉"),
)


def _names(rows: Rows) -> list[Slip]:
    """P-002: the same person written differently in several sheets; one mistake per person, in the first place."""
    slips = []
    for kind, field, person, shown in _SPELLINGS:
        same = [row for row in rows[kind] if row.shown(field) == person]
        for row in same[:: 1 if kind != "test" else 9][:4]:
            row.values[field] = Said(shown, person)
            slips.append(Slip(f"P-002 {person}", kind, row.uid, field, ""))
    return slips


def _vanish(rows: Rows, day: date) -> list[Slip]:
    """H-002: rows somebody deleted instead of closing them."""
    slips = []
    for kind, uid in (("issue", "K-008"), ("todo", "A-006")):
        if day >= NEW_ON:
            rows[kind] = [row for row in rows[kind] if row.uid != uid]
        if day == NEW_ON:
            slips.append(Slip("H-002", kind, uid, "id", uid, was=True))
    return slips


def _hide(rows: Rows) -> None:
    """Rows out of sight, as a filter or a tidy hand leaves them: they are records all the same."""
    for row in rows["issue"]:
        row.hidden = row.uid in ("K-001", "K-002", "K-003")
    accounting = [row for row in rows["test"] if row.sheet == "会計"]
    for row in accounting[3:7]:
        row.hidden = True
