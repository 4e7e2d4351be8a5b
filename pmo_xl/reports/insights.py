"""What came up in a training: remarks of the list and issues of the training phase, each in its own words.

Those that say the same are counted together. Each is of one of three classes, which decides who takes it up and by
when: 説明書 (the manual is wrong or unclear), ロジック確認 (what the system does has to be confirmed), 機能改善 (it
should do something else). A class nobody wrote is taken from the text and marked 案; without any it is 未分類.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.model.words import is_blank_like
from pmo_xl.reports.trainees import org_of
from pmo_xl.rules.alike import alike
from pmo_xl.situation import Situation

Class = Literal["manual", "logic", "improvement"]
Addressee = Literal["business", "system"]
CLASSES: Final[dict[Class, str]] = {"manual": "説明書", "logic": "ロジック確認", "improvement": "機能改善"}
UNCLASSIFIED: Final = "未分類"
ADDRESSEES: Final[dict[Addressee, str]] = {"business": "業務責任者", "system": "システム担当者"}
GOES_TO: Final[dict[Class, Addressee]] = {"manual": "system", "logic": "system", "improvement": "business"}
ROUTES: Final[dict[Class, str]] = {
    "manual": "説明書を直し、版を上げて確認を受ける",
    "logic": "仕様を確認し、根拠資料を添えて回答する",
    "improvement": "業務責任者が要否と時期を決める",
}
TRAINING: Final = ("研修", "トレーニング")
_WRITTEN: Final[Mapping[Class, re.Pattern[str]]] = {
    "manual": lazy(r"説明書|マニュアル|手順書|教材|文書"),
    "logic": lazy(r"ロジック|仕様確認"),
    "improvement": lazy(r"改善|機能|要望"),
}
_GUESSED: Final[Mapping[Class, re.Pattern[str]]] = {
    "manual": lazy(r"説明書|マニュアル|手順書|教材|テキスト|資料の"),
    "logic": lazy(r"ロジック|計算|仕様|合わない|一致しない|なぜ|根拠が"),
    "improvement": lazy(
        r"改善|してほしい|して欲しい|ほしい|欲しい|使いにく|使いづら|見にく|見づら|わかりにく|分かりにく|小さ|不便|追加して|できると|したい"
    ),
}
_ANYTHING: Final = lazy(r"備考|メモ|特記")
_NOTHING: Final = lazy(r"^(?:特に)?(?:なし|無し|無|ありません|問題なし|問題ありません)[。.]?$")


@dataclass(frozen=True, slots=True)
class Insight:
    """One remark or issue. `text` is what was written; `alike` all that say the same, itself among them.

    `is_guess`: its classes come from its text. `due` is the day written, else one by the time its class is given
    (`is_due_proposed`); None where no class says so.
    """

    record: Record
    field: str
    text: str
    org: str
    classes: tuple[Class, ...]
    is_guess: bool
    action: str | None
    who: str | None
    due: date | None
    is_due_proposed: bool
    group: int = 0
    alike: tuple[Record, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it; a remark stays open."""
        return self.record.table.kind != "issue" or self.record.is_open

    @property
    def addressees(self) -> frozenset[Addressee]:
        """Whom it goes to: one of both sides, both, or nobody as long as it has no class."""
        return frozenset(GOES_TO[one] for one in self.classes)


def is_of_training(issue: Record) -> bool:
    """Whether an issue came up in training: its phase, category or sheet says 研修 or トレーニング."""
    places = (issue.phase, issue.category, issue.get("category_2"), issue.table.sheet)
    return any(word in str(place or "") for place in places for word in TRAINING)


def insights(situation: Situation) -> tuple[Insight, ...]:
    """All of them: what most say first, those that say the same together, and among those the open ones first."""
    found = [*_remarks(situation), *_issues(situation)]
    groups = _groups([one.text for one in found], situation.config.check.params.duplicate_similarity)
    made = []
    for number, places in enumerate(groups):
        records = tuple(dict.fromkeys(found[place].record for place in places))
        made += [replace(found[place], group=number, alike=records) for place in places]
    return tuple(sorted(made, key=lambda one: (-len(one.alike), one.group, not one.is_open)))


def _remarks(situation: Situation) -> Iterable[Insight]:
    for record in situation.counted("training"):  # whoever has cancelled may still have said something
        for field in _remark_fields(record.table):
            text = str(record.get(field) or "").strip()
            if text and not is_blank_like(text) and not _NOTHING.search(text):
                classes = _classes(text, _GUESSED)[:1]
                due = _proposed(classes, record.executed_date or record.planned_date, situation)
                yield Insight(
                    record, field, text, org_of(record, situation), classes, True, None, None, due, due is not None
                )


def _remark_fields(table: Table) -> list[str]:
    """Where people say what they noticed; a column 備考 only where the list has no other."""
    every = [field for field in table.columns if field == "remarks" or field.startswith("remarks_")]
    own = [field for field in every if not _ANYTHING.search(table.headers[table.columns[field]])]
    return own or every


def _issues(situation: Situation) -> Iterable[Insight]:
    for issue in filter(is_of_training, situation.counted("issue")):
        title, more = issue.title or "", issue.description or ""
        text = title or more
        if not text:
            continue
        said = " ".join(filter(None, (issue.category, issue.get("category_2"), issue.kind)))
        written = _classes(said, _WRITTEN)
        classes = written or _classes(f"{title} {more}", _GUESSED)[:1]
        due = issue.due_date or _proposed(classes, issue.raised_date, situation)
        yield Insight(
            record=issue,
            field="title" if title else "description",
            text=text,
            org=org_of(issue, situation),
            classes=classes,
            is_guess=not written,
            action=issue.action,
            who=issue.owner or issue.owner_org,
            due=due,
            is_due_proposed=issue.due_date is None and due is not None,
        )


def _classes(text: str, patterns: Mapping[Class, re.Pattern[str]]) -> tuple[Class, ...]:
    return tuple(name for name, pattern in patterns.items() if pattern.search(text))


def _proposed(classes: tuple[Class, ...], since: date | None, situation: Situation) -> date | None:
    """By when a class is answered, from the day it came up; never before the as-of day."""
    if not classes:
        return None
    params = situation.config.check.params
    days = {
        "manual": params.issue_due_days.get("medium", 5),
        "logic": params.answer_days,
        "improvement": params.issue_due_days.get("low", 10),
    }
    wanted = situation.calendar.shift(since or situation.as_of, min(days[one] for one in classes))
    return max(wanted, situation.as_of)


def _groups(texts: Sequence[str], least: float) -> list[list[int]]:
    """The places of the texts that say the same, each group in their order."""
    first = list(range(len(texts)))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    same: dict[str, int] = {}
    for place, text in enumerate(texts):
        first[place] = same.setdefault("".join(text.split()), place)
    for one, other in alike(texts, least):
        low, high = sorted((root(one), root(other)))
        first[high] = low
    groups: dict[int, list[int]] = {}
    for place in range(len(texts)):
        groups.setdefault(root(place), []).append(place)
    return list(groups.values())
