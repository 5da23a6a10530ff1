"""What a reader who listens would stumble over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.document import Link, Note
from briefwright.problems import Code, Problem
from briefwright.walking import below, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.document import Node
    from briefwright.workspace import Workspace

_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)


def bare_links(workspace: Workspace) -> Iterator[Problem]:
    """Links in running text whose words are an address (WCAG 2.2, 2.4.4). In notes, sources are cited so."""
    for block in (*workspace.blocks.values(), *workspace.variants.values()):
        for link in _links(block.parsed.children):
            if _ADDRESS.fullmatch(plain(link.content)):
                hint = "say in words where it leads: [the city's plan](https://…)"
                message = f'the words of this link are its address, "{plain(link.content).strip()}"'
                yield Problem(Code.LINK_WORDLESS, link.position, message, hint)


def _links(nodes: Iterable[Node]) -> Iterator[Link]:
    for node in nodes:
        if isinstance(node, Link):
            yield node
        elif not isinstance(node, Note):
            yield from _links(below(node))
