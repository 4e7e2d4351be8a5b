"""One table drawn up in other ways: elsewhere on the sheet, under other headings, its columns and rows rearranged.

    grid = relaid("issue", {"renamed", "title"}, random.Random(7))

What a person reads in it stays the same: the kind, the records in their order, the values of their fields.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from pmo_xl.model.grid import Area, Grid, SheetFacts
from pmo_xl.sheets.finding.layout import find_tables
from pmo_xl.sheets.finding.synonyms import GENERAL
from pmo_xl.sheets.finding.synonyms_of_kind import OF_KIND
from tests.support.sheet import rows_of

WAYS = ("moved", "title", "renamed", "permuted", "two rows", "blank rows", "prepared rows", "hidden rows")
_SHEETS = {
    "issue": "課題一覧", "defect": "不具合一覧", "test": "テスト項目", "todo": "ToDo一覧", "qa": "Q&A一覧", "wbs": "WBS", "risk": "リスク一覧",
}  # fmt: skip
TABLES = {
    "issue": """
        | 課題ID | 件名               | 内容                                       | 優先度 | 起票日     | 起票者    | 担当者    | 期限       | 状態   | 完了日     | 備考           |
        | K-001  | 帳票の桁があふれる | 受注一覧の金額が10桁を超えると印字されない | 高     | 2024/04/22 | 佐藤 一郎 | 田中 花   | 2024/05/10 | 対応中 |            | A社に照会済み  |
        | K-002  | 画面の文言が違う   | 登録ボタンの文言が仕様書と異なっている     | 低     | 2024/04/23 | 鈴木 次郎 | 田中 花   | 2024/05/02 | 完了   | 2024/05/01 |                |
        | K-003  | 送信が遅れる       | 夜間の送信が翌朝までに終わらないことがある | 高     | 2024/04/24 | 佐藤 一郎 | 高橋 三郎 | 2024/05/08 | 未着手 |            |                |
        | K-004  | 印刷の余白         | 納品書の余白が足りず綴じると読めない       | 中     | 2024/04/25 | 佐藤 一郎 | 高橋 三郎 | 2024/05/17 | 保留   |            | 様式は総務が決める |
        | K-005  | 検索が遅い         | 取引先の検索に十秒以上かかる               | 中     | 2024/04/25 | 鈴木 次郎 | 田中 花   | 2024/05/09 | 対応中 |            |                |""",
    "defect": """
        | 不具合ID | 件名     | 事象                            | 重要度 | 検出日     | 検出者    | ベンダー | 状態   | 原因           | 修正予定日 | 修正日     | クローズ日 |
        | D-001    | 桁あふれ | 金額が10桁を超えると印字されない | 致命   | 2024/04/22 | 佐藤 一郎 | A社      | 修正中 |                | 2024/05/10 |            |            |
        | D-002    | 送信漏れ | 夜間の送信で3件が送られていない  | 高     | 2024/04/23 | 鈴木 次郎 | B社      | 完了   | 設定の誤り     | 2024/04/30 | 2024/04/30 | 2024/05/02 |
        | D-003    | 文言誤り | 登録ボタンの文言に誤字がある     | 低     | 2024/04/24 | 佐藤 一郎 | A社      | 新規   |                |            |            |            |
        | D-004    | 余白なし | 納品書の余白がなく綴じると読めない | 中   | 2024/04/25 | 山下 四葉 | A社      | 対応済 | 様式の考慮漏れ | 2024/05/07 | 2024/05/07 |            |""",
    "test": """
        | テストID | 分類 | テスト項目 | 手順                 | 期待結果                   | 予定日     | 実施日     | 実施者    | 結果 | 不具合ID | 備考         |
        | T-001    | 受注 | 受注登録   | 受注画面で登録を押す | 受注番号が採番されること   | 2024/05/01 | 2024/05/01 | 佐藤 一郎 | OK   |          |              |
        | T-002    | 受注 | 受注取消   | 受注画面で取消を押す | 取消の確認が表示されること | 2024/05/01 | 2024/05/02 | 佐藤 一郎 | NG   | D-001    | 再試験が要る |
        | T-003    | 受注 | 受注照会   | 照会画面で検索を押す | 一覧が新しい順に並ぶこと   | 2024/05/02 | 2024/05/02 | 鈴木 次郎 | OK   |          |              |
        | T-004    | 出荷 | 出荷指示   | 出荷画面で指示を押す | 指示書が印刷されること     | 2024/05/07 |            |           |      |          |              |
        | T-005    | 請求 | 請求締め   | 締め画面で実行を押す | 請求書が作成されること     | 2024/05/08 | 2024/05/07 | 鈴木 次郎 | 保留 |          | 伝票を用意する |""",
    "todo": """
        | No    | ToDo             | 依頼元    | 担当者    | 依頼日     | 期限       | 状態   | 完了日     | 備考  |
        | A-001 | 名簿を提出する   | 佐藤 一郎 | 田中 花   | 2024/04/22 | 2024/05/10 | 対応中 |            |       |
        | A-002 | 端末を手配する   | 佐藤 一郎 | 高橋 三郎 | 2024/04/23 | 2024/05/02 | 完了   | 2024/05/01 | 10台  |
        | A-003 | 手順書を確認する | 鈴木 次郎 | 田中 花   | 2024/04/24 | 2024/05/08 | 未着手 |            |       |
        | A-004 | 会場を予約する   | 鈴木 次郎 | 山下 四葉 | 2024/04/24 | 2024/05/17 | 未着手 |            | 第2会議室 |""",
    "qa": """
        | No    | 件名           | 質問                               | 質問者    | 質問日     | 回答期限   | 回答                 | 回答者    | 回答日     | 状態     |
        | Q-001 | 締め日について | 締め日は月末でよいでしょうか       | 佐藤 一郎 | 2024/04/22 | 2024/05/02 | 月末で問題ありません | 田中 花   | 2024/05/01 | 完了     |
        | Q-002 | 帳票の様式     | 納品書の様式は現行どおりでしょうか | 鈴木 次郎 | 2024/04/23 | 2024/05/08 |                      |           |            | 回答待ち |
        | Q-003 | 権限の範囲     | 経理部は受注を変更できますか       | 佐藤 一郎 | 2024/04/24 | 2024/05/10 | 変更できません       | 高橋 三郎 | 2024/05/07 | 回答済   |""",
    "wbs": """
        | タスク   | 担当者    | 予定開始日 | 予定終了日 | 実績開始日 | 実績終了日 | 進捗率 | 備考       |
        | 要件定義 | 佐藤 一郎 | 2024/04/01 | 2024/04/12 | 2024/04/01 | 2024/04/15 | 100%   |            |
        | 基本設計 | 鈴木 次郎 | 2024/04/15 | 2024/05/02 | 2024/04/16 |            | 80%    | 帳票が残る |
        | 詳細設計 | 田中 花   | 2024/05/07 | 2024/05/31 |            |            | 0%     |            |
        | 製造     | 高橋 三郎 | 2024/06/03 | 2024/07/12 |            |            | 0%     |            |""",
    "risk": """
        | リスクID | リスク名   | リスク内容                       | 発生確率 | 影響度 | 対応策             | 担当者    | 期限       | 状態   |
        | R-001    | 要員不足   | 検証要員が確保できずテストが遅れる | 高     | 高     | 派遣要員を手配する | 佐藤 一郎 | 2024/05/10 | 対応中 |
        | R-002    | 機器の納期 | サーバーの納期が延びる恐れがある   | 中     | 高     | 代替機を借りる     | 鈴木 次郎 | 2024/05/17 | 未着手 |
        | R-003    | 仕様変更   | 税率の改正が決まる可能性がある     | 低     | 中     | 動向を毎週確認する | 田中 花   | 2024/05/31 | 完了   |""",
}
_GROUPS = {  # field → the word over it and its own word, which together say what one heading said
    "issue": {"raised_date": ("起票", "日付"), "raised_by": ("起票", "氏名")},
    "defect": {"detected_date": ("検出", "日付"), "detected_by": ("検出", "氏名")},
    "todo": {"raised_date": ("依頼", "日付"), "raised_by": ("依頼", "氏名")},
    "qa": {"response": ("回答", "内容"), "responded_by": ("回答", "氏名"), "response_date": ("回答", "日付")},
    "wbs": {
        "planned_start": ("予定", "開始日"), "planned_end": ("予定", "終了日"), "actual_start": ("実績", "開始日"),
        "actual_end": ("実績", "終了日"),
    },
}  # fmt: skip
# Words that belong to the sheets of one kind: nobody calls an issue's number バグID.
_NOUNS = {
    "issue": "課題|懸案|Issue", "defect": "不具合|障害|バグ|Defect|Bug|BTS|Fix", "risk": "リスク|Risk", "todo": "ToDo|依頼|宿題|Action|アクション",
    "qa": "質問|QA|Question|Query|問合せ|照会|Answer|回答|返答", "test": "テスト|試験|Test|TC|ケース|再", "wbs": "WBS|タスク|Task|作業|アクティ",
    "change": "変更", "requirement": "要件|要求", "review": "指摘", "meeting": "会|議|発言|論点",
}  # fmt: skip
_DECIDED_BY_OTHERS = ("対応予定日", "チケット", "ticket", "いつ")  # what they mean, other columns tell


@dataclass(frozen=True)
class Table:
    """The table as it was first drawn: its kind, its headings and rows, and which field each column holds."""

    kind: str
    heads: list
    rows: list
    fields: list


@cache
def plain(kind):
    """The first drawing."""
    heads, *rows = rows_of(TABLES[kind])
    (table,) = find_tables(Grid("台帳.xlsx", _SHEETS[kind], [heads, *rows])).tables
    assert table.kind == kind
    names = {column: name for name, column in table.columns.items()}
    assert len(names) == len(heads), f"{kind}: {set(heads) - {heads[column - 1] for column in names}}"
    return Table(kind, heads, rows, [names[column] for column in range(1, len(heads) + 1)])


@cache
def other_words(kind, field):
    """The headings that mean this field and no other in such a table."""
    general, own = defaultdict(set), defaultdict(set)
    for known, words in ((general, GENERAL), (own, OF_KIND.get(kind, {}))):
        for name, line in words.items():
            for word in line.split(", "):
                known[word].add(name)
    fitting = (word for word in (*own, *general) if own[word] | general[word] == {field})
    others = "|".join(nouns for name, nouns in _NOUNS.items() if name != kind)
    found = [
        word
        for word in dict.fromkeys(fitting)
        if (re.search(_NOUNS[kind], word, re.I) or not re.search(others, word, re.I))
        and not any(part in word for part in _DECIDED_BY_OTHERS)
    ]
    telling = [word for word in found if re.search(_NOUNS[kind], word, re.I)]
    return telling if field == "title" and telling else found  # something has to tell the kind


def relaid(kind, ways, chance):
    """The table drawn up in these of WAYS as a grid, and the rows in which its records stand."""
    table = plain(kind)
    groups = _GROUPS.get(kind, {}) if "two rows" in ways else {}
    order = _order(table, groups, chance if "permuted" in ways else None)
    heads = [_head(table, at, "renamed" in ways, chance) for at in order]
    left = chance.randrange(4) if "moved" in ways else 0
    lines = [[] for _ in range(chance.randrange(6) if "moved" in ways else 0)]
    if "title" in ways:
        lines += [
            [_SHEETS[kind]],
            ["プロジェクト名", "基幹刷新", None, "作成日", date(2024, 4, 1), None, "作成者", "佐藤"],
            [],
        ]
    top = len(lines) + 1
    fields = [table.fields[at] for at in order]
    if "two rows" in ways:
        lines += [[groups[f][0] if f in groups else head for f, head in zip(fields, heads, strict=True)]]
        lines += [[groups[f][1] if f in groups else None for f in fields]]
        merges = list(_merges(lines, fields, groups, top, left))
    else:
        lines, merges = [*lines, heads], []
    records = []
    for row in table.rows:
        if "blank rows" in ways and records and chance.random() < 0.3:
            lines.append([])
        lines.append([row[at] for at in order])
        records.append(len(lines))
    if "prepared rows" in ways:
        lines += _prepared(table, order, chance.randrange(1, 8))
    hidden = frozenset(row for row in records if "hidden rows" in ways and chance.random() < 0.4)
    width = left + max(map(len, lines))
    cells = [[*[None] * left, *line, *[None] * (width - left - len(line))] for line in lines]
    facts = SheetFacts(merges=tuple(merges), hidden_rows=hidden)
    return Grid("台帳.xlsx", _SHEETS[kind], cells, facts), records


def _order(table, groups, chance):
    """The columns in another order; those of one group stay together, and the number stays in front."""
    blocks = {}
    for at, field in enumerate(table.fields):
        blocks.setdefault(groups[field][0] if field in groups else field, []).append(at)
    first, *others = blocks.values()
    if chance is not None:
        chance.shuffle(others)
    return [at for block in (first, *others) for at in block]


def _head(table, at, is_renamed, chance):
    words = other_words(table.kind, table.fields[at]) if is_renamed else []
    return chance.choice(words) if words else table.heads[at]


def _merges(lines, fields, groups, top, left):
    """A group's word over all its columns, every other heading over both rows."""
    at = 0
    while at < len(fields):
        end = at
        if fields[at] not in groups:
            yield Area(top, left + at + 1, top + 1, left + at + 1)
        else:
            while (
                end + 1 < len(fields)
                and fields[end + 1] in groups
                and groups[fields[end + 1]][0] == groups[fields[at]][0]
            ):
                end += 1
                lines[top - 1][end] = None
            if end > at:
                yield Area(top, left + at + 1, top, left + end + 1)
        at = end + 1


def _prepared(table, order, count):
    """Rows that hold nothing but the next numbers; none where nothing is numbered."""
    numbered = next((at for at, field in enumerate(table.fields) if field in ("id", "test_case_id")), None)
    if numbered is None:
        return []
    head, digits = re.match(r"(.*?)(\d+)$", table.rows[-1][numbered]).groups()
    numbers = (f"{head}{int(digits) + more:0{len(digits)}d}" for more in range(1, count + 1))
    return [[number if at == numbered else None for at in order] for number in numbers]
