"""An xlwings engine on a live LibreOffice: genuine xlwings Book, Sheet and Range without Excel, for tests only.

    with libreoffice() as port:
        app = started(port)
        book = app.books.open("課題管理表.xlsx")

Uses xlwings.base_classes (its BSD part; private API, so a break is a failure of tests only) and no licence key. What
is not here raises NotImplementedError, which tells what the product uses. Needs soffice and python3-uno for the same
minor version of Python; PMO_XL_UNO names the folder of uno.py where it is not the system's.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

_UNO = os.environ.get("PMO_XL_UNO", "/usr/lib/python3/dist-packages")
_REQUIRED = os.environ.get("PMO_XL_REQUIRE_TOOLS") == "1"


def uno_or_skip():
    """The module uno; the test is skipped, or in CI fails, where LibreOffice cannot be spoken to."""
    if _UNO not in sys.path:
        sys.path.append(_UNO)
    try:
        import uno
    except ImportError:
        uno = None
    if uno is None or shutil.which("soffice") is None:
        assert not _REQUIRED, "LibreOffice and python3-uno are required here"
        pytest.skip("LibreOffice (soffice) or python3-uno is not installed")
    return uno


def setting(name, value):
    """A PropertyValue."""
    uno_or_skip()
    from com.sun.star.beans import PropertyValue

    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


@contextlib.contextmanager
def libreoffice():
    """A LibreOffice of its own (private profile, free port), ended on leaving; gives its port."""
    uno_or_skip()
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    profile = tempfile.mkdtemp()
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
         "-env:UserInstallation=" + Path(profile).as_uri(), f"--accept=socket,host=localhost,port={port};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(600):
            with contextlib.suppress(Exception):  # until it listens
                desktop(port)
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("LibreOffice did not start within 60 s")
        yield port
    finally:
        with contextlib.suppress(Exception):  # it answers by closing the connection
            desktop(port).terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(profile, ignore_errors=True)


def desktop(port):
    """The running LibreOffice itself."""
    uno = uno_or_skip()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    context = resolver.resolve(f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext")
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def started(port):
    """An xlwings App on the LibreOffice that listens at this port, its engine the active one."""
    from pmo_xl.buttons.door import xlwings_alone

    xw = xlwings_alone()
    from tests.support import lo_objects  # needs xlwings, and that alone

    engine = xw.Engine(impl=lo_objects.Engine(port))
    known = [found for found in xw.engines if found.name == engine.name]
    if known:
        engine = known[0]
        engine.impl.apps.port = port
    else:
        xw.engines.add(engine)
    engine.activate()
    return xw.App(add_book=False)


def attached(app, name):
    """A document LibreOffice has open already, as Excel's own process has the book whose button was pressed."""
    import xlwings as xw

    return xw.Book(impl=app.impl.books.attach(name))
