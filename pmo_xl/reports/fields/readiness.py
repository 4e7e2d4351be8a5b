"""The fields of 稼働判定: criteria, open items, load, conditions, the lists behind them, 根拠; none is the verdict."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.escalation import JOB, LOAD
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS

_CRITERION: Final = {
    "name": "基準",
    "target": "目標",
    "actual": "実績（データがなければ −）",
    "mark": "○・△・×・未確認（未確認は満たさないものとして数えます）",
    "key": "根拠キー（根拠シートの番号）",
    "remark": "残り、または確認できない理由",
}
_ITEM: Final = {
    "id": "番号",
    "title": "内容",
    "severity": "重要度",
    "standing": "区分（稼働後対応・運用回避・要判断・稼働前に対応。稼働日が未設定なら 未確認。"
    "回避策も決定もなく稼働後に残るものは【 】）",
    "workaround": "回避策（稼働後に残るのになければ【要確認】）",
    "owner": "担当（なければベンダー）",
}
_CONDITION: Final = {
    "id": "台帳の番号",
    "text": "条件（区分が稼働条件の行と、残課題・基準・負荷からの案）",
    "owner": "責任者（台帳になければ【要確認】）",
}
FIELDS: Final[Fields] = {
    **HEAD,
    "headline.outcome": "結論の一文（満たす基準と満たさない基準の数。可否は述べません）",
    "headline.cause": "稼働予定日と残課題の一文",
    "headline.text": "結論と残課題",
    "criteria_head": "判定基準: 記号の読み方",
    "criteria_note": "判定基準: 欄に入らない件数（いつも空）",
    **rows("criteria", {name: f"判定基準: {meaning}" for name, meaning in _CRITERION.items()}),
    "open_items_head": "残課題: 件数と区分ごとの件数",
    "open_items_note": "残課題: 欄に入らない件数",
    **rows("open_items", {name: f"残課題: {meaning}" for name, meaning in _ITEM.items()}),
    "open_items[].until": "残課題: 修正見込（課題は期限。過ぎていれば 超過、なければ 未定）",
    "loads_head": "手動対応の負荷: 部署の数と、能力を超える部署の数",
    "manual_line": "手動対応の件数・月の合計・最大の月・終了条件のない件数の一文",
    "loads_note": "手動対応の負荷: 欄に入らない件数",
    **rows("loads", {name: f"手動対応の負荷: {LOAD[name]}" for name in ("hours", "capacity", "share")}),
    "loads[].department": "手動対応の負荷: 部署（能力を超えるものは【超過】）",
    "lacking_head": "記入の足りない手動対応: 件数",
    "lacking_note": "記入の足りない手動対応: 欄に入らない件数",
    "lacking[].id": "記入の足りない手動対応: 番号",
    "lacking[].title": "記入の足りない手動対応: 業務",
    "lacking[].missing": "記入の足りない手動対応: 未記入の項目",
    "conditions_head": "条件付き稼働の条件: 件数",
    "conditions_note": "条件付き稼働の条件: 欄に入らない件数",
    **rows("conditions", {name: f"条件付き稼働の条件: {meaning}" for name, meaning in _CONDITION.items()}),
    "conditions[].until": "条件付き稼働の条件: 期限（台帳になければ【要確認】）",
    "conditions[].adopted": "条件付き稼働の条件: 採否（記入欄）",
    **rows("all_open_items", {name: f"残課題の全件: {meaning}" for name, meaning in _ITEM.items()}),
    "all_open_items[].no": "残課題の全件: 順",
    "all_open_items[].kind": "残課題の全件: 不具合・課題",
    "all_open_items[].status": "残課題の全件: 状態（台帳の言葉のまま）",
    "all_open_items[].until_date": "残課題の全件: 修正見込（日付。なければ 未定）",
    "all_open_items[].action": "残課題の全件: 台帳の対応方針",
    "all_open_items[].place": "残課題の全件: 元のセルへのリンク",
    **rows("all_conditions", {name: f"条件の全件: {meaning}" for name, meaning in _CONDITION.items()}),
    "all_conditions[].until_date": "条件の全件: 期限（日付。台帳になければ【要確認】）",
    "all_conditions[].sort": "条件の全件: 台帳（人が書いた条件）・案",
    **rows("all_loads", {name: f"手動対応の負荷の全部署: {meaning}" for name, meaning in LOAD.items()}),
    **rows("all_jobs", {name: f"手動対応の全件: {meaning}" for name, meaning in JOB.items()}),
    **FOOTER,
    **PROOFS,
    **document(),
}
