"""X: is everything ready: documents checked in their newest version, trainees with what they need."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from pmo_xl.model.ids import fold_id
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.phrases import id_of, named, san
from pmo_xl.rules.registry import rule

_ACCOUNT: Final = lazy(r"アカウント|(?i:(?<![a-z])ID(?![a-z])|account)")
_NOT_YET: Final = lazy(r"^(?:未|まだ|x$|×|✕|NG$|なし$|無し?$|不可|△)|中$|待ち$|遅延|遅れ", re.IGNORECASE)
READY: Final = frozenset(("済", "ok", "○", "〇", "◯", "完了", "済み", "あり", "可", "-", "対象外", "不要"))


class Preparing(Struct, frozen=True):
    """A column of a training list that says what is prepared. `by_tick`: 済 or 未; else what is written there is it.

    So a column ログインID holds the ID itself: whoever has none there lacks it.
    """

    field: str
    heading: str
    by_tick: bool

    def word(self, training: Record) -> str:
        """What the cell says."""
        return _word(training, self.field)

    def is_ready(self, training: Record) -> bool:
        """Whether it is prepared, or is not needed; blank is not ready."""
        word = self.word(training)
        said = says_ready(word) if word else False
        return said is True or (said is None and not self.by_tick)


@rule("X-017", on="review", level="warning", reads=("id", "status", "version", "related_id"), whole=True)
def checked_in_an_old_version(findings: Register, context: Context) -> Said:
    """古い版で確認して閉じた指摘がある。

    なぜ: その後の改版で、直したところがまた変わっているかもしれない。
    対処: 最新版で再確認し、確認した版を書き直す。

    例 (基準日 2024-05-07):
        | 指摘ID | 件名           | 状態   | 確認版 | 文書ID |               |
        | V-001  | 図が古い       | 完了   | 1.2    | M-01   | X-017 version |
        | V-002  | 用語の誤り     | 完了   | 1.3    | M-01   |               |
        | V-003  | 手順が足りない | 対応中 | 1.1    | M-01   |               |
        | V-004  | 誤字           | 完了   | 1.0    | M-02   |               |
    """
    newest = newest_versions(findings)
    for one in findings:
        if is_outdated(one, newest):
            now = newest[fold_id(one.related_id or "")]
            message = (
                f"指摘{id_of(one)}は版{one.version}で確認済みですが、現在は版{now}です。最新版で再確認してください。"
            )
            yield found(one, "version", message)


@rule("X-018", on="training", level="warning", reads=("owner", "planned_date", "precondition"))
def trainee_not_ready(trainings: Register, context: Context) -> Said:
    """研修の前日になっても、準備(資料・ID・環境)が済んでいない。

    なぜ: 当日に操作できない受講者は、もう一度受けることになる。
    対処: 準備の担当に依頼する。済んでいれば「済」と書く。

    例 (基準日 2024-05-07):
        トレーニング:
        | 受講者  | 部門   | 開催日     | ID準備 | 資料準備 |                      |
        | 青葉 葉 | 営業部 | 2024/05/08 | 未     | 済       | X-018 precondition   |
        | 若葉 花 | 営業部 | 2024/05/08 | 済     |          | X-018 precondition_2 |
        | 双葉 実 | 経理部 | 2024/05/08 | 済     | 済       |                      |
        | 四葉 香 | 経理部 | 2024/05/10 | 未     | 未       |                      |
    """
    for table, own in context.by_table(trainings):
        columns = preparations(table, own)
        for training in own:
            when = training.planned_date
            if when is None or when < context.as_of:
                continue
            if context.calendar.after(context.as_of, when) > context.params.training_ready_days:
                continue
            lacking = [column for column in columns if not column.is_ready(training)]
            if lacking:
                what = "・".join(column.heading for column in lacking)
                who = san(training.owner) if training.owner else named(training)
                message = f"{who}の{what}が研修前日時点で未準備です。担当者に依頼してください。"
                yield found(training, lacking[0].field, message)


def newest_versions(findings: Iterable[Record]) -> dict[str, str]:
    """Folded id of a document → the newest version that any finding on it names."""
    newest: dict[str, str] = {}
    for one in findings:
        if one.related_id and one.version:
            document = fold_id(one.related_id)
            if _order(one.version) > _order(newest.get(document, "")):
                newest[document] = one.version
    return newest


def is_outdated(finding: Record, newest: Mapping[str, str]) -> bool:
    """Whether a finding was closed on an older version of its document than `newest_versions` knows (版ズレ)."""
    if finding.status != "closed" or not finding.related_id or not finding.version:
        return False
    order = _order(finding.version)
    return bool(order) and order < _order(newest.get(fold_id(finding.related_id), ""))


def preparations(table: Table, trainings: Iterable[Record]) -> tuple[Preparing, ...]:
    """What a training list says is prepared. A column that says something else (the document's name) is none of it."""
    fields = [field for field in table.columns if field == "precondition" or field.startswith("precondition_")]
    words = {field: [_word(training, field) for training in trainings] for field in fields}
    found = []
    for field in fields:
        heading = "".join(table.headers[table.columns[field]].rpartition("/")[2].split())
        if is_ticked(words[field]):
            found.append(Preparing(field, heading, True))
        elif _ACCOUNT.search(heading):
            found.append(Preparing(field, heading, False))
    return tuple(found)


def is_ticked(words: Iterable[str]) -> bool:
    """Whether a column says 済 and 未 (most of what stands in it), and is no text of what to prepare."""
    written = [word for word in words if word]
    return sum(says_ready(word) is not None for word in written) * 2 > len(written) or not written


def says_ready(word: str) -> bool | None:
    """Whether a word that is not blank says ready or not; None for a text that says neither."""
    if word.casefold() in READY:
        return True
    return False if _NOT_YET.search(word) else None


def _word(training: Record, field: str) -> str:
    return " ".join(str(training.get(field) or "").split())


def _order(version: str) -> tuple[int, ...]:
    """1.10 as (1, 10); () for what holds no number."""
    return tuple(int(number) for number in re.findall(r"\d+", version))
