"""What is wrong with a Jinja template, in the words of the person who changed it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from pmo_xl.errors import TemplateError
from pmo_xl.model.pattern import lazy
from pmo_xl.render import room
from pmo_xl.render.tags import known_names, unknown

_PAIRS: Final = "かっこの対応、{% for %} と {% endfor %}、{% if %} と {% endif %} の対応を確認してください"
_BLOCKS: Final = ("for", "if")
_BLOCK: Final = lazy(r"\{%-?\s*(\w+)")
_SAID: Final = {
    r"innermost block that needs to be closed is '(\w+)'": "{{% {0} %}} を閉じる {{% end{0} %}} がありません",
    r"unknown tag '(\w+)'": "「{0}」という語は使えません",
    r"No filter named '(\w+)'": "「|{0}」という変換はありません",
    r"expected token '(.+)', got '(.+)'": "「{1}」の所に「{0}」が要ります",
    r"unexpected '(.+)'": "「{0}」がここにあります",
    r"unexpected end of": "途中で終わっています",
    r"Expected an expression": "名前か値がありません",
}
_TOKENS: Final = {"end of print statement": "}}", "end of statement block": "%}", "name": "名前", "integer": "数"}
SECONDS: Final = 8.0  # a template that needs longer runs in circles


@contextmanager
def told(template: str, values: Mapping[str, Any]) -> Iterator[None]:
    """Run what renders a template: its mistakes become TemplateErrors, and it is stopped after 8 seconds."""
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        with room.time_limit(SECONDS):
            yield
    except UndefinedError as error:
        known = [part for known in known_names(values) for part in known.replace("[]", "").split(".")]
        raise unknown(template, "本文", str(error), dict.fromkeys(known)) from None
    except TemplateSyntaxError as error:
        raise malformed(template, "{{ }} か {% %} ", error.message or "") from None
    except SecurityError:
        raise TemplateError(
            f"テンプレート {template} は許されていない操作をしています", "値の表示・繰り返し・条件だけを書いてください"
        ) from None
    except room.TimeLimitError:
        raise TemplateError(
            f"テンプレート {template} の処理が{SECONDS:.0f}秒で終わりません", "{% for %} の入れ子を確認してください"
        ) from None
    except (JinjaError, TypeError, ValueError, ArithmeticError, KeyError) as error:
        raise TemplateError(
            f"テンプレート {template} を処理できません（{error}）",
            "最後に変えた {{ }} や {% %} を元に戻してみてください",
        ) from error


def malformed(template: str, where: str, message: str) -> TemplateError:
    """The error for a tag that Jinja cannot read; `message` is Jinja's."""
    return TemplateError(
        f"テンプレート {template} の {where}の書き方に誤りがあります（{_in_japanese(message)}）", _PAIRS
    )


def unclosed(source: str) -> int | None:
    """The line of the innermost block that is opened and not closed; None when all are."""
    opened: list[tuple[str, int]] = []
    for tag in _BLOCK.finditer(source):
        name = tag[1]
        if name in _BLOCKS:
            opened.append((name, source.count("\n", 0, tag.start()) + 1))
        elif opened and name == f"end{opened[-1][0]}":
            opened.pop()
    return opened[-1][1] if opened else None


def _in_japanese(message: str) -> str:
    """Jinja's sentence, where it is one of the usual ones, in the words of the person who changed the template."""
    for pattern, said in _SAID.items():
        if found := re.search(pattern, message):
            return said.format(*(_TOKENS.get(part, part) for part in found.groups()))
    return message
