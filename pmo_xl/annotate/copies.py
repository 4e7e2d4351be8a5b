"""The marked copies of a check: one beside the other in the output folder, the workbooks themselves untouched."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from pmo_xl.annotate.copy import annotated
from pmo_xl.annotate.mark import Mark
from pmo_xl.errors import BookError, reason_of
from pmo_xl.model.finding import Finding
from pmo_xl.render.save import save
from pmo_xl.situation import Source

_SUFFIXES: Final = (".xlsx", ".xlsm")


def save_copies(
    findings: Iterable[Finding], sources: Sequence[Source], out: Path, as_of: date
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write 課題管理表_指摘_20240507.xlsx for every workbook with findings; gives back the paths, and what to tell.

    A workbook that cannot be copied so (another format, signed, changed since it was read) is told and left out.
    """
    marks: dict[str, list[Mark]] = defaultdict(list)
    for finding in findings:
        marks[finding.place.file].append(_mark(finding))
    paths, notes = [], []
    taken: Counter[str] = Counter()
    for source in sources:
        if source.file not in marks:
            continue
        path = Path(source.path)
        taken[path.name.casefold()] += 1
        again = taken[path.name.casefold()]  # books of one name in several folders
        try:
            saved = save(
                out,
                f"{path.stem}_指摘_{as_of:%Y%m%d}{f'_{again}' if again > 1 else ''}{path.suffix.lower()}",
                annotated(_read(path, source), source.file, marks[source.file]),
            )
        except BookError as error:
            notes.append(f"{source.file} の印を付けた写しは作成できません（{error.reason}）")
            continue
        paths.append(saved.path)
        notes += [saved.note] if saved.note else []
    return tuple(paths), tuple(notes)


def _mark(finding: Finding) -> Mark:
    place, fix = finding.place, finding.fix
    return Mark(
        sheet=place.sheet,
        cell=place.cell if place.column and place.row else "",
        row=place.row,
        level=finding.level,
        code=finding.code,
        id=finding.id,
        text=finding.message,
        fix=f"{fix.old or '(空欄)'} → {fix.new}" if fix else "",
    )


def _read(path: Path, source: Source) -> bytes:
    if path.suffix.lower() not in _SUFFIXES:
        reason = "印を付けられるのは .xlsx と .xlsm だけです"
        raise BookError(f"{source.file}: {reason}", "Excelで .xlsx に保存し直してください", reason)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BookError(source.file, "場所とアクセス権を確認してください", reason_of(error)) from error
    if sha256(data).hexdigest() != source.digest:
        reason = "読み取ったあとに変更されています"
        raise BookError(f"{source.file}: {reason}", "もう一度実行してください", reason)
    return data
