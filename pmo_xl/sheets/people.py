"""Names of people: when two spellings are the same person, who is in the roster, and what is no person at all."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.words import fold, is_blank_like

NOBODY: Final = "未定 未割当 未割り当て 未アサイン 未 調整中 検討中 確認中 選定中 TBD なし 不明 空き"
GROUPS: Final = (
    "事務局 全員 各位 各自 関係者 メンバー 担当者 各リーダー 共通チーム ベンダ 顧客 お客様 弊社 当社 貴社 御社 自社 "
    "先方 ユーザー ユーザー側 ベンダー側 開発側 業務側 情シス PMO 開発 業務 運用 保守 経営 経営層"
)

# Characters that registers mix within one name. 斉 and 斎 are two names: they are only suggested, see `loose_name`.
_VARIANTS = str.maketrans(
    "髙﨑嵜邉邊齋齊濵濱澤廣國櫻圡髪黑德惠曾槇瀨眞莊藏與淵渊龍嶋嶌張陈刘赵杨吴邓孙东",
    "高崎崎辺辺斎斉浜浜沢広国桜土髪黒徳恵曽槙瀬真荘蔵与渕渕竜島島張陳劉趙楊呉鄧孫東",
)
_LOOSE = str.maketrans("斉富嵩", "斎冨嵩")
_TITLES = lazy(
    r"(?:さん|様|さま|氏|殿|君|くん|ちゃん|先生|"
    r"(?:代表取締役|取締役|執行役員|本部長|副本部長|部長代理|部長|次長|課長代理|課長|室長|係長|主任|主査|主事|参事|所長|支店長|社長|専務|常務|"
    r"副?リーダー?|マネージャー?|チーフ|担当|PM|PL|TL|SL|SE|PMO|L))+$"
)
# 服部, 阿部, 渡部, 長谷部 are people
_ORGANISATION = lazy(
    r"(?:(?<=..)(?<!長谷)(?<!日下)(?<!曽我)部|(?<=..)室|課|係|局|センター|チーム|グループ|社|会社|事業部|本部|(?<=[^A-Z])G|Gr|班|支店|工場|事業所|ベンダー?)$"
)
_COMPANY = lazy(
    r"^[(\[【](?P<front>[^)\]】]+)[)\]】]\s*|\s*[(\[【](?P<back>[^)\]】]+)[)\]】]$|\s*@\s*(?P<at>\S+)$|"
    r"^(?P<plain>\S*?(?:株式会社|\(株\)|社|部|課|室|チーム|グループ))[\s:/・]+(?=\S)"
)
_BETWEEN = lazy(r"[、,，/／&＆+＋;；\n]|(?<![ァ-ヴー])[・･]|[・･](?![ァ-ヴー])")
_MAIL = lazy(r"^([\w.+-]+)@[\w-]+\.[\w.-]+$")


@lru_cache(maxsize=8192)
def fold_name(text: str) -> str:
    """The key under which spellings of one person meet: width, spaces, さん, 役職, company, 髙/高 put aside.

    >>> fold_name("髙橋　花子さん") == fold_name("（A社）高橋花子") == "高橋花子"
    True
    """
    name = _without_company(unicodedata.normalize("NFKC", text).strip())[0]
    bare = "".join(name.split())
    shorter = _TITLES.sub("", bare)
    # Two letters stay at least: 「原氏」 is a title, 「島リーダー」 too, but 「L」 or 「PM」 alone is what was written.
    return (shorter or bare).translate(_VARIANTS).lower()


def loose_name(text: str) -> str:
    """The key for suggestions only: 斉/斎 and katakana/hiragana meet here although they may be two people."""
    return "".join(_hiragana(letter) for letter in fold_name(text).translate(_LOOSE))


def organisation_of(text: str) -> str | None:
    """The company or department beside a name: 「A社 山田」, 「(A社)山田」, 「山田@A社」 → A社; None without."""
    return _without_company(unicodedata.normalize("NFKC", text).strip())[1]


def split_people(text: str | None) -> tuple[str, ...]:
    """The people written in one cell, as written, in order; a ・ inside a katakana name does not split."""
    if not text:
        return ()
    parts = (part.strip() for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in parts if part and not is_nobody(part)))


@lru_cache(maxsize=4096)
def is_nobody(text: str) -> bool:
    """Whether the cell names nobody: blank, -, 未定, 未割当, TBD."""
    return is_blank_like(text) or fold(text) in _NOBODY


@lru_cache(maxsize=4096)
def is_group(text: str) -> bool:
    """Whether it names a role or a group (事務局, 各リーダー, 営業部, A社, ベンダ) instead of a person."""
    folded = fold(text)
    if folded in _GROUPS or folded.startswith("各"):
        return True
    plain = unicodedata.normalize("NFKC", text).strip()
    return not re.search(r"\s", plain) and bool(_ORGANISATION.search(plain))


_NOBODY = frozenset(fold(word) for word in NOBODY.split())
_GROUPS = frozenset(fold(word) for word in GROUPS.split())


class Person(Struct, frozen=True):
    """Someone of the roster: the name as written there, other spellings, organisation and side."""

    name: str
    record: Record
    aliases: tuple[str, ...] = ()

    @property
    def org(self) -> str | None:
        """Company or department."""
        return self.record.owner_org

    @property
    def side(self) -> str | None:
        """ユーザー or ベンダー, as the roster writes it."""
        return self.record.side

    @property
    def is_vendor(self) -> bool:
        """Whether the roster puts the person on the vendor's side."""
        return any(word in fold(self.side or "") for word in ("ベンダ", "vendor", "開発", "委託", "sier"))


class People:
    """Everybody of the rosters, found by any spelling; nobody is guessed when two would fit."""

    def __init__(self, rosters: Iterable[Register] = ()) -> None:
        self.everybody = tuple(
            Person(record.owner, record, split_people(record.alias))
            for roster in rosters
            for record in roster
            if record.owner
        )
        self._exact: dict[str, list[Person]] = {}
        self._loose: dict[str, list[Person]] = {}
        for person in self.everybody:
            for spelling in (person.name, *person.aliases):
                _add(self._exact, fold_name(spelling), person)
                _add(self._loose, loose_name(spelling), person)
        self.organisations = frozenset(fold_name(p.org) for p in self.everybody if p.org)

    def resolve(self, text: str) -> Person | None:
        """The one person a text can only mean: name, alias, or a surname with one bearer; None when two fit or none."""
        found = self.candidates(text)
        return found[0] if len(found) == 1 else None

    def candidates(self, text: str) -> tuple[Person, ...]:
        """Everybody the text may mean: the full name, else everybody with that surname (and initial, and company)."""
        key = fold_name(text)
        if key in self._exact:
            return tuple(self._exact[key])
        bearers = [person for person in self.everybody if key and _is_surname(key, person)]
        if hint := organisation_of(text):
            given = [p for p in bearers if fold_name(p.name)[len(key) :].startswith(fold_name(hint))]
            inside = [p for p in bearers if p.org and fold_name(hint) in fold_name(p.org)]
            bearers = given or inside or bearers
        return tuple(bearers)

    def similar(self, text: str) -> tuple[Person, ...]:
        """Whom the text may mean when only かな or 斉/斎 differ: a suggestion, never a fact."""
        return tuple(self._loose.get(loose_name(text), ()))

    def is_organisation(self, text: str) -> bool:
        """Whether it names a company or department of the roster, or a group."""
        return is_group(text) or fold_name(text) in self.organisations


def _add(found: dict[str, list[Person]], key: str, person: Person) -> None:
    same = found.setdefault(key, [])
    if key and person not in same:
        same.append(person)


def _is_surname(key: str, person: Person) -> bool:
    surname = fold_name(unicodedata.normalize("NFKC", person.name).split()[0])
    name = fold_name(person.name)
    if surname != name:  # the roster separates surname and given name
        return key == surname
    # 林 may be 林太郎, but hardly 林田太郎: a single letter counts as a surname of short names only
    return name.startswith(key) and len(key) < len(name) and (len(key) > 1 or len(name) <= 3)


def _without_company(name: str) -> tuple[str, str | None]:
    if mail := _MAIL.match(name):
        return mail[1].replace(".", ""), None
    found = _COMPANY.search(name)
    if found is None:
        return name, None
    rest = (name[: found.start()] + name[found.end() :]).strip()
    written = next(part for part in found.groups() if part)
    return (rest, written.strip()) if rest else (name, None)


def _hiragana(letter: str) -> str:
    return chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter
