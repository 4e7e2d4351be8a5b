"""pmo_xl: the daily work of a user-side PMO, from the Excel sheets a project already has."""

__version__ = "0.1.0"
