"""Which column holds which field: all columns of a table decided together, the best total of scores first."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.fields import base_name, label
from pmo_xl.model.table import Rival
from pmo_xl.sheets.finding.fit import holds_verdicts
from pmo_xl.sheets.finding.heading_text import words_of
from pmo_xl.sheets.finding.headings import INSIDE, LIKELY, ONLY_GROUP, best_meaning
from pmo_xl.sheets.finding.matching import best_matching
from pmo_xl.sheets.finding.wishes import ENOUGH, NEEDED, PAIRS, Column, said_of, wishes_of

# Fields that several columns may hold although their headings differ (大分類, 中分類, 小分類).
_REPEATS: Final = frozenset(
    (
        *("category", "owner", "expected", "actual", "precondition", "related_id", "steps", "input", "environment"),
        *("evidence", "remarks", "action", "viewpoint", "requirement_id", "owner_org", "system", "screen", "cause"),
        *("description", "result"),
    )
)
# And these where the heading says that it is done again (再テスト予定, 再テスト実施日, 再判定).
_AGAIN: Final = frozenset(("planned_date", "executed_date", "tester", "result"))
# Of these the best fitting column comes first (担当 before 副担当), of all others the leftmost.
_BEST_FIRST: Final = frozenset(("owner", "action", "remarks", "evidence", "description", "cause"))
# What belongs to a round of a test: numbered like the round's verdict.
_OF_ROUND: Final = frozenset(("executed_date", "tester", "defect_id"))
_RIVALS = 0.05


class Assignment(Struct):
    """Field → sheet column, how sure each is, the sentences for what was not plain, and columns that rival others."""

    columns: dict[str, int] = fresh(default_factory=dict)
    scores: dict[str, float] = fresh(default_factory=dict)
    notes: list[str] = fresh(default_factory=list)
    rivals: list[Rival] = fresh(default_factory=list)
    doubts: int = 0


def assign(columns: Sequence[Column], kind: str, fixed: Mapping[str, int]) -> Assignment:
    """The fields of a table's columns. `fixed` (field → sheet column) is what pmo.toml says, and always holds."""
    found = Assignment(columns=dict(fixed), scores=dict.fromkeys(fixed, 1.0))
    free = [column for column in columns if column.cell.column not in fixed.values()]
    wishes = [wishes_of(column, kind, columns) for column in free]
    for wish in wishes:
        for name in fixed:
            wish.pop(name, None)
    leaders, followers = _series(free, wishes)
    chosen = best_matching([wishes[number] for number in leaders])
    bases: dict[int, str] = {}
    for number, base in zip(leaders, chosen, strict=True):
        if base is not None:
            bases.update(dict.fromkeys((number, *followers.get(number, ())), base))
    _repeat(free, wishes, bases, found)
    _number(free, wishes, bases, found)
    _explain(free, wishes, bases, kind, found)
    return found


def _series(columns: Sequence[Column], wishes: Sequence[Mapping[str, float]]) -> tuple[list[int], dict[int, list[int]]]:
    """Columns with one heading several times (rounds, 担当者1 … 担当者8): the first leads, the others follow it."""
    leaders: list[int] = []
    followers: dict[int, list[int]] = {}
    first: dict[tuple[str, str], int] = {}
    verdicts = {column.cell.text for column, wish in zip(columns, wishes, strict=True) if "result" in wish}
    for number, (column, wish) in enumerate(zip(columns, wishes, strict=True)):
        words = words_of(column.cell.text)
        # 費用（最初だけ） and 費用（毎月） are no series where the brackets mean something
        bare = words.bare + (words.inside if best_meaning(words.inside) else "")
        best = max(wish, key=lambda name: wish[name]) if wish else ""
        if not best and column.cell.group and column.cell.text in verdicts:
            best = "result"  # the round that has hardly begun
        key = (bare, best)
        if bare and best and key in first and best not in PAIRS and best not in PAIRS.values():
            followers.setdefault(first[key], []).append(number)
        else:
            first.setdefault(key, number)
            leaders.append(number)
    return leaders, followers


def _repeat(
    columns: Sequence[Column], wishes: Sequence[Mapping[str, float]], bases: dict[int, str], found: Assignment
) -> None:
    """Columns left over take a further number of a field that may stand several times; others stay without a field."""
    taken = {*bases.values(), *(base_name(name) for name in found.columns)}
    for number, wish in enumerate(wishes):
        if number in bases:
            continue
        for name in sorted(wish, key=lambda one: -wish[one]):
            again = name in _AGAIN and _is_again(columns[number])
            verdicts = name != "result" or again or holds_verdicts(columns[number].content)
            if name in taken and (again or name in _REPEATS) and verdicts and wish[name] >= LIKELY:
                bases[number] = name
                break


def _is_again(column: Column) -> bool:
    return words_of(column.cell.text).bare.startswith(("再", "retest"))


def _number(
    columns: Sequence[Column], wishes: Sequence[Mapping[str, float]], bases: Mapping[int, str], found: Assignment
) -> None:
    """Names with their numbers, left to right; the best fitting of differing headings comes first."""
    members: dict[str, list[int]] = {}
    for number, base in sorted(bases.items()):
        members.setdefault(base, []).append(number)
    rounds = _rounds(columns, members.get("result", []))
    for base, numbers in members.items():
        if base in _BEST_FIRST and len(numbers) > 1:
            numbers = sorted(numbers, key=lambda one: -round(wishes[one].get(base, 0.0), 1))
        taken = {name for name in found.columns if base_name(name) == base}
        count = len(taken)
        for number in numbers:
            count += 1
            if base in _OF_ROUND and len(numbers) > 1:
                count = max(count, rounds.get(columns[number].cell.group, count))
            name = base if count == 1 else f"{base}_{count}"
            found.columns[name] = columns[number].cell.column
            found.scores[name] = wishes[number].get(base, ENOUGH)


def _rounds(columns: Sequence[Column], results: Sequence[int]) -> dict[str, int]:
    """Group heading → which of the groups that hold verdicts it is."""
    groups = dict.fromkeys(columns[number].cell.group for number in results)
    return {group: count for count, group in enumerate(groups, 1) if group}


def _explain(
    columns: Sequence[Column],
    wishes: Sequence[Mapping[str, float]],
    bases: Mapping[int, str],
    kind: str,
    found: Assignment,
) -> None:
    """One sentence for every column that content, not its heading, decided, and for rivals of one field."""
    for number, base in bases.items():
        column = columns[number]
        scores = said_of(column, kind, columns)
        if scores.get(base, 0.0) <= ONLY_GROUP:
            why = "の入力規則がOK/NGなので" if column.content.marks_allowed else "の内容から"
            found.notes.append(f"{column.name}{why}{label(base)}とみなしました")
            found.doubts += 1
        elif scores[base] < min(INSIDE, max(scores.values()) - 0.2) and wishes[number][base] < LIKELY + NEEDED:
            found.notes.append(f"{column.name}は{label(base)}とみなしました")
    _explain_places(columns, [number for number, base in sorted(bases.items()) if base == "result"], found)
    holders = {name: column for column in columns for name, at in found.columns.items() if at == column.cell.column}
    for number, wish in enumerate(wishes):
        if number in bases or not wish:
            continue
        wanted = max(wish, key=lambda one: wish[one])
        rival = holders.get(wanted)
        if rival is not None and wish[wanted] >= LIKELY and wanted != "id":
            is_close = found.scores[wanted] - wish[wanted] < _RIVALS
            says = (
                f"{columns[number].name}も{label(wanted)}に見えますが、{rival.name}を使いました。"
                "違う場合は pmo.toml の columns で指定してください"
            )
            found.notes.append(says)
            at = columns[number].cell.column
            found.rivals.append(Rival(wanted, rival.cell.column, at, wish[wanted], is_close, says))
            found.doubts += is_close


def _explain_places(columns: Sequence[Column], results: Sequence[int], found: Assignment) -> None:
    """A sentence where the verdicts of one round stand in several columns, one for each browser or device."""
    rounds: dict[str, list[Column]] = {}
    for number in results:
        rounds.setdefault(columns[number].cell.group, []).append(columns[number])
    beside = max(rounds.values(), key=len, default=[])
    if len({words_of(column.cell.text).bare for column in beside}) < 2 or any(
        words_of(column.cell.text).number for column in beside
    ):
        return
    found.notes.append(
        f"{beside[0].name}から{beside[-1].name}までは環境などごとの結果の列とみなしました。"
        "件数には、右端の記入された列の結果を使います"
    )
    found.doubts += 1
