"""The filled rows of a table that are no records, reason by reason, and row numbers as a person writes them."""

from collections.abc import Mapping, Sequence

from pmo_xl.model.table import Table

_MOST_SPANS = 8


def rows_left_out(table: Table) -> Mapping[str, tuple[int, ...]]:
    """Why → rows: examples, sections, prepared rows, then every further reason in the order of its first row."""
    found: dict[str, list[int]] = {
        "記入例": list(table.example_rows),
        "区切り": list(table.section_rows),
        "未記入": list(table.placeholder_rows),
    }
    for row, reason in table.left_out.items():
        found.setdefault(reason.removesuffix("です"), []).append(row)
    return {reason: tuple(rows) for reason, rows in found.items() if rows}


def written_rows(rows: Sequence[int]) -> str:
    """Row numbers as a person writes them: 「3、5〜9行目」; of many the first, and how many there are."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(first) if first == last else f"{first}〜{last}" for first, last in spans]
    more = f"など{len(rows)}行" if len(shown) > _MOST_SPANS else "行目"
    return "、".join(shown[:_MOST_SPANS]) + more
