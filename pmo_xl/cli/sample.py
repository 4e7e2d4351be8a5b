"""The sample project, written into a folder of one's own to try everything on."""

import shutil
from pathlib import Path

from pmo_xl.errors import PmoError, reason_of
from pmo_xl.resources import shipped


def write_sample(folder: Path) -> int:
    """Copy the sample project into the folder, its kept states included; gives back how many files.

    Files that are there already are left alone, so that one's own changes survive a second run.
    """
    source = shipped("workbooks")
    written = 0
    for path in sorted(source.rglob("*")):
        target = folder / path.relative_to(source)
        if path.is_dir() or target.exists() or "out" in path.relative_to(source).parts:
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        except OSError as error:
            raise PmoError(
                f"{folder} に書き込めません（{reason_of(error)}）", "書き込めるフォルダを指定してください"
            ) from error
        written += 1
    return written
