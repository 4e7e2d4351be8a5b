"""Who may import whom: lower rooms know nothing of the higher ones, and heavy guests stay where they are used."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pmo_xl"
LAYERS = [
    {"errors", "workdays", "model", "resources"},
    {"settings", "config", "sheets", "history", "situation"},
    {"rules", "metrics", "plans"},
    {"reports"},
    {"render"},
    {"patch"},
    {"annotate"},
    {
        "project",
        "outputs",
        "writer",
        "packs",
        "day_packs",
        "meeting_packs",
        "memos",
        "kept_daily",
        "firstsettings",
        "fixing",
        "carrying",
        "addressee_files",
        "reconciliation",
        "request_files",
        "escalations",
        "decision_packs",
        "readiness_packs",
        "training_packs",
        "inspection",
        "pages",
        "project_figures",
        "templates",
    },
    {"batch"},
    {"cli", "buttons", "__main__", "__init__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ONLY_IN = {
    "xlwings": {"buttons"},
    "python_calamine": {"sheets"},
    "openpyxl": {"sheets"},
    "docxtpl": {"render"},
    "docx": {"render"},
    "jinja2": {"render"},
}
HEAVY = {"pandas", "openpyxl", "docx", "docxtpl", "jinja2", "xlwings", "jpholiday", "lxml"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree):
    """(module, at import time?, only for type checkers?) of every import."""
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "pmo_xl":
                names = [f"pmo_xl.{alias.name}" for alias in node.names]
        for name in names:
            yield name, id(node) not in inside, id(node) in typing_only


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_lies_below_it(path):
    here = room(path)
    assert here in LEVEL, f"{here} has no place among the layers"
    for name, at_import, typing_only in imports(ast.parse(path.read_text("utf-8"))):
        parts = name.split(".")
        if parts[0] == "pmo_xl" and len(parts) > 1 and parts[1] in LEVEL and not typing_only:
            assert LEVEL[parts[1]] <= LEVEL[here], f"{here} imports {name}, which lies above it"
        if parts[0] in ONLY_IN:
            assert here in ONLY_IN[parts[0]], f"{name} belongs in {ONLY_IN[parts[0]]}"
        if parts[0] in HEAVY and here not in {"render"}:
            assert not at_import or typing_only, f"{here} loads {name} at import time"


def test_every_layer_that_is_named_has_files():
    rooms = {room(path) for path in FILES}
    assert rooms <= set(LEVEL)
    assert {"errors", "model", "sheets", "rules", "metrics", "reports", "render", "project", "cli"} <= rooms
