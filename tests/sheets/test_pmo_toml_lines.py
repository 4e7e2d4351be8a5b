"""The lines of pmo.toml that a doubt is shown with: pasted as they are, they are understood and do what they say."""

import tomllib

import pytest

import pmo_xl
from pmo_xl.model.place import column_letters
from pmo_xl.sheets.corrections import Corrections
from pmo_xl.sheets.doubts import doubts_of
from tests.support.sheet import workbook

ISSUES = """
    | 課題ID | 課題名       | 状態       | 期限       | 回答期限   |
    | K-001  | 受注が止まる | 対応中     | 2024/04/30 | 2024/05/02 |
    | K-002  | 帳票が出ない | もう承認待ちらしい | 2024/05/30 | 2024/06/02 |
    | K-003  | 印刷が遅い   | なぞ       | 2024/05/31 | 2024/06/03 |"""
TWO_ROWS = """
    | 課題管理表 |
    | No. | 課題         | 対応   |            |
    |     | 件名         | 状態   | 期限       |
    | 1   | 受注が止まる | 対応中 | 2024/04/30 |
    | 2   | 帳票が出ない | 完了   | 2024/05/30 |"""
OTHER = """
    | No | 担当者 | 期限       | 優先度 | 備考   |
    | 1  | 山田   | 2024/05/01 | 高     | あああ |
    | 2  | 佐藤   | 2024/05/02 | 低     | いいい |"""


class Folder:
    """A project folder whose pmo.toml is written from what its own reading proposes."""

    def __init__(self, path, **sheets):
        self.path = path
        workbook(path / "課題管理表.xlsx", **sheets)

    def reading(self):
        return pmo_xl.load(self.path).reading()

    def tables(self, sheet):
        return next(one for one in self.reading().files[0].sheets if one.sheet == sheet).read

    def proposed(self, about, sheet):
        """What is proposed for the one doubt or guess of this sort about a sheet."""
        corrections = Corrections(self.reading())
        said = [(one, doubts_of(one)) for one in self.tables(sheet)]
        every = [(one, doubt) for one, doubts in said for doubt in (*doubts.asked, *doubts.guessed)]
        (found,) = [lines for one, doubt in every if doubt.about == about and (lines := corrections.of(doubt, one))]
        return found

    def paste(self, lines):
        (self.path / "pmo.toml").write_text(lines, "utf-8")
        assert self.reading().notes == ()


def shape(one):
    table = one.table
    columns = {column_letters(number): field for field, number in table.columns.items()}
    return table.kind, table.header_rows, table.record_rows, columns, one.register


@pytest.mark.parametrize("text", [ISSUES, TWO_ROWS], ids=["one heading row", "two heading rows"])
def test_the_whole_reading_pasted_as_it_is_changes_nothing(tmp_path, text):
    folder = Folder(tmp_path, 課題一覧=text)
    (before,) = folder.tables("課題一覧")
    lines = Corrections(folder.reading()).of_table(before)
    assert "[registers.issues]" in lines
    folder.paste(lines)
    (after,) = folder.tables("課題一覧")
    assert shape(after) == shape(before)


def test_the_sample_pasted_table_by_table_changes_nothing(sample, tmp_path):
    reading = pmo_xl.load(sample).reading()
    corrections = Corrections(reading)
    settings = tmp_path / "pmo.toml"
    tables = [one for file in reading.files for sheet in file.sheets for one in sheet.read]
    assert len(tables) > 10
    for path in sample.glob("*.xlsx"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for one in tables:
        settings.write_text(corrections.of_table(one), "utf-8")
        again = pmo_xl.load(tmp_path).reading()
        assert again.notes == ()
        after = [shape(other) for file in again.files for sheet in file.sheets for other in sheet.read]
        assert after == list(map(shape, tables)), (one.table.sheet, settings.read_text("utf-8"))


def test_a_rival_column_is_put_in_its_place(tmp_path):
    folder = Folder(tmp_path, 課題一覧=ISSUES)
    assert folder.tables("課題一覧")[0].table.columns["due_date"] == 4
    lines = folder.proposed("column", "課題一覧")
    assert lines == '[registers.issues.columns]\ndue_date = "回答期限"'
    folder.paste(lines)
    assert folder.tables("課題一覧")[0].table.columns["due_date"] == 5


def test_a_column_that_its_content_decided_can_be_left_out(tmp_path):
    folder = Folder(
        tmp_path,
        テスト="""
        | テストID | テスト項目 | 期待結果 | 判定環境Chrome |
        | T-1      | あ         | 動く     | OK             |
        | T-2      | い         | 動く     | NG             |
        | T-3      | う         | 動く     | OK             |
        | T-4      | え         | 動く     | OK             |""",
    )
    assert folder.tables("テスト")[0].table.columns["result"] == 4
    lines = folder.proposed("column", "テスト")
    assert tomllib.loads(lines) == {"registers": {"tests": {"columns": {"result": ""}}}}
    folder.paste(lines)
    assert "result" not in folder.tables("テスト")[0].table.columns


def test_words_are_proposed_with_the_meaning_of_the_word_inside_them_else_with_what_they_count_as(tmp_path):
    folder = Folder(tmp_path, 課題一覧=ISSUES)
    lines = folder.proposed("words", "課題一覧")
    assert tomllib.loads(lines) == {
        "registers": {"issues": {"values": {"status": {"waiting": ["もう承認待ちらしい"], "open": ["なぞ"]}}}}
    }
    assert all(f"{word}=" in lines for word in ("open", "in_progress", "closed", "rejected"))
    folder.paste(lines)
    assert [record.status for record in folder.tables("課題一覧")[0].records] == ["in_progress", "waiting", "open"]


def test_a_latin_letter_inside_a_word_means_nothing(tmp_path):
    """「Splendid」 holds the P of Pass, and is no Pass."""
    folder = Folder(
        tmp_path,
        テスト="""
        | テストID | テスト項目 | 期待結果 | 結果    |
        | T-1      | あ         | 動く     | Splendid |
        | T-2      | い         | 動く     | OK      |""",
    )
    values = tomllib.loads(folder.proposed("words", "テスト"))["registers"]["tests"]["values"]
    assert values == {"result": {"hold": ["Splendid"]}}


def test_the_words_of_all_rounds_are_given_their_meaning_once(tmp_path):
    folder = Folder(
        tmp_path,
        テスト="""
        | テストID | テスト項目 | 期待結果 | 結果 | 2回目結果 |
        | T-1      | あ         | 動く     | なぞ | ふしぎ    |
        | T-2      | い         | 動く     | OK   | なぞ      |""",
    )
    values = tomllib.loads(folder.proposed("words", "テスト"))["registers"]["tests"]["values"]
    assert values == {"result": {"hold": ["なぞ", "ふしぎ"]}}


def test_a_table_of_unknown_kind_is_named_after_its_sheet(tmp_path):
    folder = Folder(tmp_path, 課題一覧=ISSUES, リスクの表=OTHER)
    assert folder.tables("リスクの表")[0].table.kind == "other"
    lines = folder.proposed("kind", "リスクの表")
    section = tomllib.loads(lines)["registers"]["risks"]
    assert section == {"sheet": "リスクの表", "kind": "risk", "header_rows": [1]}
    folder.paste(lines)
    assert [(one.table.kind, one.register) for one in folder.tables("リスクの表")] == [("risk", "risks")]
    assert [one.register for one in folder.tables("課題一覧")] == ["issues"]


def test_other_sheets_of_the_kind_keep_their_records(tmp_path):
    folder = Folder(tmp_path, 課題一覧=ISSUES, 課題の備忘=OTHER)
    lines = folder.proposed("kind", "課題の備忘")
    assert "only = false" in lines
    folder.paste(lines)
    registers = folder.reading().registers
    assert [len(registers[name]) for name in registers if registers[name].kind == "issue"] == [5]


def test_a_sheet_that_was_passed_over_is_read_after_all(tmp_path):
    folder = Folder(tmp_path, 課題サンプル=TWO_ROWS.replace("| 課題管理表 |", "| 課題管理表（控え） |"))
    (sheet,) = folder.reading().files[0].sheets
    assert (sheet.read, bool(sheet.skipped)) == ((), True)
    lines = Corrections(folder.reading()).of_sheet(sheet, "課題管理表.xlsx")
    folder.paste(lines)
    (one,) = folder.tables("課題サンプル")
    assert one.table.kind == "issue"
    assert len(one.records) >= 2


def test_a_sheet_without_two_words_in_a_row_has_no_proposal(tmp_path):
    folder = Folder(tmp_path, 表紙="| 表紙 |")
    (sheet,) = folder.reading().files[0].sheets
    assert Corrections(folder.reading()).of_sheet(sheet, "課題管理表.xlsx") == ""


def test_of_two_sheets_of_one_name_the_file_is_named_too(tmp_path):
    workbook(tmp_path / "[A]課題.xlsx", 一覧=ISSUES)
    workbook(tmp_path / "不具合.xlsx", 一覧=OTHER)
    reading = pmo_xl.load(tmp_path).reading()
    lines = Corrections(reading).of_table(reading.files[0].sheets[0].read[0])
    (tmp_path / "pmo.toml").write_text(lines, "utf-8")
    again = pmo_xl.load(tmp_path).reading()
    assert again.notes == ()
    assert [[one.section for one in file.sheets[0].read] for file in again.files] == [["issues"], [""]]


def test_hostile_names_stay_text(tmp_path):
    """A quote, a backslash or a line break in a heading or a word neither ends the string nor adds a setting."""
    evil = 'x"\\n[project]'
    folder = Folder(
        tmp_path,
        一覧=f"""
        | 課題ID | 課題名 | 状態   | 期限       | 回答"期限"\\\\ |
        | K-001  | あ     | {evil} | 2024/04/30 | 2024/05/01     |
        | K-002  | い     | 対応中 | 2024/04/30 | 2024/05/01     |""",
    )
    (one,) = folder.tables("一覧")
    (words,) = tomllib.loads(folder.proposed("words", "一覧"))["registers"]["issues"]["values"]["status"].values()
    assert words == [odd.text for odd in one.oddities if odd.what == "unknown_word"]
    assert set(tomllib.loads(Corrections(folder.reading()).of_table(one))) == {"registers"}
