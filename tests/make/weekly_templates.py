"""python -m tests.make.weekly_templates: report_templates/週次報告.xlsx and 週次報告.docx, the same bytes every time."""

from pathlib import Path

from tests.make import weekly_document, weekly_workbook

FOLDER = Path(__file__).parents[2] / "report_templates"


def build(folder=FOLDER):
    weekly_workbook.build(folder / "週次報告.xlsx")
    weekly_document.build(folder / "週次報告.docx")


if __name__ == "__main__":
    build()
