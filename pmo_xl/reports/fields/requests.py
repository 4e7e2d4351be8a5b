"""The fields of 依頼一覧 and 連携マトリクス."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, group, rows
from pmo_xl.reports.request_matrix import COLUMNS

_REQUEST: Final = {
    "no": "番号",
    "id": "台帳の番号",
    "title": "内容",
    "requester": "依頼元",
    "raised": "依頼日（日付）",
    "due": "期限（日付）",
    "overdue": "期限を過ぎた営業日数（過ぎていなければ空）",
    "status": "状態（台帳の言葉のまま。新規・本日期限・回答待ちの印を添える）",
    "waiting": "待っているもの（テスト・課題など。社外には件数のみ）",
    "source": "出所（元のセルへのリンク。社外には台帳の種類のみ）",
    "answer": "回答（記入欄、空）",
    "answered_on": "回答日（記入欄、空）",
    "new_status": "状態（記入欄、空）",
    "key": "照合キー（返送されたブックを台帳の行に戻すための印）",
}
LIST: Final[Fields] = {
    "project.name": "プロジェクト名",
    "project.short": "プロジェクト名（頁の幅に収まる長さ）",
    "as_of": "対象日（日付）",
    "moment": "対象日時（2024/05/07(火) 16:00現在）",
    "author": "作成者",
    "addressee": "宛先（A社 御中、宛先未定）",
    "headline": "未完了・期限超過・本日期限・回答待ち・新規の件数を述べる一文",
    "counts.open": "未完了の件数",
    "counts.overdue": "期限超過の件数",
    "counts.due_today": "本日期限の件数",
    "counts.awaited": "回答待ちの件数",
    "counts.new": "新規の件数（前回の記録になかったもの）",
    "change": "未完了の件数の前回からの増減（前日比+2。記録がなければ空）",
    "legend": "状態の印の意味（★新規 ◆本日期限 ○回答待ち）",
    **rows("requests", {name: f"依頼（超過営業日・期限・番号の順）: {meaning}" for name, meaning in _REQUEST.items()}),
    "footer": "営業日の数え方と出典（社外には営業日の数え方のみ）",
    **document(),
}

_SLOTS: Final = {f"c{number}": f"{number}番目の依頼先" for number in range(1, COLUMNS + 1)}
_LINES: Final = {"source": "依頼元（最後の行は計）", **_SLOTS, "total": "計"}
_FIGURES: Final = {
    "sent": "依頼件数",
    "open": "依頼中",
    "overdue": "期限超過",
    "days": "平均回答日数（営業日）",
}
_PAIR: Final = {
    "source": "依頼元",
    "target": "依頼先",
    "sent": "依頼件数",
    "open": "依頼中の件数",
    "overdue": "期限超過の件数",
    "answered": "回答の日が分かる件数",
    "days": "平均回答日数（営業日）",
    "open_ids": "依頼中の番号",
    "overdue_ids": "期限超過の番号",
    "sent_ids": "依頼したものすべての番号",
}
_SENT: Final = {
    "source": "依頼元",
    "target": "依頼先",
    "kind": "台帳の種類",
    "id": "台帳の番号",
    "title": "内容",
    "raised": "依頼日（日付）",
    "due": "期限（日付）",
    "answered": "回答日（なければ完了日）",
    "days": "依頼から回答までの営業日",
    "overdue": "期限を過ぎた営業日数",
    "status": "状態（台帳の言葉のまま）",
    "place": "元のセルへのリンク",
}
MATRIX: Final[Fields] = {
    "project.name": "プロジェクト名",
    "project.short": "プロジェクト名（頁の幅に収まる長さ）",
    "as_of": "対象日（日付）",
    "moment": "対象日時（2024/05/07(火) 16:00現在）",
    "author": "作成者",
    "headline": "依頼中・期限超過の件数と、もっとも多く残っている依頼先を述べる一文",
    **group("columns", {slot: f"{meaning}の名前（なければ空）" for slot, meaning in _SLOTS.items()}),
    "columns.total": "計の列の見出し",
    **{
        name: meaning
        for figure, called in _FIGURES.items()
        for name, meaning in rows(figure, {key: f"{called}: {said}" for key, said in _LINES.items()}).items()
    },
    **rows("pairs", {name: f"対象ID（依頼元と依頼先の組ごと）: {meaning}" for name, meaning in _PAIR.items()}),
    **rows("requests", {name: f"明細（1件1行）: {meaning}" for name, meaning in _SENT.items()}),
    "footer": "営業日の数え方と出典",
    **document(),
}
