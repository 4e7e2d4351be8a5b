"""A copy of a person's workbook in which every finding is marked where it stands; all that was there is still there."""

from pmo_xl.annotate.copy import annotated
from pmo_xl.annotate.mark import Mark

__all__ = ["Mark", "annotated"]
