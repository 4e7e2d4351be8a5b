"""Old and binary workbooks: the facts their records tell beside calamine's values, and damage that stops nothing."""

import random
import struct

import pytest

from pmo_xl.errors import BookError
from pmo_xl.model.grid import Area
from pmo_xl.sheets.binary.biff import read_old_book
from pmo_xl.sheets.files.book import open_book
from tests.support import biff
from tests.support.biff import (
    area,
    cell12,
    drop_down,
    error,
    hidden_columns,
    hidden_columns12,
    hidden_row,
    merge,
    merge12,
    record,
    row12,
    text16,
    word,
    xls,
    xlsb,
)
from tests.support.office import converted

LISTED = b"".join(word(row, 0, words) for row, words in enumerate(["高", "中", "低"]))


@pytest.fixture
def opened(tmp_path):
    def of(data, name="課題.xls"):
        path = tmp_path / name
        path.write_bytes(data)
        return open_book(path)

    return of


def lines(grid):
    return [list(line) for line in grid.rows]


# .xls ------------------------------------------------------------------------------------------------------------------


def test_an_old_book_tells_errors_merges_and_what_is_hidden(opened):
    sheet = hidden_columns(1, 2) + hidden_row(2) + word(0, 0, "件名") + word(2, 0, "帳票")
    sheet += error(1, 1, 0x17) + error(1, 2, 0x07, formula=True) + merge(0, 0, 0, 2)
    book = opened(xls([("一覧", sheet)]))
    facts = book.grid("一覧").facts
    assert lines(book.grid("一覧")) == [["件名", None, None], [None, None, None], ["帳票", None, None]]
    assert facts.errors == {(2, 2): "#REF!", (2, 3): "#DIV/0!"}
    assert facts.formulas == {3: {2}}
    assert facts.merges == (Area(1, 1, 1, 3),)
    assert (facts.hidden_rows, facts.hidden_columns) == ({3}, {2, 3})
    assert book.notes == ()


BOOKS = record(0x01AE, struct.pack("<HH", 2, 0x0401)) + record(0x0017, struct.pack("<HHHH", 1, 0, 1, 1))


def named(name, tokens):
    raw = name.encode("utf-16-le")
    return record(0x0018, struct.pack("<HBBHHHI", 0, 0, len(name), len(tokens), 0, 0, 0) + b"\1" + raw + tokens)


ELSEWHERE = b"\x3b" + struct.pack("<H", 0) + area(0, 2, 0, 0)


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        (b"\x17" + text16("未着手\0対応中", "B"), ("未着手", "対応中")),
        (b"\x25" + area(1, 2, 0, 0), ("甲", "乙")),
        (b"\x2d" + area(1, 2, 0x4000, 0x4000), ()),  # counts from the cell: another list for every row
        (ELSEWHERE, ("高", "中", "低")),
        (b"\x5b" + ELSEWHERE[1:], ("高", "中", "低")),
        (b"\x23" + struct.pack("<I", 1), ("高", "中", "低")),
        (b"\x23" + struct.pack("<I", 9), ()),
        (b"\x3b" + struct.pack("<H", 7) + area(0, 2, 0, 0), ()),
        (b"\x1f" + bytes(8), ()),
        (b"", ()),
    ],
    ids=["words", "area", "relative", "sheet", "sheet as array", "name", "no name", "no sheet", "number", "nothing"],
)
def test_drop_downs_of_an_old_book_give_their_words(opened, tokens, words):
    sheet = word(0, 0, "区分") + word(1, 0, "甲") + word(2, 0, "乙") + drop_down(tokens, 1, 8, 0)
    data = xls([("一覧", sheet), ("マスタ", LISTED)], after=BOOKS + named("重要度", ELSEWHERE))
    (found,) = opened(data).grid("一覧").facts.validations
    assert (found.areas, found.words) == ((Area(2, 1, 9, 1),), words)


def test_validations_that_are_no_lists_are_none(opened):
    data = xls([("一覧", word(0, 0, "件名") + drop_down(b"", 1, 8, 0, kind=1))])
    assert opened(data).grid("一覧").facts.validations == ()


def test_comments_and_shapes_of_an_old_book_are_counted(opened):
    notes = record(0x001C, struct.pack("<HHHHB", 0, 0, 0, 1, 0)) * 2
    shapes = b"".join(record(0x005D, struct.pack("<HHHH", 0x15, 0x12, kind, 1)) for kind in (0x19, 0x14, 0x05, 0x08))
    chart = biff.begin(0x20) + word(5, 5, "グラフの中") + record(0x000A)
    facts = opened(xls([("一覧", word(0, 0, "件名") + notes + shapes + chart)])).grid("一覧").facts
    assert (facts.comments, facts.drawings) == (1, 2)


def test_rows_of_an_old_book_are_struck_through_or_dressed_up_by_their_style(opened):
    def font(flags, weight):
        return record(0x0031, struct.pack("<HHHHHBBBBBB", 200, flags, 8, weight, 0, 0, 0, 0, 0, 1, 1) + b"\0A\0")

    def look(number, pattern=0, colour=64):
        return record(0x00E0, struct.pack("<HHHIIIH", number, 0, 0, 0, 0, pattern << 26, colour))

    fonts = font(0, 400) * 4 + font(8, 400) + font(0, 700)  # numbered 0–3, 5, 6: there is no 4
    looks = look(0) + look(5) + look(6) + look(0, pattern=1, colour=13) + look(0, pattern=1, colour=9)
    rows = [(2, 3), (1, 1), (1, 0), (4, 4)]  # styles of the two cells of each row
    sheet = b"".join(word(row, at, "甲", style) for row, styles in enumerate(rows) for at, style in enumerate(styles))
    facts = opened(xls([("一覧", sheet)], before=fonts + looks)).grid("一覧").facts
    assert (facts.dressed_rows, facts.struck_rows) == ({1}, {2})


def test_a_value_far_away_in_an_old_book_is_named_before_calamine_makes_room_for_it(opened):
    data = xls([("一覧", word(0, 0, "件名") + word(65535, 255, "離れた値"))])
    with pytest.raises(BookError) as caught:
        opened(data)
    # 65,536 × 256 cells
    assert caught.value.reason == (
        "大きすぎます（シート「一覧」のIV65536までの広がりが16,777,216セル、上限は5,000,000セル）"
    )


def test_an_old_book_behind_a_password_is_told_apart_from_a_damaged_one(opened):
    locked = record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    with pytest.raises(BookError, match="パスワードまたは秘密度ラベルで保護されています"):
        opened(xls([("一覧", word(0, 0, "件名"))], before=locked))


def test_a_book_with_more_records_than_can_be_walked_over_says_what_it_did_not_see(opened, monkeypatch):
    monkeypatch.setattr("pmo_xl.sheets.binary.biff.MAX_RECORDS", 10)
    monkeypatch.setattr("pmo_xl.sheets.binary.biff12.MAX_RECORDS", 10)
    unseen = "エラー・非表示の行や列・入力規則・取り消し線・コメント・図形は見ていません"
    data = xls([("一覧", b"".join(word(row, 0, "甲") for row in range(20)))])
    book = opened(data)
    assert len(book.grid("一覧").rows) == 20
    assert book.notes == (f"旧形式(.xls)です。{unseen}",)
    binary = opened(xlsb([("一覧", b"", [row12(row, cell12(0, "甲")) for row in range(20)], b"")]), "課題.xlsb")
    assert binary.notes == (f"バイナリ形式(.xlsb)です。{unseen}",)


def test_sheets_that_lie_within_each_other_are_walked_to_an_end(monkeypatch):
    # Every sheet begins within the one before: one by one these would be 1,000 × 1,000 records.
    monkeypatch.setattr("pmo_xl.sheets.binary.biff.MAX_RECORDS", 5_000)
    names = [text16(f"表{number}", "B") for number in range(1000)]
    length = len(biff.begin(5)) + sum(4 + 6 + len(name) for name in names) + 4
    entries = b"".join(
        record(0x0085, struct.pack("<IBB", length + 20 * number, 0, 0) + name) for number, name in enumerate(names)
    )
    read = []
    monkeypatch.setattr(
        "pmo_xl.sheets.binary.biff.OleFile.read",
        lambda *_: biff.begin(5) + entries + record(0x000A) + biff.begin(0x10) * 1000,
    )
    monkeypatch.setattr("pmo_xl.sheets.binary.biff._note", lambda *_: read.append(1))
    assert read_old_book(b"").sheets == {}
    assert len(read) < 5_000


# .xlsb -----------------------------------------------------------------------------------------------------------------

BINARY = [
    (
        "一覧",
        hidden_columns12(2, 2),
        [
            row12(0, cell12(0, "件名"), cell12(1, "予定"), cell12(2, "隠し")),
            row12(1, cell12(0, "帳票"), cell12(1, 1.5), hidden=True),
            row12(2, cell12(0, "伝票"), cell12(1, "#REF!"), cell12(2, "甲")),
        ],
        merge12(0, 0, 0, 1),
    ),
    ("別", b"", [row12(0, cell12(0, "乙"))], b""),
]


def test_a_binary_book_tells_errors_merges_and_what_is_hidden(opened):
    book = opened(xlsb(BINARY), "課題.xlsb")
    facts = book.grid("一覧").facts
    assert book.sheets == ("一覧", "別")
    assert lines(book.grid("一覧")) == [["件名", "予定", "隠し"], ["帳票", 1.5, None], ["伝票", None, "甲"]]
    assert facts.errors == {(3, 2): "#REF!"}
    assert (facts.hidden_rows, facts.hidden_columns, facts.merges) == ({2}, {3}, (Area(1, 1, 1, 2),))
    assert book.notes == ("バイナリ形式(.xlsb)です。入力規則・取り消し線・コメント・図形は見ていません",)


@pytest.mark.office
def test_libreoffice_sees_the_same_in_a_binary_book(opened, tmp_path):
    book = opened(xlsb(BINARY), "課題.xlsb")
    (path,) = converted([tmp_path / "課題.xlsb"], "xlsx", tmp_path)
    twin = open_book(path)
    for name in book.sheets:
        one, other = book.grid(name), twin.grid(name)
        assert lines(one) == lines(other)
        for fact in ("errors", "merges", "hidden_rows", "hidden_columns", "visibility"):
            assert getattr(one.facts, fact) == getattr(other.facts, fact), fact


def test_a_value_far_away_in_a_binary_book_is_named_before_calamine_makes_room_for_it(opened):
    far = [row12(0, cell12(0, "件名")), row12(1_048_575, cell12(16_383, "離れた値"))]
    with pytest.raises(BookError, match="XFD1048576までの広がりが17,179,869,184セル"):
        opened(xlsb([("一覧", b"", far, b"")]), "課題.xlsb")


# Damage ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_damaged_binary_books_are_read_or_refused_in_words(opened, seed):
    rng = random.Random(seed)
    sheet = hidden_row(2) + word(0, 0, "件名") + error(1, 1, 0x17) + merge(0, 0, 0, 2) + drop_down(ELSEWHERE, 1, 8, 0)
    sound = {
        "課題.xls": xls([("一覧", sheet * 3), ("マスタ", LISTED)], after=BOOKS + named("重要度", ELSEWHERE)),
        "課題.xlsb": xlsb(BINARY),
    }
    refusals = []
    for _ in range(12):
        name = rng.choice(list(sound))
        data = bytearray(sound[name])
        # Not the head of an .xls, nor the directory of a zip: what lies in them is to be reached.
        for _ in range(rng.choice([1, 3, 20])):
            data[rng.randrange(1024 if name == "課題.xls" else 0, len(data))] = rng.randrange(256)
        try:
            book = opened(bytes(data), name)
        except BookError as refused:
            refusals.append((name, refused))
        else:
            assert set(book.grids) | set(book.unreadable) == set(book.sheets)
    assert all(refused.message.startswith(name) and refused.hint for name, refused in refusals)
