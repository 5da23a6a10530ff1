"""What the commands share at the terminal: finding the workspace, printing problems, tables and JSON."""

from __future__ import annotations

import datetime
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from briefwright.cli import WRONG_CONTENT, WRONG_USAGE
from briefwright.problems import did_you_mean, errors, in_order, visible
from briefwright.workspace import MARKER, Workspace, find_workspace, read_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from briefwright.problems import Problem

_UNSEEN = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that JSON may hold as they are, and that would steer a terminal."""


def refuse(message: str) -> NoReturn:
    """End with a message about how the command was called."""
    print(f"briefwright: {visible(message)}", file=sys.stderr)  # noqa: T201 (the door prints)
    raise SystemExit(WRONG_USAGE)


def stated_moment() -> datetime.datetime | None:
    """The moment SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), where it is set."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) > 253402300799:  # noqa: PLR2004 (the end of the year 9999)
        refuse(f"SOURCE_DATE_EPOCH is not a number of seconds: {text}")
    return datetime.datetime.fromtimestamp(int(text), datetime.UTC)


def moment() -> datetime.datetime:
    """Now: what SOURCE_DATE_EPOCH says, or else the clock."""
    return stated_moment() or datetime.datetime.now(datetime.UTC)


def workspace_root(options: argparse.Namespace) -> Path:
    """The folder of the workspace: the one that was named, else the nearest upward."""
    if options.workspace is None:
        root = find_workspace(Path.cwd())
        if root is None:
            refuse(f"no workspace here or above: no folder has {MARKER} (make one with: briefwright new DIR)")
        return root
    root = Path(options.workspace)
    if not (root / MARKER).is_file():
        refuse(f"{root} is not a workspace: it has no {MARKER}")
    return root.resolve()


def open_workspace(options: argparse.Namespace) -> Workspace:
    """The workspace, read."""
    return read_workspace(workspace_root(options))


def named(name: str, known_names: Iterable[str], what: str, workspace: Workspace) -> str:
    """The name of a block or recipe that can be read. One whose file is broken is told with its problems."""
    paths = set()
    if "recipe" in what:
        paths |= {f"content/recipes/{name}.yaml", f"content/recipes/{name}.yml"}
    if "block" in what:
        paths.add(f"content/blocks/{name}.md")
    told = [problem for problem in workspace.problems if problem.position.path in paths]
    if name not in (names := list(known_names)) and errors(told):
        print_problems(told)
        raise SystemExit(WRONG_CONTENT)
    return known(name, names, what)


def known(name: str, names: Iterable[str], what: str) -> str:
    """The name, if there is such a thing; else the command ends."""
    names = list(names)
    if name in names:
        return name
    inside = next((f'did you mean "{known}"?' for known in names if known.endswith(f"/{name}")), None)
    hint = inside or did_you_mean(name, names) or f"see: briefwright list {what.split(',', maxsplit=1)[0]}s"
    refuse(f'there is no {what} "{name}" ({hint})')


def print_problems(problems: Iterable[Problem]) -> None:
    """Problems as lines, to standard error."""
    for problem in in_order(problems):
        print(problem, file=sys.stderr)  # noqa: T201


def print_note(line: str) -> None:
    """A remark about the work, to standard error."""
    print(f"briefwright: {visible(line)}", file=sys.stderr)  # noqa: T201


def print_lines(lines: Iterable[str]) -> None:
    """Results as lines, to standard output."""
    for line in lines:
        print(visible(line, "\n\t"))  # noqa: T201


def print_json(value: Any) -> None:
    """A result as JSON, to standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    print(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: T201


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns that line up, the last as wide as it is."""
    rows = [[visible(cell) for cell in row] for row in rows]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]).rstrip())  # noqa: T201


def print_progress(done: int, of: int, what: str) -> None:
    """How far the work is, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == of else ""
        print(f"\r\x1b[K[{done}/{of}] {what}", end=end, file=sys.stderr, flush=True)  # noqa: T201
