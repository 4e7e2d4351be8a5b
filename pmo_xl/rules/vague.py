"""Words where a due date belongs: when a word is G-007's, and when O-003's."""

from typing import Final

from pmo_xl.model.register import Oddity

WORD_IS_ITS_OWN: Final = ("todo", "issue", "qa")  # the kinds O-003 looks at


def is_word_in_due_date(oddity: Oddity) -> bool:
    """A due date that names no day at all (なるはや, 適宜); in a ToDo also one that names only a span (5月上旬)."""
    kind = oddity.table.kind
    if oddity.what != "vague_date" or oddity.field != "due_date" or kind not in WORD_IS_ITS_OWN:
        return False
    return kind == "todo" or oddity.meaning is None
