"""The sentences and rows of what came up in a training, and of the findings on the manual."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, named, no_data, stated
from pmo_xl.reports.insights import ADDRESSEES, CLASSES, ROUTES, UNCLASSIFIED, Insight
from pmo_xl.reports.tomorrow_lists import nothing
from pmo_xl.rules.phrases import called, id_of

if TYPE_CHECKING:
    from pmo_xl.reports.document_checks import DocumentCheck
    from pmo_xl.reports.training_pack import TrainingReport

NONE: Final = "研修の気づき・課題はありません"
NO_REVIEW: Final = "レビュー指摘の表がありません"
_INSIGHT: Final = (
    "no",
    "text",
    "id",
    "classes",
    "count",
    "action",
    "side",
    "due",
    "status",
    "org",
    "decision",
    "place",
)
_DOCUMENT: Final = ("mark", "title", "id", "document", "found_in", "checked_in", "newest", "who", "status", "place")


def insight_sentences(report: "TrainingReport") -> dict[str, str]:
    """What stands below the titles of 気づき・課題, 改善提案, フィードバック and 説明書修正確認."""
    return {
        "insights": _insights(report),
        "unclassified": _unclassified(report),
        "improvements": _letter(report, "improvements"),
        "feedback": _letter(report, "feedback"),
        "documents": _documents(report),
    }


def _insights(report: "TrainingReport") -> str:
    if not report.insights:
        return f"{NONE}。"
    groups = len({one.group for one in report.insights})
    parts = [f"{said}{count:,}件" for said, count in by_class(report.insights).items()]
    alike = f"、似たものをまとめて{groups:,}種類" if groups < len(report.insights) else ""
    return f"気づき・課題は{len(report.insights):,}件{alike}です({'、'.join(parts)})。"


def _unclassified(report: "TrainingReport") -> str:
    if not report.unclassified:
        return f"{UNCLASSIFIED}のものはありません。"
    return f"{UNCLASSIFIED}{len(report.unclassified):,}件です。分類を台帳の分類の欄に記入すると、宛先が決まります。"


def by_class(found: Sequence[Insight]) -> dict[str, int]:
    """How many of each class; one of two classes counts as its own pair (説明書・機能改善)."""
    counts = Counter(map(class_said, found))
    order = {said: place for place, said in enumerate((*CLASSES.values(), "", UNCLASSIFIED))}
    return dict(sorted(counts.items(), key=lambda item: (order.get(item[0], len(CLASSES)), item[0])))


def class_said(one: Insight) -> str:
    """説明書・機能改善; 未分類 for none."""
    return "・".join(CLASSES[name] for name in one.classes) or UNCLASSIFIED


def _letter(report: "TrainingReport", which: str) -> str:
    found = report.going_to("business" if which == "improvements" else "system")
    closed = sum(not one.is_open for one in report.insights)
    unclassified = sum(one.is_open for one in report.unclassified)
    other = f"未分類{unclassified:,}件は、分類が決まってから載ります。" if unclassified else ""
    done = f"完了・取下{closed:,}件は載せていません。" if closed else ""
    said = f"{len(found):,}件です。" if found else "該当するものはありません。"
    return f"{said}{other}{done}"


def _documents(report: "TrainingReport") -> str:
    if report.situation.one("review") is None:
        return no_data(NO_REVIEW)
    if not report.documents:
        return no_data("文書IDか版のあるレビュー指摘がありません")
    old = sum(one.is_outdated for one in report.documents)
    left = sum(one.record.is_open for one in report.documents)
    said = f"版ズレ{old:,}件(古い版で確認済み)" if old else "版ズレはありません"
    return f"指摘{len(report.documents):,}件のうち、{said}、未完了{left:,}件です。"


def insight_rows(report: "TrainingReport", links: Links) -> dict[str, list[dict[str, Any]]]:
    """The lists of 気づき・課題 and of both addressees: one row for each text as it was written, none left out."""
    return {
        "insights": _rows(report.classified, links) or [nothing(_INSIGHT, _none(report))],
        "unclassified": _rows(report.unclassified, links) or [nothing(_INSIGHT, f"{UNCLASSIFIED}のものはありません")],
        "improvements": _rows(report.going_to("business"), links) or [nothing(_INSIGHT, "該当するものはありません")],
        "feedback": _rows(report.going_to("system"), links) or [nothing(_INSIGHT, "該当するものはありません")],
    }


def _none(report: "TrainingReport") -> str:
    return NONE if not report.insights else "分類の済んだものはありません"


def _rows(found: Sequence[Insight], links: Links) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    numbers: dict[int, int] = {}
    seen = Counter[int]()
    for one in found:
        number = numbers.setdefault(one.group, len(numbers) + 1)
        seen[one.group] += 1
        rows.append(_row(one, number, seen[one.group], links))
    return rows


def _row(one: Insight, number: int, place: int, links: Links) -> dict[str, Any]:
    """`place` is which of those that say the same; how many there are stands in the first row."""
    record = one.record
    return {
        "no": f"{number}" if place == 1 else f"{number}-{place}",
        "id": called(record),
        "text": one.text,
        "classes": class_said(one) + ("(案)" if one.is_guess and one.classes else ""),
        "count": f"{len(one.alike):,}件" if place == 1 else "〃",
        "action": one.action or "、".join(f"{ROUTES[name]}(案)" for name in one.classes) or OPEN_QUESTION,
        "side": side_said(one),
        "due": _due(one),
        "status": stated(record) if record.table.kind == "issue" else "気づき",
        "org": one.org or DASH,
        "decision": None,
        "place": links.record(record, one.field),
    }


def side_said(one: Insight) -> str:
    """Whose it is: the side its class goes to, and who is named in the register."""
    sides = "・".join(said for name, said in ADDRESSEES.items() if name in one.addressees) or OPEN_QUESTION
    return f"{sides}({' '.join(one.who.split())})" if one.who else sides


def _due(one: Insight) -> str:
    if one.due is None:
        return OPEN_QUESTION
    return f"{short_day(one.due)}{'(案)' if one.is_due_proposed else ''}"


def document_rows(report: "TrainingReport", links: Links) -> dict[str, Any]:
    """説明書修正確認: closed on an old version first."""
    rows = [_document(one, links) for one in report.documents]
    return {"documents": rows or [nothing(_DOCUMENT, _documents(report))]}


def _mark(one: "DocumentCheck") -> str:
    if one.is_outdated:
        return "× 版ズレ"
    if one.record.is_open:
        return "未完了"
    return "○" if one.record.status == "closed" else "取下"


def _document(one: "DocumentCheck", links: Links) -> dict[str, Any]:
    record = one.record
    return {
        "mark": _mark(one),
        "id": id_of(record),
        "title": named(record),
        "document": record.related_id or DASH,
        "found_in": one.found_in or DASH,
        "checked_in": one.checked_in or DASH,
        "newest": one.newest or DASH,
        "who": record.reviewer or record.responded_by or record.owner or DASH,
        "status": stated(record),
        "place": links.record(record, "version"),
    }
