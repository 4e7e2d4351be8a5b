"""U: the user side's ledger against the vendor side's."""

from collections.abc import Iterator
from datetime import date

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.differences import (
    KEPT_TWICE,
    SIDES,
    alone_on,
    due_dates_differ,
    due_field,
    is_told_alone,
    rank_field,
    ranks_differ,
    wait_for_each_other,
)
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.phrases import called, cut, day, id_of, san, written
from pmo_xl.rules.registry import rule
from pmo_xl.rules.sides import CALLED, Sides


@rule("U-001", on=KEPT_TWICE, level="warning", reads=("id",), two_sides=True)
def on_one_side_alone(ledger: Register, context: Context) -> Said:
    """片方の台帳にしかない件がある。

    なぜ: 相手が知らない件は、相手の手では動かない。
    対処: 相手側に連携済みか確認する。番号が違うだけなら対応表に書く。

    例 (基準日 2024-05-07):
        ユーザー側課題:
        | No.   | 件名       | 状態   | 期限       | 起票日     |          |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 2024/04/24 |          |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 | 2024/04/24 | U-001 id |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 | 2024/05/07 |          |
        ベンダー側課題:
        | No.   | 件名       | 状態   | 期限       | 起票日     |          |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 2024/04/24 |          |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 | 2024/04/24 | U-001 id |
    """
    first = next(register for register in context.situation.of_kind(ledger.kind) if register.side == "user")
    for side in SIDES:
        for record in alone_on(side, ledger.kind, context):
            is_ours = any(table is record.table for table in ledger.tables)
            if (is_ours if side == "user" else ledger.name == first.name) and is_told_alone(record, context.as_of):
                message = f"{called(record)}は{CALLED[side]}台帳だけにあります。相手側に連携済みか確認してください。"
                yield found(record, record.table.id_field, message)


@rule("U-002", on=KEPT_TWICE, level="error", reads=("id", "status"), two_sides=True)
def done_on_one_side(ledger: Register, context: Context) -> Said:
    """片方では完了、もう片方では未完了になっている。

    なぜ: 残件数が2つの報告で違う。
    対処: 完了の基準を確認し、そろえる。

    例 (基準日 2024-05-07):
        ユーザー側課題:
        | No.   | 件名       | 状態   | 期限       |              |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | U-002 status |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |              |
        ベンダー側課題:
        | No.   | 件名       | 状態     | 期限       |
        | K-001 | 帳票の桁   | 完了     | 2024/05/10 |
        | K-002 | 画面の文言 | 回答待ち | 2024/05/10 |
    """
    for sides in context.sides(ledger):
        for matter in sides.matters():
            ours, theirs = matter.is_done
            if ours != theirs:
                user = next((r for r in matter.users if r.is_open == theirs), matter.users[0])
                other = next((r for r in matter.vendors if r.is_open == ours), matter.vendors[0])
                message = (
                    f"{called(user)}はユーザー側「{_status(user)}」、ベンダー側「{_status(other)}」です。"
                    "完了の基準を確認し、そろえてください。"
                )
                yield found(user, "status", message, others=matter.vendors)


@rule("U-003", on=KEPT_TWICE, level="warning", reads=("id", "due_date|fix_plan_date"), two_sides=True)
def different_due_dates(ledger: Register, context: Context) -> Said:
    """期限が2つの台帳で違う。

    なぜ: 遅れているかどうかの判断が、台帳によって変わる。
    対処: 合意した日付に直す。

    例 (基準日 2024-05-07):
        ユーザー側課題:
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | U-003 due_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |                |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 |                |
        ベンダー側課題:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/14 |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |
        | K-003 | 送信の遅れ | 対応中 |            |
    """
    for sides in context.sides(ledger):
        for user, vendor in sides.one_to_one():
            if due_dates_differ(user, vendor):
                field = due_field(user)
                ours, theirs = user.get(field), vendor.get(due_field(vendor))
                message = (
                    f"{called(user)}の期限がユーザー側{day(ours)}、ベンダー側{day(theirs)}です。"
                    "合意した日付に直してください。"
                )
                yield found(user, field, message, others=(vendor,))


@rule("U-004", on=KEPT_TWICE, level="warning", reads=("id", "status"), two_sides=True)
def both_wait(ledger: Register, context: Context) -> Said:
    """双方が、相手の回答を待っている。

    なぜ: どちらも動かないまま日がたつ。
    対処: 次に動く側を、本日の会議で決める。

    例 (基準日 2024-05-07):
        ユーザー側課題:
        | No.   | 件名       | 状態     | 期限       |              |
        | K-001 | 帳票の桁   | 回答待ち | 2024/05/10 | U-004 status |
        | K-002 | 画面の文言 | 回答待ち | 2024/05/10 |              |
        ベンダー側課題:
        | No.   | 件名       | 状態     | 期限       |
        | K-001 | 帳票の桁   | 回答待ち | 2024/05/10 |
        | K-002 | 画面の文言 | 対応中   | 2024/05/10 |
    """
    for sides in context.sides(ledger):
        for user, vendor in sides.one_to_one():
            if wait_for_each_other(user, vendor, context):
                message = f"{called(user)}は双方が「相手の回答待ち」です。次に動く側を本日の会議で決めてください。"
                yield found(user, "status", message, others=(vendor,))


@rule("U-005", on=("issue", "todo"), level="warning", reads=("owner", "related_id"), two_sides=True)
def two_masters(ledger: Register, context: Context) -> Said:
    """同じ人が、同じ件について、2つの側から違う指示を受けている。

    なぜ: どちらに従っても、もう一方からは遅れや違反に見える。
    対処: PMO間で1本にしてから、本人に伝え直す。

    例 (基準日 2024-05-07):
        ユーザー側ToDo:
        | No.   | ToDo       | 担当者   | 状態   | 期限       | 起票日     | 関連ID |             |
        | A-001 | 版の確定   | 甲野太郎 | 対応中 | 2024/05/09 | 2024/05/01 | K-001  | U-005 owner |
        | A-002 | 文言の確認 | 甲野太郎 | 対応中 | 2024/05/10 | 2024/05/01 | K-002  |             |
        ベンダー側ToDo:
        | No.   | ToDo       | 担当者   | 状態   | 期限       | 起票日     | 関連ID |
        | B-001 | 版の確定   | 甲野太郎 | 対応中 | 2024/05/14 | 2024/05/02 | K-001  |
        | B-002 | 文言の確認 | 甲野太郎 | 対応中 | 2024/05/10 | 2024/05/02 | K-002  |
    """
    for user, other in told_otherwise(ledger, context):
        who = san(next(iter(context.who(user.owner or "")), None))
        message = (
            f"{who}に、{CALLED['user']}は「{_instruction(user)}」、{CALLED['vendor']}は「{_instruction(other)}」と"
            "指示しています。PMO間で1本にしてから伝え直してください。"
        )
        yield found(user, "owner", message, others=(other,))


@rule("U-006", on=KEPT_TWICE, level="warning", reads=("id", "severity|priority"), two_sides=True)
def different_gravity(ledger: Register, context: Context) -> Said:
    """重要度が2つの台帳で違う。

    なぜ: 片方では急ぎ、片方では後回しになる。
    対処: 基準表に照らして決める。

    例 (基準日 2024-05-07):
        ユーザー側課題:
        | No.   | 件名       | 状態   | 期限       | 重要度 |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 高     | U-006 priority |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 | 高     |                |
        ベンダー側課題:
        | No.   | 件名       | 状態   | 期限       | 重要度 |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 低     |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |        |
    """
    for sides in context.sides(ledger):
        for user, vendor in sides.one_to_one():
            if ranks_differ(user, vendor):
                field, there = rank_field(user), rank_field(vendor)
                message = (
                    f"{called(user)}の重要度が「{written(user, field)}」/「{written(vendor, there)}」です。"
                    "基準表に照らして決めてください。"
                )
                yield found(user, field, message, others=(vendor,))


@rule("U-007", on=KEPT_TWICE, level="info", reads=("id",), two_sides=True)
def one_for_many(ledger: Register, context: Context) -> Said:
    """1件に相手側の複数件が対応しているのに、完了の条件が決まっていない。

    なぜ: 相手側の1件が終わったとき、こちらを完了にしてよいか分からない。
    対処: 対応表に完了条件(全件/主件)を書く。

    例 (基準日 2024-05-07、対応表 K-001=B-001・B-002):
        ユーザー側課題:
        | No.   | 件名       | 状態   | 期限       |          |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | U-007 id |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |          |
        ベンダー側課題:
        | No.   | 件名       | 状態   | 期限       |
        | B-001 | 帳票の桁   | 対応中 | 2024/05/10 |
        | B-002 | 桁の調査   | 対応中 | 2024/05/10 |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |
    """
    for sides in context.sides(ledger):
        for same in sides.matched:
            if len(same.vendors) > 1 and not same.rule:
                message = (
                    f"ユーザー側{id_of(same.user)}にベンダー側{len(same.vendors)}件が対応しています。"
                    "完了条件(全件/主件)を決めてください。"
                )
                yield found(same.user, same.user.table.id_field, message, others=same.vendors)


def _status(record: Record) -> str:
    return written(record, "status") or "空欄"


def _asked(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """(person, folded related id) of everything an open record asks."""
    if record.is_open and record.owner and record.related_id:
        for name in context.who(record.owner):
            for word in split_ids(record.related_id):
                yield name, fold_id(word)


def told_otherwise(ledger: Register, context: Context) -> Iterator[tuple[Record, Record]]:
    """Each record of the user side's ledger that tells its owner something else than one of the vendor side's."""
    for sides in context.sides(ledger):
        first: dict[int, tuple[Record, Record]] = {}
        for user, other in at_odds(sides, context):
            first.setdefault(id(user), (user, other))
        yield from first.values()


def at_odds(sides: Sides, context: Context) -> Iterator[tuple[Record, Record]]:
    """Every pair of records of the two sides that tell one person different things about one matter."""
    theirs: dict[tuple[str, str], list[Record]] = {}
    for vendor in sides.vendor:
        for key in _asked(vendor, context):
            theirs.setdefault(key, []).append(vendor)
    for user in sides.user:
        asked = {id(other): other for key in _asked(user, context) for other in theirs.get(key, ())}
        yield from ((user, other) for other in asked.values() if _conflict(user, other, context))


def _conflict(user: Record, vendor: Record, context: Context) -> bool:
    """Asked within `conflict_days` of each other, and due, priority or what to do differ (where both say it)."""
    ours, theirs = user.raised_date, vendor.raised_date
    if ours and theirs and context.calendar.after(min(ours, theirs), max(ours, theirs)) > context.params.conflict_days:
        return False
    pairs = ((user.due_date, vendor.due_date), (user.priority, vendor.priority), (user.action, vendor.action))
    return any(one and other and one != other for one, other in pairs)


def _instruction(record: Record) -> str:
    """What is asked: the title, by when, how urgently, how."""
    due: date | None = record.due_date
    parts = [cut(record.title or record.description or "", 20), f"{day(due)}まで" if due else ""]
    parts += [written(record, "priority"), cut(record.action or "", 20)]
    return " ".join(part for part in parts if part)
