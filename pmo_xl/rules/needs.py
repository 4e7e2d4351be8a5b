"""Which kinds of register have ids, and which columns of ids name records of another kind."""

from typing import Final

from pmo_xl.model.needed import NEEDED

WITH_ID: Final = tuple(kind for kind, names in NEEDED.items() if any("id" in n.split("|") for n in names))

# A column of ids and the kind of record they name.
REFERS_TO: Final = {
    "defect_id": "defect",
    "requirement_id": "requirement",
    "test_id": "test",
    "depends_on": "test",
}
