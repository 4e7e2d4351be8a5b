"""The first pmo.toml of a folder: what inspection found, as lines a person corrects by taking away a #."""

import codecs
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pmo_xl.config import FILE_NAME, read_config
from pmo_xl.errors import ConfigError
from pmo_xl.firstsettings.blocks import Block, blocks_of
from pmo_xl.firstsettings.found import Found, found_in
from pmo_xl.firstsettings.page import first_page
from pmo_xl.firstsettings.update import Update, updated
from pmo_xl.sheets.doubts import doubts_of
from pmo_xl.writer import Outputs

if TYPE_CHECKING:
    from pmo_xl.project import Project

_LISTED = 8


class FirstSettings:
    """The pmo.toml of a project as it is to be; `.save()` writes it, `.summary()` says what is in it.

    Raises ConfigError where there is one already, unless it is asked for an `update`.
    """

    def __init__(self, project: "Project", as_of: date, *, update: bool = False) -> None:
        self.project = project
        self.as_of = as_of
        self.path = (project.root / FILE_NAME).resolve()
        self.is_new = not self.path.exists()
        if not (self.is_new or update):
            raise ConfigError(
                f"{project.root / FILE_NAME} はすでにあります",
                "--update を付けると、書いた行はそのままで、新しいシートや列を書き足します",
            )

    @cached_property
    def found(self) -> Found:
        """What the workbooks hold."""
        return found_in(self.project, self.as_of)

    @cached_property
    def blocks(self) -> list[Block]:
        """The tables as [registers.*] would say them."""
        return blocks_of(self.found.tables)

    @cached_property
    def update(self) -> Update:
        """The text of the file, and what is new in it."""
        if self.is_new:
            found = self.found
            return Update(first_page(found.name, found.as_of, found.suggested, self.blocks, found.passed_over))
        read_config(self.path)  # a person may have saved it while the workbooks were read
        return updated(self.path.read_bytes().decode("utf-8-sig"), self.found)

    def summary(self) -> str:
        """A few lines for the console."""
        return "\n".join(self._about_tables() if self.is_new else self._about_update())

    def to_json(self) -> dict[str, Any]:
        """The shape of `init --json`, without its outputs."""
        registers: dict[str, dict[str, Any]] = {}
        for file, one in self.found.tables:
            if one.register:
                empty = {"name": one.register, "kind": one.table.kind, "records": 0, "tables": []}
                register = registers.setdefault(one.register, empty)
                register["records"] += len(one.records)
                register["tables"].append(
                    {
                        "file": file,
                        "sheet": one.table.sheet,
                        "header_rows": list(one.table.header_rows),
                        "records": len(one.records),
                        "confidence": one.table.confidence,
                        "doubts": [doubt.says for doubt in doubts_of(one).asked],
                    }
                )
        changes = {"added": list(self.update.added), "gone": list(self.update.gone)}
        return {"as_of": self.as_of.isoformat(), "registers": [*registers.values()], **changes}

    def save(self) -> Outputs:
        """Write the file, in one step; one that needs no change is left as it is."""
        before = b"" if self.is_new else self.path.read_bytes()
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        data = mark + self.update.text.encode("utf-8", errors="replace")
        if data == before:
            return Outputs((self.path,))
        from pmo_xl.render.save import save

        saved = save(self.path.parent, self.path.name, data)
        return Outputs((saved.path,), (saved.note,) if saved.note else ())

    def _about_tables(self) -> list[str]:
        tables = [one for block in self.blocks for one in block.tables]
        doubts = [f"{block.file} {'、'.join(block.sheets)}: {d.says}" for block in self.blocks for d in block.doubts]
        records = sum(len(one.records) for one in tables)
        found = [one.key for settings in self.found.suggested.values() for one in settings if one.was_found]
        lines = [
            f"{len(tables)}個の表、{records:,}件の記録を読み取りました（設定は「#」付きなので、まだ何も変わりません）"
        ]
        lines += _listed("【要確認】", doubts)
        lines += [f"シートから見つけた値: {'、'.join(found)}（行頭の「#」を外すと使います）"] if found else []
        return lines

    def _about_update(self) -> list[str]:
        added, gone = self.update.added, self.update.gone
        if not added and not gone:
            return ["新しく書き足すものはありません"]
        return [*_listed("書き足しました", added), *_listed("見つかりません（印を付けました）", gone)]


def _listed(title: str, entries: "list[str] | tuple[str, ...]") -> list[str]:
    """A title with how many there are, and the first of them a line each."""
    if not entries:
        return []
    more = [f"  他{len(entries) - _LISTED}件"] if len(entries) > _LISTED else []
    return [f"{title}（{len(entries)}件）:", *(f"  ・{entry}" for entry in entries[:_LISTED]), *more]
