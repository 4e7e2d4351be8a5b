"""From a grid to its tables: headings, kinds, columns and rows."""
