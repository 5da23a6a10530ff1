"""What in a form is only there to be written over: blank lines, rows of dots, "Click here to enter text"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefwright.formats.docx.inheriting import local, w
from briefwright.formats.lines import is_prompt as is_said_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILLER = re.compile(r"[\s_.…·‥\u200b\u200e\u200f\ufeff\u2002-\u200a–—-]*")
_HOLDING = ("commentReference", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "ptab")
_MARKERS = frozenset(
    f"{kind}{end}"
    for kind in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
    for end in ("Start", "End")
)


def text_of(element: Any) -> str:
    """The text of an element; a tab or a break is a space."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for node in element.iter(w("t"), w("tab"), w("br"), w("cr"), w("p")):
        match local(node):
            case "t":
                yield node.text or ""
            case "tab" if local(node.getparent()) == "tabs":
                pass
            case _:
                yield " "


def is_filler(text: str) -> bool:
    """Whether a text is none: spaces, dots, lines."""
    return _FILLER.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Whether a text only asks to be written over."""
    return is_filler(text) or is_said_prompt(text)


def is_blank(paragraph: Any) -> bool:
    """Whether a paragraph holds nothing that would be missed."""
    if any(next(paragraph.iter(w(name)), None) is not None for name in _HOLDING):
        return False
    if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None or _breaks_page(paragraph):
        return False
    return is_prompt(text_of(paragraph))


def _breaks_page(paragraph: Any) -> bool:
    return any(each.get(w("type")) in {"page", "column"} for each in paragraph.iter(w("br")))


def markers(element: Any) -> list[Any]:
    """The ends of bookmarks, comments and permissions in an element: others elsewhere belong to them."""
    return [each for each in element.iter() if local(each) in _MARKERS]
