"""H: what changed since the state that was kept before, and should not have."""

from typing import Final

from pmo_xl.model.kept import PLACE, Row, row_identity
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.words import CALLED
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, found
from pmo_xl.rules.needs import WITH_ID
from pmo_xl.rules.phrases import called, cut, day, written
from pmo_xl.rules.ranks import fell
from pmo_xl.rules.registry import rule
from pmo_xl.rules.similarity import bigrams, dice

_SAME_TITLE: Final = 0.90


@rule("H-001", on=("issue", "todo", "defect", "test"), level="warning", history=True, reads=("status|result",))
def went_back(records: Register, context: Context) -> Said:
    """前回より状態が後戻りしている。

    なぜ: 完了と報告したものが未完了に戻ると、昨日の報告と今日の報告が食い違う。打ち間違いのこともある。
    対処: 意図した差戻しなら理由を書く。間違いなら元に戻す。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名       | 状態     | 期限       |
        | K-001 | 帳票の桁   | 完了     | 2024/05/10 |
        | K-002 | 画面の文言 | 対応中   | 2024/05/10 |
        | K-003 | 送信の遅れ | 対応中   | 2024/05/10 |
        課題:
        | No.   | 件名       | 状態     | 期限       |              |
        | K-001 | 帳票の桁   | 対応中   | 2024/05/10 | H-001 status |
        | K-002 | 画面の文言 | 完了     | 2024/05/10 |              |
        | K-003 | 送信の遅れ | 回答待ち | 2024/05/10 |              |
    """
    previous = context.previous
    if previous is None:
        return
    is_test = records.kind == "test"
    field = "result" if is_test else "status"
    for record in records:
        row = context.kept_row(previous, records.name, record)
        if row is None:
            continue
        before = row.get("verdict", row.get(field)) if is_test else row.get(field)
        now = record.verdict if is_test else record.status
        if not fell(before, now) or now is None:
            continue
        cell = context.last_result_field(record) if is_test else field
        shown = written(record, cell) or CALLED[now]
        was = context.usual_word(record.table, field, before) or before
        message = (
            f"{called(record)}の状態が「{was}」→「{shown}」に戻りました"
            f"({record.place(cell).cell})。意図した差戻しなら理由を書いてください。"
        )
        yield found(record, cell, message)


@rule("H-002", on=WITH_ID, level="error", history=True, reads=("id|test_case_id", "title|description"), written=True)
def vanished(register: Register, context: Context) -> Said:
    """前回あった行がなくなっている。

    なぜ: 行を消すと経緯が失われ、件数が合わなくなる。
    対処: 行を戻し、状態を「取下」にする。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名               | 状態   | 期限       |
        | K-001 | 帳票の桁あふれ     | 対応中 | 2024/05/10 |
        | K-002 | 受注画面の文言修正 | 対応中 | 2024/05/10 |
        課題:
        | No.   | 件名               | 状態   | 期限       |          |
        | K-001 | 帳票の桁あふれ     | 対応中 | 2024/05/10 |          |
        | K-003 | 送信の遅れ         | 対応中 | 2024/05/10 | H-002 id |

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名               | 状態   | 期限       |
        | K-001 | 帳票の桁あふれ     | 対応中 | 2024/05/10 |
        | K-002 | 受注画面の文言修正 | 対応中 | 2024/05/10 |
        課題:
        | No.   | 件名               | 状態   | 期限       |  |
        | K-001 | 帳票の桁あふれ     | 対応中 | 2024/05/10 |  |
        | K-103 | 受注画面の文言修正 | 対応中 | 2024/05/10 |  |
    """
    previous = context.previous
    rows = previous.registers.get(register.name, ()) if previous else ()
    if previous is None or not rows:
        return
    here = {record.identity for record in register}
    lost = [row for row in rows if row.get("id") and row_identity(row) not in here]
    if not lost:
        return
    known = {row_identity(row) for row in rows}
    new_titles = [bigrams(_title(r)) for r in register if not r.id or r.identity not in known]
    for row in lost:
        title = str(row.get("title") or row.get("description") or "")
        pairs = bigrams(title)
        if title and any(dice(pairs, other) >= _SAME_TITLE for other in new_titles):
            continue  # the same matter under a new number is H-003's
        named = f"{row['id']}「{cut(title)}」" if title else str(row["id"])
        message = (
            f"{day(previous.date)}にあった{named}がなくなりました。"
            "削除ではなく状態を「取下」にしてください。行の復元案は history にあります。"
        )
        yield Found(_where_it_stood(row, register), message, "id", str(row["id"]))


def _title(record: Record) -> str:
    return record.title or record.description or ""


def _where_it_stood(row: Row, register: Register) -> Place:
    """The cell of the id on the day the row was kept; the first heading when the state does not tell."""
    table = register.tables[0]
    stood = row.get(PLACE)
    if not stood:
        return table.place(table.header_rows[-1], "id")
    file, sheet, number = stood
    same = next((t for t in register.tables if (t.file, t.sheet) == (file, sheet)), None)
    column = same.columns.get(same.id_field, 0) if same else 0
    return Place(str(file), str(sheet), int(number), column)
