"""The sample project's issues: what each is about, when it came up, what was promised, and how it went."""

from dataclasses import dataclass
from datetime import date

from tests.make.sample.days import is_working, md, shift
from tests.make.sample.people import in_charge
from tests.make.sample.rows import Row
from tests.make.sample.testing import numbered

# raised | area | severity | raised by | owner | org | working days to due | slips (working days) | closed after | title | description | action
# closed after: working days from the last due date (0 = on it); "-" still open after the phase; "w" waits for an answer; "x" rejected
_LINES = """
10/26|全般|medium|空野ひかる|月岡あかり|情報システム部|5||0|検証環境の利用者登録が3名分もれている|UAT開始日に実施者3名がログインできなかった|利用者を追加し、登録手順書に確認欄を設けた
10/26|販売|medium|若葉花子|紅葉次郎|営業部|8||-2|値引率の上限を誰が承認するか決まっていない|現行は口頭で承認している|営業部長の承認とし、承認経路に設定した
10/27|移行|high|月岡あかり|月岡あかり|情報システム部|10|5|0|得意先マスタの名寄せが終わっていない|重複の候補が312件あり、営業部の確認が必要|営業部と2回に分けて確認し、統合した
10/27|購買|low|渡邉一郎|柏木かおる|購買部|10||1|購買依頼の記入例が現場の言葉と違う|「品目区分」が伝わらない|記入例を現場の言葉に書き直した
10/28|連携|high|髙峰三郎|乙川一子|B社|6|3|0|検証用のWMSの接続先が本番の控えになっている|接続試験で本番の控えの応答が返った|接続先を検証用に変更し、設定の一覧を確認した
10/28|会計|medium|楓山あかね|雪村冬子|経理部|9||0|補助科目の統廃合の方針が部門ごとに違う|旧科目を残すかどうかで集計が変わる|旧科目は残さず、対応表で読み替える
10/29|在庫|medium|竹林たけし|竹林たけし|物流部|7||-1|棚番のラベルの桁が新システムと合わない|現行6桁、新8桁|先頭に倉庫番号2桁を付けて印字した
10/30|販売|low|桜庭さくら|椿原つばき|営業部|12||0|見積の有効期限の既定値を決めたい|30日か60日か|30日とした
10/30|帳票|medium|楓山あかね|丙山三郎|C社|8|4|1|請求書の角印の位置が封筒の窓に重なる|印刷して封入すると宛名にかかる|角印を右に12mm移した
11/02|全般|medium|海野なぎさ|空野ひかる|情報システム部|4||0|不具合の重要度の付け方が部門で違う|「高」が多く、優先順が決められない|基準表を作り、夕会で見直すこととした
11/02|会計|high|松風みどり|甲斐原みつ|A社|6|2|0|月次締めの所要時間が現行の2倍かかる|検証データで95分|集計の並列化で48分になった
11/04|購買|medium|柏木かおる|渡邉一郎|購買部|8||0|下請法の対象の仕入先に印が付いていない|発注書の様式が切り替わらない|対象42社に印を付けた
11/04|連携|medium|杉森すぎお|乙部二郎|B社|9|3|1|経費精算の添付ファイルの保存先が決まっていない|電子帳簿保存法の要件を満たす必要がある|文書管理の領域に保存することとした
11/05|移行|high|月岡あかり|甲野太郎|A社|9|4|2|移行リハーサルの所要時間が計画を4時間超えた|在庫評価の移行が長い|移行の順番を見直し、2時間短縮した
11/05|販売|medium|椿原つばき|紅葉次郎|営業部|12|5|-|特約店の掛率の見直しを稼働前に行うか決まらない|営業会議で議論中|
11/06|在庫|medium|梅園うめこ|梅園うめこ|物流部|8||0|ハンディ端末の電波が第2倉庫の奥で届かない|入庫の登録が途中で切れる|中継機を1台追加した
11/06|会計|medium|楓山あかね|松風みどり|経理部|10|5|w|税理士への消費税区分の確認が返ってこない|軽減税率の対象品目12件|
11/09|全般|medium|空野ひかる|星川ひとみ|人事部|9||0|研修の会場が本番研修の人数に足りない|第3回が定員を8名超える|別会場を1つ追加した
11/09|購買|high|渡邉一郎|甲田次郎|A社|8|4|-|発注承認の代理設定が期間をまたぐと効かない|代理の期間が月をまたぐと承認できない。月末の承認が止まるおそれがある|修正の方法と費用をA社が検討中
11/09|帳票|low|椿原つばき|丙谷四葉|C社|12|6|-|販売実績のグラフの色が印刷で見分けられない|白黒印刷の部門がある|
11/10|全般|high|海野なぎさ|乙川一子|B社|2||0|検証環境が半日停止し、テストが止まった|連携基盤の更新が原因。11/10午後から11/11午前|更新を夜間に限ることとし、手順を改めた
11/10|移行|medium|月岡あかり|月岡あかり|情報システム部|12|5|-|旧システムの参照期間と費用が決まっていない|保守契約が2027年3月末まで|
11/11|販売|high|若葉花子|甲府はるか|A社|8|3|-|年末の特売の単価切替を夜間に間に合わせたい|現行は切替に6時間かかる|一括切替の処理を追加し、検証中
11/11|在庫|medium|竹林たけし|雪村冬子|経理部|9||0|棚卸差異の承認の金額基準が決まっていない|現行は経理部長の判断|1件10万円以上を経理部長の承認とした
11/12|連携|medium|髙峰三郎|乙部二郎|B社|10|4|-|WMSの保守窓口の夜間の連絡先がない|夜間の連携停止に気づけない|保守契約の追加を見積り中
11/12|会計|medium|松風みどり|楓山あかね|経理部|8||1|固定資産の按分率の根拠資料が見つからない|3部門で共用する設備|過去の稟議を確認し、資料を復元した
11/12|購買|medium|柏木かおる|柏木かおる|購買部|9|4|-|仕入先への新しい発注書の案内が済んでいない|218社のうち95社が未案内|残りを郵送で案内する
11/16|全般|high|空野ひかる|青葉一郎|経営企画部|6|3|-|稼働日の前後の要員の確保が決まっていない|年末休業と重なり、立会い6名が不足|
11/16|販売|medium|桜庭さくら|紅葉次郎|営業部|8||-|得意先への請求書の様式変更の通知文が未承認|12月の請求から様式が変わる|法務の確認中
11/16|移行|medium|月岡あかり|甲野太郎|A社|7||-|品目マスタの単位の換算が2件合わない|箱と個の換算|換算表を修正し、再移行で確認する
11/17|連携|critical|髙峰三郎|乙川一子|B社|4|3|-|倉庫への出荷指示の欠落が業務に与える影響の見極め|不具合〔出荷指示データの一部〕の影響範囲。出荷漏れの顧客対応を含む|欠落条件を調査し、電話での件数確認を続けている
11/17|会計|medium|楓山あかね|雪村冬子|経理部|8||-|月次締めの責任分担が販売と経理で決まっていない|締めの確定を誰が押すか|
11/17|在庫|low|梅園うめこ|竹林たけし|物流部|12||-|滞留在庫の区分の月数を見直したい|現行は6か月・12か月|
11/18|販売|high|若葉花子|甲府はるか|A社|6||-|売上計上の確認が出荷指示の不具合で止まっている|12件が実施不可。12/2までの再開が必要|不具合〔出荷指示データの一部〕の修正後に優先して実施する
11/18|購買|medium|渡邉一郎|甲田次郎|A社|7||-|支払予定の端数の扱いが仕入先ごとに違う|切捨てと四捨五入が混在|仕入先マスタに区分を追加する案を検討
11/18|全般|medium|海野なぎさ|星川ひとみ|人事部|8||-|操作説明書の第2版の印刷が研修に間に合わない|11/30の研修に120部必要|
11/19|移行|high|月岡あかり|月岡あかり|情報システム部|5||-|移行リハーサル2回目の判定基準が未承認|12/7に実施予定|基準の案を作成し、業務責任者が確認中
11/19|帳票|medium|楓山あかね|丙山三郎|C社|8||-|決算帳票の注記の文言が監査法人と合意できていない|監査法人の回答待ち|
11/19|連携|medium|杉森すぎお|乙川一子|B社|7||-|連携監視の通知先に退職者が残っている|通知が届かない|
11/20|販売|medium|椿原つばき|若葉花子|営業部|8||-|返品の理由区分が現行より少ない|分析に使えない|区分を3つ追加する案を確認中
11/20|会計|high|松風みどり|甲斐原みつ|A社|5||-|支払データの文字コードが銀行の検査を通らない|銀行の事前検査で2件のエラー|外字を置き換える処理を追加する
11/20|全般|low|空野ひかる|海野なぎさ|情報システム部|10||-|問い合わせの受付時間が部門に知られていない|稼働後の窓口案内|
11/24|在庫|medium|竹林たけし|竹林たけし|物流部|8||-|年末の棚卸と移行の日程が重なっている|12/29に棚卸を予定|
11/24|連携|high|髙峰三郎|乙部二郎|B社|5||-|連携基盤の証明書の期限が稼働後2週間で切れる|2027/1/19に失効|
11/25|購買|medium|柏木かおる|甲田次郎|A社|8||-|発注点の計算に移動中の在庫が含まれない|発注が過剰になる|
11/26|会計|medium|楓山あかね|甲斐原みつ|A社|6||-|試算表の部門の並びが組織図と違う|経営会議の資料に影響|
11/27|全般|high|空野ひかる|甲野太郎|A社|5||-|修正版の適用の回数が増え、再テストが追いつかない|週3回の適用|
"""
# what it means for the business, written for the serious ones
_IMPACT = {
    3: "移行の得意先に重複が残る",
    5: "接続試験のやり直し2日",
    11: "月次決算が1日遅れる",
    14: "稼働日の朝9時に間に合わない",
    19: "業務: 発注600件/月を1件ずつ確かめ紙で回付、顧客: 欠品の連絡が1日遅れる",
    21: "テスト2日分（25件）の遅れ",
    23: "特売初日の価格誤りのおそれ",
    28: "稼働日の問い合わせに応じられない",
    31: "出荷漏れ1日5件、顧客への連絡",
    34: "テスト12件が止まる",
    37: "移行の可否を判定できない",
    41: "12月の支払が銀行に受け付けられない",
    44: "稼働2週間後に全連携が止まる",
    47: "再テストが1日8件増える",
}
# what was written later under 対応内容
_SINCE = {19: (md(11, 20), "A社の見積り（3,000,000円、12/18適用）を受領し、オーナーの判断を求める")}


@dataclass(frozen=True)
class Issue:
    """An issue over its whole life. `dues` are (known from, due date), the last one being the newest promise."""

    number: int
    area: str
    severity: str
    raised: date
    raised_by: str
    owner: str
    org: str
    dues: tuple[tuple[date, date], ...]
    closed: date | None
    waits: bool
    title: str
    description: str
    action: str

    @property
    def id(self) -> str:
        """K-001 …"""
        return f"K-{self.number:03d}"

    def row(self, day: date) -> Row:
        """The issue as the sheet shows it on a day."""
        done = self.closed is not None and self.closed <= day
        status = "closed" if done else "waiting" if self.waits and day > shift(self.raised, 2) else "in_progress"
        if not done and day <= shift(self.raised, 1):
            status = "open"
        due = [due for known, due in self.dues if known <= day][-1]
        started = status in ("in_progress", "closed", "waiting")
        return Row(
            "issue",
            self.id,
            "課題一覧",
            {
                "id": self.id,
                "category": self.area,
                "title": numbered(self.title),
                "description": numbered(self.description),
                "priority": self.severity,
                "impact": _IMPACT.get(self.number),
                "raised_date": self.raised,
                "raised_by": self.raised_by,
                "owner": in_charge(self.owner, due),
                "owner_org": self.org,
                "due_date": due,
                "status": status,
                "action": self.doing(day) if started else None,
                "updated_date": self.touched(day) if not done else self.closed,
                "closed_date": self.closed if done else None,
                "remarks": None,
            },
        )

    def doing(self, day: date) -> str | None:
        """What the line says about it."""
        since, later = _SINCE.get(self.number, (date.max, ""))
        return (later if day >= since else numbered(self.action)) or None

    def touched(self, day: date) -> date:
        """When the line was last written: never more than two working days ago."""
        last = day if is_working(day) else shift(day, -1)
        return max(self.raised, shift(last, -(self.number % 3)))


def issues() -> tuple[Issue, ...]:
    """All issues of the phase in the order they came up."""
    return tuple(_issue(number, line) for number, line in enumerate(_LINES.strip().splitlines(), 1))


def _issue(number: int, line: str) -> Issue:
    raised_text, area, severity, raised_by, owner, org, days, slip, end, title, description, action = line.split("|")
    raised = _day(raised_text)
    dues = [(raised, shift(raised, int(days)))]
    if slip:
        dues.append((shift(dues[-1][1], 1), shift(dues[-1][1], int(slip))))
    closed = None if end in ("-", "w", "x") else shift(dues[-1][1], int(end))
    if closed is None:  # as long as it stays open, the day after each due day brings a new promise
        while dues[-1][1] < md(12, 11):
            dues.append((shift(dues[-1][1], 1), shift(dues[-1][1], 4 + number % 4)))
    elif closed > dues[-1][1]:
        dues.append((shift(dues[-1][1], 1), closed))
    return Issue(
        number,
        area,
        severity,
        raised,
        raised_by,
        owner,
        org,
        tuple(dues),
        closed,
        end == "w",
        title,
        description,
        action,
    )


# raised | closed | raised by | owner | title | description
_TRAINING = """
11/17|11/20|星川ひとみ|星川ひとみ|説明書の画面の絵が古く、ボタンの名前が違う|第1回研修。12か所
11/17|-|椿原つばき|甲府はるか|受注入力の並びが現場の伝票の順と違う|第1回研修。慣れの問題か改善かを判断したい
11/18|-|柏木かおる|星川ひとみ|検収の操作が1回の研修では覚えきれない|第2回研修。短い動画がほしいとの声
11/19|11/24|竹林たけし|月岡あかり|研修環境に棚卸の練習用データがない|第2回研修
11/24|-|梅園うめこ|甲野太郎|エラーの文言が専門用語で、何をすればよいか分からない|第3回研修。5画面
"""


def known(day: date) -> list[Row]:
    """The issues on both sheets on a day: the list, and what came up in training."""
    rows = [issue.row(day) for issue in issues() if issue.raised <= day]
    found = [_training(number, line, day) for number, line in enumerate(_TRAINING.strip().splitlines(), 1)]
    return rows + [row for row in found if row is not None]


def _training(number: int, line: str, day: date) -> Row | None:
    raised_text, closed_text, raised_by, owner, title, description = line.split("|")
    raised, closed = _day(raised_text), None if closed_text == "-" else _day(closed_text)
    if raised > day:
        return None
    done = closed is not None and closed <= day
    last = day if is_working(day) else shift(day, -1)
    return Row(
        "issue",
        f"TR-{number:02d}",
        "研修課題",
        {
            "id": f"TR-{number:02d}",
            "raised_date": raised,
            "phase": "研修",
            "title": title,
            "description": description,
            "raised_by": raised_by,
            "owner": owner,
            "status": "closed" if done else "in_progress" if day > raised else "open",
            "due_date": None if done else shift(last, 3 + number),
            "updated_date": closed if done else max(raised, shift(last, -1)),
            "closed_date": closed if done else None,
            "remarks": "説明書 第2版で反映" if done else None,
        },
    )


def _day(text: str) -> date:
    month, day = text.split("/")
    return md(int(month), int(day))
