"""One width for every character: what folding a word, a name or an id begins with."""

import unicodedata

from pmo_xl.model.pattern import lazy

_APART = lazy(" ([\u0300-\u036f\u3099\u309a])")


def half_width(text: str) -> str:
    """The text in NFKC, a voicing mark or accent that stood by itself joined to its letter.

    >>> half_width("Ａ１－㈱ｶﾞ"), half_width("カ゛")
    ('A1-(株)ガ', 'ガ')
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _APART.sub(r"\1", unicodedata.normalize("NFKC", text)))
