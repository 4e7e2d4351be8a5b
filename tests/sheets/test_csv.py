"""Text files as Excel shows them: encodings, separators, quotes, one parsed row for every row of a sheet."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.errors import BookError
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.files.csv_file import read_text
from pmo_xl.sheets.files.refusal import RefusalError
from pmo_xl.sheets.files.text_file import decoded
from pmo_xl.sheets.read import read_project

TABLE = "番号,件名\n1,帳票の桁がずれる\n"


@pytest.fixture
def grid(tmp_path):
    """The one sheet of a text file."""

    def of(content, name="課題.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        book = open_book(path)
        assert book.notes == ()
        return book.grid(book.sheets[0])

    return of


@pytest.fixture
def lines(grid):
    return lambda content, name="課題.csv": [list(line) for line in grid(content, name).rows]


@pytest.fixture
def refused(tmp_path):
    def of(content, name="課題.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(BookError) as caught:
            open_book(path)
        return caught.value

    return of


# Encodings --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp", "utf-16-be with mark"]
)
def test_every_encoding_gives_the_same_rows(lines, encoding):
    data = b"\xfe\xff" + TABLE.encode("utf-16-be") if encoding.endswith("mark") else TABLE.encode(encoding)
    assert lines(data) == [["番号", "件名"], ["1", "帳票の桁がずれる"]]


def test_characters_of_nec_and_ibm_are_those_windows_knows(lines):
    assert lines("番号,氏名\n①,髙﨑㈱ＮＥＣ\n".encode("cp932")) == [["番号", "氏名"], ["①", "髙﨑㈱ＮＥＣ"]]


@pytest.mark.parametrize("words", ["ﾊﾞﾝｺﾞｳ,ｹﾝﾒｲ\n1,ﾁｮｳﾋｮｳ\n", "ｶﾀｶﾅ", "ｱ､ｲ。\n", "番号,状態\n1,完了\n", "担当,ﾔﾏﾀﾞ\n"])
def test_shift_jis_is_not_taken_for_euc(words):
    assert decoded(words.encode("cp932")) == words


@pytest.mark.parametrize("words", ["番号,氏名\n①,㈱のもの\n", "番号,氏名\n1,高橋\n2,麗子\n"])
def test_euc_is_read_with_the_usual_extra_characters_and_where_shift_jis_cannot_be_meant(words):
    assert decoded(words.encode("euc_jis_2004")) == words


@pytest.mark.parametrize("tail", [b"\xff\x81", b"\xff\xff", b"\x80", b"\x81"])
def test_bytes_in_no_encoding_are_refused_with_what_to_do(refused, tail):
    error = refused("件名\n".encode("cp932") + tail)
    assert (error.reason, error.hint) == ("文字コードを判別できません", "UTF-8かシフトJISで保存し直してください")
    assert error.message == "課題.csv の文字コードを判別できません"


def test_a_stray_nul_is_taken_out_and_told_but_a_binary_file_is_no_text(grid, refused):
    found = grid("No,件名\n1,帳\0票\n")
    assert ([list(line) for line in found.rows], found.facts.notes) == (
        [["No", "件名"], ["1", "帳票"]],
        ("制御文字を取り除いて読みました",),
    )
    assert refused(b"No\n" + bytes(5000)).reason == "文字コードを判別できません"


# Rows -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("No,件名\r\n1,甲\r\n", [["No", "件名"], ["1", "甲"]]),
        ("No,件名\r1,甲\r", [["No", "件名"], ["1", "甲"]]),
        ('No,件名\n1,"1行目\n2行目"\n2,乙', [["No", "件名"], ["1", "1行目\n2行目"], ["2", "乙"]]),
        ('No,件名\n1,"1行目\r\n2行目"', [["No", "件名"], ["1", "1行目\n2行目"]]),
        ('No,件名\n1,"彼は""はい""と言った"', [["No", "件名"], ["1", '彼は"はい"と言った']]),
        ('No,件名\n1,"甲,乙;丙"', [["No", "件名"], ["1", "甲,乙;丙"]]),
        ("No,件名\n\n1,甲\n\n\n", [["No", "件名"], [], ["1", "甲"]]),
        ("No,件名,備考\n1\n2,乙,丙,丁", [["No", "件名", "備考"], ["1"], ["2", "乙", "丙", "丁"]]),
        ("No,件名\n1,'001\n2,it's", [["No", "件名"], ["1", "'001"], ["2", "it's"]]),
        ('No,件名\n1,5"インチ\n2,"5"インチ', [["No", "件名"], ["1", '5"インチ'], ["2", "5インチ"]]),
        ('No,件名\n1,"5"インチ,"1行目\n', None),
        ('No,件名\n="001","=""0""""2"""\n=1+1,=A1', [["No", "件名"], ["001", '0"2'], ["=1+1", "=A1"]]),
        ("No,件名\n1,甲\x1a", [["No", "件名"], ["1", "甲"]]),
        ("BMコード,件名\n1,甲", [["BMコード", "件名"], ["1", "甲"]]),
    ],
)
def test_rows_are_those_excel_shows(lines, refused, content, expected):
    if expected is None:
        assert "閉じていません" in refused(content).reason
    else:
        assert lines(content) == expected


@pytest.mark.parametrize(
    ("content", "name", "width"),
    [
        ("No\t件名\t状態\n1\t甲, 乙, 丙\t対応中, 確認中", "課題.csv", 3),
        ("No;件名;工数\n1;甲;1,5\n2;乙;2,5", "課題.csv", 3),
        ("課題一覧\n\nNo,件名,備考\n1,甲;乙;丙;丁,戊", "課題.csv", 3),
        ('"a;b;c;d",件名\n"e;f;g;h",甲', "課題.csv", 2),
        ("No\t件名, 概要, 詳細\n1\t甲, 乙, 丙", "課題.tsv", 2),
        ("No,件名\n1,甲", "課題.tsv", 2),
        ("内容\n甲;乙\n丙\n丁\n戊", "課題.csv", 1),
        ("sep=;\nNo;件名\n1,5;甲", "課題.csv", 2),
        ("SEP=|\r\nNo|件名\r\n1,5|甲", "課題.csv", 2),
    ],
)  # fmt: skip
def test_the_separator_is_found_outside_of_quotes(lines, content, name, width):
    assert max(map(len, lines(content, name))) == width


def test_the_line_that_names_the_separator_is_no_row(lines):
    assert lines("sep=;\r\nNo;件名\r\n1;甲") == [["No", "件名"], ["1", "甲"]]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('No,件名\n1,甲\n2,"乙\n3,丙\n4,丁\n', 3),
        ('No,件名\n1,"1行目\n2行目"\n2,"乙\n3,"丙"\n4,丁\n', 4),
        ('sep=,\nNo,件名\n1,"甲\n', 3),
        ('No,件名\n1,"甲', 2),
    ],
)
def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(refused, content, line):
    error = refused(content)
    assert error.reason == f'CSVとして読めません（{line}行目の引用符（"）が閉じていません）'
    assert error.hint.startswith(f"{line}行目を直すか")


def test_a_long_field_is_read_whole(lines):
    assert lines(f'No,件名\n1,"{"甲" * 200_000}"')[1][1] == "甲" * 200_000


def test_more_rows_or_columns_than_a_sheet_has_are_refused_with_the_figure(refused):
    assert "行が1,048,577行、上限は1,048,576行" in refused("1,2\n" * 1_048_577).reason
    assert "列が16,385列、上限は16,384列" in refused("a," * 16_384 + "b").reason
    # 1,000 rows, one of them 6,000 wide
    assert "表の広がりが6,000,000セル、上限は5,000,000セル" in refused("a,b\n" * 999 + "a," * 5_999 + "b").reason


# The sheet, and what is typed into it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("課題管理表.csv", "課題管理表"), ("課題.2024.tsv", "課題.2024"), ("長" * 40 + ".csv", "長" * 31)],
)
def test_the_sheet_is_called_like_the_file_as_in_excel(grid, name, sheet):
    assert grid(TABLE, name).sheet == sheet


@pytest.mark.parametrize(
    ("due", "meant", "said"),
    [
        (["2024/5/7", "2024-05-08"], [date(2024, 5, 7), date(2024, 5, 8)], ""),
        (["2024-05-07 00:00:00", "2024-05-08T16:30:00.123"], [date(2024, 5, 7), date(2024, 5, 8)], ""),
        (["2024年5月7日", "8-May-24"], [date(2024, 5, 7), date(2024, 5, 8)], ""),
        (["5/7/2024", "5/20/2024"], [date(2024, 5, 7), date(2024, 5, 20)], ""),
        (["7/5/2024", "20/5/2024"], [date(2024, 5, 7), date(2024, 5, 20)], ""),
        (["5/7/2024", "5/8/2024"], [date(2024, 5, 7), date(2024, 5, 8)], "「5/7/2024」などは、月/日/年とみなしました"),
    ],
)
def test_days_and_numbers_of_a_text_file_are_no_findings(tmp_path, due, meant, said):
    rows = [f'{at},帳票,対応中,青葉,{day},"1,234",50%' for at, day in enumerate(due, 1)]
    (tmp_path / "課題管理表.csv").write_text("\n".join(["No,件名,状態,担当者,期限,工数,進捗率", *rows]), "utf-8")
    issues = read_project([tmp_path / "課題管理表.csv"]).registers["issues"]
    assert [record.due_date for record in issues] == meant
    assert [(record.planned_effort, record.progress) for record in issues] == [(1234, 0.5)] * 2
    assert issues.oddities == ()
    notes = [note for table in issues.tables for note in table.notes if "月/日/年" in note]
    assert [note.endswith(said) for note in notes] == ([True] if said else [])


def test_days_excel_leaves_a_text_are_still_told(tmp_path):
    rows = [
        f"{at},帳票,対応中,青葉,{day}" for at, day in enumerate(["2024.5.7", "20240508", "5月上旬", "2024/2/30"], 1)
    ]
    (tmp_path / "課題管理表.csv").write_text("\n".join(["No,件名,状態,担当者,期限", *rows]), "utf-8")
    issues = read_project([tmp_path / "課題管理表.csv"]).registers["issues"]
    assert [odd.text for odd in issues.oddities] == ["2024.5.7", "20240508", "5月上旬", "2024/2/30"]


FIELDS = st.text("甲a,;\t\"'\n =1", max_size=5).filter(lambda field: not field.startswith('="'))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(FIELDS, min_size=1, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_what_is_written_as_csv_is_read_back(rows, mark):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([["No", "件名"], *rows])
    (found,) = read_text(out.getvalue().encode(), "課題.csv").grids.values()
    expected = [["No", "件名"], *([field or None for field in line] for line in rows)]
    while not any(expected[-1]):
        expected.pop()
    assert [list(line) for line in found.rows] == expected


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["", "No,件名\n1,", "sep=;\n"]))
def test_any_bytes_are_read_or_refused_in_words(data, before):
    try:
        sheets = read_text(before.encode() + data, "課題.csv")
    except RefusalError:
        return
    assert sheets.order == ("課題",)
