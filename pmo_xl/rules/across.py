"""X: between registers. Where two sheets contradict each other."""

from datetime import date

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found, propose
from pmo_xl.rules.phrases import called, day, id_of, listed, named, san, written
from pmo_xl.rules.registry import rule
from pmo_xl.rules.ways_round import tells_a_way_round


@rule("X-001", on="test", level="error", fix="suggest", reads=("result", "defect_id"), beside={"defect": ("id",)})
def failed_without_defect(tests: Register, context: Context) -> Said:
    """NGなのに不具合番号がない。

    なぜ: 起票されていない不具合は、直されないまま残る。
    対処: 起票して番号を書く。既に起票済みなら、その番号を書く。

    例 (基準日 2024-05-07):
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 | 不具合ID |                 |
        | T-001    | 受注登録   | 2024/05/02 | NG   |          | X-001 defect_id |
        | T-002    | 受注取消   | 2024/05/02 | NG   | D-001    |                 |
        | T-003    | 受注照会   | 2024/05/02 | OK   |          |                 |
        不具合:
        | 不具合ID | 件名     | 事象     | 状態   | 検出日     |
        | D-001    | 桁あふれ | 切れる   | 修正中 | 2024/05/02 |
        | D-002    | 送信漏れ | 届かない | 修正中 | 2024/05/02 |
    """
    for test in tests:
        several = test.table.has("result_2")
        field = _failed_without_defect(test, context) if several or test.verdict == "fail" else None
        if field is None:
            continue
        naming = context.defects_by_test.get(fold_id(test.id), ()) if test.id else ()
        known = [defect.id for defect in naming if defect.id]
        candidates = f"(候補: {listed(known)})" if known else ""
        message = (
            f"{called(test)}はNGですが不具合番号がありません。起票するか、既存の番号を書いてください{candidates}。"
        )
        fix = propose(test, field, known[0]) if len(known) == 1 else None
        yield found(test, field, message, fix=fix)


@rule("X-002", on="test", level="error", reads=("defect_id",), beside={"defect": ("id",)}, written=True)
def unknown_defect(tests: Register, context: Context) -> Said:
    """テストに書かれた不具合番号が、不具合一覧にない。

    なぜ: 番号の打ち間違いなら、影響するテストの数が別の不具合に数えられる。起票漏れなら、直されない。
    対処: 番号を直す。起票していなければ起票する。

    例 (基準日 2024-05-07):
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 | 不具合ID     |                 |
        | T-001    | 受注登録   | 2024/05/02 | NG   | D-091        | X-002 defect_id |
        | T-002    | 受注取消   | 2024/05/02 | NG   | Ｄ－００１   |                 |
        | T-003    | 受注照会   | 2024/05/02 | NG   | D-001、D-002 |                 |
        | T-004    | 受注変更   | 2024/05/02 | OK   |              |                 |
        不具合:
        | 不具合ID | 件名     | 事象     | 状態   | 検出日     |
        | D-001    | 桁あふれ | 切れる   | 修正中 | 2024/05/02 |
        | D-002    | 送信漏れ | 届かない | 修正中 | 2024/05/02 |
    """
    known = context.spellings("defect")
    for table, records in context.by_table(tests):
        for field in (fields.defect_id for fields in context.rounds(table)):
            for test in records:
                named_ids = getattr(test, field, None)
                if not named_ids:
                    continue
                unknown = [word for word in split_ids(named_ids) if fold_id(word) not in known]
                if unknown:
                    message = (
                        f"{called(test)}の不具合「{listed(unknown)}」が不具合一覧にありません。"
                        f"番号の打ち間違いか、起票漏れです{context.meant_ids('defect', unknown)}。"
                    )
                    yield found(test, field, message)


@rule("X-004", on="defect", level="warning", reads=("status",), beside={"test": ("defect_id", "result")})
def closed_but_failing(defects: Register, context: Context) -> Said:
    """不具合はクローズ済みなのに、テストがNGのまま。

    なぜ: 直ったのにテストを再実施していないか、直っていないのに閉じたかのどちらかである。
    対処: テストを再実施して結果を更新する。直っていなければ不具合を再オープンする。

    例 (基準日 2024-05-07):
        不具合:
        | 不具合ID | 件名     | 事象       | 状態     | 検出日     |              |
        | D-001    | 桁あふれ | 切れる     | クローズ | 2024/04/24 | X-004 status |
        | D-002    | 送信漏れ | 届かない   | クローズ | 2024/04/24 |              |
        | D-003    | 文言誤り | 誤字がある | 修正中   | 2024/04/24 |              |
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 | 不具合ID |
        | T-001    | 受注登録   | 2024/04/24 | NG   | D-001    |
        | T-002    | 受注取消   | 2024/05/02 | OK   | D-002    |
        | T-003    | 受注照会   | 2024/04/24 | NG   | D-003    |
    """
    for defect in defects:
        if defect.status != "closed":
            continue
        key = fold_id(defect.id) if defect.id else ""
        failing = tuple(
            test
            for test in context.tests_naming(defect)
            if test.verdict == "fail" and key in context.defect_ids_now(test)
        )
        if failing:
            testers = dict.fromkeys(san(test.tester) for test in failing if test.tester)
            who = f"({listed(testers)})" if testers else "(担当者)"
            message = (
                f"{named(defect)}はクローズ済みですが、テスト{listed(id_of(test) for test in failing)}はNGのままです。"
                f"再実施して結果を更新してください{who}。"
            )
            yield found(defect, "status", message, others=failing)


@rule("X-007", on="requirement", level="warning", reads=("id",), beside={"test": ("requirement_id", "result")})
def requirement_without_test(requirements: Register, context: Context) -> Said:
    """実施対象のテストが1件もない要件。

    なぜ: 確かめないまま稼働する要件が残る。すべて「対象外」の要件も同じである。
    対処: テストを追加する。不要なら、その理由と承認者を書く。

    例 (基準日 2024-05-07):
        要件:
        | 要件ID | 要件名   | 重要度 | 状態 |          |
        | R-01   | 受注入力 | 高     |      | X-007 id |
        | R-02   | 受注照会 | 中     |      |          |
        | R-03   | 受注取消 | 中     |      | X-007 id |
        | R-04   | 受注複写 | 低     | 却下 |          |
        テスト:
        | テストID | テスト項目 | 要件ID | 実施日     | 結果   |
        | T-001    | 受注照会   | R-02   | 2024/05/02 | OK     |
        | T-002    | 受注取消   | R-03   |            | 対象外 |
    """
    tested = {
        fold_id(word)
        for test in context.all_of("test")
        if test.requirement_id and test.is_live
        for word in split_ids(test.requirement_id)
    }
    for requirement in requirements:
        if not requirement.id or requirement.status == "rejected" or fold_id(requirement.id) in tested:
            continue
        field = "severity" if requirement.table.has("severity") else "priority"
        weight = written(requirement, field)
        rated = f"(重要度{weight})" if weight else ""
        message = (
            f"{named(requirement)}{rated}に実施対象のテストがありません。"
            "テストを追加するか、不要の理由と承認者を書いてください。"
        )
        yield found(requirement, "id", message)


@rule("X-009", on="test", level="warning", reads=("requirement_id",), beside={"requirement": ("id",)}, written=True)
def unknown_requirement(tests: Register, context: Context) -> Said:
    """テストに書かれた要件番号が、要件一覧にない。

    なぜ: 要件の充足率に入らず、その要件が確かめられていないように見える。
    対処: 番号を直す。要件一覧に漏れているなら追加する。

    例 (基準日 2024-05-07):
        テスト:
        | テストID | テスト項目 | 要件ID     | 実施日     | 結果 |                      |
        | T-001    | 受注登録   | R-91       | 2024/05/02 | OK   | X-009 requirement_id |
        | T-002    | 受注取消   | R-01、R-02 | 2024/05/02 | OK   |                      |
        | T-003    | 受注照会   |            | 2024/05/02 | OK   |                      |
        要件:
        | 要件ID | 要件名   | 重要度 |
        | R-01   | 受注入力 | 高     |
        | R-02   | 受注取消 | 中     |
    """
    known = context.spellings("requirement")
    for test in tests:
        if test.requirement_id:
            unknown = [word for word in split_ids(test.requirement_id) if fold_id(word) not in known]
            if unknown:
                message = (
                    f"{called(test)}の要件{listed(unknown)}が要件一覧にありません。"
                    f"番号を確認してください{context.meant_ids('requirement', unknown)}。"
                )
                yield found(test, "requirement_id", message)


@rule(
    "X-015", on=("defect", "issue"), level="warning", reads=("status", "fix_plan_date|due_date"), settings=("go_live",)
)
def open_beyond_go_live(records: Register, context: Context) -> Said:
    """対応の予定が稼働日より後なのに、回避策も判断もない。

    なぜ: 直らないまま稼働する。そのときどう業務を回すかを、稼働前に決める必要がある。
    対処: 回避策(運用回避・手動対応)を書くか、判断を求めた決定の番号を関連IDに書く。

    例 (基準日 2024-05-07、期間 2024-04-22〜2024-05-17、稼働 2024-06-03):
        | 不具合ID | 件名     | 事象       | 状態   | 検出日     | 修正予定日 | 対応方針         |                     |
        | D-001    | 桁あふれ | 切れる     | 修正中 | 2024/05/02 | 2024/06/10 | 次の版で直す     | X-015 fix_plan_date |
        | D-002    | 送信漏れ | 届かない   | 修正中 | 2024/05/02 | 2024/06/10 | 運用回避とする   |                     |
        | D-003    | 文言誤り | 誤字がある | 修正中 | 2024/05/02 | 2024/06/03 |                  |                     |
    """
    go_live = context.project.go_live
    for record in records:
        when = beyond_go_live(record, context)
        if when is None or go_live is None:
            continue
        field = _settled_by(record)
        what = "修正予定" if field == "fix_plan_date" else "期限"
        late = f"{named(record)}の{what}{day(when)}は稼働日{day(go_live)}より後です。"
        message = f"{late}回避策か判断依頼の番号を書いてください。"
        yield found(record, field, message)


def beyond_go_live(record: Record, context: Context) -> date | None:
    """The day an open record is to be settled, where that is after go-live and nothing bridges it; else None."""
    go_live = context.project.go_live
    when: date | None = record.get(_settled_by(record))
    if when is None or go_live is None or when <= go_live or not record.is_open:
        return None
    return None if has_a_way_round(record, context) else when


def _settled_by(record: Record) -> str:
    return "fix_plan_date" if record.table.has("fix_plan_date") else "due_date"


def has_a_way_round(record: Record, context: Context) -> bool:
    """Whether a workaround is written, or a decision is named, that takes the question off the owner's desk."""
    if tells_a_way_round(record.action, ("回避", "手動")):
        return True
    decisions = context.spellings("decision")
    return any(fold_id(word) in decisions for word in split_ids(record.related_id))


def _failed_without_defect(test: Record, context: Context) -> str | None:
    """The cell of the first NG round when no round names a defect. What is dated later has not happened (T-007)."""
    rounds = context.rounds(test.table)
    if any(test.get(fields.defect_id) for fields in rounds):
        return None
    for fields in rounds:
        when = test.get(fields.executed_date)
        if test.get(fields.result) == "fail" and (when is None or when <= context.as_of):
            return fields.defect_id if test.table.has(fields.defect_id) else "defect_id"
    return None
