"""python -m tests.make.portfolio_templates: report_templates/案件横断報告.xlsx, the same bytes every time."""

from pathlib import Path

from tests.make import portfolio_workbook

FOLDER = Path(__file__).parents[2] / "report_templates"


def build(folder=FOLDER):
    portfolio_workbook.build(folder / "案件横断報告.xlsx")


if __name__ == "__main__":
    build()
