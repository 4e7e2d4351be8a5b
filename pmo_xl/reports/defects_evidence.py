"""根拠 of 不具合方針: every count on the pages with the records behind it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.reports.counted import of_the_foot
from pmo_xl.reports.counts import count, number, printed
from pmo_xl.reports.printed import Evidence
from pmo_xl.rules.phrases import named

if TYPE_CHECKING:
    from pmo_xl.reports.defects_pack import DefectsReport, Undecided

_ROWS: Final = "未完了の不具合のうち、対応方針の記入がないものと、重要度が致命か高のもの"
_TESTS: Final = "不具合に紐づく(どちらの台帳からでも)テストとその後続のうち、有効で合格していないもの"


def defects_evidence(report: "DefectsReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The counts of the headline, then of each row its age, its tests and its last day."""
    found = [*_headline(report)]
    for place, row in enumerate(report.rows):
        found += _row(place, row)
    foot = {name: page["footer"][name] for name in ("workdays", "health")}  # what the foot of every page prints
    return (
        *printed(found, page),
        *of_the_foot(report.situation, report.metrics, report.checked.findings, {"footer": foot}),
    )


def _headline(report: "DefectsReport") -> Iterator[Evidence]:
    rows = [row.defect for row in report.rows]
    undecided = [row.defect for row in report.undecided]
    yield count("結論", "headline.outcome", "方針を確認する不具合", _ROWS, rows, "不具合は")
    how = "未完了で、対応方針の記入がないもの"
    yield count("結論", "headline.outcome", "方針未定の不具合", how, undecided, "方針未定")
    how = "未完了で重要度が致命か高、対応方針の記入があるもの"
    grave = [defect for defect in rows if defect.action]
    yield count("結論", "headline.outcome", "方針のある致命・高", how, grave, "致命・高")
    yield count("結論", "headline.cause", "影響するテスト", f"{_TESTS}(重複を除く)", report.tests)
    late = [row.defect for row in report.rows if row.is_late]
    how = "未修正で、修正予定日が最終修正期限より後か、最終修正期限を過ぎているもの"
    yield count("結論", "headline.cause", "期限に間に合わない修正", how, late, "間に合わないもの")
    overdue = [row.defect for row in report.rows if row.is_overdue]
    how = "未修正で、修正予定日を1営業日以上過ぎているもの"
    yield count("結論", "headline.cause", "修正予定を過ぎたもの", how, overdue, "過ぎたもの")
    unlinked = [row.defect for row in report.rows if not row.affected.is_linked]
    yield count("結論", "headline.cause", "テスト紐付けなし", "どのテストとも紐づかないもの", unlinked, "紐付けなし")


def _row(place: int, row: "Undecided") -> Iterator[Evidence]:
    called = named(row.defect)
    if row.age is not None:
        how = "検出日の翌日から基準日までの営業日"
        yield number("一覧", f"defects[{place}].age", f"{called}の経過", how, row.age, "日")
    if row.affected.is_linked:
        field, affected = f"defects[{place}].tests", row.affected
        yield count("一覧", field, f"{called}の影響テスト", _TESTS, affected.tests)
        direct, how = len(affected.direct), "そのうち不具合に紐づくもの"
        yield Evidence("一覧", field, f"{called}の直接の影響", f"({direct:,}+", direct, how, affected.direct)
        behind, how = len(affected.behind), "そのうち、紐づくテストを先行とするもの(先行の先行を含む)"
        yield Evidence("一覧", field, f"{called}の後続への影響", f"+{behind:,})", behind, how, affected.behind)
    if row.last_fix is not None:
        how = "終了日から、影響テスト(最低1件)を実施できる営業日をさかのぼった、その前の営業日"
        text = short_day(row.last_fix)
        yield Evidence("一覧", f"defects[{place}].last_fix", f"{called}の最終修正期限", text, row.last_fix, how)
