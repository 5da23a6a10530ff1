"""Which section of a recipe answers which question of a form: by its words, or its number and most of them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from briefwright.consultations.questionnaires.recipe import section_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefwright.consultations.questionnaires import Question
    from briefwright.workspace.values import Section

_ALIKE_BY_NUMBER = 0.6
_ALIKE = 0.85
_CLEARLY = 0.05
"""By how much the words of one question must be nearer than those of all others."""
_MOST_LETTERS = 2000
"""Letters of a question that are compared: a longer one is told apart by then."""
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^(?:q(?:uestion)?\.?\s*)?\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)\s:]+(?=\S)", re.IGNORECASE)


class Matched(NamedTuple):
    """The section for each question, by the question's place in the list, and what fits several."""

    sections: dict[int, Section]
    unclear: tuple[tuple[Section, tuple[int, ...]], ...]
    missing: tuple[Section, ...]


def match_sections(sections: Sequence[Section], questions: Sequence[Question]) -> Matched:
    """Match each section that answers a question with one of a form's, each of these at most once."""
    matching = _Matching(sections, questions)
    matching.by_words()
    matching.by_likeness(_same_number, _ALIKE_BY_NUMBER)
    matching.by_likeness(lambda _section, _question: True, _ALIKE)
    unclear = {section.name for section, _ in matching.unclear}
    missing = tuple(section for section in matching.open if section.name not in unclear)
    return Matched(matching.found, tuple(matching.unclear), missing)


class _Matching:
    def __init__(self, sections: Sequence[Section], questions: Sequence[Question]) -> None:
        self.open = [section for section in sections if section.question]
        self.questions = questions
        self.words = [_folded(question.text) for question in questions]
        self.found: dict[int, Section] = {}
        self.unclear: list[tuple[Section, tuple[int, ...]]] = []

    def by_words(self) -> None:
        """The same words; where a form asks twice with the same, numbers decide, or the name that reading gives.

        Else the order does, if as many sections have these words as questions; if not, they are unclear.
        """
        asked: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.words):
            asked[words].append(place)
        named = {name: place for place, name in enumerate(section_names(self.questions))}
        for section in list(self.open):
            if section.name in named and self._is_named_rightly(section, named[section.name]):
                self._take(section, named[section.name])
        for section in list(self.open):
            free = [place for place in asked[_folded(section.question)] if place not in self.found]
            numbered = [place for place in free if _same_number(section, self.questions[place])]
            alike = [each for each in self.open if _folded(each.question) == _folded(section.question)]
            if numbered or (free and len(free) <= len(alike)):
                self._take(section, (numbered or free)[0])
            elif free:
                self.unclear.append((section, tuple(free)))

    def _is_named_rightly(self, section: Section, place: int) -> bool:
        question = self.questions[place]
        numbered = bool(section.number and question.number) and not _same_number(section, question)
        return self.words[place] == _folded(section.question) and not numbered

    def by_likeness(self, may: Callable[[Section, Question], bool], least: float) -> None:
        """The question whose words are nearest, if they are near enough and no other is as near."""
        told = {section.name for section, _ in self.unclear}
        for section in [section for section in self.open if section.name not in told]:
            near = sorted(self._near(section, may, least), reverse=True)
            best = [place for likeness, place in near if likeness > near[0][0] - _CLEARLY]
            if len(best) == 1:
                self._take(section, best[0])
            elif best:
                self.unclear.append((section, tuple(sorted(best))))

    def _near(
        self, section: Section, may: Callable[[Section, Question], bool], least: float
    ) -> list[tuple[float, int]]:
        compared = SequenceMatcher(b=_folded(section.question), autojunk=False)
        found = []
        for place, (question, words) in enumerate(zip(self.questions, self.words, strict=True)):
            if place in self.found or not may(section, question):
                continue
            compared.set_seq1(words)
            if compared.real_quick_ratio() >= least and compared.quick_ratio() >= least:
                likeness = compared.ratio()
                found += [(likeness, place)] if likeness >= least else []
        return found

    def _take(self, section: Section, place: int) -> None:
        self.found[place] = section
        self.open.remove(section)


def _folded(text: str) -> str:
    """The letters and digits of a question, without its number."""
    plain = unicodedata.normalize("NFKC", _NUMBER.sub("", text.strip())).casefold()
    return _NO_WORD.sub(" ", plain).strip()[:_MOST_LETTERS]


def _same_number(section: Section, question: Question) -> bool:
    ours, theirs = (_NO_WORD.sub("", str(number)).casefold() for number in (section.number, question.number))
    return bool(ours) and ours == theirs
