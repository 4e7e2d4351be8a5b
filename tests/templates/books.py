"""Templates that name everything a page offers: what the tests of its fields are run on."""

import openpyxl

from tests.render import document


def lists_of(fields):
    """The lists of a page in order: `decisions`, `topics[].points`, each with the fields of its items ("" for texts)."""
    found = {}
    for name in fields:
        group, mark, last = name.rpartition("[]")
        if mark:
            found.setdefault(group, []).append(last.removeprefix("."))
    return found


def singles_of(fields):
    """The names of single values: in no list, and no chart."""
    return [name for name in fields if "[]" not in name and not is_chart(name)]


def is_chart(name):
    return name.startswith("charts.") and name.count(".") == 1


def workbook_of(path, fields):
    """A sheet with one row for every single name, and one with a growing row for every list."""
    book = openpyxl.Workbook()
    single, grown = book.active, book.create_sheet("一覧")
    single.title = "項目"
    for row, name in enumerate(singles_of(fields), 1):
        single.cell(row, 1, name)
        single.cell(row, 2, f"{{{{ {name} }}}}")
    flat = [
        (group, items) for group, items in lists_of(fields).items() if "[]" not in group
    ]  # Excel has no lists in lists
    for row, (group, items) in enumerate(flat, 1):
        grown.cell(row, 1, group)
        for column, field in enumerate(items, 2):
            grown.cell(row, column, f"{{{{ {group}[].{field} }}}}" if field else f"{{{{ {group}[] }}}}")
    book.save(path)
    return path


def document_of(path, fields):
    """A paragraph for every single name, and a loop, nested where its list is, for every list."""
    charts = [name.removeprefix("charts.") for name in fields if is_chart(name)]
    lines = [f"{name}={{{{ {name} }}}}" for name in singles_of(fields)]
    lines += [_loop(group, items) for group, items in lists_of(fields).items()]

    def dress(page):
        for number, chart in enumerate(charts, 1):
            document.add_chart(page, f"chart:{chart}", number=number)

    return document.template(path, *lines, change=dress)


def _loop(group, items):
    opened, source = "", ""
    for depth, part in enumerate(group.split("[].")):
        source = f"{source}.{part}" if source else part
        opened += f"{{% for x{depth} in {source} %}}"
        source = f"x{depth}"
    told = "".join(f"[{{{{ {source}.{field} }}}}]" if field else f"[{{{{ {source} }}}}]" for field in items)
    return opened + told + "{% endfor %}" * opened.count("{% for")


def value_of(values, name):
    """The value a dotted name leads to."""
    for part in name.split("."):
        if values is None:
            return None
        values = values[part]
    return values


def lacking(values, name):
    """Where a name leads nowhere in these values: in one item of a list it would be an error on that day."""
    head, mark, rest = name.partition("[]")
    try:
        found = value_of(values, head.removeprefix(".")) if head else values
    except (KeyError, TypeError):
        return [name]
    if not mark:
        return []
    assert found is None or isinstance(found, list | tuple), name
    return [one for item in found or () for one in lacking(item, rest)]
