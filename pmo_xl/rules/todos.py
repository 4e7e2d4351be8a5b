"""O: requests and ToDo. What nobody can act on."""

from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said
from pmo_xl.rules.phrases import named
from pmo_xl.rules.registry import rule
from pmo_xl.rules.vague import WORD_IS_ITS_OWN, is_word_in_due_date


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
            place = oddity.table.place(oddity.row, oddity.field)
            what = named(record) if record else f"{oddity.row}行目"
            message = f"{what}の期限「{oddity.text}」は日付ではありません。日付を入れてください。"
            yield Found(place, message, oddity.field, (record and record.id) or "", record)
