"""init --update: what a person wrote stays, what is new is added, what is gone is marked, and twice is as good as once."""

import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pmo_xl
from pmo_xl.errors import ConfigError
from pmo_xl.firstsettings.found import found_in
from pmo_xl.firstsettings.update import updated
from tests.firstsettings.taken_away import is_waiting, without_marks
from tests.support.sheet import workbook

DAY = date(2024, 5, 7)
ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 担当者 |
    | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 山田   |
    | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   |"""
TESTS = """
    | テストID | テスト項目 | 期待結果   | 実施日     | 結果 |
    | T-001    | ログイン   | 入れる     | 2024/04/22 | OK   |
    | T-002    | 登録       | 登録できる | 2024/04/23 | NG   |"""
GONE = "# 【見つかりません】"


def init(folder, *, update=True, as_of=DAY):
    project = pmo_xl.load(folder)
    done = project.first_settings(as_of, update=update)
    done.save()
    return done


def text_of(folder):
    return (folder / "pmo.toml").read_bytes().decode("utf-8")


def added(before, after):
    """The lines that are new; fails unless all others stayed as they were, in their order."""
    new, rest = [], before.split("\n")
    for line in after.split("\n"):
        if rest and line == rest[0]:
            rest.pop(0)
        else:
            new.append(line)
    assert not rest, f"gone or changed: {rest[0]!r}"
    return new


@pytest.fixture
def folder(tmp_path):
    """A folder with issues and tests, and the pmo.toml of init; gives its path."""
    workbook(tmp_path / "台帳.xlsx", 一覧=ISSUES, 試験=TESTS)
    init(tmp_path, update=False)
    return tmp_path


def changed(folder, **sheets):
    """The workbook drawn anew, then --update: the lines that were added."""
    workbook(folder / "台帳.xlsx", **sheets)
    before = text_of(folder)
    init(folder)
    once = text_of(folder)
    init(folder, as_of=date(2024, 5, 8))
    assert text_of(folder) == once, "a second --update changed the file"
    assert tomllib.loads(once.removeprefix("\ufeff")) == tomllib.loads(before.removeprefix("\ufeff"))
    return added(before, once)


# ---------------------------------------------------------------------------------- new


def test_nothing_new_leaves_the_file_untouched(folder):
    before = (folder / "pmo.toml").stat().st_mtime_ns
    done = init(folder)
    assert (folder / "pmo.toml").stat().st_mtime_ns == before
    assert done.summary() == "新しく書き足すものはありません"


def test_a_new_column_is_added_below_the_others(folder):
    wider = ISSUES.replace("| 担当者 |", "| 担当者 | 担当会社 | 社内メモ |").replace("| 山田   |", "| 山田 | A社 | x |")
    lines = changed(folder, 一覧=wider, 試験=TESTS)
    assert [line.split("  ")[0] for line in lines] == ['#owner_org = "担当会社"', "# 使っていない列: 「社内メモ」"]
    text = text_of(folder).split("\n")
    at = text.index(lines[0])
    assert text[at - 1].startswith("#owner = ")  # of the same table, directly below its last column


def test_a_new_column_is_a_remark_too_where_its_table_is_in_force(folder):
    text = without_marks(text_of(folder), "[registers.issues]", "file", "sheet", "kind", "only")
    text = without_marks(text, "[registers.issues.columns]", "due_date")
    (folder / "pmo.toml").write_text(text, "utf-8")
    wider = ISSUES.replace("| 担当者 |", "| 担当者 | 担当会社 |").replace("| 山田   |", "| 山田 | A社 |")
    (line,) = changed(folder, 一覧=wider, 試験=TESTS)
    assert line.startswith('#owner_org = "担当会社"')


def test_a_new_sheet_is_added_under_a_name_of_its_own(folder):
    lines = changed(folder, 一覧=ISSUES, 試験=TESTS, 追加=ISSUES.replace("K-0", "N-0"))
    assert "# ────────── 2024/05/07 に見つかった表 ──────────" in lines
    block = lines[lines.index("#[registers.issues_2]") :]
    assert '#sheet = "追加"' in block
    assert all(line.startswith("#") or not line for line in lines)


def test_a_sheet_that_is_passed_over_is_listed(folder):
    assert [line for line in changed(folder, 一覧=ISSUES, 試験=TESTS, 表紙=TESTS) if line] == [
        "# 読み飛ばしたシート（読むには、ほかの表と同じ形で file・sheet・kind・only・header_rows を書きます）",
        "# ・台帳.xlsx「表紙」 表紙です",
    ]


def test_a_new_word_is_added_and_a_second_one_of_its_meaning_is_told(folder):
    assert '#open = ["様子見"]' in "".join(changed(folder, 一覧=ISSUES.replace("対応中", "様子見"), 試験=TESTS))
    (line,) = changed(folder, 一覧=ISSUES.replace("対応中", "はてな"), 試験=TESTS)
    assert line.startswith("# 【要確認】「はてな」が読めません")


def test_a_sheet_that_pmo_toml_leaves_out_is_told(folder):
    (folder / "pmo.toml").write_text('[registers.issues]\nsheet = "一覧"\n', "utf-8")
    lines = changed(folder, 一覧=ISSUES, 試験=TESTS, 追加=ISSUES.replace("K-0", "N-0"))
    (told,) = [line for line in lines if "「追加」" in line and line.startswith("# ・")]
    assert "[registers.issues] が別の表を指定しているため、集計に含めていません" in told


def test_a_file_written_by_hand_gets_what_it_does_not_say(folder):
    workbook(folder / "計画.xlsx", 計画="| フェーズ | 開始予定日 | 終了予定日 |\n| UAT | 2024/04/22 | 2024/05/17 |")
    by_hand = '# 手で書いた設定\n[project]\nname = "UAT"   # 名前\nphase = "受入"\n\n[check]\nignore = ["I-013"]'
    (folder / "pmo.toml").write_text(by_hand, "utf-8")
    lines = changed(folder, 一覧=ISSUES, 試験=TESTS)
    assert lines[:2] == ["#phase_start = 2024-04-22", "#phase_end = 2024-05-17"]
    assert {"#[registers.issues]", "#[registers.tests]", "#[registers.plans]"} <= set(lines)
    assert not [line for line in lines if "例です" in line or line.startswith('#phase = "UAT"')]


# ---------------------------------------------------------------------------------- gone


def test_a_column_that_is_gone_is_marked_and_stays(folder):
    lines = changed(folder, 一覧=ISSUES.replace("期限  ", "締切日"), 試験=TESTS)
    assert lines[0] == f"{GONE}「期限」という見出しがありません"
    text = text_of(folder).split("\n")
    assert text[text.index(lines[0]) + 1].startswith('#due_date = "期限"')
    assert [line.split("  ")[0] for line in lines[1:]] == ['#due_date = "締切日"']


def test_a_sheet_that_is_gone_is_marked_and_stays(folder):
    lines = changed(folder, 一覧=ISSUES)
    assert lines == [f"{GONE}「試験」というシートがありません"]
    assert "#[registers.tests]" in text_of(folder)


def test_a_workbook_that_is_gone_is_marked_and_one_that_cannot_be_read_is_not(folder):
    (folder / "台帳.xlsx").rename(folder / "台帳_新.xlsx")
    before = text_of(folder)
    init(folder)
    assert added(before, text_of(folder))[:1] == [f"{GONE}「台帳.xlsx」というブックがありません"]
    (folder / "pmo.toml").write_text(before, "utf-8")
    (folder / "台帳_新.xlsx").rename(folder / "台帳.xlsx")
    (folder / "台帳.xlsx").write_bytes(b"PK\x03\x04 half saved")
    init(folder)
    assert text_of(folder) == before


def test_a_heading_that_has_moved_is_marked_once_and_is_no_new_table(folder):
    lines = changed(folder, 一覧="| 課題一覧 |\n|" + ISSUES, 試験=TESTS)
    assert lines == [f"{GONE}この見出しの行に表がありません"]


def test_a_mark_goes_when_the_thing_is_back_unless_a_person_added_to_it(folder):
    before = text_of(folder)
    changed(folder, 一覧=ISSUES)
    workbook(folder / "台帳.xlsx", 一覧=ISSUES, 試験=TESTS)
    init(folder)
    assert text_of(folder) == before
    changed(folder, 一覧=ISSUES)
    noted = text_of(folder).replace("がありません", "がありません。佐藤さんに確認中")
    (folder / "pmo.toml").write_text(noted, "utf-8")
    assert changed(folder, 一覧=ISSUES, 試験=TESTS) == []


# ---------------------------------------------------------------------------------- bytes


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", ["", "\n"], ids=["open", "closed"])
def test_line_ends_and_the_byte_order_mark_are_kept(folder, mark, end, last):
    text = text_of(folder).rstrip("\n").replace("\n", end) + last.replace("\n", end)
    (folder / "pmo.toml").write_bytes(mark + text.encode())
    wider = ISSUES.replace("| 担当者 |", "| 担当者 | 担当会社 |").replace("| 山田   |", "| 山田 | A社 |")
    workbook(folder / "台帳.xlsx", 一覧=wider, 試験=TESTS, 追加=ISSUES.replace("K-0", "N-0"))
    init(folder)
    data = (folder / "pmo.toml").read_bytes()
    assert data.startswith(mark + text.encode()[:100])
    assert data.count(b"\xef\xbb\xbf") == len(mark) // 3
    lines = data.decode("utf-8-sig").split("\n")
    assert {line.endswith("\r") for line in lines[:-1]} == {end == "\r\n"}
    tomllib.loads(data.decode("utf-8-sig"))


def test_a_file_that_cannot_be_read_is_refused_with_its_line_and_left_alone(folder):
    (folder / "pmo.toml").write_bytes(b"[project\nname = 1\n")
    with pytest.raises(ConfigError) as refused:
        init(folder)
    assert "1行目" in refused.value.message
    assert (folder / "pmo.toml").read_bytes() == b"[project\nname = 1\n"


_HAND = st.sampled_from(
    [
        "# 佐藤: 11/20 に確認",
        "",
        "   ",
        "#",
        "#sheet = 5",
        '#[registers.issues.columns]\n#id = ["a", 3]',
        "# [[registers]]",
        "#columns = 3",
        '#file = "/"',
        '#header_rows = ["x"]',
        '[check]\nignore = [\n  "I-013",  # なぜ\n]\n',
        '[[escalate]]\nto = """\n#[registers.tests]\n部長"""\n',
        "[registers.\"別の 名前\"]\nsheet = '''一覧'''\n",
        'registers.issues.columns.owner = "山田"',
        '[registers.issues.columns]\ndue_date = "ありません"\n',
    ]
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_a_person_did_to_the_file_every_line_of_it_stays(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("p")
    workbook(folder / "台帳.xlsx", 一覧=ISSUES, 試験=TESTS)
    init(folder, update=False)
    lines = text_of(folder).split("\n")
    for _ in range(data.draw(st.integers(0, 6), label="edits")):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["delete", "force", "write"])):
            case "delete":
                lines[at : at + 1] = []
            case "force" if is_waiting(lines[at]):
                lines[at] = lines[at][1:]
            case "write":
                lines[at:at] = data.draw(_HAND).split("\n")
    text = "\n".join(lines)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # refused before anything is read
    wider = ISSUES.replace("| 担当者 |", "| 担当者 | 担当会社 |").replace("| 山田   |", "| 山田 | A社 |")
    workbook(folder / "台帳.xlsx", 一覧=wider.replace("期限  ", "締切日"), 追加=TESTS)
    (folder / "pmo.toml").unlink()
    found = found_in(pmo_xl.load(folder), DAY)
    once = updated(text, found).text
    added(text, once)
    assert tomllib.loads(once) == said
    assert updated(once, found).text == once
