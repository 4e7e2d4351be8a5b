"""Findings painted into the open workbook, remembered in it, and taken off again without a trace."""
