"""pmo_xl: the daily work of a user-side PMO, from the Excel sheets a project already has.

    project = pmo_xl.load("workbooks")
    report = project.daily(as_of=date(2026, 11, 24))
    report.save("out")

Everything here is loaded when it is first used: `import pmo_xl` costs next to nothing.
"""

from typing import TYPE_CHECKING

from pmo_xl.errors import PmoError

if TYPE_CHECKING:
    from pmo_xl.project import Project, load, read

__version__ = "0.1.0"
__all__ = ["PmoError", "Project", "load", "read"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from pmo_xl import project

        return getattr(project, name)
    raise AttributeError(f"module 'pmo_xl' has no attribute {name!r}")
