"""The mistakes planted in the sample project's sheets, of the kinds every project makes, and where each one stands."""

from dataclasses import dataclass, replace
from datetime import date

from tests.make.sample.changes import (
    NEW_ON,
    Mistake,
    broken,
    continued,
    crossed_out,
    is_closed,
    not_renewed,
    put,
    taken_back,
    typed,
    untouched,
)
from tests.make.sample.days import md
from tests.make.sample.minutes import as_noted
from tests.make.sample.mistakes_picked import picked
from tests.make.sample.rows import Row, Said
from tests.make.sample.story import Rows


@dataclass(frozen=True)
class Slip:
    """One mistake: the rule that speaks of it, and the field of the row it stands in. `id` as the sheet shows it."""

    code: str
    kind: str
    uid: str
    field: str
    id: str
    was: bool = False  # the place is one of the working day before: the row is gone


_WRITTEN: tuple[Mistake, ...] = (
    # issues
    Mistake("I-003", "issue", ("K-019", "K-027"), "due_date", not_renewed("due_date", md(11, 18))),
    Mistake("I-003", "issue", ("K-015",), "due_date", not_renewed("due_date", md(11, 19))),
    Mistake("I-003", "issue", ("K-020",), "due_date", not_renewed("due_date", md(11, 17))),
    Mistake("I-003", "issue", ("K-025", "K-028"), "due_date", not_renewed("due_date", md(11, 20))),
    Mistake("I-004", "issue", ("K-004",), "due_date", put("due_date", md(10, 16), is_closed)),
    Mistake("I-006", "issue", ("K-012",), "closed_date", put("closed_date", None, is_closed)),
    Mistake("I-007", "issue", ("K-030", "K-041"), "closed_date", put("closed_date", md(11, 20), lambda row, day: day >= md(11, 20))),
    Mistake("I-010", "issue", ("K-017", "K-022"), "updated_date", untouched(md(11, 12), md(12, 4))),
    Mistake("I-010", "issue", ("K-033",), "updated_date", untouched(md(11, 17), md(12, 8))),
    Mistake("G-004", "issue", ("K-042",), "id", put("id", None)),
    Mistake("G-005", "issue", ("K-043",), "id", put("id", "K-044")),
    Mistake("G-007", "issue", ("K-036",), "due_date", typed("due_date", "2026.12.1", md(12, 1))),
    Mistake("G-007", "issue", ("K-040",), "due_date", typed("due_date", "12月上旬", md(12, 10))),
    Mistake("G-008", "issue", ("K-026",), "due_date", typed("due_date", "2026/11/31", None)),
    Mistake("G-009", "issue", ("K-038",), "status", typed("status", "様子見", None)),
    Mistake("G-009", "issue", ("K-044",), "status", put("status", None)),
    Mistake("G-010", "issue", ("K-005",), "reviewer", broken("reviewer")),
    Mistake("G-013", "issue", ("K-031",), "id", continued(description="11/20追記：対象は関東の2倉庫のみ。関西は影響なし。")),
    Mistake("G-014", "issue", ("K-024",), "title", crossed_out),
    Mistake("P-001", "issue", ("K-029",), "raised_by", put("raised_by", "小川原みなと")),
    Mistake("H-001", "issue", ("K-011",), "status", taken_back("due_date", "in_progress", closed_date=None)),
    # ToDo
    Mistake("I-004", "todo", ("A-009",), "due_date", put("due_date", md(10, 9), is_closed)),
    Mistake("I-006", "todo", ("A-013",), "closed_date", put("closed_date", None, is_closed)),
    Mistake("I-007", "todo", ("A-022",), "closed_date", put("closed_date", md(11, 20), lambda row, day: day >= md(11, 20))),
    Mistake("G-004", "todo", ("A-029",), "id", put("id", None)),
    Mistake("G-007", "todo", ("A-025",), "raised_date", typed("raised_date", "2026年11月19日(木)")),
    Mistake("G-007", "todo", ("A-046",), "due_date", typed("due_date", "R8.12.1", md(12, 1))),
    Mistake("G-008", "todo", ("A-024",), "due_date", put("due_date", date(2062, 11, 27))),
    Mistake("G-009", "todo", ("A-023",), "status", typed("status", "話し中", None)),
    Mistake("O-001", "todo", ("A-020",), "owner", put("owner", "桜庭さくら・椿原つばき")),
    Mistake("O-002", "todo", ("A-026",), "owner", put("owner", "物流部")),
    Mistake("O-003", "todo", ("A-028",), "due_date", typed("due_date", "なるはや", None)),
    Mistake("", "todo", ("A-018",), "due_date", not_renewed("due_date", md(11, 19))),
    Mistake("", "todo", ("A-021",), "due_date", not_renewed("due_date", md(11, 20))),
    Mistake("P-004", "todo", ("A-051",), "owner", put("owner", "丙谷四葉")),
    # decisions
    Mistake("K-001", "decision", ("DC-019",), "description", put("description", "C社の帳票の担当は11/30で交代する方向で調整")),
    Mistake("K-002", "decision", ("DC-010",), "decided_by", put("decided_by", None)),
    Mistake("K-003", "decision", ("DC-013",), "due_date", not_renewed("due_date", md(11, 19))),
    Mistake("G-007", "decision", ("DC-018",), "due_date", typed("due_date", "11/25")),
)  # fmt: skip

# Days of 日別計画 whose count was typed once and not kept up when tests were moved, and how far it is off.
PLAN_NOT_KEPT_UP = {md(11, 18): 2, md(12, 2): -1}


def make(rows: Rows, day: date) -> list[Slip]:
    """Make every mistake in the rows of a day (they are changed); the answer lists what was done.

    Where a mistake is a state (an issue past its due date), the row of that day decides; where it was made once, it
    stays from then on. H-001 and H-002 are what changed since the working day before.
    """
    found = {(row.kind, row.uid): row for kind in rows for row in rows[kind]}
    slips: list[Slip] = []
    for code, kind, uids, field, change in (*_WRITTEN, *picked()):
        for uid in uids:
            row = found.get((kind, uid))
            if row is not None and change(row, day):
                slips.append(Slip(code, kind, uid, field, ""))
    _without_columns(rows)
    slips += _untested(rows)
    slips += _written_twice(rows, day)
    slips += _names(rows)
    slips += _vanish(rows, day)
    slips += _jotted(rows)
    slips += [Slip("X-014", "plan", f"{one}", "planned_count", "") for one in PLAN_NOT_KEPT_UP]
    _hide(rows)
    written = {(row.kind, row.uid): row for kind in rows for row in rows[kind]}
    return [replace(slip, id=slip.id or _id(written.get((slip.kind, slip.uid)))) for slip in slips]


def _id(row: Row | None) -> str:
    """The id as the row shows it; "" where it has none, or the row is gone."""
    return str(row.shown("test_case_id" if row.kind == "test" else "id") or "") if row else ""


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
    uid = next(uids[0] for code, kind, uids, _, _ in picked() if (code, kind) == ("G-005", "test"))
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


def _jotted(rows: Rows) -> list[Slip]:
    """G-007: due dates typed while people talk."""
    slips = []
    for row in rows["meeting"]:
        noted = as_noted(row.uid)
        if isinstance(noted, Said):
            row.values["due_date"] = noted
            slips.append(Slip("G-007", "meeting", row.uid, "due_date", ""))
    return slips


def _hide(rows: Rows) -> None:
    """Rows out of sight, as a filter or a tidy hand leaves them: they are records all the same."""
    for row in rows["issue"]:
        row.hidden = row.uid in ("K-001", "K-002", "K-003")
    accounting = [row for row in rows["test"] if row.sheet == "会計"]
    for row in accounting[3:7]:
        row.hidden = True


def _without_columns(rows: Rows) -> None:
    """Two sheets lack a column (G-001): training issues have no due date; requests to vendors only say when done."""
    for row in rows["issue"]:
        if row.sheet == "研修課題":
            row.values["due_date"] = None
    for row in rows["todo"]:
        if row.sheet == "ベンダー依頼":
            row.values["status"] = Said(None, "closed" if row.means("closed_date") else None)
