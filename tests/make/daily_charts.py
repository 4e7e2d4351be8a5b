"""The two charts of the daily report: native, without frames, every line named where it ends."""

import io
import re
import zipfile

import xlsxwriter

FONT = "游ゴシック"
NAVY, GREY, HAIR, PALE = "#1F2A44", "#595959", "#C9CED8", "#EEF1F6"
SMALL = {"name": FONT, "size": 8, "color": GREY}
GUIDE_LABELS = {"value": True, "position": "left", "num_format": "#,##0", "font": SMALL}
GRAPH_ROW = 9  # where the days on グラフデータ begin
TICKS, GUIDES = "U", ("V", "W")
FAN_LABELS, FAN_EDGES, FAN_WIDTH = ("X", "Y"), ("Z", "AA"), "AB"
# column of the line, look, column of its label, where the label stands
PENS = {
    "thin": ("M", {"color": GREY, "width": 1}, "Q", "above"),
    "dashed": ("N", {"color": GREY, "width": 1.75, "dash_type": "dash"}, "R", "right"),
    "thick": ("O", {"color": NAVY, "width": 3}, "S", "right"),
    "dotted": ("P", {"color": NAVY, "width": 1.75, "dash_type": "round_dot"}, "T", "right"),
}
HATCH = {"pattern": "wide_upward_diagonal", "fg_color": GREY, "bg_color": "#FFFFFF"}


def pixels(mm):
    """Millimetres of paper as Excel's pixels (96 an inch)."""
    return round(mm * 96 / 25.4)


def progress_bars(book):
    """Two bars on one scale from 0 to 100 %: done and planned."""
    chart = book.add_chart({"type": "bar"})
    chart.add_series({
        "name": "=グラフデータ!$B$4",
        "categories": "=グラフデータ!$A$5:$A$6",
        "values": "=グラフデータ!$B$5:$B$6",
        "points": [{"fill": {"color": NAVY}}, {"fill": {"color": "#A7AEBD"}}],
        "gap": 45,
        "data_labels": {"value": True, "num_format": "0.0%", "font": SMALL},
    })  # fmt: skip
    chart.set_title({"none": True})
    chart.set_x_axis({"min": 0, "max": 1.15, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "num_font": SMALL, "line": {"none": True}, "major_tick_mark": "none"})
    return plain(chart, 54, 17, {"x": 0.12, "y": 0.04, "width": 0.86, "height": 0.92})


def trend_chart(book, pens=PENS, size=(86, 43), sheet="グラフデータ"):
    """Lines bound to the sheet of their data, and for each a series of one point that carries the line's name."""

    def series(column):
        return _series(column, sheet)

    chart = book.add_chart({"type": "line"})
    used = [PENS[name] for name in pens]
    for column in GUIDES:
        guide = {"line": {"color": "#DDE1E8", "width": 0.75}, "marker": {"type": "none"}}
        chart.add_series(series(column) | guide | {"data_labels": GUIDE_LABELS})
    for column, line, _, _ in used:
        chart.add_series(series(column) | {"line": line, "marker": {"type": "none"}})
    for _, line, column, position in used:
        chart.add_series(series(column) | named(line["color"], position))
    # Days and guide lines are data, not axes: so many days have no room for all their names, and a chart that has no
    # data draws nothing over the small table that stands in its place.
    days = {"category": True, "position": "below", "font": SMALL}
    chart.add_series(series(TICKS) | {"line": {"none": True}, "marker": {"type": "none"}, "data_labels": days})
    if "thin" in pens:
        fan(book, chart, series)
    chart.set_x_axis(
        {
            "label_position": "none",
            "line": {"color": HAIR},
            "major_tick_mark": "none",
            "minor_tick_mark": "none",
            "text_axis": True,
        }
    )
    chart.set_y_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.show_blanks_as("gap")
    return plain(chart, *size, {"x": 0.09, "y": 0.10, "width": 0.66, "height": 0.76})


def named(color, position):
    """A series of one point that nothing shows but the name of the series beside it."""
    font = {"name": FONT, "size": 8, "color": color}
    labels = {"series_name": True, "position": position, "font": font}
    return {"line": {"none": True}, "marker": {"type": "none"}, "data_labels": labels}


def fan(book, chart, series):
    """The forecast: a hatched area that stands on one without a fill, its two edges named where it ends."""
    for column in FAN_LABELS:
        chart.add_series(series(column) | named(GREY, "right"))
    for column in FAN_EDGES:
        chart.add_series(series(column) | {"line": {"color": GREY, "width": 0.75}, "marker": {"type": "none"}})
    areas = book.add_chart({"type": "area", "subtype": "stacked"})
    areas.add_series(series(FAN_EDGES[1]) | {"fill": {"none": True}, "border": {"none": True}})
    areas.add_series(series(FAN_WIDTH) | {"pattern": HATCH, "border": {"none": True}})
    chart.combine(areas)


def _series(column, sheet):
    """A column of the list on the sheet: its heading is the series' name."""
    row = GRAPH_ROW
    return {
        "name": f"={sheet}!${column}${row - 1}",
        "categories": f"={sheet}!$B${row}:$B${row}",
        "values": f"={sheet}!${column}${row}:${column}${row}",
    }


def plain(chart, width, height, layout):
    """No frames, no fills, no legend box: a chart lies on the paper like the text."""
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}, "layout": layout})
    chart.set_size({"width": pixels(width), "height": pixels(height)})
    return chart


def tidied(data):
    """The workbook with everything in its charts said that programs would guess differently."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename.startswith("xl/charts/"):
                part = explicit(part.decode()).encode()
            target.writestr(info, part)
    return out.getvalue()


def explicit(xml):
    """The chart with its defaults written out: no smoothing, gaps stay gaps, labels show what they show.

    Labels do not wrap; days on the axis stay upright, and Excel leaves out those it has no room for.
    """
    xml = _in(xml, "dLbls", lambda part: part.replace("<a:bodyPr/>", '<a:bodyPr wrap="none"/>'))
    xml = _in(xml, "dLbls", _all_parts)
    xml = _in(xml, "ser", _first_point_only)
    for axis in ("catAx", "valAx"):
        xml = _in(xml, axis, lambda part: part.replace("<a:bodyPr/>", '<a:bodyPr rot="0" vert="horz"/>'))
    xml = _in(xml, "lineChart", lambda part: part.replace("</c:ser>", '<c:smooth val="0"/></c:ser>'))
    # what is drawn behind stands in front; the series keep their numbers, so that the forecast's come last
    xml = re.sub(r"(<c:lineChart>.*</c:lineChart>)(<c:areaChart>.*</c:areaChart>)", r"\2\1", xml, flags=re.DOTALL)
    if "<c:dispBlanksAs" not in xml:
        xml = xml.replace("</c:chart>", '<c:dispBlanksAs val="gap"/></c:chart>')
    return xml.replace('<c:lang val="en-US"/>', '<c:lang val="ja-JP"/><c:roundedCorners val="0"/>')


def _in(xml, element, change):
    return re.sub(f"<c:{element}>.*?</c:{element}>", lambda found: change(found[0]), xml, flags=re.DOTALL)


def _all_parts(labels):
    """Every switch of a data label, in the order of the schema; those not written are off."""
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    on = {name for name in names if f'<c:show{name} val="1"/>' in labels}
    bare = re.sub(r"<c:show\w+ val=\"[01]\"/>|</c:dLbls>", "", labels)
    return bare + "".join(f'<c:show{name} val="{int(name in on)}"/>' for name in names) + "</c:dLbls>"


def _first_point_only(series):
    """A guide line shows its number once, at its left end."""
    if not re.search(r"グラフデータ\d?!\$[VW]\$", series):
        return series
    labels = re.search(r"<c:dLbls>(.*)</c:dLbls>", series, re.DOTALL)[1]
    once = f'<c:dLbl><c:idx val="0"/>{labels}</c:dLbl>'
    none = re.sub(r'<c:showVal val="1"/>', '<c:showVal val="0"/>', re.sub(r"<c:dLblPos .*?/>", "", labels))
    return series.replace(labels, once + none)


def word_chart(pens):
    """The XML of the trend chart for a Word document, without a workbook yet."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("グラフデータ")
    sheet.insert_chart("A1", trend_chart(book, pens))
    book.close()
    with zipfile.ZipFile(data) as package:
        xml = explicit(package.read("xl/charts/chart1.xml").decode())
    return re.sub(r"<c:printSettings>.*?</c:printSettings>", "", xml, flags=re.DOTALL)
