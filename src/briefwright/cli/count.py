"""Count the words and characters of a document by part, against the limit of its profile.

Of one that is too long it tells where the words are, and which changes of the recipe would make it fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.fitting import fitting_record, print_fittings
from briefwright.cli.terminal import named, open_workspace, print_json, print_problems, print_table, refuse
from briefwright.compose import compose
from briefwright.consultations.counting import Answer, Counted, answers, count
from briefwright.consultations.fitting import fittings

if TYPE_CHECKING:
    import argparse


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
    value = composed.recipe.value
    counted = count(composed.document, workspace.profiles.get(value.profile), value.variant)
    asked = list(answers(composed))
    fits = fittings(composed, workspace, target=options.target, always=options.fit, cache=cache)
    if options.json:
        record = {**counted.as_json(), "answers": [_record(answer) for answer in asked]} if asked else counted.as_json()
        print_json({**record, **fitting_record(composed, workspace, fits)})
    else:
        print_table([*_rows(counted), *(_row(answer) for answer in asked)])
        print_fittings(composed, workspace, fits)
    return DONE


def _record(answer: Answer) -> dict[str, str | int]:
    return {
        "name": answer.name,
        "unit": answer.unit,
        "counted": answer.counted,
        "limit": answer.limit,
        "over": answer.over,
    }


def _row(answer: Answer) -> list[str]:
    verdict = f"{answer.over} over" if answer.over else "within"
    where = [str(answer.counted), ""] if answer.unit == "words" else ["", str(answer.counted)]
    return [f"answer {answer.name}", *where, f"{verdict} (limit {answer.limit} {answer.unit})"]


def _rows(counted: Counted) -> list[list[str]]:
    limit = counted.limit
    counting = limit.counts if limit else tuple(counted.parts)
    rows = [["part", "words", "characters", "counts"]]
    for name, part in counted.parts.items():
        if part.words or part.characters:
            rows.append([name, str(part.words), str(part.characters), "yes" if name in counting else "no"])
    if limit is None:
        return [*rows, ["counted", str(counted.counted), "", "no limit"]]
    verdict = f"{counted.over} over" if counted.over else "within"
    basis = f"limit {limit.number} {limit.unit}, {limit.basis}{f': {limit.source}' if limit.source else ''}"
    where = [str(counted.counted), ""] if limit.unit == "words" else ["", str(counted.counted)]
    return [*rows, ["counted", *where, f"{verdict} ({basis})"]]
