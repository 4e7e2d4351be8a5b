"""Every number of the table of bad input has its cases, or tests that are named here."""

import ast
from pathlib import Path

import pytest

from tests.badinput import book, cells, extent, package

TESTS = Path(__file__).parent.parent
SECTIONS = {
    package: "00 01 02 03 04 05 10 11 12 13 14 14b 15 16 17 18 19 20 21 46 51 53 54 55 56 ~$",
    extent: "06 07 07b 08 09 49 50 52",
    cells: "30 31 32 33 34 35 36 37 38 39 40 41 42 43 47 48",
    book: "44 45 57 58",
}
AROUND = "60 61 62 63 64 65 66 67 68 69"
TESTED = {
    "~$": ["badinput/test_around.py::test_what_is_no_workbook_is_passed_over_and_odd_names_are_read"],
    "30": ["test_hostile.py::test_excel_shows_the_title_as_it_was_written", "test_hostile.py::test_no_output_has_a_formula_that_came_from_a_cell"],
    "37": ["test_hostile.py::test_word_shows_the_title_as_it_was_written"],
    "60": [
        "sheets/test_snapshot.py::test_a_book_that_may_be_copied_but_not_read_is_read_from_a_copy",
        "sheets/test_snapshot.py::test_a_locked_book_names_who_is_editing",
        "render/test_save.py::test_an_output_that_is_open_elsewhere_is_left_alone",
    ],
    "61": [
        "sheets/test_snapshot.py::test_a_book_that_is_being_saved_is_read_when_it_is_whole",
        "sheets/test_snapshot.py::test_a_book_that_vanishes_while_it_is_read_is_said_to_be_gone",
        "sheets/test_snapshot.py::test_a_book_that_never_rests_is_refused",
        "sheets/test_snapshot.py::test_a_book_that_is_saved_again_and_again_is_read_or_refused_in_words",
    ],
    "62": [
        "badinput/test_around.py::test_two_runs_at_once_leave_whole_files_and_one_says_so",
        "render/test_save.py::test_many_threads_on_one_output_leave_whole_files",
        "render/test_save.py::test_a_reader_beside_the_writer_sees_the_old_or_the_new_file",
    ],
    "63": [
        "badinput/test_around.py::test_a_run_that_is_killed_leaves_the_old_report_or_the_new_one",
        "render/test_save.py::test_a_killed_run_harms_nothing_and_its_remains_are_swept",
    ],
    "64": [
        "badinput/test_around.py::test_a_full_disk_is_named_and_the_old_report_is_whole",
        "render/test_save.py::test_a_disk_that_refuses_is_named_and_the_old_output_is_whole",
        "render/test_save.py::test_a_path_too_long_for_the_system_is_told",
        "test_cli.py::test_an_output_folder_that_cannot_be_written",
    ],
    "65": [
        "badinput/test_around.py::test_ids_as_file_names_are_safe_told_apart_and_inside_the_folder",
        "render/test_save.py::test_any_text_gives_a_name_for_both_systems",
    ],
    "66": [
        "badinput/test_around.py::test_what_is_no_workbook_is_passed_over_and_odd_names_are_read",
        "badinput/test_around.py::test_links_lead_to_books_of_odd_names",
        "sheets/test_discover.py::test_links_are_followed_inside_the_folder_only",
    ],
    "67": [
        "badinput/test_templates.py::test_a_name_nobody_gives_is_told_with_the_nearest_one",
        "badinput/test_templates.py::test_a_template_runs_no_commands",
        "render/test_docx.py::test_an_endless_loop_ends",
        "render/test_docx.py::test_a_template_may_only_print",
    ],
    "68": [
        "badinput/test_settings.py::test_a_wrong_setting_is_refused_with_its_line_and_what_was_meant",
        "badinput/test_settings.py::test_another_encoding_is_refused_and_a_mark_of_byte_order_is_none",
        "badinput/test_fuzz.py::test_damaged_settings_are_read_or_refused_in_words",
    ],
    "69": [
        "badinput/test_around.py::test_an_output_that_is_closed_or_full_gives_no_trace",
        "badinput/test_around.py::test_an_interrupted_run_says_so_and_leaves_nothing_half_written",
        "badinput/test_around.py::test_a_console_of_any_encoding_gets_what_it_can_show",
    ],
}  # fmt: skip


def test_every_number_has_its_case():
    for section, numbers in SECTIONS.items():
        assert {case.number for case in section.CASES} == set(numbers.split()), section.__name__
    assert set(AROUND.split()) <= set(TESTED)


@pytest.mark.parametrize("number", TESTED)
def test_the_tests_named_for_a_number_are_there(number):
    for named in TESTED[number]:
        path, _, name = named.partition("::")
        tree = ast.parse((TESTS / path).read_text("utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, named
