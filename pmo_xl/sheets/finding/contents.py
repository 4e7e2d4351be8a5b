"""What stands in a column: how many of its cells are days, marks, states, names, numbers or sentences."""

import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import fold, folded, is_blank_like, level_of, may_hold_word, result_of, status_of
from pmo_xl.sheets.meaning.dates import may_name_day, read_date

SAMPLE = 120  # cells of a column that are looked at
LONG = 20  # characters; a longer text is a description, not a word
_SHORT = 14
_ID = lazy(r"^[A-Za-zＡ-Ｚａ-ｚ]{0,8}[-_－‐ー#]?[\d０-９]+([-_.－‐][A-Za-z\d０-９]+)*$|^[①-⑳]")


def _folded(line: str) -> frozenset[str]:
    return frozenset(folded(line.split()))


_SORTS = _folded(
    "障害 不具合 要望 仕様 仕様確認 仕様変更 質問 確認 課題 改善 改善要望 問合せ 変更 依頼 機能追加 設計変更 リスク "
    "バグ タスク ToDo bug improvement task story question feature epic request defect enhancement incident"
)
_BUGS = _folded("バグ 不具合 障害 bug defect")
_PHASES = _folded(
    "要件定義 要件 基本設計 外部設計 詳細設計 内部設計 設計 製造 開発 実装 PG 単体 結合 単体テスト 結合テスト 総合 "
    "総合テスト システムテスト 受入 受入テスト 運用テスト UT IT ST UAT 移行 本番 運用 保守 RD "
    "BD DD FD CD PT OT ITa ITb PD MK"
)
_CASES = frozenset(("正常", "異常", "正", "異"))  # which case is tested rather than how the test went
_BRANCHED = lazy(r"^\d{1,3}(?:[-－‐]\d{1,3})+$")  # 1-2: the number of a record rather than a day
_NUMBER = lazy(r"^[△▲+-]?[\d,.]+\s*(%|％|件|h|時間|人日|日|円|分|名)?$")
_NAME = lazy(r"^[^\d0-9。、,:：/\\<>=]{1,12}$")
_STEPS = lazy(r"^\s*[1１①][.．)）、\s]?")
_FIRST_STEP, _SIGNS = frozenset("1１①"), frozenset("△▲+-,.")
_SAYS = lazy(r"。|こと$|[すたるい]$|\n")


class Content(Struct, frozen=True):
    """Shares (0–1) of the looked-at filled cells; `filled` is how many these were, `distinct` how many differ.

    `allowed` are the words of the column's drop-down list, `marks_allowed` whether those are verdicts (OK, NG).
    """

    filled: int = 0
    distinct: int = 0
    dates: float = 0.0
    vague: float = 0.0  # 5月上旬, 月末
    numbers: float = 0.0
    marks: float = 0.0
    states: float = 0.0
    levels: float = 0.0
    ids: float = 0.0
    names: float = 0.0
    long: float = 0.0
    sentences: float = 0.0
    numbered: float = 0.0
    sorts: float = 0.0  # 障害, 要望, 仕様確認
    phases: float = 0.0  # 単体, 結合, UAT
    bugs: float = 0.0
    counted: bool = False  # 1, 2, 3, …
    allowed: tuple[str, ...] = ()

    @property
    def marks_allowed(self) -> bool:
        """Whether the drop-down list offers verdicts."""
        known = [word for word in self.allowed if result_of(word) in ("pass", "fail")]
        return len(known) > 1

    @property
    def states_allowed(self) -> bool:
        """Whether the drop-down list offers states of work."""
        return sum(status_of(word) is not None for word in self.allowed) > 1

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of the column."""
        return self.filled > 0 or bool(self.allowed)


def content_of(values: Sequence[CellValue], allowed: tuple[str, ...] = ()) -> Content:
    """What stands in these cells of one column; `allowed` are the words of its drop-down list."""
    filled = [value for value in values if not is_blank(value)]
    if not filled:
        return Content(allowed=allowed)
    traits = [_traits_of(value) if isinstance(value, str) else _plain_traits(value) for value in filled]
    total = len(filled)

    counts = Counter(itertools.chain.from_iterable(traits))

    def share(trait: str) -> float:
        return counts[trait] / total

    numbers = [value for value in filled if isinstance(value, int | float)]
    return Content(
        filled=total,
        distinct=len({str(value).strip() for value in filled}),
        dates=share("date"),
        vague=share("vague"),
        numbers=share("number"),
        marks=share("mark"),
        states=share("state"),
        levels=share("level"),
        ids=share("id"),
        names=share("name"),
        long=share("long"),
        sentences=share("sentence"),
        numbered=share("numbered"),
        sorts=share("sort"),
        phases=share("phase"),
        bugs=share("bug"),
        counted=len(numbers) == total and all(b - a == 1 for a, b in itertools.pairwise(numbers)),
        allowed=allowed,
    )


def _plain_traits(value: CellValue) -> frozenset[str]:
    if isinstance(value, date):
        return _DATE
    if isinstance(value, bool):
        return _NOTHING
    if isinstance(value, int | float):
        return _SERIAL if 40_000 <= value <= 60_000 else _WHOLE if float(value).is_integer() else _NUMBER_ONLY
    return _NOTHING


_DATE = frozenset({"date"})
_WHOLE = frozenset({"number", "id"})
_SERIAL = frozenset({"number", "id", "date"})
_NUMBER_ONLY = frozenset({"number"})
_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def _traits_of(text: str) -> frozenset[str]:
    """The traits of one text; a text may have several (「完了」 is a state and could be a name)."""
    text = text.strip()
    found = set()
    if len(text) > LONG:
        found.add("long")
    if _SAYS.search(text) and len(text) > 5:
        found.add("sentence")
    if text[:1] in _FIRST_STEP and len(text) > 5 and _STEPS.match(text):
        found.add("numbered")
    if len(text) > 2 * LONG:
        return frozenset(found)
    if is_blank_like(text):
        return frozenset(found)
    if text[:1].isalnum() and not (text[0].isdigit() and _BRANCHED.match(text)):
        what = read_date(text, near=None).what if may_name_day(text) else "word"
        found.add({"text_date": "date", "yearless_date": "date", "vague_date": "vague"}.get(what, what))
    if (text[:1].isdigit() or text[:1] in _SIGNS) and _NUMBER.match(text):
        found.add("number")
    if _ID.match(text):
        found.add("id")
    if (len(text) <= _SHORT or "\n" in text or "(" in text or "（" in text) and may_hold_word(text):
        if text not in _CASES and result_of(text):
            found.add("mark")
        if status_of(text):
            found.add("state")
        if level_of(text):
            found.add("level")
    plain = fold(text)
    if plain in _SORTS:
        found.add("sort")
    if plain in _BUGS:
        found.add("bug")
    if plain in _PHASES:
        found.add("phase")
    if found <= {"word", "sort", "phase", "bug"} and _NAME.match(text):
        found.add("name")
    return frozenset(found)
