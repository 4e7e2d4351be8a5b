"""python -m pmo_xl.buttons ACTION "--wb=NAME" --from_xl=1 --hwnd=N: what the macro of a button starts."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

from pmo_xl.buttons.door import without


def main(arguments: Sequence[str]) -> int:
    """The action of the first word that is no option; 0 whenever the person was told how it went."""
    return alone(lambda: _pressed(arguments))


def alone(press: Callable[[], int]) -> int:
    """One press that is all its process does: nobody looks for garbage among its values, a sixth of the time."""
    gc.disable()
    with without("typing_extensions"):  # large, and Python has what msgspec takes from it
        import msgspec  # noqa: F401 - loaded here, used everywhere
    return press()


def leave(code: int) -> NoReturn:
    """End the process at once; the macro waits for it.

    Every file is written and closed, Excel's objects have gone with the press that held them: what is left are values,
    and taking those apart one by one is another twelfth of the time.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # pythonw has none
            with suppress(OSError, ValueError):  # nobody reads any more
                stream.flush()
    os._exit(code)


def _pressed(arguments: Sequence[str]) -> int:
    from pmo_xl.buttons.caller import find_book, given
    from pmo_xl.buttons.running import press

    action = next((word for word in arguments if not word.startswith("--")), "")
    return press(action, lambda: find_book(*given(arguments)))


if __name__ == "__main__":
    leave(main(sys.argv[1:]))
