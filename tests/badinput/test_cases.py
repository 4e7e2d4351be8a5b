"""Every bad file through the real program: what is said, how fast, how small, and the file left as it was."""

import json

import pytest

from pmo_xl.cli import main
from tests.badinput.cases import CASES
from tests.badinput.limited import program


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_file_is_read_or_refused_in_words_and_left_alone(tmp_path, case):
    path = case.write(tmp_path)
    before = path.read_bytes(), path.stat().st_mtime_ns

    ran = program("inspect", path, "--json", *case.options)

    assert ran.has_kept_its_promises()
    assert (path.read_bytes(), path.stat().st_mtime_ns, list(tmp_path.iterdir())) == (*before, [path])
    if case.refused:
        assert ran.code == 2
        assert case.refused in ran.file["refused"]
        assert f"エラー: {case.name}: {ran.file['refused']}\n対処: {ran.file['hint']}\n" in ran.err
    else:
        assert (ran.code, ran.file["refused"], ran.err) == (0, None, "")
        assert sum(table["records"] for sheet in ran.file["sheets"] for table in sheet["tables"]) == case.records
        told = json.dumps(ran.file, ensure_ascii=False)
        assert [words for words in case.said if json.dumps(words, ensure_ascii=False)[1:-1] not in told] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.findings], ids=str)
def test_a_fault_of_a_cell_is_pointed_at(tmp_path, capfd, case):
    code = main(["check", str(case.write(tmp_path)), "--json", "--as-of", "2024-05-20"])
    found = json.loads(capfd.readouterr().out)["findings"]
    given = {cell: {one["code"] for one in found if one["cell"] == cell} for cell in case.findings}
    assert {cell: codes & {case.findings[cell]} for cell, codes in given.items()} == {
        cell: {wanted} for cell, wanted in case.findings.items()
    }
    assert code == 1
