"""課題管理表, ToDo・依頼事項一覧 and 決定事項一覧: the books of open work."""

from datetime import date

from tests.make.sample.paper import Blank, Book, Cells, Column, Example, Formula, Line, Section, Sheet, Total
from tests.make.sample.rows import Row
from tests.make.sample.story import Rows

STATUS = {"open": "未着手", "in_progress": "対応中", "waiting": "回答待ち", "closed": "完了", "rejected": "取下げ"}
LEVEL = {"critical": "致命的", "high": "高", "medium": "中", "low": "低"}
PROJECT = "基幹システム刷新プロジェクト"


def issue_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """課題管理表.xlsx: two-row headings with groups, legend, text box, drop-downs, an example line, numbered blanks."""
    book = Book("課題管理表.xlsx", "ＭＳ Ｐゴシック", cells, "空野ひかる")
    issues = [row for row in rows["issue"] if row.sheet == "課題一覧"]
    sheet = book.sheet("課題一覧", heading="#DDEBF7", words={"status": STATUS, "priority": LEVEL})
    sheet.title("課題管理表")
    sheet.text(1, 0, f"プロジェクト名：{PROJECT}　UAT")
    sheet.text(2, 0, "作成日：")
    sheet.text(2, 2, date(2026, 10, 1))
    sheet.text(
        2, 3, "凡例　重要度：致命的＞高＞中＞低　　状態：未着手→対応中→（回答待ち）→完了／取下げ", font_color="#7F7F7F"
    )
    columns = (
        Column("no", "No.", 5, look="center"),
        Column("id", "課題ID", 9, look="center"),
        Column("category", "分類", 8, look="center"),
        Column("title", "件名", 34),
        Column("description", "内容", 36),
        Column("priority", "重要度", 8, look="center"),
        Column("impact", "影響", 22),
        Column("raised_date", "起票日", 11, "起票", "date"),
        Column("raised_by", "起票者", 11, "起票"),
        Column("owner", "担当者", 11, "対応"),
        Column("owner_org", "担当部署", 14, "対応"),
        Column("due_date", "期限", 11, "対応", "date"),
        Column("status", "状態", 10, "対応", "center"),
        Column("action", "対応内容", 34, "対応"),
        Column("updated_date", "更新日", 11, "対応", "date"),
        Column("closed_date", "完了日", 11, "完了", "date"),
        Column("reviewer", "確認者", 11, "完了"),
        Column("remarks", "備考", 20),
    )
    example = Example(
        {
            "no": "例",
            "id": "K-000",
            "category": "販売",
            "title": "（例）〇〇の△△が決まっていない",
            "description": "何が・いつから・誰が困るかを書く",
            "priority": "中",
            "raised_date": date(2026, 10, 1),
            "raised_by": "山田太郎",
            "owner": "山田太郎",
            "owner_org": "〇〇部",
            "due_date": date(2026, 10, 8),
            "status": "対応中",
        }
    )
    lines: list[Line] = [] if clean else [example]
    lines += issues
    _number(lines)
    lines += [Blank({"no": len(issues) + n}) for n in range(1, 9)]
    below = sheet.table(4, 0, columns, lines)
    page = sheet.page
    page.freeze_panes(6, 4)
    page.autofilter(5, 0, below - 1, len(columns) - 1)
    _list(sheet, columns, "status", 6, below, list(STATUS.values()))
    _list(sheet, columns, "priority", 6, below, list(LEVEL.values()))
    r = 7 if clean else 8  # below the example
    late = f'=AND($L{r}<>"",ISNUMBER($L{r}),$L{r}<DATE({day.year},{day.month},{day.day}),$M{r}<>"完了",$M{r}<>"取下げ")'
    page.conditional_format(
        r - 1,
        11,
        below - 1,
        11,
        {"type": "formula", "criteria": late, "format": book.xlsx.add_format({"bg_color": "#FFC7CE"})},
    )
    done = book.xlsx.add_format({"bg_color": "#D9D9D9"})
    page.conditional_format(6, 0, below - 1, 17, {"type": "formula", "criteria": '=$M7="完了"', "format": done})
    page.insert_textbox(
        0,
        13,
        "【お願い】期限を変えるときは、理由を対応内容に書いてください。\n毎日15時までに更新してください。（PMO）",
        {
            "width": 330,
            "height": 58,
            "fill": {"color": "#FFF2CC"},
            "line": {"color": "#BF9000"},
            "font": {"size": 9},
            "description": "更新のお願い",
        },
    )
    page.write_comment("L6", "相手と合意した日を書く。休日は前の営業日にする。", {"author": "空野ひかる"})
    sheet.print_setup((4, 5))
    _training_sheet(book, [row for row in rows["issue"] if row.sheet == "研修課題"], clean)
    return book.done()


def _training_sheet(book: Book, issues: list[Row], clean: bool) -> None:
    """研修課題: kept by the training team in their own layout, without a due date."""
    sheet = book.sheet("研修課題", heading="#E2EFDA", words={"status": STATUS})
    sheet.title("研修で出た課題・気づき")
    columns = [
        Column("id", "No.", 8, look="center"),
        Column("raised_date", "発生日", 11, look="date"),
        Column("phase", "工程", 12),
        Column("title", "課題名", 34),
        Column("description", "詳細", 40),
        Column("raised_by", "記入者", 12),
        Column("owner", "担当者", 12),
        Column("status", "ステータス", 10, look="center"),
        Column("updated_date", "更新日", 11, look="date"),
        Column("closed_date", "完了日", 11, look="date"),
        Column("remarks", "備考", 20),
    ]
    if clean:
        columns.insert(7, Column("due_date", "期限", 11, look="date"))
    if not clean:
        sheet.lacks("issue", "due_date", 2)
    sheet.table(2, 0, columns, issues)
    sheet.page.freeze_panes(3, 0)
    sheet.print_setup((2, 2))


def todo_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """ToDo・依頼事項一覧.xlsx: one sheet for the own people, one for requests to vendors, a totals line."""
    book = Book("ToDo・依頼事項一覧.xlsx", "メイリオ", cells, "海野なぎさ")
    inside = [row for row in rows["todo"] if row.sheet == "社内ToDo"]
    sheet = book.sheet(
        "社内ToDo", heading="#FCE4D6", words={"status": {"open": "未", "in_progress": "着手中", "closed": "済"}}
    )
    sheet.title("ToDo一覧（社内）")
    sheet.text(1, 0, PROJECT)
    sheet.text(1, 6, "管理：PMO　海野", align="right")
    columns = (
        Column("id", "ToDo No.", 10, look="center"),
        Column("title", "ToDo", 46),
        Column("raised_date", "依頼日", 11, look="date"),
        Column("raised_by", "依頼者", 11),
        Column("owner", "担当者", 11),
        Column("due_date", "期限", 11, look="date"),
        Column("status", "状況", 8, look="center"),
        Column("closed_date", "完了日", 11, look="date"),
        Column("related_id", "関連課題", 10, look="center"),
        Column("response", "回答・結果", 30),
        Column("remarks", "備考", 16),
    )
    lines: list[Line] = []
    if not clean:
        lines.append(
            Example(
                {"id": "例", "title": "例）〇〇の一覧を提出する", "raised_by": "〇〇", "owner": "△△", "status": "未"}
            )
        )
    lines += inside
    lines += [Blank({"id": f"A-{100 + n}"}) for n in range(1, 6)] if not clean else []
    below = sheet.table(3, 0, columns, lines)
    if not clean:
        count = sum(row.means("status") != "closed" for row in inside)
        total = Formula(f'=COUNTA(B6:B{below - 5})-COUNTIF(G6:G{below - 5},"済")', count)
        sheet.table_total(below, 0, columns, Total({"id": "合計", "title": "未完了の件数", "status": total}))
    _list(sheet, columns, "status", 4, below, ["未", "着手中", "済"])
    sheet.page.freeze_panes(4, 2)
    sheet.page.autofilter(3, 0, below - 1, len(columns) - 1)
    sheet.print_setup((3, 3))
    _vendor_sheet(book, [row for row in rows["todo"] if row.sheet == "ベンダー依頼"], clean)
    return book.done()


def _vendor_sheet(book: Book, todos: list[Row], clean: bool) -> None:
    """ベンダー依頼: requests per company under a section line; whoever made it left out the status."""
    words = {"status": {"open": "未着手", "in_progress": "対応中", "closed": "完了"}}
    sheet = book.sheet("ベンダー依頼", heading="#FCE4D6", words=words)
    sheet.title("ベンダーへの依頼事項")
    columns = [
        Column("id", "管理No", 10, look="center"),
        Column("title", "依頼内容", 50),
        Column("owner_org", "依頼先", 9, look="center"),
        Column("owner", "窓口", 11),
        Column("raised_date", "依頼日", 11, look="date"),
        Column("raised_by", "依頼元", 11),
        Column("due_date", "回答期限", 11, look="date"),
        Column("response", "回答", 30),
        Column("closed_date", "完了日", 11, look="date"),
        Column("related_id", "関連No", 10, look="center"),
    ]
    if clean:
        columns.insert(7, Column("status", "状態", 9, look="center"))
    if not clean:
        sheet.lacks("todo", "status", 2)
    lines: list[Line] = []
    for org in ("A社", "B社", "C社"):
        if not clean:
            lines.append(Section(f"【{org}】"))
        lines += [row for row in todos if row.means("owner_org") == org]
    sheet.table(2, 0, columns, lines)
    sheet.page.freeze_panes(3, 2)
    sheet.print_setup((2, 2))


def decision_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """決定事項一覧.xlsx: what was decided, and what waits."""
    book = Book("決定事項一覧.xlsx", "游ゴシック", cells, "空野ひかる")
    sheet = book.sheet("決定事項", heading="#D9E1F2")
    sheet.title("決定事項一覧", column=1)
    sheet.text(1, 1, f"{PROJECT}　　区分：決定／仮決定（確定期限まで）／判断待ち", font_color="#7F7F7F")
    columns = (
        Column("id", "決定No", 9, look="center"),
        Column("raised_date", "起票日", 11, look="date"),
        Column("kind", "区分", 9, look="center"),
        Column("title", "件名", 26),
        Column("description", "決定内容", 50),
        Column("decided_by", "決定者", 11),
        Column("decided_date", "決定日", 11, look="date"),
        Column("due_date", "確定期限", 11, look="date"),
        Column("related_id", "関連ID", 16),
        Column("remarks", "備考（根拠）", 28),
    )
    below = sheet.table(3, 1, columns, rows["decision"])
    sheet.page.set_column(0, 0, 2)
    sheet.page.freeze_panes(4, 0)
    pending = book.xlsx.add_format({"bg_color": "#FFEB9C"})
    sheet.page.conditional_format(
        4, 3, below - 1, 3, {"type": "cell", "criteria": "==", "value": '"判断待ち"', "format": pending}
    )
    _list(sheet, columns, "kind", 4, below, ["決定", "仮決定", "判断待ち"], left=1)
    sheet.print_setup((3, 3))
    _option_sheet(book, rows["option"])
    return book.done()


def _option_sheet(book: Book, options: list[Row]) -> None:
    """選択肢: what can be chosen, what it costs, and what was recommended."""
    sheet = book.sheet("選択肢", heading="#D9E1F2")
    sheet.title("判断事項の選択肢")
    columns = (
        Column("related_id", "対象ID", 9, look="center"),
        Column("title", "選択肢", 34),
        Column("cost", "費用（円）", 12, look="money"),
        Column("months", "期間（か月）", 9, look="number"),
        Column("upkeep", "維持費/月", 11, look="money"),
        Column("monthly_count", "件数/月", 9, look="money"),
        Column("minutes_each", "分/件", 8, look="number"),
        Column("hourly_cost", "人時単価", 10, look="money"),
        Column("risk", "リスク", 32),
        Column("reversible", "戻せるか", 9, look="center"),
        Column("recommended", "推奨", 7, look="center"),
        Column("remarks", "理由", 36),
    )
    sheet.table(2, 0, columns, options)
    sheet.page.freeze_panes(3, 2)
    sheet.print_setup((2, 2))


def _number(lines: list[Line]) -> None:
    number = 0
    for line in lines:
        if isinstance(line, Row):
            number += 1
            line.values["no"] = number


def _list(sheet: Sheet, columns, name: str, first: int, below: int, words: list[str], *, left: int = 0) -> None:
    place = left + next(n for n, column in enumerate(columns) if column.field == name)
    rule = {"validate": "list", "source": words, "error_type": "warning"}
    sheet.page.data_validation(first, place, below - 1, place, rule)
