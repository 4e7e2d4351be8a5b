"""From a memo to minutes: 議事メモ sheets (a label/value head and a table of lines), or lines of plain text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.reports.attendance import attendees_in_order, doubted_owners, earlier_todos
from pmo_xl.reports.minutes import Head, Minutes
from pmo_xl.sheets.meaning.due_words import spoken_due
from pmo_xl.sheets.meaning.memo_lines import Line, head_of, held_on, line_of, meeting_key, sort_of_line, sources_of
from pmo_xl.sheets.meaning.people import fold_name, split_people
from pmo_xl.sheets.meaning.todo_text import promise_in
from pmo_xl.situation import Situation

_MARKS = (
    "決定事項|決定|決|ToDo事項|To-?Do|TODO|Todo|To Do|T|宿題|持ち?帰り|アクション(?:アイテム)?|保留|未決|継続|懸案|"
    "次回|論点|発言|要点"
)
_MARKED = re.compile(
    rf"^\s*[・\-*●◆□★]?\s*(?:[【\[［(（](?P<boxed>{_MARKS})[】\]］)）]\s*[:：]?|(?P<mark>{_MARKS})\s*[:：])\s*(?P<text>.*)$"
)
_HEAD = re.compile(
    r"^\s*(?P<label>会議名|件名|日時|開催日時|場所|出席者?|参加者|欠席者?|記録者?|議事録作成者|配布先|資料|"
    r"次回(?:日時)?|会議ID|版)\s*[:：]\s*(?P<text>.+)$"
)
_LABELS = {
    "会議名": "title", "件名": "title", "日時": "held_at", "開催日時": "held_at", "場所": "place", "出席": "attendees",
    "出席者": "attendees", "参加者": "attendees", "欠席": "absentees", "欠席者": "absentees", "記録": "recorder",
    "記録者": "recorder", "議事録作成者": "recorder", "配布先": "distribution", "資料": "documents", "次回": "next_at",
    "次回日時": "next_at", "会議ID": "id", "版": "version",
}  # fmt: skip
_TOPIC = re.compile(r"^\s*(?:■|【(?P<name>[^】]+)】|#+\s*|議題\s*\d*\s*[:：.．]\s*)(?P<rest>.*)$")


def minutes_of_table(table: Table, records: Sequence[Record], situation: Situation, *, project: str) -> Minutes:
    """The minutes of one 議事メモ sheet: its head, and the records of its table as lines, in the sheet's order."""
    head = head_of(table)
    on = held_on(head)
    lines = tuple(line_of(record, on or situation.as_of, situation.calendar) for record in records)
    return _minutes(head, lines, on, situation, project=project, source=table.sheet)


def minutes_of_text(text: str, situation: Situation, *, project: str, source: str) -> Minutes:
    """The minutes of a text file: 「会議名: …」 heads, 「決: …」「ToDo: 担当 期限 …」「保留: …」, all others 論点."""
    texts: dict[str, str] = {}
    body: list[str] = []
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head and not body and _LABELS[head["label"]] not in texts:
            texts[_LABELS[head["label"]]] = head["text"].strip()
        elif line.strip():
            body.append(line)
    on = held_on(texts)
    present = "、".join(texts.get(name, "") for name in ("attendees", "absentees", "recorder"))
    lines = tuple(_text_lines(body, on or situation.as_of, present, situation))
    return _minutes(texts, lines, on, situation, project=project, source=source)


def _minutes(
    texts: Mapping[str, str],
    lines: tuple[Line, ...],
    on: date | None,
    situation: Situation,
    *,
    project: str,
    source: str,
) -> Minutes:
    attendees, recorder = texts.get("attendees", ""), texts.get("recorder", "")
    key = meeting_key(texts, source, on)
    head = Head(
        title=texts.get("title", ""),
        held_at=texts.get("held_at", ""),
        place=texts.get("place", ""),
        attendees=attendees_in_order(attendees, recorder, situation),
        absentees=texts.get("absentees", ""),
        recorder=recorder,
        distribution=texts.get("distribution", ""),
        documents=texts.get("documents", ""),
        next_at=texts.get("next_at", ""),
        version=texts.get("version", ""),
    )
    owners = [line.owner for line in lines if line.sort == "todo"]
    return Minutes(
        key=key,
        head=head,
        lines=lines,
        sources=sources_of(key, lines),
        earlier=earlier_todos(situation, attendees, key, on),
        doubted=doubted_owners(owners, f"{attendees}、{recorder}", situation),
        held_on=on,
        objection_by=situation.calendar.shift(on, 2) if on else None,
        project=project,
        author=situation.config.reports.author,
        as_of=situation.as_of,
        source=source,
    )


def _text_lines(body: Iterable[str], base: date, present: str, situation: Situation) -> Iterable[Line]:
    def day_of(word: str) -> date | None:
        return spoken_due(word, base, situation.calendar)

    names = {fold_name(name) for name in split_people(present)}

    def is_known(word: str) -> bool:
        return fold_name(word) in names or situation.people.knows(word)

    topic = ""
    for text in body:
        marked = _MARKED.match(text)
        heading = _TOPIC.match(text)
        if marked is not None:
            mark, said = marked["boxed"] or marked["mark"], marked["text"].strip()
            sort = sort_of_line(mark)
            if sort == "todo":
                promise = promise_in(said, day_of, is_known)
                yield Line(
                    sort, promise.text, topic=topic, owner=promise.owner, due=promise.due, due_text=promise.due_text,
                    written_sort="ToDo",
                )  # fmt: skip
            else:
                yield Line(sort, said, topic=topic, written_sort=mark)
        elif heading is not None:
            topic = (heading["name"] or "") + (heading["rest"] or "").strip()
        else:
            yield Line("point", text.strip().lstrip("・-*●◆□").strip(), topic=topic)
