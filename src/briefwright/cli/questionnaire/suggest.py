"""Rank the blocks of the library for each question of a recipe, and say why.

Why: the words that matched, and what came on top for the audience and for approval. Blocks that the section already
has are marked; where the question has a limit, each length of a block is told. Nothing is changed: choose, and write
the blocks into the recipe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.search import open_library, told
from briefwright.cli.terminal import named, open_workspace, print_json, print_lines, print_note, print_problems
from briefwright.compose.selecting import Chosen, Setting, place_block, select
from briefwright.consultations.parts import count_parts
from briefwright.searching.texts import filled
from briefwright.workspace import resolve
from briefwright.workspace.values import Entry

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from briefwright.searching import Found
    from briefwright.workspace import Block, Resolved, Workspace
    from briefwright.workspace.values import Section

SHOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("recipe", metavar="RECIPE")
    parser.add_argument("-n", "--number", type=int, default=SHOWN, metavar="N", help=f"how many for each ({SHOWN})")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Suggest, and print."""
    workspace = open_workspace(options)
    name = named(options.recipe, workspace.recipes, "recipe", workspace)
    recipe, problems = resolve(name, workspace.recipes, workspace.problems)
    if recipe is None:
        print_problems(problems)
        return WRONG_CONTENT
    asked = list(_asked(recipe, workspace, max(options.number, 0)))
    if options.json:
        print_json([question.as_json() for question in asked])
    elif asked:
        print_lines(line for question in asked for line in _lines(question))
    else:
        print_note(f"no section of {name} has a question: write one as question: …")
    return DONE


class Length(NamedTuple):
    """One length of a block, and how long it would be as an answer. Citations that stand in the text come on top."""

    variant: str
    words: int
    characters: int
    fits: bool


class Suggestion(NamedTuple):
    """A block that may answer a question, its lengths, and whether the section has it."""

    found: Found
    chosen: bool
    lengths: tuple[Length, ...]


class Asked(NamedTuple):
    """A section with its question, what it has, and what it might have."""

    section: Section
    blocks: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]

    def as_json(self) -> dict[str, Any]:
        """The record that `--json` prints."""
        limit = self.section.limit
        return {
            "section": self.section.name,
            "question": self.section.question,
            "limit": {"words": limit.words, "characters": limit.characters} if limit else None,
            "blocks": list(self.blocks),
            "suggestions": [
                {
                    **suggestion.found.as_json(),
                    "chosen": suggestion.chosen,
                    "lengths": [length._asdict() for length in suggestion.lengths],
                }
                for suggestion in self.suggestions
            ],
        }


def _asked(recipe: Resolved, workspace: Workspace, number: int) -> Iterator[Asked]:
    library, audience = open_library(workspace), recipe.value.audience
    for section, places in zip(recipe.value.sections, recipe.sections, strict=True):
        if section.question:
            chosen = select(section, places, audience, workspace).chosen
            having = {one.block.id for one in chosen}
            best = [] if section.field else library.suggest(section.question, audience, number)
            suggestions = (
                Suggestion(found, found.block.id in having, tuple(_lengths(found.block.id, section, recipe, workspace)))
                for found in best
            )
            yield Asked(section, tuple(one.block.name for one in chosen), tuple(suggestions))


def _lengths(name: str, section: Section, recipe: Resolved, workspace: Workspace) -> Iterator[Length]:
    variants = [block for (of, _), block in sorted(workspace.variants.items()) if of == name]
    for block in (workspace.blocks[name], *variants):
        if block.front.status != "retired":
            words, characters = _counted(block, section, recipe, workspace)
            limit = section.limit
            most = (limit.words, limit.characters) if limit else (None, None)
            fits = all(bound is None or count <= bound for count, bound in zip((words, characters), most, strict=True))
            yield Length(block.variant, words, characters, fits)


def _counted(block: Block, section: Section, recipe: Resolved, workspace: Workspace) -> tuple[int, int]:
    """Words and characters of a block where it would stand, notes left out, as `count` has them of answers."""
    settings = workspace.settings
    locale = settings.locale(settings.language)
    setting = Setting(recipe.value.audience, workspace.audiences, locale)
    children, _ = place_block(Chosen(block, Entry(block=block.id, length=block.variant)), section, setting)
    organisation = workspace.organisations.get(recipe.value.organisation)
    parts = count_parts(filled(children, workspace, locale, organisation))
    counts = [part for kind, part in parts.items() if kind != "notes"]
    return sum(count.words for count in counts), sum(count.characters for count in counts)


# ── As lines ─────────────────────────────────────────────────────────────────


def _lines(asked: Asked) -> Iterator[str]:
    yield f"{asked.section.name}: {' '.join(asked.section.question.split())}"
    limit = asked.section.limit
    if limit:
        bounds = {"words": limit.words, "characters": limit.characters}
        yield f"    at most {', '.join(f'{bound} {unit}' for unit, bound in bounds.items() if bound)}"
    if asked.section.field:
        yield f"    answered by the organisation's entry: {asked.section.field}"
    elif not asked.suggestions:
        yield "    no block says anything about this"
    for number, suggestion in enumerate(asked.suggestions, start=1):
        first, *rest = told(number, suggestion.found)
        yield f"{first}  (already here)" if suggestion.chosen else first
        yield from rest
        if limit:
            yield _told_lengths(suggestion.lengths, "words" if limit.words else "characters")
    yield ""


def _told_lengths(lengths: tuple[Length, ...], unit: str) -> str:
    each = [f"{one.variant or 'main'} {getattr(one, unit)}{'' if one.fits else ' too long'}" for one in lengths]
    return f"    {unit}: {', '.join(each)}{'' if len(each) > 1 else '; there is no other length'}"
