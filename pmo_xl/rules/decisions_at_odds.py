"""K-004: two decisions that stand side by side and say something different about one matter."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.alike import alike
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import current, is_pending, is_provisional
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.numbering import by_number
from pmo_xl.rules.phrases import cut, id_of
from pmo_xl.rules.registry import rule
from pmo_xl.rules.similarity import bigrams, dice

_SAME_TITLE: Final = 0.90
_OTHER_CONTENT: Final = 0.60
_MOST_LOOKS: Final = 20_000  # pairs: two hundred decisions about one thing
_TELLING: Final = lazy(r"[^ぁ-ゟ]{2}")  # する and では stand in every decision


@rule("K-004", on="decision", level="error", reads=("description", "title|related_id"))
def at_odds(decisions: Register, context: Context) -> Said:
    """同じ対象に、内容の異なる決定が2つ残っている。

    関連IDが同じ(または件名がほぼ同じ)で内容が異なる、確定した決定の組を探す。仮決定・判断待ち・取下と、「置換」と
    書いた別の決定が関連IDで指しているものは除く。番号が同じだけで、件名にも内容にも同じ言葉がない組は別の話とみなす。

    なぜ: 現場は見つけた方の決定に従うので、人によって違う作業が進む。
    対処: 有効な方を残し、古い方は状態を「取下」にするか、新しい方の関連IDに古い番号を書いて「置換」と記す。

    例 (基準日 2024-05-07):
        | 決定ID | 決定事項       | 内容                       | 区分   | 関連ID | 備考 |                   |
        | DC-001 | 棚卸差異の承認 | 10万円以上は経理部長が承認 | 決定   | K-024  |      |                   |
        | DC-002 | 棚卸差異の承認 | 金額によらず倉庫長が認める | 決定   | K-024  |      | K-004 description |
        | DC-003 | 環境の更新時間 | 更新は19時以降とする       | 決定   | K-024  |      |                   |
        | DC-004 | 帳票の様式     | 現行のまま                 | 決定   | K-030  |      |                   |
        | DC-005 | 帳票の様式     | 新しい様式に改める         | 決定   | DC-004 | 置換 |                   |
        | DC-006 | 移行の方式     | 一括で移行する             | 決定   | K-031  |      |                   |
        | DC-007 | 移行の方式     | 二回に分けて行う案         | 仮決定 | K-031  |      |                   |
    """
    final = sorted(
        (d for d in current(decisions) if d.description and not is_provisional(d) and not is_pending(d)), key=by_number
    )
    told: set[int] = set()
    for earlier, later, matter in _about_one_matter([_Decision.of(record) for record in final]):
        if id(later.record) in told or dice(earlier.content, later.content) >= _OTHER_CONTENT:
            continue
        told.add(id(later.record))
        message = (
            f"決定{id_of(earlier.record)}と{id_of(later.record)}は同じ対象「{cut(matter)}」で内容が異なります。"
            "有効な方を残し、他方に「置換」を付けてください。"
        )
        yield found(later.record, "description", message, others=(earlier.record,))


class _Decision(Struct, frozen=True):
    """A decision, what it says, and the words by which its matter is known; None where it has no title."""

    record: Record
    content: Counter[str]
    words: frozenset[str] | None

    @classmethod
    def of(cls, record: Record) -> "_Decision":
        content = bigrams(record.description or "")
        if not record.title:
            return cls(record, content, None)
        return cls(record, content, frozenset(filter(_TELLING.fullmatch, (*bigrams(record.title), *content))))


def _about_one_matter(decisions: Sequence[_Decision]) -> Iterator[tuple[_Decision, _Decision, str]]:
    """The pairs with one 関連ID, or with one title, the one with the lower number first, and what they are about."""
    for earlier, later, word in islice(_with_one_id(decisions), _MOST_LOOKS):
        if earlier.words is None or later.words is None or not earlier.words.isdisjoint(later.words):
            yield earlier, later, word
    titles = [decision.record.title or "" for decision in decisions]
    for one, other in sorted(alike(titles, _SAME_TITLE)):
        yield decisions[one], decisions[other], titles[other]


def _with_one_id(decisions: Sequence[_Decision]) -> Iterator[tuple[_Decision, _Decision, str]]:
    naming: dict[str, list[_Decision]] = defaultdict(list)
    for decision in decisions:
        for word in split_ids(decision.record.related_id):
            yield from ((earlier, decision, word) for earlier in naming[fold_id(word)])
            naming[fold_id(word)].append(decision)
