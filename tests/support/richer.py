"""Workbooks of every kind that a careless program spoils, each with the same little table on its sheet 課題.

The table (A1:G11) has No, 状態, 期限, 件数, 率 …; what makes each book rich stands around it. XlsxWriter makes what it
can; what only Excel writes (slicer, pivot table, thread of comments, shared formula, data table) is put in by hand.
"""

import io
import re
import zipfile
from datetime import date

import xlsxwriter

from tests.support.handmade import ole
from tests.support.rich import rich_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office"
_X14, _X15 = f"{_MS}/spreadsheetml/2009/9/main", f"{_MS}/spreadsheetml/2010/11/main"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
_THREAD = "{22222222-2222-2222-2222-222222222222}"


def changed(data, exchanged=None, added=None):
    """A package in which pieces of parts are exchanged (part → pairs of texts) and parts added (name → text)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            for old, new in (exchanged or {}).get(info.filename, ()):
                assert old.encode() in content, f"{info.filename} holds no {old}"
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(info, content)
        for name, content in (added or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def table(options=None, more=None):
    """The plain table; `more(book, sheet)` adds to it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})}) as book:
        sheet = book.add_worksheet("課題")
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row("A1", ["No", "状態", "期限", "件数", "率"])
        for row in range(1, 11):
            sheet.write_row(row, 0, [row, "対応中"])
            sheet.write_datetime(row, 2, date(2026, 11, row), day)
            sheet.write_number(row, 3, row * 3)
            sheet.write_formula(row, 4, f"=D{row + 1}/10", None, row * 0.3)
        if more:
            more(book, sheet)
    return out.getvalue()


def everything(tmp_path):
    """Text box, button, sparklines, x14 rules, pictures, charts, notes, a checkbox: the fixture of `rich`."""
    return rich_book(tmp_path / "rich.xlsx").read_bytes()


def thread():
    """A thread of comments with the note Excel keeps in its stead for older programs."""
    note = "[スレッド化されたコメント]\n\nお使いのバージョンでは編集できません。\n\nコメント:\n    確認しました"

    def with_note(_book, sheet):
        sheet.write_comment("B3", note, {"author": f"tc={_THREAD}"})
        sheet.write_comment("A1", "普通のメモ", {"author": "青葉一郎"})

    threads = f"{_MS}/spreadsheetml/2018/threadedcomments"
    person = "{11111111-1111-1111-1111-111111111111}"
    return changed(
        table(more=with_note),
        {
            f"{_rels(SHEET)}": [
                ("</Relationships>", f'<Relationship Id="rId90" Type="{_MS}/2017/10/relationships/threadedComment" '
                 'Target="../threadedComments/threadedComment1.xml"/></Relationships>'),
            ],
            "xl/_rels/workbook.xml.rels": [
                ("</Relationships>", f'<Relationship Id="rId91" Type="{_MS}/2017/10/relationships/person" '
                 'Target="persons/person.xml"/></Relationships>'),
            ],
            "[Content_Types].xml": [
                ("</Types>", '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
                 'ContentType="application/vnd.ms-excel.threadedcomments+xml"/><Override '
                 'PartName="/xl/persons/person.xml" ContentType="application/vnd.ms-excel.person+xml"/></Types>'),
            ],
        },
        {
            "xl/threadedComments/threadedComment1.xml": (
                f'<ThreadedComments xmlns="{threads}"><threadedComment ref="B3" dT="2026-11-09T00:00:00.00" '
                f'personId="{person}" id="{_THREAD}"><text>確認しました</text></threadedComment></ThreadedComments>'
            ),
            "xl/persons/person.xml": (
                f'<personList xmlns="{threads}"><person displayName="青葉一郎" id="{person}" userId="u" '
                'providerId="None"/></personList>'
            ),
        },
    )  # fmt: skip


def slicer():
    """A table with a slicer on its column 甲, drawn on the sheet."""

    def with_table(_book, sheet):
        sheet.add_table("I1:K4", {"name": "内訳", "columns": [{"header": text} for text in "甲乙丙"]})
        sheet.insert_textbox("I8", "絞り込み")

    anchor = (
        "<xdr:twoCellAnchor><xdr:from><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>14</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:sle15="{_MS}/drawing/2012/slicer" Requires="sle15"><xdr:graphicFrame macro="">'
        '<xdr:nvGraphicFramePr><xdr:cNvPr id="90" name="甲"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_MS}/drawing/2010/slicer"><sle:slicer xmlns:sle="{_MS}/drawing/2010/slicer" '
        'name="甲"/></a:graphicData></a:graphic></xdr:graphicFrame></mc:Choice><mc:Fallback><xdr:sp macro="" textlink="">'
        '<xdr:nvSpPr><xdr:cNvPr id="0" name=""/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></xdr:spPr></xdr:sp></mc:Fallback></mc:AlternateContent>"
        "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    return changed(
        table(more=with_table),
        {
            SHEET: [
                ("</worksheet>", '<extLst><ext uri="{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}" '
                 f'xmlns:x14="{_X14}"><x14:slicerList><x14:slicer r:id="rId80"/></x14:slicerList></ext></extLst>'
                 "</worksheet>"),
            ],
            _rels(SHEET): [
                ("</Relationships>", f'<Relationship Id="rId80" Type="{_MS}/2007/relationships/slicer" '
                 'Target="../slicers/slicer1.xml"/></Relationships>'),
            ],
            "xl/drawings/drawing1.xml": [("</xdr:wsDr>", anchor)],
            "xl/workbook.xml": [
                ("</workbook>", '<extLst><ext uri="{46BE6895-7355-4a93-B00E-2C351335B9C9}" '
                 f'xmlns:x15="{_X15}"><x15:slicerCaches xmlns:x14="{_X14}"><x14:slicerCache r:id="rId81"/>'
                 "</x15:slicerCaches></ext></extLst></workbook>"),
            ],
            "xl/_rels/workbook.xml.rels": [
                ("</Relationships>", f'<Relationship Id="rId81" Type="{_MS}/2007/relationships/slicerCache" '
                 'Target="slicerCaches/slicerCache1.xml"/></Relationships>'),
            ],
            "[Content_Types].xml": [
                ("</Types>", '<Override PartName="/xl/slicers/slicer1.xml" '
                 'ContentType="application/vnd.ms-excel.slicer+xml"/><Override '
                 'PartName="/xl/slicerCaches/slicerCache1.xml" '
                 'ContentType="application/vnd.ms-excel.slicerCache+xml"/></Types>'),
            ],
        },
        {
            "xl/slicers/slicer1.xml": (
                f'{_DECLARED}<slicers xmlns="{_X14}"><slicer name="甲" cache="スライサー_甲" caption="甲" '
                'rowHeight="225425"/></slicers>'
            ),
            "xl/slicerCaches/slicerCache1.xml": (
                f'{_DECLARED}<slicerCacheDefinition xmlns="{_X14}" xmlns:x="{MAIN}" name="スライサー_甲" '
                'sourceName="甲"><extLst><x:ext uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}" '
                f'xmlns:x15="{_X15}"><x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst>'
                "</slicerCacheDefinition>"
            ),
        },
    )  # fmt: skip


def pivot():
    """A pivot table at P1:Q3 over A1:D11: 件数 by 状態."""
    names = ("No", "状態", "期限", "件数")
    words = '<sharedItems count="1"><s v="対応中"/></sharedItems>'
    numbers = (
        '<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" minValue="1" maxValue="30"/>'
    )
    days = (
        '<sharedItems containsSemiMixedTypes="0" containsNonDate="0" containsDate="1" containsString="0" '
        'minDate="2026-11-01T00:00:00" maxDate="2026-11-11T00:00:00"/>'
    )
    items = {"状態": words, "期限": days}
    fields = "".join(
        f'<cacheField name="{name}" numFmtId="0">{items.get(name, numbers)}</cacheField>' for name in names
    )
    records = "".join(
        f'<r><n v="{n}"/><x v="0"/><d v="2026-11-{n:02}T00:00:00"/><n v="{n * 3}"/></r>' for n in range(1, 11)
    )
    drawn = (
        f'{_DECLARED}<pivotTableDefinition xmlns="{MAIN}" name="集計" cacheId="7" dataCaption="値" '
        'applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" '
        'applyAlignmentFormats="0" applyWidthHeightFormats="1"><location ref="P1:Q3" firstHeaderRow="1" '
        'firstDataRow="1" firstDataCol="1"/><pivotFields count="4"><pivotField showAll="0"/>'
        '<pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/><item t="default"/></items></pivotField>'
        '<pivotField showAll="0"/><pivotField dataField="1" showAll="0"/></pivotFields>'
        '<rowFields count="1"><field x="1"/></rowFields><rowItems count="2"><i><x/></i><i t="grand"><x/></i></rowItems>'
        '<colItems count="1"><i/></colItems><dataFields count="1"><dataField name="合計 / 件数" fld="3" baseField="0" '
        'baseItem="0"/></dataFields></pivotTableDefinition>'
    )

    def with_values(_book, sheet):
        sheet.write_row("P1", ["行ラベル", "合計 / 件数"])
        sheet.write_row("P2", ["対応中", 165])
        sheet.write_row("P3", ["総計", 165])
        sheet.insert_textbox("P6", "ピボット")

    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return changed(
        table(more=with_values),
        {
            _rels(SHEET): [
                ("</Relationships>", f'<Relationship Id="rId70" Type="{OFFICE}/pivotTable" '
                 'Target="../pivotTables/pivotTable1.xml"/></Relationships>'),
            ],
            "xl/workbook.xml": [
                ("</workbook>", '<pivotCaches><pivotCache cacheId="7" r:id="rId71"/></pivotCaches></workbook>'),
            ],
            "xl/_rels/workbook.xml.rels": [
                ("</Relationships>", f'<Relationship Id="rId71" Type="{OFFICE}/pivotCacheDefinition" '
                 'Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>'),
            ],
            "[Content_Types].xml": [
                ("</Types>", f'<Override PartName="/xl/pivotTables/pivotTable1.xml" ContentType="{kinds}.pivotTable+xml"/>'
                 '<Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" '
                 f'ContentType="{kinds}.pivotCacheDefinition+xml"/><Override '
                 f'PartName="/xl/pivotCache/pivotCacheRecords1.xml" ContentType="{kinds}.pivotCacheRecords+xml"/></Types>'),
            ],
        },
        {
            "xl/pivotTables/pivotTable1.xml": drawn,
            "xl/pivotTables/_rels/pivotTable1.xml.rels": _relation(
                "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"
            ),
            "xl/pivotCache/pivotCacheDefinition1.xml": (
                f'{_DECLARED}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" recordCount="10">'
                '<cacheSource type="worksheet"><worksheetSource ref="A1:D11" sheet="課題"/></cacheSource>'
                f'<cacheFields count="4">{fields}</cacheFields></pivotCacheDefinition>'
            ),
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": _relation(
                "pivotCacheRecords", "pivotCacheRecords1.xml"
            ),
            "xl/pivotCache/pivotCacheRecords1.xml": (
                f'{_DECLARED}<pivotCacheRecords xmlns="{MAIN}" count="10">{records}</pivotCacheRecords>'
            ),
        },
    )  # fmt: skip


def macros(tmp_path):
    """A workbook with macros and a button that runs one."""
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(ole({"PROJECT": b'ID="{0}"\r\nModule=M\r\n', "VBA": b"Sub Run()\r\nEnd Sub\r\n"}))

    def with_macros(book, sheet):
        book.add_vba_project(str(project))
        sheet.insert_button("J2", {"caption": "実行", "macro": "Run"})

    return table(more=with_macros)


def since_1904():
    """Days counted from 1904, as books from old Macs are."""
    return table({"date_1904": True})


def shared_formulas():
    """率 as one shared formula, and a data table at I2:I4."""
    cells = [
        (f'<c r="E{row}"><f>D{row}/10</f>', f'<c r="E{row}">' + ('<f t="shared" ref="E2:E11" si="0">D2/10</f>' if row == 2 else '<f t="shared" si="0"/>'))
        for row in range(2, 12)
    ]  # fmt: skip

    def with_results(_book, sheet):
        sheet.write_column("I2", [1, 2, 3])
        sheet.write_column("H2", [1, 2, 3])
        sheet.write_number("I1", 1)

    return changed(
        table(more=with_results),
        {SHEET: [*cells, ('<c r="I2"><v>', '<c r="I2"><f t="dataTable" ref="I2:I4" dt2D="0" dtr="0" r1="D2"/><v>')]},
    )


def inline():
    """Inline texts with runs and furigana, and strings that are kept where they stand."""
    data = table()
    runs = '<is><r><t xml:space="preserve">対応</t></r><r><rPr><b/></rPr><t>中</t></r><rPh sb="0" eb="2"><t>タイオウ</t></rPh></is>'
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(SHEET).decode()
    new = re.sub(r'<c r="(B\d+)" t="s"><v>\d+</v></c>', rf'<c r="\1" t="inlineStr">{runs}</c>', xml)
    return changed(data, {SHEET: [(xml, new)]})


def prefixed():
    """Every element of the sheet, the workbook and the formats under a prefix, as some programs write it."""
    data = table()
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
            xml = package.read(name).decode()
            new = re.sub(r"<(/?)(?=[A-Za-z]\w*[\s/>])", r"<\1x:", xml).replace(' xmlns="', ' xmlns:x="')
            parts[name] = [(xml, new)]
    return changed(data, parts)


def many_formats():
    """600 cell formats, and no list of grounds."""

    def with_formats(book, sheet):
        for number in range(600):
            look = book.add_format({"num_format": f'0.0"#{number}"', "font_size": 8 + number % 20})
            sheet.write_number(20 + number // 20, number % 20, number, look)

    data = table(more=with_formats)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("xl/styles.xml").decode()
    bare = re.sub(r"<fills .*?</fills>", "", styles)
    assert bare != styles
    return changed(data, {"xl/styles.xml": [(styles, bare)]})


def _rels(part):
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels"


def _relation(kind, target):
    return (
        f'{_DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


BOOKS = {
    "すべて.xlsx": everything,
    "スレッド.xlsx": lambda _: thread(),
    "スライサー.xlsx": lambda _: slicer(),
    "ピボット.xlsx": lambda _: pivot(),
    "マクロ.xlsm": macros,
    "1904年.xlsx": lambda _: since_1904(),
    "共有数式.xlsx": lambda _: shared_formulas(),
    "セル内文字列.xlsx": lambda _: inline(),
    "接頭辞.xlsx": lambda _: prefixed(),
    "多書式.xlsx": lambda _: many_formats(),
}
