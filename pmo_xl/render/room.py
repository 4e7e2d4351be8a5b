"""The closed room Word templates are rendered in: names, loops, conditions, a few filters, and a clock that ends it."""

import ctypes
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics import wording
from pmo_xl.render import text
from pmo_xl.reports import common

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_LARGEST_NUMBER = 1_000_000
# docxtpl turns these into braces after rendering, which is not for texts that merely contain them
_DOCXTPL_ESCAPES = ("{_{", "}_}", "{_%", "%_}")


def _difference(value: float, minus: str = "▲") -> str:
    return wording.signed(value, minus) if isinstance(value, int) else wording.signed_half_up(value, minus)


def _when_written(form: Callable[..., str]) -> Callable[..., str]:
    """The form for what is there; nothing is printed for what nobody wrote."""

    def filtered(value: object, *options: object) -> str:
        return "" if value is None else form(value, *options)

    return filtered


FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    "day": _when_written(common.day),  # 5/7(火)
    "date": _when_written(text.written_date),  # 2024/05/07
    "number": _when_written(text.number),  # 12,345
    "percent": _when_written(wording.percent),  # 0.55 → 55.0%
    "delta": _when_written(_difference),  # +3, ▲3; delta('-') as the project's minus wants it
    "cut": _when_written(common.cut),  # cut(20): at most 20 characters, then 「…」
}


@cache
def environment() -> "SandboxedEnvironment":
    """Jinja, strict and sandboxed. A dot leads through mappings only: `row.items` is that key, never a method."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import Context
    from jinja2.sandbox import SandboxedEnvironment

    class Names(Context):
        """The values a template names, cleaned when it does: a report offers lists it does not print."""

        def resolve_or_missing(self, key: str) -> Any:  # noqa: ANN401
            return text.clean(super().resolve_or_missing(key))

    class Environment(SandboxedEnvironment):
        intercepted_binops = frozenset(("*", "**", "%"))
        context_class = Names

        def getattr(self, obj: object, attribute: str) -> object:
            if isinstance(obj, Mapping):
                return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
            if obj is None or isinstance(obj, str | int | float | date | list | tuple):
                return self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)

        def getitem(self, obj: object, argument: Any) -> object:  # noqa: ANN401 - as jinja2 has it
            if isinstance(obj, Mapping):
                return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
            return super().getitem(obj, argument)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> object:  # noqa: ANN401 - as jinja2 has it
            # 'a' * 300000000 and 9 ** 9 ** 9 would fill the memory before any clock ran out
            numbers = isinstance(left, int | float) and isinstance(right, int | float)
            if not numbers or (operator == "**" and max(abs(left), abs(right)) > _LARGEST_NUMBER):
                raise SecurityError(operator)
            return super().call_binop(context, operator, left, right)

    class Unknown(StrictUndefined):
        """A name nothing answers to: its error carries just the name."""

        @property
        def _undefined_message(self) -> str:
            return str(self._undefined_name)

    made = Environment(undefined=Unknown, autoescape=True, finalize=_printed)
    made.filters.update(FILTERS)
    # A batch fills the same templates again and again.
    made.from_string = lru_cache(maxsize=32)(made.from_string)  # type: ignore[assignment, method-assign]
    return made


def _printed(value: object) -> object:
    """What a tag prints; jinja escapes it afterwards."""
    if isinstance(value, str):
        if "_" not in value or not any(mark in value for mark in _DOCXTPL_ESCAPES) or hasattr(value, "__html__"):
            return value
        from markupsafe import Markup, escape

        return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704 - escaped just before
    return text.plain(value) if value is None or isinstance(value, bool | float | date) else value


class TimeLimitError(BaseException):
    """Raised inside a template that runs too long; not an Exception, so that nothing in between swallows it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the Python code inside after so many seconds, in any thread and on any system."""
    thread = ctypes.c_ulong(threading.get_ident())
    deciding, finished = threading.Lock(), False

    def stop() -> None:
        with deciding:
            if not finished:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeLimitError))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with deciding:
            finished = True
        timer.cancel()  # if it rang in this very moment, the error is raised here and not later
