"""Opening a Word file that may be damaged or meant to harm: bounded, and refused with a reason."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

MOST_BYTES = 64 * 1024 * 1024
MOST_ENTRIES = 2000
CONTENT_TYPES = "[Content_Types].xml"

_OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS = "open it in Word or LibreOffice and save it as .docx or .dotx"


class RefusedError(Exception):
    """Why a file is not used as a house style, and what to do."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.hint = hint


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files in a zip by name, within bounds: what an entry declares of its size is not believed."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile:
        raise _no_zip(data) from None
    with archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise RefusedError(f"it holds {len(entries)} files, and {MOST_ENTRIES} are allowed")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise RefusedError(f"it unpacks to more than {MOST_BYTES // 1024 // 1024} MiB")
        names = {entry.filename.lower() for entry in entries}
        if len(names) < len(entries):
            raise RefusedError("it holds a file twice")
        if CONTENT_TYPES.lower() not in names:
            kind = "an OpenDocument file (.odt, .ott)" if "mimetype" in names else "no Word document"
            raise RefusedError(f"it is {kind}: it has no {CONTENT_TYPES}", _SAVE_AS)
        return {entry.filename: _unpacked(archive, entry) for entry in entries if not entry.is_dir()}


def _no_zip(data: bytes) -> RefusedError:
    if data.startswith(_OLD_WORD):
        return RefusedError("it is an old .doc, or protected by a password", _SAVE_AS)
    return RefusedError("it is not a zip, as each .docx is", _SAVE_AS)


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
