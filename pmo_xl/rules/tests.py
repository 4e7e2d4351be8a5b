"""T: tests. Whether consumption and plan can be believed."""

from collections.abc import Iterator
from itertools import repeat

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found, propose
from pmo_xl.rules.phrases import called, day, san, written
from pmo_xl.rules.registry import rule
from pmo_xl.sheets.meaning.people import split_people
from pmo_xl.sheets.meaning.persons import Person

_VERDICTS = ("pass", "fail")


@rule("T-001", on="test", level="error", fix="suggest", reads=("result", "executed_date"))
def verdict_without_date(tests: Register, context: Context) -> Said:
    """OK・NGなのに実施日がない。

    なぜ: いつ実施したか分からず、日ごとの消化の推移に入らない。
    対処: 実施した日を入れる。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 予定日     | 実施日     | 結果   |                     |
        | T-001    | 受注登録   | 2024/05/02 |            | OK     | T-001 executed_date |
        | T-002    | 受注取消   | 2024/05/02 | 2024/05/02 | NG     |                     |
        | T-003    | 受注照会   | 2024/05/07 |            | 未実施 |                     |
        | T-004    | 受注変更   | 2024/05/07 |            | 保留   |                     |

    例 (基準日 2024-05-07、2回目の結果がある表):
        | テストID | テスト項目 | 1回目 実施日 | 1回目 結果 | 2回目 実施日 | 2回目 結果 |                       |
        | T-001    | 受注登録   | 2024/04/30   | NG         |              | OK         | T-001 executed_date_2 |
        | T-002    | 受注取消   | 2024/04/30   | NG         | 2024/05/02   | OK         |                       |
        | T-003    | 受注照会   | 2024/05/02   | OK         |              |            |                       |
    """
    for result, executed, test in _rounds(tests, context):
        if getattr(test, result, None) not in _VERDICTS or getattr(test, executed, None) is not None:
            continue
        when = context.first_kept(tests.name, test, result) or context.as_of
        message = (
            f"{called(test)}は結果「{written(test, result)}」ですが実施日がありません。"
            f"{day(when)}の実施なら日付を入れてください。"
        )
        yield found(test, executed, message, fix=propose(test, executed, when))


@rule("T-002", on="test", level="error", reads=("result", "executed_date"))
def date_without_verdict(tests: Register, context: Context) -> Said:
    """実施日があるのに結果が空。

    なぜ: 実施したのに未実施と数えることになり、消化率が低く出る。
    対処: 実施者に結果を確認して入れる。予定日の書き間違いなら実施日を消す。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 実施日     | 結果 |              |
        | T-001    | 受注登録   | 2024/05/02 |      | T-002 result |
        | T-002    | 受注取消   | 2024/05/02 | OK   |              |
        | T-003    | 受注照会   |            |      |              |
        | T-004    | 受注変更   | 2024/05/02 | 保留 |              |
    """
    as_of = context.as_of
    for result, executed, test in _rounds(tests, context):
        when = getattr(test, executed, None)
        if when is not None and when <= as_of and getattr(test, result, None) == "not_run":
            message = (
                f"{called(test)}は実施日{day(when)}がありますが結果が空です。"
                f"{san(test.tester, '実施者')}に結果を確認してください。"
            )
            yield found(test, result, message)


@rule("T-006", on="test", level="warning", reads=("planned_date", "result"))
def planned_day_passed(tests: Register, context: Context) -> Said:
    """予定日を過ぎて未実施のまま、理由が書かれていない。

    なぜ: 遅れの原因(データ・環境・不具合・人)が分からないと、手が打てない。
    対処: 理由を備考に書き、夕会で新しい予定日を決める。実施できない場合は結果を「ブロック」か「保留」にする。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 予定日     | 実施日     | 結果     | 備考               |                    |
        | T-001    | 受注登録   | 2024/05/02 |            |          |                    | T-006 planned_date |
        | T-002    | 受注取消   | 2024/05/02 |            |          | データ未着、5/9へ  |                    |
        | T-003    | 受注照会   | 2024/05/07 |            |          |                    |                    |
        | T-004    | 受注変更   | 2024/05/02 |            | ブロック |                    |                    |
        | T-005    | 受注複写   | 2024/05/02 | 2024/05/02 | OK       |                    |                    |
    """
    as_of = context.as_of
    for test in tests:
        planned = test.planned_date
        if planned is not None and planned < as_of and test.verdict == "not_run" and not test.remarks:
            message = (
                f"{called(test)}は予定日{day(planned)}を過ぎて未実施です。"
                "理由(データ/環境/不具合/人)を選び、夕会で新しい予定日を決めてください。"
            )
            yield found(test, "planned_date", message)


@rule("T-007", on="test", level="error", reads=("executed_date",), written=True)
def executed_in_the_future(tests: Register, context: Context) -> Said:
    """実施日が未来日。

    なぜ: まだ来ていない日に実施したことはない。集計ではその結果を数えず、未実施とする。
    対処: 実際に実施した日に直す。予定日の列に書くべき日付でないか確かめる。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 実施日     | 結果 |                     |
        | T-001    | 受注登録   | 2024/05/08 | OK   | T-007 executed_date |
        | T-002    | 受注取消   | 2024/05/07 | OK   |                     |
        | T-003    | 受注照会   | 2024/05/02 | NG   |                     |
    """
    as_of = context.as_of
    for test in tests:
        for fields in context.rounds(test.table):
            when = getattr(test, fields.executed_date, None)
            if when is not None and when > as_of:
                message = (
                    f"{called(test)}の実施日{day(when)}が未来日です。予定日の列と間違えていないか確認してください。"
                )
                yield found(test, fields.executed_date, message)


@rule("T-010", on="test", level="warning", reads=("tester", "result"), beside={"roster": ("owner", "side")})
def tested_by_the_vendor(tests: Register, context: Context) -> Said:
    """実施者が開発側(ベンダー)の人になっている。

    なぜ: UATは業務の担当者が自分の仕事として確かめるもので、作った側の確認では代わりにならない。
    対処: 立会いだったなら実施者を業務側に直す。実際に開発側が実施したなら、業務側で再実施する。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社 | 役割 | 側       |
        | 佐藤 一郎 | 甲社 | 業務 | ユーザー |
        | 田中 次郎 | A社  | 開発 | ベンダー |
        テスト:
        | テストID | テスト項目 | 実施日     | 実施者    | 結果   |              |
        | T-001    | 受注登録   | 2024/05/02 | 田中 次郎 | OK     | T-010 tester |
        | T-002    | 受注取消   | 2024/05/02 | 佐藤 一郎 | OK     |              |
        | T-003    | 受注照会   |            | 田中 次郎 | 未実施 |              |
        | T-004    | 受注変更   | 2024/05/02 | 鈴木 三郎 | OK     |              |
    """
    people = context.people
    vendors: dict[str, Person | None] = {}
    for test in tests:
        who = test.tester
        if not who or not test.is_executed:
            continue
        if who not in vendors:
            named = (people.resolve(part) for part in split_people(who))
            vendors[who] = next((person for person in named if person and person.is_vendor), None)
        if vendor := vendors[who]:
            message = (
                f"{called(test)}の実施者{san(vendor.name)}は{vendor.org or 'ベンダー'}(開発側)です。"
                "UATは業務担当者の実施が前提です。立会いなら実施者を業務側に直してください。"
            )
            yield found(test, "tester", message)


@rule("T-013", on="test", level="warning", reads=("result", "planned_date"), yields_to=("X-006",))
def stopped_without_a_way_on(tests: Register, context: Context) -> Said:
    """ブロック・保留なのに、理由か再開の予定がない。

    なぜ: 何が解消すれば再開できるか分からないテストは、最後まで残る。
    対処: 阻害している不具合・データの番号を書き、予定日を再開の見込み日に直す。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 予定日     | 結果     | 備考           |                    |
        | T-001    | 受注登録   | 2024/05/10 | ブロック |                | T-013 remarks      |
        | T-002    | 受注取消   | 2024/05/02 | 保留     | データ待ち     | T-013 planned_date |
        | T-003    | 受注照会   | 2024/05/10 | ブロック | 環境の復旧待ち |                    |
        | T-004    | 受注変更   | 2024/05/10 | 未実施   |                |                    |
        | T-005    | 受注複写   |            | ブロック | 環境の復旧待ち | T-003 planned_date |
    """
    for test in tests:
        if test.verdict not in ("blocked", "hold"):
            continue
        planned = test.planned_date
        no_reason = not test.remarks and not any(test.get(fields.defect_id) for fields in context.rounds(test.table))
        no_day = planned is not None and planned < context.as_of  # no day at all is told by T-003
        missing = [name for name, lacks in (("理由", no_reason), ("再開の予定日", no_day)) if lacks]
        if not missing:
            continue
        reason_field = "remarks" if test.table.has("remarks") else "defect_id"
        verdict = written(test, context.last_result_field(test))
        message = (
            f"{called(test)}は「{verdict}」ですが{'と'.join(missing)}がありません。"
            "阻害している不具合・データの番号と再開見込日を書いてください。"
        )
        yield found(test, reason_field if no_reason else "planned_date", message)


def _rounds(tests: Register, context: Context) -> Iterator[tuple[str, str, Record]]:
    """Every test once for each round its table has an execution date for, with that round's field names."""
    for table, records in context.by_table(tests):
        for fields in context.rounds(table):
            if table.has(fields.executed_date):
                yield from zip(repeat(fields.result), repeat(fields.executed_date), records)
