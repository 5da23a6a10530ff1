"""Pictures: the drawing that shows one in the line, sized to the page, and the words of its caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.document import numbered_identifier
from briefwright.formats.docx.fields import number_field
from briefwright.formats.docx.markup import R, escape, run
from briefwright.formats.docx.pen import bookmarked
from briefwright.pictures import Picture, png_beside, read_picture

if TYPE_CHECKING:
    from briefwright.document import Figure
    from briefwright.formats.docx.markup import Look
    from briefwright.formats.docx.pen import Pen

_EMU_AN_INCH = 914_400
_EMU_A_TWIP = 635
_TALLEST = 0.6

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def shown_picture(figure: Figure, width: int, pen: Pen) -> str:
    """The drawing of a figure, at most ``width`` wide; nothing where its bytes are none.

    An SVG stands behind the PNG that shows the same: programs that know none show that.
    """
    data = pen.document.images.get(figure.source, b"")
    picture = read_picture(data)
    is_svg = picture is not None and picture.extension == "svg"
    shown = pen.document.images.get(png_beside(figure.source), b"") if is_svg else data
    flat = read_picture(shown)
    if picture is None or flat is None or flat.extension == "svg":
        return ""
    relation = pen.here.add("image", _named(shown, flat.extension, pen))
    extension = _svg_extension(pen.here.add("image", _named(data, "svg", pen))) if is_svg else ""
    blip = f'<a:blip r:embed="{relation}">{extension}</a:blip>' if extension else f'<a:blip r:embed="{relation}"/>'
    pen.drawings += 1
    bounds = (width, int(pen.house.text_height * _TALLEST))
    return _drawing(blip, figure.alt, pen.drawings, _fitted(picture, bounds))


def _named(data: bytes, extension: str, pen: Pen) -> str:
    """The part that holds the bytes. Equal bytes go in once."""
    known = next((name for name, held in pen.media.items() if held == data), None)
    name = known or f"media/figure{len(pen.media) + 1}.{extension}"
    pen.media[name] = data
    return name


def _svg_extension(relation: str) -> str:
    return (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" xmlns:r="{R}" r:embed="{relation}"/></a:ext></a:extLst>'
    )


def _drawing(blip: str, alt: str, number: int, size: tuple[int, int]) -> str:
    """The picture in the line; its alternative text is its description."""
    name, description = f"Picture {number}", escape(alt)
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:a="{_DRAWING}/main" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="{name}" descr="{description}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _fitted(picture: Picture, bounds: tuple[int, int]) -> tuple[int, int]:
    """The natural size, or what of it the bounds (in twips) allow."""
    width, height = (side / picture.dpi * _EMU_AN_INCH for side in (picture.width, picture.height))
    scale = min(1.0, bounds[0] * _EMU_A_TWIP / width, bounds[1] * _EMU_A_TWIP / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def caption(figure: Figure, look: Look, pen: Pen) -> str:
    """The words of a caption. Its number, which Word counts, is alone in the bookmark: references say the rest."""
    before, number, after = figure.caption.partition(str(figure.number))
    if not figure.number or not number:
        return run(figure.caption, look, "")
    counted = number_field(r"SEQ Figure \* ARABIC", look, figure.number)
    marked = bookmarked(numbered_identifier("figure", figure.number), counted, pen)
    return "".join((before and run(before, look, ""), marked, after and run(after, look, "")))
