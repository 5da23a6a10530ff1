"""Recipe × language × format to artifacts: where documents leave the house.

Here are the disk and the processes that the core has not. A file appears whole or not at all; a document
with an error is not written, and the others are.
"""

from __future__ import annotations

import atexit
import gc
import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose import compose
from briefwright.consultations.counting import binding, paged_excerpt
from briefwright.consultations.rules import breaches, once, oversized
from briefwright.document import Figure
from briefwright.dressing import house_style_of
from briefwright.formats import FORMATS, Format, find_format, write
from briefwright.problems import Code, Position, Problem, did_you_mean, errors, in_order
from briefwright.storing import leaves, read_cache, write_all, write_cache
from briefwright.walking import has_contents, walk
from briefwright.workspace import Resolved, Workspace, read_workspace, resolve
from briefwright.workspace.files import PICTURES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from briefwright.compose import Composed
    from briefwright.document import Document
    from briefwright.finishing import Finished, Sheet
    from briefwright.formats.docx import HouseStyle

DRAFTS = "build/drafts"
CACHE = "build/.cache/citations.json"
PAGES = "build/.cache/pages.json"
PARALLEL_FROM = 8
"""Documents from which on it pays to start other processes."""
CHUNKS = 16
"""Into how many pieces the work of each process is cut: what the slowest does last is not waited for long."""


class Task(NamedTuple):
    """One document to be made: a recipe in a language, in some formats."""

    recipe: str
    language: str
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: where to, what time it is, the moment that files carry, whether marked as draft, or from scratch.

    ``now`` is what deadlines are held against. Without ``pages`` tables of contents have no page numbers, which take
    LibreOffice to find.
    """

    folder: Path
    now: datetime.datetime
    modified: datetime.datetime | None = None
    draft: bool = False
    force: bool = False
    pages: bool = True


class Known(NamedTuple):
    """What earlier builds have found: citations by how they were asked for, pages by the Word file."""

    citations: dict[str, Any]
    pages: dict[str, Any]


class Unfinished(NamedTuple):
    """A document that waits for LibreOffice, and its files in the other formats."""

    sheet: Sheet
    artifacts: dict[str, bytes]


class Built(NamedTuple):
    """What became of a task: the files that now stand there, its problems, the citations newly formatted."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    citations: dict[str, Any]
    pages: dict[str, Any] = {}  # noqa: RUF012 (never changed)
    unfinished: Unfinished | None = None


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
    known = Known({}, {}) if options.force else Known(*(read_cache(workspace.root, name) for name in (CACHE, PAGES)))
    made: list[tuple[Task, Built]] = []
    citations: dict[str, Any] = {}
    counted: dict[str, Any] = {}
    for task, built in _each(workspace, wanted, options, known, jobs):
        progress(task)
        made.append((task, built))
        citations |= built.citations
        counted |= built.pages
    done, pages = _finish(workspace, made, options)
    pages |= counted
    for name, before, added in ((CACHE, known.citations, citations), (PAGES, known.pages, pages)):
        if added.keys() - before.keys():
            write_cache(workspace.root, name, before | added)
    problems = once(in_order(problem for built in done for problem in built.problems))
    return [path for built in done for path in built.files], problems


def _each(
    workspace: Workspace, wanted: Sequence[Task], options: Options, known: Known, jobs: int
) -> Iterator[tuple[Task, Built]]:
    jobs = jobs or (min(os.cpu_count() or 1, 8) if len(wanted) >= PARALLEL_FROM else 1)
    if jobs == 1 or len(wanted) <= 1:
        yield from ((task, build_one(workspace, task, options, known)) for task in wanted)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (only where there is much to do)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    start, given = get_context("spawn"), (workspace.root, options, known, gc.get_threshold())
    chunk, done = max(1, len(wanted) // (jobs * CHUNKS)), 0
    try:
        with ProcessPoolExecutor(min(jobs, len(wanted)), start, initializer=_begin, initargs=given) as pool:
            for task, built in zip(wanted, pool.map(_in_process, wanted, chunksize=chunk), strict=True):
                done += 1
                yield task, built
    except BrokenProcessPool:  # a process was ended from outside: what is left is made in this one
        yield from ((task, build_one(workspace, task, options, known)) for task in wanted[done:])


_work: list[Callable[[Task], Built]] = []
"""In a process that was started to build: what it does with each task."""


def _begin(root: Path, options: Options, known: Known, garbage: tuple[int, int, int]) -> None:
    """A process begins: it reads the workspace, and looks for garbage as seldom as the one that started it."""
    gc.set_threshold(*garbage)
    atexit.register(gc.freeze)
    _work.append(partial(build_one, read_workspace(root), options=options, known=known))


def _in_process(task: Task) -> Built:
    return _work[-1](task)


def build_one(workspace: Workspace, task: Task, options: Options, known: Known) -> Built:
    """Make one document in its formats: all of them, or none. A failure of ours is its problem, and stops no other.

    One that needs LibreOffice comes back unfinished.
    """
    try:
        return _build_one(workspace, task, options, known)
    except Exception as error:  # noqa: BLE001 (whatever is left; every other document is still made)
        place = Position(f"content/recipes/{task.recipe}.yaml")
        message = f"this document cannot be made: {type(error).__name__}: {error}"
        return Built((), (Problem(Code.TOOL_FAILED, place, message, "please report this, with the recipe"),), {})


def _build_one(workspace: Workspace, task: Task, options: Options, known: Known) -> Built:
    fresh = _Fresh(known.citations)
    composed = compose(
        workspace, task.recipe, task.language, modified=options.modified, draft=options.draft, cache=fresh
    )
    if composed.document is None or composed.recipe is None:
        return Built((), composed.problems, fresh.added)
    house_style, judged, found = judge(
        workspace, composed, task.formats, Known(fresh, known.pages), now=options.now, draft=options.draft
    )
    problems = [*composed.problems, *judged]
    document, undrawn = _drawn(composed.document, task) if not errors(problems) else (composed.document, [])
    problems += undrawn
    if errors(problems):
        return Built((), tuple(problems), fresh.added, found)
    built = Built((), tuple(problems), fresh.added, found)
    artifacts = {entry.name: write(document, entry.name) for entry in task.formats if not entry.house_style}
    if house_style and _needs_office(document, task, options):
        sheet = _sheet(document, house_style, composed.recipe.at("formats"), (task, options, known))
        if isinstance(sheet, Problem):
            return built._replace(problems=(*problems, sheet))
        if sheet.unpaged or sheet.printed:
            return built._replace(unfinished=Unfinished(sheet, artifacts))
        document = sheet.document
    if house_style:
        artifacts["docx"] = write(document, "docx", house_style)
    return _save(workspace, task, options, built, (document, artifacts))


class Judged(NamedTuple):
    """What is found of a composed document: its house style, if a format has one; problems; pages to be kept."""

    house_style: HouseStyle | None
    problems: tuple[Problem, ...]
    pages: dict[str, Any]


def judge(
    workspace: Workspace,
    composed: Composed,
    formats: Sequence[Format],
    known: Known,
    *,
    now: datetime.datetime,
    draft: bool = False,
) -> Judged:
    """Hold a composed document against its house style and the rules of its body."""
    house_style: HouseStyle | None = None
    wrong: tuple[Problem, ...] = ()
    if composed.recipe and any(entry.house_style for entry in formats):
        house_style, wrong = house_style_of(workspace, composed.recipe)
    pages, found = counted_pages(workspace, composed, house_style, known.pages)
    broken = breaches(composed, workspace, now=now, draft=draft, pages=pages, cache=known.citations)
    return Judged(house_style, (*wrong, *broken), found)


def known_pages(root: Path) -> dict[str, Any]:
    """The pages that earlier runs have found."""
    return read_cache(root, PAGES)


def keep_pages(root: Path, found: Mapping[str, Any]) -> None:
    """Keep pages for later runs, which need not print these documents for them."""
    if found:
        write_cache(root, PAGES, {**known_pages(root), **found})


def counted_pages(
    workspace: Workspace, composed: Composed, house_style: HouseStyle | None, known: Mapping[str, Any]
) -> tuple[int | None, dict[str, Any]]:
    """The pages of the parts that a limit in pages counts, by LibreOffice, and what is to be kept of it.

    None where there is no such limit, or no LibreOffice.
    """
    recipe, document = composed.recipe, composed.document
    if recipe is None or document is None or house_style is None:
        return None, {}
    excerpt = paged_excerpt(document, binding(workspace, recipe.value), recipe.value.variant)
    if excerpt is None:
        return None, {}
    from briefwright.finishing import Sheet, page_count  # noqa: PLC0415 (few bodies count pages)

    return page_count(Sheet(excerpt, house_style, recipe.at("profile")), known)


def _needs_office(document: Document, task: Task, options: Options) -> bool:
    """Whether LibreOffice has to do with it: for PDF, and for the page numbers of contents."""
    printed = any(entry.printed_from for entry in task.formats)
    return printed or (options.pages and has_contents(document.children))


def _sheet(
    document: Document, house_style: HouseStyle, place: Position, asked: tuple[Task, Options, Known]
) -> Sheet | Problem:
    """The document as it goes to Word and PDF, or the problem of a PDF that cannot be made here."""
    from briefwright.finishing import Sheet, office_missing, paged  # noqa: PLC0415 (few documents need it)

    task, options, known = asked
    printed = any(entry.printed_from for entry in task.formats)
    missing = office_missing(place) if printed else None
    return missing or paged(Sheet(document, house_style, place, options.pages, printed), known.pages)


def _finish(
    workspace: Workspace, made: Sequence[tuple[Task, Built]], options: Options
) -> tuple[list[Built], dict[str, Any]]:
    """What LibreOffice is needed for, over the whole build at once; and the pages that it has told."""
    waiting = [built.unfinished for _, built in made if built.unfinished]
    if not waiting:
        return [built for _, built in made], {}
    from briefwright.finishing import finish  # noqa: PLC0415 (as above)

    finished = iter(finish([unfinished.sheet for unfinished in waiting]))
    pages: dict[str, Any] = {}
    done: list[Built] = []
    for task, built in made:
        if built.unfinished:
            end = next(finished)
            pages |= end.pages
            done.append(_save_finished(workspace, task, options, built, (built.unfinished, end)))
        else:
            done.append(built)
    return done, pages


def _save_finished(
    workspace: Workspace, task: Task, options: Options, built: Built, ended: tuple[Unfinished, Finished]
) -> Built:
    unfinished, end = ended
    built = built._replace(problems=(*built.problems, *end.problems), unfinished=None)
    if errors(end.problems):
        return built
    artifacts = {**unfinished.artifacts, **end.artifacts}
    return _save(workspace, task, options, built, (unfinished.sheet.document, artifacts))


def _save(
    workspace: Workspace, task: Task, options: Options, built: Built, made: tuple[Document, Mapping[str, bytes]]
) -> Built:
    """Write the files of a document: all, or none. Markdown has its pictures beside it."""
    document, artifacts = made
    name = f"{task.recipe}.{task.language}"
    files = [(options.folder / f"{name}{entry.suffix}", artifacts[entry.name]) for entry in task.formats]
    if any(entry.name == "markdown" for entry in task.formats):
        shown = sorted({node.source for node in walk(document.children) if isinstance(node, Figure)})
        files += [(options.folder / source, document.images[source]) for source in shown]
    sizes = {entry.suffix[1:]: len(artifacts[entry.name]) for entry in task.formats}
    large = tuple(oversized(workspace, task.recipe, sizes, draft=options.draft))
    if errors(large):
        return built._replace(problems=(*built.problems, *large))
    leaving = filter(None, (leaves(path.parent, workspace.root) for path, _ in files))
    problem = next(leaving, None) or write_all(files, workspace.root)
    if problem:
        return built._replace(problems=(*built.problems, problem))
    return built._replace(files=tuple(path for path, _ in files), problems=(*built.problems, *large))


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
