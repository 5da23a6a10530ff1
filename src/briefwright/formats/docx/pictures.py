"""Pictures: what the bytes are, how large, and the drawing that shows them in the line."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from briefwright.formats.docx.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.document import Figure
    from briefwright.formats.docx.pen import Pen

_EMU_A_PIXEL = 9525
_EMU_A_TWIP = 635
_TALLEST = 0.6
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class Picture(NamedTuple):
    """The extension that says what the bytes are, and their size in pixels."""

    extension: str
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """The kind and size of a PNG or JPEG, or None for all else."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:  # noqa: PLR2004 (the end of a PNG's size)
        return _sized("png", *struct.unpack(">II", data[16:24]))
    if data.startswith(_JPEG):
        return next(_jpeg_sizes(data), None)
    return None


def _jpeg_sizes(data: bytes) -> Iterator[Picture]:
    """The size in each frame of a JPEG; the first counts."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 (each segment begins with it)
        kind = data[place + 1]
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            if picture := _sized("jpeg", width, height):
                yield picture
        length = 0 if kind in _WITHOUT_LENGTH else int.from_bytes(data[place + 2 : place + 4])
        place += 2 + length


def _sized(extension: str, width: int, height: int) -> Picture | None:
    return Picture(extension, width, height) if width and height else None


def shown_picture(figure: Figure, width: int, pen: Pen) -> str:
    """The drawing of a figure, at most ``width`` wide; nothing where its bytes are none. Equal bytes go in once."""
    data = pen.document.images.get(figure.source, b"")
    picture = read_picture(data)
    if picture is None:
        return ""
    known = next((name for name, held in pen.media.items() if held == data), None)
    name = known or f"media/figure{len(pen.media) + 1}.{picture.extension}"
    pen.media[name] = data
    pen.drawings += 1
    bounds = (width, int(pen.house.text_height * _TALLEST))
    return _drawing(picture, pen.here.add("image", name), figure.alt, pen.drawings, bounds)


def _drawing(picture: Picture, relation: str, alt: str, number: int, bounds: tuple[int, int]) -> str:
    """The picture in the line, no larger than the bounds (in twips); its alternative text is its description."""
    width, height = _fitted(picture, bounds)
    name, description = f"Picture {number}", escape(alt)
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="{name}" descr="{description}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _fitted(picture: Picture, bounds: tuple[int, int]) -> tuple[int, int]:
    width, height = picture.width * _EMU_A_PIXEL, picture.height * _EMU_A_PIXEL
    scale = min(1.0, bounds[0] * _EMU_A_TWIP / width, bounds[1] * _EMU_A_TWIP / height)
    return max(1, round(width * scale)), max(1, round(height * scale))
