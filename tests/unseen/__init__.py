"""Sheets drawn up by people who had not seen the reader, each with its right reading; `python -m tests.unseen` scores it."""

import importlib
import pkgutil

from tests.unseen.draw import DRAWINGS

_OWN = ("draw", "score", "__main__")


def load(names=()):
    """Module → its drawings, all modules or those named."""
    found = [module.name for module in pkgutil.iter_modules(__path__) if module.name not in _OWN]
    for name in names or found:
        importlib.import_module(f"tests.unseen.{name}")
    return {name: [one for one in DRAWINGS if one.module == name] for name in names or found}
