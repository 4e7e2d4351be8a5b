"""A project's own rules: the Python file that [check] rules names, and what keeps it from being used."""

import builtins
import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final, get_args

from msgspec.structs import replace

from pmo_xl.config import nearest
from pmo_xl.errors import ConfigError, reason_of
from pmo_xl.model.fields import KINDS, SORTS, base_name
from pmo_xl.model.finding import GRAVITIES
from pmo_xl.model.pattern import lazy
from pmo_xl.rules import registry
from pmo_xl.rules.registry import FAMILIES, Fixable, Rule

_CODE: Final = lazy(r"[A-Z]{1,4}-\d{3}")
_LETTERS: Final = "".join(letter for letter in map(chr, range(ord("A"), ord("Z") + 1)) if letter not in FAMILIES)
_MODULE: Final = "pmo_xl_own_rules"
_KEYWORD: Final = lazy(r"rule\(\) got an unexpected keyword argument '(\w+)'")
_NO_MODULE: Final = lazy(r"No module named '([^']+)'")
_NO_NAME: Final = lazy(r"cannot import name '(\w+)'")


def own_rules(path: Path, shown: str) -> tuple[Rule, ...]:
    """The rules that a file defines, in its order. The file is Python and is run: it can do whatever its author can.

    `shown` is how messages call it. Nothing of it stays behind for other projects. Raises ConfigError with the line
    when the file cannot be read or run, or when a rule names something that does not exist.
    """
    code = _compiled(path, shown)
    module = ModuleType(_MODULE)
    module.__file__ = str(path)
    before = sys.modules.get(_MODULE)
    sys.modules[_MODULE] = module  # a dataclass in the file looks itself up there
    try:
        with registry.entered_apart() as entered:
            exec(code, module.__dict__)  # noqa: S102 - a person's own file, named in their pmo.toml
    except (Exception, SystemExit) as error:
        raise _explained(error, shown) from error
    finally:
        if before is None:
            del sys.modules[_MODULE]
        else:
            sys.modules[_MODULE] = before
    rules = tuple(replace(rule, file=shown) for rule in entered)
    for rule in rules:
        _verify(rule, rules)
    if not rules:
        raise ConfigError(
            f"{shown} にルールがありません", "@rule(...) を付けた関数を書いてください（docs/own-rules.md）"
        )
    return rules


def line_in(file: str, error: BaseException) -> int | None:
    """The line of a file in which an error arose; None when it did not pass through it."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == file), None)


def _compiled(path: Path, shown: str) -> CodeType:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"pmo.toml の [check] rules のファイル「{shown}」がありません",
            "pmo.toml からの場所と名前を確認してください",
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{shown} の文字コードがUTF-8ではありません", "UTF-8で保存し直してください") from None
    except ValueError:
        raise ConfigError(
            f"pmo.toml の [check] rules の「{shown!a}」はファイルの名前ではありません", "ファイルの名前を書いてください"
        ) from None
    except OSError as error:
        raise ConfigError(
            f"{shown} を読めません（{reason_of(error)}）", "場所とアクセス権を確認してください"
        ) from error
    try:
        compiled: CodeType = compile(text, shown, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:  # null bytes, brackets without end
        if line := getattr(error, "lineno", None):
            raise ConfigError(
                f"{shown} の{line}行目をPythonとして読めません", "かっこ・引用符・行頭の空白を確認してください"
            ) from None
        raise ConfigError(f"{shown} はPythonのファイルではありません", "ファイルを確認してください") from None
    return compiled


def _explained(error: BaseException, shown: str) -> ConfigError:
    """What stopped the file while it ran, with its line."""
    line = line_in(shown, error)
    where = f"{shown} の{line}行目" if line else shown
    said = " ".join(str(error).split())
    if keyword := _KEYWORD.search(said):
        known = inspect.signature(registry.rule).parameters
        return ConfigError(f"{where}: @rule に「{keyword[1]}」という項目はありません", _hint(keyword[1], known))
    if isinstance(error, ImportError):
        missing = _NO_MODULE.search(said) or _NO_NAME.search(said)
        what = f"「{missing[1]}」" if missing else "モジュール"
        return ConfigError(
            f"{where}: {what}を取り込めません", "ルールに要るのは from pmo_xl.rules import found, rule だけです"
        )
    if isinstance(error, NameError) and error.name:
        known_names = (*dir(builtins), "rule", "found")
        return ConfigError(f"{where}: 「{error.name}」という名前はありません", _hint(error.name, known_names))
    return ConfigError(
        f"{where}を実行できません（{type(error).__name__}: {said}）", "その行を直してください（docs/own-rules.md）"
    )


def _verify(rule: Rule, rules: Iterable[Rule]) -> None:
    """Raises ConfigError when the rule's decorator names something that does not exist."""
    for what, hint in _mistakes(rule, rules):
        line = rule.check.__code__.co_firstlineno if inspect.isfunction(rule.check) else 1
        raise ConfigError(f"{rule.file} の{line}行目: {what}", hint)


def _mistakes(rule: Rule, rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    code = rule.code if isinstance(rule.code, str) else repr(rule.code)
    if not _CODE.fullmatch(code) or code[0] in FAMILIES:
        yield (
            f"ルールの番号「{code}」は使えません",
            f"製品のルールと重ならない英大文字（{_LETTERS} のどれかで始める）と3桁の数字で書いてください（例: Z-001）",
        )
    if next(other for other in rules if other.code == rule.code) is not rule:
        yield f"ルールの番号「{code}」が2つあります", "片方の番号を変えてください"
    for kind in (*rule.on, *rule.beside):
        if kind not in KINDS:
            yield f"「{kind}」という種類の管理表はありません", _hint(kind, KINDS)
    for names in (*rule.reads, *(names for columns in rule.beside.values() for names in columns)):
        for name in names.split("|"):
            if base_name(name) not in SORTS:
                yield f"「{name}」という列の名前はありません", _hint(name, SORTS)
    if rule.level not in GRAVITIES:
        yield f"level に「{rule.level}」は使えません", f"使えるのは {'、'.join(GRAVITIES)} です"
    if rule.fix not in get_args(Fixable):
        yield f"fix に「{rule.fix}」は使えません", f"使えるのは {'、'.join(get_args(Fixable))} です"
    if not inspect.isgeneratorfunction(rule.check):
        yield f"{code} の関数に yield がありません", "指摘を yield found(…) で1件ずつ返してください"


def _hint(word: str, known: Iterable[str]) -> str:
    near = nearest(str(word), known)
    return f"「{near}」のことですか？" if near else "docs/own-rules.md で使える名前を確認してください"
