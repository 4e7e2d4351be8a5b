"""The verb `template`: a list of the templates, the names one may use, and what is wrong with one."""

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from pmo_xl import templates
from pmo_xl.cli.arguments import moment
from pmo_xl.cli.show import Progress, padded, relative, show_json, shown, tell
from pmo_xl.config import FILE_NAME
from pmo_xl.errors import PmoError
from pmo_xl.model.width import width
from pmo_xl.pages import page_called
from pmo_xl.project import Project, load
from pmo_xl.render.text import plain
from pmo_xl.reports.common import fitted
from pmo_xl.reports.fields.figure_names import KEYS

_NAME_COLUMNS: Final = 34  # half-width characters
_MEANING_COLUMNS: Final = 44
_VALUE_EMS: Final = 20
_PRINTED_KEY: Final = "text"  # of every figure this one is listed, the others are told once


def listing(options: argparse.Namespace) -> int:
    """Every page with its templates; with --out the shipped ones are written there to be worked on."""
    project = _project(options.project, options)
    day, _ = moment(options.as_of, now=datetime.now())
    used = tuple(templates.used(project))
    outputs = templates.copies(options.out) if options.out else None
    if options.json:
        pages: dict[str, list[dict[str, str]]] = {}
        for one in used:
            source = "own" if one.own else "shipped"
            pages.setdefault(one.page.key, []).append(
                {"format": one.form, "template": source, "file": relative(one.file)}
            )
        told = [
            {"page": key, "title": page_called(key).title, "verb": page_called(key).verb, "templates": files}
            for key, files in pages.items()
        ]
        show_json({"as_of": str(day), "pages": told, "outputs": shown(outputs.paths) if outputs else []})
    else:
        print("\n".join(_list_lines(used)))
    tell(outputs, listed=not options.json)
    return 0


def fields(options: argparse.Namespace) -> int:
    """The names a template of a page may use, with today's values."""
    page = page_called(options.asked)
    project = _project(options.project, options)
    day, at = moment(options.as_of, now=datetime.now())
    found = templates.fields(page, project, day, at)
    if options.json:
        rows = [templates.as_json(field) for field in found]
        show_json({"as_of": str(day), "page": page.key, "title": page.title, "fields": rows, "outputs": []})
        return 0
    print(f"{page.title}（[reports.{page.table}]）で使える項目: {len(found)}個  対象日 {day:%Y/%m/%d}")
    if all(field.value is None and field.count is None for field in found):
        print("値を入れる記録が見つからないので、名前と意味だけを表示します。")
    print("\n".join(_field_lines(found)))
    return 0


def check(options: argparse.Namespace) -> int:
    """What has to be changed in a template; nothing, and 0, when it is sound."""
    file = Path(options.asked)
    project = _project(options.project or [str(_home_of(file))], options)
    day, _ = moment(options.as_of, now=datetime.now())
    checked = templates.check(file, project, options.page)
    if options.json:
        said = {"file": relative(file), "page": checked.page.key, "problems": list(checked.problems)}
        show_json({"as_of": str(day), **said, "outputs": []})
    elif checked.problems:
        print("\n".join(checked.problems))
    else:
        print(f"{file.name} は{checked.page.title}の様式として使えます（項目{checked.names}個）")
    if checked.problems:
        raise PmoError(
            f"{file.name} に直す所が{len(checked.problems)}か所あります",
            "表示した場所を直して、もう一度 pmo-xl template check で確認してください",
        )
    return 0


def _list_lines(used: Sequence[templates.Used]) -> Iterator[str]:
    titles = dict.fromkeys(one.page for one in used)
    for page in titles:
        yield f"{page.key}  {page.title}（pmo-xl {page.verb}）"
        for one in (one for one in used if one.page == page):
            source = "自社の様式" if one.own else "製品の様式"
            yield f"  {padded(templates.FORMAT_NAMES[one.form], 6)}{source}  {relative(one.file)}"


def _field_lines(found: Sequence[templates.Field]) -> Iterator[str]:
    figures = False
    for field in found:
        first, _, key = field.name.partition(".")
        if first == "metrics" and "." in key:
            figures = True
            if key.partition(".")[2] in KEYS and not key.endswith(f".{_PRINTED_KEY}"):
                continue
        counted = f"[{field.count}件] " if field.count is not None else ""
        value = fitted(counted + plain(field.value), _VALUE_EMS)
        columns = _column(field.name, _NAME_COLUMNS) + _column(field.meaning, _MEANING_COLUMNS) + value
        yield f"  {columns}".rstrip()
    if figures:
        keys = "、".join(f".{key} {meaning}" for key, meaning in KEYS.items() if key != _PRINTED_KEY)
        yield f"  metrics.名前 には .{_PRINTED_KEY} のほか、次のどれも続けられます: {keys}"


def _column(text: str, columns: int) -> str:
    return padded(text, columns) if width(text) < columns else f"{text}  "


def _project(named: Sequence[str], options: argparse.Namespace) -> Project:
    password = options.password or os.environ.get("PMO_XL_PASSWORD")
    return load(*named, password=password, progress=Progress())


def _home_of(file: Path) -> Path:
    """The nearest pmo.toml above the template, else the current folder."""
    folder = file.resolve().parent
    return next((f / FILE_NAME for f in (folder, *folder.parents) if (f / FILE_NAME).is_file()), Path())
