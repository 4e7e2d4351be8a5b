"""The one place xlwings comes in through: without the big libraries it would load if they are installed."""

import atexit
import sys
from types import ModuleType
from typing import Any, Final

# The last one serves xlwings to look for a licence of its paid part, which is not used here.
_NOT_NEEDED: Final = ("pandas", "numpy", "polars", "matplotlib", "plotly", "PIL", "cryptography")


def xlwings_alone() -> Any:  # noqa: ANN401 - xlwings ships no types its own users can rely on
    """The module xlwings, loaded as if pandas, numpy and the like were not installed; a fifth of the waiting time.

    What the process has loaded of them stays as it is. Ranges take and give lists then, never data frames.
    """
    if "xlwings" in sys.modules:
        return _tamed(sys.modules["xlwings"])
    hidden: dict[str, ModuleType | None] = {name: sys.modules.get(name) for name in _NOT_NEEDED}
    sys.modules.update(dict.fromkeys(_NOT_NEEDED))  # type: ignore[arg-type] # None is Python's own "cannot be imported"
    try:
        import xlwings
    finally:
        for name, module in hidden.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
    return _tamed(xlwings)


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
