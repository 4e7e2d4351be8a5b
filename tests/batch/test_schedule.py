"""09:45 and 15:55 on working days: what each scheduler is given can be read by it, and names the right command."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path, PureWindowsPath

import pytest

from pmo_xl.batch.schedule import schedule, system_here, told
from pmo_xl.cli import main
from tests.batch.folders import project

COMMAND = [
    "C:/Program Files/python.exe",
    "-m",
    "pmo_xl",
    "batch",
    "//server/共有 & 資料/100%",
    "--out",
    "D:/報告 <本日>",
]
FIRST = date(2026, 11, 24)
TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def test_windows_gets_a_task_for_both_times_from_monday_to_friday():
    made = schedule("windows", COMMAND, PureWindowsPath("C:/業務"), FIRST)
    ((name, data),) = made.files.items()
    assert data[:2] in (b"\xff\xfe", b"\xfe\xff"), "schtasks wants UTF-16 with its mark"
    task = ET.fromstring(data.decode("utf-16").replace('encoding="UTF-16"', ""))
    begins = [one.text for one in task.iterfind(".//t:StartBoundary", TASK)]
    assert begins == ["2026-11-24T09:45:00", "2026-11-24T15:55:00"]
    for days in task.iterfind(".//t:DaysOfWeek", TASK):
        assert [day.tag.partition("}")[2] for day in days] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert task.findtext(".//t:Command", namespaces=TASK) == "C:/Program Files/python.exe"
    arguments = task.findtext(".//t:Arguments", namespaces=TASK)
    assert arguments == '-m pmo_xl batch "//server/共有 & 資料/100%" --out "D:/報告 <本日>"'
    assert task.findtext(".//t:WorkingDirectory", namespaces=TASK) == "C:\\業務"
    assert task.findtext(".//t:MultipleInstancesPolicy", namespaces=TASK) == "IgnoreNew"
    assert task.findtext(".//t:RunLevel", namespaces=TASK) == "LeastPrivilege"
    register = told(made.register, PureWindowsPath("D:/報告"))
    assert register == f'schtasks /Create /TN "pmo-xl-batch" /XML "D:\\報告\\{name}"'


def test_systemd_gets_a_timer_and_a_service():
    command = [sys.executable, "-m", "pmo_xl", "batch", '/共有/100% "本番" $HOME', "--out", "/報告"]
    made = schedule("systemd", command, Path("/"), FIRST)
    assert set(made.files) == {"pmo-xl-batch.timer", "pmo-xl-batch.service"}
    timer = made.files["pmo-xl-batch.timer"].decode()
    assert re.findall(r"OnCalendar=(.+)", timer) == [
        "Mon..Fri *-*-* 09:45:00 Asia/Tokyo",
        "Mon..Fri *-*-* 15:55:00 Asia/Tokyo",
    ]
    assert '"/共有/100%% \\"本番\\" $$HOME"' in made.files["pmo-xl-batch.service"].decode()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_them(tmp_path):
    made = schedule("systemd", [sys.executable, "-m", "pmo_xl", "batch", "/共有 %h"], tmp_path, FIRST)
    for name, data in made.files.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *(str(tmp_path / name) for name in made.files)],
        capture_output=True, text=True, env={"XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_cron_runs_the_very_command(tmp_path):
    """What cron gives to sh after taking the backslash from \\% writes the words it was given."""
    words = ["販売 100%", "it's", "--out", "a  b"]
    show = [sys.executable, "-c", "import json, os, sys; print(json.dumps([os.getcwd(), sys.argv[1:]]))", *words]
    made = schedule("cron", show, tmp_path, FIRST)
    lines = made.files["pmo-xl-batch.cron"].decode().splitlines()
    assert [line.split()[:5] for line in lines] == [["45", "9", "*", "*", "1-5"], ["55", "15", "*", "*", "1-5"]]
    for line in lines:
        assert not re.search(r"(?<!\\)%", line), "a bare % would end the command"
        shell = line.split(None, 5)[5].replace(r"\%", "%")
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)
        assert json.loads(done.stdout) == [str(tmp_path), words]


@pytest.mark.parametrize("system", ["windows", "systemd", "cron"])
def test_the_files_are_written_and_the_command_is_said(tmp_path, monkeypatch, capsys, system):
    monkeypatch.chdir(tmp_path)
    project(tmp_path / "共有" / "販売")
    out = tmp_path / "報告 先"
    arguments = ["batch", "共有", "--install-schedule", system, "--out", str(out), "--workers", "2", "--json"]
    assert main([*arguments, "--password", "secret"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(tmp_path / path).is_file() for path in said["outputs"]] == [True] * len(said["outputs"])
    written = "".join(path.read_bytes().decode("utf-16" if system == "windows" else "utf-8") for path in out.iterdir())
    for word in (str(tmp_path / "共有"), str(out), "--working-days", "--workers"):
        assert word in written
    assert "secret" not in written
    if system != "windows":
        assert shlex.quote(str(out)) in said["register"]
    assert not (out / "販売").exists(), "nothing is run"


def test_without_a_name_the_scheduler_of_this_machine_is_meant(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    assert system_here() == "windows"
    monkeypatch.undo()
    assert system_here() in ("systemd", "cron")
    assert main(["batch", str(tmp_path), "--install-schedule", "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "平日の9:45と15:55に実行します。次のコマンドで登録してください。" in shown
    assert main(["batch", str(tmp_path / "ない"), "--install-schedule"]) == 2


@pytest.mark.parametrize(("day", "why"), [("2026-11-23", "勤労感謝の日"), ("2026-11-22", "日曜日")])
def test_on_days_off_a_scheduled_batch_does_nothing(tmp_path, capsys, day, why):
    project(tmp_path / "共有" / "販売")
    arguments = ["batch", str(tmp_path / "共有"), "--as-of", day, "--out", str(tmp_path / "報告"), "--working-days"]
    assert main(arguments) == 0
    assert f"（{why}）のため、実行しません" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["as_of"], said["projects"], said["outputs"]) == (day, [], [])
    assert why in said["notes"][0]
    assert not (tmp_path / "報告").exists()
