"""What a report template may name: a module for every page, each field with its meaning in a line of Japanese.

A field is written as a template reaches it: `headline.text`, `decisions[].what` for the items of a list, `gaps[]` for
a list of plain texts. A chart of a Word page is `charts.NAME`. Every field is there on every day; what has no value
that day is None.
"""

from collections.abc import Mapping

Fields = Mapping[str, str]


def group(name: str, fields: Fields) -> Fields:
    """The fields below a name: `project.name`."""
    return {f"{name}.{field}": meaning for field, meaning in fields.items()}


def rows(name: str, fields: Fields) -> Fields:
    """The fields of the items of a list: `decisions[].what`."""
    return {f"{name}[].{field}": meaning for field, meaning in fields.items()}


def document() -> Fields:
    """The properties of the file, on every page that sets them."""
    return {
        "document.title": "ファイルのプロパティに入る題名",
        "document.author": "ファイルのプロパティに入る作成者",
        "document.date": "ファイルのプロパティに入る作成日",
    }
