"""An example of a drawing module: how a helper would write one."""

from tests.unseen.draw import SKIPPED, Right, drawing, put


@drawing("例_課題.xlsx")
def two_row_heading(book):
    """予定/実績 as merged groups over two heading rows; a cover before it; prepared rows below."""
    cover = book.add_worksheet("表紙")
    put(cover, "C5", "| 課題管理表 |")
    sheet = book.add_worksheet("課題")
    bold = book.add_format({"bold": True, "border": 1})
    put(sheet, "A1", "| 課題管理表 |  |  | 更新日 | 2024/5/7 |")
    for area, text in (("A3:A4", "No"), ("B3:B4", "件名"), ("C3:D3", "起票"), ("E3:F3", "対応"), ("G3:G4", "状況")):
        sheet.merge_range(area, text, bold)
    put(sheet, "C4", "| 日付 | 氏名 | 担当 | 期限 |")
    put(
        sheet,
        "A5",
        """
        | 例 | ○○画面が表示されない | 2000/1/1 | ○○ | ○○ | 2000/1/10 | 完了 |
        | 1  | 受注一覧のソートが逆     | 2024/4/22 | 青葉一郎 | 若葉花子 | 2024/5/7 | 対応中 |
        | 2  | 帳票の印字がずれる       | 2024/4/23 | 青葉一郎 |          |          | 未着手 |
        | 3  |                          |           |          |          |          |        |
        | 4  |                          |           |          |          |          |        |""",
    )
    return {
        "表紙": SKIPPED,
        "課題": [
            Right(
                "issue",
                header_rows=[3, 4],
                records="6-7",
                examples="5",
                placeholders="8-9",
                columns={
                    "A": "id", "B": "title", "C": "raised_date", "D": "raised_by", "E": "owner", "F": "due_date",
                    "G": "status",
                },
                canonical={"status": {"in_progress": 1, "open": 1}},
            )
        ],
    }  # fmt: skip
