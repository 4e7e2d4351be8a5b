"""催促文: what is asked again, in three tones by how long the answer is overdue; no blame, a day, a way to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.reports.common import cut, day, named
from pmo_xl.reports.requests import Addressee, Request, due_of
from pmo_xl.workdays import Calendar

IN_LETTER: Final = 5  # further ones are in the list only
_TITLE: Final = 40
_REPLY_IN: Final = (3, 2, 1)  # working days until we would like to hear, by tone
_SUBJECTS: Final = ("ご依頼中の件のご案内", "状況確認のお願い", "ご回答のお願い")
_ENDINGS: Final = (
    "",
    "すでにご回答いただいている場合は、行き違いをお許しください。",
    "期日までのご回答が難しい場合は、見込みの日だけでもお知らせください。こちらで予定を調整いたします。",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one addressee; `tone` is 0 (not overdue), 1 (1–4 working days) or 2 (5 and more)."""

    subject: str
    body: str
    tone: int


def tone_of(overdue: int) -> int:
    """0 / 1–4 / 5 and more working days past due (reports.md §8)."""
    return 0 if overdue <= 0 else 1 if overdue < 5 else 2


def letter(
    addressee: Addressee,
    requests: Sequence[Request],
    *,
    project: str,
    author: str,
    as_of: date,
    calendar: Calendar,
    ids: bool = True,
) -> Letter:
    """The letter that asks for what is open, the most overdue first, at most five of them, the rest by the list.

    What somebody has answered is not asked again before it is overdue. Without `ids` what waits is counted, not named.
    """
    asked = [request for request in requests if request.awaited or request.overdue]
    listed = asked[:IN_LETTER]
    tone = tone_of(max((request.overdue for request in listed), default=0))
    subject = f"【{_SUBJECTS[tone]}】{f'{project} ' if project else ''}ご依頼{len(requests)}件"
    people = {request.who for request in listed if request.who}
    one = next(iter(people)) if len(people) == 1 and not addressee.is_person else ""
    body = [
        f"{addressee.name} {one}様"
        if one
        else f"{addressee.name}様"
        if addressee.is_person
        else f"{addressee.name} 御中",
        "",
        f"お世話になっております。{author}です。",
        *_asked(listed, ids=ids, name_people=not one and not addressee.is_person),
        *([f"ほか{len(asked) - len(listed)}件は、添付の一覧をご覧ください。"] if len(asked) > len(listed) else []),
        "",
        *_wish(listed, tone, as_of, calendar, len(requests)),
        "添付の一覧の「回答」「回答日」「状態」の欄にご記入のうえ、ご返送ください。",
        "",
        "よろしくお願いいたします。",
        author,
    ]
    return Letter(subject, "\n".join(body), tone)


def _asked(listed: Sequence[Request], *, ids: bool, name_people: bool) -> list[str]:
    sentences = [_sentence(request, ids=ids) for request in listed]
    if len(listed) < 2:
        return sentences
    people = [f"（ご担当 {request.who}様）" if name_people and request.who else "" for request in listed]
    return [
        "",
        *(f"{number}. {said}{who}" for number, (said, who) in enumerate(zip(sentences, people, strict=True), 1)),
    ]


def _sentence(request: Request, *, ids: bool) -> str:
    """11/17(火)にお願いした「…」(A-043、期限11/26(木))について、本日時点で回答を確認できておりません。…"""
    record, due = request.record, due_of(request.record)
    since = f"{day(record.arose)}にお願いした" if record.arose else "お願いしている"
    until = f"期限{day(due)}" if due else "期限未定"
    which = "、".join([record.id, until] if record.id else [until])
    waits = request.waiting.named() if ids else request.waiting.counted()
    what = "回答" if request.awaited else "完了"
    state = (
        "ご確認をお願いいたします。",
        f"本日時点で{what}を確認できておりません。",
        f"期限から{request.overdue}営業日となりましたが、本日時点で{what}を確認できておりません。",
    )[tone_of(request.overdue)]
    waiting = f"{waits}がお待ちしております。" if waits else ""
    return f"{since}「{cut(named(record), _TITLE)}」({which})について、{state}{waiting}"


def _wish(listed: Sequence[Request], tone: int, as_of: date, calendar: Calendar, whole: int) -> list[str]:
    """Until when we would like to hear, and what to do when that is too early."""
    if not listed:
        return [f"お願いしている{whole}件の一覧をお送りします。変わった点がありましたらお知らせください。"]
    coming = [due for request in listed if (due := due_of(request.record)) and due >= as_of]
    until = calendar.shift(as_of, _REPLY_IN[tone])
    if tone == 0 and coming:
        until = max(min(coming), calendar.shift(as_of, 1))
    return [f"{day(until)}までに状況をお知らせいただけますでしょうか。", *filter(None, [_ENDINGS[tone]])]
