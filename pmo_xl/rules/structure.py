"""G: columns, ids and rows. Whether every record can be found, told apart and counted once."""

from collections.abc import Mapping

from pmo_xl.model.fields import base_name, label, sort_of
from pmo_xl.model.finding import Fix
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.needed import missing, nearest_heading
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, as_text, found
from pmo_xl.rules.needs import REFERS_TO, WITH_ID
from pmo_xl.rules.numbering import FreeNumbers
from pmo_xl.rules.phrases import called, cells, either, written
from pmo_xl.rules.registry import rule

_STEPS = frozenset(("step_no", "steps", "input", "expected", "actual", "precondition", "viewpoint"))


@rule("G-001", on="all", level="error", written=True)
def missing_column(register: Register, context: Context) -> Said:
    """必要な列が見つからない。

    なぜ: その種類の管理表に欠かせない項目が読めないと、件数も期限も数えられない。
    対処: 見出しを一般的な言葉に直すか、pmo.toml の [registers.…columns] で、どの列かを指定する。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 対応内容 | G-001 due_date |
        | K-001 | 帳票の桁   | 対応中 | 調査中   |                |
        | K-002 | 画面の文言 | 完了   | 修正済   |                |

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |  |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |  |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |  |
    """
    for table in register.tables:
        for names in missing(table) if not table.within else ():
            field = names.split("|")[0]
            near = nearest_heading(table, names)
            place = Place(table.file, table.sheet, table.heading_row, near or 0)
            what = f"「{table.sheet}」に「{either(names)}」に当たる列が見つかりません。"
            if near:
                what += (
                    f"近い見出しは「{table.headers.get(near) or table.unmapped[near]}」({place.cell})です。"
                    f"これで良ければ pmo.toml の [registers.{register.name}.columns] に追加してください。"
                )
            else:
                what += (
                    f"列を追加するか、どの列かを pmo.toml の [registers.{register.name}.columns] で指定してください。"
                )
            yield Found(place, what, field)


@rule("G-004", on=WITH_ID, level="error", fix="suggest", reads=("id|test_case_id",), written=True)
def blank_id(register: Register, context: Context) -> Said:
    """IDのない行がある。

    なぜ: 番号がないと、ほかの管理表や前回の記録と突き合わせられない。
    対処: 空いている番号を入れる。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |          |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |          |
        |       | 画面の文言 | 対応中 | 2024/05/10 | G-004 id |
        | K-002 | 送信の遅れ | 完了   | 2024/05/02 |          |
    """
    blank = [r for r in register if not r.id and len(_filled(r)) >= 2 and not context.follows_on(r)]
    if not blank:
        return
    free = FreeNumbers(register)
    for record in blank:
        field = record.table.id_field
        place = record.place(field)
        new = free.next_of(record.table)
        message = f"{place.sheet}!{place.cell}: IDが空です。"
        if new is None:
            yield found(record, field, f"{message}番号を付けてください。")
        else:
            message += f"空いている番号「{new}」を入れてください。"
            yield found(record, field, message, fix=Fix("suggest", place, "", new))


@rule("G-005", on=WITH_ID, level="error", reads=("id|test_case_id",), written=True)
def same_id_twice(register: Register, context: Context) -> Said:
    """同じIDが2行以上にある。

    なぜ: どちらの行の話か分からず、集計では先の1行だけを数えることになる。
    対処: 一方に新しい番号を振る。二重に書いた行なら、片方の状態を「取下」にする。

    例 (基準日 2024-05-07):
        | No.          | 件名       | 状態   | 期限       |          |
        | K-001        | 帳票の桁   | 対応中 | 2024/05/10 | G-005 id |
        | K-002        | 送信の遅れ | 完了   | 2024/05/02 |          |
        | Ｋ－００１   | 画面の文言 | 対応中 | 2024/05/10 |          |
        | K-0011       | 印刷の余白 | 対応中 | 2024/05/10 |          |
    """
    if not register.repeated:
        return
    free = FreeNumbers(register)
    for record in register:
        if not record.id:
            free.next_of(record.table)  # the first free numbers are G-004's
    for same in register.repeated:
        first = same[0]
        field = first.table.id_field
        places = [record.place(record.table.id_field) for record in same]
        new = free.next_of(first.table)
        instead = f"新しい番号「{new}」" if new else "新しい番号"
        yield found(
            first,
            field,
            f"{called(first)}が{len(same)}行あります({cells(places)})。どちらか一方を{instead}に変えてください。",
        )


@rule("G-006", on=WITH_ID, level="warning", fix="safe", reads=("id|test_case_id",), written=True, yields_to=("G-005",))
def other_spelling_of_an_id(register: Register, context: Context) -> Said:
    """IDの表記が、全角・空白・大小文字・ハイフンの違いだけずれている。

    なぜ: Excelの検索や突合せ(VLOOKUP など)では別の番号になり、つながりが切れる。
    対処: 台帳の表記にそろえる。自動で直せる。

    例 (基準日 2024-05-07):
        | No.          | 件名       | 状態   | 期限       |          |
        | K-001        | 帳票の桁   | 対応中 | 2024/05/10 |          |
        | Ｋ－００２   | 画面の文言 | 対応中 | 2024/05/10 | G-006 id |
        | K-003        | 送信の遅れ | 完了   | 2024/05/02 |          |
    """
    numbered = [record for record in register if record.id]
    respelled = [record for record in numbered if record.id and fold_id(record.id) != record.id]
    if 2 * len(respelled) < len(numbered):  # else the register has a form of its own
        for record in respelled:
            text = record.id or ""
            if len(register.by_id[fold_id(text)]) == 1:
                yield _respelled(record, record.table.id_field, text, fold_id(text))
    for table, records in context.by_table(register):
        for name in table.columns:
            other = REFERS_TO.get(base_name(name))
            known = context.spellings(other) if other else {}
            for record in records if known else ():
                cell = getattr(record, name, None)
                if cell and (right := _as_known(cell, known)) != cell:
                    yield _respelled(record, name, cell, right)


@rule("G-013", on=WITH_ID, level="warning", reads=("id|test_case_id",), written=True)
def spread_over_rows(register: Register, context: Context) -> Said:
    """1件が複数行に分かれている。

    なぜ: 続きの行は並べ替えると迷子になり、1件が2件に数えられることもある。
    対処: セル内改行(Alt+Enter)で1行にまとめる。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 内容                 | 状態   | 期限       |          |
        | K-001 | 帳票の桁   | 桁があふれる         | 対応中 | 2024/05/10 | G-013 id |
        |       |            | 明細が20行のとき     |        |            |          |
        | K-002 | 画面の文言 | 「登録」が「登緑」   | 対応中 | 2024/05/10 |          |
        |       |            | 一覧も同じ           | 完了   | 2024/05/02 | G-013 id |
        | K-003 | 送信の遅れ | 朝の9時台            | 完了   | 2024/05/02 |          |
    """
    for table, records in context.by_table(register):
        for record in records if table.continued else ():
            more = table.continued.get(record.row)
            if more and not _is_laid_out_so(record, more):
                message = (
                    f"{record.row}〜{more[-1]}行は1件が複数行に分かれているようです(IDなしの続き行)。"
                    "1件として集計しました。セル内改行で1行にまとめてください。"
                )
                yield found(record, table.id_field, message)
    for record in register:
        if not record.id and context.follows_on(record) and not record.table.continued.get(record.row):
            own = [label(name) for name in _filled(record) if sort_of(name) in ("date", "status", "person")]
            message = (
                f"{record.row}行目は上の行の続きのようですが(IDと件名が空)、{'・'.join(own)}が書かれています。"
                "別の1件として集計しました。続きならセル内改行で上の行にまとめ、別の件ならIDと件名を入れてください。"
            )
            yield found(record, record.table.id_field, message, level="error")


def _respelled(record: Record, field: str, text: str, right: str) -> Found:
    message = f"「{text}」は「{right}」と同じ番号に見えます。表記を「{right}」にそろえます。"
    return found(record, field, message, fix=Fix("safe", record.place(field), as_text(record.written(field)), right))


def _as_known(text: str, known: Mapping[str, str]) -> str:
    """The cell with every id spelled as in its own register."""
    for word in split_ids(text):
        right = known.get(fold_id(word))
        if right is not None and right != word and word in text:
            text = text.replace(word, right)
    return text


def _filled(record: Record) -> list[str]:
    return [name for name in record.table.columns if written(record, name)]


def _is_laid_out_so(record: Record, more: tuple[int, ...]) -> bool:
    """Several rows a record by design: its id is merged over them, or they are the steps of a test."""
    table = record.table
    column = table.columns[table.id_field]
    if any(area.holds(record.row, column) and area.holds(more[0], column) for area in table.grid.facts.merges):
        return True
    filled = {name for row in more for name in table.columns if table.grid.value(row, table.columns[name]) is not None}
    return table.kind == "test" and filled <= _STEPS
