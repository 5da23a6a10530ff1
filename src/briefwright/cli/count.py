"""Count the words and characters of a document by part, against the limits of its profile."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.build import counted_pages, keep_pages, known_pages
from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.fitting import fitting_record, print_fittings
from briefwright.cli.terminal import named, open_workspace, print_json, print_lines, print_problems, print_table, refuse
from briefwright.compose import compose
from briefwright.consultations.counting import Answer, Counted, answers, binding, count_all, worst
from briefwright.consultations.fitting import fittings
from briefwright.consultations.layout import sum_of, with_layout
from briefwright.dressing import house_style_of
from briefwright.finishing import Sheet, finish, paged
from briefwright.formats import write
from briefwright.pictures.rendering import drawn
from briefwright.workspace.files import PICTURES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from briefwright.compose import Composed
    from briefwright.document import Document
    from briefwright.formats.docx import HouseStyle
    from briefwright.problems import Position
    from briefwright.workspace import Resolved, Workspace

_ABOUT = {
    "numbers": "numbers and bullets of paragraphs and lists",
    "marks": "marks of notes, tabs, marks of direction",
    "running": "headers and footers",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("recipe", metavar="RECIPE")
    parser.add_argument("-l", "--language", metavar="LANG", help="which language (the source language)")
    parser.add_argument(
        "--fit", action="store_true", help="tell where the words are, and what could be shorter, anyhow"
    )
    parser.add_argument("--target", type=int, metavar="N", help="what would make it fit a limit of N (the profile's)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Count, and print. Being over the limit is told, and is no error here."""
    if options.target is not None and options.target < 1:
        refuse("--target takes a number above 0")
    workspace = open_workspace(options)
    name = named(options.recipe, workspace.recipes, "recipe", workspace)
    cache: dict[str, Any] = {}
    composed = compose(workspace, name, options.language or workspace.settings.language, cache=cache)
    if composed.document is None or composed.recipe is None:
        print_problems(composed.problems)
        return WRONG_CONTENT
    counted = _counted(workspace, composed, composed.document, composed.recipe)
    asked = list(answers(composed))
    fits = fittings(composed, workspace, target=options.target, always=options.fit, cache=cache)
    if options.json:
        print_json({**_record(counted, asked), **fitting_record(composed, workspace, fits)})
    else:
        print_table([*_rows(counted[0]), *map(_verdict, counted), *(_row(answer) for answer in asked)])
        print_lines(_remarks(counted))
        print_fittings(composed, workspace, fits)
    return DONE


# ── Counting ─────────────────────────────────────────────────────────────────


def _counted(workspace: Workspace, composed: Composed, document: Document, recipe: Resolved) -> list[Counted]:
    """The document against each limit, with what the layout of its Word file adds."""
    value = recipe.value
    profile = binding(workspace, value)
    house_style, _ = house_style_of(workspace, recipe)
    if house_style is None:
        return count_all(document, profile, value.variant)
    known = known_pages(workspace.root)
    laid_out = _laid_out(known, _with_pictures(document), house_style, recipe.at("profile"))
    pages, found = counted_pages(workspace, composed, house_style, known)
    keep_pages(workspace.root, {**laid_out.found, **found})
    counted = count_all(laid_out.document, profile, value.variant, pages)
    parts = with_layout(counted[0].parts, laid_out.docx)
    return [one._replace(parts=parts) for one in counted]


class _LaidOut(NamedTuple):
    """A document with the numbers of its pages, if it has contents; its Word file as `build` writes it; what is new."""

    document: Document
    docx: bytes
    found: Mapping[str, Any] = MappingProxyType({})


def _laid_out(known: Mapping[str, Any], document: Document, house_style: HouseStyle, place: Position) -> _LaidOut:
    sheet = paged(Sheet(document, house_style, place, unpaged=True), known)
    if not sheet.unpaged:
        return _LaidOut(sheet.document, write(sheet.document, "docx", house_style))
    (finished,) = finish([sheet])
    pages = next(iter(finished.pages.values()), {})
    return _LaidOut(replace(document, pages=pages), finished.artifacts["docx"], finished.pages)


def _with_pictures(document: Document) -> Document:
    """The document with the pictures that Word shows; of one that cannot be drawn it would show the words."""
    images, problems = drawn(document.images, PICTURES)
    return document if problems else replace(document, images=images)


# ── Telling ──────────────────────────────────────────────────────────────────


def _record(counted: list[Counted], asked: list[Answer]) -> dict[str, Any]:
    """The limit that is broken, or the first, at the top; all of them below."""
    first = worst(counted)
    total = sum_of(first.parts)
    limits = [{key: value for key, value in one.as_json().items() if key != "parts"} for one in counted if one.limit]
    record = {**first.as_json(), "total": {"words": total.words, "characters": total.characters}, "limits": limits}
    return {**record, "answers": [_answer(answer) for answer in asked]} if asked else record


def _answer(answer: Answer) -> dict[str, str | int]:
    return {
        "name": answer.name,
        "unit": answer.unit,
        "counted": answer.counted,
        "limit": answer.limit,
        "over": answer.over,
    }


def _row(answer: Answer) -> list[str]:
    verdict = f"{answer.over} over" if answer.over else "within"
    return [
        f"answer {answer.name}",
        *_placed(answer.unit, answer.counted),
        f"{verdict} (limit {answer.limit} {answer.unit})",
    ]


def _placed(unit: str, number: int) -> list[str]:
    """A number in the column of its unit; those that have none stand in the first."""
    return ["", str(number)] if unit == "characters" else [str(number) if unit == "words" else f"{number} {unit}", ""]


def _rows(counted: Counted) -> list[list[str]]:
    rows = [["part", "words", "characters", "counts"]]
    for name, part in counted.parts.items():
        if part.words or part.characters:
            counts = "yes" if name in counted.counts else "no"
            about = f" ({_ABOUT[name]})" if name in _ABOUT else ""
            rows.append([name, str(part.words), str(part.characters), counts + about])
    total = sum_of(counted.parts)
    return [*rows, ["total", str(total.words), str(total.characters), "as LibreOffice counts the Word file"]]


def _verdict(counted: Counted) -> list[str]:
    limit = counted.limit
    if limit is None:
        return ["counted", str(counted.counted), "", "no limit"]
    verdict = f"{counted.over} over" if counted.over else "within"
    basis = f"limit {limit.number} {limit.unit}, {limit.basis}{f': {limit.source}' if limit.source else ''}"
    return ["counted", *_placed(limit.unit, counted.counted), f"{verdict} ({basis})"]


def _remarks(counted: list[Counted]) -> list[str]:
    """What else to know: that pages are estimated, and what others may count."""
    remarks = []
    for one in counted:
        measure = one.measure
        if measure.estimated:
            remarks.append("The pages are an estimate: LibreOffice, which would lay them out, is not installed.")
        if measure.low != measure.high:
            remarks.append(
                f"Others may count {measure.low} to {measure.high} {one.unit}: leave a margin{_reason(one)}."
            )
    return remarks


def _reason(counted: Counted) -> str:
    return {
        "words": " (where a dash between spaces counts as a word, or one between words does not part them)",
        "characters": " (where each end of a line counts as none, or as two)",
        "pages": " (Word breaks lines and pages elsewhere)",
        "seconds": " (figures take longer to say)",
    }[counted.unit]
