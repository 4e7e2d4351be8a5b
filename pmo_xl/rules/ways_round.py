"""Whether a 対応方針 tells how work goes on without the fix; one that says there is no such way tells none."""

from typing import Final

from pmo_xl.model.pattern import lazy

_NONE: Final = lazy(  # 回避策なし, 回避策は未定, 運用回避を検討中, 手動対応はできない
    r"(?:回避|手動|手作業|暫定|代替)[策方法手段対応案はがもをの\s:：・]{0,8}"
    r"(?:な[しい]|無[しい]|あり?ません|不可|不能|でき(?:な|ません)|未定|検討|調査|要確認|見つから)"
)


def tells_a_way_round(action: str | None, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in it otherwise than to say that there is none, or none yet."""
    said = action or ""
    if not any(word in said for word in words):
        return False
    left = _NONE.sub("", said)
    return any(word in left for word in words)
