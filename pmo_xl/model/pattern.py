"""Regular expressions that are compiled when they are first used: a button's user waits for every one that is not."""

import re
from typing import Any, AnyStr, cast

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "pattern", "flags")


class _Uncompiled:
    """Stands for a pattern until something is asked of it; from then on its methods are the compiled one's own."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.text = text
        self.how = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the compiled pattern has
        compiled = re.compile(self.text, self.how)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def lazy(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern `re.compile(text, flags)` would give, compiled at first use."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))
