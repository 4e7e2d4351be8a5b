"""The state of a day, kept beside the project in plain files: what yesterday said can be compared and proved.

history/2024-05-07/manifest.json    what is kept, with hashes; also the hash of the day before: a chain
history/2024-05-07/issues.jsonl     one record a line: its fields, canonical, and where it stood
history/2024-05-07/metrics.json     the figures that were reported
"""

from pmo_xl.history.changes import Change, changes
from pmo_xl.history.keep import keep
from pmo_xl.history.load import faults, list_days, load

__all__ = ["Change", "changes", "faults", "keep", "list_days", "load"]
