"""The verb `buttons` as a person types it."""

import json

import pytest

from pmo_xl.cli import main
from tests.buttons.machine import FakeMachine
from tests.support import richer


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "課題管理表.xlsx").write_bytes(richer.table())
    (tmp_path / "マクロ.xlsm").write_bytes(richer.macros(tmp_path))
    return tmp_path


def test_add_says_where_the_copy_is_and_that_the_book_stays(folder, capsys):
    assert main(["buttons", "add", "課題管理表.xlsx"]) == 0
    said = capsys.readouterr()
    assert (
        said.out == "作成: 課題管理表.xlsm（末尾のシート「PMOボタン」にボタンがあります。元のブックはそのままです）\n"
    )
    assert said.err.startswith("注意: 課題管理表.xlsx と 課題管理表.xlsm のうち新しいほうだけが")
    assert main(["buttons", "add", "課題管理表.xlsx"]) == 0
    assert capsys.readouterr().out.startswith("変更なし: 課題管理表.xlsm")


def test_add_as_json(folder, capsys):
    assert main(["buttons", "add", "課題管理表.xlsx", "--out", "out", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outputs"] == ["out/課題管理表.xlsm"]
    assert told["books"] == [{"file": "out/課題管理表.xlsm", "sheet": "PMOボタン", "added": True}]


def test_of_several_books_those_that_can_get_their_buttons(folder, capsys):
    assert main(["buttons", "add", "課題管理表.xlsx", "マクロ.xlsm", "ない.xlsx", "--out", "out"]) == 3
    said = capsys.readouterr()
    assert said.out.startswith("作成: out/課題管理表.xlsm")
    assert said.err.count("エラー: ") == said.err.count("対処: ") == 2
    assert main(["buttons", "add", "マクロ.xlsm", "ない.xlsx"]) == 2


def test_install_and_uninstall_as_a_person_sees_them(tmp_path, monkeypatch, capsys):
    pc = FakeMachine(tmp_path)
    monkeypatch.setattr("pmo_xl.buttons.setup.machine.Machine", lambda: pc)
    assert main(["buttons", "install"]) == 0
    first, second, third, fourth = capsys.readouterr().out.splitlines()
    assert first.startswith(r"使用するPythonを登録しました: HKCU\Software\pmo_xl\PythonW = ")
    assert second == f"アドインを配置しました: {pc.start / 'pmo_xl.xlam'}"
    assert "タブ「PMO」" in third
    assert "pmo-xl buttons doctor" in fourth
    assert main(["buttons", "install"]) == 0
    assert capsys.readouterr().out.count("（変更なし）") == 2
    assert main(["buttons", "uninstall", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(step["what"], step["changed"]) for step in told["steps"]] == [
        ("アドインを削除", True),
        ("Pythonの登録を削除", True),
    ]


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ([], "何をするか", "install"),
        (["instal"], "「instal」という使い方はありません", "「install」のことですか？"),
        (["xyz"], "「xyz」", "install・uninstall・add・doctor"),
        (["add"], "ブックが要ります", "buttons add 課題管理表.xlsx"),
        (["doctor", "a.xlsx"], "「a.xlsx」は使えません", "buttons doctor"),
        (["install", "--out", "x"], "--out は使えません", "buttons add"),
        (["install"], "Windowsだけ", "Windowsの"),
        (["uninstall", "--json"], "Windowsだけ", "Windowsの"),
        (["add", "https://example.com/a.xlsx"], "Web上のブック", "ダウンロード"),
        (["add", "マクロ.xlsm"], "マクロ.xlsm にボタンを付けられません", "pmo-xl buttons install"),
    ],
)
def test_a_mistake_is_said_in_two_lines(folder, capsys, words, message, hint):
    assert main(["buttons", *words]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("エラー: ")
    assert message in first
    assert second.startswith("対処: ")
    assert hint in second
