"""G: sheets and cells. What makes a figure wrong before anybody has thought about the project."""

from datetime import date, timedelta

from pmo_xl.model.fields import base_name, label, sort_of
from pmo_xl.model.finding import Fix
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Oddity, Register
from pmo_xl.model.table import Table
from pmo_xl.rules import numbering
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, Skip, found
from pmo_xl.rules.needs import NEEDED, WITH_ID, nearest_heading
from pmo_xl.rules.phrases import cells, column_name, day, either, written
from pmo_xl.rules.registry import rule
from pmo_xl.rules.vague import is_word_in_due_date

_NEEDS_STATUS = ("issue", "defect", "todo", "qa", "risk", "change")
_CHOICES = ("status", "result", "retest_result", "severity", "priority")
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
        for names in NEEDED.get(register.kind, ()):
            if any(table.has(name) for name in names.split("|")):
                continue
            field = names.split("|")[0]
            near = nearest_heading(table, names)
            place = Place(table.file, table.sheet, table.header_rows[-1], near or 0)
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
    fresh = numbering.fresh_ids(register)
    for record in blank:
        field = id_field(record.table)
        place = record.place(field)
        new = next(fresh, None)
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
    same_ids = [same for same in register.by_id.values() if len(same) > 1]
    if not same_ids:
        return
    fresh = numbering.fresh_ids(register)
    for _ in range(sum(1 for r in register if not r.id)):  # the first free numbers are G-004's
        next(fresh, None)
    for same in same_ids:
        first = same[0]
        field = id_field(first.table)
        places = [record.place(id_field(record.table)) for record in same]
        new = next(fresh, None)
        instead = f"新しい番号「{new}」" if new else "新しい番号"
        yield found(
            first,
            field,
            f"{first.id}が{len(same)}行あります({cells(places)})。どちらか一方を{instead}に変えてください。",
        )


@rule("G-007", on="all", level="error", fix="safe", written=True)
def text_date(register: Register, context: Context) -> Said:
    """日付が文字で書かれている。

    なぜ: Excelでは日付として並べ替えも集計もできず、読み違えるおそれがある。
    対処: 日付に直す。年月日がそろっていれば自動で直せる。年がないもの、「5月上旬」のような言葉は人が決める。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限        |                |
        | K-001 | 帳票の桁   | 対応中 | '2024.5.10  | G-007 due_date |
        | K-002 | 画面の文言 | 対応中 | '5/10       | G-007 due_date |
        | K-003 | 送信の遅れ | 対応中 | '5月上旬    | G-007 due_date |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10  |                |
        | K-005 | 印刷の向き | 対応中 | 2024/05/13  |                |
    """
    for oddity in register.oddities:
        if oddity.what not in ("text_date", "yearless_date", "vague_date"):
            continue
        if is_word_in_due_date(oddity):  # O-003 speaks
            continue
        place = oddity.table.place(oddity.row, oddity.field)
        meant = oddity.meaning if isinstance(oddity.meaning, date) else None
        message = f"{place.cell}「{oddity.text}」は日付として読めていません。"
        fix = None
        if meant is not None and oddity.what != "vague_date":
            kind = "safe" if oddity.what == "text_date" else "suggest"
            fix = Fix("safe" if kind == "safe" else "suggest", place, oddity.text, meant.isoformat())
            message += f"{day(meant)}に変換できます(曖昧な場合は日付を入れ直してください)。"
        elif meant is not None:
            message += f"集計では{day(meant)}とみなしました。日付を入れ直してください。"
        else:
            message += "日付を入れ直してください。"
        yield _at(register, context, oddity, message, fix)


@rule("G-008", on="all", level="error", written=True)
def impossible_date(register: Register, context: Context) -> Said:
    """ありえない日付、プロジェクトの期間から大きく外れた日付。

    なぜ: 年の打ち間違い1つで、期限超過の日数も消化の推移も狂う。
    対処: 実在する、期間内の日付に直す。

    例 (基準日 2024-05-07、期間 2024-04-22〜2024-05-17):
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | '2024/2/30 | G-008 due_date |
        | K-002 | 画面の文言 | 対応中 | 2042/05/10 | G-008 due_date |
        | K-003 | 送信の遅れ | 対応中 | 2025/05/17 |                |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 |                |
    """
    for oddity in register.oddities:
        if oddity.what == "bad_date":
            cell = oddity.table.place(oddity.row, oddity.field).cell
            message = f"{cell}「{oddity.text}」は日付として読めません。実在する日付に直してください。"
            yield _at(register, context, oddity, message)
    project = context.project
    if project.phase_start is None or project.phase_end is None:
        missing = "phase_start" if project.phase_start is None else "phase_end"
        yield Skip(f"pmo.toml に {missing} がないため、期間から外れた日付は確認していません")
        return
    margin = timedelta(days=context.params.date_margin_days)
    start, end = project.phase_start - margin, max(project.phase_end, project.go_live or project.phase_end) + margin
    span = f"{day(project.phase_start)}〜{day(max(project.phase_end, project.go_live or project.phase_end))}"
    for table in register.tables:
        dates = [name for name in table.columns if sort_of(name) == "date"]
        for record in register if dates else ():
            if record.table is not table:
                continue
            for name in dates:
                value = record.get(name)
                if value is not None and not start <= value <= end:
                    cell = record.place(name).cell
                    message = (
                        f"{cell}の日付{day(value)}はプロジェクト期間({span})から外れています。"
                        "年の打ち間違いがないか確認してください。"
                    )
                    yield found(record, name, message)


@rule("G-009", on="all", level="error", fix="suggest", written=True)
def unknown_word(register: Register, context: Context) -> Said:
    """状態・結果・重要度に、決めた選択肢にない言葉がある。状態が空のまま。

    なぜ: 完了か未完了か、OKかNGかが決まらず、件数に数えられない。
    対処: 選択肢から選び直す。正式に使う言葉なら pmo.toml の [registers.…values] に加える。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態     | 期限       |              |
        | K-001 | 帳票の桁   | 対応中   | 2024/05/10 |              |
        | K-002 | 画面の文言 | ほぼ済み | 2024/05/10 | G-009 status |
        | K-003 | 送信の遅れ |          | 2024/05/10 | G-009 status |
        | K-004 | 印刷の余白 | 完了     | 2024/05/02 |              |
    """
    for oddity in register.oddities:
        if oddity.what == "unknown_word" and base_name(oddity.field) in _CHOICES:
            place = oddity.table.place(oddity.row, oddity.field)
            best = context.usual_word(oddity.table, oddity.field, oddity.meaning)
            message = f"{place.cell}「{oddity.text}」は{column_name(oddity.field)}の選択肢にありません。"
            fix = None
            if best:
                fix = Fix("suggest", place, oddity.text, best)
                message += f"「{best}」のことですか? "
            message += "選び直すか、pmo.toml に追加してください。"
            yield _at(register, context, oddity, message, fix)
    if register.kind not in _NEEDS_STATUS:
        return
    unread = {(id(oddity.table), oddity.row) for oddity in register.oddities if oddity.field == "status"}
    for record in register:
        if record.status is not None or not record.table.has("status") or (id(record.table), record.row) in unread:
            continue
        place = record.place("status")
        message = f"{place.cell}: {label('status')}が空です。未完了として数えています。"
        done = context.usual_word(record.table, "status", "closed") if record.closed_date else None
        if done:
            message += f"完了日{day(record.closed_date or context.as_of)}があります。「{done}」のことですか? "
        yield found(
            record,
            "status",
            f"{message}選択肢から選んでください。",
            fix=Fix("suggest", place, "", done) if done else None,
        )


@rule("G-010", on="all", level="error", written=True)
def error_cell(register: Register, context: Context) -> Said:
    """セルがエラー値、または数式の値が保存されていない。

    なぜ: 値がないのと同じで、その行は集計から漏れる。
    対処: 式の参照先を直し、Excelで開いて保存し直す。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | #REF!      | G-010 due_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 |                |
        | K-003 | 送信の遅れ | 完了   | 2024/05/02 |                |
    """
    for oddity in register.oddities:
        if not oddity.field:
            continue
        cell = oddity.table.place(oddity.row, oddity.field).cell
        if oddity.what == "error":
            message = f"{cell}が{oddity.text}です。式の参照先を直し、Excelで開いて保存し直してください。"
        elif oddity.what == "uncached":
            message = f"{cell}の数式は値が保存されていません。Excelで開いて保存し直してください。"
        else:
            continue
        yield _at(register, context, oddity, message)


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
    for record in register:
        if more := record.table.continued.get(record.row):
            if not _is_laid_out_so(record, more):
                rows = f"{record.row}〜{more[-1]}行"
                message = (
                    f"{rows}は1件が複数行に分かれているようです(IDなしの続き行)。"
                    "1件として集計しました。セル内改行で1行にまとめてください。"
                )
                yield found(record, id_field(record.table), message)
        elif context.follows_on(record):
            own = [label(name) for name in _filled(record) if sort_of(name) in ("date", "status", "person")]
            message = (
                f"{record.row}行目は上の行の続きのようですが(IDと件名が空)、{'・'.join(own)}が書かれています。"
                "別の1件として集計しました。続きならセル内改行で上の行にまとめ、別の件ならIDと件名を入れてください。"
            )
            yield found(record, id_field(record.table), message, level="error")


def id_field(table: Table) -> str:
    """The field whose column holds the record's own id."""
    return "test_case_id" if table.has("test_case_id") else "id"


def _at(register: Register, context: Context, oddity: Oddity, message: str, fix: Fix | None = None) -> Found:
    record = context.record_of(register, oddity)
    place = oddity.table.place(oddity.row, oddity.field)
    return Found(place, message, oddity.field, (record and record.id) or "", record, fix)


def _filled(record: Record) -> list[str]:
    return [name for name in record.table.columns if written(record, name)]


def _is_laid_out_so(record: Record, more: tuple[int, ...]) -> bool:
    """Several rows a record by design: its id is merged over them, or they are the steps of a test."""
    table = record.table
    column = table.columns[id_field(table)]
    if any(area.holds(record.row, column) and area.holds(more[0], column) for area in table.grid.facts.merges):
        return True
    filled = {name for row in more for name in table.columns if table.grid.value(row, table.columns[name]) is not None}
    return table.kind == "test" and filled <= _STEPS
