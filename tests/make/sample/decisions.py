"""What was decided, provisionally decided, or waits for a decision in the sample project."""

from datetime import date

from tests.make.sample.days import md, shift
from tests.make.sample.rows import Row
from tests.make.sample.testing import numbered

OPTION_FIELDS = (
    *("related_id", "title", "cost", "months", "upkeep", "monthly_count", "minutes_each", "hourly_cost"),
    *("risk", "reversible", "recommended", "remarks"),
)
_NUMBERS = OPTION_FIELDS[2:8]
_SO_FAR = 20  # the next number was given to the decision that K-004 is about (mistakes.py)

# raised | kind | title | description | decided by | decided | due | related | basis
_LINES = """
10/01|決定|UATの合格基準|致命的・高の不具合の未解決が0件で、実施率が100%であること|青葉一郎|10/01||REQ-S02|UAT計画書 3章
10/05|決定|FAX受注の自動読取の見送り|FAX受注の自動読取は導入せず、手入力とする|紅葉次郎|10/05||REQ-S02|費用対効果の試算
10/08|決定|海外取引の扱い|海外得意先の請求と輸入仕入は、2027年度の第2期で対応する|青葉一郎|10/08||REQ-S10、REQ-P07|第3回ステアリングコミッティ
10/14|決定|移行の対象期間|取引は3年分、マスタは有効分だけを移行する|雪村冬子|10/14|||移行計画書
10/20|決定|テストの実施者|UATは業務担当者が実施し、ベンダーは立会いに限る|青葉一郎|10/20|||UAT計画書 5章
11/05|決定|予算の締めと権限の見送り|予算の締め処理と部門別の権限は次年度の対応とする|雪村冬子|11/05||REQ-A12|経理部の要望整理
11/06|決定|検証環境の更新時間|検証環境の更新は19時以降に行う|空野ひかる|11/06||K-010|夕会
11/09|決定|不具合の重要度の基準|業務が止まるものを致命的、代替手段がないものを高とする|紅葉次郎|11/09||K-010|重要度基準表
11/11|決定|環境停止分の取り返し|11/10・11の遅れは、11/16の週に1日3件を上乗せして取り返す|空野ひかる|11/11||K-021|環境停止の影響一覧
11/12|決定|請求書の角印|角印は右に12mm移して印字する|楓山あかね|11/12||K-009|封入の確認結果
11/16|決定|棚卸差異の承認|1件10万円以上の差異は経理部長が承認する|雪村冬子|11/16||K-024|経理部の起案
11/16|仮決定|旧システムの参照|旧システムは2027年3月末まで参照だけに使う|青葉一郎|11/16|12/02|K-022|保守契約の満了日
11/17|仮決定|年末の特売の単価切替|単価の一括切替は12/28の夜間に行う|紅葉次郎|11/17|11/30|K-023|A社の測定結果を待って確定する
11/17|判断待ち|値引の承認経路|値引率10%以上を部長承認とするか、15%以上とするか|紅葉次郎||11/26|T-S072|営業部の2案
11/17|判断待ち|月次締めの責任分担|締めの確定を経理部とするか、販売と経理の両方とするか|||11/25|K-032|経理部・営業部の案
11/18|仮決定|出荷指示の暫定運用|不具合〔出荷指示データの一部〕の修正まで、毎日15時に倉庫と件数を電話で確認する|紅葉次郎|11/18|11/27|〔出荷指示データの一部〕|倉庫との打合せ
11/19|決定|移行リハーサル2回目|12/7から12/8に行い、判定は12/9とする|青葉一郎|11/19||K-037|移行計画書 第2版
11/20|判断待ち|修正版の適用日|出荷指示の修正を11/25の夜間に臨時で適用するか|紅葉次郎||11/25|〔出荷指示データの一部〕|B社の提示した2案
11/20|決定|帳票の担当の引継ぎ|C社の帳票の担当は11/30で交代し、丙山三郎が兼ねる|空野ひかる|11/20|||C社の申入れ
11/24|判断待ち|稼働時の立会い要員|年末年始の立会い6名を社内で出すか、A社に追加で頼むか|青葉一郎||11/30|K-028|要員の試算
11/24|判断待ち|発注承認の代理設定の修正|代理設定を、追加予算で稼働前に修正するか、手動の回付で補うか|青葉一郎||11/26|K-019|A社の見積り、購買部の試算
"""

# for | option | yen | months | yen a month | cases a month | minutes each | yen an hour | risk | undone? | best | why
_OPTIONS = """
DC-013|一括切替の処理を12/25までに追加する|1200000|1|10000||||年内の回帰テストが3日必要|戻せる|○|切替が1時間で終わり、翌年の特売にも使える
DC-013|12/28の夜間に手作業で切り替える|0|0|0|1200|3|3000|入力誤りが出るおそれがある|戻せる||費用はかからないが、毎回20名で3時間かかる
DC-018|11/25の夜間に臨時で適用する|300000|0|0||||他の連携の回帰テストが夜間に限られる|戻せる|○|11/27から12件の確認を再開できる
DC-018|12/2の定期の適用まで待つ|0|0|0|440|4|2800|12件の確認が12/4までに終わらない|戻せる||電話での件数確認が続く
DC-020|社内で6名を出す|0|0|0|48|60|3500|月末の業務と重なる|戻せる||追加の費用がない
DC-020|A社に4名を追加で頼み、社内は2名とする|1600000|1|0||||年末の手配が11/30までに必要|戻せない|○|障害の切り分けが早い
DC-022|業務側が手動で回付する||||600|5|4000|回付漏れ、承認の遅れ|戻せる||月50時間が続き、月末は残業になる
DC-022|代理設定を追加予算で修正する|3000000|0|0||||回帰テストに3日かかる|戻せる|○|稼働前の12/18に適用でき、購買部の手作業が要らない。15か月で元が取れ、5年は使う
DC-022|何もしない|||||||稼働後、月末の発注30件の承認が止まる|戻せる||仕入先への発注が遅れ、欠品する
"""


def known(day: date) -> list[Row]:
    """The decisions on the sheet on a day."""
    rows = []
    for number, line in enumerate(numbered(_LINES).strip().splitlines(), 1):
        raised, kind, title, description, decider, decided, due, related, basis = line.split("|")
        identifier = f"DC-{number + (number > _SO_FAR):03d}"
        if _date(raised) > day:
            continue
        until = _date(due) if due else None
        if until is not None and until < day:  # what was provisional is settled by then; what waits is put off
            kind, until = ("決定", None) if kind == "仮決定" else (kind, shift(day, 4))
        rows.append(
            Row(
                "decision",
                identifier,
                "決定事項",
                {
                    "id": identifier,
                    "raised_date": _date(raised),
                    "kind": kind,
                    "title": title,
                    "description": description,
                    "decided_by": decider or None,
                    "decided_date": _date(decided) if decided else None,
                    "due_date": until,
                    "related_id": related or None,
                    "remarks": basis,
                },
            )
        )
    return rows


def options(day: date) -> list[Row]:
    """The options worked out for what waits to be decided, on the sheet beside the decisions."""
    decided = {row.uid for row in known(day)}
    rows = []
    for number, line in enumerate(_OPTIONS.strip().splitlines(), 1):
        values = dict(zip(OPTION_FIELDS, line.split("|"), strict=True))
        if values["related_id"] in decided:
            read = {
                field: float(text) if field in _NUMBERS and text else text or None for field, text in values.items()
            }
            rows.append(Row("option", f"option {number}", "選択肢", read))
    return rows


def _date(text: str) -> date:
    month, day = text.split("/")
    return md(int(month), int(day))
