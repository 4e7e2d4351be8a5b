"""議事メモ, 体制表 and 休日・フェーズ計画: the books around the registers."""

from collections import Counter
from datetime import date

from tests.make.sample import minutes
from tests.make.sample.books_work import PROJECT
from tests.make.sample.days import DAYS_OFF, GO_LIVE, LEAVE, PHASE_END, PHASE_START, md, working_days
from tests.make.sample.mistakes import PLAN_NOT_KEPT_UP
from tests.make.sample.paper import Blank, Book, Cells, Column
from tests.make.sample.people import PEOPLE
from tests.make.sample.rows import Row
from tests.make.sample.story import Rows


def minutes_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """議事メモ.xlsx: one sheet per meeting, a head of labels and values over a table of lines."""
    book = Book("議事メモ.xlsx", "メイリオ", cells, "海野なぎさ")
    for meeting in minutes.known(day):
        sheet = book.sheet(meeting.sheet, heading="#EDEDED")
        sheet.title("議事メモ")
        label = book.look(border=1, bg_color="#F2F2F2", bold=True)
        value = book.look(border=1, text_wrap=True, align="left")
        for row, (name, text) in enumerate(meeting.head, 2):
            sheet.page.write_string(row, 0, name, label)
            sheet.page.merge_range(row, 1, row, 5, "", value)
            sheet.page.write_string(row, 1, text, value)
        columns = (
            Column("category", "議題", 22),
            Column("kind", "区分", 8, look="center"),
            Column("description", "内容", 64),
            Column("owner", "担当者", 12),
            Column("due_date", "期限", 11, look="date"),
            Column("related_id", "関連ID", 10, look="center"),
        )
        lines = [row for row in rows["meeting"] if row.sheet == meeting.sheet]
        top = len(meeting.head) + 3
        sheet.table(top, 0, columns, lines)
        sheet.print_setup((top, top), landscape=False)
    if not minutes.known(day):
        book.sheet("議事メモ").title("議事メモ")
    return book.done()


def roster_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """体制表.xlsx: who is who."""
    book = Book("体制表.xlsx", "游ゴシック", cells, "空野ひかる")
    sheet = book.sheet("体制表", heading="#D9E1F2")
    sheet.title("UAT体制表")
    sheet.text(1, 0, f"{PROJECT}　2026/10/26現在")
    columns = (
        Column("no", "No.", 5, look="center"),
        Column("side", "側", 10, look="center"),
        Column("owner_org", "会社・部署", 18),
        Column("title", "役割", 26),
        Column("owner", "氏名", 14),
        Column("allocation", "稼働率", 8, look="percent"),
        Column("planned_start", "着任", 11, look="date"),
        Column("planned_end", "離任", 11, look="date"),
        Column("mail", "メール", 26),
        Column("remarks", "備考", 22),
    )
    lines = [
        Blank(
            {
                "no": number,
                "side": person.side,
                "owner_org": person.org,
                "title": person.role,
                "owner": person.name,
                "allocation": person.allocation,
                "planned_start": person.since,
                "planned_end": person.until,
                "mail": person.mail,
                "remarks": f"後任は{person.deputy}" if person.deputy else None,
            }
        )
        for number, person in enumerate(PEOPLE, 1)
    ]
    sheet.table(3, 0, columns, lines)
    sheet.page.freeze_panes(4, 0)
    sheet.print_setup((3, 3))
    return book.done()


def calendar_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """休日・フェーズ計画.xlsx: days off, phases, and how many tests each day was planned to have."""
    book = Book("休日・フェーズ計画.xlsx", "ＭＳ Ｐゴシック", cells, "空野ひかる")
    off = book.sheet("休日", heading="#E2EFDA")
    off.title("休日一覧（国民の祝日・会社休日・個人の休暇）")
    columns = (
        Column("planned_date", "日付", 12, look="date"),
        Column("title", "名称", 22),
        Column("owner", "氏名（個人の休暇のとき）", 24),
    )
    days = sorted(
        [(day_off, name, None) for day_off, name in DAYS_OFF.items()] + [(d, n, who) for (who, d), n in LEAVE.items()]
    )
    off.table(2, 0, columns, [Blank({"planned_date": d, "title": n, "owner": who}) for d, n, who in days])
    off.print_setup((2, 2), landscape=False)
    phases = book.sheet("フェーズ", heading="#E2EFDA")
    phases.title("フェーズ計画")
    columns = (
        Column("phase", "フェーズ", 22),
        Column("planned_start", "開始予定日", 12, look="date"),
        Column("planned_end", "終了予定日", 12, look="date"),
        Column("environment", "環境", 14),
        Column("actual_end", "終了日(実績)", 12, look="date"),
        Column("remarks", "備考", 30),
    )
    table = (
        ("検証環境の準備", md(10, 12), md(10, 23), "検証環境", md(10, 23), None),
        ("UAT", PHASE_START, PHASE_END, "検証環境", None, "合格基準は決定 DC-001"),
        ("移行リハーサル2回目", md(12, 7), md(12, 8), "移行環境", None, None),
        ("利用者研修", md(11, 30), md(12, 18), "研修環境", None, None),
        ("稼働", GO_LIVE, GO_LIVE, "本番環境", None, None),
    )
    names = [column.field for column in columns]
    phases.table(2, 0, columns, [Blank(dict(zip(names, line, strict=True))) for line in table])
    phases.print_setup((2, 2))
    plan = book.sheet("日別計画", heading="#E2EFDA")
    plan.title("UAT 日別計画件数")
    counts = tests_planned(rows["test"])
    columns = (
        Column("planned_date", "日付", 12, look="date"),
        Column("planned_count", "計画件数", 10, look="number"),
        Column("total", "累計", 10, look="number"),
    )
    lines, total = [], 0
    for one in working_days(PHASE_START, PHASE_END):
        count = counts[one] + (0 if clean else PLAN_NOT_KEPT_UP.get(one, 0))
        total += count
        lines.append(Row("plan", f"{one}", plan.name, {"planned_date": one, "planned_count": count, "total": total}))
    plan.table(2, 0, columns, lines)
    plan.print_setup((2, 2), landscape=False)
    return book.done()


def tests_planned(tests: list[Row]) -> Counter[date]:
    """Day → live tests planned for it; a row copied and left counts once."""
    once = {row.shown("test_case_id") or row.uid: row for row in reversed(tests)}
    return Counter(
        row.means("planned_date")
        for row in once.values()
        if row.means("planned_date") and row.means("result") not in ("not_applicable", "withdrawn")
    )
