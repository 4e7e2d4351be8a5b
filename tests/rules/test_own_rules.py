"""A project's own rules: the example of the page, run as a person would, and every way such a file can be wrong."""

import re
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import pmo_xl
from pmo_xl.cli.arguments import parse
from pmo_xl.cli.verbs import rules as rules_verb
from pmo_xl.errors import ConfigError, PmoError
from pmo_xl.rules import handbook
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.example import examples_of
from pmo_xl.rules.kept_result import as_kept, from_kept
from pmo_xl.rules.own import own_rules
from pmo_xl.rules.registry import catalogue

PAGE = (Path(__file__).parents[2] / "docs" / "own-rules.md").read_text("utf-8")
DAY = date(2024, 5, 7)
ROWS = [
    ["課題ID", "件名", "状態", "備考", "期限"],
    ["K-001", "帳票の桁が足りない", "回答待ち", None, date(2024, 5, 10)],
    ["K-002", "送信が遅延する", "回答待ち", "CS-0123受付", date(2024, 5, 10)],
    ["K-003", "画面の文言が違う", "対応中", None, date(2024, 5, 10)],
]


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]


def project(folder, *, rules=None, toml=None):
    folder.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    book.active.title = "課題一覧"
    for row in ROWS:
        book.active.append(row)
    book.save(folder / "課題一覧.xlsx")
    (folder / "pmo.toml").write_text(block("toml") if toml is None else toml, "utf-8")
    (folder / "rules.py").write_text(block("python") if rules is None else rules, "utf-8")
    return pmo_xl.load(folder)


def own(checked):
    return [finding for finding in checked if finding.code.startswith("Z")]


def test_the_example_of_the_page_finds_what_the_page_shows(tmp_path):
    checked = project(tmp_path / "p").check(DAY)
    (finding,) = own(checked)
    shown = block("text").splitlines()
    assert f"△ 警告 {finding.code} {finding.place}" == shown[0]
    assert finding.message == shown[1].strip()
    assert checked.result.total == len(catalogue()) + 1
    assert "Z-001" in checked.result.codes


def test_the_table_in_the_pages_docstring_holds(tmp_path):
    (rule,) = project(tmp_path / "p").own_rules
    (example,) = examples_of(rule)
    found = run_rules([rule], example.situation()).findings
    expected = [row for row, cells in enumerate(example.tables[0].expected, 1) if cells]
    assert [finding.place.row for finding in found] == expected == [2]


def test_a_file_that_nobody_names_is_not_run(tmp_path):
    quiet = project(tmp_path / "p", toml="", rules="raise SystemExit('run!')")
    assert own(quiet.check(DAY)) == []


def test_one_projects_rules_are_no_others(tmp_path):
    with_rules = project(tmp_path / "a")
    other = project(tmp_path / "b", rules=block("python").replace("Z-001", "Z-002"))
    without = project(tmp_path / "c", toml="")
    assert [f.code for f in own(with_rules.check(DAY))] == ["Z-001"]
    assert [f.code for f in own(other.check(DAY))] == ["Z-002"]
    assert own(without.check(DAY)) == []
    assert [f.code for f in own(with_rules.check(DAY))] == ["Z-001"]
    assert not set(catalogue()) & {"Z-001", "Z-002"}
    assert "pmo_xl_own_rules" not in sys.modules


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ('select = ["Z"]', ["Z-001"]),
        ('select = ["I"]', []),
        ('ignore = ["Z-001"]', []),
        ('[check.levels]\n"Z-001" = "info"', ["Z-001"]),
        ('[[check.accept]]\ncode = "Z-001"\nid = "K-001"\nuntil = 2024-05-20\nreason = "先方が採番中"', []),
    ],
)
def test_the_settings_reach_them_as_any_rule(tmp_path, more, codes):
    checked = project(tmp_path / "p", toml=f"{block('toml')}{more}").check(DAY)
    assert [finding.code for finding in own(checked)] == codes
    if "levels" in more:
        assert own(checked)[0].level == "info"
    if "accept" in more:
        assert [known.finding.code for known in checked.result.accepted] == ["Z-001"]


def test_a_code_that_is_nearly_theirs_is_answered_with_it(tmp_path):
    wrong = project(tmp_path / "p", toml=f'{block("toml")}ignore = ["Z-01"]')
    with pytest.raises(ConfigError) as error:
        wrong.check(DAY)
    assert "Z-001" in error.value.hint


def test_without_its_column_it_is_skipped_and_says_so(tmp_path):
    rules = block("python").replace('reads=("status", "remarks")', 'reads=("status", "vendor")')
    checked = project(tmp_path / "p", rules=rules).check(DAY)
    assert ("Z-001", "「課題一覧」に「ベンダー」の列がありません") in checked.result.skipped


HEAD = "from pmo_xl.rules import found, rule\n"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("        yield found(issue, 'remarks', issue.remark)", "AttributeError"),
        ("        yield issue.id", "str は指摘ではありません"),
        ("        yield found(issue, 'remark', 'x')", "「remark」という列の名前はありません"),
        ("        import sys; sys.exit(3); yield", "SystemExit: 3"),
    ],
)
def test_one_that_breaks_is_named_with_its_line_and_the_others_run(tmp_path, body, says):
    rules = f'{HEAD}@rule("Z-001", on="issue", level="info")\ndef f(issues, context):\n    """壊れる。"""\n'
    rules += f"    for issue in issues:\n{body}\n"
    checked = project(tmp_path / "p", rules=rules).check(DAY)
    ((code, reason),) = checked.result.failed
    assert code == "Z-001"
    assert reason.startswith("この確認は実行できませんでした(Z-001 壊れる)。")
    assert says in reason
    if "remark)" in body or "sys" in body:
        assert "rules.py 6行目: " in reason
    assert checked.result.ran > 10
    assert from_kept(as_kept(checked.result, checked.situation), checked.situation).own == {"Z-001": "壊れる"}


GOOD = '@rule("Z-001", on="issue", level="info")\ndef f(issues, context):\n    yield\n'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("x = (1,\n", "rules.py の1行目をPythonとして読めません", "かっこ"),
        ("\nimport numpyy\n", "rules.py の2行目: 「numpyy」を取り込めません", "from pmo_xl.rules import found, rule"),
        ("from pmo_xl.rules import rul\n", "rules.py の1行目: 「rul」を取り込めません", "found, rule"),
        (HEAD + "ruel\n", "rules.py の2行目: 「ruel」という名前はありません", "rule"),
        (HEAD + "1 / 0\n", "rules.py の2行目を実行できません（ZeroDivisionError: division by zero）", "直して"),
        (HEAD + "raise SystemExit(2)\n", "rules.py の2行目を実行できません（SystemExit: 2）", "直して"),
        (HEAD + GOOD.replace("level", "levl"), "rules.py の2行目: @rule に「levl」という項目はありません", "level"),
        (HEAD + GOOD.replace("Z-001", "I-003"), "rules.py の2行目: ルールの番号「I-003」は使えません", "Z-001"),
        (HEAD + GOOD.replace("Z-001", "Z1"), "rules.py の2行目: ルールの番号「Z1」は使えません", "3桁"),
        (HEAD + GOOD + GOOD, "rules.py の5行目: ルールの番号「Z-001」が2つあります", "変えて"),
        (HEAD + GOOD.replace("issue", "isue", 1), "rules.py の2行目: 「isue」という種類の管理表はありません", "issue"),
        (HEAD + GOOD.replace("info", "warn"), "rules.py の2行目: level に「warn」は使えません", "warning"),
        (
            HEAD + GOOD.replace('"info"', '"info", reads=("due_day")'),
            "rules.py の2行目: 「due_day」という列の名前はありません",
            "due_date",
        ),
        (
            HEAD + GOOD.replace("yield", "return []"),
            "rules.py の2行目: Z-001 の関数に yield がありません",
            "yield found",
        ),
        ("", "rules.py にルールがありません", "@rule"),
        ("\0", "rules.py はPythonのファイルではありません", "確認"),
        ("x = " + "-" * 100_000 + "1", "rules.py はPythonのファイルではありません", "確認"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_line(tmp_path, text, message, hint):
    with pytest.raises(ConfigError) as error:
        project(tmp_path / "p", rules=text).check(DAY)
    assert error.value.message == message
    assert hint in error.value.hint


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    missing = project(tmp_path / "p", toml='[check]\nrules = "rule.py"')
    with pytest.raises(ConfigError, match=r"「rule\.py」がありません"):
        missing.daily(DAY)
    (tmp_path / "p" / "rule.py").write_bytes("# ルール".encode("cp932"))
    with pytest.raises(ConfigError, match="UTF-8ではありません"):
        own_rules(tmp_path / "p" / "rule.py", "rule.py")


def test_a_name_that_is_no_files_is_refused(tmp_path):
    for named in ("a\0b.py", ".", ""):
        with pytest.raises(ConfigError):
            own_rules(tmp_path / named, named)


def test_its_author_may_use_dataclasses_and_a_byte_order_mark(tmp_path):
    text = "\ufefffrom __future__ import annotations\nfrom dataclasses import dataclass\n" + HEAD
    text += "@dataclass\nclass Limit:\n    days: int\n" + GOOD
    (tmp_path / "rules.py").write_text(text, "utf-8")
    assert [rule.code for rule in own_rules(tmp_path / "rules.py", "rules.py")] == ["Z-001"]


def test_the_handbook_lists_them_where_they_apply(tmp_path, monkeypatch, capsys):
    project(tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")
    rules_verb(parse(["rules"]))
    listing = capsys.readouterr().out
    assert "このプロジェクトのルール rules.py (1件)\n  Z-001 [警告] 回答待ちの課題に、先方の受付番号がない\n" in listing
    rules_verb(parse(["rules", "z-001"]))
    page = capsys.readouterr().out
    assert page.startswith("Z-001 回答待ちの課題に、先方の受付番号がない。")
    assert "書いた場所: rules.py" in page
    monkeypatch.chdir(tmp_path)
    rules_verb(parse(["rules"]))
    assert "Z-001" not in capsys.readouterr().out
    with pytest.raises(PmoError):
        rules_verb(parse(["rules", "Z-001"]))


def test_a_file_that_cannot_be_used_does_not_hide_the_handbook(tmp_path, monkeypatch, capsys):
    project(tmp_path / "p", rules="x = (")
    monkeypatch.chdir(tmp_path / "p")
    with pytest.raises(ConfigError):
        rules_verb(parse(["rules"]))
    assert capsys.readouterr().out.strip() == handbook.listing()
    assert rules_verb(parse(["rules", "I-003"])) == 0
