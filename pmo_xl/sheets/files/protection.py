"""Workbooks behind a password: opened with it, or refused with what is missing."""

import io

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.binary.ole import OleFile
from pmo_xl.sheets.files.magic import PROTECTED, UNLOCK
from pmo_xl.sheets.files.refusal import RefusalError, broken

LABELLED = "秘密度ラベル（IRM）で保護されています"
WRONG = "パスワードで保護されています（パスワードが違います）"
_GIVE_IT = "--password か環境変数 PMO_XL_PASSWORD でパスワードを渡すか、解除した写しを指定してください"
# What Excel itself takes for a workbook that only wants to be opened read-only; it protects nothing.
_NO_SECRET = "VelvetSweatshop"  # noqa: S105
_LABELS = frozenset({"DRMEncryptedDataSpace", "DRMEncryptedTransform", "DRMContent"})
_ROUNDS = lazy(rb'spinCount="(\d+)"')
_MOST_ROUNDS = 1_000_000  # Office hashes a password a hundred thousand times; ten million would take minutes


def unlocked(data: bytes, password: str | None) -> bytes:
    """The workbook behind the protection: .xlsx and its kin, or an old .xls.

    Raises RefusalError without a password, with a wrong one, and for a label, which no password opens.
    """
    if _LABELS & OleFile(data).names:
        raise RefusalError(LABELLED, UNLOCK)
    if any(int(rounds) > _MOST_ROUNDS for rounds in _ROUNDS.findall(data)):
        raise broken("パスワードの設定が異常です")
    for word in filter(None, (_NO_SECRET, password)):
        try:
            if opened := _opened(data, word):
                return opened
        except RefusalError:
            if password:
                raise
            break  # that it may be damaged too is told when somebody tries to open it
    raise RefusalError(WRONG if password else PROTECTED, _GIVE_IT)


def _opened(data: bytes, password: str) -> bytes | None:
    """The workbook that this password opens; None when it is not the one."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password)
        file.decrypt(opened)
    except InvalidKeyError:
        return None
    except DecryptionError:
        raise RefusalError(f"{PROTECTED}（対応していない暗号方式です）", UNLOCK) from None
    except Exception:
        # On a damaged file the library fails with whatever error one of its parts happens to raise.
        raise broken("暗号化の情報を読めません") from None
    return opened.getvalue()
