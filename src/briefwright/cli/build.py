"""Make the documents of recipes: all, or those named. They go to build/drafts/<recipe>.<language>.<suffix>.

A document whose content has an error is not written; the others are.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.build import DRAFTS, Options, build, tasks
from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import (
    moment,
    named,
    open_workspace,
    print_lines,
    print_note,
    print_problems,
    print_progress,
    refuse,
    stated_moment,
)
from briefwright.document import is_language
from briefwright.formats import FORMATS, find_format
from briefwright.problems import errors

if TYPE_CHECKING:
    from briefwright.build import Task


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("recipes", nargs="*", metavar="RECIPE", help="which recipes (all)")
    parser.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help="which languages")
    parser.add_argument(
        "-f", "--format", action="append", default=[], metavar="FORMAT", help=", ".join(entry.name for entry in FORMATS)
    )
    parser.add_argument("-o", "--output", metavar="DIR", help=f"where to ({DRAFTS})")
    parser.add_argument("-j", "--jobs", type=_jobs, default=0, metavar="N", help="processes (as many as pay)")
    parser.add_argument("--force", action="store_true", help="format citations and find pages anew")
    parser.add_argument("--no-pages", action="store_true", help="do not have LibreOffice find page numbers")
    parser.add_argument(
        "--draft", action="store_true", help="mark the documents as drafts, and let rules of the body stop none"
    )


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:  # noqa: PLR2004 (more is a slip of the finger)
        raise argparse.ArgumentTypeError("write a number from 1 to 64")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Build, tell the files and the problems."""
    workspace = open_workspace(options)
    for name in options.recipes:
        named(name, workspace.recipes, "recipe", workspace)
    formats = [_known_format(name) for name in options.format]
    wanted, problems = tasks(workspace, options.recipes, options.language, formats)
    folder = Path(options.output) if options.output else workspace.root / DRAFTS
    if options.output and folder.exists() and not folder.is_dir():
        refuse(f"{folder} is a file: name a folder with -o")
    for tag in options.language:
        if not is_language(tag):
            refuse(f'"{tag}" is not a language tag: write one such as en, fr or sr-Latn')
    how = Options(
        folder.absolute(),
        moment(),
        stated_moment(),
        draft=options.draft,
        force=options.force,
        pages=not options.no_pages,
    )
    done = 0

    def progress(task: Task) -> None:
        nonlocal done
        done += 1
        print_progress(done, len(wanted), f"{task.recipe}.{task.language}")

    files, met = build(workspace, wanted, how, jobs=options.jobs, progress=progress)
    problems += met
    if not options.recipes:
        problems += workspace.problems
    print_lines(_shown(path) for path in files)
    print_problems(problems)
    _tell_unwritten(wanted, files, how.folder)
    return WRONG_CONTENT if errors(problems) else DONE


def _tell_unwritten(wanted: list[Task], files: list[Path], folder: Path) -> None:
    """Say which documents were not made, and whether those of an earlier build still stand there."""
    for task in wanted:
        paths = [folder / f"{task.recipe}.{task.language}{entry.suffix}" for entry in task.formats]
        if not set(paths) & set(files):
            old = "; the files of an earlier build are still there" if any(path.exists() for path in paths) else ""
            print_note(f"not written: {task.recipe}.{task.language}{old}")


def _known_format(name: str) -> str:
    if find_format(name) is None:
        refuse(f'there is no format "{name}": there are {", ".join(entry.name for entry in FORMATS)}')
    return name


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
