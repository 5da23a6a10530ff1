"""Recipe × language × format to artifacts: where documents leave the house.

Here are the disk and the processes that the core has not. A file appears whole or not at all; a document
with an error is not written, and the others are.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose import compose
from briefwright.consultations.counting import too_long
from briefwright.document import Figure
from briefwright.formats import FORMATS, Format, find_format, write
from briefwright.problems import Code, Position, Problem, did_you_mean, errors, in_order
from briefwright.walking import walk
from briefwright.workspace import HOUSE_STYLE, Resolved, Workspace, read_asset, read_workspace, resolve
from briefwright.workspace.files import PICTURES, outside

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence

    from briefwright.document import Document
    from briefwright.formats.docx import HouseStyle

DRAFTS = "build/drafts"
CACHE = "build/.cache/citations.json"
LARGEST_CACHE = 32 * 1024 * 1024
"""Bytes beyond which a cache is not ours."""
PARALLEL_FROM = 8
"""Documents from which on it pays to start other processes."""


class Task(NamedTuple):
    """One document to be made: a recipe in a language, in some formats."""

    recipe: str
    language: str
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: where to, the moment that files carry, whether marked as draft, whether from scratch."""

    folder: Path
    modified: datetime.datetime | None = None
    draft: bool = False
    force: bool = False


class Built(NamedTuple):
    """What became of a task: the files that now stand there, its problems, the citations newly formatted."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    citations: dict[str, Any]


def tasks(
    workspace: Workspace, recipes: Sequence[str] = (), languages: Sequence[str] = (), formats: Sequence[str] = ()
) -> tuple[list[Task], list[Problem]]:
    """The documents to be made (those named, or all that are not abstract), and what recipes say wrongly of them."""
    found: list[Task] = []
    problems: list[Problem] = []
    for name in recipes or workspace.recipes:
        recipe, wrong = resolve(name, workspace.recipes, workspace.problems)
        problems += wrong
        if recipe and (recipes or not recipe.value.abstract):
            problems += _unknown_formats(recipe)
            wanted = tuple(dict.fromkeys(filter(None, map(find_format, formats or recipe.value.formats))))
            spoken = recipe.value.languages or (workspace.settings.language,)
            found += [Task(name, language, wanted) for language in languages or spoken]
    return found, problems


def _unknown_formats(recipe: Resolved) -> Iterator[Problem]:
    for index, name in enumerate(recipe.value.formats):
        if find_format(name) is None:
            names = [known.name for known in FORMATS]
            hint = did_you_mean(name, names) or f"there are {', '.join(names)}"
            yield Problem(Code.FORMAT_UNKNOWN, recipe.at("formats", index), f'there is no format "{name}"', hint)


def build(
    workspace: Workspace,
    wanted: Sequence[Task],
    options: Options,
    *,
    jobs: int = 0,
    progress: Callable[[Task], None] = lambda _task: None,
) -> tuple[list[Path], list[Problem]]:
    """Make documents; the files written and every problem met. ``jobs`` processes, or as many as pay."""
    cache_file = workspace.root / CACHE
    hidden = _leaves(cache_file, workspace.root) is not None
    citations = {} if options.force or hidden else _read_cache(cache_file)
    before = len(citations)
    files: list[Path] = []
    problems: list[Problem] = []
    for task, built in _each(workspace, wanted, options, citations, jobs):
        progress(task)
        files += built.files
        problems += built.problems
        citations |= built.citations
    if len(citations) != before and not hidden:
        _write_cache(cache_file, citations, workspace.root)
    return files, in_order(problems)


def _each(
    workspace: Workspace, wanted: Sequence[Task], options: Options, citations: dict[str, Any], jobs: int
) -> Iterator[tuple[Task, Built]]:
    jobs = jobs or (min(os.cpu_count() or 1, 8) if len(wanted) >= PARALLEL_FROM else 1)
    if jobs == 1 or len(wanted) <= 1:
        yield from ((task, build_one(workspace, task, options, citations)) for task in wanted)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (only where there is much to do)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    work = partial(_in_process, workspace.root, options=options, citations=citations)
    chunk, done = max(1, len(wanted) // (jobs * 4)), 0
    try:
        with ProcessPoolExecutor(min(jobs, len(wanted)), mp_context=get_context("spawn")) as pool:
            for task, built in zip(wanted, pool.map(work, wanted, chunksize=chunk), strict=True):
                done += 1
                yield task, built
    except BrokenProcessPool:  # a process was ended from outside: what is left is made in this one
        yield from ((task, build_one(workspace, task, options, citations)) for task in wanted[done:])


def _in_process(root: Path, task: Task, *, options: Options, citations: dict[str, Any]) -> Built:
    return build_one(_workspace(root), task, options, citations)


@cache
def _workspace(root: Path) -> Workspace:
    return read_workspace(root)


def build_one(workspace: Workspace, task: Task, options: Options, citations: dict[str, Any]) -> Built:
    """Make one document in its formats: all of them, or none. A failure of ours is its problem, and stops no other."""
    try:
        return _build_one(workspace, task, options, citations)
    except Exception as error:  # noqa: BLE001 (whatever is left; every other document is still made)
        place = Position(f"content/recipes/{task.recipe}.yaml")
        message = f"this document cannot be made: {type(error).__name__}: {error}"
        return Built((), (Problem(Code.TOOL_FAILED, place, message, "please report this, with the recipe"),), {})


def _build_one(workspace: Workspace, task: Task, options: Options, citations: dict[str, Any]) -> Built:
    fresh = _Fresh(citations)
    composed = compose(
        workspace, task.recipe, task.language, modified=options.modified, draft=options.draft, cache=fresh
    )
    if composed.document is None or composed.recipe is None:
        return Built((), composed.problems, fresh.added)
    problems = [*composed.problems, *too_long(composed, workspace)]
    house_style = None
    if any(entry.house_style for entry in task.formats):
        house_style, wrong = _house_style(workspace, composed.recipe)
        problems += wrong
    if errors(problems):
        return Built((), tuple(problems), fresh.added)
    document, undrawn = _drawn(composed.document, task)
    problems += undrawn
    if errors(problems):
        return Built((), tuple(problems), fresh.added)
    made = _artifacts(document, task, options, house_style)
    leaving = filter(None, (_leaves(path.parent, workspace.root) for path, _ in made))
    problem = next(leaving, None) or write_all(made, workspace.root)
    if problem:
        return Built((), (*problems, problem), fresh.added)
    return Built(tuple(path for path, _ in made), tuple(problems), fresh.added)


def _artifacts(
    document: Document, task: Task, options: Options, house_style: HouseStyle | None
) -> list[tuple[Path, bytes]]:
    """All files of a document, made before the first is written. Markdown has its pictures beside it."""
    name = f"{task.recipe}.{task.language}"
    made = [
        (options.folder / f"{name}{entry.suffix}", write(document, entry.name, house_style)) for entry in task.formats
    ]
    if any(entry.name == "markdown" for entry in task.formats):
        shown = sorted({node.source for node in walk(document.children) if isinstance(node, Figure)})
        made += [(options.folder / source, document.images[source]) for source in shown]
    return made


def _drawn(document: Document, task: Task) -> tuple[Document, list[Problem]]:
    """The document with a PNG for each SVG, which Word documents need."""
    if not document.images or not any(entry.house_style for entry in task.formats):
        return document, []
    from briefwright.pictures.rendering import drawn  # noqa: PLC0415 (few documents have an SVG)

    images, problems = drawn(document.images, PICTURES)
    return replace(document, images=images), problems


class _Fresh(dict[str, Any]):
    """A cache that remembers what was put into it."""

    def __init__(self, known: dict[str, Any]) -> None:
        super().__init__(known)
        self.added: dict[str, Any] = {}

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        self.added[key] = value


# ── House styles ─────────────────────────────────────────────────────────────


def _house_style(workspace: Workspace, recipe: Resolved) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    name = recipe.value.house_style or workspace.settings.house_style
    found = read_asset(workspace, HOUSE_STYLE, name, recipe.at("house_style"))
    return (None, (found,)) if isinstance(found, Problem) else _read_house_style(*found)


@cache
def _read_house_style(data: bytes, path: str) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    from briefwright.formats.docx import read_house_style  # noqa: PLC0415 (only Word documents need it)

    return read_house_style(data, path)


# ── Files ────────────────────────────────────────────────────────────────────


def write_all(files: Sequence[tuple[Path, bytes]], root: Path) -> Problem | None:
    """Write files all or none: each beside its place first, then all into place. The problem, if there is one.

    A file that holds the same bytes is left alone.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            if path.is_dir():
                raise IsADirectoryError(21, "a folder stands in its place")
            if not path.is_file() or path.read_bytes() != data:
                staged.append((_staged(path, data), path))
        for temporary, path in staged:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        return _unwritable(path, error, root)
    return None


def _leaves(folder: Path, root: Path) -> Problem | None:
    """The problem of a folder of the workspace that is a link to elsewhere; one named with `-o` may be anywhere."""
    if not folder.is_relative_to(root):
        return None
    return outside(root, folder.relative_to(root).as_posix(), Position(folder.relative_to(root).as_posix()))


def _staged(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _unwritable(path: Path, error: OSError, root: Path) -> Problem:
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    reason = (error.strerror or "it failed").lower()
    hint = "is it open in Word, or the folder read-only?"
    return Problem(Code.FILE_UNREADABLE, Position(shown.as_posix()), f"the file cannot be written: {reason}", hint)


def _read_cache(path: Path) -> dict[str, Any]:
    """The citations formatted before; an unreadable cache is an empty one."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_CACHE:
            return {}
        text = path.read_text("utf-8")
        known = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return {}
    # Ours has no escapes of characters: one that has may hold half of one, which could not be written.
    return known if isinstance(known, dict) and "\\ud" not in text.lower() else {}


def _write_cache(path: Path, citations: dict[str, Any], root: Path) -> None:
    """Keep what was formatted. A cache that cannot be written costs time, not documents."""
    with contextlib.suppress(UnicodeEncodeError):
        write_all([(path, json.dumps(citations, ensure_ascii=False, sort_keys=True).encode())], root)
