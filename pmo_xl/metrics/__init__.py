"""The figures of the reports: each with its value, its printed text, its definition and the records behind it."""

from pmo_xl.metrics.catalogue import CATALOGUE, measure
from pmo_xl.metrics.stamp import STAMP, stamp, stamp_reason

__all__ = ["CATALOGUE", "STAMP", "measure", "stamp", "stamp_reason"]
