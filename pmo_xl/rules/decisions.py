"""K: decisions. Whether what was decided can still be found, believed and carried out."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.phrases import cut, day, id_of, named
from pmo_xl.rules.registry import rule

# 「調整する」 may well be what was decided; 「検討する」 never is.
_UNDECIDED: Final = lazy(
    r"(?:(?:検討中?|調整中?|予定|見込み?|したい|方向)(?:です|とする)?|(?:検討|方向で調整)する)(?=。|$)"
)
_OVER: Final = lazy("置換|取消|取下")
_REPLACES: Final = lazy(r"[()（）「」]|(?:を|の)?置換(?:済み?|する)?")


@rule("K-001", on="decision", level="warning", reads=("title|description",))
def undecided_words(decisions: Register, context: Context) -> Said:
    """決定事項が「検討」「調整」「予定」で終わっている。

    なぜ: 決まったのか、これから決めるのかが人によって違って読める。
    対処: 決定なら言い切る。まだなら「継続」(未決)に移す。仮の決定なら区分を「仮決定」にする。

    例 (基準日 2024-05-07):
        | 決定ID | 決定事項   | 内容                     | 区分   | 決定者 | 決定日     |                   |
        | DC-001 | 帳票の様式 | 現行の様式で検討         | 決定   | 佐藤   | 2024/05/02 | K-001 description |
        | DC-002 | 移行の方式 | 一括で移行する           | 決定   | 佐藤   | 2024/05/02 |                   |
        | DC-003 | 夜間の処理 | 23時開始の方向           | 仮決定 | 佐藤   | 2024/05/02 |                   |
        | DC-004 | 検討の場   | 検討は週次の会議で行う   | 決定   | 佐藤   | 2024/05/02 |                   |
    """
    for decision in decisions:
        if is_provisional(decision):
            continue
        for field in ("description", "title"):
            text = decision.get(field) or ""
            if is_undecided(text):
                message = (
                    f"{named(decision)}「{cut(text)}」は検討中の表現です。"
                    "決定なら言い切り、未決なら「継続」に移してください。"
                )
                yield found(decision, field, message)
                break


@rule("K-002", on="decision", level="warning", reads=("decided_by", "decided_date|raised_date"))
def nobody_decided(decisions: Register, context: Context) -> Said:
    """誰がいつ決めたかが書かれていない。

    なぜ: あとで覆されたとき、確かめる相手も日付もない。
    対処: 決定者と決定日を記入する。

    例 (基準日 2024-05-07):
        | 決定ID | 決定事項   | 内容           | 区分     | 決定者 | 決定日     |                    |
        | DC-001 | 帳票の様式 | 現行のまま     | 決定     |        | 2024/05/02 | K-002 decided_by   |
        | DC-002 | 移行の方式 | 一括で移行する | 決定     | 佐藤   |            | K-002 decided_date |
        | DC-003 | 夜間の処理 | 23時に始める   | 仮決定   | 佐藤   | 2024/05/02 |                    |
        | DC-004 | 増員の可否 | 2名の追加      | 判断待ち |        |            |                    |
    """
    for decision in decisions:
        if is_pending(decision):
            continue
        when = "decided_date" if decision.table.has("decided_date") else "raised_date"
        missing = [
            (field, word) for field, word in (("decided_by", "決定者"), (when, "決定日")) if decision.get(field) is None
        ]
        if missing:
            words = "と".join(word for _, word in missing)
            message = f"{named(decision)}に{words}がありません。誰がいつ決めたか記入してください。"
            yield found(decision, missing[0][0], message)


@rule("K-003", on="decision", level="warning", reads=("kind", "due_date"))
def provisional_for_too_long(decisions: Register, context: Context) -> Said:
    """仮決定の確定期限を過ぎている。

    なぜ: 仮のまま作業が進み、覆ったときの手戻りが大きくなる。
    対処: 次の会議で、確定・変更・延長のどれかを決める。

    例 (基準日 2024-05-07):
        | 決定ID | 決定事項   | 内容           | 区分   | 決定者 | 決定日     | 確定期限   |                |
        | DC-001 | 帳票の様式 | 現行のまま     | 仮決定 | 佐藤   | 2024/04/24 | 2024/05/01 | K-003 due_date |
        | DC-002 | 移行の方式 | 一括で移行する | 決定   | 佐藤   | 2024/04/24 | 2024/05/01 |                |
        | DC-003 | 夜間の処理 | 23時に始める   | 仮決定 | 佐藤   | 2024/05/02 | 2024/05/10 |                |
    """
    for decision in current(decisions):
        due = decision.due_date
        if due is not None and expired_for(decision, context):
            touched = len(resting_on(decision, context))
            effect = f"(影響{touched}件)" if touched else ""
            message = (
                f"仮決定{id_of(decision)}の確定期限{day(due)}を過ぎました。"
                f"確定・変更・延長のどれかを次の会議で決めてください{effect}。"
            )
            yield found(decision, "due_date", message)


def expired_for(decision: Record, context: Context) -> int:
    """For how many working days a 仮決定 has been past its 確定期限; 0 while it is not, or for any other decision."""
    if not is_provisional(decision) or decision.status == "closed":
        return 0
    return context.overdue_days(decision.due_date)


def resting_on(decision: Record, context: Context) -> tuple[Record, ...]:
    """The records that name a decision in their 関連ID, and so change with it; the options to choose from are none."""
    return tuple(record for record in context.naming(decision.id) if record.table.kind != "option")


def is_undecided(text: str) -> bool:
    """Whether a decision, or a sentence of it, is worded as one that was not taken."""
    return _UNDECIDED.search(" ".join(text.split())) is not None


def is_provisional(decision: Record) -> bool:
    """A 仮決定 (rules.md R3)."""
    return "仮" in (decision.kind or "")


def is_pending(decision: Record) -> bool:
    """A 判断待ち (rules.md R3)."""
    return "待" in (decision.kind or "")


def current(decisions: Sequence[Record]) -> list[Record]:
    """The decisions that hold: neither withdrawn, nor marked 置換 or 取消, nor replaced by another."""
    over, replaced = _ended(decisions), replaced_by(decisions)
    return [d for d in decisions if id(d) not in over and fold_id(d.id or "") not in replaced]


def replaced_by(decisions: Sequence[Record]) -> Mapping[str, Record]:
    """The folded id of every decision that was replaced → the one that says 置換 and names it in its 関連ID."""
    known = {fold_id(decision.id) for decision in decisions if decision.id}
    return {word: decision for decision in decisions if _says_replaced(decision) for word in _replaces(decision, known)}


def _ended(decisions: Sequence[Record]) -> set[int]:
    """Those that ended by themselves.

    A 置換 beside which no decision is named is the mark of the one that was replaced.
    """
    known = {fold_id(decision.id) for decision in decisions if decision.id}
    over = {id(d) for d in decisions if d.status == "rejected" or _OVER.search(d.kind or "")}
    marked = (d for d in decisions if _says_replaced(d) and "置換" in (d.remarks or ""))
    return over | {id(decision) for decision in marked if not _replaces(decision, known)}


def _says_replaced(decision: Record) -> bool:
    return any("置換" in (decision.get(field) or "") for field in ("related_id", "title", "description", "remarks"))


def _replaces(decision: Record, known: AbstractSet[str]) -> AbstractSet[str]:
    return known & {fold_id(word) for word in split_ids(_REPLACES.sub(" ", decision.related_id or ""))}
