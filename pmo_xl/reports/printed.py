"""The figures a page prints: what each is called, and the template field it is printed from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pmo_xl.model.metric import Metric


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed figure: its metric, its name, its block on the page, and the template field it stands in.

    Without a field it is printed only when a sentence of the page happens to name it (a light's reason, the headline).
    Of a list (`events[].text`) it is the item that holds the `words`, and not printed when none does.
    """

    metric: str
    name: str
    block: str
    field: str = ""
    words: str = ""


DAILY: Final = (
    Printed("rag_overall", "総合の信号", "総合", "overall.now"),
    Printed("execution_rate", "消化率", "①", "figures.first.value"),
    Printed("planned_execution_rate", "計画消化率", "①", "figures.first.note"),
    Printed("execution_gap", "消化の計画差", "①", "figures.first.aside"),
    Printed("delay_days", "遅れ日数", "①", "figures.first.aside"),
    Printed("forecast_date", "完了見込", "②", "figures.second.value"),
    Printed("required_rate", "必要消化", "②"),
    Printed("actual_rate", "実力", "②"),
    Printed("remaining", "残件数", "総合"),
    Printed("overdue", "期限超過課題", "③", "figures.third.value"),
    Printed("issues_open", "未完了課題", "③", "figures.third.note"),
    Printed("no_due", "期限のない課題", "③", "figures.third.note"),
    Printed("due_today", "本日期限の課題", "③", "figures.third.aside"),
    Printed("rag_progress", "進捗の信号", "信号", "signals.progress.now"),
    Printed("rag_quality", "品質の信号", "信号", "signals.quality.now"),
    Printed("rag_issues", "課題の信号", "信号", "signals.issues.now"),
    Printed("rag_resources", "体制の信号", "信号", "signals.resources.now"),
    Printed("load_ratio", "負荷率", "信号"),
    Printed("blocked_rate", "実施不可率", "信号"),
    Printed("refail_rate", "再NG率", "信号"),
    Printed("overdue_fixes", "修正予定超過の不具合", "信号"),
    Printed("burn_up", "バーンアップ(最終点)", "推移", "trend.title"),
    Printed("defect_curve", "PB曲線(最終点)", "推移", "trend.title"),
    Printed("by_vendor", "未完了の不具合", "ベンダー別", "vendors[].open"),
    Printed("executed_today", "本日の実施", "本日", "events[].text", "テスト実施"),
    Printed("today_plan_rate", "本日計画の消化率", "本日", "events[].text", "件のうち"),
    Printed("carry_over", "計画日を過ぎた未消化", "本日", "events[].text", "計画日を過ぎた"),
    Printed("defects_new_today", "本日の新規不具合", "本日", "events[].text", "不具合 新規"),
    Printed("defects_closed_today", "本日完了の不具合", "本日", "events[].text", "不具合 新規"),
    Printed("issues_new_today", "本日の新規課題", "本日", "events[].text", "課題 新規"),
    Printed("issues_closed_today", "本日完了の課題", "本日", "events[].text", "課題 新規"),
    Printed("scope", "母数", "脚注", "footer.scope"),
    Printed("scope_excluded", "母数から除いた件数", "脚注", "footer.scope"),
    Printed("data_health", "指摘のない記録", "脚注", "footer.health"),
)

OTHER_CURVE: Final = {"burn_up": "graph[].executed", "defect_curve": "graph[].open"}
_INDEX: Final = re.compile(r"\[(\d+)\]")
_ROW: Final = re.compile(r"\d+$")


def on_page(
    printed: Sequence[Printed], metrics: Mapping[str, Metric], page: Mapping[str, Any]
) -> Iterator[tuple[Printed, Metric]]:
    """The figures that stand on this page, with the field each is found in; `page` holds the page's values.

    Of the two curves the page draws one; the other stands on グラフデータ alone.
    """
    texts = dict(_texts("", page))
    drawn = page.get("trend", {}).get("kind")
    for entry in printed:
        figure = metrics.get(entry.metric)
        if figure is None:
            continue
        if entry.words:
            field = _item_with(entry, page)
        elif entry.metric in OTHER_CURVE and drawn in OTHER_CURVE and entry.metric != drawn:
            field = OTHER_CURVE[entry.metric]
        else:
            field = entry.field or _named_in(figure, texts)
        if field:
            yield replace(entry, field=field), figure


def cell_of(field: str, cells: Mapping[str, str]) -> str | None:
    """Where on the page a field stands: `events[2].text` two rows below the list's first item."""
    name = _INDEX.sub("[]", field)
    first = cells.get(name)
    index = _INDEX.search(field)
    if first is None or index is None:
        return first
    return _ROW.sub(lambda row: str(int(row[0]) + int(index[1])), first)


def _item_with(entry: Printed, page: Mapping[str, Any]) -> str:
    """The item of the list that holds the entry's words: events[2].text; "" when none does."""
    holder, _, name = entry.field.partition("[].")
    for number, item in enumerate(page.get(holder, ())):
        if entry.words in str(item.get(name, "")):
            return f"{holder}[{number}].{name}"
    return ""


def _named_in(figure: Metric, texts: Mapping[str, str]) -> str:
    """The first field whose text names the figure, as a number of its own: 4件 is not in 24件."""
    if figure.value is None:
        return ""
    number = re.compile(rf"(?<![\d.,▲−+]){re.escape(figure.text.removesuffix('件/日'))}")
    return next((name for name, text in texts.items() if number.search(text)), "")


def _texts(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        field = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _texts(f"{field}.", value)
        elif isinstance(value, str):
            yield field, value
