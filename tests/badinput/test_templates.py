"""67: a bad template of one's own is refused by the whole program; tests/render knows the details, and the endless loop."""

import pytest

from pmo_xl.cli import main
from tests.badinput.issues import issues
from tests.render import book, document


@pytest.fixture
def refusal(tmp_path, capfd):
    """The two lines a daily report ends with that is given this template."""

    def of(template):
        (tmp_path / "課題管理表.xlsx").write_bytes(issues())
        kind = template.suffix.lstrip(".")
        (tmp_path / "pmo.toml").write_text(f'[reports.daily]\n{kind} = "{template.name}"\n', encoding="utf-8")
        assert main(["daily", str(tmp_path), "--as-of=2024-05-20", "--out", str(tmp_path / "out")]) == 2
        error, hint = capfd.readouterr().err.splitlines()
        assert error.startswith("エラー: テンプレート")
        return error, hint

    return of


def test_a_name_nobody_gives_is_told_with_the_nearest_one(tmp_path, refusal):
    error, hint = refusal(document.template(tmp_path / "日報.docx", "{{ headlin.text }}"))
    assert "日報.docx" in error
    assert "「headline.text」" in hint
    error, hint = refusal(
        book.template(tmp_path / "雛形.xltx", {"B2": "{{ headlin.text }}"}).rename(tmp_path / "雛形.xlsx")
    )
    assert "B2" in error
    assert "headline" in error + hint


def test_a_template_runs_no_commands(tmp_path, refusal):
    mark = tmp_path / "ran"
    command = f"{{{{ cycler.__init__.__globals__.os.popen('touch {mark}').read() }}}}"
    assert "日報.docx" in refusal(document.template(tmp_path / "日報.docx", command))[0]
    assert not mark.exists()
