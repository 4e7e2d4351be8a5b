"""Which edition of the product a result comes from: version, code, templates, the libraries it counts with."""

import hashlib
import importlib.metadata
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
    for library in _LIBRARIES:
        try:
            version = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            version = "?"
        told.update(f"\n{library} {version}".encode())
    return told.hexdigest()[:32]
