"""pmo-xl pack: by the command line and from Python, with files, JSON and what is said on the way."""

import json
from datetime import date
from pathlib import Path

import pytest

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.cli.arguments import PACKS as OFFERED
from pmo_xl.errors import PmoError
from pmo_xl.packs import PACKS
from tests.support.g1_book import write_g1

AS_OF = "2024-05-07"


@pytest.fixture
def project(tmp_path, monkeypatch):
    write_g1(tmp_path / "G1")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "G1"


def test_the_command_line_offers_the_packs_there_are():
    assert tuple(PACKS) == OFFERED


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("morning", ["朝会_20240507.xlsx"]),
        ("evening", ["夕会_20240507.xlsx"]),
        ("defects", ["不具合方針_20240507.xlsx"]),
        ("readiness", ["稼働判定_20240507.xlsx"]),
        ("training", ["トレーニング_20240507.xlsx"]),
        ("weekly", ["週次_20240507.docx", "週次_20240507.xlsx"]),
        ("completion", ["完了_20240507.docx"]),
        ("tomorrow", ["明日の準備_20240507.xlsx"]),
        ("work", ["作業報告_20240507.xlsx"]),  # G1 names nobody who did something
    ],
)
def test_a_pack_is_written_and_listed(name, files, project, capsys):
    assert main(["pack", name, "G1", "--as-of", AS_OF, "--out", "made"]) == 0
    assert sorted(path.name for path in Path("made").iterdir()) == files
    said = capsys.readouterr()
    for file in files:
        assert f"作成: {Path('made') / file}" in said.out


def test_the_weekly_json(project, capsys):
    assert main(["pack", "weekly", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["as_of"], said["pack"], said["stamp"]) == (AS_OF, "weekly", None)
    # five working days up to 5/7: 4/26, 4/30, 5/1, 5/2, 5/7
    assert said["period"] == {"from": "2024-04-26", "to": AS_OF}
    assert said["since"] is None
    assert [light["date"] for light in said["lights"]] == [
        "2024-04-26",
        "2024-04-30",
        "2024-05-01",
        "2024-05-02",
        AS_OF,
    ]
    assert [light["overall"] for light in said["lights"]] == [None, None, None, None, "red"]
    assert said["metrics"]["execution_rate"]["value"] == 0.55
    assert sorted(Path(file).suffix for file in said["outputs"]) == [".docx", ".xlsx"]


def test_the_completion_json_and_what_people_have_to_write(project, capsys):
    assert main(["pack", "completion", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = capsys.readouterr()
    result = json.loads(said.out)
    criteria = {row["name"]: row for row in result["criteria"]}
    assert criteria["テストの完了率"] == {
        "name": "テストの完了率",
        "target": "100.0%",
        "actual": "48.0%",
        "met": "not_met",
        "metric": "completion_rate",
        "remark": "残り104件",
    }
    assert result["missing"][-1] == "教訓"
    assert "完了報告に【要確認】が6か所あります" in said.err  # four criteria, what can be reused, lessons


def test_the_json_of_the_morning(project, capsys):
    assert main(["pack", "morning", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pack"], said["as_of"]) == ("morning", AS_OF)
    # metrics.md §8: sixteen are planned for 5/7, and this morning eighteen were left
    assert (len(said["tests"]), len(said["carried"]), len(said["left"])) == (16, 18, 18)
    assert {test["can_start"] for test in said["tests"]} == {True}
    assert (said["free"], said["roles"], said["decisions"]) == ([], [], [])


def test_the_json_of_the_evening(project, capsys):
    assert main(["pack", "evening", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    # metrics.md §8: 14 of 16, and two of those left; six a day are free from 5/8 on
    assert (said["planned"], said["executed"], said["others"]) == (16, 14, {"持越し": 2})
    assert [one["proposed"] for one in said["unrun"]].count("2024-05-08") == 6
    assert {one["why_not"] for one in said["unrun"]} == {None}
    assert said["tomorrow"] == {"day": "2024-05-08", "planned": 9, "capacity": 15}
    assert len(said["new_defects"]) == 6


def test_the_json_of_the_defects(project, capsys):
    assert main(["pack", "defects", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    # metrics.md §8: 21 are open, the critical one of 4/26 first, which is four working days old; no test is linked
    assert len(said["defects"]) == 21
    first = said["defects"][0]
    assert (first["severity"], first["age_days"], first["linked"], first["proposal"]) == ("critical", 4, False, "fix")
    # one retest on the last day, 5/17: the fix is there by 5/16
    assert {row["last_fix"] for row in said["defects"]} == {"2024-05-16"}


def test_the_json_of_the_readiness(project, capsys):
    assert main(["pack", "readiness", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = capsys.readouterr()
    result = json.loads(said.out)
    assert (result["pack"], result["as_of"], result["go_live"]) == ("readiness", AS_OF, "2024-06-03")
    criteria = {row["name"]: row["met"] for row in result["criteria"]}
    # metrics.md §8: 96 of 200 passed; one critical defect is open; nobody signs off
    assert (criteria["テストの完了率"], criteria["重大な不具合の未解決"]) == ("not_met", "not_met")
    assert (criteria["業務担当者の承認率"], criteria["移行の準備"]) == ("unknown", "unknown")
    # 21 defects and the open issues
    assert [row["kind"] for row in result["open_items"]].count("defect") == 21
    assert not [key for key in result if "verdict" in key]
    assert "稼働判定に未確認の基準が4項目あります" in said.err


def test_the_list_of_defects_ends_its_pages_after_fifteen_rows(project):
    import openpyxl

    (path,) = pmo_xl.load(project).pack("defects", date(2024, 5, 7)).save("made").paths
    page = openpyxl.load_workbook(path)["不具合方針"]
    # the heading stands in row 4, the first defect in row 5
    ends = [mark.id for mark in page.row_breaks.brk]
    assert ends
    assert ends[0] <= 4 + 15
    assert all(later - earlier <= 15 for earlier, later in zip(ends, [*ends[1:], 4 + 21], strict=True))


def test_the_json_of_a_training_nobody_keeps_a_list_of(project, capsys):
    assert main(["pack", "training", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pack"], said["found"], said["rate"], said["coming"], said["departments"]) == (
        *("training", False, None),
        [],
        [],
    )


def test_the_json_of_tomorrow(project, capsys):
    assert main(["pack", "tomorrow", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pack"], said["as_of"], said["day"]) == ("tomorrow", AS_OF, "2024-05-08")
    # metrics.md §8: nine tests a day from 5/8 on, T-129 first; nothing is said against them but that nobody is named
    assert [test["id"] for test in said["tests"]] == [f"T-{number}" for number in range(129, 138)]
    assert {(test["can_start"], *test["doubts"]) for test in said["tests"]} == {(True, "実施者が未記入")}
    # 2 tests of today and 16 of before, 5 fixes of 5/2, K-001 to K-008
    assert len(said["undone"]) == 18 + 5 + 8
    assert (said["meetings"], said["due"], said["unanswered"]) == ([], [], [])


def test_the_json_of_work_and_a_word_page_for_each_person(project, capsys):
    from tests.support.sheet import workbook

    sheet = """
        | ToDo ID | 内容       | 担当者   | 期限       | 状態   | 完了日     |
        | A-001   | 資料の送付 | 若葉花子 | 2024/05/07 | {}     | {}         |
        | A-002   | 日程の連絡 | 桜庭実   | 2024/05/10 | 未着手 |            |
        """
    workbook(project / "ToDo.xlsx", ToDo=sheet.format("未着手", ""))
    pmo_xl.load(project).keep(date(2024, 5, 2))
    workbook(project / "ToDo.xlsx", ToDo=sheet.format("完了", "2024/05/07"))
    assert main(["pack", "work", "G1", "--as-of", AS_OF, "--out", "made", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pack"], said["since"]) == ("work", "2024-05-02")
    (person,) = said["people"]
    assert person["name"] == "若葉花子"
    assert person["done"] == [
        {
            "change": "closed",
            "kind": "todo",
            "id": "A-001",
            "title": "資料の送付",
            "text": "状態 未着手→完了",
            "file": "ToDo.xlsx",
            "sheet": "ToDo",
            "cell": "E2",
        }
    ]
    assert sorted(Path(file).name for file in said["outputs"]) == [
        "作業報告_20240507.xlsx",
        "作業報告_若葉花子_20240507.docx",
    ]


def test_lights_of_kept_days_stand_beside_todays(project, capsys):
    loaded = pmo_xl.load(project)
    for kept in (date(2024, 4, 25), date(2024, 5, 2)):
        loaded.keep(kept)
    assert main(["pack", "weekly", "G1", "--as-of", AS_OF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["since"] == "2024-04-25"
    kept = pmo_xl.load(project).daily(date(2024, 5, 2)).metrics["rag_overall"].value
    assert [light["overall"] for light in said["lights"]] == [None, None, None, kept, "red"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("weeky", "「weekly」のことですか？"),
        (
            "asa",
            "使えるのは morning、evening、defects、readiness、training、weekly、completion、work、tomorrow、decisions です",
        ),
    ],
)
def test_an_unknown_pack_is_told_with_the_nearest(word, hint, project, capsys):
    assert main(["pack", word, "G1"]) == 2
    assert capsys.readouterr().err == f"エラー: 「{word}」というパックはありません\n対処: {hint}\n"
    with pytest.raises(PmoError) as told:
        pmo_xl.load(project).pack(word, date(2024, 5, 7))
    assert (told.value.message, told.value.hint) == (f"「{word}」というパックはありません", hint)


def test_a_pack_without_a_name_says_what_is_missing(project, capsys):
    assert main(["pack"]) == 2
    assert (
        capsys.readouterr().err == f"エラー: 「パック」が書かれていません\n対処: 使えるのは {'、'.join(PACKS)} です\n"
    )


def test_a_projects_own_template_is_used(project, capsys):
    shipped = Path(pmo_xl.__file__).parent.parent / "report_templates" / "完了報告.docx"
    (project / "own.docx").write_bytes(shipped.read_bytes())
    settings = project / "pmo.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[reports.completion]\ndocx = "own.docx"\n', "utf-8")
    assert main(["pack", "completion", "G1", "--as-of", AS_OF, "--out", "made"]) == 0
    (project / "own.docx").unlink()
    assert main(["pack", "completion", "G1", "--as-of", AS_OF, "--out", "made"]) == 2
    assert "own.docx" in capsys.readouterr().err


def test_an_output_that_is_open_goes_beside_and_is_said(project, capsys):
    made = Path("made")
    made.mkdir()
    (made / "~$完了_20240507.docx").write_bytes(b"")
    assert main(["pack", "completion", "G1", "--as-of", AS_OF, "--out", "made"]) == 0
    assert (made / "完了_20240507_2.docx").exists()
    assert "完了_20240507_2.docx に保存しました" in capsys.readouterr().err
