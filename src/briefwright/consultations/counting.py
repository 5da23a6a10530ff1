"""Lengths against the limits of a body and of its questions, each in its own unit.

- **Words** are those of the parts that count (`parts.py`).
- **Characters** are those that a box on the web gets: of the text as our `text` format writes it, marks of lists and
  addresses of links with it, for the parts that count. Letters beyond Unicode's first 65,536 are two, as boxes have it
  (UTF-16, which HTML's `maxlength` is counted in). An end of a line counts as often as the limit says.
- **Seconds** are the words that are spoken, at the limit's words per minute, rounded up. A figure is one word.
- **Pages** are those that LibreOffice makes of the Word file; without it there is an estimate, and it is called one.

Others may count otherwise, so there is a range: words by white space alone, each end of a line as none or as two, each
digit as a spoken word, pages a tenth fuller or emptier.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from briefwright.consultations.parts import PARTS, Count, count_document, count_parts
from briefwright.document import Document
from briefwright.workspace.profiles import Profile, binds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefwright.compose import Composed
    from briefwright.document import Elements
    from briefwright.problems import Position
    from briefwright.workspace import Workspace
    from briefwright.workspace.profiles import ProfileLimit
    from briefwright.workspace.values import Recipe

WORDS_A_PAGE = 400
"""Words on a page of body text in the shipped house styles, where pages are estimated."""
_FIGURE = re.compile(r"\d[\d.,\u00a0\u202f]*")


class Measure(NamedTuple):
    """A length in the unit of a limit; ``low`` and ``high`` are what others may make of it.

    ``estimated`` is true of pages that no layout engine has told.
    """

    counted: int
    low: int
    high: int
    estimated: bool = False


class Counted(NamedTuple):
    """The length by part; and against a limit, if the profile has one: what counts, and by how much it is over."""

    parts: dict[str, Count]
    limit: ProfileLimit | None
    measure: Measure

    @property
    def counted(self) -> int:
        """How long it is, in the unit of the limit; else in words."""
        return self.measure.counted

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.limit.unit if self.limit else "words"

    @property
    def over(self) -> int:
        """By how much the document is longer than allowed."""
        return max(0, self.counted - self.limit.number) if self.limit else 0

    @property
    def counts(self) -> tuple[str, ...]:
        """The parts that count."""
        return counting_parts(self.limit)

    def as_json(self) -> dict[str, Any]:
        """The record that `count --json` prints."""
        limit = self.limit
        return {
            "parts": {name: {"words": c.words, "characters": c.characters} for name, c in self.parts.items()},
            "counted": self.counted,
            "limit": limit.number if limit else None,
            "unit": self.unit,
            "over": self.over,
            "basis": limit.basis if limit else None,
            "source": limit.source if limit else "",
            "counts": list(self.counts),
            "range": [self.measure.low, self.measure.high],
            "estimated": self.measure.estimated,
        }


def counting_parts(limit: ProfileLimit | None) -> tuple[str, ...]:
    """The parts that a limit counts: those that it names, else all of the text."""
    return limit.counts if limit and limit.counts else PARTS


def count(document: Document, profile: Profile | None, variant: str = "", pages: int | None = None) -> Counted:
    """The length of a document, and what of it counts: by the first limit that it breaks, else the first."""
    return worst(count_all(document, profile, variant, pages))


def worst(all_counted: Sequence[Counted]) -> Counted:
    """The first limit that is broken, else the first."""
    return next((counted for counted in all_counted if counted.over), all_counted[0])


def count_all(
    document: Document, profile: Profile | None, variant: str = "", pages: int | None = None
) -> list[Counted]:
    """The length against each limit that binds the document; at least one, which may have no limit.

    ``pages`` are those of the part of the document that a limit in pages counts, where LibreOffice has told.
    """
    parts = count_document(document)
    return [against(document, parts, limit, pages) for limit in limits_of(profile, variant) or (None,)]


def against(
    document: Document, parts: dict[str, Count], limit: ProfileLimit | None, pages: int | None = None
) -> Counted:
    """The length against one limit; ``parts`` is what `count_document` makes of the document."""
    return Counted(parts, limit, _measured(document, parts, limit, pages))


def binding(workspace: Workspace, recipe: Recipe) -> Profile | None:
    """The profile of a recipe, with the limits of this very call in place of its own, where the recipe has some."""
    profile = workspace.profiles.get(recipe.profile)
    if not recipe.limits:
        return profile
    return structs.replace(profile or Profile(title=""), limits=recipe.limits)


def limits_of(profile: Profile | None, variant: str) -> tuple[ProfileLimit, ...]:
    """The limits that bind a variant; where only others are bound, the first."""
    limits = profile.limits if profile else ()
    return tuple(limit for limit in limits if binds(limit, variant)) or limits[:1]


def paged_excerpt(document: Document, profile: Profile | None, variant: str) -> Document | None:
    """What is to be laid out to count pages: the parts that count, where there is a limit in pages; else None."""
    limit = next((limit for limit in limits_of(profile, variant) if limit.unit == "pages"), None)
    if limit is None:
        return None
    from briefwright.consultations.excerpting import excerpt  # noqa: PLC0415 (few limits are in pages)

    return excerpt(document, limit.counts)


# ── Units ────────────────────────────────────────────────────────────────────


def _measured(document: Document, parts: Mapping[str, Count], limit: ProfileLimit | None, pages: int | None) -> Measure:
    counting = [parts[name] for name in counting_parts(limit) if name in parts]
    match limit.unit if limit else "words":
        case "characters" if limit:
            return _characters(document, limit)
        case "seconds" if limit:
            return _seconds(document, limit, _words(counting).counted)
        case "pages":
            return _pages(_words(counting).counted, pages)
        case _:
            return _words(counting)


def _words(parts: Sequence[Count]) -> Measure:
    words, spaced = sum(part.words for part in parts), sum(part.spaced for part in parts)
    return Measure(words, min(words, spaced), max(words, spaced))


def _characters(document: Document, limit: ProfileLimit) -> Measure:
    text = box_text(document, limit.counts)
    counted = box_length(text, limit.line_breaks)
    return Measure(counted, min(counted, box_length(text, 0)), box_length(text, 2))


def box_text(document: Document, counts: Sequence[str] = ()) -> str:
    """The text that goes into a box, of the parts that count, as the `text` format has it."""
    from briefwright.consultations.excerpting import excerpt  # noqa: PLC0415 (few limits are in characters)
    from briefwright.formats import write  # noqa: PLC0415 (as above)

    return write(excerpt(document, counts), "text").decode().rstrip("\n")


def box_length(text: str, line_breaks: int) -> int:
    """How many characters a box on the web makes of a text, an end of a line being none, one or two."""
    ends = text.count("\n")
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + ends * (line_breaks - 1)


def _seconds(document: Document, limit: ProfileLimit, words: int) -> Measure:
    text = box_text(document, limit.counts)
    aloud = sum(sum(letter.isdigit() for letter in figure) - 1 for figure in _FIGURE.findall(text))
    low, high = (-(-60 * spoken // limit.wpm) for spoken in (words, words + aloud))
    return Measure(low, low, high)


def _pages(words: int, pages: int | None) -> Measure:
    if pages is not None:
        return Measure(pages, pages - pages // 10, pages + 1)
    estimate = -(-words // WORDS_A_PAGE)
    return Measure(estimate, -(-words // (WORDS_A_PAGE + 100)), -(-words // (WORDS_A_PAGE - 100)), estimated=True)


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

    @property
    def told(self) -> str:
        """That it is too long, in words."""
        return f"the answer has {self.counted} {self.unit}, {self.over} more than the question allows"


def answers(composed: Composed) -> Iterator[Answer]:
    """The answers whose questions have a limit. Notes do not count, as in a profile that says nothing of them."""
    if composed.recipe is None:
        return
    for number, section in enumerate(composed.recipe.value.sections):
        for unit in ("words", "characters"):
            limit = getattr(section.limit, unit) if section.limit else None
            if limit:
                counted = _answer_length(composed.answers.get(section.name, ()), unit)
                place = composed.recipe.sections[number].at("limit")
                yield Answer(section.name, unit, counted, limit, place)


def _answer_length(answer: Elements, unit: str) -> int:
    """The words of an answer, or its characters in the box of a form, with an end of a line as one."""
    text = tuple(name for name in PARTS if name != "notes")
    if unit == "characters":
        return box_length(box_text(Document("", "", answer), text), 1)
    return sum(part.words for name, part in count_parts(answer).items() if name in text)
