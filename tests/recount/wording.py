"""How figures are printed, worked out from whole numbers."""

MINUS = "−"


def percent(count, of):
    """One decimal, half up, from integers."""
    return MINUS if not of else f"{tenths(count * 100, of)}%"


def rate(count, of):
    """A figure that is so many of so many."""
    return {"value": count / of if of else None, "count": count, "of": of, "text": percent(count, of)}


def tenths(count, of):
    """count / of with one decimal, half up; negative numbers round like positive ones."""
    sign = "-" if count < 0 else ""
    scaled = (abs(count) * 20 + of) // (2 * of)
    return f"{sign}{scaled // 10}.{scaled % 10}"


def month_day(day):
    return f"{day.month}/{day.day}"
