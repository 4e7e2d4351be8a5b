"""python -m tests.unseen [module …]: how many of the drawn tables are read rightly, module by module."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from pmo_xl.sheets.inspection import as_json
from pmo_xl.sheets.read import read_project
from tests.unseen import load
from tests.unseen.score import judged


def main(names):
    """Read every drawing; say what was wrong, then the shares that were right."""
    total = Counter()
    for module, drawings in load(names).items():
        own = Counter()
        with tempfile.TemporaryDirectory() as folder:
            for drawing in drawings:
                path = Path(folder) / drawing.name
                truth = drawing.write(path)
                (file,) = as_json(read_project([path]))["files"]
                wrong, points = judged(file, truth)
                own += points
                for line in wrong:
                    print(f"{module} {drawing.name} {line}")
        print(f"== {module}: {_shares(own)}")
        total += own
    print(f"== all: {_shares(total)}")


def _shares(points):
    kinds = (
        "tables",
        "heading",
        "records",
        "both",
        "kind",
        "columns",
        "of columns",
        "words",
        "of words",
        "sheets skipped",
        "of sheets",
    )
    return ", ".join(f"{kind} {points[kind]}" for kind in kinds)


if __name__ == "__main__":
    main(sys.argv[1:])
