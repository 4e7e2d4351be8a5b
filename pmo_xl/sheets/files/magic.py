"""What kind of file this really is, told from its first bytes and not from its name."""

import re
from typing import Literal

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.refusal import RefusalError

Kind = Literal["zip", "xls", "text", "fods", "locked"]

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_ZIP = b"PK\x05\x06"
RIGHT_FILE = "正しいファイルを指定してください"
SAVE_AS_BOOK = "Excelで開き、ブック(.xlsx)として保存し直してください"
UNLOCK = "パスワードや秘密度ラベルを解除した写しを指定してください"
PROTECTED = "パスワードまたは秘密度ラベルで保護されています"

FORMATS = {
    "xlsx": "Excelブック(.xlsx)",
    "xlsb": "バイナリ形式(.xlsb)",
    "ods": "OpenDocument形式(.ods)",
    "fods": "OpenDocument形式(.fods)",
    "xls": "旧形式(.xls)",
}
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "画像(PNG)"),
    (b"\xff\xd8\xff", "画像(JPEG)"),
    (b"GIF8", "画像(GIF)"),
    (b"BM", "画像(BMP)"),
    (b"II*\0", "画像(TIFF)"),
    (b"MM\0*", "画像(TIFF)"),
    (b"{\\rtf", "Wordの文書(RTF)"),
    (b"7z\xbc\xaf\x27\x1c", "圧縮ファイル(7z)"),
    (b"Rar!", "圧縮ファイル(RAR)"),
    (b"\x1f\x8b", "圧縮ファイル(gzip)"),
    (b"SQLite format 3", "データベース"),
)
_HTML = lazy(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|meta|body|table|style|div)\b", re.I | re.S)
_FLAT, _HEAD = "application/vnd.oasis.opendocument.spreadsheet", 8192
_PLAIN_NAMES = frozenset({".csv", ".tsv"})


def kind_of(data: bytes, suffix: str) -> Kind:
    """How to read the file: a zip package, an old .xls, the text of a .csv/.tsv, a .fods, or what a password protects.

    `suffix` is the ending of its name. Raises RefusalError when it is something else (named), or empty.
    """
    if not data:
        raise RefusalError("空のファイルです", "もとのファイルを取り直すか、保存し直してください", unfinished=True)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return "zip"
    if data.startswith(OLE):
        return _ole_kind(data, suffix)
    for head, name in _KNOWN:
        if data.startswith(head) and (len(head) > 2 or b"\0" in data[:14]):  # BMコード is no picture
            raise wrong_kind(name, suffix)
    from pmo_xl.sheets.files.text_file import decoded

    text = decoded(data)
    if text is None and suffix in _PLAIN_NAMES:
        raise RefusalError("文字コードを判別できません", "UTF-8かシフトJISで保存し直してください", particle="の")
    if text is None:
        raise RefusalError("Excelのブックではありません（中身を判別できません）", RIGHT_FILE)
    return _text_kind(text, suffix)


def wrong_kind(name: str, suffix: str, hint: str = RIGHT_FILE) -> RefusalError:
    """The refusal of another program's file, with the ending of its name: 「Wordの文書です（拡張子は .xlsx）」."""
    return RefusalError(f"{name}です（拡張子は {suffix}）" if suffix else f"{name}です", hint)


def _text_kind(text: str, suffix: str) -> Kind:
    if _HTML.match(text):
        raise wrong_kind("HTML", suffix, SAVE_AS_BOOK)
    if text.lstrip().startswith("<?xml"):
        if _FLAT in text[:_HEAD] and "<office:document" in text[:_HEAD]:
            return "fods"
        name = "XMLスプレッドシート2003" if "Excel.Sheet" in text[:4096] else "XML"
        raise wrong_kind(name, suffix, SAVE_AS_BOOK if "Excel" in text[:4096] else RIGHT_FILE)
    if suffix in _PLAIN_NAMES:
        return "text"
    if _looks_separated(text):
        raise wrong_kind("CSV", suffix, f"{SAVE_AS_BOOK}。拡張子が .csv なら、そのまま読めます")
    raise wrong_kind("テキストファイル", suffix)


def _looks_separated(text: str) -> bool:
    """Whether most of the first lines hold a comma, tab or semicolon."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return any(2 * sum(mark in line for line in lines) > len(lines) for mark in ",\t;")


def _ole_kind(data: bytes, suffix: str) -> Kind:
    from pmo_xl.sheets.binary.ole import OleFile

    names = OleFile(data).names
    if "EncryptedPackage" in names:
        return "locked"
    if names & {"Workbook", "Book"}:
        return "xls"
    for stream, name in (("WordDocument", "Wordの文書"), ("PowerPoint Document", "PowerPointの資料")):
        if stream in names:
            raise wrong_kind(name, suffix)
    if any(name.startswith("__substg1.0") for name in names):
        raise wrong_kind("Outlookのメール", suffix)
    raise RefusalError("Excelのブックではないか、壊れています", RIGHT_FILE)
