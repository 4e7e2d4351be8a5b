"""M31, M32: what is done by hand, and when a fix has paid for itself."""

from fractions import Fraction

from tests.recount.wording import tenths

FULL_MONTH = 160  # hours_per_month


def exact(number):
    return Fraction(str(number))


def of_hand(project, d):
    return {"manual_load": manual_load(project, d), "break_even_months": break_even(project)}


def manual_load(project, d):
    jobs = project["manual_work"]
    if not jobs:
        return {"value": None}
    share = {row["owner"]: exact(row["allocation"]) for row in project["roster"]}
    total = people = Fraction(0)
    for job in jobs:
        total += hours(job)
        people += hours(job) / (FULL_MONTH * (share.get(job["owner"]) or 1))
    months = sorted({(job["planned_start"] or d).replace(day=1) for job in jobs} | {d.replace(day=1)})
    at = {month: sum(hours(job) for job in jobs if runs_in(job, month)) for month in months}
    peak = max(months, key=lambda month: (at[month], -months.index(month)))
    return {
        "value": float(total), "fte": float(people),
        "peak_month": f"{peak:%Y-%m}", "peak_hours": float(at[peak]),
    }  # fmt: skip


def hours(job):
    return exact(job["monthly_count"]) * exact(job["minutes_each"]) / 60


def runs_in(job, month):
    begun = not job["planned_start"] or job["planned_start"].replace(day=1) <= month
    return begun and not (job["planned_end"] and job["planned_end"] < month)


def break_even(project):
    """One fix against doing it by hand: (fix cost + manual cost during the fix) / (manual cost − upkeep a month)."""
    if not project["options"]:
        return {"value": None}
    by_hand = next(row for row in project["options"] if not row["cost"])
    fix = next(row for row in project["options"] if row["cost"])
    month = hours(by_hand) * exact(by_hand["hourly_cost"])
    saved = month - exact(fix["upkeep"])
    if saved <= 0:
        return {"value": None, "reason": "回収不能"}
    months = (exact(fix["cost"]) + month * exact(fix["months"])) / saved
    return {"value": float(months), "text": f"{tenths(months.numerator, months.denominator)}か月"}
