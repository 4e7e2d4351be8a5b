"""The templates of a project: which there are, what they may name and what that is today, and whether one is sound."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.errors import PmoError, TemplateError
from pmo_xl.pages import PAGES, Page, format_of, page_called, page_of
from pmo_xl.resources import SAMPLE_DAY, shipped

if TYPE_CHECKING:
    from pmo_xl.project import Project
    from pmo_xl.writer import Outputs

FORMAT_NAMES: Final = {"xlsx": "Excel", "docx": "Word", "html": "HTML"}


@dataclass(frozen=True, slots=True)
class Used:
    """A page's template of one format: the file it is filled from, and whether it is the project's own."""

    page: Page
    form: str
    file: Path
    own: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A name a template may use, what it means, and its value on the day; of a list the first item's.

    `count` is how many items the list has, None where there is no list; both are None too where nothing is filled.
    """

    name: str
    meaning: str
    value: object = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a template: one line a place that has to be changed, none when it is sound."""

    file: Path
    page: Page
    names: int
    problems: tuple[str, ...]


def used(project: "Project") -> Iterator[Used]:
    """The template of every page and format."""
    for page in PAGES:
        for form in page.formats:
            own = page.own(form, project.config)
            yield Used(page, form, project.root / own if own else page.shipped(form), own is not None)


def copies(out: str | Path) -> "Outputs":
    """Write the shipped templates into a folder. What lies there already may have been worked on, and stays."""
    from pmo_xl.render.save import save
    from pmo_xl.writer import Outputs

    folder, paths, notes = Path(out), [], []
    for page in PAGES:
        for form in page.formats:
            source = page.shipped(form)
            if (folder / source.name).exists():
                notes.append(f"{source.name} はすでにあるので、書き換えていません")
            else:
                paths.append(save(folder, source.name, source.read_bytes()).path)
    return Outputs(tuple(paths), tuple(notes))


def fields(page: Page, project: "Project", day: date, at: time | None = None) -> tuple[Field, ...]:
    """Every name a template of the page may use, with its value in the project on the day."""
    values = page.values(project, day, at) if project.paths else None
    if values is None:
        return tuple(Field(name, meaning) for name, meaning in page.fields.items())
    return tuple(Field(name, meaning, *today(values, name)) for name, meaning in page.fields.items())


def today(values: object, name: str) -> tuple[object, int | None]:
    """The value behind a name, of a list its first item's, and how many items the (innermost) list has."""
    count = None
    for part in name.replace("[]", ".[]").split("."):
        if part == "[]":
            items = values if isinstance(values, list | tuple) else ()
            count = len(items)
            values = items[0] if items else None
        else:
            values = values.get(part) if isinstance(values, Mapping) else None
    return (None if isinstance(values, Mapping | list | tuple) else values), count


def check(file: Path, project: "Project", named: str | None = None) -> Checked:
    """Look through a template: its names first, then by filling it with the sample project's values.

    `named` is the page it is for, by key or title; left out, pmo.toml or the file's name must tell. Raises PmoError
    when they do not, when there is no such page, or when the file cannot be read.
    """
    if not file.is_file():
        raise PmoError(f"{file} が見つかりません", "場所と名前を確認してください")
    form = format_of(file)
    page = _page(named, form) if named else page_of(file, project.config, project.root)
    if page is None:
        titles = "、".join(one.title for one in PAGES)
        raise PmoError(
            f"{file.name} が何の頁の様式か分かりません",
            f"--page daily のように指定するか、ファイル名を頁の名前（{titles}）で始めてください",
        )
    if form not in page.formats:
        known = " か ".join(f".{f}" for f in page.formats)
        raise PmoError(f"{page.title}の様式に {file.name} は使えません", f"{known} の形で保存してください")
    from pmo_xl.render.soundness import check as problems_of
    from pmo_xl.render.template import names

    try:
        asked = names(file)
    except TemplateError as error:
        return Checked(file, page, 0, (_told(error, file),))
    problems = tuple(map(str, problems_of(file, page.fields))) or tuple(_filled(file, page, form))
    return Checked(file, page, len({one.name for one in asked}), problems)


def _page(named: str, form: str) -> Page:
    """The page of that name; of several the one that is made of this format."""
    page = page_called(named)
    of_form = [one for one in PAGES if one.title == page.title and form in one.formats]
    return page if form in page.formats or not of_form else of_form[0]


def _filled(file: Path, page: Page, form: str) -> Iterator[str]:
    """What the filling itself objects to: rows that are not free, a text reckoned with, a loop without end."""
    from pmo_xl.project import load
    from pmo_xl.render import docx, html, xlsx

    fill = {"xlsx": xlsx.fill, "docx": docx.fill, "html": html.fill}[form]
    values = page.values(load(shipped("workbooks")), SAMPLE_DAY, None)
    try:
        if values is not None:
            fill(file, values)
    except TemplateError as error:
        yield _told(error, file)


def _told(error: TemplateError, file: Path) -> str:
    """The error in one line; the file's name is known already."""
    return f"{error.message.removeprefix(f'テンプレート {file.name} の ')}。{error.hint}"


def as_json(field: Field) -> dict[str, Any]:
    """A field as `template fields --json` has it."""
    value = field.value
    if isinstance(value, date):
        value = value.isoformat()
    elif value is not None and not isinstance(value, str | int | float | bool):
        value = getattr(value, "text", str(value))
    return {"name": field.name, "meaning": field.meaning, "value": value, "count": field.count}
