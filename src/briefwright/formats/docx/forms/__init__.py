"""A body's own Word form: its lines and the places where answers go, and the form with answers in these places."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Place(NamedTuple):
    """Where in a form an answer goes: the ``nth`` of its kind in the main part, in document order, from 0.

    A `control` is a content control (`w:sdt`), a `bookmark` a `w:bookmarkStart`, a `cell` a `w:tc`; `after` is behind
    the paragraph (`w:p`) of that number.
    """

    kind: Literal["control", "bookmark", "cell", "after"]
    nth: int
