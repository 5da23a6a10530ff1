"""What stands at a place of a form, and how much of an answer there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from briefwright.formats.docx.forms import controls, fields
from briefwright.formats.docx.forms.blanks import is_blank, is_prompt, text_of
from briefwright.formats.docx.inheriting import local, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.formats.docx.forms import Place

_TAGS = {"control": "sdt", "bookmark": "bookmarkStart", "cell": "tc", "after": "p"}
_BLOCKS = ("p", "tbl", "sdt")
_MARKUP = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"})


class Room(NamedTuple):
    """How much of an answer a place takes.

    `rich` is all of it, `line` one line with its notes, links and emphasis, `text` words alone, `choice` one of the
    ``choices``, `none` nothing; ``why`` says so in words. Without ``notes`` these stand in brackets.
    """

    kind: Literal["rich", "line", "text", "choice", "none"]
    why: str = ""
    choices: tuple[str, ...] = ()
    notes: bool = False


class Spot(NamedTuple):
    """What an answer is put into, or behind, and the room that there is."""

    kind: Literal["control", "field", "boxes", "cell", "bookmark", "after", "none"]
    element: Any
    room: Room


def spot_of(root: Any, place: Place) -> Spot:
    """What stands at a place. Where a cell or a line holds a control or a field, it is that."""
    found = list(root.iter(w(_TAGS[place.kind])))
    if not 0 <= place.nth < len(found):
        return _nowhere("the form has no such place")
    element = found[place.nth]
    match place.kind:
        case "control":
            return _control(element)
        case "cell":
            return _within(element) or Spot("cell", element, _rich(element))
        case "after":
            return _behind(element)
        case "bookmark":
            return _bookmark(element)


def _nowhere(why: str) -> Spot:
    return Spot("none", None, Room("none", why))


def _rich(element: Any) -> Room:
    return Room("rich", notes=takes_notes(element))


def takes_notes(element: Any) -> bool:
    """Whether Word allows footnotes here: not in text boxes."""
    return next(element.iterancestors(w("txbxContent")), None) is None


# ── Controls ─────────────────────────────────────────────────────────────────


def _control(control: Any) -> Spot:
    room = _room_of(control)
    return Spot("none" if room.kind == "none" else "control", control, room)


def _room_of(control: Any) -> Room:
    kind = controls.kind_of(control)
    locked = "the body has locked this control against changes" if controls.is_locked(control) else ""
    match kind:
        case "other":
            return Room(
                "none", "this control takes no text: it is for a picture, a group, a part that repeats or the like"
            )
        case "list":
            offered = tuple(controls.choices(control))
            return Room("choice", locked or "it offers a list to choose from", offered)
        case "box":
            return Room("choice", locked or "it is a box to tick", ("yes", "no"))
        case "text" | "date":
            return Room("text", locked)
        case "rich":
            return _rich_room(control)._replace(why=locked)


def _rich_room(control: Any) -> Room:
    level, notes = controls.level_of(control), takes_notes(control)
    if level == "row":
        return Room("none", "this control holds rows of a table")
    if level == "run" and not liftable(control):
        return Room("line", notes=notes)
    return Room("rich", notes=notes)


def liftable(control: Any) -> bool:
    """Whether a control in a line is all that its paragraph holds, so that it can hold paragraphs instead."""
    paragraph = control.getparent()
    if local(paragraph) != "p" or paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return False
    others = (each for each in paragraph if each is not control and local(each) not in {"pPr", *_MARKUP})
    return all(local(each) == "r" and is_prompt(text_of(each)) and _holds_text_alone(each) for each in others)


def _holds_text_alone(run: Any) -> bool:
    return all(local(each) in {"rPr", "t", "lastRenderedPageBreak"} for each in run)


# ── Cells and lines ──────────────────────────────────────────────────────────


def _within(element: Any) -> Spot | None:
    """What a cell or a line holds to be filled in; None where it has nothing of the kind, or words besides."""
    boxes = list(fields.boxes(element))
    if len(boxes) > 1:
        offered = tuple(box.label for box in boxes if box.label)
        return Spot("boxes", element, Room("choice", "it has boxes to tick", offered))
    if (field := fields.first_field(element)) is not None:
        return field_spot(field)
    held = [each for each in element.iter(w("sdt")) if controls.kind_of(each) != "other"]
    outer = [each for each in held if not any(above in held for above in each.iterancestors(w("sdt")))]
    empty = [each for each in outer if controls.is_empty(each)] if len(outer) > 1 else outer
    return _control(empty[0]) if len(empty) == 1 else None


def field_spot(begin: Any) -> Spot:
    """A form field of older versions of Word."""
    match fields.kind_of(begin):
        case "text":
            return Spot("field", begin, Room("text"))
        case "list":
            return Spot("field", begin, Room("choice", "it offers a list to choose from", tuple(fields.choices(begin))))
        case "box":
            return Spot("field", begin, Room("choice", "it is a box to tick", ("yes", "no")))


def _behind(paragraph: Any) -> Spot:
    """What follows a question: a control or a field in its own line or the next, else room for paragraphs."""
    following = next(siblings(paragraph), None)
    own = _within(paragraph)
    if own:
        return own
    if following is not None and local(following) == "sdt" and controls.is_empty(following):
        return _control(following)
    if following is not None and local(following) == "p" and is_blank(following):
        inner = _within(following)
        if inner:
            return inner
    return Spot("after", paragraph, _rich(paragraph))


def siblings(element: Any) -> Iterator[Any]:
    """The paragraphs, tables and controls that follow an element."""
    return (each for each in element.itersiblings() if local(each) in _BLOCKS)


# ── Bookmarks ────────────────────────────────────────────────────────────────


def _bookmark(start: Any) -> Spot:
    """A bookmark, or what it is around: Word's older form fields have one each."""
    for each in enclosed(start):
        if (field := fields.first_field(each)) is not None:
            return field_spot(field)
        if local(each) == "sdt" and controls.is_empty(each):
            return _control(each)
    return Spot("bookmark", start, _rich(start))


def bookmark_end(start: Any) -> Any:
    """`w:bookmarkEnd` of a bookmark; None where it has none."""
    ends = start.getroottree().getroot().iter(w("bookmarkEnd"))
    return next((end for end in ends if end.get(w("id")) == start.get(w("id"))), None)


def enclosed(start: Any) -> list[Any]:
    """What stands beside the start of a bookmark up to its end; nothing where that is in another element."""
    end = bookmark_end(start)
    between: list[Any] = []
    for each in start.itersiblings():
        if each is end:
            return between
        between.append(each)
    return []
