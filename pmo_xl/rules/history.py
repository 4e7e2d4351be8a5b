"""H: what changed since the state that was kept before, and should not have."""

from pmo_xl.model.kept import PLACE, Row, row_identity
from pmo_xl.model.place import Place
from pmo_xl.model.register import Register
from pmo_xl.model.words import CALLED
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, found
from pmo_xl.rules.needs import WITH_ID
from pmo_xl.rules.phrases import called, cut, day, written
from pmo_xl.rules.ranks import fell
from pmo_xl.rules.registry import rule
from pmo_xl.rules.same_matter import is_other_matter, lost_rows, renumbered, title_of


@rule(
    "H-001",
    on=("issue", "todo", "defect", "test"),
    level="warning",
    history=True,
    reads=("status|result",),
    yields_to=("D-007",),
)
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
    if previous is None:
        return
    elsewhere = {row_identity(pair.row) for pair in renumbered(register, previous)}  # these are H-003's
    for row in lost_rows(register, previous):
        if row_identity(row) in elsewhere or row.get(PLACE, ("",))[0] in context.situation.unread:
            continue
        title = title_of(row)
        named = f"{row['id']}「{cut(title)}」" if title else str(row["id"])
        message = (
            f"{day(previous.date)}にあった{named}がなくなりました。"
            "削除ではなく状態を「取下」にしてください。行の復元案は history にあります。"
        )
        yield Found(_where_it_stood(row, register), message, "id", str(row["id"]))


@rule("H-003", on=WITH_ID, level="error", history=True, reads=("id|test_case_id", "title|description"), written=True)
def other_matter(register: Register, context: Context) -> Said:
    """番号が前回と別の件に付いている。

    なぜ: 番号は会議や不具合の記録からも参照されている。付け替えると、前日との差も経緯も別の件のものになる。
    対処: 元の番号に戻し、新しい件には新しい番号を振る。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名               | 状態   | 起票日     | 期限       |
        | K-001 | 帳票の桁あふれ     | 対応中 | 2024/04/22 | 2024/05/10 |
        | K-002 | 受注画面の文言修正 | 対応中 | 2024/04/22 | 2024/05/10 |
        | K-003 | 送信の遅れ         | 対応中 | 2024/04/22 | 2024/05/10 |
        課題:
        | No.   | 件名                 | 状態   | 起票日     | 期限       |             |
        | K-001 | 帳票の桁があふれる   | 対応中 | 2024/04/22 | 2024/05/10 |             |
        | K-103 | 受注画面の文言修正   | 対応中 | 2024/04/22 | 2024/05/10 | H-003 id    |
        | K-003 | 月次締めの手順の確認 | 対応中 | 2024/05/07 | 2024/05/10 | H-003 title |
    """
    previous = context.previous
    if previous is None:
        return
    for row, record in renumbered(register, previous):
        now = record.id or "IDのない行"
        message = (
            f"{day(previous.date)}に{row['id']}だった「{cut(title_of(row))}」が{now}になっています。"
            f"元の番号 {row['id']} に戻してください。"
        )
        yield found(record, record.table.id_field, message)
    for record in register:
        kept = context.kept_row(previous, register.name, record)
        if kept is not None and is_other_matter(record, kept):
            field = "title" if record.title else "description"
            message = (
                f"{called(record)}の件名が{day(previous.date)}と別の内容です。番号の使い回しの可能性があります。"
                "新しい番号を振ってください。"
            )
            yield found(record, field, message)


def _where_it_stood(row: Row, register: Register) -> Place:
    """The cell of the id on the day the row was kept; the first heading when the state does not tell."""
    table = register.tables[0]
    stood = row.get(PLACE)
    if not stood:
        return table.place(table.heading_row, "id")
    file, sheet, number = stood
    same = next((t for t in register.tables if (t.file, t.sheet) == (file, sheet)), None)
    column = same.columns.get(same.id_field, 0) if same else 0
    return Place(str(file), str(sheet), int(number), column)
