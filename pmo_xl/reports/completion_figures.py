"""The figures of 完了報告 in their order, and what they are called."""

from typing import Final

SHOWN: Final = {
    "scope": "母数",
    "scope_excluded": "母数から除いた件数",
    "execution_rate": "消化率",
    "completion_rate": "完了率",
    "approved_rate": "承認率",
    "unapproved": "承認待ちのOK",
    "pass_rate": "合格率",
    "first_pass_rate": "初回合格率",
    "failure_rate": "NG率",
    "remaining": "残件数",
    "retest_runs": "再テストの回数",
    "refail_rate": "再NG率",
    "blocked_rate": "実施不可率",
    "defects_found": "検出した不具合",
    "defects_closed": "完了した不具合",
    "defects_open": "残っている不具合",
    "fix_turnaround": "修正にかかった日数",
    "issues_open": "未完了の課題",
    "overdue": "期限を過ぎた課題",
    "coverage_live": "テストのある要件",
    "coverage_run": "消化した要件",
    "coverage_pass": "全件OKの要件",
    "coverage_uncovered": "未検証の要件",
    "coverage_weak": "弱い要件",
    "coverage_changed": "OKのあとで変更された要件",
    "manual_load": "手動対応の負荷",
    "data_health": "データの健全さ",
}
