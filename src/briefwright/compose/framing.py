"""The frame of a document: its layout, and what layouts and placeholders may name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefwright.compose.filling import PrintedFact
from briefwright.compose.layouts import ABBREVIATIONS, CONTENTS, MATRIX, REFERENCES, lay_out, slot, view
from briefwright.compose.locales import format_date
from briefwright.compose.signing import signing
from briefwright.document import Labels
from briefwright.problems import Code, Position, Problem
from briefwright.workspace import LAYOUT, details, read_asset
from briefwright.workspace.library import as_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefwright.compose.making import Making
    from briefwright.document import Elements


def names_of(making: Making) -> dict[str, Any]:
    """What placeholders and layouts may name."""
    recipe, workspace = making.recipe.value, making.workspace
    facts = {name: PrintedFact(fact, making.locale) for name, fact in workspace.facts.items()}
    return {
        "facts": facts,
        "organisation": making.organisation,
        "consultation": recipe.consultation,
        "title": recipe.title,
        "subtitle": recipe.subtitle,
        "audience": workspace.audiences.get(recipe.audience, recipe.audience),
        "language": making.language,
        "date": making.date,
    }


def frame_of(making: Making, names: dict[str, Any], empty: set[str]) -> Elements:
    """The layout, filled in but for its slots; ``empty`` are those of sections that have no text."""
    recipe = making.recipe.value
    found = read_asset(making.workspace, LAYOUT, recipe.layout, making.recipe.at("layout"))
    if isinstance(found, Problem):
        making.problems.append(found)
        return ()
    template, path = found
    annexes = [section.name for section in recipe.sections if section.part == "annex"]
    labels = {name: f"{making.translate('Annex')} {number}." for number, name in enumerate(annexes, start=1)}
    shown = {
        **names,
        "sections": [
            view(section, number, empty=f"slot-{number}" in empty, label=labels.get(section.name, ""))
            for number, section in enumerate(recipe.sections)
        ],
        **signing(making.recipe, making.workspace, making.locale, making.translate).names(),
        "contact": details.contact(recipe, making.workspace),
        "details": [(making.translate(label), value) for label, value in details.printed(recipe, making.workspace)],
        "salutation": recipe.salutation,
        "deadline": _deadline(recipe.consultation.deadline, making.locale),
        "references": slot(REFERENCES),
        "contents": slot(CONTENTS) if recipe.contents else "",
        "matrix": slot(MATRIX) if recipe.matrix else "",
        "abbreviations": slot(ABBREVIATIONS) if recipe.abbreviations else "",
    }
    try:
        text = template.decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = "save the layout as UTF-8 in your editor"
        making.problems.append(Problem(Code.FILE_ENCODING, Position(path), "the layout is not UTF-8", hint))
        return ()
    frame, problems = lay_out(text, path, shown, making.translate)
    making.problems += problems
    return frame


def _deadline(text: str, locale: str) -> str:
    day = as_date(text[:10])
    return format_date(day, locale) if day else text


def labels_of(translate: Callable[[str], str]) -> Labels:
    """The fixed words that writers print."""
    return Labels(
        notes=translate("Notes"),
        back=translate("Back to the text"),
        skip=translate("Skip to the text"),
        page=translate("Page"),
        of=translate("of"),
        draft=translate("Draft"),
        table=translate("Table with the columns"),
    )
