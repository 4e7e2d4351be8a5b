"""O: requests and ToDo. What nobody can act on."""

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found, odd
from pmo_xl.rules.phrases import cut, id_of, named
from pmo_xl.rules.registry import rule
from pmo_xl.rules.vague import WORD_IS_ITS_OWN, is_word_in_due_date
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.sheets.meaning.people import split_people


@rule("O-001", on="todo", level="warning", reads=("status", "owner"))
def several_owners(todos: Register, context: Context) -> Said:
    """担当者が2名以上書かれている。

    なぜ: 「お互いに相手がやる」と思い、誰も動かない。
    対処: 責任者1名を先頭に書き、ほかは「支援」と分ける。

    例 (基準日 2024-05-07):
        | No.   | ToDo         | 担当者             | 状態   | 期限       |             |
        | A-001 | 名簿の提出   | 佐藤 一郎、田中 花 | 対応中 | 2024/05/10 | O-001 owner |
        | A-002 | 端末の手配   | 田中 花            | 対応中 | 2024/05/10 |             |
        | A-003 | 手順書の確認 | ジョン・スミス     | 対応中 | 2024/05/10 |             |
        | A-004 | 会場の予約   | 佐藤 一郎、田中 花 | 完了   | 2024/05/02 |             |
    """
    for todo in todos:
        if todo.owner and todo.is_open:
            people = context.who(todo.owner)
            if len(people) > 1:
                message = f"{named(todo)}の担当が{len(people)}名です。責任者1名を先頭に、他は「支援」に分けてください。"
                yield found(todo, "owner", message)


@rule(
    "O-002", on=("todo", "issue"), level="warning", reads=("status", "owner"), beside={"roster": ("owner", "owner_org")}
)
def organisation_for_an_owner(records: Register, context: Context) -> Said:
    """担当が部署・会社・グループの名前だけになっている。

    なぜ: 部署あての依頼は、誰の仕事にもならない。
    対処: 窓口になる個人の名前を入れる。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社   | 役割 | 側       |
        | 佐藤 一郎 | 物流部 | 業務 | ユーザー |
        | 田中 次郎 | A社    | 開発 | ベンダー |
        ToDo:
        | No.   | ToDo         | 担当者    | 状態   | 期限       |             |
        | A-001 | 名簿の提出   | 物流部    | 対応中 | 2024/05/10 | O-002 owner |
        | A-002 | 端末の手配   | 事務局    | 対応中 | 2024/05/10 | O-002 owner |
        | A-003 | 手順書の確認 | 佐藤 一郎 | 対応中 | 2024/05/10 |             |
    """
    organisations: dict[str, bool] = {}
    for record in records:
        who = record.owner
        if not who or not record.is_open:
            continue
        if who not in organisations:
            parts = split_people(who)
            organisations[who] = bool(parts) and all(context.people.is_organisation(part) for part in parts)
        if organisations[who]:
            message = f"{named(record)}の担当が「{cut(who)}」だけです。窓口の個人名を入れてください。"
            yield found(record, "owner", message)


@rule("O-003", on=WORD_IS_ITS_OWN, level="error", reads=("due_date",), written=True)
def word_for_a_due_date(register: Register, context: Context) -> Said:
    """期限が「なるはや」「適宜」などの言葉になっている。

    なぜ: いつまでか決まらないので、期限超過にも督促にも掛からない。
    対処: 依頼した相手と決めた日付を入れる。

    例 (基準日 2024-05-07):
        | No.   | 件名           | 状態   | 期限       |                |
        | A-001 | 名簿の提出     | 対応中 | なるはや   | O-003 due_date |
        | A-002 | 端末の手配     | 対応中 | 2024/05/10 |                |
        | A-003 | 手順書の確認   | 完了   | 2024/05/02 |                |
    """
    for oddity in register.oddities:
        if is_word_in_due_date(oddity):
            record = context.record_of(register, oddity)
            what = named(record) if record else f"{oddity.row}行目"
            message = f"{what}の期限「{oddity.text}」は日付ではありません。日付を入れてください。"
            yield odd(oddity, record, message)


@rule(
    "O-004",
    on=("todo", "qa"),
    level="warning",
    reads=("status", "raised_date", "response"),
    beside={"roster": ("owner_org", "side")},
)
def vendor_that_does_not_answer(requests: Register, context: Context) -> Said:
    """ベンダーへの依頼に、しばらく回答がない。

    なぜ: 待っているだけの依頼は、期限の直前まで誰も気づかない。
    対処: 催促する(check --split でお願いの文面を作成します)。回答済みなら回答欄に書く。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社   | 役割 | 側       |
        | 甲野 太郎 | A社    | 開発 | ベンダー |
        | 青葉 葉   | 営業部 | 業務 | ユーザー |
        ToDo:
        | No.   | ToDo         | 担当者    | 起票日     | 状態   | 回答     |                |
        | A-001 | 桁数の回答   | 甲野 太郎 | 2024/04/30 | 対応中 |          | O-004 response |
        | A-002 | 端末の手配   | 甲野 太郎 | 2024/05/02 | 対応中 |          |                |
        | A-003 | 手順書の確認 | 甲野 太郎 | 2024/04/24 | 対応中 | 送付済み |                |
        | A-004 | 会場の予約   | 青葉 葉   | 2024/04/24 | 対応中 |          |                |
    """
    for request in requests:
        raised = request.raised_date
        if not request.is_open or request.response or raised is None:
            continue
        days = context.calendar.after(raised, context.as_of)
        vendor = _vendor_asked(request, context) if days >= context.params.answer_days else None
        if vendor:
            message = f"{vendor}への依頼{id_of(request)}は{days}営業日回答がありません。催促文案を作成しました。"
            yield found(request, "response", message)


def _vendor_asked(request: Record, context: Context) -> str | None:
    """The company of the vendor side that a request is addressed to: its own, else its owner's."""
    company = request.owner_org
    people = [person for name in context.who(request.owner or "") if (person := context.people.resolve(name))]
    if company:
        same = fold_company(company)
        beside = (p for p in context.people.everybody if p.org and fold_company(p.org) == same)
        return company if any(person.is_vendor for person in beside) else None
    return next((person.org or person.name for person in people if person.is_vendor), None)
