"""The checks: what is wrong in the registers, in which cell, and what to do about it.

A project's own rules are written with `rule` and `found` (docs/own-rules.md).
"""

from pmo_xl.rules.engine import run
from pmo_xl.rules.found import found
from pmo_xl.rules.registry import rule
from pmo_xl.rules.result import Accepted, CheckResult, as_json

__all__ = ["Accepted", "CheckResult", "as_json", "found", "rule", "run"]
