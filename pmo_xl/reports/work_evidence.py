"""根拠 of 作業報告: every count of the overview with the records behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.reports.counted import of_the_foot
from pmo_xl.reports.printed import Evidence
from pmo_xl.reports.work_done import Work
from pmo_xl.reports.work_lists import NAMES, NOBODY, changed_records, counts_of

if TYPE_CHECKING:
    from pmo_xl.reports.work import WorkReport

_HOW: Final = {
    "closed": "状態が完了・取下げに変わった記録(記録がない日は完了日が本日のもの)",
    "run": "結果が記入されたテスト(記録がない日は実施日が本日のもの)",
    "approved": "承認者が記入された記録",
    "new": "前回の記録になかった記録(記録がない日は起票日・検出日が本日のもの)",
    "postponed": "期限・予定日が後ろに動いた記録",
    "reversed": "状態・結果が前の段階に戻った記録",
    "changed": "そのほかの列が変わった記録",
}


def work_evidence(report: "WorkReport") -> tuple[Evidence, ...]:
    """Person by person in the order of the overview; those of nobody last."""
    footer: dict[str, Any] = {"footer": report.footer.values()}
    lines = [(person.name, person.done) for person in report.people]
    lines += [(NOBODY, report.nobodys)] if report.nobodys else []
    rows = [row for number, (name, done) in enumerate(lines) for row in _of_person(number, name, done)]
    ahead = [row for number, person in enumerate(report.people) for row in _ahead(number, person.name, person.ahead)]
    records = changed_records(report)
    how = "1人以上が更新した記録(複数の人が更新しても1件)"
    first = Evidence("結論", "headline", "更新された記録", f"{len(records):,}件", len(records), how, records)
    headline = (first, _people(report), *_nobodys(report))
    return (*headline, *rows, *ahead, *of_the_foot(report.situation, report.metrics, report.checked.findings, footer))


def _people(report: "WorkReport") -> Evidence:
    count = len(report.people)
    how = "記録を更新した人(名前の書き方の違いは1人)"
    return Evidence("結論", "headline", "更新した人", f"{count:,}名", count, how)


def _nobodys(report: "WorkReport") -> Iterator[Evidence]:
    if report.nobodys:
        how = "担当者の記入がない、会社・部署だけが書かれている、または消えた行"
        yield replace(_count("headline", NOBODY, how, report.nobodys), block="結論", text=f"{len(report.nobodys):,}件")


def _of_person(number: int, name: str, done: Sequence[Work]) -> Iterator[Evidence]:
    for column, found in counts_of(done).items():
        if found:
            yield _count(f"people[{number}].{column}", f"{name} {NAMES[column]}", _HOW[column], found)
    yield _count(f"people[{number}].total", f"{name} 計", "1件の記録に複数の列の変更があっても1件", done)


def _ahead(number: int, name: str, rows: Sequence[Any]) -> Iterator[Evidence]:
    if rows:
        records = tuple(row.record for row in rows)
        how = "予定日・期限・修正予定日・再テスト予定日が次の営業日の、その人の記録"
        yield Evidence("担当別", f"people[{number}].ahead", f"{name} 明日", f"{len(rows):,}", len(rows), how, records)


def _count(field: str, name: str, how: str, rows: Sequence[Work]) -> Evidence:
    records = tuple(work.record for work in rows if work.record is not None)
    return Evidence("担当別", field, name, f"{len(rows):,}", len(rows), how, records)
