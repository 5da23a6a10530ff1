"""The door: a command a file, arguments to calls, problems to lines, results to exit codes.

``main`` reads the name of the command and imports only its file, so that `--help` and
`--version` cost little more than starting Python.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import sys
from importlib import import_module

from briefwright import __version__

COMMANDS = {
    "new": "make a workspace to start from",
    "build": "make the documents of recipes",
    "check": "tell everything that is wrong with the content",
    "list": "list blocks, recipes, references, facts, claims, profiles, checks, formats and more",
    "show": "show a block, a recipe or a profile",
    "search": "find the blocks that say something about some words",
    "where-used": "tell which recipes use a block, a reference, a fact, a claim or an image",
    "questionnaire": "answer a questionnaire: read its questions, suggest blocks, fill its form",
    "units": "list the units of a block, the pieces that are translated and compared",
    "styles": "check a Word file as a house style: which of its styles plays which role",
    "signatories": "list who signs a document, and who has approved its text; note down an approval",
    "count": "count words and characters by part, against the profile's limit",
}
"""Every command, with what it is for. `list` lives in `cli/list.py`, `where-used` in `cli/where_used.py`, and so on."""

GARBAGE = 100_000
"""New objects after which Python looks for garbage that refers to itself. A run makes little of it, and Python's own
700 cost a tenth of its time."""

DONE, WRONG_CONTENT, WRONG_USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code: 0 done, 1 the content has errors, 2 wrong usage."""
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # what lives at the end goes with the process; looking through it would cost 38 ms
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.command:
        parser.print_help()
        return WRONG_USAGE
    if options.command not in COMMANDS:
        parser.error(f'there is no command "{options.command}": there are {", ".join(COMMANDS)}')
    command = import_module(f"briefwright.cli.{options.command.replace('-', '_')}")
    inner = argparse.ArgumentParser(
        prog=f"briefwright {options.command}", description=command.__doc__, formatter_class=_Formatter
    )
    command.add_arguments(inner)
    parsed = inner.parse_args(options.arguments, argparse.Namespace(workspace=options.workspace))
    try:
        return int(command.run(parsed))
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        print(f"briefwright: {(error.strerror or str(error)).lower()}", file=sys.stderr)  # noqa: T201 (the door prints)
        return WRONG_CONTENT
    except KeyboardInterrupt:
        return 130


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Descriptions keep their lines."""


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    listed = "\n".join(f"  {name:{width}}{purpose}" for name, purpose in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="briefwright",
        description="Consultation submissions from modular text blocks.",
        epilog=f"commands:\n{listed}\n\n`briefwright COMMAND --help` tells more of each.",
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="version", version=f"briefwright {__version__}")
    parser.add_argument("--workspace", metavar="DIR", help="the workspace (else the nearest folder upward that is one)")
    parser.add_argument("command", nargs="?", metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser
