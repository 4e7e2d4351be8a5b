"""Whether findings on documents were checked in the version used now (版ズレ, X-017), with the newest version."""

from dataclasses import dataclass

from pmo_xl.model.ids import fold_id
from pmo_xl.model.record import Record
from pmo_xl.rules.readiness import is_outdated, newest_versions
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """One review finding. `found_in` is the version it was found in, `checked_in` the one it was closed on, as written.

    `newest` is the newest version any finding names for the document; each is "" where nobody says.
    """

    record: Record
    found_in: str
    checked_in: str
    newest: str
    is_outdated: bool

    @property
    def order(self) -> tuple[object, ...]:
        """Closed on an old version first, then what is open."""
        return not self.is_outdated, not self.record.is_open, self.record.row


def document_checks(situation: Situation) -> tuple[DocumentCheck, ...]:
    """The review findings that name a document or a version; those closed on an old version first."""
    register = situation.one("review")
    if register is None:
        return ()
    newest = newest_versions(register)  # as X-017 does: of all rows, also those whose number stands twice
    named = [one for one in situation.counted("review") if one.related_id or one.version]
    return tuple(sorted((_check(one, newest) for one in named), key=lambda one: one.order))


def _check(one: Record, newest: dict[str, str]) -> DocumentCheck:
    first, second = one.version or "", str(one.get("version_2") or "")
    closed = one.status == "closed"
    return DocumentCheck(
        record=one,
        found_in=first if second or not closed else "",
        checked_in=second or (first if closed else ""),
        newest=newest.get(fold_id(one.related_id), "") if one.related_id else "",
        is_outdated=is_outdated(one, newest),
    )
