"""The findings of one person or one vendor, and the letter that asks for them: each sees what is theirs alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.finding import Finding
from pmo_xl.reports.checksheet import UNADDRESSED, CheckSheet, Line
from pmo_xl.reports.outsiders import vendors
from pmo_xl.situation import Situation

OWN_LISTS: Final = ("担当者別", "ベンダー別")
_IN_LETTER: Final = 5  # further ones are in the list only
_SOMEBODY_ELSE: Final = "他社"


@dataclass(frozen=True, slots=True)
class AddresseeList:
    """What one addressee is asked to correct: `group` is 担当者別 or ベンダー別, `names_hidden` are not named."""

    group: str
    addressee: str
    is_person: bool
    lines: tuple[Line, ...]
    sheet: CheckSheet
    reply_by: date
    names_hidden: tuple[str, ...] = ()

    @property
    def salutation(self) -> str:
        """青葉一郎様, 営業部御中."""
        return f"{self.addressee}様" if self.is_person else f"{self.addressee}御中"

    @property
    def subject(self) -> str:
        """The subject of the letter."""
        project = f"{self.sheet.project} " if self.sheet.project else ""
        return f"【ご確認のお願い】{project}管理表の記入について（{len(self.lines)}件）"

    def values(self) -> dict[str, Any]:
        """What the template of the list may name."""
        whole = self.sheet.values()
        rows = [self._hidden(self.sheet.row(number, line)) for number, line in enumerate(self.lines, 1)]
        return {
            "project": whole["project"],
            "as_of": self.sheet.as_of,
            "moment": whole["moment"],
            "author": whole["author"],
            "addressee": self.salutation if self.addressee != UNADDRESSED else UNADDRESSED,
            "headline": self._headline(),
            "reply_by": self.reply_by,
            "findings": rows or [self.sheet.no_row()],
            "footer": whole["footer"],
        }

    def letter(self) -> str:
        """The letter as plain text: at most five matters, the others in the list; no blame, a day, a way to ask."""
        items = [f"{number}. {self._item(line)}" for number, line in enumerate(self.lines[:_IN_LETTER], 1)]
        rest = len(self.lines) - len(items)
        affecting = sum(1 for line in self.lines if line.figures)
        told = f"（うち本日の報告の数字に関わるもの{affecting}件）" if affecting else ""
        return "\n".join(
            [
                self.salutation,
                "",
                f"お世話になっております。{self.sheet.author}です。",
                f"{self.sheet.project or '本プロジェクト'}の管理表について、{short_day(self.sheet.as_of)}時点で"
                f"ご確認いただきたい箇所が{len(self.lines)}件ございます{told}。",
                "",
                *items,
                *([f"ほか{rest}件は、添付の一覧をご覧ください。"] if rest else []),
                "",
                f"{short_day(self.reply_by)}までに管理表へのご記入をお願いいたします。",
                "すでにご対応済みの場合や、内容にご不明な点がある場合は、お手数ですがお知らせください。",
                "",
                "よろしくお願いいたします。",
                self.sheet.author,
            ]
        )

    def _headline(self) -> str:
        affecting = sum(1 for line in self.lines if line.figures)
        return f"ご確認いただきたい箇所は{len(self.lines)}件です（本日の報告の数字に関わるもの{affecting}件）。"

    def _item(self, line: Line) -> str:
        place = line.finding.place
        where = f"{place.file}「{place.sheet}」{place.cell if place.column else f'{place.row}行目'}"
        return f"{self._without_names(' '.join(line.finding.message.split()))}（{where}）"

    def _hidden(self, row: dict[str, Any]) -> dict[str, Any]:
        return {key: self._without_names(value) if isinstance(value, str) else value for key, value in row.items()}

    def _without_names(self, text: str) -> str:
        for name in self.names_hidden:
            text = text.replace(name, _SOMEBODY_ELSE)
        return text


def addressee_lists(situation: Situation, sheet: CheckSheet) -> tuple[AddresseeList, ...]:
    """One list a person or department (宛先未定 last), then one a vendor with everything on that vendor's records.

    A vendor's list, and one of a person of the vendor side, names no other vendor: 「他社」 stands there instead.
    """
    reply_by = situation.calendar.shift(situation.as_of, 1)
    outside = vendors(situation)
    own: dict[str, list[Line]] = defaultdict(list)
    by_vendor: dict[str, list[Line]] = defaultdict(list)
    for line in sheet.lines:
        own[line.addressee].append(line)
        vendor = _vendor_of(line.finding, situation)
        if vendor in outside:
            by_vendor[vendor].append(line)
    return (
        *_lists(OWN_LISTS[0], own, situation, sheet, outside, reply_by),
        *_lists(OWN_LISTS[1], by_vendor, situation, sheet, outside, reply_by),
    )


def empty_list(situation: Situation, sheet: CheckSheet) -> AddresseeList:
    """The list of nobody, when there is nothing to ask."""
    return AddresseeList(OWN_LISTS[0], UNADDRESSED, False, (), sheet, situation.calendar.shift(situation.as_of, 1))


def _lists(
    group: str,
    found: Mapping[str, Sequence[Line]],
    situation: Situation,
    sheet: CheckSheet,
    suppliers: frozenset[str],
    reply_by: date,
) -> Iterator[AddresseeList]:
    for name in sorted(found, key=lambda name: (name == UNADDRESSED, name)):
        person = situation.people.resolve(name)
        outside = name if name in suppliers else situation.companies.shown(person.org or "") if person else ""
        hidden = sorted(suppliers - {outside}, key=len, reverse=True) if outside in suppliers else []
        is_person = name not in suppliers and name != UNADDRESSED and not situation.people.is_organisation(name)
        yield AddresseeList(group, name, is_person, tuple(found[name]), sheet, reply_by, tuple(hidden))


def _vendor_of(finding: Finding, situation: Situation) -> str:
    return situation.supplier(finding.record) if finding.record is not None else ""
