"""Lists and letters: everybody gets what is theirs, a vendor reads nobody else's name, and a draft opens in a mailer."""

import email
import zipfile
from email import policy

import pytest

import pmo_xl
from pmo_xl.render.mail import draft
from pmo_xl.reports.addressee_lists import OWN_LISTS, addressee_lists
from pmo_xl.reports.checksheet import UNADDRESSED, check_sheet
from pmo_xl.rules.engine import run
from tests.support.build import register, situation

DEFECTS = """
    | id    | title            | vendor | owner    | status | detected_date | closed_date |
    | D-001 | 帳票の桁         | A社    |          | closed | 2024-04-22    |             |
    | D-002 | B社連携の遅れ    | A社    | 甲野太郎 | closed | 2024-04-22    |             |
    | D-003 | 画面の文言       | B社    |          | closed | 2024-04-22    |             |
    | D-004 | 持ち主のない不備 |        |          | closed | 2024-04-22    |             |"""
ISSUES = """
    | id    | title          | owner    | status | due_date   |
    | K-001 | A社とB社の分担 | 青葉一郎 | open   | 2024-04-30 |"""
ROSTER = """
    | owner    | owner_org | side     |
    | 甲野太郎 | A社       | ベンダー |
    | 青葉一郎 | 営業部    | ユーザー |"""


def made(defects=DEFECTS):
    day = situation("2024-05-07", register("defect", defects), register("issue", ISSUES), register("roster", ROSTER))
    checked = run(day)
    return checked, addressee_lists(day, check_sheet(day, checked, project="基幹システム刷新"))


def of(lists, group, name):
    return next(one for one in lists if (one.group, one.addressee) == (group, name))


def test_every_finding_is_in_exactly_one_list_of_a_person_or_department():
    checked, lists = made()
    own = [id(line.finding) for one in lists if one.group == OWN_LISTS[0] for line in one.lines]
    assert sorted(own) == sorted(map(id, checked.findings))
    assert lists[0].group == OWN_LISTS[0]
    assert [one.addressee for one in lists if one.group == OWN_LISTS[0]][-1] == UNADDRESSED


def test_a_vendors_list_holds_all_of_its_records_and_no_other():
    _, lists = made()
    own = of(lists, OWN_LISTS[1], "A社")
    assert {line.finding.id for line in own.lines} == {"D-001", "D-002"}
    assert {one.addressee for one in lists if one.group == OWN_LISTS[1]} == {"A社", "B社"}


def test_the_vendor_side_reads_no_other_vendors_name():
    defects = DEFECTS.replace("D-002", "B社の2")  # the id stands in every message about the record
    _, lists = made(defects)
    for group, name in ((OWN_LISTS[1], "A社"), (OWN_LISTS[0], "甲野太郎")):
        own = of(lists, group, name)
        assert "B社" not in own.letter()
        assert "他社の2" in own.letter()
        assert "B社" not in str(own.values()["findings"])
    assert "B社の2" in str(of(made(defects)[1], OWN_LISTS[1], "A社").lines)  # it was there to be hidden


def test_the_letter_is_polite_dated_and_short():
    many = "\n".join(
        ["", "    | id | title | vendor | status | detected_date | closed_date |"]
        + [f"    | D-{n:03} | 不備{n} | A社 | closed | 2024-04-22 | |" for n in range(1, 9)]
    )
    letter = of(made(many)[1], OWN_LISTS[1], "A社").letter()
    assert letter.startswith("A社御中\n")
    assert [line[0] for line in letter.splitlines() if line[1:3] == ". "] == list("12345")
    assert "箇所が8件ございます" in letter
    assert "ほか3件は、添付の一覧をご覧ください。" in letter
    assert "5/8までに" in letter  # the working day after 5/7
    assert of(made()[1], OWN_LISTS[0], "青葉一郎").letter().startswith("青葉一郎様\n")


def test_a_draft_opens_for_sending_with_its_list_attached():
    data = draft("件名\r\nBcc: x@example.com", "本文=1\n二行目", attached=b"PK", name="指摘_20240507.xlsx")
    message = email.message_from_bytes(data, policy=policy.default)
    assert message["Subject"] == "件名 Bcc: x@example.com"
    assert message["Bcc"] is None
    assert message["X-Unsent"] == "1"
    body, attachment = message.iter_parts()
    assert body.get_content().split() == ["本文=1", "二行目"]
    assert (attachment.get_filename(), attachment.get_content()) == ("指摘_20240507.xlsx", b"PK")
    assert data == draft("件名\r\nBcc: x@example.com", "本文=1\n二行目", attached=b"PK", name="指摘_20240507.xlsx")


@pytest.fixture(scope="module")
def written(sample, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    from datetime import date

    return pmo_xl.load(sample).check(date(2026, 11, 24)).split(out)


def test_the_sample_gives_a_list_and_a_draft_for_each(written):
    names = [path.name for path in written.paths]
    lists, drafts = ([name for name in names if name.endswith(ending)] for ending in (".xlsx", ".eml"))
    assert len(lists) == len(drafts) + 1  # 宛先未定 has no letter
    assert written.notes == ()
    vendors = [path for path in written.paths if path.parent.name == "ベンダー別" and path.suffix == ".xlsx"]
    assert {path.name.split("_")[2] for path in vendors} == {"A社", "B社", "C社"}
    for path in vendors:
        other = {"A社", "B社", "C社"} - {path.name.split("_")[2]}
        with zipfile.ZipFile(path) as package:
            whole = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
        assert not [name for name in other if name in whole]


def test_office_opens_the_lists_without_repair(written):
    from tests.support.office import complaints

    path = next(path for path in written.paths if path.name.startswith("指摘_宛先別_B社"))
    assert complaints(path) == []
