"""A project's dicts as real workbooks: usual Japanese headings, a layout drawn anew for each seed, and its pmo.toml."""

import random
from dataclasses import dataclass
from datetime import date

LEVEL = (
    {"critical": "致命的", "high": "高", "medium": "中", "low": "低"},
    {"critical": "S", "high": "A", "medium": "B", "low": "C"},
)
STATUS = (
    {
        "open": "未着手", "in_progress": "対応中", "answered": "回答済", "waiting": "保留",
        "resolved": "対応済", "closed": "完了", "rejected": "却下",
    },
    {
        "open": "新規", "in_progress": "調査中", "answered": "仮回答", "waiting": "確認待ち",
        "resolved": "修正済", "closed": "クローズ", "rejected": "取下げ",
    },
)  # fmt: skip
RESULT = (
    {
        "pass": "OK",
        "fail": "NG",
        "blocked": "実施不可",
        "hold": "保留",
        "not_applicable": "対象外",
        "withdrawn": "取下げ",
    },
    {
        "pass": "〇",
        "fail": "×",
        "blocked": "ブロック",
        "hold": "ペンディング",
        "not_applicable": "対象外",
        "withdrawn": "取下",
    },
    {
        "pass": "合格",
        "fail": "不合格",
        "blocked": "実施不能",
        "hold": "保留",
        "not_applicable": "対象外",
        "withdrawn": "削除",
    },
)
UNKNOWN = "たぶん大丈夫"
WIDENED = {"tests": "id", "defects": "vendor"}  # the fields that some rows have
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}  # in full-width letters

# field → headings people use, one chosen a project
HEADINGS = {
    "tests": {
        "id": ("テストID", "テストケースID", "テスト番号"), "title": ("テスト項目", "テスト項目名"), "requirement_id": ("要件ID", "要件番号"),
        "planned_date": ("予定日", "実施予定日"), "tester": ("実施者", "テスト実施者"), "executed_date": ("実施日", "テスト実施日"),
        "result": ("結果", "判定", "テスト結果"), "defect_id": ("不具合No", "障害No"), "approved_by": ("承認者",), "remarks": ("備考",),
        "planned_effort": ("予定工数", "見積工数"), "system": ("システム", "対象システム"),
    },
    "defects": {
        "id": ("不具合ID", "不具合No", "障害番号"), "title": ("件名", "不具合名"), "severity": ("重要度",), "status": ("ステータス", "状態"),
        "detected_date": ("検出日", "発見日"), "test_id": ("テストID", "関連テストケース"), "vendor": ("担当ベンダー", "ベンダー"), "owner": ("担当者",),
        "fix_plan_date": ("修正予定日", "改修予定日"), "fixed_date": ("修正日", "修正完了日"), "retest_result": ("再テスト結果",),
        "closed_date": ("クローズ日", "完了日"),
    },
    "issues": {
        "id": ("課題ID", "課題No"), "title": ("件名", "課題名"), "owner": ("担当者",), "severity": ("重要度",), "status": ("状態", "ステータス"),
        "raised_date": ("起票日", "登録日"), "due_date": ("期限", "対応期限"), "closed_date": ("完了日", "クローズ日"), "updated_date": ("更新日", "最終更新日"),
    },
    "todos": {
        "id": ("ToDo ID", "タスクID"), "title": ("依頼事項", "ToDo"), "owner": ("担当者",), "severity": ("優先度",), "status": ("状態",),
        "raised_date": ("依頼日", "起票日"), "due_date": ("期限", "期日"), "closed_date": ("完了日",), "updated_date": ("更新日",),
    },
    "requirements": {"id": ("要件ID",), "title": ("要件名",), "status": ("状態",)},
    "roster": {
        "owner": ("氏名",), "owner_org": ("会社・部署", "所属"), "side": ("側",), "title": ("役割",), "allocation": ("稼働率",),
        "planned_start": ("着任", "着任日"), "planned_end": ("離任", "離任日"),
    },
    "days_off": {"planned_date": ("日付",), "title": ("名称",), "owner": ("氏名",)},
    "plan": {"planned_date": ("日付",), "planned_count": ("計画件数", "予定件数"), "remarks": ("備考",)},
    "manual_work": {
        "id": ("No.",), "title": ("業務",), "owner": ("担当者",), "owner_org": ("担当部署",), "planned_start": ("開始",),
        "planned_end": ("終了",), "monthly_count": ("件数/月", "月間件数"), "minutes_each": ("分/件", "1件あたり時間"),
    },
    "options": {
        "related_id": ("対象ID",), "title": ("選択肢",), "cost": ("費用", "初期費用"), "months": ("期間(か月)",), "upkeep": ("維持費/月", "月額"),
        "monthly_count": ("件数/月",), "minutes_each": ("分/件",), "hourly_cost": ("人時単価", "時間単価"),
    },
}  # fmt: skip
SHEETS = {
    "tests": "テスト項目", "defects": "不具合一覧", "issues": "課題一覧", "todos": "ToDo一覧", "requirements": "要件一覧",
    "roster": "体制表", "days_off": "休日", "plan": "日別計画", "manual_work": "手動対応一覧", "options": "選択肢",
}  # fmt: skip


@dataclass
class Look:
    """How one project is drawn up: the same on every day it is kept."""

    dice: random.Random

    def __post_init__(self):
        self.headings = {
            kind: {field: self.dice.choice(texts) for field, texts in fields.items()}
            for kind, fields in HEADINGS.items()
        }
        self.level, self.status, self.result = map(self.dice.choice, (LEVEL, STATUS, RESULT))
        self.corner = {kind: (self.dice.randrange(1, 6), self.dice.randrange(1, 3)) for kind in HEADINGS}
        self.title = {kind: self.dice.random() < 0.6 for kind in HEADINGS}
        self.one_book = self.dice.random() < 0.3
        self.grouped = self.dice.random() < 0.6  # rounds under 1回目, 2回目; else 結果, 結果2
        self.not_run = self.dice.choice((None, None, "未実施"))
        self.gaps = self.dice.random() < 0.3  # blank rows here and there
        self.typed = self.dice.choice((0, 0, 0.05))  # the share of days that are texts


def write(project, folder):
    """The workbooks and pmo.toml of a project into the folder; those of an earlier day are replaced."""
    from openpyxl import Workbook

    look, books = Look(random.Random(f"look {project['seed']}")), {}
    for kind, sheet in SHEETS.items():
        if not project[kind]:
            continue
        file = "管理表.xlsx" if look.one_book else f"{sheet}.xlsx"
        if file not in books:
            books[file] = Workbook()
            books[file].remove(books[file].active)
        for name, rows in split(project, kind, sheet):
            draw(look, books[file].create_sheet(name), kind, rows, project)
    for file, book in books.items():
        book.save(folder / file)
    (folder / "pmo.toml").write_text(settings(project), encoding="utf-8")


def split(project, kind, sheet):
    """The tests of some projects stand on two sheets."""
    rows = project[kind]
    if kind != "tests" or not project["two_sheets"]:
        return [(sheet, rows)]
    half = len(rows) // 2
    return [(f"{sheet}（受注）", rows[:half]), (f"{sheet}（請求）", rows[half:])]


def draw(look, sheet, kind, rows, project):
    top, left = look.corner[kind]
    if look.title[kind]:
        sheet.cell(1, left, f"{SHEETS[kind]}　UAT")
        top += 1
    columns = columns_of(look, kind, rows, project)
    groups = look.grouped and any(group for _, group, _ in columns)
    for number, (heading, group, _) in enumerate(columns, left):
        if groups and group:
            sheet.cell(top, number, group)
        sheet.cell(top + groups, number, heading)
    if groups:
        merge_groups(sheet, top, left, columns)
    place = top + groups + 1
    for number, row in enumerate(rows):
        if look.gaps and number and number % 17 == 0:
            place += 1
        for column, (_, _, field) in enumerate(columns, left):
            value = shown(look, kind, field, row)
            if isinstance(value, date) and look.dice.random() < look.typed:
                sheet.cell(place, column, f"{value:%Y/%m/%d}")  # typed as text
            elif value is not None:
                cell = sheet.cell(place, column, value)
                if "date" in field or field in ("planned_start", "planned_end"):
                    cell.number_format = "yyyy/mm/dd"
                elif field == "allocation":
                    cell.number_format = "0%"
        place += 1


def merge_groups(sheet, top, left, columns):
    """Group names over their columns; headings without a group over both rows."""
    number = left
    while number < left + len(columns):
        group, last = columns[number - left][1], number
        while group and last + 1 < left + len(columns) and columns[last + 1 - left][1] == group:
            last += 1
        if group:
            sheet.merge_cells(start_row=top, start_column=number, end_row=top, end_column=last)
        else:
            sheet.cell(top, number, sheet.cell(top + 1, number).value)
            sheet.cell(top + 1, number).value = None
            sheet.merge_cells(start_row=top, start_column=number, end_row=top + 1, end_column=number)
        number = last + 1


def columns_of(look, kind, rows, project):
    """(heading, group, field) in order; of tests the rounds one after the other."""
    headings = dict(look.headings[kind])
    if kind == "issues" and project["issues_by"] == "priority":
        headings["severity"] = "優先度"
    if kind == "defects" and project["supplier"] == "owner_org":
        headings["vendor"] = "担当部署"
    columns = [(heading, "", field) for field, heading in headings.items()]
    if kind != "tests" or "result_2" not in rows[0]:
        return columns
    found = [c for c in columns if c[2] not in ("executed_date", "result", "defect_id", "approved_by", "remarks")]
    for n in (1, 2, 3):
        mark = "" if n == 1 else f"_{n}"
        if f"result{mark}" in rows[0]:
            for field in ("executed_date", "result"):
                heading = headings[field] if look.grouped else f"{headings[field]}{'' if n == 1 else n}"
                found.append((heading, f"{n}回目" if look.grouped else "", field + mark))
    return found + [c for c in columns if c[2] in ("defect_id", "approved_by", "remarks")]


def shown(look, kind, field, row):
    """What a person writes into the cell."""
    value = row[field]
    if field.startswith("result"):
        if value == "not_run":
            return look.not_run if field == "result" else None
        return look.result.get(value, UNKNOWN)
    if value and field == WIDENED.get(kind) and row["id"][-1] in "39":
        return value.translate(WIDE)
    if field == "retest_result":
        return look.result[value] if value else None
    if field == "status":
        return row.get("status_word") or (look.status[value] if value else None)
    if field in ("requirement_id", "defect_id") and value and int(row["id"][-1]) == 7:
        return value.translate(WIDE)
    return look.level[value] if field == "severity" and value else value


def settings(project):
    lines = [
        "[project]",
        'name = "照合"',
        *(f"{name} = {project[name]}" for name in ("phase_start", "phase_end", "go_live")),
    ]
    lines += [f"extra_holidays = [{', '.join(map(str, project['extra_holidays']))}]", "[capacity]"]
    lines += [f"{name} = {project[name]}" for name in ("testers", "tests_per_person_day") if project[name]]
    lines += ["[metrics]", f"rate_days = {project['rate_days']}", f'done = "{project["done"]}"']
    lines += [f'{name} = "{project[name]}"' for name in ("basis", "curve_x")]
    return "\n".join([*lines, f'holiday_due = "{project["holiday_due"]}"', ""])
