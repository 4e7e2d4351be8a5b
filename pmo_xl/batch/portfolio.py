"""The summary of a batch: 案件横断報告 as a workbook and as a page for the browser."""

from collections.abc import Iterable
from datetime import date, time
from functools import cache
from pathlib import Path

from pmo_xl.batch.result import ProjectResult
from pmo_xl.config import FILE_NAME, read_config
from pmo_xl.project import Project
from pmo_xl.reports.portfolio import PAGE, Portfolio, portfolio
from pmo_xl.reports.portfolio_rows import Seen, Unseen
from pmo_xl.settings import Config
from pmo_xl.writer import Outputs, Writer


def save_portfolio(
    results: Iterable[ProjectResult],
    out: str | Path,
    as_of: date,
    *,
    root: str | Path,
    at: time | None = None,
) -> Outputs:
    """Write 案件横断報告 of what a batch did under `root` into the folder: .xlsx and .html.

    A pmo.toml in `root` may name templates of its own ([reports.portfolio] xlsx, html), to whom and by whom. Raises
    PmoError when that cannot be used, or nothing can be written.
    """
    from pmo_xl.render.links import seen_from
    from pmo_xl.reports.portfolio_page import page_values

    folder, base = Path(out), Path(root)
    settings = base / FILE_NAME
    config = read_config(settings) if settings.is_file() else Config()
    report = portfolio_of(results, as_of, root=base, at=at, config=config)
    own = config.reports.portfolio
    writer = Writer(Project(base, (), config), folder, as_of)
    values = report.values({} if own.xlsx else writer.cells(PAGE, own))
    writer.excel(PAGE, own, values)
    writer.page(PAGE, own, page_values(report, values, cache(lambda path: seen_from(path, folder))))
    return writer.done()


def portfolio_of(
    results: Iterable[ProjectResult],
    as_of: date,
    *,
    root: Path,
    at: time | None = None,
    config: Config | None = None,
) -> Portfolio:
    """The report's model; `root` is the folder the results' own folders lie in."""
    known = tuple(results)
    return portfolio(
        (_seen(one, root) for one in known if one.figures is not None),
        (_unseen(one) for one in known if one.figures is None),
        as_of,
        root=root.resolve().name,
        at=at,
        reports=(config or Config()).reports,
    )


def _seen(result: ProjectResult, root: Path) -> Seen:
    assert result.figures is not None  # noqa: S101 - chosen so by the caller
    base = root if result.folder in ("", ".") else root / result.folder
    return Seen(
        name=result.project or result.figures.project,
        folder=result.folder,
        base=base.as_posix(),
        figures=result.figures,
        outputs=result.outputs,
        remark=f"{result.message} 確認先: {result.ask}" if result.message and result.ask else result.message,
        notes=result.notes,
    )


def _unseen(result: ProjectResult) -> Unseen:
    reason = result.message or "数字がありません"
    return Unseen(result.project, result.folder, reason, result.hint, result.ask)
