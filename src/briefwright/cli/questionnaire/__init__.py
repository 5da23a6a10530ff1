"""Answer a body's questionnaire: read its questions into a recipe, suggest blocks for each, fill its own Word form."""

from __future__ import annotations

import argparse
from importlib import import_module

ACTIONS = {
    "read": "find the questions of a file (docx, xlsx, md, txt), and write a recipe to fill",
    "suggest": "rank the blocks that say something to each question of a recipe",
    "fill": "put the answers of a recipe into the body's own Word form",
}
"""Every action, with what it is for. The action `read` lives in `cli/questionnaire/read.py`, and so on."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command; those of an action are its own."""
    parser.add_argument("action", choices=ACTIONS, metavar="ACTION", help="; ".join(map(": ".join, ACTIONS.items())))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Run an action."""
    action = import_module(f"briefwright.cli.questionnaire.{options.action}")
    parser = argparse.ArgumentParser(prog=f"briefwright questionnaire {options.action}", description=action.__doc__)
    action.add_arguments(parser)
    parsed = parser.parse_args(options.arguments, argparse.Namespace(workspace=options.workspace))
    return int(action.run(parsed))
