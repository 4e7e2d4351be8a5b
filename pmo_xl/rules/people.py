"""P: people. One person under several names is counted several times."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.config import nearest
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found, propose
from pmo_xl.rules.phrases import day, san
from pmo_xl.rules.registry import rule
from pmo_xl.sheets.meaning.people import fold_name, has_something_beside, is_group, loose_name, split_people
from pmo_xl.sheets.meaning.persons import People

_FIELDS: Final = ("owner", "raised_by", "tester", "detected_by", "decided_by")


class Spelling(Struct):
    """One way a name is written: how often, and where first, also where first without somebody beside."""

    text: str
    first: Record
    field: str
    times: int = 0
    alone: tuple[Record, str] | None = None

    @property
    def told_at(self) -> tuple[Record, str]:
        """The record and field where it is told: of a cell that names several people O-001 may speak."""
        return self.alone or (self.first, self.field)


class _Bearer(Struct):
    """One person as far as can be told: the roster's name (None: not in it) and every spelling met."""

    name: str | None
    known: frozenset[str] = frozenset()
    spellings: list[Spelling] = fresh(default_factory=list)


@rule(
    "P-001",
    on="all",
    level="warning",
    fix="suggest",
    beside={"roster": ("owner",)},
    whole=True,
    written=True,
    yields_to=("O-001",),
)
def stranger(records: Register, context: Context) -> Said:
    """体制表にいない人の名前がある。

    なぜ: 打ち間違いなら担当者別の件数に入らず、新しい人なら連絡先も役割も分からない。
    対処: 名前を直す。新しく加わった方なら体制表に追加する。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社   | 役割 | 側       |
        | 高橋 花子 | 営業部 | 業務 | ユーザー |
        | 佐藤 一郎 | 営業部 | 業務 | ユーザー |
        課題:
        | No.   | 件名       | 状態   | 期限       | 担当者    |             |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 高橋 花子 |             |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 | 高梁 花子 | P-001 owner |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 | 営業部    |             |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 | 佐藤      |             |
    """
    people = context.people
    names = {fold_name(person.name): person.name for person in people.everybody}
    for spelling in spellings_in(records).values():
        text = spelling.text
        if people.candidates(text) or people.similar(text) or people.is_organisation(text):
            continue  # known, or told by P-002, P-003, O-002
        near = nearest(fold_name(text), names)
        best = names[near] if near else None
        question = f"「{best}」のことですか? " if best else ""
        message = (
            f"「{text}」は体制表にいません({spelling.times}箇所)。{question}新しい方なら体制表に追加してください。"
        )
        record, field = spelling.told_at
        fix = propose(record, field, best) if best and record.get(field) == text else None
        yield found(record, field, message, fix=fix)


@rule("P-002", on="all", level="warning", fix="suggest", whole=True, written=True)
def severalspellings_in(records: Register, context: Context) -> Said:
    """同じ人の名前が何通りにも書かれている。

    なぜ: 担当者別の件数が分かれ、集中している人が見えなくなる。
    対処: 体制表の表記にそろえる。別の人であれば、体制表の別名欄で区別する。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社 | 役割 | 側       |
        | 高橋 花子 | 甲社 | 業務 | ユーザー |
        | 佐藤 一郎 | 甲社 | 業務 | ユーザー |
        課題:
        | No.   | 件名       | 状態   | 期限       | 担当者     |             |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 高橋 花子  |             |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 | 髙橋花子   | P-002 owner |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 | 佐藤 一郎  |             |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 | 高橋さん   |             |
    """
    spellings = spellings_in(records)
    for bearer in _bearers(spellings.values(), context.people):
        deviating = _deviating(bearer)
        if not deviating:
            continue
        chosen = bearer.name or max(bearer.spellings, key=lambda s: (s.times, s.text)).text
        here = min(deviating, key=_where)
        shown = dict.fromkeys((chosen, *(s.text for s in sorted(bearer.spellings, key=lambda s: (-s.times, s.text)))))
        names = "".join(f"「{text}」" for text in shown)
        message = f"{names}は同じ方の可能性があります。代表表記を選んでください。"
        alone = here.first.get(here.field) == here.text
        fix = propose(here.first, here.field, chosen) if alone else None
        yield found(here.first, here.field, message, fix=fix)


@rule(
    "P-004",
    on=("issue", "todo", "defect", "test"),
    level="warning",
    reads=("owner|tester", "due_date|planned_date|fix_plan_date"),
    beside={"roster": ("owner", "planned_end|allocation")},
    whole=True,
)
def work_beyond_leaving(records: Register, context: Context) -> Said:
    """離任する人に、離任日より後の仕事が残っている。

    なぜ: 引き継がれないまま期限を迎え、気づいたときには聞く相手がいない。
    対処: 引継ぎ先を決め、担当者を書き直す。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社 | 役割 | 側       | 離任日     | 稼働率 |
        | 丙谷 四葉 | C社  | 開発 | ベンダー | 2024/05/10 | 100%   |
        | 佐藤 一郎 | 甲社 | 業務 | ユーザー |            | 0%     |
        | 田中 花   | 甲社 | 業務 | ユーザー |            | 50%    |
        課題:
        | No.   | 件名       | 担当者    | 状態   | 期限       |             |
        | K-001 | 帳票の桁   | 丙谷 四葉 | 対応中 | 2024/05/13 | P-004 owner |
        | K-002 | 画面の文言 | 丙谷 四葉 | 対応中 | 2024/05/14 |             |
        | K-003 | 送信の遅れ | 佐藤 一郎 | 対応中 | 2024/05/14 | P-004 owner |
        | K-004 | 印刷の余白 | 田中 花   | 対応中 | 2024/05/14 |             |
        | K-005 | 印刷の向き | 丙谷 四葉 | 完了   | 2024/05/13 |             |
    """
    absent = {p.name: p.record for p in context.people.everybody if p.record.planned_end or p.record.allocation == 0}
    work: dict[str, list[tuple[date, Record, str]]] = {}
    for record in records if absent else ():
        field, when = _open_work(record)
        if when is None or when > context.time_span[1]:  # a year mistyped is G-008's
            continue
        for name in context.who(record.get(field) or ""):
            if name in absent and _is_away(absent[name], max(when, context.as_of)):
                work.setdefault(name, []).append((when, record, field))
    for name, left in sorted(work.items()):
        _, first, field = min(left, key=lambda item: (item[1].gravity, item[0], item[1].row))
        leaves = absent[name].planned_end
        why = f"は{day(leaves)}で離任です" if leaves else "の稼働率は0です"
        yield found(first, field, f"{san(name)}{why}。{len(left)}件の引継ぎ先を決めてください。")


def _open_work(record: Record) -> tuple[str, date | None]:
    """Whose cell it is, and the day by which the work is to be done; no day for what is finished."""
    if record.table.kind == "test":
        return "tester", record.planned_date if record.is_live and not record.is_executed else None
    due = record.fix_plan_date or record.due_date if record.table.kind == "defect" else record.due_date
    return "owner", due if record.is_open else None


def _is_away(person: Record, when: date) -> bool:
    return person.allocation == 0 or (person.planned_end is not None and person.planned_end < when)


def spellings_in(records: Iterable[Record]) -> dict[str, Spelling]:
    """Every name in a person column (the roster's own aside), as written."""
    met: dict[str, Spelling] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for record in records:
        if record.table.kind == "roster":
            continue
        for name in _FIELDS:
            text = getattr(record, name)
            if not text:
                continue
            if text not in parts:
                parts[text] = tuple(p for p in split_people(text) if not is_group(p) and not has_something_beside(p))
            for part in parts[text]:
                spelling = met.get(part)
                if spelling is None:
                    spelling = met[part] = Spelling(part, record, name)
                spelling.times += 1
                if spelling.alone is None and len(parts[text]) == 1:
                    spelling.alone = record, name
    return met


def _bearers(spellings: Iterable[Spelling], people: People) -> Iterator[_Bearer]:
    """The spellings by the person they can only mean; a name that may mean two people joins nobody."""
    bearers: dict[str, _Bearer] = {}
    for spelling in spellings:
        meant = people.candidates(spelling.text)
        if len(meant) > 1:
            continue  # two bearers: P-003's
        meant = meant or people.similar(spelling.text)
        if len(meant) == 1:
            known = frozenset((meant[0].name, *meant[0].aliases))
            bearer = bearers.setdefault(f"roster {meant[0].name}", _Bearer(meant[0].name, known))
        else:
            bearer = bearers.setdefault(loose_name(people.name_of(spelling.text)), _Bearer(None))
        bearer.spellings.append(spelling)
    yield from bearers.values()


def _deviating(bearer: _Bearer) -> list[Spelling]:
    """The spellings to be changed: those that are not the roster's, without a roster those that are not the commonest.

    Surnames used throughout are a habit, not a contradiction.
    """
    if bearer.name is None:
        commonest = max(bearer.spellings, key=lambda s: (s.times, s.text))
        return [spelling for spelling in bearer.spellings if spelling is not commonest]
    others = [spelling for spelling in bearer.spellings if spelling.text not in bearer.known]
    if len(others) == len(bearer.spellings) == 1 and fold_name(others[0].text) != fold_name(bearer.name):
        surname = fold_name(unicodedata.normalize("NFKC", bearer.name).split()[0])
        return [] if fold_name(others[0].text) == surname else others
    return others


def _where(spelling: Spelling) -> tuple[str, str, int, int]:
    place = spelling.first.place(spelling.field)
    return place.file, place.sheet, place.row, place.column
