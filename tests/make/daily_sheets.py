"""The sheets behind a page: グラフデータ, 根拠 and 根拠ID, and how every list on them looks."""

from tests.make.daily_charts import FONT, GRAPH_ROW, NAVY, PALE

GRAPH_NOTE = (
    "M–P列が頁の推移グラフの線、Q–T列は線の名前を置く高さ、U列は日付を置く点、V・W列は目盛線、"
    "X・Y列は見込みの名前を置く高さ、Z・AA列は見込みの縁の線、AB列は網かけの幅です"
)
GRAPH_WIDTHS = (12, 8, *[9] * 4, 10, 11, *[9] * 4, *[13] * 4, *[15] * 4, 8, 8, 10, 8, 8, 9, 10, 10)


def graph(sheet, looks):
    """グラフデータ: the bars, both curves, and the columns the page's chart is bound to."""
    prepare(sheet, looks, "グラフデータ", GRAPH_WIDTHS, GRAPH_NOTE, titles=(GRAPH_ROW - 2, GRAPH_ROW - 2))
    for column, text in enumerate(("消化率", "率")):
        sheet.write_string(3, column, text, looks.head(bold=True, bg_color=PALE))
    for row, name in enumerate(("done", "planned"), 4):
        sheet.write_string(row, 0, f"{{{{ figures.bars.{name}.name }}}}", looks.cell())
        sheet.write_string(row, 1, f"{{{{ figures.bars.{name}.value }}}}", looks.cell(num_format="0.0%", align="right"))
    listing(sheet, looks, GRAPH_ROW - 2, "graph[]", graph_fields("trend"), figures=GRAPH_FIGURES)


def graph_fields(curve):
    """The columns of グラフデータ: both curves, the forecast, and what the chart `curve` is bound to."""
    fields = (
        ("日付", "date"), ("目盛", "day"), ("母数", "scope"), ("計画", "planned"), ("実績消化", "executed"), ("合格", "passed"),
        ("見込(半々)", "p50"), ("見込(8割方)", "p80"),
        ("不具合累計", "found"), ("不具合完了", "closed"), ("不具合残", "open"), ("残テスト", "tests_left"),
    )  # fmt: skip
    pens = ("thin", "dashed", "thick", "dotted")
    fields += tuple((f"{{{{ {curve}.names.{pen} }}}}", pen) for pen in pens)
    fields += tuple((f"{{{{ {curve}.labels.{pen} }}}}", f"{pen}_label") for pen in pens)
    fields += (("日付の点", "tick"), ("目盛", "top"), ("目盛(半分)", "half"))
    return (*fields, ("半々", "p50_label"), ("8割方", "p80_label"), ("半々の線", "fan_to"), ("8割方の線", "fan_from"),
            ("網かけの幅", "fan_width"))  # fmt: skip


def evidence(sheet, looks, page="日次報告"):
    """根拠: where every printed figure comes from."""
    columns = (6, 14, 17, 12, 11, 26, 7, 7, 32, 14, 15, 12, 11, 11)
    prepare(sheet, looks, "根拠", columns, "{{ title }}  {{ moment }}  {{ footer.source }}", page=page)
    fields = (
        ("キー", "key"), ("表示箇所", "where"), ("名称", "name"), ("表示値", "text"), ("値", "value"), ("式", "formula"), ("分子", "count"),
        ("分母", "of"), ("対象ID", "ids"), ("台帳・セル", "place"), ("出典ファイル", "file"), ("保存時刻", "saved"), ("前回値", "previous"),
        ("前回日", "previous_day"),
    )  # fmt: skip
    listing(sheet, looks, 3, "evidence[]", fields)
    row = 6
    lists = (
        (
            "検算",
            "balance[]",
            (("番号", "check"), ("検算", "name"), ("", None), ("左辺", "left"), ("右辺", "right"), ("一致", "mark")),
        ),
        ("平日の休み(営業日から除いた日)", "days_off[]", (("日付", "day"), ("", None), ("名称", "name"))),
        ("しきい値(pmo.toml)", "thresholds[]", (("項目", "name"), ("", None), ("値", "value"))),
        ("実行できなかった確認", "unchecked[]", (("コード", "code"), ("", None), ("理由", "reason"))),
    )
    for title, name, fields in lists:
        sheet.set_row(row, 20)
        for column in range(6):
            sheet.write_blank(row, column, None, looks.heading)
        sheet.write_string(row, 0, title, looks.heading)
        listing(sheet, looks, row + 1, name, fields)
        row += 4


def evidence_ids(sheet, looks, page="日次報告"):
    """根拠ID: the full lists of the figures that rest on more than 200 records."""
    note = "対象が200件を超える数値の全ID。同じ数値の対象になる行をまとめ、続き番号は〜でつないでいます"
    prepare(sheet, looks, "根拠ID", (52, 24, 16, 44), note, page=page)
    fields = (("ID", "id"), ("キー", "keys"), ("出典ファイル", "file"), ("台帳・セル", "cell"))
    listing(sheet, looks, 3, "evidence_ids[]", fields, wrapped=WRAPPED | {"id", "keys", "cell"})


def prepare(sheet, looks, title, widths, note, *, titles=(3, 3), page="日次報告"):
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    sheet.set_header(
        f'&L&"{FONT}"&8{{{{ stamp }}}}{{{{ project.short }}}}  {page} {title}&R&"{FONT}"&8{{{{ moment }}}}',
        {"margin": 0.3},
    )
    sheet.set_footer(
        f'&L&"{FONT}"&8{{{{ footer.definition }}}}  {{{{ footer.workdays }}}}  {{{{ footer.health }}}}'
        "\n{{ footer.source }}"
        f'&R&"{FONT}"&8&P / &N',
        {"margin": 0.3},
    )
    sheet.hide_gridlines(2)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, f"{{{{ stamp }}}}{title}", looks(16, bold=True, font_color=NAVY))
    sheet.write_string(1, 0, note, looks.quiet)
    sheet.freeze_panes(titles[1] + 1, 0)
    sheet.repeat_rows(*titles)
    sheet.fit_to_pages(1, 0)


FIGURES = {"overdue_days", "count", "of", "left", "right", "value", "previous", "scope", "planned", "executed", "passed", "found", "closed",
           "open", "tests_left", "p50", "fan_to", "fan_from", "fan_width", "thin", "dashed", "thick", "dotted", "tick", "top",
           "half", "days", "times", "late", "new", "transferred", "moved", "overdue_fix", "total", "d0_2", "d3_5", "d6_10", "d11", "unknown", "in_progress", "answered", "waiting", "resolved",
           "runs", "room", "load", "peak", "rate", "live", "pass", "fail", "blocked", "hold", "not_run", "out"}  # fmt: skip
GRAPH_FIGURES = FIGURES | {"p80"}  # elsewhere a day
_DAYS = ("previous_day", "was", "now", "forecast", "p80", "day")
WRAPPED = {
    "title",
    "what",
    "who",
    "otherwise",
    "formula",
    "ids",
    "text",
    "file",
    "where",
    "saved",
    "reason",
    "note",
    "name",
    "tests",
    "workaround",
    "action",
    "answers",
    "weak",
    "changed",
}


def listing(sheet, looks, row, name, fields, *, wrapped=WRAPPED, figures=FIGURES):
    """A heading row and below it the row that repeats for every item of the list `name`; `wrapped` fields are long."""
    sheet.set_row(row, 18)
    for column, (heading, field) in enumerate(fields):
        # a text does not touch the figure on its left
        beside = (
            {"indent": 1} if column and numeric(fields[column - 1][1], figures) and not numeric(field, figures) else {}
        )
        side = {"align": "right"} if numeric(field, figures) else beside
        put_or_blank(sheet, row, column, heading, looks.head(bold=True, bg_color=PALE, **side))
        tag = f"{{{{ {name}.{field} }}}}" if field else ""
        put_or_blank(sheet, row + 1, column, tag, looks.cell(**look_of(field, wrapped, figures), **beside))


def look_of(field, wrapped=WRAPPED, figures=FIGURES):
    """Dates, figures, links and long texts each have their look."""
    lines = {"text_wrap": True} if field in wrapped else {}
    if field is None or field in ("id", "no"):
        return {"align": "left"} | lines
    if field not in figures and (field.endswith("date") or field in _DAYS):
        return {"num_format": "yyyy/mm/dd", "align": "left"}
    if field in ("value", "previous"):  # a rate or a number of days: as it is, unrounded
        return {"align": "right"}
    if numeric(field, figures):
        return {"num_format": "#,##0", "align": "right"}
    if field == "place":
        return {"font_color": "#0B5394", "underline": 1}
    return lines


def put_or_blank(sheet, row, column, text, look):
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def numeric(field, figures=FIGURES):
    """Whether a column holds figures, to be printed to the right."""
    return field is not None and (field in figures or field.endswith("_label"))
