"""What a person does to a pmo.toml that init wrote: the # taken away from settings."""

import tomllib

CHECK = "【要確認】"


def is_waiting(line):
    """Whether a line is a setting or a heading behind a #."""
    return line.startswith("#") and line[1:2] not in ("", " ") and bool(parsed(line[1:]))


def without_marks(text, *lines):
    """The text with the # taken away from the lines that begin so; from the first of each."""
    found = text.split("\n")
    for beginning in lines:
        at = next(n for n, line in enumerate(found) if line.startswith(f"#{beginning}"))
        found[at] = found[at][1:]
    return "\n".join(found)


def all_sure(text):
    """The text with every # taken away but those of words and of what has to be checked first."""
    found, of_words = [], False
    for line in text.split("\n"):
        if line.startswith("#["):
            of_words = ".values." in line
        found.append(line[1:] if is_waiting(line) and not of_words and CHECK not in line else line)
    return "\n".join(found)


def parsed(line):
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None
