"""X: what hangs together over several registers: parents and children, issues and ToDo, plans and tests."""

from collections import Counter
from datetime import date
from typing import Final

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.phrases import called, day, id_of, listed, named
from pmo_xl.rules.registry import rule
from pmo_xl.rules.similarity import bigrams, dice

_ABNORMAL: Final = ("異常", "エラー", "境界", "例外")
_WORKAROUND: Final = ("運用回避", "手動対応")
_TRAINING: Final = ("研修", "トレーニング")


@rule(
    "X-008",
    on="requirement",
    level="warning",
    reads=("id", "severity|priority"),
    beside={"test": ("requirement_id", "result", "viewpoint|category")},
    yields_to=("X-007",),
)
def only_the_normal_case(requirements: Register, context: Context) -> Said:
    """重要な要件のテストが正常系だけになっている。

    なぜ: 業務が止まるのは、たいてい例外のときである。
    対処: 異常系(エラー・境界・例外)のテストを最低1件加える。不要なら理由を書く。

    例 (基準日 2024-05-07):
        要件:
        | 要件ID | 要件名   | 重要度 |          |
        | R-01   | 受注入力 | 高     | X-008 id |
        | R-02   | 受注取消 | 高     |          |
        | R-03   | 受注照会 | 中     |          |
        テスト:
        | テストID | テスト項目 | 要件ID | 観点     | 結果 |
        | T-001    | 受注登録   | R-01   | 正常系   |      |
        | T-002    | 受注取消   | R-02   | 正常系   |      |
        | T-003    | 取消の重複 | R-02   | エラー系 |      |
        | T-004    | 受注照会   | R-03   | 正常系   |      |
    """
    live, abnormal = set[str](), set[str]()
    for test in context.all_of("test"):
        if test.requirement_id and test.is_live:
            keys = {fold_id(word) for word in split_ids(test.requirement_id)}
            live |= keys
            if any(word in f"{test.viewpoint or ''}{test.category or ''}" for word in _ABNORMAL):
                abnormal |= keys
    for requirement in requirements:
        key = fold_id(requirement.id or "")
        if requirement.rank in ("critical", "high") and requirement.status != "rejected" and key in live - abnormal:
            message = f"{named(requirement)}は正常系のみです。異常系を最低1件検討してください。"
            yield found(requirement, "id", message)


@rule(
    "X-010",
    on="test",
    level="warning",
    reads=("requirement_id", "result", "executed_date"),
    beside={"requirement": ("id", "updated_date")},
)
def passed_before_the_change(tests: Register, context: Context) -> Said:
    """要件が変わる前のOKが、そのまま残っている。

    なぜ: いまの要件を満たすことは、まだ誰も確かめていない。
    対処: 再実施が必要か判断する。不要なら理由を書く。

    例 (基準日 2024-05-07):
        テスト:
        | テストID | テスト項目 | 要件ID | 実施日     | 結果 |                     |
        | T-001    | 受注登録   | R-01   | 2024/04/26 | OK   | X-010 executed_date |
        | T-002    | 受注取消   | R-01   | 2024/05/07 | OK   |                     |
        | T-003    | 受注照会   | R-01   | 2024/04/26 | NG   |                     |
        要件:
        | 要件ID | 要件名   | 更新日     |
        | R-01   | 受注入力 | 2024/05/02 |
    """
    changed = {
        fold_id(requirement.id): requirement
        for requirement in context.all_of("requirement")
        if requirement.id and requirement.updated_date is not None and requirement.updated_date <= context.as_of
    }
    for test in tests:
        when = test.verdict_date
        if test.verdict != "pass" or when is None or not test.requirement_id:
            continue
        for word in split_ids(test.requirement_id):
            requirement = changed.get(fold_id(word))
            updated = requirement.updated_date if requirement else None
            if requirement is not None and updated is not None and when < updated:
                message = (
                    f"要件{id_of(requirement)}は{day(updated)}に変更されましたが、テスト{id_of(test)}は"
                    f"変更前({day(when)})のOKです。再実施が必要か判断してください。"
                )
                yield found(test, "executed_date", message, others=(requirement,))
                break


@rule("X-011", on="issue", level="warning", reads=("status",), beside={"todo": ("related_id", "status")})
def issue_and_its_todos(issues: Register, context: Context) -> Said:
    """課題は完了なのにToDoが残っている。

    なぜ: 残ったToDoは、もう要らないのか、課題がまだ終わっていないのかのどちらかである。
    対処: 不要なら取下げる。要るなら課題を戻す。

    例 (基準日 2024-05-07):
        課題:
        | No.   | 件名       | 状態   | 期限       |              |
        | K-001 | 帳票の桁   | 完了   | 2024/04/30 | X-011 status |
        | K-002 | 画面の文言 | 完了   | 2024/04/30 |              |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 |              |
        ToDo:
        | No.   | ToDo       | 担当者 | 状態   | 期限       | 関連ID |
        | A-001 | 版の確認   | 青葉   | 対応中 | 2024/05/10 | K-001  |
        | A-002 | 文言の確認 | 青葉   | 完了   | 2024/04/30 | K-002  |
        | A-003 | 送信の調査 | 青葉   | 対応中 | 2024/05/10 | K-003  |
    """
    for issue in issues:
        own = [record for record in context.naming(issue.id) if record.table.kind == "todo"]
        left = [todo for todo in own if todo.is_open]
        if issue.status == "closed" and left:
            message = (
                f"{named(issue)}は完了ですがToDo{listed(id_of(todo) for todo in left)}が残っています。"
                "不要なら取下げてください。"
            )
            yield found(issue, "status", message, others=tuple(left))
        elif own and not left and issue.is_open and _stands_still(own, context):
            message = (
                f"{named(issue)}のToDoはすべて完了していますが、課題が未完了のままです。"
                "片付いていれば完了にしてください。"
            )
            yield found(issue, "status", message, level="info", others=tuple(own))


@rule(
    "X-012",
    on=("defect", "issue"),
    level="warning",
    reads=("action", "status"),
    beside={"manual_work": ("related_id",)},
)
def workaround_nobody_wrote_down(records: Register, context: Context) -> Said:
    """運用回避にしたのに、手動対応一覧に手順がない。

    なぜ: 稼働の日に、誰が何をするのかが決まっていない。
    対処: 手動対応一覧に手順・担当・件数を書く。

    例 (基準日 2024-05-07):
        不具合:
        | 不具合ID | 件名     | 状態   | 検出日     | 対応方針 |              |
        | D-001    | 桁あふれ | 対応中 | 2024/05/02 | 運用回避 | X-012 action |
        | D-002    | 送信漏れ | 対応中 | 2024/05/02 | 運用回避 |              |
        | D-003    | 文言誤り | 対応中 | 2024/05/02 | 修正     |              |
        手動対応:
        | No. | 業務         | 手順       | 担当者 | 件数/月 | 分/件 | 対象ID |
        | 1   | 送信のやり直し | 画面で再送 | 青葉   | 30      | 5     | D-002  |
    """
    written_down = {fold_id(word) for work in context.all_of("manual_work") for word in split_ids(work.related_id)}
    for record in records:
        if record.status == "rejected" or not record.id or fold_id(record.id) in written_down:
            continue
        if any(word in (record.action or "") for word in _WORKAROUND):
            message = f"{named(record)}は運用回避ですが、手動対応一覧に手順・担当がありません。追加してください。"
            yield found(record, "action", message)


@rule("X-013", on=("issue", "todo", "wbs"), level="error", reads=("parent_id", "status"))
def parent_closed_before_its_child(children: Register, context: Context) -> Said:
    """親は完了なのに、子が未完了。

    なぜ: 親だけを見る報告では、終わったことになっている。
    対処: 子を完了させる。まだなら親を「対応中」に戻す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 親ID  |              |
        | K-001 | 帳票全般   | 完了   | 2024/04/30 |       | X-013 status |
        | K-002 | 帳票の桁   | 対応中 | 2024/05/10 | K-001 |              |
        | K-003 | 画面全般   | 対応中 | 2024/05/10 |       |              |
        | K-004 | 画面の文言 | 対応中 | 2024/05/10 | K-003 |              |
    """
    open_children: dict[str, list[Record]] = {}
    for child in children:
        if child.parent_id and child.is_open:
            for word in split_ids(child.parent_id):
                open_children.setdefault(fold_id(word), []).append(child)
    for key, left in open_children.items():
        for parent in context.holders_of(key):
            if parent.status == "closed" and parent.table.kind in ("issue", "todo", "wbs"):
                message = (
                    f"{called(parent)}は完了ですが子{listed(id_of(child) for child in left)}が未完了です。"
                    "子を完了させるか、親を「対応中」に戻してください。"
                )
                yield found(parent, "status", message, others=tuple(left))


@rule("X-014", on="plan", level="warning", reads=("planned_date", "planned_count"), beside={"test": ("planned_date",)})
def plan_and_tests_disagree(plans: Register, context: Context) -> Said:
    """日別の計画件数が、テスト一覧の予定日の件数と合わない。

    なぜ: どちらを計画と呼ぶかで、遅れの大きさが変わる。
    対処: どちらを正とするか決めて、そろえる。

    例 (基準日 2024-05-07):
        計画:
        | 日付       | 計画件数 |                     |
        | 2024/05/08 | 2        | X-014 planned_count |
        | 2024/05/09 | 1        |                     |
        テスト:
        | テストID | テスト項目 | 予定日     | 結果   |
        | T-001    | 受注登録   | 2024/05/08 |        |
        | T-002    | 受注取消   | 2024/05/09 |        |
        | T-003    | 受注照会   | 2024/05/08 | 対象外 |
    """
    tests = context.situation.counted("test")  # a row copied and left is one test
    counted = Counter(test.planned_date for test in tests if test.planned_date and test.is_live)
    rows: dict[date, list[Record]] = {}
    for row in plans:
        if row.planned_date is not None and row.planned_count is not None:
            rows.setdefault(row.planned_date, []).append(row)
    for when in sorted(rows, key=lambda one: (one < context.as_of, one)):
        planned = sum(row.planned_count or 0 for row in rows[when])
        if planned != counted[when]:
            both = f"{day(when)}の計画は{planned:g}件、予定日の集計は{counted[when]}件です。"
            message = f"{both}どちらを正とするか決めてください。"
            yield found(rows[when][0], "planned_count", message)


@rule("X-016", on="issue", level="warning", reads=("title", "phase|category"), beside={"defect": ("title", "status")})
def seen_before_in_training(issues: Register, context: Context) -> Said:
    """研修で出た気づきが、解決済みの不具合とよく似ている。

    なぜ: 再発かもしれない。直したはずのものが研修で見つかるのは、稼働前の最後の機会である。
    対処: 再発か確かめる。再発なら不具合を再オープンする。

    例 (基準日 2024-05-07):
        課題:
        | No.   | 件名                       | フェーズ     | 状態   | 期限       |             |
        | K-001 | 受注画面で数量が0になる    | トレーニング | 対応中 | 2024/05/10 | X-016 title |
        | K-002 | 操作説明書の図が古い       | トレーニング | 対応中 | 2024/05/10 |             |
        | K-003 | 受注画面で数量が0になる件  | UAT          | 対応中 | 2024/05/10 |             |
        不具合:
        | 不具合ID | 件名                     | 状態     | 検出日     |
        | D-001    | 受注画面で数量が0になる  | クローズ | 2024/04/24 |
    """
    closed = [(d, bigrams(d.title)) for d in context.all_of("defect") if d.status == "closed" and d.title]
    for issue in issues:
        if not issue.title or not any(word in f"{issue.phase or ''}{issue.category or ''}" for word in _TRAINING):
            continue
        own = bigrams(issue.title)
        alike = [(dice(own, pairs), defect) for defect, pairs in closed]
        near = max(alike, key=lambda one: one[0], default=None)
        if near is not None and near[0] >= context.params.duplicate_similarity:
            message = (
                f"研修の気づき{id_of(issue)}は解決済みの不具合{id_of(near[1])}と似ています。再発か確認してください。"
            )
            yield found(issue, "title", message, others=(near[1],))


def _stands_still(todos: list[Record], context: Context) -> bool:
    """Whether the last of the ToDo was done `stale_days` working days ago, or longer."""
    closed = [todo.closed_date for todo in todos if todo.closed_date is not None]
    return len(closed) == len(todos) and context.calendar.after(max(closed), context.as_of) >= context.params.stale_days
