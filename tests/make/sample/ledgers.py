"""What the business does by hand meanwhile, and the money asked for beyond the plan, in the sample project."""

from datetime import date

from tests.make.sample.days import md
from tests.make.sample.rows import Row, Said
from tests.make.sample.testing import numbered

# known from | what is done | how | who | department | cases a month | minutes each | begins | ends | for
_BY_HAND = """
10/08|海外得意先の請求書の作成|請求金額を外貨に換算し、請求書を表計算で作る|桜庭さくら|営業部|40|20|01/05||DC-003
11/05|予算の締めと残りの管理|部門別の予算の残りを表計算で管理し、月末に経理部へ送る|楓山あかね|経理部|12|60|01/05|03/31|DC-006
11/18|出荷指示の件数の確認|毎日15時に倉庫へ電話し、出荷指示の件数を照合する|竹林たけし|物流部|440|4|11/18|〔出荷指示データの一部〕の修正版の適用|〔出荷指示データの一部〕
11/20|発注の承認の紙での回付|承認者の不在を1件ずつ確かめ、代理の承認者へ紙で回付する|柏木かおる|購買部|600|5|01/05|代理設定の修正版の適用|K-019
"""

# applied for | what for | yen | by | decided | by whom | until then, from then | for | basis
_BUDGET = """
10/19|電子帳簿保存と内部統制の記録の追加|980000|雪村冬子|10/21|青葉一郎|申請中→承認済||経理部の要件追加
11/10|請求書の角印の位置の変更|180000|楓山あかね|11/12|雪村冬子|申請中→承認済|K-009|C社の見積り
11/12|WMSの保守窓口の夜間の追加|600000|髙峰三郎|||見込|K-025|B社の概算
11/16|販売実績のグラフの色の変更|240000|椿原つばき|11/18|紅葉次郎|申請中→却下|K-020|C社の見積り
11/20|発注承認の代理設定の修正|3000000|渡邉一郎|||申請中|K-019|A社の見積り（11/20）
11/24|稼働時の立会いのA社への追加|1600000|空野ひかる|||申請中|DC-020|A社の見積り（11/24）
"""
_STATES = {"見込": "open", "申請中": "in_progress", "承認済": "in_progress", "却下": "rejected"}


def by_hand(day: date) -> list[Row]:
    """The jobs on 手動対応一覧 on a day."""
    rows = []
    for number, line in enumerate(numbered(_BY_HAND).strip().splitlines(), 1):
        since, title, action, owner, org, count, minutes, begins, ends, related = line.split("|")
        if _day(since) > day:
            continue
        start = _day(begins)
        values = {
            "id": f"M-{number:02d}",
            "title": title,
            "action": action,
            "owner": owner,
            "owner_org": org,
            "monthly_count": float(count),
            "minutes_each": float(minutes),
            "planned_start": start,
            "planned_end": _day(ends) if ends[:1].isdigit() else Said(ends or None, None),
            "related_id": related,
            "status": "in_progress" if start <= day else "open",
        }
        rows.append(Row("manual_work", f"M-{number:02d}", "手動対応一覧", values))
    return rows


def budget(day: date) -> list[Row]:
    """The lines of 追加予算台帳 on a day."""
    rows = []
    for number, line in enumerate(_BUDGET.strip().splitlines(), 1):
        raised, title, cost, asked_by, decided, decider, states, related, basis = line.split("|")
        if _day(raised) > day:
            continue
        done = bool(decided) and _day(decided) <= day
        state = states.split("→")[-1 if done else 0]
        values = {
            "id": f"CR-{number:02d}",
            "title": title,
            "cost": float(cost),
            "status": Said(state, _STATES[state]),
            "raised_date": _day(raised),
            "raised_by": asked_by,
            "decided_date": _day(decided) if done else None,
            "decided_by": decider if done else None,
            "related_id": related or None,
            "remarks": basis,
        }
        rows.append(Row("change", f"CR-{number:02d}", "追加予算台帳", values))
    return rows


def _day(text: str) -> date:
    month, day = text.split("/")
    return md(int(month), int(day))
