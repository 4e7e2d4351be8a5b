"""The sample project's ToDo and requests: small promises between the people, due within days."""

from datetime import date

from tests.make.sample.days import is_working, md, shift
from tests.make.sample.people import BY_NAME, in_charge
from tests.make.sample.rows import Row
from tests.make.sample.testing import numbered

# raised | asked by | owner | working days to due | closed after (working days from due; - open) | related | title
_INSIDE = """
10/26|空野ひかる|月岡あかり|2|0||UAT実施者の利用者番号の一覧を配布する
10/26|空野ひかる|若葉花子|3|0||販売のテストデータの準備状況を報告する
10/26|海野なぎさ|渡邉一郎|3|1||購買のテストデータの準備状況を報告する
10/27|空野ひかる|楓山あかね|3|0||経理部の月次業務とUATの日程の重なりを確認する
10/28|紅葉次郎|椿原つばき|5|0|K-002|値引の承認者の一覧を作成する
10/29|空野ひかる|海野なぎさ|2|0||夕会の進め方を1枚にまとめる
10/30|雪村冬子|松風みどり|5|1|K-006|補助科目の対応表の案を作成する
11/02|空野ひかる|梅園うめこ|4|0||在庫のテストの立会い時間を倉庫と調整する
11/02|月岡あかり|杉森すぎお|5|0|K-005|検証用WMSの接続先を一覧で確認する
11/04|海野なぎさ|桜庭さくら|4|0||請求書の見本を3社分用意する
11/05|空野ひかる|柏木かおる|6|0|K-012|下請法の対象の仕入先の一覧を更新する
11/06|紅葉次郎|若葉花子|5|0||UATの進み具合を営業会議で報告する
11/09|空野ひかる|星川ひとみ|6|1|K-018|研修の第3回の会場を予約する
11/09|雪村冬子|楓山あかね|7|0||決算帳票の見本を監査法人へ送る
11/10|空野ひかる|髙峰三郎|1|0|K-021|環境停止の影響を受けたテストを一覧にする
11/11|海野なぎさ|竹林たけし|8|0||棚卸の手順書の案を確認する
11/12|空野ひかる|月岡あかり|8|0|K-014|移行リハーサルの所要時間を工程別にまとめる
11/12|雪村冬子|松風みどり|9|-|K-017|税理士へ消費税区分の回答を再依頼する
11/16|空野ひかる|海野なぎさ|5|0||議事録の未発行分を発行する
11/16|紅葉次郎|桜庭さくら|7|-|K-029|請求書の様式変更の通知文を法務に確認する
11/17|青葉一郎|紅葉次郎|6|-|K-028|年末年始の立会い要員の候補を出す
11/17|空野ひかる|杉森すぎお|6|-|K-039|連携監視の通知先の一覧を最新にする
11/18|雪村冬子|竹林たけし|7|-|K-024|棚卸差異の承認の流れを図にする
11/18|空野ひかる|若葉花子|6|-|K-034|売上計上の再開時の実施順を決める
11/19|海野なぎさ|柏木かおる|6|-|K-027|未案内の仕入先95社の宛名を用意する
11/19|月岡あかり|梅園うめこ|7|-|K-030|単位の換算表を物流部で確認する
11/20|空野ひかる|渡邉一郎|5|-||保留中のT-P052の口座情報を確認する
11/20|紅葉次郎|椿原つばき|6|-|K-040|返品の理由区分の追加案を営業部で確認する
11/24|空野ひかる|海野なぎさ|3|-||11/27の判定会議の資料の目次を作る
11/24|雪村冬子|楓山あかね|4|-|K-032|月次締めの責任分担の案を経理部でまとめる
11/26|空野ひかる|月岡あかり|4|-||移行リハーサルの立会い者に案内を送る
"""
_VENDORS = """
10/27|空野ひかる|甲府はるか|4|0||受注入力の処理時間の測定結果を提示してください
10/28|髙峰三郎|乙川一子|4|0|K-005|接続先の設定の一覧を提出してください
10/30|楓山あかね|丙山三郎|6|0|K-009|請求書の角印の位置の修正案を示してください
11/02|松風みどり|甲斐原みつ|5|1|K-011|月次締めの処理時間の改善案を示してください
11/04|杉森すぎお|乙部二郎|6|0|K-013|経費精算の添付ファイルの保存先の案を示してください
11/05|月岡あかり|甲野太郎|7|0|K-014|移行の所要時間の短縮案を示してください
11/09|渡邉一郎|甲田次郎|7|0|K-019|代理承認の修正の影響範囲を示してください
11/10|海野なぎさ|乙川一子|3|0|K-021|環境停止の原因と再発防止策を報告してください
11/11|若葉花子|甲府はるか|8|0|K-023|単価の一括切替の所要時間を測ってください
11/12|髙峰三郎|乙部二郎|8|-|K-025|夜間の保守窓口の見積りを提出してください
11/16|楓山あかね|丙山三郎|7|-|K-038|決算帳票の注記の修正版を提出してください
11/17|月岡あかり|甲野太郎|6|-|K-030|品目の再移行の手順を示してください
11/18|海野なぎさ|乙川一子|5|-|K-031|出荷指示の欠落の再現条件を報告してください
11/18|若葉花子|甲府はるか|6|-|K-034|売上計上の再テストに必要なデータを用意してください
11/19|渡邉一郎|甲田次郎|6|-|K-035|支払予定の端数の区分の設計案を示してください
11/19|空野ひかる|丙谷四葉|5|-||帳票の引継ぎの資料を提出してください
11/20|松風みどり|甲斐原みつ|5|-|K-041|銀行の事前検査の結果の写しを提出してください
11/20|空野ひかる|甲野太郎|5|-||12月の修正版の適用日の一覧を提出してください
11/24|髙峰三郎|乙部二郎|4|-|K-044|連携基盤の証明書の更新手順を示してください
11/24|海野なぎさ|丙山三郎|5|-||不具合〔発注書のPDF〕の修正版の提供日を回答してください
11/25|楓山あかね|甲斐原みつ|4|-|K-046|試算表の並びの設定方法を示してください
"""
_DONE = ("共有済み", "完了報告を受領", "確認し問題なし", "資料を保管した", "対応済み。記録は議事録に記載")


def known(day: date) -> list[Row]:
    """The ToDo on the two sheets on a day."""
    lines = [("社内ToDo", line) for line in _INSIDE.strip().splitlines()]
    lines += [("ベンダー依頼", line) for line in _VENDORS.strip().splitlines()]
    rows = [_row(number, sheet, line, day) for number, (sheet, line) in enumerate(lines, 1)]
    return [row for row in rows if row.values["raised_date"] <= day]


def _row(number: int, sheet: str, line: str, day: date) -> Row:
    raised_text, asked_by, owner, days, end, related, title = line.split("|")
    month, monthday = raised_text.split("/")
    raised = md(int(month), int(monthday))
    due = shift(raised, int(days))
    closed = None if end == "-" else shift(due, int(end))
    newest = max(due, closed) if closed else due
    if closed is None:
        while newest < md(12, 11):
            newest = shift(newest, 3 + number % 3)
            if shift(due, 1) <= day < newest:
                due = newest
    elif due < closed and shift(due, 1) <= day:
        due = closed
    done = closed is not None and closed <= day
    status = "closed" if done else "in_progress" if day > raised and number % 4 else "open"
    return Row(
        "todo",
        f"A-{number:03d}",
        sheet,
        {
            "id": f"A-{number:03d}",
            "title": numbered(title),
            "raised_date": raised,
            "raised_by": asked_by,
            "owner": in_charge(owner, due),
            "owner_org": BY_NAME[owner].org,
            "due_date": due,
            "status": status,
            "closed_date": closed if done else None,
            "related_id": related or None,
            "response": _DONE[number % len(_DONE)] if done else _word(number, day, raised),
        },
    )


def _word(number: int, day: date, raised: date) -> str | None:
    """The last thing written about an open ToDo, at most two working days old."""
    last = shift(day if is_working(day) else shift(day, -1), -(number % 3))
    return f"{last.month}/{last.day} 対応中" if last > raised else None
