"""Pictures made here, byte by byte: with densities, orientations and frames as cameras and programs write them."""

from __future__ import annotations

import struct
import zlib

from trees import jpeg, png


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(*chunks: bytes, width: int = 7, height: int = 5) -> bytes:
    """A PNG with more chunks behind its header."""
    whole = png(width, height)
    return whole[:33] + b"".join(chunks) + whole[33:]


def density(across: int, down: int, unit: int = 1) -> bytes:
    """The chunk that says how many pixels make a metre."""
    return chunk(b"pHYs", struct.pack(">IIB", across, down, unit))


def segment(kind: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, kind)) + struct.pack(">H", len(body) + 2) + body


def jfif(unit: int, across: int, down: int) -> bytes:
    """The segment that says how dense the pixels are: unit 1 in inches, 2 in centimetres."""
    return segment(0xE0, b"JFIF\0\1\2" + struct.pack(">BHHBB", unit, across, down, 0, 0))


def exif(orientation: int, order: str = "<") -> bytes:
    """The metadata of a camera, of which one is the orientation."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    tags = ((0x010F, 2, 4, 0), (0x0112, 3, 1, orientation), (0x0128, 3, 1, 2))
    entries = b"".join(struct.pack(f"{order}HHIHH", tag, kind, count, value, 0) for tag, kind, count, value in tags)
    tiff = mark + struct.pack(f"{order}IH", 8, len(tags)) + entries + b"\0\0\0\0"
    return segment(0xE1, b"Exif\0\0" + tiff)


def frame(kind: int = 0xC0, width: int = 400, height: int = 300, components: int = 3) -> bytes:
    """The frame that says the size: 0xC0 for a baseline JPEG, 0xC2 for a progressive one."""
    body = struct.pack(">BHHB", 8, height, width, components) + b"\x01\x11\x00" * components
    return segment(kind, body)


def jpeg_with(*segments: bytes) -> bytes:
    """A JPEG of these segments, a scan, and its end."""
    return b"\xff\xd8" + b"".join(segments) + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\xd9"


def svg(inside: str = "", attributes: str = 'width="400" height="200"', before: str = "") -> bytes:
    """An SVG with that inside it, on its third line."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {attributes}>\n\n{inside}\n</svg>\n".encode()


__all__ = ["jpeg", "png"]
