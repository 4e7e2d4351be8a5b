"""The workbook that is open in Excel, with what nobody has saved yet, as the same grids that files become."""
