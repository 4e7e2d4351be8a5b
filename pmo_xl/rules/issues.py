"""I: issues, and what ToDo, questions and defects have in common with them. The morning list."""

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, Skip, found, propose
from pmo_xl.rules.phrases import day, named, san, written
from pmo_xl.rules.registry import rule


@rule("I-003", on="issue", level="warning", reads=("status", "due_date"))
def overdue(issues: Register, context: Context) -> Said:
    """期限を過ぎた課題が未完了のまま。

    なぜ: 期限が守られたのか延ばされたのかが記録から読めず、滞留の集計から漏れる。
    対処: 完了日を記入する。延期なら合意した新しい期限に書き直し、経緯を備考に残す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/04/30 | I-003 due_date |
        | K-002 | 画面の文言 | 完了   | 2024/04/30 |                |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/07 |                |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/03 |                |
    """
    for issue in issues:
        late = context.overdue_days(issue.due_date)  # working days; 0 when due today or on a day off just passed
        if late and issue.due_date and issue.is_open:
            message = (
                f"{named(issue)}は期限{day(issue.due_date)}を{late}営業日過ぎています。"
                f"{san(issue.owner)}に新しい期限と理由を確認してください。"
            )
            yield found(issue, "due_date", message)


@rule("I-004", on=("issue", "todo", "qa"), level="error", reads=("due_date", "raised_date"), written=True)
def due_before_raised(records: Register, context: Context) -> Said:
    """期限が起票日より前。

    なぜ: どちらかの日付が誤りで、期限超過の日数が正しく出ない。
    対処: 正しい日付に直す。年の打ち間違いが多い。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 起票日     | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/01 | 2023/05/10 | I-004 due_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/01 | 2024/05/01 |                |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/02 | 2024/05/10 |                |
    """
    for record in records:
        due, raised = record.due_date, record.raised_date
        if due is not None and raised is not None and due < raised:
            message = (
                f"{named(record)}の期限{day(due)}が起票日{day(raised)}より前です。"
                "どちらの日付が正しいか直してください。"
            )
            yield found(record, "due_date", message)


@rule("I-006", on=("issue", "todo", "defect"), level="error", fix="suggest", reads=("status", "closed_date"))
def closed_without_date(records: Register, context: Context) -> Said:
    """完了なのに完了日が空。

    なぜ: いつ終わったか分からず、日ごとの完了件数と処理日数に入らない。
    対処: 完了した日を入れる。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 完了日     |                   |
        | K-001 | 帳票の桁   | 完了   | 2024/05/10 |            | I-006 closed_date |
        | K-002 | 画面の文言 | 完了   | 2024/05/10 | 2024/05/02 |                   |
        | K-003 | 送信の遅れ | 取下げ | 2024/05/10 |            |                   |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 |            |                   |
    """
    for record in records:
        if record.status == "closed" and record.closed_date is None:
            kept = context.first_kept(records.name, record, "status")
            when = kept or context.as_of
            reason = "前回の記録で初めて完了だった" if kept else "基準日の"
            message = f"{named(record)}は完了ですが完了日が空です。{reason}{day(when)}でよければ入れてください。"
            yield found(record, "closed_date", message, fix=propose(record, "closed_date", when))


@rule("I-007", on=("issue", "todo", "defect"), level="error", reads=("status", "closed_date"), yields_to=("H-001",))
def open_with_closed_date(records: Register, context: Context) -> Said:
    """完了日があるのに状態が未完了。

    なぜ: 完了と未完了のどちらに数えるべきか決まらない。
    対処: 終わったのなら状態を完了に、終わっていないなら完了日を消す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 完了日     |                   |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 2024/05/02 | I-007 closed_date |
        | K-002 | 画面の文言 | 完了   | 2024/05/10 | 2024/05/02 |                   |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 |            |                   |
    """
    for record in records:
        closed = record.closed_date
        if closed is not None and closed <= context.as_of and record.is_open:
            message = (
                f"{named(record)}は完了日{day(closed)}がありますが状態が「{written(record, 'status')}」です。"
                "完了なら状態を、違えば完了日を直してください。"
            )
            yield found(record, "closed_date", message)


@rule(
    "I-008",
    on=("issue", "todo", "defect"),
    level="error",
    reads=("closed_date", "raised_date|detected_date"),
    written=True,
)
def closed_on_an_impossible_day(records: Register, context: Context) -> Said:
    """完了日が未来、または起票日より前。

    なぜ: まだ来ていない日に終わったことはなく、集計では未完了として数えることになる。
    対処: 実際に終わった日に直す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 起票日     | 完了日     |                   |
        | K-001 | 帳票の桁   | 完了   | 2024/04/22 | 2024/05/08 | I-008 closed_date |
        | K-002 | 画面の文言 | 完了   | 2024/04/22 | 2024/04/19 | I-008 closed_date |
        | K-003 | 送信の遅れ | 完了   | 2024/04/22 | 2024/05/07 |                   |
        | K-004 | 印刷の余白 | 完了   | 2024/04/22 | 2024/04/22 |                   |
    """
    for record in records:
        closed = record.closed_date
        if closed is None:
            continue
        born = record.arose
        if closed > context.as_of:
            why = f"基準日{day(context.as_of)}より先です"
        elif born is not None and closed < born:
            why = f"{'検出日' if record.detected_date else '起票日'}{day(born)}より前です"
        else:
            continue
        message = f"{named(record)}の完了日{day(closed)}は{why}。実績の日付に直してください。"
        yield found(record, "closed_date", message)


@rule("I-010", on=("issue", "todo", "qa", "risk"), level="warning", reads=("status",), yields_to=("I-003",))
def standing_still(records: Register, context: Context) -> Said:
    """未完了のまま、しばらく動きがない。

    なぜ: 誰も見ていない課題は、期限の直前になって間に合わないと分かる。
    対処: 担当者に状況を聞き、進捗欄と更新日を書き直す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 更新日     |                    |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/17 | 2024/04/30 | I-010 updated_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/17 | 2024/05/01 |                    |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/17 | 2024/05/02 |                    |
        | K-004 | 印刷の余白 | 完了   | 2024/05/17 | 2024/04/24 |                    |
        | K-005 | 印刷の向き | 対応中 | 2024/04/30 | 2024/04/24 | I-003 due_date     |
    """
    kept = context.situation.kept
    limit = context.params.stale_days
    if not kept:
        for table in records.tables:
            if not table.has("updated_date"):
                yield Skip(f"「{table.sheet}」に「更新日」の列がなく、前回の記録もありません(history keep で残せます)")
    for record in records:
        if not record.is_open:
            continue
        if record.updated_date and context.calendar.after(record.updated_date, context.as_of) < limit:
            continue  # no need to look into the kept states
        moved = context.last_moved(records.name, record)
        if moved is None:
            continue
        still = context.calendar.after(moved, context.as_of)
        if still >= limit:
            message = (
                f"{named(record)}は{still}営業日動きがありません。"
                f"{san(record.owner)}に状況を聞き、進捗欄を更新してください。"
            )
            yield found(record, "updated_date" if record.table.has("updated_date") else "status", message)


@rule("I-016", on=("issue", "todo", "defect"), level="warning", reads=("status", "owner"), whole=True)
def too_much_on_one(records: Register, context: Context) -> Said:
    """未完了の件が一人に集中している。

    なぜ: その人が休むと全部が止まる。期限の超過も、ほかの人の待ちも、ここから始まる。
    対処: 割り振りを見直し、期限の近いものから渡す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 担当者 | 状態   | 期限       |             |
        | K-001 | 帳票の桁   | 佐藤   | 対応中 | 2024/05/10 | I-016 owner |
        | K-002 | 画面の文言 | 佐藤   | 対応中 | 2024/05/10 |             |
        | K-003 | 送信の遅れ | 佐藤   | 対応中 | 2024/05/10 |             |
        | K-004 | 印刷の余白 | 佐藤   | 対応中 | 2024/05/10 |             |
        | K-005 | 印刷の向き | 佐藤   | 対応中 | 2024/05/10 |             |
        | K-006 | 検索の順序 | 鈴木   | 対応中 | 2024/05/10 |             |
        | K-007 | 照会の項目 | 田中   | 対応中 | 2024/05/10 |             |
        | K-008 | 登録の確認 | 田中   | 完了   | 2024/05/02 |             |
        | K-009 | 取消の確認 | 山下   | 対応中 | 2024/05/10 |             |
    """
    loads: dict[str, list[Record]] = {}
    for record in records:
        if record.owner and record.is_open:
            for name in context.who(record.owner):
                loads.setdefault(name, []).append(record)
    if not loads:
        return
    mean = sum(len(open_ones) for open_ones in loads.values()) / len(loads)
    params = context.params
    for name in sorted(loads):
        load = loads[name]
        if len(load) >= params.owner_load_min and len(load) >= params.owner_load_factor * mean:
            message = (
                f"{san(name)}に未完了が{len(load)}件集中しています(平均{mean:.1f}件)。割り振りを見直してください。"
            )
            yield found(load[0], "owner", message)
