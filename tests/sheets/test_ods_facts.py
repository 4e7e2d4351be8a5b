"""OpenDocument spreadsheets: what stands around their values, and what is no part of them."""

import pytest

from pmo_xl.model.grid import Area, ListObject
from tests.support.ods import LOOKS, cell, lines, ods, row, table, text

ENDLESS = 1_048_576


def places(area):
    return [(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)]


def test_merges_are_areas_and_what_lies_under_them_stays(ods_grid):
    found = ods_grid(
        row(
            text("予定", number_columns_spanned=2),
            cell(element="covered-table-cell"),
            text("No", number_rows_spanned=2),
        ),
        row(text("開始"), text("終了"), cell(element="covered-table-cell")),
        row(text("甲"), text("乙"), text("丙")),
    )
    assert set(found.facts.merges) == {Area(1, 1, 1, 2), Area(1, 3, 2, 3)}
    assert lines(found)[0] == ["予定", None, "No"]


def test_rows_and_columns_hidden_by_hand_or_filter_are_known(ods_grid):
    found = ods_grid(
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        "<table:table-column/>",
        row(text("甲"), text("乙"), text("丙"), text("丁")),
        row(text("甲"), visibility="filter"),
        "<table:table-row-group>"
        + row(text("甲"), visibility="collapse", number_rows_repeated=2)
        + "</table:table-row-group>",
        row(text("甲")),
        row(visibility="collapse", number_rows_repeated=ENDLESS - 5),
    )
    assert (found.facts.hidden_rows, found.facts.hidden_columns) == ({2, 3, 4}, {2, 3})
    assert [line[0] for line in found.rows] == ["甲"] * 5


def test_hidden_sheets_are_read_and_names_kept_as_they_are(ods_book):
    hidden = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    book = ods_book(
        ods(table(row(text("甲")), name="課題 "), table(row(text("乙")), name="隠し", style="ta2"), automatic=hidden)
    )
    assert book.sheets == ("課題 ", "隠し")
    assert [book.grid(name).facts.visibility for name in book.sheets] == ["visible", "hidden"]


def test_sheets_of_the_same_name_are_told_apart(ods_book):
    book = ods_book(ods(table(row(text("甲"))), table(row(text("乙")))))
    assert {name: book.grid(name).value(1, 1) for name in book.sheets} == {"一覧": "甲", "一覧 (2)": "乙"}


def _validation(name, condition):
    return f'<table:content-validation table:name="{name}" table:condition="{condition}"/>'


def _ruled(name, repeat=1):
    return row(cell(content_validation_name=name), number_rows_repeated=repeat)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            "of:cell-content-is-in-list(&quot;未着手&quot;;&quot;a,b&quot;;&quot;&quot;&quot;引用&quot;&quot;&quot;)",
            ("未着手", "a,b", '"引用"'),
        ),
        ("of:cell-content-is-in-list([$'リスト 1'.$A$1:.$A$3])", ("高", "中", "低")),
        ("of:cell-content-is-in-list([$'リスト 1'.$A$1:$'リスト 1'.$A$3])", ("高", "中", "低")),
        ("oooc:cell-content-is-in-list([.$A$1:.$A$2])", ("件名", "甲")),
        ("of:cell-content-is-in-list(重要度)", ("高", "中")),
        ("of:cell-content-is-in-list(無い名前)", ()),
    ],
)
def test_drop_downs_give_their_words(ods_book, condition, words):
    names = (
        "<table:named-expressions><table:named-range table:name='重要度' table:cell-range-address=\"$'リスト 1'.$A$1:.$A$2\"/>"
        "</table:named-expressions>"
    )
    book = ods_book(
        ods(
            table(row(text("件名")), row(text("甲"), cell(content_validation_name="v")), _ruled("v"), row(text("丙"))),
            table(row(text("高")), row(text("中")), row(text("低")), name="リスト 1"),
            before=f"<table:content-validations>{_validation('v', condition)}</table:content-validations>",
            after=names,
        )
    )
    rules = book.grid("一覧").facts.validations
    assert [rule.words for rule in rules] == [words]
    assert {place for rule in rules for area in rule.areas for place in places(area)} == {(2, 2), (3, 1)}


def test_cells_with_one_rule_below_each_other_are_one_area(ods_book):
    rule = _validation("v", "of:cell-content-is-in-list(&quot;OK&quot;)")
    rules = (
        f"<table:content-validations>{rule}{_validation('w', 'of:cell-content-is-date()')}</table:content-validations>"
    )
    data = ods(
        table(row(text("結果")), _ruled("v"), _ruled("v", 40), _ruled("v", ENDLESS - 43), _ruled("w")), before=rules
    )
    (found,) = ods_book(data).grid("一覧").facts.validations
    assert (found.areas, found.words) == ((Area(2, 1, ENDLESS - 1, 1),), ("OK",))


def test_comments_and_shapes_are_counted_and_never_read(ods_grid):
    comment = "<office:annotation><text:p>内緒</text:p></office:annotation>"
    picture = "<draw:frame><draw:image><text:p>図の中</text:p></draw:image></draw:frame>"
    found = ods_grid(
        "<table:shapes><draw:custom-shape><text:p>吹き出し</text:p></draw:custom-shape><draw:g><draw:line/></draw:g></table:shapes>",
        row(text("甲", inside=comment), cell(inside=comment + picture), text(f"乙{picture}丙")),
    )
    assert lines(found) == [["甲", None, "乙丙"]]
    assert (found.facts.comments, found.facts.drawings) == (2, 4)


def test_what_was_changed_or_seen_elsewhere_is_no_part_of_the_book(ods_book):
    before = (
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>旧</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        f"<table:deletion>{table(row(text('削除')), name='消えた')}</table:deletion></table:tracked-changes>"
    )
    elsewhere = table(row(text("よそ")), name="'file:///C:/other.ods'#Sheet1")
    nested = row(cell(inside=table(row(text("中の表")), name="内側")), text("外"))
    links = f"<table:dde-links><table:dde-link>{table(row(text('DDE')), name='DDE')}</table:dde-link></table:dde-links>"
    book = ods_book(ods(table(nested), elsewhere, before=before, after=links))
    assert book.sheets == ("一覧",)
    assert lines(book.grid("一覧")) == [[None, "外"]]


def test_filters_named_tables_and_frozen_rows_are_known(ods_book):
    ranges = (
        '<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" '
        'table:target-range-address="一覧.A1:一覧.B3" table:display-filter-buttons="true"/>'
        '<table:database-range table:name="内訳" table:target-range-address="一覧.D1:一覧.E2"/>'
        '<table:database-range table:name="よそ" table:target-range-address="別.A1:別.B2"/></table:database-ranges>'
    )
    settings = (
        '<config:config-item-map-entry config:name="一覧"><config:config-item config:name="VerticalSplitMode">2'
        '</config:config-item><config:config-item config:name="VerticalSplitPosition">3</config:config-item>'
        "</config:config-item-map-entry>"
    )
    rows = [
        row(*(text(words) for words in line))
        for line in (["No", "件名", "", "甲", "乙"], ["1", "2", "", "3", "4"], ["5"])
    ]
    facts = ods_book(ods(table(*rows), after=ranges, settings=settings)).grid("一覧").facts
    assert facts.filter_area == Area(1, 1, 3, 2)
    assert facts.list_objects == (ListObject("内訳", Area(1, 4, 2, 5), ("甲", "乙")),)
    assert facts.frozen_rows == 3


def test_rows_are_struck_through_by_their_own_their_parents_or_their_columns_style(ods_grid):
    found = ods_grid(
        '<table:table-column/><table:table-column table:default-cell-style-name="struck"/>',
        row(text("甲", style_name="struck"), text("乙", style_name="heir")),
        row(text("甲", style_name="struck"), text("乙", style_name="not")),
        row(text("甲", style_name="heir"), text("乙")),
        row(text("甲", style_name="a"), text("乙", style_name="text")),
        row(text("甲"), text("乙"), default_cell_style_name="heir"),
        automatic=LOOKS,
    )
    assert found.facts.struck_rows == {1, 3, 5}


def test_rows_look_like_headings_when_nearly_all_their_cells_are_bold_or_coloured(ods_grid):
    found = ods_grid(
        row(text("課題一覧", style_name="bold")),
        row(text("No", style_name="bold"), text("件名", style_name="blue")),
        row(text("1", style_name="bold"), text("帳票", style_name="white")),
        automatic=LOOKS,
    )
    assert found.facts.dressed_rows == {2}
