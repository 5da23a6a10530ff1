"""What may be a question, while a file is being read; and which of these are, judged by what the others have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefwright.consultations.questionnaires import LeftOut, Question
from briefwright.consultations.questionnaires.fields import is_bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.consultations.questionnaires.entries import Entry
    from briefwright.formats.docx.forms import Place
    from briefwright.formats.lines import Room
    from briefwright.workspace.values import Field, Limit

_ORDER = ("control", "bookmark", "cell")
_UNLIKE = "stands among text: it has neither number nor room for an answer, as the other questions have"
_NUMBERED = "has a number, but asks nothing"


@dataclass(slots=True)
class Found:
    """What may be a question, while it is being read."""

    entry: Entry
    asks: bool
    evident: bool
    group: tuple[str, ...]
    number: str
    text: list[str]
    limit: Limit | None
    rooms: tuple[Room, ...]
    after: Place | None
    choices: tuple[str, ...]
    known: Field | None
    closed: bool = False
    subs: list[Found] = field(default_factory=list)
    parent: Found | None = None
    is_group: bool = False
    is_sub: bool = False

    @property
    def whole(self) -> str:
        """Its text so far."""
        return " ".join(self.text)

    def question(self) -> Question:
        """What it is in the end."""
        choices = next((room.options for room in self.rooms if room.options), self.choices)
        return Question(
            self.whole, self.entry.position, self.number, self.group, self.limit, self._place(), choices, self.known
        )

    def _place(self) -> Place | None:
        """A list to choose from is the last place for words, where there is another; a cell that has one is none."""
        rooms = [room for room in self.rooms if room.place]
        ordered = sorted(
            rooms, key=lambda room: (_ORDER.index(room.place.kind) if room.place else 0, room.kind == "choice")
        )
        best = ordered[0].place if ordered else None
        return best or (None if self.choices else self.after)


def tell_names_apart(found: Sequence[Found]) -> None:
    """A bare "Name" is that of a person where the form asks for the organisation elsewhere."""
    named = [each for each in found if each.known == "name"]
    if any(not is_bare_name(each.whole) for each in named):
        for each in named:
            each.known = "contact" if is_bare_name(each.whole) else "name"


# ── What is a question in the end ────────────────────────────────────────────


def sifted(found: Sequence[Found]) -> tuple[list[Question], list[LeftOut]]:
    """The questions, and what only looked like one: judged by what the others of the file have."""
    kept = [each for each in found if not each.is_group]
    asking = [each for each in kept if each.asks and (each.number or each.evident)]
    siblings = _numbered_alike(kept)
    questions: list[Question] = []
    left: list[LeftOut] = []
    for each in kept:
        reason = _reason(each, asking, siblings)
        if reason is None:
            questions.append(each.question())
        elif each.asks or each.number:
            left.append(LeftOut(each.whole, each.entry.position, reason))
    return questions, left


def _reason(each: Found, asking: Sequence[Found], siblings: frozenset[str]) -> str | None:
    """Why this is no question, or None where it is one."""
    if each.evident:
        return None
    if each.asks:
        is_alone = not each.number and not each.entry.depth
        return _UNLIKE if is_alone and len(asking) > 1 else None
    if each.number and _form(each.number) in siblings:
        return None
    if not each.number and f"• {each.entry.depth} {each.group}" in siblings:
        return None
    return _NUMBERED if each.number else _UNLIKE


def _numbered_alike(kept: Sequence[Found]) -> frozenset[str]:
    """The forms of numbers that questions have, and most that have them ask."""
    forms: dict[str, list[bool]] = {}
    for each in kept:
        if each.number and not each.evident:
            forms.setdefault(_form(each.number), []).append(each.asks)
        elif each.entry.depth and not each.number:
            forms.setdefault(f"• {each.entry.depth} {each.group}", []).append(each.asks)
    return frozenset(form for form, asked in forms.items() if sum(asked) * 2 >= len(asked) and any(asked))


def _form(number: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", number))


def groups_of(questions: Sequence[Question]) -> Iterator[tuple[str, ...]]:
    """The headings that begin with each question: those that it does not share with the one before."""
    before: tuple[str, ...] = ()
    for question in questions:
        shared = 0
        while shared < min(len(before), len(question.group)) and before[shared] == question.group[shared]:
            shared += 1
        yield question.group[shared:]
        before = question.group
