"""What a body lets its authors publish, and what it wants to be told of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.consultations.rules.case import Breach
from briefwright.problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.consultations.rules.case import Case
    from briefwright.workspace.profiles import PublicationRule


def broken(rule: PublicationRule, case: Case) -> Iterator[Breach]:
    """The body is not told whether it may publish, is given no reasons, or is not waited for."""
    asked = case.value.publication
    place = case.recipe.at("publication")
    if rule.answer and not asked.ask:
        otherwise = f"; it is {rule.default} otherwise" if rule.default else ""
        message = f"the body wants to be told whether the document may be public{otherwise}"
        hint = "write publication: {ask: public}, or anonymous, or confidential"
        yield Breach(Code.PUBLICATION_UNANSWERED, place, message, hint)
    if rule.reasons and asked.ask in {"confidential", "anonymous"} and not asked.reasons.strip():
        message = f"the document is to be {asked.ask}, and no reasons are given"
        yield Breach(Code.REASONS_MISSING, place, message, "write publication: {reasons: …}")
    early = asked.on and (asked.released is None or asked.on < asked.released)
    if rule.embargo and early:
        until = f"on {asked.released}" if asked.released else "and has not yet"
        message = f"it is to be published on {asked.on}, before the body allows that"
        hint = (
            f"wait; once the body allows it, write publication: {{released: …}} (it does {until})"
            if asked.released
            else ("wait; once the body allows it, write publication: {released: 2027-11-01}")
        )
        yield Breach(Code.EMBARGO_BROKEN, case.recipe.at("publication", "on"), message, hint)
