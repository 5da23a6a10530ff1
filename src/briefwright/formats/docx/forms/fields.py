"""Form fields of older versions of Word (ECMA-376 Part 1, 17.16.17), and rows of boxes to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lxml import etree

from briefwright.formats.docx.forms import controls
from briefwright.formats.docx.forms.blanks import markers
from briefwright.formats.docx.inheriting import figure, local, w

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["text", "list", "box"]
_KINDS: dict[str, Kind] = {"textInput": "text", "ddList": "list", "checkBox": "box"}


class Box(NamedTuple):
    """A box to tick, as a control or a field, and the words beside it."""

    element: Any
    label: str


def _data(begin: Any) -> Any:
    """What a field says of itself, by the element that tells its kind; None where it is no form field."""
    return next((each for each in begin.iterfind(f"{w('ffData')}/*") if local(each) in _KINDS), None)


def first_field(element: Any) -> Any:
    """The beginning of the first form field in an element; None where there is none."""
    return next((each for each in element.iter(w("fldChar")) if _data(each) is not None), None)


def kind_of(begin: Any) -> Kind:
    """What a form field takes."""
    return _KINDS[local(_data(begin))]


def choices(begin: Any) -> Iterator[str]:
    """What a list offers."""
    return (each.get(w("val"), "") for each in _data(begin).iter(w("listEntry")))


def longest(begin: Any) -> int | None:
    """How many characters a field of text takes; None where it does not say."""
    limit = _data(begin).find(w("maxLength"))
    said = "" if limit is None else limit.get(w("val"), "")
    return max(figure(said), 0) or None


def choose(begin: Any, choice: str) -> None:
    """Let a list show one of its entries."""
    entries = _data(begin)
    for old in entries.findall(w("result")):
        entries.remove(old)
    entries.insert(0, etree.Element(w("result"), {w("val"): str(list(choices(begin)).index(choice))}))


def tick(begin: Any, *, checked: bool) -> None:
    """Tick a box, or clear it."""
    box = _data(begin)
    for old in box.findall(w("checked")):
        box.remove(old)
    box.append(etree.Element(w("checked"), {w("val"): "1" if checked else "0"}))


def result_place(begin: Any) -> tuple[Any, int] | None:
    """Where the result of a field goes, which is emptied; None where it spreads over several paragraphs.

    The ends of bookmarks and the like in it stay.
    """
    first: Any
    separate, end = _rest(begin)
    if end is None:
        return None
    last: Any = end.getparent()
    first = None if separate is None else separate.getparent()
    parent: Any = last.getparent()
    if first is None:
        first = etree.Element(w("r"))
        etree.SubElement(first, w("fldChar"), {w("fldCharType"): "separate"})
        parent.insert(parent.index(last), first)
    if first.getparent() is not parent or first is last:
        return None
    place = parent.index(first) + 1
    for each in list(parent[place : parent.index(last)]):
        kept = markers(each)
        parent.remove(each)
        for marker in reversed(kept):
            parent.insert(place, marker)
    return parent, place


def _rest(begin: Any) -> tuple[Any, Any]:
    """The other two marks of a field."""
    depth, separate, seen = 0, None, False
    for mark in begin.getroottree().getroot().iter(w("fldChar")):
        seen = seen or mark is begin
        if not seen:
            continue
        kind = mark.get(w("fldCharType"))
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if kind == "separate" and depth == 1:
            separate = mark
        if depth == 0:
            return separate, mark
    return separate, None


# ── Boxes ────────────────────────────────────────────────────────────────────


def boxes(element: Any) -> Iterator[Box]:
    """The boxes in a cell or a line, each with the words behind it; with those before it, where none are behind."""
    found: list[Any] = []
    words = [""]
    for each in element.iter(w("sdt"), w("fldChar"), w("t")):
        if is_box(each):
            found.append(each)
            words.append("")
        elif local(each) == "t" and not any(each in set(box.iter(w("t"))) for box in found[-1:]):
            words[-1] += each.text or ""
    labels = [text.strip(" \u00a0\t,;/") for text in words]
    behind = labels[1:] if labels[-1] or not labels[0] else labels[:-1]
    return (Box(box, label) for box, label in zip(found, behind, strict=True))


def is_box(element: Any) -> bool:
    """Whether an element is a box to tick."""
    if local(element) == "sdt":
        return controls.kind_of(element) == "box"
    data = _data(element) if local(element) == "fldChar" else None
    return data is not None and kind_of(element) == "box"


def set_box(element: Any, *, checked: bool) -> None:
    """Tick a box of either kind, or clear it."""
    if local(element) == "sdt":
        controls.tick(element, checked=checked)
    else:
        tick(element, checked=checked)
