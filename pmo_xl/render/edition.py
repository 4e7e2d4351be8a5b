"""Which edition of a document is being written: told by what the documents that lie in the folder already say."""

import re
import zipfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

_CORE: Final = "docProps/core.xml"
_IDENTIFIER: Final = "{http://purl.org/dc/elements/1.1/}identifier"
_VERSION: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}version"
_LARGEST: Final = 100_000  # bytes of properties; ours have a few hundred


class Editions:
    """The documents of one page in a folder, by what their properties call them: 「matter #digest」 and its edition."""

    def __init__(self, folder: Path, page: str) -> None:
        self._folder, self._page = folder, page

    def of(self, identifier: str) -> int:
        """1 for a matter that no document is about; that document's edition when it says the same, else the next."""
        matter = identifier.rpartition(" #")[0]
        known = self._known.get(matter, {})
        return known.get(identifier) or max(known.values(), default=0) + 1

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, int]]:
        """Matter → identifier → edition."""
        found: dict[str, dict[str, int]] = {}
        for path in sorted(self._folder.glob(f"{self._page}_*.doc[xm]")):
            identifier, version = _properties(path)
            matter, sign, _ = identifier.rpartition(" #")
            if sign and re.fullmatch(r"[1-9]\d{0,3}", version):
                found.setdefault(matter, {})[identifier] = int(version)
        return found


def _properties(path: Path) -> tuple[str, str]:
    """Identifier and version of a document; "" where it has none, or is no document."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo(_CORE).file_size > _LARGEST:
                return "", ""
            data = package.read(_CORE)
        if b"<!DOCTYPE" in data:
            return "", ""
        root = ET.fromstring(data)  # noqa: S314 - small, without a DOCTYPE
    except (OSError, KeyError, zipfile.BadZipFile, ET.ParseError, NotImplementedError, RuntimeError):
        return "", ""
    return root.findtext(_IDENTIFIER) or "", root.findtext(_VERSION) or ""
