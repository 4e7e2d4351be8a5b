"""The first pmo.toml: it changes no reading, says what was found, and one # less corrects it."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

import pmo_xl
from pmo_xl.errors import ConfigError
from pmo_xl.settings import Config
from tests.firstsettings.taken_away import CHECK, all_sure, is_waiting, without_marks
from tests.support.sheet import workbook
from tests.unseen import load as drawings

DAY = date(2024, 5, 7)
ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 担当者 |
    | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 山田   |
    | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   |"""
MORE_ISSUES = """
    | 課題ID | 課題名         | 状態   | 期限       | 担当者 |
    | K-003  | 在庫が合わない | 対応中 | 2024/05/30 | 山田   |
    | K-004  | 印刷が遅い     | 完了   | 2024/05/20 | 佐藤   |"""
DRAWN = [(drawing.module, drawing) for some in drawings().values() for drawing in some]


def init(folder, *, update=False, as_of=DAY):
    """The text of the pmo.toml that init leaves in the folder."""
    pmo_xl.load(folder).first_settings(as_of, update=update).save()
    return (folder / "pmo.toml").read_text("utf-8")


def read(folder):
    """Everything that a reading says of the folder's sheets."""
    reading = pmo_xl.load(folder).reading(DAY)
    tables = [
        (
            sheet.sheet,
            sheet.skipped,
            one.register,
            one.left_out,
            one.table.kind,
            one.table.header_rows,
            one.table.columns,
        )
        for file in reading.files
        for sheet in file.sheets
        for one in sheet.read
    ]
    return tables, values(reading)


def values(reading):
    """Register → its records, cell by cell."""
    return {
        name: [
            (r.table.file, r.table.sheet, r.row, {field: r.get(field) for field in r.table.columns}) for r in register
        ]
        for name, register in reading.registers.items()
    }


def tables_in_use(folder):
    """The tables that are counted, as they were read."""
    return [table for table in read(folder)[0] if table[2]]


def holds(folder):
    """What has to hold for any folder of workbooks."""
    before = read(folder)
    text = init(folder)
    assert read(folder) == before, "init changed what is read"
    assert init(folder, update=True) == text, "what init wrote is not what --update looks for"
    return before, text


@pytest.fixture
def folder(tmp_path):
    """Gives a folder with one workbook of these sheets."""

    def made(**sheets):
        workbook(tmp_path / "台帳.xlsx", **sheets)
        return tmp_path

    return made


# ---------------------------------------------------------------------------------- nothing changes


def test_the_sample_reads_the_same_before_and_after_and_with_every_line_in_force(sample, tmp_path):
    shutil.copytree(sample, tmp_path / "p", ignore=shutil.ignore_patterns("pmo.toml", "history"))
    before, text = holds(tmp_path / "p")
    assert len(before[0]) >= 15
    (tmp_path / "p" / "pmo.toml").write_text(all_sure(text), "utf-8")
    assert tables_in_use(tmp_path / "p") == [table for table in before[0] if table[2]]
    assert values(pmo_xl.load(tmp_path / "p").reading(DAY)) == before[1]


def test_the_corpus_reads_the_same_before_and_after_and_with_every_line_in_force(corpus, tmp_path):
    for book in corpus.glob("*.xlsx"):
        shutil.copy(book, tmp_path)
    before, text = holds(tmp_path)
    (tmp_path / "pmo.toml").write_text(all_sure(text), "utf-8")
    assert tables_in_use(tmp_path) == [table for table in before[0] if table[2]]
    assert values(pmo_xl.load(tmp_path).reading(DAY)) == before[1]


@pytest.mark.parametrize(("module", "drawing"), DRAWN, ids=[f"{module} {drawing.name}" for module, drawing in DRAWN])
def test_any_sheet_reads_the_same_before_and_after_and_with_every_line_in_force(module, drawing, tmp_path):
    drawing.write(tmp_path / drawing.name)
    before, text = holds(tmp_path)
    (tmp_path / "pmo.toml").write_text(all_sure(text), "utf-8")
    assert tables_in_use(tmp_path) == [table for table in before[0] if table[2]]
    assert values(pmo_xl.load(tmp_path).reading(DAY)) == before[1]


def test_only_the_name_of_the_project_holds(folder):
    place = folder(一覧=ISSUES)
    said = tomllib.loads(init(place))
    assert said == {"project": {"name": place.name}, "capacity": {}}
    assert pmo_xl.load(place).config.registers == Config().registers


def test_a_sheet_added_later_is_counted(folder):
    init(folder(一覧=ISSUES))
    place = folder(一覧=ISSUES, 追加=MORE_ISSUES)
    assert [issue.id for issue in pmo_xl.load(place).registers["issues"]] == ["K-001", "K-002", "K-003", "K-004"]


# ---------------------------------------------------------------------------------- what it says


def test_a_block_names_the_table_and_how_sure_it_is(folder):
    place = folder(一覧=ISSUES)
    (sheet,) = pmo_xl.load(place).reading(DAY).files[0].sheets
    lines = init(place).split("\n")
    at = lines.index("#[registers.issues]")
    assert lines[at - 2 : at] == [
        "# ■ 課題の表 ─ 台帳.xlsx",
        f"# ・「一覧」確からしさ{round(sheet.tables[0].confidence * 100)}%、記録2件（2〜3行目）",
    ]
    settings = tomllib.loads("\n".join(line.removeprefix("#") for line in lines[at : lines.index("", at)]))
    assert settings["registers"]["issues"] == {
        "file": "台帳.xlsx",
        "sheet": "一覧",
        "kind": "issue",
        "only": False,
        "header_rows": [1],
    }
    assert [line.split() for line in lines if line.startswith("#due_date")] == [
        ["#due_date", "=", '"期限"', "#", "期限"]
    ]


def test_rows_that_are_no_records_are_told(folder):
    sheet = ISSUES + "\n| 合計 | 2 | | | |"
    assert "除いた行: 合計の行 4行目" in init(folder(一覧=sheet))


def test_a_heading_that_stands_twice_or_nowhere_is_named_by_its_letter(folder):
    place = folder(
        一覧="""
        | 課題ID | 課題名       | 状態   | 期限       | 担当者 | 担当者 |  |
        | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 山田   | 佐藤   | 2024/5/1の朝会で確認した |
        | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   | 山田   | 2024/5/2の朝会で確認した |"""
    )
    lines = [line.split("  ")[0] for line in init(place).split("\n")]
    assert {'#owner = "E"', '#owner_2 = "F"', '#title = "課題名"'} <= set(lines)


def test_sheets_read_alike_are_one_block_and_one_line_corrects_them_all(folder):
    place = folder(一覧=ISSUES, 追加=MORE_ISSUES)
    text = init(place)
    assert '#sheet = ["一覧", "追加"]' in text
    assert text.count("#[registers.issues") == 2  # its own heading and that of its columns
    corrected = without_marks(
        text, "[registers.issues]", "file", "sheet", "kind", "only", "[registers.issues.columns]", "due_date"
    ).replace('due_date = "期限"', 'due_date = ""')
    (place / "pmo.toml").write_text(corrected, "utf-8")
    assert [issue.due_date for issue in pmo_xl.load(place).registers["issues"]] == [None] * 4


def test_one_table_of_several_is_corrected_by_its_own_lines(folder):
    place = folder(一覧=ISSUES, 追加="|" + "\n| 追加分 |" + "\n|" + MORE_ISSUES)
    text = init(place)
    second = text[text.index("#[registers.issues_2]") :]
    corrected = without_marks(second, "[registers.issues_2]", "file", "sheet", "kind", "only")
    corrected = corrected.replace('kind = "issue"', 'kind = "todo"')
    (place / "pmo.toml").write_text(text.replace(second, corrected), "utf-8")
    found = pmo_xl.load(place).registers
    assert {name: [record.id for record in register] for name, register in found.items()} == {
        "issues": ["K-001", "K-002"],
        "todos": ["K-003", "K-004"],
    }


def test_what_is_in_doubt_stands_first_and_an_unknown_word_beside_the_nearest(folder):
    doubtful = "| 追加分 |\n|" + MORE_ISSUES.replace("対応中", "対応ちゅう")
    place = folder(一覧=ISSUES, 追加=doubtful)
    text = init(place)
    places = [text.index(words) for words in ("要確認の表", "「追加」確からしさ", "読み取れた表", "「一覧」確からしさ")]
    assert places == sorted(places)
    (word,) = [line for line in text.split("\n") if "対応ちゅう" in line and is_waiting(line)]
    assert word.startswith('#in_progress = ["対応ちゅう"]')
    assert CHECK in word
    assert "「対応中」に近い言葉です" in word
    name = next(line for line in text.split("\n") if line.endswith(".values.status]")).removeprefix("#[").split(".")[1]
    corrected = without_marks(
        text, f"[registers.{name}]", "file", "sheet", "kind", "only", f"[registers.{name}.values.status]", "in_progress"
    )
    (place / "pmo.toml").write_text(corrected, "utf-8")
    issues = pmo_xl.load(place).registers["issues"]
    assert issues.find("K-003").status == "in_progress"
    assert len(issues) == 4


def test_a_missing_column_is_asked_for_and_named_by_one_line(folder):
    sheet = """
        | 課題ID | 課題名       | ここまで | 期限       |
        | K-001  | 受注が止まる | 対応中   | 2024/04/30 |
        | K-002  | 帳票が出ない | 完了     | 2024/05/02 |"""
    place = folder(課題一覧=sheet)
    text = init(place)
    assert f"{CHECK}「状態」に当たる列が見つかりません" in text
    assert "# 使っていない列: 「ここまで」" in text
    corrected = without_marks(
        text, "[registers.issues]", "file", "sheet", "kind", "only", "[registers.issues.columns]", "status"
    ).replace('status = ""', 'status = "ここまで"')
    (place / "pmo.toml").write_text(corrected, "utf-8")
    assert [issue.status for issue in pmo_xl.load(place).registers["issues"]] == ["in_progress", "closed"]


def test_phase_going_live_and_testers_are_suggested_with_their_place(folder):
    place = folder(
        体制表="""
        | 氏名     | 役割      | 所属   |
        | 山田太郎 | UAT実施者 | 営業部 |
        | 佐藤花子 | UAT実施者 | 経理部 |
        | 鈴木一郎 | PMO       | 情シス |""",
        フェーズ計画="""
        | フェーズ | 開始予定日 | 終了予定日 |
        | 総合テスト | 2024/03/01 | 2024/04/12 |
        | UAT      | 2024/04/22 | 2024/05/17 |
        | 稼働判定 | 2024/05/20 | 2024/05/20 |
        | 本番稼働 | 2024/06/03 | 2024/06/03 |""",
    )
    text = init(place)
    assert "フェーズ計画」3行目" in text
    start = text.index("[project]")
    said = tomllib.loads(all_sure(text)[start:])
    assert said["project"]["phase"] == "UAT"
    assert said["project"]["phase_start"] == date(2024, 4, 22)
    assert said["project"]["phase_end"] == date(2024, 5, 17)
    assert said["project"]["go_live"] == date(2024, 6, 3)
    assert said["capacity"]["testers"] == 2


def test_without_a_plan_the_lines_are_examples(folder):
    lines = init(folder(一覧=ISSUES)).split("\n")
    examples = [line.split(" = ")[0] for line in lines if "例です" in line]
    assert examples == [
        f"#{key}"
        for key in (
            *("phase", "phase_start", "phase_end", "go_live", "extra_holidays"),
            *("testers", "tests_per_person_day"),
        )
    ]


def test_text_of_a_cell_stays_text(folder):
    place = folder(
        **{
            "=cmd|' '!A1": """
            | 課題ID | 課題名\\n[registers.issues] | 状態\\n#" | 期限 \\\\ "日 | 担当者 |
            | K-001  | 受注が止まる | 様\\n[check] | 2024/04/30 | 山田   |
            | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   |"""
        }
    )
    text = init(place)
    assert tomllib.loads(text) == {"project": {"name": place.name}, "capacity": {}}
    (place / "pmo.toml").write_text(all_sure(text), "utf-8")
    assert pmo_xl.load(place).config.registers["issues"].sheets == ("=cmd|' '!A1",)


def test_names_that_mean_more_than_themselves_are_found_again(tmp_path):
    workbook(tmp_path / "課題[最新] 'A' (1).xlsx", **{"一覧 ": ISSUES})
    text = init(tmp_path)
    (tmp_path / "pmo.toml").write_text(all_sure(text), "utf-8")
    assert [issue.id for issue in pmo_xl.load(tmp_path).registers["issues"]] == ["K-001", "K-002"]


# ---------------------------------------------------------------------------------- refusals


def test_a_file_that_is_there_is_refused_and_left_alone(folder):
    place = folder(一覧=ISSUES)
    (place / "pmo.toml").write_bytes(b"# mine\n")
    with pytest.raises(ConfigError) as refused:
        init(place)
    assert "pmo.toml はすでにあります" in refused.value.message
    assert "--update" in refused.value.hint
    assert (place / "pmo.toml").read_bytes() == b"# mine\n"


def test_the_file_is_the_only_one_that_is_written(folder):
    place = folder(一覧=ISSUES)
    init(place)
    assert sorted(path.name for path in Path(place).iterdir()) == ["pmo.toml", "台帳.xlsx"]
