"""Names of people as they are written: when two spellings are one name, what stands beside it, and what is nobody."""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import fold, folded, is_blank_like

NOBODY: Final = "未定 未割当 未割り当て 未アサイン 未 調整中 検討中 確認中 選定中 TBD TBC なし 不明 空き"
GROUPS: Final = (
    "事務局 全員 各位 各自 関係者 メンバー 担当者 各リーダー 共通チーム ベンダ 顧客 お客様 客先 弊社 当社 貴社 御社 "
    "自社 先方 双方 両社 ユーザー ユーザー側 ベンダー側 開発側 業務側 情シス PMO 開発 業務 運用 保守 経営 経営層 "
    "PM PL TL リーダー 責任者 部長 課長 All Everyone Team Vendor Client Customer"
)

# Characters that registers mix within one name: new and old forms, simplified ones. 斉 and 斎 are two names: they are
# only suggested, see `loose_name`.
_VARIANTS = str.maketrans(
    "髙﨑嵜邉邊齋齊濵濱澤廣國櫻圡髪黑德惠曾槇瀨眞莊藏與淵渊龍嶋嶌瀧澁將榮壽實寶學會總靜圓萬禮祐彌來賴爲條橫黃溫郞吉𠮷凜曻"
    "张陈刘赵杨吴邓孙东马罗郑谢韩冯萧许吕苏卢蒋贾叶钟谭邹陆顾钱汤乔贺华伟军红强杰丽",
    "高崎崎辺辺斎斉浜浜沢広国桜土髪黒徳恵曽槙瀬真荘蔵与渕渕竜島島滝渋将栄寿実宝学会総静円万礼祐弥来頼為条横黄温郎吉吉凛昇"
    "張陳劉趙楊呉鄧孫東馬羅鄭謝韓馮蕭許呂蘇盧蔣賈葉鐘譚鄒陸顧錢湯喬賀華偉軍紅強傑麗",
)
_LOOSE = str.maketrans("斉富嵩", "斎冨嵩")
_UNSEEN = lazy("[\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")  # 葛󠄀城 is 葛城
_TITLES = lazy(
    r"(?:さん|様|さま|氏|殿|君|くん|ちゃん|先生|"
    r"(?:代表取締役|取締役|執行役員|本部長|副本部長|部長代理|部長|次長|課長代理|課長|室長|係長|主任|主査|主事|参事|所長|支店長|社長|専務|常務|"
    r"副?リーダー?|マネージャー?|チーフ|担当|PM|PL|TL|SL|SE|PMO|L)|ほか|他(?:\d*名)?)+$"
)
# The letters that titles and organisations end in: most names are not searched at all.
_TITLE_ENDS: Final = "んま様氏殿君生役員長理任査事務ーダャフ当MLEOか他名中"
_ORGANISATION_ENDS: Final = "部室課係局ームプ社)班店場所ダ位GabcdefghijklmnopqrstuvwxyzMPTDC."
# 服部, 阿部, 渡部, 長谷部 are people
_ORGANISATION = lazy(
    r"(?:^(?:株式会社|有限会社|\(株\)|\(有\)).+|(?<=..)(?<!長谷)(?<!日下)(?<!曽我)部|(?<=..)室|課|係|局|センター|チーム|グループ|社|会社|\(株\)|\(有\)|事業部|本部|"
    r"(?<=[^A-Z])G|Gr|班|支店|工場|事業所|ベンダー?|各位|(?i:\b(?:team|group|dept\.?|department|ltd\.?|inc\.?|corp\.?)))$"
)
_BRACKET = r"[(\[【](?P<{}>(?![株有]\))[^()\[\]【】]+)[)\]】]"
_BESIDE = lazy(
    rf"^{_BRACKET.format('front')}\s*|\s*{_BRACKET.format('back')}$|\s*@\s*(?P<at>\S+)$|"
    r"^(?P<plain>(?:株式会社|有限会社|\([株有]\))\S+|\S*?(?:株式会社|\([株有]\)|社|部|課|室|チーム|グループ))[\s:/・]+(?=\S)|"
    r"^(?P<latin>[A-Za-z][\w.&-]*)[\s:/・]+(?=[^\x00-\u024f])"
)
_OUTSIDE_BRACKETS = r"(?![^(（]*[)）])"
_BETWEEN = lazy(rf"(?:[、,，/／&＆+＋;；\n]|(?<![ァ-ヴーｦ-ﾟ])[・･]|[・･](?![ァ-ヴーｦ-ﾟ])|\s+and\s+){_OUTSIDE_BRACKETS}")
_MAIL = lazy(r"^([\w.+-]+)@[\w-]+\.[\w.-]+$")
_LAST_LATIN: Final = "\u024f"
_LATIN = lazy(r"^[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.,'’\s_-]*$")
_LATIN_TITLES: Final = frozenset(("mr", "mrs", "ms", "miss", "dr", "san", "sama", "pm", "pl", "tl"))
_NOT_A_GIVEN_NAME: Final = frozenset("主副正代新旧兼仮他長済元現")
_LONGEST_GIVEN = 3


class Written(Struct, frozen=True):
    """A name taken apart. `key` is what spellings of one name share; `surname` is "" where nothing separates it.

    `org` is the company or department beside it, `given` what stands in brackets behind a surname: 山田（太）.
    `latin` are the words of a name in Latin letters, in the order of the alphabet: whose order nobody knows.
    """

    key: str
    surname: str = ""
    org: str | None = None
    given: str = ""
    latin: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def written_name(text: str) -> Written:
    """The name a text holds, without titles, spaces and old forms of its characters."""
    plain = half_width(text)
    plain = plain if plain.isalpha() else _UNSEEN.sub("", plain).strip()
    mail = _MAIL.match(plain) if "@" in plain else None
    name, beside, is_behind = (mail[1], None, False) if mail else _taken_apart(plain)
    if mail or _is_latin(name):
        words = re.findall(r"[^\W\d_]+", name.lower())
        words = sorted(word for word in words if word not in _LATIN_TITLES or len(words) == 1)
        if words:
            return Written(" ".join(words), org=beside, latin=tuple(words))
    parts = name.split()
    bare = "".join(parts)
    # Two letters stay at least: 「原氏」 is a title, 「島リーダー」 too, but 「L」 or 「PM」 alone is what was written.
    untitled = _TITLES.sub("", bare) or _POLITE.sub("", bare) if bare[-1:] in _TITLE_ENDS else bare
    key = (untitled or bare).translate(_VARIANTS).lower()
    surname = parts[0].translate(_VARIANTS).lower() if len(parts) > 1 else ""
    surname = surname if len(surname) < len(key) else ""  # only a title stood behind it
    if beside and is_behind and not surname and _may_be_given(beside):
        given = beside.translate(_VARIANTS).lower()
        return Written(f"{key}({given})", key, given=given)
    return Written(key, surname, org=beside)


def fold_name(text: str) -> str:
    """The key under which spellings of one name meet: width, spaces, さん, 役職, company, 髙/高 put aside.

    >>> fold_name("髙橋　花子さん") == fold_name("（A社）高橋花子") == "高橋花子"
    True
    >>> fold_name("Taro YAMADA") == fold_name("Yamada, Taro") == fold_name("yamada.taro@example.co.jp")
    True
    """
    return written_name(text).key


def loose_name(text: str) -> str:
    """The key for suggestions only: 斉/斎 and katakana/hiragana meet here although they may be two people."""
    return "".join(_hiragana(letter) for letter in fold_name(text).translate(_LOOSE))


def organisation_of(text: str) -> str | None:
    """The company or department beside a name: 「A社 山田」, 「(A社)山田」, 「山田@A社」 → A社; None without."""
    return written_name(text).org


def has_something_beside(text: str) -> bool:
    """Whether a name was written together with a company, a department or an initial that tells it apart."""
    written = written_name(text)
    return bool(written.org or written.given)


def split_people(text: str | None) -> tuple[str, ...]:
    """The people written in one cell, as written, in order; a ・ inside a katakana name does not split."""
    if not text or is_nobody(text):
        return ()
    if text.isalpha():  # nothing stands between two names
        return (text,)
    parts = (part.strip() for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in parts if part and not is_nobody(part)))


@lru_cache(maxsize=4096)
def is_nobody(text: str) -> bool:
    """Whether the cell names nobody: blank, -, 未定, 未割当, TBD."""
    return is_blank_like(text) or fold(text) in _NOBODY


@lru_cache(maxsize=4096)
def is_group(text: str) -> bool:
    """Whether it names a role or a group (事務局, 各リーダー, 営業部, A社, ベンダ) instead of a person."""
    plain = _POLITE.sub("", _taken_apart(half_width(text).strip())[0]).strip()
    if fold(plain) in _GROUPS or fold(text) in _GROUPS or (plain[:1] in "各全" and _EVERY.match(plain)):
        return True
    if plain[:1] not in "株有(" and plain[-1:] not in _ORGANISATION_ENDS:
        return False
    return (_is_latin(plain) or not re.search(r"\s", plain)) and bool(_ORGANISATION.search(plain))


def _is_latin(name: str) -> bool:
    return name[:1] <= _LAST_LATIN and bool(_LATIN.match(name))


_POLITE = lazy("(?:様|さん|殿|御中)+$")
_EVERY = lazy("各(?!務)|全(?:社|員|部|体|チーム|担当)")  # 各務 is a surname
_NOBODY = frozenset(folded(NOBODY.split()))
_GROUPS = frozenset(folded(GROUPS.split()))


def _taken_apart(name: str) -> tuple[str, str | None, bool]:
    """A name, what stands beside it (in brackets, behind @, as a company in front), and whether brackets follow it."""
    if name.isalpha():
        return name, None, False
    found = _BESIDE.search(name)
    rest = (name[: found.start()] + name[found.end() :]).strip() if found else ""
    if found is None or not rest:
        return name, None, False
    beside = next(part for part in found.groups() if part).strip()
    if found.start() == 0:  # 「甲社 開発部 山田」: a company and its department
        rest = _taken_apart(rest)[0]
    return rest, beside, found["back"] is not None


def _may_be_given(beside: str) -> bool:
    """Whether brackets may hold the beginning of a given name: 太, 太郎; not A社, 主, PM."""
    return len(beside) <= _LONGEST_GIVEN and not (
        beside.isascii() or beside in _NOT_A_GIVEN_NAME or is_group(beside) or _TITLES.fullmatch(beside)
    )


def _hiragana(letter: str) -> str:
    return chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter
