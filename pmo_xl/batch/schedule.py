"""The batch by itself at 09:45 and 15:55 on working days: a file for the scheduler, and the command that registers it.

Windows gets a task for the Task Scheduler, Linux a systemd timer with its service (of the user, not of the system), any
other system lines for cron. All of them know Monday to Friday; the batch itself stays idle on public holidays
(`--working-days`). No password is written: it comes from the environment, PMO_XL_PASSWORD.
"""

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, time
from html import escape
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

System = Literal["windows", "systemd", "cron"]
TIMES: Final = (time(9, 45), time(15, 55))
NAME: Final = "pmo-xl-batch"
_LIMIT: Final = "PT1H"  # a batch that hangs must not keep the next one from starting
_WEEK: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Schedule(Struct, frozen=True):
    """Files to write (name → bytes) and the one command that registers them, {folder} standing for where they lie."""

    files: Mapping[str, bytes]
    register: str
    unregister: str


def system_here() -> System:
    """What this machine's scheduler is."""
    if sys.platform == "win32":
        return "windows"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def schedule(system: System, command: Sequence[str], folder: Path, first: date) -> Schedule:
    """The batch `command`, run in `folder` from the day `first` on."""
    return {"windows": _windows, "systemd": _systemd, "cron": _cron}[system](command, folder, first)


def _windows(command: Sequence[str], folder: Path, first: date) -> Schedule:
    program, *arguments = command
    triggers = "".join(
        f"""
    <CalendarTrigger>
      <StartBoundary>{first.isoformat()}T{at:%H:%M:%S}</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByWeek>
        <DaysOfWeek>{"".join(f"<{day} />" for day in _WEEK)}</DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>"""
        for at in TIMES
    )
    xml = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>pmo-xl: 共有フォルダの全プロジェクトを点検・保存・報告します</Description>
  </RegistrationInfo>
  <Triggers>{triggers}
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>{_LIMIT}</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program, quote=False)}</Command>
      <Arguments>{escape(subprocess.list2cmdline(arguments), quote=False)}</Arguments>
      <WorkingDirectory>{escape(str(folder), quote=False)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
    return Schedule(
        {f"{NAME}.xml": xml.replace("\n", "\r\n").encode("utf-16")},
        f'schtasks /Create /TN "{NAME}" /XML "{{folder}}\\{NAME}.xml"',
        f'schtasks /Delete /TN "{NAME}"',
    )


def _systemd(command: Sequence[str], folder: Path, first: date) -> Schedule:
    days = "\n".join(f"OnCalendar=Mon..Fri *-*-* {at:%H:%M}:00 Asia/Tokyo" for at in TIMES)
    timer = f"""[Unit]
Description=pmo-xl batch at {" and ".join(f"{at:%H:%M}" for at in TIMES)} on working days

[Timer]
{days}
Persistent=true

[Install]
WantedBy=timers.target
"""
    service = f"""[Unit]
Description=pmo-xl batch

[Service]
Type=oneshot
WorkingDirectory={_unit_path(folder)}
ExecStart={" ".join(map(_unit_word, command))}
# 3: some projects could not be done, each is explained in the summary
SuccessExitStatus=3
TimeoutStartSec=1h
"""
    files = {f"{NAME}.timer": timer.encode(), f"{NAME}.service": service.encode()}
    units = " ".join(f"{{quoted}}/{name}" for name in sorted(files))
    return Schedule(
        files,
        f"systemctl --user link {units} && systemctl --user enable --now {NAME}.timer",
        f"systemctl --user disable --now {NAME}.timer",
    )


def _unit_word(word: str) -> str:
    """A word of a systemd command line: quoted, with nothing in it that systemd would replace."""
    for sign, instead in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$"), ("\n", "\\n")):
        word = word.replace(sign, instead)
    return f'"{word}"'


def _unit_path(folder: Path) -> str:
    """A path after =, which systemd takes to the end of the line."""
    return str(folder).replace("\\", "\\\\").replace("%", "%%")


def _cron(command: Sequence[str], folder: Path, first: date) -> Schedule:
    # cron ends a command at a bare % and a line at its end
    words = f"cd {shlex.quote(str(folder))} && {shlex.join(command)}".replace("%", r"\%").replace("\n", " ")
    lines = "".join(f"{at.minute} {at.hour} * * 1-5 {words} # {NAME}\n" for at in TIMES)
    return Schedule(
        {f"{NAME}.cron": lines.encode()},
        f"(crontab -l 2>/dev/null | grep -v '# {NAME}$'; cat {{quoted}}/{NAME}.cron) | crontab -",
        f"crontab -l | grep -v '# {NAME}$' | crontab -",
    )


def told(command: str, folder: Path) -> str:
    """The command with the folder in it, as it is typed."""
    return command.replace("{folder}", str(folder)).replace("{quoted}", shlex.quote(str(folder)))
