"""Counts that a pack prints in its own sentences and headings, each with the records behind it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pmo_xl.model.record import Record
from pmo_xl.reports.printed import Evidence, texts_of


def count(block: str, field: str, name: str, how: str, records: Sequence[Record], words: str = "") -> Evidence:
    """A count of records as it is printed: 12件; `words` stand before it where others count the same way."""
    return Evidence(block, field, name, f"{words}{len(records):,}件", len(records), how, tuple(records))


def number(block: str, field: str, name: str, how: str, value: int, unit: str = "件") -> Evidence:
    """A number behind which no records stand."""
    return Evidence(block, field, name, f"{value:,}{unit}", value, how)


def printed(found: Iterable[Evidence], page: Mapping[str, Any]) -> Iterator[Evidence]:
    """Those whose words stand in their field of the page: 4件 is not in 24件."""
    texts = dict(texts_of("", page))
    for row in found:
        alone = r"(?<![\d,])" if row.text[:1].isdigit() else ""
        if re.search(f"{alone}{re.escape(row.text)}", texts.get(row.field, "")):
            yield row
