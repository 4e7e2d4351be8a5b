"""The tab 「PMO」 in Excel's ribbon, and the add-in that brings it to every open workbook."""
