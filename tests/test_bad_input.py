"""Files nobody should have to think about: each is read rightly or refused in words, and never brings us down."""

import hashlib
import json

import pytest

from pmo_xl.cli import main
from tests.support.handmade import DATE, DURATION, number, old_book, package, row, sheet_data, text, word_document
from tests.support.office import complaints

HEADINGS = ("No", "件名", "状態", "重要度", "担当者", "起票日", "期限")


def issue(at, title="帳票の桁がずれる", due=None, number_of=None):
    """One row of an issue list; `due` is the XML of its due cell."""
    return row(
        at,
        text(f"A{at}", number_of or f"K-{at:03}"),
        f'<c r="B{at}" t="inlineStr"><is><t>{title}</t></is></c>',
        text(f"C{at}", "対応中"),
        text(f"D{at}", "高"),
        text(f"E{at}", "青葉一郎"),
        number(f"F{at}", 45400, DATE),
        due or number(f"G{at}", 45419, DATE),
    )


HEAD = row(1, *(text(f"{letter}1", word) for letter, word in zip("ABCDEFG", HEADINGS, strict=True)))


def issues(*rows, **more):
    return package({"課題一覧": sheet_data(HEAD, *rows)}, **more)


GOOD = issues(issue(2), issue(3))
ALL_OVER = '<mergeCells count="1"><mergeCell ref="A1:XFD20000"/></mergeCells>'
# name → (bytes, what inspect says: the reason of its refusal, or how many records it read)
FILES = {
    "普通.xlsx": (GOOD, 2),
    "途中で切れた.xlsx": (GOOD[:-400], "壊れています"),
    "空.xlsx": (b"", "空のファイルです"),
    "乱数.xlsx": (bytes(range(256)) * 9, "中身を判別できません"),
    "CSV.xlsx": ("No,件名\n1,帳票\n".encode("cp932"), "CSVです"),
    "列だらけ.csv": (b"a," * 20_000 + b"\n", "上限は16,384列"),
    "文書.xlsx": (word_document(), "Wordの文書です"),
    "旧形式.xlsx": (old_book(["件名", "帳票"]), 0),
    "シートなし.xlsx": (package({}), "シートがありません"),
    "入れ子.xlsx": (package({"課題一覧": "<x>" * 3000 + "</x>" * 3000}), "入れ子が深すぎます"),
    "大昔の日付.xlsx": (issues(issue(2, due=number("G2", "-1e20", DATE)), issue(3)), 2),
    "無限.xlsx": (issues(issue(2, due=number("G2", "-inf", DATE)), issue(3, due=number("G3", "NaN", DATE))), 2),
    "果てしない時間.xlsx": (issues(issue(2, due=number("G2", "1e12", DURATION)), issue(3)), 2),
    "通番の端.xlsx": (issues(*(issue(n, due=number(f"G{n}", 2_958_463 + n, DATE)) for n in (2, 3))), 2),
    "制御文字.xlsx": (issues(issue(2, "あ\x0bい"), issue(3, "う&#11;え&#0;")), 2),
    "片割れ.xlsx": (issues(issue(2, "あ&#xD800;い"), issue(3)), 2),
    "全面結合.xlsx": (package({"課題一覧": sheet_data(HEAD, issue(2), issue(3)) + ALL_OVER}), 2),
    "最果て.xlsx": (issues(issue(2), issue(3), row(1_048_576, number("XFD1048576", 1))), 2),
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_or_refused_in_words_and_left_alone(tmp_path, capfd, name):
    data, expected = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    before = hashlib.sha256(data).hexdigest(), path.stat().st_mtime_ns

    code = main(["inspect", str(path), "--json"])
    shown = capfd.readouterr()
    (file,) = json.loads(shown.out)["files"]
    if isinstance(expected, str):
        assert (code, expected in file["refused"]) == (2, True)
        assert f"エラー: {name}" in shown.err
        assert "対処: " in shown.err
    else:
        assert (code, file["refused"]) == (0, None)
        assert sum(table["records"] for sheet in file["sheets"] for table in sheet["tables"]) == expected
    for verb in ("check", "daily", "escalate"):
        out = tmp_path / "out"
        code = main([verb, str(path), "--as-of", "2024-05-20", "--out", str(out)])
        said = capfd.readouterr()
        assert code in ((2,) if isinstance(expected, str) else (0, 1))
        assert not any(bad in said.err + said.out for bad in ("Traceback", "panicked", "予期しない"))
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before


def test_a_control_character_that_was_taken_out_is_told_however_it_was_written(tmp_path, capfd):
    for name in ("制御文字.xlsx", "片割れ.xlsx"):
        path = tmp_path / name
        path.write_bytes(FILES[name][0])
        main(["inspect", str(path), "--json"])
        (sheet,) = json.loads(capfd.readouterr().out)["files"][0]["sheets"]
        assert "制御文字を取り除いて読みました" in json.dumps(sheet, ensure_ascii=False), name


def project(folder, settings):
    (folder / "課題管理表.xlsx").write_bytes(GOOD)
    (folder / "pmo.toml").write_text(settings, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[capacity]\ntesters = -5", "pmo.toml 2行目: 「testers」の値が正しくありません"),
        ("[capacity]\ntests_per_person_day = nan", "pmo.toml 2行目: 「tests_per_person_day」の値が正しくありません"),
        ("[[escalate]]\noverdue_days = -1", "pmo.toml 2行目: 「overdue_days」の値が正しくありません"),
        ('[registers.issues.values.status]\nclsd = ["済"]', "pmo.toml 2行目: 値「clsd」は使えません"),
        ("[check.params.issue_due_days]\nhgih = 3", "pmo.toml 2行目: 重要度「hgih」は使えません"),
        ("[capacity]\ntesters = 1e300", "0以上100,000以下の数値"),
        ("[capacity]\ntesters = 1e-300", "0以上100,000以下の数値"),
        ("[metrics]\nrate_days = 0", "1以上の整数"),
        ("[registers.issues]\nheader_rows = [0]", "1以上の整数"),
        ('[project]\nholidays = "us"', "使えるのは jp、none です"),
        ('[check.levels]\nI-003 = "fatal"', "使えるのは error、warning、info です"),
        ('[rag.words]\npurple = "紫"', "使えるのは green、yellow、red です"),
        ('[project]\nphase_end = "2024"', "日付（2024-05-07 の形）"),
        ("x = " + "[" * 5000 + "]" * 5000, "pmo.toml のかっこの入れ子が深すぎます"),
        ("x" + ".x" * 3000 + " = 1", "「x」という項目はありません"),
    ],
)
def test_a_setting_that_would_turn_figures_upside_down_is_refused(tmp_path, capfd, settings, said):
    assert main(["daily", project(tmp_path, settings), "--as-of", "2024-05-20", "--out", str(tmp_path / "out")]) == 2
    assert said in capfd.readouterr().err


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
    for verb in ("check", "daily", "escalate"):
        main([verb, project(tmp_path, settings), "--as-of", "2024-05-20", "--out", str(tmp_path / "out")])
        told = capfd.readouterr().err
        assert said in told
        assert bool(said) == ("注意: pmo.toml" in told)


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_a_day_no_project_can_stand_at_is_refused(tmp_path, capfd, day):
    for verb in ("check", "daily", "escalate"):
        assert main([verb, project(tmp_path, ""), "--as-of", day, "--out", str(tmp_path / "out")]) == 2
        assert f"エラー: 対象日 {day} では集計できません" in capfd.readouterr().err
    assert main(["inspect", str(tmp_path), "--as-of", day]) == 0


def test_a_phase_at_the_end_of_all_days_stops_nothing(tmp_path, capfd):
    settings = "[project]\nphase_start = 9999-12-30\nphase_end = 9999-12-31\ngo_live = 9999-12-31"
    folder = project(tmp_path, settings)
    assert main(["check", folder, "--as-of", "2024-05-20", "--json"]) == 1  # the dates lie far outside the phase
    assert json.loads(capfd.readouterr().out)["failed_rules"] == []
    assert main(["daily", folder, "--as-of", "2024-05-20", "--out", str(tmp_path / "out")]) == 0


def test_a_setting_is_only_text_wherever_it_is_printed(tmp_path, capfd):
    hostile = r"=1+1 {{ 7*7 }} {% for %} <b>&P \u0001"
    settings = f'[project]\nname = "{hostile}"\nphase = "{hostile}"\n[reports]\nto = "{hostile}"\nauthor = "{hostile}"'
    folder = project(tmp_path, settings)
    for verb in ("check", "daily", "escalate"):
        assert main([verb, folder, "--as-of", "2024-05-20", "--out", str(tmp_path / "out")]) in (0, 1)
        assert "エラー" not in capfd.readouterr().err
    for path in (tmp_path / "out").iterdir():
        assert complaints(path) == [], path
