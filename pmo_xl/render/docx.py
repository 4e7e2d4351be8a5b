"""A Word template, filled: docxtpl in a closed room, then its charts, then a package that is the same every time."""

import ctypes
import io
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.errors import TemplateError
from pmo_xl.model.link import Link
from pmo_xl.render import properties, text, wordcharts
from pmo_xl.render.package import Package
from pmo_xl.render.tags import known_names, unknown

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

SECONDS: Final = 8.0  # a template that needs longer runs in circles
_LONGEST_RESULT = 1_000_000


def fill(template: Path, values: Mapping[str, Any]) -> bytes:
    """The document that the template becomes with these values.

    `values` holds text, numbers, days, None and Link in mappings and lists; None prints nothing, a line break in a
    text is one in the document, braces in a text stay braces. `values["charts"][NAME]` fills the chart whose alt text
    is `chart:NAME`; `values["document"]` (title, author, date) sets the file's properties.
    Same template and values: same bytes. Raises TemplateError when the template names something unknown, does
    something it may not, or takes longer than 8 seconds.
    """
    package = Package.open(template)
    if not package.related("", "officeDocument") or "word/document.xml" not in package:
        raise package.broken("Word文書ではありません")
    rendered = Package(_rendered(template, package.name, values), package.name)
    new = wordcharts.filled(rendered, values.get("charts") or {})
    new.parts.update(properties.changed(rendered, values))
    return rendered.written(new.parts, new.dropped, dated=False)


def _rendered(template: Path, name: str, values: Mapping[str, Any]) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    document = DocxTemplate(template)
    out = io.BytesIO()
    try:
        with time_limit(SECONDS):
            document.render(_plain(values), environment(), autoescape=True)
        document.save(out)
    except UndefinedError as error:
        raise _explained(name, str(error), values) from None
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"テンプレート {name} の書き方に誤りがあります（{error.message}）",
            "{{ }} と {% %} の対応を確認してください",
        ) from None
    except SecurityError:
        raise TemplateError(
            f"テンプレート {name} は許されていない操作をしています", "値の表示・繰り返し・条件だけを書いてください"
        ) from None
    except TimeLimitError:
        raise TemplateError(
            f"テンプレート {name} の処理が{SECONDS:.0f}秒で終わりません",
            "繰り返し {% for %} の入れ子を確認してください",
        ) from None
    except (JinjaError, TypeError, ValueError, ArithmeticError) as error:
        raise TemplateError(
            f"テンプレート {name} を処理できません（{error}）", "最後に変えた {{ }} や {% %} を確認してください"
        ) from error
    return out.getvalue()


def _plain(value: Any) -> Any:
    """The values as a Word template sees them: clean text, days and links as objects that only print."""
    if isinstance(value, str):
        return text.spoken(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return text.spoken(value.text) if isinstance(value, Link) else value


def environment() -> "SandboxedEnvironment":
    """Jinja as report templates may use it: names, loops, conditions and a few filters; no attributes of objects."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import Undefined
    from jinja2.sandbox import SandboxedEnvironment

    class Environment(SandboxedEnvironment):
        """Dots lead through mappings only: `row.items` is the key, never Python's method."""

        intercepted_binops = frozenset(("*", "**", "%"))

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping):
                return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
            if obj is None or isinstance(obj, str | int | float | date | list | tuple):
                return self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, Mapping):
                return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
            return super().getitem(obj, argument)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            numbers = isinstance(left, int | float) and isinstance(right, int | float)
            if not numbers or (operator == "**" and (abs(left) > _LONGEST_RESULT or abs(right) > 100)):
                raise SecurityError(operator)
            return super().call_binop(context, operator, left, right)

    class Unknown(StrictUndefined):
        """A name nothing answers to; its error carries the name to the person who wrote it."""

        @property
        def _undefined_message(self) -> str:
            return str(self._undefined_name)

    assert issubclass(Unknown, Undefined)
    made = Environment(undefined=Unknown, autoescape=True, finalize=lambda v: text.plain(v) if _prints(v) else v)
    made.filters.update(FILTERS)
    return made


def _prints(value: Any) -> bool:
    return value is None or isinstance(value, bool | float | date)


FILTERS: Final = {
    "day": lambda value: "" if value is None else text.day(value),
    "date": lambda value: "" if value is None else text.written_date(value),
    "number": lambda value: "" if value is None else text.number(value),
    "percent": lambda value: "−" if value is None else text.percent(value),
    "delta": lambda value, minus="▲": "" if value is None else text.delta(value, minus),
    "cut": lambda value, length: text.cut(text.plain(value), length),
}


def _explained(template: str, name: str, values: Mapping[str, Any]) -> TemplateError:
    known = [part for word in known_names(values) for part in word.replace("[]", "").split(".")]
    return unknown(template, "本文", name, list(dict.fromkeys(known)))


class TimeLimitError(BaseException):
    """Raised inside a template that runs too long; not an Exception, so that nothing in between swallows it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the Python code inside after so many seconds, in any thread and on any system."""
    thread, raising, finished = threading.get_ident(), threading.Lock(), False

    def stop() -> None:
        with raising:
            if not finished:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TimeLimitError))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with raising:
            finished = True
            timer.cancel()
            # one that was sent in this very moment must not arrive later
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)
