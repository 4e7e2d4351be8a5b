"""Issues, to-dos and fixes against their due dates (M25)."""

from collections.abc import Iterable

from pmo_xl.metrics.day import Day, Records
from pmo_xl.metrics.figure import Figure, figure, number
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record


def past_due(day: Day, records: Iterable[Record]) -> Records:
    """Those that are open and at least one working day past due."""
    return tuple(record for record in records if record.is_open and day.overdue(record.due_date))


def _by_calendar(day: Day, figure: Figure) -> str:
    """The definition as the project counts: a due date on a day off may also move to the working day before."""
    moved = "前営業日" if day.calendar.holiday_due == "previous" else "翌営業日"
    return figure.definition.replace("翌営業日", moved)


@figure("issues_open", "完了・却下以外の課題件数（状態が空欄のものを含む）", needs="issue", dated=True)
def issues_open(day: Day) -> Metric:
    """Open issues; a blank status counts as open."""
    return number(day.open_issues)


@figure("issues_closed_today", "完了日が基準日の課題件数", needs="issue", dated=True)
def issues_closed_today(day: Day) -> Metric:
    """Issues closed on the as-of day."""
    return number([i for i in day.records("issue") if not i.is_open and i.closed_date == day.as_of])


@figure("issues_new_today", "起票日が基準日の課題件数", needs="issue", dated=True)
def issues_new_today(day: Day) -> Metric:
    """Issues raised on the as-of day."""
    return number([i for i in day.records("issue") if i.raised_date == day.as_of])


@figure("overdue", "期限（休日なら翌営業日）を1営業日以上過ぎた未完了の課題件数", needs="issue", dated=True)
def overdue(day: Day) -> Metric:
    """期限超過課題."""
    return number(past_due(day, day.open_issues), definition=_by_calendar(day, overdue))


@figure("due_today", "期限（休日なら翌営業日）が基準日の未完了の課題件数", needs="issue", dated=True)
def due_today(day: Day) -> Metric:
    """Issues due today: not overdue yet."""
    due = [i for i in day.open_issues if i.due_date and day.calendar.effective(i.due_date) == day.as_of]
    return number(due, definition=_by_calendar(day, due_today))


@figure("no_due", "期限のない未完了の課題件数", needs="issue")
def no_due(day: Day) -> Metric:
    """Open issues without a due date; they are never overdue."""
    return number([i for i in day.open_issues if i.due_date is None])


@figure("overdue_todos", "期限（休日なら翌営業日）を1営業日以上過ぎた未完了のToDo件数", needs="todo", dated=True)
def overdue_todos(day: Day) -> Metric:
    """期限超過のToDo・依頼."""
    return number(past_due(day, day.records("todo")), definition=_by_calendar(day, overdue_todos))


@figure("overdue_fixes", "修正予定日を1営業日以上過ぎて修正日のない未完了の不具合件数", needs="defect", dated=True)
def overdue_fixes(day: Day) -> Metric:
    """Open defects whose fix is late."""
    return number(late_fixes(day))


def late_fixes(day: Day) -> Records:
    """The open defects past their fix_plan_date and not fixed."""
    return tuple(d for d in day.open_defects if d.fixed_date is None and day.overdue(d.fix_plan_date))
