"""python -m pmo_xl.buttons ACTION "--wb=NAME" --from_xl=1 --hwnd=N: what the macro of a button starts."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """The action of the first word that is no option; 0 whenever the person was told how it went."""
    import gc

    from pmo_xl.buttons.caller import find_book, given
    from pmo_xl.buttons.running import press

    gc.disable()  # the process is this one press: looking for garbage among values that stay takes a sixth of it
    action = next((word for word in arguments if not word.startswith("--")), "")
    return press(action, lambda: find_book(*given(arguments)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
