"""Sheets of other people: what `inspect --json` finds in them against truth.json, where a person wrote the right reading."""

import json

import pytest

from pmo_xl.sheets.inspection import as_json
from pmo_xl.sheets.read import read_project

EXACT = (
    "header_rows",
    "record_rows",
    "records",
    "example_rows",
    "section_rows",
    "placeholder_rows",
    "first_row",
    "last_row",
)
WORDS = ("values", "canonical")


@pytest.fixture(scope="module")
def truth(corpus):
    return {file["file"]: file for file in json.loads((corpus / "truth.json").read_text(encoding="utf-8"))["files"]}


@pytest.fixture(scope="module")
def found(corpus, truth):
    reading = read_project([corpus / name for name in truth])
    return {file["file"]: file for file in json.loads(json.dumps(as_json(reading)))["files"]}


def test_every_file_is_listed_and_refused_only_where_it_must_be(found, truth):
    assert {name: file["refused"] is None for name, file in found.items()} == {
        name: file["refused"] is None for name, file in truth.items()
    }


def test_every_sheet_is_read_or_passed_over_as_a_person_would(found, truth):
    wrong = [
        f"{name} {right['sheet']}: {got['skipped']}"
        for name, file in truth.items()
        for right, got in zip(file["sheets"], found[name]["sheets"], strict=True)
        if (right["skipped"] is None) != (got["skipped"] is None) and "also_accepted" not in right
    ]
    assert wrong == []


def test_kinds_rows_and_columns_are_those_a_person_sees(found, truth):
    wrong = []
    for place, right, got in tables(found, truth):
        accepted = right.get("also_accepted", {})
        for key in EXACT:
            # where reading an example as a record is accepted, the rows it moves are accepted too
            free = "records" in accepted and got["records"] in accepted["records"] and key != "header_rows"
            if got[key] != right[key] and got[key] not in accepted.get(key, []) and not free:
                wrong.append(f"{place} {key}: {got[key]} instead of {right[key]}")
        if got["kind"] not in (right["kind"], *accepted.get("kind", [])):
            wrong.append(f"{place} kind: {got['kind']}")
        for letter in right["columns"].keys() | got["columns"].keys() | accepted.get("columns", {}).keys():
            field = got["columns"].get(letter)
            if field not in (right["columns"].get(letter), *accepted.get("columns", {}).get(letter, [])):
                wrong.append(f"{place} {letter}: {field} instead of {right['columns'].get(letter)}")
    assert wrong == []


def test_words_are_counted_as_written_and_as_understood(found, truth):
    wrong = []
    for place, right, got in tables(found, truth):
        for key in WORDS:
            for field, counts in right[key].items():
                if got[key].get(field) != counts:
                    wrong.append(f"{place} {key} {field}: {got[key].get(field)} instead of {counts}")
            for field in got[key].keys() - right[key].keys():
                wrong.append(f"{place} {key} {field}: {got[key][field]} is too much")
    assert wrong == []


def test_the_left_over_lines_below_a_gap_are_said(found):
    (sheet,) = (sheet for sheet in found["progress_gantt.xlsx"]["sheets"] if sheet["sheet"] == "最終日")
    assert any("79行目以降" in note for note in sheet["tables"][0]["notes"])


def test_sheets_with_one_heading_form_one_register(corpus):
    reading = read_project([corpus / "test_spec_houganshi.xlsx"])
    tests = reading.registers["tests"]
    assert [table.sheet for table in tests.tables] == ["(1)インストール", "(2)宛先確認", "(3)レジストリ"]
    assert len(tests) == 4 + 54 + 6
    failed_first = [test for test in tests if test.result == "fail"]
    assert [test.verdict for test in failed_first] == ["pass"]  # NG in the first round, OK in the second


def tables(found, truth):
    """Every table that truth.json describes, beside the one that was found there."""
    for name, file in truth.items():
        for right, got in zip(file["sheets"], found[name]["sheets"], strict=True):
            for number, table in enumerate(right["tables"]):
                assert len(got["tables"]) > number, f"{name} {right['sheet']}: table {number + 1} was not found"
                yield f"{name} {right['sheet']}", table, got["tables"][number]
