"""Every output is a template, filled: Excel and Word, their charts, and the safe way onto the disk."""
