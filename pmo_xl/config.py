"""pmo.toml: read, checked, and explained in the words of the person who wrote it."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from pmo_xl.errors import ConfigError, reason_of
from pmo_xl.model.fields import KINDS, SORTS, base_name, sort_of
from pmo_xl.model.record import LEVELS
from pmo_xl.model.words import LEVEL_CALLED, RESULT_CALLED, STATUS_CALLED
from pmo_xl.settings import Config, RegisterSection

FILE_NAME = "pmo.toml"
_SMALLEST, _LARGEST = 0.0001, 100_000  # of what a setting counts: people, days, records, shares
_WORDS = {"status": STATUS_CALLED, "result": RESULT_CALLED, "level": LEVEL_CALLED}


def read_config(path: Path) -> Config:
    """The configuration in a pmo.toml (UTF-8, with or without a byte order mark).

    Raises ConfigError naming the line and, for an unknown key, the nearest known one.
    """
    import tomllib

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path.name} の文字コードがUTF-8ではありません", "UTF-8で保存し直してください") from None
    except OSError as error:
        raise ConfigError(
            f"{path.name} を読めません（{reason_of(error)}）", "場所とアクセス権を確認してください"
        ) from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{line[1]}行目" if line else "末尾"
        raise ConfigError(
            f"{path.name} の{where}をTOMLとして読めません", "引用符・かっこ・重複した項目を確認してください"
        ) from None
    except RecursionError:
        raise ConfigError(f"{path.name} のかっこの入れ子が深すぎます", "[ ] と { } の対応を確認してください") from None
    except ValueError:  # Python refuses to count so far
        raise ConfigError(f"{path.name} に桁の多すぎる数値があります", "数値の桁数を確認してください") from None
    try:
        config = msgspec.convert(values, Config)
    except msgspec.ValidationError as error:
        raise _explained(path.name, text, str(error)) from None
    _check_numbers(path.name, text, values)
    _check_names(path.name, text, config)
    return config


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word a person most likely meant; None when nothing is near."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _explained(file: str, text: str, problem: str) -> ConfigError:
    """msgspec's sentence in the words of the person who wrote the file."""
    what, _, where = problem.partition(" - at `")
    path = [part for part in re.split(r"[.\[\]`]+", where) if part and part not in ("$", "...")]
    if unknown := re.search(r"unknown field `([^`]+)`", what):
        key = unknown[1]
        known = _known_keys(path)
        near = nearest(key, known)
        hint = f"「{near}」のことですか？ 直すか、その行を消してください" if near else _home_of(key) or _choices(known)
        return ConfigError(f"{file} {_line_of(text, key, path)}「{key}」という項目はありません", hint)
    if missing := re.search(r"missing required field `([^`]+)`", what):
        where = ".".join(part for part in path if not part.isdigit())
        called = f"[{where}]" if path[-1:] == [where.rpartition(".")[2]] else f"[[{where}]]"
        message = f"{file} {_heading_line(text, path)}{called} に「{missing[1]}」がありません"
        return ConfigError(message, "この項目を書き足してください")
    key = next((part for part in reversed(path) if not part.isdigit() and part not in ("key", " in ")), "")
    if wrong := re.search(r"Invalid enum value '(.*)'", what):
        message = f"{file} {_line_of(text, key, path)}「{key}」に「{wrong[1]}」は使えません"
        return ConfigError(message, _choices(_allowed_words(path)))
    expected = re.search(r"Expected `([^`]+)`", what)
    least = "1以上の" if ">= 1" in what else "0より大きい" if "> 0" in what else ""
    wanted = least + _WANTED.get(expected[1].split(" | ")[0], expected[1]) if expected else _WANTED["date"]
    message = f"{file} {_line_of(text, key, path)}「{key}」の値が正しくありません"
    return ConfigError(message, f"{wanted}を書いてください")


_WANTED = {
    "int": "整数",
    "float": "数値",
    "str": "文字列（引用符で囲む）",
    "date": "日付（2024-05-07 の形）",
    "bool": "true か false",
    "array": "[ ] で囲んだ並び",
    "object": "表（[ ] の見出し）",
}


def _line_of(text: str, key: str, path: Sequence[str] = ()) -> str:
    """The line that names the key, below the heading of its table: the same key may stand in several tables."""
    lines = text.splitlines()
    begin = _heading_of(lines, [part for part in path if part != key])
    for number, line in enumerate(lines[begin:], begin + 1):
        if re.search(rf"(^|[\s.\[\"']){re.escape(key)}([\s.\]\"'=]|$)", line.partition("#")[0]):
            return f"{number}行目: "
    return "の"


def _heading_of(lines: Sequence[str], path: Sequence[str]) -> int:
    """Where among the lines the heading of the table stands that `path` leads to (escalate, 0); 0 without one."""
    names = {part for part in path if not part.isdigit() and part not in ("key", " in ")}
    which = next((int(part) for part in path if part.isdigit()), 0)
    found = [
        at
        for at, line in enumerate(lines)
        if (heading := re.match(r"\s*\[+([^\]]+)\]", line)) and names <= set(re.split(r"[.\s\"']+", heading[1]))
    ]
    return found[min(which, len(found) - 1)] if names and found else 0


def _heading_line(text: str, path: Sequence[str]) -> str:
    """The line of the heading of a table (check, accept, 0)."""
    at = _heading_of(text.splitlines(), path)
    return f"{at + 1}行目: " if at else "の "


def _choices(known: Iterable[str]) -> str:
    return f"使えるのは {'、'.join(known)} です"


def _known_keys(path: list[str]) -> list[str]:
    """The keys that may stand in the table that `path` leads to."""
    return [f.name for f in msgspec.structs.fields(_table_at(path))]


def _home_of(key: str) -> str:
    """The table of a register's setting whose heading was left behind its #; "" for any other key."""
    homes = {
        "[registers.名前]": [f.name for f in msgspec.structs.fields(RegisterSection)],
        "[registers.名前.columns]": [base_name(key)] if base_name(key) in SORTS else [],
        "[registers.名前.values.項目]": [word for words in _WORDS.values() for word in words],
    }
    home = next((home for home, keys in homes.items() if base_name(key) in keys), "")
    return f"{home} の項目です。この行より上にある、その見出しの行の「#」も外してください" if home else ""


def _table_at(path: list[str]) -> type[msgspec.Struct]:
    kind: type[msgspec.Struct] = Config
    for part in path:
        if not part.isdigit():
            kind = next((_inner(f.type) or kind for f in msgspec.structs.fields(kind) if f.name == part), kind)
    return kind


def _allowed_words(path: list[str]) -> list[str]:
    """The words a setting chooses from, also where they are the keys or values of a small table."""
    setting = next((f.type for f in msgspec.structs.fields(_table_at(path)) if f.name in path), None)
    return [word for part in (setting, *get_args(setting)) for word in get_args(part) if isinstance(word, str)]


def _inner(kind: object) -> type[msgspec.Struct] | None:
    """The struct itself, or the one inside dict[str, Struct] and tuple[Struct, ...]."""
    for found in (kind, *getattr(kind, "__args__", ())):
        if isinstance(found, type) and issubclass(found, msgspec.Struct):
            return found
    return None


def _check_numbers(file: str, text: str, value: object, path: tuple[str, ...] = ()) -> None:
    """No setting is negative, endless or no number at all (nan): it would turn a figure or a threshold upside down."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_numbers(file, text, inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _check_numbers(file, text, inner, (*path, str(number)))
    elif isinstance(value, int | float) and not (value == 0 or _SMALLEST <= value <= _LARGEST):
        key = next(part for part in reversed(path) if not part.isdigit())
        raise ConfigError(
            f"{file} {_line_of(text, key, path)}「{key}」の値が正しくありません",
            f"0以上{_LARGEST:,}以下の数値を書いてください",
        )


def _check_names(file: str, text: str, config: Config) -> None:
    """Kinds and fields are names too: a misspelt one would silently do nothing."""
    for section in config.registers.values():
        if section.kind is not None:
            _known(file, text, section.kind, KINDS, "kind")
        for name in (*section.columns, *section.values):
            if base_name(name) not in SORTS:
                _known(file, text, name, SORTS, "列")
        for name, words in section.values.items():
            for word in words:
                _known(file, text, word, _WORDS.get(sort_of(name), (word,)), "値")
    for rule in config.escalate:
        for kind in rule.kind:
            _known(file, text, kind, KINDS, "kind")
        for level in rule.severity:
            _known(file, text, level, LEVELS, "severity")
    for level in config.check.params.issue_due_days:
        _known(file, text, level, LEVELS, "重要度")
    for number, accept in enumerate(config.check.accept):
        where = f"{file} {_heading_line(text, ('check', 'accept', str(number)))}[[check.accept]]"
        if not accept.id and not accept.cell:
            raise ConfigError(f"{where} に id も cell もありません", "どの指摘を受容するか書き足してください")
        if not accept.reason.strip():
            raise ConfigError(f"{where} の「reason」が空です", "受容する理由を書いてください")


def _known(file: str, text: str, word: str, known: Iterable[str], what: str) -> None:
    if word not in known:
        near = nearest(word, known)
        hint = f"「{near}」のことですか？" if near else _choices(known)
        raise ConfigError(f"{file} {_line_of(text, word)}{what}「{word}」は使えません", hint)
