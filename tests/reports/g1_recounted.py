"""G1 counted anew from its workbook: what every number of the daily report must be, without the program's help."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

from tests.metrics.g1 import AS_OF, END, START

HOLIDAYS = {date(2024, 4, 29), date(2024, 5, 3), date(2024, 5, 4), date(2024, 5, 6)}
YESTERDAY, TOMORROW = date(2024, 5, 2), date(2024, 5, 8)


def working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def days(first, last):
    return [d for n in range((last - first).days + 1) if working(d := first + timedelta(n))]


def since(first, last):
    """Working days after the first up to the last."""
    return len(days(first + timedelta(1), last)) if last > first else 0


def after(start, count):
    while count:
        start += timedelta(1)
        count -= working(start)
    return start


def table(sheet, key):
    """The rows of a sheet by the column `key`: heading → value, days as days."""
    heading, *body = [[plain(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    rows = [dict(zip(heading, row, strict=True)) for row in body]
    return {row[key]: row for row in rows if row[key]}


def plain(value):
    return value.date() if isinstance(value, datetime) else value


class Sheets:
    """What the source workbook says, read anew: nothing of the program is used."""

    def __init__(self, book):
        self.tests = table(book["テスト"], "テストID")
        self.defects = table(book["不具合"], "不具合ID")
        self.issues = table(book["課題"], "課題ID")
        self.requirements = table(book["要件"], "要件ID")
        self.live = {i: t for i, t in self.tests.items() if t["結果"] not in ("対象外", "取下")}
        self.run = {i: t for i, t in self.live.items() if t["結果"] in ("OK", "NG")}

    def planned(self, day):
        return sum(t["予定日"] is not None and t["予定日"] <= day for t in self.live.values())

    def done(self, day, *results):
        return sum(t["結果"] in results and t["実施日"] <= day for t in self.run.values())

    def open_on(self, day):
        """The defects that were known and not closed at the end of a day."""
        return {i for i, d in self.defects.items() if d["検出日"] <= day and not (d["完了日"] and d["完了日"] <= day)}


def late(due, day=AS_OF):
    """Working days past due; a due date on a day off moves to the next working day."""
    if due is None:
        return 0
    while not working(due):
        due += timedelta(1)
    return since(due, day)


def counts(sheets):
    """Name on 根拠 → the ids it must list: read from the sheets by what the name says."""
    s = sheets
    open_ids, before = s.open_on(AS_OF), s.open_on(YESTERDAY)
    live, run, defects = s.live, s.run, s.defects
    unclosed = {i: k for i, k in s.issues.items() if not k["完了日"]}
    overdue = {i for i, k in unclosed.items() if late(k["期限"])}
    due = {i for i in overdue if unclosed[i]["重要度"] in ("致命的", "高")}
    fixes = {i for i in open_ids if late(defects[i]["修正予定日"]) and not defects[i]["修正日"]}
    critical = {i for i in open_ids if defects[i]["重要度"] == "致命的"}
    today = {i for i, t in live.items() if t["予定日"] == AS_OF}
    new = {i for i, d in defects.items() if d["検出日"] == AS_OF}
    found = {
        "消化率": set(run),
        "計画消化率": {i for i, t in live.items() if t["予定日"] and t["予定日"] <= AS_OF},
        "重大な不具合": critical,
        "重大な不具合の最長経過": critical,
        "期限超過課題": overdue,
        "未完了課題": set(unclosed),
        "期限のない課題": {i for i, k in unclosed.items() if not k["期限"]},
        "本日期限の課題": {i for i, k in unclosed.items() if k["期限"] and not late(k["期限"])
                           and k["期限"] <= AS_OF},
        "期限超過の重要課題": due,
        "不具合累計(5/7)": set(defects),
        "残テスト(5/7)": set(live) - set(run),
        "不具合残(5/7)": open_ids,
        "バーンアップ(最終点)": set(run),
        "PB曲線(最終点)": open_ids,
        "本日の実施": {i for i, t in run.items() if t["実施日"] == AS_OF},
        "本日計画のテスト": today,
        "本日計画のうち実施": {i for i in today & set(run) if run[i]["実施日"] == AS_OF},
        "本日計画の未実施": today - set(run),
        "計画日を過ぎた未消化": {i for i, t in live.items() if t["予定日"] < AS_OF and i not in run},
        "本日の新規不具合": new,
        "本日の新規不具合(高)": {i for i in new if defects[i]["重要度"] == "高"},
        "本日完了の不具合": {i for i, d in defects.items() if d["完了日"] == AS_OF},
        "本日の新規課題": {i for i, k in s.issues.items() if k["起票日"] == AS_OF},
        "本日完了の課題": {i for i, k in s.issues.items() if k["完了日"] == AS_OF},
        "次の営業日の計画": {i for i, t in live.items() if t["予定日"] == TOMORROW and i not in run},
        "未消化の持越し": {i for i, t in live.items() if t["予定日"] < TOMORROW and i not in run},
        "母数": set(live),
        "対象外のテスト": {i for i, t in s.tests.items() if t["結果"] == "対象外"},
        "取下のテスト": {i for i, t in s.tests.items() if t["結果"] == "取下"},
        "要修正の指摘": {i for i, d in defects.items() if not d["重要度"]},  # D-001: all that is wrong with G1
        "数値に影響する指摘": {i for i, d in defects.items() if not d["重要度"]},
        "残件数": {i for i, t in live.items() if t["結果"] != "OK"},
    }  # fmt: skip
    passed = {i for i, t in live.items() if t["結果"] == "OK"}
    blocked = {i for i, t in live.items() if t["結果"] == "実施不可"}
    by = {r: [t for t in live.values() if t["要件ID"] == r] for r in s.requirements}
    waiting = {i for i in open_ids if defects[i]["修正日"] and defects[i]["修正日"] <= AS_OF}
    found |= {
        "母数から除いた件数": set(s.tests) - set(live),
        "消化の計画比": set(run),
        "完了率": passed,
        "合格率": passed,
        "実施不可率": blocked,
        "実施不可の原因別件数": blocked,
        "実施不可で遅れた件数": {i for i in blocked if live[i]["予定日"] < AS_OF},
        "再テスト待ちの不具合": {i for i in waiting if not defects[i]["再テスト結果"]},
        "検出した不具合の累計": set(defects),
        "完了した不具合の累計": set(defects) - open_ids,
        "修正予定を過ぎた不具合": fixes,
        "要件の充足率（テストあり）": {r for r, own in by.items() if own},
        "要件の充足率（消化）": {r for r, own in by.items() if any(t["結果"] in ("OK", "NG") for t in own)},
        "要件の充足率（合格）": {r for r, own in by.items() if own and all(t["結果"] == "OK" for t in own)},
        "要件ごとのテスト": set(by),
        "テストのない要件": {r for r, own in by.items() if not own},
        # G1 says neither viewpoint nor kind: thin are those of whose tests none has been touched
        "テストの薄い要件": {r for r, own in by.items() if own and all(t["結果"] is None for t in own)},
        "本日計画の消化率": found["本日計画のうち実施"],
        "本日の実施件数": found["本日の実施"],
    }
    found |= dict.fromkeys(("残不具合", "残不具合の滞留", "残不具合の重要度×状態", "ベンダー別の残不具合"), open_ids)
    for vendor in ("A社", "B社", "合計"):
        own = {i for i, d in defects.items() if vendor in (d["ベンダー"], "合計")}
        parts = {
            "前回残": before,
            "新規": set(defects) - {i for i, d in defects.items() if d["検出日"] <= YESTERDAY},
            "完了": before - open_ids,
            "他": set(),
            "残": open_ids,
            "遅れ": fixes,
        }
        found |= {f"不具合 {vendor} {part}": ids & own for part, ids in parts.items()}
    return found


def values(sheets):
    """Name on 根拠 → its value, where that is no count of ids: worked out from the sheets as metrics.md says."""
    s, n = sheets, len(sheets.live)
    run, planned, passed = len(s.run), s.planned(AS_OF), s.done(AS_OF, "OK")
    failed = run - passed
    left, room = n - passed, since(AS_OF, END)
    plan = [s.planned(d) for d in days(START, END)]
    step = next(k for k, count in enumerate(plan) if count >= run)  # the plan reaches today's figure inside this day
    reached = step + Fraction(run - plan[step - 1], plan[step] - plan[step - 1])
    nets = [s.done(d, "OK") - s.done(d - timedelta(1), "OK") for d in days(START, AS_OF)][-7:]
    rate = Fraction(sum(nets), 7)
    landing = ceil(left / rate)
    eight = next(k for k in range(1, 99) if first_passage(left, nets, k) >= 0.8)
    share = Fraction(failed, run)
    runs = (n - run + failed) / (1 - share)
    capacity = 3 * 5 * room
    grave = [since(s.defects[i]["検出日"], AS_OF) for i in counts(s)["重大な不具合"]]
    yesterday = len({i for i, t in s.run.items() if t["実施日"] <= YESTERDAY})
    gone = {i for i, k in s.issues.items() if not k["完了日"] or k["完了日"] > YESTERDAY}
    named = counts(s)
    repairs = sorted(since(d["検出日"], d["修正日"]) for d in s.defects.values() if d["修正日"])
    records = len(s.tests) + len(s.defects) + len(s.issues) + len(s.requirements)
    return {
        "フェーズの営業日数": len(days(START, END)),
        "経過営業日数": len(days(START, AS_OF)),
        "残営業日数": room,
        "消化の計画差（件）": run - planned,
        "消化の計画差（pt）": Fraction(100 * (run - planned), n),
        "消化の計画比": Fraction(run, planned),
        "完了率": Fraction(passed, n),
        "合格率": Fraction(passed, run),
        "必要人日": runs / 5,
        "日別の負荷率": runs / capacity,  # no blocked test of G1 names a defect: all are free at once
        "手当ての効果": "×",  # as it is it does not fit: the forecast is after the end
        "実施不可率": Fraction(len(named["実施不可率"]), n),
        "修正にかかる日数": repairs[len(repairs) // 2],
        "本日計画の消化率": Fraction(len(named["本日計画の消化率"]), len(named["本日計画のテスト"])),
        "データの健全さ": Fraction(records - len(named["要修正の指摘"]), records),
        **{
            name: Fraction(len(ids), len(s.requirements)) for name, ids in named.items() if name.startswith("要件の充足率")
        },
        "号数": len(days(START, AS_OF)),
        "総合の信号": "赤", "進捗の信号": "黄", "品質の信号": "赤", "課題の信号": "赤", "体制の信号": "緑",
        "消化の計画差": run - planned,
        "消化率の計画差": Fraction(100 * (run - planned), n),
        "遅れ日数": len(days(START, AS_OF)) - reached,
        "消化率の変化": Fraction(run - yesterday, n),
        "完了見込": after(AS_OF, landing),
        "終了予定日": END,
        "完了見込の計画差": since(END, after(AS_OF, landing)),
        "8割の見込": after(AS_OF, eight),
        "期限超過課題の変化": len(counts(s)["期限超過課題"]) - sum(late(s.issues[i]["期限"], YESTERDAY) > 0 for i in gone),
        "負荷率": runs / capacity,
        "重大な不具合の最長経過": max(grave),
        "母数の変化": 0,
        "必要消化": Fraction(left, room),
        "実力": rate,
        "残りの営業日": room,
        "NG率": share,
        "必要実行回数": runs,
        "残りの能力": capacity,
        "消化率": Fraction(run, n),
        "計画消化率": Fraction(planned, n),
    }  # fmt: skip


def first_passage(left, nets, count):
    """How likely a sum of `count` independent draws from the nets has reached what is left."""
    chance = {0: Fraction(1)}
    for _ in range(count):
        now = {}
        for total, likely in chance.items():
            for net in nets:
                reached = total if total >= left else total + net
                now[reached] = now.get(reached, 0) + likely / len(nets)
        chance = now
    return sum(likely for total, likely in chance.items() if total >= left)
