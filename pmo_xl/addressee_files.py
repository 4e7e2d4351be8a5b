"""The lists and letters of a check on disk: a folder with one workbook and one draft for every addressee."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pmo_xl.reports.addressee_lists import OWN_LISTS, AddresseeList, addressee_lists
from pmo_xl.reports.checksheet import UNADDRESSED
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.outputs import CheckOutput

PAGE: Final = "指摘_宛先別"
LETTER: Final = "ご確認のお願い"


def save_lists(checked: "CheckOutput", out: str | Path) -> Outputs:
    """Write 担当者別/ and ベンダー別/ below 指摘_宛先別_20240507/: a list and an .eml each, all letters as one text."""
    situation = checked.situation
    lists = addressee_lists(situation, checked.sheet)
    folder = Path(out) / f"{PAGE}_{situation.as_of:%Y%m%d}"
    written = Outputs(())
    for group in OWN_LISTS:
        own = [one for one in lists if one.group == group]
        if own:
            written = written.with_more(_save_group(checked, own, folder / group))
    return written


def _save_group(checked: "CheckOutput", lists: list[AddresseeList], folder: Path) -> Outputs:
    from pmo_xl.render.mail import draft

    writer = Writer(checked.project, folder, checked.situation.as_of)
    letters = []
    for one in lists:
        data = writer.excel(PAGE, checked.project.config.reports.reminder, one.values(), part=one.addressee)
        if one.addressee == UNADDRESSED:
            continue
        name = f"指摘_{checked.situation.as_of:%Y%m%d}.xlsx"
        writer.raw(
            "ご確認のお願い", ".eml", draft(one.subject, one.letter(), attached=data, name=name), part=one.addressee
        )
        letters.append(f"件名: {one.subject}\n\n{one.letter()}\n")
    if letters:
        writer.raw(LETTER, ".txt", ("\ufeff" + "\n――――――――――\n\n".join(letters)).encode())
    return writer.done()
