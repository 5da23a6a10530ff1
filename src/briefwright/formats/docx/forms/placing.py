"""Putting what is written into a place: what only asked to be written over goes, all else stays."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from briefwright.formats.docx.forms import controls
from briefwright.formats.docx.forms.blanks import is_blank, markers, text_of
from briefwright.formats.docx.forms.rooms import bookmark_end, enclosed, siblings
from briefwright.formats.docx.inheriting import local, w

_RULE = re.compile(r"_{3,}|\.{4,}|…{2,}")


class Written(NamedTuple):
    """An answer as OOXML: its paragraphs and tables, and whether it may stand in the line of its question."""

    blocks: list[Any]
    short: bool = False

    @property
    def runs(self) -> list[Any]:
        """What stands in the one paragraph of a line."""
        return [child for child in self.blocks[0] if local(child) != "pPr"] if self.is_line else []

    @property
    def is_line(self) -> bool:
        """Whether the answer is a paragraph that counts in no list."""
        return (
            len(self.blocks) == 1
            and local(self.blocks[0]) == "p"
            and self.blocks[0].find(f"{w('pPr')}/{w('numPr')}") is None
        )


def put_in_cell(cell: Any, answer: Written) -> None:
    """Into a cell: over its blank paragraphs, else behind what it says."""
    paragraphs = blank_run(cell)
    if paragraphs:
        replace(paragraphs, answer.blocks)
    else:
        last = [child for child in cell if local(child) in {"p", "tbl", "sdt"}][-1]
        insert_behind(last, answer.blocks)


def blank_run(cell: Any) -> list[Any]:
    """The blank paragraphs of a cell in a row: those at its end, else the first ones."""
    rows: list[list[Any]] = [[]]
    for child in cell:
        if local(child) == "p" and is_blank(child):
            rows[-1].append(child)
        elif local(child) in {"p", "tbl", "sdt"}:
            rows.append([])
    if len(rows) > 1 and rows[-1] and local(_before(rows[-1][0])) == "tbl":
        rows[-1] = rows[-1][1:]  # a cell does not end with a table
    return rows[-1] or next(filter(None, rows), [])


def _before(element: Any) -> Any:
    return next((each for each in element.itersiblings(preceding=True) if local(each) in {"p", "tbl", "sdt"}), None)


def put_behind(paragraph: Any, answer: Written) -> None:
    """Behind a question: in its own line or over the blank paragraphs that follow, else as new ones."""
    ruled = _without_rule(paragraph)
    blank = following_blanks(paragraph)
    if answer.is_line and (ruled or (answer.short and not blank and text_of(paragraph).rstrip().endswith(":"))):
        _append(paragraph, answer.runs)
    elif blank:
        ruled_last = bool(text_of(blank[-1]).strip())
        replace(blank if ruled_last else blank[:-1] or blank, answer.blocks)
    else:
        insert_behind(paragraph, answer.blocks)


def following_blanks(paragraph: Any) -> list[Any]:
    """The blank paragraphs right behind one."""
    found = []
    for each in siblings(paragraph):
        if local(each) != "p" or not is_blank(each):
            break
        found.append(each)
    return found


def _without_rule(paragraph: Any) -> bool:
    """Takes the dots or the line at the end of a question out. Whether there were any."""
    texts = list(paragraph.iter(w("t")))
    whole = "".join(text.text or "" for text in texts)
    end = len(whole)
    while end and (whole[end - 1].isspace() or whole[end - 1] in "._…"):
        end -= 1
    found = _RULE.search(whole, end)
    if not found:
        return False
    surplus = len(whole) - len(whole[: found.start()].rstrip())
    for text in reversed(texts):
        said = text.text or ""
        cut = min(surplus, len(said))
        text.text = said[: len(said) - cut]
        surplus -= cut
    return True


def _append(paragraph: Any, runs: list[Any]) -> None:
    space = etree.SubElement(paragraph, w("r"))
    etree.SubElement(space, w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = " "
    paragraph.extend(runs)


_HIDDEN = "http://schemas.microsoft.com/office/word/2012/wordml"


def _guard(control: Any, blocks: list[Any]) -> None:
    """Begin an answer in a control with one that holds nothing and is not seen.

    Unless another one stands there, LibreOffice 7 loses the looks of the first paragraph in a control, and all of its
    words before a note.
    """
    first = blocks[0]
    if local(first) != "p" or next(first.iter(w("rPr")), None) is None:
        return
    guard = etree.Element(w("sdt"))
    properties = etree.SubElement(guard, w("sdtPr"))
    if _HIDDEN in control.getroottree().getroot().nsmap.values():
        etree.SubElement(properties, f"{{{_HIDDEN}}}appearance", {f"{{{_HIDDEN}}}val": "hidden"})
    etree.SubElement(etree.SubElement(guard, w("sdtContent")), w("r"))
    first.insert(0 if first.find(w("pPr")) is None else 1, guard)


def put_in_control(control: Any, answer: Written) -> None:
    """Into a control of its own paragraphs, in a line, or around a cell."""
    held = controls.content(control)
    if controls.level_of(control) != "run" or not answer.is_line:
        _guard(control, answer.blocks)
    match controls.level_of(control):
        case "cell":
            for cell in held.findall(w("tc"))[:1]:
                _empty_cell(cell, answer)
        case "run" if answer.is_line:
            _refill(held, answer.runs)
        case "run":
            _lift(control, answer)
        case _:
            _refill(held, answer.blocks)


def _empty_cell(cell: Any, answer: Written) -> None:
    replace([child for child in cell if local(child) in {"p", "tbl", "sdt"}], answer.blocks)


def _refill(held: Any, children: list[Any]) -> None:
    kept = [marker for child in held for marker in markers(child)]
    for child in list(held):
        held.remove(child)
    held.extend(children)
    _carry(kept, children, held)


def _lift(control: Any, answer: Written) -> None:
    """A control that was all that a paragraph held holds paragraphs instead."""
    paragraph = control.getparent()
    parent = paragraph.getparent()
    kept = [each for each in markers(paragraph) if not any(each is m for m in markers(control))]
    parent.insert(parent.index(paragraph), control)
    control.tail = None
    parent.remove(paragraph)
    _refill(controls.content(control), answer.blocks)
    _carry(kept, answer.blocks, controls.content(control))


# ── Bookmarks ────────────────────────────────────────────────────────────────


def put_in_bookmark(start: Any, answer: Written) -> None:
    """In place of what a bookmark is around; what stands before and behind it in its line stays."""
    parent = start.getparent()
    if local(parent) != "p":
        _put_between(start, answer)
        return
    end = bookmark_end(start)
    between = enclosed(start) if end is not None and end.getparent() is parent else []
    for each in between:
        kept = markers(each)
        parent.remove(each)
        for marker in kept:
            start.addnext(marker)
    if end is not None and end.getparent() is not parent:
        _join(parent, start, end)
    if answer.is_line:
        _insert(parent, parent.index(start) + 1, answer.runs)
    else:
        _split(parent, start, answer)


def _put_between(start: Any, answer: Written) -> None:
    """A bookmark that stands between paragraphs: over those that it is around, else behind the mark."""
    olds = [each for each in enclosed(start) if local(each) in {"p", "tbl", "sdt"}]
    if olds:
        replace(olds, answer.blocks)
    elif start.getparent().tag == w("tc") and (first := next(siblings(start), None)) is not None and is_blank(first):
        replace([first], answer.blocks)
    else:
        for block in reversed(answer.blocks):
            start.addnext(block)


def _join(paragraph: Any, start: Any, end: Any) -> None:
    """Take out all from the start of a bookmark to its end, which is in a paragraph behind."""
    last = end.getparent()
    if last.getparent() is not paragraph.getparent() or local(last) != "p":
        return
    parent = paragraph.getparent()
    first, until = parent.index(paragraph), parent.index(last)
    if until < first:
        return
    for each in list(start.itersiblings()):
        _remove_keeping(each, start)
    for each in parent[first + 1 : until]:
        _remove_keeping(each, start)
    for each in list(end.itersiblings(preceding=True)):
        if local(each) != "pPr":
            _remove_keeping(each, start)
    paragraph.extend([child for child in last if local(child) != "pPr"])
    parent.remove(last)


def _remove_keeping(element: Any, start: Any) -> None:
    kept = [each for each in markers(element) if each is not element]
    if local(element) in {"bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "commentRangeStart"}:
        kept = [element]
    element.getparent().remove(element)
    for marker in kept:
        start.addnext(marker)


def _split(paragraph: Any, start: Any, answer: Written) -> None:
    """Several paragraphs at a mark within one: it is cut there, and goes where nothing of it is left."""
    tail = deepcopy(paragraph)
    for child in [each for each in tail if local(each) != "pPr"]:
        tail.remove(child)
    for child in list(start.itersiblings()):
        tail.append(child)
    insert_behind(paragraph, answer.blocks)
    if text_of(tail).strip() or any(local(each) in {"r", "hyperlink"} for each in tail):
        answer.blocks[-1].addnext(tail)
    else:
        _carry([each for each in tail if local(each) != "pPr"], answer.blocks, paragraph.getparent())
    if is_blank(paragraph):
        _carry_starts([each for each in paragraph if local(each) != "pPr"], answer.blocks)
        paragraph.getparent().remove(paragraph)


# ── Blocks ───────────────────────────────────────────────────────────────────


def replace(olds: list[Any], news: list[Any]) -> None:
    """New paragraphs in place of old ones; what begins or ends in the old ones begins and ends in the new."""
    parent = olds[0].getparent()
    kept = [marker for old in olds for marker in markers(old)]
    _insert(parent, parent.index(olds[0]), news)
    for old in olds:
        parent.remove(old)
    _carry(kept, news, parent)


def insert_behind(element: Any, news: list[Any]) -> None:
    """New paragraphs behind an element; where it ends a section of the document, they do."""
    parent = element.getparent()
    _insert(parent, parent.index(element) + 1, news)
    section = element.find(f"{w('pPr')}/{w('sectPr')}")
    last = [block for block in news if local(block) == "p"][-1:]
    if section is not None and last:
        _properties(last[0]).append(section)


def _properties(paragraph: Any) -> Any:
    found = paragraph.find(w("pPr"))
    if found is None:
        found = etree.Element(w("pPr"))
        paragraph.insert(0, found)
    return found


def _insert(parent: Any, place: int, children: list[Any]) -> None:
    for number, child in enumerate(children):
        parent.insert(place + number, child)


def _carry(kept: list[Any], news: list[Any], parent: Any) -> None:
    """What began in what is gone begins in what is new, and what ended there ends there."""
    starts = [each for each in kept if local(each).endswith("Start")]
    ends = [each for each in kept if not local(each).endswith("Start")]
    _carry_starts(starts, news)
    for marker in ends:
        _last(news, parent).append(marker)


def _carry_starts(starts: list[Any], news: list[Any]) -> None:
    for marker in reversed(starts):
        first = news[0]
        if local(first) == "p":
            properties = first.find(w("pPr"))
            first.insert(0 if properties is None else 1, marker)
        else:
            first.addprevious(marker)


def _last(news: list[Any], parent: Any) -> Any:
    """The last paragraph, or what holds runs without one."""
    last = news[-1]
    return last if local(last) == "p" else parent
