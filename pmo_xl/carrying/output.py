"""The minutes of meetings, and what they carry into the registers: previewed, written on request, told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.carrying.apply import Carried, apply
from pmo_xl.carrying.paste import save_unwritten
from pmo_xl.carrying.plan import Row, plan
from pmo_xl.reports.minutes import Minutes
from pmo_xl.situation import Situation
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.project import Project

PAGE: Final = "議事録"
_CALLED: Final = {"decisions": "決定", "todos": "ToDo"}
_LISTED: Final = 50


class MinutesOutput:
    """The minutes of some files' meetings: `.save(out)` writes them, `.apply(out, now)` carries them over."""

    def __init__(self, project: "Project", situation: Situation, meetings: Sequence[Minutes]) -> None:
        self.project = project
        self.situation = situation
        self.meetings = tuple(meetings)
        self.carried: Carried | None = None

    @classmethod
    def of(cls, project: "Project", files: Sequence[Path], as_of: date) -> "MinutesOutput":
        """Read the memos in workbooks or text files; raises PmoError when there is none in one of them."""
        from pmo_xl.memos import meetings_in

        situation = project.situation(as_of)
        return cls(project, situation, [one for path in files for one in meetings_in(path, project, situation)])

    @cached_property
    def _planned(self) -> tuple[Row, ...]:
        return plan(self.meetings, self.situation)

    @property
    def implied(self) -> tuple[Row, ...]:
        """The register rows that the meetings imply, as far as is known about them."""
        return self.carried.rows if self.carried else self._planned

    def rows(self) -> Sequence[Mapping[str, object]]:
        """The same in the shape of `minutes --json`."""
        return [row.as_dict() for row in self.implied]

    def apply(self, out: str | Path, now: datetime) -> Carried:
        """Carry the rows into the registers' sheets; `now` stamps the backups and the undo file in `out`.

        See `apply.apply`. What could not be written stands in 貼り付け用_….xlsx, which `save` writes.
        """
        self.carried = apply(self._planned, self.situation.sources, Path(out), now)
        return self.carried

    def summary(self) -> str:
        """A few lines for the console."""
        lines = []
        for meeting in self.meetings:
            decisions, todos = len(meeting.of("decision")), len(meeting.of("todo"))
            lines.append(f"{meeting.name}: 決定{decisions}件、ToDo{todos}件")
        asked = sum(bool(line.gaps) or line.owner in m.doubted for m in self.meetings for line in m.of("todo"))
        if asked:
            lines.append(f"担当か期限を確認するToDo: {asked}件（議事録に【要確認】と表示しました）")
        new = [row for row in self.implied if row.action == "add"]
        changed = [row for row in self.implied if row.action == "update"]
        for rows, what in ((new, "台帳にまだない行"), (changed, "台帳と担当・期限が違う行")):
            if not rows:
                continue
            if self.carried is None:
                lines.append(f"{what}: {len(rows)}件（--apply で書き込みます。いまは何も変更していません）")
            else:
                lines.append(f"{what}: {len(rows)}件、うち書き込み{sum(row.done for row in rows)}件")
            lines += [text for row in rows[:_LISTED] for text in _told(row)]
            if len(rows) > _LISTED:
                lines.append(f"  他{len(rows) - _LISTED}件（--json ですべて表示します）")
        reworded = [row for row in self.implied if row.action == "same" and row.reason]
        if reworded:
            said = "同じ日の同じ名前の別の会議なら、メモに会議IDを書いてください"
            lines.append(f"台帳と言い回しが違う行: {len(reworded)}件（{said}）")
            lines += [f"  {_named(row)}　{row.reason}" for row in reworded[:_LISTED]]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The shape of `minutes --json`, without its outputs; paths as they are."""
        from pmo_xl.outputs import moment_of

        meetings = [
            {
                "title": meeting.name,
                "held_at": meeting.head.held_at,
                "todos": len(meeting.of("todo")),
                "decisions": len(meeting.of("decision")),
            }
            for meeting in self.meetings
        ]
        carried = self.carried
        return {
            "as_of": moment_of(self.situation),
            "meetings": meetings,
            "applied": carried is not None,
            "rows": list(self.rows()),
            "unwritten": [row.why_unwritten() for row in self.implied if row.reason and not row.done],
            "undo": str(carried.undo) if carried and carried.undo else None,
            "backups": [str(path) for path in carried.backups] if carried else [],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write one 議事録.docx a meeting; after `apply` also what a person has to paste into a register."""
        from pmo_xl.render.edition import Editions

        writer = Writer(self.project, out, self.situation.as_of)
        editions = Editions(Path(out), PAGE)
        for meeting in self.meetings:
            values = meeting.values(editions.of(meeting.identifier))
            writer.word(PAGE, self.project.config.reports.minutes, values, part=meeting.name)
        outputs = writer.done()
        return outputs.with_more(save_unwritten(self.carried, writer)) if self.carried else outputs


def _told(row: Row) -> list[str]:
    where = f"（{row.table.file} {row.table.sheet}）" if row.table is not None else ""
    lines = [f"  {_named(row)}{where}"]
    return [*lines, f"      書き込みません: {row.reason}"] if row.reason else lines


def _named(row: Row) -> str:
    return f"{_CALLED[row.register]}{f' {row.id}' if row.id else ''}: {row.title}"
