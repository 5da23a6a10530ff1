"""Where a citation stands among the others: the positions of CSL 1.0.2, which citeproc-py only guesses at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.document import Cite


class Place(NamedTuple):
    """A citation and where it stands: in which note (0: in the text), at its beginning, at its end."""

    note: int
    cites: tuple[Cite, ...]
    begins: bool = True
    ends: bool = True


class Known(NamedTuple):
    """What a style may know of a cite: its positions, and the note that first named the work (0: none)."""

    positions: frozenset[str]
    first_note: int = 0


class _Last(NamedTuple):
    """Where a work was cited last: in which citation, as which of its cites."""

    group: int
    rank: int
    place: Place


def positions(places: Sequence[Place], near: int) -> Iterator[list[Known]]:
    """For each citation what is known of each of its cites; ``near`` is the style's distance of a near note."""
    first: dict[str, int] = {}
    last: dict[str, _Last] = {}
    for group, place in enumerate(places):
        known = []
        for rank, cite in enumerate(place.cites):
            here = _Last(group, rank, place)
            known.append(Known(_positions(here, last.get(cite.key), near), first.setdefault(cite.key, place.note)))
            last[cite.key] = here
        yield known


def _positions(here: _Last, last: _Last | None, near: int) -> frozenset[str]:
    """The positions of a cite. As for pandoc, a note without citations in between ends an "ibid"."""
    if last is None:
        return frozenset({"first"})
    distance = here.place.note - last.place.note
    result = {"subsequent", "near-note"} if distance <= near else {"subsequent"}
    cite, before = here.place.cites[here.rank], last.place.cites[last.rank]
    follows = here.group == last.group and here.rank == last.rank + 1
    alone = here.group == last.group + 1 and here.rank == 0 and len(last.place.cites) == 1 and distance <= 1
    if (follows or alone) and (cite.locator or not before.locator):
        result.add("ibid")
        if (cite.label, cite.locator) != (before.label, before.locator):
            result.add("ibid-with-locator")
    return frozenset(result)
