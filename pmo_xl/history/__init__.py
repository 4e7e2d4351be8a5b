"""The state of a day, kept beside the project in plain files: what yesterday said can be compared and proved.

history/2024-05-07/manifest.json    what is kept, with hashes; also the hash of the day before: a chain
history/2024-05-07/issues.jsonl     one record a line: its fields, canonical, and where it stood
history/2024-05-07/metrics.json     the figures that were reported
history/2024-05-07/report.json      what else the day's report is made from: tables, settings, findings
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmo_xl.history.chain import faults
    from pmo_xl.history.comparing import Change, changes
    from pmo_xl.history.keeping import first_day_kept, keep
    from pmo_xl.history.loading import kept_of, list_days, load, state_of
    from pmo_xl.history.restoring import restore

_HOME = {
    "Change": "comparing",
    "changes": "comparing",
    "faults": "chain",
    "first_day_kept": "keeping",
    "keep": "keeping",
    "kept_of": "loading",
    "list_days": "loading",
    "load": "loading",
    "restore": "restoring",
    "state_of": "loading",
}

__all__ = [
    "Change",
    "changes",
    "faults",
    "first_day_kept",
    "keep",
    "kept_of",
    "list_days",
    "load",
    "restore",
    "state_of",
]


def __getattr__(name: str) -> object:
    """Each name's module when it is first asked for: a check of a project without history needs none of them."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
