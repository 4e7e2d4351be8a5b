"""Why a workbook or one of its sheets cannot be used, said before anyone knows what the file is called."""

from pmo_xl.errors import BookError


class RefusalError(Exception):
    """A workbook that cannot be used: the reason (「空のファイルです」), and what a person can do about it.

    `particle` joins the file's name to the reason; `unfinished` says the file may still be on its way to the disk,
    `passing` that what is in the way may be gone in a moment.
    """

    def __init__(
        self, reason: str, hint: str, *, particle: str = "は", unfinished: bool = False, passing: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.particle = particle
        self.unfinished = unfinished
        self.passing = passing or unfinished

    def about(self, file: str) -> BookError:
        """The same as an error that names the file: 「課題.xlsx は空のファイルです」."""
        return BookError(f"{file} {self.particle}{self.reason}", self.hint, self.reason, self.passing)


class SheetError(RefusalError):
    """One part cannot be understood. If it belongs to one sheet only, the others of the workbook can still be used."""


REPAIR = "Excelの［ファイル］→［開く］→［開いて修復する］で開き、保存し直してください"


def broken(where: str, *, unfinished: bool = False) -> RefusalError:
    """The refusal of a damaged file; `where` names the damage."""
    return RefusalError(f"壊れています（{where}）", REPAIR, unfinished=unfinished)


def broken_part(where: str) -> SheetError:
    """The refusal of a part that is whole but no XML."""
    return SheetError(f"壊れています（{where}）", REPAIR)


def too_big(what: str, found: float, limit: float, unit: str) -> RefusalError:
    """The refusal of a file beyond a limit, with the limit and the figure found."""
    return RefusalError(
        f"大きすぎます（{what}が{found:,.0f}{unit}、上限は{limit:,.0f}{unit}）",
        "不要な行・列・画像を削除したブックで再実行してください",
    )


def too_big_sheet(what: str, found: float, limit: float, unit: str) -> SheetError:
    """The same for one part: the other sheets can still be used."""
    big = too_big(what, found, limit, unit)
    return SheetError(big.reason, big.hint)
