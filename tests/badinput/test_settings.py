"""68: a pmo.toml that says something wrong, impossible or in vain is refused or told by every verb, in its own words."""

import json

import pytest

from pmo_xl.cli import main
from pmo_xl.config import read_config
from pmo_xl.errors import ConfigError
from tests.badinput.issues import issues
from tests.support.office import complaints

DAY = "--as-of=2024-05-20"
VERBS = ("check", "daily", "escalate")


def project(folder, settings):
    (folder / "課題管理表.xlsx").write_bytes(issues())
    (folder / "pmo.toml").write_text(settings, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[project]\nname = 1", "pmo.toml 2行目: 「name」の値が正しくありません"),
        ("[project]\nnaem = 'x'", "「name」のことですか？"),
        ("[project]\nname =\nphase = 'x'", "pmo.toml の2行目をTOMLとして読めません"),
        ("[capacity]\ntesters = -5", "pmo.toml 2行目: 「testers」の値が正しくありません"),
        ("[capacity]\ntests_per_person_day = nan", "pmo.toml 2行目: 「tests_per_person_day」の値が正しくありません"),
        ("[[escalate]]\noverdue_days = 1\n[[escalate]]\noverdue_days = -1", "pmo.toml 4行目: 「overdue_days」の値が正しくありません"),
        ("[registers.a]\nkind = 'issue'\n[[escalate]]\nkind = 'issue'", "pmo.toml 4行目: 「kind」の値が正しくありません"),
        ("[reports]\nto = 'A'\n[project]\nto = 'B'", "pmo.toml 4行目: 「to」という項目はありません"),
        ('[registers.issues.values.status]\nclsd = ["済"]', "pmo.toml 2行目: 値「clsd」は使えません"),
        ("[check.params.issue_due_days]\nhgih = 3", "pmo.toml 2行目: 重要度「hgih」は使えません"),
        ("[capacity]\ntesters = 1e300", "0以上100,000以下の数値"),
        ("[capacity]\ntesters = 1e-300", "0以上100,000以下の数値"),
        ("[metrics]\nrate_days = 0", "1以上の整数"),
        ("[metrics]\nhours_per_month = 0", "0より大きい数値"),
        ("[registers.issues]\nheader_rows = [0]", "1以上の整数"),
        ('[project]\nholidays = "us"', "使えるのは jp、none です"),
        ('[check.levels]\nI-003 = "fatal"', "使えるのは error、warning、info です"),
        ('[rag.words]\npurple = "紫"', "使えるのは green、yellow、red です"),
        ('[project]\nphase_end = "2024"', "日付（2024-05-07 の形）"),
        ("x = " + "[" * 5000 + "]" * 5000, "pmo.toml のかっこの入れ子が深すぎます"),
        ("x" + ".x" * 3000 + " = 1", "「x」という項目はありません"),
        (f"x = {'9' * 5000}", "pmo.toml に桁の多すぎる数値があります"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused_with_its_line_and_what_was_meant(tmp_path, capfd, settings, said):
    assert main(["daily", project(tmp_path, settings), DAY, "--out", str(tmp_path / "out")]) == 2
    err = capfd.readouterr().err
    assert err.startswith("エラー: pmo.toml")
    assert "\n対処: " in err
    assert said in err


def test_another_encoding_is_refused_and_a_mark_of_byte_order_is_none(tmp_path):
    path = tmp_path / "pmo.toml"
    path.write_bytes('[project]\nname = "基幹刷新"\n'.encode("utf-8-sig"))
    assert read_config(path).project.name == "基幹刷新"
    path.write_bytes('[project]\nname = "基幹刷新"\n'.encode("cp932"))
    with pytest.raises(ConfigError, match=r"pmo\.toml の文字コードがUTF-8ではありません"):
        read_config(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(ConfigError, match=r"pmo\.toml を読めません（フォルダーです）"):
        read_config(path)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[registers.issues]\nfile = "ない.xlsx"', "[registers.issues] に合う表が見つかりません"),
        ('[registers.issues]\nsheet = "ない"', "[registers.issues] に合う表が見つかりません"),
        ('[registers.issues.columns]\ndue_date = "締切"', "「締切」という列が見つかりません"),
        ('[registers.issues.columns]\ndue_date = "ZZZ"', "「ZZZ」という列が見つかりません"),
        ('[registers.issues.columns]\ndue_date = "期限"', ""),
        ('[registers.issues.columns]\ndue_date = "G"', ""),
    ],
)
def test_a_register_or_column_named_in_vain_is_told_by_every_verb(tmp_path, capfd, settings, said):
    for verb in VERBS:
        main([verb, project(tmp_path, settings), DAY, "--out", str(tmp_path / "out")])
        told = capfd.readouterr().err
        assert said in told
        assert bool(said) == ("注意: pmo.toml" in told)


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_a_day_no_project_can_stand_at_is_refused(tmp_path, capfd, day):
    for verb in VERBS:
        assert main([verb, project(tmp_path, ""), "--as-of", day, "--out", str(tmp_path / "out")]) == 2
        assert f"エラー: 対象日 {day} では集計できません" in capfd.readouterr().err
    assert main(["inspect", str(tmp_path), "--as-of", day]) == 0


def test_a_phase_at_the_end_of_all_days_stops_nothing(tmp_path, capfd):
    settings = "[project]\nphase_start = 9999-12-30\nphase_end = 9999-12-31\ngo_live = 9999-12-31"
    folder = project(tmp_path, settings)
    assert main(["check", folder, DAY, "--json"]) == 1  # the dates lie far outside the phase
    assert json.loads(capfd.readouterr().out)["failed_rules"] == []
    assert main(["daily", folder, DAY, "--out", str(tmp_path / "out")]) == 0


def test_a_setting_is_only_text_wherever_it_is_printed(tmp_path, capfd):
    hostile = r"=1+1 {{ 7*7 }} {% for %} <b>&P \u0001"
    settings = f'[project]\nname = "{hostile}"\nphase = "{hostile}"\n[reports]\nto = "{hostile}"\nauthor = "{hostile}"'
    folder = project(tmp_path, settings)
    for verb in VERBS:
        assert main([verb, folder, DAY, "--out", str(tmp_path / "out")]) in (0, 1)
        assert "エラー" not in capfd.readouterr().err
    for path in (tmp_path / "out").iterdir():
        assert complaints(path) == [], path
