"""The sentences, figures and lines of 二台帳突合 as far as the paper has room; all of them are on the sheet 一覧."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.days import full_day, short_day
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, Links, day_of, fitted, left_over, level, no_data
from pmo_xl.reports.reconcile_lines import Item, Line, Section
from pmo_xl.reports.tomorrow_lists import nothing
from pmo_xl.rules.differences import SIDES, due_field, rank_field
from pmo_xl.rules.phrases import id_of
from pmo_xl.rules.sides import CALLED

if TYPE_CHECKING:
    from pmo_xl.reports.reconcile import ReconcileReport

SECTIONS: Final[Mapping[Section, str]] = {
    "waiting": "①双方が相手待ち",
    "status": "②状態が異なります",
    "due": "③期限が異なります",
    "told": "④指示が異なります",
    "weight": "⑤重要度・担当が異なります",
    "alone": "⑥片側の台帳だけにあります",
    "unsure": "⑦対応づけの確認待ち",
}
ITEMS: Final[Mapping[Item, str]] = {
    "status": "状態",
    "due": "期限",
    "told": "指示",
    "severity": "重要度",
    "owner": "担当",
    "ledger": "台帳",
    "title": "件名",
}
ROWS: Final = 12  # of a section on the page
ROOM: Final = 39  # lines of 9 pt the paper holds in all sections together
TALL: Final[Mapping[Section, int]] = {"told": 2, "unsure": 2}  # lines a row takes: whole sentences stand in it
TODAY: Final = "本日起票"
NO_ID: Final = "IDなし"
AGAIN: Final = "同じIDの2行目以降"
LIST: Final = "一覧"
_COLUMNS: Final = ("user_id", "title", "vendor_id", "item", "user", "vendor", "mover", "user_updated", "vendor_updated")
_LISTED: Final = ("section", "title", "kind", *(name for name in _COLUMNS if name != "title"), "severity", "due",
                  "user_place", "vendor_place")  # fmt: skip
# full-width characters that fit the column on paper; half-width ones count half
_ID, _TITLE, _SAYS, _LINE = 8, 11.3, 9.2, 56
_NOTHING: Final[Mapping[Section, str]] = {
    "waiting": "双方が待っているものはありません",
    "status": "状態の異なるものはありません",
    "due": "期限の異なるものはありません",
    "told": "異なる指示はありません",
    "weight": "異なるものはありません",
    "alone": "片側だけにあるものはありません",
    "unsure": "確認待ちはありません",
}


def headline(report: "ReconcileReport") -> dict[str, str]:
    """How many are in both ledgers, how many wait or differ; then what is on one side only."""
    outcome, cause = _outcome(report), _cause(report)
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "ReconcileReport") -> str:
    both, waiting = len(report.found.matters), len(report.of("waiting"))
    differ = sum(map(len, report.differences.values()))
    if not report.has_both:
        return no_data("ユーザー側とベンダー側に、同じ種類の台帳がそろっていません")
    if not both:
        return "双方の台帳に共通する件はありません。"
    if not waiting and not differ:
        return f"双方にある{both:,}件に、食い違いと相手待ちはありません。"
    return f"双方にある{both:,}件で、双方が相手待ち{waiting:,}件、食い違い{differ:,}件です。"


def _cause(report: "ReconcileReport") -> str:
    ours, theirs, unsure = len(report.alone("user")), len(report.alone("vendor")), len(report.of("unsure"))
    parts = [f"片側のみはユーザー側{ours:,}件、ベンダー側{theirs:,}件"]
    parts += [f"対応づけの確認待ち{unsure:,}件"] if unsure else []
    told = len(report.of("told"))
    parts += [f"異なる指示{told:,}件"] if told else []
    return "、".join(parts) + "です。"


def figures(report: "ReconcileReport") -> dict[str, dict[str, str]]:
    """The four figures of the head."""
    counts = {item: len(lines) for item, lines in report.differences.items()}
    said = "・".join(f"{ITEMS[item]}{count:,}件" for item, count in counts.items())
    ours, theirs = (len(report.alone(side)) for side in SIDES)
    return {
        "both": _card("双方にある", f"{len(report.found.matters):,}件", "IDか対応表で一致"),
        "alone": _card("片側のみ", f"{ours:,}件 / {theirs:,}件", "ユーザー側 / ベンダー側"),
        "differ": _card("食い違い", f"{sum(counts.values()):,}件", said),
        "waiting": _card("双方が相手待ち", f"{len(report.of('waiting')):,}件", "動く側は会議で決めます"),
    }


def _card(label: str, value: str, note: str) -> dict[str, str]:
    return {"label": label, "value": value, "note": note}


def heads(report: "ReconcileReport") -> dict[str, str]:
    """What stands above each section: how many there are; below ⑥ and ⑦ what is left out, and how to confirm."""
    said = {f"{section}_head": f"{len(report.of(section)):,}件" for section in SECTIONS}
    weight = [f"{ITEMS[item]}{len(report.of('weight', item)):,}件" for item in ("severity", "owner")]
    said["weight_head"] = " ".join(weight)
    said["alone_head"] = " ".join(f"{CALLED[side]}{len(report.alone(side)):,}件" for side in SIDES)
    return said | {"left_out": _left_out(report), "confirming": _confirming(report)}


def _left_out(report: "ReconcileReport") -> str:
    parts = [f"{why}{len(records):,}件" for why, records in report.found.quiet.items()]
    said = f"⑥に数えないもの: {'・'.join(parts)}。" if parts else ""
    internal = report.found.internal
    return said + (f"社内限り{internal:,}件は、この資料のどの数にも入れていません。" if internal else "")


def _confirming(report: "ReconcileReport") -> str:
    named = report.situation.config.reconcile.map
    said = "⑦は件名が似ているだけです。同じものは"
    if not named:
        return f"{said}対応表に両方のIDを1行書き、pmo.toml の [reconcile] map で指定します。"
    return fitted(f"{said}{named}に両方のIDを1行書くと、次から双方にある件になります。", _LINE)


def page(report: "ReconcileReport") -> dict[str, Any]:
    """The sections of the page, and for each how many lines did not fit."""
    rows = {section: report.of(section) for section in SECTIONS}
    fit = shares({section: len(lines) for section, lines in rows.items()})
    values: dict[str, Any] = {}
    for section, lines in rows.items():
        shown = [_row(line, report.day) for line in lines[: fit[section]]]
        values[section] = shown or [nothing(_COLUMNS, _NOTHING[section])]
        values[f"{section}_note"] = left_over(len(lines) - fit[section], LIST)
    return values


def shares(counts: Mapping[Section, int]) -> dict[Section, int]:
    """How many rows of each section are printed: twelve, and fewer of the longest where the paper is full."""
    rows = {section: min(count, ROWS) for section, count in counts.items()}

    def height(section: Section) -> int:
        return max(rows[section], 1) * TALL.get(section, 1)

    while sum(map(height, rows)) > ROOM:
        longest = max(reversed(rows), key=height)  # of two as long the later section gives way
        rows[longest] -= 1
    return rows


def _row(line: Line, as_of: date) -> dict[str, Any]:
    lines = TALL.get(line.section, 1)
    ours, theirs = line.short or line.says
    return {
        "user_id": fitted(_id(line.users), _ID),
        "vendor_id": fitted(_id(line.vendors), _ID),
        "title": fitted(line.title, _TITLE * lines),
        "item": ITEMS[line.item],
        "user": fitted(ours, _SAYS * lines),
        "vendor": fitted(theirs, _SAYS * lines),
        "mover": CALLED[line.mover] if line.mover else "",
        "user_updated": _updated(line.users, as_of),
        "vendor_updated": _updated(line.vendors, as_of),
    }


def rows(report: "ReconcileReport", links: Links) -> list[dict[str, Any]]:
    """一覧: every line whole, with the cells of both ledgers."""
    made = [_listed(line, links) for line in report.lines]
    return made or [nothing(_LISTED, "異なるもの、片側だけにあるものはありません")]


def _listed(line: Line, links: Links) -> dict[str, Any]:
    first = min(line.records, key=lambda record: record.gravity)
    return {
        "section": SECTIONS[line.section],
        "kind": line.records[0].noun,
        "user_id": _ids(line.users),
        "vendor_id": _ids(line.vendors),
        "title": line.title,
        "item": ITEMS[line.item],
        "user": line.says[0],
        "vendor": line.says[1],
        "mover": CALLED[line.mover] if line.mover else "",
        "user_updated": _last_update(line.users),
        "vendor_updated": _last_update(line.vendors),
        "severity": level(first),
        "due": min((day_of(due) for record in line.records if (due := record.get(due_field(record)))), default=None),
        "user_place": _place(line, line.users, links),
        "vendor_place": _place(line, line.vendors, links),
    }


def _place(line: Line, records: Sequence[Record], links: Links) -> Any:  # noqa: ANN401 - a link with the file's name: there are two ledgers; or nothing
    """The cell that differs, of the first record; its id where no single cell does."""
    if not records:
        return None
    record = records[0]
    field = {"status": "status", "due": due_field(record), "owner": "owner", "severity": rank_field(record)}.get(
        line.item, ""
    )
    place = record.place(field if field and record.table.has(field) else record.table.id_field)
    return links.cell(place, f"{place.file} {place.sheet}!{place.cell if place.column else f'{place.row}行目'}")


def _id(records: Sequence[Record]) -> str:
    """The id; of several the first, and how many more."""
    more = f" 他{len(records) - 1}件" if len(records) > 1 else ""
    return f"{id_of(records[0])}{more}" if records else DASH


def _ids(records: Sequence[Record]) -> str:
    return "、".join(map(id_of, records)) or DASH


def _last_update(records: Sequence[Record]) -> date | None:
    return max((record.updated_date for record in records if record.updated_date), default=None)


def _updated(records: Sequence[Record], as_of: date) -> str:
    """5/2; with its year where that is not this year."""
    last = _last_update(records)
    if last is None:
        return DASH
    return short_day(last) if last.year == as_of.year else full_day(last)
