"""LibreOffice and the judge of Office files, for tests that look at what was written."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support import validate_ooxml

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<alias binding="same"><family>游ゴシック</family><prefer><family>Noto Sans CJK JP</family></prefer></alias>
<alias binding="same"><family>Yu Gothic</family><prefer><family>Noto Sans CJK JP</family></prefer></alias></fontconfig>"""
_TOOLS_REQUIRED = os.environ.get("PMO_XL_REQUIRE_TOOLS") == "1"


def complaints(path, *, by_sdk=True):
    """What Office would repair: nothing for a sound file. The SDK layer runs where OOXML_VALIDATOR is set.

    It takes seconds a file; `by_sdk=False` is for the many files of one kind of which others are judged by it.
    """
    sdk = validate_ooxml.find_sdk() if by_sdk and (_TOOLS_REQUIRED or os.environ.get("OOXML_VALIDATOR")) else None
    assert sdk or not by_sdk or not _TOOLS_REQUIRED, "the SDK layer of the judge is missing"
    return [finding for finding in validate_ooxml.check(path, sdk) if not validate_ooxml.benign(finding)]


@cache
def _soffice():
    return shutil.which("soffice")


def drawn(path, folder):
    """The file as the PDF that LibreOffice prints, in `folder`.

    Where 游ゴシック is missing a Japanese font stands in for it: any other has wider figures and letters.
    """
    folder = Path(folder)
    (folder / "fonts.conf").write_text(_FONTS, "utf-8")
    subprocess.run(
        [_soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )  # fmt: skip
    return folder / (Path(path).stem + ".pdf")


def pages(path, folder):
    """The number of pages LibreOffice prints."""
    if _soffice() is None or shutil.which("pdfinfo") is None:
        assert not _TOOLS_REQUIRED, "LibreOffice and poppler are required here"
        pytest.skip("LibreOffice (soffice) and poppler (pdfinfo) are not installed")
    return pages_of(drawn(path, folder))


def pages_of(pdf):
    """The number of pages of a PDF."""
    if shutil.which("pdfinfo") is None:
        assert not _TOOLS_REQUIRED, "poppler is required here"
        pytest.skip("poppler (pdfinfo) is not installed")
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:")))


def converted(paths, suffix, folder, *, fonts=False):
    """The files as LibreOffice saves them in another format (`suffix` without its point), in `folder`, in order.

    `fonts`: a Japanese font stands in for 游ゴシック where that is missing.
    """
    if _soffice() is None:
        assert not _TOOLS_REQUIRED, "LibreOffice is required here"
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = Path(folder)
    (folder / "fonts.conf").write_text(_FONTS, "utf-8")
    own = {"FONTCONFIG_FILE": str(folder / "fonts.conf")} if fonts else {}
    subprocess.run(
        [_soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", suffix, "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=300, env={**os.environ, **own},
    )  # fmt: skip
    return [folder / f"{Path(path).stem}.{suffix.partition(':')[0]}" for path in paths]
