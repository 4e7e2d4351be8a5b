"""What a batch did for one project, as plain values that any worker can send back and any cache can hold."""

from typing import Any

from msgspec import Struct

from pmo_xl.reports.project_figures import ProjectFigures


class ProjectResult(Struct, frozen=True):
    """One project of the batch.

    `folder` is its folder below ROOT with "/" between ("." for ROOT itself). `exit` is 0 done, 2 it could not be done,
    3 parts of it could not; errors among the findings are no failure. `message` and `hint` are those of the PmoError,
    both "" when there was none. `outputs` are the files written, absolute or seen from the current folder; `notes` what
    has to be said about them. `figures` is None when the project could not be read. `ask` is whom to ask about that
    (「佐藤さん」), "" where nobody is known.
    """

    project: str
    folder: str
    exit: int = 0
    message: str = ""
    hint: str = ""
    outputs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figures: ProjectFigures | None = None
    ask: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape of one of `projects` in `batch --json` (contract.md)."""
        return {
            "project": self.project,
            "exit": self.exit,
            "outputs": list(self.outputs),
            "message": self.message,
            "folder": self.folder,
            "hint": self.hint,
            "notes": list(self.notes),
        }
