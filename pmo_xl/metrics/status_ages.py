"""How long open defects have stood in their present status, as far as the kept states know it (M21)."""

from datetime import date

from pmo_xl.metrics.day import Day
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context


def since_status(day: Day) -> dict[Record, int | None] | None:
    """Open defect → working days in its present status; None for one that already stood in it in the oldest state.

    A defect entered it on the first kept day that shows it there after a state that shows another one, or does not
    know the defect yet; today when no state shows it there. None without a kept state that knows statuses.
    """
    register = day.situation.one("defect")
    if register is None:
        return None
    unsaid = ("status",)  # a state without a list of columns is believed to have known all
    states = [state for state in day.situation.kept if "status" in state.columns.get(register.name, unsaid)]
    states = [state for state in states if register.name in state.registers]
    if not states:
        return None
    context = Context(day.situation)

    def entered(defect: Record) -> date | None:
        first = day.as_of
        for state in reversed(states):
            row = context.kept_row(state, register.name, defect)
            if row is None or row.get("status") != defect.status:
                return first
            first = state.date
        return None

    days = {defect: entered(defect) for defect in day.open_defects}
    return {defect: None if on is None else day.calendar.after(on, day.as_of) for defect, on in days.items()}
