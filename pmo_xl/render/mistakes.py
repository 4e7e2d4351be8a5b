"""What is wrong with a Jinja template, in the words of the person who changed it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from pmo_xl.errors import TemplateError
from pmo_xl.render import room
from pmo_xl.render.tags import known_names, unknown

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
        raise TemplateError(
            f"テンプレート {template} の {{{{ }}}} か {{% %}} の書き方に誤りがあります（{error.message}）",
            "かっこの対応、{% for %} と {% endfor %}、{% if %} と {% endif %} の対応を確認してください",
        ) from None
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
