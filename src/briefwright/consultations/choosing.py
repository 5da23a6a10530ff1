"""Choosing changes that together save enough and lose the least."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefwright.consultations.changes import Change

FINEST = 20_000
"""Up to so many words or characters too many the choice is exact; beyond that it is by larger steps."""


class Option(NamedTuple):
    """A change, and what it saves, alone."""

    change: Change
    saves: int


class _Chosen(NamedTuple):
    """Options that were chosen, as a chain: how many leave something out, how many there are, the last of them."""

    left: int = 0
    changes: int = 0
    last: Option | None = None
    before: _Chosen | None = None

    def plus(self, option: Option) -> _Chosen:
        """One more."""
        left = self.left + (option.change.length is None)
        return _Chosen(left, self.changes + 1, option, self)

    @property
    def cost(self) -> tuple[int, int]:
        """What decides where the same is lost: to leave out less, and then to change less."""
        return self.left, self.changes

    def options(self) -> Iterator[Option]:
        """All of them, last first."""
        if self.last and self.before:
            yield self.last
            yield from self.before.options()


_State = tuple[int, bool]
"""What is saved so far, and whether something is left of the section that is being looked at."""


def cheapest(options: Sequence[Option], need: int, entries: Sequence[int]) -> tuple[Option, ...]:
    """The options that together save what is needed and lose least; none where all of them are not enough.

    Where several lose the same, it is those that leave out the least, and then the fewest. Of the changes to one
    entry, or to a whole section and inside it, one is chosen at most; ``entries`` are how many entries each section
    has, of which one must stay unless the section goes.
    """
    step = max(1, need // FINEST)
    enough = -(-need // step)
    best = _ways(options, entries, step, enough)
    return next((_told(chosen) for (saved, _), chosen in best.items() if saved >= enough), ())


def largest(options: Sequence[Option], entries: Sequence[int]) -> tuple[Option, ...]:
    """As much as can be saved at all."""
    total = sum(option.saves for option in options)
    best = _ways(options, entries, max(1, total // FINEST), total + 1)
    return _told(best[max(best)])


def _told(chosen: _Chosen) -> tuple[Option, ...]:
    return tuple(reversed(list(chosen.options())))


def _ways(options: Sequence[Option], entries: Sequence[int], step: int, enough: int) -> dict[_State, _Chosen]:
    """What can be saved, in steps, and how at the least cost; of what is enough, only the way that loses least."""
    best: dict[_State, _Chosen] = {(0, True): _Chosen()}
    for section, inside in _by_section(options):
        groups = _by_entry(inside)
        stays = sum(any(option.change.length is None for option in group) for group in groups) < entries[section]
        states = {(saved, stays): chosen for (saved, _), chosen in best.items()}
        for group in groups:
            states = _pruned(_with_one(states, group, step), enough)
        whole = [option for option in inside if option.change.entry is None]
        gone = (
            ((saved + option.saves // step, True), chosen.plus(option))
            for (saved, _), chosen in best.items()
            for option in whole
        )
        best = _pruned([*(state for state in states.items() if state[0][1]), *gone], enough)
    return best


def _by_section(options: Iterable[Option]) -> Iterator[tuple[int, list[Option]]]:
    ordered = sorted(options, key=lambda option: option.change.section)
    for section, group in groupby(ordered, key=lambda option: option.change.section):
        yield section, list(group)


def _by_entry(options: Iterable[Option]) -> list[list[Option]]:
    entries: dict[int, list[Option]] = {}
    for option in options:
        if option.change.entry is not None:
            entries.setdefault(option.change.entry, []).append(option)
    return list(entries.values())


def _with_one(states: dict[_State, _Chosen], group: list[Option], step: int) -> Iterator[tuple[_State, _Chosen]]:
    """The states in which an entry stays as it is, or is changed in one way."""
    for (saved, stays), chosen in states.items():
        yield (saved, True), chosen
        for option in group:
            left_out = option.change.length is None
            yield (saved + option.saves // step, stays or not left_out), chosen.plus(option)


def _pruned(states: Iterable[tuple[_State, _Chosen]], enough: int) -> dict[_State, _Chosen]:
    """Of those that save the same, the one that costs least; of those that save enough, the one that loses least."""
    kept: dict[_State, _Chosen] = {}
    for state, chosen in states:
        if state not in kept or chosen.cost < kept[state].cost:
            kept[state] = chosen
    done: dict[bool, int] = {}
    for saved, stays in kept:
        if saved >= enough:
            done[stays] = min(saved, done.get(stays, saved))
    return {state: chosen for state, chosen in kept.items() if state[0] < enough or state[0] == done[state[1]]}
