"""The page about all projects: written at the end of every batch, and left alone when it would say the same again."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, time
from pathlib import Path

import msgspec

from pmo_xl.batch import stamps
from pmo_xl.batch.edition import edition
from pmo_xl.batch.memory import is_moved
from pmo_xl.batch.result import ProjectResult
from pmo_xl.batch.stamps import Output
from pmo_xl.config import FILE_NAME, read_config
from pmo_xl.errors import PmoError
from pmo_xl.writer import Outputs

FILE = "summary.json"


class _Written(msgspec.Struct, frozen=True):
    """What was written last, and what it was made from."""

    key: str
    files: tuple[Output, ...]


def summary(
    results: Sequence[ProjectResult], out: Path, as_of: date, *, root: Path, at: time | None, own: Path, fresh: bool
) -> Outputs:
    """Write 案件横断報告 into `out`; where the last one says the very same and lies there untouched, it stays.

    `own` is the folder of what the batch remembers; `fresh` asks it nothing. Raises PmoError as `save_portfolio` does.
    """
    key = _key(results, out, as_of, root, at)
    if not fresh and key:
        with suppress(OSError, msgspec.DecodeError):
            last = msgspec.json.decode((own / FILE).read_bytes(), type=_Written)
            if last.key == key and last.files and stamps.untouched(last.files):
                return Outputs(tuple(Path(file.path) for file in last.files))
    from pmo_xl.batch.portfolio import save_portfolio

    made = save_portfolio(results, out, as_of, root=root, at=at)
    if key and not any(map(is_moved, map(str, made.paths))):
        from pmo_xl.render.save import put_in_place

        with suppress(OSError):
            written = _Written(key, stamps.outputs_of(made.paths))
            put_in_place(own / FILE, msgspec.json.encode(written))
    return made


def _key(results: Sequence[ProjectResult], out: Path, as_of: date, root: Path, at: time | None) -> str:
    """A hash of everything the page is made from; "" where that cannot be told."""
    told = hashlib.sha256(msgspec.json.encode([edition(), as_of, str(at), str(root), str(out), results]))
    settings = root / FILE_NAME
    if settings.is_file():
        try:
            templates = read_config(settings).reports.templates
        except PmoError:
            return ""
        for path in (settings, *(root / name for name in templates)):
            told.update(f"\n{path.name} {stamps.digest_of(path)}".encode())
    return told.hexdigest()
