"""The figures of one project, as the batch carries them from its workers into its cache and onto the summary."""

from pmo_xl.project_figures import project_figures
from pmo_xl.reports.project_figures import ProjectFigures

__all__ = ["ProjectFigures", "project_figures"]
