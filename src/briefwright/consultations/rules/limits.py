"""How long a document and its answers may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.consultations.counting import against, answers
from briefwright.consultations.rules.case import Breach
from briefwright.problems import Code, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from typing import Any

    from briefwright.compose import Composed
    from briefwright.consultations.rules.case import Case
    from briefwright.workspace import Workspace
    from briefwright.workspace.profiles import ProfileLimit


def broken(limit: ProfileLimit, case: Case) -> Iterator[Breach]:
    """The document is longer than a limit. Where no layout engine has told the pages, a limit of pages only warns."""
    counted = against(case.document, case.parts, limit, case.pages)
    own = limit in case.value.limits
    if counted.over:
        from briefwright.consultations.fitting import hint  # noqa: PLC0415 (few documents are too long)

        estimated = counted.measure.estimated
        about, how = ("about ", " by an estimate") if estimated else ("", "")
        whose = "the recipe" if own else "the profile"
        said = f"{about}{counted.counted} {limit.unit}{how}, {counted.over} more than the {limit.number}"
        advice = hint(case.composed, case.workspace, limit, cache=case.cache)
        place = case.recipe.at("limits" if own else "profile")
        yield Breach(
            Code.LIMIT_EXCEEDED, place, f"{said} that {whose} allows", advice, Severity.WARNING if estimated else None
        )
    if limit.basis == "call" and not case.value.limits:
        message = f"each call sets how long a document may be; {limit.number} {limit.unit} are only usual"
        advice = f"write what this call allows: limits: [{{unit: {limit.unit}, number: {limit.number}}}]"
        yield Breach(Code.LIMIT_UNSET, case.recipe.at("profile"), message, advice, Severity.WARNING)


def long_answers(composed: Composed, workspace: Workspace, cache: MutableMapping[str, Any] | None) -> Iterator[Breach]:
    """The answers that are longer than their question allows."""
    for answer in answers(composed):
        if answer.over:
            from briefwright.consultations.fitting import hint  # noqa: PLC0415 (as above)

            advice = hint(composed, workspace, answer=answer.name, cache=cache)
            yield Breach(Code.LIMIT_EXCEEDED, answer.position, answer.told, advice)
