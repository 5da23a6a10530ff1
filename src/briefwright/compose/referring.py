"""Cross-references: `[](#cases/france)` becomes "paragraph 12", a link to where the block begins.

A block is found by the file that its elements come from, a picture by its source, a heading or box by its
identifier. In the words of a link, `#` stands for the number (or the title) of what it leads to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefwright.document import (
    Callout,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Quote,
    Recommendation,
    Table,
    Text,
    numbered_identifier,
)
from briefwright.problems import Code, Problem, did_you_mean
from briefwright.walking import joined, plain, rewrite, walk
from briefwright.workspace.blocks import FOLDER, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from briefwright.document import Elements, Node

_NUMBER = "#"
_OPENED = re.compile(r"(?<!\s)\s*+\([^()]*$")
"""A bracket that is open at the end of a text, with what stands in it so far."""
_NOTE = re.compile(r"note-\d+")
"""What citations lead to: the note that first names a work."""


class Target(NamedTuple):
    """Where a cross-reference leads: the identifier, what it is called, and its number (or title) alone."""

    identifier: str
    words: str
    number: str


def refer(
    children: Elements, elsewhere: Collection[str], translate: Callable[[str], str]
) -> tuple[Elements, list[Problem]]:
    """The tree with the words of its cross-references; ``elsewhere`` are the names of blocks and pictures that exist.

    A bracket that only refers, `(see [](#cases/france))`, goes where the document has no such block: blocks are
    used in many documents.
    """
    if not any(isinstance(node, Link) and node.target.startswith("#") for node in walk(children)):
        return children, []
    referring = _Referring(_targets(children, translate), elsewhere)
    referring.unnumbered = {node.source for node in walk(children) if isinstance(node, Figure) and not node.number}
    return rewrite(children, inlines=referring.line), referring.problems


# ── What can be referred to ──────────────────────────────────────────────────


def _targets(children: Elements, translate: Callable[[str], str]) -> dict[str, Target]:
    """Everything in the document that a link may lead to, by the names that authors give it.

    A block that begins with nothing of its own to refer to is referred to by the heading above it.
    """
    found: dict[str, Target] = {}
    above: dict[str, Target] = {}
    section: Target | None = None
    for node in walk(children):
        target = _target(node, translate)
        if isinstance(node, Heading) and node.level > 1:
            section = target
        if target:
            found.setdefault(target.identifier, target)
        if isinstance(node, Figure) and target:
            found.setdefault(node.source, target)
        if block := _block(node):
            if isinstance(node, Paragraph | Callout | Recommendation) and target:
                found.setdefault(block, target)
            elif section:
                above.setdefault(block, section)
    return {**above, **found}


_PLACED = Paragraph | Heading | List | Quote | CodeBlock | Table | Figure | Callout | Recommendation


def _block(node: Node) -> str:
    """The id of the block that an element comes from."""
    path = node.position.path if isinstance(node, _PLACED) else ""
    return name_of(path).id if path.startswith(f"{FOLDER}/") else ""


def _target(element: Node, translate: Callable[[str], str]) -> Target | None:
    match element:
        case Paragraph(number=int(number)):
            return _numbered("paragraph", number, translate("paragraph"))
        case Recommendation(number=number) if number:
            return _numbered("recommendation", number, translate("Recommendation"))
        case Figure(number=number) if number:
            return _numbered("figure", number, translate("Figure"))
        case Heading(identifier=identifier) if identifier:
            return _titled(identifier, plain(element.content))
        case Callout(title=title, identifier=identifier) if identifier:
            return _titled(identifier, title)
        case _:
            return None


def _numbered(kind: str, number: int, label: str) -> Target:
    return Target(numbered_identifier(kind, number), f"{label}\u00a0{number}", str(number))


def _titled(identifier: str, title: str) -> Target:
    return Target(identifier, title, title)


# ── Referring ────────────────────────────────────────────────────────────────


class _Referring:
    """The cross-references of a document being given their words."""

    def __init__(self, targets: Mapping[str, Target], elsewhere: Collection[str]) -> None:
        self.targets, self.elsewhere = targets, elsewhere
        self.problems: list[Problem] = []
        self.unnumbered: Collection[str] = ()

    def line(self, content: Inlines) -> Inlines:
        """A line in which each cross-reference has its words."""
        kept: list[Inline] = []
        following = list(reversed(content))
        while following:
            inline = following.pop()
            match kept, inline, following:
                case [*_, Text(before)], Link(), [*_, Text(after)] if self._goes(before, inline, after):
                    kept[-1], following[-1] = Text(_OPENED.sub("", before)), Text(after[1:])
                case _, Link(target=target), _ if target.startswith("#"):
                    kept.extend(self._referred(inline))
                case _:
                    kept.append(inline)
        return joined(kept)

    def _goes(self, before: str, link: Link, after: str) -> bool:
        """Whether a link stands alone in a bracket, and there is nothing to refer to in this document."""
        return self._is_elsewhere(link) and after.startswith(")") and _OPENED.search(before) is not None

    def _is_elsewhere(self, link: Link) -> bool:
        name = link.target[1:]
        return name not in self.targets and name in self.elsewhere

    def _referred(self, link: Link) -> Inlines:
        name = link.target[1:]
        target = self.targets.get(name)
        if target:
            return (replace(link, content=_worded(link.content, target), target=f"#{target.identifier}"),)
        if not link.content or _NUMBER in plain(link.content):
            self.problems.append(self._missing(Code.CROSS_REFERENCE_MISSING, link))
        elif name not in self.elsewhere and not _NOTE.fullmatch(name):
            self.problems.append(self._missing(Code.LINK_TARGET_MISSING, link))
        return link.content if name in self.elsewhere else (link,)

    def _missing(self, code: Code, link: Link) -> Problem:
        name = link.target[1:]
        if name in self.elsewhere:
            hint = "add it to the recipe, or put what refers to it in brackets: (see [](#…)) goes where there is none"
            return Problem(code, link.position, f'this document has no "{name}" to refer to', hint)
        if name in self.unnumbered:
            hint = f'give it one, behind its name: ![…]({name} "A caption")'
            return Problem(code, link.position, f'the picture "{name}" has no caption, and so no number', hint)
        hint = did_you_mean(name, [*self.elsewhere, *self.targets]) or "name a block, as in [](#cases/france)"
        return Problem(code, link.position, f'there is no block or heading "{name}" to refer to', hint)


def _worded(content: Inlines, target: Target) -> Inlines:
    """The words of a link, or what its target is called."""
    if not content:
        return (Text(target.words),)
    return joined(
        Text(inline.text.replace(_NUMBER, target.number)) if isinstance(inline, Text) else inline for inline in content
    )
