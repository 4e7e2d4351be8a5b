"""An HTML template, filled: one self-contained page that runs no code but its own and loads nothing."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pmo_xl.errors import TemplateError, reason_of
from pmo_xl.model.pattern import lazy
from pmo_xl.render import mistakes, room

POLICY: Final = "policy"  # the name under which the template prints its own content security policy
_OWN_CODE = lazy(r"<(style|script)>(.*?)</\1>", re.DOTALL)


def fill(template: Path, values: Mapping[str, Any]) -> bytes:
    """The page that a template becomes with these values, as UTF-8.

    The template is written in Jinja: `{{ title }}`, `{% for row in rows %}`. Every value is escaped, None prints
    nothing. `{{ policy }}` belongs in its Content-Security-Policy: it allows the template's own <style> and <script>
    as they stand in the file, and nothing else. Raises TemplateError when the template cannot be read, names
    something unknown, does what it may not, or takes longer than 8 seconds.
    """
    source = source_of(template)
    with mistakes.told(template.name, values):
        return room.environment().from_string(source).render({**values, POLICY: _policy(source)}).encode()


def source_of(template: Path) -> str:
    """The text of an HTML template; raises TemplateError when it cannot be read."""
    try:
        return template.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "文字コードがUTF-8ではありません"
        raise TemplateError(
            f"テンプレート {template.name} を読めません（{reason}）", "場所と文字コードを確認してください"
        ) from error


def _policy(source: str) -> str:
    """A content security policy under which only the blocks written in the template itself are used."""
    allowed: dict[str, list[str]] = {"style": [], "script": []}
    for block, code in _OWN_CODE.findall(source):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        allowed[block].append(f"'sha256-{digest}'")
    own = "; ".join(f"{block}-src {' '.join(hashes)}" for block, hashes in allowed.items() if hashes)
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
