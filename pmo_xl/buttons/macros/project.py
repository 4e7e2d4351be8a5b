"""vbaProject.bin from VBA text ([MS-OVBA]): the same text gives the same bytes, and no binary lies in the repository.

`_VBA_PROJECT` names version 0xFFFF and holds no compiled code, so that Office compiles the text when it loads it
(2.3.4.1). A company that signs our add-in can therefore renew the signature for each version.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pmo_xl.buttons.macros.compound import compound_file
from pmo_xl.buttons.macros.compression import compressed

CODE_PAGE: Final = "cp932"  # our text is ASCII; the code names of people's sheets may be Japanese
_CODE_PAGE_NUMBER: Final = 932
_BASES: Final = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
    "chart": "0{00020821-0000-0000-C000-000000000046}",
}
_REFERENCES: Final = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)
_HOST: Final = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
_VERSION: Final = (1_600_000_000, 1)  # any constant; Office counts it up when a person edits the project


@dataclass(frozen=True, slots=True)
class Module:
    """A module: our code (`standard`), or the empty page that the workbook and each of its sheets must have."""

    name: str
    code: str = ""
    kind: Literal["standard", "workbook", "sheet", "chart"] = "standard"

    @property
    def source(self) -> str:
        """Its text as it stands in the project, with the attributes Excel writes above it."""
        head = [f'Attribute VB_Name = "{self.name}"']
        if self.kind != "standard":
            head += [
                f'Attribute VB_Base = "{_BASES[self.kind]}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                "Attribute VB_PredeclaredId = True",
                "Attribute VB_Exposed = True",
                "Attribute VB_TemplateDerived = False",
                "Attribute VB_Customizable = True",
            ]
        return "\r\n".join([*head, *self.code.splitlines()]) + "\r\n"


def built(modules: Sequence[Module], *, name: str, id_: str) -> bytes:
    """The bytes of vbaProject.bin. `id_` is the project's GUID in braces, a constant for a reproducible build.

    Raises UnicodeEncodeError for a text outside Japanese Windows' code page.
    """
    streams: dict[str, bytes] = {
        "dir": compressed(_information(modules, name)),
        "_VBA_PROJECT": b"\xcc\x61\xff\xff\0\0\0",
    }
    streams |= {module.name: compressed(_ansi(module.source)) for module in modules}
    names = b"".join(_ansi(m.name) + b"\0" + _wide(m.name) + b"\0\0" for m in modules) + b"\0\0"
    return compound_file({"VBA": streams, "PROJECT": _ansi(_description(modules, name, id_)), "PROJECTwm": names})


def _information(modules: Sequence[Module], name: str) -> bytes:
    """The `dir` stream (2.3.4.2): the project's properties, its references and its modules, record after record."""
    data = _record(0x01, _long(3))  # system: Windows 64 bit
    data += _record(0x02, _long(0x409)) + _record(0x14, _long(0x409)) + _record(0x03, _short(_CODE_PAGE_NUMBER))
    data += _record(0x04, _ansi(name)) + _record(0x05) + _record(0x40) + _record(0x06) + _record(0x3D)
    data += _record(0x07, _long(0)) + _record(0x08, _long(0)) + struct.pack("<HIIH", 0x09, 4, *_VERSION)
    data += _record(0x0C) + _record(0x3C)
    for reference, library in _REFERENCES:
        data += _record(0x16, _ansi(reference)) + _record(0x3E, _wide(reference))
        data += _record(0x0D, _long(len(library)) + _ansi(library) + bytes(6))
    data += _record(0x0F, _short(len(modules))) + _record(0x13, _short(0xFFFF))
    for module in modules:
        data += _record(0x19, _ansi(module.name)) + _record(0x47, _wide(module.name))
        data += _record(0x1A, _ansi(module.name)) + _record(0x32, _wide(module.name))
        data += _record(0x1C) + _record(0x48) + _record(0x31, _long(0)) + _record(0x1E, _long(0))
        data += _record(0x2C, _short(0xFFFF))
        data += _record(0x21 if module.kind == "standard" else 0x22) + _record(0x2B)
    return data + _record(0x10)


def _description(modules: Sequence[Module], name: str, id_: str) -> str:
    """The `PROJECT` stream (2.3.1): not protected, no password, visible."""
    lines = [f'ID="{id_}"']
    lines += [f"Module={m.name}" if m.kind == "standard" else f"Document={m.name}/&H00000000" for m in modules]
    lines += [f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    lines += [
        f'CMG="{_encrypted(bytes(4), id_, 0x37)}"',
        f'DPB="{_encrypted(bytes(1), id_, 0x5A)}"',
        f'GC="{_encrypted(bytes([0xFF]), id_, 0x9C)}"',
    ]
    lines += ["", "[Host Extender Info]", _HOST, "", "[Workspace]", *(f"{m.name}=0, 0, 0, 0, C" for m in modules)]
    return "\r\n".join(lines) + "\r\n"


def _encrypted(data: bytes, id_: str, seed: int) -> str:
    """Data as the description keeps it (2.4.3.2), in hexadecimal."""
    key = sum(id_.encode("ascii")) & 0xFF
    version, encrypted_key = seed ^ 2, seed ^ key
    out = [seed, version, encrypted_key]
    plain, one, two = key, encrypted_key, version
    for byte in [0] * ((seed & 6) // 2) + list(struct.pack("<I", len(data))) + list(data):
        code = byte ^ ((two + plain) & 0xFF)
        out.append(code)
        two, one, plain = one, code, byte
    return bytes(out).hex().upper()


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _ansi(text: str) -> bytes:
    return text.encode(CODE_PAGE)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _short(number: int) -> bytes:
    return struct.pack("<H", number)


def _long(number: int) -> bytes:
    return struct.pack("<I", number)
