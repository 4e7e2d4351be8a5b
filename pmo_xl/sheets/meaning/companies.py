"""Names of companies and departments: ㈱A社, Ａ社 and 株式会社A社 are one, shown as most cells write it."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import fold

# Written before or behind the name; NFKC has made ㈱ (株) and ㍿ 株式会社.
_FORM = lazy(
    r"^(?:株式会社|有限会社|合同会社|合資会社|\([株有同資]\))+|(?:株式会社|有限会社|合同会社|合資会社|\([株有同資]\))+$"
    r"|(?:,?(?:co\.?,?)?(?:ltd|inc|corp|llc|k\.k)\.?)+$"
)
_POLITE = lazy("(?:様|さん|殿|御中)+$")


@lru_cache(maxsize=4096)
def fold_company(text: str) -> str:
    """The key under which spellings of one company meet: width, spaces, case, ㈱/(株)/株式会社 at either end, 様.

    >>> fold_company("㈱東都 システム") == fold_company("東都システム株式会社") == fold_company("東都ｼｽﾃﾑ様")
    True
    """
    bare = fold(text)
    while (shorter := _shorter(bare)) not in ("", bare):
        bare = shorter
    return bare


def _shorter(name: str) -> str:
    # The letters a form or a courtesy begins and ends with: most names have none of them there.
    plain = _POLITE.sub("", name) if name[-1:] in "様ん殿中" else name
    return _FORM.sub("", plain) if plain[:1] in "株有合(" or plain[-1:] in "社)dcpk." else plain


class Companies:
    """Every spelling met, by company: each is shown in the one that stands most often.

    `earlier` are spellings that count only for companies no longer met.
    """

    def __init__(self, written: Iterable[str], earlier: Iterable[str] = ()) -> None:
        self._shown = _usual(earlier) | _usual(written)

    def shown(self, text: str) -> str:
        """The spelling under which a company is shown, however `text` spells it."""
        return self._shown.get(fold_company(text)) or " ".join(text.split())


def _usual(written: Iterable[str]) -> dict[str, str]:
    """Folded company → its commonest spelling, of equally common ones the first of the alphabet."""
    counted: dict[str, Counter[str]] = {}
    for text, times in Counter(written).items():
        counted.setdefault(fold_company(text), Counter())[" ".join(text.split())] += times
    return {key: min(same, key=lambda spelling: (-same[spelling], spelling)) for key, same in counted.items()}
