"""A web page while it is written: where links may lead, what has been named, which notes wait for its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from briefwright.document import (
    Callout,
    Heading,
    Note,
    identifier_of,
    numbered_identifier,
)
from briefwright.walking import walk

if TYPE_CHECKING:
    from briefwright.document import Document, Elements, Node


class Endnote(NamedTuple):
    """A note that waits for the end of the page, and the ids of its mark and of its text."""

    note: Note
    number: int
    mark: str
    text: str


class Anchors:
    """The ids of a page: each given once, and those of the tree to nothing else.

    Where a heading is called like something numbered, the number has it: what counts is cited by its number.
    """

    def __init__(self, children: Elements) -> None:
        named: set[str] = set()
        numbered: set[str] = set()
        for node in walk(children):
            (named if isinstance(node, Heading | Callout) else numbered).add(identifier_of(node))
        self.known = frozenset(named | numbered) - {""}
        self._taken = set(self.known)
        self._names = named - numbered - {""}
        self._numbers = numbered - {""}

    def own(self, node: Node) -> str | None:
        """The id of a node: its identifier, unless something before it has it."""
        waiting = self._names if isinstance(node, Heading | Callout) else self._numbers
        identifier = identifier_of(node)
        if identifier not in waiting:
            return None
        waiting.remove(identifier)
        return identifier

    def invent(self, name: str) -> str:
        """An id for what has none of its own."""
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name


@dataclass(slots=True)
class Page:
    """What is known of a page so far: its ids, the headings that stand open, the names of regions, the notes met."""

    document: Document
    anchors: Anchors
    open_levels: list[int] = field(default_factory=lambda: [1])
    regions: dict[str, int] = field(default_factory=dict)
    notes: list[Endnote] = field(default_factory=list)
    notes_label: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the heading of the notes, which their marks point to."""
        self.notes_label = self.anchors.invent("notes-label")

    def level(self, level: int) -> int:
        """The level at which a heading is heard: below the one that it belongs to, with no level left out."""
        while self.open_levels and self.open_levels[-1] >= level:
            self.open_levels.pop()
        self.open_levels.append(level)
        return len(self.open_levels)

    def region(self, name: str) -> str:
        """A name for a region, by which it can be told from all others: with a number where one is called so."""
        times = self.regions.get(name, 0) + 1
        self.regions[name] = times
        return name if times == 1 else self.region(f"{name} ({times})")

    def add_note(self, note: Note) -> Endnote:
        """A note that has been met at its mark."""
        number = note.number or len(self.notes) + 1
        text = self.anchors.own(note) or self.anchors.invent(numbered_identifier("note", number))
        self.notes.append(Endnote(note, number, self.anchors.invent(f"noteref-{number}"), text))
        return self.notes[-1]
