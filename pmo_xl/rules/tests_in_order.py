"""T: whether a test was run when it could be: after its environment, after the tests before it, and again after NG."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pmo_xl.model.half_width import half_width
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.kept import Kept
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.circles import circles
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.phrases import called, day, id_of, listed, san, written
from pmo_xl.rules.registry import rule

_PREPARES: Final = lazy(r"準備|構築|整備|設定|導入|用意|セットアップ|払い?出し")
_USES: Final = lazy(r"テスト|試験|UAT|受入|研修|リハーサル|訓練|稼働|運用|本番")


@rule(
    "T-008",
    on="test",
    level="warning",
    reads=("executed_date", "environment"),
    beside={"plan": ("environment", "actual_end|planned_end")},
)
def run_before_the_environment(tests: Register, context: Context) -> Said:
    """環境の準備が終わる前に実施されている。

    なぜ: 準備の途中の環境での結果は、設定やデータが変わったあとでは当てにならない。
    対処: 結果が有効か実施者に確認し、必要なら再実施する。実績の完了日があれば、予定ではなく実績と比べる。

    例 (基準日 2024-05-07):
        計画:
        | 工程           | 開始予定日 | 終了予定日 | 実績終了日 | 環境     |
        | 検証環境の準備 | 2024/04/15 | 2024/04/24 | 2024/04/26 | 検証環境 |
        | UAT            | 2024/04/22 | 2024/05/17 |            | 検証環境 |
        テスト:
        | テストID | テスト項目 | 環境     | 実施日     | 結果 |                     |
        | T-001    | 受注登録   | 検証環境 | 2024/04/25 | OK   | T-008 executed_date |
        | T-002    | 受注取消   | 検証環境 | 2024/04/26 | OK   |                     |
        | T-003    | 受注照会   | 開発環境 | 2024/04/25 | OK   |                     |
    """
    ready = _ready_days(context)
    if not ready:
        return
    for test in tests:
        when = test.verdict_date
        since = ready.get(_plain(test.environment)) if test.environment else None
        if when is not None and since is not None and when < since:
            message = (
                f"{called(test)}は環境準備完了日{day(since)}より前({day(when)})に実施されています。"
                f"結果が有効か{san(test.tester)}に確認し、必要なら再実施してください。"
            )
            yield found(test, _executed_field(test, context), message)


@rule("T-009", on="test", level="warning", reads=("depends_on", "executed_date", "result"))
def run_before_its_predecessor(tests: Register, context: Context) -> Said:
    """先行テストが終わる前に実施されている。

    なぜ: 前提の処理(登録・承認など)を通っていない結果は、業務の流れを確かめたことにならない。
    対処: 前提が満たされていたか確認し、そうでなければ再実施する。先行の番号が循環しているときは、どれか1つを消す。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 先行  | 実施日     | 結果 |                     |
        | T-001    | 受注登録   |       | 2024/05/02 | OK   |                     |
        | T-002    | 受注取消   | T-001 | 2024/05/02 | OK   |                     |
        | T-003    | 受注照会   | T-001 | 2024/05/01 | OK   | T-009 executed_date |
        | T-004    | 受注変更   | T-005 | 2024/05/02 | OK   | T-009 executed_date |
        | T-005    | 受注複写   |       |            |      |                     |
        | T-006    | 受注印刷   | T-007 |            |      | T-009 depends_on    |
        | T-007    | 受注送信   | T-006 |            |      |                     |
    """
    following = [test for test in tests if test.depends_on]
    if not following:
        return
    in_circle: set[int] = set()
    for circle in circles(following):
        in_circle.update(id(test) for test in circle)
        way = "→".join(id_of(test) for test in (*circle, circle[0]))
        message = f"{called(circle[0])}の先行テストが循環しています({way})。どれか1つの先行を消してください。"
        yield found(circle[0], "depends_on", message, level="error")
    known = [register.by_id for register in context.situation.of_kind("test")]
    for test in following:
        when = test.verdict_date
        if when is None or not test.is_executed or id(test) in in_circle:
            continue
        early = []
        for word in split_ids(test.depends_on):
            key = fold_id(word)
            ahead = [record for by_id in known for record in by_id.get(key, ()) if _counts(record)]
            if ahead and not any(_passed_by(record, when) for record in ahead):
                early.append(f"{id_of(ahead[0])}({_state(ahead[0], context)})")
        if early:
            message = (
                f"{called(test)}は先行テスト{listed(early)}より先に実施されています。"
                "前提が満たされていたか確認してください。"
            )
            yield found(test, _executed_field(test, context), message)


@rule("T-019", on="test", level="warning", reads=("result", "executed_date"), history=True, yields_to=("T-001",))
def passed_without_another_run(tests: Register, context: Context) -> Said:
    """NGがOKに変わったのに、再実施日が更新されていない。

    なぜ: 再テストをせずに結果だけ書き換えたのか、日付を書き忘れたのか、報告からは分からない。
    対処: 再実施した日を入れる。再実施していなければ結果を戻す。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | テストID | テスト項目 | 実施日     | 結果 |
        | T-001    | 受注登録   | 2024/05/01 | NG   |
        | T-002    | 受注取消   | 2024/05/01 | NG   |
        | T-003    | 受注照会   | 2024/05/01 | OK   |
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 |                     |
        | T-001    | 受注登録   | 2024/05/01 | OK   | T-019 executed_date |
        | T-002    | 受注取消   | 2024/05/07 | OK   |                     |
        | T-003    | 受注照会   | 2024/05/01 | OK   |                     |
    """
    failed = _last_failed(tests, context)
    if not failed:
        return
    for test in tests:
        kept = failed.get(test.identity) if test.verdict == "pass" and test.id else None
        row = context.kept_row(kept, tests.name, test) if kept else None
        if row is None:
            continue
        failing = str(row.get("verdict_date") or row.get("executed_date") or "")
        days = [test.get(fields.executed_date) for fields in context.rounds(test.table)]
        if failing and not any(when is not None and when.isoformat() > failing for when in days):
            message = (
                f"{called(test)}はNGからOKに変わりましたが、再実施日が更新されていません。再実施日を入れてください。"
            )
            yield found(test, _executed_field(test, context), message)


def environment_ready(test: Record, context: Context) -> date | None:
    """The day the environment of a test is (or is to be) ready; None when no plan speaks of it."""
    return _ready_days(context).get(_plain(test.environment)) if test.environment else None


def _ready_days(context: Context) -> dict[str, date]:
    """Environment → the day it was ready, actual before planned.

    A phase that only uses an environment says nothing about when that was ready.
    """
    ready: dict[str, date] = {}
    for row in context.all_of("plan", written=True):
        when = row.actual_end or row.planned_end
        what = half_width(" ".join(filter(None, (row.phase, row.title))))
        if row.environment and when and (_PREPARES.search(what) or not _USES.search(what)):
            key = _plain(row.environment)
            ready[key] = min(when, ready.get(key, when))
    return ready


def _plain(text: str | None) -> str:
    return "".join(half_width(text or "").casefold().split())


def _executed_field(test: Record, context: Context) -> str:
    """The date field of the round that says the present verdict."""
    return "executed_date" + context.last_result_field(test).removeprefix("result")


def _counts(test: Record) -> bool:
    """Whether something can be said of a predecessor: it is in scope, and its result is a word that is known."""
    return test.verdict is not None and test.is_live


def _passed_by(test: Record, when: date) -> bool:
    """Whether a test had passed by a day; one whose day nobody wrote had (T-001 tells that)."""
    rounds = (done for done in test.rounds if done.result == "pass")
    return any(done.executed_date is None or done.executed_date <= when for done in rounds)


def _state(test: Record, context: Context) -> str:
    """What stands in the way: 未実施, NG, 2024/05/08にOK."""
    word = written(test, context.last_result_field(test)) if test.verdict != "not_run" else ""
    if test.verdict == "pass" and test.verdict_date:
        return f"{day(test.verdict_date)}に{word}"
    return word or "未実施"


def _last_failed(tests: Register, context: Context) -> Mapping[str, Kept]:
    """Identity → the newest kept state that says NG."""
    failed: dict[str, Kept] = {}
    for kept in reversed(context.situation.kept):
        for identity, verdict in kept.verdicts_of(tests.name):
            if verdict == "fail" and identity not in failed:
                failed[identity] = kept
    return failed
