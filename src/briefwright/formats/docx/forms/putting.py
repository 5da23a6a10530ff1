"""An answer and what it goes into: paragraphs into cells, words into fields, a choice into a list."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from briefwright.formats.docx.forms import controls, fields
from briefwright.formats.docx.forms.placing import Written, put_behind, put_in_bookmark, put_in_cell, put_in_control
from briefwright.formats.docx.inheriting import local, w

if TYPE_CHECKING:
    from briefwright.formats.docx.forms.rooms import Spot

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Put(NamedTuple):
    """Whether an answer was put into its place, and what is to be told of it."""

    said: str = ""
    placed: bool = True


_UNBOUND = "it was bound to data in the form, and is not any more: the data would have overwritten the answer"


def put(spot: Spot, written: Written, words: list[str], look: Any) -> Put:
    """Put an answer where it goes: ``written`` as OOXML, or ``words`` where there is room for words alone."""
    told = spot.room.why if spot.room.kind != "choice" else ""
    match spot.kind:
        case "none":
            return Put(spot.room.why, placed=False)
        case "cell":
            put_in_cell(spot.element, written)
        case "after":
            put_behind(spot.element, written)
        case "bookmark":
            put_in_bookmark(spot.element, written)
        case "boxes":
            return _ticked(spot.element, spot.room.choices, words)
        case "field":
            return _in_field(spot.element, words, look)
        case "control":
            return _in_control(spot, written, words, look)
    return Put(told)


# ── Controls ─────────────────────────────────────────────────────────────────


def _in_control(spot: Spot, written: Written, words: list[str], look: Any) -> Put:
    control, kind = spot.element, controls.kind_of(spot.element)
    told = [spot.room.why] if controls.is_locked(control) else []
    if kind == "box":
        done = _box(control, words)
    elif kind == "list" and not (done := _from_list(control, words, look)).placed and controls.is_open_list(control):
        done = Put()
        _words_into(control, words, look)
    elif kind in {"text", "date"}:
        _words_into(control, words, look)
        if kind == "date":
            controls.dated(control, " ".join(words))
        done = Put()
    elif kind == "rich":
        put_in_control(control, written)
        done = Put(
            "the control is part of a line: the answer is one paragraph in it" if spot.room.kind == "line" else ""
        )
    if not done.placed:
        return done
    told += [_UNBOUND] if controls.opened(control) else []
    return Put("; ".join(filter(None, [*told, done.said])))


def _from_list(control: Any, words: list[str], look: Any) -> Put:
    offered = list(controls.choices(control))
    choice = controls.chosen(" ".join(words), offered)
    if not choice:
        return Put(_offer(offered), placed=False)
    _words_into(control, [choice], look)
    return _rest(choice, words)


def _offer(offered: list[str]) -> str:
    return f"the answer must be or begin with one of: {', '.join(offered)}"


def _rest(choice: str, words: list[str]) -> Put:
    """What is told where an answer says more than its choice."""
    whole = " ".join(words).strip()
    return Put(f'chosen: "{choice}"' + ("" if len(whole) <= len(choice) + 2 else "; there is no room for the rest"))


def _box(box: Any, words: list[str]) -> Put:
    ticked = controls.ticks(" ".join(words))
    if ticked is None:
        return Put("it is a box to tick: the answer must begin with yes or no", placed=False)
    fields.set_box(box, checked=ticked)
    return Put("ticked" if ticked else "left unticked")


def _ticked(element: Any, offered: tuple[str, ...], words: list[str]) -> Put:
    """Tick the box whose words the answer says."""
    choice = controls.chosen(" ".join(words), list(offered))
    if not choice:
        return Put(_offer(list(offered)), placed=False)
    for box in fields.boxes(element):
        fields.set_box(box.element, checked=box.label == choice)
    return _rest(choice, words)


def _words_into(control: Any, words: list[str], look: Any) -> None:
    """Words as the only run of a control, in the first of its paragraphs where it holds any."""
    held = controls.content(control)
    run = run_of(words, look)
    paragraph = next(held.iter(w("p")), None)
    if paragraph is None and controls.level_of(control) == "block":
        paragraph = etree.SubElement(held, w("p"))
    if paragraph is None:
        for child in list(held):
            held.remove(child)
        held.append(run)
        return
    for other in [each for each in held.iter(w("p")) if each is not paragraph]:
        other.getparent().remove(other)
    for child in [each for each in paragraph if local(each) in {"r", "hyperlink"}]:
        paragraph.remove(child)
    paragraph.append(run)


def run_of(words: list[str], look: Any) -> Any:
    """Lines as one run, with breaks between them, and a space for LibreOffice, which shows no breaks in controls."""
    run = etree.Element(w("r"))
    if len(look):
        run.append(deepcopy(look))
    for number, line in enumerate(words, start=1):
        more = number < len(words)
        etree.SubElement(run, w("t"), {_SPACE: "preserve"}).text = f"{line} " if more and line else line
        if more:
            etree.SubElement(run, w("br"))
    return run


# ── Fields ───────────────────────────────────────────────────────────────────


def _in_field(begin: Any, words: list[str], look: Any) -> Put:
    match fields.kind_of(begin):
        case "box":
            return _box(begin, words)
        case "list":
            offered = list(fields.choices(begin))
            choice = controls.chosen(" ".join(words), offered)
            if not choice:
                return Put(_offer(offered), placed=False)
            fields.choose(begin, choice)
            return _rest(choice, words)
        case "text":
            return _text_field(begin, words, look)


def _text_field(begin: Any, words: list[str], look: Any) -> Put:
    most, length = fields.longest(begin), len("\n".join(words))
    if most is not None and length > most:
        return Put(f"the field takes {most} characters, and the answer has {length}", placed=False)
    place = fields.result_place(begin)
    if place is None:
        return Put("its field spreads over several paragraphs", placed=False)
    parent, index = place
    parent.insert(index, run_of(words, look))
    return Put()
