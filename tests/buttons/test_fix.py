"""直す: shown first, set after a yes, and never more than what was shown."""

from datetime import datetime

import pytest

from tests.buttons.pressing import Person, state
from tests.support.sheet import workbook

pytestmark = pytest.mark.office

DAY = datetime(2024, 5, 7, 16, 0)
ISSUES = """
    | 課題ID | 件名         | 状態   | 担当 | 起票日     | 期限       |
    | K-001  | 帳票が出ない | 対応中 | 佐藤 | 2024/04/01 | 'R6.5.17 |
    | K-002  | 画面が遅い   | 対応中 | 鈴木 | 2024/04/01 | '２０２４／６／２８ |
    | K-003  | 権限がない   | 対応中 | 高橋 | 2024/04/01 | 2024/06/28 |"""


@pytest.fixture
def issues(calc, tmp_path):
    return calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題一覧=ISSUES))


def test_a_preview_then_the_values_as_real_days(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    saved = (tmp_path / "台帳.xlsx").read_bytes()
    person = Person(look=lambda: (issues.sheets.active.name, issues.sheets.active.used_range.options(ndim=2).value))
    said = person.presses("fix", issues, tmp_path, DAY)
    assert said.startswith("2セルを直しました。まだ保存していません")
    title, shown = person.seen[0]
    assert title == "直す一覧"
    assert [row[:2] + row[4:6] for row in shown] == [
        ["シート", "セル", "いまの値", "直した値"],
        ["課題一覧", "F2", "R6.5.17", "2024-05-17"],
        ["課題一覧", "F3", "２０２４／６／２８", "2024-06-28"],
    ]
    assert sheet["F2:F4"].value == [datetime(2024, 5, 17), datetime(2024, 6, 28), datetime(2024, 6, 28)]
    assert [found.name for found in issues.sheets] == ["課題一覧"]
    assert issues.sheets.active.name == "課題一覧"
    assert (tmp_path / "台帳.xlsx").read_bytes() == saved


def test_a_no_changes_nothing(issues, tmp_path):
    before = state(issues)
    assert Person(answer=False).presses("fix", issues, tmp_path, DAY) == "何も変更していません。"
    assert state(issues) == before


def test_a_cell_changed_while_the_question_was_open_is_left_alone(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]

    def meanwhile():
        sheet["F2"].value = "未定"

    said = Person(look=meanwhile).presses("fix", issues, tmp_path, DAY)
    assert said.startswith("1セルを直しました。")
    assert "課題一覧!F2 は直していません（読み取ったあとに変更されています）" in said
    assert sheet["F2"].value == "未定"


def test_a_formula_and_a_protected_sheet_are_left_alone(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    sheet["F2"].formula = '="R6.5."&17'
    said = Person().presses("fix", issues, tmp_path, DAY)
    assert "数式のセルです" in said or said.startswith("1セルを直しました。")
    assert sheet["F2"].formula == '="R6.5."&17'
    sheet["F3"].value = "R6.6.28"
    sheet.impl.o.protect("")
    assert "シートが保護されています" in Person().presses("fix", issues, tmp_path, DAY)
    assert sheet["F3"].value == "R6.6.28"


def test_nothing_certain_is_said_so(calc, tmp_path):
    table = "| 課題ID | 件名 | 状態 | 期限 |\n| K-1 | 帳票 | 対応中 | 2024/06/28 |"
    book = calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題=table))
    person = Person()
    assert person.presses("fix", book, tmp_path, DAY).startswith("確実に直せるセルはありません。")
    assert person.asked == []
