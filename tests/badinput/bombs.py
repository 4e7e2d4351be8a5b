"""Zip packages that are small on disk and large inside: what repeats is compressed once and laid down many times."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True)
class Repeated:
    """A part that is `head`, then `unit` again and again, then `tail`."""

    head: bytes
    unit: bytes
    times: int
    tail: bytes = b""

    @property
    def size(self):
        return len(self.head) + len(self.unit) * self.times + len(self.tail)

    def compressed(self):
        def part(data, flush):
            deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
            return deflate.compress(data) + deflate.flush(flush)

        middle = part(self.unit, zlib.Z_FULL_FLUSH) * self.times  # after a full flush nothing looks back
        return part(self.head, zlib.Z_FULL_FLUSH) + middle + part(self.tail, zlib.Z_FINISH)

    def checksum(self):
        found = zlib.crc32(self.head)
        for _ in range(self.times):
            found = zlib.crc32(self.unit, found)
        return zlib.crc32(self.tail, found)


def members(data):
    """Name → content of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def stretched(part, before, unit, megabytes):
    """The part with `unit` repeated in front of the last `before`, until it is about so big."""
    at = part.rindex(before)
    return Repeated(part[:at], unit, megabytes * MB // len(unit), part[at:])


def zip_of(contents, *, declared=None):
    """The bytes of a zip of name → bytes or Repeated; `declared` gives other sizes than the true ones by name."""
    out, central = bytearray(), bytearray()
    for name, content in contents.items():
        part = content if isinstance(content, Repeated) else Repeated(content, b"", 0)
        data, raw = part.compressed(), name.encode()
        is_believed = declared is None or name not in declared
        size, checksum = (part.size, part.checksum()) if is_believed else (declared[name], 0)
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, checksum, len(data), size, len(raw), 0)
        central += b"PK\1\2\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + raw
        out += b"PK\3\4" + common + raw + data
    count = len(contents)
    return bytes(out + central + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(central), len(out), 0))
