"""How long a document is, part by part, and whether that is within a body's limit.

Words are what stands between white space and dashes (en and em), as LibreOffice counts them with its default
settings; characters are those of the text, spaces included and paragraph ends not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from briefwright.document import (
    Break,
    Callout,
    CodeBlock,
    Document,
    Element,
    Figure,
    Heading,
    List,
    Note,
    Only,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Table,
)
from briefwright.walking import plain, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.compose import Composed
    from briefwright.document import Elements
    from briefwright.problems import Position
    from briefwright.workspace.profiles import Profile, ProfileLimit

PARTS = (
    "cover", "contents", "about", "summary", "body", "boxes", "recommendations", "questions",
    "notes", "references", "annex", "matrix", "abbreviations", "signatories",
)  # fmt: skip
"""The parts that are counted apart; boxes and notes count by themselves wherever they stand."""

_WORD = re.compile(r"[^\s–—]+")


@dataclass(slots=True)
class Count:
    """Words and characters."""

    words: int = 0
    characters: int = 0

    def add(self, text: str) -> None:
        """Count a line."""
        self.words += len(_WORD.findall(text))
        self.characters += len(text)


class Counted(NamedTuple):
    """The length by part; and against a limit, if the profile has one: what counts, and by how much it is over."""

    parts: dict[str, Count]
    limit: ProfileLimit | None
    counted: int

    @property
    def over(self) -> int:
        """By how much the document is longer than allowed."""
        return max(0, self.counted - self.limit.number) if self.limit else 0

    def as_json(self) -> dict[str, Any]:
        """The record that `count --json` prints."""
        limit = self.limit
        return {
            "parts": {name: {"words": c.words, "characters": c.characters} for name, c in self.parts.items()},
            "counted": self.counted,
            "limit": limit.number if limit else None,
            "unit": limit.unit if limit else "words",
            "over": self.over,
            "basis": limit.basis if limit else None,
        }


def count(document: Document, profile: Profile | None, variant: str = "") -> Counted:
    """The length of a document, and what of it counts by a profile."""
    parts = count_parts(document.children)
    limit = _limit(profile, variant)
    counted = [parts[name] for name in (limit.counts if limit else PARTS) if name in parts]
    unit = limit.unit if limit else "words"
    return Counted(parts, limit, sum(getattr(part, unit) for part in counted))


class Answer(NamedTuple):
    """How long the answer to a question is, and how long it may be."""

    name: str
    unit: str
    counted: int
    limit: int
    position: Position

    @property
    def over(self) -> int:
        """By how much it is too long."""
        return max(0, self.counted - self.limit)


def answers(composed: Composed) -> Iterator[Answer]:
    """The answers whose questions have a limit. Notes do not count, as in a profile that says nothing of them."""
    if composed.recipe is None:
        return
    for number, section in enumerate(composed.recipe.value.sections):
        for unit in ("words", "characters"):
            limit = getattr(section.limit, unit) if section.limit else None
            if limit:
                parts = count_parts(composed.answers.get(section.name, ()))
                counted = sum(getattr(part, unit) for name, part in parts.items() if name != "notes")
                place = composed.recipe.sections[number].at("limit")
                yield Answer(section.name, unit, counted, limit, place)


def count_parts(children: Elements) -> dict[str, Count]:
    """Words and characters of a tree by part."""
    counting = _Counting()
    counting.elements(children, "body")
    return counting.parts


def _limit(profile: Profile | None, variant: str) -> ProfileLimit | None:
    limits = profile.limits if profile else ()
    return next((limit for limit in limits if limit.variant == variant), next(iter(limits), None))


@dataclass(slots=True)
class _Counting:
    parts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in PARTS})

    def elements(self, children: Iterable[Element], part: str) -> None:
        for element in children:
            self._element(element, part)

    def _element(self, element: Element, part: str) -> None:  # noqa: C901 (one case an element)
        match element:
            case Paragraph() | Heading():
                self.parts[part].add(plain(element.content))
                self._notes(element)
            case Part():
                self.elements(element.children, _PART_NAMES.get(element.kind, element.kind))
            case Callout():
                self.parts["boxes"].add(element.title)
                self.elements(element.children, "boxes")
            case Recommendation():
                self.elements(element.children, "recommendations")
            case Quote() | Only():
                self.elements(element.children, part)
            case List():
                for item in element.items:
                    self.elements(item, part)
            case Table():
                for cell in (cell for row in (element.header, *element.rows) for cell in row):
                    self.parts[part].add(plain(cell))
                self._notes(element)
            case CodeBlock() | Figure():
                self.parts[part].add(element.text if isinstance(element, CodeBlock) else element.caption)
            case Break():
                pass
            case _:
                assert_never(element)

    def _notes(self, element: Paragraph | Heading | Table) -> None:
        for note in [node for node in walk((element,)) if isinstance(node, Note)]:
            self.elements(note.children, "notes")


_PART_NAMES = {"question": "questions"}
