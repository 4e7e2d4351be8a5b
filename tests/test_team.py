"""The second project and the two ledgers: with the sample every rule of the catalogue has a mistake that it finds."""

from collections import Counter

import pytest

import pmo_xl
from pmo_xl.rules.registry import CODES
from tests.make.sample.build import planted as planted_in_sample
from tests.make.sample.days import SAMPLE_DAY
from tests.make.team import DAY, DAYS, TEAM, TWO_LEDGERS, build, planted
from tests.support import validate_ooxml
from tests.test_sample import EXPLAINED

PROJECTS = {"team": TEAM, "two ledgers": TWO_LEDGERS}
# A memo has its head above its lines: that the headings were looked for further down is said, and is no mistake.
SAID = ("G-003", "議事メモ", "6:6")
# What the sample's story holds by itself, planted or not (G-003: see above).
OF_THE_STORY = {code for code, _ in EXPLAINED}


def checked(folder, project, *, clean):
    """(rule, sheet, cell) of what is found on the last day, with the four days before it kept."""
    for back, day in zip(range(len(DAYS), 0, -1), DAYS, strict=True):
        build(folder, project, back, clean=clean)
        pmo_xl.load(folder).keep(as_of=day)
    build(folder, project, clean=clean)
    output = pmo_xl.load(folder).check(as_of=DAY)
    assert output.result.failed == ()
    return Counter((f.code, f.place.sheet, f.place.cell) for f in output) - Counter([SAID])


@pytest.mark.parametrize("name", PROJECTS)
def test_what_was_planted_is_found_at_its_cell_and_nothing_else(tmp_path, name):
    assert sorted(checked(tmp_path, PROJECTS[name], clean=False).elements()) == planted(PROJECTS[name])


@pytest.mark.parametrize("name", PROJECTS)
def test_without_the_mistakes_nothing_is_found(tmp_path, name):
    assert checked(tmp_path, PROJECTS[name], clean=True) == Counter()


def test_every_rule_of_the_catalogue_has_its_mistake():
    found = {mistake.code for mistake in planted_in_sample(SAMPLE_DAY)} | OF_THE_STORY
    found |= {code for project in PROJECTS.values() for code, _, _ in planted(project)}
    assert sorted(set(CODES) - found) == []


@pytest.mark.parametrize("name", PROJECTS)
def test_excel_opens_the_workbooks_without_repair(tmp_path, name):
    build(tmp_path, PROJECTS[name])
    for path in tmp_path.glob("*.xlsx"):
        assert [found for found in validate_ooxml.check(path) if found[0] != "WARN"] == [], path.name
