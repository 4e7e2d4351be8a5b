"""What an odd cell was taken for, in a few words that stand beside it."""

from datetime import date
from typing import Final

from msgspec import Struct

from pmo_xl.model.days import full_day
from pmo_xl.model.fields import base_name
from pmo_xl.model.register import Oddity, What
from pmo_xl.sheets.meaning.values import text_of

# What a person has to put right: nothing, or not the whole of it, could be read.
LOST: Final[dict[What, str]] = {
    "unknown_word": "読めない言葉です",
    "bad_date": "日付として使えません",
    "not_a_number": "数として読めません",
    "error": "エラー値です",
    "uncached": "数式の値が保存されていません",
    "lost_digits": "16桁以上の数で、下の桁が失われています",
}
_THEN_BLANK: Final = frozenset({"bad_date", "not_a_number", "error", "uncached"})


class Taken(Struct, frozen=True):
    """What is said beside the cell, and whether the cell is in doubt (or was only written in another way)."""

    text: str
    in_doubt: bool


def taken(odd: Oddity, value: object) -> Taken:
    """What an odd cell was taken for; `value` is what the record holds for it."""
    if odd.what in LOST:
        is_state = odd.what == "unknown_word" and base_name(odd.field) == "status"
        then = "（空欄として扱います）" if odd.what in _THEN_BLANK else "（未完了として数えます）" if is_state else ""
        return Taken(LOST[odd.what] + then, True)
    if odd.what == "control":
        return Taken("見えない制御文字を除いて読みました", False)
    said = full_day(value) if isinstance(value, date) else text_of(odd.meaning) if isinstance(odd.meaning, str) else ""
    if odd.what == "ditto":
        return Taken(f"上の行と同じ「{said}」と読みました" if said else "上の行と同じと読みました", False)
    if not said:
        return Taken("日を特定できないため、日付なしとして扱います", False)
    if odd.what == "text_date":
        return Taken(said, False)
    return Taken(f"{said} {'年を補いました' if odd.what == 'yearless_date' else 'とみなしました'}", False)
