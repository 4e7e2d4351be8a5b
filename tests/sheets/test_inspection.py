"""What `inspect` shows: the contract's JSON, and the page that a person checks."""

import json

from pmo_xl.sheets.inspection import as_json, as_text
from pmo_xl.sheets.inspection_text import fitted, width
from pmo_xl.sheets.read import read_project
from tests.support.sheet import workbook

ISSUES = """
    | 課題管理表 |              |        |            |            |
    | 課題ID     | 課題名       | 状態   | 期限       | 社内メモ   |
    | 例         | 記入例です○○ | 対応中 | 2000/01/01 |            |
    | K-001      | 受注が止まる | 対応中 | 2024/04/30 | 要確認     |
    | K-002      | 帳票が出ない | 完了   | R6.5.7     |            |
    | K-003      | 印刷が遅い   | 対応中 |            |            |
    | K-004      | 画面が乱れる | なぞ   |            |            |
    | K-005      | 検索が遅い   |        |            |            |
    | K-006      |              |        |            |            |"""


def reading_of(tmp_path, **sheets):
    return read_project([workbook(tmp_path / "課題管理表.xlsx", **sheets)])


def test_the_json_has_the_shape_of_the_contract(tmp_path):
    found = json.loads(json.dumps(as_json(reading_of(tmp_path, 課題一覧=ISSUES, 表紙="| 表紙 |"))))
    (file,) = found["files"]
    issues, cover = file["sheets"]
    assert (file["file"], file["refused"]) == ("課題管理表.xlsx", None)
    assert (cover["sheet"], cover["tables"]) == ("表紙", [])
    assert cover["skipped"]
    (table,) = issues["tables"]
    expected = {
        "kind": "issue",
        "header_rows": [2],
        "first_row": 3,
        "last_row": 8,
        "record_rows": [4, 5, 6, 7, 8],
        "records": 5,
        "example_rows": [3],
        "section_rows": [],
        "placeholder_rows": [9],
        "columns": {"A": "id", "B": "title", "C": "status", "D": "due_date"},
        "headers": {"A": "課題ID", "B": "課題名", "C": "状態", "D": "期限", "E": "社内メモ"},
        "unmapped": {"E": "社内メモ"},
        "values": {"status": {"対応中": 2, "完了": 1, "なぞ": 1, "": 1}},
        "canonical": {"status": {"in_progress": 2, "closed": 1, "open": 1}},  # nobody knows なぞ: it counts as open
    }
    assert {key: table[key] for key in expected} == expected
    assert 0 < table["confidence"] <= 1
    assert any("なぞ" in note for note in table["notes"])


def test_a_later_round_that_nobody_has_begun_has_no_words(tmp_path):
    reading = reading_of(
        tmp_path,
        試験="""
        | テストID | テスト項目 | 期待結果 | 結果 | 2回目結果 |
        | T-1      | あ         | 動く     | OK   |           |
        | T-2      | い         | 動く     |      |           |""",
    )
    table = as_json(reading)["files"][0]["sheets"][0]["tables"][0]
    assert table["values"]["result"] == {"OK": 1, "": 1}
    assert table["canonical"]["result"] == {"pass": 1, "not_run": 1}
    assert "result_2" not in table["values"]


def test_a_refused_file_has_its_reason_and_no_sheets(tmp_path):
    path = tmp_path / "bad.xlsx"
    path.write_bytes(b"")
    (file,) = as_json(read_project([path]))["files"]
    assert "空" in file["refused"]
    assert file["sheets"] == []


def test_the_page_shows_each_column_with_its_meaning_and_a_sample(tmp_path):
    page = as_text(reading_of(tmp_path, 課題一覧=ISSUES, 表紙="| 表紙 |"))
    lines = page.splitlines()
    due = next(line for line in lines if line.startswith("    D "))
    assert [due.split()[i] for i in (0, 1, 3, 4, 5)] == ["D", "期限", "期限", "2024/04/30", "2/5"]
    assert any("社内メモ" in line and "（使いません）" in line for line in lines)
    assert "    状態: 対応中 2件 / 完了 1件 / なぞ→？ 1件 / （空欄） 1件" in lines
    assert "    除いた行: 記入例 3行目 / 未記入 9行目" in lines
    assert any(line.startswith("  「表紙」は読み飛ばしました: ") for line in lines)


def test_the_page_ends_with_what_a_person_checks_first(tmp_path):
    lines = as_text(reading_of(tmp_path, 課題一覧=ISSUES, 表紙="| 表紙 |")).splitlines()
    assert lines[lines.index("■ まとめ") + 1 :] == [
        "  確認してください（1件）:",
        "    課題管理表.xlsx",
        "      ？ 課題一覧: 状態の「なぞ」1件が読めません",
        "    （シートに重ねた図と、直すときの pmo.toml の書き方は pmo-xl inspect --html で見られます）",
        "  課題               5件  課題管理表.xlsx（課題一覧 5件）",
        "  読み飛ばし         1枚  表紙です（課題管理表.xlsx 表紙）",
    ]


def test_a_page_without_doubts_says_so(tmp_path):
    sound = """
        | 課題ID | 課題名       | 状態   | 期限       |
        | K-001  | 受注が止まる | 対応中 | 2024/04/30 |"""
    lines = as_text(reading_of(tmp_path, 課題一覧=sound)).splitlines()
    assert lines[lines.index("■ まとめ") + 1].startswith("  疑わしい所はありません。")
    assert not any("？" in line for line in lines)


def test_doubts_stand_above_the_columns_and_beside_the_one_they_are_about(tmp_path):
    lines = as_text(reading_of(tmp_path, 課題一覧=ISSUES)).splitlines()
    doubt = lines.index("    ？ 状態の「なぞ」1件が読めません")
    status = next(line for line in lines if line.startswith("    C "))
    assert lines[doubt - 1].startswith("    見出し 2行目 ")
    assert doubt < lines.index(status)
    assert status.endswith(" ？")
    assert [line for line in lines if line.endswith(" ？")] == [status]


def test_a_sheet_read_like_an_earlier_one_does_not_show_its_columns_again(tmp_path):
    other = ISSUES.replace("課題名", "件名")
    lines = as_text(reading_of(tmp_path, 四月=ISSUES, 五月=ISSUES, 六月=other)).splitlines()
    april, may, june = (
        next(i for i, line in enumerate(lines) if f"「{name}」" in line) for name in ("四月", "五月", "六月")
    )
    columns = [i for i, line in enumerate(lines) if line.startswith("    D ")]
    assert "    列の読み方は「四月」と同じです（4列）" in lines[may:june]
    assert [april < i < may or june < i for i in columns] == [True, True]


def test_many_doubts_are_cut_and_counted(tmp_path):
    sheets = {f"課題{number}": ISSUES for number in range(1, 23)}
    lines = as_text(reading_of(tmp_path, **sheets)).splitlines()
    summary = lines[lines.index("■ まとめ") :]
    assert summary[1] == "  確認してください（22件）:"
    assert sum(line.startswith("      ？ ") for line in summary) == 20
    assert "    他2件（各シートの ？ の行）" in summary


def test_what_the_tables_already_show_is_not_said_again(tmp_path):
    lines = as_text(reading_of(tmp_path, 課題一覧=ISSUES)).splitlines()
    assert not any("見出しと判断しました" in line or "記入例とみなし" in line for line in lines)


def test_a_word_that_stands_for_nothing_is_no_riddle(tmp_path):
    page = as_text(
        reading_of(
            tmp_path,
            課題一覧="""
            | 課題ID | 課題名       | 状態   | 期限       | 優先度 |
            | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 高     |
            | K-002  | 帳票が出ない | 対応中 | 2024/04/30 | －     |""",
        )
    )
    assert "    優先度: 高 1件 / －→空欄扱い 1件" in page.splitlines()


def test_the_columns_of_the_page_stand_below_each_other(tmp_path):
    page = as_text(reading_of(tmp_path, 課題一覧=ISSUES))
    arrows = {width(line[: line.index("→")]) for line in page.splitlines() if line.startswith("    ") and " → " in line}
    assert len(arrows) == 1


def test_a_refused_file_is_shown_with_what_to_do(tmp_path):
    path = tmp_path / "bad.xlsx"
    path.write_bytes(b"")
    lines = as_text(read_project([path])).splitlines()
    assert lines[0] == "■ bad.xlsx"
    assert lines[1].startswith("  読めません: ")
    assert lines[2].startswith("  対処: ")


def test_texts_are_fitted_to_the_columns_of_a_terminal():
    assert fitted("期限", 6) == "期限  "
    assert fitted("abc\ndef", 10) == "abc def   "
    assert width(fitted("対応詳細（経緯記録）", 9)) == 9
