"""Word templates from a few lines, filled and read back."""

import io

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm

from pmo_xl.render import docx as word
from tests.support.office import complaints

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="{chart}" xmlns:r="{r}">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="グラフ {number}" descr="{alt}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{chart}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"""
_SERIES = """<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f></c:strRef></c:tx>
<c:spPr><a:ln><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>
<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>見本</c:v></c:pt></c:strCache>
</c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$B$2:$B$3</c:f><c:numCache><c:formatCode>0</c:formatCode>
<c:ptCount val="1"/><c:pt idx="0"><c:v>99</c:v></c:pt></c:numCache></c:numRef></c:val><c:smooth val="0"/></c:ser>"""
_XML = """<c:chartSpace xmlns:c="{chart}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{r}">
<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>見本の</a:t></a:r><a:r><a:t>題</a:t></a:r></a:p></c:rich></c:tx>
<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/>
<c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>
<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>
<c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling>
<c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart>
</c:chartSpace>"""


def template(path, *paragraphs, table=None, change=None):
    """A document with these paragraphs and one table; `change(document)` may add to it."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(rows=len(table), cols=max(map(len, table)))
        grid.style = "Table Grid"
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    if change:
        change(document)
    document.save(str(path))
    return path


def add_chart(document, alt, *, series=1, number=1):
    """A native line chart without a workbook behind it."""
    xml = _XML.format(chart=_CHART, r=_R, series="".join(_SERIES.format(n=n) for n in range(series)))
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        xml.encode(),
        document.part.package,
    )
    relation = document.part.relate_to(part, f"{_R}/chart")
    drawing = _DRAWING.format(
        chart=_CHART, r=_R, width=Cm(14), height=Cm(7), number=number, alt=alt, relation=relation
    )  # fmt: skip
    document.add_paragraph().add_run()._r.append(parse_xml(drawing))


def filled(path, **values):
    """The template filled and judged: the new document beside it."""
    out = path.with_name(f"out_{path.name}")
    out.write_bytes(word.fill(path, values))
    assert complaints(out) == []
    return out


def paragraphs(path):
    return [p.text for p in docx.Document(str(path)).paragraphs]


def rows(path):
    """The texts of the first table, row by row."""
    (table, *_) = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def rendered(tmp_path, text, **values):
    """What one paragraph becomes."""
    return paragraphs(filled(template(tmp_path / "t.docx", text), **values))[0]


def stream(data):
    return io.BytesIO(data)
