"""The index: the words of all blocks and their variants in SQLite's full-text search (FTS5), ranked by BM25.

It is made anew for each run, in memory, so that it is never out of date. What takes time is stemming: stems are kept by
a hash of all that they were made of, and only texts that have changed are stemmed again.
"""

from __future__ import annotations

import hashlib
import math
import sqlite3
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from briefwright.searching.texts import COLUMNS, columns_of, lines_of
from briefwright.searching.words import primary, stemmer_version, stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefwright.workspace import Block, Workspace


VERSION = 1
"""Of what is kept: a change to how texts are cut into words, or to what of them is searched, makes it another."""


_LEAST = 1e-6
"""What FTS5 takes for the rarity of a phrase that half of the texts have."""


class SearchMissingError(OSError):
    """This Python's SQLite cannot search texts."""


Kept = dict[str, list[str]]
"""The stemmed columns of texts, by what they were made of: what `build/.cache` may hold."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Index:
    """The texts in one language, and the words that they have: each with the number of texts that have it."""

    language: str
    blocks: tuple[Block, ...]
    words: Mapping[str, int]
    connection: sqlite3.Connection

    def scores(self, phrase: str) -> list[tuple[int, float]]:
        """The texts that have a phrase (in FTS5's syntax, made by `quoted` or `near`), and how much it counts there.

        FTS5 gives nothing for what half of the texts have, so that a library of three blocks would find none of them;
        its measure of rarity is replaced by one that never falls to nothing.
        """
        weights = ", ".join(map(str, COLUMNS.values()))
        query = f"SELECT rowid, -bm25(texts, {weights}) FROM texts WHERE texts MATCH ?"  # noqa: S608 (our own numbers)
        found: list[tuple[int, float]] = self.connection.execute(query, (phrase,)).fetchall()
        share = (len(self.blocks) - len(found) + 0.5) / (len(found) + 0.5)
        factor = math.log(1 + share) / max(math.log(share), _LEAST)
        return [(number, factor * score) for number, score in found]


def quoted(stems: Iterable[str]) -> str:
    """Words that follow each other, as FTS5 asks for them: text alone, whatever it holds."""
    return '"' + " ".join(stem.replace('"', '""') for stem in stems) + '"'


def near(first: str, second: str) -> str:
    """Two words at most four words apart."""
    return f"NEAR({quoted([first])} {quoted([second])}, 4)"


def make_indexes(workspace: Workspace, languages: Iterable[str], kept: Kept) -> list[Index]:
    """An index for each language in which there are blocks, or for those named. Retired blocks are left out.

    ``kept`` is what earlier searches have stemmed; afterwards it holds what these indexes are made of, and no more.
    """
    source = workspace.settings.language
    wanted = {primary(language) for language in languages}
    texts: dict[str, list[Block]] = {}
    for block in sorted((*workspace.blocks.values(), *workspace.variants.values()), key=lambda block: block.name):
        language = block.front.language or source
        if block.front.status != "retired" and (not wanted or primary(language) in wanted):
            texts.setdefault(primary(language), []).append(block)
    stemming = _Stemming(workspace, kept)
    indexes = [_make_index(language, blocks, stemming) for language, blocks in sorted(texts.items())]
    kept.clear()
    kept.update(stemming.used)
    return indexes


def _make_index(language: str, blocks: Sequence[Block], stemming: _Stemming) -> Index:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5({', '.join(COLUMNS)}, tokenize='unicode61')")
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, row)")
    except sqlite3.OperationalError as error:
        connection.close()
        hint = "the SQLite of this Python has no FTS5: use Python from python.org or of your system"
        raise SearchMissingError(0, f"searching is not possible here: {hint} ({error})") from error
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    connection.executemany(
        f"INSERT INTO texts (rowid, {', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608 (our own names)
        ((number, *stemming.columns(block, language)) for number, block in enumerate(blocks)),
    )
    words = dict(connection.execute("SELECT term, doc FROM words ORDER BY term"))
    index = Index(language, tuple(blocks), words, connection)
    weakref.finalize(index, connection.close)
    return index


class _Stemming:
    """The columns of blocks in stems: those that are kept, and those of texts that are new."""

    def __init__(self, workspace: Workspace, kept: Kept) -> None:
        self.workspace, self.kept = workspace, kept
        self.used: Kept = {}
        titles = {key: item.get("title") for key, item in workspace.references.items()}
        shared = (VERSION, stemmer_version(), COLUMNS, titles, workspace.abbreviations, workspace.facts)
        self.shared = repr(shared) + workspace.settings.locale(workspace.settings.language)

    def columns(self, block: Block, language: str) -> list[str]:
        """The stemmed text of a block, by where it stands."""
        claims = [self.workspace.claims[name].text for name in block.front.claims if name in self.workspace.claims]
        made_of = repr((language, block.name, block.front, claims, block.text[block.start :], self.shared))
        key = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()
        known: object = self.kept.get(key)
        self.used[key] = known if _whole(known) else self._stemmed(block, language)
        return self.used[key]

    def _stemmed(self, block: Block, language: str) -> list[str]:
        columns = columns_of(block, lines_of(block, self.workspace, language), self.workspace)
        return [" ".join(stems_of(columns[name], language)) for name in COLUMNS]


def _whole(kept: object) -> TypeGuard[list[str]]:
    """Whether what was kept is what we keep: a cache is a file that anybody may have written."""
    return isinstance(kept, list) and len(kept) == len(COLUMNS) and all(isinstance(text, str) for text in kept)
