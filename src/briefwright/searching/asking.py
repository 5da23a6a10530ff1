"""What a question asks for: its telling words, and other words that mean the same."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from briefwright.searching.index import near, quoted
from briefwright.searching.words import Word, is_idle, stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefwright.searching.index import Index
    from briefwright.workspace import Workspace

LONGEST = 20_000
"""Characters of a question beyond which nothing is read: the longest of a real questionnaire has a tenth of them."""

SAME_MEANING, SAME_ROOT, TOGETHER = 0.75, 0.6, 0.15
"""What counts another word of the same meaning, one that begins the same, and two words of the question that stand
close together in the text as well; a word of the question itself counts 1."""

_SHORTEST_ROOT = 6
_ALIKE, _LONGER = 0.8, 1.6
"""What two words of one root share: this part of the shorter one, and not less than that part of the longer one."""
_COMPOUNDING = frozenset({"da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv"})
"""Languages that write compounds in one word."""


class Form(NamedTuple):
    """One way to look for a term: the words as they are compared, what to ask FTS5 for, and how much it counts."""

    stems: tuple[str, ...]
    phrase: str
    counts: float


class Term(NamedTuple):
    """Something that a question asks for, in its own words, and the ways to look for it."""

    asked: str
    forms: tuple[Form, ...]
    told: bool = True


def terms_of(text: str, index: Index, workspace: Workspace) -> list[Term]:
    """The terms of a question, each once, in its order; and its neighbouring words, which count more together."""
    words = list(words_of(text[:LONGEST], index.language))
    telling = [word for word in words if not is_idle(word.written, index.language)] or words
    meanings = Meanings(workspace, index.language)
    terms: dict[tuple[str, ...], Term] = {}
    for word in telling:
        if (word.stem,) not in terms:
            own = Form((word.stem,), quoted([word.stem]), 1.0)
            forms = (own, *_forms(meanings.of((word.stem,)), SAME_MEANING), *_same_root(word.stem, index))
            terms[word.stem,] = Term(word.written, forms)
    for asked, stems in meanings.longer(text, words):
        forms = (Form(stems, quoted(stems), 1.0), *_forms(meanings.of(stems), SAME_MEANING))
        terms.setdefault(stems, Term(asked, forms))
    return [*terms.values(), *_together(telling)]


def _forms(others: Iterable[tuple[str, ...]], counts: float) -> Iterator[Form]:
    for stems in others:
        yield Form(stems, quoted(stems), counts)


def _together(words: Sequence[Word]) -> Iterator[Term]:
    pairs = dict.fromkeys((a.stem, b.stem) for a, b in pairwise(words) if a.stem != b.stem)
    for first, second in pairs:
        yield Term(f"{first} {second}", (Form((first, second), near(first, second), TOGETHER),), told=False)


def _same_root(stem: str, index: Index) -> Iterator[Form]:
    """Words of the texts that begin as this one does: `employment` and `employable`, `-ize` and `-ise`."""
    if len(stem) >= _SHORTEST_ROOT:
        for word in index.words:
            if word != stem and (_alike(stem, word) or (index.language in _COMPOUNDING and _compound(stem, word))):
                yield Form((word,), quoted([word]), SAME_ROOT)


def _alike(one: str, other: str) -> bool:
    if one[:_SHORTEST_ROOT] != other[:_SHORTEST_ROOT]:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= _ALIKE * min(len(one), len(other)) and max(len(one), len(other)) <= _LONGER * shared


def _compound(stem: str, word: str) -> bool:
    return word.startswith(stem) or word.endswith(stem)


class Meanings:
    """What means the same: the workspace's synonyms, and its abbreviations with what they stand for."""

    def __init__(self, workspace: Workspace, language: str) -> None:
        groups = [*workspace.synonyms, *workspace.abbreviations.items()]
        self.same: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for group in groups:
            each = [stems for stems in (stems_of(text, language) for text in group) if stems]
            for stems in each:
                self.same.setdefault(stems, {}).update(dict.fromkeys(other for other in each if other != stems))
        self.longest = max(map(len, self.same), default=0)

    def of(self, stems: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        """What else is said for it."""
        return self.same.get(stems, ())

    def longer(self, text: str, words: Sequence[Word]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The expressions of several words in a text that have others of the same meaning."""
        stems = tuple(word.stem for word in words)
        for length in range(2, self.longest + 1):
            for begin in range(len(words) - length + 1):
                run = stems[begin : begin + length]
                if run in self.same:
                    last = words[begin + length - 1]
                    yield text[words[begin].start : last.start + len(last.written)], run
