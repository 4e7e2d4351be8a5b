"""The pages this product writes: what each is called, its templates, and what they may name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.config import nearest
from pmo_xl.errors import PmoError, TemplateError
from pmo_xl.reports.fields import (
    Fields,
    check,
    completion,
    daily,
    daily_page,
    decisions,
    defects,
    escalation,
    evening,
    minutes,
    morning,
    portfolio,
    portfolio_page,
    readiness,
    reconcile,
    requests,
    tomorrow,
    training,
    weekly,
    work,
)
from pmo_xl.resources import template
from pmo_xl.settings import Config, ReportFiles

if TYPE_CHECKING:
    from pmo_xl.project import Project
    from pmo_xl.reports.portfolio import Portfolio

FORMATS: Final[Mapping[str, tuple[str, ...]]] = {  # format → the endings a template of it may have
    "xlsx": (".xlsx", ".xlsm"),
    "docx": (".docx", ".docm"),
    "html": (".html", ".htm"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page. `key` is its table [reports.KEY] of pmo.toml, `title` the name of its files, `verb` what writes it.

    A page that shares another's table has a key of its own and names the table in `shares`. `fields` is every name a
    template may use with its meaning, `values` what they stand for in a project on a day; None when the project has
    nothing to fill such a page with.
    """

    key: str
    title: str
    verb: str
    formats: tuple[str, ...]
    fields: Fields
    values: "Callable[[Project, date, time | None], Mapping[str, Any] | None]"
    shares: str = ""

    @property
    def table(self) -> str:
        """Its table below [reports] in pmo.toml."""
        return self.shares or self.key

    def shipped(self, form: str) -> Path:
        """The template of this format that travels with the product."""
        return template(f"{self.title}.{form}")

    def own(self, form: str, config: Config) -> str | None:
        """What pmo.toml names instead, relative to it; None when it names nothing."""
        files = getattr(config.reports, self.table, ReportFiles())
        named: str | None = getattr(files, form, None)
        return named


def page_called(name: str, form: str = "") -> Page:
    """The page of that key, table or title (and format, where given); raises PmoError naming the nearest."""
    for page in PAGES:
        if name in (page.key, page.title, page.table) and (not form or form in page.formats):
            return page
    near = nearest(name, [word for page in PAGES for word in (page.key, page.title)])
    known = "、".join(f"{page.key}（{page.title}）" for page in PAGES)
    hint = f"「{near}」のことですか？" if near else f"使えるのは {known} です"
    raise PmoError(f"「{name}」という頁はありません", hint)


def format_of(file: Path) -> str:
    """The format of a template by its ending; "" for one that no page is made of."""
    return next((form for form, endings in FORMATS.items() if file.suffix.lower() in endings), "")


def page_of(file: Path, config: Config, root: Path) -> Page | None:
    """The page a template is for: the one pmo.toml names it for, else the one its file name begins with."""
    for page in PAGES:
        for form in page.formats:
            own = page.own(form, config)
            if own and (root / own).resolve() == file.resolve():
                return page
    named = [page for page in PAGES if file.name.startswith(page.title)]
    return next((page for page in named if format_of(file) in page.formats), named[0] if named else None)


def sound(file: Path, title: str, form: str) -> Path:
    """A project's own template for a page, once every name in it is one the page offers.

    What stands in a list that is empty today is looked at too. Raises TemplateError for the first that is wrong.
    """
    from pmo_xl.render.soundness import check as problems_of

    page = page_called(title, form)
    if file.suffix.lower() not in FORMATS[form]:
        wanted = " か ".join(FORMATS[form])
        raise TemplateError(
            f"テンプレート {file.name} は {wanted} ではありません",
            f"[reports.{page.table}] {form} を確認してください",
        )
    problems = problems_of(file, page.fields)
    if problems:
        first, more = problems[0], len(problems) - 1
        rest = f"（ほか{more}か所は pmo-xl template check で確認できます）" if more else ""
        raise TemplateError(f"テンプレート {file.name} の {first.where}: {first.said}", first.hint + rest)
    return file


def _daily(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    return project.daily(day, at=at).report.values()


def _daily_page(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.reports.daily_page import page_values

    report = project.daily(day, at=at).report
    return page_values(report, report.values())


def _check(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    return project.check(day, at=at).sheet.values()


def _reminder(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    """The list of the first addressee."""
    from pmo_xl.reports.addressee_lists import addressee_lists, empty_list

    checked = project.check(day, at=at)
    lists = addressee_lists(checked.situation, checked.sheet) or (empty_list(checked.situation, checked.sheet),)
    return lists[0].values()


def _escalation(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    return project.escalate(day, at=at).page.values()


def _memo(project: "Project", day: date, at: time | None) -> Mapping[str, Any] | None:
    """The memo of the most urgent item."""
    memos = project.escalate(day, at=at).memos
    return memos[0].values() if memos else None


def _minutes(project: "Project", day: date, at: time | None) -> Mapping[str, Any] | None:
    """The first meeting kept in the project's workbooks."""
    registers = project.reading(day).registers.values()
    books = {table.file for register in registers if register.kind == "meeting" for table in register.tables}
    file = next((path for path in project.paths if path.name in books), None)
    return project.minutes(file, day).meetings[0].values() if file is not None else None


def _requests(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    """The list of the first addressee."""
    return project.requests(day, at=at).lists[0].values()


def _matrix(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    return project.requests(day, at=at).matrix.values()


def _weekly(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.packs import WeeklyOutput

    return WeeklyOutput(project.daily(day, at=at)).report.values()


def _completion(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.packs import CompletionOutput

    return CompletionOutput(project.daily(day, at=at)).report.values()


def _work(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.day_packs import WorkOutput

    return WorkOutput(project.daily(day, at=at)).report.values()


def _work_page(project: "Project", day: date, at: time | None) -> Mapping[str, Any] | None:
    """The page of whoever did most."""
    from pmo_xl.day_packs import WorkOutput

    report = WorkOutput(project.daily(day, at=at)).report
    return report.page(report.people[0]) if report.people else None


def _tomorrow(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.day_packs import TomorrowOutput

    return TomorrowOutput(project.daily(day, at=at)).report.values()


def _morning(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.meeting_packs import MorningOutput

    return MorningOutput(project.daily(day, at=at)).report.values()


def _evening(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.meeting_packs import EveningOutput

    return EveningOutput(project.daily(day, at=at)).report.values()


def _defects(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.meeting_packs import DefectsOutput

    return DefectsOutput(project.daily(day, at=at)).report.values()


def _readiness(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.readiness_packs import ReadinessOutput

    return ReadinessOutput(project.daily(day, at=at)).report.values()


def _reconcile(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    """Of a project without two ledgers too: what a template may name can be seen before there are any."""
    from pmo_xl.reports.reconcile import reconcile_report

    daily = project.daily(day, at=at)
    return reconcile_report(daily.situation, daily.metrics, daily.checked, project=project.name).values()


def _training(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.training_packs import TrainingOutput

    return TrainingOutput(project.daily(day, at=at)).report.values()


def _decisions(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.decision_packs import DecisionsOutput

    return DecisionsOutput(project.daily(day, at=at)).report.values()


def _decision(project: "Project", day: date, at: time | None) -> Mapping[str, Any] | None:
    """The 判断依頼 with the nearest deadline."""
    from pmo_xl.decision_packs import DecisionsOutput

    ready = DecisionsOutput(project.daily(day, at=at)).report.ready
    return ready[0].values() if ready else None


def _portfolio(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    """The project as the only one of a batch."""
    return _overview(project, day, at)[1]


def _portfolio_page(project: "Project", day: date, at: time | None) -> Mapping[str, Any]:
    from pmo_xl.reports.portfolio_page import page_values

    return page_values(*_overview(project, day, at))


def _overview(project: "Project", day: date, at: time | None) -> "tuple[Portfolio, Mapping[str, Any]]":
    from pmo_xl.project_figures import project_figures
    from pmo_xl.reports.portfolio import portfolio as made_of
    from pmo_xl.reports.portfolio_rows import Seen

    figures = project_figures(project.daily(day, at=at))
    root = project.root.resolve()
    written = str(root / "out" / f"日次報告_{day:%Y%m%d}.xlsx")  # as the batch would have
    one = Seen(figures.project, root.name, root.as_posix(), figures, (written,))
    report = made_of((one,), (), day, root=root.parent.name, at=at, reports=project.config.reports)
    return report, report.values()


PAGES: Final = (
    Page("daily", "日次報告", "daily", ("xlsx", "docx"), daily.FIELDS, _daily),
    Page("daily_page", "日次報告", "daily --html", ("html",), daily_page.FIELDS, _daily_page, "daily"),
    Page("check", "指摘一覧", "check --out", ("xlsx",), check.FIELDS, _check),
    Page("reminder", "指摘_宛先別", "check --split", ("xlsx",), check.REMINDER, _reminder),
    Page("escalation", "エスカレーション一覧", "escalate", ("xlsx",), escalation.LIST, _escalation),
    Page("memo", "エスカレーションメモ", "escalate", ("docx",), escalation.MEMO, _memo),
    Page("minutes", "議事録", "minutes", ("docx",), minutes.FIELDS, _minutes),
    Page("requests", "依頼一覧", "requests", ("xlsx",), requests.LIST, _requests),
    Page("matrix", "連携マトリクス", "requests", ("xlsx",), requests.MATRIX, _matrix),
    Page("reconcile", "二台帳突合", "reconcile", ("xlsx",), reconcile.FIELDS, _reconcile),
    Page("weekly", "週次報告", "pack weekly", ("xlsx", "docx"), weekly.FIELDS, _weekly),
    Page("completion", "完了報告", "pack completion", ("docx",), completion.FIELDS, _completion),
    Page("work", "作業報告", "pack work", ("docx",), work.PERSON, _work_page),
    Page("work_all", "作業報告", "pack work", ("xlsx",), work.EVERYBODY, _work, "work"),
    Page("tomorrow", "明日の準備", "pack tomorrow", ("xlsx",), tomorrow.FIELDS, _tomorrow),
    Page("morning", "朝会", "pack morning", ("xlsx",), morning.FIELDS, _morning),
    Page("evening", "夕会", "pack evening", ("xlsx",), evening.FIELDS, _evening),
    Page("defects", "不具合方針", "pack defects", ("xlsx",), defects.FIELDS, _defects),
    Page("readiness", "稼働判定", "pack readiness", ("xlsx",), readiness.FIELDS, _readiness),
    Page("training", "トレーニング", "pack training", ("xlsx",), training.FIELDS, _training),
    Page("decisions", "決定ログ", "pack decisions", ("xlsx",), decisions.LOG, _decisions),
    Page("decision", "判断依頼", "pack decisions", ("docx",), decisions.REQUEST, _decision, "decisions"),
    Page("portfolio", "案件横断報告", "batch", ("xlsx",), portfolio.FIELDS, _portfolio),
    Page("portfolio_page", "案件横断報告", "batch", ("html",), portfolio_page.FIELDS, _portfolio_page, "portfolio"),
)
