"""The report templates and the sample project that travel with the product."""

from datetime import date
from pathlib import Path
from typing import Final

SAMPLE_DAY: Final = date(2026, 11, 24)  # the day the sample project's sheets were last updated
_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The folder `report_templates` or `workbooks`: inside an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_shipped" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def template(name: str) -> Path:
    """The shipped template of that file name, such as 日次報告.xlsx."""
    return shipped("report_templates") / name
