"""How figures are printed: percent and differences, with one decimal rounded half up.

The project's minus word (`[reports] minus`) signs every difference. 「▲」 stands before whole numbers only, as in
「▲18件 (−9.0pt)」: before a decimal it is the sign −. A negative value that is no difference has the sign − too.
"""

from fractions import Fraction
from math import floor
from typing import Final

MINUS: Final = "−"  # U+2212, as wide as +
NOTHING: Final = "−"  # what stands for a figure that cannot be said

Number = int | float | Fraction


def half_up(value: Number, digits: int = 1) -> str:
    """The number with so many decimals, halves away from zero, thousands separated; U+2212 marks a negative one."""
    scale = 10**digits
    scaled = floor(abs(Fraction(value)) * scale + Fraction(1, 2))
    whole, rest = divmod(scaled, scale)
    text = f"{whole:,}.{rest:0{digits}d}" if digits else f"{whole:,}"
    return f"{MINUS}{text}" if value < 0 and scaled else text


def percent(ratio: Number) -> str:
    """0.55 → 55.0%."""
    return f"{half_up(Fraction(ratio) * 100)}%"


def amount(number: int, unit: str = "件") -> str:
    """1234 → 1,234件."""
    return f"{number:,}{unit}"


def signed(number: int, minus: str) -> str:
    """+16, ▲18, ±0: a difference of whole numbers with the project's minus word."""
    return f"+{number:,}" if number > 0 else f"{minus}{-number:,}" if number else "±0"


def signed_half_up(value: Number, minus: str, digits: int = 1) -> str:
    """+0.3, −0.3, ±0.0: a difference with decimals."""
    text = half_up(abs(Fraction(value)), digits)
    if not any(digit in text for digit in "123456789"):
        return f"±{text}"
    return f"+{text}" if value > 0 else f"{MINUS if minus == '▲' else minus}{text}"


def signed_points(difference: Number, minus: str) -> str:
    """+8.0pt, −9.0pt: a difference of two ratios in percentage points."""
    return f"{signed_half_up(Fraction(difference) * 100, minus)}pt"
