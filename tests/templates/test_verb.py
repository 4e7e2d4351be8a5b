"""pmo-xl template: the list, the fields and the check, as a person and as a program reads them."""

import json
import shutil

import pytest

from pmo_xl.cli import main
from pmo_xl.pages import PAGES
from pmo_xl.resources import template
from tests.render import book, document
from tests.templates.conftest import ISSUES, LATE
from tests.templates.conftest import book as workbook

AS_OF = "--as-of=2024-05-07"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path, {"課題一覧": [ISSUES, LATE]})
    return tmp_path


@pytest.fixture
def run(capfd):
    """Run a command line: (exit code, standard output, standard error)."""

    def of(*arguments):
        code = main(list(map(str, arguments)))
        told = capfd.readouterr()
        return code, told.out, told.err

    return of


def test_every_page_is_listed_with_its_template(project, run):
    shutil.copyfile(template("日次報告.docx"), project / "日報.docx")
    (project / "pmo.toml").write_text('[reports.daily]\ndocx = "日報.docx"\n', "utf-8")
    code, out, _ = run("template")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "daily  日次報告（pmo-xl daily）"
    assert lines[1].startswith("  Excel 製品の様式  ")
    assert lines[1].endswith("日次報告.xlsx")
    assert lines[2] == "  Word  自社の様式  日報.docx"
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [page.key for page in PAGES]
    _, out, _ = run("template", "list", project, "--json")
    daily = json.loads(out)["pages"][0]
    assert (daily["page"], daily["verb"]) == ("daily", "daily")
    assert daily["templates"][1] == {"format": "docx", "template": "own", "file": "日報.docx"}


def test_copies_are_written_but_never_over_what_was_worked_on(project, run):
    (project / "様式").mkdir()
    (project / "様式" / "日次報告.xlsx").write_bytes(b"mine")
    code, out, err = run("template", "list", "--out", "様式")
    assert code == 0
    assert err == "注意: 日次報告.xlsx はすでにあるので、書き換えていません\n"
    assert (project / "様式" / "日次報告.xlsx").read_bytes() == b"mine"
    shipped = [(page, form) for page in PAGES for form in page.formats]
    assert out.count("作成: ") == len(shipped) - 1
    for page, form in shipped[1:]:
        assert (project / "様式" / f"{page.title}.{form}").read_bytes() == page.shipped(form).read_bytes()


def test_the_fields_of_a_page_come_with_meaning_and_todays_value(project, run):
    code, out, _ = run("template", "fields", "daily", project, AS_OF)
    assert code == 0
    lines = {line.split()[0]: line.split()[1:] for line in out.splitlines()[1:]}
    assert lines["metrics.overdue.text"] == [
        "期限超過課題:",
        "表示する文字（55.0%",
        "など。出せないときは",
        "−）",
        "1件",
    ]
    assert lines["overdue_issues[].id"][-2:] == ["[1件]", "K-001"]
    assert lines["vendors[].vendor"][-1] == "[0件]"
    assert "metrics.overdue.value" not in lines  # told once for all figures, in the last line
    assert out.splitlines()[-1].startswith("  metrics.名前 には .text のほか、次のどれも続けられます: .value ")


def test_a_page_is_known_by_its_japanese_name_too_and_programs_get_every_name(project, run):
    code, out, _ = run("template", "fields", "日次報告", project, AS_OF, "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["as_of"], told["page"], told["outputs"]) == ("2024-05-07", "daily", [])
    rows = {row["name"]: row for row in told["fields"]}
    assert list(rows) == list(PAGES[0].fields)
    assert rows["metrics.overdue.value"]["value"] == 1
    assert rows["as_of"]["value"] == "2024-05-07"
    assert rows["overdue_issues[].place"] == {
        "name": "overdue_issues[].place",
        "meaning": "明細・期限超過課題: 元のセルへのリンク",
        "value": "課題一覧!F2",
        "count": 1,
    }


def test_without_a_project_the_names_are_told_all_the_same(tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("template", "fields", "minutes")
    assert code == 0
    assert "値を入れる記録が見つからないので、名前と意味だけを表示します。" in out
    assert "todos[].owner" in out


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["fields", "dayly"], "「dayly」という頁はありません", "「daily」のことですか？"),
        (["fields"], "template fields には頁の名前（daily など）が要ります", "pmo-xl template fields に続けて書いてください"),
        (["chek", "x"], "template に「chek」という使い方はありません", "「check」のことですか？"),
        (["check"], "template check には調べるテンプレートのファイルが要ります", "pmo-xl template check に続けて書いてください"),
        (["check", "無い.xlsx"], "無い.xlsx が見つかりません", "場所と名前を確認してください"),
    ],
)  # fmt: skip
def test_a_slip_on_the_command_line_is_told(project, run, arguments, error, hint):
    assert run("template", *arguments) == (2, "", f"エラー: {error}\n対処: {hint}\n")


def test_a_sound_template_is_said_to_be_one(project, run):
    path = book.template(project / "日次報告_社内.xlsx", {"A1": "{{ title }}", "A2": "{{ overdue_issues[].id }}"})
    assert run("template", "check", path) == (
        0,
        "日次報告_社内.xlsx は日次報告の様式として使えます（項目2個）\n",
        "",
    )


def test_every_place_that_has_to_be_changed_is_told(project, run):
    cells = {"A1": "{{ titel }}", "A2": "{{ overdue_issues.id }}", "A3": "{{ project }}", "A4": "{{ as_of }}"}
    path = book.template(project / "日次報告_社内.xlsx", cells)
    code, out, err = run("template", "check", path)
    assert code == 2
    assert out.splitlines() == [
        "報告!A1: 「titel」という項目はありません。「title」のことですか？",
        "報告!A2: 「overdue_issues.id」は一覧「overdue_issues」の項目です。"
        "{{ overdue_issues[].id }} と書くと、その行が件数だけ増えます",
        "報告!A3: 「project」は一つの値ではありません。{{ project.name }} のように書いてください",
    ]
    assert err.splitlines() == [
        "エラー: 日次報告_社内.xlsx に直す所が3か所あります",
        "対処: 表示した場所を直して、もう一度 pmo-xl template check で確認してください",
    ]
    code, out, _ = run("template", "check", path, "--json")
    assert code == 2
    assert len(json.loads(out)["problems"]) == 3


@pytest.mark.parametrize(
    ("ending", "make", "said"),
    [
        ("xlsx", lambda path: book.template(path, {"A1": "{{ title"}), "報告!A1 にある「{{ title」を読めません"),
        ("docx", lambda path: document.template(path, "{% if stamp %}参考値"), "書き方に誤りがあります"),
        ("docx", lambda path: document.template(path, "{% for row in decisions %}{{ row.what }}"), "書き方に誤りがあります"),
        (
            "xlsx",
            lambda path: book.template(path, {"A1": "{{ decisions[3].what }}", "A2": "決まった文字"}),
            "報告!A2 は3行の一覧の中にありますが、空いていません",
        ),
        ("docx", lambda path: document.template(path, "{{ title + 1 }}"), "を処理できません"),
    ],
    ids=["open tag", "open if", "open loop", "rows not free", "a text reckoned with"],
)  # fmt: skip
def test_what_only_filling_would_show_is_told_before(project, run, ending, make, said):
    code, out, err = run("template", "check", make(project / f"日次報告_社内.{ending}"))
    assert code == 2
    assert said in out
    assert "直す所が1か所あります" in err


def test_the_page_is_told_by_pmo_toml_by_the_name_or_by_page(project, run):
    path = book.template(project / "様式.xlsx", {"A1": "{{ counts.total }}"})
    code, _, err = run("template", "check", path)
    assert code == 2
    assert err.startswith("エラー: 様式.xlsx が何の頁の様式か分かりません\n対処: --page daily のように")
    assert run("template", "check", path, "--page", "check")[:2] == (
        0,
        "様式.xlsx は指摘一覧の様式として使えます（項目1個）\n",
    )
    (project / "pmo.toml").write_text('[reports.check]\nxlsx = "様式.xlsx"\n', "utf-8")
    assert run("template", "check", path)[0] == 0
    assert run("template", "check", path, project / "pmo.toml")[0] == 0
    assert run("template", "check", path, "--page", "memo")[2].startswith(
        "エラー: エスカレーションメモの様式に 様式.xlsx は使えません"
    )


def test_a_page_of_another_format_is_found_by_the_same_name(project, run):
    shutil.copyfile(template("日次報告.html"), project / "様式.html")
    for named in ("daily", "日次報告"):
        code, out, _ = run("template", "check", "様式.html", "--page", named)
        assert (code, out[:20]) == (0, "様式.html は日次報告の様式として使")


def test_neither_the_template_nor_a_workbook_is_touched(project, run):
    path = book.template(project / "日次報告_社内.xlsx", {"A1": "{{ title }}"})
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in (path, project / "管理表.xlsx")}
    run("template", "check", path)
    run("template", "fields", "daily", project, AS_OF)
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in before} == before
