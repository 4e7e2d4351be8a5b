"""Sheets laid out as published templates, generators and readers of such sheets lay them out; the rows are invented."""

from datetime import date, timedelta

from tests.unseen.draw import SKIPPED, Right, drawing, put


def bordered(book, **more):
    return book.add_format({"border": 1, "text_wrap": True, "valign": "top", **more})


def merged(sheet, frame, areas):
    """Merge areas and write their text: "A3:B3 text" a line."""
    for line in areas.strip().splitlines():
        area, _, text = line.strip().partition(" ")
        sheet.merge_range(area, "", frame)
        put(sheet, area.partition(":")[0], f"| {text} |")


@drawing("総合試験項目書_施設予約_v1.2.xlsx")
def squared_paper(book):
    """As a script writes 総合試験書 on 方眼紙: an info strip like a table, 16 merged columns, steps on rows of their own."""
    cover = book.add_worksheet("表紙")
    put(cover, "G16", "| 総合試験(IT2)項目書 |")
    put(
        cover,
        "G22",
        """
        | Ver.       |  | "1.2" |
        | 作成日     |  | 2024/8/19 |
        | 作成者     |  | B社 白樺 |
        | 最終更新日 |  | 2024/9/5 |
        | 承認者     |  |  |""",
    )
    history = book.add_worksheet("改版履歴")
    put(
        history,
        "A1",
        """
        | No | Ver | 内容 | 作成者 | 作成日 |
        | 1 | "1.0" | 初版作成 | B社 白樺 | 2024/8/19 |
        | 2 | "1.1" | レビュー指摘を反映(抽選の観点を追加) | B社 白樺 | 2024/8/28 |
        | 3 | "1.2" | 帳票を次期対応へ変更 | B社 椿 | 2024/9/5 |
        | =ROW()-1 => 4 |
        | =ROW()-1 => 5 |""",
    )
    sheet = book.add_worksheet("画面試験項目")
    sheet.set_column("A:CR", 3)
    frame, bold = bordered(book), bordered(book, bold=True, bg_color="#4472C4", font_color="#FFFFFF")
    strip = (
        ("A{0}:E{0}", "システム名", "施設予約システム"), ("F{0}:S{0}", "ドキュメント名", "総合試験(IT2)項目書"),
        ("T{0}:V{0}", "画面ID", "RSV"), ("W{0}:AF{0}", "対象機能名", "予約・抽選"), ("AG{0}:AH{0}", "Ver.", '"1.2"'),
        ("AI{0}:AL{0}", "作成日", "2024/8/19"), ("AM{0}:AS{0}", "作成者", "B社 白樺"),
        ("AT{0}:AW{0}", "最終更新日", "2024/9/5"), ("AX{0}:BD{0}", "最終更新者", "B社 椿"),
    )  # fmt: skip
    for area, label, value in strip:
        merged(sheet, bold, f"{area.format(1)} {label}")
        merged(sheet, frame, f"{area.format(2)} {value}")
    spans = (
        "A:D ID", "E:J テスト大項目", "K:P テスト中項目", "Q:X テスト小項目", "Y:AB 正常系/異常系", "AC:AH 設計仕様",
        "AI:AP テスト観点", "AQ:AX 前提条件", "AY:BH テスト手順", "BI:BT 期待結果", "BU:BW 実行結果", "BX:BZ 実施日",
        "CA:CC 実施者", "CD:CF 確認日", "CG:CI 確認者", "CJ:CR 備考",
    )  # fmt: skip
    spans = [(*span.split(" ")[0].split(":"), span.split(" ")[1]) for span in spans]
    for first, last, text in spans:
        merged(sheet, bold, f"{first}4:{last}4 {text}")
    cases = """
        予約登録 | 会員予約 | 空き枠からの新規予約 | 正常系 | 外部設計書 4.1 | 一連の操作で予約が成立する | 会員Aでログイン済み、10/1午前に空きあり | カレンダーで10/1午前を選択する ; 利用人数に4を入力し「確認」を押下する ; 「予約する」を押下する | 選択した枠が青で表示されること ; 利用料金2,000円が表示されること ; 予約番号が採番され完了画面になること | OK | 2024/9/3 | 白樺 | 2024/9/4 | 青葉 |
         | 会員予約 | 同じ枠の二重予約 | 異常系 | 外部設計書 4.1 | 排他制御 | 会員A・Bが同じ枠を選択中 | 会員Aで予約を確定する ; 会員Bで予約を確定する ; 会員Bで枠の状態を再表示する | 完了画面になること ; 先に予約された旨が表示され枠選択へ戻ること | NG | 2024/9/3 | 白樺 | 2024/9/4 | 青葉 | 障害票 RSV-B-007
         | 窓口予約 | 職員による代理入力 | 正常系 | 外部設計書 4.3 | 権限 | 職員アカウントでログイン済み | 利用者番号を入力し代理予約を行う | 登録者が職員、利用者が本人として保存されること | OK | 2024/9/4 | 椿 | 2024/9/5 | 青葉 |
        予約変更・取消 | 変更 | 前日までの人数変更 | 正常系 | 外部設計書 4.4 | 料金の再計算 | 予約1件あり(4名) | 予約詳細を開き人数を6に変更する ; 「変更」を押下する | 差額1,000円が表示されること ; 変更通知メールが届くこと | OK | 2024/9/4 | 椿 | 2024/9/5 | 青葉 | メールは検証用宛先
         | 取消 | 当日の取消 | 異常系 | 外部設計書 4.5 | 期限の判定 | 当日の予約1件あり | 予約詳細で「取消」を押下する | 取消できない旨と窓口の連絡先が表示されること | OK | 2024/9/4 | 椿 | 2024/9/5 | 青葉 |
        抽選 | 抽選申込 | 上限件数を超える申込 | 異常系 | 外部設計書 5.2 | 境界値(5件/6件) | 申込5件あり | 6件目の申込を行う | 上限超過の旨が表示され登録されないこと | OK | 2024/9/5 | 白樺 |  |  | 確認待ち
         | 抽選処理 | 月次バッチによる当選確定 | 正常系 | バッチ設計書 2.1 | 日次・月次の連携 | 申込締切後、申込12件 | 月次バッチを実行する ; 会員Aで結果画面を開く | 終了コード0で終わること ; 当選1件、落選2件が表示されること | | | | | |
        帳票 | 利用許可書 | PDFの出力 | 正常系 | 帳票設計書 1.3 | 印字項目 | 確定済みの予約あり | 「許可書」を押下する | PDFがダウンロードされること | 対象外 | | | | | 次期対応
        性能 | 検索応答 | 空き状況検索の応答時間 | 正常系 | 非機能要件 2.1 | 50ユーザ同時 | 負荷ツール設定済み | シナリオS1を10分間流す ; 集計レポートを出力する | 95%値が3秒以内であること ; エラー率0.1%未満であること | | | | | |
         | 同時接続 | 抽選受付開始時の集中 | 正常系 | 非機能要件 2.2 | 300ユーザ同時 | 同上 | シナリオS2を5分間流す | 待合画面へ誘導され応答が途絶えないこと | | | | | |"""
    row = 5
    for number, line in enumerate(cases.strip().splitlines(), 1):
        cells = [cell.strip() for cell in line.split("|")]
        steps, outcomes = (cells[at].split(" ; ") for at in (7, 8))
        height = max(len(steps), len(outcomes))
        for (first, last, heading), text in zip(spans, [f"RSV-IT2-{number}", *cells], strict=True):
            lines = text.split(" ; ")
            if heading in ("テスト手順", "期待結果"):
                for down, part in enumerate(lines):
                    merged(sheet, frame, f"{first}{row + down}:{last}{row + down} {part}")
            else:
                merged(sheet, frame, f"{first}{row}:{last}{row + height - 1} {text}")
        row += height
    for number in (11, 12):
        for first, last, heading in spans:
            merged(sheet, frame, f"{first}{row}:{last}{row} {f'RSV-IT2-{number}' if heading == 'ID' else ''}")
        row += 1
    return {
        "表紙": SKIPPED,
        "改版履歴": SKIPPED,
        "画面試験項目": [
            Right(
                "test",
                header_rows=[4],
                records="5, 8, 11, 12, 14, 15, 16, 18, 19, 21",
                placeholders="22-23",
                columns={
                    "A": ("id", "test_case_id"), "E": "category", "K": "category_2", "Q": "title", "Y": ("category_3", "kind"),
                    "AC": (None, "requirement_id", "related_id"), "AI": "viewpoint", "AQ": "precondition",
                    "AY": "steps", "BI": "expected", "BU": "result", "BX": "executed_date", "CA": "tester",
                    "CG": ("reviewer", "approved_by"), "CJ": "remarks",
                },
                canonical={"result": {"pass": 5, "fail": 1, "not_applicable": 1, "not_run": 3}},
            )
        ],
    }  # fmt: skip


def device_sheet(book, name, rows, count):
    sheet = book.add_worksheet(name)
    last = 6 + count
    bold = bordered(book, bold=True, bg_color="#D9E1F2")
    put(sheet, "A1", f"| {name.replace('_', ':')} |")
    put(sheet, "A2", "| 対象 |  | 会員アプリ 3.4.0(build 812) |")
    for label, counted, results in (("I", "J", "K"), ("N", "O", "P")):
        put(sheet, f"{label}2", f"| 件数 | =COUNTA($F$7:$F${last}) => {count} |")
        done = sum(1 for row in rows.strip().splitlines() if row.split("|")[11 if results == "K" else 16].strip())
        put(sheet, f"{label}3", f"| 消化 | =COUNTA({results}7:{results}{last}) => {done} |")
        put(sheet, f"{label}4", f"| 消化率 | ={counted}3/{counted}2 => {done / count:.2f} |")
    merged(sheet, bold, "H5:L5 iPhone 15(iOS 18)\nM5:Q5 Pixel 8(Android 15)")
    put(
        sheet,
        "A6",
        """| # | 機能 | 観点 | テスト内容 | 手順 | 期待結果 | 実施対象 | 計画 | 実施日 | 担当者 | 結果 | チケット
           | 計画 | 実施日 | 担当者 | 結果 | チケット | 備考 |""".replace("\n", ""),
    )
    put(sheet, "A7", rows)
    for area in (f"K7:K{last}", f"P7:P{last}"):
        words = ["Pass", "Fixed", "Fail", "Blocked", "Suspend", "N/A"]
        sheet.data_validation(area, {"validate": "list", "source": words})
    sheet.freeze_panes(6, 4)


def device_right(last, result):
    return Right(
        "test",
        header_rows=[5, 6],
        records=f"7-{last}",
        columns={
            "A": "id", "B": ("screen", "system", "category"), "C": "viewpoint", "D": "title", "E": "steps",
            "F": "expected", "H": "planned_date", "I": "executed_date", "J": "tester",
            "K": "result", "L": "defect_id", "M": "planned_date_2", "N": "executed_date_2", "O": "tester_2",
            "P": "result_2", "Q": "defect_id_2", "R": "remarks",
        },
        canonical={"result": result},
    )  # fmt: skip


@drawing("【QA】会員アプリ_テスト項目書_ver3.xlsx")
def device_sets(book):
    """As a counting tool expects: column A is #, each device has its own 計画/実施日/担当者/結果, counters stand above."""
    total = book.add_worksheet("集計")
    put(
        total,
        "B2",
        """
        | テスト集計(10/4 18:00時点) |
        |
        | シート | 環境 | 件数 | Pass | Fixed | Fail | Blocked | Suspend | N/A | 未実施 | 消化率 |
        | 会員登録 | iOS     | 14 | 8 | 0 | 1 | 1 | 0 | 1 | 3 | 79% |
        | 会員登録 | Android | 14 | 4 | 2 | 1 | 0 | 1 | 1 | 5 | 64% |
        | ポイント | iOS     | 10 | 4 | 0 | 0 | 0 | 0 | 1 | 5 | 50% |
        | ポイント | Android | 10 | 2 | 1 | 0 | 0 | 0 | 1 | 6 | 40% |
        | 合計     |         | 48 | 18 | 3 | 2 | 1 | 1 | 4 | 19 | 60% |""",
    )
    device_sheet(
        book,
        "テスト項目_会員登録",
        """
        | 1 | 新規登録 | 正常 | メールアドレスでの登録 | 1. 登録画面を開く⏎2. メールアドレスを入力⏎3. 「送信」をタップ | 確認メールが1分以内に届く | ○ | 2024/10/1 | 2024/10/1 | 楓 | Pass |  | 2024/10/2 | 2024/10/2 | 欅 | Pass |  |  |
        | 2 | 新規登録 | 正常 | SNSアカウントでの登録 | 1. 「SNSで登録」をタップ⏎2. 連携を許可 | ホーム画面へ遷移する | ○ | 2024/10/1 | 2024/10/1 | 楓 | Pass |  | 2024/10/2 | 2024/10/2 | 欅 | Fixed | APP-311 | 修正版build 815で再実施 |
        | 3 | 新規登録 | 異常 | 登録済みアドレス | 1. 登録済みのアドレスを入力⏎2. 「送信」をタップ | 登録済みの旨のダイアログが出る | ○ | 2024/10/1 | 2024/10/1 | 楓 | Pass |  | 2024/10/2 | 2024/10/2 | 欅 | Pass |  |  |
        | 4 | 新規登録 | 境界値 | パスワード7文字 | 1. 7文字を入力 | 入力欄の下に赤字で警告が出る | ○ | 2024/10/1 | 2024/10/1 | 楓 | Pass |  | 2024/10/2 | 2024/10/2 | 欅 | Pass |  |  |
        | 5 | 新規登録 | 境界値 | パスワード8文字 | 1. 8文字を入力 | 警告が出ず「次へ」が活性になる | ○ | 2024/10/1 | 2024/10/1 | 楓 | Fail | APP-305 | 2024/10/2 | 2024/10/2 | 欅 | Fixed | APP-305 | iOSはbuild 816待ち |
        | 6 | 新規登録 | 表示 | 利用規約 | 1. 規約リンクをタップ | アプリ内ブラウザで開く | ○ | 2024/10/1 | 2024/10/2 | 楓 | Pass |  | 2024/10/2 | 2024/10/3 | 欅 | Pass |  |  |
        | 7 | 本人確認 | 正常 | SMS認証 | 1. 電話番号を入力⏎2. 届いた6桁を入力 | 認証済みになる | ○ | 2024/10/2 | 2024/10/2 | 楓 | Blocked | INFRA-22 | 2024/10/3 | 2024/10/3 | 欅 | Suspend | INFRA-22 | 検証環境のSMSが届かない |
        | 8 | 本人確認 | 異常 | SMSの誤入力3回 | 1. 誤った6桁を3回入力 | 10分間ロックされる | ○ | 2024/10/2 |  |  |  |  | 2024/10/3 |  |  |  |  |  |
        | 9 | ログイン | 正常 | 生体認証 | 1. 設定で有効化⏎2. 再起動 | 生体認証でログインできる | ○ | 2024/10/2 | 2024/10/3 | 紅葉 | Pass |  | 2024/10/3 | 2024/10/3 | 欅 | Fail | APP-318 | 一部機種のみ |
        | 10 | ログイン | 異常 | 機内モード | 1. 通信を切る⏎2. ログイン | 通信エラーの画面と再試行ボタンが出る | ○ | 2024/10/2 | 2024/10/3 | 紅葉 | Pass |  | 2024/10/3 |  |  |  |  |  |
        | 11 | ログイン | 画面 | 横向き表示 | 1. 端末を横にする | 縦のまま固定される | ○ | 2024/10/2 | 2024/10/3 | 紅葉 | Pass |  | 2024/10/3 |  |  |  |  |  |
        | 12 | ログイン | 互換 | タブレット表示 | 1. タブレットで開く | 崩れがない | 対象外 |  |  |  | N/A |  |  |  |  | N/A |  | 今回は保証対象に含めず |
        | 13 | 退会 | 正常 | 退会手続き | 1. 設定から退会⏎2. 確認に同意 | ログイン画面へ戻り再ログインできない | ○ | 2024/10/4 |  |  |  |  | 2024/10/7 |  |  |  |  |  |
        | 14 | 退会 | 異常 | 未消化ポイントあり | 1. 残高100の会員で退会 | 失効の注意が表示される | ○ | 2024/10/4 |  |  |  |  | 2024/10/7 |  |  |  |  |  |""",
        14,
    )
    device_sheet(
        book,
        "テスト項目_ポイント",
        """
        | 1 | 残高 | 正常 | 残高の表示 | 1. ホームを開く | 残高と有効期限が表示される | ○ | 2024/10/3 | 2024/10/3 | 楓 | Pass |  | 2024/10/4 | 2024/10/4 | 欅 | Pass |  |  |
        | 2 | 残高 | 更新 | 引き下げて更新 | 1. 画面を下へ引く | 最新の残高になる | ○ | 2024/10/3 | 2024/10/3 | 楓 | Pass |  | 2024/10/4 | 2024/10/4 | 欅 | Fixed | APP-320 |  |
        | 3 | 履歴 | 正常 | 履歴の並び | 1. 履歴を開く | 新しい順に20件表示される | ○ | 2024/10/3 | 2024/10/4 | 楓 | Pass |  | 2024/10/4 | 2024/10/4 | 欅 | Pass |  |  |
        | 4 | 履歴 | 境界値 | 21件目の表示 | 1. 下端までスクロール | 続きが読み込まれる | ○ | 2024/10/3 | 2024/10/4 | 楓 | Pass |  | 2024/10/4 |  |  |  |  |  |
        | 5 | 付与 | 正常 | 来店による付与 | 1. 会員証を読み取る | 10ポイント加算される | ○ | 2024/10/4 |  |  |  |  | 2024/10/7 |  |  |  |  | 店舗端末を借用して実施 |
        | 6 | 付与 | 異常 | 同日2回目の来店 | 1. 再度読み取る | 加算されず案内が出る | ○ | 2024/10/4 |  |  |  |  | 2024/10/7 |  |  |  |  |  |
        | 7 | 利用 | 正常 | 100ポイントの利用 | 1. 利用数に100を入力 | 会計から100円引かれる | ○ | 2024/10/4 |  |  |  |  | 2024/10/7 |  |  |  |  |  |
        | 8 | 利用 | 境界値 | 残高+1の利用 | 1. 残高より1多い数を入力 | 入力できない | ○ | 2024/10/4 |  |  |  |  | 2024/10/7 |  |  |  |  |  |
        | 9 | 失効 | 日付 | 失効前日の通知 | 1. 端末時刻を失効前日にする | プッシュ通知が届く | ○ | 2024/10/7 |  |  |  |  | 2024/10/8 |  |  |  |  |  |
        | 10 | 交換 | 正常 | 提携先への交換 | 1. 提携先を選ぶ | 交換受付になる | 対象外 |  |  |  | N/A |  |  |  |  | N/A |  | 提携先の環境なし |""",
        10,
    )
    return {
        "集計": SKIPPED,
        "テスト項目_会員登録": [
            device_right(20, {"pass": 8, "fail": 1, "blocked": 1, "not_applicable": 1, "not_run": 3})
        ],
        "テスト項目_ポイント": [device_right(16, {"pass": 4, "not_applicable": 1, "not_run": 5})],
    }


@drawing("検証シート(ECリニューアル)_1007.xlsx")
def judged_per_platform(book):
    """As an issue-posting script reads it: 結果 is a sentence, three 判定 beside it, test cases merged over their checks."""
    sheet = book.add_worksheet("検証")
    frame, bold = bordered(book), bordered(book, bold=True, bg_color="#FCE4D6")
    sheet.set_column("A:A", 5)
    sheet.set_column("B:O", 18)
    put(sheet, "A1", "| ECリニューアル 検証シート ※判定:○=問題なし ×=issueを立てる －=対象外 |")
    merged(
        sheet,
        frame,
        """
        B3:B8 カート
        C3:C6 正常
        C7:C8 異常
        E3:E4 商品を1点入れる
        F3:F4 商品詳細で「カートに入れる」を押す
        E5:E6 数量を変更する
        F5:F6 カートで数量を2にする
        E7:E8 在庫数を超えて入れる
        F7:F8 数量に在庫+1を入力し更新する
        B9:B13 購入手続き
        C9:C11 正常
        C12:C13 異常
        E9:E11 クレジットカードで購入する
        F9:F11 1. 配送先を選ぶ⏎2. カード情報を入力する⏎3. 「注文を確定」を押す
        E12:E13 カード認証に失敗する
        F12:F13 認証失敗用のカードで確定する
        B14:B17 マイページ
        C14:C17 正常
        E14:E15 注文履歴を見る
        F14:F15 「注文履歴」を開く
        E16:E17 配送先を追加する
        F16:F17 配送先一覧で「追加」を押し保存する""",
    )
    put(
        sheet,
        "A2",
        """
        | No | ページ | 正常/異常 | 観点 | テストケース | 操作 | テストデータ | 項目 | 期待する結果 | 結果 | 判定⏎(iOS) | 判定⏎(android) | 判定⏎(PC) | 備考 | issue |
        | =ROW()-2 => 1 |  |  | 表示 |  |  | 商品A(在庫5) | 件数バッジ | ヘッダーのバッジが1になる |  | ○ | ○ | ○ |  |  |
        | =ROW()-2 => 2 |  |  | 表示 |  |  | 商品A(在庫5) | トースト | 追加した旨が3秒表示される | androidで消えない | ○ | × | － | PCはトーストなし | #482 |
        | =ROW()-2 => 3 |  |  | 計算 |  |  | 単価1,200円 | 小計 | 2,400円になる |  | ○ | ○ | ○ |  |  |
        | =ROW()-2 => 4 |  |  | 計算 |  |  | 単価1,200円 | 送料 | 3,000円未満のため500円が加わる | 送料が0円のまま | × | × | × | 設定値の誤り | #479 |
        | =ROW()-2 => 5 |  |  | 入力チェック |  |  | 商品A(在庫5) | エラー文言 | 在庫が不足している旨が出る |  | ○ | ○ | ○ |  |  |
        | =ROW()-2 => 6 |  |  | 入力チェック |  |  | 商品A(在庫5) | 数量欄 | 数量が5へ戻る |  | ○ | ○ |  |  |  |
        | =ROW()-2 => 7 |  |  | 遷移 |  |  | テストカード01 | 完了画面 | 注文番号が表示される |  | ○ | ○ | ○ |  |  |
        | =ROW()-2 => 8 |  |  | メール |  |  | テストカード01 | 注文メール | 件名に注文番号が入る |  | ○ | － | － | メールは1環境のみ |  |
        | =ROW()-2 => 9 |  |  | データ |  |  | テストカード01 | 在庫数 | 購入数だけ減る | 減算が2回行われた | ○ | ○ | × | 二度押し時 | #485 |
        | =ROW()-2 => 10 |  |  | エラー |  |  | テストカード99 | エラー文言 | 別のカードを促す文言が出る |  |  |  | ○ |  |  |
        | =ROW()-2 => 11 |  |  | データ |  |  | テストカード99 | 注文 | 注文が作られない |  |  |  | ○ |  |  |
        | =ROW()-2 => 12 |  |  | 表示 |  |  | 会員01(注文12件) | 並び順 | 新しい注文が上にある |  |  |  |  |  |  |
        | =ROW()-2 => 13 |  |  | 表示 |  |  | 会員01(注文12件) | 改ページ | 10件ごとに分かれる |  |  |  |  |  |  |
        | =ROW()-2 => 14 |  |  | 登録 |  |  | 郵便番号 000-0000 | 住所補完 | 市区町村まで入る |  |  |  |  |  |  |
        | =ROW()-2 => 15 |  |  | 登録 |  |  | 郵便番号 000-0000 | 一覧 | 末尾に追加される |  |  |  |  |  |  |
        | =ROW()-2 => 16 |
        | =ROW()-2 => 17 |
        | =ROW()-2 => 18 |""",
    )
    sheet.set_row(1, 30, bold)
    sheet.data_validation("K3:M20", {"validate": "list", "source": ["○", "×", "－"]})
    return {
        "検証": [
            Right(
                "test",
                header_rows=[2],
                records="3-17",
                placeholders="18-20",
                columns={
                    "A": "id", "B": "screen", "C": ("category", "kind"), "D": "viewpoint", "E": ("title", "scenario"),
                    "F": "steps", "G": "input", "H": ("description", "title", "category", "category_2", None),
                    "I": "expected", "J": "actual", "K": "result", "L": "result_2", "M": "result_3", "N": "remarks",
                    "O": "defect_id",
                },
                canonical={
                    "result": {"pass": 8, "fail": 1, "not_run": 6},
                    "result_2": {"pass": 6, "fail": 2, "not_applicable": 1, "not_run": 6},
                    "result_3": {"pass": 6, "fail": 2, "not_applicable": 2, "not_run": 5},
                },
            )
        ]
    }  # fmt: skip


@drawing("単体テスト仕様書_検索画面.xlsx")
def unit_test_form(book):
    """As a team's 単体テスト仕様書 in a public repository: an info table above, blanks meaning "as above", ☑ as result."""
    sheet = book.add_worksheet("単体テスト")
    bold = bordered(book, bold=True, align="center")
    sheet.set_column("A:A", 2)
    sheet.set_column("B:B", 5)
    sheet.set_column("C:D", 14)
    sheet.set_column("E:E", 60)
    sheet.set_column("F:H", 14)
    put(sheet, "B2", "| 単体テスト仕様書 |")
    put(
        sheet,
        "J2",
        """
        | 承認 | 査閲 | 作成 |
        |      | 白樺 | 柏木 |""",
    )
    merged(sheet, bold, "B4:C4 システム名\nB5:C5 蔵書検索システム")
    put(
        sheet,
        "D4",
        """
        | サブシステム名 | 会社名 | 作成者 | 作成日 | 実施者 |
        | 検索窓表示     | B社    | 柏木   | 2024/6/3 | 楓   |""",
    )
    put(
        sheet,
        "B7",
        """
        | No | 分類 | テスト項目 | 検証内容 | 実施日 | 結果 | 備考・特記事項 |
        | 1  | 検索画面 | 画面表示 | 書名の入力欄、分類の選択欄、「検索」ボタンが表示されること | 2024/6/10 | ☑ |  |
        | 2  |          |          | 分類の選択欄の初期値が「すべて」であること | 2024/6/10 | ☑ |  |
        | 3  |          |          | 未ログインでも画面が開けること | 2024/6/10 | ☑ | 貸出ボタンは非表示 |
        | 4  |          | 入力     | 書名に全角50文字まで入力できること | 2024/6/10 | ☑ |  |
        | 5  |          |          | 51文字目が入力できないこと | 2024/6/10 | ☑ | 貼り付けでも同じ |
        | 6  |          |          | 記号(%、_)を入れてもエラーにならないこと | 2024/6/11 | ☑ |  |
        | 7  |          | 検索     | 書名だけで検索できること | 2024/6/11 | ☑ |  |
        | 8  |          |          | 分類だけで検索できること | 2024/6/11 | ☑ |  |
        | 9  |          |          | 両方が空でも全件が検索されること |  | ☐ | 上限件数を確認中(Q&A 14) |
        | 10 |          | 画面遷移 | 「検索」で結果画面へ遷移すること | 2024/6/11 | ☑ |  |
        | 11 | 結果画面 | 画面表示 | 書名・著者・分類・貸出状況が一覧に表示されること | 2024/6/11 | ☑ |  |
        | 12 |          |          | 0件のとき該当なしの文言が表示されること | 2024/6/11 | ☑ |  |
        | 13 |          | 並べ替え | 書名の昇順・降順が切り替わること |  | ☐ |  |
        | 14 |          |          | 貸出数の多い順に並ぶこと |  | ☐ | 貸出数の取得は結合で確認 |
        | 15 |          | 画面遷移 | 書名のリンクで詳細画面へ遷移すること |  | ☐ |  |
        | 16 |          |          | 「戻る」で検索条件が残っていること |  | ☐ |  |
        |    |          |          |          |  |  | 以上 |""",
    )
    return {
        "単体テスト": [
            Right(
                "test",
                header_rows=[7],
                records="8-23",
                columns={
                    "B": "id", "C": "category", "D": ("title", "viewpoint", "category_2"), "E": "expected",
                    "F": "executed_date", "G": "result", "H": "remarks",
                },
                canonical={"result": {"pass": 11, "not_run": 5}},
            )
        ]
    }  # fmt: skip


@drawing("IT_APIケース表_配送手配_20241004.xlsx")
def pasted_case_table(book):
    """As the TSV a case-table checker reads, pasted as a ListObject: slashes in headings, two 実行方法, JSON in cells."""
    sheet = book.add_worksheet("IT_exec")
    rows = """
        配送依頼 | IT-DLV-001 | IF-012 | 正常系 | 高 | 単一荷物の配送依頼が登録される | 荷主S01が有効 | {"shipper":"S01","items":[{"sku":"A-1","qty":1}]} | POST /v1/deliveries を送信する | 201、Locationヘッダーに依頼番号が入る | 自動 | CI | 2024-10-02 | PASS |
        配送依頼 | IT-DLV-002 | IF-012 | 正常系 | 中 | 複数荷物が1件の依頼にまとまる | 荷主S01が有効 | {"shipper":"S01","items":[{"sku":"A-1","qty":2},{"sku":"B-3","qty":1}]} | POST /v1/deliveries を送信する | 201、明細2件 | 自動 | CI | 2024-10-02 | PASS |
        配送依頼 | IT-DLV-003 | IF-012 | 異常系 | 高 | 無効な荷主を拒否する | 荷主S99が停止中 | {"shipper":"S99","items":[{"sku":"A-1","qty":1}]} | POST /v1/deliveries を送信する | 422、code=SHIPPER_SUSPENDED | 自動 | CI | 2024-10-02 | FAIL | 500が返る(BUG-118)
        配送依頼 | IT-DLV-004 | IF-012 | 境界値 | 中 | 明細100件まで受け付ける | なし | items 100件 / 101件 | POST /v1/deliveries を2回送信する | 100件は201、101件は413 | 自動 | CI | 2024-10-02 | PASS |
        配送依頼 | IT-DLV-005 | IF-012 | 冪等性 | 高 | 同じ冪等キーの再送で二重登録しない | IT-DLV-001実施済み | IT-DLV-001と同じ本文、Idempotency-Keyも同じ | POST /v1/deliveries を再送する | 200、依頼番号が前回と同じ | 自動 | CI | 2024-10-02 | PASS |
        配送依頼 | IT-DLV-006 | IF-012 | 認可 | 高 | 他社荷主の依頼を作れない | 荷主S02の利用者 | {"shipper":"S01"} | S02のトークンで送信する | 403 | 自動 | CI | 2024-10-03 | PASS |
        集荷割当 | IT-PCK-001 | IF-020 | 連携 | 高 | 依頼登録後に集荷枠が割り当たる | 集荷枠に空きあり | 依頼番号 D-1001 | キュー投入後30秒待ち GET /v1/pickups を参照する | status=ASSIGNED | 手動 | 紅葉 | 2024-10-03 | PASS |
        集荷割当 | IT-PCK-002 | IF-020 | 連携 | 中 | 空きが無いとき翌日へ回る | 当日の集荷枠が満杯 | 依頼番号 D-1002 | 同上 | pickup_dateが翌営業日 | 手動 | 紅葉 | 2024-10-03 | FAIL | 祝日が営業日扱い(BUG-121)
        集荷割当 | IT-PCK-003 | IF-020 | 障害 | 高 | 割当サービス停止時に再試行する | 割当サービスを停止 | 依頼番号 D-1003 | 停止→5分後に起動する | 3回以内の再試行で割り当たる | 手動 | 紅葉 | 2024-10-03 | BLOCKED | 停止の権限が無い
        運賃計算 | IT-FRT-001 | IF-031 | 計算 | 高 | 重量帯ごとの運賃が返る | 料金表 2024-10版 | weight=4.9 / 5.0 / 5.1 | GET /v1/quotes を3回送信する | 820 / 820 / 1040 | 自動 | CI | 2024-10-03 | PASS |
        運賃計算 | IT-FRT-002 | IF-031 | 計算 | 中 | 離島加算が付く | 料金表 2024-10版 | area=ISLAND | GET /v1/quotes を送信する | 基本運賃+600 | 自動 | CI | 2024-10-03 | PASS |
        運賃計算 | IT-FRT-003 | IF-031 | 異常系 | 低 | 負の重量を拒否する | なし | weight=-1 | GET /v1/quotes を送信する | 400 | 自動 | CI | 2024-10-03 | PASS |
        追跡 | IT-TRK-001 | IF-040 | 正常系 | 高 | 状態の履歴が時系列で返る | D-1001が配達完了 | D-1001 | GET /v1/tracks/D-1001 を送信する | 5件、昇順 | 自動 | | | |
        追跡 | IT-TRK-002 | IF-040 | 認可 | 中 | 受取人トークンでは住所が伏せられる | 受取人トークン発行済み | D-1001 | 受取人トークンで送信する | addressがnull | 自動 | | | |
        追跡 | IT-TRK-003 | IF-041 | 連携 | 中 | 状態変更がWebhookで通知される | 通知先を登録済み | status=DELIVERED | 状態変更イベントを投入する | 10秒以内に署名付きで届く | 手動 | | | |
        追跡 | IT-TRK-004 | IF-041 | 障害 | 低 | 通知先が停止中なら保留される | 通知先を停止 | status=DELIVERED | 状態変更イベントを投入する | 再送キューに1件残る | 手動 | | | |"""
    heading = (
        "機能名", "テストID", "I/FID", "テスト観点", "優先度", "テスト項目名", "前提条件", "入力データ/リクエスト内容",
        "操作手順/実行方法", "期待結果／レスポンス", "実行方法", "実施者", "実施日", "結果", "失敗理由",
    )  # fmt: skip
    put(sheet, "A2", "\n".join(line.strip() for line in rows.strip().splitlines()))
    columns = [{"header": text} for text in heading]
    sheet.add_table("A1:O20", {"name": "it_exec", "columns": columns, "style": "Table Style Light 9"})
    sheet.freeze_panes(1, 2)
    return {
        "IT_exec": [
            Right(
                "test",
                header_rows=[1],
                records="2-17",
                columns={
                    "A": ("screen", "system", "category"), "B": ("test_case_id", "id"),
                    "C": (None, "related_id", "requirement_id", "system", "system_2"), "D": "viewpoint",
                    "E": "priority", "F": "title", "G": "precondition", "H": "input", "I": "steps", "J": "expected",
                    "K": (None, "category", "category_2", "kind", "environment"), "L": "tester", "M": "executed_date",
                    "N": "result", "O": ("actual", "remarks", "cause", None),
                },
                canonical={
                    "result": {"pass": 9, "fail": 2, "blocked": 1, "not_run": 4},
                    "priority": {"high": 8, "medium": 6, "low": 2},
                },
            )
        ]
    }  # fmt: skip


def wbs_sheet(book):
    sheet = book.add_worksheet("WBS")
    frame, bold = bordered(book), bordered(book, bold=True, align="center")
    percent, month, day = (book.add_format({"num_format": text}) for text in ("0%", 'yyyy"年"m"月"', "d"))
    put(sheet, "A1", "| WBS 倉庫管理システム更新 |")
    put(sheet, "A2", "| プロジェクト開始日 |  |  | 2024/9/2 |  |  | 基準日 | 2024/10/4 |")
    heading = (
        "No", "カテゴリ", "作業名", "担当者", "開始日⏎(予定)", "終了日⏎(予定)", "開始日⏎(実績)", "終了日⏎(実績)", "進捗",
        "状況",
    )  # fmt: skip
    merged(sheet, bold, "\n".join(f"{'ABCDEFGHIJ'[at]}4:{'ABCDEFGHIJ'[at]}6 {text}" for at, text in enumerate(heading)))
    start = date(2024, 9, 2)
    for ahead in range(63):
        at = start + timedelta(ahead)
        if ahead == 0 or at.day == 1:
            sheet.write_datetime(3, 10 + ahead, at, month)
        sheet.write_formula(4, 10 + ahead, f"=$D$2+{ahead}", day, 45537 + ahead)
        sheet.write_string(5, 10 + ahead, "月火水木金土日"[at.weekday()])
    sheet.set_column("I:I", 7, percent)
    sheet.set_column("K:BU", 2.5)
    merged(sheet, frame, "B7:B9 要件定義\nB10:B13 設計\nB14:B18 開発\nB19:B22 テスト\nB23:B24 移行")
    put(
        sheet,
        "A7",
        """
        | 1 |  | 現行業務のヒアリング | 青葉 | 2024/9/2 | 2024/9/6 | 2024/9/2 | 2024/9/6 | 1 | 完了 |
        | 2 |  | 要件一覧の作成 | 青葉 | 2024/9/9 | 2024/9/13 | 2024/9/9 | 2024/9/17 | 1 | 完了 |
        | 3 |  | 要件の合意(A社) | 若葉 | 2024/9/17 | 2024/9/18 | 2024/9/18 | 2024/9/19 | 1 | 完了 |
        | 4 |  | 画面設計 | 椿 | 2024/9/19 | 2024/9/27 | 2024/9/20 | 2024/9/30 | 1 | 完了 |
        | 5 |  | データ設計 | 柏木 | 2024/9/19 | 2024/9/25 | 2024/9/20 | 2024/9/26 | 1 | 完了 |
        | 6 |  | ハンディ端末IF設計 | 柏木 | 2024/9/26 | 2024/10/2 | 2024/9/27 |  | 0.8 | 着手中 |
        | 7 |  | 設計レビュー | 青葉、若葉 | 2024/10/3 | 2024/10/4 |  |  | 0 | 未着手 |
        | 8 |  | 入荷検品 | 楓 | 2024/9/30 | 2024/10/9 | 2024/10/1 |  | 0.3 | 着手中 |
        | 9 |  | 棚入れ・棚移動 | 楓 | 2024/10/10 | 2024/10/16 |  |  | 0 | 未着手 |
        | 10 |  | 出荷引当 | 欅 | 2024/10/1 | 2024/10/11 | 2024/10/1 |  | 0.25 | 着手中 |
        | 11 |  | 棚卸 | 欅 | 2024/10/15 | 2024/10/18 |  |  | 0 | 未着手 |
        | 12 |  | 帳票(送り状) | B社 | 2024/10/7 | 2024/10/15 |  |  | 0 | 保留 |
        | 13 |  | テスト計画 | 紅葉 | 2024/10/7 | 2024/10/9 |  |  | 0 | 未着手 |
        | 14 |  | 結合テスト | 紅葉 | 2024/10/21 | 2024/10/25 |  |  | 0 | 未着手 |
        | 15 |  | 受入テスト(A社) | 若葉 | 2024/10/28 | 2024/10/30 |  |  | 0 | 未着手 |
        | 16 |  | 障害対応 | 全員 | 2024/10/28 | 2024/10/31 |  |  | 0 | 未着手 |
        | 17 |  | 在庫データの移行 | 柏木 | 2024/10/31 | 2024/11/1 |  |  | 0 | 未着手 |
        | 18 |  | 本番切替 ★ | 青葉 | 2024/11/2 | 2024/11/3 |  |  | 0 | 未着手 |""",
    )
    put(sheet, "BT24", "| ★ |")
    sheet.data_validation("J7:J60", {"validate": "list", "source": "=setting!$A$3:$A$6"})
    sheet.freeze_panes(6, 3)
    return Right(
        "wbs",
        header_rows=[4],
        records="7-24",
        columns={
            "A": "id", "B": ("category", "phase"), "C": "title", "D": "owner", "E": "planned_start", "F": "planned_end",
            "G": "actual_start", "H": "actual_end", "I": "progress", "J": "status",
        },
        canonical={"status": {"closed": 5, "in_progress": 3, "open": 9, "waiting": 1}},
    )  # fmt: skip


def risk_sheet(book):
    sheet = book.add_worksheet("リスク管理表")
    bold = bordered(book, bold=True, align="center", bg_color="#E2EFDA")
    put(sheet, "A1", "| リスク管理表 |  |  |  |  |  | 最終更新 | 2024/10/4 |")
    merged(sheet, bold, "A3:A4 ID\nB3:I3 リスク\nJ3:O3 リスク予防対策\nP3:R3 リスク発生時対策\nS3:S4 備考")
    put(
        sheet,
        "B4",
        """| 件名 | リスク事象 | 起票日 | 起票者 | 発生確率 | 影響度 | リスクスコア | トリガーポイント | 対応戦略 | 対応状況
           | 予防対策 | コスト(千円) | 担当者 | 期限 | 対応策 | コスト(千円) | 責任者 |""".replace("\n", ""),
    )
    score = "=IFERROR(INDEX(setting!$D$4:$F$6,MATCH(F{0},setting!$C$4:$C$6,0),MATCH(G{0},setting!$D$3:$F$3,0)),"
    risks = """
        ハンディ端末の納入遅れ | 端末が届かず結合テストに入れない | 2024/9/10 | 若葉 | 中 | 高 | A | 10/11に納期回答なし | 軽減 | 対応中 | 旧端末10台を借用する | 0 | 若葉 | 2024/10/11 | 旧端末で試験し新端末は受入で確認 | 150 | 青葉 |
        現行データの品質不足 | 棚番の重複で移行が止まる | 2024/9/12 | 柏木 | 高 | 高 | S | 移行リハで重複100件超 | 軽減 | 対応中 | 棚番の事前名寄せ | 300 | 柏木 | 2024/10/18 | 手入力で補正し翌週に切替 | 500 | 青葉 | リハ1回目は62件
        繁忙期との重なり | 11月の出荷増で切替に人を割けない | 2024/9/12 | 若葉 | 高 | 中 | A | 10月末の受注が前年比+20% | 回避 | 完了 | 切替を11/2-3の連休に設定 | 0 | 若葉 | 2024/9/20 | 切替を12月へ延期 | 1,200 | 若葉 |
        要員の離脱 | 出荷引当の担当が抜ける | 2024/9/18 | 青葉 | 低 | 高 | B | 本人・上長からの申し出 | 軽減 | 未着手 | 楓へ並行して引き継ぐ | 100 | 欅 | 2024/10/25 | B社へ増員を依頼 | 800 | 青葉 |
        送り状の様式変更 | 運送会社の改定で帳票を作り直す | 2024/9/18 | 椿 | 中 | 中 | B | 運送会社の正式通知 | 受容 | 保留 |  |  | 椿 |  | 変更要求として扱う | 250 | 椿 | 通知は10月中旬の見込み
        倉庫内の電波不良 | 端末の通信が切れ検品が滞る | 2024/9/24 | 楓 | 中 | 中 | B | 実測で-75dBm未満 | 転嫁 | 対応中 | 通信事業者の測定サービスを契約 | 180 | 楓 | 2024/10/16 | 中継器を追加 | 220 | 楓 |
        教育の遅れ | 夜勤者が操作を覚えられない | 2024/10/1 | 若葉 | 低 | 中 | C | 説明会の参加率80%未満 | 軽減 | 未着手 | 動画の手順書を用意 | 50 | 紅葉 | 2024/10/25 | 当日は日勤者が応援 | 60 | 若葉 |"""
    for number, line in enumerate(risks.strip().splitlines(), 1):
        cells = [cell.strip() for cell in line.split("|")]
        cells[6] = f'{score.format(4 + number)}"") => {cells[6]}'
        put(sheet, f"A{4 + number}", f"| R-{number:02} | {' | '.join(cells)} |")
    for row in (12, 13, 14):
        put(sheet, f"A{row}", f'| R-{row - 4:02} |  |  |  |  |  |  | {score.format(row)}"") => |')
    for area, words in (
        ("F5:G14", "高,中,低"),
        ("J5:J14", "回避,軽減,転嫁,受容"),
        ("K5:K14", "未着手,対応中,完了,保留"),
    ):
        sheet.data_validation(area, {"validate": "list", "source": words.split(",")})
    return Right(
        "risk",
        header_rows=[3, 4],
        records="5-11",
        placeholders="12-14",
        columns={
            "A": "id", "B": "title", "C": "description", "D": "raised_date", "E": "raised_by", "F": "probability",
            "G": ("impact", "severity"), "H": ("priority", "severity", None), "J": ("category", "kind", "response", None),
            "K": "status", "L": ("action", "response"), "N": "owner", "O": "due_date",
            "P": ("response", "action", "response_2", "action_2", None), "S": "remarks",
        },
        canonical={"status": {"in_progress": 3, "closed": 1, "open": 2, "waiting": 1}},
    )  # fmt: skip


def change_sheet(book):
    sheet = book.add_worksheet("変更要求一覧")
    bold = bordered(book, bold=True, align="center", bg_color="#FFF2CC")
    put(sheet, "A1", "| 変更要求一覧 |\n| ※判定は毎週金曜の変更管理会議(CCB)で行う。承認前の着手は不可。 |")
    merged(
        sheet,
        bold,
        """
        A4:A5 変更要求⏎番号
        B4:B5 種類
        C4:C5 要求する変更
        D4:D5 きっかけ
        E4:F4 申請
        G4:I4 影響
        J4:J5 優先度
        K4:K5 状態
        L4:M4 判定
        N4:N5 備考""",
    )
    put(sheet, "E5", "| 者 | 日 | スケジュール | コスト(人日) | 対象文書 |  |  | 者 | 日 |")
    put(
        sheet,
        "A6",
        """
        | CR-001 | 仕様変更 | 入荷検品でロット番号を必須にする | A社監査の指摘 | 若葉 | 2024/9/17 | なし | 2 | 画面設計書 | 高 | 反映済 | 青葉 | 2024/9/20 |  |
        | CR-002 | 機能追加 | 棚卸の差異一覧をCSVで出力する | 現場の要望 | 若葉 | 2024/9/19 | +2日 | 4 | 画面設計書、帳票一覧 | 中 | 承認 | 青葉 | 2024/9/27 |  |
        | CR-003 | 機能追加 | 音声による検品の案内 | 現場の要望 | 若葉 | 2024/9/19 | +15日 | 30 | 要件一覧 | 低 | 却下 | 青葉 | 2024/9/27 | 次期の候補とする |
        | CR-004 | 納期変更 | 送り状帳票を2次リリースへ移す | リスクR-05 | 椿 | 2024/9/30 | -5日 | -8 | WBS | 中 | 審査中 |  |  |  |
        | CR-005 | 仕様変更 | 出荷引当の優先順を先入先出にする | テスト観点の検討中に判明 | 紅葉 | 2024/10/2 | +1日 | 3 | 詳細設計書 | 高 | 審査中 |  |  | 10/4のCCBへ |
        | CR-006 | 仕様変更 | 端末の文字を大きくする | 操作説明会の感想 | 楓 | 2024/10/3 | なし | 1 | 画面設計書 | 低 | 申請 |  |  |  |""",
    )
    return Right(
        "change",
        header_rows=[4, 5],
        records="6-11",
        columns={
            "A": "id", "B": ("category", "kind"), "C": ("title", "description"), "E": "raised_by", "F": "raised_date",
            "J": "priority", "K": "status", "L": ("decided_by", "approved_by"), "M": "decided_date", "N": "remarks",
        },
        canonical={"priority": {"high": 2, "medium": 2, "low": 2}},
    )  # fmt: skip


@drawing("PMツール一式_倉庫管理更新.xlsx")
def manager_set(book):
    """As downloadable PM templates: a WBS under a calendar of three rows, a risk table in three groups, a CCB log."""
    truth = {"WBS": [wbs_sheet(book)], "リスク管理表": [risk_sheet(book)], "変更要求一覧": [change_sheet(book)]}
    setting = book.add_worksheet("setting")
    put(
        setting,
        "A2",
        """
        | 状況   | スコア(縦:発生確率 横:影響度) |
        | 未着手 |  |    | 高 | 中 | 低 |
        | 着手中 |  | 高 | S  | A  | B  |
        | 完了   |  | 中 | A  | B  | C  |
        | 保留   |  | 低 | B  | C  | D  |""",
    )
    return {**truth, "setting": SKIPPED}


@drawing("議事録_基幹刷新PJ第12回定例_241009.xlsx")
def minutes(book):
    """As a 議事録 form with its fixed items: a label block, then old homework, free text, decisions and ToDo on a sheet."""
    sheet = book.add_worksheet("第12回")
    frame, bold = bordered(book), bordered(book, bold=True, bg_color="#EDEDED")
    sheet.set_column("A:A", 2)
    sheet.set_column("B:B", 10)
    sheet.set_column("C:I", 15)
    put(sheet, "B2", "| 議事録 |  |  |  |  | 文書番号 | MIN-0112 |")
    head = """
        会議名 | 基幹刷新PJ 第12回定例会議
        日時 | 2024年10月9日(水) 10:00~11:30
        場所 | A社本社 4F会議室B/オンライン併用
        出席者 | A社:青葉部長、若葉、欅⏎B社:白樺(PM)、椿、柏木
        欠席者 | A社:紅葉
        記録者 | B社 柏木
        配布資料 | 資料1 進捗報告、資料2 移行方針案"""
    for row, line in enumerate(head.strip().splitlines(), 3):
        label, _, text = line.strip().partition(" | ")
        put(sheet, f"B{row}", f"| {label} |")
        merged(sheet, frame, f"C{row}:I{row} {text}")
    put(sheet, "B11", "| 1. 前回宿題事項の確認 |")
    put(sheet, "B18", "| 2. 議事 |")
    talk = """
        (1)進捗報告(白樺) 設計は計画比-2%。遅れは帳票の2本で、今週中に回復の見込み。
        ・青葉部長:帳票の遅れは検収に響かないか。→白樺:検収対象は設計書一式のため影響なし。
        (2)移行方針(椿) 案1=一括、案2=拠点ごと。案2は並行運用が3週間必要。
        ・若葉:棚卸の時期と重なる拠点があり、並行運用は避けたい。
        (3)その他 次回は検収条件を議題とする。"""
    for row, line in enumerate(talk.strip().splitlines(), 19):
        merged(sheet, frame, f"B{row}:I{row} {line.strip()}")
    put(sheet, "B25", "| 3. 決定事項 |")
    put(sheet, "B31", "| 4. ToDo(次回までの宿題) |")
    put(sheet, "B42", "| 次回予定 | 2024年10月23日(水) 10:00~ 同会議室 |")
    put(sheet, "I43", "| 以上 |")
    tables = """
        12 | No | 宿題事項 | 担当 | 期限 | 状況 | 備考
        13 | 1 | 帳票一覧の確定版を送付する | B社 椿 | 10/2(水) | 完了 | 10/2メール送付
        14 | 2 | 検証用の取引先データを用意する | A社 欅 | 10/4(金) | 対応中 | 残り2拠点
        15 | 3 | 操作説明会の日程を3案出す | A社 若葉 | 10/9(水) | 完了 |
        16 | 4 | 旧システムの保守期限を確認する | A社 紅葉 | 10/9(水) | 未着手 | 本人欠席のため次回へ
        26 | No | 決定事項 | 補足
        27 | 1 | 移行は一括(案1)で行う | 拠点ごとの並行運用は行わない
        28 | 2 | 切替日は2025年1月4日とする | 予備日1月11日
        29 | 3 | 帳票の追加2本は2次開発へ回す |
        32 | No | 内容 | 担当 | 期限 | ステータス | 備考
        33 | 1 | 一括移行の手順案と所要時間を示す | B社 椿 | 10/23 | 着手 | 資料2を改訂
        34 | 2 | 検証用データの残り2拠点分を渡す | A社 欅 | 10/16 | 着手 |
        35 | 3 | 旧システムの保守期限を確認する | A社 紅葉 | 10/23 | 未着手 | 前回より継続
        36 | 4 | 検収条件のたたき台を作る | B社 白樺 | 10/21 | 未着手 |
        37 | 5 | 切替日を役員会へ報告する | A社 青葉部長 | 10月中 | 未着手 |
        38 | 6
        39 | 7
        40 | 8"""
    for line in tables.strip().splitlines():
        row, *cells = (cell.strip() for cell in line.split("|"))
        number, text, *rest = cells if len(cells) > 1 else [*cells, ""]
        wide = len(rest) == 1
        style = bold if number == "No" else frame
        put(sheet, f"B{row}", f"| {number} |")
        merged(sheet, style, f"C{row}:{'H' if wide else 'E'}{row} {text}")
        put(sheet, f"{'I' if wide else 'F'}{row}", f"| {' | '.join(rest)} |")
    homework = {"B": "id", "C": ("title", "description"), "F": "owner", "G": "due_date", "H": "status", "I": "remarks"}
    return {
        "第12回": [
            Right(
                "todo",
                header_rows=[12],
                records="13-16",
                columns=homework,
                canonical={"status": {"closed": 2, "in_progress": 1, "open": 1}},
            ),
            Right(
                "decision",
                header_rows=[26],
                records="27-29",
                columns={"B": "id", "C": ("title", "description"), "I": ("remarks", "description")},
            ),
            Right(
                "todo",
                header_rows=[32],
                records="33-37",
                placeholders="38-40",
                columns=homework,
                canonical={"status": {"in_progress": 2, "open": 3}},
            ),
        ]
    }
