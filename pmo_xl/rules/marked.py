"""G: what a sheet says by the look of its cells only: struck through, coloured."""

from typing import Final

from pmo_xl.model.fields import label
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.colours import unexplained
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, Skip, found, propose
from pmo_xl.rules.phrases import written
from pmo_xl.rules.registry import rule

WITH_STATE: Final = ("issue", "defect", "test", "todo", "qa", "risk", "change", "review", "wbs", "requirement")


@rule("G-014", on=WITH_STATE, level="warning", fix="suggest", reads=("status|result",), written=True)
def said_by_looks(register: Register, context: Context) -> Said:
    """取り消し線や塗りつぶしだけで、状態を表している。

    なぜ: 集計は文字を読む。線や色だけの取下げは未完了に数えられ、色の意味は書いた人にしか分からない。
    対処: 取下げなら状態(テストは結果)を「取下」にする。色の意味は、状態や備考に言葉で書く。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |             |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |             |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 | G-014 title |
        | K-003 | 送信の遅れ | 完了   | 2024/05/02 |             |
        取り消し線: B3、B4

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |             |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | G-014 title |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |             |
        | K-003 | 送信の遅れ | 完了   | 2024/05/02 |             |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 |             |
        | K-005 | 宛名のずれ | 完了   | 2024/05/02 |             |
        | K-006 | 単価の誤り | 完了   | 2024/05/02 |             |
        | K-007 | 締め日     | 対応中 | 2024/05/10 |             |
        塗りつぶし: B2、B4、B7
    """
    told = set[tuple[str, str]]()
    for table, records in context.by_table(register):
        facts = table.grid.facts
        for record in records if facts.struck else ():
            field = _struck_field(record)
            if field and (record.is_live if table.kind == "test" else record.is_open):
                yield _struck_out(record, field, context)
        if facts.grounds is None:
            yield Skip(f"「{table.sheet}」の塗りつぶしは確認していません(見るのは5,000行までの .xlsx です)")
            continue
        colours = unexplained(table, records)
        if colours and (table.file, table.sheet) not in told:
            told.add((table.file, table.sheet))
            first = colours[0].records[0]
            field = next(name for name in ("title", "description", table.id_field) if table.has(name))
            place = first.place(field)
            many = f"(ほかに{len(colours) - 1}色)" if len(colours) > 1 else ""
            message = (
                f"{place.cell}など{len(colours[0].records)}行が同じ色で塗られていますが{many}、"
                "どの列の言葉からも色の意味が分かりません。集計は色を読みません。意味を状態や備考に書いてください。"
            )
            yield Found(place, message, field)


def _struck_field(record: Record) -> str | None:
    """The field, of title and id, whose cell is struck through."""
    table = record.table
    columns = table.grid.facts.struck.get(record.row, ())
    return next((f for f in ("title", table.id_field) if table.has(f) and table.columns[f] in columns), None)


def _struck_out(record: Record, field: str, context: Context) -> Found:
    is_test = record.table.kind == "test"
    state = context.last_result_field(record) if is_test else "status"
    said = written(record, state)
    new = context.usual_word(record.table, state, "withdrawn" if is_test else "rejected") or "取下"
    message = (
        f"{record.place(field).cell}は取り消し線ですが、{label(state)}は"
        f"{f'「{said}」' if said else '空欄'}のままです。取下げなら{label(state)}を「{new}」にしてください。"
    )
    return found(record, field, message, fix=propose(record, state, new))
