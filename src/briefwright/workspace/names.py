"""Names that one file uses and another defines: audiences, claims, references, profiles, organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.problems import Code, Position, Problem, did_you_mean, errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefwright.workspace.blocks import Block
    from briefwright.workspace.recipes import RecipeFile
    from briefwright.workspace.signatories import SignatoriesFile
    from briefwright.workspace.workspace import Workspace


def unknown_names(workspace: Workspace) -> Iterator[Problem]:
    """Every name in a file of the workspace that nothing in the workspace has."""
    for block in (*workspace.blocks.values(), *workspace.variants.values()):
        yield from _in_block(block, workspace)
    for recipe in workspace.recipes.values():
        yield from _in_recipe(recipe, workspace)
    for file in workspace.signatories.values():
        yield from _in_signatories(file, workspace)
    for name, fact in workspace.facts.items():
        if fact.reference:
            place = workspace.at("facts", name)
            yield from _unknown(Code.REFERENCE_UNKNOWN, "reference", fact.reference, workspace.references, place)
    for name, claim in workspace.claims.items():
        for key in claim.references:
            place = workspace.at("claims", name)
            yield from _unknown(Code.REFERENCE_UNKNOWN, "reference", key, workspace.references, place)


DEFINED_IN = {
    Code.CITATION_UNKNOWN: "content/references",
    Code.REFERENCE_UNKNOWN: "content/references",
    Code.FACT_UNKNOWN: "content/facts",
    Code.ORGANISATION_UNKNOWN: "content/organisations",
    Code.CLAIM_UNKNOWN: "content/claims",
    Code.AUDIENCE_UNKNOWN: "content/workspace",
    Code.PROFILE_MISSING: "content/profiles",
}
"""Where a name should have been, so that what is wrong there explains that it is missing."""


def causes(problems: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """Problems, with each name that is missing because its file has errors replaced by those errors.

    ``told`` is what reading the workspace found.
    """
    wrong = [problem for problem in errors(told) if problem.code not in DEFINED_IN]
    for problem in problems:
        place = DEFINED_IN.get(problem.code)
        explained = [cause for cause in wrong if place and cause.position.path.startswith(place)]
        yield from explained or [problem]


def _in_block(block: Block, workspace: Workspace) -> Iterator[Problem]:
    own = block.places.stretch
    for index, name in enumerate(block.front.audiences if own("audiences") else ()):
        place = block.places.at("audiences", index)
        yield from _unknown(Code.AUDIENCE_UNKNOWN, "audience", name, workspace.audiences, place)
    for index, name in enumerate(block.front.claims):
        yield from _unknown(Code.CLAIM_UNKNOWN, "claim", name, workspace.claims, block.places.at("claims", index))
    for index, name in enumerate(block.front.basis if own("basis") else ()):
        known = {**workspace.references, **workspace.blocks}
        yield from _unknown(Code.REFERENCE_UNKNOWN, "reference or block", name, known, block.places.at("basis", index))


def _in_recipe(recipe: RecipeFile, workspace: Workspace) -> Iterator[Problem]:
    value, at = recipe.value, recipe.places.at
    if value.audience:
        yield from _unknown(Code.AUDIENCE_UNKNOWN, "audience", value.audience, workspace.audiences, at("audience"))
    if "profile" in recipe.data:
        yield from _unknown(Code.PROFILE_MISSING, "profile", value.profile, workspace.profiles, at("profile"))
    if value.organisation:
        known = workspace.organisations
        yield from _unknown(Code.ORGANISATION_UNKNOWN, "organisation", value.organisation, known, at("organisation"))
    if isinstance(value.signatories, str):
        place, name = at("signatories"), value.signatories
        yield from _unknown(Code.SIGNATORIES_MISSING, "signatories file", name, workspace.signatories, place)
        return
    for index, name in enumerate(value.signatories):
        place = at("signatories", index)
        yield from _unknown(Code.ORGANISATION_UNKNOWN, "organisation", name, workspace.organisations, place)


def _in_signatories(file: SignatoriesFile, workspace: Workspace) -> Iterator[Problem]:
    known = workspace.organisations
    for entry, places in zip(file.entries, file.places, strict=True):
        if entry.organisation:
            place = places.at("organisation")
            yield from _unknown(Code.ORGANISATION_UNKNOWN, "organisation", entry.organisation, known, place)


def _unknown(code: Code, what: str, name: str, known: Mapping[str, object], place: Position) -> Iterator[Problem]:
    if name not in known:
        hint = did_you_mean(name, known) or (f"there are {', '.join(sorted(known))}" if 0 < len(known) <= 12 else None)  # noqa: PLR2004 (what fits on a line)
        yield Problem(code, place, f'there is no {what} "{name}"', hint)
