from datetime import date

import pytest

from pmo_xl.config import read_config
from pmo_xl.errors import ConfigError
from pmo_xl.settings import Accept, CheckSection, Config
from tests.rules.asking import check
from tests.support.build import register

ISSUES = """
    | id    | status      | due_date   |
    | K-001 | in_progress | 2024-04-30 |
    | K-002 | in_progress | 2024-04-30 |"""


def accepting(until, as_of="2024-05-07", code="I-003", reason="顧客回答待ち", **which):
    accept = Accept(code=code, until=until, reason=reason, **which)
    config = Config(check=CheckSection(accept=(accept,)))
    return check(register("issue", ISSUES, sheet="課題一覧"), codes=["I-003"], config=config, as_of=as_of)


def test_an_accepted_finding_leaves_the_counts_and_keeps_its_reason():
    result = accepting(date(2024, 5, 20), id="Ｋ－００１")
    assert [finding.id for finding in result.findings] == ["K-002"]
    assert result.counts["warning"] == 1
    (accepted,) = result.accepted
    assert (accepted.finding.id, accepted.reason, accepted.until) == ("K-001", "顧客回答待ち", date(2024, 5, 20))
    assert result.notes == ()


def test_a_cell_may_be_accepted_instead_of_an_id():
    for cell in ("C2", "$C$2", "課題一覧!C2", "台帳.xlsx 課題一覧!C2"):
        assert [finding.id for finding in accepting(date(2024, 5, 20), cell=cell).findings] == ["K-002"], cell


def test_on_the_last_day_it_is_still_accepted():
    assert len(accepting(date(2024, 5, 20), as_of="2024-05-20", id="K-001").accepted) == 1


def test_on_the_day_after_it_is_back_and_says_so():
    result = accepting(date(2024, 5, 20), as_of="2024-05-21", id="K-001")
    assert result.accepted == ()
    (back,) = [finding for finding in result.findings if finding.id == "K-001"]
    assert back.message.endswith("受容期限(2024/05/20)が過ぎました。")


def test_an_accept_that_meets_nothing_is_said():
    result = accepting(date(2024, 5, 20), id="K-099")
    assert result.notes == (
        "受容の設定「I-003 K-099」に当たる指摘はありません。直っていれば pmo.toml から消してください。",
    )


def test_of_several_accepts_of_one_finding_the_longest_counts():
    accepts = tuple(
        Accept(code="I-003", id="K-001", until=date(2024, 5, day), reason=reason)
        for day, reason in ((20, "顧客回答待ち"), (6, "朝会で確認"))
    )
    result = check(register("issue", ISSUES), codes=["I-003"], config=Config(check=CheckSection(accept=accepts)))
    (accepted,) = result.accepted
    assert accepted.reason == "顧客回答待ち"
    assert result.notes == ()


def test_an_accepted_cell_that_cannot_be_read_still_silences_whoever_reads_it():
    # what is accepted is known, not readable: I-003 must not begin to speak of the same cell
    from pmo_xl.sheets.read import register_from_rows

    rows = [["課題ID", "件名", "状態", "期限"], ["K-001", "帳票の桁が足りない", "対応中", "2024.4.30"]]
    accept = Accept(code="G-007", id="K-001", until=date(2024, 5, 20), reason="様式の決まり")
    for accepts, accepted in (((), 0), ((accept,), 1)):
        config = Config(check=CheckSection(accept=accepts))
        result = check(register_from_rows("issue", rows), codes=["G-007", "I-003"], config=config)
        assert [finding.code for finding in result.findings] == ["G-007"] * (1 - accepted)
        assert len(result.accepted) == accepted


SETTINGS = """\
[project]
name = "刷新"

[[check.accept]]
code = "I-003"
id = "K-001"
until = 2024-05-20
reason = "顧客回答待ち"

[[check.accept]]
code = "I-003"
cell = "課題一覧!H5"
until = 2024-05-20
reason = "顧客回答待ち"
"""


@pytest.mark.parametrize(
    ("left_out", "nth", "said"),
    [
        ("until = 2024-05-20\n", 1, "pmo.toml 4行目: [[check.accept]] に「until」がありません"),
        ("until = 2024-05-20\n", 2, "pmo.toml 10行目: [[check.accept]] に「until」がありません"),
        ('reason = "顧客回答待ち"\n', 2, "pmo.toml 10行目: [[check.accept]] に「reason」がありません"),
        ('code = "I-003"\n', 1, "pmo.toml 4行目: [[check.accept]] に「code」がありません"),
        ('id = "K-001"\n', 1, "pmo.toml 4行目: [[check.accept]] に id も cell もありません"),
        ('cell = "課題一覧!H5"\n', 1, "pmo.toml 10行目: [[check.accept]] に id も cell もありません"),
        ("顧客回答待ち", 2, "pmo.toml 10行目: [[check.accept]] の「reason」が空です"),
    ],
)
def test_an_accept_that_lacks_a_key_is_an_error_of_the_file_with_its_line(tmp_path, left_out, nth, said):
    parts = SETTINGS.split(left_out)
    text = left_out.join(parts[:nth]) + left_out.join(["", *parts[nth:]]).removeprefix(left_out)
    (tmp_path / "pmo.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(tmp_path / "pmo.toml")
    assert error.value.message == said
    assert error.value.hint.endswith("ください")


def test_the_settings_as_they_stand_are_understood(tmp_path):
    (tmp_path / "pmo.toml").write_text(SETTINGS, "utf-8")
    assert len(read_config(tmp_path / "pmo.toml").check.accept) == 2
