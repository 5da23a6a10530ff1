"""Answer a questionnaire: propose the blocks that say something to each of its questions."""

from __future__ import annotations

import argparse
from importlib import import_module

ACTIONS = {"suggest": "rank the blocks of the library for each question of a recipe"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("action", choices=ACTIONS, metavar="ACTION", help=", ".join(ACTIONS))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Run the action."""
    action = import_module(f"briefwright.cli.questionnaire.{options.action}")
    inner = argparse.ArgumentParser(prog=f"briefwright questionnaire {options.action}", description=action.__doc__)
    action.add_arguments(inner)
    parsed = inner.parse_args(options.arguments, argparse.Namespace(workspace=options.workspace))
    return int(action.run(parsed))
