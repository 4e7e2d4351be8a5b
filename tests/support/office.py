"""LibreOffice and the judge of Office files, for tests that look at what was written."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support import validate_ooxml

_TOOLS_REQUIRED = os.environ.get("PMO_XL_REQUIRE_TOOLS") == "1"


def complaints(path):
    """What Office would repair: nothing for a sound file. The SDK layer runs where OOXML_VALIDATOR is set."""
    sdk = validate_ooxml.find_sdk() if _TOOLS_REQUIRED or os.environ.get("OOXML_VALIDATOR") else None
    assert sdk or not _TOOLS_REQUIRED, "the SDK layer of the judge is missing"
    return [finding for finding in validate_ooxml.check(path, sdk) if not validate_ooxml.benign(finding)]


@cache
def _soffice():
    return shutil.which("soffice")


def pages(path, folder):
    """The number of pages LibreOffice prints; the PDF stays in `folder`."""
    if _soffice() is None or shutil.which("pdfinfo") is None:
        assert not _TOOLS_REQUIRED, "LibreOffice and poppler are required here"
        pytest.skip("LibreOffice (soffice) and poppler (pdfinfo) are not installed")
    folder = Path(folder)
    subprocess.run(
        [_soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pdf = folder / (Path(path).stem + ".pdf")
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:")))
