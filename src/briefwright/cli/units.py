"""List the units of a block: the pieces of its text that are translated, reviewed and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.cli import DONE
from briefwright.cli.terminal import named, open_workspace, print_json, print_table

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("block", metavar="BLOCK", help="its id, with .VARIANT behind it for a variant")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Print the units."""
    workspace = open_workspace(options)
    blocks = {block.name: block for block in (*workspace.blocks.values(), *workspace.variants.values())}
    units = blocks[named(options.block, blocks, "block", workspace)].units.units
    if options.json:
        keys = ("id", "kind", "line", "end_line", "hash", "text", "tokens")
        print_json([{key: getattr(unit, key) for key in keys} for unit in units])
    else:
        print_table([[unit.id, unit.kind, f"{unit.line}-{unit.end_line}", _short(unit.text)] for unit in units])
    return DONE


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"  # noqa: PLR2004 (what fits on a line)
