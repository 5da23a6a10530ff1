"""What stays together on a page: said of paragraphs that are written already, since it depends on what follows.

Each paragraph that ``pen`` writes begins with its style, so there is one place for `w:keepNext`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.document import Break, Code, CodeBlock, Figure, List, Note, Paragraph, Part, Text
from briefwright.formats.docx.pen import has_title
from briefwright.walking import below, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefwright.document import Element, Elements, Node

_START = "<w:p>"
_UNKEPT = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')
_UNBROKEN = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>(?:<w:keepNext/>)?)(?!<w:keep)')
_UNSPACED = re.compile(
    r'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>(?:<w:keep\w+/>)*(?:<w:numPr>.*?</w:numPr>)?(?:<w:bidi/>)?)(?!<w:spacing)'
)
_UNPAGED = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>(?:<w:keep\w+/>)*)')
_KEPT = r"\1<w:keepNext/>"
_WHOLE = r"\1<w:keepLines/>"
_CLOSE = r'\1<w:spacing w:after="0"/>'

_SHORT = 1000
_A_FEW_LINES = 300
_A_FEW = 5
_A_LINE = 80
_A_PICTURE = 500


def kept_whole(written: str) -> str:
    """The paragraphs, all on one page."""
    head, start, last = written.rpartition(_START)
    return _UNBROKEN.sub(_WHOLE, _UNKEPT.sub(_KEPT, head) + start + last)


def kept_to_next(written: str) -> str:
    """The paragraphs, the last of them on the page of what follows."""
    return _in_last(_UNKEPT, _KEPT, written)


def on_new_page(written: str) -> str:
    """The paragraphs, the first of them at the top of a page."""
    return _UNPAGED.sub(r"\1<w:pageBreakBefore/>", written, count=1)


def without_space_below(written: str) -> str:
    """The paragraphs, the last of them touching what follows."""
    return _in_last(_UNSPACED, _CLOSE, written)


def _in_last(pattern: re.Pattern[str], change: str, written: str) -> str:
    head, start, last = written.rpartition(_START)
    return head + pattern.sub(change, start + last, count=1)


def kept_box(title: str, written: list[str], children: Elements) -> str:
    """A box: whole if it is short. A longer one leaves no single line alone, neither with the title nor at the end."""
    if length(children) <= _SHORT:
        return kept_whole(title + "".join(written))
    if _is_a_line(children[:1]):
        written[0] = kept_to_next(written[0])
    if _is_a_line(children[-1:]):
        written[-2:-1] = map(kept_to_next, written[-2:-1])
    return title + "".join(written)


def kept_items(items: list[str], listed: List) -> str:
    """The items of a list: whole if it is short. None of a longer one is alone on a page, the first or the last."""
    if len(items) <= _A_FEW and length(node for item in listed.items for node in item) <= _A_FEW_LINES:
        return "".join([*map(_kept_all, items[:-1]), *items[-1:]])
    return "".join(kept_to_next(item) if number in {0, len(items) - 2} else item for number, item in enumerate(items))


def _kept_all(written: str) -> str:
    return _UNKEPT.sub(_KEPT, written)


def belongs_to(before: Element | None, element: Element) -> bool:
    """Whether what stands before an element ends on its page: lines that announce a list, a text that is signed."""
    match before, element:
        case Paragraph(content=content), List():
            return length(content) <= _A_FEW_LINES
        case _, Part("signatories"):
            return True
        case _:
            return False


def breaks_twice(before: Element | None, element: Element) -> bool:
    """Whether a page break stands before what begins a page anyway: together they would leave a page empty."""
    return before == Break(page=True) and isinstance(element, Part) and element.kind == "annex"


def rules_twice(before: Element | None, element: Element) -> bool:
    """Whether the rule that closes a cover stands right before the one that opens a question."""
    match before, element:
        case Part("cover", children), Part("question"):
            return has_title(children) and children[-1:] != (Break(page=True),)
        case _:
            return False


def without_last(written: str) -> str:
    """The paragraphs but the last."""
    return written.rpartition(_START)[0]


def without_break(children: Elements) -> Elements:
    """What begins a page anyway, without a page break of its own."""
    return children[1:] if children[:1] == (Break(page=True),) else children


def _is_a_line(children: Elements) -> bool:
    return all(isinstance(child, Paragraph) and len(plain(child.content)) <= _A_LINE for child in children)


def length(nodes: Iterable[Node]) -> int:
    """How many characters stand in a run of nodes, notes aside; a picture takes the room of some lines."""
    return sum(_length(node) for node in nodes)


def _length(node: Node) -> int:
    match node:
        case Text() | Code() | CodeBlock():
            return len(node.text)
        case Figure():
            return len(node.caption) + _A_PICTURE
        case Note():
            return 0
        case _:
            return length(below(node))
