"""Keep the state of a day: registers as of that day, the figures reported, and a manifest that seals both."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pmo_xl.errors import SaveError, reason_of
from pmo_xl.history.chain import link_to
from pmo_xl.history.files import METRICS, REPORT, Names, digest, file_names, put_day, remove_day, sweep
from pmo_xl.history.loading import list_days
from pmo_xl.history.lock import writing
from pmo_xl.history.restoring import state_beside_rows
from pmo_xl.history.rows import fields_of, whole_rows
from pmo_xl.model.metric import Metric
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

_FORM = 2  # of the files; a later form must still read this one, and the first (no report.json)


def keep(
    folder: Path,
    situation: Situation,
    metrics: Mapping[str, Metric],
    *,
    report: Mapping[str, Any] | None = None,
    root: Path | None = None,
    prune_before: date | None = None,
) -> Path:
    """Keep what the situation says; gives back the day's folder.

    The same state gives the same bytes, so keeping twice changes nothing. Keeping an earlier day anew with another
    content is allowed, and shows: the manifest of the day after it names another hash (`faults`). Several may keep at
    once; they wait for each other. `report` is what else the day's report is made from (plain values), `root` what
    the paths of workbooks are told from. Days before `prune_before` are removed. Raises SaveError.
    """
    parts, kept = _parts(situation, metrics, report or {}, root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with writing(folder) as turn:
            sweep(folder)
            link = link_to(folder, situation.as_of)

            def manifest(names: Names) -> bytes:
                return _readable(_sealed(kept, names) | {"previous": link})

            place = put_day(folder, situation.as_of, parts, manifest, turn)
            if prune_before is not None:
                for day in list_days(folder):
                    if day < min(prune_before, situation.as_of):
                        turn.alive()
                        remove_day(folder, day)
    except OSError as error:
        raise SaveError(
            f"履歴フォルダ {folder} に書き込めません（{reason_of(error)}）",
            "空き容量とアクセス権を確認し、開いているファイルを閉じて再実行してください",
        ) from error
    return place


def first_day_kept(as_of: date, keep_days: int, today: date | None = None) -> date:
    """The first of the days that stay when `as_of` is kept: `keep_days` calendar days back.

    A mistyped day of next year must not remove everything, so no day of the last `keep_days` before today goes.
    """
    return moved(min(as_of, today or as_of), -keep_days)


def _parts(
    situation: Situation, metrics: Mapping[str, Metric], report: Mapping[str, Any], root: Path | None
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of the day, and its manifest but for what depends on the folder."""
    names = file_names(situation.registers)
    parts: dict[str, bytes] = {}
    registers: dict[str, dict[str, Any]] = {}
    for name, register in situation.registers.items():
        parts[names[name]] = msgspec.json.Encoder().encode_lines(whole_rows(register))
        registers[name] = {
            "kind": register.kind,
            "file": names[name],
            "records": len(register),
            "columns": fields_of(register),
            "sha256": digest(parts[names[name]]),
        }
    parts[METRICS] = _readable({name: metric.as_dict() for name, metric in metrics.items()})
    parts[REPORT] = msgspec.json.encode(state_beside_rows(situation, root) | dict(report)) + b"\n"
    manifest = {
        "form": _FORM,
        "date": situation.as_of,
        "registers": registers,
        "metrics": {"file": METRICS, "sha256": digest(parts[METRICS])},
        "report": {"file": REPORT, "sha256": digest(parts[REPORT])},
        "sources": [{"file": s.file, "saved": s.saved, "sha256": s.digest} for s in situation.sources],
    }
    return parts, manifest


def _sealed(manifest: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The manifest with the names the files have got in the folder."""
    registers = {name: kept | {"file": names[kept["file"]]} for name, kept in manifest["registers"].items()}
    own = {part: manifest[part] | {"file": names[manifest[part]["file"]]} for part in ("metrics", "report")}
    return dict(manifest) | {"registers": registers} | own


def _readable(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
