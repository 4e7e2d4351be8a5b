"""Headings nobody listed: taken apart into act, plan or fact, and what the column holds (課題対応完了予定日)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import folded
from pmo_xl.sheets.finding.part_fields import FIELDS_OF_TAIL, OPEN_FIELDS, OWN_NOUNS
from pmo_xl.sheets.finding.part_words import HEADS, TAILS

OPEN = 0.75  # how sure a heading is of which only the last part is known, beside one that is known whole
_GROUP_TAIL = lazy(r"(情報|欄|内容|関連|状況|記入欄|項目)$")
_SUBJECTS: Final = frozenset(
    (
        *("none", "issue", "defect", "requirement", "todo", "risk", "meeting", "scenario", "screen", "system"),
        *("document", "cause", "impact", "study"),
    )
)


def _lexicon(table: Mapping[str, str]) -> dict[str, str]:
    concepts = [(concept, word) for concept, line in table.items() for word in line.split(", ")]
    return dict(zip(folded(word for _, word in concepts), (concept for concept, _ in concepts), strict=True))


_TAIL_OF = _lexicon(TAILS)
_HEAD_OF = _lexicon(HEADS)
_LONGEST = max(map(len, (*_HEAD_OF, *_TAIL_OF)))


def plain_group(bare: str) -> str:
    """The act a group heading names, without 情報, 欄 …: 「回答欄」 → 回答; "" for one that names no act."""
    stem = _GROUP_TAIL.sub("", bare)
    whole = stem or bare
    heads = _heads(whole)
    return whole if heads and not heads <= _SUBJECTS else ""


def noun_of(bare: str) -> str:
    """The kind of record that the number of a heading counts (指摘No → review); "" when it says none."""
    heads = _heads(bare.removesuffix("no").removesuffix("id"))
    return next((kind for kind, noun in OWN_NOUNS.items() if heads and noun in heads), "")


def field_of(bare: str, kind: str) -> Mapping[str, float]:
    """Field → share of certainty (0–1) for a composed heading; empty when nothing of it is known.

    A heading of which only the last part is known (懸案名, 構成ID) still tells what sort of column it is.

    >>> max(field_of("課題対応完了予定日", "issue")), field_of("最終更新者", "issue")
    ('due_date', {})
    """
    is_open = False
    for length in range(min(len(bare), _LONGEST), 0, -1):
        tail = _TAIL_OF.get(bare[-length:])
        if tail is None:
            continue
        heads = _heads(bare[:-length])
        if heads is None:
            is_open = is_open or length < len(bare)
        elif found := FIELDS_OF_TAIL[tail](heads, kind):
            return dict(zip(found.split(), (1.0, 0.9, 0.85), strict=False))
        else:
            return {}
    return _open_field(bare) if is_open else {}


def _open_field(bare: str) -> Mapping[str, float]:
    """What the longest known last part says of a column whose first part nobody knows."""
    for length in range(min(len(bare) - 1, _LONGEST), 0, -1):
        if tail := _TAIL_OF.get(bare[-length:]):
            found = OPEN_FIELDS.get(tail, "")
            return dict(zip(found.split(), (OPEN, OPEN - 0.1), strict=False))
    return {}


@lru_cache(maxsize=4096)
def _heads(stem: str) -> frozenset[str] | None:
    """The concepts a stem is made of, longest words first; None when it cannot be cut into known words."""
    if not stem:
        return frozenset()
    for length in range(min(len(stem), _LONGEST), 0, -1):
        if concept := _HEAD_OF.get(stem[:length]):
            rest = _heads(stem[length:])
            if rest is not None:
                return rest | {concept}
    return None
