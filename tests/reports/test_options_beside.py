"""A register whose choices stand in its own columns: the memo, the break-even and 根拠 are those of an options sheet."""

from datetime import date

import pytest

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.history.restoring import restore
from pmo_xl.reports.options import choices
from tests.support.sheet import workbook

AS_OF = date(2024, 5, 7)  # 5/3 to 5/6 are days off: 4/30 is three working days past

HEAD = (
    "| 課題ID | 件名 | 内容 | 起票日 | 期限 | 状態 | 重要度 | 担当者 | 影響 "
    "| 選択肢A 内容 | 選択肢A 件数/月 | 選択肢A 分/件 | 選択肢A 人時単価 | 選択肢A リスク | 選択肢A 戻せるか | 選択肢A 理由 "
    "| 選択肢B 内容 | 選択肢B 費用（万円） | 選択肢B 期間 | 選択肢B リスク | 選択肢B 戻せるか | 選択肢B 理由 "
    "| 何もしない場合の影響 | 推奨案 |"
)
LINE = (
    "| {id} | 受注が止まる | 夜間に止まる | 2024/04/22 | 2024/04/30 | 対応中 | 高 | 甲野太郎 | 業務: 受注600件/月、顧客: なし "
    "| 手で補う | 600 | 5 | 4000 | 誤り | 戻せる | 月50時間が続く "
    "| 修正する | {cost} | 0か月 | 回帰が要る | 戻せる | 15か月で元が取れる "
    "| 受注が止まる | {best} |"
)
DECISIONS = """
    | 決定No | 件名     | 区分     | 関連ID | 確定期限   | 決定者 |
    | D-001  | 修正する | 判断待ち | {id}   | 2024/05/10 |        |"""


@pytest.fixture
def memo(tmp_path):
    """The memo of the one item on the list, and every line of 根拠, from a workbook with these cells."""

    def make(cost="300", best="B", identifier="K-001", **more):
        line = LINE.format(id=identifier, cost=cost, best=best)
        sheets = {"課題一覧": f"{HEAD}\n{line}", "決定事項": DECISIONS.format(id=identifier), **more}
        workbook(tmp_path / "課題管理表.xlsx", **sheets)
        made = pmo_xl.load(tmp_path).escalate(AS_OF)
        (item,) = made.page.memos
        return item

    return make


def test_the_memo_compares_the_choices_of_the_columns(memo):
    page = memo()
    values = page.values()
    assert page.gaps == ()
    assert values["subject"] == "修正すること（3,000,000円）をご承認ください"
    # 600 × 5 ÷ 60 = 50 h; × 4,000 = 200,000 a month; 3,000,000 ÷ 200,000 = 15.0, ÷ 0.7 = 21.4, ÷ 1.3 = 11.5
    hand, fix, nothing = values["options"]
    assert (hand["cost"], hand["load"]) == ("月200,000円", "月50.0時間 (0.31人)")
    assert (fix["cost"], fix["payback"], fix["mark"]) == ("3,000,000円", "15.0か月 (21.4〜11.5)", "○")
    assert (nothing["title"], nothing["risk"]) == ("何もしない", "受注が止まる")
    assert values["recommendation"].splitlines() == [
        "案2 修正する。15か月で元が取れる",
        "案1を採らない理由: 月50時間が続く",
        "案3を採らない理由: 受注が止まる",
    ]


@pytest.mark.parametrize("best", ["A", "選択肢A", "手で補う", "案Ａ（手動）"])
def test_the_cell_of_all_choices_names_the_best_by_letter_or_words(memo, best):
    assert [option.recommended for option in memo(best=best).options] == [True, False, False]


@pytest.mark.parametrize("best", ["要検討", "○", "AまたはB", ""])
def test_a_cell_that_names_none_recommends_none(memo, best):
    page = memo(best=best)
    assert [option.recommended for option in page.options] == [False, False, False]
    assert "推奨案と理由" in page.gaps


@pytest.mark.parametrize("cost", ["200〜300", "要見積", ""])
def test_a_cost_that_is_no_number_stays_a_question(memo, cost):
    page = memo(cost=cost)
    assert "選択肢の費用" in page.gaps
    assert page.values()["options"][1]["cost"] == "【要確認】"


def test_a_number_that_only_counts_finds_the_choices_of_its_own_row(memo):
    """Every sheet has its No. 1: that of another has nothing to do with these choices."""
    page = memo(identifier="1", 不具合一覧="""
        | No | 不具合名 | 重要度 | 検出日     | 修正予定日 | 状態   | 原因 |
        | 1  | 文言誤り | 低     | 2024/04/22 | 2024/05/30 | 対応中 | 設計 |""")  # fmt: skip
    assert [option.title for option in page.options] == ["手で補う", "修正する", "何もしない"]


def test_a_choice_without_a_word_of_its_own_is_asked_for(tmp_path):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧="""
        | 課題ID | 件名         | 起票日     | 期限       | 状態   | 重要度 | 案1費用 | 案2費用 |
        | K-001  | 受注が止まる | 2024/04/22 | 2024/04/30 | 対応中 | 高     | 3000000 | 0       |""")  # fmt: skip
    (page,) = pmo_xl.load(tmp_path).escalate(AS_OF).page.memos
    assert [option.title for option in page.options] == ["案1", "案2", "何もしない"]
    assert "選択肢の内容・期間・リスク・戻せるか" in page.gaps


def test_the_rows_are_counted_once_and_no_rule_speaks_of_the_choices(tmp_path):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=f"{HEAD}\n{LINE.format(id='K-001', cost='300', best='B')}")
    project = pmo_xl.load(tmp_path)
    registers = project.reading(AS_OF).registers
    assert {name: len(register) for name, register in registers.items()} == {"issues": 1, "options": 3}
    assert [f for f in project.check(AS_OF) if f.record is not None and f.record.table.kind == "option"] == []
    assert {f.code for f in project.check(AS_OF)} == {"I-003"}


def test_a_day_with_choices_beside_their_matters_is_kept_and_made_again(tmp_path):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=f"{HEAD}\n{LINE.format(id='K-001', cost='300', best='B')}")
    project = pmo_xl.load(tmp_path)
    project.keep(AS_OF)
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=f"{HEAD}\n{LINE.format(id='K-001', cost='900', best='A')}")
    then, _ = restore(project.history_folder, AS_OF, root=tmp_path)
    assert [(row.title, row.cost) for row in choices(then.registers["issues"][0], then)] == [
        ("手で補う", None), ("修正する", 3_000_000), ("何もしない", None),
    ]  # fmt: skip
    assert [row.recommended for row in choices(then.registers["issues"][0], then)] == [False, True, False]


@pytest.mark.parametrize("said", ["", 'sheet = "課題一覧"', 'sheet = "課題一覧"\nheader_rows = [1]\nkind = "issue"'])
def test_settings_of_the_register_leave_the_choices_beside_it(tmp_path, said):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=f"{HEAD}\n{LINE.format(id='K-001', cost='300', best='B')}")
    if said:
        (tmp_path / "pmo.toml").write_text(f'[registers.issues]\nfile = "課題管理表.xlsx"\n{said}\n', "utf-8")
    project = pmo_xl.load(tmp_path)
    registers = project.reading(AS_OF).registers
    assert {name: len(register) for name, register in registers.items()} == {"issues": 1, "options": 3}


def test_first_settings_name_the_register_and_not_the_choices_in_it(tmp_path):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=f"{HEAD}\n{LINE.format(id='K-001', cost='300', best='B')}")
    assert main(["init", str(tmp_path)]) == 0
    settings = (tmp_path / "pmo.toml").read_text("utf-8")
    assert "[registers.issues]" in settings
    assert "registers.options" not in settings
