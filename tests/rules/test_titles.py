"""I rules on titles: what is the same matter written twice, and what only looks like it."""

import random
import time

import pytest

from pmo_xl.rules.alike import alike
from pmo_xl.settings import CheckSection, Config, Params
from tests.rules.asking import check, told
from tests.support.build import register, register_of


def titles(*texts, kind="issue", status="open"):
    rows = [(f"K-{n}", text, status) for n, text in enumerate(texts, 1)]
    return register_of(kind, ["id", "title", "status"], rows)


def cells_of_twins(*texts, **params):
    config = Config(check=CheckSection(params=Params(**params)))
    return [cell for _, cell in told(check(titles(*texts), codes=["I-012"], config=config))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("請求書の印刷で合計の桁が切れる", "請求書の印刷で、合計の桁が切れる件"),
        ("請求書印刷で合計の桁が切れる", "請求書の印刷で合計の桁が切れた"),
        ("サーバーの応答が遅くて登録できない", "サーバの応答が遅くて、登録できない"),
        ("ﾛｸﾞｲﾝ画面でPDFを開けない", "ログイン画面でＰＤＦが開けない"),
    ],
)
def test_endings_particles_and_width_do_not_tell_titles_apart(one, other):
    assert cells_of_twins(one, other) == ["B3"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("移行手順書の手順1の確認", "移行手順書の手順2の確認"),
        ("移行手順書の手順①の確認", "移行手順書の手順②の確認"),
        ("販売管理のテストデータの準備を依頼する", "購買管理のテストデータの準備を依頼する"),
        ("A社の検証環境への接続を申請する", "B社の検証環境への接続を申請する"),
        ("請求書の印刷で合計の桁が切れる", "入荷検品のバーコードが読めない"),
        ("印刷で桁切れ", "印刷で桁切れ"),  # too short to judge
    ],
)
def test_what_was_replaced_tells_titles_apart(one, other):
    assert cells_of_twins(one, other) == []


def test_the_later_number_is_told_whatever_the_order_of_the_rows():
    rows = [("K-10", "請求書の印刷で合計の桁が切れる", "open"), ("K-9", "請求書の印刷で合計の桁が切れた", "open")]
    for order in (rows, rows[::-1]):
        issues = register_of("issue", ["id", "title", "status"], order)
        (finding,) = check(issues, codes=["I-012"]).findings
        assert finding.message == (
            "課題K-9とK-10は件名がよく似ています。同じ内容なら片方を「重複」にして相手の番号を書いてください。"
        )
        assert finding.id == "K-10"


def test_the_likeness_is_a_setting():
    # letters 合計金額の桁が切れる (10) → 9 pairs, 請求書の合計金額の桁が切れる (14) → 13 pairs, 9 common: 18/22 = 0.818…
    pair = ("合計金額の桁が切れる", "請求書の合計金額の桁が切れる")
    assert cells_of_twins(*pair) == ["B3"]
    assert cells_of_twins(*pair, duplicate_similarity=0.82) == []
    assert cells_of_twins(*pair, duplicate_similarity=9 / 11) == ["B3"]


@pytest.mark.parametrize(
    ("field", "value"), [("related_id", "K-001"), ("parent_id", "K-001"), ("related_id", "D-001、K-001")]
)
def test_two_that_name_each_other_are_known_already(field, value):
    title = "請求書の印刷で合計の桁が切れる"
    rows = [("K-001", title, "open", None), ("K-002", title, "open", value)]
    assert check(register_of("issue", ["id", "title", "status", field], rows), codes=["I-012"]).findings == ()


def test_a_copied_row_is_told_by_its_number():
    issues = register(
        "issue",
        """
        | id    | title                          | status |
        | K-001 | 請求書の印刷で合計の桁が切れる | open   |
        | K-001 | 請求書の印刷で合計の桁が切れる | open   |""",
    )
    assert told(check(issues, codes=["G-005", "I-012"])) == [("G-005", "A2")]


def test_what_is_done_is_no_twin():
    assert check(titles(*["請求書の印刷で合計の桁が切れる"] * 2, status="closed"), codes=["I-012"]).findings == ()


def test_no_more_than_twenty_pairs_are_told_the_likest_first():
    same = ["請求書の印刷で合計の桁が切れる"] * 7  # 7·6/2 = 21 pairs
    nearly = ["出荷指示の送信が翌朝まで遅れる", "出荷指示の送信が翌朝までに遅れた"]
    findings = check(titles(*nearly, *same), codes=["I-012"]).findings
    assert len(findings) == 20
    assert not any("K-1と" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("確認", True),
        ("帳票の桁", True),
        ("確認・対応について", True),
        ("調査する件", True),
        ("調査・対応する。", True),
        ("内容の確認について相談する", False),
        ("帳票の桁切", True),
        ("帳票の桁切れ", False),
        ("", False),
    ],
)
def test_a_title_says_something_when_more_than_a_kind_of_work_stands_there(title, said):
    issues = register_of("issue", ["id", "title", "status"], [("K-001", title or None, "open")])
    assert bool(check(issues, codes=["I-013"]).findings) == said


# The corpus of R9: titles of one project that all mean different matters, and are as alike as such titles are.

SYSTEMS = ["販売管理", "購買管理", "在庫管理", "会計", "人事給与", "生産管理", "物流", "債権管理"]
SCREENS = [
    "受注登録",
    "受注照会",
    "発注登録",
    "発注照会",
    "出荷指示",
    "入荷検品",
    "棚卸登録",
    "仕訳入力",
    "請求書発行",
    "入金消込",
    "見積作成",
    "単価登録",
]
TROUBLES = (
    "で合計の桁があふれる",
    "の一覧の並び順が現行と違う",
    "の検索で部門の条件が効かない",
    "の帳票に社名が印字されない",
    "で権限のない人が承認できてしまう",
    "の夜間処理が朝までに終わらない",
    "の取込で文字化けする",
    "の操作手順書に図がない",
)
TASKS = (
    "{}の担当者にテストデータの準備を依頼する",
    "{}の研修の日程を各部署と調整する",
    "{}の移行リハーサルの結果をまとめる",
    "{}の端末の設置場所を確認する",
)


def corpus():
    """400 titles of different matters: troubles of many screens, and series (the same work for every system)."""
    troubles = [f"{system}の{screen}{trouble}" for system in SYSTEMS for screen in SCREENS for trouble in TROUBLES]
    tasks = [task.format(system) for task in TASKS for system in SYSTEMS]
    numbered = [f"移行リハーサル{n}回目の課題を整理する" for n in range(1, 11)]
    return random.Random(20240507).sample(troubles, 358) + tasks + numbered


def test_of_two_hundred_titles_of_different_matters_at_most_one_pair_is_told():
    texts = corpus()
    assert len(texts) == len(set(texts)) == 400
    findings = check(titles(*texts), codes=["I-012"]).findings
    assert len(findings) <= len(texts) // 200, [finding.message for finding in findings]


def test_among_them_every_matter_written_twice_is_found():
    texts = corpus()
    again = [f"{text}件" if text.endswith(("る", "い")) else f"{text}。" for text in texts[::40]]
    findings = check(titles(*texts, *again), codes=["I-012"]).findings
    assert {finding.id for finding in findings} >= {f"K-{n}" for n in range(401, 411)}


@pytest.mark.parametrize("many", ["different", "endings", "the same"])
def test_five_thousand_titles_take_less_than_a_second(many):
    rng = random.Random(1)
    texts = {
        "different": [
            f"{rng.choice(SYSTEMS)}の{rng.choice(SCREENS)}{rng.choice(TROUBLES)}{rng.choice(('', '件', 'ことがある'))}"
            for _ in range(5000)
        ],
        "endings": [
            "受注登録の印刷で桁が切れ" + "".join(rng.choices("あいうえおかきくけこさしすせそ", k=3))
            for _ in range(5000)
        ],
        "the same": ["受注登録の印刷で桁が切れる"] * 5000,
    }[many]
    began = time.process_time()
    pairs = alike(texts, 0.80)
    assert time.process_time() - began < 1
    assert len(pairs) >= 20
