"""The sheets behind 週次報告.xlsx: 明細, 要件網羅, システム別, グラフデータ."""

from tests.make.daily_charts import GRAPH_ROW
from tests.make.daily_sheets import GRAPH_FIGURES, GRAPH_NOTE, GRAPH_WIDTHS, graph_fields, listing, prepare

PAGE = "週次報告"


def details(sheet, looks):
    """明細: every list of the pages whole."""
    widths = (12, 40, 12, 14, 12, 34, 34, 12, 16, 20)
    prepare(sheet, looks, "明細", widths, "{{ title }}  {{ period }}", titles=(0, 1), page=PAGE)
    lists = (
        ("阻害要因と回避策", "all_blockers[]", (("ID", "id"), ("阻害要因", "what"), ("重要度", "severity"), ("状態", "status"),
         ("待ちテスト", "waiting"), ("待っているテスト", "tests"), ("回避策", "workaround"), ("修正予定", "until"), ("担当", "owner"),
         ("台帳", "place"))),
        ("新規・変化のあったリスク", "all_risks[]", (("ID", "id"), ("リスク", "what"), ("重要度", "severity"), ("状態", "status"),
         ("", None), ("変化", "change"), ("対応", "action"), ("期限", "until"), ("担当", "owner"), ("台帳", "place"))),
        ("決定したこと", "all_decided[]", (("ID", "id"), ("内容", "what"), ("区分", "kind"), ("決定日", "decided_date"), ("", None),
         ("決定者", "who"), ("関連ID", "related_id"), ("", None), ("", None), ("台帳", "place"))),
        ("ご判断いただきたいこと", "all_pending[]", (("No", "no"), ("内容", "what"), ("ID", "id"), ("いつまでに", "until"), ("", None),
         ("どなたが", "who"), ("判断しないと", "otherwise"), ("", None), ("", None), ("台帳", "place"))),
        ("範囲の変化(対象外・取下・追加)", "all_scope[]", (("テストID", "id"), ("件名", "title"), ("区分", "what"), ("いつ", "when"),
         ("", None), ("理由", "reason"), ("", None), ("", None), ("", None), ("台帳", "place"))),
        ("来週の予定", "all_coming[]", (("ID", "id"), ("件名", "title"), ("区分", "what"), ("日付", "day"), ("", None), ("担当", "owner"),
         ("", None), ("", None), ("", None), ("台帳", "place"))),
        ("承認待ち(OKだが承認者の記入がないテスト)", "unapproved[]", (("テストID", "id"), ("件名", "title"), ("要件ID", "requirement_id"),
         ("実施日", "executed_date"), ("", None), ("実施者", "tester"), ("", None), ("", None), ("", None), ("台帳", "place"))),
        ("訂正", "all_corrections[]", (("内容", "text"),)),
    )  # fmt: skip
    row = 3
    for title, name, fields in lists:
        sheet.set_row(row, 20)
        for column in range(len(widths)):
            sheet.write_blank(row, column, None, looks.heading)
        sheet.write_string(row, 0, title, looks.heading)
        listing(sheet, looks, row + 1, name, fields)
        row += 4


def coverage(sheet, looks):
    """要件網羅: the matrix requirement × test, the gravest first."""
    widths = (12, 34, 9, 20, 44, 8, 8, 8, 10, 24, 24, 20)
    prepare(sheet, looks, "要件網羅", widths, "{{ coverage.sentence }}  {{ requirements_note }}", page=PAGE)
    fields = (("要件ID", "id"), ("要件", "title"), ("重要度", "severity"), ("Q&A", "answers"), ("テスト", "tests"), ("有効", "live"),
              ("消化", "executed"), ("OK", "passed"), ("状態", "state"), ("弱い理由", "weak"), ("OKのあとで変更", "changed"),
              ("台帳", "place"))  # fmt: skip
    listing(sheet, looks, 3, "requirements[]", fields)


def systems(sheet, looks):
    """システム別: a line for each system, the total (a test of two systems counts once), and what cannot be run."""
    prepare(sheet, looks, "システム別", (26, *[11] * 8, 14, 20), "{{ systems_note }}", page=PAGE)
    fields = (("システム", "system"), ("母数", "live"), ("消化", "executed"), ("OK", "pass"), ("NG", "fail"), ("実施不可", "blocked"),
              ("保留", "hold"), ("未実施", "not_run"), ("読取不可", "unknown"), ("対象外・取下", "out"))  # fmt: skip
    listing(sheet, looks, 3, "systems[]", fields)
    sheet.set_row(6, 20)
    for column in range(11):
        sheet.write_blank(6, column, None, looks.heading)
    sheet.write_string(6, 0, "実施できないテスト", looks.heading)
    blocked = (("件名", "title"), ("システム", "system"), ("テストID", "id"), ("不具合ID", "defect_id"), ("原因", "cause"),
               *[("", None)] * 5, ("台帳", "place"))  # fmt: skip
    listing(sheet, looks, 7, "blocked_tests[]", blocked)


def graph(sheet, looks, curve, name):
    """グラフデータ: both curves, and the columns the page's chart is bound to."""
    rows = (GRAPH_ROW - 2, GRAPH_ROW - 2)
    prepare(
        sheet, looks, f"グラフデータ {{{{ curves.{curve}.title }}}}", GRAPH_WIDTHS, GRAPH_NOTE, titles=rows, page=PAGE
    )
    listing(sheet, looks, GRAPH_ROW - 2, f"{name}[]", graph_fields(f"curves.{curve}"), figures=GRAPH_FIGURES)
