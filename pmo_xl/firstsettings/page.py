"""The first pmo.toml as text: what was found, every line behind a # but the project's name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Final

from pmo_xl.firstsettings.block_text import block_lines
from pmo_xl.firstsettings.blocks import Block
from pmo_xl.firstsettings.suggested import Suggested
from pmo_xl.firstsettings.toml_text import head, quoted, remark, waiting
from pmo_xl.model.days import full_day
from pmo_xl.model.fields import KINDS

_RULE: Final = "─" * 10
_TITLES: Final = ("要確認の表", "読み取れた表")
_PASSED_OVER: Final = (
    "# 読み飛ばしたシート（読むには、ほかの表と同じ形で file・sheet・kind・only・header_rows を書きます）"
)
_INTRODUCTION: Final = """\
{day}に管理表を読み取って作成しました（pmo-xl init）。

表・列・言葉は、実行のたびに自動で読み取ります。ここに書くのは、シートに書かれていないことと、読み違いの訂正だけです。
先頭に「#」のある行は効きません。いま効いているのはプロジェクト名だけなので、読み取り結果は作成前と変わりません。

読み違いを直すには、その表の [registers.…] から only までの「#」と、直したい行の「#」を外し、「=」の右を書き直します。
・見出しの行: header_rows
・種類: kind
{kinds}
・列: [registers.….columns] の「#」も外し、右に正しい見出しか列の記号（"C" など）。該当する列がなければ ""
・読めない言葉: [registers.….values.…] の「#」も外し、左を正しい意味に

シートや列が増えたら pmo-xl init --update で書き足します。書いた行・直した行はそのまま残ります。"""


def first_page(
    name: str,
    as_of: date,
    suggested: Mapping[str, Sequence[Suggested]],
    blocks: Sequence[Block],
    passed_over: Iterable[tuple[str, str]],
) -> str:
    """The whole file. `name` is the folder's, `passed_over` names the sheets without a register, and why."""
    called = [f"{kind} {said}" for kind, (said, _) in KINDS.items()]
    kinds = "\n".join(f"    {'、'.join(called[at : at + 7])}" for at in range(0, len(called), 7))
    introduction = _INTRODUCTION.format(day=full_day(as_of), kinds=kinds)
    lines = [f"# {line}".rstrip() for line in introduction.splitlines()]
    lines += ["", head("project"), *([f"name = {quoted(name)}"] if name else [])]
    lines += waiting(one.setting for one in suggested["project"])
    lines += ["", head("capacity"), *waiting(one.setting for one in suggested["capacity"])]
    lines += titled_blocks(blocks, ())
    return "\n".join([*lines, *passed_over_lines(passed_over), ""])


def titled_blocks(blocks: Iterable[Block], taken: Iterable[str], titles: tuple[str, str] = _TITLES) -> Iterator[str]:
    """The blocks under names that are not taken yet, those in doubt first, each sort below its title."""
    used, title = set(taken), ""
    for block in sorted(blocks, key=lambda block: not block.doubts):
        if title != (title := titles[not block.doubts]):
            yield from ("", remark(f"{_RULE} {title} {_RULE}"))
        names = (block.name if number == 1 else f"{block.name}_{number}" for number in count(1))
        name = next(name for name in names if name not in used)
        used.add(name)
        yield from ("", *block_lines(block, name))


def passed_over_lines(sheets: Iterable[tuple[str, str]]) -> list[str]:
    """Which sheets were passed over, and why, below a blank line and a title; nothing without any."""
    lines = [remark(f"・{sheet} {why}") for sheet, why in sheets]
    return ["", _PASSED_OVER, *lines] if lines else []
