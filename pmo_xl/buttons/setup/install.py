"""Install and uninstall: one registry value and one file of this user, said with their places, and taken away whole."""

from dataclasses import dataclass
from pathlib import Path

from pmo_xl.buttons.ribbon.addin import addin, is_signed, version_of
from pmo_xl.buttons.setup.places import KEY, VALUE, addin_path, interpreter, is_from_store, may_vanish
from pmo_xl.buttons.setup.port import Port
from pmo_xl.errors import PmoError, reason_of


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done or found done: what, where, and whether anything changed."""

    what: str
    where: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Done:
    """The steps, and what the person has to do next."""

    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


def install(port: Port, version: str) -> Done:
    """Register the running interpreter for this user, and put the add-in where Excel starts it.

    A second run changes nothing. Raises PmoError on other systems than Windows, for a Python from Microsoft Store, and
    where the add-in cannot be written.
    """
    _only_on_windows(port)
    if is_from_store(port):
        raise PmoError(
            "Microsoft Store版のPythonからは登録できません（書き込んだ内容がExcelから見えないためです）",
            "python.org のPythonに pmo-xl を入れ直して、もう一度実行してください",
        )
    python = str(interpreter(port))
    steps = [_registered(port, python), _placed(addin_path(port), version)]
    notes = []
    if any(step.changed for step in steps):
        opened = (
            "開いているExcelをすべて閉じ、開き直してください" if port.excel_is_running() else "Excelを開いてください"
        )
        notes.append(f"{opened}。リボンにタブ「PMO」が出ます")
    if may_vanish(port):
        notes.append(
            "注意: 登録したPythonは一時的な場所にあります。pip か uv tool install で入れ直し、もう一度登録してください"
        )
    notes.append("出ないときや動かないときは: pmo-xl buttons doctor")
    return Done(tuple(steps), tuple(notes))


def uninstall(port: Port) -> Done:
    """Take the add-in and the registered interpreter away, and nothing else."""
    _only_on_windows(port)
    steps = [_removed(addin_path(port)), _unregistered(port)]
    notes = ["開いているExcelでは、閉じるまでタブ「PMO」が残ります"] if port.excel_is_running() else []
    return Done(tuple(steps), tuple(notes))


def _only_on_windows(port: Port) -> None:
    if not port.on_windows:
        raise PmoError(
            "Excelのボタンを登録できるのはWindowsだけです",
            "WindowsのPCで実行してください。ここでは pmo-xl check などのコマンドをお使いください",
        )


def _registered(port: Port, python: str) -> Step:
    step = Step("使用するPythonを登録", rf"HKCU\{KEY}\{VALUE} = {python}", changed=True)
    if port.values("HKCU", KEY).get(VALUE) == python:
        return Step(step.what, step.where, changed=False)
    try:
        port.set_value(KEY, VALUE, python)
    except OSError as error:
        raise PmoError(
            f"レジストリに書き込めません（{reason_of(error)}）",
            rf"HKCU\{KEY} への書き込みの許可を情報システム部門に依頼してください",
        ) from error
    return step


def _placed(path: Path, version: str) -> Step:
    from pmo_xl.render.save import put_in_place

    data = addin(version)
    try:
        there = path.read_bytes() if path.is_file() else b""
        if there == data or (version_of(there) == version and is_signed(there)):  # a company's signature is not undone
            return Step("アドインを配置", str(path), changed=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        placed = put_in_place(path, data)
    except OSError as error:
        raise PmoError(
            f"アドインを {path} に書き込めません（{reason_of(error)}）",
            "このフォルダへの書き込みの許可を情報システム部門に依頼してください",
        ) from error
    if not placed:
        raise PmoError(f"アドイン {path} は使用中です", "Excelをすべて閉じてから、もう一度実行してください")
    return Step("アドインを配置", str(path), changed=True)


def _removed(path: Path) -> Step:
    try:
        if not path.is_file():
            return Step("アドインを削除", str(path), changed=False)
        if version_of(path.read_bytes()) is None:
            raise PmoError(f"{path} はこのツールのアドインではないため、削除していません", "内容を確認してください")
        path.unlink()
    except OSError as error:
        raise PmoError(
            f"アドイン {path} を削除できません（{reason_of(error)}）",
            "Excelをすべて閉じてから、もう一度実行してください",
        ) from error
    return Step("アドインを削除", str(path), changed=True)


def _unregistered(port: Port) -> Step:
    where = rf"HKCU\{KEY}\{VALUE}"
    if VALUE not in port.values("HKCU", KEY):
        return Step("Pythonの登録を削除", where, changed=False)
    try:
        port.remove_value(KEY, VALUE)
    except OSError as error:
        raise PmoError(
            f"レジストリの {where} を削除できません（{reason_of(error)}）", "情報システム部門に依頼してください"
        ) from error
    return Step("Pythonの登録を削除", where, changed=True)
