"""T: days tests are planned for, and on which they cannot be run."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, Skip, found, propose
from pmo_xl.rules.free_days import OVER, FreeDays
from pmo_xl.rules.numbering import by_number
from pmo_xl.rules.phrases import called, day, san
from pmo_xl.rules.registry import rule


@rule("T-003", on="test", level="warning", fix="suggest", reads=("planned_date", "result"))
def unplanned(tests: Register, context: Context) -> Said:
    """実施対象のテストに予定日がない。

    なぜ: 計画に入らないので消化計画が実際より少なく見え、誰の何日の仕事かも決まらない。
    対処: 空きのある日(担当者の稼働率・休暇と、予定済みの件数から計算)を確かめて、予定日を入れる。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 予定日     | 実施日     | 結果     | 備考       |                    |
        | T-001    | 受注登録   |            |            |          |            | T-003 planned_date |
        | T-002    | 受注取消   | 2024/05/09 |            |          |            |                    |
        | T-003    | 受注照会   |            | 2024/05/02 | OK       |            |                    |
        | T-004    | 受注変更   |            |            | 対象外   |            |                    |
        | T-005    | 受注複写   |            |            | ブロック | データ待ち | T-003 planned_date |
    """
    lacking = [t for t in tests if t.planned_date is None and (t.verdict == "fail" or t.verdict not in OVER)]
    free = FreeDays(context)
    for test in sorted(lacking, key=by_number):
        when = free.after(context.as_of, test.tester)
        what_to_do = f"{day(when)}案で確定してください。" if when else _NO_ROOM
        message = (
            f"{called(test)}に予定日がありません。計画に含まれないため消化計画が実際より少なく見えます。{what_to_do}"
        )
        yield found(test, "planned_date", message, fix=propose(test, "planned_date", when) if when else None)


@rule("T-004", on="test", level="warning", reads=("planned_date", "result"), settings=("phase_end",))
def planned_after_the_end(tests: Register, context: Context) -> Said:
    """予定日がフェーズの終了日より後になっている。

    なぜ: 終了日までに終わらないことが、計画の時点で決まっている。
    対処: 前倒しするか、対象外・次工程送りを決める。

    例 (基準日 2024-05-07、期間 2024-04-22〜2024-05-17):
        | テストID | テスト項目 | 予定日     | 実施日     | 結果   |                    |
        | T-001    | 受注登録   | 2024/05/20 |            |        | T-004 planned_date |
        | T-002    | 受注取消   | 2024/05/17 |            |        |                    |
        | T-003    | 受注照会   | 2024/05/20 | 2024/05/02 | OK     |                    |
        | T-004    | 受注変更   | 2024/05/20 |            | 対象外 |                    |
    """
    end = context.project.phase_end
    if end is None:
        return
    phase = context.project.phase or "UAT"
    for test in tests:
        planned = test.planned_date
        if planned is not None and planned > end and test.verdict not in OVER:
            message = (
                f"{called(test)}の予定日{day(planned)}は{phase}終了日{day(end)}より後です。"
                "前倒しするか、対象外・次工程送りを決めてください。"
            )
            yield found(test, "planned_date", message)


@rule("T-005", on="test", level="warning", fix="suggest", reads=("planned_date", "result"))
def planned_for_a_day_off(tests: Register, context: Context) -> Said:
    """予定日が休日か、実施者の休暇の日になっている。

    なぜ: その日には誰も実施しないので、計画が初めから1日ずれている。
    対処: 空きのある次の営業日に変えてよいか、実施者と確認する。

    例 (基準日 2024-05-07):
        休日:
        | 日付       | 名称     | 氏名 |
        | 2024/05/09 | 有給休暇 | 佐藤 |
        テスト:
        | テストID | テスト項目 | 予定日     | 実施者 | 結果 |                    |
        | T-001    | 受注登録   | 2024/05/11 | 佐藤   |      | T-005 planned_date |
        | T-002    | 受注取消   | 2024/05/09 | 佐藤   |      | T-005 planned_date |
        | T-003    | 受注照会   | 2024/05/09 | 田中   |      |                    |
        | T-004    | 受注変更   | 2024/05/11 | 佐藤   | OK   |                    |
    """
    free, as_of = FreeDays(context), context.as_of
    known: dict[tuple[date, str | None], str | None] = {}
    off: list[tuple[Record, date, str]] = []
    for test in tests:
        planned = test.planned_date
        if planned is None or planned < as_of or test.verdict in OVER:
            continue
        asked = planned, test.tester
        if asked not in known:
            known[asked] = context.calendar.name_of(planned) or _leave(test, planned, free, context)
        if why := known[asked]:
            off.append((test, planned, why))
    for test, planned, why in sorted(off, key=lambda one: by_number(one[0])):
        when = free.after(planned, test.tester)
        what_to_do = f"{day(when)}への変更を{san(test.tester)}と確認してください。" if when else _NO_ROOM
        message = f"{called(test)}の予定日{day(planned)}は{why}です。{what_to_do}"
        yield found(test, "planned_date", message, fix=propose(test, "planned_date", when) if when else None)
    yield from _unchecked_leave(tests, context)


@rule(
    "T-017",
    on="test",
    level="warning",
    reads=("planned_date", "tester", "result"),
    settings=("capacity.tests_per_person_day",),
)
def too_many_for_one_day(tests: Register, context: Context) -> Said:
    """1人の1日の予定が、実施できる件数を超えている。

    なぜ: その日のうちに終わらず、翌日からの予定が順に遅れる。
    対処: 超えた分を、空きのある日へ移す。

    例 (基準日 2024-05-07、1名×2件):
        | テストID | テスト項目 | 予定日     | 実施者 | 結果 |                    |
        | T-001    | 受注登録   | 2024/05/09 | 佐藤   |      | T-017 planned_date |
        | T-002    | 受注取消   | 2024/05/09 | 佐藤   |      |                    |
        | T-003    | 受注照会   | 2024/05/09 | 佐藤   |      |                    |
        | T-004    | 受注変更   | 2024/05/10 | 佐藤   |      |                    |
        | T-005    | 受注複写   | 2024/05/10 | 佐藤   |      |                    |
        | T-006    | 受注印刷   | 2024/05/10 | 佐藤   | OK   |                    |
    """
    free, as_of = FreeDays(context), context.as_of
    loads: defaultdict[tuple[date, str], list[Record]] = defaultdict(list)
    for test in tests:
        planned = test.planned_date
        if planned is not None and planned >= as_of and test.tester and test.verdict not in OVER:
            for name in context.who(test.tester):
                loads[planned, name].append(test)
    for (planned, name), load in sorted(loads.items(), key=lambda one: one[0]):
        if free.each is None or not context.calendar.is_working(planned) or free.is_away(name, planned):
            continue  # a day off is told by T-005
        most = free.each * free.allocated(name, planned)
        if most <= 0 or len(load) <= max(most, Fraction(1)):
            continue  # who has left is told by P-004; and a test cannot be split
        too_many = len(load) - max(int(most), 1)
        at_once = min(too_many, max(int(most), 1))
        when = free.after(planned, name, at_once)
        since = "" if at_once == too_many else "以降"
        what_to_do = f"{too_many}件を{day(when)}{since}へ移す案を確認してください。" if when else _NO_ROOM
        message = f"{day(planned)}の{san(name)}は{len(load)}件の予定です(目安{float(most):g}件)。{what_to_do}"
        yield found(min(load, key=by_number), "planned_date", message)


_NO_ROOM = "終了日までに空いている日がないため、夕会で割り振りを決めてください。"


def _leave(test: Record, planned: date, free: FreeDays, context: Context) -> str:
    """Whose leave the day is; "" when a tester is there."""
    names = context.who(test.tester) if test.tester else ()
    return f"{san(names[0])}の休暇" if names and all(free.is_away(name, planned) for name in names) else ""


def _unchecked_leave(tests: Register, context: Context) -> Iterable[Skip]:
    """Without a column of testers nobody can say whose leave a day is."""
    if any(day_off.owner for day_off in context.all_of("holiday")):
        for table in tests.tables:
            if not table.has("tester"):
                yield Skip(f"「{table.sheet}」に「実施者」の列がないため、休暇との重なりは確認していません")
