"""What surrounds a place: how its paragraphs and runs look, and how wide it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefwright.formats.docx.forms import controls
from briefwright.formats.docx.forms.blanks import text_of
from briefwright.formats.docx.forms.looks import Look, font_of, look_of, run_look, unprompted
from briefwright.formats.docx.forms.placing import blank_run, following_blanks
from briefwright.formats.docx.forms.rooms import enclosed
from briefwright.formats.docx.inheriting import figure, local, w

if TYPE_CHECKING:
    from collections.abc import Collection

    from briefwright.formats.docx.forms.rooms import Spot
    from briefwright.formats.docx.forms.supplying import Styles

_PADDING = 216
_NARROWEST = 1000


def look_at(spot: Spot, styles: Styles, hidden: Collection[str]) -> Look:
    """How an answer looks in its place: as what it is written over, or as the text beside it."""
    element = spot.element
    match spot.kind:
        case "control":
            return _of_control(element, hidden)
        case "cell":
            return _of_cell(element, styles, hidden)
        case "bookmark":
            return _of_bookmark(element, hidden)
        case "after":
            blank = following_blanks(element)
            return _own(blank[0], hidden) if blank else _beside(element, styles)
        case "field":
            run = element.getparent()
            return look_of(_around(run), run.find(w("rPr")), hidden)
        case _:
            return look_of(None)


def _own(paragraph: Any, hidden: Collection[str]) -> Look:
    run = next((each for each in paragraph.iter(w("r")) if each.find(w("rPr")) is not None), None)
    look = look_of(paragraph, None if run is None else run.find(w("rPr")), hidden)
    return unprompted(look) if text_of(paragraph).strip() else look


def _around(element: Any) -> Any:
    return next(element.iterancestors(w("p")), None)


def _of_control(control: Any, hidden: Collection[str]) -> Look:
    held = controls.content(control)
    paragraph = next(held.iter(w("p")), None)
    paragraph = _around(control) if paragraph is None else paragraph
    run = next(held.iter(w("r")), None)
    shown = None if run is None else run.find(w("rPr"))
    look = look_of(paragraph, shown, hidden)
    look = unprompted(look) if controls.is_empty(control) else look
    own = controls.properties(control).find(w("rPr"))
    return look if own is None else look._replace(run=run_look(own, hidden))


def _of_cell(cell: Any, styles: Styles, hidden: Collection[str]) -> Look:
    blank = blank_run(cell)
    if blank:
        return _own(blank[0], hidden)
    paragraphs = cell.findall(w("p"))
    return _beside(paragraphs[-1], styles) if paragraphs else look_of(None)


def _of_bookmark(start: Any, hidden: Collection[str]) -> Look:
    paragraph = _around(start)
    inside = [each for each in enclosed(start) if local(each) in {"r", "p"}]
    if paragraph is None:
        return _own(inside[0], hidden) if inside else look_of(None)
    shown = inside[0].find(w("rPr")) if inside else None
    return look_of(paragraph, shown, hidden)


def _beside(paragraph: Any, styles: Styles) -> Look:
    """The look of an answer to a question that leaves no room: its font, but neither its weight nor its number."""
    properties = paragraph.find(w("pPr"))
    style = None if properties is None else properties.find(w("pStyle"))
    run = next((each for each in paragraph.iter(w("r")) if text_of(each).strip()), None)
    look = look_of(paragraph, None if run is None else run.find(w("rPr")))
    font = font_of(look.run)
    heading = style is not None and styles.counts(style.get(w("val"), ""))
    numbered = properties is not None and properties.find(w("numPr")) is not None
    if heading or numbered:
        for child in list(look.paragraph):
            if local(child) in {"pStyle", "ind", "tabs", "spacing", "pBdr", "shd"}:
                look.paragraph.remove(child)
    if heading:
        for child in [each for each in font if local(each) != "rFonts"]:
            font.remove(child)
    return look._replace(run=font)


def width_at(spot: Spot, text_width: int) -> int:
    """How wide the text is at a place, in twentieths of a point."""
    if spot.element is None:
        return text_width
    cell = spot.element if local(spot.element) == "tc" else next(spot.element.iterancestors(w("tc")), None)
    if cell is None:
        return text_width
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    said = "" if width is None or width.get(w("type"), "dxa") != "dxa" else width.get(w("w"), "")
    columns = sum(1 for each in cell.getparent() if local(each) in {"tc", "sdt"})
    wide = max(figure(said), 0) or text_width // max(columns, 1)
    return max(min(wide, text_width) - _PADDING, _NARROWEST)
