"""What kind of register a table is: by the fields its headings name, then by the names of table, sheet and file."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pmo_xl.model.fields import noun
from pmo_xl.model.wordlist import holds, last_end
from pmo_xl.sheets.finding.heading_groups import Cell
from pmo_xl.sheets.finding.headings import INSIDE, LIKELY, meanings
from pmo_xl.sheets.finding.kind_words import FIELDS, NAMES, NEEDS, WORDS, WORK_FIELDS, WORKED_ON

_MISSING = 1.5  # taken off when the table lacks what every table of the kind has
_BORROWED = 0.3  # share of a word that means something else in most tables
_GANTT = 1.5  # added to wbs by a scale of days at the right
_SPANS = 1.5  # added to wbs by planned and actual begin and end
_SPAN_FIELDS = frozenset(("planned_start", "planned_end", "actual_start", "actual_end"))
_BUGS = 2.0
_LEAST = 1.0  # what a kind must reach to be believed
_HEAD = 4.0  # added to meeting by a label/value head above the table
_CLEAR = 0.4  # a smaller lead over the next kind is no certainty
_BY_NAME = (2.5, 2.0, 1.0)  # the table's own title, the sheet, the file
_OF_OTHERS = ("関連", "linked", "related", "issuetype")
_LINKED = frozenset(("defect", "requirement", "issue", "test", "risk"))  # other registers have columns for their ids


class Kind(Struct, frozen=True):
    """The kind of a table, how far it leads the next one, and whether the names of sheet and file agree."""

    name: str
    lead: float
    by_columns: str
    by_names: str | None

    @property
    def is_contested(self) -> bool:
        """Whether columns and names say different things."""
        return self.by_names is not None and self.by_names != self.name


def kind_of(
    cells: Sequence[Cell],
    names: Sequence[str],
    *,
    gantt: bool = False,
    head: bool = False,
    verdicts: int = 0,
    bugs: bool = False,
) -> Kind:
    """The kind of the table with these headings. `names` are the table's title, the sheet's and the file's name.

    `head`: a meeting's labels stand above it. `verdicts`: so many columns hold nothing but OK and NG. `bugs`: a
    column says of most records that they are bugs.
    """
    fields = {kind: _fields(cells, kind) for kind in FIELDS}
    columns = {kind: _by_columns(cells, kind, fields[kind], gantt=gantt, head=head) for kind in FIELDS}
    if verdicts:
        columns["test"] += 0.5 + 0.5 * verdicts
    if bugs:
        columns["defect"] += _BUGS
    named = by_names(names)
    total = {kind: columns[kind] + named.get(kind, 0.0) for kind in columns}
    possible = {kind for kind in total if _complete(fields[kind], kind) and _is_evident(cells, fields[kind], kind)}
    possible |= {"test"} if verdicts else set()
    ranked = sorted(total, key=lambda kind: (kind not in possible, -total[kind]))
    best, second = ranked[0], ranked[1]
    strongest = max(columns, key=lambda kind: columns[kind])
    by_name = max(named, key=lambda kind: named[kind]) if named else None
    if best not in possible or total[best] < _LEAST:
        return Kind("other", 0.0, strongest, by_name)
    return Kind(best, total[best] - total[second], strongest, by_name)


def by_names(names: Sequence[str]) -> Mapping[str, float]:
    """What the names of table, sheet and file say; the noun that stands last counts most (テスト課題一覧 → 課題)."""
    found: dict[str, float] = {}
    for name, weight in zip(names, _BY_NAME, strict=False):
        folded = unicodedata.normalize("NFKC", name).lower()
        ends = {kind: end for kind, words in NAMES.items() if (end := last_end(words, folded))}
        for kind, end in ends.items():
            found[kind] = found.get(kind, 0.0) + weight * (1.0 if end == max(ends.values()) else 0.4)
    return found


def title_among(texts: Sequence[str]) -> str:
    """Which of the texts above a table is its title: the first that names a kind of register, else the first."""
    return next((text for text in texts if by_names([text])), texts[0] if texts else "")


def explain(kind: Kind, sheet: str) -> str | None:
    """The sentence for a kind that was not plain; None when it was."""
    if kind.name == "other":
        return "管理表の種類が分かりませんでした。集計には使いません"
    if kind.is_contested and kind.by_names:
        return f"シート「{sheet}」の名前は{noun(kind.by_names)}ですが、列から{noun(kind.name)}の表とみなしました"
    if kind.lead < _CLEAR:
        return (
            f"{noun(kind.name)}の表とみなしましたが、確かではありません。違う場合は pmo.toml の kind で指定してください"
        )
    return None


def _by_columns(cells: Iterable[Cell], kind: str, fields: Mapping[str, float], *, gantt: bool, head: bool) -> float:
    weights = FIELDS[kind]
    total = sum(weights.get(name, 0.0) * share for name, share in fields.items())
    texts = _telling(cells)
    for word, weight in WORDS.get(kind, ()):
        hits = sum(holds(word, text) for text in texts)
        total += weight * min(1.0, hits) + (0.4 if hits > 1 else 0.0)
        if hits == 1 and kind in _LINKED and any(holds(word, text) and _is_id(text) for text in texts):
            total -= 0.4 * weight
    if kind == "wbs":
        total += _GANTT * gantt + (_SPANS if len(_SPAN_FIELDS & fields.keys()) > 2 else 0.0)
    if kind == "meeting":
        total += _HEAD if head else -0.3
    return total if _complete(fields, kind) else total - _MISSING


def _telling(cells: Iterable[Cell]) -> list[str]:
    """The headings that may say what the records are: not those of links to other records, nor of counts of them."""
    texts = ["".join(cell.full.lower().split()) for cell in cells]
    return [text for text in texts if not text.startswith(_OF_OTHERS) and not text.endswith(("数", "count"))]


def _is_id(text: str) -> bool:
    return holds("id|no|番号|#|№|Ｎｏ", text)


def _complete(fields: Mapping[str, float], kind: str) -> bool:
    return all(not fields.keys().isdisjoint(line.split()) for line in NEEDS.get(kind, ()))


def _is_evident(cells: Sequence[Cell], fields: Mapping[str, float], kind: str) -> bool:
    """Whether the columns themselves say that such records are worked on: a name alone makes no list of changes."""
    if kind not in WORKED_ON:
        return True
    if any(holds(word, text) for word, _ in WORDS[kind] for text in _telling(cells)):
        return True
    return len(WORK_FIELDS & fields.keys()) > 1


def _fields(cells: Iterable[Cell], kind: str) -> dict[str, float]:
    """The fields these headings most likely name, were the table of this kind, and how much each tells of it.

    A word that means something else in most tables (内容, 状態, 担当者 in a test table) tells little of the kind.
    """
    found: dict[str, float] = {}
    for cell in cells:
        scores = meanings(cell.text, cell.group, kind)
        if scores and max(scores.values()) >= LIKELY:
            name = max(scores, key=lambda one: scores[one])
            usual = [other for other, score in meanings(cell.text, cell.group, "").items() if score >= INSIDE]
            found[name] = max(found.get(name, 0.0), 1.0 if not usual or name in usual else _BORROWED)
    return found
