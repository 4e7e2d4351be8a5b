"""The figures of the reports: each with its value, its printed text, its definition and the records behind it."""

from pmo_xl.metrics.catalogue import CATALOGUE, measure
from pmo_xl.metrics.stamp import STAMP, stamp, stamp_reason
from pmo_xl.model.metric import Metric

__all__ = ["CATALOGUE", "STAMP", "as_json", "measure", "stamp", "stamp_reason"]


def as_json(metric: Metric) -> dict[str, object]:
    """The figure as `daily --json` shows it (contract.md)."""
    return metric.as_dict()
