"""What `count` prints of a document that is too long: where its words are, and what would make it fit."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefwright.cli.terminal import print_lines, print_table
from briefwright.consultations.changes import edits, in_words
from briefwright.consultations.fitting import limits_to_fit
from briefwright.consultations.locating import measure_of, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.compose import Composed
    from briefwright.consultations.changes import Edit
    from briefwright.consultations.choosing import Option
    from briefwright.consultations.fitting import Fitting
    from briefwright.consultations.locating import Place
    from briefwright.workspace import Resolved, Workspace


def fitting_record(composed: Composed, workspace: Workspace, fits: Sequence[Fitting]) -> dict[str, Any]:
    """What `count --json` says of where words are, and of what would make a document fit."""
    recipe = composed.recipe
    if recipe is None:
        return {}
    limit = next((each.subject.limit for each in fits), limits_to_fit(recipe.value, workspace)[0])
    return {
        "where": _places_as_json(where(composed, workspace, limit), measure_of(limit)),
        "fitting": [_fitting_as_json(fitting, recipe, workspace) for fitting in fits],
    }


def print_fittings(composed: Composed, workspace: Workspace, fits: Sequence[Fitting]) -> None:
    """Where the words are of what is too long, and what would make it fit."""
    for fitting in fits:
        subject = fitting.subject
        _print_places(where(composed, workspace, subject.limit, subject.answer), fitting.measure)
        if composed.recipe:
            _print_fitting(fitting, composed.recipe, workspace)


# ── Where the words are ──────────────────────────────────────────────────────


def _places_as_json(places: Sequence[Place], measure: str) -> list[dict[str, Any]]:
    """The records of where words (or characters) are."""
    return [
        {"section": place.section or None, "block": place.block or None, "part": place.part or None}
        | {measure: place.counted}
        for place in places
    ]


def _print_places(places: Sequence[Place], measure: str) -> None:
    """Where words (or characters) are: of each section, its share of all, and below it of its heading and blocks."""
    total = sum(place.counted for place in places)
    rows = [["where", measure, "share"]]
    for section, group in groupby(places, key=lambda place: place.section):
        inside = list(group)
        counted = sum(place.counted for place in inside)
        rows.append([section or "(layout)", str(counted), f"{counted / total:.0%}"])
        rows += [[f"  {place.block or place.part or '(heading)'}", str(place.counted), ""] for place in inside]
    print_lines([""])
    print_table(rows)


# ── What would make it fit ───────────────────────────────────────────────────


def _fitting_as_json(fitting: Fitting, recipe: Resolved, workspace: Workspace) -> dict[str, Any]:
    """The record of what would make something fit."""
    subject, together = fitting.subject, fitting.together

    def plan(options: Sequence[Option], saves: int) -> dict[str, Any]:
        changes = [{"change": in_words(recipe, option.change), "saves": option.saves} for option in options]
        lines = edits(recipe, [option.change for option in options], workspace)
        return {"saves": saves, "changes": changes, "edits": [_edit_as_json(edit) for edit in lines]}

    return {
        "answer": subject.answer or None,
        "unit": subject.limit.unit,
        "counted": subject.counted,
        "allowed": subject.limit.number,
        "over": subject.over,
        "missing": fitting.missing,
        "measure": fitting.measure,
        "options": [plan([option], option.saves) for option in fitting.options],
        "alone": [{**plan(each.options, each.saves), "length": each.length} for each in fitting.alone],
        "together": {**plan(together.options, together.saves), "length": together.length} if together else None,
    }


def _edit_as_json(edit: Edit) -> dict[str, Any]:
    place = edit.position
    return {"path": place.path, "line": place.line, "column": place.column, "now": edit.now, "write": edit.write}


def _print_fitting(fitting: Fitting, recipe: Resolved, workspace: Workspace) -> None:
    """What would make something fit, with the lines to write."""
    subject, together = fitting.subject, fitting.together
    what = f"answer {subject.answer}" if subject.answer else "the document"
    about = "by an estimate " if subject.limit.unit == "pages" else ""
    over = f"is {about}{subject.over} {subject.limit.unit} over; nothing is cut unless you change the recipe"
    print_lines(["", f"{what} {over if subject.over else 'fits'}"])
    if not fitting.options:
        print_lines(["no block has a shorter variant that would help, and nothing that would is optional"])
    if fitting.options and not subject.over:
        _print_plans("what could be shorter:", [[option] for option in fitting.options], recipe, workspace)
    if fitting.alone:
        title = "this is enough:" if len(fitting.alone) == 1 else "any one of these is enough:"
        _print_plans(title, [plan.options for plan in fitting.alone], recipe, workspace)
    if together:
        most = f"all that can go leaves {together.length} {subject.limit.unit}, {fitting.missing} too many:"
        least = f"these together lose the least ({together.saves} {fitting.measure}) and leave {together.length}:"
        _print_plans(most if fitting.missing else least, [together.options], recipe, workspace)


def _print_plans(title: str, plans: Sequence[Sequence[Option]], recipe: Resolved, workspace: Workspace) -> None:
    print_lines(["", title])
    print_table([line for options in plans for line in _lines(options, recipe, workspace)])


def _lines(options: Sequence[Option], recipe: Resolved, workspace: Workspace) -> Iterator[list[str]]:
    saves = {option.change: option.saves for option in options}
    for edit in edits(recipe, list(saves), workspace):
        saved = sum(saves[change] for change in edit.changes)
        what = " and ".join(in_words(recipe, change) for change in edit.changes)
        place = f"{edit.position.path}:{edit.position.line}"
        yield [f"  −{saved}", what, place, _written(edit)]


def _written(edit: Edit) -> str:
    if not edit.write:
        return f"take out: {edit.now}"
    return f"write: {edit.write}" if edit.now else f"add under sections: {edit.write}"
