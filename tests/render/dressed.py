"""A template dressed with what a person puts around a list: table, chart, notes, shapes, button, rules, pictures."""

import io

import xlsxwriter

from tests.support.rich import _png


def dressed(path):
    """課題: 見出し3行目、増える行4行目 (ListObject の中)、その下にもの。グラフ: 系列は増える行と5行の枠."""
    book = xlsxwriter.Workbook(str(path))
    sheet, data = book.add_worksheet("課題"), book.add_worksheet("グラフデータ")
    other = book.add_worksheet("別紙")
    day = book.add_format({"num_format": "m/d"})
    sheet.write("A1", "{{ title }}")
    sheet.add_table(
        "A3:D4", {"name": "一覧表", "columns": [{"header": text} for text in ("No", "件名", "期限", "件数")]}
    )
    for column, name in enumerate(("id", "title", "due", "count")):
        sheet.write(3, column, f"{{{{ rows[].{name} }}}}", day if name == "due" else None)
    sheet.write_comment("A4", "最初の行のメモ")
    sheet.write("A8", "下の見出し")
    sheet.write_comment("A8", "下のメモ")
    sheet.write_formula("D8", "=SUM(D4:D4)", None, 0)
    sheet.write_dynamic_array_formula("F8:F9", "=SORT(A8:A9)", None, 1)
    sheet.add_sparkline("E8", {"range": "課題!A8:D8"})
    sheet.conditional_format("D4", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("D8:D9", {"type": "data_bar", "data_bar_2010": True})
    sheet.insert_textbox("A12", "{{ stamp }}", {"description": "{{ title }}の印"})
    sheet.insert_button("A20", {"caption": "実行", "macro": "Run"})
    sheet.insert_image("H1", "stamp.png", {"image_data": io.BytesIO(_png())})
    sheet.set_header("&L&G", {"image_left": "stamp.png", "image_data_left": io.BytesIO(_png())})
    sheet.insert_checkbox("G8", True)
    for column, name in enumerate(("day", "plan", "done")):
        data.write(0, column, ("日", "計画", "{{ series }}")[column])
        data.write(1, column, f"{{{{ points[5].{name} }}}}", day if name == "day" else None)
        for row in range(2, 6):
            data.write_blank(row, column, None, day if name == "day" else None)
    curve = book.add_chart({"type": "line"})
    for column in (1, 2):
        curve.add_series(
            {
                "name": ["グラフデータ", 0, column],
                "categories": ["グラフデータ", 1, 0, 5, 0],
                "values": ["グラフデータ", 1, column, 5, column],
            }
        )
    curve.set_title({"name": "{{ title }}の推移"})
    sheet.insert_chart("J12", curve, {"description": "{{ sentence }}"})
    bars = book.add_chart({"type": "column"})
    bars.add_series({"categories": "=課題!$A$4:$A$4", "values": "=課題!$D$4:$D$4", "trendline": {"type": "linear"}})
    data.insert_chart("F2", bars)
    still = book.add_chart({"type": "pie"})
    still.add_series({"categories": "=別紙!$A$1:$A$2", "values": "=別紙!$B$1:$B$2"})
    other.insert_chart("D2", still)
    other.write_column("A1", ["甲", "乙"])
    other.write_column("B1", [1, 2])
    book.close()
    return path
