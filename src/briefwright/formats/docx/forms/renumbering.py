"""The numbers of notes as they are in the filled form, which may have notes of its own before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefwright.formats.docx.inheriting import w

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOTEREF = re.compile(r"\s*NOTEREF (\S+)\s*")


def shown_numbers(root: Any) -> dict[str, int]:
    """The number that each footnote shows, by its id."""
    marks = (each for each in root.iter(w("footnoteReference")) if not each.get(w("customMarkFollows")))
    return {each.get(w("id")): number for number, each in enumerate(marks, start=1)}


def renumber(fragments: Iterable[Any], numbers: Mapping[str, int]) -> None:
    """Let references to notes say their numbers, which are given by the bookmarks of the notes."""
    for fragment in fragments:
        for code in list(fragment.iter(w("instrText"))):
            found = _NOTEREF.fullmatch(code.text or "")
            if found and found[1] in numbers:
                _say(code.getparent(), str(numbers[found[1]]))


def _say(run: Any, number: str) -> None:
    """The words of the first run behind a field's code that has any."""
    following = (text for each in run.itersiblings() for text in each.iter(w("t")))
    text = next(following, None)
    if text is not None:
        text.text = number
