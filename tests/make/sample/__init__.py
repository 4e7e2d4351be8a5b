"""The sample project of workbooks/: its story, its sheets, and every mistake planted in them."""
