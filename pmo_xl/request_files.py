"""The open requests of a project on disk: a workbook and a draft for every addressee, all letters, and the matrix."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.outputs import moment_of
from pmo_xl.reports.request_list import RequestList, request_lists
from pmo_xl.reports.request_matrix import Matrix, request_matrix
from pmo_xl.situation import Situation
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.project import Project

LIST: Final = "依頼一覧"
MATRIX: Final = "連携マトリクス"
LETTERS: Final = "催促文"
_PER_PAGE: Final = 30


class RequestsOutput:
    """Who was asked for what: `.lists` one an addressee, `.matrix` who waits for whom, `.save(out)`."""

    def __init__(self, project: "Project", situation: Situation) -> None:
        self.project = project
        self.situation = situation

    @cached_property
    def lists(self) -> tuple[RequestList, ...]:
        """The lists, 宛先未定 last; together every open request once."""
        return request_lists(self.situation, project=self.project.name)

    @cached_property
    def matrix(self) -> Matrix:
        """部署×部署: requests sent, open, overdue, and how long an answer takes."""
        return request_matrix(self.situation, project=self.project.name)

    def summary(self) -> str:
        """A line for every addressee, and one about the matrix."""
        lines = [f"{one.name}: {one.headline}" for one in self.lists]
        return "\n".join([*lines, f"連携: {self.matrix.headline}"])

    def to_json(self) -> dict[str, Any]:
        """The shape of `requests --json`, without its outputs."""
        return {"as_of": moment_of(self.situation), "addressees": [*map(_told, self.lists)]}

    def save(self, out: str | Path) -> Outputs:
        """Write 依頼一覧_A社_….xlsx and .eml for each, 催促文_….txt with all letters, and 連携マトリクス_….xlsx."""
        writer = Writer(self.project, out, self.situation.as_of)
        letters = [text for one in self.lists if (text := self._save(one, writer))]
        if letters:
            writer.raw(LETTERS, ".txt", ("\ufeff" + "\n――――――――――\n\n".join(letters)).encode())
        writer.excel(MATRIX, self.project.config.reports.matrix, self.matrix.values())
        return writer.done()

    def _save(self, one: RequestList, writer: Writer) -> str:
        """Write one list and its draft; gives back the letter as text, "" where there is none."""
        from pmo_xl.render.mail import draft

        own = self.project.config.reports.requests
        data = writer.excel(LIST, own, one.values(), part=one.name, per_page=("requests", _PER_PAGE))
        letter = one.letter()
        if letter is None:
            return ""
        name = f"{LIST}_{self.situation.as_of:%Y%m%d}.xlsx"
        writer.raw(LIST, ".eml", draft(letter.subject, letter.body, attached=data, name=name), part=one.name)
        return f"件名: {letter.subject}\n\n{letter.body}\n"


def _told(one: RequestList) -> dict[str, Any]:
    before = {"previous": one.before} if one.before is not None else {}
    ids = [request.record.id or str(request.record.place()) for request in one.requests]
    return {"addressee": one.name, "outside": one.addressee.is_outside, **one.counts, **before, "ids": ids}
