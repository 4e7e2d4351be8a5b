"""A new macro workbook with one sheet, from nothing: what the add-in and the template of buttons are made of."""

from collections.abc import Mapping
from typing import Final, Literal

from pmo_xl.buttons.macros.modules import WORKBOOK_NAME

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS: Final = "http://schemas.microsoft.com/office"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Relation = tuple[str, str]  # type, target


def new_book(
    kind: Literal["sheet", "addin"],
    sheet: tuple[str, bytes],
    macros: bytes,
    properties: Mapping[str, str],
    *,
    sheet_relations: tuple[Relation, ...] = (),
    relations: tuple[Relation, ...] = (),
    parts: Mapping[str, tuple[str, bytes]] | None = None,
) -> bytes:
    """The bytes of an .xlsm (`sheet`) or .xlam (`addin`); the same arguments give the same bytes.

    `sheet` is its name and part, `properties` are title, description and version, `parts` what it holds besides: name →
    (content type, "" for the package's default, and bytes). `relations` are the package's own.
    """
    from pmo_xl.render.package import new_package

    more = parts or {}
    core = (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    )
    texts = {
        "[Content_Types].xml": _types(kind, {name: type_ for name, (type_, _) in more.items() if type_}),
        "_rels/.rels": _rels((f"{OFFICE}/officeDocument", "xl/workbook.xml"), core, *relations),
        "docProps/core.xml": _properties(properties),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr codeName="{WORKBOOK_NAME}"/>'
            f'<sheets><sheet name="{sheet[0]}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _rels(
            (f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{MS}/2006/relationships/vbaProject", "vbaProject.bin"),
        ),
        "xl/styles.xml": _STYLES,
    }
    if sheet_relations:
        texts["xl/worksheets/_rels/sheet1.xml.rels"] = _rels(*sheet_relations)
    whole = {name: (_HEAD + text).encode() for name, text in texts.items()}
    whole |= {"xl/worksheets/sheet1.xml": sheet[1], "xl/vbaProject.bin": macros}
    return new_package(whole | {name: data for name, (_, data) in more.items()})


def _rels(*targets: Relation) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _properties(said: Mapping[str, str]) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{said['title']}</dc:title><dc:description>{said['description']}</dc:description>"
        f"<cp:version>{said['version']}</cp:version></cp:coreProperties>"
    )


def _types(kind: str, more: Mapping[str, str]) -> str:
    overrides = {
        "xl/workbook.xml": f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml",
        "xl/worksheets/sheet1.xml": f"{_SPREADSHEET}.worksheet+xml",
        "xl/styles.xml": f"{_SPREADSHEET}.styles+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **more,
    }
    inside = "".join(f'<Override PartName="/{part}" ContentType="{type_}"/>' for part, type_ in overrides.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{inside}</Types>'
    )


_STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="游ゴシック"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
