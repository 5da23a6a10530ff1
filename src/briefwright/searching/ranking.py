"""The blocks that say something about a question, best first, each with the reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.searching.asking import terms_of
from briefwright.searching.index import make_indexes
from briefwright.searching.texts import excerpt
from briefwright.searching.words import stems_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefwright.searching.asking import Form, Term
    from briefwright.searching.index import Index, Row
    from briefwright.searching.texts import Line
    from briefwright.workspace import Block, Workspace

FOR_AUDIENCE, FOR_OTHERS, APPROVED, DRAFT = 1.15, 0.4, 1.0, 0.85
"""By what a score is multiplied: of a block meant for the recipe's audience, or for others only; and by status."""

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
    """The texts of a workspace, to be asked as often as one likes."""

    def __init__(self, workspace: Workspace, languages: Iterable[str] = ()) -> None:
        self.workspace = workspace
        self.indexes = make_indexes(workspace, languages)

    def search(self, words: str) -> list[Found]:
        """The blocks that say something about some words, best first."""
        return _ranked(self._found(words, None))

    def suggest(self, question: str, audience: str = "") -> list[Found]:
        """The blocks that may answer a question, best first: those meant for the audience and approved come earlier."""
        return _ranked(self._found(question, audience))

    def _found(self, text: str, audience: str | None) -> Iterator[Found]:
        """The best text of each block, a block or one of its variants."""
        best: dict[str, tuple[Found, Index, _Hit]] = {}
        for index in self.indexes:
            for row, hit in _hits(text, index, self.workspace):
                factor, boosts = (1.0, ()) if audience is None else _boosts(row.block, audience)
                found = Found(row.block, round(hit.score * factor, 2), (), boosts, 0, "")
                if row.block.id not in best or _order(found) < _order(best[row.block.id][0]):
                    best[row.block.id] = found, index, hit
        for found, index, hit in best.values():
            yield _told(found, hit, index)


def _ranked(found: Iterable[Found]) -> list[Found]:
    return sorted((one for one in found if one.score > 0), key=_order)


def _order(found: Found) -> tuple[float, str]:
    return -found.score, found.block.name


def _hits(text: str, index: Index, workspace: Workspace) -> Iterator[tuple[Row, _Hit]]:
    hits: dict[int, _Hit] = {}
    for term in terms_of(text, index, workspace):
        for number, (score, form) in _best_forms(term, index).items():
            hit = hits.setdefault(number, _Hit())
            hit.score += score
            hit.terms.append((term, form, score))
    whole = stems_of(text, index.language)
    for number, hit in hits.items():
        if stems_of(index.rows[number].block.front.title, index.language) == whole:
            hit.score += TITLE
        yield index.rows[number], hit


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
    factor, why = (APPROVED, ["approved"]) if front.status == "approved" else (DRAFT, [f"{front.status}, not approved"])
    if front.audiences and audience:
        meant = audience in front.audiences
        factor *= FOR_AUDIENCE if meant else FOR_OTHERS
        why.append(f"for the audience {audience}" if meant else f"meant for {', '.join(front.audiences)} only")
    return factor, tuple(why)


# ── Why ──────────────────────────────────────────────────────────────────────


def _told(found: Found, hit: _Hit, index: Index) -> Found:
    """What was found, with the words that matched and the line that has most of them."""
    row = next(row for row in index.rows if row.block is found.block)
    sought = {stem: score for _, form, score in hit.terms for stem in form.stems}
    written, line, start = _best_line(row, sought, index.language)
    matches: dict[str, Match] = {}
    for term, form, _ in sorted(hit.terms, key=lambda entry: -entry[2]):
        if term.told:
            words = " ".join(written.get(stem, stem) for stem in form.stems)
            matches.setdefault(term.asked.casefold(), Match(term.asked, words, form is term.forms[0]))
    number, text = (line.number, excerpt(line, start)) if line else (row.block.line, found.block.front.summary)
    return found._replace(terms=tuple(matches.values()), line=number, excerpt=text)


def _best_line(row: Row, sought: Mapping[str, float], language: str) -> tuple[dict[str, str], Line | None, int]:
    """How the words that were sought are written in a block; the line that has most of them, and where it begins to."""
    front = row.block.front
    written: dict[str, str] = {}
    best: tuple[float, Line | None, int] = (0.0, None, 0)
    for line in row.lines:
        here: dict[str, int] = {}
        for word in words_of(line.text, language):
            if word.stem in sought:
                written.setdefault(word.stem, word.written)
                here.setdefault(word.stem, word.start)
        weight = sum(sought[stem] for stem in here)
        if weight > best[0]:
            best = weight, line, min(here.values())
    for word in words_of(" ".join((front.title, front.summary, *front.tags)), language):
        written.setdefault(word.stem, word.written)
    return written, best[1], best[2]
