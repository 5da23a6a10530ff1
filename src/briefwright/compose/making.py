"""What the steps of composing share: a document in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefwright.compose.locales import format_date
from briefwright.compose.signing import spoken
from briefwright.workspace.values import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefwright.compose.selecting import Chosen
    from briefwright.document import Elements
    from briefwright.problems import Problem
    from briefwright.workspace import Resolved, Workspace


@dataclass(slots=True)
class Making:
    """What the steps of composing share."""

    workspace: Workspace
    recipe: Resolved
    language: str
    problems: list[Problem]
    chosen: list[Chosen]
    answers: dict[str, Elements]
    translate: Callable[[str], str]
    alone: Sequence[str] | None = None

    @property
    def locale(self) -> str:
        """The regional variety in which the document is written."""
        return self.workspace.settings.locale(self.language)

    @property
    def citations(self) -> str:
        """What becomes of citations."""
        return self.recipe.value.citations_shown

    @property
    def organisation(self) -> Organisation:
        """Who submits, with its name in the document's language; nobody, where the recipe names none."""
        known = self.workspace.organisations.get(self.recipe.value.organisation, Organisation(name=""))
        return spoken(known, self.locale)

    @property
    def date(self) -> str:
        """The date of the document, as its language writes it."""
        day = self.recipe.value.date
        return format_date(day, self.locale) if day else ""
