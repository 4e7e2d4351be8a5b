"""The words people write for a state, a verdict or a level, and the few canonical words they stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Final, TypeVar

from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Level, Result, Status

STATUS_WORDS: Final[dict[Status, str]] = {
    "open": (
        "未着手 未対応 未処理 未解決 未完了 未 新規 起票 起票済 登録 受付 発生 オープン Open New Raised Ready "
        "Not_Ready ToDo Proposed 未回答 未開始 再オープン 差戻し 未关闭 Not_Started Reopened Reopen Backlog"
    ),
    "in_progress": (
        "対応中 対応判断中 調査中 検討中 作業中 処理中 着手 着手中 実施中 進行中 修正中 回答作成中 仕掛中 "
        "Doing In_Progress WIP Assigned Agreed Action Started In_Review "
        "確認中 協議中 回答中 テスト中 レビュー中"
    ),
    "answered": "回答済 回答あり 仮回答 Answered 回答完了 已回答",
    "waiting": (
        "保留 待ち 確認待ち 回答待ち 顧客確認中 承認待ち 先方ボール ペンディング On_Hold Hold Pending Waiting "
        "保留中 中断 中断中"
    ),
    "resolved": (
        "対応済 修正済 修正完了 改修完了 解決 解決済 解消 処置済 再テスト待ち 確認依頼中 リリース待ち "
        "Resolved Fixed Proposed_Complete 対応完了 処理済"
    ),
    "closed": (
        "完了 完了済 済 クローズ クローズ済 終了 終了済 確認済 完 关闭 已关闭 Close Closed Done Completed Complete"
    ),
    "rejected": (
        "却下 取下げ 中止 対象外 対応不要 不要 重複 仕様通り 仕様どおり 再現せず "
        "Rejected Cancelled Canceled Duplicate Won't_Fix 取消 削除 キャンセル Cancel"
    ),
}
RESULT_WORDS: Final[dict[Result, str]] = {
    "pass": "OK O.K. ○ ◎ ● ✓ レ 合格 合 良 正常 問題なし 成功 済 Pass Passed P",
    "fail": "NG N.G. × x バツ 不合格 否 不良 異常 不具合 失敗 Fail Failed F",
    "not_run": "未 未実施 未着手 未確認 未テスト Not_Executed Not_Run No_Run □ Untested Not_Tested Not_Started",
    "blocked": "ブロック 実施不可 実施不能 着手不可 ブロッキング Blocked",
    "hold": "保留 保留中 ペンディング 中断 中断中 確認中 △ Pending On_Hold Hold Suspend Suspended",
    "not_applicable": "対象外 N/A NA N.A. 該当なし 不要 スキップ Skip Skipped",
    "withdrawn": "取下げ 取消 削除 廃止 欠番 Cancelled Canceled Deleted",
}
ATTENDANCE_WORDS: Final[dict[Result, str]] = {  # 出欠 in a training list
    "pass": "出席 参加 受講 受講済 ○ ◎ ● ✓ OK 済 出 Attended",
    "fail": "欠席 不参加 未受講 × 欠 NG Absent",
    "not_run": "未 予定 申込済 未実施",
    "withdrawn": "取消 辞退 中止",
    "not_applicable": "対象外 不要",
}
LEVEL_WORDS: Final[dict[Level, str]] = {
    "critical": (
        "S 致命的 致命 緊急 最優先 最重要 特大 重大 至急 急いで 今すぐ Critical Fatal Blocker Immediately Urgent P1 S1"
    ),
    "high": "A 高 大 重要 重度 High Major Serious P2 S2 高め H",
    "medium": "B M 中 普通 通常 中度 Medium Normal Moderate P3 S3",
    "low": "C D 低 小 軽微 軽度 実害無し 実害なし Low Minor Trivial Cosmetic P4 S4 低め L",
}
# What people are shown for a canonical word.
STATUS_CALLED: Final[dict[str, str]] = {
    "open": "未着手",
    "in_progress": "対応中",
    "answered": "回答済",
    "waiting": "回答待ち",
    "resolved": "対応済",
    "closed": "完了",
    "rejected": "取下",
}
RESULT_CALLED: Final[dict[str, str]] = {
    "not_run": "未実施",
    "pass": "OK",
    "fail": "NG",
    "blocked": "実施不可",
    "hold": "保留",
    "not_applicable": "対象外",
    "withdrawn": "取下",
}
LEVEL_CALLED: Final[dict[str, str]] = {"critical": "致命", "high": "高", "medium": "中", "low": "低"}
CALLED: Final = STATUS_CALLED | RESULT_CALLED | LEVEL_CALLED
BLANK_LIKE: Final = "- なし 無し 無 特になし N/A 未定 / ・"
DITTO: Final = '同上 〃 々 → ↑ " ”'

_FORMS: dict[str | int, str | None] = {
    "〇": "○",
    "◯": "○",
    "⭕": "○",
    "⚪": "○",
    "▲": "△",
}
for _many, _one in (("✕✖✗✘☓❌", "×"), ("☐", "□"), ("✔☑✅", "✓"), ("⇒⇨➡➔", "→"), ("‐‑‒–—―−─━ー", "-")):
    _FORMS.update(dict.fromkeys(_many, _one))
# Chinese and old forms of the characters that headings and states are made of
_FORMS.update(zip("级對对應应类處处态题号检诊", "級対対応応類処処態題号検診", strict=True))
# apostrophes, zero-width characters, variation selectors (⚪︎, 葛󠄀)
_FORMS.update(dict.fromkeys("'’`\u200b\u200c\u200d\u2060\ufeff"))
_FORMS.update(dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_MARKS = str.maketrans(_FORMS)
_LONG_VOWEL = lazy("(?<=[ァ-ヴー][ァ-ヴ])ー(?![ァ-ヴー])")  # ユーザー = ユーザ, but キー stays
_OKURIGANA = (
    ("済み", "済"),
    ("待ち", "待"),
    ("取り下げ", "取下"),
    ("取下げ", "取下"),
    ("取り消し", "取消"),
    ("取消し", "取消"),
    ("差し戻", "差戻"),
    ("打ち合わせ", "打合せ"),
    ("打合わせ", "打合せ"),
    ("問い合わせ", "問合せ"),
    ("問合わせ", "問合せ"),
    ("見積もり", "見積"),
    ("見積り", "見積"),
    ("引き継ぎ", "引継"),
    ("引継ぎ", "引継"),
    ("完成", "完了"),
)


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """One spelling for a word: NFKC, no spaces, lower case, one kind of circle, cross, check and dash, one okurigana.

    >>> fold("対応 済み"), fold("ＯＫ"), fold("◯")
    ('対応済', 'ok', '○')
    """
    if text.isascii():
        return "".join(text.split()).replace("'", "").replace("`", "").lower()
    folded = _LONG_VOWEL.sub("", half_width("".join(text.split())))
    folded = "".join(folded.translate(_MARKS).split()).lower()
    for written, short in _OKURIGANA:
        if written in folded:
            folded = folded.replace(written, short)
    return folded


def folded(words: Iterable[str]) -> list[str]:
    """Every word folded, all in one go: a table of words takes a third of the time. None of them holds a comma."""
    together = ",".join(words)
    return fold.__wrapped__(together).split(",") if together else []


Word = TypeVar("Word", bound=str)


def _index(words: Mapping[Word, str]) -> dict[str, Word]:
    # the canonical word is one too
    meanings = [(meaning, word) for meaning, line in words.items() for word in (str(meaning), *line.split())]
    return dict(zip(folded(word.replace("_", "") for _, word in meanings), (m for m, _ in meanings), strict=True))


_STATUS = _index(STATUS_WORDS)
_RESULT = _index(RESULT_WORDS)
_LEVEL = _index(LEVEL_WORDS)
_ATTENDANCE = _index(ATTENDANCE_WORDS)
_DITTO = frozenset(folded(DITTO.split()))
_BLANK = frozenset(folded(BLANK_LIKE.split())) | _DITTO | {""}

_BEFORE_A_WORD = "0123456789 \n　-_/.:,()[]（）【】「」『』"
_BEHIND_A_LETTER = frozenset("年月日ラ級级ー")  # what is taken off behind a word, be it one letter
_BEGINNINGS = frozenset(
    word[:2] for word in (*_STATUS, *_RESULT, *_LEVEL, *_ATTENDANCE, *(written for written, _ in _OKURIGANA))
)
_ARROWS = ("→", "->", "=>")
_ARROW = lazy("→|->|=>")
_ARROW_WRITTEN = lazy("[→⇒⇨➡➔]|[-=]>")
# The letters a pattern cannot do without: most texts have none of them, and no pattern is asked.
_ARROW_LETTERS, _OPENING, _DAY_ENDS = frozenset("→⇒⇨➡➔>"), frozenset("([【「『<"), frozenset("/.:年月日~-")
_BRACKETED = lazy(r"[(（\[【<＜][^)）\]】>＞]*[)）\]】>＞]")
_NUMBER = lazy(r"^[(\[<]?\d{1,3}[)\]>.:_、,-]*")
_BRACKET = lazy(r"[(\[【「『<].*$", re.DOTALL)
_ENCLOSED = lazy(r"^[\[【「『](.+)[\]】」』]$")
_AFTER_MARK = lazy(r"[\s(（\[【「『<＜、。,，;；:：※*＊].*$", re.DOTALL)
_DAY_BEFORE = lazy(r"^(?:(?:\d{4}|\d{2})[/.年-])?\d{1,2}[/.月-]\d{1,2}日?[\s:：]*(?=\D)")
_DAY_AFTER = lazy(r"[\d/.:年月日~-]+$")
_CLOSING = "。.!*※★"
_LETTER = lazy(r"^([sabcd]|[sp][1-4])(?:ランク|級)?(?:[:._/()\[\]、,=-]+(.*?)[)\]]?)?$")


def may_hold_word(text: str) -> bool:
    """Whether `status_of`, `result_of` or `level_of` can know the text at all: a first look that costs nearly nothing.

    What they know begins with the first letters of the text, behind marks, a number or a day.

    >>> may_hold_word("3:完了（5/7）"), may_hold_word("受注登録11"), may_hold_word("UAT-0007")
    (True, False, False)
    """
    if not _ARROW_LETTERS.isdisjoint(text):
        return True
    begins = text.lstrip(_BEFORE_A_WORD)
    first, second = begins[:1], begins[1:2]
    if not first.isalpha() or not second.isalpha() or first == "ー" or second in _BEHIND_A_LETTER:
        return True
    return fold(first + second)[:2] in _BEGINNINGS


def status_of(text: str) -> Status | None:
    """The canonical status of a written one; None when blank or unknown. In 「A→B」 the last word counts."""
    return _first(_STATUS, _word_parts(text))


def result_of(text: str) -> Result | None:
    """The canonical verdict of a written one, a mark followed by a date or comment included; None when unknown.

    A blank is `not_run`. A dash is None: only its column can tell whether it means 対象外 or not run yet.
    """
    if not text or text.isspace():
        return "not_run"
    return _first(_RESULT, _mark_parts(text))


def attendance_of(text: str) -> Result | None:
    """The same for 出欠 of a training: attended is pass, absent is fail, blank is not_run; None when unknown."""
    if not text or text.isspace():
        return "not_run"
    return _first(_ATTENDANCE, _mark_parts(text))


def level_of(text: str, has_top: bool = False) -> Level | None:
    """The canonical severity or priority; None when blank, unknown or a bare number, whose direction nobody knows.

    `has_top`: the column grades by letters (S, A, B, C), so that 重大 is no longer the top of its scale.
    """
    folded = fold(text)
    if has_top and folded == "重大":
        return "high"
    if folded in _LEVEL:
        return _LEVEL[folded]
    if folded[:1] in "sabcdp" and (lettered := _LETTER.match(folded)):
        named = _LEVEL.get(lettered[2] or "")
        return named if named and lettered[2] != "重大" else _LEVEL[lettered[1]]
    return _first(_LEVEL, _word_parts(text))


def word_among(known: Mapping[str, Word], text: str) -> Word | None:
    """The meaning of the folded word of `known` that a cell says, whatever date, bracket or number stands with it."""
    return _first(known, _mark_parts(text)) if known else None


def is_blank_like(text: str) -> bool:
    """Whether the text says that nothing is written: -, なし, 未定, 同上, a space. Zero is a value."""
    return fold(text) in _BLANK


def is_ditto(text: str) -> bool:
    """Whether the text stands for the value above it: 同上, 〃, 々, →."""
    return fold(text) in _DITTO


def nearest_word(text: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, as it is written there; None when nothing is near.

    Words that begin alike are nearer (対応ちゅう is 対応中 rather than 未対応); of equals the first.
    """
    import difflib

    folded = fold(text)
    letters = set(folded)
    best, nearest = _NEAR, None
    for word in known:
        other = fold(word)
        if other == folded:
            return word
        total = len(folded) + len(other)
        if letters.isdisjoint(other) or 2 * min(len(folded), len(other)) + _HEAD * total <= best * total:
            continue  # it cannot be nearer, however its letters lie
        head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folded, other, strict=False)))
        alike = head / max(len(folded), len(other), 1)
        score = difflib.SequenceMatcher(None, folded, other).ratio() + _HEAD * alike
        if score > best:
            best, nearest = score, word
    return nearest


_NEAR = 0.5
_HEAD = 0.2


def spellings(words: Mapping[Word, str]) -> tuple[str, ...]:
    """Every spelling of a table of words above, in its order."""
    return tuple(word.replace("_", " ") for line in words.values() for word in line.split())


def _first(known: Mapping[str, Word], parts: Iterable[str]) -> Word | None:
    return next((known[part] for part in parts if part in known), None)


def _word_parts(text: str) -> Iterator[str]:
    """What of a cell may be its word, most telling first: 「3:完了（5/7）」 → 3:完了(5/7), 完了(5/7), 完了."""
    folded = fold(text)
    yield folded
    if any(arrow in folded for arrow in _ARROWS):
        arrows = [part for part in _ARROW.split(fold(_BRACKETED.sub("", text))) if part]
        if arrows:
            yield from _word_parts(arrows[-1])
            return
    yield from _shorter(folded)
    if "\n" in (stripped := text.strip()):
        yield from _shorter(fold(stripped.split("\n", 1)[0]))


def _shorter(folded: str) -> Iterator[str]:
    """A folded word without what stands around it: a number or day before it, brackets, a day or a dot behind it."""
    if folded.isalpha():  # nothing stands around it but, perhaps, the 日 of a day
        yield folded.rstrip("年月日")
        return
    numbered = _without_day_before(folded)
    if numbered[:1].isdigit() or numbered[:1] in "([<":
        numbered = _NUMBER.sub("", numbered)
    yield numbered
    bare = numbered.rstrip(_CLOSING)
    yield bare
    if bare.isascii():
        yield bare.replace("-", "").replace("_", "")  # in-progress, IN_PROGRESS
    if bare[:1] in "[【「『" and (enclosed := _ENCLOSED.match(bare)):
        yield enclosed[1]
    word = bare if _OPENING.isdisjoint(bare) else _BRACKET.sub("", bare)
    yield word
    yield _without_day_after(word)


def _without_day_before(text: str) -> str:
    return _DAY_BEFORE.sub("", text) if text[:1].isdigit() else text


def _without_day_after(text: str) -> str:
    last = text[-1:]
    return _DAY_AFTER.sub("", text) if last.isdigit() or last in _DAY_ENDS else text


def _mark_parts(text: str) -> Iterator[str]:
    """The same for a verdict, where a date, a name or a comment may follow the mark: 「OK⏎5/7 山田」 → OK."""
    if text.isalpha():
        yield from _word_parts(text)
        return
    plain = half_width(text)
    if not _ARROW_LETTERS.isdisjoint(plain) and _ARROW_WRITTEN.search(plain):
        arrows = [part for part in _ARROW_WRITTEN.split(half_width(_BRACKETED.sub("", text))) if part.strip()]
        if len(arrows) > 1:
            yield from _mark_parts(arrows[-1])
            return
    yield from _word_parts(text)
    mark = fold(_AFTER_MARK.sub("", _without_day_before(plain.strip())))
    yield mark
    yield _without_day_after(mark)
