"""Project sheets of mid-size organisations in many trades, tidy and untidy, as they come."""

from datetime import datetime, timedelta

from .draw import SKIPPED, Right, drawing, put


def head_format(book, colour="#D9E1F2"):
    return book.add_format(
        {"bold": True, "bg_color": colour, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    )


def stamp(sheet, form, cells):
    """Formatted texts under their areas; an area of several cells is merged."""
    for area, text in cells.items():
        if ":" in area:
            sheet.merge_range(area, text, form)
        else:
            sheet.write(area, text, form)


@drawing("電子カルテ更新_課題管理表_0614時点.xlsx")
def hospital(book):
    """A tidy ListObject, but numbered status words, a filter that hides what is done, histories and vague dates."""
    sheet = book.add_worksheet("課題一覧")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column("A:M", 12, wrap)
    sheet.set_column("E:F", 34, wrap)
    sheet.set_column("J:J", 40, wrap)
    put(
        sheet,
        "A1",
        """
        | 電子カルテ更新プロジェクト　課題管理表 | | | | | | | | | | 最終更新 | 2024/6/14 | 医療情報課　青葉 |
        | 未完了 | =COUNTA(A5:A22)-COUNTIF(K5:K22,"4.完了")-COUNTIF(K5:K22,"9.対応不要") => 12 | 件 | | うち期限超過 | 2 件 |
        |
        |
        | 1 | 2024/4/8 | 看護部 | 若葉 | 転棟オーダの承認者 | 現行は病棟師長が代行承認しているが、新システムは医師承認が必須。夜間の運用が回らない。 | 高 | 楓（A社） | 2024/5/10 | 5/9 楓：代行権限を病棟師長に付与する設定で可。⏎4/20 若葉：夜間の件数を調べた（月40件）。 | 4.完了 | 2024/5/9 | |
        | 2 | 2024/4/8 | 薬剤部 | 椿 | 持参薬マスタの移行範囲 | 直近2年か全件か。全件だと移行リハ1回に18時間かかる見込み。 | 高 | 椿 | 2024/4/26 | 直近3年で合意（4/25 薬事委員会） | 4.完了 | 2024/4/25 | 議事録4/25 |
        | 3 | 2024/4/10 | 検査科 | 紅葉 | 外注検査の項目コード | 外注先B社のコード改定が9月。切替後2か月で再度マスタ入替になる。 | 中 | 紅葉 | 2024/6/28 | B社に前倒しの可否を照会中。返事待ち。 | 3.回答待ち | | |
        | 4 | 2024/4/10 | 医事課 | 白樺 | 診療報酬改定の取込み時期 | 6月改定分を現行・新の両方に入れるか | 高 | A社 欅 | 2024/5/31 | 5/31 両方に入れることで決着。追加費用なし。 | 4.完了 | 2024/5/31 | |
        | 5 | 2024/4/15 | 放射線科 | 柏木 | PACS連携の患者ID桁数 | 新は10桁ゼロ埋め、PACSは8桁。変換をどちらで持つか。 | 高 | A社 欅 | 6月末 | 6/12 欅：連携サーバ側で変換する案を提示予定⏎5/20 柏木：PACS側は改修不可との回答⏎4/22 欅：調査開始 | 2.対応中 | | PACS保守 C社 |
        | 6 | 2024/4/15 | 看護部 | 若葉 | 端末台数の不足 | 5階東病棟のラウンド用PCが2台足りない | 中 | 医療情報課 | 2024/6/14 | 予備機を充当。追加分は補正予算へ。 | 2.対応中 | | |
        | 7 | 2024/4/22 | 栄養科 | 桔梗 | 食事箋の締切時刻 | 朝食締切を前日17時→18時に変更したい | 低 | 桔梗 | 2024/5/31 | 設定変更のみで対応可 | 4.完了 | 2024/5/22 | |
        | 8 | 2024/4/22 | 医事課 | 白樺 | 自費項目の税区分 | | 中 | 白樺 | 2024/6/21 | | 1.未着手 | | |
        | 9 | 2024/5/7 | リハ科 | 榎 | 実施単位の自動算定 | 20分未満の端数を切り捨てるか、職員が手で直すか | 中 | 楓（A社） | 2024/6/28 | 現行仕様をA社で確認中 | 2.対応中 | | |
        | 10 | 2024/5/7 | 薬剤部 | 椿 | 麻薬帳簿の様式 | 保健所提出様式と新システムの帳票が合わない（残数欄なし） | 高 | A社 欅 | 2024/6/7 | 帳票改修の見積待ち | 3.回答待ち | | ★期限超過 |
        | 11 | 2024/5/13 | 手術部 | 萩 | 術前チェックリスト | 紙運用を残すかどうか決まっていない。麻酔科と手術部で意見が割れている。 | 中 | 萩 | 7月上旬 | 6/10 運用WGで再協議 | 5.保留 | | |
        | 12 | 2024/5/13 | 看護部 | 若葉 | 看護必要度の自動判定 | | 高 | | | | 1.未着手 | | |
        | 13 | 2024/5/20 | 医療安全 | 山吹 | アレルギー情報の旧データ | フリーコメントのアレルギーは移行対象外。入れ直しの人手が要る。 | 高 | 山吹 | 2024/6/12 | 対象者リスト（412名）を抽出。⏎薬剤部と看護部で分担を調整中。 | 2.対応中 | | ★期限超過 |
        | 14 | 2024/5/20 | 検査科 | 紅葉 | ラベルプリンタの機種 | 現行機が新OSに非対応 | 中 | 医療情報課 | 2024/5/31 | 後継機を12台発注済み | 4.完了 | 2024/6/3 | |
        | 15 | 2024/5/27 | 外来 | 藤袴 | 再来受付機の文言 | 「お薬のみ」ボタンを残してほしい | 低 | - | - | 切替後の改善要望として別管理とする | 9.対応不要 | 2024/6/3 | 要望一覧へ |
        | 16 | 2024/6/3 | 医事課 | 白樺 | 研修日程と月初レセ期間の重複 | 7/3～7/9は医事課が研修に出られない | 中 | 青葉 | 2024/6/21 | 代替日を各科に照会 | 2.対応中 | | |
        | 17 | 2024/6/10 | 放射線科 | 柏木 | 造影同意書のスキャン取込 | 取込枠の種別名が未定 | 低 | 柏木 | 7/19(金) | | 1.未着手 | | |
        | 18 | 2024/6/12 | 看護部 | 若葉 | 切替当日の紙運用マニュアル | 誰が作るか（看護部か医療情報課か） | 高 | 青葉・若葉 | 2024/7/12 | 6/14 たたき台を青葉が作る | 2.対応中 | | |""",
    )
    names = [
        "No",
        "起票日",
        "部門",
        "起票者",
        "課題",
        "詳細",
        "優先度",
        "担当",
        "期限",
        "対応経過",
        "ステータス",
        "完了日",
        "備考",
    ]
    sheet.add_table(
        "A4:M22", {"name": "課題", "style": "Table Style Medium 2", "columns": [{"header": name} for name in names]}
    )
    for row in (5, 6, 8, 11, 18):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    words = ["1.未着手", "2.対応中", "3.回答待ち", "4.完了", "5.保留", "9.対応不要"]
    sheet.data_validation("K5:K200", {"validate": "list", "source": words})
    sheet.freeze_panes(4, 1)
    columns = {
        "A": "id", "B": "raised_date", "C": (None, "category", "owner_org", "side"), "D": "raised_by", "E": "title",
        "F": "description", "G": "priority", "H": "owner", "I": "due_date", "J": ("action", "response"), "K": "status",
        "L": "closed_date", "M": "remarks",
    }  # fmt: skip
    canonical = {
        "status": {"closed": 5, "waiting": 3, "in_progress": 6, "open": 3, "rejected": 1},
        "priority": {"high": 8, "medium": 7, "low": 3},
    }
    return {"課題一覧": [Right("issue", header_rows=[4], records="5-22", columns=columns, canonical=canonical)]}


def campus_sheet(book, name, rows):
    """One topic's sheet: a legend above, groups of who fills in what, an example row."""
    sheet = book.add_worksheet(name)
    head, asked, told = head_format(book), head_format(book, "#FFF2CC"), head_format(book, "#DDEBF7")
    sheet.set_column("A:M", 13, book.add_format({"text_wrap": True}))
    sheet.set_column("F:F", 45)
    sheet.set_column("J:L", 35)
    put(
        sheet,
        "A1",
        f"""
        | 新学務ポータル　質問回答表（{name}） | | | | | | | | | | | 文書番号 | GP-QA-02 |
        | ※黄色見出しはA社、水色見出しは本学が記入してください。回答は原則5営業日以内。 |
        | ※追加質問が2回を超える場合は新しい番号で起票すること。 |""",
    )
    stamp(sheet, asked, {"A4:G4": "A社記入欄", "K5": "再質問", "A5": "管理\n番号", "B5": "質問日",
                         "C5": "質問者", "D5": "分類", "E5": "参照資料\n（頁）", "F5": "質問内容",
                         "G5": "回答希望日"})  # fmt: skip
    stamp(sheet, told, {"H4:J4": "本学記入欄", "H5": "回答者", "I5": "回答日", "J5": "回答内容", "L5": "再回答"})
    stamp(sheet, head, {"K4:L4": "再質問・再回答", "M4:M5": "状態"})
    put(sheet, "A6", rows)
    sheet.data_validation("D7:D60", {"validate": "list", "source": "=リスト!$A$2:$A$6"})
    sheet.data_validation("M7:M60", {"validate": "list", "source": "=リスト!$B$2:$B$5"})
    sheet.freeze_panes(5, 1)


@drawing("【学務】新ポータル_質問回答表（A社⇔本学）240912.xlsx")
def campus(book):
    """Two sheets of one layout with groups by who writes, a second round, an example and numbered empty rows."""
    cover = book.add_worksheet("表紙")
    put(
        cover,
        "C5",
        """
        | 新学務ポータル構築業務 |
        | 質問回答表 |
        |
        | | 版 | 1.4 |
        | | 改訂日 | 2024/9/12 |
        | | 作成 | A社　教育ソリューション部 |
        | | 提出先 | 学務部　教務課 |""",
    )
    campus_sheet(
        book,
        "履修・成績",
        """
        | 例 | 2024/7/1 | A社　○○ | 仕様 | 要件定義書 p.12 | 履修登録の締切後、教員による追加は可能としますか。 | 2024/7/8 | 教務課　○○ | 2024/7/5 | 可能とします。期間は2週間。 | | | 回答済 |
        | R-01 | 2024/7/16 | 楓 | 仕様 | 要件定義書 p.8 | 履修上限単位（CAP）は学科別・学年別のどちらで持ちますか。GPAによる緩和はありますか。 | 2024/7/23 | 教務課 若葉 | 2024/7/22 | 学科別・学年別の両方で持ちます。前学期GPA3.2以上は4単位緩和。 | | | クローズ |
        | R-02 | 2024/7/16 | 楓 | 仕様 | 同上 p.9 | 集中講義はCAPの対象に含みますか。 | 2024/7/23 | 教務課 若葉 | 2024/7/22 | 含みません。 | 夏期・春期とも同じでしょうか。 | 同じです。 | クローズ |
        | R-03 | 2024/7/16 | 楓 | データ | 移行対象一覧 | 2010年度以前の成績は紙のみと伺いましたが、移行対象外としてよろしいでしょうか。 | 2024/7/23 | 教務課 紅葉 | 2024/8/2 | 対象外で結構です。 | | | クローズ |
        | R-04 | 2024/7/18 | 白樺 | 画面 | 画面設計書 S-21 | 抽選科目の当落表示は0時公開でよいか。当落の理由は表示するか。 | 2024/7/25 | 教務課 若葉 | 2024/7/29 | 朝9時公開としてください。理由は不要です。 | 9時は負荷が集中するため8時を提案します。 | 8時で構いません。広報は本学で行います。 | クローズ |
        | R-05 | 2024/7/22 | 白樺 | 画面 | 画面設計書 S-22 | スマートフォン表示で時間割を横7列に並べると文字が10px以下になります。1日表示に切替えてよいか。 | 2024/7/29 | 情報基盤課 柏木 | 2024/7/26 | よい。ただし週表示へ戻すボタンをつけること。 | | | 回答済 |
        | R-06 | 2024/7/29 | 楓 | 連携 | IF一覧 No.7 | 成績の教員Web入力で、他大学との単位互換分はどこから取り込みますか。 | 2024/8/5 | 教務課 紅葉 | 2024/8/9 | CSVで年2回、教務課が取り込みます。 | CSVの文字コードは何でしょうか。 | | 再質問中 |
        | R-07 | 2024/8/1 | 楓 | 仕様 | 要件定義書 p.15 | 成績の疑義照会は期間外でも受け付けますか。 | 2024/8/8 | 教務課 若葉 | 2024/8/8 | 受け付けません。 | | | クローズ |
        | R-08 | 2024/8/5 | 白樺 | その他 | - | 8/13～16の大学閉鎖期間中の問合せ窓口をご教示ください。 | 2024/8/8 | 情報基盤課 柏木 | 2024/8/6 | 窓口なし。急ぎは携帯へ。 | | | クローズ |
        | R-09 | 2024/8/20 | 楓 | データ | 移行対象一覧 | 科目コードが年度で使い回されています（例：A1021）。新コードの付番規則をご提示ください。 | 2024/8/30 | 教務課 紅葉 | | | | | 未回答 |
        | R-10 | 2024/8/26 | 欅 | 仕様 | 帳票一覧 | 成績通知書の保証人宛郵送は継続しますか。継続の場合、宛名は学籍の保証人住所でよいですか。 | 2024/9/2 | 学生支援課 | 2024/9/4 | 継続。住所は別紙のとおり。 | 別紙が添付されていませんでした。 | 失礼しました。9/6に送付しました。 | 回答済 |
        | R-11 | 2024/9/2 | 欅 | 画面 | 画面設計書 S-30 | 履修エラーの文言一覧を添付します。ご確認ください。 | 2024/9/13 | | | | | | 未回答 |
        | R-12 | 2024/9/9 | 楓 | 連携 | IF一覧 No.11 | LMS連携の頻度は1日1回でよいか。履修登録期間中のみ1時間毎を希望する声が教員からあったと聞いています。 | 2024/9/17 | | | | | | 未回答 |
        | R-13 |
        | R-14 |
        | R-15 |""",
    )
    campus_sheet(
        book,
        "証明書・学籍",
        """
        | 例 | 2024/7/1 | A社　○○ | 仕様 | 要件定義書 p.12 | 履修登録の締切後、教員による追加は可能としますか。 | 2024/7/8 | 教務課　○○ | 2024/7/5 | 可能とします。期間は2週間。 | | | 回答済 |
        | G-01 | 2024/7/18 | 欅 | 仕様 | 要件定義書 p.31 | 証明書発行機は現行機を継続利用でしょうか。 | 2024/7/25 | 学生支援課 椿 | 2024/7/24 | 継続。2026年3月リース満了。 | | | クローズ |
        | G-02 | 2024/7/18 | 欅 | 仕様 | 要件定義書 p.31 | コンビニ発行の手数料は誰が負担しますか。 | 2024/7/25 | 学生支援課 椿 | 2024/8/1 | 学生負担。 | | | クローズ |
        | G-03 | 2024/7/30 | 欅 | データ | 移行対象一覧 | 旧姓使用の学生の英字氏名が空白です（32名）。 | 2024/8/6 | 学生支援課 椿 | 2024/8/5 | 本学で補います。 | いつ頃いただけますか。 | 9月末の予定です。 | 回答済 |
        | G-04 | 2024/8/5 | 白樺 | 画面 | S-41 | 休学願の電子申請で、保証人の同意はどう取りますか。 | 2024/8/12 | | | | | | 未回答 |
        | G-05 | 2024/8/27 | 白樺 | 連携 | IF一覧 No.3 | 学費システムへ渡す除籍予定日は必須項目でしょうか。 | 2024/9/3 | 財務課 | 2024/9/3 | 必須。 | 未定の場合は何を入れますか。 | | 再質問中 |
        | G-06 |
        | G-07 |""",
    )
    lists = book.add_worksheet("リスト")
    put(
        lists,
        "A1",
        """
        | 分類 | 状態 |
        | 仕様 | 未回答 |
        | 画面 | 再質問中 |
        | データ | 回答済 |
        | 連携 | クローズ |
        | その他 |""",
    )
    columns = {
        "A": "id", "B": "raised_date", "C": "raised_by", "D": "category", "E": (None, "related_id", "remarks"),
        "F": ("description", "title"), "G": "due_date", "H": "responded_by", "I": "response_date", "J": "response",
        "L": (None, "response_2"), "M": "status",
    }  # fmt: skip
    return {
        "表紙": SKIPPED,
        "履修・成績": [
            Right("qa", header_rows=[4, 5], records="7-18", columns=columns, examples="6", placeholders="19-21")
        ],
        "証明書・学籍": [
            Right("qa", header_rows=[4, 5], records="7-11", columns=columns, examples="6", placeholders="12-13")
        ],
        "リスト": SKIPPED,
    }


@drawing("現場帳票電子化PJ_WBS_Rev3.xlsx")
def builder(book):
    """Titles stepped over three columns under one merged heading, dates of summary rows by formula, a bar chart."""
    sheet = book.add_worksheet("WBS")
    head, bar = head_format(book, "#C6E0B4"), book.add_format({"bg_color": "#5B9BD5"})
    week = book.add_format({"num_format": "m/d", "bg_color": "#C6E0B4", "border": 1, "font_size": 8})
    day, part = book.add_format({"num_format": "m/d"}), book.add_format({"num_format": "0%"})
    sheet.set_column("A:A", 6)
    sheet.set_column("B:C", 2.5)
    sheet.set_column("D:D", 36)
    sheet.set_column("G:J", 8, day)
    sheet.set_column("K:K", 7, part)
    sheet.set_column("L:L", 24)
    sheet.set_column("M:AD", 4)
    put(
        sheet,
        "A1",
        """
        | 現場帳票電子化プロジェクト　WBS | | | | | | | | | | | Rev.3　2024/10/11　工務部 柏木 |
        | 凡例：青＝計画、★＝マイルストン　／　進捗率は0・30・50・80・100で記入 |""",
    )
    stamp(sheet, head, {"A4:A5": "WBS", "B4:D5": "作業項目", "E4:F4": "担当", "E5": "会社", "F5": "氏名", "G4:H4": "予定",
                        "G5": "開始", "H5": "終了", "I4:J4": "実績", "I5": "開始", "J5": "終了", "K4:K5": "進捗率",
                        "L4:L5": "成果物・備考", "M4:P4": "9月", "Q4:T4": "10月", "U4:X4": "11月",
                        "Y4:AC4": "12月"})  # fmt: skip
    for number in range(17):
        sheet.write_datetime(4, 12 + number, datetime(2024, 9, 2) + timedelta(7 * number), week)
    put(
        sheet,
        "A6",
        """
        | 1 | 準備 | | | | | =MIN(G7:G10) => 45537 | =MAX(H7:H10) => 45555 | =MIN(I7:I10) => 45537 | =MAX(J7:J10) => 45558 | 1 |
        | "1.1" | | 体制・計画 | | 自社 | 柏木 | 2024/9/2 | 2024/9/6 | 2024/9/2 | 2024/9/6 | 1 | 計画書 |
        | "1.2" | | 対象帳票の洗い出し | | 自社 | 榎 | 2024/9/2 | 2024/9/20 | 2024/9/3 | 2024/9/23 | 1 | 帳票一覧（46種） |
        | "1.2.1" | | | 土木現場ヒアリング（3現場） | 自社 | 榎 | 2024/9/4 | 2024/9/10 | 2024/9/4 | 2024/9/12 | 1 | 雨で1日順延 |
        | "1.2.2" | | | 建築現場ヒアリング（4現場） | 自社 | 桂 | 2024/9/4 | 2024/9/20 | 2024/9/5 | 2024/9/23 | 1 | |
        | 2 | 設計 | | | | | =MIN(G12:G17) => 45551 | =MAX(H12:H17) => 45590 | =MIN(I12:I17) => 45552 | | 0.5 |
        | "2.1" | | 帳票レイアウト設計 | | A社 | 楓 | 2024/9/16 | 2024/10/11 | 2024/9/17 | | 0.8 | |
        | "2.1.1" | | | 日報・KY活動表 | A社 | 楓 | 2024/9/16 | 2024/9/27 | 2024/9/17 | 2024/9/30 | 1 | |
        | "2.1.2" | | | 施工体制台帳・作業員名簿 | A社 | 楓・若葉 | 2024/9/24 | 2024/10/11 | 2024/9/26 | | 0.5 | 外部サービスと項目合わせ中 |
        | "2.2" | | 承認経路設計 | | 自社 | 柏木 | 2024/10/7 | 2024/10/18 | 2024/10/8 | | 0.3 | 支店長決裁の扱いが未決 |
        | "2.3" | | 写真保管方式の検討 | | A社 | 欅 | 2024/10/7 | 2024/10/25 | | | 0 | |
        | "2.4" | | 設計承認 | | 自社 | 工務部長 | 2024/10/25 | 2024/10/25 | | | 0 | ★ |
        | 3 | 構築・試行 | | | | | =MIN(G19:G24) => 45580 | =MAX(H19:H24) => 45639 | | | 0 |
        | "3.1" | | 環境構築 | | A社 | 欅 | 2024/10/28 | 2024/11/8 | | | 0 | |
        | "3.2" | | フォーム作成 | | A社 | 若葉 | 2024/10/28 | 2024/11/22 | | | 0 | 46種→第1弾は12種 |
        | "3.3" | | タブレット手配 | | 自社 | 総務 椿 | 2024/10/15 | 2024/11/15 | 2024/10/9 | | 0.3 | 80台、防塵ケース込 |
        | "3.4" | | 試行 | | | | 2024/11/18 | 2024/12/13 | | | 0 | |
        | "3.4.1" | | | モデル現場（橋梁補修） | 自社 | 榎 | 2024/11/18 | 2024/12/6 | | | 0 | |
        | "3.4.2" | | | モデル現場（倉庫新築） | 自社 | 桂 | 2024/11/25 | 2024/12/13 | | | 0 | 所長の了解済み |
        | 4 | 展開 | | | | | =MIN(G26:G28) => 45635 | =MAX(H26:H28) => 45653 | | | 0 |
        | "4.1" | | 操作説明会（各支店） | | 自社 | 柏木 | 2024/12/9 | 2024/12/20 | | | 0 | 本社・東・西の3回 |
        | "4.2" | | 手順書 | | A社 | 若葉 | 2024/12/9 | 2024/12/20 | | | 0 | |
        | "4.3" | | 運用開始判定 | | 自社 | 工務部長 | 2024/12/27 | 2024/12/27 | | | 0 | ★ |""",
    )
    shown = {"type": "formula", "criteria": "=AND($G6<M$5+7,$H6>=M$5)", "format": bar}
    sheet.conditional_format("M6:AC28", shown)
    sheet.write("T17", "★")
    sheet.write("AC28", "★")
    sheet.freeze_panes(5, 4)
    columns = {
        "A": "id", "B": "title", "E": ("owner_org", "side", "vendor"), "F": "owner", "G": "planned_start",
        "H": "planned_end", "I": "actual_start", "J": "actual_end", "K": "progress",
        "L": ("remarks", "documents", None),
    }  # fmt: skip
    return {"WBS": [Right("wbs", header_rows=[4, 5], records="6-28", columns=columns)]}


@drawing("WMS不具合一覧（センター共有）最新のコピー.xlsx")
def warehouse(book):
    """Everyday words for headings, no title, missing and doubled numbers, text dates, sections, a repeated heading."""
    sheet = book.add_worksheet("Sheet1")
    head = head_format(book, "#FFD966")
    sheet.set_column("A:O", 11, book.add_format({"text_wrap": True}))
    sheet.set_column("F:F", 42)
    names = ["№", "いつ", "センター", "誰が\n気づいた", "画面", "どうなった", "ランク\n(A～C)", "原因\n(分かれば)", "直し方",
             "B社担当", "直る予定", "直った日", "再確認", "状態", "メモ"]  # fmt: skip
    sheet.write_row("A1", names, head)
    put(
        sheet,
        "Q1",
        """
        | ランク | 件数 |
        | A | =COUNTIF(G:G,"A") => 7 |
        | B | =COUNTIF(G:G,"B") => 10 |
        | C | =COUNTIF(G:G,"C") => 6 |""",
    )
    put(
        sheet,
        "A2",
        """
        | ■10月リハーサルで出たもの |
        | 1 | 10/7 | 北 | 若葉 | 入荷検品 | ハンディでJAN読んでも「商品なし」になる（飲料のみ） | A | マスタ桁落ち | マスタ再投入 | 楓 | 10/8 | 10/8 | OK | 完了 | |
        | 2 | 10/7 | 北 | 若葉 | 入荷検品 | 検品数を直すと元の数に戻る | A | | 画面修正 | 楓 | 10/10 | 10/11 | NG | 修正中 | 10/12 また出た |
        | | | | | | 端数（バラ）のときだけ。ケース単位なら大丈夫 |
        | 3 | 10/7 | 東 | 紅葉 | 棚移動 | 移動先の棚が満杯でも登録できてしまう | B | チェック漏れ | チェック追加 | 欅 | 10/15 | 10/15 | OK | 完了 | |
        | 4 | 10/7 | 東 | 紅葉 | 棚移動 | 音が鳴らない | C | 端末の設定 | - | - | - | - | - | 仕様通り | 音量0だった |
        | 5 | 10/8 | 南 | 椿さん | 出荷指示 | 15時締めの便が翌日扱いになる | A | 締め時刻の設定が16時 | 設定変更 | 楓 | 10/9 | 10/9 | OK | 完了 | |
        | 6 | 10/8 | 南 | 椿さん | 送り状 | 送り状の郵便番号ハイフンなし。運送会社で読めない | A | 印字項目の編集もれ | 編集を追加 | 白樺 | 10/10 | 10/10 | OK | 完了 | |
        | 6 | 10/8 | 北 | 山吹 | 送り状 | 代引の金額が印字枠からはみ出す（7桁のとき） | B | フォント | フォント縮小 | 白樺 | 10/18 | 10/17 | OK | 完了 | 番号かぶり |
        | 8 | 10/8 | 北 | 山吹 | ピッキング | 同じ棚を2回回らされる。順番がおかしい | B | ルート順のキー | 調査してから | 楓 | 10/25 | | | 調査中 | |
        | | 10/9 | 東 | 紅葉 | 棚卸 | 棚卸開始が二重押しできて2本できる | B | | ボタン抑止 | 欅 | 10/18 | 10/18 | OK | 完了 | 番号つけ忘れ |
        | 9 | 10/9 | 東 | 夜勤チーム | 棚卸 | 差異リストが出ない日がある | B | 不明 | | 欅 | | | | 再現せず | 3回やって出ず |
        | 10 | 10/9 | 南 | 椿さん | 返品 | 返品理由「その他」でコメントが保存されない | C | 桁数 | 桁を200に | 白樺 | 10/22 | 10/21 | OK | 完了 | |
        | 11 | 10/10 | 北 | 若葉 | 在庫照会 | 検索に40秒かかる（月曜朝） | B | 索引なし | 索引追加 | 楓 | 10/16 | 10/16 | OK | 完 | 3秒になった |
        |
        | ■本稼働後（11/5～） |
        | 12 | 11/5 | 北 | 若葉 | ログイン | 6時台にログインできない人が5人 | A | 同時接続数 | 上限を200へ | 楓 | 即日 | 11/5 | OK | 完了 | ライセンス費は別途 |
        | 13 | 11/5 | 東 | 紅葉 | 入荷検品 | 予定なし入荷の登録画面が固まる | A | | | 欅 | 11/8 | | | 修正中 | 暫定：紙に書いて夕方入力 |
        | 14 | 11/5 | 南 | 椿さん | 送り状 | プリンタが2枚に1枚空送り | B | 用紙設定 | 設定変更 | 白樺 | 11/6 | 11/6 | OK | 完了 | |
        | 15 | 11/6 | 南 | 山吹 | 実績送信 | 荷主への実績送信が11/5分だけ2回飛んだ | A | バッチ手動実行と重複 | 手順書に注意書き | 楓 | 11/7 | 11/8 | OK | 完了 | 荷主へお詫び済 |""",
    )
    sheet.write_row("A23", names, head)
    put(
        sheet,
        "A24",
        """
        | 16 | 11/6 | 北 | 若葉 | 在庫照会 | CSVの商品名が文字化け（①や㈱） | C | 文字コード | 出力の文字コード変更 | 欅 | 11/15 | | | 修正済 | 次回リリースで |
        | 17 | 11/7 | 北 | パートさん | ピッキング | 文字が小さくて読めない | C | | | | | | | 保留 | 要望？ 会議で決める |
        | 18 | 11/7 | 東 | 夜勤チーム | 補充 | 補充指示が出ない棚がある（C列だけ） | B | マスタの下限値が空 | センターで入力 | 東 紅葉 | 11/12 | 11/12 | OK | 完了 | |
        | 19 | 11/8 | 南 | 椿さん | 出荷指示 | 温度帯が混ざった伝票で印刷が止まる | B | | | 白樺 | 11月中旬 | | | 調査中 | |
        | 20 | 11/11 | 東 | 紅葉 | 棚移動 | 戻るボタンで最初の画面まで戻ってしまう | C | | | 欅 | 未定 | | | 未 | |
        | 21 | 11/11 | 北 | 若葉 | 返品 | 返品伝票の再印刷ができない | B | | | 白樺 | 11/20 | | | 未 | |
        | 22 | 11/12 | 北 | 若葉 | 棚卸 | 帳票の日付が和暦になっている | C | | | | | | | 未 | |""",
    )
    sheet.autofilter("A1:O30")
    columns = {
        "A": "id", "B": ("detected_date", "raised_date"), "D": ("detected_by", "raised_by"), "E": ("screen", "system"),
        "F": ("title", "description"), "G": "severity", "H": "cause", "I": "action", "J": ("owner", "vendor"),
        "K": ("fix_plan_date", "due_date"), "L": ("fixed_date", "closed_date"), "M": ("retest_result", "result"),
        "N": "status", "O": "remarks",
    }  # fmt: skip
    return {
        "Sheet1": [
            Right(
                "defect",
                header_rows=[1],
                records="3-4, 6-15, 18-21, 24-30",
                columns=columns,
                sections="2, 17",
                canonical={
                    "status": {"closed": 12, "in_progress": 4, "resolved": 1, "waiting": 1, "open": 3, "rejected": 2},
                    "severity": {"high": 7, "medium": 10, "low": 6},
                },
            )
        ]
    }


def till_sheet(book, name, number, groups, rows):
    """One chapter of the till tests: seals at the right, a legend, results per kind of till."""
    sheet = book.add_worksheet(name)
    head, box = head_format(book, "#F8CBAD"), book.add_format({"border": 1, "align": "center", "valign": "vcenter"})
    middle = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    sheet.set_column("A:A", 2)
    sheet.set_column("B:C", 9)
    sheet.set_column("D:F", 32, book.add_format({"text_wrap": True}))
    sheet.set_column("G:M", 11)
    stamp(sheet, book.add_format({"bold": True, "font_size": 14}), {"B2": f"店舗受入テスト項目表　{number}.{name}"})
    stamp(sheet, box, {"K1": "承認", "L1": "確認", "M1": "作成", "K2:K4": "", "L2:L4": "白樺", "M2:M4": "楓"})
    put(
        sheet,
        "B4",
        """
        | 対象店舗 | | 中央店（店番0123） |
        | 版数 | | 新POS Ver.2.1.0 |
        | 記入方法 | | ○：問題なし　×：問題あり（管理番号を必ず記入）　△：保留　－：対象外 |""",
    )
    stamp(sheet, head, {"B8:B9": "項番", "C8:C9": "区分", "D8:D9": "確認項目", "E8:E9": "操作", "F8:F9": "期待結果",
                        "G8:I8": "結果（レジ種別）", "G9": "有人", "H9": "セミセルフ", "I9": "フルセルフ",
                        "J8:J9": "実施日", "K8:K9": "実施者", "L8:L9": "管理番号\n(×のとき)",
                        "M8:M9": "備考"})  # fmt: skip
    put(sheet, "B10", rows)
    stamp(sheet, middle, groups)
    sheet.data_validation("G10:I40", {"validate": "list", "source": ["○", "×", "△", "－"], "error_type": "warning"})


@drawing("新POS_店舗受入テスト項目表(中央店).xlsx")
def shop(book):
    """Three chapters of one layout, one not yet run; marks per kind of till, merged categories, a sheet of figures."""
    total = book.add_worksheet("集計")
    put(
        total,
        "B2",
        """
        | 受入テスト集計 |
        |
        | 章 | 項目数 | ○ | × | △ | － | 残 |
        | 1.通常会計 | 45 | 31 | 2 | 1 | 9 | 2 |
        | 2.返品・値引 | 27 | 12 | 1 | 2 | 6 | 6 |
        | 3.閉店処理 | 24 | 0 | 0 | 0 | 0 | 24 |
        | 計 | 96 | 43 | 3 | 3 | 15 | 32 |""",
    )
    first = {"C10:C14": "商品登録", "C15:C20": "支払", "C21:C24": "ポイント"}
    till_sheet(
        book,
        "通常会計",
        1,
        first,
        """
        | 1-1 | | バーコード登録 | 商品をスキャンする | 品名・価格が画面に出ること | ○ | ○ | ○ | 2024/11/6 | 若葉 | | |
        | 1-2 | | 同一商品の数量入力 | 数量キー3→スキャン | 3点で登録される | ○ | ○ | － | 2024/11/6 | 若葉 | | セルフは数量キーなし |
        | 1-3 | | 生鮮（インストア）登録 | 量り売りラベルをスキャン | ラベルの金額で登録される | ○ | × | ○ | 2024/11/6 | 若葉 | P-014 | 1円ずれる |
        | 1-4 | | 登録取消 | 直前取消を押す | 明細から消え合計が減る | ○ | ○ | ○ | 2024/11/6 | 若葉 | | |
        | 1-5 | | 年齢確認商品 | 酒類をスキャン | 年齢確認が出る。セルフは係員呼出になる | ○ | ○ | ×→○ | 2024/11/8 | 紅葉 | P-015 | 11/8再確認 |
        | 1-6 | | 現金 | 預り10,000円 | 釣銭が正しく出る | ○ | ○ | － | 2024/11/6 | 若葉 | | フルセルフは現金不可 |
        | 1-7 | | クレジット | IC差込み・タッチの両方 | 承認され売上票が出る | ○ | ○ | ○ | 2024/11/7 | 椿 | | |
        | 1-8 | | 電子マネー | 残高不足のカード | 残高不足の案内後、不足分を他の支払で払える | ○ | △ | ○ | 2024/11/7 | 椿 | | メーカー確認中 |
        | 1-9 | | コード決済 | 客提示のコードを読む | 支払済になる | ○ | ○ | ○ | 2024/11/7 | 椿 | | |
        | 1-10 | | 商品券 | 商品券500円×3枚 | 釣銭なしで充当できる | ○ | － | － | 2024/11/7 | 椿 | | |
        | 1-11 | | 併用 | 商品券＋現金＋クレジット | 3種併用でレシートに内訳が出る | × | － | － | 2024/11/7 | 椿 | P-017 | 内訳の順が違う |
        | 1-12 | | 会員カード付与 | 会員カード→会計 | 200円で1pt付くこと | ○ | ○ | ○ | 2024/11/8 | 紅葉 | | |
        | 1-13 | | アプリ会員 | アプリのバーコード | 同上 | ○ | ○ | ○ | 2024/11/8 | 紅葉 | | |
        | 1-14 | | ポイント利用 | 100pt使う | 合計から100円引かれる | ○ | － | － | 2024/11/8 | 紅葉 | | |
        | 1-15 | | 5倍デー | 日付を20日にして会計 | 5倍で付与 | － | | | | | | 日付変更の可否をA社に確認 |""",
    )
    second = {"C10:C13": "返品", "C14:C18": "値引"}
    till_sheet(
        book,
        "返品・値引",
        2,
        second,
        """
        | 2-1 | | レシートあり返品 | レシート番号→返品 | 元の支払方法で返金 | ○ | － | － | 11/11 | 若葉 | | |
        | 2-2 | | レシートなし返品 | 責任者キー→返品 | 責任者番号が記録される | ○ | － | － | 11/11 | 若葉 | | |
        | 2-3 | | クレジット返品 | 翌日に返品 | カード会社への取消になる | △ | － | － | 11/12 | 若葉 | | 締め後に再度 |
        | 2-4 | | ポイント付与分の返品 | 会員の返品 | ptが引かれる。残が足りなければマイナス | × | ○ | ○ | 11/12 | 若葉 | P-019 | マイナスにならない |
        | 2-5 | | 値引シール（2割引） | シールをスキャン | 2割引（端数切捨） | ○ | ○ | ○ | 11/12 | 紅葉 | | |
        | 2-6 | | 部門割引 | 日配10%引き設定 | 対象だけ割引 | ○ | ○ | ○ | 11/13 | 紅葉 | | |
        | 2-7 | | よりどり3点 | 対象を4点 | 3点分のみ値引 | ○ | △ | ○ | 11/13 | 紅葉 | | 表示のみ違う？ |
        | 2-8 | | 従業員割引 | 社員証をスキャン | 5%引き。酒・たばこは除く | | | | | | | |
        | 2-9 | | クーポン重複 | 同じクーポンを2回 | 2回目は使えない | | | | | | | |""",
    )
    third = {"C10:C13": "精算", "C14:C17": "締め"}
    till_sheet(
        book,
        "閉店処理",
        3,
        third,
        """
        | 3-1 | | 在高入力 | 金種別に入力 | 理論値との差が出る |
        | 3-2 | | 釣銭機の回収 | 全回収を押す | 回収額がレポートと合う |
        | 3-3 | | 商品券の精算 | 券種別に枚数入力 | 合計が合う |
        | 3-4 | | 過不足の報告 | 差額-500円で精算 | 理由入力が求められる |
        | 3-5 | | 日計 | 日計を印字 | 部門計の合計＝総売上 |
        | 3-6 | | 本部送信 | 締め→送信 | 23時までに本部に届く |
        | 3-7 | | 送信失敗時 | LANを抜いて締め | 翌朝自動で再送される |
        | 3-8 | | 翌日開店 | 開店処理 | 前日分が残っていない |""",
    )
    columns = {
        "B": ("id", "test_case_id"), "C": "category", "D": "title", "E": "steps", "F": "expected", "G": "result",
        "H": "result_2", "I": "result_3", "J": "executed_date", "K": "tester", "L": "defect_id", "M": "remarks",
    }  # fmt: skip
    counts = [
        ({"pass": 13, "fail": 1, "not_applicable": 1},
         {"pass": 9, "fail": 1, "hold": 1, "not_applicable": 3, "not_run": 1},
         {"pass": 9, "not_applicable": 5, "not_run": 1}),
        ({"pass": 5, "fail": 1, "hold": 1, "not_run": 2},
         {"pass": 3, "hold": 1, "not_applicable": 3, "not_run": 2},
         {"pass": 4, "not_applicable": 3, "not_run": 2}),
        ({"not_run": 8}, {"not_run": 8}, {"not_run": 8}),
    ]  # fmt: skip
    truth = {"集計": SKIPPED}
    for name, records, results in zip(
        ("通常会計", "返品・値引", "閉店処理"), ("10-24", "10-18", "10-17"), counts, strict=True
    ):
        canonical = dict(zip(("result", "result_2", "result_3"), results, strict=True))
        truth[name] = [Right("test", header_rows=[8, 9], records=records, columns=columns, canonical=canonical)]
    return truth


def bank_sheet(book, name, risks):
    """The ledger's form; every risk is as many rows high as it has measures."""
    sheet = book.add_worksheet(name)
    head, box = head_format(book, "#BDD7EE"), book.add_format({"border": 1, "align": "center"})
    cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    date = book.add_format({"border": 1, "valign": "top", "num_format": "yyyy/mm/dd"})
    sheet.set_column("A:R", 9)
    sheet.set_column("C:D", 32)
    sheet.set_column("J:J", 38)
    stamp(sheet, book.add_format({"bold": True, "font_size": 16}), {"A2": "リスク管理台帳"})
    put(
        sheet,
        "A3",
        """
        | 案件名：次期勘定系　共同化対応 |
        | 主管：事務システム部 |
        | 版：第4版（2024年8月PMO会議報告） |""",
    )
    stamp(sheet, box, {"O1": "部長", "P1": "次長", "Q1": "課長", "R1": "担当", "O2:O4": "", "P2:P4": "欅", "Q2:Q4": "椿",
                       "R2:R4": "青葉"})  # fmt: skip
    stamp(sheet, head, {"A7:A8": "管理番号", "B7:B8": "リスク\n区分", "C7:C8": "リスク事象", "D7:D8": "顕在化した場合の影響",
                        "E7:G7": "当初評価", "E8": "発生\n可能性", "F8": "影響度", "G8": "評点", "H7:H8": "対応\n方針",
                        "I7:M7": "対応策", "I8": "No", "J8": "内容", "K8": "主管部", "L8": "責任者", "M8": "期日",
                        "N7:P7": "残存評価（対応策実施後）", "N8": "発生\n可能性", "O8": "影響度", "P8": "評点",
                        "Q7:Q8": "状況", "R7:R8": "最終\n確認日"})  # fmt: skip
    row = 9
    for left, measures, right in risks:
        last = row + len(measures) - 1
        values = dict(zip("ABCDEFGH", left.split("/"), strict=True)) | dict(zip("NOPQR", right.split("/"), strict=True))
        for letter, text in values.items():
            value = datetime.strptime(text, "%Y-%m-%d") if letter == "R" else int(text) if text.isdigit() else text
            form = date if letter == "R" else cell
            stamp(sheet, form, {f"{letter}{row}" + (f":{letter}{last}" if last > row else ""): value})
        for number, measure in enumerate(measures):
            what, office, who, until = measure.split("/")
            sheet.write_row(row + number - 1, 8, [number + 1, what, office, who, until], cell)
        row = last + 1
    sheet.repeat_rows(6, 7)


@drawing("リスク管理台帳（次期勘定系共同化対応）第4版.xlsx")
def bank(book):
    """A risk is one to three rows high by merged cells, with a measure on each; two judgements of the same names."""
    bank_sheet(book, "台帳", [
        ("R-002/要員/移行期に現行担当者2名が定年を迎える/現行仕様の確認が滞り、移行設計が遅延する/高/大/9/低減",
         ["現行仕様の聞き取りを24年度上期に前倒し/事務システム部/椿/24.9.30",
          "再雇用による延長を人事部と協議/人事部/柏木/24.8.30"], "中/中/4/対応中/2024-08-05"),
        ("R-003/外部/共同化の他行が参加時期を見直す/1行あたり負担金が増加する/低/大/3/受容",
         ["四半期毎に幹事行へ確認/経営企画部/紅葉/随時"], "低/大/3/監視継続/2024-08-05"),
        ("R-005/品質/還元帳票の差異が本番まで見つからない/営業店の照合事務が止まる/中/大/6/低減",
         ["帳票の突合ツールを作成/事務システム部/青葉/24.10.31",
          "営業店3店による並行確認/事務統括部/楓/24.12.20",
          "差異の許容基準を事務統括部と合意/事務統括部/楓/24.9.13"], "低/大/3/対応中/2024-08-19"),
        ("R-006/費用/為替の変動により機器費用が上振れする/予備費（2億円）を超過/中/中/4/受容",
         ["購入契約の時期を2回に分割/総務部/白樺/24.9.30"], "中/小/2/対応中/2024-07-22"),
        ("R-008/日程/休日の切替リハーサル枠が不足する/移行判定の材料が不足する/高/中/6/回避",
         ["5月連休の枠を共同センターへ申請/事務システム部/青葉/24.8.9",
          "リハーサル項目を絞った短縮版を用意/事務システム部/青葉/24.11.29"], "低/中/2/顕在化/2024-08-19"),
        ("R-009/外部/手形の電子化時期が早まる/開発範囲の追加が発生/低/中/2/受容",
         ["業界団体の公表を確認/業務推進部/桂/随時"], "低/中/2/監視継続/2024-08-05"),
        ("R-010/ベンダ/A社の主要メンバーが別案件へ異動/引継ぎ期間中の品質低下/中/中/4/転嫁",
         ["体制維持条項を個別契約に入れる/総務部/白樺/24.7.31",
          "交代時は1か月の並走を求める/事務システム部/椿/24.7.31"], "低/中/2/対応済/2024-08-05"),
        ("R-011/情報管理/テスト用データに顧客情報が残る/漏えい時の行政報告・信用低下/中/大/6/低減",
         ["マスキング手順の整備/リスク統括部/山吹/24.9.20"], "低/大/3/対応中/2024-08-19"),
        ("R-012/店舗/ATM停止時間の告知が遅れる/顧客からの苦情が増える/中/小/2/低減",
         ["3か月前・1か月前・前週の3回告知/営業推進部/萩/25.2.28",
          "店頭ポスターの手配/営業推進部/萩/25.1.31"], "低/小/1/未着手/2024-07-22"),
    ])  # fmt: skip
    bank_sheet(book, "終結分", [
        ("R-001/契約/基本契約の締結が5月にずれ込む/着手が遅れる/高/中/6/低減",
         ["内示書による先行着手/総務部/白樺/24.4.26"], "低/小/1/完了/2024-05-20"),
        ("R-004/要員/PMOの専任者が決まらない/会議体が開けない/中/中/4/回避",
         ["外部支援の調達/事務システム部/欅/24.5.31",
          "次長が当面兼務/事務システム部/欅/24.4.1"], "低/小/1/完了/2024-06-03"),
        ("R-007/日程/監査法人の立会日程が合わない/移行計画の承認が遅れる/低/中/2/低減",
         ["年間予定を先に提示/監査部/若葉/24.6.14"], "低/小/1/完了/2024-06-24"),
    ])  # fmt: skip
    scale = book.add_worksheet("評価基準")
    put(
        scale,
        "B2",
        """
        | 評点＝発生可能性×影響度 |
        |
        | | | 影響度 |
        | | | 小(1) | 中(2) | 大(3) |
        | 発生可能性 | 高(3) | 3 | 6 | 9 |
        | | 中(2) | 2 | 4 | 6 |
        | | 低(1) | 1 | 2 | 3 |
        |
        | 6点以上は毎月のPMO会議に報告すること。 |""",
    )
    columns = {
        "A": "id", "B": "category", "C": ("title", "description"), "E": "probability", "F": "impact",
        "G": (None, "severity", "priority"), "I": (None, "step_no"), "J": ("action", "response"), "K": "owner_org",
        "L": "owner", "M": "due_date", "N": "probability_2", "O": "impact_2",
        "P": (None, "severity_2", "priority_2", "severity", "priority"), "Q": "status", "R": "updated_date",
    }  # fmt: skip
    return {
        "台帳": [Right("risk", header_rows=[7, 8], records="9, 11-12, 15-16, 18-19, 21-22", columns=columns)],
        "終結分": [
            Right("risk", header_rows=[7, 8], records="9-10, 12", columns=columns, canonical={"status": {"closed": 3}})
        ],
        "評価基準": SKIPPED,
    }


@drawing("定例持ち帰り（生産管理刷新）.xlsx")
def food(book):
    """Decisions above, homework below on the same sheet, with other columns; vague deadlines and ticks for a status."""
    sheet = book.add_worksheet("決定・宿題")
    head = head_format(book, "#E2EFDA")
    sheet.set_column("A:A", 5)
    sheet.set_column("B:B", 11)
    sheet.set_column("C:C", 48)
    sheet.set_column("D:F", 14)
    sheet.set_column("G:G", 40)
    put(
        sheet,
        "A1",
        """
        | 生産管理システム刷新　定例の決定事項と宿題 |
        | 毎週水曜の定例後、生産管理課（若葉）が更新します。終わった宿題は月末に「完了分」へ移します。 |
        |
        | ■決定事項 |""",
    )
    sheet.write_row("A5", ["No", "決定日", "決定したこと", "決めた人", "会議", "理由"], head)
    put(
        sheet,
        "A6",
        """
        | 1 | 2024/4/3 | 賞味期限の管理単位は「日」に統一する（菓子の年月表示品も内部は日で持つ） | 工場長 | 定例#9 | 監査で指摘があったため |
        | 2 | 2024/4/3 | ロット番号は現行の10桁を変えない | 生産管理課長 | 定例#9 | 印字機の入替を避ける |
        | 3 | 2024/4/17 | 第2工場の切替は盆休み明け、第1工場は10月 | 工場長 | 定例#11 | 7月はゼリーの繁忙期 |
        | 4 | 2024/4/24 | 原料の計量実績は秤から自動で取る。手入力は残すが理由を必須にする | 品質保証 紅葉 | 定例#12 | |
        | 5 | 2024/5/8 | アレルゲン表示の確認は品質保証が行い、システムは警告だけ出す | 品質保証 紅葉 | 臨時 | 法改正が読めない |
        | 6 | 2024/5/8 | 歩留り計算は製造後の重量で行う | 工場長 | 定例#13 | 現行と差が出るが許容 |
        | 7 | 2024/5/22 | 帳票は20種から12種に減らす（一覧は別紙） | 生産管理課長 | 定例#15 | |
        |
        |
        | ■宿題 |""",
    )
    sheet.write_row("A16", ["No", "出た日", "宿題", "担当", "いつまで", "済", "結果・その後"], head)
    put(
        sheet,
        "A17",
        """
        | 21 | 2024/4/24 | 秤（計5台）の通信仕様をメーカーに確認 | 製造 楓 | 5/10 | 済 | RS-232Cのみ3台。変換器が必要 |
        | 22 | 2024/4/24 | 変換器の見積 | A社 欅 | 次回定例 | 済 | 1台38,000円 |
        | 23 | 2024/4/24 | 原料マスタの重複（砂糖が7件ある）を整理 | 購買 椿 | 5月末 | | 半分まで |
        | 24 | 2024/5/8 | アレルゲン一覧の最新版を共有フォルダへ | 品証 紅葉 | GW明け | 済 | |
        | 25 | 2024/5/8 | 歩留りの新旧比較表を作る（3か月分） | 生産管理 若葉 | 5/22 | レ | 差は平均0.8ポイント |
        | 26 | 2024/5/8 | 冷凍庫の温度記録をつなぐかどうか、設備課の意見を聞く | 製造 楓 | 5/22 | | 設備課が多忙で未回答 |
        | 27 | 2024/5/15 | 第2工場の無線の届かない場所を地図に落とす | 情報 柏木 | 5/24（金） | レ | 充填室の奥が×。中継器を置く |
        | 28 | 2024/5/15 | 切替日の出荷停止時間を営業へ説明 | 工場長 | 6月上旬 | | |
        | 29 | 2024/5/15 | 現場パート向けの画面見本をA3で印刷 | A社 欅 | 5/22 | 済 | 食堂に掲示した |
        | 30 | 2024/5/22 | 減らす帳票8種の代わりの見方を表にまとめる | 生産管理 若葉 | 2024/6/5 | | |
        | 31 | 2024/5/22 | 棚卸手順の現行版を出してもらう | 経理 白樺 | 2024/6/5 | 済 | 5/28受領 |
        | 32 | 2024/5/22 | ラベルの印字見本を保健所へ相談 | 品証 紅葉 | 6月中 | | 6/11に訪問予定 |
        | 33 | 2024/5/29 | 夜勤の教育日程案 | 製造 楓・情報 柏木 | 2024/6/12 | | |
        | 34 | 2024/5/29 | OEM先B社のロット番号の持ち方を確認 | 購買 椿 | 未定 | | |""",
    )
    done = book.add_worksheet("完了分(～4月)")
    done.write_row("A1", ["No", "出た日", "宿題", "担当", "いつまで", "済", "結果・その後"], head)
    put(
        done,
        "A2",
        """
        | 11 | 2024/3/6 | 現行の製造指図の写し（3品目） | 製造 楓 | 3/13 | 済 | |
        | 12 | 2024/3/6 | 工程名の呼び方を統一した表 | 生産管理 若葉 | 3/20 | 済 | 「仕込」に統一 |
        | 13 | 2024/3/13 | A社の体制と連絡先 | A社 欅 | 3/20 | 済 | |
        | 14 | 2024/3/13 | 端末を置く台の寸法 | 情報 柏木 | 3月末 | 済 | ステンレス台8台を手配 |
        | 15 | 2024/3/27 | 包材の在庫単位（巻・枚）の一覧 | 購買 椿 | 4/10 | 済 | |
        | 16 | 2024/3/27 | 防水タブレットの候補 | A社 欅 | 4/10 | 済 | 2機種に絞った |
        | 17 | 2024/4/3 | 賞味期限の計算表 | 品証 紅葉 | 4/17 | 済 | |
        | 18 | 2024/4/10 | 前回停電時の復旧手順 | 情報 柏木 | 4/17 | 済 | 無停電電源を追加 |""",
    )
    decided = {
        "A": "id", "B": "decided_date", "C": ("title", "description"), "D": "decided_by",
        "F": ("description", "remarks", None),
    }  # fmt: skip
    homework = {
        "A": "id", "B": "raised_date", "C": ("title", "description"), "D": "owner", "E": "due_date", "F": "status",
        "G": ("remarks", "action", "response"),
    }  # fmt: skip
    return {
        "決定・宿題": [
            Right("decision", header_rows=[5], records="6-12", columns=decided),
            Right("todo", header_rows=[16], records="17-30", columns=homework, canonical={"status": {"closed": 7}}),
        ],
        "完了分(～4月)": [
            Right("todo", header_rows=[1], records="2-9", columns=homework, canonical={"status": {"closed": 8}})
        ],
    }


CITY = [
    "B:C",
    "D:G",
    "H:J",
    "K:N",
    "O:X",
    "Y:AF",
    "AG:AH",
    "AI:AK",
    "AL:AS",
    "AT:AV",
    "AW:AY",
    "AZ:BC",
    "BD:BK",
    "BL:BP",
]


@drawing("R6各課要望一覧（窓口システム）提出用.xlsx")
def city(book):
    """Squared paper: every cell merged over narrow columns, groups of three writers, sections, sub-totals, era dates."""
    sheet = book.add_worksheet("要望一覧")
    head, box = head_format(book, "#EDEDED"), book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    belt = book.add_format({"border": 1, "bold": True, "bg_color": "#FFF2CC"})
    sheet.set_column("A:BP", 2.6)
    stamp(
        sheet,
        book.add_format({"bold": True, "font_size": 14}),
        {"B1:AH1": "令和６年度　窓口システム更新に係る各課要望一覧"},
    )
    stamp(sheet, box, {"BD1:BG1": "作成", "BH1:BK1": "情報政策課", "BL1:BP1": "R6.9.2"})
    stamp(
        sheet,
        book.add_format({}),
        {"B2": "※希望度　A：制度改正等により必須　B：できる限り対応してほしい　C：余裕があれば"},
    )
    stamp(
        sheet,
        head,
        {"B4:AH4": "原課記入欄", "AI4:AY4": "情報政策課記入欄", "AZ4:BK4": "業者（A社）回答", "BL4:BP5": "備考"},
    )
    names = ["番号", "課名", "担当", "提出日", "要望事項", "理由・背景", "希望度", "採否", "対応方針",
             "概算費用\n（千円）", "実施時期", "回答日", "内容"]  # fmt: skip
    for area, name in zip(CITY, names, strict=False):
        first, last = area.split(":")
        stamp(sheet, head, {f"{first}5:{last}5": name})
    rows = """
        市民生活部
        1/市民課/若葉/R6.7.3/住民票の写しの様式を２種類選べるようにしてほしい/改製原の問合せが多い/B/採用/標準様式の範囲で設定/0/R7.1/R6.8.9/設定のみで可能です。/
        2/市民課/若葉/R6.7.3/窓口の呼出番号を多言語で表示/外国籍の来庁者が増加（前年比１２０％）/B/継続検討/機器更新時に再検討/1,800/R8以降/R6.8.9/表示機の交換が必要です。/
        3/市民課/桂/R6.7.5/異動届を書かない窓口に統一/国の方針/A/採用/書かない窓口機能を導入/6,500/R7.3/R6.8.20/標準オプションでご提供します。/国庫補助あり
        4/保険年金課/椿/R6.7.8/国保の資格確認書の一括発行/保険証の廃止に伴う/A/採用/法改正対応として実施/0/R6.12/R6.8.9/改正対応に含みます。/
        5/保険年金課/椿/R6.7.8/滞納者の一覧に電話番号の列を追加/催告時に別画面で調べている/C/不採用/ＥＵＣで抽出して対応/0/－/R6.8.9/既存のＥＵＣ機能で可能です。/
        6/環境課/榎/R6.7.10/犬の登録を住民異動と連動/転居時の届出漏れ/C/不採用/費用対効果が低い/2,400/－/R6.8.20/個別開発となります。/
        小計/10,700
        福祉部
        7/障害福祉課/紅葉/R6.7.4/手帳の更新案内を３か月前に自動出力/現在は手作業（月１５０件）/B/採用/帳票の追加/450/R7.2/R6.8.9/帳票追加で対応します。/
        8/障害福祉課/紅葉/R6.7.4/診断書の画像を台帳に紐付け/紙の保管場所が不足/B/継続検討/文書管理と合わせて検討/3,200/R7以降/R6.8.20/容量の見積が必要です。/
        9/高齢介護課/山吹/R6.7.11/認定調査票のタブレット入力/訪問後の転記に１件２０分/A/採用/調査員１０名分を先行/2,750/R7.4/R6.8.23/別製品との連携になります。/契約は別
        10/高齢介護課/山吹/R6.7.11/負担割合証の再発行履歴を残す/問合せ時に分からない/B/採用/設定変更/0/R7.1/R6.8.9/設定で可能です。/
        11/子育て支援課/萩/R6.7.12/児童手当の現況届を省略できる者の判定/法改正で対象が変わった/A/採用/法改正対応として実施/0/R6.10/R6.8.9/改正対応に含みます。/
        小計/6,400
        税務部
        12/税務課/白樺/R6.7.2/証明書交付の手数料を電子決済に/コンビニ交付と揃える/B/採用/会計課と共同で導入/1,200/R7.4/R6.8.20/決済端末の連携が可能です。/
        13/税務課/白樺/R6.7.2/固定資産の名寄帳をＰＤＦで出力/郵送請求の控え/C/採用/標準機能/0/R7.1/R6.8.9/標準機能です。/
        14/収納課/欅/R6.7.16/口座振替の依頼書を電子申請に/記入誤りによる返戻が多い/B///////未回答
        15/収納課/欅/R6.7.16/分納誓約書の様式変更//C///////未回答
        小計/1,200
        合計/18,300
        """
    for row, text in enumerate(rows.strip().splitlines(), start=6):
        cells = text.strip().split("/")
        if len(cells) == 14:
            for area, value in zip(CITY, cells, strict=True):
                first, last = area.split(":")
                number = value.replace(",", "")
                wanted = int(number) if first in ("B", "AT") and number else value
                stamp(sheet, box, {f"{first}{row}:{last}{row}": wanted})
        elif len(cells) == 2:
            stamp(sheet, belt, {f"B{row}:AS{row}": cells[0], f"AT{row}:AV{row}": int(cells[1].replace(",", ""))})
        else:
            stamp(sheet, belt, {f"B{row}:BP{row}": cells[0]})
    sheet.set_landscape()
    columns = {
        "B": "id", "H": ("raised_by", "owner"), "K": "raised_date", "O": ("title", "description"), "AG": "priority",
        "AI": ("status", None), "AL": ("action", "response", None), "AT": ("cost", None), "AZ": "response_date",
        "BD": "response", "BL": "remarks",
    }  # fmt: skip
    return {
        "要望一覧": [
            Right(
                ("requirement", "change"),
                header_rows=[4, 5],
                records="7-12, 15-19, 22-25",
                columns=columns,
                sections="6, 14, 21",
                canonical={"priority": {"high": 4, "medium": 7, "low": 4}},
            )
        ]
    }
