"""The blocks that say something about a question, best first, each with the reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.searching.asking import terms_of
from briefwright.searching.index import make_indexes
from briefwright.searching.texts import Line, excerpt, lines_of
from briefwright.searching.words import stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefwright.searching.asking import Form, Term
    from briefwright.searching.index import Index, Kept
    from briefwright.workspace import Block, Workspace

FOR_AUDIENCE, FOR_OTHERS, DRAFT, BACKGROUND = 1.15, 0.4, 0.85, 0.85
"""By what a score is multiplied: of a block meant for the recipe's audience, or for others only; of one that is not yet
approved; and of background, which leads to answers more often than it is one."""

TITLE = 20.0
"""What it counts when somebody looks for a block by its title."""


class Match(NamedTuple):
    """A word of the question, and the words of the block that it found."""

    asked: str
    found: str
    same: bool


class Found(NamedTuple):
    """A block that says something about a question: how good the match is, which words matched, and where."""

    block: Block
    score: float
    terms: tuple[Match, ...]
    boosts: tuple[str, ...]
    line: int
    excerpt: str

    def as_json(self) -> dict[str, Any]:
        """The record that `--json` prints."""
        block = self.block
        return {
            "id": block.id,
            "variant": block.variant,
            "title": block.front.title,
            "score": self.score,
            "terms": [match.asked for match in self.terms],
            "found": [match.found for match in self.terms],
            "boosts": list(self.boosts),
            "path": block.path,
            "line": self.line,
            "excerpt": self.excerpt,
        }


@dataclass(slots=True)
class _Hit:
    """What a text has of a question so far."""

    score: float = 0.0
    terms: list[tuple[Term, Form, float]] = field(default_factory=list)


class Library:
    """The texts of a workspace, to be asked as often as one likes. ``kept`` spares stemming what has not changed."""

    def __init__(self, workspace: Workspace, languages: Iterable[str] = (), kept: Kept | None = None) -> None:
        self.workspace = workspace
        self.indexes = make_indexes(workspace, languages, {} if kept is None else kept)

    def search(self, words: str, number: int = 10) -> list[Found]:
        """The blocks that say something about some words, best first."""
        return self._found(words, None, number)

    def suggest(self, question: str, audience: str = "", number: int = 10) -> list[Found]:
        """The blocks that may answer a question, best first: those meant for the audience and approved come earlier."""
        return self._found(question, audience, number)

    def _found(self, text: str, audience: str | None, number: int) -> list[Found]:
        """The best text of each block, the block's own or that of a variant."""
        best: dict[str, tuple[Found, Index, _Hit]] = {}
        for index in self.indexes:
            for block, hit in _hits(text, index, self.workspace):
                factor, boosts = (1.0, ()) if audience is None else _boosts(block, audience)
                found = Found(block, round(hit.score * factor, 2), (), boosts, 0, "")
                if found.score > 0 and (block.id not in best or _order(found) < _order(best[block.id][0])):
                    best[block.id] = found, index, hit
        ranked = sorted(best.values(), key=lambda entry: _order(entry[0]))
        return [_told(*entry, self.workspace) for entry in ranked[:number]]


def _order(found: Found) -> tuple[float, str]:
    return -found.score, found.block.name


def _hits(text: str, index: Index, workspace: Workspace) -> Iterator[tuple[Block, _Hit]]:
    hits: dict[int, _Hit] = {}
    for term in terms_of(text, index, workspace):
        for number, (score, form) in _best_forms(term, index).items():
            hit = hits.setdefault(number, _Hit())
            hit.score += score
            hit.terms.append((term, form, score))
    whole = stems_of(text, index.language)
    for number, hit in hits.items():
        if stems_of(index.blocks[number].front.title, index.language) == whole:
            hit.score += TITLE
        yield index.blocks[number], hit


def _best_forms(term: Term, index: Index) -> dict[int, tuple[float, Form]]:
    """For each text that has a term, the form that counts most there."""
    best: dict[int, tuple[float, Form]] = {}
    for form in term.forms:
        for number, score in index.scores(form.phrase):
            if form.counts * score > best.get(number, (0.0, form))[0]:
                best[number] = form.counts * score, form
    return best


def _boosts(block: Block, audience: str) -> tuple[float, tuple[str, ...]]:
    front = block.front
    approved, background = front.status == "approved", front.kind == "background"
    factor = (1.0 if approved else DRAFT) * (BACKGROUND if background else 1.0)
    why = ["approved" if approved else f"{front.status}, not approved", *(["background"] if background else [])]
    if front.audiences and audience:
        meant = audience in front.audiences
        factor *= FOR_AUDIENCE if meant else FOR_OTHERS
        why.append(f"for the audience {audience}" if meant else f"meant for {', '.join(front.audiences)} only")
    return factor, tuple(why)


# ── Why ──────────────────────────────────────────────────────────────────────


def _told(found: Found, index: Index, hit: _Hit, workspace: Workspace) -> Found:
    """What was found, with the words that matched and the line that has most of them."""
    block = found.block
    sought = {stem: score for _, form, score in hit.terms for stem in form.stems}
    lines = lines_of(block, workspace, index.language)
    place = _best_line(lines, sought, index.language)
    elsewhere = words_of(" ".join((block.front.title, block.front.summary, *block.front.tags)), index.language)
    written = {word.stem: word.written for word in elsewhere} | place.written
    matches: dict[str, Match] = {}
    for term, form, _ in sorted(hit.terms, key=lambda entry: -entry[2]):
        if term.told:
            words = " ".join(written.get(stem, stem) for stem in form.stems)
            matches.setdefault(term.asked.casefold(), Match(term.asked, words, form is term.forms[0]))
    line = place.line or next(iter(lines), Line(block.line, block.front.summary))
    return found._replace(terms=tuple(matches.values()), line=line.number, excerpt=excerpt(line, place.start))


class _Place(NamedTuple):
    """The line that has most of what was sought, and where in it that begins; how the block writes the words."""

    line: Line | None
    start: int
    written: dict[str, str]


def _best_line(lines: Iterable[Line], sought: Mapping[str, float], language: str) -> _Place:
    best, most = _Place(None, 0, {}), 0.0
    written: dict[str, str] = {}
    for line in lines:
        here: dict[str, int] = {}
        for word in words_of(line.text, language):
            if word.stem in sought:
                written.setdefault(word.stem, word.written)
                here.setdefault(word.stem, word.start)
        weight = sum(sought[stem] for stem in here)
        if weight > most:
            most, best = weight, _Place(line, min(here.values()), {})
    return best._replace(written=written)
