"""G: how a sheet is laid out and where reading had to decide: rivals, headings, merges, hidden and left-out rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Final

from pmo_xl.model.fields import sort_of
from pmo_xl.model.grid import Area, is_blank
from pmo_xl.model.place import Place, column_letters
from pmo_xl.model.register import Register
from pmo_xl.model.table import Rival, Table
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said
from pmo_xl.rules.phrases import column_name
from pmo_xl.rules.registry import rule
from pmo_xl.sheets.left_out import rows_left_out, written_rows
from pmo_xl.sheets.meaning.cells import MERGED_SORTS

# What reading calls the rows it left out; prepared rows and repeated headings hold nothing that could be missed.
_LEFT_OUT: Final[Mapping[str, str]] = {
    "記入例": "記入例",
    "区切り": "区切り行",
    "合計の行": "合計行",
    "集計の行": "集計行",
    "注記の行": "注記の行",
    "表から離れた行": "表から離れた行",
}


@rule("G-002", on="all", level="error", written=True)
def rival_columns(register: Register, context: Context) -> Said:
    """2つの列が、同じ項目に同じくらい当てはまる。

    なぜ: どちらを使うかで、期限超過や完了の件数が変わる。
    対処: 使う方を pmo.toml の [registers.…columns] で指定する。使わない列は見出しを変える。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 期日       | G-002 due_date |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 2024/05/13 |                |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 | 2024/05/02 |                |

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 起票日     |  |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 2024/04/22 |  |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 | 2024/04/22 |  |
    """
    for table in register.tables:
        for rival in table.rivals:
            alike = rival.is_close and rival.score >= context.params.fuzzy_header
            if alike and not _are_one_group(table, rival):
                message = (
                    f"{_heading(table, rival.used)}と{_heading(table, rival.column)}がどちらも"
                    f"「{column_name(rival.field)}」に見えます。使う方を pmo.toml で指定してください。"
                )
                yield Found(Place(table.file, table.sheet, table.heading_row, rival.used), message, rival.field)


@rule("G-003", on="all", level="info", written=True)
def unusual_heading(register: Register, context: Context) -> Said:
    """見出しが先頭の行にない、または結合・複数行になっている。

    なぜ: 見出しの行を取り違えると、列の意味も最初の1件もずれる。
    対処: 判断した行が正しければ、そのままでよい。違う場合は pmo.toml の header_rows で指定する。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | 対応内容 |          | G-003 |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 調査中   | 5/7 回答 |       |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 | 修正済   |          |       |
        結合: E1:F1

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |  |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |  |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |  |
    """
    section = context.situation.config.registers.get(register.name)
    if section is not None and section.header_rows:
        return  # a person has said which rows they are
    for table in register.tables:
        heads = table.header_rows
        if not heads or table.within:  # a form has none; choices beside a matter have those of its table
            continue
        rows = table.grid.rows
        first = next((n for n, row in enumerate(rows[: heads[0]], 1) if not all(map(is_blank, row))), heads[0])
        own = set(table.headers)
        merged = any(
            area.top <= heads[-1] and area.bottom >= heads[0] and not own.isdisjoint(range(area.left, area.right + 1))
            for area in table.grid.facts.merges
        )
        if heads != (first,) or merged:
            message = (
                f"見出しは{written_rows(heads)}と判断しました。違う場合は pmo.toml の header_rows を直してください。"
            )
            yield Found(Place(table.file, table.sheet, table.heading_row), message)


@rule("G-011", on="all", level="warning", written=True)
def merged_over_records(register: Register, context: Context) -> Said:
    """複数の行にまたがってセルが結合されている。

    なぜ: 結合したままでは並べ替えも絞り込みもできず、行を足すと値がずれる。
    対処: 結合を解除し、どの行にも値を入れる。元の表はこちらでは変更しない。

    例 (基準日 2024-05-07):
        | テストID | 分類 | テスト項目 | 実施日     | 結果 |                |
        | T-001    | 販売 | 受注登録   | 2024/05/02 | OK   | G-011 category |
        | T-002    |      | 受注取消   | 2024/05/02 | OK   |                |
        | T-003    | 購買 | 発注登録   | 2024/05/02 | OK   |                |
        結合: B2:B3
    """
    for table in register.tables:
        fields = {column: name for name, column in table.columns.items() if not (table.within and name == "related_id")}
        by_column: dict[int, list[Area]] = {}
        for area in sorted(table.grid.facts.merges, key=lambda area: (area.top, area.left)):
            own = fields if table.within else table.headers
            if area.left in own and _records_in(table, area) > 1:
                by_column.setdefault(area.left, []).append(area)
        for column, areas in sorted(by_column.items()):
            field = fields.get(column, "")
            first = areas[0]
            more = f"など{len(areas)}か所" if len(areas) > 1 else ""
            used = (
                "集計では上の値を下の行にも使いました。"
                if field and sort_of(field) in MERGED_SORTS
                else "下の行は空欄として集計しました。"
                if field
                else ""
            )
            message = f"{_range(first)}{more}が結合されています。{used}元の表は結合を解除することをお勧めします。"
            yield Found(Place(table.file, table.sheet, first.top, column), message, field)


@rule("G-012", on="all", level="info", written=True, whole=True)
def hidden_rows(registers: Register, context: Context) -> Said:
    """非表示の行がある。

    なぜ: 画面で見える件数と、集計の件数が合わない。
    対処: フィルターか非表示を解除して確かめる。数えない行は状態や結果を「対象外」にする。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |       |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 | G-012 |
        | K-003 | 送信の遅れ | 完了   | 2024/05/02 |       |
        非表示: 3行
    """
    hidden: dict[tuple[str, str], set[int]] = {}
    for table in registers.tables:
        if unseen := table.grid.facts.hidden_rows.intersection(table.record_rows):
            hidden.setdefault((table.file, table.sheet), set()).update(unseen)
    for (file, sheet), found in hidden.items():
        rows = sorted(found)
        message = (
            f"非表示の行が{len(rows)}行あります({written_rows(rows)})。集計には含めています。"
            "除く場合は「対象外」にしてください。"
        )
        yield Found(Place(file, sheet, rows[0]), message)


@rule("G-015", on="all", level="info", written=True)
def rows_not_counted(register: Register, context: Context) -> Said:
    """合計・区切り・記入例・注記と判断し、集計から外した行がある。

    なぜ: 本当のデータが混じっていると、その1件が報告から漏れる。
    対処: 判断が正しければ、そのままでよい。データならIDを入れる。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |       |
        | 【帳票】 |         |        |            | G-015 |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |       |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |       |
        | 合計  | 2件        |        |            | G-015 |
    """
    for table in register.tables:
        for reason, rows in rows_left_out(table).items():
            if reason in _LEFT_OUT:
                message = (
                    f"{written_rows(rows)}は{_LEFT_OUT[reason]}と判断し集計から外しました。"
                    "データならIDを入れてください。"
                )
                yield Found(Place(table.file, table.sheet, min(rows)), message)


def _are_one_group(table: Table, rival: Rival) -> bool:
    """Whether both stand under one group heading (記入者 / 部署, 記入者 / 氏名): then they are parts of one thing."""
    groups = [table.headers.get(column, "").rpartition(" / ")[0] for column in (rival.used, rival.column)]
    return groups[0] == groups[1] != ""


def _heading(table: Table, column: int) -> str:
    text = " ".join(table.headers.get(column, "").split()) or "見出しのない列"
    return f"「{text}」({column_letters(column)}{table.heading_row})"


def _range(area: Area) -> str:
    return f"{column_letters(area.left)}{area.top}:{column_letters(area.right)}{area.bottom}"


def _records_in(table: Table, area: Area) -> int:
    """How many records begin in the rows of a merge below the heading."""
    if area.top == area.bottom or not table.header_rows or area.top <= table.header_rows[-1]:
        return 0
    return bisect_right(table.record_rows, area.bottom) - bisect_left(table.record_rows, area.top)
