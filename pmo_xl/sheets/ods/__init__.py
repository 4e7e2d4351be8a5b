"""OpenDocument spreadsheets, read like Excel's."""
