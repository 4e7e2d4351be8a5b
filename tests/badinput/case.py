"""One bad file: how it is made, and what has to come out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A file called `name` whose bytes `data` makes.

    It is refused, and `refused` stands in the reason; or `records` are read from it, and every text of `said` stands
    somewhere in what inspect says. `findings` maps a cell to the code that check gives it, `values` a cell of the first
    sheet to its value as it was written; `options` are further arguments of the program. The reports on a `costly` one
    are made in the long form of the tests only.
    """

    number: str
    name: str
    data: Callable[[], bytes]
    refused: str = ""
    records: int = 2
    said: tuple[str, ...] = ()
    findings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    costly: bool = False

    def __str__(self) -> str:
        return f"{self.number}-{self.name}"

    def write(self, folder):
        """The file in the folder."""
        path = folder / self.name
        path.write_bytes(self.data())
        return path
