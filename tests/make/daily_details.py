"""The sheets 明細 and 指標 of 日次報告.xlsx: the lists behind the page, the tables of figures, every figure in a row."""

from tests.make.daily_sheets import listing, prepare

COLUMNS = (11, 33, 11, 11, 9, 14, 14, 9, 14)
_GAP = ("", None)
_TEST = (("実施日", "executed_date"), ("結果", "result"), ("実施者", "tester"), ("不具合ID", "defect_id"))

LISTS = (
    ("ご判断いただきたいこと", "all_decisions[]",
     (("No", "no"), ("内容", "what"), ("いつまでに", "until"), ("ID", "id"), _GAP, ("どなたが", "who"),
      ("判断しないと", "otherwise"), _GAP, ("台帳", "place"))),
    ("本日のできごと・明日の予定(全行)", "all_lines[]", (("", "block"), ("内容", "text"))),
    ("本日のテスト(計画または実施)", "tests_today[]",
     (("テストID", "id"), ("件名", "title"), ("予定日", "planned_date"), *_TEST, _GAP, ("台帳", "place"))),
    ("本日計画の未実施・延期 → 新しい予定日", "postponed[]",
     (("テストID", "id"), ("件名", "title"), ("元の予定日", "was"), ("新しい予定日", "now"), *_TEST[1:], _GAP,
      ("台帳", "place"))),
    ("不具合(本日新規、未完了の致命・高)", "grave_defects[]",
     (("不具合ID", "id"), ("事象", "title"), ("検出日", "detected_date"), ("修正予定日", "fix_plan_date"),
      ("重要度", "severity"), ("ベンダー", "vendor"), ("状態", "status"), ("遅れ(日)", "overdue_days"), ("台帳", "place"))),
    ("期限超過の課題", "overdue_issues[]",
     (("課題ID", "id"), ("件名", "title"), ("起票日", "raised_date"), ("期限", "due_date"), ("重要度", "severity"),
      ("担当", "owner"), ("状態", "status"), ("超過(日)", "overdue_days"), ("台帳", "place"))),
    ("期限の延期", "slips[]",
     (("ID", "id"), ("件名", "title"), ("台帳の種類", "kind"), ("延べ営業日", "days"), ("回数", "times"), ("延期", "text"),
      _GAP, _GAP, ("台帳", "place"))),
    ("期間内に収める手当て(1つだけ変えて計算)", "levers[]",
     (_GAP, ("手当て", "name"), ("完了見込", "forecast"), ("8割の見込", "p80"), ("計画差(日)", "late"),
      ("負荷率", "load"), ("日別の最大", "peak"), ("収まる", "fits"), ("注記", "note"))),
    ("負荷率が100%を超える日", "overloaded[]",
     (("日付", "day"), _GAP, ("必要回数", "runs"), ("残り能力", "room"), ("負荷率", "load"))),
    ("ベンダー別 不具合(全社)", "all_vendors[]",
     (_GAP, ("ベンダー", "vendor"), ("前回残", "previous"), ("新規", "new"), ("完了", "closed"), ("他(移管・再開)", "moved"),
      ("残", "open"), ("遅れ", "overdue_fix"))),
    ("未完了の不具合 検出からの営業日数", "ages[]",
     (_GAP, ("ベンダー", "vendor"), ("0–2日", "d0_2"), ("3–5日", "d3_5"), ("6–10日", "d6_10"), ("11日以上", "d11"),
      ("日付なし", "unknown"), ("合計", "total"))),
    ("未完了の不具合 重要度×状態", "severities[]",
     (_GAP, ("重要度", "severity"), ("未対応", "open"), ("対応中", "in_progress"), ("回答済", "answered"),
      ("回答待ち", "waiting"), ("修正済", "resolved"), ("合計", "total"))),
    ("要件の充足", "coverage[]", (_GAP, ("要件", "name"), ("率", "rate"), ("要件数", "count"), ("対象", "of"))),
)  # fmt: skip


def details(sheet, looks):
    """The lists behind the page; every one grows, and what stands below moves down."""
    prepare(sheet, looks, "明細", COLUMNS, "{{ title }}  {{ moment }}  {{ stamp_reason }}", titles=(0, 1))
    row = 3
    for title, name, fields in LISTS:
        sheet.set_row(row, 20)
        for column in range(len(COLUMNS)):
            sheet.write_blank(row, column, None, looks.heading)
        sheet.write_string(row, 0, title, looks.heading)
        listing(sheet, looks, row + 1, name, fields)
        row += 4


def measures(sheet, looks):
    """指標: one list, a row for every figure."""
    prepare(sheet, looks, "指標", (24, 25, 22, 9, 9, 44, 30), "{{ title }}  {{ moment }}  {{ stamp_reason }}")
    fields = (("指標", "name"), ("値", "text"), ("前回からの変化", "change"), ("分子", "count"), ("分母", "of"),
              ("式", "formula"), ("示せない理由", "reason"))  # fmt: skip
    listing(sheet, looks, 3, "measures[]", fields)
