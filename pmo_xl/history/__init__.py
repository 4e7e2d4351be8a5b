"""The state of a day, kept beside the project in plain files: what yesterday said can be compared and proved.

history/2024-05-07/manifest.json    what is kept, with hashes; also the hash of the day before: a chain
history/2024-05-07/issues.jsonl     one record a line: its fields, canonical, and where it stood
history/2024-05-07/metrics.json     the figures that were reported
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmo_xl.history.comparing import Change, changes
    from pmo_xl.history.keeping import keep
    from pmo_xl.history.loading import faults, list_days, load

__all__ = ["Change", "changes", "faults", "keep", "list_days", "load"]

_HOME = {"Change": "comparing", "changes": "comparing", "keep": "keeping"}


def __getattr__(name: str) -> object:
    """Each name's module when it is first asked for: a check of a project without history needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'loading')}"), name)
