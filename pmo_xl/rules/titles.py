"""I: titles that say too little, and titles that say the same."""

from collections.abc import Iterable
from typing import Final

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.alike import alike
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.numbering import by_number
from pmo_xl.rules.phrases import id_of, named, written
from pmo_xl.rules.registry import rule

_TOO_SHORT: Final = 8
_MOST_PAIRS: Final = 20
_EMPTY_WORDS: Final = lazy(
    r"(?:(?:の|を|に)?(?:確認|対応|検討|調査|修正|相談)(?:する|します|すること|について|の件|依頼)*[・、。,/\s]*)+"
)


@rule("I-012", on=("issue", "todo", "qa"), level="info", reads=("title", "status"))
def written_twice(records: Register, context: Context) -> Said:
    """件名のよく似た未完了の件が2つある。

    なぜ: 同じ内容を2人が別々に進め、件数も2倍に数えられる。
    対処: 同じ内容なら片方を「重複」で閉じ、残す方の番号を書く。番号や言葉が置き換わっただけの件名(手順1と手順2、
    販売の…と購買の…)は別の件とみなし、指摘しない。

    例 (基準日 2024-05-07):
        | No.   | 件名                           | 状態   | 期限       |             |
        | K-001 | 請求書の印刷で合計の桁が切れる | 対応中 | 2024/05/10 |             |
        | K-002 | 請求書の印刷で合計の桁が切れた | 対応中 | 2024/05/10 | I-012 title |
        | K-003 | 請求書の印刷で合計の桁が切れる | 完了   | 2024/05/02 |             |
        | K-004 | 移行手順書の手順1の確認        | 対応中 | 2024/05/10 |             |
        | K-005 | 移行手順書の手順2の確認        | 対応中 | 2024/05/10 |             |
    """
    open_ones = [r for r in records if r.title and len(r.title.strip()) >= _TOO_SHORT and r.is_open]
    open_ones.sort(key=by_number)
    pairs = alike([record.title or "" for record in open_ones], context.params.duplicate_similarity)
    told = 0
    for earlier, later in ((open_ones[a], open_ones[b]) for a, b in pairs):
        if _is_known(earlier, later):
            continue
        message = (
            f"{named(earlier)}と{id_of(later)}は件名がよく似ています。"
            "同じ内容なら片方を「重複」にして相手の番号を書いてください。"
        )
        yield found(later, "title", message)
        told += 1
        if told == _MOST_PAIRS:
            return


@rule("I-013", on=("issue", "todo"), level="info", reads=("title",))
def title_that_says_nothing(records: Register, context: Context) -> Said:
    """件名だけでは内容が分からない。

    なぜ: 一覧や朝会では件名しか見ない。「確認」だけの件名は、開いてみるまで誰の何の話か分からない。
    対処: 「何が・どうなっているか」を書き足す。

    例 (基準日 2024-05-07):
        | No.   | 件名                   | 状態   | 期限       |             |
        | K-001 | 帳票                   | 対応中 | 2024/05/10 | I-013 title |
        | K-002 | 調査・対応について     | 対応中 | 2024/05/10 | I-013 title |
        | K-003 | 請求書の桁が切れる     | 対応中 | 2024/05/10 |             |
        | K-004 | 請求書の桁の対応を検討 | 対応中 | 2024/05/10 |             |
    """
    shortest = context.params.min_title_chars
    for record in records:
        title = (record.title or "").strip()
        if title and (len(title) < shortest or _EMPTY_WORDS.fullmatch(title)):
            message = (
                f"{named(record)}の件名「{written(record, 'title')}」だけでは内容が分かりません。"
                "「何が・どうなっているか」を書き足してください。"
            )
            yield found(record, "title", message)


def _is_known(one: Record, other: Record) -> bool:
    """Whether the two already stand for each other: one id on both (G-005), or one names the other."""
    if one.id and other.id and fold_id(one.id) == fold_id(other.id):
        return True
    return _names(one, other.id) or _names(other, one.id)


def _names(record: Record, identifier: str | None) -> bool:
    named_ids: Iterable[str] = (*split_ids(record.related_id), *split_ids(record.parent_id))
    return bool(identifier) and fold_id(identifier or "") in map(fold_id, named_ids)
