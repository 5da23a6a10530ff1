"""Show a block, a recipe or a profile as text in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import named, open_workspace, print_lines, print_problems, print_table
from briefwright.compose import compose
from briefwright.formats import write
from briefwright.searching import recipes_with

if TYPE_CHECKING:
    import argparse

    from briefwright.workspace import Block, Workspace
    from briefwright.workspace.profiles import Profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("id", metavar="ID", help="a block, a recipe or a profile")
    parser.add_argument("-l", "--language", metavar="LANG", help="which language (the source language)")


def run(options: argparse.Namespace) -> int:
    """Show it."""
    workspace = open_workspace(options)
    blocks = {block.name: block for block in (*workspace.blocks.values(), *workspace.variants.values())}
    names = [*blocks, *workspace.recipes, *workspace.profiles]
    name = named(options.id, names, "block, recipe or profile", workspace)
    if name in blocks:
        return _block(blocks[name], workspace)
    if name in workspace.recipes:
        return _recipe(name, options.language or workspace.settings.language, workspace)
    return _profile(workspace.profiles[name])


def _block(block: Block, workspace: Workspace) -> int:
    front = _told(msgspec.to_builtins(block.front))
    print_table([["file", block.path], *front, ["recipes", ", ".join(recipes_with(workspace, block)) or "none"]])
    print_lines(["", block.text[block.start :].strip()])
    return DONE


def _told(values: dict[str, Any]) -> list[list[str]]:
    return [[key, _line(value)] for key, value in values.items() if value not in ("", None, [], (), 0, {})]


def _line(value: Any) -> str:
    match value:
        case list() | tuple():
            return ", ".join(_line(item) for item in value)
        case dict():
            return ", ".join(f"{key}: {_line(item)}" for key, item in value.items() if item not in ("", None, []))
        case _:
            return str(value)


def _recipe(name: str, language: str, workspace: Workspace) -> int:
    composed = compose(workspace, name, language)
    print_problems(composed.problems)
    if composed.document is None:
        return WRONG_CONTENT
    print_lines([write(composed.document, "text").decode().rstrip("\n")])
    return DONE


def _profile(profile: Profile) -> int:
    print_table([["title", profile.title], ["body", profile.body], ["about", profile.about]])
    for limit in profile.limits:
        print_lines([""])
        print_table(_told(msgspec.to_builtins(limit)))
    for style in profile.styles:
        print_lines([""])
        shown = [["style", ", ".join(style.in_words())], ["basis", style.basis], ["source", style.source]]
        print_table([*shown, *_told({"checked_on": style.checked_on})])
    return DONE
