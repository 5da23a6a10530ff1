"""PNG and JPEG: their size, the density that they are meant to be shown at, and whether they are whole."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_SIDE = 16_384
"""Pixels of a side beyond which no picture is meant for a page."""
MOST_PIXELS = 64_000_000
"""Pixels beyond which a picture is refused: those of the largest photos of telephones."""
CSS_DPI = 96
"""Pixels an inch of a picture that does not say it, as the web has it."""
_SANE_DPI = range(72, 1201)

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END, _FILL = 0xDA, 0xD9, 0xFF
_APP0, _APP1 = 0xE0, 0xE1
_ORIENTATION = 0x0112
_MOST_TAGS = 200


class Picture(NamedTuple):
    """The extension that says what the bytes are, the size in pixels, and how many of them make an inch.

    ``turned``: a photo that lies on its side, or its head, and only its metadata tell.
    """

    extension: str
    width: float
    height: float
    dpi: float = CSS_DPI
    turned: bool = False


def read_raster(data: bytes) -> Picture | None:
    """The kind and size of a PNG or JPEG, or None for all else."""
    if data.startswith(_PNG):
        return _read_png(data)
    return _read_jpeg(data) if data.startswith(_JPEG) else None


def is_whole(data: bytes) -> bool:
    """Whether the end of a PNG or JPEG is there: a download that broke off has none."""
    if data.startswith(_PNG):
        return any(kind == b"IEND" for kind, _ in _chunks(data))
    frames = [place for kind, place, _ in _segments(data) if kind in _FRAMES]
    return bool(frames) and data.rfind(bytes((_FILL, _END))) > frames[0]


def _sane(dpi: float) -> float:
    return round(dpi, 1) if int(dpi) in _SANE_DPI else CSS_DPI


# ── PNG ──────────────────────────────────────────────────────────────────────


def _read_png(data: bytes) -> Picture | None:
    header, dpi = b"", float(CSS_DPI)
    for kind, body in _chunks(data):
        match kind:
            case b"IHDR":
                header = bytes(body[:8])
            case b"pHYs":
                dpi = _png_density(body)
            case b"IDAT":
                break
    if len(header) < 8:  # noqa: PLR2004 (a width and a height)
        return None
    width, height = struct.unpack(">II", header)
    return Picture("png", width, height, dpi) if width and height else None


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The chunks of a PNG that are whole, by name."""
    whole, place = memoryview(data), len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        end = place + 8 + length
        if end + 4 > len(data):
            return
        yield data[place + 4 : place + 8], whole[place + 8 : end]
        place = end + 4


def _png_density(body: memoryview) -> float:
    if len(body) != 9 or body[8] != 1 or body[:4] != body[4:8]:  # noqa: PLR2004 (two figures a metre, and the unit)
        return CSS_DPI
    return _sane(int.from_bytes(body[:4]) * 0.0254)


# ── JPEG ─────────────────────────────────────────────────────────────────────


def _read_jpeg(data: bytes) -> Picture | None:
    dpi, turned = float(CSS_DPI), False
    for kind, _, body in _segments(data):
        if kind == _APP0 and body.startswith(b"JFIF\0"):
            dpi = _jpeg_density(body)
        elif kind == _APP1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:]) in range(2, 9)
        elif kind in _FRAMES and len(body) >= 5:  # noqa: PLR2004 (the precision and the size)
            height, width = struct.unpack(">HH", body[1:5])
            return Picture("jpeg", width, height, dpi, turned) if width and height else None
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The segments of a JPEG before its scan: their kind, where each begins, and what is in it."""
    place = len(_JPEG)
    while place + 4 <= len(data) and data[place] == _FILL:
        kind = data[place + 1]
        if kind in {_SCAN, _END}:
            return
        if kind == _FILL or kind in _ALONE:
            place += 1 if kind == _FILL else 2
            continue
        length = int.from_bytes(data[place + 2 : place + 4])
        yield kind, place, data[place + 4 : place + 2 + length]
        place += 2 + max(length, 2)


def _jpeg_density(body: bytes) -> float:
    if len(body) < 12 or body[8:10] != body[10:12]:  # noqa: PLR2004 (the unit and the density of both axes)
        return CSS_DPI
    density = int.from_bytes(body[8:10])
    return _sane({1: density, 2: density * 2.54}.get(body[7], 0))


def _orientation(tiff: bytes) -> int:
    """How the photo is to be turned, by its metadata: 1 for not at all."""
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * min(count, _MOST_TAGS), 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:  # metadata that are cut off tell nothing
        pass
    return 1


def is_too_large(picture: Picture) -> bool:
    """Whether it has more pixels than a page can be meant to show."""
    return max(picture.width, picture.height) > LARGEST_SIDE or picture.width * picture.height > MOST_PIXELS
