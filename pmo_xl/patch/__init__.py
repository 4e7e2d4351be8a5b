"""Write single cells into a workbook a person made: the touched cells change, every other byte of every part stays."""

from pmo_xl.patch.book import Change, Patched, patch, restored
from pmo_xl.patch.refusal import CellRefusal, unwritable

__all__ = ["CellRefusal", "Change", "Patched", "patch", "restored", "unwritable"]
