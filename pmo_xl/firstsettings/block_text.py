"""One block as it stands in pmo.toml: what was read above it, then its settings, each behind a #."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pmo_xl.firstsettings.blocks import Block
from pmo_xl.firstsettings.toml_text import Setting, head, one_line, remark, waiting
from pmo_xl.firstsettings.words import Word, choices, unknown_words
from pmo_xl.model.fields import label, noun
from pmo_xl.sheets.doubts import called
from pmo_xl.sheets.left_out import rows_left_out, written_rows
from pmo_xl.sheets.reading import ReadTable

CHECK: Final = "【要確認】"
UNUSED: Final = remark("使っていない列: ")


def block_lines(block: Block, name: str) -> Iterator[str]:
    """The lines of one block under the name of a register."""
    yield remark(f"■ {CHECK if block.doubts else ''}{_kind_of(block)} ─ {block.file}")
    yield from (remark(f"・{_about(one)}") for one in block.tables)
    yield from (remark(f"・{CHECK}{doubt.says}") for doubt in block.doubts)
    yield f"#{head('registers', name)}"
    yield from waiting(_settings(block))
    if block.columns or block.proposed:
        yield from ("", f"#{head('registers', name, 'columns')}")
        yield from column_lines(block.columns)
        yield from proposed_lines(block.proposed)
    if block.unused:
        yield unused_line(block.unused)
    words = unknown_words(*block.tables)
    for field in dict.fromkeys(word.field for word in words):
        yield from ("", *word_head(name, field), *word_lines([word for word in words if word.field == field]))


def column_lines(columns: Mapping[str, str], beside: str = "") -> list[str]:
    """The columns of a table, each with its field in Japanese."""
    return waiting((field, said, called(field) + beside) for field, said in columns.items())


def proposed_lines(columns: Mapping[str, str]) -> list[str]:
    """Fields for which no column was found, each with the one that may hold it, or room to name it."""
    ask = {True: "の列でしょうか", False: "の列の見出しか記号（C など）を書いてください"}
    return waiting((field, said, f"{CHECK}{label(field)}{ask[bool(said)]}") for field, said in columns.items())


def unused_line(headings: Iterable[str]) -> str:
    """The columns that hold no field."""
    return f"{UNUSED} {''.join(f'「{one_line(heading)}」' for heading in headings)}"


def word_head(name: str, field: str) -> tuple[str, str]:
    """What stands above the words of a field: the heading, and the meanings to choose from."""
    return f"#{head('registers', name, 'values', field)}", remark(f"意味は {choices(field)} から選びます")


def word_lines(words: Sequence[Word]) -> list[str]:
    """Unknown words of one field, by the meanings proposed for them."""
    meanings = dict.fromkeys(word.meaning for word in words)
    together = {meaning: [word for word in words if word.meaning == meaning] for meaning in meanings}
    return waiting(
        (meaning, [word.text for word in same], CHECK + "、".join(map(_asked, same)))
        for meaning, same in together.items()
    )


def _asked(word: Word) -> str:
    near = f"「{word.near}」に近い言葉です" if word.near else "近い言葉がありません"
    return f"「{word.text}」{word.count}件は{near}"


def _kind_of(block: Block) -> str:
    if block.kind == "other":
        return "管理表ではない表"
    return noun(block.kind) if noun(block.kind).endswith("表") else f"{noun(block.kind)}の表"


def _about(one: ReadTable) -> str:
    """「課題一覧」確からしさ97%、記録43件（8〜51行目）。除いた行: 記入例 7行目."""
    table = one.table
    span = f"（{table.record_rows[0]}〜{table.last_row}行目）" if table.record_rows else ""
    rows = " / ".join(f"{reason} {written_rows(rows)}" for reason, rows in rows_left_out(table).items())
    parts = [f"「{table.sheet}」確からしさ{round(100 * table.confidence)}%、記録{len(one.records)}件{span}"]
    parts += [f"除いた行: {rows}"] if rows else []
    parts += [one.left_out] if one.left_out else []
    return "。".join(parts)


def _settings(block: Block) -> Iterator[Setting]:
    yield "file", block.file, ""
    yield "sheet", block.sheets[0] if len(block.sheets) == 1 else block.sheets, ""
    counted = block.kind != "other"
    yield "kind", block.kind, "" if counted else "管理表として読むには、種類を書き直してください"
    yield (
        "only",
        False,
        f"ほかのシートの{_kind_of(block)}も、これまでどおり数えます（true: この表だけ）" if counted else "",
    )
    if block.header_rows:
        yield "header_rows", block.header_rows, "見出しの行"
