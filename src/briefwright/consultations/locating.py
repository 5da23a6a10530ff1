"""Where the words of a document are: by the sections and blocks of its recipe.

Each node of the tree knows the file that it comes from. What comes from a block is the block's, with its notes;
headings and questions that the layout prints are their section's; the rest is the layout's, by part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import structs

from briefwright.compose.selecting import select
from briefwright.consultations.counting import count
from briefwright.consultations.parts import PARTS, count_parts
from briefwright.document import Callout, Heading, Only, Part, Quote
from briefwright.problems import NOWHERE
from briefwright.walking import plain, walk
from briefwright.workspace.blocks import FOLDER, name_of
from briefwright.workspace.profiles import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.compose import Composed
    from briefwright.document import Document, Element, Elements
    from briefwright.workspace import Workspace
    from briefwright.workspace.profiles import ProfileLimit
    from briefwright.workspace.values import Section


class Place(NamedTuple):
    """What a block, a section's heading or a part of the layout contributes to what counts.

    ``block`` is empty for the heading and question of a section, ``section`` for what the layout says of its own,
    which stands in ``part``.
    """

    section: str
    block: str
    part: str
    counted: int


class Scale(NamedTuple):
    """How trees are measured for a limit: in words or characters, of the parts that it counts.

    An ``answer`` is counted without its notes.
    """

    document: Document
    limit: ProfileLimit
    answer: str = ""

    def of(self, children: Elements) -> int:
        """How much of a tree counts."""
        unit = measure_of(self.limit)
        if self.answer:
            parts = count_parts(children)
            return sum(getattr(parts[name], unit) for name in PARTS if name != "notes")
        return counted(replace(self.document, children=children), structs.replace(self.limit, unit=unit))


def measure_of(limit: ProfileLimit) -> Literal["words", "characters"]:
    """What is counted to see what a change saves: seconds and pages are made of words."""
    return "characters" if limit.unit == "characters" else "words"


def counted(document: Document, limit: ProfileLimit) -> int:
    """How long a document is, in the unit of a limit."""
    limit = structs.replace(limit, counts=limit.counts or PARTS)
    return count(document, Profile(title="", limits=(limit,)), limit.variant).counted


def where(composed: Composed, workspace: Workspace, limit: ProfileLimit, answer: str = "") -> tuple[Place, ...]:
    """Where the words (or characters) are that count for a limit: in the document, or in the answer of a section.

    In the order of the recipe. Their sum is what counts in all.
    """
    if composed.document is None or composed.recipe is None:
        return ()
    scale = Scale(composed.document, limit, answer)
    children = composed.answers.get(answer, ()) if answer else composed.document.children
    reading = _Reading(*_sections(composed, workspace, answer))
    found: dict[Place, int] = {place: 0 for number in range(len(reading.sections)) for place in reading.places(number)}
    for piece in _pieces(children, (), ""):
        place = reading.place(piece)
        found[place] = found.get(place, 0) + scale.of(piece.whole)
    rest = scale.of(children) - sum(found.values())
    found[_LAYOUT] = found.get(_LAYOUT, 0) + rest
    return tuple(place._replace(counted=number) for place, number in found.items() if number)


_LAYOUT = Place("", "", "", 0)


# ── Pieces: the largest stretches that come from one file ────────────────────


class _Piece(NamedTuple):
    """An element, the file it comes from, and what it stands in."""

    path: str
    element: Element
    around: tuple[Part | Quote | Only | Callout, ...]

    @property
    def whole(self) -> Elements:
        """The element in what it stands in, by which its part is known."""
        element = self.element
        for outer in reversed(self.around):
            element = replace(outer, children=(element,))
        return (element,)


def _pieces(children: Elements, around: tuple[Part | Quote | Only | Callout, ...], path: str) -> Iterator[_Piece]:
    for element in children:
        own = getattr(element, "position", NOWHERE).path or path
        if not isinstance(element, Part | Quote | Only | Callout) or _of_one_file(element, own):
            yield _Piece(own, element, around)
        else:
            if isinstance(element, Callout):
                yield _Piece(own, replace(element, children=()), around)
                element = replace(element, title="")  # noqa: PLW2901 (which has been told)
            yield from _pieces(element.children, (*around, element), own)


def _of_one_file(element: Part | Quote | Only | Callout, path: str) -> bool:
    """Whether all in an element comes from a block; what the layout holds is looked at piece by piece."""
    if not path.startswith(f"{FOLDER}/"):
        return False
    return {getattr(node, "position", NOWHERE).path for node in walk((element,))} <= {path, ""}


# ── Whose a piece is ─────────────────────────────────────────────────────────


def _sections(composed: Composed, workspace: Workspace, answer: str) -> tuple[list[Section], list[list[str]]]:
    """The sections of a document (or the one that answers), and the files of their blocks."""
    sections: list[Section] = []
    paths: list[list[str]] = []
    recipe = composed.recipe
    for section, places in zip(recipe.value.sections, recipe.sections, strict=True) if recipe else ():
        if not answer or section.name == answer:
            selected = select(section, places, recipe.value.audience if recipe else "", workspace)
            sections.append(section)
            paths.append([chosen.block.path for chosen in selected.chosen])
    return sections, paths


@dataclass(slots=True)
class _Reading:
    """Reading a document from its beginning: in which section we are, of those that layouts print in any order.

    A block that stands in several sections is that of the section that is being read, or else of the next.
    """

    sections: list[Section]
    paths: list[list[str]]
    now: int = -1

    def places(self, number: int) -> Iterator[Place]:
        """The places of a section, in the order of the recipe: its heading, then its blocks."""
        name = self.sections[number].name
        yield Place(name, "", "", 0)
        yield from (Place(name, _block(path), "", 0) for path in self.paths[number])

    def place(self, piece: _Piece) -> Place:
        """Where a piece belongs."""
        if not piece.path.startswith(f"{FOLDER}/"):
            return self._of_layout(piece)
        order = [*range(self.now, len(self.sections)), *range(max(self.now, 0))]
        self.now = next((number for number in order if number >= 0 and piece.path in self.paths[number]), self.now)
        name = self.sections[self.now].name if self.now >= 0 else ""
        return Place(name, _block(piece.path), "", 0)

    def _of_layout(self, piece: _Piece) -> Place:
        part = next((outer.kind for outer in reversed(piece.around) if isinstance(outer, Part)), "")
        words = _words(piece.element)
        order = [*range(max(self.now, 0), len(self.sections)), *range(max(self.now, 0))]
        for number in order if words else ():
            section = self.sections[number]
            heading = isinstance(piece.element, Heading) and piece.element.level > 1 and section.heading
            if (heading and words.endswith(_spaced(section.heading))) or (
                part == "question" and words == _spaced(section.question)
            ):
                self.now = number
                return Place(section.name, "", "", 0)
        return _LAYOUT._replace(part=part)


def _words(element: Element) -> str:
    return _spaced(plain(getattr(element, "content", ())))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _block(path: str) -> str:
    name = name_of(path)
    return f"{name.id}.{name.variant}" if name.variant else name.id
