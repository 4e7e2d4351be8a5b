"""The text in a file of bytes, whatever Japanese encoding it came in; told apart by what each makes of the bytes."""

from typing import Final

_SAMPLE: Final = 4096  # characters
_MOST_CONTROLS: Final = 0.1  # a stray NUL of an old exporter is let pass, a binary file is not
_ESCAPES: Final = (b"\x1b$B", b"\x1b$@", b"\x1b(I")
_NARROW_KANA: Final = ("｡", "ﾟ")  # what cp932 makes of most bytes of EUC-JP
_KANA: Final = ("ぁ", "ヶ")
# What cp932 makes of single bytes that stand for nothing in Shift_JIS: 0x80, 0xA0, 0xFD to 0xFF.
_NO_CHARACTERS: Final = ("\x80", "\uf8f0", "\uf8f1", "\uf8f2", "\uf8f3")


def decoded(data: bytes) -> str | None:
    """The text in the bytes; None when they are no text.

    UTF-8 with or without mark, UTF-16 with mark, cp932 (Shift_JIS as Windows writes it), and EUC-JP or ISO-2022-JP
    where the bytes plainly are.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp932" and any(nothing in text for nothing in _NO_CHARACTERS):
            continue
        return text if _reads_like_text(text) else None
    return None


def _encodings(data: bytes) -> list[str]:
    """The encodings to try, likeliest first."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if data.isascii() and any(escape in data for escape in _ESCAPES):
        return ["iso2022_jp_ext"]
    return ["utf-8-sig", *(["euc_jis_2004", "cp932"] if _is_euc(data) else ["cp932", "euc_jis_2004"])]


def _is_euc(data: bytes) -> bool:
    """Whether the bytes are whole EUC-JP with kana in it, of which cp932 makes nothing but narrow kana."""
    try:
        text = data.decode("euc_jis_2004")
    except UnicodeDecodeError:
        return False
    if not any(_KANA[0] <= char <= _KANA[1] for char in text[:_SAMPLE]):
        return False
    other = [char for char in data.decode("cp932", "replace")[:_SAMPLE] if char > "\x7f"]
    narrow = sum(_NARROW_KANA[0] <= char <= _NARROW_KANA[1] or char == "\ufffd" for char in other)
    return 2 * narrow > len(other)


def _reads_like_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f\x1a" for char in sample)
    return controls <= _MOST_CONTROLS * len(sample)
