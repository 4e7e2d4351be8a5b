"""Which edition of the product a result comes from: version, code, templates, the libraries it counts with."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import pmo_xl
from pmo_xl.resources import shipped

# What a result's content may depend on: calendars, readers of workbooks, writers of documents.
_LIBRARIES: Final = (
    "docxtpl",
    "jinja2",
    "jpholiday",
    "lxml",
    "msoffcrypto-tool",
    "python-calamine",
    "python-docx",
    "rapidfuzz",
)


@cache
def edition() -> str:
    """A hash that differs wherever a report might: 32 hexadecimal digits."""
    told = hashlib.sha256(pmo_xl.__version__.encode())
    package = Path(pmo_xl.__file__).parent
    for path in sorted([*package.rglob("*.py"), *shipped("report_templates").iterdir()]):
        if path.is_file():
            told.update(f"\n{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    told.update("\n".join(sorted(set(_installed()))).encode())
    return told.hexdigest()[:32]


def _installed() -> Iterator[str]:
    """「lxml-5.3.0.dist-info」 of each of the libraries; importlib.metadata would load a mail reader for it."""
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208 - thousands of names, of which a few are needed
                if name.endswith(".dist-info") and name.partition("-")[0].replace("_", "-").lower() in _LIBRARIES:
                    yield name
