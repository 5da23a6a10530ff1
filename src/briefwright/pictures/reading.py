"""What bytes are, as a picture, and what keeps them out of a document."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefwright.pictures.raster import LARGEST_SIDE, Picture, is_too_large, is_whole, read_raster
from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.pictures.svg import Svg

_PHOTO = (".jpg", ".jpeg", ".jpe", ".jfif")
_MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_NAMES = {"png": "a PNG", "jpeg": "a JPEG", "svg": "an SVG"}
_ENDINGS = {"png": (".png", *_PHOTO), "jpeg": (*_PHOTO, ".png"), "svg": (".svg",)}
"""How names may end, by kind. Pictures are written beside documents, and none may have the name of one."""

_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "an EPS"),
    (b"8BPS", "a Photoshop file"),
    (b"\xd7\xcd\xc6\x9a", "a WMF"),
    (b"\x1f\x8b", "a compressed SVG (SVGZ)"),
    (b"PK\x03\x04", "a Word or other zipped file"),
)
"""What people take for pictures that every program shows, by how it begins."""

_SAVE = "save it as PNG or JPEG"


def read_picture(data: bytes) -> Picture | None:
    """The kind and size of a PNG, JPEG or SVG; None for all else, and for an SVG that is more than a drawing."""
    if raster := read_raster(data):
        return raster
    svg = _read_svg(data)
    return svg.picture if svg else None


def _read_svg(data: bytes) -> Svg | None:
    from briefwright.pictures.svg import read_svg  # noqa: PLC0415 (3 ms, and most pictures are none)

    return read_svg(data)


def media_type(data: bytes) -> str | None:
    """What kind of picture it is (RFC 2046), or None for all that not every format shows."""
    picture = read_picture(data)
    return _MEDIA_TYPES[picture.extension] if picture else None


def png_beside(source: str) -> str:
    """The name of the PNG that stands in for an SVG where a program shows none."""
    return PurePosixPath(source).with_suffix(".png").as_posix()


def check_picture(data: bytes, path: str, place: Position) -> Iterator[Problem]:
    """What is wrong with a picture that lies at ``path`` and is shown at ``place``."""
    name = PurePosixPath(path).name
    svg = None if read_raster(data) else _read_svg(data)
    for flaw in svg.flaws if svg else ():
        code = Code.IMAGE_UNSAFE if flaw.unsafe else Code.IMAGE_INVALID
        yield Problem(code, Position(path, flaw.line, flaw.column), flaw.message, flaw.hint)
    picture = read_picture(data)
    if picture is None:
        if not svg:
            yield Problem(Code.IMAGE_INVALID, place, *_unreadable(data, name))
    elif not name.lower().endswith(_ENDINGS[picture.extension]):
        message = f"the picture {name} is {_NAMES[picture.extension]}, whatever its name says"
        hint = f"let its name end in {_ENDINGS[picture.extension][0]}"
        yield Problem(Code.IMAGE_INVALID, place, message, hint)
    else:
        yield from _check_raster(picture, data, name, place)


def _check_raster(picture: Picture, data: bytes, name: str, place: Position) -> Iterator[Problem]:
    if is_too_large(picture):
        size = f"{picture.width:.0f} × {picture.height:.0f} pixels"
        hint = f"make it smaller: 2,000 pixels across fill a page, {LARGEST_SIDE:,} are the most"
        yield Problem(Code.IMAGE_TOO_LARGE, place, f"the picture {name} has {size}", hint)
    if picture.extension != "svg" and not is_whole(data):
        yield Problem(Code.IMAGE_INVALID, place, f"the picture {name} is cut off", "save or download it anew")
    if picture.turned:
        message = f"the photo {name} lies on its side or head, and Word shows it so"
        yield Problem(Code.IMAGE_TURNED, place, message, "turn it upright in a program for photos, and save it")


def _unreadable(data: bytes, name: str) -> tuple[str, str]:
    """What it is instead, and what to do."""
    for start, kind in ((b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG")):
        if data.startswith(start):
            return f"the picture {name} is a broken {kind}", "save or download it anew"
    other = _kind(data)
    if other:
        return f"the picture {name} is {other}, which not every program shows", _SAVE
    return f"the picture {name} is neither PNG, JPEG nor SVG", "save it as one of these"


def _kind(data: bytes) -> str | None:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP"
    if data[4:8] == b"ftyp":
        return "an AVIF" if data[8:11] == b"avi" else "a HEIC photo or a video"
    if data.startswith(b"\x01\0\0\0") and data[40:44] == b" EMF":
        return "an EMF"
    if data.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return next((kind for start, kind in _OTHERS if data.startswith(start)), None)
