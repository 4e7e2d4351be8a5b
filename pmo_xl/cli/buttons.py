"""The verb `buttons`: set the buttons up for this user, take them away, look what is wrong, put them on a workbook."""

import argparse
import difflib
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl import __version__
from pmo_xl.cli.show import relative, show_json, shown
from pmo_xl.errors import PmoError

if TYPE_CHECKING:
    from pmo_xl.buttons.onsheet.copies import Copy

ACTIONS: Final = ("install", "uninstall", "add", "doctor")
USAGE: Final = "install | uninstall | doctor | add ファイル… [--out フォルダ]"
_REFUSED, _SOME_REFUSED = 2, 3


def read_words(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The action and its files; raises PmoError where they do not fit."""
    if not words:
        raise PmoError("buttons に続けて、何をするかを書いてください", f"pmo-xl buttons {USAGE}")
    action, *files = words
    if action not in ACTIONS:
        near = difflib.get_close_matches(action, ACTIONS, n=1)
        hint = f"「{near[0]}」のことですか？" if near else f"使えるのは {'・'.join(ACTIONS)} です"
        raise PmoError(f"buttons に「{action}」という使い方はありません", hint)
    if action == "add" and not files:
        hint = "pmo-xl buttons add 課題管理表.xlsx のように書いてください"
        raise PmoError("buttons add にはブックが要ります", hint)
    if action != "add" and files:
        raise PmoError(f"「{files[0]}」は使えません", f"pmo-xl buttons {action} だけを書いてください")
    return action, tuple(files)


def buttons(options: argparse.Namespace) -> int:
    """Do what was asked, and say it for people or as JSON."""
    action, files = read_words(options.words)
    if options.out and action != "add":
        raise PmoError(f"buttons {action} に --out は使えません", "--out は buttons add の出力先です")
    if action == "add":
        return _add(files, options)
    if action == "doctor":
        return _doctor(options)
    from pmo_xl.buttons.setup import install, machine

    port = machine.Machine()
    done = install.install(port, __version__) if action == "install" else install.uninstall(port)
    if options.json:
        steps = [{"what": step.what, "where": step.where, "changed": step.changed} for step in done.steps]
        show_json({**_head(), "steps": steps, "notes": list(done.notes)})
        return 0
    for step in done.steps:
        print(f"{step.what}{'しました' if step.changed else '済みです（変更なし）'}: {step.where}")
    for note in done.notes:
        print(note)
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from pmo_xl.buttons.setup import doctor, machine

    report = doctor.examined(machine.Machine(), __version__)
    if options.json:
        checks = [
            {"name": check.name, "state": check.state, "message": check.said, "advice": check.advice or None}
            for check in report.checks
        ]
        show_json({**_head(), "checks": checks, "for_it": dict(report.for_it)})
        return 0
    print("\n".join(map(str, report.checks)))
    wrong = sum(check.state == "error" for check in report.checks)
    doubtful = sum(check.state == "warning" for check in report.checks)
    print(f"\n問題 {wrong}件、注意 {doubtful}件")
    if report.for_it:
        print("\n情報システム部門に伝えること:")
    for label, text in report.for_it.items():
        print(f"  {label}: {text}")
    return 0


def _add(files: Sequence[str], options: argparse.Namespace) -> int:
    """The .xlsm of every file; one that cannot be given buttons does not stop the others."""
    from pmo_xl.buttons.onsheet.copies import add_buttons

    out = Path(options.out) if options.out else None
    copies: list[Copy] = []
    refused: list[PmoError] = []
    for file in files:
        try:
            if "://" in file:
                hint = "同期したフォルダのブックか、ダウンロードしたブックを指定してください"
                raise PmoError(f"Web上のブックにはボタンを付けられません（{file}）", hint)
            copies.append(add_buttons(Path(file), out))
        except PmoError as error:
            refused.append(error)
    if len(files) == 1 and refused:
        raise refused[0]
    if options.json:
        made = [{"file": relative(copy.path), "sheet": copy.sheet, "added": copy.is_new} for copy in copies]
        show_json({**_head(), "books": made, "outputs": shown(copy.path for copy in copies if copy.is_new)})
    else:
        for copy in copies:
            print(_said(copy))
    for copy in copies:
        if copy.is_new and copy.path.with_suffix(".xlsx").exists():
            twin = copy.path.with_suffix(".xlsx").name
            said = f"{twin} と {copy.path.name} のうち新しいほうだけがデータとして読まれます"
            print(f"注意: {said}。今後は {copy.path.name} に記入してください", file=sys.stderr)
    for refusal in refused:
        print(refusal, file=sys.stderr)
    if not refused:
        return 0
    return _SOME_REFUSED if copies else _REFUSED


def _said(copy: "Copy") -> str:
    if copy.is_new:
        return (
            f"作成: {relative(copy.path)}（末尾のシート「{copy.sheet}」にボタンがあります。元のブックはそのままです）"
        )
    return f"変更なし: {relative(copy.path)} には、シート「{copy.sheet}」のボタンがすでにあります"


def _head() -> dict[str, Any]:
    return {"as_of": f"{datetime.now():%Y-%m-%d}", "outputs": []}
