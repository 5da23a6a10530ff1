"""What the rules are held against: a document with its recipe, and what they say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from briefwright.consultations.parts import count_document
from briefwright.document import Citation, Heading, Link, Paragraph, Part, Recommendation, Table
from briefwright.walking import below, plain, walk
from briefwright.workspace.values import Organisation

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, MutableMapping
    from typing import Any

    from briefwright.compose import Composed
    from briefwright.consultations.parts import Count
    from briefwright.document import Document, Elements, Inlines, Node
    from briefwright.problems import Code, Position, Severity
    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.profiles import Profile
    from briefwright.workspace.values import Recipe


class Breach(NamedTuple):
    """What a document does against a rule: a problem, to which the rule adds its source and how hard it is.

    ``level`` is how bad it is where that is not for the rule to say.
    """

    code: Code
    position: Position
    message: str
    hint: str | None = None
    level: Severity | None = None


class Line(NamedTuple):
    """A stretch of text, and where it was written."""

    content: Inlines
    position: Position


@dataclass(frozen=True, eq=False, repr=False)
class Case:
    """A document, as the rules of its profile see it. ``now`` is the moment at which they are asked."""

    composed: Composed
    document: Document
    recipe: Resolved
    workspace: Workspace
    profile: Profile
    now: datetime.datetime
    pages: int | None = None
    cache: MutableMapping[str, Any] | None = None

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.composed.language

    @property
    def value(self) -> Recipe:
        """The recipe, with all that it inherits."""
        return self.recipe.value

    @cached_property
    def organisation(self) -> Organisation:
        """Who submits."""
        return self.workspace.organisations.get(self.value.organisation, Organisation(name=""))

    @cached_property
    def parts(self) -> dict[str, Count]:
        """The length of each part."""
        return count_document(self.document)

    @cached_property
    def body(self) -> Elements:
        """What stands behind the cover, which is neither read aloud nor pasted into a box."""
        return tuple(child for child in self.document.children if not is_part(child, "cover"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of text behind the cover, notes included."""
        return tuple(lines(self.body))

    @cached_property
    def text(self) -> str:
        """All that a reader sees, as one line."""
        return flat(self.document.children)

    @cached_property
    def front(self) -> str:
        """What stands before the first section of the text."""
        kinds = ("cover", "contents", "abbreviations", "about", "summary", "signatories")
        leading = takewhile(lambda child: any(is_part(child, kind) for kind in kinds), self.document.children)
        return flat(tuple(leading))

    def part(self, kind: str) -> Elements:
        """What stands in the parts of a kind, wherever they are."""
        return tuple(
            node for node in walk_authored(self.document.children) if isinstance(node, Part) and node.kind == kind
        )

    def at_part(self, kind: str) -> Position:
        """Where the recipe has a section of a part, or else its sections."""
        for section, places in zip(self.value.sections, self.recipe.sections, strict=True):
            if section.part == kind:
                return places.at()
        return self.recipe.at("sections")

    def at_text(self, position: Position, key: str) -> Position:
        """Where a text was written, if a file of the content holds it; else the key of the recipe to change."""
        return position if position.path.startswith("content/") else self.recipe.at(key)


def is_part(node: Node, kind: str) -> bool:
    """Whether a node is a part of that kind."""
    return isinstance(node, Part) and node.kind == kind


def walk_authored(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node but what a citation style made."""
    for node in nodes:
        yield node
        if not isinstance(node, Citation):
            yield from walk_authored(below(node))


def lines(children: Elements) -> Iterator[Line]:
    """The lines of text in a tree that people wrote, and where each stands."""
    made = {id(line) for node in walk(children) if isinstance(node, Recommendation) for line in _made(node)}
    for node in walk_authored(children):
        if isinstance(node, Paragraph | Heading) and id(node) not in made:
            yield Line(node.content, node.position)
        elif isinstance(node, Table):
            yield from (Line(cell, node.position) for row in (node.header, *node.rows) for cell in row)


def _made(recommendation: Recommendation) -> Iterator[Node]:
    """The lines that numbering a recommendation made: with its label, and with whom it is to."""
    for number, child in enumerate(recommendation.children):
        if number == 0 or (isinstance(child, Paragraph) and child.position == recommendation.position):
            yield child


def flat(children: Elements) -> str:
    """All text of a tree as one line."""
    found = [plain(node.content) for node in walk(children) if isinstance(node, Paragraph | Heading)]
    found += [plain(cell) for node in walk(children) if isinstance(node, Table) for row in node.rows for cell in row]
    return " ".join(" ".join(found).split())


def addresses_of(content: Inlines) -> list[str]:
    """Where the links of a line lead, outside the document."""
    nodes = walk_authored(content)
    return [node.target for node in nodes if isinstance(node, Link) and not node.target.startswith("#")]


def bare(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return re.sub(r"[\W_]+", "", text.casefold())


def fits(pattern: str, text: str, case: Case) -> bool:
    """Whether a text looks as a body wants it: `*` is anything, and only letters and digits are compared."""
    names = {case.organisation.name, case.organisation.short} - {""} or {""}
    patterns = (pattern.replace("{organisation}", name.replace("*", "")) for name in names)
    return any(_follow([bare(piece) for piece in each.split("*")], bare(text)) for each in patterns)


def _follow(pieces: list[str], text: str) -> bool:
    """Whether a text is these pieces in their order, with anything between them: each where it first stands."""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return text == first
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in pieces[1:-1]:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def readable(pattern: str, case: Case) -> str:
    """A pattern as one would write it."""
    named = re.sub(r"\*?\{organisation\}", lambda _: case.organisation.name or "…", pattern.removesuffix("*"))
    return named.replace("*", "…").rstrip("… ") + (" …" if pattern.endswith("*") else "")
