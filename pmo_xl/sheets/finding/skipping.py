"""Sheets that hold no register: covers, change histories, lists of choices, instructions, summaries."""

import unicodedata
from functools import cache
from typing import Final

from pmo_xl.model.wordlist import holds
from pmo_xl.model.words import RESULT_WORDS, STATUS_WORDS, fold, spellings
from pmo_xl.sheets.finding.heading_cells import Heading
from pmo_xl.sheets.finding.heading_text import bare_words, words_of
from pmo_xl.sheets.finding.view import View, text_of

NO_REGISTER: Final = "管理表ではありません"
HISTORY: Final = "変更履歴です"
STATISTICS: Final = "件数の集計表です"
BOX: Final = "承認欄です"
MASTER: Final = "選択肢の一覧（マスタ）です"
_HISTORY: Final = "変更履歴|改訂履歴|改定履歴|更新履歴|改版履歴|修正履歴|版履歴|revision|changelog"
_BY_NAME: Final = (
    ("^表紙|^cover|^カバー", "表紙です"),
    (_HISTORY, HISTORY),
    ("記入例|入力例|サンプル|^例$|sample", "記入例のシートです"),
    (
        "使い方|記入要領|記入方法|入力方法|記載要領|^説明|はじめに|readme|凡例|注意事項|マニュアル|運用ルール",
        "説明のシートです",
    ),
)
# These are passed over only when no strong heading stands on them.
_IF_WEAK: Final = (
    ("マスタ|リスト$|プルダウン|選択値|コード表|設定|^list|master|定義", MASTER),
    ("集計|グラフ|ピボット|pivot|サマリ|summary|chart|ダッシュボード", "集計・グラフのシートです"),
)
_IN_HISTORIES: Final = (
    "日付 版 版数 内容 説明 変更内容 改訂内容 担当者 作成者 改訂日 変更日 変更者 改訂者 作成者／変更者 承認者 備考 No "
    "変更箇所 改訂箇所 更新日 更新者 更新内容 バージョン ver version 理由 シート名 対象シート"
)
_VERSIONS: Final = "版 版数 バージョン ver version"
_IN_BOXES: Final = "承認 審査 査閲 検印 確認 作成 担当 部長 課長 係長 係員 課長補佐 主任 検図 照査"
_HISTORY_WORDS, _VERSION_WORDS, _SEALS = (
    frozenset(bare_words(line.split())) for line in (_IN_HISTORIES, _VERSIONS, _IN_BOXES)
)
_FEW = 2
_STRONG = 4.0
_COVER_ROWS = 60


def skipped_by_name(view: View) -> str | None:
    """Why the sheet is no register, by what it is called; None when its name says nothing of the kind."""
    name = _plain(view.grid.sheet)
    return next((reason for words, reason in _BY_NAME if holds(words, name)), None)


def is_history(view: View, heading: Heading) -> bool:
    """Whether the table is the change history of the book: 版, 日付, 内容, 担当者 and nothing else."""
    words = {words_of(cell.text).bare for cell in heading.cells}
    titled = any(holds(_HISTORY, _plain(text)) for row in range(1, heading.rows[0]) if (text := _first_text(view, row)))
    versioned = bool(words & _VERSION_WORDS)
    return words <= _HISTORY_WORDS and (titled or versioned)


def is_statistics(view: View, heading: Heading) -> bool:
    """Whether the words of its heading are verdicts or states that are counted below (OK │ NG │ 残)."""
    words = [cell for cell in heading.cells if cell.text]
    counted = [cell for cell in words if fold(cell.text) in _counted_words()]
    if len(counted) < _FEW or (len(counted) == _FEW and 2 * len(counted) < len(words)):
        return False
    below = [view.value(heading.bottom + 1, cell.column) for cell in counted]
    return all(isinstance(value, int | float) for value in below)


@cache
def _counted_words() -> frozenset[str]:
    return frozenset(map(fold, (*spellings(STATUS_WORDS), *spellings(RESULT_WORDS))))


def is_approval_box(heading: Heading) -> bool:
    """Whether it is the box for seals at the top of a sheet (承認 │ 査閲 │ 作成)."""
    texts = [words_of(cell.text).bare for cell in heading.cells if cell.text]
    seals = sum(text in _SEALS for text in texts)
    return seals > 1 and seals >= len(texts) - 1


def skipped_if_weak(view: View, headings: list[Heading]) -> str | None:
    """Why a sheet with no, or only a weak, heading is passed over by its name; None when it is not."""
    if any(heading.matched >= _STRONG for heading in headings):
        return None
    name = _plain(view.grid.sheet)
    return next((reason for words, reason in _IF_WEAK if holds(words, name)), None)


def why_no_table(view: View) -> str:
    """The reason to give for a sheet on which no heading was found."""
    if not view.last_row or not any(view.filled):
        return "空のシートです"
    if view.last_row <= _COVER_ROWS and sum(count > 1 for count in view.filled) <= 1:
        return "表紙など、表のないシートです"
    return "見出しが見つかりません。見出し行を付けるか、pmo.toml に header_rows を書いてください"


def _first_text(view: View, row: int) -> str:
    return next((text for _, value in view.cells(row) if (text := text_of(value))), "")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()
