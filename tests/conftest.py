"""What the tests share: the sample project, copied once, and its outputs, written once."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# How fast a case runs is the machine's affair; what is promised about speed is measured in tests/bench.
settings.register_profile("at leisure", deadline=None)
settings.load_profile("at leisure")

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(config, items):
    if config.getoption("-m"):
        return
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(pytest.mark.skip(reason="the long form; run it with: pytest -m full"))


@pytest.fixture(scope="session")
def corpus():
    """The folder of other people's workbooks, with truth.json."""
    named = os.environ.get("PMO_XL_CORPUS")
    if not named:
        pytest.skip("PMO_XL_CORPUS is not set: the corpus of real workbooks lies outside the project")
    folder = Path(named)
    assert (folder / "truth.json").is_file(), f"PMO_XL_CORPUS: no truth.json in {folder}"
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """A copy of the sample project, to be read only."""
    folder = tmp_path_factory.mktemp("sample") / "workbooks"
    shutil.copytree(ROOT / "workbooks", folder, ignore=shutil.ignore_patterns("out"))
    return folder
