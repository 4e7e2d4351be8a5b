"""Rows that are no records by what they say: filled-in examples, totals, footers, section lines."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy

_EXAMPLE = lazy(
    r"^[(（【<＜\[]?\s*(?:例|記入例|入力例|記載例|サンプル|見本|sample|example|e\.g|ex|eg)\s*(?:[)）】>＞\]:：.．0-9①-⑨]|$)",
    re.IGNORECASE,
)
_DUMMY = lazy(
    r"[○〇◯]{2}|[×✕]{2}|□{2}|△{2}|◇{2}|●{2}|[〜～]{2}|(?<![A-Za-z])[xX]{3,}(?![A-Za-z])|hogehoge|ほげ|yyyy[/-]mm",
    re.IGNORECASE,
)
_DUMMY_LETTERS = frozenset("○〇◯×✕□△◇●〜～xXhHほyY")  # each of them has one
_DUMMY_NAMES = {"山田太郎", "山田花子"}
_TOTAL = lazy(
    r"^(?:総?合計|小計|総計|計|総件数|件数|累計|平均|残件数|total|subtotal|grandtotal|sum)(?:[:(件数]|$)", re.IGNORECASE
)
# A total of something: 教務課 計, 第1章小計, 指摘件数; 設計 and 会計 end alike and are none.
_TOTAL_OF = lazy(r"(?:合計|小計|総計|累計|件数|総数|(?<![設会統時家余推])計)(?:[:(].*|\d+\D{0,8}\d*\D{0,2})?$")
_FOOTER = lazy(
    r"^(?:以上|以下余白|end ?of|eof|\(c\)|copyright|©|…+$|\.{3}$|※|\(?注[\d)]*[):.]|\*\d*|凡例|備考:)", re.IGNORECASE
)
_END = lazy(r"^[-—―ー(<【]*(?:以上|以下余白|endof.*|eof)[-—―ー)>】.。]*$", re.IGNORECASE)
_SECTION = lazy(r"^(?:[【■●◆▼□◇★◎▶<＜\[〔《]|第?[0-9０-９一二三四五六七八九十]+[章節部.．])")
TOTAL, NOTE = "合計の行です", "注記の行です"
_LONG_PAST = 2000
_LONGEST_SECTION = 40
_SMALL = lazy(r"\s+")


def _plain(text: str) -> str:
    return _SMALL.sub("", unicodedata.normalize("NFKC", text))


def example_points(values: Collection[CellValue], *, names: Sequence[CellValue] = (), label: CellValue = None) -> int:
    """How much a row looks like a filled-in example; two points are enough.

    `label` is its first cell (例), `names` its cells of people (山田太郎 in every one of them).
    """
    if isinstance(label, str) and _EXAMPLE.match(label.strip()):
        return 2
    points = 0
    days = [value for value in values if isinstance(value, date)]
    for value in values:
        if isinstance(value, str) and len(value) <= 400 and _is_dummy(value):
            points += 1
    people = [_plain(name) for name in names if isinstance(name, str) and name.strip()]
    points += len(people) > 0 and all(name in _DUMMY_NAMES for name in people)
    # a day long past is a sign of an example, a day of our time is a sign against it
    return points + any(day.year <= _LONG_PAST for day in days) - any(day.year > _LONG_PAST for day in days)


def _is_dummy(text: str) -> bool:
    return not _DUMMY_LETTERS.isdisjoint(text) and _DUMMY.search(text) is not None


def is_example_label(text: str) -> bool:
    """例）, 記入例, サンプル."""
    return bool(_EXAMPLE.match(text.strip()))


def footer_reason(text: str) -> str | None:
    """Why a row beginning with this text is no record: a total or a note; None when nothing says so."""
    plain = _plain(text)
    if _TOTAL.match(plain):
        return TOTAL
    return NOTE if _FOOTER.match(plain) else None


def ends_table(text: str) -> bool:
    """以上, 以下余白: nothing below it is a record, until the heading is said again."""
    return bool(_END.match(_plain(text)))


def names_total(text: str) -> bool:
    """Whether the text names a total of something; only a row that holds hardly anything else is one."""
    return len(text) <= _LONGEST_SECTION and bool(_TOTAL_OF.search(_plain(text)))


def is_section_text(text: str) -> bool:
    """Whether the text is written as a section line: 【ログイン】, ■登録, 第2章."""
    text = text.strip()
    return len(text) <= _LONGEST_SECTION and "\n" not in text and bool(_SECTION.match(text))
