"""What `inspect --json` says of a drawn file, held against its truth: sentences for what is wrong, and points."""

from collections import Counter

from tests.unseen.draw import SKIPPED, rows_of


def judged(file, truth):
    """The mistakes, and the counts of what was right, of one file."""
    wrong = []
    points = Counter()
    if file["refused"]:
        wrong.append(f"refused: {file['refused']}")
    found = {sheet["sheet"]: sheet for sheet in file["sheets"]}
    for name, right in truth.items():
        sheet = found.get(name, {"tables": [], "skipped": "not there"})
        if right == SKIPPED:
            points["of sheets"] += 1
            used = [table for table in sheet["tables"] if table["register"]]
            if sheet.get("form"):
                wrong.append(f"[{name}] a form of {sheet['form']['kind']} where none is")
                used.append(sheet["form"])
            points["sheets skipped"] += not used
            wrong += [f"[{name}] a {table['kind']} table at {table['header_rows']} where none is" for table in used]
            continue
        tables = list(sheet["tables"])
        for one in right:
            points["tables"] += 1
            table = _best(tables, one)
            if table is None:
                wrong.append(f"[{name}] no table at {one.header_rows}: {sheet['skipped']}")
                points["of columns"] += len(one.columns)
                continue
            tables.remove(table)
            _judge(name, table, one, wrong, points)
        wrong += [
            f"[{name}] a {table['kind']} table at {table['header_rows']} too many"
            for table in tables
            if table["register"]
        ]
    return wrong, points


def _best(tables, right):
    """The table that was found where this one is: by its heading's rows, else by its columns."""
    letters = set(right.columns)
    return max(
        tables,
        key=lambda table: (len(letters & set(table["headers"])), table["header_rows"] == right.header_rows),
        default=None,
    )


def _judge(name, table, right, wrong, points):
    heading = table["header_rows"] == right.header_rows
    records = table["record_rows"] == rows_of(right.records)
    points["heading"] += heading
    points["records"] += records
    points["both"] += heading and records
    if not heading:
        wrong.append(f"[{name}] heading {table['header_rows']} instead of {right.header_rows}")
    if not records:
        wrong.append(f"[{name}] records {_spans(table['record_rows'])} instead of {right.records}")
    for key in ("examples", "sections", "placeholders"):
        wanted = getattr(right, key)
        rows = table[f"{key.removesuffix('s')}_rows"]
        if wanted is not None and rows != rows_of(wanted):
            wrong.append(f"[{name}] {key} {_spans(rows)} instead of {wanted or 'none'}")
    kinds = right.kind if isinstance(right.kind, tuple) else (right.kind,)
    points["kind"] += table["kind"] in kinds
    if table["kind"] not in kinds:
        wrong.append(f"[{name}] kind {table['kind']} ({table['confidence']}) instead of {right.kind}")
    for letter, accepted in right.columns.items():
        field = table["columns"].get(letter)
        fine = field in (accepted if isinstance(accepted, tuple) else (accepted,))
        points["columns"] += fine
        points["of columns"] += 1
        if not fine:
            wrong.append(f"[{name}] {letter} {table['headers'].get(letter, '')!r}: {field} instead of {accepted}")
    for field, counts in right.canonical.items():
        got = table["canonical"].get(field)
        points["words"] += got == counts
        points["of words"] += 1
        if got != counts:
            wrong.append(f"[{name}] words of {field}: {got} instead of {counts}")


def _spans(rows):
    spans = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans) or "none"
