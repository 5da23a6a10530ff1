"""What would make a document fit that is too long: measured, cheapest first, and never done by itself.

Each change that a recipe allows is tried: the document is composed anew with it, and counted. Changes depend on each
other (a work is cited in full where it is named first), so that a combination is composed as a whole, too.
"""

from __future__ import annotations

import sys
from collections import ChainMap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from briefwright.compose import compose_resolved
from briefwright.consultations.changes import Change, changes, in_words, likely, with_changes
from briefwright.consultations.choosing import Option, cheapest, largest
from briefwright.consultations.counting import answers, binding, limits_of
from briefwright.consultations.locating import Scale, counted, measure_of
from briefwright.workspace.profiles import ProfileLimit
from briefwright.workspace.values import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping, Sequence

    from briefwright.compose import Composed
    from briefwright.consultations.counting import Answer
    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.values import Recipe

MOST = 40
"""Changes that are tried at most; of more, those of the longest texts."""
TRIES = 6
"""Combinations that are composed at most."""
NAMED = 3
"""Changes that are named in a line."""
NO_LIMIT = ProfileLimit(unit="words", number=sys.maxsize)
"""The limit of a document that has none."""


class Subject(NamedTuple):
    """Something that has a limit, and how long it is: the document, or the ``answer`` in a section."""

    limit: ProfileLimit
    counted: int
    answer: str = ""

    @property
    def over(self) -> int:
        """By how much it is too long."""
        return max(0, self.counted - self.limit.number)


class Plan(NamedTuple):
    """Changes that belong together, what they save together, and how long the document is with them."""

    options: tuple[Option, ...]
    saves: int
    length: int

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes."""
        return tuple(option.change for option in self.options)


class Fitting(NamedTuple):
    """What would make something fit.

    ``options`` are all changes that save something, in words or characters; ``alone`` are the plans of
    one change that is enough, the smallest first, and ``together`` the combination that loses less than these. Where
    nothing is enough, ``together`` is the most that can be done, and ``missing`` what is still too much then.
    """

    subject: Subject
    options: tuple[Option, ...] = ()
    alone: tuple[Plan, ...] = ()
    together: Plan | None = None
    missing: int = 0

    @property
    def measure(self) -> str:
        """What changes save: words or characters."""
        return measure_of(self.subject.limit)

    @property
    def advice(self) -> Plan | None:
        """The plan that is recommended: one change that is enough, or else several."""
        return self.alone[0] if self.alone else self.together


def fittings(
    composed: Composed,
    workspace: Workspace,
    *,
    target: int | None = None,
    always: bool = False,
    cache: MutableMapping[str, Any] | None = None,
) -> tuple[Fitting, ...]:
    """What would make fit what is too long: the document, and its answers. A ``target`` stands in for the limit.

    Nothing is composed where nothing is too long, unless one ``always`` wants to know what could be shorter.
    """
    if composed.document is None or composed.recipe is None:
        return ()
    too_long = [subject for subject in subjects(composed, workspace, target) if subject.over or always]
    trying = _Trying(composed, composed.recipe, workspace, ChainMap({}, {} if cache is None else cache))
    return tuple(trying.fitting(subject) for subject in too_long)


def subjects(composed: Composed, workspace: Workspace, target: int | None = None) -> list[Subject]:
    """What has limits: the document by its call or its profile, answers by their questions.

    A ``target`` stands in for the number of the first limit.
    """
    if composed.document is None or composed.recipe is None:
        return []
    limits = limits_to_fit(composed.recipe.value, workspace)
    if target is not None:
        limits = (msgspec.structs.replace(limits[0], number=target), *limits[1:])
    whole = [Subject(limit, counted(composed.document, limit)) for limit in limits]
    return [*whole, *(Subject(_of_answer(each), each.counted, each.name) for each in answers(composed))]


def limits_to_fit(recipe: Recipe, workspace: Workspace) -> tuple[ProfileLimit, ...]:
    """The limits that bind a document; one that has none may have any number of words."""
    return limits_of(binding(workspace, recipe), recipe.variant) or (NO_LIMIT,)


def _of_answer(answer: Answer) -> ProfileLimit:
    unit: Literal["words", "characters"] = "characters" if answer.unit == "characters" else "words"
    return ProfileLimit(unit=unit, number=answer.limit)


# ── In a line ────────────────────────────────────────────────────────────────

SHORTER = "shorten a text, or write a short variant of it"


def hint(
    composed: Composed,
    workspace: Workspace,
    limit: ProfileLimit | None = None,
    answer: str = "",
    cache: MutableMapping[str, Any] | None = None,
) -> str:
    """What to do about a document that is longer than a limit (or than any), or about the answer in a section.

    It names the changes that would make it fit; without any, it says to shorten a text.
    """
    recipe = composed.recipe
    if composed.document is None or recipe is None:
        return ""
    broken = [each for each in subjects(composed, workspace) if each.over and each.answer == answer]
    found = next((each for each in broken if limit in {None, each.limit}), None)
    trying = _Trying(composed, recipe, workspace, ChainMap({}, {} if cache is None else cache))
    told = SHORTER if limit and limit.unit == "pages" else ""  # too many pages for LibreOffice, but not by the estimate
    said = _said(trying.fitting(found), recipe) if found else told
    return "; ".join(filter(None, (said, f"see: briefwright count {recipe.name}")))


def _said(fitting: Fitting, recipe: Resolved) -> str:
    plan = fitting.advice
    if plan is None:
        return SHORTER
    said = [f"{in_words(recipe, each.change)} (−{each.saves} {fitting.measure})" for each in plan.options[:NAMED]]
    more = len(plan.options) - len(said)
    said += [f"{more} more"] if more else []
    said += [f"shorten a text by {_counted(fitting.missing, fitting.subject.limit.unit)}"] if fitting.missing else []
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def _counted(number: int, units: str) -> str:
    return f"{number} {units.removesuffix('s') if number == 1 else units}"


# ── Trying ───────────────────────────────────────────────────────────────────


class _Length(NamedTuple):
    """How long something is: in the unit of its limit, and in words or characters."""

    counted: int
    fine: int


@dataclass(slots=True)
class _Trying:
    """A document, and what has been composed of its recipe with changes."""

    composed: Composed
    recipe: Resolved
    workspace: Workspace
    cache: MutableMapping[str, Any]
    known: dict[frozenset[Change], Composed] = field(default_factory=dict)

    def fitting(self, subject: Subject) -> Fitting:
        """What would make the document or an answer fit."""
        before = self._length(self.composed, subject)
        alone = self._alone(before, subject)
        options = tuple(option for plan in alone for option in plan.options)
        fitting = Fitting(subject, options)
        if not subject.over:
            return fitting
        enough = [plan for plan in alone if plan.length <= subject.limit.number]
        enough.sort(key=lambda plan: (plan.saves, plan.changes[0].length is None))
        fitting = fitting._replace(alone=tuple(enough))
        plan = self._combination(options, before, subject)
        if plan or enough or not options:
            less = plan and len(plan.options) > 1 and not (enough and enough[0].saves <= plan.saves)
            missing = 0 if plan or enough else subject.over
            return fitting._replace(together=plan if less else None, missing=missing)
        plan = self._most(options, before, subject)
        return fitting._replace(together=plan, missing=max(0, plan.length - subject.limit.number))

    def _alone(self, before: _Length, subject: Subject) -> list[Plan]:
        """Each change that saves something."""
        plans = []
        for change in self._changes(subject.answer):
            after = self._with([change], subject)
            saves = before.fine - after.fine if after else 0
            if after and saves > 0:
                plans.append(Plan((Option(change, saves),), saves, after.counted))
        return plans

    def _combination(self, options: Sequence[Option], before: _Length, subject: Subject) -> Plan | None:
        """The changes that are enough and lose least. Where they save less together than each alone, more is asked."""
        rate = before.fine / max(1, before.counted)
        coarse = subject.limit.unit in ("seconds", "pages")  # the last of which may be all but empty
        need = max(1, round((subject.over - coarse) * rate) + coarse)
        for _ in range(TRIES):
            chosen = cheapest(options, need, self._entries)
            after = self._with([option.change for option in chosen], subject) if chosen else None
            if not chosen:
                return None
            if after is None:
                options = _without_smallest(options, chosen)
            elif after.counted <= subject.limit.number:
                return Plan(chosen, before.fine - after.fine, after.counted)
            else:
                still = round((after.counted - subject.limit.number - coarse) * rate)
                need += max(1, still, round(coarse * rate / 4))
        return None

    def _most(self, options: Sequence[Option], before: _Length, subject: Subject) -> Plan:
        """As much as can be saved at all."""
        while options:
            chosen = largest(options, self._entries)
            after = self._with([option.change for option in chosen], subject)
            if after:
                return Plan(chosen, before.fine - after.fine, after.counted)
            options = _without_smallest(options, chosen)
        return Plan((), 0, before.counted)

    @property
    def _entries(self) -> list[int]:
        """How many entries each section has; of a selection, its blocks go or stay as one."""
        sections = self.recipe.value.sections
        return [1 if isinstance(section.blocks, Selection) else max(1, len(section.blocks)) for section in sections]

    def _changes(self, answer: str) -> list[Change]:
        found = list(changes(self.recipe, self.workspace, answer))
        longest = sorted(found, key=lambda change: -likely(self.recipe, change, self.workspace))[:MOST]
        return [change for change in found if change in longest]

    def _with(self, wanted: Iterable[Change], subject: Subject) -> _Length | None:
        """How long it is with changes; None where these bring a problem that was not there before."""
        made = frozenset(wanted)
        if made not in self.known:
            recipe = with_changes(self.recipe, made)
            self.known[made] = compose_resolved(self.workspace, recipe, self.composed.language, cache=self.cache)
        after = self.known[made]
        before = {(problem.code, problem.message) for problem in self.composed.problems}
        if after.document is None or {(problem.code, problem.message) for problem in after.problems} - before:
            return None
        return self._length(after, subject)

    def _length(self, composed: Composed, subject: Subject) -> _Length:
        """How long the document or the answer is."""
        limit = subject.limit
        if composed.document is None:
            return _Length(0, 0)
        if subject.answer:
            same = (each for each in answers(composed) if (each.name, each.unit) == (subject.answer, limit.unit))
            length = next((each.counted for each in same), 0)
        else:
            length = counted(composed.document, limit)
        if limit.unit in ("words", "characters"):
            return _Length(length, length)
        return _Length(length, Scale(composed.document, limit).of(composed.document.children))


def _without_smallest(options: Iterable[Option], chosen: Sequence[Option]) -> tuple[Option, ...]:
    """The options without the one of those chosen that saves least: what cannot be had together is had in part."""
    smallest = min(chosen, key=lambda option: option.saves)
    return tuple(option for option in options if option != smallest)
