"""python -m tests.make.buttons_book: workbooks/PMOボタン.xlsm, the template whose one sheet has the ten buttons."""

from pathlib import Path

from pmo_xl.buttons.onsheet.panel import panel_book

TARGET = Path(__file__).parents[2] / "workbooks" / "PMOボタン.xlsm"

if __name__ == "__main__":
    TARGET.write_bytes(panel_book())
    print(TARGET)
