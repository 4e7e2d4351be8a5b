"""The checks: what is wrong in the registers, in which cell, and what to do about it."""

from pmo_xl.rules.engine import run
from pmo_xl.rules.result import Accepted, CheckResult, as_json

__all__ = ["Accepted", "CheckResult", "as_json", "run"]
