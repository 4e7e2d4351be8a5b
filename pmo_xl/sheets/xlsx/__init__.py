"""Excel's own format, read in pure Python: texts, styles, the quick and the careful way."""
