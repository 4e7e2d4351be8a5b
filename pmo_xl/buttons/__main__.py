"""python -m pmo_xl.buttons ACTION "--wb=NAME" --from_xl=1 --hwnd=N: what the macro of a button starts."""

import gc
import sys
from collections.abc import Callable, Sequence

from pmo_xl.buttons.door import without


def main(arguments: Sequence[str]) -> int:
    """The action of the first word that is no option; 0 whenever the person was told how it went."""
    return alone(lambda: _pressed(arguments))


def alone(press: Callable[[], int]) -> int:
    """One press that is all its process does.

    Nobody looks for garbage among its values, neither meanwhile nor at the end: that would take a sixth of the time.
    """
    gc.disable()
    try:
        with without("typing_extensions"):  # large, and Python has what msgspec takes from it
            import msgspec  # noqa: F401 - loaded here, used everywhere
        return press()
    finally:
        gc.freeze()


def _pressed(arguments: Sequence[str]) -> int:
    from pmo_xl.buttons.caller import find_book, given
    from pmo_xl.buttons.running import press

    action = next((word for word in arguments if not word.startswith("--")), "")
    return press(action, lambda: find_book(*given(arguments)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
