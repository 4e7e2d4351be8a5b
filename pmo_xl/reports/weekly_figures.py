"""The figures of 予実 in 週次報告: which ones, in their order, and what they are called."""

from typing import Final

COMPARED: Final = {
    "execution_rate": "消化率",
    "planned_execution_rate": "計画消化率",
    "completion_rate": "完了率",
    "forecast_date": "完了見込",
    "remaining": "残件数",
    "defects_open": "不具合の残",
    "overdue": "期限超過の課題",
    "coverage_pass": "要件の充足率(全件OK)",
    "approved_rate": "承認率",
}
