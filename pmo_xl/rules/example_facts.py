"""What the table of an example cannot show, in lines below it.

結合: B2:B3 · 取り消し線: B3、B4 · 塗りつぶし: B2、B4 · 非表示: 4行 · 入力規則: C2:C4 未着手・対応中・完了 ·
保存: 2024-05-02 18:30 · 編集中: 佐藤 · 外部参照: 単価表.xlsx
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmo_xl.model.grid import Area, SheetFacts, Validation
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number
from pmo_xl.situation import Source

_LINE = lazy(r"^(結合|取り消し線|塗りつぶし|非表示|入力規則|保存|編集中|外部参照): *(.+)$")
_AREA = lazy(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_ROW = lazy(r"(\d+)行")
_RANGE = lazy(r"(.*?)(\d+)〜(.*?)(\d+)")

Lines = Sequence[tuple[str, str]]  # (結合, B2:B3)


def fact_in(line: str) -> tuple[str, str] | None:
    """What a line below a table says; None when it says nothing of the kind."""
    found = _LINE.match(line)
    return (found[1], found[2].strip()) if found else None


def facts_of(lines: Lines, errors: Mapping[tuple[int, int], str]) -> SheetFacts:
    """The facts of the sheet; `errors` are its error cells."""
    struck: dict[int, set[int]] = {}
    for area in _areas(lines, "取り消し線"):
        struck.setdefault(area.top, set()).add(area.left)
    return SheetFacts(
        errors=errors,
        merges=tuple(_areas(lines, "結合")),
        hidden_rows=frozenset(int(row) for said in _said(lines, "非表示") for row in _ROW.findall(said)),
        struck={row: frozenset(columns) for row, columns in struck.items()},
        grounds={area.top: {area.left: "yellow"} for area in _areas(lines, "塗りつぶし")},
        validations=tuple(map(_validation, _said(lines, "入力規則"))),
    )


def source_of(lines: Lines, file: str) -> Source:
    """The workbook the table stands in."""
    saved, editor, links = (next(_said(lines, what), "") for what in ("保存", "編集中", "外部参照"))
    return Source(
        file, file, saved, "", f"{editor}さんが編集中です" if editor else "", tuple(filter(None, links.split("、")))
    )


def spelled_out(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The rows, one that begins T-001〜T-024 once for each number; and whether it is the first of its line."""
    for row in rows:
        found = _RANGE.fullmatch(row[0])
        if found is None:
            yield row, True
            continue
        first, last = int(found[2]), int(found[4])
        for number in range(first, last + 1):
            yield (f"{found[1]}{number:0{len(found[2])}}", *row[1:]), number == first


def _said(lines: Lines, what: str) -> Iterator[str]:
    return (said for named, said in lines if named == what)


def _areas(lines: Lines, what: str) -> Iterator[Area]:
    return (area for said in _said(lines, what) for area in _areas_in(said))


def _areas_in(text: str) -> Iterator[Area]:
    for left, top, right, bottom in _AREA.findall(text):
        column = column_number(left)
        yield Area(int(top), column, int(bottom or top), column_number(right) if right else column)


def _validation(said: str) -> Validation:
    cells, _, words = said.partition(" ")
    return Validation(tuple(_areas_in(cells)), tuple(words.split("・")))
