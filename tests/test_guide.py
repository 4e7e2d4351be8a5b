"""docs/guide.md: every command in it is one the product has, and every picture is one the generator makes."""

import re
from pathlib import Path

import pytest

from pmo_xl.buttons.names import BUTTONS
from pmo_xl.cli.arguments import parse
from tests.make import guide_pictures

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
COMMANDS = sorted(set(re.findall(r"^(pmo-xl [^#\n]+?)\s*(?:#.*)?$", GUIDE, re.MULTILINE)))
IN_TEXT = sorted(set(re.findall(r"`(pmo-xl [^`]+)`", GUIDE)))


@pytest.mark.parametrize("command", [*COMMANDS, *IN_TEXT])
def test_every_command_can_be_typed(command):
    assert parse(command.split()[1:]).verb


def test_the_day_has_its_commands():
    assert len(COMMANDS) >= 14


def test_every_picture_is_made_by_the_generator_and_lies_there():
    shown = set(re.findall(r"images/guide/(\w+)\.png", GUIDE))
    assert shown == {*guide_pictures.OFFICE, *guide_pictures.PAGES, "painted"}
    for name in shown:
        assert (ROOT / "docs" / "images" / "guide" / f"{name}.png").stat().st_size > 10_000


def test_buttons_are_called_as_in_the_ribbon():
    labels = {button.label for button in BUTTONS}
    named = set(re.findall(r"ボタン「([^」]+)」", GUIDE))
    assert named
    assert named <= labels


def test_every_file_it_points_at_is_there():
    for target in re.findall(r"\]\((?!http)([^)#]+)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target
