"""Large parts cut into stretches of about a megabyte, so that nothing is held twice while it is worked on."""

from collections.abc import Iterator

SIZE = 1 << 20


def cuts(data: bytes, mark: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the stretches of `data[start:end]` begin and end; each but the first begins with the mark.

    >>> list(cuts(b"<a><b>", b"<")), list(cuts(b"", b"<"))
    ([(0, 6)], [])
    """
    end = len(data) if end is None else end
    while start < end:
        following = data.find(mark, start + SIZE, end)
        stop = following if following >= 0 else end
        yield start, stop
        start = stop
