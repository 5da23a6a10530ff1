"""Which notes a document may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.consultations.rules.case import Breach
from briefwright.document import Citation, Link, Note, Text
from briefwright.problems import Code
from briefwright.walking import below, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.consultations.rules.case import Case
    from briefwright.document import Node
    from briefwright.problems import Position
    from briefwright.workspace.profiles import NotesRule

MOST_WORDS = 12
"""Words of one's own beside a reference ("see also, in the same sense"), beyond which a note explains something."""


def broken(rule: NotesRule, case: Case) -> Iterator[Breach]:
    """Notes where none are taken, of a kind that is not taken, or with more than references."""
    found = list(_notes(case.document.children))
    if not found:
        return
    if not rule.allowed:
        hint = "write citations: omit, or choose blocks without notes"
        place = case.at_text(_where(*found[0]), "citations")
        more = f" ({len(found)} of them)" if len(found) > 1 else ""
        yield Breach(Code.NOTES_REFUSED, place, f"the body takes no notes{more}", hint)
        return
    kind = case.workspace.asked_style(case.value).notes or "footnotes"
    if kind not in rule.allowed:
        message = f"the notes are {kind}, where the body takes {' and '.join(rule.allowed)} alone"
        yield Breach(
            Code.NOTES_REFUSED, case.recipe.at("style", "notes"), message, f"write style: {{notes: {rule.allowed[0]}}}"
        )
    if rule.references_only:
        for note, citation in found:
            if citation is None and _explains(note):
                hint = "put what it says into the text, or leave it out"
                place = case.at_text(note.position, "sections")
                yield Breach(Code.NOTES_EXPLANATORY, place, "a note says more than where something stands", hint)


def _notes(nodes: Iterable[Node], citation: Citation | None = None) -> Iterator[tuple[Note, Citation | None]]:
    """The notes, each with the citation that it was made of, if it was."""
    for node in nodes:
        if isinstance(node, Note):
            yield node, citation
        yield from _notes(below(node), node if isinstance(node, Citation) else citation)


def _where(note: Note, citation: Citation | None) -> Position:
    return citation.position if citation else note.position


def _explains(note: Note) -> bool:
    sources = any(isinstance(node, Citation | Link) for node in walk(note.children))
    words = sum(len(re.findall(r"\w+", text)) for text in _own_words(note.children))
    return words > MOST_WORDS or not sources


def _own_words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield node.text
        elif not isinstance(node, Citation | Link):
            yield from _own_words(below(node))
