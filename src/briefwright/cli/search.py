"""Find the blocks that say something about some words, best first, with the words that matched and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.cli import DONE
from briefwright.cli.terminal import open_workspace, print_json, print_lines, print_note
from briefwright.searching import Library
from briefwright.storing import read_cache, write_cache

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from briefwright.searching import Found
    from briefwright.workspace import Workspace

SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for: words, or a whole question")
    parser.add_argument("-n", "--number", type=int, default=SHOWN, metavar="N", help=f"how many blocks ({SHOWN})")
    parser.add_argument("-l", "--language", metavar="LANG", help="only texts in this language (all)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Search, and print."""
    library = open_library(open_workspace(options), [options.language] if options.language else [])
    found = library.search(" ".join(options.words), max(options.number, 0))
    if options.json:
        print_json([block.as_json() for block in found])
    elif found:
        print_lines(line for number, block in enumerate(found, start=1) for line in told(number, block))
    elif options.language and not library.indexes:
        print_note(f'no block is in the language "{options.language}"')
    else:
        print_note("no block says anything about this")
    return DONE


STEMS = "build/.cache/stems.json"


def open_library(workspace: Workspace, languages: Sequence[str] = ()) -> Library:
    """The library, with what earlier runs have stemmed of all its texts; what is new is kept for the next."""
    kept = read_cache(workspace.root, STEMS)
    before = set(kept)
    library = Library(workspace, languages, kept)
    if not languages and before != set(kept):
        write_cache(workspace.root, STEMS, kept)
    return library


def told(number: int, found: Found) -> list[str]:
    """A block that was found, in lines: what it is, where, and why."""
    words = ", ".join(match.asked if match.same else f"{match.asked} ({match.found})" for match in found.terms)
    return [
        f"{number:2}. {found.block.id}  {found.block.front.title}  [{found.score:g}]",
        f"    {found.block.path}:{found.line}: {found.excerpt}",
        f"    matched: {words}{''.join(f'; {boost}' for boost in found.boosts)}",
    ]
