"""What is wrong with the content beyond what stops a document: one family a file, listed here.

Each check is a function of the workspace that yields problems; a new one joins the table and is
run, listed and tested with the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.checks.accessibility import bare_links
from briefwright.checks.claims import unmade_claims
from briefwright.checks.texts import unread_texts
from briefwright.workspace.names import causes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefwright.problems import Problem
    from briefwright.workspace import Workspace

CHECKS: dict[str, Callable[[Workspace], Iterable[Problem]]] = {
    "claims": unmade_claims,
    "texts": unread_texts,
    "accessibility": bare_links,
}
"""The families of checks, by name."""


def check(workspace: Workspace) -> list[Problem]:
    """Every problem that the checks find in a workspace."""
    found = [problem for family in CHECKS.values() for problem in family(workspace)]
    return list(causes(found, workspace.problems))
