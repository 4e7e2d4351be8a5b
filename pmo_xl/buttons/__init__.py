"""Buttons in Excel: the same work from the sheet that is open."""
