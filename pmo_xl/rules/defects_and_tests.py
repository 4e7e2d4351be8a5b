"""X: defects and tests that say different things about each other."""

from collections.abc import Iterable, Iterator
from datetime import date

from pmo_xl.model.finding import Fix
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, found, propose
from pmo_xl.rules.free_days import FreeDays
from pmo_xl.rules.numbering import by_number
from pmo_xl.rules.phrases import called, day, listed, written
from pmo_xl.rules.registry import rule
from pmo_xl.rules.ways_round import tells_a_way_round


@rule(
    "X-003",
    on="defect",
    level="warning",
    fix="safe",
    reads=("test_id",),
    beside={"test": ("test_case_id|id", "defect_id")},
    written=True,
    yields_to=("X-002",),
)
def test_does_not_know_its_defect(defects: Register, context: Context) -> Said:
    """不具合に書かれたテストがない、またはテストの側に不具合番号がない。

    なぜ: どちらか片方からしかたどれないと、影響するテストの数も再テストの対象も合わない。
    対処: テスト番号を直す。テスト側の不具合番号が空なら自動で書ける。

    例 (基準日 2024-05-07):
        不具合:
        | 不具合ID | 件名     | 状態   | 検出日     | テストID |               |
        | D-001    | 桁あふれ | 修正中 | 2024/05/02 | T-001    | X-003 test_id |
        | D-002    | 送信漏れ | 修正中 | 2024/05/02 | T-002    |               |
        | D-003    | 文言誤り | 修正中 | 2024/05/02 | T-091    | X-003 test_id |
        | D-004    | 余白なし | 修正中 | 2024/05/02 |          |               |
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 | 不具合ID     |
        | T-001    | 受注登録   | 2024/05/02 | OK   |              |
        | T-002    | 受注取消   | 2024/05/02 | NG   | D-001、D-002 |
    """
    tests = _by_id(context)
    for defect in defects:
        if not defect.test_id or not defect.id:
            continue
        named = split_ids(defect.test_id)
        unknown = [word for word in named if fold_id(word) not in tests]
        if unknown:
            message = (
                f"{called(defect)}のテスト「{listed(unknown)}」がテスト一覧にありません。"
                f"番号を確認してください{context.meant_ids('test', unknown)}。"
            )
            yield Found(defect.place("test_id"), message, "test_id", defect.id, defect, level="error")
            continue
        silent = [test for word in named if not _names(test := tests[fold_id(word)], defect, context)]
        for test in silent:
            if _is_proposed_by_x001(test, context):
                continue
            message = (
                f"不具合{defect.id}のテスト{listed([test.id or ''])}側に{defect.id}の記載がありません。追記します。"
            )
            yield found(defect, "test_id", message, fix=_named_back(test, defect, context), others=(test,))


@rule("X-005", on="test", level="warning", reads=("result", "defect_id"), beside={"defect": ("id", "status")})
def passed_with_open_defect(tests: Register, context: Context) -> Said:
    """テストはOKなのに、不具合が未完了のまま。

    なぜ: 直っていないのにOKにしたのか、直ったのに閉じ忘れたのかが分からない。
    対処: 再テスト済みなら不具合をクローズする。回避策を使ってのOKなら「運用回避」と書く。

    例 (基準日 2024-05-07):
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 | 不具合ID |              |
        | T-001    | 受注登録   | 2024/05/02 | OK   | D-001    | X-005 result |
        | T-002    | 受注取消   | 2024/05/02 | OK   | D-002    |              |
        | T-003    | 受注照会   | 2024/05/02 | OK   | D-003    |              |
        | T-004    | 受注複写   | 2024/05/02 | NG   | D-001    |              |
        | T-005    | 受注印刷   | 2024/05/02 | OK   | D-004    | X-005 result |
        不具合:
        | 不具合ID | 件名     | 状態     | 検出日     | 対応方針   |
        | D-001    | 桁あふれ | 修正中   | 2024/05/02 | 修正       |
        | D-002    | 送信漏れ | クローズ | 2024/05/02 | 修正       |
        | D-003    | 文言誤り | 修正中   | 2024/05/02 | 運用回避   |
        | D-004    | 印字ずれ | 修正中   | 2024/05/02 | 回避策なし |
    """
    open_defects = {
        fold_id(defect.id): defect
        for defect in context.all_of("defect")
        if defect.id and defect.is_open and not tells_a_way_round(defect.action, ("回避",))
    }
    if not open_defects:
        return
    for test in tests:
        if test.verdict != "pass" or not test.get("defect_id"):
            continue
        defects = [open_defects[key] for key in sorted(context.defect_ids_now(test)) if key in open_defects]
        if defects:
            message = (
                f"{called(test)}はOKですが不具合{listed(d.id or '' for d in defects)}が"
                f"「{written(defects[0], 'status')}」です。"
                "再テスト済みなら不具合をクローズ、回避でOKなら運用回避と明記してください。"
            )
            yield found(test, context.last_result_field(test), message, others=tuple(defects))


@rule(
    "X-006",
    on="test",
    level="info",
    fix="suggest",
    reads=("result", "defect_id", "planned_date"),
    beside={"defect": ("id", "status")},
)
def free_to_run_again(tests: Register, context: Context) -> Said:
    """実施不可の原因だった不具合が、もう片付いている。

    なぜ: 待っているうちに、実施できるようになったことに誰も気づかない。
    対処: 新しい予定日を入れて実施する。

    例 (基準日 2024-05-07):
        テスト:
        | テストID | テスト項目 | 予定日     | 結果     | 不具合ID     |                    |
        | T-001    | 受注登録   | 2024/05/02 | 実施不可 | D-001        | X-006 planned_date |
        | T-002    | 受注取消   | 2024/05/02 | 実施不可 | D-001、D-002 |                    |
        | T-003    | 受注照会   | 2024/05/02 | 実施不可 |              |                    |
        不具合:
        | 不具合ID | 件名     | 状態     | 検出日     |
        | D-001    | 桁あふれ | クローズ | 2024/05/02 |
        | D-002    | 送信漏れ | 修正中   | 2024/05/02 |
    """
    for test, settled, when in freed(tests, context):
        message = (
            f"{called(test)}の阻害要因{listed(settled)}は解消済みです。"
            f"本日から実施できます。予定日{day(when)}を入れてください。"
        )
        yield found(test, "planned_date", message, fix=propose(test, "planned_date", when))


def freed(tests: Iterable[Record], context: Context) -> Iterator[tuple[Record, tuple[str, ...], date]]:
    """The blocked tests whose defects are all closed or rejected: test, the defects' ids, the next free day."""
    settled = {fold_id(defect.id): not defect.is_open for defect in context.all_of("defect") if defect.id}
    free = FreeDays(context)
    for test in sorted((test for test in tests if test.verdict == "blocked"), key=by_number):
        named = context.defect_ids_now(test)
        if named and all(settled.get(key, False) for key in named):
            spelt = context.spellings("defect")
            # Where every day is full up to the end, tomorrow: nothing else keeps it from being run.
            when = free.after(context.as_of, test.tester) or context.calendar.shift(context.as_of, 1)
            yield test, tuple(spelt[key] for key in sorted(named)), when


def _by_id(context: Context) -> dict[str, Record]:
    found_: dict[str, Record] = {}
    for test in context.all_of("test", written=True):
        if test.id:
            found_.setdefault(fold_id(test.id), test)
    return found_


def _names(test: Record, defect: Record, context: Context) -> bool:
    """Whether any round of the test names the defect."""
    key = fold_id(defect.id or "")
    cells = (test.get(fields.defect_id) for fields in context.rounds(test.table))
    return any(fold_id(word) == key for cell in cells if cell for word in split_ids(cell))


def _is_proposed_by_x001(test: Record, context: Context) -> bool:
    """NG without any number, and just one defect names it: X-001 proposes the same value."""
    failed = any(test.get(fields.result) == "fail" for fields in context.rounds(test.table))
    blank = not any(test.get(fields.defect_id) for fields in context.rounds(test.table))
    return failed and blank and len(context.defects_by_test.get(fold_id(test.id or ""), ())) == 1


def _named_back(test: Record, defect: Record, context: Context) -> Fix | None:
    """The defect's number in the test's cell: safe where the cell is blank, beside what stands there on request."""
    if not test.table.has("defect_id"):
        return None
    old = str(test.written("defect_id") or "").strip()
    several = len(context.defects_by_test.get(fold_id(test.id or ""), ())) > 1
    new = f"{old}、{defect.id}" if old else defect.id or ""
    return Fix("suggest" if old or several else "safe", test.place("defect_id"), old, new)
