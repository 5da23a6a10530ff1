"""Tell where a block, variant, reference, fact, claim, image, organisation or abbreviation is used.

What uses it in the library comes first (blocks, facts, claims), then the recipes, with the section and the block. A use
that falls out of a document, because it is for other audiences, is left out there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.cli import DONE
from briefwright.cli.terminal import open_workspace, print_json, print_lines, print_note, print_table, refuse
from briefwright.problems import did_you_mean
from briefwright.searching import names, where_used
from briefwright.workspace import resolve

if TYPE_CHECKING:
    import argparse

    from briefwright.searching import Use
    from briefwright.workspace import Workspace

PREFIXES = ("@", "facts.", "content/images/", "content/blocks/")
"""How a thing may be written in a text, before its name."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("id", metavar="ID", help="a block, variant (ID.LENGTH), reference, fact, claim, image …")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Look for its uses, and print them."""
    workspace = open_workspace(options)
    name, kinds = _meant(options.id, workspace)
    uses = where_used(workspace, name, kinds)
    for recipe in workspace.recipes:
        if resolve(recipe, workspace.recipes)[0] is None:
            print_note(f"the recipe {recipe} has errors and was left out: see briefwright check")
    if options.json:
        print_json([use.as_json() for use in uses])
    else:
        for kind in kinds:
            _print(kind, name, [use for use in uses if use.of == kind])
    return DONE


def _meant(written: str, workspace: Workspace) -> tuple[str, list[str]]:
    """The name, and all kinds of things that have it. The last part of a path is enough where only one ends so."""
    known = names(workspace)
    name = next((written.removeprefix(prefix) for prefix in PREFIXES if written.startswith(prefix)), written)
    ending = [full for having in known.values() for full in having if full.endswith(f"/{name}")]
    if len(ending) == 1 and not any(name in having for having in known.values()):
        name = ending[0]
    kinds = [kind for kind, having in known.items() if name in having]
    if not kinds:
        every = [full for having in known.values() for full in having]
        hint = f"did you mean {' or '.join(ending)}?" if ending else did_you_mean(name, every)
        kinds = [f"{kind}s" for kind in known]
        refuse(f'there is no "{name}" among {", ".join(kinds)} ({hint or "see: briefwright list"})')
    return name, kinds


def _print(kind: str, name: str, uses: list[Use]) -> None:
    recipes = dict.fromkeys(use.id for use in uses if use.kind == "recipe")
    summary = f"in {len(recipes)} {'recipe' if len(recipes) == 1 else 'recipes'}" if recipes else "in no recipe"
    print_lines([f"{kind} {name}: {summary}{'' if uses else ', nor anywhere else'}"])
    if uses:
        print_table([["  " + use.kind, use.id, use.section, use.block, _where(use)] for use in uses])


def _where(use: Use) -> str:
    through = f" through {use.through}" if use.through else ""
    return f"{use.position.path}:{use.position.line}{through}{'' if use.shown else ' (not shown there)'}"
