"""pmo-xl reconcile: by the command line, from Python and in a batch, with two ledgers as workbooks."""

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.errors import PmoError
from tests.support.sheet import workbook

DAY = "2024-05-07"
OURS = """
    | No.   | 件名                 | 状態     | 重要度 | 期限       | 担当者 | 起票日     | 更新日     |
    | K-001 | 帳票の桁あふれ       | 対応中   | 高     | 2024/05/10 | 甲野   | 2024/04/24 | 2024/05/02 |
    | K-002 | 画面の文言           | 完了     | 中     | 2024/05/01 | 青葉   | 2024/04/24 | 2024/05/01 |
    | K-003 | 送信の遅れ           | 回答待ち | 高     | 2024/05/09 | 青葉   | 2024/04/25 | 2024/05/06 |
    | K-004 | 印刷の余白が足りない | 対応中   | 低     | 2024/05/20 | 青葉   | 2024/04/25 |            |
    """
THEIRS = """
    | 管理番号 | 件名                   | ステータス | 優先度 | 対応期限   | 担当 | 発生日     | 最終更新日 |
    | A社-1    | 帳票の桁あふれ（受注） | 対応中     | 高     | 2024/05/14 | 甲野 | 2024/04/24 | 2024/05/07 |
    | A社-2    | 画面の文言             | 対応中     | 中     | 2024/05/01 | 青葉 | 2024/04/24 | 2024/04/30 |
    | A社-3    | 送信の遅れ             | 回答待ち   | 高     | 2024/05/09 | 青葉 | 2024/04/25 | 2024/05/02 |
    | A社-9    | 印刷の余白が足りない件 | 対応中     | 低     | 2024/05/20 | 青葉 | 2024/04/25 | 2024/05/01 |
    """
MAP = """
    | ユーザー側ID | ベンダー側ID | 完了条件 |
    | K-001        | A社-1        |          |
    | Ｋ－００２   | A社-2        |          |
    | K-003        | A社-3        |          |
    """
TOML = """
[registers.ours]
file = "業務側課題.xlsx"
kind = "issue"
side = "user"
[registers.theirs]
file = "A社課題.xlsx"
kind = "issue"
side = "vendor"
[reconcile]
map = "対応表.xlsx"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Two ledgers with ids of their own, a mapping sheet, one matter whose titles alone are alike."""
    folder = tmp_path / "P"
    folder.mkdir()
    workbook(folder / "業務側課題.xlsx", 一覧=OURS)
    workbook(folder / "A社課題.xlsx", 一覧=THEIRS)
    workbook(folder / "対応表.xlsx", 対応表=MAP)
    (folder / "pmo.toml").write_text(TOML, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_workbook_is_written_and_its_sources_are_left_alone(project, capsys):
    before = {path.name: path.read_bytes() for path in project.iterdir()}
    assert main(["reconcile", "P", "--as-of", DAY, "--out", "made"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "二台帳突合 5/7(火)",
        "双方にある3件で、双方が相手待ち1件、食い違い2件です。",
        "片側のみはユーザー側1件、ベンダー側1件、対応づけの確認待ち1件です。",
        "突合した台帳: 課題一覧",
        "  ①双方が相手待ち 1件",
        "  ②状態が異なります 1件",
        "  ③期限が異なります 1件",
        "  ④指示が異なります 0件",
        "  ⑤重要度・担当が異なります 重要度0件 担当0件",
        "  ⑥片側の台帳だけにあります ユーザー側1件 ベンダー側1件",
        "  ⑦対応づけの確認待ち 1件",
        f"作成: {Path('made') / '二台帳突合_20240507.xlsx'}",
    ]
    assert before == {path.name: path.read_bytes() for path in project.iterdir()}
    book = openpyxl.load_workbook("made/二台帳突合_20240507.xlsx")
    assert book.sheetnames == ["二台帳突合", "一覧", "根拠", "根拠ID"]
    rows = [[cell.value for cell in row] for row in book["一覧"].iter_rows(min_row=5)]
    assert rows[0][:11] == [
        "①双方が相手待ち", "課題", "K-003", "A社-3", "送信の遅れ", "状態", "回答待ち", "回答待ち", None, *(
            openpyxl.utils.datetime.from_excel(openpyxl.utils.datetime.to_excel(date(2024, 5, day))) for day in (6, 2)
        ),
    ]  # fmt: skip
    assert [row[2:4] for row in rows] == [
        ["K-003", "A社-3"], ["K-002", "A社-2"], ["K-001", "A社-1"], ["−", "A社-9"], ["K-004", "−"], ["K-004", "A社-9"],
    ]  # fmt: skip


def test_the_json(project, capsys):
    assert main(["reconcile", "P", "--as-of", DAY, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["as_of"], said["outputs"]) == (DAY, [str(Path("out") / "二台帳突合_20240507.xlsx")])
    assert said["counts"] == {
        "both": 3,
        "user_only": 1,
        "vendor_only": 1,
        "differences": {"status": 1, "due": 1, "owner": 0, "severity": 0},
        "both_waiting": 1,
        "instructions": 0,
        "unconfirmed": 1,
    }
    assert [row["section"] for row in said["rows"]] == ["waiting", "status", "due", "alone", "alone", "unsure"]
    assert said["rows"][1] == {
        "section": "status",
        "item": "status",
        "title": "画面の文言",
        "user": {
            "records": [
                {"kind": "issue", "id": "K-002", "title": "画面の文言", "file": "業務側課題.xlsx", "sheet": "一覧",
                 "cell": "A3", "updated": "2024-05-01"},
            ],
            "says": "完了",
        },
        "vendor": {
            "records": [
                {"kind": "issue", "id": "A社-2", "title": "画面の文言", "file": "A社課題.xlsx", "sheet": "一覧",
                 "cell": "A3", "updated": "2024-04-30"},
            ],
            "says": "対応中",
        },
        "mover": "vendor",
    }  # fmt: skip


def test_a_line_in_the_mapping_sheet_confirms_a_pair_for_good(project, capsys):
    workbook(project / "対応表.xlsx", 対応表=MAP.rstrip() + "\n    | K-004 | A社-9 | |\n")
    for day in (DAY, "2024-05-08"):
        assert main(["reconcile", "P", "--as-of", day, "--json"]) == 0
        counts = json.loads(capsys.readouterr().out)["counts"]
        assert (counts["both"], counts["user_only"], counts["vendor_only"], counts["unconfirmed"]) == (4, 0, 0, 0)


@pytest.mark.parametrize(
    ("gone", "missing", "word"), [("theirs", "ベンダー側", "vendor"), ("ours", "ユーザー側", "user")]
)
def test_a_side_that_is_missing_is_said_in_two_lines(gone, missing, word, project, capsys):
    text = re.sub(rf'(\[registers\.{gone}\][^\[]*?)side = "\w+"\n', r"\1", TOML)
    assert text.count("side") == 1
    (project / "pmo.toml").write_text(text, "utf-8")
    assert main(["reconcile", "P", "--as-of", DAY, "--out", "made"]) == 2
    assert capsys.readouterr().err == (
        f"エラー: {missing}の台帳がありません\n"
        f'対処: pmo.toml の [registers.名前] に file と kind、side = "{word}" を書いてください\n'
    )
    assert not Path("made").exists()
    with pytest.raises(PmoError, match=missing):
        pmo_xl.load(project).reconcile(date(2024, 5, 7))


def test_a_mapping_sheet_that_is_not_there_is_said(project, capsys):
    (project / "対応表.xlsx").unlink()
    assert main(["reconcile", "P", "--as-of", DAY]) == 2
    said = capsys.readouterr().err
    assert said.startswith("エラー: ")
    assert "対応表.xlsx" in said
    assert "\n対処: " in said


def test_a_ledger_that_cannot_be_read_is_one_side_missing(project, capsys):
    (project / "A社課題.xlsx").write_bytes(b"not a workbook")
    assert main(["reconcile", "P", "--as-of", DAY]) == 2
    assert capsys.readouterr().err.startswith("エラー: ベンダー側の台帳がありません")


def test_a_batch_makes_it_when_asked_and_says_where_a_side_is_missing(project, capsys):
    (project / "pmo.toml").write_text(TOML + '[batch]\nrun = ["reconcile"]\n', "utf-8")
    assert main(["batch", ".", "--as-of", DAY, "--out", "all", "--workers", "1", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["projects"]
    assert [Path(path).name for path in told["outputs"]] == ["二台帳突合_20240507.xlsx"]
    text = TOML.replace('side = "vendor"\n', "") + '[batch]\nrun = ["reconcile"]\n'
    (project / "pmo.toml").write_text(text, "utf-8")
    assert main(["batch", ".", "--as-of", DAY, "--out", "all", "--workers", "1", "--json"]) == 3
    (told,) = json.loads(capsys.readouterr().out)["projects"]
    assert told["message"] == "二台帳突合: ベンダー側の台帳がありません"


def test_a_template_of_ones_own_is_used(project, capsys):
    shipped = Path(pmo_xl.__file__).parent.parent / "report_templates" / "二台帳突合.xlsx"
    (project / "様式.xlsx").write_bytes(shipped.read_bytes())
    (project / "pmo.toml").write_text(TOML + '[reports.reconcile]\nxlsx = "様式.xlsx"\n', "utf-8")
    assert main(["reconcile", "P", "--as-of", DAY, "--out", "made"]) == 0
    (project / "様式.xlsx").unlink()
    assert main(["reconcile", "P", "--as-of", DAY, "--out", "made"]) == 2
    assert "様式.xlsx" in capsys.readouterr().err


def test_an_output_that_is_open_goes_beside_and_is_said(project, capsys):
    Path("made").mkdir()
    (Path("made") / "~$二台帳突合_20240507.xlsx").write_bytes(b"")
    assert main(["reconcile", "P", "--as-of", DAY, "--out", "made"]) == 0
    assert (Path("made") / "二台帳突合_20240507_2.xlsx").exists()
    assert "二台帳突合_20240507_2.xlsx に保存しました" in capsys.readouterr().err
