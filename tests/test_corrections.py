"""What a person corrects in pmo.toml wins over inspection, on every sheet it speaks of, and nothing else is lost."""

import pytest

import pmo_xl
from pmo_xl.errors import ConfigError
from pmo_xl.model.place import column_letters
from tests.support.sheet import workbook

ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 担当者 |
    | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 山田   |
    | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   |"""
MORE_ISSUES = """
    | 課題ID | 課題名         | 状態   | 期限       | 担当者 |
    | K-003  | 在庫が合わない | 対応中 | 2024/05/30 | 山田   |
    | K-004  | 印刷が遅い     | 完了   | 2024/05/20 | 佐藤   |"""
TESTS = """
    | テストID | テスト項目 | 期待結果   | 実施日     | 結果 |
    | T-001    | ログイン   | 入れる     | 2024/04/22 | OK   |
    | T-002    | 登録       | 登録できる | 2024/04/23 | NG   |"""
# Headings nobody can know: only pmo.toml says which row they stand in and what they mean.
SECRET = """
    | 甲    | 乙           | 丙     | 丁         |
    | K-001 | 受注が止まる | 対応中 | 2024/04/30 |
    | K-002 | 帳票が出ない | 完了   | 2024/05/02 |"""
SECRET_COLUMNS = 'id = "甲"\ntitle = "乙"\nstatus = "丙"\ndue_date = "丁"\n'
GAP = "\n    |\n    |"


@pytest.fixture
def project(tmp_path):
    """Gives a project of workbooks (name → sheets) and a pmo.toml."""

    def made(toml, books=None, **sheets):
        for name, tables in (books or {"台帳": sheets}).items():
            workbook(tmp_path / f"{name}.xlsx", **tables)
        (tmp_path / "pmo.toml").write_text(toml, encoding="utf-8")
        return pmo_xl.load(tmp_path)

    return made


def registers(project):
    """Register → its ids."""
    return {name: [record.id for record in register] for name, register in project.reading().registers.items()}


def table(project, sheet, number=0):
    (found,) = [s for file in project.reading().files for s in file.sheets if s.sheet == sheet]
    return found.tables[number]


def letters(table):
    return {field: column_letters(column) for field, column in table.columns.items()}


# ---------------------------------------------------------------------------------- heading rows


def test_heading_rows_are_those_it_says(project):
    assert registers(project("", 一覧=SECRET)) == {}
    said = f'[registers.issues]\nsheet = "一覧"\nheader_rows = [1]\n[registers.issues.columns]\n{SECRET_COLUMNS}'
    read = project(said, 一覧=SECRET)
    assert registers(read) == {"issues": ["K-001", "K-002"]}
    assert letters(table(read, "一覧")) == {"id": "A", "title": "B", "status": "C", "due_date": "D"}


def test_heading_rows_hold_for_every_sheet_that_is_named(project):
    more = SECRET.replace("K-001", "K-003").replace("K-002", "K-004")
    said = f'[registers.issues]\nsheet = ["甲", "乙"]\nheader_rows = [1]\n[registers.issues.columns]\n{SECRET_COLUMNS}'
    assert registers(project(said, 甲=SECRET, 乙=more)) == {"issues": ["K-001", "K-002", "K-003", "K-004"]}


def test_a_row_that_inspection_took_for_the_heading_may_be_a_record(project):
    # The first row says it all to inspection; a person knows that the headings stand in the second.
    sheet = """
        | ID    | 課題名       | 状態   | 期限       | 担当者 |
        | No    | 件名         | 状況   | 対応期限   | 担当   |
        | K-001 | 受注が止まる | 対応中 | 2024/04/30 | 山田   |"""
    read = project('[registers.issues]\nsheet = "一覧"\nheader_rows = [2]\n', 一覧=sheet)
    assert table(read, "一覧").header_rows == (2,)
    assert registers(read) == {"issues": ["K-001"]}


@pytest.mark.parametrize("kind", ["issue", "todo"])
def test_heading_rows_choose_a_table_and_leave_the_one_below_alone(project, kind):
    name = {"issue": "issues", "todo": "todos"}[kind]
    said = f'[registers.{name}]\nsheet = "一覧"\nkind = "{kind}"\nheader_rows = [1]\n'
    assert registers(project(said, 一覧=ISSUES + GAP + TESTS)) == {
        name: ["K-001", "K-002"],
        "tests": ["T-001", "T-002"],
    }


def test_heading_rows_that_inspection_missed_end_where_the_next_table_begins(project):
    said = f'[registers.issues]\nsheet = "一覧"\nheader_rows = [1]\n[registers.issues.columns]\n{SECRET_COLUMNS}'
    sheet = SECRET + GAP + "\n    | テスト一覧 |" + TESTS
    assert registers(project(said, 一覧=sheet)) == {"issues": ["K-001", "K-002"], "tests": ["T-001", "T-002"]}


def test_a_blank_row_below_the_heading_ends_nothing(project):
    heading, *rows = SECRET.strip().splitlines()
    sheet = "\n".join([heading, "|", *rows])
    said = f'[registers.issues]\nsheet = "一覧"\nheader_rows = [1]\n[registers.issues.columns]\n{SECRET_COLUMNS}'
    assert registers(project(said, 一覧=sheet)) == {"issues": ["K-001", "K-002"]}


def beside(left, right):
    """Two tables side by side, a blank column between them."""
    pairs = zip(left.strip().splitlines(), right.strip().splitlines(), strict=True)
    return "\n".join(f"{one.strip()} | {other.strip()}" for one, other in pairs)


def test_heading_rows_leave_the_table_beside_alone(project):
    read = project('[registers.issues]\nsheet = "一覧"\nheader_rows = [1]\n', 一覧=beside(ISSUES, TESTS))
    assert registers(read) == {"issues": ["K-001", "K-002"], "tests": ["T-001", "T-002"]}


def test_heading_rows_that_inspection_missed_end_beside_the_other_table(project):
    said = f'[registers.issues]\nsheet = "一覧"\nheader_rows = [1]\n[registers.issues.columns]\n{SECRET_COLUMNS}'
    read = project(said, 一覧=beside(SECRET, TESTS))
    assert registers(read) == {"issues": ["K-001", "K-002"], "tests": ["T-001", "T-002"]}
    assert letters(table(read, "一覧")) == {"id": "A", "title": "B", "status": "C", "due_date": "D"}


def test_heading_rows_hold_although_a_column_is_named_in_vain(project):
    said = (
        '[registers.issues]\nsheet = "一覧"\nheader_rows = [1]\n[registers.issues.columns]\ndue_date = "ありません"\n'
    )
    read = project(said, 一覧=ISSUES)
    assert registers(read) == {"issues": ["K-001", "K-002"]}
    assert "「ありません」という列が見つかりません" in read.reading().notes[0]


def test_the_lower_of_two_like_tables_may_be_of_another_kind_and_the_upper_one_stays(project):
    said = '[registers.todos]\nsheet = "一覧"\nheader_rows = [6]\n'
    assert registers(project(said, 一覧=ISSUES + GAP + MORE_ISSUES)) == {
        "issues": ["K-001", "K-002"],
        "todos": ["K-003", "K-004"],
    }


# ---------------------------------------------------------------------------------- columns


TWO_DATES = """
    | 課題ID | 課題名       | 状態   | 期限       | 見直し日   |
    | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 2024/05/10 |
    | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 2024/05/11 |"""
MOVED_DATES = """
    | 見直し日   | 課題ID | 課題名         | 状態   | 期限       |
    | 2024/06/10 | K-003  | 在庫が合わない | 対応中 | 2024/05/30 |
    | 2024/06/11 | K-004  | 印刷が遅い     | 完了   | 2024/05/20 |"""


@pytest.mark.parametrize("said", ["見直し日", "見直し 日", "E", "e"])
def test_a_column_is_the_one_it_names_by_heading_or_letter(project, said):
    assert letters(table(project("", 一覧=TWO_DATES), "一覧"))["due_date"] == "D"
    read = project(f'[registers.issues.columns]\ndue_date = "{said}"\n', 一覧=TWO_DATES)
    assert letters(table(read, "一覧"))["due_date"] == "E"


def test_a_column_named_by_heading_is_found_on_every_sheet_where_it_stands(project):
    read = project('[registers.issues.columns]\ndue_date = "見直し日"\n', 甲=TWO_DATES, 乙=MOVED_DATES)
    assert [letters(table(read, sheet))["due_date"] for sheet in ("甲", "乙")] == ["E", "A"]
    assert len(registers(read)["issues"]) == 4


@pytest.mark.parametrize("said", ["対応 / 見直し日", "見直し日"])
def test_a_column_below_a_group_is_named_with_it_or_without(project, said):
    sheet = """
        | 課題ID | 課題名       | 状態   | 起票       |        | 対応       |            |
        |        |              |        | 起票日     | 起票者 | 期限       | 見直し日   |
        | K-001  | 受注が止まる | 対応中 | 2024/04/01 | 山田   | 2024/04/30 | 2024/05/10 |
        | K-002  | 帳票が出ない | 完了   | 2024/04/02 | 佐藤   | 2024/05/02 | 2024/05/11 |"""
    read = project(f'[registers.issues.columns]\ndue_date = "{said}"\n', 一覧=sheet)
    assert table(read, "一覧").header_rows == (1, 2)
    assert letters(table(read, "一覧"))["due_date"] == "G"


def test_a_field_that_is_given_nothing_has_no_column(project):
    read = project('[registers.issues.columns]\ndue_date = ""\n', 一覧=ISSUES)
    assert "due_date" not in table(read, "一覧").columns
    assert "期限" in table(read, "一覧").unmapped.values()
    assert [issue.due_date for issue in read.registers["issues"]] == [None, None]
    assert read.reading().notes == ()


def test_columns_of_one_of_two_tables_on_a_sheet(project):
    said = '[registers.tests]\nsheet = "一覧"\nheader_rows = [6]\n[registers.tests.columns]\nplanned_date = "実施日"\n'
    read = project(said, 一覧=ISSUES + GAP + TESTS)
    assert letters(table(read, "一覧", 1))["planned_date"] == "D"
    assert letters(table(read, "一覧", 0))["due_date"] == "D"


# ---------------------------------------------------------------------------------- words


def words_sheet(*words):
    rows = "".join(f"\n| K-{n} | 件名{n}が長い | {word} | 2024/05/0{n} | A |" for n, word in enumerate(words, 1))
    return f"| 課題ID | 課題名 | 状態 | 期限 | 重要度 |{rows}"


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("様子見", "waiting"), ("対応済", "closed"), ("完了", "open"), ("-", "rejected"), ("３", "closed")],
)
def test_a_word_means_what_it_says(project, word, meaning):
    said = f'[registers.issues.values.status]\n{meaning} = ["{word}"]\n'
    issues = project(said, 一覧=words_sheet(word, "対応中")).registers["issues"]
    assert [issue.status for issue in issues] == [meaning, "in_progress"]


def test_words_hold_on_every_sheet_and_other_words_keep_their_meaning(project):
    said = '[registers.issues.values.status]\nwaiting = ["様子見"]\n'
    issues = project(said, 甲=words_sheet("様子見", "完了"), 乙=words_sheet("対応中", "様子見", "却下")).registers[
        "issues"
    ]
    assert [issue.status for issue in issues] == ["waiting", "closed", "in_progress", "waiting", "rejected"]


def test_levels_and_verdicts_mean_what_it_says(project):
    said = '[registers.issues.values.priority]\nlow = ["A"]\n[registers.tests.values.result]\npass = ["NG"]\n'
    read = project(said, 課題=words_sheet("対応中", "完了"), 試験=TESTS)
    assert [issue.priority for issue in read.registers["issues"]] == ["low", "low"]
    assert [test.result for test in read.registers["tests"]] == ["pass", "pass"]


def test_words_of_a_field_hold_for_its_further_rounds(project):
    sheet = """
        | テストID | テスト項目 | 期待結果   | １回目     |      | ２回目     |      |
        |          |            |            | 実施日     | 結果 | 実施日     | 結果 |
        | T-001    | ログイン   | 入れる     | 2024/04/22 | 再   | 2024/04/25 | 済み |
        | T-002    | 登録       | 登録できる | 2024/04/23 | OK   | 2024/04/26 | 再   |"""
    read = project('[registers.tests.values.result]\nhold = ["再"]\n', 一覧=sheet)
    assert [(test.get("result"), test.get("result_2")) for test in read.registers["tests"]] == [
        ("hold", "pass"),
        ("pass", "hold"),
    ]


# ---------------------------------------------------------------------------------- kind and sheet


def test_a_sheet_is_of_the_kind_it_says(project):
    assert registers(project("", 一覧=ISSUES)) == {"issues": ["K-001", "K-002"]}
    assert registers(project('[registers.todos]\nsheet = "一覧"\n', 一覧=ISSUES)) == {"todos": ["K-001", "K-002"]}


FORM = """
    | 不具合管理票 |
    |
    | 不具合No   | D-001          |
    | 件名       | 帳票が出ない   |
    | 発見日     | 2024/05/07     |
    | 発見者     | 山田           |
    | ステータス | 対応中         |
    | 事象       | 印刷しても紙が出てこない |"""


@pytest.mark.parametrize(("said", "name"), [("", "defects"), ('[registers.issues]\nsheet = "票"\n', "issues")])
def test_a_form_is_of_the_kind_it_says(project, said, name):
    assert registers(project(said, 票=FORM)) == {name: ["D-001"]}


def test_a_sheet_that_is_passed_over_by_its_name_is_read_when_it_is_named(project):
    assert registers(project("", 表紙=ISSUES)) == {}
    assert registers(project('[registers.issues]\nsheet = "表紙"\n', 表紙=ISSUES)) == {"issues": ["K-001", "K-002"]}


def test_a_hidden_sheet_is_read_when_it_is_named(tmp_path):
    workbook(tmp_path / "台帳.xlsx", hidden=("旧",), 一覧=ISSUES, 旧=MORE_ISSUES)
    (tmp_path / "pmo.toml").write_text('[registers.issues]\nsheet = ["一覧", "旧"]\n', encoding="utf-8")
    assert registers(pmo_xl.load(tmp_path)) == {"issues": ["K-001", "K-002", "K-003", "K-004"]}


def test_a_workbook_is_named_before_what_its_name_means_as_a_glob(project):
    books = {"課題[1]": {"一覧": ISSUES}, "課題1": {"一覧": MORE_ISSUES}}
    assert registers(project('[registers.issues]\nfile = "課題[1].xlsx"\n', books)) == {"issues": ["K-001", "K-002"]}


# ---------------------------------------------------------------------------------- only = false


def test_one_sheet_of_several_is_corrected_and_all_stay_in_one_register(project):
    secret = SECRET.replace("K-00", "K-90")
    said = f"""
        [registers.issues_2]
        sheet = "別表"
        kind = "issue"
        only = false
        header_rows = [1]
        [registers.issues_2.columns]
        {SECRET_COLUMNS}"""
    read = project(said, 一覧=ISSUES, 追加=MORE_ISSUES, 別表=secret)
    assert registers(read) == {"issues": ["K-001", "K-002", "K-003", "K-004", "K-901", "K-902"]}
    assert read.reading().notes == ()


def test_a_sheet_taken_for_another_kind_joins_those_of_its_own(project):
    said = '[registers.issues_2]\nsheet = "追加"\nkind = "todo"\nonly = false\n'
    assert registers(project(said, 一覧=ISSUES, 追加=MORE_ISSUES)) == {
        "issues": ["K-001", "K-002"],
        "todos": ["K-003", "K-004"],
    }


def test_without_it_a_kind_is_taken_from_the_named_sheet_only(project):
    said = '[registers.issues]\nsheet = "追加"\n'
    assert registers(project(said, 一覧=ISSUES, 追加=MORE_ISSUES)) == {"issues": ["K-003", "K-004"]}


def test_a_table_that_is_no_register_is_left_out_of_all(project):
    said = '[registers.issues_2]\nsheet = "追加"\nkind = "other"\nonly = false\n'
    assert registers(project(said, 一覧=ISSUES, 追加=MORE_ISSUES)) == {"issues": ["K-001", "K-002"]}


def test_it_joins_the_register_that_takes_the_kind_for_itself(project):
    said = """
        [registers.kadai]
        sheet = "一覧"
        kind = "issue"
        [registers.more]
        sheet = "追加"
        kind = "issue"
        only = false"""
    read = project(said, 一覧=ISSUES, 追加=MORE_ISSUES, ほか=ISSUES.replace("K-00", "K-90"))
    assert registers(read) == {"kadai": ["K-001", "K-002", "K-003", "K-004"]}


def test_of_two_pmos_each_keeps_its_register(project):
    said = '[registers.vendor_issues]\nsheet = "追加"\nkind = "issue"\nonly = false\nside = "vendor"\n'
    assert registers(project(said, 一覧=ISSUES, 追加=MORE_ISSUES)) == {
        "issues": ["K-001", "K-002"],
        "vendor_issues": ["K-003", "K-004"],
    }


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_said_of_one_sheet_comes_before_what_is_said_of_all(project, order):
    every = '[registers.issues.columns]\ndue_date = "期限"\n'
    one = '[registers.issues_2]\nsheet = "甲"\nkind = "issue"\nonly = false\ncolumns = { due_date = "見直し日" }\n'
    read = project("".join([every, one][::order]), 甲=TWO_DATES, 乙=MOVED_DATES)
    assert [letters(table(read, sheet))["due_date"] for sheet in ("甲", "乙")] == ["E", "E"]
    assert registers(read) == {"issues": ["K-001", "K-002", "K-003", "K-004"]}


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("header_rows = [3]", "[registers.名前]"),
        ('due_date = "期限"', "[registers.名前.columns]"),
        ('waiting = ["様子見"]', "[registers.名前.values.項目]"),
    ],
)
def test_a_line_whose_heading_is_still_a_remark_says_which_heading_that_is(project, line, home):
    with pytest.raises(ConfigError) as refused:
        project(f'[project]\nname = "UAT"\n#[registers.issues]\n{line}\n', 一覧=ISSUES)
    assert refused.value.message.startswith("pmo.toml 4行目: ")
    assert refused.value.hint.startswith(home)
