"""Loads what every project needs, once for all workers, and tells the garbage collector that it stays."""

import gc
from importlib import import_module

for _name in (
    "docx",
    "docxtpl",
    "jinja2.sandbox",
    "jpholiday",
    "python_calamine",
    "pmo_xl.batch.figures",
    "pmo_xl.batch.work",
    "pmo_xl.history.keeping",
    "pmo_xl.metrics.catalogue",
    "pmo_xl.outputs",
    "pmo_xl.render.docx",
    "pmo_xl.render.wordcharts",
    "pmo_xl.render.xlsx",
    "pmo_xl.reports.checksheet",
    "pmo_xl.reports.daily",
    "pmo_xl.rules.engine",
    "pmo_xl.sheets.read",
):
    import_module(_name)
gc.freeze()
