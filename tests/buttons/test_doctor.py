"""The doctor on a Windows of our own: for each thing that can be wrong, its line, how bad it is, and what to do."""

import json

import pytest

from pmo_xl.buttons.setup.doctor import examined
from pmo_xl.buttons.setup.install import install
from pmo_xl.cli import main
from tests.buttons.machine import FakeMachine, everything_in

POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
OWN = r"Software\Microsoft\Office\16.0\Excel\Security"
ASR = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"


@pytest.fixture
def pc(tmp_path, monkeypatch):
    """A PC on which everything is in order."""
    machine = FakeMachine(tmp_path)
    install(machine, "1.2.3")
    machine.answers[str(machine.python)] = "1.2.3"
    import importlib.metadata

    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "308" if name == "pywin32" else real(name))
    return machine


def lines(pc, *states):
    return {check.name: check for check in examined(pc, "1.2.3").checks if not states or check.state in states}


def test_a_pc_in_order_has_nothing_to_complain_of(pc):
    assert lines(pc, "warning", "error") == {}
    assert {"Python", "pmo-xl", "xlwings", "登録したPython", "Excel", "アドイン", "マクロの方針", "ログ"} <= lines(
        pc, "ok"
    ).keys()


def test_whatever_is_not_right_comes_with_what_to_do(pc):
    pc.registry.clear()
    pc.set("HKCU", POLICY, VBAWarnings=4)
    (pc.start / "pmo_xl.xlam").unlink()
    found = lines(pc, "warning", "error")
    assert len(found) >= 4
    assert all(check.advice for check in found.values())


def test_nothing_is_changed_by_looking(pc):
    before, registry = everything_in(pc.home), {key: dict(values) for key, values in pc.registry.items()}
    examined(pc, "1.2.3")
    assert (everything_in(pc.home), pc.registry) == (before, registry)


def broken(pc, said):
    """What each case does to a PC in order."""
    key = pc.registry.get(("HKCU", r"Software\pmo_xl"), {})
    cases = {
        "no registration": lambda: pc.registry.pop(("HKCU", r"Software\pmo_xl")),
        "interpreter gone": lambda: key.update(PythonW=r"C:\gone\pythonw.exe"),
        "interpreter without us": pc.answers.clear,
        "older us": lambda: pc.answers.update({str(pc.python): "1.0.0"}),
        "no add-in": (pc.start / "pmo_xl.xlam").unlink,
        "old add-in": lambda: install(pc, "1.0.0"),
        "foreign add-in": lambda: (pc.start / "pmo_xl.xlam").write_bytes(b"x"),
        "marked add-in": lambda: pc.zones.update({"pmo_xl.xlam": 3}),
        "no Excel": lambda: pc.registry.pop(("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration")),
        "switched off": lambda: pc.set("HKCU", r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems", a=repr("C:\\x\\pmo_xl.xlam".encode("utf-16-le"))),
        "no macros": lambda: pc.set("HKCU", POLICY, VBAWarnings=4),
        "no macros, own choice": lambda: pc.set("HKCU", OWN, VBAWarnings=4),
        "signed macros only": lambda: pc.set("HKCU", POLICY, vbawarnings=3),
        "no VBA": lambda: pc.set("HKCU", r"Software\Policies\Microsoft\Office\16.0\Common", VBAOff=1),
        "no add-ins": lambda: pc.set("HKCU", POLICY, DisableAllAddins=1),
        "signed add-ins only": lambda: pc.set("HKCU", POLICY, RequireAddinSig=1),
        "no trusted places": lambda: pc.set("HKCU", rf"{POLICY}\Trusted Locations", AllLocationsDisabled=1),
        "ASR blocks": lambda: pc.set("HKLM", ASR, **{RULE: "1"}),
        "ASR warns": lambda: pc.set("HKLM", ASR, **{RULE: "6"}),
        "ASR by device management": lambda: pc.set("HKLM", r"SOFTWARE\Microsoft\Windows Defender\Policy Manager", ASRRules=f"{RULE.upper()}=1|x=2"),
        "AppLocker": lambda: pc.set("HKLM", r"SOFTWARE\Policies\Microsoft\Windows\SrpV2\Exe\{1}", Value="<x/>"),
        "protected folders": lambda: pc.set("HKLM", f"{ASR.rpartition(chr(92))[0].rpartition(chr(92))[0]}\\Controlled Folder Access", EnableControlledFolderAccess=1),
        "PYTHONHOME": lambda: pc.environment.update(PYTHONHOME=r"C:\other"),
        "licence key": lambda: pc.environment.update(XLWINGS_LICENSE_KEY="x"),
        "licence key in the file": lambda: written(pc.home / ".xlwings" / "xlwings.conf", '"LICENSE_KEY","x"'),
        "broken cache": lambda: (pc.temporary / "gen_py" / "3.11" / "00020813-0000-0000-C000-000000000046x0x1x9").mkdir(parents=True),
        "log folder": lambda: written(pc.local / "pmo_xl", "a file where the folder should be"),
        "no start folder": lambda: ((pc.start / "pmo_xl.xlam").unlink(), pc.start.rmdir()),
    }  # fmt: skip
    cases[said]()


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("case", "name", "state", "word"),
    [
        ("no registration", "登録したPython", "error", "登録がありません"),
        ("interpreter gone", "登録したPython", "error", "がありません"),
        ("interpreter without us", "登録したPython", "error", "読み込めません"),
        ("older us", "登録したPython", "warning", "1.0.0"),
        ("no add-in", "アドイン", "error", "pmo_xl.xlam がありません"),
        ("old add-in", "アドイン", "warning", "版 1.0.0"),
        ("foreign add-in", "アドイン", "error", "このツールのアドインではありません"),
        ("marked add-in", "アドインの印", "error", "MOTW"),
        ("no Excel", "Excel", "error", "見つかりません"),
        ("switched off", "使用できないアイテム", "error", "止めています"),
        ("no macros", "マクロの方針", "warning", "会社の方針で"),
        ("no macros, own choice", "マクロの方針", "warning", "このユーザーの設定で"),
        ("signed macros only", "マクロの方針", "warning", "署名"),
        ("no VBA", "マクロの方針", "error", "VBAOff"),
        ("no add-ins", "アドインの方針", "error", "無効"),
        ("signed add-ins only", "アドインの方針", "warning", "署名"),
        ("no trusted places", "信頼できる場所", "warning", "無効"),
        ("ASR blocks", "子プロセスの規則（ASR）", "error", "ブロック"),
        ("ASR warns", "子プロセスの規則（ASR）", "warning", "警告"),
        ("ASR by device management", "子プロセスの規則（ASR）", "error", "ブロック"),
        ("AppLocker", "プログラムの制限", "warning", "AppLocker"),
        ("protected folders", "フォルダーの保護", "warning", "ドキュメント"),
        ("PYTHONHOME", "環境変数", "warning", "PYTHONHOME"),
        ("licence key", "xlwingsの設定", "warning", "PRO"),
        ("licence key in the file", "xlwingsの設定", "warning", "PRO"),
        ("broken cache", "gen_py", "error", "壊れています"),
        ("log folder", "ログ", "warning", "書き込めません"),
        ("no start folder", "スタートアップ", "warning", "がありません"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(pc, case, name, state, word):
    broken(pc, case)
    check = lines(pc, "warning", "error")[name]
    assert check.state == state
    assert word in check.said
    assert check.advice
    assert str(check).splitlines()[1].strip().startswith("対処: ")


@pytest.mark.parametrize("case", ["no macros", "ASR blocks", "no VBA", "no add-ins", "signed add-ins only"])
def test_where_the_company_forbids_it_the_way_without_macros_is_named(pc, case):
    broken(pc, case)
    assert any("pmo-xl run --active" in check.advice for check in examined(pc, "1.2.3").checks)


def test_a_policy_counts_more_than_what_the_person_chose(pc):
    pc.set("HKCU", OWN, VBAWarnings=4)
    pc.set("HKCU", POLICY, VBAWarnings=2)
    assert lines(pc)["マクロの方針"].state == "ok"


def test_rules_of_the_store_and_the_cloud_are_told_as_facts(pc, tmp_path):
    stub = tmp_path / "Local" / "Microsoft" / "WindowsApps" / "python.exe"
    written(stub, "")
    pc.environment.update(PATH=f"{stub.parent};C:\\Windows", ONEDRIVECOMMERCIAL=str(tmp_path / "OneDrive - A社"))
    pc.set("HKCU", POLICY, blockcontentexecutionfrominternet=1)
    pc.set("HKLM", r"SOFTWARE\Microsoft\Security Center\Provider\Av\{1}", DISPLAYNAME="Windows Defender")
    told = lines(pc, "info")
    assert "Windows Defender" in told["ウイルス対策"].said
    assert {"Storeの案内", "SharePoint・OneDrive", "受け取ったブック"} <= told.keys()
    assert lines(pc, "warning", "error") == {}


def test_a_real_python_first_in_the_path_is_no_stub(pc, tmp_path):
    written(tmp_path / "python" / "python.exe", "exe")
    written(tmp_path / "WindowsApps" / "python.exe", "")
    pc.environment["PATH"] = f"{tmp_path / 'python'};{tmp_path / 'WindowsApps'}"
    assert "Storeの案内" not in lines(pc)


def test_a_python_of_the_store_is_an_error(pc, tmp_path):
    pc.python = tmp_path / "WindowsApps" / "python.exe"
    assert lines(pc)["Python"].state == "error"


def test_a_whole_cache_is_well(pc):
    written(pc.temporary / "gen_py" / "3.11" / "00020813x0x1x9" / "__init__.py", "x")
    (pc.temporary / "gen_py" / "3.11" / "__pycache__").mkdir()
    assert lines(pc)["gen_py"].state == "ok"


def test_the_it_department_is_told_program_command_line_key_and_file(pc):
    told = " ".join(examined(pc, "1.2.3").for_it.values())
    python = str(pc.python.with_name("pythonw.exe"))
    for part in (python, f'"{python}" -P -m pmo_xl.buttons', r"HKCU\Software\pmo_xl", "PythonW", str(pc.start / "pmo_xl.xlam"), "EXCEL.EXE"):  # fmt: skip
        assert part in told


def test_what_cannot_be_looked_at_spoils_nothing_else(pc, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "denied")

    whole = [check.name for check in examined(pc, "1.2.3").checks]
    monkeypatch.setattr(pc, "zone", refused)
    found = examined(pc, "1.2.3").checks
    assert [check.name for check in found if check.state == "warning"] == ["診断"]
    assert {check.name for check in found} == {*whole, "診断"} - {"アドイン"}


def test_elsewhere_the_doctor_says_what_can_be_said(tmp_path):
    report = examined(FakeMachine(tmp_path, on_windows=False), "1.2.3")
    names = [check.name for check in report.checks]
    assert {"Python", "xlwings", "Excel", "ログ"} <= set(names)
    assert not {"アドイン", "マクロの方針", "登録したPython"} & set(names)
    assert report.for_it == {}


def test_the_verb_prints_every_check(pc, monkeypatch, capsys):
    monkeypatch.setattr("pmo_xl.buttons.setup.machine.Machine", lambda: pc)
    broken(pc, "ASR blocks")
    assert main(["buttons", "doctor"]) == 0
    said = capsys.readouterr().out
    assert "[問題] 子プロセスの規則（ASR）" in said
    assert "情報システム部門に伝えること" in said
    assert main(["buttons", "doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"name", "state", "message", "advice"} == set(told["checks"][0])
    assert {"as_of", "outputs", "checks", "for_it"} == set(told)
