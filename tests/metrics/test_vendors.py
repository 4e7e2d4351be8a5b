"""One vendor under several spellings is one line of every table, in the spelling most cells have."""

from datetime import date

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from tests.support.build import register, situation

AS_OF = date(2024, 5, 7)
DEFECTS = """
    | id   | vendor     | status  | detected_date | severity | fix_plan_date |
    | D-01 | A社        | open    | 2024-05-07    | high     | 2024-05-02    |
    | D-02 | 株式会社A社 | waiting | 2024-05-07    | high     | 2024-05-08    |
    | D-03 | Ａ社       | open    | 2024-05-07    | high     | 2024-05-08    |
    | D-04 | A社        | open    | 2024-05-07    | high     | 2024-05-08    |
    | D-05 | B社        | open    | 2024-05-07    | high     | 2024-05-08    |
    | D-06 |            | open    | 2024-05-07    | high     |               |"""


def project(defects=DEFECTS, kept=()):
    return situation(AS_OF, register("defect", defects), kept=kept)


def test_a_vendor_has_one_line_whatever_its_cells_call_it():
    metrics = measure(project())
    assert [(row["vendor"], row["open"], row["overdue_fix"], row["waiting"]) for row in metrics["by_vendor"].rows] == [
        ("A社", 4, 1, 1), ("B社", 1, 0, 0), ("", 1, 0, 0),
    ]  # fmt: skip
    assert [(row["vendor"], row["d0_2"]) for row in metrics["aging"].rows] == [("A社", 4), ("B社", 1), ("", 1)]
    assert metrics["balance"].value is True


def test_another_spelling_than_yesterday_is_no_transfer():
    rows = ({"id": f"D-0{number}", "vendor": "㈱A社", "status": "open"} for number in (1, 2, 3, 4))
    rows = (*rows, {"id": "D-05", "owner_org": "B社 ", "status": "open"}, {"id": "D-06", "status": "open"})
    metrics = measure(project(kept=[Kept(date(2024, 5, 2), {"defects": rows})]))
    told = [(row["vendor"], row["previous"], row["transferred"], row["open"]) for row in metrics["by_vendor"].rows]
    assert told == [("A社", 4, 0, 4), ("B社", 1, 0, 1), ("", 1, 0, 1)]


def test_two_spellings_of_a_vendor_of_yesterday_only_are_one_line_too():
    rows = ({"id": "D-91", "vendor": "C社", "status": "open"}, {"id": "D-92", "vendor": "(株)C社", "status": "open"})
    metrics = measure(project(kept=[Kept(date(2024, 5, 2), {"defects": rows})]))
    assert [(row["vendor"], row["previous"]) for row in metrics["by_vendor"].rows if row["previous"]] == [
        ("(株)C社", 2)
    ]
