"""Workbooks as a large system integrator and its subcontractors pass them to each other."""

import re
from datetime import datetime, time

from tests.unseen.draw import SKIPPED, Right, drawing, put


def typed(cell):
    """Days, times and numbers as Excel keeps them; "12" in double quotes stays text."""
    if day := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})(?: (\d{1,2}):(\d\d))?", cell):
        return datetime(*(int(part or 0) for part in day.groups()))
    if clock := re.fullmatch(r"(\d{1,2}):(\d\d)", cell):
        return time(*map(int, clock.groups()))
    if re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return float(cell)
    return cell.strip('"').replace("⏎", "\n")


def cells(line):
    return [typed(cell.strip()) for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def lines(text):
    return [line for line in text.strip().splitlines() if line.strip()]


def box(sheet, area, value, look):
    """A bordered cell, merged where the area is more than one cell."""
    first, _, last = area.partition(":")
    if last and last != first:
        sheet.merge_range(area, value, look)
    else:
        sheet.write(first, value, look)


def boxes(sheet, look, texts):
    for area, text in texts.items():
        box(sheet, area, typed(text), look)


def styles(book, size=9, day="yyyy/mm/dd", fill="#D9E1F2"):
    """Heading, cell and day formats of one book."""
    common = {"border": 1, "font_name": "ＭＳ ゴシック", "font_size": size, "text_wrap": True, "valign": "vcenter"}
    return (
        book.add_format({**common, "bg_color": fill, "align": "center"}),
        book.add_format({**common, "valign": "top"}),
        book.add_format({**common, "valign": "top", "num_format": day}),
    )


def look_of(value, cell, day):
    return day if isinstance(value, (datetime, time)) else cell


@drawing("PT仕様書兼成績書_KJ0210_受注登録画面_第1.2版.xlsx")
def unit_test(book):
    """方眼紙: every column merged over 2-12 narrow ones, three heading rows, repeated on page 2; two rounds with 検印."""
    head, cell, day = styles(book, 8, "m/d", "#CCFFCC")
    cover = book.add_worksheet("表紙")
    cover.set_column("A:AN", 2.4)
    boxes(
        cover,
        head,
        {
            "H8:AG10": "単体試験仕様書兼成績書", "H12:M12": "システム名", "N12:AG12": "A社殿 次期受発注システム",
            "H13:M13": "機能ＩＤ", "N13:AG13": "KJ0210", "H14:M14": "機能名", "N14:AG14": "受注登録画面",
            "U30:X30": "承認", "Y30:AB30": "査閲", "AC30:AG30": "作成",
            "U31:X33": "白樺", "Y31:AB33": "柏木", "AC31:AG33": "若葉",
        },
    )  # fmt: skip
    history = book.add_worksheet("改訂履歴")
    put(
        history,
        "B2",
        """
        | 改訂履歴 |
        |
        | 版数 | 改訂日    | 改訂箇所 | 改訂内容                 | 改訂者 | 承認者 |
        | 1.0  | 2024/5/27 | 全て     | 新規作成                 | 若葉   | 白樺   |
        | 1.1  | 2024/5/31 | 項番9～12 | 内部レビュー指摘No.3反映 | 若葉   | 白樺   |
        | 1.2  | 2024/6/6  | 項番24   | 排他制御の試験を追加     | 楓     | 白樺   |""",
    )
    sheet = book.add_worksheet("試験項目")
    sheet.set_column("A:BJ", 2.4)
    boxes(
        sheet,
        head,
        {
            "A1:P3": "単体試験仕様書兼成績書", "Q1:U1": "システム名", "V1:AH1": "A社殿 次期受発注システム",
            "Q2:U2": "サブシステム", "V2:AH2": "KJ 受注", "Q3:U3": "機能", "V3:AH3": "KJ0210 受注登録画面",
            "AI1:AL1": "作成日", "AM1:AR1": '"2024/05/27"', "AS1:AV1": "作成者", "AW1:BB1": "B社 若葉",
            "AI2:AL2": "更新日", "AM2:AR2": '"2024/06/06"', "AS2:AV2": "更新者", "AW2:BB2": "B社 楓",
            "AI3:AL3": "版数", "AM3:AR3": "第1.2版", "BC1:BE3": "頁", "BF1:BJ3": "1／2",
            "A4:E4": "試験環境", "F4:AH4": "開発環境（DEV02）／Edge　DB：KJDEV2",
            "A5:E5": "項目数", "F5:G5": "25", "H5:K5": "合格", "L5:M5": "18", "N5:Q5": "不合格", "R5:S5": "1",
            "T5:W5": "対象外", "X5:Y5": "1", "Z5:AC5": "未実施", "AD5:AE5": "5",
        },
    )  # fmt: skip
    put(
        sheet,
        "A6",
        "| ※区分　N：正常　E：異常　L：限界　　※判定　○：合格　×：不合格　－：対象外　　※検印は試験リーダが確認後に記入 |",
    )
    spans = [
        "A:B",
        "C:F",
        "G:K",
        "L:W",
        "X:AI",
        "AJ:AK",
        "AL:AN",
        "AO:AQ",
        "AR:AS",
        "AT:AV",
        "AW:AY",
        "AZ:BA",
        "BB:BC",
        "BD:BJ",
    ]
    texts = "項番,大項目,中項目,試験内容,期待結果,区⏎分,実施日,実施者,判定,実施日,実施者,判定,検印,備考（障害票番号等）"

    def heading(row):
        box(sheet, f"AL{row}:BA{row}", "試験結果", head)
        box(sheet, f"AL{row + 1}:AS{row + 1}", "１回目", head)
        box(sheet, f"AT{row + 1}:BA{row + 1}", "２回目（再試験）", head)
        for number, (span, text) in enumerate(zip(spans, texts.split(","), strict=True)):
            first, last = span.split(":")
            top = row + 2 if 6 <= number <= 11 else row
            box(sheet, f"{first}{top}:{last}{row + 2}", text.replace("⏎", "\n"), head)

    def group(row, name, text):
        found = lines(text)
        for down, line in enumerate(found, row):
            values = cells(line)
            for span, value in zip(spans[:1] + spans[2:], values, strict=True):
                first, last = span.split(":")
                box(sheet, f"{first}{down}:{last}{down}", value, look_of(value, cell, day))
        box(sheet, f"C{row}:F{row + len(found) - 1}", name, cell)

    heading(7)
    group(
        10,
        "初期表示",
        """
        | 1 | 画面項目 | メニューから「受注登録」を選択する | 受注日にシステム日付、受注区分に「通常」が表示されること | N | 2024/6/3 | 若葉 | ○ | | | | 柏木 | |
        | 2 | 〃 | 照会画面から受注番号を引き継いで遷移する | 対象受注の内容が全項目表示されること | N | 2024/6/3 | 若葉 | ○ | | | | 柏木 | |
        | 3 | 権限 | 参照権限のみの利用者でログインする | ［登録］ボタンが非活性であること | N | 2024/6/3 | 若葉 | ○ | | | | 柏木 | |
        | 4 | 〃 | 権限なしの利用者でURLを直接指定する | 権限エラー画面（COM-E003）に遷移すること | E | 2024/6/3 | 若葉 | ○ | | | | 柏木 | |""",
    )
    group(
        14,
        "入力チェック",
        """
        | 5 | 得意先コード | 未入力で登録する | 「得意先コードは必須です。」が表示されること | E | 2024/6/3 | 若葉 | ○ | | | | 柏木 | |
        | 6 | 〃 | 未登録のコードを入力する | 「得意先が存在しません。」が表示されること | E | 2024/6/3 | 若葉 | × | 2024/6/5 | 若葉 | ○ | 柏木 | PT-KJ-003 ﾒｯｾｰｼﾞID誤り |
        | 7 | 〃 | 取引停止の得意先を入力する | 警告を表示し、続行可否を選択できること | E | 2024/6/4 | 若葉 | ○ | | | | 柏木 | |
        | 8 | 受注数量 | 0を入力する | 「1以上を入力してください。」が表示されること | L | 2024/6/4 | 若葉 | ○ | | | | 柏木 | |
        | 9 | 〃 | 1を入力する | エラーとならないこと | L | 2024/6/4 | 若葉 | ○ | | | | 柏木 | |
        | 10 | 〃 | 99,999を入力する | エラーとならないこと | L | 2024/6/4 | 若葉 | ○ | | | | 柏木 | |
        | 11 | 〃 | 100,000を入力する | 桁数エラーとなること（入力不可） | L | 2024/6/4 | 若葉 | ○ | | | | 柏木 | |
        | 12 | 納期 | 休業日を指定する | 翌営業日に補正されること | N | 2024/6/4 | 若葉 | － | | | | | 仕様変更CR-011により削除 |""",
    )
    heading(22)
    group(
        25,
        "登録処理",
        """
        | 13 | 受注ヘッダ | 新規登録 | 受注ヘッダに1件追加されること | N | 6/5 | 楓 | ○ | | | | 柏木 | |
        | 14 | 受注明細 | 明細1行で登録 | 受注明細に1件追加されること | N | 6/5 | 楓 | ○ | | | | 柏木 | |
        | 15 | 〃 | 明細99行で登録 | 受注明細に99件追加されること | L | 6/5 | 楓 | ○ | | | | 柏木 | |
        | 16 | 〃 | 明細の中間行を削除して登録 | 行番号が詰めて採番されること | N | 6/5 | 楓 | × | | | | | PT-KJ-005 修正中 |
        | 17 | 採番 | 採番テーブルが最大値 | 採番エラー（KJ-E021）となりロールバックされること | L | 6/6 | 楓 | ○ | | | | | |
        | 18 | ログ | 登録完了後のログ | 操作ログに利用者IDと受注番号が出力されること | N | 6/6 | 楓 | ○ | | | | | |""",
    )
    group(
        31,
        "画面遷移",
        """
        | 19 | ボタン | ［戻る］押下 | 確認後、メニューに戻ること | N | 6/6 | 楓 | ○ | | | | | |
        | 20 | 〃 | ［照会へ］押下 | 登録した受注番号を引き継いで照会画面に遷移すること | N | 6/6 | 楓 | ○ | | | | | |
        | 21 | 〃 | ブラウザの戻るを押下 | 不正遷移エラーとなること | E | | | | | | | | |""",
    )
    group(34, "排他・異常系", """
        | 22 | 排他 | 他利用者が更新中 | 「他の利用者が更新中です。」が表示されること | E | | | | | | | | |
        | 23 | 〃 | 他利用者が先に削除 | 「既に削除されています。」が表示されること | E | | | | | | | | |
        | 24 | 〃 | 同一利用者の2画面で更新 | 後勝ちとならず、排他エラーとなること | E | | | | | | | | 第1.2版で追加 |
        | 25 | DB障害 | 登録中にDBを停止 | システムエラー画面に遷移し、データが残らないこと | E | | | | | | | | DB停止は基盤Tに依頼 |""")  # fmt: skip
    box(sheet, "A38:BJ38", "以　下　余　白", cell)
    for row in range(39, 42):
        for span in spans:
            first, last = span.split(":")
            box(sheet, f"{first}{row}:{last}{row}", "", cell)
    return {
        "表紙": SKIPPED,
        "改訂履歴": SKIPPED,
        "試験項目": [
            Right(
                "test",
                header_rows=[7, 8, 9],
                records="10-21, 25-37",
                columns={
                    "A": "id", "C": "category", "G": ("category_2", "title", "screen"), "L": ("title", "steps"),
                    "X": "expected", "AJ": ("category_3", "kind"), "AL": "executed_date", "AO": "tester",
                    "AR": "result", "AT": "executed_date_2", "AW": "tester_2", "AZ": "result_2",
                    "BB": ("approved_by", "reviewer"), "BD": "remarks",
                },
                canonical={"result": {"pass": 17, "fail": 2, "not_applicable": 1, "not_run": 5}},
            )
        ],
    }  # fmt: skip


@drawing("【IT】障害管理票一覧_240621.xlsx")
def defect_register(book):
    """Half-width kana headings in five groups, statistics and an example above; ids by formula run on below, 取下げ filtered out."""
    head, _, _ = styles(book, 9, fill="#FFFF99")
    sheet = book.add_worksheet("障害一覧")
    sheet.set_column("A:Y", 11)
    sheet.set_column("G:H", 32)
    put(
        sheet,
        "A1",
        """
        | 障害管理票一覧（結合テスト） | | | | | | | | | | | | | | | | | | | | | | 出力日：2024/06/21 | 開発2G |
        | ﾌﾟﾛｼﾞｪｸﾄ： | A社殿 次期販売物流ｼｽﾃﾑ構築 | | | | | | | | 発生 | 完了 | 取下 | 残 | 残(重要度A) |
        |            | | | | | | | | | =COUNTA(G9:G40) => 22 | =COUNTIF(W9:W40,"完了") => 7 | =COUNTIF(W9:W40,"取下げ") => 2 | =J3-K3-L3 => 13 | =COUNTIFS(I9:I40,"A",W9:W40,"<>完了",W9:W40,"<>取下げ") => 2 |""",
    )
    for area, text in {
        "A6:A7": "障害票No", "B6:F6": "発生", "G6:I6": "障害内容", "J6:N6": "調査", "O6:R6": "修正",
        "S6:V6": "再ﾃｽﾄ", "W6:W7": "ｽﾃｰﾀｽ", "X6:X7": "横展開⏎要否", "Y6:Y7": "備考",
    }.items():  # fmt: skip
        box(sheet, area, text.replace("⏎", "\n"), head)
    below = "発生日,検出者,検出会社,ｻﾌﾞｼｽﾃﾑ,ﾃｽﾄ項目No,件名,現象（発生条件・再現手順を記入）,重要度⏎(A/B/C),担当会社,担当者,原因,原因区分,混入工程,修正予定日,修正日,修正内容,修正ﾓｼﾞｭｰﾙ,再ﾃｽﾄ予定日,結果,確認者,完了日"
    for column, text in enumerate(below.split(","), 1):
        sheet.write(6, column, text.replace("⏎", "\n"), head)
    put(
        sheet,
        "A8",
        """
        | 記入例 | 2024/4/1 | 山吹 | 元請 | 受注 | IT-JU-001 | ○○画面で△△エラー | ○○を入力し登録を押下すると… | B | B社 | 桐 | ○○の考慮漏れ | 製造ﾐｽ | PG | 2024/4/5 | 2024/4/5 | ○○の判定を追加 | JU0110.java | 2024/4/8 | OK | 山吹 | 2024/4/8 | 完了 | 要 | |""",
    )
    put(
        sheet,
        "B9",
        """
        | 2024/5/20 | 青葉 | 元請 | 受注 | IT-JU-003 | 受注ﾃﾞｰﾀ連携で明細が欠落 | 明細51行以上の受注を連携すると51行目以降が登録されない | A | B社 | 若葉 | 配列の上限を50で固定していた | 製造ﾐｽ | PG | 2024/5/22 | 2024/5/22 | 上限を定義ﾌｧｲﾙ化 | JUB010 | 2024/5/23 | OK | 青葉 | 2024/5/23 | 完了 | 要 | 横展開済(5/27) |
        | 2024/5/20 | 青葉 | 元請 | 受注 | IT-JU-005 | 得意先名が文字化け | 外字を含む得意先名が「〓」になる | B | B社 | 若葉 | 変換表の未適用 | 設定ﾐｽ | PG | 2024/5/22 | 2024/5/23 | 変換表を適用 | JUC002 | 2024/5/24 | OK | 青葉 | 2024/5/24 | 完了 | 不要 | |
        | 2024/5/21 | 椿 | B社 | 在庫 | IT-ZK-002 | 引当後の在庫数がﾏｲﾅｽ | 同時に引当を行うと在庫数がﾏｲﾅｽになる | A | B社 | 椿 | 排他制御漏れ | 設計ﾐｽ | DD | 2024/5/27 | 2024/5/28 | 行ﾛｯｸを追加 | ZKB020⏎ZKB021 | 2024/5/29 | OK | 青葉 | 2024/5/30 | 完了 | 要 | |
        | 2024/5/21 | 椿 | B社 | 在庫 | IT-ZK-004 | 棚卸差異ﾘｽﾄが出力されない | 差異0件のとき空帳票が出る想定だが出力なし | C | B社 | 椿 | 仕様どおり（0件時は出力しない） | 誤検出 | | | | | | | | | | 取下げ | 不要 | ﾃｽﾄ仕様書を訂正 |
        | 2024/5/22 | 楓 | C社 | 出荷 | IT-SK-001 | 出荷指示書の荷札ｺｰﾄﾞ誤り | 荷札ｺｰﾄﾞの先頭0が落ちる | B | C社 | 楓 | 数値型で編集していた | 製造ﾐｽ | PG | 2024/5/24 | 2024/5/24 | 文字型に変更 | SKR001 | 2024/5/27 | OK | 紅葉 | 2024/5/27 | 完了 | 要 | |
        | 2024/5/22 | 楓 | C社 | 出荷 | IT-SK-007 | 運送会社変更時に送料が再計算されない | 運送会社を変更して確定しても送料が旧会社のまま | B | C社 | 楓 | 再計算呼出し漏れ | 製造ﾐｽ | PG | 2024/5/27 | 2024/5/27 | 変更ｲﾍﾞﾝﾄに再計算を追加 | SKC011 | 2024/5/28 | NG⏎(5/28) | 紅葉 | | 修正中 | 不要 | 軽減税率分が未対応 |
        | 2024/5/24 | 青葉 | 元請 | 請求 | IT-SE-002 | 締日変更後の請求が二重 | 締日を月中に変更すると変更前後で二重請求となる | A | B社 | 檜 | 締日履歴の参照条件誤り | 設計ﾐｽ | BD | 2024/6/7 | 2024/6/10 | 履歴の適用日で判定 | SEB005 | 2024/6/12 | OK | 青葉 | 2024/6/12 | 完了 | 要 | BD改訂(1.4版) |
        | 2024/5/24 | 青葉 | 元請 | 請求 | IT-SE-003 | 〃 | 同上（ﾊﾞｯﾁ側） | A | B社 | 檜 | IT-D007と同一原因 | | | | | | | | | | | 取下げ | | IT-D007に統合 |
        | 2024/5/27 | 紅葉 | 元請 | 共通 | IT-CM-001 | ｾｯｼｮﾝﾀｲﾑｱｳﾄ時の画面が真っ白 | 30分放置後に操作するとｴﾗｰ画面が出ない | B | B社 | 若葉 | ﾌｨﾙﾀの順序誤り | 設定ﾐｽ | PG | 6/3 | 6/3 | web.xml修正 | 共通 | 6/4 | OK | 紅葉 | 6/4 | 完了 | 不要 | |
        | 2024/5/28 | 紅葉 | 元請 | 共通 | IT-CM-004 | 操作ﾛｸﾞに端末名が出ない | VDI端末で端末名が空 | C | B社 | 若葉 | VDIのﾍｯﾀﾞ差異 | 環境 | | 6/7 | 6/10 | 取得方法を変更 | CMF003 | 6/12 | OK | 紅葉 | 6/12 | 完了 | 不要 | |
        | 2024/5/30 | 椿 | B社 | 在庫 | IT-ZK-011 | 移動伝票の倉庫名が空白 | 廃止倉庫を指定すると名称が空白 | C | B社 | 椿 | 廃止ﾌﾗｸﾞで結合除外 | 設計ﾐｽ | DD | 6/14 | 6/14 | 外部結合に変更 | ZKR004 | 6/24 | | | | 再テスト待ち | 要 | |
        | 2024/6/3 | 楓 | C社 | 出荷 | IT-SK-010 | 出荷確定が5分以上かかる | 1,000件一括確定で応答なし | A | C社 | 萩 | 1件ごとにcommit | 性能 | DD | 6/17 | 6/18 | 100件単位に変更 | SKB002 | 6/24 | | | | 再テスト待ち | 要 | 目標60秒 |
        | 2024/6/4 | 楓 | C社 | 出荷 | IT-SK-012 | 納品書の改頁位置ずれ | 21行目から2頁目になるべきが20行目で改頁 | C | C社 | 萩 | 行数定数の誤り | 製造ﾐｽ | PG | 6/14 | 6/17 | 定数修正 | SKR003 | 6/25 | | | | 修正済 | 不要 | |
        | 2024/6/5 | 青葉 | 元請 | 受注 | IT-JU-018 | FAX受注の取込で日付ｴﾗｰ | 和暦2桁年の日付でｴﾗｰ | B | B社 | 若葉 | 和暦変換の考慮漏れ | 設計ﾐｽ | BD | 6/19 | 6/20 | 和暦変換を追加 | JUB030 | 6/25 | | | | 修正済 | 要 | |
        | 2024/6/6 | 青葉 | 元請 | 受注 | IT-JU-021 | 受注取消後に引当が残る | 取消後も引当数が戻らない | B | B社 | 椿 | 取消ｲﾍﾞﾝﾄの連携漏れ | 設計ﾐｽ | BD | 6/26 | | | | | | | | 修正中 | 要 | 受注/在庫両方の修正 |
        | 2024/6/7 | 紅葉 | 元請 | 請求 | IT-SE-009 | 消費税端数が1円ずれる | 明細合計と伝票計で1円差 | B | B社 | 檜 | 丸め単位の不一致 | 仕様 | BD | 未定 | | | | | | | | 保留 | | A社殿に仕様確認中(QA-041) |
        | 2024/6/10 | 紅葉 | 元請 | 請求 | IT-SE-011 | 請求書PDFが白紙 | 0円請求の得意先で白紙PDFが出力される | C | B社 | 檜 | 0円時の帳票ﾃﾞｰﾀなし | 製造ﾐｽ | PG | 6/26 | | | | | | | | 修正中 | 不要 | |
        | 2024/6/12 | 椿 | B社 | 在庫 | IT-ZK-020 | 夜間の在庫締めが異常終了 | 締め対象0件の倉庫でRC=12 | B | B社 | 椿 | 0件時のﾘﾀｰﾝｺｰﾄﾞ誤り | 製造ﾐｽ | PG | 6/21 | | | ZKB050 | | | | | 修正中 | 要 | |
        | 2024/6/14 | 楓 | C社 | 出荷 | IT-SK-022 | 送り状番号が重複採番 | 2端末同時確定で同一番号 | B | C社 | 楓 | | | | | | | | | | | | 調査中 | | |
        | 2024/6/17 | 青葉 | 元請 | 共通 | IT-CM-015 | ﾒﾆｭｰの並び順が設計書と異なる | 在庫と出荷が逆 | C | B社 | 若葉 | | | | | | | | | | | | 調査中 | | |
        | 2024/6/19 | 紅葉 | 元請 | 請求 | IT-SE-020 | 入金消込の候補が表示されない | 名義ｶﾅの濁点を別文字で比較している模様 | A | B社 | | | | | | | | | | | | | 未着手 | | |
        | 2024/6/20 | 楓 | C社 | 出荷 | IT-SK-025 | ﾊﾝﾃﾞｨの画面ﾀｲﾄﾙ誤字 | 「出荷検品」が「出庫検品」 | C | C社 | | | | | | | | | | | | | 未着手 | | |""",
    )  # fmt: skip
    for row in range(9, 41):
        sheet.write_formula(row - 1, 0, '="IT-D"&TEXT(ROW()-8,"000")', None, f"IT-D{row - 8:03}")
    sheet.data_validation("W9:W40", {"validate": "list", "source": "=ﾘｽﾄ!$A$2:$A$9"})
    sheet.data_validation("I9:I40", {"validate": "list", "source": ["A", "B", "C"]})
    sheet.autofilter("A7:Y40")
    sheet.filter_column("W", "x != 取下げ")
    for row in (12, 16):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    sheet.freeze_panes(7, 1)
    guide = book.add_worksheet("記入要領")
    put(
        guide,
        "A1",
        """
        | 障害管理票一覧 記入要領 |
        | 1. 障害を検出した者は当日中に「発生」「障害内容」欄を記入し、ｽﾃｰﾀｽを「未着手」とすること。 |
        | 2. 重要度　A：業務停止・ﾃﾞｰﾀ不正　B：回避策あり　C：軽微 |
        | 3. 再ﾃｽﾄは必ず元請の検出者が実施し、結果欄にOK/NGを記入すること。 |
        | 4. 誤検出・重複は行を削除せず「取下げ」とすること。 |""",
    )
    master = book.add_worksheet("ﾘｽﾄ")
    put(
        master,
        "A1",
        """
        | ｽﾃｰﾀｽ | 混入工程 |
        | 未着手 | RD |
        | 調査中 | BD |
        | 修正中 | DD |
        | 修正済 | PG |
        | 再テスト待ち | |
        | 完了 | |
        | 保留 | |
        | 取下げ | |""",
    )
    master.hide()
    return {
        "障害一覧": [
            Right(
                "defect",
                header_rows=[6, 7],
                records="9-30",
                examples="8",
                placeholders="31-40",
                columns={
                    "A": "id", "B": "detected_date", "C": "detected_by", "E": "system", "F": "test_id", "G": "title",
                    "H": "description", "I": "severity", "J": "vendor", "K": "owner", "L": "cause",
                    "M": ("category", "kind", None), "N": ("phase", None), "O": "fix_plan_date", "P": "fixed_date",
                    "Q": ("action", "response"), "S": "retest_plan_date", "T": "retest_result",
                    "U": ("reviewer", "approved_by"), "V": "closed_date", "W": "status", "X": None, "Y": "remarks",
                },
                canonical={
                    "status": {
                        "closed": 7, "rejected": 2, "in_progress": 6, "resolved": 4, "waiting": 1, "open": 2,
                    },
                    "severity": {"high": 6, "medium": 9, "low": 7},
                },
            )
        ],
        "記入要領": SKIPPED,
        "ﾘｽﾄ": SKIPPED,
    }  # fmt: skip


def system_test_sheet(book, looks, name, scenario, cases, blank=0):
    """One scenario: a test case is a block of rows merged everywhere except its steps."""
    head, cell, day = looks
    sheet = book.add_worksheet(name)
    sheet.set_column("A:A", 1.5)
    sheet.set_column("B:P", 10)
    sheet.set_column("F:G", 34)
    boxes(
        sheet,
        head,
        {
            "B1:H2": "総　合　試　験　項　目　表", "M1": "承認", "N1": "査閲", "O1": "作成", "M2": "", "N2": "", "O2": "",
            "B4": "システム名", "C4:D4": "Ａ社様　会員基幹システム", "F4": "試験シナリオ", "G4:H4": scenario,
            "B5": "試験環境", "C5:D5": "総合試験環境（ＳＴ１）", "F5": "前提", "G5:H5": "運用日付を当月末日に変更しておくこと",
            "B6": "試験期間", "C6:D6": "７月１日～７月１２日", "F6": "使用データ", "G6:H6": "本番抽出（マスク済）＋追加データ",
        },
    )  # fmt: skip
    put(sheet, "B7", "| 【判定】〇：合格　×：不合格　△：保留　－：対象外　空白：未実施 |")
    boxes(
        sheet,
        head,
        {
            "B9:B10": "試験番号", "C9:C10": "試験項目", "D9:D10": "試験条件", "E9:G9": "試験手順", "E10": "№", "F10": "操作内容",
            "G10": "確認内容", "H9:H10": "エビデンス⏎№", "I9:I10": "実施⏎予定日", "J9:O9": "試験実施結果", "J10": "実施日",
            "K10": "試験者", "L10": "判定", "M10": "障害票№", "N10": "確認者", "O10": "検印", "P9:P10": "備考",
        },
    )  # fmt: skip
    row = 11
    for case in cases + ["| | | | | | | | | | | |\n| | | | |\n| | | | |\n| | | | |"] * blank:
        first, *steps = lines(case)
        last = row + len(steps) - 1
        for letter, value in zip("BCDIJKLMNOP", cells(first), strict=True):
            box(
                sheet, f"{letter}{row}:{letter}{last}" if last > row else f"{letter}{row}",
                value, look_of(value, cell, day),
            )  # fmt: skip
        for step in steps:
            for letter, value in zip("EFGH", cells(step), strict=True):
                box(sheet, f"{letter}{row}", value, cell)
            row += 1
    return sheet


@drawing("総合試験項目表_ST03_月次締め（実施中）.xlsx")
def system_test(book):
    """Cases are merged blocks of 1-4 step rows, three sheets of one layout and the last a blank 原紙; 確認者 beside 検印."""
    looks = styles(book, 9, "m/d(aaa)", "#DDEBF7")
    sheet = system_test_sheet(
        book,
        looks,
        "ST03-01_締め処理",
        "ＳＴ０３－０１　月次締め処理",
        [
            """| ST03-01-01 | 締め対象の抽出 | 当月売上あり | 2024/7/1 | 2024/7/1 | 欅 | 〇 | | 榊 | 橘 | |
            | ① | 締め処理画面を開き、対象年月を指定する | 対象件数が売上件数と一致すること | E-001 |
            | ② | ［抽出］を押下する | 抽出一覧に当月分のみ表示されること | E-002 |
            | ③ | 一覧をCSV出力する | 画面と同じ件数・金額であること | E-003 |""",
            """| ST03-01-02 | 締め対象0件 | 当月売上なしの支店 | 2024/7/1 | 2024/7/1 | 欅 | 〇 | | 榊 | 橘 | |
            | ① | 支店を指定して抽出する | 「対象データがありません」が表示されること | E-004 |""",
            """| ST03-01-03 | 仮締め | 仮締め未実施 | 2024/7/1 | 2024/7/2 | 欅 | × | ST-D-014 | 榊 | | 7/5再試験予定 |
            | ① | 仮締めを実行する | 仮締め済フラグが立つこと | E-005 |
            | ② | 仮締め後に売上を1件追加する | 追加分が「仮締め後」と表示されること | E-006 |
            | ③ | 仮締めを解除する | フラグが戻ること | |
            | ④ | 再度仮締めする | 追加分を含めて締まること | |""",
            """| ST03-01-04 | 本締め | 仮締め済 | 2024/7/2 | 2024/7/3 | 樫 | 〇 | | 榊 | 橘 | |
            | ① | 夜間ジョブ（KJ900N）を実行する | 正常終了（RC=0）すること | E-010 |
            | ② | 翌朝、締め結果を照会する | 本締め済と表示され、更新不可となること | E-011 |""",
            """| ST03-01-05 | 本締め後の訂正 | 本締め済 | 2024/7/2 | 2024/7/3 | 樫 | △ | | 榊 | | 赤黒の扱いをQ&A中 |
            | ① | 当月売上の赤伝を登録する | 翌月扱いとなること | E-012 |
            | ② | 黒伝を登録する | 〃 | E-013 |
            | ③ | 売掛残高を照会する | 翌月分に反映されること | |""",
            """| ST03-01-06 | 他システム連携 | 会計IFあり | 2024/7/3 | 2024/7/4 | 樫 | 〇 | | 榊 | 橘 | |
            | ① | 会計IFファイルを作成する | 借貸が一致すること | E-014 |
            | ② | 会計システムに取り込む | 取込エラーがないこと | E-015 |""",
            """| ST03-01-07 | 旧帳票の出力 | － | 2024/7/3 | | | － | | | | 帳票廃止のため対象外 |
            | ① | 旧締め一覧表を出力する | 現行と同一レイアウトであること | |""",
            """| ST03-01-08 | 締め処理の再実行 | ジョブ異常終了後 | 2024/7/8 | | | | | | | |
            | ① | ジョブを途中で強制停止する | 途中結果がロールバックされること | |
            | ② | ジョブを再実行する | 二重計上とならないこと | |
            | ③ | 締め結果を照会する | ST03-01-04と同じ結果であること | |""",
            """| ST03-01-09 | 締め後のデータ退避 | 保存期間13か月 | 2024/7/8 | | | | | | | 運用チームと合同 |
            | ① | 退避ジョブを実行する | 13か月超のデータが退避されること | |
            | ② | 退避ファイルを確認する | 件数が一致すること | |""",
        ],
    )
    put(sheet, "M2", "| 橘 | 榊 | 欅 |")
    system_test_sheet(
        book,
        looks,
        "ST03-02_請求書発行",
        "ＳＴ０３－０２　請求書発行",
        [
            """| ST03-02-01 | 請求書一括発行 | 本締め済 | 2024/7/4 | 2024/7/4 | 欅 | 〇 | | 榊 | 橘 | |
            | ① | 対象年月を指定し、一括発行を実行する | 発行件数が締め件数と一致すること | E-101 |
            | ② | PDFを開く | 宛名・金額・振込先が正しいこと | E-102 |""",
            """| ST03-02-02 | 電子配信 | 配信区分＝電子 | 2024/7/4 | 2024/7/5 | 欅 | × | ST-D-016⏎ST-D-017 | 榊 | | |
            | ① | 配信ジョブを実行する | 電子配信先にのみ送信されること | E-103 |
            | ② | 配信ログを確認する | 全件成功であること | E-104 |
            | ③ | 会員サイトで請求書を開く | 当月分が表示されること | |""",
            """| ST03-02-03 | 再発行 | 発行済 | 2024/7/5 | 2024/7/5 | 欅 | 〇 | | 榊 | | |
            | ① | 再発行を実行する | 「再発行」の文字が印字されること | E-106 |""",
            """| ST03-02-04 | 発行取消 | 未入金 | 2024/7/8 | | | | | | | |
            | ① | 発行取消を実行する | 状態が「未発行」に戻ること | |
            | ② | 一括発行を再実行する | 取消分のみ発行されること | |""",
            """| ST03-02-05 | 入金済の取消 | 一部入金 | 2024/7/8 | | | | | | | |
            | ① | 発行取消を実行する | 取消不可のエラーとなること | |""",
        ],
    )
    system_test_sheet(book, looks, "原紙", "ＳＴ０３－　　", [], blank=6)

    def right(records, results):
        return Right(
            "test",
            header_rows=[9, 10],
            records=records,
            columns={
                "B": ("id", "test_case_id"), "C": "title", "D": "precondition", "E": "step_no", "F": "steps",
                "G": "expected", "H": "evidence", "I": "planned_date", "J": "executed_date", "K": "tester",
                "L": "result", "M": "defect_id", "N": ("reviewer", "approved_by"),
                "O": ("approved_by", "approved_by_2"), "P": "remarks",
            },
            canonical={"result": results},
        )  # fmt: skip

    return {
        "ST03-01_締め処理": [
            right(
                "11, 14, 15, 19, 21, 24, 26, 27, 30",
                {"pass": 4, "fail": 1, "hold": 1, "not_applicable": 1, "not_run": 2},
            )
        ],
        "ST03-02_請求書発行": [right("11, 13, 16, 17, 19", {"pass": 2, "fail": 1, "not_run": 2})],
        "原紙": [right("", {})],
    }


def review_sheet(book, looks, name, head_values, points, numbers_to, total):
    """A review record: a form above, the findings, a count line and the legend below."""
    head, cell, day = looks
    sheet = book.add_worksheet(name)
    sheet.set_column("A:A", 5)
    sheet.set_column("B:O", 11)
    sheet.set_column("C:C", 44)
    sheet.set_column("I:I", 40)
    date, pages, minutes, people, round_ = head_values
    boxes(
        sheet,
        head,
        {
            "A1:I1": "内部レビュー記録票", "L1": "承認", "M1": "確認", "N1": "作成", "L2": "白樺", "M2": "柏木", "N2": "椿",
            "A3:B3": "案件名", "C3": "A社殿 請求基盤更改", "D3:E3": "レビュー日", "F3:H3": date, "I3": "開催回数", "J3:K3": round_,
            "A4:B4": "対象成果物", "C4": "基本設計書（請求サブシステム）0.8版", "D4:E4": "対象頁数", "F4:H4": pages, "I4": "所要時間(分)",
            "J4:K4": minutes, "A5:B5": "レビュー形態", "C5": "□ピア　■チーム　□ウォークスルー", "D5:E5": "レビューア", "F5:K5": people,
            "A6:B6": "判定", "C6": "□合格　■条件付合格　□再レビュー", "D6:E6": "作成者", "F6:K6": "椿（B社）",
        },
    )  # fmt: skip
    put(sheet, "A8", "| ＜指摘事項＞ |")
    boxes(
        sheet,
        head,
        {
            "A9:A10": "No.", "B9:B10": "頁・章節", "C9:C10": "指摘事項", "D9:D10": "指摘者", "E9:E10": "指摘⏎区分⏎(※1)",
            "F9:F10": "重大度⏎(※2)", "G9:G10": "作込⏎工程", "H9:L9": "処　置", "H10": "要否", "I10": "処置内容⏎（否の場合は理由）",
            "J10": "処置者", "K10": "予定日", "L10": "完了日", "M9:N9": "処置確認", "M10": "確認者", "N10": "確認日",
        },
    )  # fmt: skip
    found = lines(points)
    for down, line in enumerate(found, 11):
        for across, value in enumerate(cells(line)):
            sheet.write(down - 1, across, value, look_of(value, cell, day))
    for number in range(len(found) + 1, numbers_to + 1):
        for across in range(14):
            sheet.write(number + 9, across, number if across == 0 else "", cell)
    row = max(len(found), numbers_to) + 11
    box(sheet, f"A{row}:B{row}", "指摘件数", head)
    sheet.write(f"C{row}", total, cell)
    put(
        sheet,
        f"A{row + 2}",
        """
        | ※1 指摘区分　1:誤り　2:漏れ　3:あいまい　4:標準違反　5:誤字脱字　6:改善提案 |
        | ※2 重大度　大:後工程に影響　中:当該工程内で修正　小:体裁 |
        | 以上 |""",
    )


@drawing("内部レビュー記録票（請求_基本設計書）.xlsx")
def review_records(book):
    """A form with labels and tick boxes above the findings, footnoted headings, count line and legend below; two rounds and a cross table."""
    looks = styles(book, 9, "m/d", "#E2EFDA")
    review_sheet(
        book,
        looks,
        "第1回",
        ("2024年05月14日", "86", "120", "柏木、白樺、紅葉、A社 杉", "第1回"),
        """
        | 1 | P.5 1.2 | 用語「請求先」と「請求元」の定義が要件定義書と逆になっている。 | 柏木 | 1:誤り | 大 | BD | 要 | 用語集に合わせて修正 | 椿 | 2024/5/17 | 2024/5/16 | 柏木 | 2024/5/20 |
        | 2 | P.8 図2-1 | 業務フローに督促の分岐がない。 | 紅葉 | 2:漏れ | 大 | RD | 要 | 督促フローを追記。要件定義書も改訂を依頼 | 椿 | 2024/5/17 | 2024/5/17 | 柏木 | 2024/5/20 |
        | 3 | P.11 2.3.1 | 締日の「末日」の扱いが不明。31日以外の月はどうなるか。 | A社 杉 | 3:あいまい | 中 | BD | 要 | 月末日に読み替える旨を追記 | 椿 | 2024/5/17 | 2024/5/17 | 柏木 | 2024/5/20 |
        | 4 | P.11～13 | 画面IDの桁数が標準（6桁）と異なる。 | 柏木 | 4:標準違反 | 小 | BD | 要 | 全画面IDを6桁に統一 | 椿 | 2024/5/17 | 2024/5/17 | 柏木 | 2024/5/20 |
        | 5 | P.19 3.1 | 「場合がある」は具体的な条件を記載すること。 | 白樺 | 3:あいまい | 中 | BD | 要 | 条件を表3-2に整理 | 椿 | 2024/5/17 | 2024/5/20 | 柏木 | 2024/5/21 |
        | 6 | P.22 3.2 | 消費税の端数処理の単位（明細／伝票）が未記載。 | 紅葉 | 2:漏れ | 大 | RD | 要 | A社確認のうえ追記（QA-041） | 楓 | 2024/5/24 | | | |
        | 7 | P.23 | 「請求書」が「請救書」になっている。 | 柏木 | 5:誤字脱字 | 小 | BD | 要 | 修正 | 椿 | 2024/5/17 | 2024/5/15 | 柏木 | 2024/5/20 |
        | 8 | P.30 4.1 | 画面レイアウトは横スクロールなしにできないか。 | A社 杉 | 6:改善提案 | 小 | BD | 否 | 項目数が多く対応不可。A社了承済(5/16打合せ) | － | | | 柏木 | 2024/5/20 |
        | 9 | P.33 4.2 | エラーメッセージIDがメッセージ一覧に存在しない（SE-E112）。 | 柏木 | 1:誤り | 中 | BD | 要 | 一覧に追加 | 楓 | 2024/5/20 | 2024/5/20 | 柏木 | 2024/5/21 |
        | 10 | P.41 5.1 | バッチの起動条件に「前処理正常終了」がない。 | 白樺 | 2:漏れ | 中 | BD | 要 | 起動条件を追記 | 楓 | 2024/5/20 | 2024/5/22 | 白樺 | 2024/5/23 |
        | 11 | P.44 5.3 | リラン手順が未記載。 | 白樺 | 2:漏れ | 大 | BD | 要 | 5.3.4節を新設 | 楓 | 2024/5/24 | 2024/5/24 | 白樺 | 2024/5/27 |
        | 12 | P.52 | 表の罫線が欠けている。 | 紅葉 | 5:誤字脱字 | 小 | BD | 要 | 修正 | 楓 | 2024/5/20 | 2024/5/20 | 柏木 | 2024/5/21 |
        | 13 | P.60 6.2 | 会計IFの項目「部門」の桁数が相手先と不一致。⏎（当方4桁、相手6桁） | 柏木、紅葉 | 1:誤り | 大 | RD | 要 | 相手先に確認し6桁に修正 | 楓 | 2024/5/24 | 2024/5/23 | 柏木 | 2024/5/27 |
        | 14 | 全般 | 改訂履歴の記載がない。 | 白樺 | 4:標準違反 | 小 | BD | 要 | 記載 | 椿 | 2024/5/17 | 2024/5/15 | 白樺 | 2024/5/20 |""",
        14,
        "14件（大5　中4　小5）",
    )  # fmt: skip
    review_sheet(
        book,
        looks,
        "第2回",
        ("2024年05月28日", "24", "60", "柏木、白樺", "第2回（差分）"),
        """
        | 1 | P.11 2.3.1 | 「読み替える」の判定に休業日の考慮がない。 | 柏木 | 2:漏れ | 中 | BD | 要 | 休業日は前営業日とする旨を追記 | 椿 | 2024/5/31 | 2024/5/30 | 柏木 | 2024/6/3 |
        | 2 | P.9 図2-1 | 追記した督促フローの担当レーンが誤り。 | 柏木 | 1:誤り | 中 | BD | 要 | レーンを債権管理課に修正 | 椿 | 2024/5/31 | 2024/5/30 | 柏木 | 2024/6/3 |
        | 3 | P.45 5.3.4 | リラン可能時間帯を明記すること。 | 白樺 | 3:あいまい | 中 | BD | 要 | 22時～翌4時と明記 | 楓 | 2024/5/31 | 2024/5/31 | 白樺 | 2024/6/3 |
        | 4 | P.45 5.3.4 | ジョブ名が旧名称。 | 白樺 | 1:誤り | 小 | BD | 要 | | 楓 | 2024/6/5 | | | |
        | 5 | P.60 6.2 | IF仕様書の版数も更新すること。 | 柏木 | 2:漏れ | 小 | BD | 要 | | 楓 | 2024/6/5 | | | |""",
        15,
        "5件（大0　中3　小2）",
    )  # fmt: skip
    count = book.add_worksheet("集計")
    put(
        count,
        "B2",
        """
        | 指摘区分×重大度（全回） |
        |
        |            | 大 | 中 | 小 | 計 |
        | 1:誤り     | 2  | 2  | 1  | 5  |
        | 2:漏れ     | 3  | 2  | 1  | 6  |
        | 3:あいまい | 0  | 3  | 0  | 3  |
        | 4:標準違反 | 0  | 0  | 2  | 2  |
        | 5:誤字脱字 | 0  | 0  | 2  | 2  |
        | 6:改善提案 | 0  | 0  | 1  | 1  |
        | 計         | 5  | 7  | 7  | 19 |""",
    )

    def right(records, severity, placeholders=None):
        return Right(
            "review",
            header_rows=[9, 10],
            records=records,
            placeholders=placeholders,
            columns={
                "A": "id", "C": ("title", "description"), "D": "raised_by", "E": ("category", "kind"), "F": "severity",
                "G": ("phase", None), "H": None, "I": ("action", "response"), "J": "owner",
                "K": ("due_date", "planned_date", "planned_end"), "L": ("closed_date", "actual_end", "fixed_date"),
                "M": ("reviewer", "approved_by"),
            },
            canonical={"severity": severity},
        )  # fmt: skip

    return {
        "第1回": [right("11-24", {"high": 5, "medium": 4, "low": 5})],
        "第2回": [right("11-15", {"medium": 3, "low": 2}, "16-25")],
        "集計": SKIPPED,
    }


@drawing("構成・変更管理台帳 ver2.3.xlsx")
def change_register(book):
    """Circled process groups with who fills them in, fiscal-year section rows, 令和 text dates; configuration items as a ListObject."""
    head, cell, day = styles(book, 9, "yyyy/m/d", "#FCE4D6")
    history = book.add_worksheet("改版履歴")
    put(
        history,
        "A1",
        """
        | 改版履歴 |
        | Ver | 日付     | 内容                   | 更新者 |
        | 1.0 | R5.4.3   | 新規                   | 榊     |
        | 2.0 | R6.4.1   | R6年度版として様式変更 | 榊     |
        | 2.3 | R6.6.20  | 構成品目の棚卸しを反映 | 橘     |""",
    )
    sheet = book.add_worksheet("変更管理台帳")
    sheet.set_column("A:T", 12)
    sheet.set_column("E:F", 34)
    put(
        sheet,
        "A1",
        """
        | 変更管理台帳 | | | | | 様式CM-02 | | | | | | | | | | | | | | 社外秘 |
        | プロジェクト名：A社殿 設備保全システム再構築 | | | | | ※変更は必ず変更管理委員会（毎週水曜）で審議すること |""",
    )
    boxes(
        sheet,
        head,
        {
            "A4:A5": "管理番号", "B4:G4": "①変更要求（要求元が記入）", "H4:K4": "②影響調査（調査担当が記入）",
            "L4:N4": "③審議（変更管理委員会）", "O4:R4": "④実施", "S4:S5": "状態", "T4:T5": "備考",
            "B5": "起票日", "C5": "要求元", "D5": "起票者", "E5": "変更件名", "F5": "変更内容・理由", "G5": "区分",
            "H5": "影響範囲", "I5": "対象構成品目", "J5": "概算工数⏎（人日）", "K5": "調査者", "L5": "審議日", "M5": "審議結果",
            "N5": "承認者", "O5": "担当", "P5": "完了予定日", "Q5": "完了日", "R5": "反映版数",
        },
    )  # fmt: skip
    past = """
        | CR-23-019 | R6.1.15 | A社 | 杉 | 点検周期に「3年」を追加 | 法令改正により3年周期の設備が発生 | 追加 | 保全計画 | BD-HZ-01、DD-HZ-03 | 3.5 | 若葉 | R6.1.24 | 承認 | 白樺 | 若葉 | R6.2.16 | R6.2.15 | 1.3 | 完了 | |
        | CR-23-020 | R6.1.22 | A社 | 杉 | 写真の添付上限を20枚に変更 | 現行10枚では不足 | 変更 | 点検記録 | BD-TK-02 | 2 | 若葉 | R6.1.31 | 承認 | 白樺 | 若葉 | R6.2.16 | R6.2.16 | 1.3 | 完了 | |
        | CR-23-021 | R6.2.5 | 元請 | 榊 | 帳票フォントの変更 | 外字表示のため | 変更 | 全帳票 | BD-共通-04 | 8 | 楓 | R6.2.14 | 否認 | 白樺 | | | | | 却下 | 費用対効果なし |
        | CR-23-022 | R6.2.13 | A社 | 桐 | 協力会社のログインを許可 | 点検の外部委託に伴う | 追加 | 認証、権限 | BD-共通-01、BD-共通-02 | 15 | 檜 | R6.2.28 | 条件付承認 | 白樺 | 檜 | R6.4.26 | R6.5.8 | 2.0 | 完了 | 参照のみとする |
        | CR-23-023 | R6.3.4 | B社 | 椿 | 一覧の最大表示件数を500件に制限 | 性能試験の結果 | 変更 | 全一覧画面 | BD-共通-03 | 4 | 椿 | R6.3.13 | 承認 | 白樺 | 椿 | R6.3.29 | R6.3.29 | 1.4 | 完了 | |
        | CR-23-024 | R6.3.11 | A社 | 杉 | 音声入力への対応 | 現場からの要望 | 追加 | 点検記録 | | | | | | | | | | | 取下げ | A社にて取下げ(3/25) |"""
    present = """
        | CR-24-001 | R6.4.8 | A社 | 桐 | 部品マスタの一括登録 | 移行後の初期登録を効率化 | 追加 | 部品管理 | BD-BH-01 | 6 | 椿 | R6.4.17 | 承認 | 白樺 | 椿 | R6.5.17 | R6.5.17 | 2.0 | 完了 | |
        | CR-24-002 | R6.4.15 | 元請 | 榊 | ログの保存期間を13か月に変更 | 監査指摘 | 変更 | 運用 | 運用設計書 | 1 | 檜 | R6.4.24 | 承認 | 白樺 | 檜 | R6.5.10 | R6.5.9 | 2.0 | 完了 | |
        | CR-24-003 | R6.4.22 | A社 | 杉 | 点検結果の承認を2段階にする | 内部統制 | 追加 | 点検記録、ワークフロー | BD-TK-02、BD-WF-01 | 22 | 若葉 | R6.5.8 | 継続審議 | | 若葉 | | | | 保留 | 費用調整中 |
        | CR-24-004 | R6.5.7 | B社 | 椿 | 設備コードの桁数拡張 | 工場追加により不足 | 障害起因 | 全サブシステム | データ定義書 | 30 | 椿 | R6.5.15 | 承認 | 白樺 | 椿 | R6.6.28 | | 2.1 | 対応中 | 障害票IT-D031 |
        | CR-24-005 | R6.5.13 | A社 | 桐 | 検索条件の保存 | 利便性向上 | 追加 | 全一覧画面 | BD-共通-03 | 10 | 楓 | R6.5.22 | 承認 | 白樺 | 楓 | R6.7.12 | | 2.2 | 対応中 | |
        | CR-24-006 | R6.5.20 | A社 | 杉 | 停止予定のメール通知 | 現場の見落とし防止 | 追加 | 保全計画 | BD-HZ-01 | 5 | 若葉 | R6.5.29 | 承認 | 白樺 | 若葉 | R6.6.28 | | 2.1 | 対応中 | |
        | CR-24-007 | R6.5.27 | 元請 | 榊 | パスワード有効期限の見直し | 全社方針 | 変更 | 認証 | BD-共通-01 | 2 | 檜 | R6.6.5 | 却下 | 白樺 | | | | | 却下 | 全社方針自体が延期 |
        | CR-24-008 | R6.6.3 | A社 | 桐 | QRコードの読取り対応 | 設備銘板の更新 | 追加 | 点検記録 | BD-TK-01 | 12 | 若葉 | R6.6.26 | | | | | | | 承認待ち | 6/26委員会に付議 |
        | CR-24-009 | R6.6.10 | B社 | 楓 | ライブラリの版数更新 | 脆弱性対応 | 変更 | 全サブシステム | 開発環境定義書 | 3 | 楓 | R6.6.26 | | | | | | | 承認待ち | |
        | CR-24-010 | R6.6.17 | A社 | 杉 | 故障履歴の年次集計 | 役員報告用 | 追加 | 故障管理 | | | 若葉 | | | | | | | | 調査中 | |
        | CR-24-011 | R6.6.19 | A社 | 桐 | 予備品の発注点管理 | 欠品が発生したため | 追加 | | | | | | | | | | | | 起票 | |"""
    row = 6
    for title, text in (("【令和５年度】", past), ("【令和６年度】", present)):
        box(sheet, f"A{row}:T{row}", title, head)
        for line in lines(text):
            for across, value in enumerate(cells(line)):
                sheet.write(row, across, value, cell)
            row += 1
        row += 1
    items = book.add_worksheet("構成品目一覧")
    items.set_column("A:I", 16)
    put(items, "A1", "| 構成品目一覧（ベースライン 2.0版時点） |")
    rows = [
        cells(line)
        for line in lines("""
        | BD-HZ-01 | 設計書 | 基本設計書（保全計画） | "2.0" | /doc/20_BD/HZ | 若葉 | 2024/5/17 | CR-23-019 | |
        | BD-TK-01 | 設計書 | 基本設計書（点検計画） | "1.4" | /doc/20_BD/TK | 若葉 | 2024/3/29 | | |
        | BD-TK-02 | 設計書 | 基本設計書（点検記録） | "1.3" | /doc/20_BD/TK | 若葉 | 2024/2/16 | CR-23-020 | |
        | BD-BH-01 | 設計書 | 基本設計書（部品管理） | "2.0" | /doc/20_BD/BH | 椿 | 2024/5/17 | CR-24-001 | |
        | BD-共通-01 | 設計書 | 基本設計書（認証・権限） | "2.0" | /doc/20_BD/COM | 檜 | 2024/5/8 | CR-23-022 | |
        | BD-共通-03 | 設計書 | 基本設計書（画面共通） | "1.4" | /doc/20_BD/COM | 楓 | 2024/3/29 | CR-23-023 | |
        | DD-HZ-03 | 設計書 | 詳細設計書（周期計算） | "1.3" | /doc/30_DD/HZ | 若葉 | 2024/2/15 | CR-23-019 | |
        | SRC-HZ | ソース | 保全計画サブシステム | "2.0" | git:hozen | 若葉 | 2024/5/17 | | タグ v2.0 |
        | SRC-TK | ソース | 点検サブシステム | "2.0" | git:tenken | 若葉 | 2024/5/17 | | タグ v2.0 |
        | SRC-COM | ソース | 共通部品 | "2.0" | git:common | 楓 | 2024/5/16 | | タグ v2.0 |
        | DB-DEF | 定義 | DB定義（DDL一式） | "2.0" | git:ddl | 椿 | 2024/5/17 | | |
        | ENV-DEV | 環境 | 開発環境定義書 | "1.2" | /doc/50_ENV | 楓 | 2024/4/2 | | |
        | OPE-01 | 設計書 | 運用設計書 | "2.0" | /doc/40_OPE | 檜 | 2024/5/9 | CR-24-002 | |""")
    ]  # fmt: skip
    names = ["構成ID", "種別", "品目名", "現行版数", "格納場所", "管理者", "最終更新日", "関連変更番号", "備考"]
    columns = [{"header": name, **({"format": day} if name == "最終更新日" else {})} for name in names]
    items.add_table("A3:I16", {"name": "tbl構成", "columns": columns, "data": rows})
    return {
        "改版履歴": SKIPPED,
        "変更管理台帳": [
            Right(
                "change",
                header_rows=[4, 5],
                records="7-12, 14-24",
                sections="6, 13",
                columns={
                    "A": "id", "B": "raised_date", "D": "raised_by", "E": "title", "F": "description",
                    "G": ("kind", "category"), "H": ("impact", "system"), "J": "planned_effort", "L": "decided_date",
                    "N": ("decided_by", "approved_by"), "O": "owner", "P": ("due_date", "planned_end", "planned_date"),
                    "Q": ("closed_date", "actual_end"), "R": "version", "S": "status", "T": "remarks",
                },
                canonical={
                    "status": {
                        "closed": 6, "rejected": 3, "waiting": 3, "in_progress": 4, "open": 1,
                    }
                },
            )
        ],
        "構成品目一覧": [
            Right(
                "other",
                header_rows=[3],
                records="4-16",
                columns={
                    "A": "id", "B": ("kind", "category"), "C": "title", "D": "version", "F": ("owner", None),
                    "G": "updated_date", "H": ("related_id", None), "I": "remarks",
                },
            )
        ],
    }  # fmt: skip


@drawing("本番移行_作業手順チェックリスト(GW)_実施中0504.xlsx")
def cutover_checklist(book):
    """Clock times under 予定/実績, a tick and a 検印 per step, section rows and 小計 rows; filled in only as far as the night has come."""
    head, cell, day = styles(book, 10, "m/d hh:mm", "#D9D9D9")
    clock = book.add_format({"border": 1, "num_format": "hh:mm"})
    members = book.add_worksheet("体制・連絡先")
    put(
        members,
        "B2",
        """
        | 移行作業体制・緊急連絡先 |
        |
        | 会社 | 役割         | 氏名   | 連絡先（携帯） | 勤務時間帯        |
        | 元請 | 移行責任者   | 青葉   | 内線1001       | 5/3 18:00～5/5 9:00 |
        | 元請 | 移行リーダ   | 紅葉   | 内線1002       | 5/3 18:00～5/4 9:00 |
        | 元請 | 移行リーダ   | 柏木   | 内線1003       | 5/4 9:00～5/4 21:00 |
        | B社  | AP担当       | 若葉   | 内線2001       | 5/3 20:00～5/4 9:00 |
        | B社  | データ移行   | 椿     | 内線2002       | 5/3 20:00～5/4 12:00 |
        | C社  | 基盤         | 萩     | 内線3001       | 5/3 20:00～5/5 9:00 |
        | A社  | 業務確認     | 杉様   | 内線9001       | 5/4 9:00～5/4 18:00 |""",
    )
    sheet = book.add_worksheet("作業手順")
    sheet.set_column("A:A", 1)
    sheet.set_column("B:P", 9)
    sheet.set_column("C:D", 32)
    boxes(
        sheet,
        head,
        {
            "B1:I2": "本番移行　作業手順チェックリスト", "K1:L1": "移行責任者", "M1:N1": "移行リーダ", "K2:L2": "青葉", "M2:N2": "紅葉",
            "B5:B6": "項番", "C5:C6": "作業項目", "D5:D6": "作業内容（手順書・コマンド）", "E5:E6": "対象⏎サーバ", "F5:G5": "担当",
            "F6": "会社", "G6": "作業者", "H5:J5": "予　定", "H6": "開始", "I6": "終了", "J6": "所要⏎(分)", "K5:L5": "実　績",
            "K6": "開始", "L6": "終了", "M5:N5": "チェック", "M6": "作業者", "N6": "確認者", "O5:O6": "結果", "P5:P6": "備考⏎（異常時の対応）",
        },
    )  # fmt: skip
    put(
        sheet,
        "B3",
        "| ※作業完了の都度、作業者は「レ」、確認者は名前を記入。結果欄は正常＝OK、異常＝NG、実施不要＝－ とし、NG時は直ちに移行リーダへ連絡 |",
    )
    text = """
        # Ⅰ．移行前準備（5/3 金 20:00～）
        | 1-1 | 作業開始宣言 | 全員の参集を確認し、会議ブリッジを開く | － | 元請 | 紅葉 | 2024/5/3 20:00 | 2024/5/3 20:10 | 10 | 20:00 | 20:08 | レ | 青葉 | OK | |
        | 1-2 | オンライン閉塞 | 手順書3.1　close_online.sh | AP01,AP02 | C社 | 萩 | 2024/5/3 20:10 | 2024/5/3 20:30 | 20 | 20:10 | 20:25 | レ | 紅葉 | OK | |
        | 1-3 | 残存セッションの確認 | 手順書3.2　0件であること | AP01,AP02 | C社 | 萩 | 2024/5/3 20:30 | 2024/5/3 20:40 | 10 | 20:25 | 20:45 | レ | 紅葉 | OK | 2件残存、強制切断 |
        | 1-4 | 現行DBフルバックアップ | 手順書3.3　bkup_full.sh | DB01 | C社 | 萩 | 2024/5/3 20:40 | 2024/5/3 22:10 | 90 | 20:50 | 22:05 | レ | 紅葉 | OK | |
        | 1-5 | バックアップの検証 | 件数・サイズを前回と比較 | DB01 | C社 | 萩 | 2024/5/3 22:10 | 2024/5/3 22:30 | 20 | 22:05 | 22:20 | レ | 紅葉 | OK | |
        = 小計 | 150
        # Ⅱ．データ移行（5/3 金 22:30～）
        | 2-1 | 移行データ抽出 | 手順書4.1　ext_all.sh | DB01 | B社 | 椿 | 2024/5/3 22:30 | 2024/5/4 0:00 | 90 | 22:25 | 23:50 | レ | 紅葉 | OK | |
        | 2-2 | 抽出件数の突合 | 現行件数と一致すること | DB01 | B社 | 椿 | 2024/5/4 0:00 | 2024/5/4 0:20 | 20 | 23:50 | 0:15 | レ | 紅葉 | OK | |
        | 2-3 | データ変換 | 手順書4.2　conv_all.sh | BT01 | B社 | 椿 | 2024/5/4 0:20 | 2024/5/4 2:00 | 100 | 0:15 | 2:20 | レ | 紅葉 | OK | 予定より20分超過 |
        | 2-4 | 変換エラーの確認 | エラーリスト0件 | BT01 | B社 | 椿 | 2024/5/4 2:00 | 2024/5/4 2:20 | 20 | 2:20 | 2:50 | レ | 紅葉 | NG | エラー3件、2-4-1で手修正 |
        | 2-4-1 | エラーデータの手修正 | 手順書付録B | BT01 | B社 | 椿 | | | | 2:50 | 3:05 | レ | 紅葉 | OK | 当日追加 |
        | 2-5 | 新DBへのロード | 手順書4.3　load_all.sh | DB11 | B社 | 椿 | 2024/5/4 2:20 | 2024/5/4 3:50 | 90 | 3:05 | 4:30 | レ | 紅葉 | OK | |
        | 2-6 | 統計情報の取得 | 手順書4.4 | DB11 | C社 | 萩 | 2024/5/4 3:50 | 2024/5/4 4:10 | 20 | 4:30 | 4:45 | レ | 紅葉 | OK | |
        | 2-7 | 旧IDの退避 | 手順書4.5 | DB01 | B社 | 椿 | 2024/5/4 4:10 | 2024/5/4 4:20 | 10 | | | | 紅葉 | － | 対象なしのため省略 |
        | 2-8 | ★移行可否判定①（GO／NO-GO） | 5:30を過ぎた場合は切戻し | － | 元請 | 青葉 | 2024/5/4 4:20 | 2024/5/4 4:40 | 20 | 4:50 | 5:00 | レ | 青葉 | OK | GO判定 |
        = 小計 | 370
        # Ⅲ．AP切替・確認（5/4 土 4:40～）
        | 3-1 | 新APの起動 | 手順書5.1　start_ap.sh | AP11,AP12 | B社 | 若葉 | 2024/5/4 4:40 | 2024/5/4 5:00 | 20 | 5:05 | 5:20 | レ | 紅葉 | OK | |
        | 3-2 | 疎通確認 | ヘルスチェックURL | AP11,AP12 | B社 | 若葉 | 2024/5/4 5:00 | 2024/5/4 5:10 | 10 | 5:20 | 5:25 | レ | 紅葉 | OK | |
        | 3-3 | LBの切替 | 手順書5.2 | LB01 | C社 | 萩 | 2024/5/4 5:10 | 2024/5/4 5:20 | 10 | 5:30 | | | | | |
        | 3-4 | DNSの切替 | 手順書5.3 | DNS | C社 | 萩 | 2024/5/4 5:20 | 2024/5/4 5:50 | 30 | | | | | | |
        | 3-5 | 動作確認（IT側） | 確認シート① | － | B社 | 若葉 | 2024/5/4 6:00 | 2024/5/4 8:00 | 120 | | | | | | |
        | 3-6 | 動作確認（業務側） | 確認シート② | － | A社 | 杉様 | 2024/5/4 9:00 | 2024/5/4 15:00 | 360 | | | | | | |
        | 3-7 | ★移行可否判定②（GO／NO-GO） | A社殿同席 | － | 元請 | 青葉 | 2024/5/4 15:00 | 2024/5/4 15:30 | 30 | | | | | | |
        = 小計 | 580
        # Ⅳ．開局（5/5 日）
        | 4-1 | 夜間バッチの結果確認 | JP1監視画面 | BT11 | C社 | 萩 | 2024/5/5 5:00 | 2024/5/5 5:30 | 30 | | | | | | |
        | 4-2 | オンライン開局 | open_online.sh | AP11,AP12 | B社 | 若葉 | 2024/5/5 6:00 | 2024/5/5 6:15 | 15 | | | | | | |
        | 4-3 | 移行完了報告 | A社殿へメール | － | 元請 | 紅葉 | 2024/5/5 9:00 | 2024/5/5 9:15 | 15 | | | | | | |
        = 小計 | 60"""  # fmt: skip
    for row, line in enumerate(map(str.strip, lines(text)), 7):
        if line.startswith("#"):
            box(sheet, f"B{row}:P{row}", line[2:], head)
        elif line.startswith("="):
            label, minutes = line[2:].split(" | ")
            box(sheet, f"B{row}:I{row}", label, cell)
            sheet.write(f"J{row}", int(minutes), cell)
        else:
            for letter, value in zip("BCDEFGHIJKLMNOP", cells(line), strict=True):
                sheet.write(f"{letter}{row}", value, clock if isinstance(value, time) else look_of(value, cell, day))
    sheet.data_validation("O7:O40", {"validate": "list", "source": ["OK", "NG", "－"]})
    return {
        "体制・連絡先": [Right("roster", header_rows=[4], records="5-11", columns={"B": ("owner_org", "vendor", "side")})],
        "作業手順": [
            Right(
                ("wbs", "todo"),
                header_rows=[5, 6],
                records="8-12, 15-23, 26-32, 35-37",
                sections="7, 14, 25, 34",
                columns={
                    "B": "id", "C": "title", "D": ("description", "steps", "action"), "F": ("owner_org", "vendor"),
                    "G": "owner", "H": "planned_start", "I": "planned_end", "J": ("planned_effort", None),
                    "K": "actual_start", "L": "actual_end", "N": ("reviewer", "approved_by"),
                    "O": ("result", "status"), "P": "remarks",
                },
            )
        ],
    }  # fmt: skip


@drawing("QA票一覧（元請⇔B社）20240628.xlsx")
def questions(book):
    """Question, answer, second question and second answer side by side, each with its own 日付; two numbers, an example row, an individual form."""
    head, _, _ = styles(book, 9, fill="#FFE699")
    sheet = book.add_worksheet("QA一覧")
    sheet.set_column("A:A", 1)
    sheet.set_column("B:U", 11)
    sheet.set_column("I:I", 40)
    sheet.set_column("N:N", 40)
    put(
        sheet,
        "B1",
        """
        | ＱＡ票一覧 | | | | | | | | 未完了件数： | =COUNTA(H8:H60)-COUNTIF(S8:S60,"クローズ")-COUNTIF(S8:S60,"取下げ") => 10 |
        | 案件：A社殿 店舗システム刷新 | | | | | | | | 回答期限超過： | 3 |
        | ・質問は1件1葉とし、B社→元請は「B-」、元請→B社は「M-」で採番すること。回答者は5営業日以内に回答のこと。 |""",
    )
    for area, text in {
        "B5:B6": "通番", "C5:C6": "QA票番号", "D5:J5": "質　問", "K5:K6": "回答⏎希望日", "L5:N5": "回　答", "O5:P5": "再質問",
        "Q5:R5": "再回答", "S5:S6": "状態", "T5:T6": "設計書⏎反映要否", "U5:U6": "備考",
    }.items():  # fmt: skip
        box(sheet, area, text.replace("⏎", "\n"), head)
    below = [
        "日付",
        "会社",
        "氏名",
        "分類",
        "件名",
        "内容",
        "関連文書",
        None,
        "日付",
        "氏名",
        "内容",
        *["日付", "内容"] * 2,
    ]
    for column, text in enumerate(below, 3):
        if text:
            sheet.write(5, column, text, head)
    put(
        sheet,
        "B7",
        """
        | 例 | B-000 | 4/1 | B社 | ○○ | 仕様 | ○○の桁数について | ○○設計書P.○の桁数は△桁でよいか。 | ○○設計書 | 4/8 | 4/5 | △△ | △桁でよい。 | | | | | クローズ | 要 | |
        | 1 | B-001 | 5/8 | B社 | 若葉 | 仕様 | 店舗コードの体系 | 店舗コードは数字6桁固定と考えてよいか。⏎サンプルに英字を含むものがある。 | 基本設計書2.1 | 5/15 | 5/13 | 青葉 | 英字を含む旧コードは移行時に変換するため、数字6桁固定とする。 | | | | | クローズ | 要 | 反映済 |
        | 2 | B-002 | 5/8 | B社 | 若葉 | 仕様 | レジ締めの時刻 | 締め時刻を過ぎた取引の営業日は翌日か。 | 基本設計書3.4 | 5/15 | 5/14 | 青葉 | 翌営業日とする。 | 5/16 | 24時間店舗は？ | 5/20 | 24時間店舗は5:00を区切りとする。 | クローズ | 要 | |
        | 3 | B-003 | 5/9 | B社 | 椿 | 環境 | 開発環境の接続元追加 | 在宅メンバ分の接続元を追加いただきたい。 | | 5/13 | 5/10 | 紅葉 | 5/13に追加する。 | | | | | クローズ | 不要 | |
        | 4 | M-001 | 5/10 | 元請 | 紅葉 | 進め方 | 進捗報告の様式 | 週報に遅延理由欄を追加してほしい。可否を回答願う。 | 週報様式 | 5/17 | 5/14 | 椿 | 可。次週より適用。 | | | | | クローズ | 不要 | |
        | 5 | B-004 | 5/13 | B社 | 楓 | データ | 商品マスタの提供時期 | 本番相当の商品マスタはいつ提供されるか。 | | 5/20 | 5/24 | 青葉 | 6月中旬にA社から受領予定。受領次第提供する。 | 6/17 | 受領できたか。 | | | 回答待ち | 不要 | A社に催促中 |
        | 6 | B-005 | 5/14 | B社 | 若葉 | 仕様 | 値引の併用 | 会員値引とクーポンは併用できるか。 | 基本設計書4.2 | 5/21 | 5/21 | 青葉 | 併用可。会員値引を先に適用する。 | 5/22 | 端数処理は値引ごとか。 | 5/28 | 値引ごとに切捨て。 | クローズ | 要 | |
        | 7 | B-006 | 5/15 | B社 | 楓 | 仕様 | レシートの再発行 | 再発行時に「再」を印字する位置が未定。 | 帳票設計書R-02 | 5/22 | 5/22 | 紅葉 | 右上とする。帳票設計書を改訂した。 | | | | | クローズ | 要 | |
        | 8 | M-002 | 5/20 | 元請 | 青葉 | 仕様 | 在庫照会の性能 | 3秒以内を満たせる構成か、試算を提示してほしい。 | 非機能要件3 | 5/27 | 5/27 | 椿 | 試算結果を送付（2.1秒）。 | | | | | クローズ | 不要 | |
        | 9 | B-007 | 5/21 | B社 | 若葉 | 仕様 | 免税販売 | 免税対象店舗の判定はマスタか画面指定か。 | 要件定義書R-051 | 5/28 | | | | | | | | 検討中 | | A社と協議中 |
        | 10 | B-008 | 5/22 | B社 | 椿 | 環境 | 結合環境のDB容量 | 100GBでは不足の見込み。増設可能か。 | | 5/29 | 5/29 | 紅葉 | 200GBに増設する（6/10）。 | | | | | クローズ | 不要 | |
        | 11 | B-009 | 5/27 | B社 | 楓 | 仕様 | 返品の期限 | 返品期限はシステムで判定するか、運用か。 | 基本設計書5.1 | 6/3 | 6/3 | 青葉 | 運用とする。 | | | | | クローズ | 不要 | |
        | 12 | B-010 | 5/27 | B社 | 楓 | 仕様 | 〃（交換） | 交換時は返品＋販売の2取引でよいか。 | 〃 | 6/3 | 6/3 | 青葉 | よい。 | | | | | クローズ | 要 | 反映済 |
        | 13 | B-011 | 5/30 | B社 | 若葉 | データ | 旧会員番号 | 旧会員番号の重複データの扱い。 | 移行設計書 | 6/6 | | | | | | | | 検討中 | | |
        | 14 | M-003 | 6/3 | 元請 | 紅葉 | 進め方 | 単体試験の密度 | 試験密度が基準値を下回る理由を回答願う。 | 品質計画書 | 6/7 | 6/7 | 椿 | 自動生成コードを除外した規模で再計算した。基準内。 | 6/10 | 除外規模の根拠は？ | 6/12 | 一覧を送付。 | 回答済 | 不要 | |
        | 15 | B-012 | 6/4 | B社 | 若葉 | 仕様 | 釣銭機の機種 | 釣銭機は2機種とも対応が必要か。 | | 6/11 | 6/12 | 紅葉 | 新機種のみでよい。 | | | | | 回答済 | 要 | 要件定義書も改訂のこと |
        | 16 | B-013 | 6/5 | B社 | 椿 | 環境 | 証明書の期限 | 結合環境の証明書が6/30で切れる。更新予定は。 | | 6/12 | 6/10 | 紅葉 | 6/24に更新する。 | | | | | 回答済 | 不要 | |
        | 17 | B-014 | 6/7 | B社 | 楓 | 仕様 | 電子マネーの残高表示 | B-006と同じく位置が未定。 | 帳票設計書R-02 | 6/14 | | | | | | | | 取下げ | | B-006の改訂に含まれていた |
        | 18 | B-015 | 6/12 | B社 | 若葉 | 仕様 | ポイントの失効 | 失効処理は日次か月次か。 | 要件定義書R-077 | 6/19 | | | | | | | | 回答待ち | | |
        | 19 | M-004 | 6/14 | 元請 | 青葉 | 進め方 | 夏季休業の体制 | 8/13～16の体制を提示してほしい。 | | 6/28 | 6/26 | 椿 | 体制表を送付。 | | | | | 回答済 | 不要 | |
        | 20 | B-016 | 6/19 | B社 | 楓 | データ | 税率の履歴 | 過去税率は何年分保持するか。 | データ定義書 | 6/26 | | | | | | | | 回答待ち | | |
        | 21 | B-017 | 6/24 | B社 | 椿 | 仕様 | 障害時の縮退運転 | 縮退時に使用できる決済種別を示してほしい。 | 非機能要件6 | 7/1 | | | | | | | | 検討中 | | |
        | 22 | | | | | | | | | | | | | | | | | | | |
        | 23 | | | | | | | | | | | | | | | | | | | |
        | 24 | | | | | | | | | | | | | | | | | | | |""",
    )  # fmt: skip
    sheet.data_validation(
        "S8:S60", {"validate": "list", "source": ["検討中", "回答待ち", "回答済", "クローズ", "取下げ"]}
    )
    sheet.write_comment("K5", "原則5営業日後。急ぐ場合は備考に理由を書くこと。")
    sheet.set_column("T:T", 8, None, {"hidden": True})
    sheet.freeze_panes(6, 3)
    form = book.add_worksheet("個票（原紙）")
    put(
        form,
        "B2",
        """
        | ＱＡ票 | | | QA票番号 | |
        |
        | 質問日 | | 質問者 | | |
        | 件名 | | | | |
        | 質問内容 |
        |
        |
        | 回答希望日 | | 関連文書 | | |
        | 回答日 | | 回答者 | | |
        | 回答内容 |
        |
        |
        | 元請 確認 | | B社 確認 | | |""",
    )
    return {
        "QA一覧": [
            Right(
                "qa",
                header_rows=[5, 6],
                records="8-28",
                examples="7",
                placeholders="29-31",
                columns={
                    "C": ("id", "id_2"), "D": "raised_date", "F": "raised_by", "G": ("category", "kind"), "H": "title",
                    "I": "description", "K": "due_date", "L": "response_date", "M": "responded_by", "N": "response",
                    "O": ("raised_date_2", None), "P": ("description_2", None), "Q": ("response_date_2", None),
                    "R": ("response_2", None), "S": "status", "T": None, "U": "remarks",
                },
                canonical={
                    "status": {"closed": 10, "answered": 4, "waiting": 3, "in_progress": 3, "rejected": 1},
                },
            )
        ],
        "個票（原紙）": SKIPPED,
    }  # fmt: skip
