"""workbook.xml when a cell changes: Excel is asked to calculate the formulas that hang on it."""

import re
from typing import Final

# What stands behind calcPr in CT_Workbook; calcPr goes before the first of them.
_BEHIND: Final = (
    *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
_TAG: Final = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"


def calculated_on_load(xml: bytes) -> bytes:
    """workbook.xml with `fullCalcOnLoad` set, every other byte as it was."""
    found = re.search(rb"<(?:[\w.-]+:)?calcPr\b" + _TAG + rb">", xml)
    if found is not None:
        tag = found[0]
        if re.search(rb"\bfullCalcOnLoad\s*=\s*[\"'](?:1|true)[\"']", tag):
            return xml
        tag = re.sub(rb"\s+fullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", tag)
        end = len(tag) - (2 if tag.endswith(b"/>") else 1)
        return xml[: found.start()] + tag[:end].rstrip() + b' fullCalcOnLoad="1"' + tag[end:] + xml[found.end() :]
    prefix = re.search(rb"<([\w.-]+:)?workbook\b", xml)
    name = (prefix[1] or b"") if prefix else b""
    behind = re.search(rb"<(?:[\w.-]+:)?(?:" + "|".join(_BEHIND).encode() + rb")\b|</(?:[\w.-]+:)?workbook\s*>", xml)
    at = behind.start() if behind else len(xml)
    return xml[:at] + b"<" + name + b'calcPr fullCalcOnLoad="1"/>' + xml[at:]
