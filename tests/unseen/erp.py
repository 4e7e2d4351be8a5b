"""Business departments (sales, accounts, logistics) replacing their core system: sheets kept by non-IT people."""

from datetime import datetime, time

from tests.unseen.draw import SKIPPED, Right, drawing, put

HEAD = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}


def merges(sheet, style, areas: dict) -> None:
    """Text under areas; a single cell is written, a range is merged."""
    for area, text in areas.items():
        if ":" in area:
            sheet.merge_range(area, text, style)
        else:
            sheet.write(area, text, style)


def painted(sheet, style, *rows: int) -> None:
    """Whole rows coloured as headings, to the far right as people do."""
    for row in rows:
        sheet.set_row(row - 1, None, style)


def clocks(sheet, style, cells: str) -> None:
    """ "C8 8:30, D8 9:00" as real times of day."""
    for cell in cells.split(","):
        address, clock = cell.split()
        sheet.write_datetime(address, time(*map(int, clock.split(":"))), style)


def squared(sheet, row: int, spans: list[str], cells: str, style) -> None:
    """One line of graph-paper Excel: every cell is a merge over its span of narrow columns."""
    for span, cell in zip(spans, cells.split("|"), strict=True):
        first, last = span.split(":")
        sheet.merge_range(f"{first}{row}:{last}{row}", cell.strip().replace("⏎", "\n"), style)


SCENARIO_HEAD = {
    "A{0}:A{1}": "シナリオ\nNo", "B{0}:B{1}": "シナリオ\n（業務の流れ）", "C{0}:F{0}": "手　　順", "C{1}": "順",
    "D{1}": "実施部門", "E{1}": "操作・業務内容", "F{1}": "使う画面・帳票", "G{0}:G{1}": "期待する結果",
    "H{0}:H{1}": "判定\n(OK/NG/保留)", "I{0}:J{0}": "実　施", "I{1}": "日", "J{1}": "者",
    "K{0}:K{1}": "気づいたこと・\nNGのときの内容", "L{0}:L{1}": "指摘\nNo",
}  # fmt: skip
SCENARIO_COLUMNS = {
    "A": ("scenario_id", "id", "test_case_id"), "B": ("scenario", "title"), "C": "step_no", "D": ("owner_org", None),
    "E": "steps", "F": "screen", "G": "expected", "H": "result", "I": "executed_date", "J": "tester",
    "K": ("actual", "remarks"), "L": ("defect_id", "related_id"),
}  # fmt: skip


def scenario_sheet(book, name: str, process: str, departments: str):
    """The printed form both process teams were given."""
    sheet = book.add_worksheet(name)
    head = book.add_format(HEAD | {"bg_color": "#DDEBF7"})
    put(sheet, "A1", "| 基幹システム刷新　業務シナリオテスト（第2回） |")
    put(sheet, "J1", "| 承認 | 査閲 | 作成 |\n| 白樺 |  | 青葉 |")
    put(sheet, "A2", f"| 業務プロセス |  | {process} |\n| 参加部門 |  | {departments} |")
    put(sheet, "A4", "| ※判定はシナリオごとに１つ。途中でNGが出ても最後まで流してください。 |")
    merges(sheet, head, {area.format(5, 6): text for area, text in SCENARIO_HEAD.items()})
    sheet.set_column("E:G", 32)
    return sheet, head


@drawing("業務シナリオテスト（受注～支払）第2回_記入中.xlsx")
def one_verdict_a_case(book):
    """Steps below one scenario number and one verdict a case: merged down on one sheet, left blank on the other."""
    guide = book.add_worksheet("記入のしかた")
    put(
        guide,
        "B2",
        """
        | 業務シナリオテスト　記入のしかた |
        |
        | ・シナリオは最初から最後まで通して流してください。 |
        | ・判定は OK／NG／保留 のどれかを、シナリオの一番上に書いてください。 |
        | ・NGのときは、画面のコピーを共有フォルダに置き、指摘Noをもらってください（事務局：青葉 内線2134）。 |
        | ・終わったシートは当日17時までに事務局へ。 |""",
    )
    orders, head = scenario_sheet(book, "S1 受注～売上", "S1　受注～売上", "営業一課、営業二課、物流センター")
    put(
        orders,
        "C7",
        """
        | 1 | 営業 | 得意先からの電話注文を受注入力する | 受注入力 | 受注番号が自動で付く |
        | 2 | 営業 | 受注確認書を印刷し、FAXする | 受注確認書 | 単価・数量が入力どおり印字される |
        | 3 | 物流 | 出荷指示を確定する | 出荷指示一覧 | 在庫が引き当てられる |
        | 4 | 物流 | 出荷実績を登録する | 出荷実績入力 | 売上が当日付で計上される |  |  |  | 印刷が少し遅い |
        | 1 | 営業 | EDI注文を取り込む | EDI取込 | エラー0件で取り込まれる |
        | 2 | 営業 | 欠品分の数量を訂正する | 受注訂正 | 訂正履歴が残る |
        | 3 | 物流 | 訂正後の数量で出荷する | 出荷実績入力 | 訂正後の数量で売上計上される |
        | 1 | 営業 | 特売単価の受注を入力する | 受注入力 | 特売単価が優先して出る |  |  |  | 通常単価が出た | 12 |
        | 2 | 営業 | 値引承認を課長へ回す | 承認依頼 | 課長の承認一覧に出る |
        | 3 | 営業 | 課長が承認する | 承認一覧 | 承認済になる |
        | 4 | 物流 | 出荷する | 出荷実績入力 | 承認前は出荷できない |  |  |  | 承認前でも出荷できてしまう | 13 |
        | 5 | 営業 | 売上伝票を確認する | 売上照会 | 特売単価で計上される |
        |
        |
        | 1 | 営業 | 返品の連絡を受け、返品受付を入力する | 返品受付 | 元の売上が引用できる |
        | 2 | 物流 | 返品商品を入庫する | 返品入庫 | 良品・不良品を分けて入庫できる |  |  |  | 不良品倉庫のコードが未定 |
        | 3 | 営業 | 赤伝を発行する | 赤黒伝票 | 元の単価で赤伝が出る |
        | 4 | 経理 | 売掛残高を確認する | 売掛残高照会 | 返品分が減っている |
        | 1 | 営業 | サンプル出荷を入力する | 受注入力（無償） | 金額0円で登録できる |
        | 2 | 物流 | 出荷する | 出荷実績入力 | 納品書に「サンプル」と出る |
        | 3 | 経理 | 販促費に振り替わることを見る | 仕訳照会 | 販促費で仕訳される |
        | 1 | 営業 | 預り在庫を受注入力する | 受注入力（預り） | 売上は計上、出荷は保留になる |
        | 2 | 物流 | 預り在庫を出庫する | 預り出庫 | 預り残が減る |
        | 3 | 営業 | 預り残高表を得意先へ送る | 預り残高表 | 残数が正しい |""",
    )
    case = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"border": 1, "valign": "top", "num_format": "m/d"})
    cases = [
        (7, 10, "S1-01", "電話受注→出荷→売上\n（在庫あり）", "OK", datetime(2025, 5, 13), "若葉"),
        (11, 13, "S1-02", "EDI受注→欠品訂正→出荷", "OK", datetime(2025, 5, 13), "若葉、紅葉"),
        (14, 18, "S1-03", "特売単価＋値引承認", "NG", datetime(2025, 5, 14), "紅葉"),
        (21, 24, "S1-04", "返品→赤伝→残高確認", "保留", datetime(2025, 5, 14), "若葉\n椿（経理）"),
        (25, 27, "S1-05", "サンプル（無償）出荷", "OK", datetime(2025, 5, 15), "紅葉"),
        (28, 30, "S1-06", "預り在庫の売上と出庫", "", "", ""),
    ]
    for first, last, *texts in cases:
        for column, text in zip("ABHIJ", texts, strict=True):
            orders.merge_range(f"{column}{first}:{column}{last}", text, day if column == "I" else case)
    merges(orders, head, {area.format(19, 20): text for area, text in SCENARIO_HEAD.items()})
    orders.set_h_pagebreaks([18])
    put(orders, "A32", "| 以上 |")
    orders.write_comment("H14", "5/15 朝会で再テスト日を決める（青葉）")
    buying, _ = scenario_sheet(book, "S2 購買～支払", "S2　購買～支払", "購買部、経理部")
    put(
        buying,
        "A7",
        """
        | S2-01 | 発注→入荷→仕入計上 | 1 | 購買 | 発注書を作る | 発注入力 | 発注残に載る | OK | 5/14 | 欅 |
        |  |  | 2 | 購買 | 発注書を仕入先へメールする | 発注書 | PDFが添付される |  |  |  | 件名が英語 |
        |  |  | 3 | 物流 | 入荷を検品する | 入荷検品 | 発注残が減る |
        |  |  | 4 | 経理 | 仕入計上を確認する | 仕入照会 | 入荷日で計上される |
        | S2-02 | 分納・単価変更 | 1 | 物流 | 半分だけ入荷する | 入荷検品 | 残り半分が残る | NG→OK | 〃 | 〃 | 単価履歴が出ず→5/16直った | 15 |
        |  |  | 2 | 購買 | 残りの単価を変更する | 発注訂正 | 変更後の分だけ新単価になる |
        |  |  | 3 | 経理 | 仕入明細を確認する | 仕入照会 | 2行に分かれて出る |
        | S2-03 | 月次締め→支払 | 1 | 経理 | 買掛を締める | 買掛締処理 | 締め後は仕入訂正できない | NG | 5/15 | 欅・楓 | 締めた後も訂正できる | 17 |
        |  |  | 2 | 経理 | 支払予定表を出す | 支払予定表 | 支払条件どおりの日になる |
        |  |  | 3 | 経理 | FBデータを作る | FB作成 | 銀行の形式で出る |
        |  |  | 4 | 経理 | 支払消込をする | 支払消込 | 買掛残が0になる |
        | S2-04 | 外貨建て仕入 | 1 | 購買 | 米ドルで発注する | 発注入力 | ドル建てで登録できる | 対象外 |  |  | 外貨は2期で対応 |
        |  |  | 2 | 経理 | 為替レートを登録する | レート登録 | 日別に登録できる |
        |  |  | 3 | 経理 | 評価替えをする | 外貨評価 | 差損益が出る |
        | S2-05 | 仕入返品 | 1 | 購買 | 返品を入力する | 仕入返品 | 元の仕入を引用できる | OK | 5/15 | 楓 |
        |  |  | 2 | 物流 | 返品を出庫する | 返品出庫 | 在庫が減る |
        |  |  | 3 | 経理 | 買掛残を確認する | 買掛残高照会 | 返品分が減る |
        | S2-06 |
        | S2-07 |""",
    )
    return {
        "記入のしかた": SKIPPED,
        "S1 受注～売上": [
            Right(
                "test",
                header_rows=[5, 6],
                records="7, 11, 14, 21, 25, 28",
                columns=SCENARIO_COLUMNS,
                canonical={"result": {"pass": 3, "fail": 1, "hold": 1, "not_run": 1}},
            )
        ],
        "S2 購買～支払": [
            Right(
                "test",
                header_rows=[5, 6],
                records="7, 11, 14, 18, 21",
                placeholders="24-25",
                columns=SCENARIO_COLUMNS,
                canonical={"result": {"pass": 3, "fail": 1, "not_applicable": 1}},
            )
        ],
    }


@drawing("【集計中】UAT結果_部門別 0516時点.xlsx")
def verdict_per_step_and_department(book):
    """A verdict per step and department, no id, step numbers restarting, sub-totals between, counters on the right."""
    sheet = book.add_worksheet("UAT結果")
    head = book.add_format(HEAD | {"bg_color": "#E2EFDA"})
    side = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    total = book.add_format({"bold": True, "top": 1, "bg_color": "#F2F2F2"})
    put(sheet, "B2", "| 新基幹システム　受入テスト　結果表（部門記入用） |")
    put(sheet, "B4", "| ○：問題なし　×：ＮＧ　△：確認中（保留）　－：うちの部門は対象外　空欄：まだ |")
    put(sheet, "B5", "| 5/16（金）15時までに、自分の部門の列だけ埋めて保存してください。ほかの列はさわらないで！ |")
    put(
        sheet,
        "O2",
        """
        | 部門   | ○ | × | △ | まだ |
        | 営業部 | =COUNTIF(G9:G31,"○") => 9 | =COUNTIF(G9:G31,"×") => 2 | 1 | 0 |
        | 物流部 | =COUNTIF(I9:I31,"○") => 5 | =COUNTIF(I9:I31,"×") => 1 | 1 | 1 |
        | 経理部 | =COUNTIF(K9:K31,"○") => 5 | =COUNTIF(K9:K31,"×") => 1 | 1 | 1 |""",
    )
    merges(
        sheet,
        head,
        {
            "B7:B8": "業務", "C7:C8": "シナリオ", "D7:D8": "手順", "E7:E8": "やること", "F7:F8": "こうなればOK",
            "G7:H7": "営業部", "I7:J7": "物流部", "K7:L7": "経理部", "G8": "結果", "H8": "確認者", "I8": "結果",
            "J8": "確認者", "K8": "結果", "L8": "確認者", "M7:M8": "ひとこと",
        },
    )  # fmt: skip
    put(
        sheet,
        "D9",
        """
        | 1 | 得意先コードを入れて受注画面を開く | 与信残と前回単価が出る | ○ | 青葉 | － |  | － |
        | 2 | 商品を3行入れて登録する | 受注番号が出る | ○ | 〃 | － |  | － |
        | 3 | 在庫を引き当てる | 引当数が受注数と同じ | ○ | 〃 | ○ | 欅 | － |
        | 4 | 納期回答書を印刷する | 納期が3日後で印字される | × | 青葉・若葉 | － |  | － |  | 納期が空白のまま |
        | 1 | FAX注文を入力する（在庫なし品） | 在庫不足の警告が出る | ○ | 若葉 | － |  | － |
        | 2 | 仕入先へ取寄せ発注する | 発注書に得意先名が入る | ○ | 若葉 | － |  | － |
        | 3 | 入荷予定を受注に結びつける | 入荷予定日が受注に出る | △ | 若葉 | ○ | 欅 | － |  | 手で直せるか聞いている |
        |
        | 1 | 出荷指示をまとめて出す | 便ごとに並ぶ | － |  | ○ | 欅、楓 | － |
        | 2 | ピッキングリストを出す | 棚番順に並ぶ | － |  | × | 楓 | － |  | 棚番が文字順（1,10,2…） |
        | 3 | ハンディで検品する | 数量違いは赤く出る | － |  | ○ | 楓 | － |
        | 4 | 送り状を出す | 運送会社別に出る | － |  | △ | 楓 | － |  | B社の送り状だけ未着 |
        | 1 | 直送の受注を入れる | 倉庫に出荷指示が出ない | ○ | 青葉 | ○ | 〃 | － |
        | 2 | 仕入先の出荷案内で売上にする | 売上と仕入が同日になる | ○ | 青葉 | － |  | ○ | 椿 |
        | 3 | 納品書を得意先へ送る | 当社名で印字される | × | 青葉 | － |  | － |  | 仕入先名になる |
        |
        | 1 | 20日締めの請求を締める | 対象得意先だけ締まる | － |  | － |  | ○ | 椿 |
        | 2 | 請求書を出す | 前月残・入金・今月分が合う | － |  | － |  | × | 椿・柏木 | 繰越額が税抜になっている |
        | 3 | 請求書を営業が確認する | 担当者別に並ぶ | ○ | 若葉 | － |  | ○ | 〃 |
        | 4 | 締めを取り消す | 取消後に訂正できる | － |  | － |  | △ | 柏木 | 権限が足りず、情シスに依頼中 |
        | 1 | 銀行の入金データを取り込む | 得意先が自動で当たる | － |  | － |  | ○ | 柏木 |
        | 2 | 振込料を差し引いて消し込む | 手数料が費用になる | － |  | － |  | ○ | 柏木 |
        | 3 | 営業が入金状況を見る | 当日の入金が見える | ○ | 若葉 |  |  |  |""",
    )
    for area, text in {
        "B9:B15": "受注", "B17:B23": "出荷", "B25:B31": "請求・入金", "C9:C12": "①電話受注（在庫あり）",
        "C13:C15": "②FAX受注（取寄せ）", "C17:C20": "③倉庫から出荷", "C21:C23": "④仕入先から直送",
        "C25:C28": "⑤締め請求", "C29:C31": "⑥入金・消込",
    }.items():  # fmt: skip
        sheet.merge_range(area, text, side)
    blocks = ((16, 9, 15, "受注", (5, 2, 0)), (24, 17, 23, "出荷", (2, 3, 1)), (32, 25, 31, "請求・入金", (2, 0, 4)))
    for row, first, last, name, passed in blocks:
        sheet.merge_range(f"B{row}:F{row}", f"{name}　計（○の数）", total)
        for column, count in zip("GIK", passed, strict=True):
            sheet.write_formula(f"{column}{row}", f'=COUNTIF({column}{first}:{column}{last},"○")', total, count)
    put(sheet, "B34", "| ※×は翌朝の定例（9:00～）で読み上げます。 |")
    sheet.write_comment("G12", "若葉：5/15に直ると聞いた。もう一回やる。")
    sheet.set_column("E:F", 30)
    return {
        "UAT結果": [
            Right(
                "test",
                header_rows=[7, 8],
                records="9-15, 17-23, 25-31",
                columns={
                    "B": ("category", "system"), "C": ("scenario", "scenario_id"), "D": "step_no",
                    "E": ("steps", "title"), "F": "expected", "G": "result", "H": "tester", "I": "result_2",
                    "J": "tester_2", "K": "result_3", "L": "tester_3", "M": "remarks",
                },
                canonical={
                    "result": {"pass": 9, "fail": 2, "hold": 1, "not_applicable": 9},
                    "result_2": {"pass": 5, "fail": 1, "hold": 1, "not_applicable": 13, "not_run": 1},
                    "result_3": {"pass": 5, "fail": 1, "hold": 1, "not_applicable": 13, "not_run": 1},
                },
            )
        ]
    }  # fmt: skip


@drawing("問い合わせ・要望一覧（営業・経理・物流）5月.xlsx")
def three_departments(book):
    """Three departments, three habits: no id and a total in the middle; grouped answers; graph paper."""
    sales = book.add_worksheet("営業")
    put(sales, "B2", "| 新システム　困りごとメモ（営業） |  |  |  |  | 書いたら内線2134へ一報 |")
    put(
        sales,
        "B4",
        """
        | 日付 | 支店 | 誰 | 聞きたいこと・困っていること | 情シスからの答え | 答えた人 | いつ | 済/未 |
        | ■４月分（研修中に出たもの） |
        | 4/21 | 本店 | 青葉 | 得意先コードの桁が増えたので、覚えられない。一覧がほしい | 新旧対照表を共有に置いた | 柏木 | 4/22 | 済 |
        | 4/21 | 〃 | 〃 | F5キーで登録できなくなった？ | F12に変わりました | 柏木 | 4/22 | 済 |
        | 4月23日 | 北支店 | 若葉・紅葉 | 見積から受注にするとき、備考が消える | 備考2に移っている。画面で見える設定にした | 柏木さん | 4/25 | 済 |
        | 4/24(木) | 同上 | 紅葉 | 単価の決裁は今までどおり紙でいいか | 5月中は紙、6月から画面 | 白樺課長 | 5月上旬 | 済 |
        | 4/28 | 南支店 | 楓 | 納品書の控えが出ない | 設定もれ。直しました | 柏木 | 即日 | 済 |
        | ４月　計　５件 |
        | ■５月分 |
        | 5/7 | 本店 | 青葉 | 連休中の注文の取込みが止まっていた | 通信エラー。再取込み済 | 椿 | 5/7 | 済 |
        | 5/7 | 〃 | 〃 | 注文が二重に入ったところがある（3件）。消し方は？ | 一覧をください、こちらで消します |  |  | 待ち |
        | 5/8 | 北支店 | 紅葉 | 得意先別の粗利が前の表と合わない |  |  |  | 未 |
        | 5/8～9 | 〃 | 若葉 | 値引きの端数、切捨てと四捨五入が混ざる | 切捨てに統一する。プログラム直し中 | 椿、柏木 | 5/12 | 待ち |
        | 5/12 | 南支店 | 楓 | スマホで在庫が見られると助かる（要望） |  |  | 未定 | 未 |
        | 5/13 | 南支店 |  | 棚卸表を支店別に出したい |  |  |  | 未 |
        | 5/13 | 本店 | 欅部長 | 日報の売上と請求の売上が1日ずれる | 計上基準の違い。説明資料を作る | 白樺課長 | 5月中旬 | 待ち |""",
    )
    painted(sales, book.add_format(HEAD | {"bg_color": "#F8CBAD"}), 4)
    sales.set_column("E:F", 38)

    accounts = book.add_worksheet("経理")
    head = book.add_format(HEAD | {"bg_color": "#FFF2CC"})
    put(accounts, "A1", "| 経理部　問合せ・要望一覧 |  |  |  |  |  |  |  |  | 取りまとめ | 椿 |")
    put(accounts, "A2", "| 黄色＝今週中に返事がほしいもの　　※区分・状況はリストから選ぶ |")
    merges(
        accounts,
        head,
        {
            "A4:A5": "No.", "B4:B5": "受付日", "C4:C5": "記入者", "D4:D5": "区分", "E4:E5": "業務",
            "F4:F5": "質問・要望の内容", "G4:G5": "返事が\nほしい日", "H4:J4": "回　答", "H5": "日付", "I5": "担当",
            "J5": "内容", "K4:K5": "状況", "L4:L5": "備考",
        },
    )  # fmt: skip
    put(
        accounts,
        "A6",
        """
        | 例 | 2025/4/1 | 経理太郎 | 質問 | 請求 | ○○の場合はどう入力するか | 2025/4/4 | 2025/4/3 | 情シス | △△してください | 完了 |
        | 1 | 2025/4/24 | 椿 | 質問 | 債権 | 相殺入金の入力方法。旧では「相殺」区分があった | 2025/4/30 | 2025/4/28 | 柏木 | 入金種別「95」を使う | 完了 |
        | 2 | 2025/4/24 | 同上 | 要望 | 債権 | 残高確認書をPDFで一括出力したい | 5月中 | 2025/5/8 | B社 楓 | 有償。見積を出す | 検討中 | 予算は白樺部長に相談 |
        | 3 | 2025/4/25 | 欅 | 不具合 | 総勘定 | 配賦後の部門別損益で共通部門がマイナスになる | 至急 | 2025/5/7 | B社 楓 | 配賦順の設定誤り。修正します | 対応中 |
        | 4 | 2025/4/28 | 欅 | 質問 | 固定資産 | 少額資産の一括償却、年度途中の扱い | 2025/5/9 | 2025/5/9 | 柏木 | 旧と同じ。手順書P.14 | 回答済 |
        | 5 | 2025/5/7 | 椿・欅 | 不具合 | 債務 | 支払通知書の宛名が旧社名のまま | 2025/5/12 | 2025/5/8 | 柏木 | マスタを直した | 完了 | 8社 |
        | 6 | 2025/5/7 | 椿 | 要望 | 総勘定 | 仕訳の検索に「摘要の一部」を足す |  |  |  |  | 未対応 |
        | 7 | 2025/5/8 | 〃 | 質問 | 消費税 | 経過措置の80％控除、どの税区分を選ぶ？ | 2025/5/14 |  |  | 税理士へ確認してから返事 | 回答待ち |
        | 8 | 2025/5/9 | 欅 | 要望 | 債権 | 督促状の文面を変えたい | 6月でよい |  |  |  | 対応不要 | No.2と一緒に出すので取下げ |
        | 9 | 2025/5/12 | 椿 | 不具合 | 債権 | 消込画面が30件を超えると固まる | 2025/5/13 | 2025/5/13 | B社 楓 | 再現した。調査中 | 対応中 |
        | 10 | 2025/5/12 | 青葉（派遣） | 質問 | 経費 | 立替精算の締め日はいつから変わるか | 2025/5/16 | 2025/5/13 | 白樺部長 | 6/1から | 回答済 |
        | 11 |
        | 12 |
        | 13 |
        | 14 |""",
    )
    accounts.data_validation("D6:D20", {"validate": "list", "source": ["質問", "要望", "不具合"]})
    words = ["未対応", "検討中", "対応中", "回答待ち", "回答済", "完了", "対応不要"]
    accounts.data_validation("K6:K20", {"validate": "list", "source": words})
    yellow = book.add_format({"bg_color": "#FFFF00", "num_format": "yyyy/mm/dd"})
    accounts.write_datetime("G13", datetime(2025, 5, 14), yellow)

    depot = book.add_worksheet("物流")
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    depot.set_column("A:AU", 2.6)
    depot.merge_range("B2:Z2", "物流センター　新システム連絡票（要望・質問）", book.add_format({"bold": True}))
    depot.merge_range("AD2:AU2", "センター長確認印　　（紅葉）", cell)
    spans = ["B:C", "D:G", "H:K", "L:X", "Y:AA", "AB:AC", "AD:AN", "AO:AR", "AS:AU"]
    squared(depot, 5, spans, "番号|受付|誰から|内　容|種類|急ぎ⏎度|返事・対応|完了日|状況", book.add_format(HEAD))
    for row, line in enumerate(
        (
            "①|5/7|楓（早番）|ハンディの電源が昼までもたない|要望|高|予備電池を20個手配|5/9|済",
            "②|5/7|楓、欅|ロケ移動の画面が3階層で遠い。トップに置けないか|要望|中|メニュー設定で対応|5/12|済",
            "③|5/8|夜勤一同|入荷ラベルの印字が薄い|質問|中|プリンタの濃度設定を案内|5/8|済",
            "④|同上|〃|深夜2時ごろ画面が固まる|質問|高|バックアップの時間をずらす方向で相談中||対応中",
            "⑤|5/9|欅|ピッキングリストの字を大きく|要望|低|||未",
            "⑥|5/12|紅葉センター長|積込順を逆にした紙がほしい|要望|中|B社に見積依頼||保留",
            "⑦|5/12|運送B社 白樺様|送り状の控えは何枚？|質問|低|3枚。旧と同じ|5/12|済",
            "⑧|5/13|楓|棚卸の差異表が品番順にならない|要望|高|修正版が今週中に出る||対応中",
            "⑨|5/14|欅／楓|誤出荷の取消しは物流でやってよいか|質問|高|||未",
        ),
        start=6,
    ):
        squared(depot, row, spans, line, cell)
    return {
        "営業": [
            Right(
                ("qa", "issue"),
                header_rows=[4],
                records="6-10, 13-19",
                sections="5, 12",
                columns={
                    "B": "raised_date", "D": "raised_by", "E": ("title", "description"), "F": "response",
                    "G": "responded_by", "H": "response_date", "I": "status",
                },
                canonical={"status": {"closed": 6, "waiting": 3, "open": 3}},
            )
        ],
        "経理": [
            Right(
                ("qa", "issue"),
                header_rows=[4, 5],
                records="7-16",
                examples="6",
                placeholders="17-20",
                columns={
                    "A": "id", "B": "raised_date", "C": "raised_by", "D": ("kind", "category"),
                    "E": ("category", "category_2", "system"), "F": ("title", "description"), "G": "due_date",
                    "H": "response_date", "I": "responded_by", "J": "response", "K": "status", "L": "remarks",
                },
                canonical={
                    "status": {"closed": 2, "in_progress": 3, "answered": 2, "open": 1, "waiting": 1, "rejected": 1}
                },
            )
        ],
        "物流": [
            Right(
                ("qa", "issue", "todo"),
                header_rows=[5],
                records="6-14",
                columns={
                    "B": "id", "D": "raised_date", "H": "raised_by", "L": ("title", "description"),
                    "Y": ("kind", "category"), "AB": "priority", "AD": ("response", "action"), "AO": "closed_date",
                    "AS": "status",
                },
                canonical={
                    "status": {"closed": 4, "in_progress": 2, "open": 2, "waiting": 1},
                    "priority": {"high": 4, "medium": 3, "low": 2},
                },
            )
        ],
    }  # fmt: skip


@drawing("移行データ確認表(5月リハ2回目)_各部記入.xlsx")
def migration_checks(book):
    """Three unlike tables below each other under one set of column widths, with sub-totals between the rows."""
    sheet = book.add_worksheet("確認表（リハ②）")
    head = book.add_format(HEAD | {"bg_color": "#FCE4D6"})
    put(sheet, "A1", "| データ移行 確認表　（移行リハーサル2回目　5/10～11） |")
    put(sheet, "A2", "| 締切 5/16(金)　業務改革室 柏木まで　　　一致欄： ○一致　×不一致　△確認中 |")
    put(sheet, "H3", '| 未確認 | =13-COUNTA(F8:F22) => 2 | 不一致 | =COUNTIF(F8:F22,"×") => 3 |')
    put(sheet, "A5", "| １．マスタ（件数） |")
    merges(
        sheet,
        head,
        {
            "A6:A7": "No", "B6:B7": "移行するデータ", "C6:D6": "件　数", "C7": "旧(オフコン)", "D7": "新(ERP)",
            "E6:E7": "差", "F6:F7": "一致", "G6:G7": "差の理由", "H6:H7": "部署", "I6:J6": "確　認", "I7": "人",
            "J7": "日", "K6:L6": "再 確 認", "K7": "一致", "L7": "日",
        },
    )  # fmt: skip
    put(
        sheet,
        "A8",
        """
        | 1 | 得意先マスタ | 4812 | 4790 | =C8-D8 => 22 | × | 3年取引なしを除いた？ | 営業 | 青葉 | 5/13 | ○ | 5/15 |
        | 2 | 納入先マスタ | 9630 | 9630 | =C9-D9 => 0 | ○ |  | 営業 | 青葉 | 5/13 |
        | 3 | 得意先別単価 | 58211 | 58211 | =C10-D10 => 0 | ○ | 件数のみ。金額は抜取り20件 | 営業 | 若葉・青葉 | 5/14 |
        | 4 | 与信限度額 | 4812 | 4790 | =C11-D11 => 22 | × | No1と同じ | 営業／経理 | 若葉 | 5/14 | ○ | 〃 |
        |  | 販売系　計 | =SUM(C8:C11) => 77465 | =SUM(D8:D11) => 77421 | 44 |
        | 5 | 仕入先マスタ | 733 | 733 | =C13-D13 => 0 | ○ |  | 購買 | 楓 | 5/12 |
        | 6 | 仕入単価 | 12054 | 12049 | =C14-D14 => 5 | △ | 購買で調べている | 購買 | 楓 | 5/12 |
        | 7 | 発注条件 | 733 |  |  |  |  | 購買 |
        |  | 購買系　計 | =SUM(C13:C15) => 13520 | =SUM(D13:D15) => 12782 |
        | 8 | 商品マスタ | 21300 | 21300 | =C17-D17 => 0 | ○ |  | 商品部 | 紅葉 | 5/12 |
        | 9 | セット品構成 | 418 | 418 | =C18-D18 => 0 | ○ |  | 商品部 | 〃 | 5/12 |
        | 10 | 倉庫・棚番 | 2960 | 2958 | =C19-D19 => 2 | × | 棚番に「ｶ」が入った2件がエラー | 物流 | 欅 | 5/13 |
        | 11 | 勘定科目 | 356 | 356 | =C20-D20 => 0 | ○ |  | 経理 | 椿 | 5/12 |
        | 12 | 部門マスタ | 48 | 48 | =C21-D21 => 0 | ○ |  | 経理 | 同上 | 〃 |
        | 13 | 社員マスタ |  |  |  |  | 人事の確定後 | 総務 | 未定 |
        |  | マスタ　合計 | 116067 | 115283 |""",
    )
    put(
        sheet,
        "A25",
        """
        | ２．残高（4/30締め時点　単位：千円） |
        | No | 残高の種類 | 旧残高 | 新残高 | 差額 | 一致 | コメント | 部署 | 確認した人 | 確認した日 |
        | 1 | 売掛金 | 1204550 | 1204550 | 0 | ○ |  | 経理 | 椿 | 2025/5/13 |
        | 2 | 受取手形 | 88210 | 88210 | 0 | ○ |  | 経理 | 椿 | 2025/5/13 |
        | 3 | 電子記録債権 | 45300 | 45312 | △12 | × | 割引分が残っている | 経理 | 椿、柏木 | 2025/5/13 |
        |  | 債権　計 | 1338060 | 1338072 | △12 |
        | 4 | 買掛金 | 903400 | 903400 | 0 | ○ | 仕入先別は50社まで突合 | 経理 | 白樺 | 2025/5/14 |
        | 5 | 支払手形 | 12000 | 12000 | 0 | ○ |  | 経理 | 白樺 | 2025/5/14 |
        | 6 | 電子記録債務 | 67800 | 67800 | 0 | ○ |  | 経理 | 〃 | 2025/5/14 |
        |  | 債務　計 | 983200 | 983200 | 0 |
        | 7 | 在庫金額 | 455120 | 455098 | 22 | △ | 端数処理の違いか、B社が調査 | 物流・経理 | 欅 | 2025/5/14 |
        | 8 | 前受金 | 3300 | 3300 | 0 | ○ |  | 経理 | 白樺 | 2025/5/14 |
        | 9 | 未収入金 | 1280 |  |  |  |  | 経理 |""",
    )
    put(
        sheet,
        "A39",
        """
        | ３．旧データを直してほしいもの（各部へのお願い） |
        | 番 | 直してほしいデータ | 件数 | 部署 | 担当 | 期限 | どう直すか | 状況 | 完了日 |
        | 1 | 得意先名に機種依存文字（㈱など） | 312 | 営業 | 青葉、若葉 | 5/14 | （株）に置き換える | 済 | 5/13 |
        | 2 | 電話番号なしの納入先 | 86 | 営業 | 各支店 | 5/20 | 調べて入れる。なければ本店の番号 | 作業中 |
        | 3 | 単価0円の商品 | 41 | 商品部 | 紅葉 | 5月中 | 廃番なら廃番フラグ | 作業中 |
        | 4 | 同じ仕入先が2つある | 9組 | 購買 | 楓 | 次のリハまで | 使うほうに○を付けて返す | 未 |
        | 5 | 半角カナの棚番 | 2 | 物流 | 欅 | 至急 | 数字の棚番に付け替え | 済 | 5/14 |
        | 6 | 回収条件が空欄 | 17 | 経理 | 椿 | 5/16(金) | 契約書を見て入れる | 未 |
        | 7 | 退職者が担当のままの得意先 | 130 | 営業 | 同上 | 6月上旬 | 後任に付替え | 未 |""",
    )
    painted(sheet, head, 26, 40)
    sheet.set_column("B:B", 26)
    sheet.freeze_panes(7, 2)
    return {
        "確認表（リハ②）": [
            Right(
                ("test", "other"),
                header_rows=[6, 7],
                records="8-11, 13-15, 17-22",
                columns={
                    "A": "id", "B": "title", "E": None, "F": "result", "H": "owner_org", "I": "tester",
                    "J": "executed_date", "K": "result_2", "L": "executed_date_2",
                },
                canonical={"result": {"pass": 7, "fail": 3, "hold": 1, "not_run": 2}},
            ),
            Right(
                ("test", "other"),
                header_rows=[26],
                records="27-29, 31-33, 35-37",
                columns={
                    "A": "id", "B": "title", "E": None, "F": "result", "G": ("remarks", "actual"), "H": "owner_org",
                    "I": "tester", "J": "executed_date",
                },
                canonical={"result": {"pass": 6, "fail": 1, "hold": 1, "not_run": 1}},
            ),
            Right(
                ("todo", "issue"),
                header_rows=[40],
                records="41-47",
                columns={
                    "A": "id", "B": "title", "C": None, "D": "owner_org", "E": "owner", "F": "due_date",
                    "G": ("action", "description"), "H": "status", "I": "closed_date",
                },
                canonical={"status": {"closed": 2, "in_progress": 2, "open": 3}},
            ),
        ]
    }  # fmt: skip


@drawing("本番切替チェックリスト_v3（GW）＋手運用一覧.xlsx")
def cutover(book):
    """Times of day instead of dates under 予定/実績, day bands, hours totalled between; manual work in a second sheet."""
    sheet = book.add_worksheet("当日進行")
    head = book.add_format(HEAD | {"bg_color": "#BDD7EE"})
    band = book.add_format({"bold": True, "bg_color": "#FFE699"})
    hour = book.add_format({"num_format": "h:mm", "border": 1})
    sheet.merge_range("A1:K1", "【本番切替】当日進行チェックリスト　5/3(土)～5/6(火)", book.add_format({"bold": True}))
    put(sheet, "A2", "| 総責任者：白樺部長（090-0000-0000）　　指揮所：本社3階 大会議室 |")
    put(
        sheet,
        "A3",
        "| ※終わったら担当が「済」、確認者は名前を書く。30分おくれたら指揮所へ電話！ |  |  |  |  |  |  |  |  | v3 | 2025/4/30 |",
    )
    merges(
        sheet,
        head,
        {
            "A5:A6": "状況", "B5:B6": "No", "C5:D5": "予　定", "C6": "開始", "D6": "終了", "E5:E6": "や る こ と",
            "F5:F6": "場所", "G5:G6": "担当", "H5:H6": "確認者", "I5:J5": "実　績", "I6": "開始", "J6": "終了",
            "K5:K6": "申し送り",
        },
    )  # fmt: skip
    put(
        sheet,
        "A8",
        """
        | 済 | 1 |  |  | 旧システムの入力を止める（全拠点へ放送） | 本社 | 青葉 | 白樺 |
        | 済 | 2 |  |  | 未処理伝票が0件であることを見る | 各拠点 | 営業各課 | 若葉 |  |  | 北支店で2件→処理してから再開 |
        | 済 | 3 |  |  | 旧システムの最終締め（売掛・買掛） | 経理 | 椿、欅 | 白樺 |
        | 済 | 4 |  |  | 旧データのバックアップ | 電算室 | B社 楓 | 柏木 |
        |  |  |  |  | 5/3　作業時間　計　7時間30分 |
        |
        | 済 | 5 |  |  | データ変換プログラムを流す | 電算室 | B社 楓 | 柏木 |
        | 済 | 6 |  |  | 件数・残高の突合（移行確認表を使う） | 大会議室 | 椿・欅・青葉 | 白樺部長 |  |  | 在庫金額22千円は端数として了承 |
        | 済 | 7 |  |  | ◆続行判定①（このまま進むか） | 指揮所 | 白樺部長 | 同上 |
        |  |  |  |  | 5/4　作業時間　計　13時間 |
        |
        | 済 | 8 | 8:00 | 9:00 | マスタ最終差分を手で入れる | 商品部 | 紅葉 | 〃 | 8:00 | 9:20 |
        | 済 | 9 | 9:00 | 12:00 | 代表伝票の入力確認（受注・出荷・請求 各5件） | 各部 | 各部代表 | 若葉 | 9:30 | 12:45 | 請求だけ1件やり直し |
        | 作業中 | 10 | 13:00 | 15:00 | 帳票の印字確認（納品書・請求書・送り状） | 物流センター | 楓／欅 | 紅葉 | 13:10 |  |
        | 中止 | 11 | 13:00 | 14:00 | 支店のプリンタ入替 | 南支店 | 総務 | － |  |  | 機器未着。5/9に延期 |
        |  | 12 | 15:00 | 17:00 | ハンディ30台の設定 | 物流センター | 欅ほか2名 | 紅葉 |
        |  | 13 | 夕方 | 18:00頃 | ◆続行判定②（稼働するか、戻すか） | 指揮所 | 白樺部長 |
        |
        |  | 14 | 7:30 | 8:00 | 新システムの入力を開ける | 電算室 | 柏木 | 青葉 |
        |  | 15 | 8:00 | 10:00 | 初日の立会い（営業・物流に2名ずつ） | 各拠点 | 青葉、若葉、紅葉、B社2名 | 柏木 |
        |  | 16 | 10:00 | 翌1:00 | 夜間バッチの立会い | 電算室 | B社 楓 | 柏木 |
        |  | 17 |  |  | お取引先へ切替完了のお知らせ | 本社 | 営業各課 | 白樺 |""",
    )
    for row, text in (
        (7, "■ 5/3(土)　旧システムを止める"), (13, "■ 5/4(日)　データを移す"),
        (18, "■ 5/5(月)　新システムで確かめる"), (25, "■ 5/6(火)～7(水)　動かす"),
    ):  # fmt: skip
        sheet.merge_range(f"A{row}:K{row}", text, band)
    clocks(
        sheet,
        hour,
        "C8 9:00,D8 9:30,I8 9:00,J8 9:25,C9 9:30,D9 11:00,I9 9:30,J9 11:40,C10 11:00,D10 15:00,I10 11:45,J10 15:30,"
        "C11 15:00,D11 16:30,I11 15:30,J11 16:50,C14 6:00,D14 12:00,I14 6:00,J14 11:10,C15 12:00,D15 18:00,"
        "I15 11:30,J15 18:20,C16 18:00,D16 19:00,I16 18:30,J16 18:55",
    )
    sheet.set_column("E:E", 44)

    manual = book.add_worksheet("手運用一覧")
    put(manual, "B2", "| 稼働後しばらく手でやるもの（運用回避）　　5/2現在　業務改革室 |")
    put(
        manual,
        "B5",
        """
        | 部署 | 業務 | 手でやること | なぜ手でやるか | やる人 | 月の件数 | 1件の時間⏎（分） | 月の時間⏎（h） | いつまで | 本来の形 |
        |  | 受注 | FAX注文の得意先別振分け | 自動読取は2期 | 若葉、紅葉 | 800 | 2 | =G6*H6/60 => 26.7 | 2025/9/30 | OCR |
        |  | 受注 | 特売単価の開始日に単価を手で上書き | 期間単価が未完成 | 若葉 | 120 | 5 | =G7*H7/60 => 10 | 6月末 | 期間単価機能 |
        |  | 見積 | 見積書はExcelのまま | 帳票が間に合わず | 営業全員 | 約300件 | 15分 | 75 | 未定 | 見積帳票 |
        |  | 与信 | 限度超えを朝に一覧で見て電話 | 警告が出ない | 青葉課長 | 20 | 10 | =G9*H9/60 => 3.3 | 7月中 | 与信警告 |
        | 営業部　計 |  |  |  |  | 1240 |  | 115 |
        |  | 出荷 | B社便の送り状を手書き | 送り状の様式が未着 | 楓・欅 | 150 | 3 | =G11*H11/60 => 7.5 | 5月中旬 | 送り状発行 |
        |  | 在庫 | 預り在庫は台帳でも二重に付ける | 残高表が信用できない | 欅 | 60 | 4 | =G12*H12/60 => 4 | 当面 | 預り残高表 |
        |  | 返品 | 不良品の写真をメールで送る | 添付できない | 〃 | 25 | 8 | =G13*H13/60 => 3.3 | 〃 | 返品受付への添付 |
        | 物流部　計 |  |  |  |  | 235 |  | 14.8 |
        |  | 請求 | 合算請求（親会社まとめ）を手で足す | 対象外にした | 椿 | 12 | 40 | =G15*H15/60 => 8 | 2期まで | 合算請求 |
        |  | 支払 | 外貨の支払を銀行画面で入力 | 外貨は2期 | 椿／白樺 | 8 | 30 | =G16*H16/60 => 4 | 2期まで | 外貨FB |
        |  | 決算 | 配賦の仕訳を月末に手で起こす | 配賦順の不具合 | 柏木 | 1 | 180 | =G17*H17/60 => 3 | 2025/6/30 | 配賦処理 |
        |  | 経費 | 旧精算書の写しを綴じる | 監査の指示 | 同上 | 90 | 1 | =G18*H18/60 => 1.5 | 2026/3/31 | なし |
        | 経理部　計 |  |  |  |  | 111 |  | 16.5 |
        | 合　　計 |  |  |  |  | 1586 |  | 146.3 |""",
    )
    painted(manual, head, 5)
    merges(manual, head, {"B6:B9": "営業部", "B11:B13": "物流部", "B15:B18": "経理部"})
    return {
        "当日進行": [
            Right(
                ("wbs", "todo", "plan"),
                header_rows=[5, 6],
                records="8-11, 14-16, 19-24, 26-29",
                sections="7, 13, 18, 25",
                columns={
                    "A": "status", "B": "id", "C": "planned_start", "D": "planned_end", "E": "title", "G": "owner",
                    "H": ("reviewer", "approved_by"), "I": "actual_start", "J": "actual_end", "K": "remarks",
                },
                canonical={"status": {"closed": 9, "in_progress": 1, "rejected": 1}},
            )
        ],
        "手運用一覧": [
            Right(
                "manual_work",
                header_rows=[5],
                records="6-9, 11-13, 15-18",
                columns={
                    "B": ("owner_org", "category"), "C": ("category", "category_2", "system"),
                    "D": ("title", "description"), "F": "owner",
                    "G": "monthly_count", "H": "minutes_each", "I": None, "J": "due_date",
                },
            )
        ],
    }  # fmt: skip


@drawing("0512部門長会議_未決事項と比較表.xlsx")
def meeting_paper(book):
    """A printed meeting paper: open points without ids, two small option tables and past decisions on one sheet."""
    sheet = book.add_worksheet("5-12資料")
    head = book.add_format(HEAD | {"bg_color": "#D9D9D9"})
    title = book.add_format({"bold": True, "font_size": 14})
    sheet.set_column("A:A", 1.5)
    sheet.set_column("B:C", 36)
    sheet.write("B1", "基幹刷新　部門長会議資料（2025/5/12 10:00～）", title)
    put(sheet, "B2", "| 出席：白樺部長、欅部長、紅葉センター長、柏木（事務局）　　欠席：椿課長 |")
    put(
        sheet,
        "B4",
        """
        | １．まだ決まっていないこと |
        | （上から急ぐ順。赤字は今日決めたい） |
        | 決めること | いまわかっていること | 関係部門 | 決める人 | いつまでに | 状況 | 言い出した人 |
        | 旧システムをいつまで残すか | 保守は9月末で切れる。延長は月80万円 | 全部門 | 白樺部長 | 5月中 | 検討中 | 柏木 |
        | EDIの切替方法（下の比較表） | 取引先は42社。うち8社は自社で変更できない | 営業／物流 | 白樺部長・紅葉センター長 | 5/16 | 検討中 | 青葉 |
        | 単価決裁を画面にする時期 | 営業は6月、経理は「今すぐ」 | 営業、経理 | 欅部長 | GW明け | 保留 | 椿 |
        | 支店の在庫を本社在庫に含めるか | 監査法人に聞いている | 経理・物流 | 白樺部長 | 監査の返事しだい | 回答待ち | 〃 |
        | 請求書を紙で続けるか（下の比較表） | 紙希望が約3割 | 営業／経理 | 欅部長、椿課長 | 6月上旬 | 検討中 | 若葉 |
        | 棚卸を6月末にやるか | 繁忙期と重なる | 物流 | 紅葉センター長 | 5月下旬 | 未着手 | 楓 |
        | 2期に回した要望37件の順番 | 一覧は別紙 | 全部門 | 未定 | 随時 | 未着手 | 柏木 |
        | 教育を派遣社員にもするか | 12名、1人2時間 | 同上 | 各部長 | 5/20頃 | 保留 | 紅葉 |""",
    )
    put(
        sheet,
        "B17",
        """
        | ２．比較表その１　EDIの切替方法　（金額は4/25の概算、税抜） |
        | 案 | 中身 | 初期費用⏎（万円） | 月々⏎（万円） | 準備期間 | 心配なこと | 後戻り | おすすめ |
        | 案A　一斉に切替 | 7/1に42社まとめて新EDIへ | 350 | 12 | 2か月 | 8社が間に合わない | できない |  |
        | 案B　2回に分ける | 34社は7月、8社は10月 | 420 | 15 | 5か月 | 3か月は二重運用 | できる | ◎ |
        | 案C　8社はFAXに戻す | 8社だけFAX＋手入力 | 280 | 12 | 2か月 | 手入力が月400件増える | できる | △ |""",
    )
    put(
        sheet,
        "B24",
        """
        | ３．比較表その２　請求書の出し方 |
        | 案 | 内容 | 費用（最初だけ） | 費用（毎月） | 期間 | リスク | やり直し | 事務局案 |
        | ①紙のまま | 印刷・封入を外注 | 0円 | 210,000円 | 0か月 | 郵便料の値上げ | 可 |  |
        | ②全部Web | 取引先に登録してもらう | 1,800,000円 | 65,000円 | 4か月 | 登録しない先が出る | 不可 |  |
        | ③Web＋希望者だけ紙 | 紙は1通200円をいただく | 1,800,000円 | 90,000円 | 4か月 | 料金の説明が要る | 可 | ○ |""",
    )
    put(
        sheet,
        "B31",
        """
        | ４．前回までに決まったこと（忘れないように） |
        | 決めたこと | 理由・いきさつ | 決めた日 | 決めた人 | 連絡 |
        | 切替はGW（5/3～6）に行う | 4連休で最も影響が少ない | 2025/2/17 | 白樺部長 | 済 |
        | 得意先コードは7桁にする | 支店コードを含めるため | 2025/2/17 | 欅部長・白樺部長 | 済 |
        | 外貨は2期に回す | 件数が月8件と少ない | 2025/3/10 | 白樺部長 | 済 |
        | 3年取引のない得意先は移さない | 約2割減る | 2025/3/24 | 欅部長 | 各支店へ連絡中 |
        | 手書き伝票は4/30で廃止 | 二重入力をなくす | 2025/4/14 | 部門長会議 | 済 |""",
    )
    painted(sheet, head, 6, 18, 25, 32)
    sheet.write("B8", "EDIの切替方法（下の比較表）", book.add_format({"font_color": "#FF0000"}))
    put(sheet, "B39", "| 次回　5/26（月）10:00～　本社3階 |")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    return {
        "5-12資料": [
            Right(
                ("issue", "decision"),
                header_rows=[6],
                records="7-14",
                columns={
                    "B": "title", "C": "description", "E": ("decided_by", "owner"), "F": "due_date", "G": "status",
                    "H": "raised_by",
                },
                canonical={"status": {"in_progress": 3, "waiting": 3, "open": 2}},
            ),
            Right(
                "option",
                header_rows=[18],
                records="19-21",
                columns={
                    "B": "title", "C": "description", "D": "cost", "E": "upkeep", "F": "months", "G": "risk",
                    "H": "reversible", "I": "recommended",
                },
            ),
            Right(
                "option",
                header_rows=[25],
                records="26-28",
                columns={
                    "B": "title", "C": "description", "D": "cost", "E": "upkeep", "F": "months", "G": "risk",
                    "H": "reversible", "I": "recommended",
                },
            ),
            Right(
                "decision",
                header_rows=[32],
                records="33-37",
                columns={"B": "title", "C": "description", "D": "decided_date", "E": "decided_by"},
            ),
        ]
    }  # fmt: skip


@drawing("作業分担表・研修受講管理（業務改革室）.xlsx")
def work_and_training(book):
    """Three heading rows with weeks of a Gantt chart, dates such as 4月上旬 and 済; attendance with totals between."""
    sheet = book.add_worksheet("作業分担")
    head = book.add_format(HEAD | {"bg_color": "#C6E0B4"})
    phase = book.add_format({"border": 1, "valign": "top", "bold": True})
    put(sheet, "A1", "| 基幹システム切替　作業分担表 |  |  |  |  |  |  |  |  |  |  | 5/9更新（柏木） |")
    put(sheet, "A2", "| ■＝予定　★＝節目　赤＝おくれ |")
    merges(
        sheet,
        head,
        {
            "A4:A6": "区分", "B4:B6": "No", "C4:C6": "作業", "D4:D6": "主担当\n部署", "E4:E6": "担当者",
            "F4:F6": "手伝い\n・相談先", "G4:H4": "予定", "G5:G6": "始め", "H5:H6": "終わり", "I4:J4": "実績",
            "I5:I6": "始め", "J5:J6": "終わり", "K4:K6": "進み\n(%)", "L4:L6": "残っていること・困りごと",
            "M4:P4": "4月", "Q4:T4": "5月", "U4:X4": "6月",
        },
    )  # fmt: skip
    weeks = ("7～", "14～", "21～", "28～", "5～", "12～", "19～", "26～", "2～", "9～", "16～", "23～")
    for index, week in enumerate(weeks):
        merges(sheet, head, {f"{'MNOPQRSTUVWX'[index]}5": f"{index % 4 + 1}週"})
        merges(sheet, head, {f"{'MNOPQRSTUVWX'[index]}6": week})
    put(
        sheet,
        "B7",
        """
        | 1-1 | 業務フローの見直しと部門の合意 | 改革室 | 柏木 | 各部長 | 4/1 | 4/18 | 4/1 | 4/18 | 100 |  | ■ | ■ |
        | 1-2 | 手順書を作る（営業） | 営業 | 青葉、若葉 | B社 | 4/7 | 4/25 | 4月上旬 | 済 | 100 |  | ■ | ■ | ■ |
        | 1-3 | 手順書を作る（物流） | 物流 | 欅・楓 | B社 | 4/7 | 4/25 | 4/10 | 5/8 | 100 | 1週間おくれた | ■ | ■ | ■ |
        | 1-4 | 手順書を作る（経理） | 経理 | 椿 | 改革室 | 4月中旬 | 4/30 | 4/16 |  | 80 | 締め処理の章が残り |  | ■ | ■ | ■ |
        | 2-1 | マスタの掃除 | 各部 | 青葉／紅葉／椿 | 柏木 | 4/7 | 5月中 | 4/7 |  | 60 | 単価0円の商品41件 | ■ | ■ | ■ | ■ | ■ | ■ | ■ |
        | 2-2 | 移行リハーサル2回目 | 改革室 | 柏木 | B社 楓 | 5/10 | 5/11 |  |  | 0 |  |  |  |  |  | ■ |
        | 2-3 | 移行データの確認 | 各部 | 〃 | 同上 | 5/12 | 5/16 |  |  | 0 |  |  |  |  |  |  | ■ |
        | 3-1 | 操作研修（全員） | 改革室 | 柏木、白樺 | 各部 | 4/21 | 5/23 | 4/21 |  | 45 | 夜勤の日程が未定 |  |  | ■ | ■ | ■ | ■ | ■ |
        | 3-2 | 業務シナリオテスト | 各部 | 各部代表 | B社 | 5/12 | 5/30 |  |  | 0 |  |  |  |  |  |  | ■ | ■ | ■ |
        | 3-3 | ★切替判定会議 | 部門長会議 | 白樺部長 | － | 6/6 | 6/6 |  |  | 0 |  |  |  |  |  |  |  |  |  | ★ |
        | 4-1 | 取引先へのお知らせ | 営業 | 若葉 | 総務 | 5月下旬 | 6/13 |  |  | 0 | 文面は4月に承認済 |  |  |  |  |  |  |  | ■ | ■ | ■ |
        | 4-2 | 旧帳票の廃棄ルール決め | 総務 | 未定 | 経理 | 6月上旬 | 6月末 |  |  | 0 |  |  |  |  |  |  |  |  |  | ■ | ■ | ■ | ■ |
        | 4-3 | 本番切替 | 改革室 | 柏木、B社 楓 | 全部門 | 6/27 | 6/30 |  |  | 0 |  |  |  |  |  |  |  |  |  |  |  |  | ★ |
        |
        | 5-1 | 帳票の追加開発（12本） | B社 | B社 楓 | 柏木 | 4/1 | 5/23 | 4/1 |  | 70 | 請求書が未着手 | ■ | ■ | ■ | ■ | ■ | ■ | ■ |
        | 5-2 | EDIの接続試験 | B社 | B社 椿 | 営業 青葉 | 5/19 | 6/20 |  |  | 0 |  |  |  |  |  |  |  | ■ | ■ | ■ | ■ | ■ |""",
    )
    merges(sheet, phase, {"A7:A10": "準備", "A11:A13": "データ", "A14:A16": "研修・テスト", "A17:A19": "切替"})
    sheet.merge_range("A20:X20", "▼ここから下はベンダー作業（参考）", book.add_format({"bg_color": "#EDEDED"}))
    merges(sheet, phase, {"A21:A22": "開発"})
    sheet.write("L9", "1週間おくれた", book.add_format({"font_color": "#FF0000"}))
    sheet.set_column("M:X", 4)

    roll = book.add_worksheet("研修受講")
    put(roll, "B2", "| 操作研修　受講管理　　　（研修は1回2時間、3階研修室） |")
    put(roll, "B3", "| 欠席した人は必ず補講の日を入れること　→ 柏木まで |")
    put(roll, "H4", "| 対象 | 13 | 受講ずみ | 8 |")
    put(
        roll,
        "B7",
        """
        | 研修 | 部署 | 名前 | 予定日 | 受けた日 | 受講 | 確認テスト⏎(点) | 補講 | メモ |
        |  | 営業一課 | 青葉 | 4/21 | 4/21 | 済 | 90 |
        |  | 営業一課 | 若葉 | 4/21 | 4/21 | 済 | 85 |
        |  | 〃 | 紅葉 | 4/21 |  | 欠席 |  | 5/14 | 得意先訪問 |
        |  | 営業二課 | 楓 | 4/22 | 4/22 | 済 | 60 | 自習 | もう一度見たいとのこと |
        |  | 同上 | 白樺 | 4/22 | 4/22 | 済 | 100 |  | 講師を手伝える |
        | 受注入力　計 |  | 5名中 4名 |
        |  | 物流（早番） | 欅 | 4/24 | 4/24 | 済 | 75 |
        |  | 物流（早番） | 檜 | 4/24 | 5/1 | 済 | 80 |  | 日を振替 |
        |  | 物流（夜勤） | 樫 | 5月中旬 |  | 未 |
        |  | 〃 | 榎 | 未定 |  | 未 |
        | 出荷・ハンディ　計 |  | 4名中 2名 |
        |  | 経理 | 椿 | 5/8 | 5/8 | 済 | 95 |
        |  | 経理 | 柊 | 5/8 | 5/8 | 済 | 70 |
        |  | 経理 | 桂（派遣） | 5/20 |  | 未 |  |  | 対象にするか会議で |
        |  | 総務 | 桐 | 5/20 |  | 未 |
        | 会計・支払　計 |  | 4名中 2名 |""",
    )
    painted(roll, head, 7)
    merges(roll, phase, {"B8:B12": "受注入力", "B14:B17": "出荷・ハンディ", "B19:B22": "会計・支払"})
    return {
        "作業分担": [
            Right(
                "wbs",
                header_rows=[4, 5],
                records="7-19, 21-22",
                sections="20",
                columns={
                    "A": ("category", "phase"), "B": "id", "C": "title", "D": "owner_org", "E": "owner",
                    "G": "planned_start", "H": "planned_end", "I": "actual_start", "J": "actual_end", "K": "progress",
                    "L": ("remarks", "description"), "M": None, "N": None, "Q": None, "U": None, "X": None,
                },
            )
        ],
        "研修受講": [
            Right(
                "training",
                header_rows=[7],
                records="8-12, 14-17, 19-22",
                columns={
                    "B": ("title", "category"), "C": "owner_org", "E": ("planned_date", "planned_start"),
                    "F": ("executed_date", "actual_end", "actual_start", "closed_date"), "G": ("status", "result"),
                },
            )
        ],
    }  # fmt: skip
