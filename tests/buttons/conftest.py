"""One LibreOffice for all tests of a worker, spoken to through genuine xlwings."""

import contextlib

import pytest

from tests.support import lo_engine


@pytest.fixture(scope="session")
def libreoffice_port():
    with lo_engine.libreoffice() as port:
        yield port


@pytest.fixture(scope="session")
def _libreoffice(libreoffice_port):
    return lo_engine.started(libreoffice_port)


@pytest.fixture
def calc(_libreoffice):
    """The xlwings App on LibreOffice; what a test opens is closed after it."""
    yield _libreoffice
    for book in list(_libreoffice.books):
        with contextlib.suppress(Exception):  # a test may have closed it
            book.close()
    _libreoffice.impl.alerts.clear()
    _libreoffice.impl.answer = "ok"
