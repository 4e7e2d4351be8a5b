"""Choices written as columns of a register: 選択肢A 内容 / 費用 / 期間 beside each matter, or 案1費用, 案2費用.

Each choice becomes a table of options of its own over the same rows, so that its cells are read, checked and pointed
at like those of an options sheet.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.grid import is_blank
from pmo_xl.model.pattern import lazy
from pmo_xl.model.table import Table
from pmo_xl.sheets.finding.heading_groups import Cell
from pmo_xl.sheets.finding.headings import LIKELY, meanings

# Registers that escalations come from; in others (an inquiry, a test) 選択肢1 is something else.
WITH_CHOICES: Final = frozenset(("issue", "defect", "todo", "decision", "risk", "change"))
NOTHING: Final = "何もしない"
_COUNT = "[A-H1-9甲乙丙丁一二三四五]"
_NAMED = lazy(
    rf"^(?:選択肢|対応案|代替案|解決案|対策案|オプション|プラン|案|option|plan)[ .:_()・-]*(?P<after>{_COUNT})(?!\d)案?"
    rf"|^第?(?P<before>{_COUNT})案(?!件|内)",
    re.IGNORECASE,
)
_CALLED: Final = ("案", "選択肢", "オプション", "プラン", "option", "plan")  # one of them is in every name
_ALONE = lazy(rf"^{_COUNT}$", re.IGNORECASE)
_NOTHING = lazy(r"^(?:何もしない|対応しない|現状維持|放置した)(?:場合|とき|時|案)?(?:の|に)?")
_NOTHING_SAID: Final = ("何もしない", "対応しない", "現状維持", "放置した")
_SHARED = lazy(r"^(?:推奨|推奨案|おすすめ|事務局案|pmo案)$", re.IGNORECASE)
_WHY = lazy(r"^(?:推奨|選定)(?:の)?(?:理由|根拠)$")
_TEXT: Final = frozenset(("", "内容", "概要", "案", "名称", "対応", "対応内容", "説明"))
_RESULT: Final = frozenset(("影響", "結果", "起きること", "場合"))
_EDGES: Final = " ・:_/-()の"
_FEWEST = 2


class Choices(Struct, frozen=True):
    """The columns of the choices: name of a choice (選択肢A) → field → column, and the columns that speak of all."""

    named: Mapping[str, Mapping[str, int]]
    shared: Mapping[str, int]

    @property
    def columns(self) -> frozenset[int]:
        """All of them."""
        return frozenset((*(c for fields in self.named.values() for c in fields.values()), *self.shared.values()))


def choices_among(cells: Sequence[Cell]) -> Choices | None:
    """The choices that headings of one or two rows name; None with fewer than two."""
    named: dict[str, dict[str, int]] = {}
    for cell in cells:
        found = _choice(cell)
        if found is not None:
            fields = named.setdefault(found[0], {})
            fields[found[1] if found[1] not in fields else f"?{cell.full}"] = cell.column
    if len(named) < _FEWEST:
        return None
    shared = {name: cell.column for cell in cells for name in _of_all(cell)}
    return Choices(named, shared)


def _choice(cell: Cell) -> tuple[str, str] | None:
    """The choice a heading belongs to, and the field of an option that it holds; None for any other heading.

    Name and field may stand in one cell or above each other, either way round.
    """
    for first, rest in ((cell.group, cell.text), (cell.text, cell.group)):
        text = _plain(first)
        if text.startswith(_NOTHING_SAID) and (nothing := _NOTHING.match(text)):
            said = (text[nothing.end() :] + _plain(rest)).strip(_EDGES)
            return NOTHING, "risk" if said in _RESULT or not said else _field(said)
        if any(word in text.lower() for word in _CALLED) and (name := _NAMED.match(text)):
            count = (name["after"] or name["before"]).upper()
            said = text[name.end() :].strip(_EDGES) or _plain(rest).strip(_EDGES)
            return f"案{count}", _field(said)
    return None


def _field(said: str) -> str:
    """The field of an option; its text where the heading says nothing else."""
    if said in _TEXT:
        return "title"
    found = meanings(said, "", "option")
    best = max(found, key=lambda name: found[name], default="")
    return best if best and found[best] >= LIKELY else f"?{said}"


def _of_all(cell: Cell) -> tuple[str, ...]:
    """推奨案 and 推奨理由 of the matter as a whole."""
    text = _plain(cell.text).strip(_EDGES)
    if _WHY.match(text):
        return ("remarks",)
    return ("recommended",) if _SHARED.match(text) else ()


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def choice_named(text: str) -> str | None:
    """Which choice a cell like 「A」「案2」「選択肢B」 names, as `Table.title` does; None when it names none."""
    plain = _plain(text)
    if _NOTHING.match(plain):
        return NOTHING
    if _ALONE.match(plain):
        return f"案{plain.upper()}"
    name = _NAMED.match(plain)
    return f"案{(name['after'] or name['before']).upper()}" if name else None


def option_tables(table: Table, choices: Choices, headers: Mapping[int, str]) -> tuple[Table, ...]:
    """One table of options for each choice, over the records that say something of it; the record's id is 対象ID."""
    key = table.columns.get(table.id_field)
    if key is None:
        return ()
    made = []
    for name, fields in choices.named.items():
        own = {field: column for field, column in fields.items() if not field.startswith("?")}
        rows = tuple(row for row in table.record_rows if any(_filled(table, row, column) for column in own.values()))
        columns = {"related_id": key, **choices.shared, **own}
        made.append(
            replace(
                table,
                kind="option",
                columns=dict(sorted(columns.items(), key=lambda item: item[1])),
                headers={column: headers.get(column, "") for column in sorted(columns.values())},
                unmapped={column: headers.get(column, "") for field, column in fields.items() if field not in own},
                record_rows=rows,
                continued={row: more for row, more in table.continued.items() if row in rows},
                example_rows=(),
                section_rows=(),
                placeholder_rows=(),
                left_out={},
                sections={},
                head={},
                rivals=(),
                notes=(f"{len(rows)}件の「{name}」を、選択肢として読みました",),
                title=name,
                within=table.kind,
                common=frozenset(choices.shared) - frozenset(own),
            )
        )
    return tuple(made)


def _filled(table: Table, row: int, column: int) -> bool:
    return not is_blank(table.grid.value(row, column))
