"""Is Python in order: the running interpreter, the packages, and the interpreter that Excel will start."""

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from pmo_xl.buttons.setup.check import Check, Question, error, info, ok, warning
from pmo_xl.buttons.setup.places import KEY, VALUE, interpreter, is_from_store, lies_in_store
from pmo_xl.buttons.setup.port import Port

_AGAIN: Final = "pmo-xl buttons install を実行してください"
_ASKED: Final = "import pmo_xl, pmo_xl.buttons; print(pmo_xl.__version__)"


def questions(port: Port, version: str) -> tuple[Question, ...]:
    """Everything about Python."""
    always: tuple[Question, ...] = (
        lambda: [_running(port)],
        lambda: _packages(port, version),
        lambda: _variables(port),
    )
    return (*always, lambda: [_registered(port, version)], lambda: _stub(port)) if port.on_windows else always


def _running(port: Port) -> Check:
    told = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    bits = 64 if sys.maxsize > 1 << 32 else 32
    if is_from_store(port):
        return error(
            "Python",
            f"{told}（{port.python}）は Microsoft Store版です。登録した内容がExcelから見えません",
            "python.org のPythonに pmo-xl を入れ直してください",
        )
    return ok("Python", f"{told}（{bits}ビット、{port.python}）")


def _packages(port: Port, version: str) -> Iterator[Check]:
    yield ok("pmo-xl", version)
    for package in ("xlwings", *(["pywin32"] if port.on_windows else [])):
        try:
            yield ok(package, metadata.version(package))
        except metadata.PackageNotFoundError:
            advice = f'"{port.python}" -m pip install {package} を実行してください'
            yield error(package, "入っていません。ボタンはこれを通してExcelと話します", advice)


def _variables(port: Port) -> Iterator[Check]:
    for name in ("PYTHONHOME", "PYTHONPATH"):
        if value := port.environment.get(name):
            said = f"{name}={value}。別のPythonのための設定なら、ボタンのPythonが起動しないことがあります"
            yield warning("環境変数", said, f"不要なら環境変数 {name} を削除してください")


def _registered(port: Port, version: str) -> Check:
    name, value = "登録したPython", port.values("HKCU", KEY).get(VALUE)
    if not value:
        return error(name, "登録がありません", _AGAIN)
    python = Path(str(value))
    if not python.is_file():
        return error(name, f"{python} がありません（削除・移動されています）", _AGAIN)
    console = python.with_name("python.exe")  # pythonw.exe has nowhere to print to
    told = port.answer(console if console.is_file() else python, _ASKED)
    if told is None:
        return error(name, f"{python} から pmo_xl を読み込めません", f"pmo-xl の入っているPythonで {_AGAIN}")
    if told != version:
        return warning(name, f"{python} の pmo_xl は {told} です（いま実行しているのは {version}）", _AGAIN)
    if python != interpreter(port):
        return info(name, f"{python}（いま実行しているPythonとは別です）", f"変えるときは {_AGAIN}")
    return ok(name, f"{python}")


def _stub(port: Port) -> Iterator[Check]:
    """Windows puts a `python.exe` of nothing into the path, which opens Microsoft Store."""
    for folder in port.environment.get("PATH", "").split(";"):
        python = Path(folder) / "python.exe"
        if folder and python.is_file():
            if lies_in_store(python) and python.stat().st_size == 0:
                said = "コマンド python は Microsoft Store への案内です。ボタンは登録したPythonを使うので影響ありません"
                yield info("Storeの案内", said)
            return
