"""根拠 of 決定ログ: every count of its sentences and lists with its rows, and every number of the 判断依頼."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmo_xl.reports.escalation_evidence import number, option_evidence
from pmo_xl.reports.printed import Evidence

if TYPE_CHECKING:
    from pmo_xl.reports.decision_pack import DecisionPack

_RESTS = "関連IDにこの決定の番号を書いた記録（選択肢を除く）"
_OVERDUE = "確定期限の翌営業日から基準日までの営業日"
_WAITING = "関連IDに書いた課題・不具合・テストが片付くまで合格できない有効なテスト（後続を含む）"


def decision_evidence(pack: "DecisionPack") -> tuple[Evidence, ...]:
    """The numbers in the order of the sheets."""
    return (*_head(pack), *_asked(pack), *_provisional(pack), *_lists(pack))


def _head(pack: "DecisionPack") -> Iterator[Evidence]:
    counts = (
        ("判断待ち", "区分が判断待ちで決定日のない決定と、判断待ちの課題", [one.record for one in pack.asked]),
        (
            "判断依頼を作成できないもの",
            "選択肢が2件未満か、判断期限のない判断待ち",
            [one.record for one in pack.refused],
        ),
        ("仮決定", "置換・取下されていない、区分が仮決定のもの", [one.record for one in pack.provisional]),
        ("期限切れの仮決定", "確定期限を過ぎた仮決定（K-003）", [one.record for one in pack.expired]),
        ("実現可否の未確認", "回答のない実現可否の確認", [check.target for check in pack.unconfirmed]),
    )
    for name, how, records in counts:
        yield number("見出し", "headline", name, f"{len(records)}件", len(records), how, records)


def _asked(pack: "DecisionPack") -> Iterator[Evidence]:
    month = pack.situation.config.metrics.hours_per_month
    for place, one in enumerate(pack.asked):
        item, name = one.memo.item, one.memo.item.id
        rows = tuple(option.record for option in one.memo.options if option.record is not None)
        how = "対象IDにこの番号を書いた選択肢の行"
        yield number("判断依頼", f"asked[{place}].options", f"{name} 選択肢", str(one.written), one.written, how, rows)
        if item.waiting:
            count = len(item.waiting)
            yield number(
                "判断依頼", f"asked[{place}].waiting", f"{name} 待ちテスト", f"{count}件", count, _WAITING, item.waiting
            )
        for at, option in enumerate(one.memo.options, 1):
            yield from option_evidence(f"判断依頼 {name}", f"案{at} {option.title}", option, month)


def _provisional(pack: "DecisionPack") -> Iterator[Evidence]:
    for place, one in enumerate(pack.provisional):
        name, own = one.record.id or str(one.record.row), (one.record,)
        if one.overdue:
            text = f"{one.overdue}営業日"
            yield number("仮決定", f"provisional[{place}].overdue", f"{name} 超過", text, one.overdue, _OVERDUE, own)
        count = len(one.rests)
        yield number("仮決定", f"provisional[{place}].count", f"{name} 依存", f"{count}件", count, _RESTS, one.rests)


def _lists(pack: "DecisionPack") -> Iterator[Evidence]:
    how = "判断待ち・仮決定・置換・取下でない決定"
    yield number("決定一覧", "", "有効な決定", f"{len(pack.decided)}件", len(pack.decided), how, pack.decided)
    over = tuple(record for record, _ in pack.over)
    how = "取下・取消、または「置換」と書いた別の決定が関連IDで指している決定"
    yield number("置換・取消", "", "有効でない決定", f"{len(over)}件", len(over), how, over)
    for place, check in enumerate(pack.checks):
        if check.overdue:
            how = "回答期限（なければ確定期限）の翌営業日から基準日までの営業日"
            own = (check.question or check.target,)
            name, text = f"{own[0].id or own[0].row} 超過", f"{check.overdue}営業日"
            yield number("実現可否", f"checks[{place}].overdue", name, text, check.overdue, how, own)
