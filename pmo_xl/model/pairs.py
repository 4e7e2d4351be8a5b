"""Which record of the user side's ledger is which of the vendor side's: what the mapping sheet says."""

from msgspec import Struct


class Pair(Struct, frozen=True):
    """One line of the mapping sheet: an id of each side, and the completion rule beside them (全件, 主件 or "")."""

    user: str
    vendor: str
    rule: str = ""
