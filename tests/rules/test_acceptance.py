from datetime import date

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
