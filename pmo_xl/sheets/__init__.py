"""From workbooks to registers: opened, read once, understood sheet by sheet, never written to."""
