"""Buttons in a workbook of one's own: a copy with a sheet of ten buttons, every part that need not change untouched."""
