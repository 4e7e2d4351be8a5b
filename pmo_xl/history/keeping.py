"""Keep the state of a day: registers as of that day, the figures reported, and a manifest that seals both."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pmo_xl.history.files import MANIFEST, METRICS, digest, file_names, put_day
from pmo_xl.history.loading import list_days
from pmo_xl.history.rows import fields_of, row_of
from pmo_xl.model.metric import Metric
from pmo_xl.situation import Situation

_FORM = 1  # of the files; a later form must still read this one


def keep(folder: Path, situation: Situation, metrics: Mapping[str, Metric]) -> Path:
    """Keep what the situation says; gives back the day's folder.

    The same state gives the same bytes, so keeping twice changes nothing. Keeping an earlier day anew with another
    content is allowed, and shows: the manifest of the day after it names another hash (`faults`). Raises SaveError.
    """
    names = file_names(situation.registers)
    files: dict[str, bytes] = {}
    kept: dict[str, dict[str, Any]] = {}
    for name, register in situation.registers.items():
        files[names[name]] = b"".join(msgspec.json.encode(row_of(record)) + b"\n" for record in register)
        kept[name] = {
            "kind": register.kind,
            "file": names[name],
            "records": len(register),
            "columns": fields_of(register),
            "sha256": digest(files[names[name]]),
        }
    files[METRICS] = _readable({name: metric.as_dict() for name, metric in metrics.items()})
    manifest = {
        "form": _FORM,
        "date": situation.as_of,
        "registers": kept,
        "metrics": {"file": METRICS, "sha256": digest(files[METRICS])},
        "sources": [{"file": s.file, "saved": s.saved, "sha256": s.digest} for s in situation.sources],
        "previous": _previous(folder, situation.as_of),
    }
    return put_day(folder, situation.as_of, files | {MANIFEST: _readable(manifest)})


def _previous(folder: Path, day: date) -> dict[str, str] | None:
    """The link of the chain: the day kept before, and the hash of its manifest."""
    before = [other for other in list_days(folder) if other < day]
    if not before:
        return None
    manifest = folder / before[-1].isoformat() / MANIFEST
    data = manifest.read_bytes() if manifest.is_file() else b""
    return {"date": before[-1].isoformat(), "sha256": digest(data)}


def _readable(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
