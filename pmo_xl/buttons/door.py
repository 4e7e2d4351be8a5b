"""The one place xlwings comes in through, and what is kept out of a button's process while libraries are loaded."""

import atexit
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

# The last one is its paid part, which is not used here: xlwings does without it, and looks for no licence.
_NOT_NEEDED: Final = ("pandas", "numpy", "polars", "matplotlib", "plotly", "PIL", "xlwings.pro")


@contextmanager
def without(*names: str) -> Iterator[None]:
    """What is imported meanwhile finds these modules not installed; what is loaded of them already stays as it is."""
    hidden: dict[str, ModuleType | None] = {name: sys.modules.get(name) for name in names}
    sys.modules.update(dict.fromkeys(names))  # type: ignore[arg-type] # None is Python's own "cannot be imported"
    try:
        yield
    finally:
        for name, module in hidden.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def xlwings_alone() -> Any:  # noqa: ANN401 - xlwings ships no types its own users can rely on
    """The module xlwings, loaded as if pandas, numpy and the like were not installed; a fifth of the waiting time.

    What the process has loaded of them stays as it is. Ranges take and give lists then, never data frames.
    """
    if "xlwings" not in sys.modules:
        with without(*_NOT_NEEDED):
            import xlwings  # noqa: F401 - it is taken from sys.modules, where it may have been before
    return _tamed(sys.modules["xlwings"])


def _tamed(xlwings: ModuleType) -> ModuleType:
    """xlwings on Windows without two habits that do not belong beside a person's open workbooks.

    At its end it kills every Excel process it has no window of, another program's or one that is busy, unsaved work
    and all. And it asks a busy Excel again for ever; once is enough for it, for we ask again ourselves.
    """
    windows: Any = sys.modules.get(f"{xlwings.__name__}._xlwindows")
    if windows is not None:
        atexit.unregister(windows.cleanup)
        windows.N_COM_ATTEMPTS = 1
    return xlwings
