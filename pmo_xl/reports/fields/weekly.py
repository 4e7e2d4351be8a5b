"""The fields of 週次報告: the two pages, 明細, 要件網羅, システム別, both curves, and 根拠."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, group, rows
from pmo_xl.reports.fields.coverage import COVERAGE
from pmo_xl.reports.fields.figures import FIGURES
from pmo_xl.reports.fields.parts import DECISION, FOOTER, GRAPH, HEAD, PENS, PROOFS
from pmo_xl.reports.weekly_figures import COMPARED

_LIGHTS: Final = {"overall": "総合", "progress": "進捗", "quality": "品質", "issues": "課題", "resources": "体制"}
_LIGHT: Final = {
    "name": "信号の名前",
    **{f"d{number}": f"5営業日の{number}日目の信号（記録がなければ −）" for number in range(1, 5)},
    "d5": "本日の信号（赤● 黄▲ 緑○、判定できなければ −）",
    "reason": "本日の信号の理由",
    "color": "本日の色（red、yellow、green、判定できなければ空）",
}
_FIGURE: Final = {
    "name": "指標の名前",
    "now": "現在の値",
    "then": "期間の初めの値（記録がなければ −）",
    "note": "変化。値を出せないときはその理由",
}
_CURVE: Final = {
    "title": "題名",
    "caption": "グラフの上の一文（グラフを出せないときはその理由）",
    "enough": "グラフを出せるだけの日数があるか",
    **{f"names.{pen}": f"{line}の名前" for pen, line in PENS.items()},
    **{f"labels.{pen}": f"{line}の端に出す名前と値" for pen, line in PENS.items()},
    "table[].day": "グラフを出せないときの表: 日付",
    **{f"table[].{pen}": f"グラフを出せないときの表: {line}の値" for pen, line in PENS.items()},
}
_CURVES: Final = {"burn_up": "バーンアップ", "defect_curve": "PB曲線"}
_BLOCKER: Final = {
    "what": "阻害要因",
    "severity": "重要度",
    "waiting": "待っているテストの件数",
    "workaround": "回避策（書かれていなければ −）",
    "until": "修正予定（書かれていなければ【要確認】）",
    "owner": "担当",
}
_RISK: Final = {
    "title": "リスク",
    "severity": "重要度",
    "due": "期限",
    "change": "新規、または何が変わったか",
    "action": "対応",
}
_DECIDED: Final = {"id": "番号", "day": "決定日", "what": "決まったこと（仮決定は (仮)）"}
_PENDING: Final = {"until": "いつまでに", "what": "何をご判断いただくか", "who": "どなたが"}
_SCOPE: Final = {
    "what": "区分（対象外・取下・追加…）",
    "reason": "理由（書かれていなければ【要確認】）",
    "count": "テスト件数",
}
_COMING: Final = {"day": "日付", "work": "テスト・修正・期限・判断の件数", "meetings": "会議"}
_PLACE: Final = {"place": "元のセルへのリンク"}
_ALL: Final = {
    "all_blockers": _BLOCKER | {"id": "番号", "status": "状態", "tests": "待っているテスト"} | _PLACE,
    "all_risks": {
        "id": "番号",
        "what": "リスク",
        "change": "何が変わったか",
        "severity": "重要度",
        "status": "状態",
        "action": "対応",
        "until": "期限",
        "owner": "担当",
    }
    | _PLACE,
    "all_decided": {
        "id": "番号",
        "what": "決まったこと",
        "kind": "区分",
        "decided_date": "決定日",
        "who": "決定者",
        "related_id": "関連ID",
    }
    | _PLACE,
    "all_pending": DECISION,
    "all_scope": {"id": "テスト番号", "title": "件名", "what": "区分", "when": "この期間か、前からか", "reason": "理由"}
    | _PLACE,
    "all_coming": {"id": "番号", "title": "件名", "what": "テスト・修正予定・期限", "day": "日付", "owner": "担当"}
    | _PLACE,
    "all_corrections": {"text": "訂正の内容"},
}
_CALLED: Final = {
    "all_blockers": "阻害要因",
    "all_risks": "リスク",
    "all_decided": "決定",
    "all_pending": "ご判断事項",
    "all_scope": "範囲の変化",
    "all_coming": "来週の予定",
    "all_corrections": "訂正",
}


def _listed(name: str, what: str, fields: Fields, limit: int = 8) -> Fields:
    """A list of the pages, and the note that says how many did not fit."""
    own = {field: f"{what}（{limit}件まで）: {said}" for field, said in fields.items()}
    return {**rows(name, own), f"{name}_note": f"{what}が{limit}件を超えるときの「他n件」"}


FIELDS: Final[Fields] = {
    **HEAD,
    "period": "対象期間（4/26(金)〜5/7(火)）",
    "since": "比べる相手（1週間前(4/25)、記録がなければ 記録開始以降）",
    **{f"days.d{number}": f"信号の表の{number}日目の日付" for number in range(1, 6)},
    "overall.now": "総合の信号",
    "overall.color": "総合の色（red、yellow、green、判定できなければ空）",
    "headline.outcome": "総合の一文のうち、結論",
    "headline.cause": "総合の一文のうち、原因",
    "headline.text": "総合の一文",
    **{
        name: said
        for key, light in _LIGHTS.items()
        for name, said in group(f"lights.{key}", _LIGHT | {"name": light}).items()
    },
    **rows("light_rows", {name: f"5つの信号を順に: {said}" for name, said in _LIGHT.items()}),
    **{
        f"figures.{key}.{name}": f"予実・{called}: {said}"
        for key, called in COMPARED.items()
        for name, said in _FIGURE.items()
    },
    **rows("figure_rows", {name: f"予実を順に: {said}" for name, said in _FIGURE.items()}),
    "coverage_line": "要件の網羅の一文",
    **{f"curves.{key}.{name}": f"{called}: {said}" for key, called in _CURVES.items() for name, said in _CURVE.items()},
    **_listed("blockers", "阻害要因", _BLOCKER),
    **_listed("risks", "新規・変化のあったリスク", _RISK),
    **_listed("decided", "決定したこと", _DECIDED),
    **_listed("pending", "ご判断いただきたいこと", _PENDING),
    "scope_line": "期間の初めと現在の母数",
    **_listed("scope", "範囲の変化", _SCOPE),
    **rows("coming", {name: f"来週の予定（5営業日）: {said}" for name, said in _COMING.items()}),
    "coming_line": "来週のテスト計画と持越しの一文",
    **_listed("corrections", "数字の訂正", {"text": "内容"}, 5),
    **FOOTER,
    **{
        name: said
        for key, own in _ALL.items()
        for name, said in rows(key, {f: f"明細・{_CALLED[key]}: {s}" for f, s in own.items()}).items()
    },
    **COVERAGE,
    **rows("graph", {name: f"グラフデータ（バーンアップ、1日1行）: {said}" for name, said in GRAPH.items()}),
    **rows("graph_defects", {name: f"グラフデータ2（PB曲線、1日1行）: {said}" for name, said in GRAPH.items()}),
    **{
        f"charts.{key}": f"Word のグラフ。代替テキストを chart:{key} にしたグラフに{called}が入ります"
        for key, called in _CURVES.items()
    },
    **{f"charts.{key}.title": f"{called}の題名" for key, called in _CURVES.items()},
    **{f"charts.{key}.alt": f"{called}の代替テキスト（内容を言葉にした一文）" for key, called in _CURVES.items()},
    **PROOFS,
    **FIGURES,
    **document(),
}
