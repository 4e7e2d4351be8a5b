"""01–21, 46, 51–56: packages that are damaged, dangerous, or no workbook at all."""

import random
from functools import cache

from tests.badinput import formats
from tests.badinput.bombs import MB, Repeated, members, stretched, zip_of
from tests.badinput.case import Case
from tests.badinput.issues import SHEET, issue, issues, rows
from tests.support.handmade import STRICT, old_book, ole, package, word_document, zipped

STRINGS, TYPES, PICTURE = "xl/sharedStrings.xml", "[Content_Types].xml", "xl/media/image1.png"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PASSWORD = "ひみつ"


@cache
def good():
    """The parts of a sound workbook whose first title is a shared text."""
    return members(issues(issue(2, B='<c r="B2" t="s"><v>0</v></c>'), issue(3), shared=["<t>帳票の桁がずれる</t>"]))


def changed(part, old, new):
    """The workbook with one part of it changed."""
    assert old in good()[part]
    return zipped(good() | {part: good()[part].replace(old, new)})


def in_front(doctype, part=SHEET, before=""):
    """The workbook with a DOCTYPE in front of a part."""
    return zipped(good() | {part: (before + doctype).encode() + good()[part]})


def in_utf_16(doctype):
    return zipped(good() | {SHEET: (doctype + good()[SHEET].decode()).encode("utf-16")})


def calling(entity):
    """The same with the entity in the place of a title."""
    sheet = good()[SHEET].replace("帳票の桁がずれる".encode(), entity.encode())
    return zipped(good() | {SHEET: OUTSIDE.encode() + sheet})


def bomb(megabytes, unit=b" " * MB, **declared):
    return zip_of(good() | {SHEET: stretched(good()[SHEET], b"</sheetData>", unit, megabytes)}, **declared)


def one_huge_sheet():
    """A workbook of two sheets, of which one is larger than is read as a whole but smaller than a bomb."""
    parts = members(package({"課題一覧": rows(), "記録": rows()}))
    unit = b" " * 100_000 + random.Random(1).randbytes(600).hex().encode()
    huge = "xl/worksheets/sheet2.xml"
    return zip_of(parts | {huge: stretched(parts[huge], b"</sheetData>", unit, 160)})


def long_text(megabytes, **declared):
    return zip_of(good() | {STRINGS: stretched(good()[STRINGS], b"</t>", b"a" * MB, megabytes)}, **declared)


def many_bombs():
    filler = Repeated(b"", random.Random(1).randbytes(20_000) + b" " * MB, 140)
    return zip_of(good() | {f"xl/media/image{n}.bin": filler for n in range(4)})


def flipped(part):
    """The workbook with one bit changed inside a part."""
    data = zipped(good() | {PICTURE: random.Random(1).randbytes(5000)})
    at = data.index(part.encode()) + len(part) + 60
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def locked():
    """The workbook behind PASSWORD; it is padded, since smaller ones than Excel's the library locks wrongly."""
    return formats.locked(zipped(good() | {PICTURE: random.Random(1).randbytes(5000)}), PASSWORD)


def broken_names():
    names = "".join(f'<definedName name="名前{n}" localSheetId="{n}">#REF!#REF!</definedName>' for n in range(60_000))
    return issues(names=f"<definedNames>{names}</definedNames>")


def nested(times):
    """Elements in elements, in the middle of the cells, behind the cells, and inside a single cell."""
    deep = "<a>" * times + "</a>" * times
    return {
        "cells": package({"課題一覧": f"<sheetData>{deep}</sheetData>"}),
        "behind": issues(around=deep),
        "cell": changed(SHEET, b"</row></sheetData>", f'<c r="H3"><v>1</v>{deep}</c></row></sheetData>'.encode()),
    }


def with_macros():
    """An .xlsm: declared as one, with a project that nobody looks into."""
    kinds = (b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main")
    return zipped(good() | {TYPES: good()[TYPES].replace(*kinds), "xl/vbaProject.bin": ole({"VBA": b"Shell calc.exe"})})


def outside_names():
    return zipped(good() | dict.fromkeys(("../x.xml", "/abs/x.xml", "..\\x.xml", "C:/x.xml", "xl/../../x"), b"<a/>"))


CASES = (
    Case("00", "普通.xlsx", lambda: zipped(good())),
    Case("00", "openpyxl.xlsx", formats.by_openpyxl),
    Case("00", "xlsxwriter.xlsx", formats.by_xlsxwriter),
    Case("01", "膨らむシート.xlsx", lambda: bomb(1500), refused="xl/worksheets/sheet1.xml が1,500MB、上限は300MB"),
    Case("01", "偽りの大きさ.xlsx", lambda: bomb(1500, declared={SHEET: 9000}), refused=f"部品 {SHEET} のCRCが合いません"),
    Case("01", "縮みすぎ.xlsx", lambda: bomb(90), refused="の圧縮率が"),
    Case("01", "全体.xlsx", many_bombs, refused="展開すると全体が"),
    Case("01", "部品だらけ.xlsx", lambda: zipped(good() | {f"xl/{n}": b"" for n in range(10_001)}), refused="上限は10,000個"),
    Case("01", "大きな一枚.xlsx", one_huge_sheet, said=("xl/worksheets/sheet2.xml が160MB、上限は150MB",), costly=True),
    Case("02", "長大な文字列.xlsx", lambda: long_text(1200), refused="xl/sharedStrings.xml が1,200MB、上限は"),
    Case("02", "偽りの文字列.xlsx", lambda: long_text(1200, declared={STRINGS: 300}), refused=f"部品 {STRINGS} のCRCが"),
    Case("03", "実体参照.xlsx", lambda: in_front(ENTITIES), refused=f"(DOCTYPE)を含んでいます（{SHEET}）"),
    Case("03", "文字列の実体.xlsx", lambda: in_front(ENTITIES, STRINGS), refused=f"(DOCTYPE)を含んでいます（{STRINGS}）"),
    Case("03", "目次の実体.xlsx", lambda: in_front(ENTITIES, TYPES), refused="(DOCTYPE)を含んでいます"),
    Case("03", "注釈の後.xlsx", lambda: in_front(ENTITIES, before='<?xml version="1.0"?><!-- <a> --> '), refused="(DOCTYPE)"),
    Case("03", "UTF-16.xlsx", lambda: in_utf_16(ENTITIES), refused="(DOCTYPE)を含んでいます"),
    Case("03", "読まない部品の実体.xlsx", lambda: zipped(good() | {"docProps/app.xml": ENTITIES + "<a/>"}), refused="（docProps/app.xml）"),
    Case("03", "長いUTF-16.xlsx", lambda: zipped(good() | {"docProps/app.xml": f"<a>{'🎉' * 600_000}</a>".encode("utf-16")})),
    Case("04", "外部実体.xlsx", lambda: calling("&a;"), refused=f"(DOCTYPE)を含んでいます（{SHEET}）"),
    Case("05", "外の名前.xlsx", outside_names, said=("（../x.xml）", "（/abs/x.xml）", "（..\\x.xml）", "（C:/x.xml）")),
    Case("05", "名前のない部品.xlsx", lambda: zip_of(good() | {"": b"x"})),
    Case("10", "半分.xlsx", lambda: issues()[: len(issues()) // 2], refused="壊れています（途中で切れているか"),
    Case("10", "末尾なし.xlsx", lambda: issues()[:-1], refused="壊れています（途中で切れているか"),
    Case("11", "空.xlsx", lambda: b"", refused="空のファイルです"),
    Case("12", "CSV.xlsx", lambda: "No,件名\n1,帳票\n".encode("cp932"), refused="CSVです（拡張子は .xlsx）"),
    Case("13", "HTML.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", refused="HTMLです（拡張子は .xls）"),
    Case("14", "旧形式.xlsx", formats.old, said=("中身は旧形式(.xls)です（拡張子は .xlsx）",)),
    Case("14b", "旧形式.xls", formats.old),
    Case("14b", "果ての旧形式.xls", lambda: old_book(["件名"], stray=(0xFFFF, 0xFFFF)), refused="大きすぎます"),
    Case("14b", "読めない旧形式.xls", lambda: ole({"Workbook": random.Random(14).randbytes(5000)}), refused="旧形式(.xls)"),
    Case("15", "鍵つき.xlsx", locked, refused="パスワードまたは秘密度ラベルで保護されています"),
    Case("15", "鍵つき2.xlsx", locked, options=("--password", PASSWORD)),
    Case("15", "鍵違い.xlsx", locked, options=("--password", "x"), refused="パスワードが違います"),
    Case("15", "鍵の設定なし.xlsx", lambda: ole({"EncryptedPackage": b""}), refused="パスワードまたは秘密度ラベルで"),
    Case("15", "ラベル.xlsx", lambda: ole({"EncryptedPackage": b"", "DRMEncryptedTransform": b""}), refused="秘密度ラベル（IRM）"),
    Case("16", "化けたシート.xlsx", lambda: flipped(SHEET), refused=SHEET),
    Case("16", "化けた絵.xlsx", lambda: flipped(PICTURE), refused=f"部品 {PICTURE} のCRCが合いません"),
    Case("17", "シート欠け.xlsx", lambda: package({"課題一覧": rows(), "別": None}), said=("シートの部品がブックの中にありません",)),
    Case("17", "全シート欠け.xlsx", lambda: package({"課題一覧": None}), refused="どのシートも読めません（シート「課題一覧」: シートの部品が"),
    Case("18", "書式なし.xlsx", lambda: issues(styles=False), said=("日付と数値を区別できません",)),
    Case("19", "入れ子.xlsx", lambda: nested(200_000)["cells"], refused="入れ子が深すぎます"),
    Case("19", "表の後の入れ子.xlsx", lambda: nested(200_000)["behind"], refused="入れ子が深すぎます"),
    Case("19", "セルの中の入れ子.xlsx", lambda: nested(200_000)["cell"], refused="入れ子が深すぎます"),
    Case("20", "乱数.xlsx", lambda: random.Random(20).randbytes(5000), refused="中身を判別できません"),
    Case("21", "PK.xlsx", lambda: b"PK\x03\x04" + random.Random(21).randbytes(5000), refused="壊れています"),
    Case("21", "PKだけ.xlsx", lambda: b"PK", refused="テキストファイルです"),
    Case("21", "部品なし.xlsx", lambda: zipped({}), refused="zipの中にブックがありません"),
    Case("46", "シートなし.xlsx", lambda: package({}), refused="シートがありません"),
    Case("51", "strict.xlsx", lambda: issues(space=STRICT)),
    Case("53", "壊れた名前.xlsx", broken_names),
    Case("54", "表.ods", formats.open_one),
    Case("54", "表.xlsx", formats.open_one, said=("中身はOpenDocument形式(.ods)です（拡張子は .xlsx）",)),
    Case("55", "文書.xlsx", word_document, refused="Wordの文書です（拡張子は .xlsx）"),
    Case("55", "文書.docx", word_document, refused="Wordの文書です（拡張子は .docx）"),
    Case("55", "ブック.docx", issues, said=("中身はExcelブック(.xlsx)です（拡張子は .docx）",)),
    Case("56", "表.xlsb", formats.binary, said=("バイナリ形式(.xlsb)です",)),
    Case("56", "マクロ.xlsm", with_macros),
    Case("~$", "~$課題.xlsx", lambda: b"\x06" + "佐藤".encode("cp932").ljust(164), refused="Excelが編集中に置く一時ファイルです"),
)  # fmt: skip
