"""The people of the sample project, all invented, and what each does in it."""

from dataclasses import dataclass
from datetime import date

from tests.make.sample.days import md


@dataclass(frozen=True)
class Person:
    """One line of the 体制表. `since` and `until` are 着任 and 離任."""

    name: str
    role: str
    org: str
    side: str
    allocation: float
    area: str = ""
    since: date = date(2026, 10, 1)
    until: date = date(2027, 1, 31)
    deputy: str = ""
    mail: str = ""


def _user(name, role, org, allocation, mail, area="", **more):
    return Person(name, role, org, "ユーザー", allocation, area, mail=f"{mail}@example.com", **more)


def _vendor(name, role, org, allocation, mail, area="", **more):
    return Person(name, role, org, "ベンダー", allocation, area, mail=f"{mail}@example.net", **more)


PEOPLE = (
    _user("青葉一郎", "プロジェクトオーナー", "経営企画部", 0.2, "aoba"),
    _user("紅葉次郎", "業務責任者（販売・購買）", "営業部", 0.5, "momiji"),
    _user("雪村冬子", "業務責任者（会計・在庫）", "経理部", 0.5, "yukimura"),
    _user("空野ひかる", "PMO", "情報システム部", 1.0, "sorano"),
    _user("海野なぎさ", "PMO", "情報システム部", 1.0, "umino"),
    _user("若葉花子", "UAT実施者", "営業部", 0.6, "wakaba", "販売"),
    _user("桜庭さくら", "UAT実施者", "営業部", 0.6, "sakuraba", "販売"),
    _user("椿原つばき", "UAT実施者", "営業部", 0.5, "tsubaki", "販売"),
    _user("渡邉一郎", "UAT実施者", "購買部", 0.6, "watanabe", "購買"),
    _user("柏木かおる", "UAT実施者", "購買部", 0.5, "kashiwagi", "購買"),
    _user("楓山あかね", "UAT実施者", "経理部", 0.6, "kaede", "会計"),
    _user("松風みどり", "UAT実施者", "経理部", 0.6, "matsukaze", "会計"),
    _user("竹林たけし", "UAT実施者", "物流部", 0.6, "takebayashi", "在庫"),
    _user("梅園うめこ", "UAT実施者", "物流部", 0.5, "umezono", "在庫"),
    _user("髙峰三郎", "UAT実施者", "情報システム部", 0.6, "takamine", "連携"),
    _user("杉森すぎお", "UAT実施者", "情報システム部", 0.6, "sugimori", "連携"),
    _user("月岡あかり", "移行リーダー", "情報システム部", 0.8, "tsukioka"),
    _user("星川ひとみ", "教育・研修担当", "人事部", 0.5, "hoshikawa"),
    _vendor("甲野太郎", "プロジェクトマネージャー", "A社", 1.0, "kono"),
    _vendor("甲田次郎", "開発リーダー", "A社", 1.0, "koda", "購買"),
    _vendor("甲府はるか", "販売チームリーダー", "A社", 1.0, "kofu", "販売"),
    _vendor("甲本なつ", "在庫チームリーダー", "A社", 0.8, "komoto", "在庫"),
    _vendor("甲斐原みつ", "会計チームリーダー", "A社", 1.0, "kaihara", "会計"),
    _vendor("甲村しおり", "販売チーム 開発担当", "A社", 0.8, "komura"),
    _vendor("甲坂とおる", "会計チーム 開発担当", "A社", 0.8, "kosaka"),
    _vendor("甲浦ゆうた", "購買チーム 開発担当", "A社", 0.8, "koura"),
    _vendor("乙川一子", "連携基盤リーダー", "B社", 1.0, "otsukawa", "連携"),
    _vendor("乙部二郎", "連携基盤 開発担当", "B社", 1.0, "otobe"),
    _vendor("乙女ゆき", "連携基盤 開発担当", "B社", 0.8, "otome"),
    _vendor("乙坂れん", "連携基盤 開発担当", "B社", 0.8, "otosaka"),
    _vendor("丙山三郎", "帳票・周辺リーダー", "C社", 0.8, "heiyama"),
    _vendor("丙川なぎ", "帳票 開発担当", "C社", 0.8, "heikawa"),
    _vendor("丙森あお", "周辺システム 開発担当", "C社", 0.8, "heimori"),
    _vendor("丙谷四葉", "帳票 開発担当", "C社", 0.5, "heitani", until=md(11, 30), deputy="丙山三郎"),
)
BY_NAME = {person.name: person for person in PEOPLE}


def in_charge(name: str, due: date) -> str:
    """Who answers for something due on a day: the person, or the deputy when the person has left by then."""
    person = BY_NAME[name]
    return person.deputy if person.deputy and person.until < due else name


def testers(area: str) -> list[str]:
    """The business people who run an area's tests."""
    return [p.name for p in PEOPLE if p.area == area and p.side == "ユーザー"]


# who mends the defects of a vendor; the leaders have issues and requests of their own
FIXERS = {
    "A社": ("甲村しおり", "甲坂とおる", "甲浦ゆうた", "甲本なつ"),
    "B社": ("乙女ゆき", "乙坂れん"),
    "C社": ("丙川なぎ", "丙森あお"),
}
