"""The text of a day without what people write around it: a weekday, a clock time, 「まで」, 「頃」, brackets, an era."""

import re
import unicodedata
from typing import Final, NamedTuple

from pmo_xl.model.pattern import lazy


class BareDay(NamedTuple):
    """A text as far as it may name a day; `about` tells that it was said vaguely: 「5/10頃」, 「(5/10)」, 「5/10?」."""

    text: str
    about: bool = False


def bare_day(text: str) -> BareDay:
    """The text in half width without what says nothing about the day, its era as a western year.

    >>> bare_day("令和6年５月７日（火）10:00まで"), bare_day("(5/10)")
    (BareDay(text='2024年5月7日', about=False), BareDay(text='5/10', about=True))
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'’").strip()
    enclosed = _ENCLOSED.match(plain)
    plain = _UNTIL.sub("", enclosed[1].strip() if enclosed else plain)
    about = _ABOUT.search(plain)
    if about is not None and about.start() > 0:
        plain = plain[: about.start()]
    else:
        about = None
    plain = _WEEKDAY_FIRST.sub("", _WEEKDAY.sub("", _UNTIL.sub("", plain)))
    plain = _HALF_DAY.sub("", _CLOCK.sub("", _TIME.sub("", plain)))
    plain = _WEEKDAY.sub("", plain).strip()
    return BareDay(_ERA.sub(_western, _SPACED.sub(r"\1", plain)), enclosed is not None or about is not None)


# Brackets around the whole are how people write a day that is not agreed yet.
_ENCLOSED = lazy(r"^[(\[<]([^()\[\]<>]*\d[^()\[\]<>]*)[)\]>]$")
_UNTIL = lazy(r"\s*(?:まで(?:に)?|迄(?:に)?|必着|〆切?|締め?切り?|付け?)$")
_ABOUT = lazy(
    r"\s*(?:[(\[](?:予定|仮|見込み?|目標|目途|目処|暫定|頃)[)\]]|頃|ごろ|目途|目処|めど|くらい|ぐらい|予定|見込み?|以降|\?+)$"
)
_WEEKDAY = lazy(
    r"\s*[(\[]\s*(?:[月火水木金土日](?:曜日?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z.]*)(?:[・/,、 祝][^)\]\d]*)?[)\]]"
    # Without brackets 日 behind a number is more often the day than a Sunday.
    r"|(?:(?<=日)\s*[月火水木金土日]|(?<=[-/.]\d)\s*(?:[月火水木金土]|日(?=曜))|(?<=[-/.]\d\d)\s*(?:[月火水木金土]|日(?=曜)))"
    r"(?:曜日?)?(?=$|\s)",
    re.IGNORECASE,
)
_WEEKDAY_FIRST = lazy(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+(?=\S)", re.IGNORECASE)
_TIME = lazy(
    r"(?:(?<=\d)\s+|(?<=\d)\s*T|(?<=日)\s*)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?"
    r"(?:\s*[-~〜]\s*(?:\d{1,2}:\d{2})?)?$",
    re.IGNORECASE,
)
_CLOCK = lazy(r"(?<=[\d日])\s*(?:午前|午後)?\d{1,2}時(?:\d{1,2}分|半)?(?:[-~〜]\d{1,2}時(?:\d{1,2}分|半)?)?$")
_HALF_DAY = lazy(r"(?<=[\d日])\s*(?:午前中?|午後|朝一?|昼|夕方?|夜|終日|中|AM|PM|EOD)$", re.IGNORECASE)
_SPACED = lazy(r"\s*([-/.年月])\s*(?=\d)")
_ERA = lazy(r"^(令和|平成|昭和|大正|[令平昭RHST])\s*(元|\d{1,2})(?=\s*[-/.年])", re.IGNORECASE)
_ERAS: Final = {"令": 2018, "平": 1988, "昭": 1925, "大": 1911, "R": 2018, "H": 1988, "S": 1925, "T": 1911}


def _western(era: re.Match[str]) -> str:
    return str(_ERAS[era[1][0].upper()] + (1 if era[2] == "元" else int(era[2])))
