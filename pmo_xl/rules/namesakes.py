"""P: names that fit two people, and companies written in several ways."""

from collections.abc import Iterable, Mapping
from typing import Final

from pmo_xl.model.finding import Fix
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.people import spellings_in
from pmo_xl.rules.phrases import listed
from pmo_xl.rules.registry import rule
from pmo_xl.sheets.meaning.companies import fold_company

_COMPANY_FIELDS: Final = ("vendor", "owner_org")
_ALIKE: Final = 0.79  # one letter of five; Indel similarity from which a name may be a slip of the pen
_SHORTEST: Final = 4  # letters: of A社 and B社 every second letter is the same


@rule(
    "P-003",
    on="all",
    level="warning",
    beside={"roster": ("owner",)},
    whole=True,
    written=True,
    yields_to=("O-001",),
)
def surname_of_several(records: Register, context: Context) -> Said:
    """名字だけでは、体制表の誰のことか決まらない。

    なぜ: 同じ名字の方が2名以上いるので、担当者別の件数にも督促先にも使えない。
    対処: 名前まで書く。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名    | 会社   | 役割 | 側       |
        | 林 三郎 | 営業部 | 業務 | ユーザー |
        | 林 四郎 | 経理部 | 業務 | ユーザー |
        | 青葉 葉 | 経理部 | 業務 | ユーザー |
        課題:
        | No.   | 件名       | 状態   | 期限       | 担当者     |             |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 林         | P-003 owner |
        | K-002 | 画面の文言 | 対応中 | 2024/05/10 | 林 三郎    |             |
        | K-003 | 送信の遅れ | 対応中 | 2024/05/10 | 青葉       |             |
        | K-004 | 印刷の余白 | 対応中 | 2024/05/10 | 林(経理部) |             |
    """
    for spelling in spellings_in(records).values():
        meant = context.people.candidates(spelling.text)
        if len(meant) > 1:
            message = (
                f"「{spelling.text}」さんは体制表に{len(meant)}名います"
                f"({listed(person.name for person in meant)})。名前まで書いてください。"
            )
            record, field = spelling.told_at
            yield found(record, field, message)


@rule("P-005", on="all", level="warning", fix="safe", beside={"roster": ("owner_org",)}, whole=True, written=True)
def other_spelling_of_a_company(records: Register, context: Context) -> Said:
    """会社・部署の名前が、体制表の表記と少しだけ違う。

    なぜ: ベンダー別・部署別の件数が分かれ、Excelの検索でも別の会社になる。
    対処: 体制表の表記にそろえる。㈱や空白だけの違いは自動で直せる。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社                 | 役割 | 側       |
        | 甲野 太郎 | 株式会社みなと情報   | 開発 | ベンダー |
        | 青葉 葉   | 情報システム部       | 業務 | ユーザー |
        不具合:
        | ID    | 件名       | 状態   | 検出日     | ベンダー           |              |
        | D-001 | 帳票の桁   | 対応中 | 2024/05/02 | 株式会社みなと情報 |              |
        | D-002 | 画面の文言 | 対応中 | 2024/05/02 | ㈱みなと情報       | P-005 vendor |
        | D-003 | 送信の遅れ | 対応中 | 2024/05/02 | みなと情法         | P-005 vendor |
        | D-004 | 印刷の余白 | 対応中 | 2024/05/02 | A社                |              |
    """
    right = _roster_companies(context)
    verdicts: dict[str, tuple[str, bool] | None] = {}
    for record in records:
        if record.table.kind == "roster":
            continue
        for field in _COMPANY_FIELDS:
            text = getattr(record, field)
            if not text:
                continue
            if text not in verdicts:
                verdicts[text] = _meant(text, right)
            meant = verdicts[text]
            if meant is not None:
                name, is_sure = meant
                ask = "" if is_sure else "(別の会社でなければ)"
                fix = Fix("safe" if is_sure else "suggest", record.place(field), text, name)
                message = f"ベンダー名「{text}」を体制表の「{name}」にそろえます{ask}。"
                yield found(record, field, _worded(message, record, field), fix=fix)


def _worded(message: str, record: Record, field: str) -> str:
    """A department is no vendor."""
    return message if field == "vendor" else message.replace("ベンダー名", "会社・部署名", 1)


def _roster_companies(context: Context) -> Mapping[str, str]:
    """Folded company → as the roster writes it; one that the roster itself writes in two ways is left alone."""
    found_: dict[str, set[str]] = {}
    for register in context.situation.of_kind("roster", written=True):
        for person in register:
            if person.owner_org:
                found_.setdefault(fold_company(person.owner_org), set()).add(person.owner_org)
    return {key: names.pop() for key, names in found_.items() if len(names) == 1}


def _meant(text: str, right: Mapping[str, str]) -> tuple[str, bool] | None:
    """The roster's company a spelling means, and whether it is sure; None when it is right or somebody else."""
    folded = fold_company(text)
    name = right.get(folded)
    if name is not None:
        return None if name == text else (name, True)
    near = _nearest(folded, right)
    return None if near is None else (right[near], False)


def _nearest(folded: str, known: Iterable[str]) -> str | None:
    if len(folded) < _SHORTEST:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    candidates = [name for name in known if len(name) >= _SHORTEST]
    best = process.extractOne(folded, candidates, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
    return best[0] if best else None
