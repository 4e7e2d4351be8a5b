"""[[check.accept]]: findings somebody accepts until a day, with a reason."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.finding import Finding
from pmo_xl.model.ids import fold_id
from pmo_xl.rules.phrases import day
from pmo_xl.rules.result import Accepted
from pmo_xl.settings import Accept


class Sorted(Struct, frozen=True):
    """Findings that remain, findings that are accepted, and a line for every accept that met nothing."""

    findings: list[Finding]
    accepted: list[Accepted]
    notes: list[str]


def apply(findings: Iterable[Finding], accepts: Sequence[Accept], as_of: date) -> Sorted:
    """Set the accepted findings aside. After its last day an accepted finding is back, and says so."""
    remaining: list[Finding] = []
    accepted: list[Accepted] = []
    met: set[int] = set()
    by_code: dict[str, list[tuple[int, Accept]]] = {}
    for number, accept in enumerate(accepts):
        by_code.setdefault(accept.code, []).append((number, accept))
    for finding in findings:
        fitting = [(n, a) for n, a in by_code.get(finding.code, ()) if _fits(a, finding)]
        met.update(number for number, _ in fitting)
        if not fitting:
            remaining.append(finding)
            continue
        last = max((accept for _, accept in fitting), key=lambda accept: accept.until)
        if last.until >= as_of:
            accepted.append(Accepted(finding, last.reason, last.until))
        else:
            over = f"{finding.message}受容期限({day(last.until)})が過ぎました。"
            remaining.append(replace(finding, message=over))
    accepted.sort(key=lambda known: known.until)
    notes = [_met_nothing(accept) for number, accept in enumerate(accepts) if number not in met]
    return Sorted(remaining, accepted, notes)


def _fits(accept: Accept, finding: Finding) -> bool:
    if accept.id is not None and fold_id(accept.id) != fold_id(finding.id):
        return False
    if accept.cell is None:
        return True
    place = finding.place
    known = (place.cell, f"{place.sheet}!{place.cell}", str(place), f"{place.file}!{place.sheet}!{place.cell}")
    return accept.cell.replace("$", "") in known


def _met_nothing(accept: Accept) -> str:
    what = " ".join(word for word in (accept.code, accept.id, accept.cell) if word)
    return f"受容の設定「{what}」に当たる指摘はありません。直っていれば pmo.toml から消してください。"
