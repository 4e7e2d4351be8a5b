"""OpenDocument spreadsheets as a whole: nothing repeated for ever costs anything, what cannot be read says why."""

import random
import re
import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.errors import BookError
from pmo_xl.model.grid import Area
from pmo_xl.sheets.files.book import open_book
from tests.support.ods import LOOKS, cell, content, flat, lines, number, ods, row, table, text

ENDLESS = 1_048_576


def test_cells_and_rows_that_repeat_stand_at_all_their_places(ods_grid):
    error = 'table:formula="of:=NA()" calcext:value-type="error"'
    found = ods_grid(
        row(text("甲", number_columns_repeated=2), cell(number_columns_repeated=2), text("乙"), number_rows_repeated=2),
        row(number_rows_repeated=2),
        row(
            f"<table:table-cell {error} table:number-columns-repeated='2'><text:p>#N/A</text:p></table:table-cell>",
            number_rows_repeated=2,
        ),
        row(text("丙", number_columns_spanned=2), cell(element="covered-table-cell"), number_rows_repeated=2),
    )
    blank = [None] * 5
    assert lines(found) == [["甲", "甲", None, None, "乙"]] * 2 + [blank] * 4 + [["丙", None, None, None, None]] * 2
    assert found.facts.errors == dict.fromkeys([(5, 1), (5, 2), (6, 1), (6, 2)], "#N/A")
    assert set(found.facts.merges) == {Area(7, 1, 7, 2), Area(8, 1, 8, 2)}


def test_blank_rows_and_cells_without_end_cost_nothing(ods_grid):
    before = clock.process_time()
    found = ods_grid(
        row(text("甲"), cell(number_columns_repeated=16383)),
        row(cell(number_columns_repeated=16384), number_rows_repeated=ENDLESS - 1, style_name="x"),
    )
    assert lines(found) == [["甲"]]
    assert clock.process_time() - before < 1


def test_a_value_far_away_is_named_and_left_out(ods_grid):
    found = ods_grid(
        row(text("件名")),
        row(text("帳票")),
        row(number_rows_repeated=ENDLESS - 3),
        row(cell(number_columns_repeated=16383), text("離れた値")),
    )
    assert lines(found) == [["件名"], ["帳票"]]
    assert found.facts.notes == ("XFD1048576は表から遠く離れているため読んでいません。不要なら削除してください",)


def test_values_that_fill_a_whole_sheet_are_refused_with_the_figure(ods_book):
    book = ods_book(
        ods(
            table(row(text("甲", number_columns_repeated=16384), number_rows_repeated=ENDLESS)),
            table(row(text("乙")), name="別"),
        )
    )
    # 16,384 × 1,048,576 cells
    assert book.unreadable == {"一覧": "大きすぎます（表の広がりが17,179,869,184セル、上限は5,000,000セル）"}
    assert lines(book.grid("別")) == [["乙"]]


def test_many_sheets_of_one_repeated_row_are_refused_before_they_fill_the_memory(ods_book):
    endless = [
        table(row(text("甲", number_columns_repeated=4), number_rows_repeated=ENDLESS), name=f"表{n}") for n in range(5)
    ]
    book = ods_book(ods(*endless))
    # Each has 4 × 1,048,576 cells: the third makes it 12,582,912.
    assert book.unreadable["表2"] == "大きすぎます（ブック全体の表の広がりが12,582,912セル、上限は10,000,000セル）"
    assert {"表0", "表1"} <= set(book.grids)


@pytest.mark.parametrize(
    "endless",
    [
        row(
            cell("1", kind="float", value="1", formula="of:=1", number_columns_repeated=2), number_rows_repeated=ENDLESS
        ),
        row(text("甲", number_columns_spanned=2), cell(element="covered-table-cell"), number_rows_repeated=ENDLESS)
        + row(text("乙"), visibility="collapse"),
    ],
    ids=["formulas", "merges"],
)
def test_what_is_remembered_cell_by_cell_may_not_repeat_without_end(ods_book, endless):
    with pytest.raises(BookError, match=r"大きすぎます（数式・エラー・結合・非表示の行が.*上限は1,000,000個"):
        ods_book(ods(table(endless)))


def test_spaces_that_are_only_counted_may_not_fill_the_memory(ods_book):
    with pytest.raises(BookError, match="大きすぎます（連続した空白が"):
        ods_book(ods(table(row(*[text('甲<text:s text:c="1000000"/>')] * 11))))


def renamed(xml):
    """The same document with other prefixes than everybody writes: it is parsed element by element."""
    for prefix in ("office", "table", "text"):
        xml = re.sub(rf"(?<=[</ ]){prefix}:", f"{prefix[:2]}9:", xml).replace(
            f"xmlns:{prefix}=", f"xmlns:{prefix[:2]}9="
        )
    return xml


TEXTS = st.sampled_from(
    ["甲", "", " 前後 ", "A &amp; B", "&lt;x&gt;", "&#x1F389;", "甲<text:s/>乙", "&quot;'", "]]&gt;"]
)
CELLS = st.one_of(
    st.builds(
        lambda words, many: text(*words, number_columns_repeated=many), st.lists(TEXTS, max_size=3), st.integers(1, 3)
    ),
    st.builds(lambda words, name: text(words, style_name=name), TEXTS, st.sampled_from(["struck", "bold", "heir"])),
    st.builds(number, st.integers(-5, 5)),
    st.just(cell("#N/A", kind="float", value="0", formula="of:=NA()")),
    st.just(
        "<table:table-cell office:value-type='string' table:number-columns-repeated='2'><text:p>甲</text:p></table:table-cell>"
    ),
    st.just('<table:table-cell\n office:value-type="string"><text:p>甲</text:p></table:table-cell >'),
    st.just(
        '<table:table-cell office:value-type="string" table:formula="of:=[.A1]>1"><text:p>甲</text:p></table:table-cell>'
    ),
    st.just(cell()),
    st.just(text("甲", content_validation_name="v", number_columns_spanned=2) + cell(element="covered-table-cell")),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=4))
def test_cells_read_once_for_all_are_read_as_the_parser_reads_each(tmp_path_factory, rows):
    column = '<table:table-column table:default-cell-style-name="struck"/>'
    document = content(table(column, *(row(*cells) for cells in rows)), automatic=LOOKS)
    folder = tmp_path_factory.mktemp("both")
    found = []
    for name, xml in (("a.ods", document), ("b.ods", renamed(document))):
        (folder / name).write_bytes(ods(parts={"content.xml": xml}))
        grid = open_book(folder / name).grid("一覧")
        found.append((lines(grid), grid.facts))
    assert found[0] == found[1]


def test_a_flat_document_is_read_like_a_packed_one(ods_book):
    tables = (table(row(text("甲"), number(1)), row(text("乙", style_name="struck"))),)
    packed, plain = ods_book(ods(*tables, automatic=LOOKS)), ods_book(flat(*tables, automatic=LOOKS), "課題.fods")
    assert lines(plain.grid("一覧")) == lines(packed.grid("一覧")) == [["甲", 1.0], ["乙", None]]
    assert plain.grid("一覧").facts.struck_rows == {2}
    assert (plain.notes, ods_book(flat(*tables), "課題.xlsx").notes) == (
        (),
        ("中身はOpenDocument形式(.fods)です（拡張子は .xlsx）",),
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ods(table(), manifest="<manifest><encryption-data/></manifest>"), "パスワードまたは秘密度ラベルで保護されています"),
        (ods(), "シートがありません"),
        (ods(table(), parts={"content.xml": None}), "壊れています（部品 content.xml がありません）"),
        (ods(table(), parts={"content.xml": "<a><b></a>"}), "壊れています（content.xml の1行目付近）"),
        (ods(table(), parts={"content.xml": b"<a>\xff</a>"}), "壊れています（content.xml の1行目付近）"),
        (ods(table(), parts={"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "安全でない記述(DOCTYPE)を含んでいます（content.xml）"),
        (ods(table("<table:x>" * 300 + "</table:x>" * 300)), "壊れています（content.xml の入れ子が深すぎます、上限は256段）"),
        (ods(table(row('<cells xmlns="" n="9"/>', text("甲")))), "壊れています（content.xml）"),
        (ods(table(row('<cells xmlns="" n="x"/>', text("甲")))), "壊れています（content.xml）"),
    ],
    ids=["password", "no sheet", "no content", "unclosed", "not utf-8", "doctype", "deep", "alien number", "alien word"],
)  # fmt: skip
def test_a_document_that_cannot_be_read_says_why(ods_book, data, reason):
    with pytest.raises(BookError) as caught:
        ods_book(data)
    assert caught.value.reason == reason
    assert caught.value.hint


def test_a_flipped_byte_in_any_part_is_found(ods_book):
    data = ods(table(row(text("甲"))), parts={"Pictures/1.png": bytes(range(256)) * 40})
    at = data.index(b"Pictures/1.png") + 100
    with pytest.raises(BookError, match=r"Pictures/1\.png"):
        ods_book(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_the_file_is_left_alone(tmp_path):
    path = tmp_path / "課題.ods"
    path.write_bytes(ods(table(row(text("甲")))))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    open_book(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def damaged(data, rng):
    """The bytes with something changed, lost or put in, here and there."""
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 3, 20])):
        at = rng.randrange(len(data))
        stray = rng.choice(
            [b"", b"<", b'"', b"&", b"</table:table-row>", b'<cells n="1"/>', bytes([rng.randrange(256)])]
        )
        data[at : at + rng.randrange(9)] = stray
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_document_is_read_or_refused_in_words(ods_book, seed):
    rng = random.Random(seed)
    rows = [
        row(text("甲", style_name="struck"), number(1.5), cell("#N/A", kind="float", value="0", formula="of:=NA()"))
    ] * 3
    sound = content(table(*rows), automatic=LOOKS).encode()
    refusals = []
    for _ in range(40):
        try:
            ods_book(ods(parts={"content.xml": damaged(sound, rng)}))
        except BookError as refused:
            refusals.append(refused)
    assert refusals
    assert all(refused.message.startswith("課題.ods") and refused.hint for refused in refusals)
