"""Answers to a questionnaire beside those that blocks give: what is known of the organisation, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.document import Paragraph, Text
from briefwright.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.document import Elements
    from briefwright.workspace import Resolved
    from briefwright.workspace.values import Field, Organisation, Recipe

_SHOWN = 8


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
