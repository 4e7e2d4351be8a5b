"""Corrections: what the findings propose, written into the workbooks on request, and taken back again."""

from pmo_xl.fixing.apply import Applied, apply
from pmo_xl.fixing.plan import Plan, Planned, plan
from pmo_xl.fixing.undo import undo

__all__ = ["Applied", "Plan", "Planned", "apply", "plan", "undo"]
