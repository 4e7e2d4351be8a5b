"""Parts that are damaged, or written as nobody writes them: refused in words, never a broken book or a crash."""

import random
import re
from datetime import date

import pytest
from lxml import etree

from pmo_xl.annotate import Mark, annotated
from pmo_xl.errors import BookError
from pmo_xl.patch import Change, patch, restored
from tests.patch.packages import parts
from tests.patch.test_sheets import book, with_part
from tests.support.rich import rich_book

CHANGES = [Change("課題", "B3", "完了"), Change("課題", "C4", date(2024, 5, 7)), Change("課題", "Z40", "x")]
MARKS = [Mark("課題", cell, 3, "error", "G-001", "", "一") for cell in ("C3", "A1", "Z50")]
TOUCHED = ("sheet1", "workbook", "styles", "comments", "vmlDrawing1", "Content_Types", "table1")


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return rich_book(tmp_path_factory.mktemp("rich") / "台帳.xlsx").read_bytes()


def damaged(data, seed):
    """A package one of whose parts is cut, or has an attribute or an element less, or a senseless value."""
    rng = random.Random(seed)
    name = rng.choice([name for name in parts(data) if any(word in name for word in TOUCHED)])
    xml = parts(data)[name]
    values = list(re.finditer(rb' \w+="([^"]*)"', xml))
    elements = list(re.finditer(rb"<(\w+)[^<>]*/>|<(\w+)[^<>]*>[^<>]*</\2>", xml)) or values
    way, value, element = rng.randrange(4), rng.choice(values), rng.choice(elements)
    if way == 0:
        nonsense = rng.choice((b"", b"x", b"-1", b"A:C", b"99999999999", b"1e5", "あ".encode()))
        new = xml[: value.start(1)] + nonsense + xml[value.end(1) :]
    elif way == 1:
        new = xml[: value.start()] + xml[value.end() :]
    elif way == 2:
        new = xml[: element.start()] + xml[element.end() :]
    else:
        new = xml[: rng.randrange(len(xml))]
    return with_part(data, name, new)


def is_xml(data):
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return False
    return True


@pytest.mark.parametrize("seed", range(120))
def test_damage_is_refused_or_survived_and_nothing_more_breaks(rich, seed):
    data = damaged(rich, seed)
    before = parts(data)
    for write in (lambda: patch(data, "台帳.xlsx", CHANGES).data, lambda: annotated(data, "台帳.xlsx", MARKS)):
        try:
            after = parts(write())
        except BookError:
            continue
        for name, content in after.items():
            if content != before.get(name) and is_xml(before.get(name, b"<a/>")):
                assert is_xml(content), name


def test_formats_that_cannot_be_read_refuse_days_and_nothing_else(rich):
    done = patch(with_part(rich, "xl/styles.xml", b"<styleSheet"), "台帳.xlsx", CHANGES)
    assert done.refused == {("課題", "C4"): "書式の一覧を読めません"}
    assert restored(done.data, "台帳.xlsx", done).refused == {}


@pytest.mark.parametrize("extent", ["A:C", "", "3:4"])
def test_an_extent_that_is_no_range_stays_as_it_is(extent):
    data = book('<row r="2"><c r="B2"/></row>', before=f'<dimension ref="{extent}"/>')
    done = patch(data, "台帳.xlsx", [Change("表", "D9", 1)])
    assert f'<dimension ref="{extent}"/>' in parts(done.data)["xl/worksheets/sheet1.xml"].decode()


def test_a_book_described_in_utf16_is_refused(rich):
    xml = parts(rich)["xl/workbook.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(BookError, match="UTF-8ではありません"):
        patch(with_part(rich, "xl/workbook.xml", xml), "台帳.xlsx", CHANGES)
