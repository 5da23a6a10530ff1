"""What a body wants to be told of a document and of who sends it, and where a workspace says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.workspace.profiles import binds
from briefwright.workspace.values import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.workspace.profiles import MetadataRule
    from briefwright.workspace.values import Recipe
    from briefwright.workspace.workspace import Workspace

LETTER = "letter"
"""The layout of a letter, which carries what is kept out of the document that it covers."""

CONTACTS = frozenset({"contact", "email", "phone", "address"})
"""The fields by which somebody is reached."""

_ON_COVERS = frozenset({"organisation", "contact", "status", "reference", "title", "body", "website", "date"})
_ON_LETTERS = frozenset({"organisation", "contact", "email", "address", "website", "reference", "date"})


def told(field: str, recipe: Recipe, workspace: Workspace) -> str:
    """What is said for a field of a body: by the recipe, the organisation, or of the consultation; empty if nothing."""
    organisation = workspace.organisations.get(recipe.organisation, Organisation(name=""))
    known = {
        "organisation": organisation.name,
        "contact": recipe.contact or organisation.contact or organisation.email,
        "reference": recipe.consultation.reference,
        "date": recipe.date.isoformat() if recipe.date else "",
    }
    own = getattr(organisation, field, "") if field in Organisation.__struct_fields__ else ""
    found = recipe.details.get(field) or organisation.details.get(field) or known.get(field) or own
    return str(found) if isinstance(found, str | int | float) else ""


def label_of(rule: MetadataRule) -> str:
    """How a field is called before its value."""
    return rule.label or rule.field.replace("_", " ").replace("-", " ").capitalize()


def wanted(recipe: Recipe, workspace: Workspace) -> tuple[MetadataRule, ...]:
    """What the body of a recipe wants to be told."""
    profile = workspace.profiles.get(recipe.profile)
    return tuple(rule for rule in profile.metadata if binds(rule, recipe.variant)) if profile else ()


def printed(recipe: Recipe, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """The labels and values that a layout prints besides what it prints for every body.

    On a cover those that belong there; in a letter those that belong into a covering letter.
    """
    letter = recipe.layout == LETTER
    usual = _ON_LETTERS if letter else _ON_COVERS
    for rule in wanted(recipe, workspace):
        here = rule.place == ("covering-letter" if letter else "cover")
        said = rule.field in usual and not _only_here(rule.field, recipe, workspace)
        if here and not said and (value := told(rule.field, recipe, workspace)):
            yield label_of(rule), value


def _only_here(field: str, recipe: Recipe, workspace: Workspace) -> bool:
    """Whether the recipe alone says what layouts take from the organisation."""
    organisation = workspace.organisations.get(recipe.organisation)
    return field in recipe.details and not getattr(organisation, field, "")


def contact(recipe: Recipe, workspace: Workspace) -> str:
    """How to reach who submits, where the body wants it in the document at all."""
    kept_out = any(rule.never_in_body and rule.field in CONTACTS for rule in wanted(recipe, workspace))
    return "" if kept_out and recipe.layout != LETTER else told("contact", recipe, workspace)
