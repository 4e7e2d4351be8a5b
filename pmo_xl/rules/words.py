"""How a column usually writes a canonical word: what a correction proposes shall look like its neighbours."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from pmo_xl.model.fields import base_name
from pmo_xl.model.record import Record

_PLAIN: Final[dict[str, dict[str, str]]] = {
    "status": {
        "open": "未着手",
        "in_progress": "対応中",
        "answered": "回答済",
        "waiting": "回答待ち",
        "resolved": "対応済",
        "closed": "完了",
        "rejected": "取下",
    },
    "result": {
        "not_run": "未実施",
        "pass": "OK",
        "fail": "NG",
        "blocked": "ブロック",
        "hold": "保留",
        "not_applicable": "対象外",
        "withdrawn": "取下",
    },
    "level": {"critical": "緊急", "high": "高", "medium": "中", "low": "低"},
}
_SORT: Final = {
    "status": "status",
    "result": "result",
    "retest_result": "result",
    "severity": "level",
    "priority": "level",
}


def usual_words(records: Iterable[Record], field: str) -> dict[str, str]:
    """Canonical word → how most of these records write it; where none does, the plain Japanese word."""
    counted: dict[str, Counter[str]] = {}
    for record in records:
        meaning = record.get(field)
        if meaning is not None:
            written = record.written(field)
            if isinstance(written, str) and written.strip():
                counted.setdefault(meaning, Counter())[written.strip()] += 1
    words = dict(_PLAIN[_SORT[base_name(field)]])
    for meaning, spellings in counted.items():
        words[meaning] = min(spellings, key=lambda word: (-spellings[word], word))
    return words


def plain_word(field: str, meaning: str) -> str:
    """The Japanese word for a canonical one: 完了 for closed."""
    return _PLAIN[_SORT[base_name(field)]].get(meaning, meaning)
