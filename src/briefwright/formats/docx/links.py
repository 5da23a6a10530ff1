"""Where links may lead: out to the web or a mailbox, or to a heading of the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefwright.formats.docx.markup import escape

if TYPE_CHECKING:
    from briefwright.formats.docx.pen import Pen

_HOST = r"[^\W_](?:[\w-]*\w)?(?:\.[^\W_](?:[\w-]*\w)?)*\.?"
_FOLLOWED = re.compile(
    rf"https?://(?:[\w.~-]+@)?{_HOST}(?::\d{{1,4}})?(?:[/?#].*)?|mailto:[^@\s]+@{_HOST}(?:\?.*)?", re.IGNORECASE
)
"""The addresses that a link may lead to, and that Word can open a document with; others are shown as text."""


def where(target: str, pen: Pen) -> str:
    """The attribute of `w:hyperlink` that says where it leads; empty where it may not, or there is no such place."""
    if target.startswith("#"):
        name = pen.bookmarks.get(target[1:])
        return f'w:anchor="{escape(name)}"' if name else ""
    if not _FOLLOWED.fullmatch(target):
        return ""
    return f'r:id="{pen.here.add("hyperlink", _address(target), external=True)}"'


def _address(target: str) -> str:
    """The address with what may not stand in one written by its number; letters of all scripts stay."""
    return re.sub(r"[^\w\-.~:/?#\[\]@!$&'()*+,;=%]", lambda found: quote(found[0], safe=""), target)
