"""案件横断報告: what is said of all projects together, in its head and its four cards."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pmo_xl.metrics.wording import signed
from pmo_xl.model.width import width
from pmo_xl.reports.common import DASH, fitted, left_over
from pmo_xl.reports.portfolio_rows import LEVELS, Seen, Unseen

_NAMED: Final = 5  # lines on paper for projects that could not be read
_LINE_EMS, _NAMES_EMS, _NAME_EMS = 88, 64, 30  # full-width characters of a line, of the names in it, of one of them
_COLOURS: Final = {"red": "赤●", "yellow": "黄▲", "green": "緑○", "": "判定なし"}


@dataclass(frozen=True, slots=True)
class Total:
    """A number of all projects: the field it stands in, its text there, how it is made, and of what (project → part).

    `value` is None where no project says it.
    """

    field: str
    name: str
    text: str
    value: int | None
    formula: str
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The head of the page: the conclusion, what makes it less than sure, the cards, and the numbers in them."""

    outcome: str
    cause: str
    warnings: tuple[str, ...]
    alarms: tuple[str, ...]
    cards: tuple[tuple[str, str, str], ...]  # label, figure, what it stands against
    totals: tuple[Total, ...]


def summary(projects: Sequence[Seen], unseen: Sequence[Unseen], minus: str) -> Summary:
    """What is said of all projects together."""
    colours = Counter(one.color for one in projects)
    late = [one for one in projects if one.late is not None and one.late > 0]
    overdue, open_ = _sum("overdue", projects), _sum("defects_open", projects)
    affecting = _sum("faults_in_figures", projects)
    parts = {key: _sum(key, projects) for key in LEVELS}
    dark = f"(判定なし{colours['']})" if colours[""] else ""
    unread = f"、読めない{len(unseen)}件" if unseen else ""
    stamped = sum(bool(one.figures.stamp) for one in projects)
    cards = (
        ("総合の信号", _lights(colours), f"{len(projects)}案件{dark}{unread}"),
        ("完了見込が遅い案件", _cases(len(late)), _latest(late, minus)),
        ("期限超過課題 計", _count(overdue), _moved("overdue", projects, minus)),
        ("残不具合 計", _count(open_), _graver(parts) or _moved("defects_open", projects, minus)),
        ("数値に影響する指摘 計", _count(affecting), f"参考値の案件{stamped}件"),
    )
    totals = (
        *_light_totals(projects),
        Total("cards.second.value", "完了見込が計画より遅い案件", _cases(len(late)), len(late),
              "完了見込がフェーズ終了日より後の案件数", tuple((one.name, one.late or 0) for one in late)),
        _total("cards.third.value", "期限超過課題の合計", "overdue", overdue, projects),
        *_moved_total("cards.third.note", "期限超過課題の変化の合計", "overdue", projects, minus),
        _total("cards.fourth.value", "残不具合の合計", "defects_open", open_, projects),
        *(_total("cards.fourth.note", f"残不具合({LEVELS[key]})の合計", key, parts[key], projects)
          for key in ("defects_critical", "defects_high") if parts[key]),
        _total("cards.fifth.value", "数値に影響する指摘の合計", "faults_in_figures", affecting, projects),
    )  # fmt: skip
    return Summary(
        outcome=_outcome(projects, unseen, colours),
        cause=_cause(projects, late, parts),
        warnings=tuple(_warnings(unseen)),
        alarms=tuple(_alarms(projects)),
        cards=cards,
        totals=tuple(total for total in totals if total.value is not None),
    )


def _outcome(projects: Sequence[Seen], unseen: Sequence[Unseen], colours: Counter[str]) -> str:
    """The conclusion in one sentence."""
    if not projects:
        return "読めた案件がありません。" if unseen else "対象の案件が見つかりません。"
    count = len(projects)
    if colours["red"] == count > 1:
        return f"{count}案件すべてが赤です。"
    if colours["red"]:
        return f"{count}案件のうち{colours['red']}案件が赤です。"
    if colours["yellow"]:
        return f"赤の案件はありません。{count}案件のうち{colours['yellow']}案件が黄です。"
    if colours["green"] == count:
        return f"{count}案件すべてが緑です。" if count > 1 else "1案件、緑です。"
    return f"赤・黄の案件はありません。{count}案件のうち{colours['']}案件は信号を判定できません。"


def _cause(projects: Sequence[Seen], late: Sequence[Seen], parts: dict[str, int | None]) -> str:
    """What weighs most: the latest forecast, the gravest defects."""
    said = []
    if late:
        worst = max(late, key=lambda one: one.late or 0)
        name = fitted(worst.name, _NAME_EMS)
        said.append(f"完了見込が最も遅い案件は「{name}」で、計画の{worst.late}営業日後です。")
    if parts["defects_critical"]:
        said.append(f"致命の不具合が計{parts['defects_critical']:,}件残っています。")
    if not said and any(one.late is not None for one in projects):
        said.append("完了見込が計画より遅い案件はありません。")
    return "".join(said)


def _warnings(unseen: Sequence[Unseen]) -> Iterator[str]:
    """The projects that could not be read, a line each as far as the paper has room."""
    for one in unseen[:_NAMED]:
        ask = f" 確認先: {one.ask}" if one.ask else ""
        yield fitted(f"読めない案件「{fitted(one.name, _NAME_EMS)}」: {one.reason}{ask}", _LINE_EMS)
    if len(unseen) > _NAMED:
        yield left_over(len(unseen) - _NAMED, "読めない案件")


def _alarms(projects: Sequence[Seen]) -> Iterator[str]:
    """What else makes the numbers less than sure, in a line each."""
    stamped = [one.name for one in projects if one.figures.stamp]
    if stamped:
        yield f"【参考値】照合が合わない案件{len(stamped)}件: {_names(stamped)}"
    lacking = [one.name for one in projects if one.figures.unread]
    if lacking:
        yield f"読めないブックの分を数えていない案件{len(lacking)}件: {_names(lacking)}"


def _names(names: Sequence[str]) -> str:
    """As many of the names as fit a line, and how many more there are."""
    shown = 1
    while shown < len(names) and sum(map(width, names[: shown + 1])) <= 2 * _NAMES_EMS:
        shown += 1
    more = f" 他{len(names) - shown}件" if shown < len(names) else ""
    return "、".join(fitted(name, _NAME_EMS) for name in names[:shown]) + more


def _lights(colours: Counter[str]) -> str:
    """赤●1 黄▲2 緑○3."""
    return " ".join(f"{word}{colours[key]}" for key, word in _COLOURS.items() if key)


def _cases(count: int) -> str:
    return f"{count:,}案件"


def _latest(late: Sequence[Seen], minus: str) -> str:
    return f"最大{signed(max(one.late or 0 for one in late), minus)}営業日" if late else "遅れている案件なし"


def _graver(parts: dict[str, int | None]) -> str:
    grave = {LEVELS[key]: parts[key] for key in ("defects_critical", "defects_high")}
    if all(count is None for count in grave.values()):
        return ""
    return "うち" + "、".join(f"{name}{count or 0:,}件" for name, count in grave.items())


def _sum(key: str, projects: Sequence[Seen]) -> int | None:
    """The sum over the projects that say the figure; None where none does."""
    said = [value for _, value in _parts(key, projects)]
    return sum(said) if said else None


def _parts(key: str, projects: Sequence[Seen], *, delta: bool = False) -> list[tuple[str, int]]:
    figures = ((one.name, one.said(key)) for one in projects)
    values = ((name, said.delta if delta else said.value) for name, said in figures)
    return [(name, value) for name, value in values if isinstance(value, int)]


def _count(value: int | None) -> str:
    return DASH if value is None else f"{value:,}件"


def _moved(key: str, projects: Sequence[Seen], minus: str) -> str:
    """前日比+3件; unless every project that says the figure knows what it was on the last working day."""
    if not _parts(key, projects):
        return ""
    total = next(_moved_total("", "", key, projects, minus), None)
    return f"前日比{total.text}" if total else f"前日比{DASH}(記録不足)"


def _moved_total(field: str, name: str, key: str, projects: Sequence[Seen], minus: str) -> Iterator[Total]:
    now = [one for one in projects if one.said(key).value is not None]
    parts = _parts(key, now, delta=True)
    daily = all(one.said(key).delta_text.startswith("前日比") for one in now)
    if now and daily and len(parts) == len(now):
        moved = sum(part for _, part in parts)
        yield Total(field, name, f"{signed(moved, minus)}件", moved, "案件ごとの前日比の合計", tuple(parts))


def _total(field: str, name: str, key: str, value: int | None, projects: Sequence[Seen]) -> Total:
    return Total(field, name, _count(value), value, "案件ごとの件数の合計", tuple(_parts(key, projects)))


def _light_totals(projects: Sequence[Seen]) -> Iterator[Total]:
    for key, word in _COLOURS.items():
        own = tuple((one.name, 1) for one in projects if one.color == key)
        if key or own:
            field = f"cards.first.{'value' if key else 'note'}"
            how = f"総合の信号が{word}の案件数" if key else "総合の信号を判定できない案件数"
            yield Total(field, f"総合が{word}の案件", f"{word}{len(own)}", len(own), how, own)


def summary_values(said: Summary) -> dict[str, Any]:
    """What a template may name: outcome, cause, alarms, cards."""
    names = ("first", "second", "third", "fourth", "fifth")
    return {
        "outcome": said.outcome,
        "cause": said.cause,
        "warnings": [{"text": line} for line in (*said.warnings, *said.alarms)],
        "alarms": list(said.alarms),
        "cards": {
            name: {"label": label, "value": value, "note": note}
            for name, (label, value, note) in zip(names, said.cards, strict=True)
        },
    }
