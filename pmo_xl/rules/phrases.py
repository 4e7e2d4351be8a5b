"""The turns of phrase of messages: a placeholder without a value is never printed empty."""

from collections.abc import Iterable, Sequence

from pmo_xl.model.days import full_day
from pmo_xl.model.fields import base_name, label, noun
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record

day = full_day  # a message stands alone, so it always names the year
_TITLES = ("さん", "様", "氏", "殿", "課長", "部長", "係長", "主任", "PM", "PL")


def san(name: str | None, otherwise: str = "担当者") -> str:
    """佐藤さん; 担当者 when nobody is named."""
    if not name:
        return otherwise
    name = name.strip().replace("\n", "、")
    return name if name.endswith(_TITLES) else f"{name}さん"


def named(record: Record) -> str:
    """課題K-012, ToDo A-009; a record without an id is named by its row: 12行目の課題."""
    if not record.id:
        return f"{record.row}行目の{record.noun}"
    return f"{record.noun}{' ' if record.noun[-1].isascii() else ''}{record.id}"


def called(record: Record) -> str:
    """T-018, at the head of a sentence; an id that is only a number says what it counts: テスト6."""
    return named(record) if record.id and record.id.isdecimal() else id_of(record)


def id_of(record: Record) -> str:
    """K-012; a record without an id is named by its row: 12行目."""
    return record.id or f"{record.row}行目"


def written(record: Record, field: str) -> str:
    """What stands in the cell, on one line: 対応中. "" when it is blank."""
    value = record.written(field)
    return "" if value is None else " ".join(str(value).split())


def column_name(field: str) -> str:
    """期限; with its number where a field repeats: 実施日(2回目)."""
    base = base_name(field)
    return label(field) if base == field else f"{label(field)}({field[len(base) + 1 :]}回目)"


def either(fields: str) -> str:
    """起票日か検出日, from the alternatives raised_date|detected_date."""
    return "か".join(label(field) for field in fields.split("|"))


def register_name(kind: str) -> str:
    """What people call the list of such records: 課題一覧, 体制表."""
    word = noun(kind)
    return word if word.endswith("表") else f"{word}一覧"


def cells(places: Sequence[Place], most: int = 6) -> str:
    """B5、B9; with the sheet's name where they lie on several sheets, with the file's where in several books."""
    several_books = len({place.file for place in places}) > 1
    several_sheets = several_books or len({place.sheet for place in places}) > 1
    shown = [
        f"{place.file} {place.sheet}!{place.cell}"
        if several_books
        else (f"{place.sheet}!{place.cell}" if several_sheets else place.cell)
        for place in places[:most]
    ]
    return "、".join(shown) + (f" ほか{len(places) - most}か所" if len(places) > most else "")


def listed(words: Iterable[str], most: int = 5) -> str:
    """T-001、T-002 ほか3件."""
    every = list(words)
    return "、".join(every[:most]) + (f" ほか{len(every) - most}件" if len(every) > most else "")


def cut(text: str, most: int = 30) -> str:
    """A text on one line, cut with … when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
