"""python -m tests.make.daily_templates: report_templates/日次報告.xlsx and 日次報告.docx, the same bytes every time."""

from pathlib import Path

from tests.make import daily_document, daily_workbook

FOLDER = Path(__file__).parents[2] / "report_templates"


def build(folder=FOLDER):
    daily_workbook.build(folder / "日次報告.xlsx")
    daily_document.build(folder / "日次報告.docx")


if __name__ == "__main__":
    build()
