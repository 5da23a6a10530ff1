"""The rules of a body as problems: each breach says which rule it is, where that is said, and how sure it is.

A kind of rule is a line of the table `KINDS`: the group of a profile that it stands in, and the function that tells
what a document does against one such rule. Nothing else knows the kinds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefwright.consultations.counting import binding, limits_of
from briefwright.consultations.rules import deadlines, files, limits, notes, publishing, senders, structure
from briefwright.consultations.rules.case import Breach, Case
from briefwright.consultations.rules.words import attribution, listed
from briefwright.problems import Code, Problem, Severity, did_you_mean
from briefwright.workspace import resolve
from briefwright.workspace.details import LETTER
from briefwright.workspace.profiles import binds

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping

    from briefwright.compose import Composed
    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.profiles import ProfileStyle, Rule

KINDS: dict[str, Callable[[Any, Case], Iterator[Breach]]] = {
    "limits": limits.broken,
    "structure": structure.broken,
    "notes": notes.broken,
    "styles": files.unlike,
    "files": files.broken,
    "languages": files.unread,
    "metadata": senders.untold,
    "signatories": senders.unsigned,
    "publication": publishing.broken,
    "deadline": deadlines.broken,
}
"""Each group of rules that a program can check, and how. What is missing here is advice."""

MOST_NAMES = 3
"""Of how many documents a problem is told by name."""

OF_LETTERS = frozenset({"files", "languages", "metadata", "deadline"})
"""The groups that bind a covering letter too."""


def breaches(
    composed: Composed,
    workspace: Workspace,
    *,
    now: datetime.datetime,
    draft: bool = False,
    pages: int | None = None,
    cache: MutableMapping[str, Any] | None = None,
) -> Iterator[Problem]:
    """Every rule that a document breaks: of its profile, of its questions, and what is not known of the rules.

    A hard rule gives an error, any other a warning; in a draft all are warnings. ``pages`` are those that LibreOffice
    makes of the parts that a limit of pages counts; ``cache`` keeps formatted citations, for what is composed to see
    what would make a document fit.
    """
    if composed.document is None or composed.recipe is None:
        return
    if isinstance(composed.recipe.value.signatories, str):
        from briefwright.consultations.signatures import unsigned  # noqa: PLC0415 (few documents are signed by many)

        yield from unsigned(composed, workspace, draft=draft)
    for breach in limits.long_answers(composed, workspace, cache):
        yield _problem(breach, None, composed.recipe, draft=draft)
    profile = workspace.profiles.get(composed.recipe.value.profile)
    if profile is None:
        return
    case = Case(composed, composed.document, composed.recipe, workspace, profile, now, pages, cache)
    for rule, breach in _broken(case):
        yield _problem(breach, rule, composed.recipe, draft=draft)
    for breach in (*_variant(case), *_unverified(case)):
        yield _problem(breach, None, composed.recipe, draft=draft)


def oversized(workspace: Workspace, name: str, sizes: Mapping[str, int], *, draft: bool = False) -> Iterator[Problem]:
    """The files of a recipe that are larger than its body takes; ``sizes`` in bytes, by their endings."""
    recipe, _ = resolve(name, workspace.recipes)
    profile = workspace.profiles.get(recipe.value.profile) if recipe else None
    for rule in profile.files if profile and recipe else ():
        if recipe and binds(rule, recipe.value.variant):
            for breach in files.too_large(rule, recipe, sizes):
                yield _problem(breach, rule, recipe, draft=draft)


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, with the documents that have it where its place does not tell; in the order given.

    What is not confirmed of a profile is told of whichever recipe it is met in first.
    """
    told: set[str] = set()
    found: dict[Problem, list[str]] = {}
    for problem in problems:
        if problem.code is not Code.RULE_UNVERIFIED or problem.message not in told:
            found.setdefault(replace(problem, document=""), []).append(problem.document)
        told |= {problem.message} if problem.code is Code.RULE_UNVERIFIED else set()
    return [
        problem if "" in names else replace(problem, message=f"{problem.message} (in {_names(names)})")
        for problem, names in found.items()
    ]


def _names(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def _broken(case: Case) -> Iterator[tuple[Rule | ProfileStyle, Breach]]:
    for group, rule in _binding(case):
        for breach in KINDS[group](rule, case):
            yield rule, breach


def _binding(case: Case) -> Iterator[tuple[str, Rule | ProfileStyle]]:
    """The rules that bind a document, each with its group."""
    lengths = limits_of(binding(case.workspace, case.value), case.value.variant)
    yield from (("limits", limit) for limit in lengths if case.value.layout != LETTER)
    rules = [(group, rule) for group, rule in case.profile.rules() if group not in {"limits", "deadline"}]
    due = [rule for rule in case.profile.deadline if binds(rule, case.value.variant)]
    deadline = deadlines.governing(due, case.value.consultation)
    rules += [("deadline", deadline)] if deadline else []
    for group, rule in rules:
        bound = group in KINDS and (case.value.layout != LETTER or group in OF_LETTERS)
        if bound and binds(rule, case.value.variant):
            yield group, rule


def _problem(breach: Breach, rule: Rule | ProfileStyle | None, recipe: Resolved, *, draft: bool) -> Problem:
    hard = rule is None or getattr(rule, "hard", False)
    level = breach.level or (Severity.ERROR if hard else Severity.WARNING)
    message = f"{breach.message} (rule: {attribution(rule)})" if rule else breach.message
    document = "" if breach.position.path == recipe.path else recipe.name
    return Problem(breach.code, breach.position, message, breach.hint, Severity.WARNING if draft else level, document)


# ── What concerns the profile as such ────────────────────────────────────────


def _variant(case: Case) -> Iterator[Breach]:
    """The variant of the recipe is none of the profile's, or it has none where there are several."""
    known, own = case.profile.variant_names, case.value.variant
    if own and own not in known:
        hint = did_you_mean(own, known) or (f"there are {', '.join(known)}" if known else "leave the line out")
        message = f'the profile "{case.value.profile}" has no variant "{own}"'
        level = None if known else Severity.WARNING
        yield Breach(Code.VARIANT_UNKNOWN, case.recipe.at("variant"), message, hint, level)
    elif known and not own:
        message = f'the profile "{case.value.profile}" has variants, and the recipe does not say which it is'
        hint = f"write variant: {' or '.join(known)}"
        yield Breach(Code.VARIANT_UNKNOWN, case.recipe.at("profile"), message, hint, Severity.WARNING)


def _unverified(case: Case) -> Iterator[Breach]:
    """What of a profile nobody has seen in a source; in the same words for all recipes that have it."""
    rules = [rule for _, rule in case.profile.rules() if rule.basis == "unverified"]
    if rules:
        name = case.value.profile
        message = f'not everything in the profile "{name}" is confirmed: {listed(rules)}'
        hint = f"see briefwright show {name}, ask the body, and write what it says into content/profiles/{name}.yaml"
        yield Breach(Code.RULE_UNVERIFIED, case.recipe.at("profile"), message, hint, Severity.WARNING)
