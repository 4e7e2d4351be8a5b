"""How a cell's ground and letters look, remembered closely enough to be given back: none is not white."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from pmo_xl.buttons.com import ask, attempt
from pmo_xl.model.finding import FILLS

Look = dict[str, Any]

_NONE, _SOLID, _AUTOMATIC = -4142, 1, -4105  # xlPatternNone, xlPatternSolid, xlColorIndexAutomatic
_GRADIENTS: Final = (4000, 4001)
_COLOUR: Final = ("ThemeColor", "ColorIndex", "Color", "TintAndShade")
_HATCH: Final = tuple(f"Pattern{name}" for name in _COLOUR)
_PALE: Final = 150  # of 255: letters as light as this cannot be read on our grounds
_PAINT: Final[dict[str, int]] = {  # blue is the highest byte in COM
    level: int(rgb[6:8] + rgb[4:6] + rgb[2:4], 16) for level, rgb in FILLS.items()
}


def look_of(cell: Any) -> Look | None:  # noqa: ANN401 - xlwings' Range of one cell
    """The cell's ground, and its letters where ours would hide them; None for a ground that cannot be given back."""
    interior = cell.api.Interior
    pattern = ask(lambda: interior.Pattern, None)
    if pattern is None or pattern in _GRADIENTS:
        return None
    look: Look = {"Pattern": int(pattern)}
    if pattern != _NONE:
        look |= _properties(interior, _COLOUR if pattern == _SOLID else (*_COLOUR, *_HATCH))
    font = cell.api.Font
    if _is_pale(font):
        look["Font"] = _properties(font, _COLOUR)
    return look


def paint(cell: Any, level: str, look: Look) -> None:  # noqa: ANN401
    """Give the cell the ground of its gravest finding."""
    cell.api.Interior.Pattern = _SOLID
    cell.api.Interior.Color = _PAINT[level]
    if "Font" in look:
        cell.api.Font.ColorIndex = _AUTOMATIC


def is_painted(cell: Any, level: str) -> bool:  # noqa: ANN401
    """Whether the ground is still the one we gave; a person may have chosen another since."""
    interior = cell.api.Interior
    colour = ask(lambda: int(interior.Color), -1)
    return ask(lambda: interior.Pattern, _NONE) == _SOLID and colour == _PAINT.get(level)


def restore(cell: Any, look: Look) -> None:  # noqa: ANN401
    """Give the ground back, and the letters if we have changed them."""
    interior = cell.api.Interior
    pattern = look["Pattern"]
    if pattern == _NONE:
        interior.Pattern = _NONE
    else:
        interior.Pattern = pattern
        _give(interior, look, "")
        if pattern != _SOLID:
            _give(interior, look, "Pattern")
    if "Font" in look:
        _give(cell.api.Font, look["Font"], "")


def _give(thing: Any, look: Look, kind: str) -> None:  # noqa: ANN401
    """Set a colour as it was defined: by the theme, as Excel's automatic one, or as itself."""
    theme, index, colour, tint = (
        look.get(kind + name) for name in ("ThemeColor", "ColorIndex", "Color", "TintAndShade")
    )
    if theme and attempt(lambda: setattr(thing, kind + "ThemeColor", theme)):
        attempt(lambda: setattr(thing, kind + "TintAndShade", tint or 0))
    elif index == _AUTOMATIC and attempt(lambda: setattr(thing, kind + "ColorIndex", _AUTOMATIC)):
        pass
    elif colour is not None:
        setattr(thing, kind + "Color", colour)


def _is_pale(font: Any) -> bool:  # noqa: ANN401
    """Whether the letters are too light for a light ground; letters of several colours are left alone."""
    if ask(lambda: font.ColorIndex, None) in (None, _AUTOMATIC):
        return False
    colour = ask(lambda: int(font.Color), 0)
    red, green, blue = colour & 255, colour >> 8 & 255, colour >> 16 & 255
    return 0.3 * red + 0.59 * green + 0.11 * blue >= _PALE


def _properties(thing: Any, names: Sequence[str]) -> Look:  # noqa: ANN401
    return {name: _number(ask(partial(getattr, thing, name), None)) for name in names}


def _number(value: Any) -> int | float | None:  # noqa: ANN401
    """A property as JSON keeps it."""
    if value is None or isinstance(value, bool):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
