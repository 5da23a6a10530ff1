"""Opening a Word file that may be damaged or meant to harm: bounded, and refused with a reason.

``open_package`` gives python-docx's package, whose main part is the document.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MOST_BYTES = 64 * 1024 * 1024
MOST_ENTRIES = 2000

_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_MACROS = ("macroEnabled", "vbaProject")
_CONTENT_TYPES = "[Content_Types].xml"


class RefusedError(Exception):
    """Why a file is not used as a house style."""


def open_package(data: bytes) -> WordDocument:
    """The document of a Word file (`.docx`, `.dotx`); raises RefusedError, and nothing else."""
    try:
        parts = _parts(data)
        _refuse_macros(parts)
        _refuse_entities(parts)
        return _opened(parts)
    except RefusedError:
        raise
    except Exception as error:
        # Whatever zipfile, lxml and python-docx raise for a damaged file, it is one finding to the user.
        raise RefusedError(f"it is damaged ({type(error).__name__})") from error


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts by name, unpacked within bounds: what an entry declares of its size is not believed."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile:
        raise RefusedError("it is not a zip, as each .docx is (an old .doc must be saved as .docx)") from None
    with archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if len(entries) > MOST_ENTRIES:
            raise RefusedError(f"it holds {len(entries)} files, and {MOST_ENTRIES} are allowed")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise RefusedError(f"it unpacks to more than {MOST_BYTES // 1024 // 1024} MiB")
        if len(set(names)) < len(names):
            raise RefusedError("it holds a file twice")
        if _CONTENT_TYPES not in names:
            raise RefusedError("it has no [Content_Types].xml, so it is not a Word document")
        return {entry.filename: _unpacked(archive, entry) for entry in entries if not entry.is_dir()}


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, no more than it declares. zipfile's own reading unpacks first and cuts afterwards."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or entry.flag_bits & 1:
        raise RefusedError("a file in it is packed in a way that Word does not use")
    if entry.compress_type == zipfile.ZIP_STORED:
        return archive.read(entry)
    packed = _packed(archive, entry)
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacking.decompress(packed, entry.file_size + 1)
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise RefusedError("a file in it is not as long as it says")
    return data


def _packed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The packed bytes of an entry, behind its local header (APPNOTE.TXT 4.3.7)."""
    file = archive.fp
    if file is None:
        raise RefusedError("it is damaged")
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":  # noqa: PLR2004 (the length of a local header)
        raise RefusedError("it is damaged")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    return file.read(entry.compress_size)


def _refuse_macros(parts: dict[str, bytes]) -> None:
    types = parts[_CONTENT_TYPES].decode("utf-8", "replace")
    if any(word in types for word in _MACROS) or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise RefusedError("it has macros (save it as .docx or .dotx)")


def _refuse_entities(parts: dict[str, bytes]) -> None:
    """Refuses a part with a DTD, whatever its encoding: Word writes none, and entities can blow up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for name, data in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            root = etree.fromstring(data, parser)
            if root.getroottree().docinfo.internalDTD is not None:
                raise RefusedError(f"{name} has a DTD")


def _opened(parts: dict[str, bytes]) -> WordDocument:
    import docx  # noqa: PLC0415 (80 ms, and only who reads a house style needs it)

    types = parts[_CONTENT_TYPES].replace(_TEMPLATE, _DOCUMENT)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, types if name == _CONTENT_TYPES else data)
    file.seek(0)
    try:
        return docx.Document(file)
    except (KeyError, ValueError):
        raise RefusedError("it has no main part that is a Word document") from None
