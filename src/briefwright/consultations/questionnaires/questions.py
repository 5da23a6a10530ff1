"""The one recogniser: which lines of a file ask, what belongs to each question, and where its answer goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from briefwright.consultations.questionnaires import LeftOut, Questionnaire
from briefwright.consultations.questionnaires.entries import TABLE_LEVEL, Entry, with_bare_numbers
from briefwright.consultations.questionnaires.fields import field_of
from briefwright.consultations.questionnaires.limits import find_limit, is_for_all, is_limit_alone
from briefwright.consultations.questionnaires.numbers import (
    clean,
    is_number,
    is_of_titles,
    is_sub,
    joined,
    split_number,
)
from briefwright.consultations.questionnaires.sifting import Found, sifted, tell_names_apart
from briefwright.consultations.questionnaires.tables import entries_of
from briefwright.consultations.questionnaires.wording import (
    asks,
    asks_plainly,
    by_hand,
    consents,
    instructs,
    is_capitals,
    is_questionnaire,
    is_section_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefwright.formats.lines import Read
    from briefwright.workspace.values import Limit

_FAR = 20
"""Entries behind a question in which room for its answer is looked for."""
_MOST_HEADING_WORDS = 16
_STRONG_LEVEL, _PART_LEVEL = 7, 6
_BY_HAND = "is done by hand: a signature or a stamp"
_TICKED = "a box to tick by hand"


def find_questions(read: Read, name: str) -> Questionnaire:
    """The questions of a file; ``name`` is its title where it says none."""
    finding = _Finding(with_bare_numbers([*entries_of(read.content)]))
    finding.run()
    tell_names_apart(finding.found)
    found, left = sifted(finding.found)
    return Questionnaire(read.title or finding.title or name, tuple(found), (*finding.left_out, *left))


@dataclass(slots=True)
class _Finding:
    """One pass over the entries of a file."""

    entries: Sequence[Entry]
    found: list[Found] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    groups: list[tuple[int, str]] = field(default_factory=list)
    limits: list[tuple[int, Limit]] = field(default_factory=list)  # those of all answers below a heading
    title: str = ""
    title_level: int = 0
    open: Found | None = None
    blanks: int = 0
    number: str = ""  # one that stood alone, for the question to come
    stem: str = ""  # the number of the heading that parts of a question may follow

    def run(self) -> None:
        for index, entry in enumerate(self.entries):
            self._take(entry, index)

    def _take(self, entry: Entry, index: int) -> None:
        match entry.kind:
            case "blank":
                self._blank(entry)
            case "room":
                self._room(entry)
            case "choices":
                self._choices(entry)
            case "group":
                self._enter(entry.level, _titled(entry))
                self.stem = split_number(entry.text)[0]
            case "end":
                self.groups = [each for each in self.groups if each[0] < TABLE_LEVEL]
            case "text":
                self._text(entry, self._next(index))
        self.blanks = self.blanks + 1 if entry.kind == "blank" else 0

    def _next(self, index: int) -> Entry | None:
        """The next entry that is not blank."""
        behind = islice(self.entries, index + 1, index + _FAR)
        following = (each for each in behind if each.kind not in {"blank", "end"})
        return next((each for each in following if each.rooms or not is_limit_alone(each.text)), None)

    # ── What is no text ──────────────────────────────────────────────────────

    def _blank(self, entry: Entry) -> None:
        if self.open and entry.limit:
            self.open.limit = self.open.limit or entry.limit
        if self.open and not self.open.entry.in_table and (self.blanks or (self.open.asks and self.open.after)):
            self.open.closed = True  # room to write into: two blank lines, or one where Word could have spaced the text

    def _room(self, entry: Entry) -> None:
        found = self.open
        if found is None or (found.rooms and entry.in_table and found.entry.in_table):
            return
        if entry.limit and not found.limit:
            found.limit = entry.limit
        if not found.rooms and not found.choices:
            found.rooms = entry.rooms
            found.after = (entry.after if entry.text else None) or found.after or entry.after
        elif found.choices and not found.rooms:
            found.rooms = entry.rooms
        found.evident = found.closed = True

    def _choices(self, entry: Entry) -> None:
        found = self.open
        if found is None or (consents(entry.text) and found.rooms):
            self.left_out.append(LeftOut(entry.text, entry.position, _TICKED))
            return
        found.choices += entry.choices
        found.evident = found.closed = True

    # ── Text ─────────────────────────────────────────────────────────────────

    def _text(self, entry: Entry, following: Entry | None) -> None:
        text = entry.text
        evident = bool(entry.rooms or entry.choices) or (
            following is not None and following.kind in {"room", "choices"}
        )
        known = field_of(text)
        evident = evident or (known is not None and entry.text.endswith(":") and not entry.level)
        if is_number(text) and not entry.number and not evident:
            self.open, self.number = None, clean(text)
        elif is_number(text) and entry.rooms and self.open:
            self._room(entry._replace(text=""))  # "1. …", "2. …": room for the parts of an answer
        elif by_hand(text) and not asks_plainly(text):
            if evident:
                self.left_out.append(LeftOut(text, entry.position, _BY_HAND))
            self.open = None
        elif entry.choices and consents(text) and not asks(text):
            self.left_out.append(LeftOut(text, entry.position, _TICKED))
        elif is_limit_alone(text) and not entry.rooms:
            self._limit(entry)
        elif self._limits_all(entry) or self._instructs(entry, evident=evident):
            self._instruction(entry)
        elif self._is_heading(entry, following, evident=evident):
            self._heading(entry)
        else:
            self._ask_or_append(entry, evident=evident)

    def _instructs(self, entry: Entry, *, evident: bool) -> bool:
        holds = entry.rooms or entry.choices or (evident and self._lacks_question())
        return instructs(entry.text) and not holds

    def _limits_all(self, entry: Entry) -> bool:
        """Whether a line above all questions says how long each answer may be, whatever else it says."""
        above = not self.found and not (entry.number or entry.level or entry.rooms or entry.choices)
        return above and find_limit(entry.text) is not None and is_for_all(entry.text)

    def _lacks_question(self) -> bool:
        return self.open is None or self.open.closed

    def _limit(self, entry: Entry) -> None:
        if self.open:
            self.open.limit = self.open.limit or find_limit(entry.text)
            self._answer_behind(entry)
        else:
            self._all_below(entry)

    def _answer_behind(self, entry: Entry) -> None:
        """The answer goes behind what is said of it, right behind the question."""
        if self.open and not (self.open.closed or self.blanks):
            self.open.after = entry.after or self.open.after

    def _all_below(self, entry: Entry) -> None:
        limit = find_limit(entry.text)
        if limit:
            level = self.groups[-1][0] if self.groups and self.found else 0
            self.limits = [*(each for each in self.limits if each[0] < level), (level, limit)]

    def _instruction(self, entry: Entry) -> None:
        limit = find_limit(entry.text)
        if limit and self.open and not self.open.closed and not re.search(r"\b(?:each|every|all)\b", entry.text):
            self.open.limit = self.open.limit or limit
            self._answer_behind(entry)
        elif limit and is_for_all(entry.text):
            self._all_below(entry)
        if asks(entry.text) and not (self.open and not self.open.closed and limit):
            self.left_out.append(LeftOut(entry.text, entry.position, "an instruction: it says how to answer"))

    def _is_heading(self, entry: Entry, following: Entry | None, *, evident: bool) -> bool:
        text, words = entry.text, len(entry.text.split())
        if entry.rooms or entry.choices or asks_plainly(text):
            return False
        titled = is_section_title(text) or (is_of_titles(entry.number) and words <= _MOST_HEADING_WORDS)
        if entry.level and not (evident and entry.number and not titled):
            return not (evident and entry.in_table)
        if words > _MOST_HEADING_WORDS or evident or is_sub(entry.number):
            return False
        if is_section_title(text) or is_capitals(text) or (entry.strong and not text.endswith((".", ";"))):
            return True
        if titled and following is not None and following.kind == "text":
            return not is_of_titles(following.number)
        return bool(entry.number) and not asks(text) and self._heads(entry, following)

    def _heads(self, entry: Entry, following: Entry | None) -> bool:
        """Whether a short numbered line that asks nothing is followed by what asks, and is not one of its kind."""
        if following is None or following.kind != "text" or not asks(following.text):
            return False
        deeper = following.number.rstrip(".").count(".") > entry.number.rstrip(".").count(".")
        return not following.number or is_sub(following.number) or deeper or following.depth > entry.depth > 0

    def _heading(self, entry: Entry) -> None:
        level = entry.level
        if not level:
            part = is_section_title(entry.text) or is_of_titles(entry.number) or is_capitals(entry.text)
            level = TABLE_LEVEL if entry.in_table else _PART_LEVEL if part else _STRONG_LEVEL
        self._take_back_title(level)
        if not self.found and (not self.title or (is_questionnaire(entry.text) and not is_questionnaire(self.title))):
            self.title, self.title_level = _titled(entry), level
            if not entry.number and not is_section_title(entry.text):
                self.open = None
                return
        self._enter(level, _titled(entry))
        self.stem = entry.number
        limit = find_limit(entry.text)
        if limit:
            self.limits.append((level, limit))

    def _take_back_title(self, level: int) -> None:
        """Where another heading is of the same level, the first one was that of a part, and no title of the whole."""
        if self.found and level == self.title_level and not is_questionnaire(self.title):
            for found in self.found:
                found.group = (self.title, *found.group)
            self.title, self.title_level = "", 0

    def _enter(self, level: int, title: str) -> None:
        self.open, self.stem, self.number = None, "", ""
        self.groups = [*(each for each in self.groups if each[0] < level), (level, title)]
        self.limits = [each for each in self.limits if each[0] < level]

    def _ask_or_append(self, entry: Entry, *, evident: bool) -> None:
        asking = asks(entry.text)
        found = self.open
        if is_sub(entry.number):
            parent = found.parent or (None if found.is_sub else found) if found else None
            if found and not (asking or evident):
                self._append(entry, found)
            elif parent:
                self._sub(entry, parent, evident=evident)
            elif asking or evident:
                found = self._begin(entry._replace(number=joined(self.stem, entry.number)), evident=evident)
                found.is_sub = True
            return
        numbered = bool(entry.number)
        if found and not numbered and self._continues(entry, found, asking=asking):
            self._append(entry, found)
            found.evident = found.evident or (evident and bool(entry.rooms))
        elif asking or evident or numbered or entry.depth:
            self._begin(entry, evident=evident)
        elif find_limit(entry.text) and is_for_all(entry.text):
            self._all_below(entry)

    def _continues(self, entry: Entry, found: Found, *, asking: bool) -> bool:
        """Whether a text without a number belongs to the question before it."""
        is_label = field_of(entry.text) is not None and (bool(entry.rooms) or entry.text.endswith(":"))
        if found.closed or entry.strong or is_label:
            return False
        if entry.depth and not found.number and found.entry.depth == entry.depth:
            return False  # the next of a list of questions
        return (found.asks or bool(found.number) or not asking) and not (asking and entry.depth and not found.number)

    def _begin(self, entry: Entry, *, evident: bool) -> Found:
        known = field_of(entry.text) if evident else None
        common = self.limits[-1][1] if self.limits and (asks(entry.text) or entry.number) else None
        limit = entry.limit or (None if known or entry.choices else common)
        number, self.number = entry.number or self.number, ""
        found = Found(
            entry, asks(entry.text), evident, tuple(title for _, title in self.groups), number, [entry.text],
            limit, entry.rooms, entry.after, entry.choices, known,
            closed=bool(entry.rooms or entry.choices or (known and entry.text.endswith(":"))),
        )  # fmt: skip
        self.found.append(found)
        self.open = found
        return found

    def _sub(self, entry: Entry, parent: Found, *, evident: bool) -> None:
        if not parent.closed and not parent.subs and (not parent.asks or parent.whole.endswith((":", "："))):
            parent.is_group = True
        found = self._begin(entry, evident=evident)
        found.parent, found.number = parent, joined(parent.number, entry.number)
        if parent.is_group:
            found.group = (*parent.group, _titled(parent.entry._replace(text=parent.whole)))
        found.limit = entry.limit or parent.limit or found.limit
        parent.subs.append(found)

    def _append(self, entry: Entry, found: Found) -> None:
        found.text.append(" ".join(filter(None, (entry.number, entry.text))))
        found.limit = entry.limit or found.limit
        found.rooms = found.rooms or entry.rooms
        found.after = entry.after or found.after
        found.choices += entry.choices
        found.asks = found.asks or asks(entry.text)
        found.closed = found.closed or bool(entry.rooms or entry.choices)


def _titled(entry: Entry) -> str:
    return " ".join(filter(None, (entry.number, entry.text))).rstrip(" :")
