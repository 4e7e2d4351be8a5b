"""G: cells. What makes a figure wrong before anybody has thought about the project."""

from datetime import date
from typing import Literal

from pmo_xl.model.fields import base_name, label, sort_of
from pmo_xl.model.finding import Fix
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, Skip, as_text, found, odd
from pmo_xl.rules.phrases import column_name, cut, day
from pmo_xl.rules.registry import rule
from pmo_xl.rules.vague import is_meant_so, is_word_in_due_date

_NEEDS_STATUS = ("issue", "defect", "todo", "qa", "risk", "change")
_CHOICES = ("status", "result", "retest_result", "severity", "priority")


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
        if is_word_in_due_date(oddity) or is_meant_so(oddity):  # of the former O-003 speaks
            continue
        place = oddity.table.place(oddity.row, oddity.field)
        meant = oddity.meaning if isinstance(oddity.meaning, date) else None
        message = f"{place.cell}「{oddity.text}」は日付として読めていません。"
        fix = None
        if meant is not None and oddity.what != "vague_date":
            kind: Literal["safe", "suggest"] = "safe" if oddity.what == "text_date" else "suggest"
            fix = Fix(kind, place, oddity.text, meant.isoformat())
            message += f"{day(meant)}に変換できます(曖昧な場合は日付を入れ直してください)。"
        elif meant is not None:
            message += f"集計では{day(meant)}とみなしました。日付を入れ直してください。"
        else:
            message += "日付を入れ直してください。"
        yield odd(oddity, context.record_of(register, oddity), message, fix)


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
            yield odd(oddity, context.record_of(register, oddity), message)
    project = context.project
    if project.phase_start is None or project.phase_end is None:
        missing = "phase_start" if project.phase_start is None else "phase_end"
        yield Skip(f"pmo.toml に {missing} がないため、期間から外れた日付は確認していません")
        return
    start, end = context.time_span
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
            yield odd(oddity, context.record_of(register, oddity), message, fix)
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
        yield odd(oddity, context.record_of(register, oddity), message)


@rule("G-016", on="all", level="warning", fix="suggest", written=True)
def ditto(register: Register, context: Context) -> Said:
    """「同上」「〃」や制御文字がある。

    なぜ: 並べ替えや絞り込みをすると、上の行が変わって意味が変わる。
    対処: 上の値をそのまま入れる。

    例 (基準日 2024-05-07):
        | テストID | 分類 | テスト項目 | 実施日     | 結果 |                |
        | T-001    | 販売 | 受注登録   | 2024/05/02 | OK   |                |
        | T-002    | 〃   | 受注取消   | 2024/05/02 | OK   | G-016 category |
        | T-003    | 販売 | 受注照会   | 2024/05/02 | OK   |                |
    """
    for oddity in register.oddities:
        if oddity.what not in ("ditto", "control"):
            continue
        place = oddity.table.place(oddity.row, oddity.field)
        what = f"{place.cell}の「{oddity.text}」は並べ替えると意味が変わります。"
        fix = None
        if oddity.what == "control":
            message = f"{place.cell}に見えない制御文字が入っています。文字を入れ直してください。"
        elif oddity.meaning:
            above = as_text(oddity.meaning)
            message = f"{what}上の値「{cut(above)}」を入れてください。"
            fix = Fix("suggest", place, oddity.text, above)
        else:
            message = f"{what}値そのものを入れてください。"
        yield odd(oddity, context.record_of(register, oddity), message, fix)
