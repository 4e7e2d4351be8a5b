"""How wide a text is where full-width letters take two places: on terminals, in cells, in a line of a page."""

from unicodedata import east_asian_width


def width(text: str) -> int:
    """Its width in half-width letters."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
