"""From a memo to minutes: 議事メモ sheets (a label/value head and a table of lines), or lines of plain text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.reports.attendance import attendees_in_order, earlier_todos
from pmo_xl.reports.minutes import Head, Minutes
from pmo_xl.sheets.meaning.due_words import spoken_due
from pmo_xl.sheets.meaning.memo_lines import Line, Sort, bare, head_of, held_on, line_of, sort_of_line
from pmo_xl.situation import Situation

_MARKED = re.compile(
    r"^\s*[・\-*●◆□]?\s*(?P<mark>決定?|ToDo|TODO|To Do|T|宿題|保留|継続|次回|論点|発言)\s*[:：]\s*(?P<text>.*)$"
)
_HEAD = re.compile(
    r"^\s*(?P<label>会議名|件名|日時|開催日時|場所|出席者?|参加者|欠席者?|記録者?|議事録作成者|配布先|資料|次回(?:日時)?)\s*[:：]\s*(?P<text>.+)$"
)
_LABELS = {
    "会議名": "title", "件名": "title", "日時": "held_at", "開催日時": "held_at", "場所": "place", "出席": "attendees",
    "出席者": "attendees", "参加者": "attendees", "欠席": "absentees", "欠席者": "absentees", "記録": "recorder",
    "記録者": "recorder", "議事録作成者": "recorder", "配布先": "distribution", "資料": "documents", "次回": "next_at",
    "次回日時": "next_at",
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
    lines = tuple(_text_lines(body, on or situation.as_of, situation))
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
    attendees = texts.get("attendees", "")
    head = Head(
        title=texts.get("title", ""),
        held_at=texts.get("held_at", ""),
        place=texts.get("place", ""),
        attendees=attendees_in_order(attendees, texts.get("recorder", ""), situation),
        absentees=texts.get("absentees", ""),
        recorder=texts.get("recorder", ""),
        distribution=texts.get("distribution", ""),
        documents=texts.get("documents", ""),
        next_at=texts.get("next_at", ""),
    )
    return Minutes(
        head=head,
        lines=lines,
        earlier=earlier_todos(situation, attendees),
        held_on=on,
        objection_by=situation.calendar.shift(on, 2) if on else None,
        project=project,
        author=situation.config.reports.author,
        as_of=situation.as_of,
        source=source,
    )


def _text_lines(body: Iterable[str], base: date, situation: Situation) -> Iterable[Line]:
    topic = ""
    for text in body:
        marked = _MARKED.match(text)
        heading = _TOPIC.match(text)
        if heading and not marked:
            topic = (heading["name"] or "") + (heading["rest"] or "").strip()
            continue
        if marked is None:
            yield Line("point", text.strip().lstrip("・-*●◆□").strip(), topic=topic)
            continue
        sort = sort_of_line(marked["mark"])
        yield (
            _todo_line(marked["text"], topic, base, situation)
            if sort == "todo"
            else Line(sort, marked["text"].strip(), topic=topic, written_sort=marked["mark"])
        )


def _todo_line(text: str, topic: str, base: date, situation: Situation) -> Line:
    """「担当 期限 内容」: the first word is the person, the second the day — where it can be read as one."""
    words = text.split(maxsplit=2)
    for place in range(min(2, len(words))):
        due = spoken_due(words[place], base, situation.calendar)
        if due is not None:
            owner = " ".join(words[:place])
            rest = " ".join(words[place + 1 :])
            if owner and rest:
                return Line("todo", rest, topic=topic, owner=owner, due=due, due_text=words[place], written_sort="ToDo")
    # Who and when are not told apart with certainty: the whole line stays, and is asked about.
    return Line("todo", text.strip(), topic=topic, written_sort="ToDo")


_SORTS_OF_REGISTERS: Mapping[Sort, str] = {"todo": "todos", "decision": "decisions"}


def implied_rows(minutes: Minutes, situation: Situation) -> tuple[Mapping[str, object], ...]:
    """The register rows the minutes imply: {"register", "action", "id", "title", "done"}, add or same.

    A line is already there when the register has a record, open or closed, whose title or text reads the same.
    """
    rows: list[Mapping[str, object]] = []
    for line in minutes.of("todo", "decision"):
        register = _SORTS_OF_REGISTERS[line.sort]
        known = {bare(r.title or r.description or ""): r for r in situation.written.get(register, ())}
        same = known.get(bare(line.text))
        rows.append(
            {"register": register, "action": "same" if same else "add", "id": (same.id or "") if same else line.number,
             "title": line.text, "done": same is not None}
        )  # fmt: skip
    return tuple(rows)
