"""How long a document and its answers may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefwright.consultations.counting import PARTS, answers, count
from briefwright.consultations.rules.case import Breach
from briefwright.problems import Code, Severity
from briefwright.workspace.profiles import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.compose import Composed
    from briefwright.consultations.rules.case import Case
    from briefwright.document import Document
    from briefwright.workspace.profiles import ProfileLimit

WORDS_A_PAGE = 450
"""Words on a page of running text in 12 points, by which pages are guessed: an estimate, and called one."""


def broken(limit: ProfileLimit, case: Case) -> Iterator[Breach]:
    """The document is longer than a limit. Pages are guessed here, so that a limit of pages only warns."""
    counted = length(case.document, limit)
    over = counted - limit.number
    own = limit in case.value.limits
    if over > 0:
        about, how = ("about ", " by an estimate") if limit.unit == "pages" else ("", "")
        whose = "the recipe" if own else "the profile"
        message = f"{about}{counted} {limit.unit}{how}, {over} more than the {limit.number} that {whose} allows"
        hint = f"see where they are with: briefwright count {case.recipe.name}"
        place = case.recipe.at("limits" if own else "profile")
        yield Breach(Code.LIMIT_EXCEEDED, place, message, hint, Severity.WARNING if about else None)
    if limit.basis == "call" and not case.value.limits:
        message = f"each call sets how long a document may be; {limit.number} {limit.unit} are only usual"
        hint = f"write what this call allows: limits: [{{unit: {limit.unit}, number: {limit.number}}}]"
        yield Breach(Code.LIMIT_UNSET, case.recipe.at("profile"), message, hint, Severity.WARNING)


def length(document: Document, limit: ProfileLimit) -> int:
    """How long a document is in the unit of a limit, of the parts that it counts."""
    unit = limit.unit if limit.unit == "characters" else "words"
    counting = msgspec.structs.replace(limit, unit=unit, counts=limit.counts or PARTS)
    counted = count(document, Profile(title="", limits=(counting,)), limit.variant).counted
    match limit.unit:
        case "seconds":
            return -(-counted * 60 // limit.wpm)
        case "pages":
            return -(-counted // WORDS_A_PAGE)
        case _:
            return counted


def long_answers(composed: Composed) -> Iterator[Breach]:
    """The answers that are longer than their question allows."""
    for answer in answers(composed):
        if answer.over:
            message = f"the answer has {answer.counted} {answer.unit}, {answer.over} more than the question allows"
            hint = "choose shorter variants, or fewer blocks"
            yield Breach(Code.LIMIT_EXCEEDED, answer.position, message, hint)
