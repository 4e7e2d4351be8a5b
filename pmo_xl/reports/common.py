"""The words every page shares: days, lights, names, shortened texts, and where the figures come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from pmo_xl.metrics.wording import NOTHING
from pmo_xl.model.days import WEEKDAYS, full_day, short_day
from pmo_xl.model.link import Link
from pmo_xl.model.metric import Metric
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.width import width
from pmo_xl.model.words import CALLED
from pmo_xl.settings import Colour, Config
from pmo_xl.situation import Situation, Source

DASH: Final = NOTHING
OPEN_QUESTION: Final = "【要確認】"
CURVES: Final = {  # the points of burn_up and defect_curve
    "scope": "母数",
    "planned": "計画",
    "executed": "消化",
    "passed": "合格",
    "p50": "半々",
    "p80": "8割方",
    "found": "不具合累計",
    "closed": "不具合完了",
    "open": "不具合残",
    "tests_left": "残テスト",
}
_MARKS: Final[dict[Colour, str]] = {"red": "●", "yellow": "▲", "green": "○"}
_TITLES: Final = ("様", "さん", "殿", "氏", "各位")
_SHORTEST: Final = 12  # reports.md §0: a text is never cut below this


def day(value: date) -> str:
    """A day in running text: 5/7(火)."""
    return f"{short_day(value)}({WEEKDAYS[value.weekday()]})"


def deadline(value: date) -> str:
    """A deadline: 5/8(水), or with the time of day where one was written: 5/8 12:00."""
    if isinstance(value, datetime) and value.time() != time.min:
        return f"{short_day(value)} {value.hour}:{value.minute:02d}"
    return day(value)


def day_of(value: date) -> date:
    """The day of a deadline, with or without a time of day."""
    return date(value.year, value.month, value.day)


def long_day(value: date) -> str:
    """A day with its year: 2024/05/07(火)."""
    return f"{full_day(value)}({WEEKDAYS[value.weekday()]})"


def moment(as_of: date, at: time | None) -> str:
    """The moment a page speaks of: 2024/05/07(火) 16:00現在."""
    return f"{long_day(as_of)} {at.hour}:{at.minute:02d}現在" if at else f"{long_day(as_of)}現在"


def cut(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters (never cut below 12); 「…」 ends one that was longer."""
    line = " ".join(text.split())
    limit = max(limit, _SHORTEST)
    return line if len(line) <= limit else line[: limit - 1].rstrip("、。 ") + "…"


def fitted(text: str, ems: float) -> str:
    """The text on one line, at most so many full-width characters wide (a half-width one counts half), then 「…」."""
    line = " ".join(text.split())
    if width(line) <= 2 * ems:
        return line
    kept = line
    while kept and width(kept) > 2 * (ems - 1):
        kept = kept[:-1]
    return kept.rstrip("、。 ") + "…"


def broken(text: str, ems: float) -> tuple[str, str]:
    """What of a text fits on a line so many full-width characters wide, and what is left for the next."""
    end = len(text)
    while end and width(text[:end]) > 2 * ems:
        end -= 1
    return text[:end], text[end:]


def tight(text: str) -> str:
    """The text with half-width brackets and no space before them, as the page sets all its figures."""
    return text.replace("（", "(").replace("）", ")").replace(" (", "(")


def left_over(count: int, sheet: str = "明細") -> str:
    """The last line of a block that is longer than the page allows; "" when everything is on it."""
    return f"他{count}件(別紙 {sheet})" if count > 0 else ""


def no_data(reason: str) -> str:
    """What a block says that has nothing to show."""
    return f"データなし: {reason}"


def sama(name: str) -> str:
    """The name as an addressee: 業務部長様. Names that carry a title already stay as they are."""
    return name if name.endswith(_TITLES) or name == OPEN_QUESTION else f"{name}様"


def light(value: Colour | None, config: Config) -> str:
    """A light in words and mark (赤●, 黄▲, 緑○), so that it is readable without colour; 「−」 without a value."""
    return f"{config.rag.called(value)}{_MARKS[value]}" if value is not None else DASH


def level(record: Record) -> str:
    """The record's severity in one word (where it has none, its priority); 「−」 when nobody wrote one."""
    return CALLED.get(record.rank or "", DASH)


def named(record: Record) -> str:
    """The record's title, or where it has none its description, on one line."""
    return " ".join((record.title or record.description or record.scenario or DASH).split())


def stated(record: Record) -> str:
    """The record's state in the words of its sheet."""
    written = record.written("status")
    return " ".join(str(written).split()) if written else DASH


def metric(metrics: Mapping[str, Metric], name: str) -> Metric:
    """The figure; where it was not worked out, one without a value that says so."""
    return metrics.get(name) or Metric(name, None, DASH, "", reason="算出していません")


def outage_words(pace: Metric) -> str:
    """環境停止2日除く: what has to stand on a page that prints `actual_rate` or a forecast made from it; else ""."""
    left_out = pace.extra.get("outages") or ()
    return f"環境停止{len(left_out)}日除く" if left_out else ""


@dataclass(frozen=True, slots=True)
class Links:
    """Leads from a page to the cells of the workbooks that were read."""

    paths: Mapping[str, str]

    @classmethod
    def of(cls, situation: Situation) -> "Links":
        """The links into the situation's own sources."""
        return cls({source.file: source.path for source in situation.sources})

    def cell(self, place: Place, text: str | None = None) -> Link:
        """The cell; where nothing else is said its text is sheet and address: 課題一覧!H12."""
        cell = place.cell if place.column else f"{place.row}行目"
        return Link.to(place, self.paths.get(place.file, place.file), text or f"{place.sheet}!{cell}")

    def record(self, record: Record, field: str = "") -> Link:
        """The cell of a record's field (default: its id), or its row when the sheet has no such column."""
        return self.cell(record.place(field or record.table.id_field))


def origins(sources: Iterable[Source], ems: float = 40) -> str:
    """出典: file, when it was saved, four digits of its hash; as many files as fit the line, and how many more."""
    known = list(sources)
    if not known:
        return f"出典:{DASH}"
    said = [_origin(source) for source in known]
    shown = len(said)
    while shown > 1 and width("、".join(said[:shown])) > 2 * ems:
        shown -= 1
    rest = f" 他{len(said) - shown}冊(根拠)" if shown < len(said) else ""
    return "出典:" + "、".join(said[:shown]) + rest


def _origin(source: Source) -> str:
    saved = source.saved[5:].replace("-", "/")
    return f"{fitted(source.file, 16)} {saved} #{source.digest[:4]}"


def workdays_line(situation: Situation) -> str:
    """Which days count as working days: 営業日=土日祝除く(日本の祝日); and how due dates on days off are taken."""
    calendar = situation.calendar
    words = "土日祝除く(日本の祝日" if calendar.public else "土日除く(祝日は数える"
    due = " 休日の期限=前営業日" if calendar.holiday_due == "previous" else ""
    return f"営業日={words}{f'+休日{len(calendar.extra)}日' if calendar.extra else ''}){due}"
