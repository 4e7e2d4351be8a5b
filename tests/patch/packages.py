"""Looking into packages: which parts differ, and what stands in a cell."""

import io
import zipfile

import openpyxl


def parts(data):
    """Part name → bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def differing(before, after):
    """The names of the parts that are not the same in both."""
    ours, theirs = parts(before), parts(after)
    return {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}


def value(data, sheet, cell):
    """The value of a cell as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))[sheet][cell].value


def cell_bytes(xml, cell):
    """The element of a cell, cut out without a parser: only for sheets whose cells hold no <c> of another kind."""
    start = xml.index(f'<c r="{cell}"'.encode())
    tag = xml.index(b">", start) + 1
    if xml[tag - 2 : tag] == b"/>":
        return xml[start:tag]
    return xml[start : xml.index(b"</c>", start) + 4]
