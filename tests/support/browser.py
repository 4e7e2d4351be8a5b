"""Chromium without a window, for tests that look at a page as a person's browser shows it."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from html import unescape
from pathlib import Path

import pytest

_TOOLS_REQUIRED = os.environ.get("PMO_XL_REQUIRE_TOOLS") == "1"
_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--virtual-time-budget=4000",
]  # fmt: skip
# Asked inside the page; the answer comes back as an attribute of the frame around it.
_FRAME = """<!DOCTYPE html><meta charset="utf-8"><iframe id="page" width="%d" height="%d" src="%s"></iframe><script>
document.getElementById("page").onload = function () {
  var page = this.contentWindow, view = page.document;
  document.body.dataset.answer = JSON.stringify((function () { %s })());
};
</script>"""


@cache
def chromium():
    """The browser's path; a test that needs it is skipped without one (not where PMO_XL_REQUIRE_TOOLS=1)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        assert not _TOOLS_REQUIRED, "chromium is required here"
        pytest.skip("chromium is not installed")
    return found


def complaints(path):
    """What the browser's console says about a page: nothing for a sound one."""
    return re.findall(r"CONSOLE.*", _run(Path(path).as_uri(), "--dump-dom").stderr)


def asked(path, script, *, width=1280, height=900):
    """What a piece of JavaScript gives back that is run beside the page, drawn in a frame of this size.

    `page` is its window, `view` its document. The page's own policy lets nothing run inside of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "frame.html"
        frame.write_text(_FRAME % (width, height, Path(path).as_uri(), script), "utf-8")
        dom = _run(frame.as_uri(), "--dump-dom", "--allow-file-access-from-files", "--disable-web-security").stdout
    answer = re.search(r'data-answer="([^"]*)"', dom)
    assert answer, dom[:2000]
    return json.loads(unescape(answer[1]))


def _run(address, *options):
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run(
            [chromium(), *_QUIET, f"--user-data-dir={profile}", *options, address],
            capture_output=True, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
