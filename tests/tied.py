"""What ties a random tree together once it is drawn: what it gathers from itself, numbers of notes, and its links."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from briefwright.compose.gathering import Sources, contents, matrix
from briefwright.document import (
    NUMBERED,
    Link,
    Note,
    Part,
    Text,
    identifier_of,
)
from briefwright.walking import joined, rewrite, walk

if TYPE_CHECKING:
    from briefwright.document import Elements, Inlines


def gathered(children: Elements, depth: int) -> Elements:
    """Contents and matrix, filled from the rest of the document; one that would hold nothing goes."""
    table = matrix(children, Sources({}, (), in_notes=False), str)
    listed = contents(children, depth)

    def fill(run: Elements) -> Elements:
        found = {"contents": listed, "matrix": table}
        filled = (
            replace(node, children=(*node.children, *found[node.kind]))
            if isinstance(node, Part) and node.kind in found
            else node
            for node in run
        )
        return tuple(node for node in filled if not isinstance(node, Part) or node.children)

    return rewrite(children, elements=fill)


def with_note_numbers(children: Elements) -> Elements:
    """Numbers notes in reading order, which is not the order in which ``rewrite`` meets them."""
    met = count(1)

    def tag(content: Inlines) -> Inlines:
        return tuple(replace(inline, number=next(met)) if isinstance(inline, Note) else inline for inline in content)

    tagged = rewrite(children, inlines=tag)
    order = {node.number: place for place, node in enumerate((n for n in walk(tagged) if isinstance(n, Note)), start=1)}

    def settle(content: Inlines) -> Inlines:
        return tuple(
            replace(inline, number=order[inline.number]) if isinstance(inline, Note) else inline for inline in content
        )

    return rewrite(tagged, inlines=settle)


def resolved(children: Elements) -> Elements:
    """Links within the document lead to something in it, or out of it where nothing can be linked to."""
    targets = list(dict.fromkeys(filter(None, map(identifier_of, walk(children)))))

    def point(content: Inlines) -> Inlines:
        return joined(_pointed(inline, targets) if isinstance(inline, Link) else inline for inline in content)

    return rewrite(children, inlines=point)


def _pointed(link: Link, targets: list[str]) -> Link:
    if not link.target.startswith("#/"):
        return link
    if not targets:
        return replace(link, target="https://example.org/")
    _, place, wording = link.target.split("/")
    target = targets[int(place) % len(targets)]
    kind, _, number = target.rpartition("-")
    if kind not in NUMBERED or wording == "own":
        return Link(link.content, f"#{target}")
    words = {"number": number, "right": f"{kind} {number} ff.", "wrong": f"{kind} {int(number) + 1}"}
    return Link((Text(words[wording]),), f"#{target}")
