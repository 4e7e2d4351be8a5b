"""I: what an issue still lacks before somebody can act on it, or look it up later."""

from fractions import Fraction
from typing import Final

from pmo_xl.metrics.wording import percent
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, found, propose
from pmo_xl.rules.phrases import day, named, san, written
from pmo_xl.rules.registry import rule
from pmo_xl.settings import Params

GRAVE: Final = ("critical", "high")
_USUAL_DAYS: Final = Params().issue_due_days
_WITHOUT_RANK: Final = "medium"


@rule("I-001", on="issue", level="warning", reads=("status", "owner"))
def nobody_in_charge(issues: Register, context: Context) -> Said:
    """未完了の課題に担当者がいない。

    なぜ: 誰の仕事でもない課題は、期限が来ても動かない。
    対処: 朝会で担当部署から1名決める。「未定」「TBD」も空欄と同じに扱う。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 担当者 | 状態   | 期限       |             |
        | K-001 | 帳票の桁   |        | 対応中 | 2024/05/10 | I-001 owner |
        | K-002 | 画面の文言 | 未定   | 対応中 | 2024/05/10 | I-001 owner |
        | K-003 | 送信の遅れ | 佐藤   | 対応中 | 2024/05/10 |             |
        | K-004 | 印刷の余白 |        | 完了   | 2024/05/02 |             |
    """
    for issue in issues:
        if issue.owner is None and issue.is_open:
            message = (
                f"{named(issue)}に担当者がいません。本日の朝会で{issue.owner_org or '担当部署'}から1名決めてください。"
            )
            yield found(issue, "owner", message)


@rule(
    "I-002",
    on="issue",
    level="warning",
    fix="suggest",
    reads=("status", "due_date", "raised_date"),
    yields_to=("O-003", "I-011"),
)
def no_due_date(issues: Register, context: Context) -> Said:
    """未完了の課題に期限がない。

    なぜ: いつまでか決まらない課題は、期限超過にも督促にも掛からず、最後まで残る。
    対処: 重要度ごとの目安(pmo.toml の issue_due_days)を基に、担当者と期限を決める。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 重要度 | 状態   | 起票日     | 期限       |                |
        | K-001 | 帳票の桁   | 高     | 対応中 | 2024/05/02 |            | I-002 due_date |
        | K-002 | 画面の文言 | 高     | 対応中 | 2024/05/02 | 2024/05/09 |                |
        | K-003 | 送信の遅れ | 高     | 完了   | 2024/05/02 |            |                |
        | K-004 | 印刷の余白 | 高     | 対応中 | 2024/05/02 | なるはや   | O-003 due_date |
    """
    calendar, as_of = context.calendar, context.as_of
    earliest = as_of if calendar.is_working(as_of) else calendar.shift(as_of, 1)
    usual = {**_USUAL_DAYS, **context.params.issue_due_days}
    for issue in issues:
        if issue.due_date is not None or not issue.is_open:
            continue
        days = usual[issue.rank or _WITHOUT_RANK]
        proposed = max(calendar.shift(issue.raised_date or as_of, days), earliest)
        word = written(issue, "severity" if issue.table.has("severity") else "priority") if issue.rank else ""
        message = (
            f"{named(issue)}に期限がありません。{f'重要度{word}の' if word else ''}目安は"
            f"{'起票' if issue.raised_date else '本日'}から{days}営業日です。"
            f"{day(proposed)}でよいか{f'担当の{san(issue.owner)}' if issue.owner else '担当者'}に確認してください。"
        )
        yield found(issue, "due_date", message, fix=propose(issue, "due_date", proposed))


@rule("I-005", on=("issue", "todo", "qa"), level="info", fix="suggest", reads=("status", "due_date"))
def due_on_a_day_off(records: Register, context: Context) -> Said:
    """期限が休日になっている。

    なぜ: 休みの日に終わると思う人と、次の営業日でよいと思う人が出る。
    対処: 前の営業日か次の営業日に直す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/11 | I-005 due_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |                |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/03 |                |
        | K-004 | 印刷の余白 | 完了   | 2024/05/11 |                |
    """
    calendar, as_of = context.calendar, context.as_of
    for record in records:
        due = record.due_date
        if due is None or due < as_of or not record.is_open:
            continue
        if not (name := calendar.name_of(due)):
            continue
        before, after = calendar.shift(due, -1), calendar.shift(due, 1)
        message = (
            f"{named(record)}の期限{day(due)}は{name}です。"
            f"前の営業日{day(before)}か次の営業日{day(after)}にしてください。"
        )
        # On a day off that is today, the working day before has gone by.
        yield found(record, "due_date", message, fix=propose(record, "due_date", before if before >= as_of else after))


@rule("I-009", on="issue", level="warning", reads=("status", "action|response"))
def closed_without_a_word(issues: Register, context: Context) -> Said:
    """完了した課題に、対応内容が書かれていない。

    なぜ: どう解決したか後から説明できず、同じ問題が起きたときに役立たない。
    対処: 結果を1行で書く。取下げ・却下は、理由を備考に書いてもよい。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 対応内容     | 備考       |              |
        | K-001 | 帳票の桁   | 完了   | 2024/05/02 |              | 5/2 会議   | I-009 action |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 | 文言を直した |            |              |
        | K-003 | 送信の遅れ | 取下げ | 2024/05/02 |              | 再現しない |              |
        | K-004 | 印刷の余白 | 取下げ | 2024/05/02 |              |            | I-009 action |
        | K-005 | 検索の順序 | 対応中 | 2024/05/10 |              |            |              |
    """
    for issue in issues:
        if issue.is_open or issue.action or issue.response or (issue.status == "rejected" and issue.remarks):
            continue
        state = "完了" if issue.status == "closed" else f"「{written(issue, 'status')}」"
        message = f"{named(issue)}は{state}ですが対応内容が空です。後から説明できるよう1行で結果を書いてください。"
        yield found(issue, "action" if issue.table.has("action") else "response", message)


@rule("I-011", on=("issue", "qa"), level="warning", reads=("status", "due_date"), yields_to=("O-003",))
def waiting_for_nobody(records: Register, context: Context) -> Said:
    """回答待ちなのに、依頼先か回答期限が書かれていない。

    なぜ: 誰がいつまでに答えるのか決まっていない待ちは、誰も催促しない。
    対処: 依頼先(回答者または担当部署)と回答期限を入れる。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 担当部署 | 回答者 | 状態     | 期限       |                    |
        | K-001 | 帳票の桁   |          |        | 回答待ち | 2024/05/10 | I-011 responded_by |
        | K-002 | 画面の文言 |          | 田中   | 回答待ち |            | I-011 due_date     |
        | K-003 | 送信の遅れ | 経理部   |        | 回答待ち | 2024/05/10 |                    |
        | K-004 | 印刷の余白 |          |        | 対応中   | 2024/05/10 |                    |
    """
    for record in records:
        if record.status != "waiting":
            continue
        addressee = next((name for name in ("responded_by", "owner_org") if record.table.has(name)), None)
        unasked = addressee is not None and not record.responded_by and not record.owner_org
        missing = [name for name, lacks in (("依頼先", unasked), ("回答期限", record.due_date is None)) if lacks]
        if missing:
            message = (
                f"{named(record)}は回答待ちですが、{'と'.join(missing)}が書かれていません。"
                "依頼先と回答期限を入れてください。"
            )
            yield found(record, addressee if unasked and addressee else "due_date", message)


@rule("I-014", on="issue", level="warning", reads=("severity|priority", "impact", "due_date", "status"))
def grave_without_impact(issues: Register, context: Context) -> Said:
    """重要度の高い課題に、判断に要ることが書かれていない。

    なぜ: 影響(業務・費用・日程)が分からないと、何を先にするか決められない。期限が終了日より後なら、なおさらである。
    対処: 影響を1行書く。期限が終了日より後なら、前倒しするか、そのまま進めてよいかの判断を求める。

    例 (基準日 2024-05-07、期間 2024-04-22〜2024-05-17):
        | No.   | 件名       | 重要度 | 影響           | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 高     |                | 対応中 | 2024/05/10 | I-014 impact   |
        | K-002 | 画面の文言 | 高     | 請求が遅れる   | 対応中 | 2024/05/20 | I-014 due_date |
        | K-003 | 送信の遅れ | 高     | 請求が遅れる   | 対応中 | 2024/05/17 |                |
        | K-004 | 印刷の余白 | 低     |                | 対応中 | 2024/05/10 |                |
        | K-005 | 検索の順序 | 高     |                | 完了   | 2024/05/02 |                |
    """
    end = context.project.phase_end
    for issue in issues:
        if issue.rank not in GRAVE or not issue.is_open:
            continue
        due = issue.due_date
        late = (
            f"期限{day(due)}は{context.project.phase or 'UAT'}終了{day(end)}より後" if due and end and due > end else ""
        )
        if issue.impact and not late:
            continue
        whose = f"重要度「{written(issue, _rank_field(issue))}」の{named(issue)}"
        if issue.impact:
            message = f"{whose}の{late}です。前倒しするか、このまま進めてよいか判断を求めてください。"
        else:
            also = f"(しかも{late}です)" if late else ""
            message = f"{whose}に影響(業務・費用・日程)がありません{also}。判断のため1行追記してください。"
        yield found(issue, "due_date" if issue.impact else "impact", message)


@rule("I-015", on="issue", level="warning", reads=("severity|priority", "status"))
def everything_is_urgent(issues: Register, context: Context) -> Said:
    """未完了の課題の多くが、重要度「高」以上になっている。

    なぜ: すべてが重要なら、何も重要でないのと同じで、先に手を付けるものを選べない。
    対処: 朝会で上位5件に絞って付け直す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 重要度 | 状態   | 期限       | I-015 priority |
        | K-001 | 帳票の桁   | 高     | 対応中 | 2024/05/10 |                |
        | K-002 | 画面の文言 | 高     | 対応中 | 2024/05/10 |                |
        | K-003 | 送信の遅れ | 高     | 対応中 | 2024/05/10 |                |
        | K-004 | 印刷の余白 | 高     | 対応中 | 2024/05/10 |                |
        | K-005 | 印刷の向き | 高     | 対応中 | 2024/05/10 |                |
        | K-006 | 検索の順序 | 中     | 対応中 | 2024/05/10 |                |
        | K-007 | 照会の項目 | 中     | 対応中 | 2024/05/10 |                |
        | K-008 | 登録の確認 | 中     | 対応中 | 2024/05/10 |                |
        | K-009 | 取消の確認 | 低     | 対応中 | 2024/05/10 |                |
        | K-010 | 変更の確認 | 低     | 対応中 | 2024/05/10 |                |
        | K-011 | 複写の確認 | 高     | 完了   | 2024/05/02 |                |
    """
    open_ones = [issue for issue in issues if issue.is_open]
    grave = [issue for issue in open_ones if issue.rank in GRAVE]
    params = context.params
    if not grave or len(open_ones) < params.high_share_min or len(grave) <= params.high_share * len(open_ones):
        return
    table = grave[0].table
    field = _rank_field(grave[0])
    message = (
        f"未完了の{percent(Fraction(len(grave), len(open_ones)))}が重要度「高」以上です。"
        "朝会で上位5件に絞って付け直してください。"
    )
    yield Found(Place(table.file, table.sheet, table.heading_row, table.columns[field]), message, field)


def _rank_field(issue: Record) -> str:
    return "severity" if issue.table.has("severity") else "priority"
