"""A tab of a real Chromium that a test drives: keys, clicks, print, and everything the page asks the network for.

with Tab(path, width=390) as tab:
    tab.press("Tab"), tab.press("Enter")
    assert tab.says("document.activeElement.id") == "n1"
"""

import base64
import json
import os
import select
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.browser import chromium

_PATIENCE = 120  # seconds
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
]  # fmt: skip

# The browser reads commands from 3 and answers on 4, whatever the pipes are called here.
_START = """
import os, sys
spare = [os.dup(int(end)) for end in sys.argv[1:3]]
for end, name in zip(spare, (3, 4)):
    os.dup2(end, name)
    os.set_inheritable(name, True)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Tab:
    """One page, open in a browser of its own. `scripts` False: as for a reader who has switched JavaScript off."""

    def __init__(self, path, *, width=1280, height=900, scripts=True):
        self.path, self.size, self.scripts = Path(path), (width, height), scripts
        self.asked, self.complaints = [], []
        self._number, self._rest = 0, b""

    def __enter__(self):
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        into, self._into = os.pipe()
        self._from, out = os.pipe()
        command = [chromium(), *_QUIET, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._browser = subprocess.Popen(
            [sys.executable, "-c", _START, str(into), str(out), *command],
            pass_fds=(into, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(into), os.close(out)
        try:
            self._open()
        except BaseException:
            self._browser.kill()
            raise
        return self

    def _open(self):
        target = next(t for t in self._call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = None
        self._session = self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._call(f"{domain}.enable")
        self._call("Emulation.setScriptExecutionDisabled", value=not self.scripts)
        self.resize(*self.size)
        self.show(self.path)

    def __exit__(self, *_):
        self._call("Browser.close", session=False)
        self._browser.wait(20)
        os.close(self._into), os.close(self._from)
        self._profile.cleanup()

    def show(self, path):
        """Another page in the same tab."""
        self._loaded = False
        self._call("Page.navigate", url=Path(path).resolve().as_uri())
        while not self._loaded:
            self._read()

    def resize(self, width, height):
        """Another size of window; below 500 a phone's."""
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )

    def says(self, expression):
        """The value of a piece of JavaScript inside the page."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key):
        """Press and release a key."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        known = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        self._call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **known)
        self._call("Input.dispatchKeyEvent", type="keyUp", **known)
        self._settle()

    def click(self, selector):
        """Click in the middle of an element, brought into view first."""
        chosen = f"document.querySelector({json.dumps(selector)})"
        self.says(f"{chosen}.scrollIntoView({{block: 'center'}})")
        x, y = self.says(f"(b => [b.left + b.width / 2, b.top + b.height / 2])({chosen}.getClientRects()[0])")
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self._settle()

    def printed(self, path):
        """Write the page as a printer would get it, A4, as a PDF."""
        data = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        Path(path).write_bytes(base64.b64decode(data))
        return path

    def picture(self, path, *, whole=True):
        """Write what the window shows, or the whole page, as a PNG."""
        data = self._call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        Path(path).write_bytes(base64.b64decode(data))
        return path

    def _settle(self):
        """Let the page answer to what was done, as far as one turn of its own clock."""
        if self.scripts:
            wait = "new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 30)), 30))"
            self._call("Runtime.evaluate", expression=wait, awaitPromise=True)

    def _call(self, method, session=True, **params):
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session and getattr(self, "_session", None):
            message["sessionId"] = self._session
        os.write(self._into, json.dumps(message).encode() + b"\0")
        number = self._number
        while (answer := self._read()).get("id") != number:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _read(self):
        """The next message; what the page asks for and complains about is noted."""
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], _PATIENCE)
            piece = os.read(self._from, 1 << 20) if ready else b""
            assert piece, "the browser has gone" if ready else "the browser does not answer"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(line)
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.asked.append(message["params"]["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(message["params"]["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(message["params"]["exceptionDetails"]["text"])
            case "Page.loadEventFired":
                self._loaded = True
        return message
