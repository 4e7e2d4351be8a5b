"""30–43, 47, 48: cells whose content is hostile, impossible, or no content at all."""

from tests.badinput.case import Case
from tests.badinput.issues import DUE, HEAD, issue, issues
from tests.support.handmade import DATE, MOMENT, number, package, sheet_data, text

FORMULAS = ("=cmd|&apos;/C calc&apos;!A0", "+1", "-1", "@SUM(A1)", "=HYPERLINK(&quot;http://x&quot;,&quot;押す&quot;)")
MEANT = ("=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","押す")')
SIGNS = ("🎉👨‍👩‍👧", "葛󠄀城", "が", "ﾃｽﾄ ①㈱ ～〜 －−")
CODE = ("{{ 7*7 }}", "{% for x in y %}", "{# x #}", "A & B <x>", "</w:t></w:r>")
CLEANED = "制御文字を取り除いて読みました"
LONG = "課" * 40_000


def titles(*words):
    """A list whose titles are these, from B2 on."""
    return lambda: issues(*(issue(at, title) for at, title in enumerate(words, 2)))


def column_b(*words):
    return {f"B{at}": word for at, word in enumerate(words, 2)}


def dues(*cells):
    """A list whose due cells are these, from G2 on, each the XML of a cell without its address."""
    return lambda **more: issues(*(issue(at, G=f'<c r="G{at}" {cell}') for at, cell in enumerate(cells, 2)), **more)


def serials(*numbers, style=MOMENT):
    return dues(*(f's="{style}"><v>{serial}</v></c>' for serial in numbers))


def written(*words):
    return dues(*(f't="inlineStr"><is><t>{word}</t></is></c>' for word in words))


def efforts(*numbers):
    """A list of tasks with hours in column G."""
    head = HEAD.replace("期限", "工数(h)")
    return lambda: package(
        {"タスク一覧": sheet_data(head, *(issue(at, G=number(f"G{at}", n)) for at, n in enumerate(numbers, 2)))}
    )


def errors():
    cells = [f't="e"><f>1/0</f><v>{word}</v></c>' for word in ("#REF!", "#N/A", "#SPILL!", "#VALUE!", "#DIV/0!")]
    return dues(*cells, "><f>A1</f></c>", 's="1"><f>G8</f><v>0</v></c>')()


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def codes(code, *cells):
    return dict.fromkeys(cells, code)


CASES = (
    Case("30", "式に見える文字.xlsx", titles(*FORMULAS), records=5, values=column_b(*MEANT)),
    Case("31", "エスケープ.xlsx", titles("甲_x000B_乙", "_x005F_x000B_", "_xD800_", "1行目_x000D_\n2行目"), records=4, said=(CLEANED,),
         values=column_b("甲乙", "_x000B_", "_xD800_", "1行目\n2行目")),
    Case("32", "制御文字.xlsx", titles("あ\x0bい", "う\x00え"), said=(CLEANED,), values=column_b("あい", "うえ")),
    Case("33", "文字参照.xlsx", titles("あ&#11;い", "う&#x0;え", f"お&#{'9' * 5000};か"), records=3, said=(CLEANED,),
         values=column_b("あい", "うえ", "おか")),
    Case("34", "片割れ.xlsx", titles("あ&#xD800;い", "う"), said=(CLEANED,), values=column_b("あい", "う")),
    Case("35", "長文.xlsx", titles(LONG, "短い"), values=column_b(LONG, "短い")),
    Case("36", "珍しい文字.xlsx", titles(*SIGNS), records=4, values=column_b(*SIGNS)),
    Case("37", "テンプレートの文字.xlsx", titles(*map(escaped, CODE)), records=5, values=column_b(*CODE)),
    Case("38", "エラー値.xlsx", errors, records=7, said=("G2など5セルがエラー（#REF!、#N/A、#SPILL!、#VALUE!、#DIV/0!）", "G7は数式の値が保存されていません"),
         findings=codes("G-010", "G2", "G3", "G4", "G5", "G6", "G7") | {"G8": "G-008"}),
    Case("39", "1904.xlsx", lambda: serials(44000)(properties='<workbookPr date1904="1"/>'), records=1, values={"G2": "2024/06/19"}),
    Case("39", "1904の端.xlsx", lambda: serials(2957003, 2957004, 2958465)(properties='<workbookPr date1904="1"/>'), records=3,
         values={"G2": "9999/12/31"}, findings=codes("G-008", "G3", "G4")),
    Case("40", "通番の端.xlsx", serials(61, 2958465, "45350.999999999"), records=3,
         values={"G2": "1900/03/01", "G3": "9999/12/31", "G4": "2024/02/29"}, costly=True),
    Case("40", "日付でない通番.xlsx", serials(0, 1, 59, 60, -5, 2958466, "-1e20", "1e300"), records=8,
         findings=codes("G-008", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9")),
    Case("41", "文字の日付.xlsx", written("R6.2.28", "令和6年2月28日", "２／２８", "20240228", "2024/2/30", "2/28"), records=6,
         findings=codes("G-007", "G2", "G3", "G4", "G5", "G7") | {"G6": "G-008"}),
    Case("42", "数でない数.xlsx", dues(*(f's="{DATE}"><v>{word}</v></c>' for word in ("NaN", "1e999", "", "abc", "-inf", DUE, DUE, DUE))), records=8,
         findings=codes("G-008", "G2", "G3", "G6") | {"G5": "O-003"}),
    Case("42", "数でない工数.xlsx", efforts("NaN", "1e999", "abc", 8, 16), records=5, said=("G2など3セルは数でない値のため",)),
    Case("43", "桁の多い番号.xlsx", lambda: issues(issue(2, A=number("A2", 12345678901234567890)), issue(3, A=text("A3", "00123")),
         issue(4, A='<c r="A4" t="b"><v>1</v></c>')), records=3, said=("A2は16桁以上の数のため",), values={"A3": "00123", "A4": True}),
    Case("47", "文字列の番号.xlsx", lambda: issues(issue(2, B='<c r="B2" t="s"><v>9</v></c>'), issue(3), shared=["<t>甲</t>"]),
         said=("B2がエラー（#文字列なし）",), findings={"B2": "G-010"}),
    Case("47", "文字列の部品なし.xlsx", lambda: issues(issue(2, B='<c r="B2" t="s"><v>0</v></c>'), issue(3)), findings={"B2": "G-010"}),
    Case("48", "書式の番号.xlsx", lambda: issues(issue(2, G=number("G2", 45419, 9999)), issue(3)), values={"G2": 45419}),
)  # fmt: skip
