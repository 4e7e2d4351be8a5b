"""The head every pack shares: title, stamp, project, moment, addressee, and what makes the figures less than sure."""

from typing import Any, Final

from pmo_xl.reports.common import fitted, moment, tight
from pmo_xl.situation import Situation

_PROJECT_EMS: Final = 22
_WARNING_EMS: Final = 56


def head_values(situation: Situation, title: str, *, project: str, stamp: str | None, reason: str) -> dict[str, Any]:
    """The fields of the head. `reason` is why the page is stamped; `project` the project's whole name."""
    reports = situation.config.reports
    now = moment(situation.as_of, situation.at)
    return {
        "title": title,
        "stamp": f"【{stamp}】" if stamp else "",
        "stamp_reason": _warning(situation, stamp, reason),
        "project": {
            "name": project,
            "short": fitted(project, _PROJECT_EMS),
            "phase": situation.config.project.phase,
        },
        "as_of": situation.as_of,
        "moment": now,
        "to": reports.to,
        "author": reports.author,
        "address": f"{now}  宛:{reports.to}  作成:{reports.author}",
        "document": {"title": f"{title} {project}".strip(), "author": reports.author, "date": situation.as_of},
    }


def _warning(situation: Situation, stamp: str | None, reason: str) -> str:
    """Why the figures are 参考値, and which workbooks they lack."""
    unread = situation.unread
    lacking = f"読めないブック{len(unread)}冊を含みません: {'、'.join(unread)}" if unread else ""
    said = f"【{stamp}】{tight(reason)}" if stamp else ""
    return fitted("  ".join(part for part in (said, lacking) if part), _WARNING_EMS)
