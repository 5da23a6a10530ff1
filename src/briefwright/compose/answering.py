"""Answers to a questionnaire beside those that blocks give: what is known of the organisation, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.compose.layouts import REFERENCES
from briefwright.document import Paragraph, Part, Text
from briefwright.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefwright.document import Document, Elements
    from briefwright.workspace import Resolved
    from briefwright.workspace.values import Field, Organisation, Recipe, Section

_SHOWN = 8
_ANSWER = "answer-"


def known_answer(field: Field, organisation: Organisation, recipe: Recipe, date: str) -> Elements:
    """What the entry of the organisation, or the recipe, says to a question about who answers."""
    said = {"date": date, "contact": recipe.contact or organisation.contact}
    value = said.get(field) or getattr(organisation, field, "") or organisation.details.get(field, "")
    lines = [line.strip() for line in str(value).splitlines() if line.strip()]
    return (Paragraph((Text(", ".join(lines)),)),) if lines else ()


def unanswered(recipe: Resolved, answers: Mapping[str, Elements]) -> Iterator[Problem]:
    """One warning for all questions that nothing answers."""
    asked = [(n, section.name) for n, section in enumerate(recipe.value.sections) if section.question]
    left = [(number, name) for number, name in asked if not answers.get(name)]
    if left:
        names = [name for _, name in left]
        shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        message = f"{len(names)} of {len(asked)} questions have no answer yet: {shown}"
        hint = "name blocks that answer them; the document lists them at its end"
        yield Problem(Code.QUESTION_UNANSWERED, recipe.sections[left[0][0]].at("question"), message, hint)


def answers_alone(names: Sequence[str], sections: Sequence[Section]) -> Elements:
    """A frame without a layout: a part for each of these sections, and one for the works that they cite."""
    slots = {section.name: f"slot-{number}" for number, section in enumerate(sections)}
    wanted = tuple(Part(f"{_ANSWER}{name}", (Part(slots[name], ()),)) for name in names)
    return (*wanted, Part("references", (Part(REFERENCES, ()),)))


def answer_parts(document: Document) -> dict[str, Elements]:
    """The texts of the sections in a document of answers alone, as their reader sees them, by name."""
    return {
        part.kind.removeprefix(_ANSWER): part.children
        for part in document.children
        if isinstance(part, Part) and part.kind.startswith(_ANSWER)
    }
