"""The meetings in a file: sheets of 議事メモ in a workbook, or a text file."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.errors import PmoError, reason_of
from pmo_xl.model.record import Record
from pmo_xl.reports.memo_sheet import minutes_of_table, minutes_of_text
from pmo_xl.reports.minutes import Minutes
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.project import Project

_TEXT_ENDINGS = (".txt", ".md")


def meetings_in(file: Path, project: "Project", situation: Situation) -> tuple[Minutes, ...]:
    """The minutes of every meeting in the file, in its order; raises PmoError when there is none."""
    if file.suffix.lower() in _TEXT_ENDINGS:
        return (minutes_of_text(_text_of(file), situation, project=project.name, source=file.stem),)
    reading = project.reading_of(file, situation.as_of)
    here = {source.file for source in reading.sources if Path(source.path).resolve() == file.resolve()}
    lines: dict[int, list[Record]] = defaultdict(list)
    memos = [register for register in reading.registers.values() if register.kind == "meeting"]
    for record in (record for register in memos for record in register):
        lines[id(record.table)].append(record)
    tables = [table for register in memos for table in register.tables if table.file in here]
    found = tuple(minutes_of_table(table, lines[id(table)], situation, project=project.name) for table in tables)
    if not found:
        raise PmoError(
            f"{file.name} に議事メモのシートが見つかりません",
            "会議名・日時・出席者の欄と、区分・内容の表があるシートにしてください（pmo-xl inspect で確認できます）",
        )
    return found


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PmoError(f"{file.name} の文字コードがUTF-8ではありません", "UTF-8で保存し直してください") from None
    except OSError as error:
        raise PmoError(
            f"{file.name} を読めません（{reason_of(error)}）", "場所とアクセス権を確認してください"
        ) from error
