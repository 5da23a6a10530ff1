"""The lists that texts draw on: facts, organisations, claims, profiles, and references in CSL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from briefwright.problems import Code, Position, Problem, did_you_mean, errors
from briefwright.workspace.validation import validated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.workspace.values import Reference
    from briefwright.workspace.yaml import Places, Yaml

V = TypeVar("V", bound=msgspec.Struct)

CSL_TYPES = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""The types of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types)."""

CSL_DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
CSL_NAMES = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
]

CSL_FIELDS = frozenset(
    """id type title title-short shortTitle abstract annote archive archive_collection archive_location archive-place
    authority call-number categories chapter-number citation-key citation-label citation-number collection-number
    collection-title container-title container-title-short custom dimensions division DOI edition event event-place
    event-title first-reference-note-number genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language
    license locator medium note number number-of-pages number-of-volumes original-publisher original-publisher-place
    original-title page page-first part part-title PMCID PMID printing publisher publisher-place references
    reviewed-genre reviewed-title scale section source status supplement supplement-number URL version volume
    volume-title volume-title-short year-suffix""".split()
) | {*CSL_DATES, *CSL_NAMES}
"""The fields of a CSL-JSON item (the variables of CSL 1.0.2, and what its JSON schema adds)."""


def read_entries(kind: type[V], yaml: Yaml) -> tuple[dict[str, V], dict[str, Position], tuple[Problem, ...]]:
    """The entries of a file that is a mapping from ids, or a list of entries with an `id`; those that are right."""
    entries: dict[str, V] = {}
    places: dict[str, Position] = {}
    problems = list(yaml.problems)
    for name, data, inside in _entries(yaml, problems):
        entry, wrong = validated(kind, data, inside)
        problems += wrong
        if name in entries:
            problems.append(Problem(Code.ID_DUPLICATE, inside.at(), f'there are two "{name}"', "rename one of them"))
        elif entry is not None:
            entries[name], places[name] = entry, inside.at()
    return entries, places, tuple(problems)


def _entries(yaml: Yaml, problems: list[Problem]) -> Iterator[tuple[str, Any, Places]]:
    match yaml.data:
        case None:
            return
        case dict():
            for name, data in yaml.data.items():
                yield name, data, yaml.places.below(name)
        case list():
            for index, data in enumerate(yaml.data):
                inside = yaml.places.below(index)
                if isinstance(data, dict) and isinstance(data.get("id"), str):
                    yield data["id"], data, inside
                else:
                    hint = "give each entry a line id: …"
                    problems.append(Problem(Code.KEY_MISSING, inside.at(), 'the key "id" is missing', hint))
        case _:
            hint = "write entries, one below the other"
            problems.append(Problem(Code.VALUE_INVALID, yaml.places.at(), "this is not a list of entries", hint))


# ── References ───────────────────────────────────────────────────────────────


def read_references(yaml: Yaml) -> tuple[dict[str, Reference], dict[str, Position], tuple[Problem, ...]]:
    """The references of a CSL-YAML or CSL-JSON file: a list, or a list under `references` (Better BibTeX, pandoc)."""
    data, places = yaml.data, yaml.places
    if isinstance(data, dict) and isinstance(data.get("references"), list):
        data, places = data["references"], places.below("references")
    references: dict[str, Reference] = {}
    positions: dict[str, Position] = {}
    problems = list(yaml.problems)
    if not isinstance(data, list | None):
        hint = "write a list whose entries begin with - id: …"
        problems.append(Problem(Code.VALUE_INVALID, places.at(), "this is not a list of references", hint))
        data = []
    for index, item in enumerate(data or []):
        reference, wrong = _reference(item, places.below(index))
        problems += wrong
        if reference and reference["id"] in references:
            message = f'there are two references "{reference["id"]}"'
            problems.append(Problem(Code.ID_DUPLICATE, places.at(index, "id"), message, "rename one of them"))
        elif reference:
            references[reference["id"]] = reference
            positions[reference["id"]] = places.at(index)
    return references, positions, tuple(problems)


def _reference(item: Any, places: Places) -> tuple[Reference | None, list[Problem]]:
    problems: list[Problem] = []

    def refuse(key: str, message: str, hint: str | None) -> None:
        problems.append(Problem(Code.REFERENCE_INVALID, places.at(key), message, hint))

    if not isinstance(item, dict) or not isinstance(item.get("id"), str | int) or item["id"] == "":
        refuse("id", "a reference needs an id", "add a line id: author-year")
        return None, problems
    reference = {key: value for key, value in item.items() if value is not None} | {"id": str(item["id"])}
    if reference.get("type") not in CSL_TYPES:
        kind = str(reference.get("type", ""))
        refuse("type", f'"{kind}" is no CSL type', did_you_mean(kind, CSL_TYPES) or "a usual one is report or webpage")
    for key in reference.keys() - CSL_FIELDS - {key for key in reference if key.startswith("x-")}:
        hint = did_you_mean(key, CSL_FIELDS) or "leave it out, or begin its name with x-"
        message = f'CSL has no field "{key}"'
        problems.append(Problem(Code.REFERENCE_FIELD_UNKNOWN, places.at(key), message, hint))
    for key in reference.keys() & set(CSL_DATES):
        if (date := _date(reference[key])) is None:
            refuse(key, f'"{key}" is not a date', "write 2017-11-19, 2017-11 or 2017")
        else:
            reference[key] = date
    for key in reference.keys() & set(CSL_NAMES):
        if not _are_names(reference[key]):
            hint = "write [{family: …, given: …}] for a person, [{literal: …}] for a body"
            refuse(key, f'"{key}" is not a list of names', hint)
    return (None if errors(problems) else reference), problems


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(name, dict) and all(isinstance(part, str | bool) for part in name.values()) and name
        for name in value
    )


def _date(value: Any) -> dict[str, Any] | None:
    """A date as CSL-JSON's date-parts: from date-parts, EDTF or ISO text, `{year, month, day}`, or a list of those."""
    if isinstance(value, dict) and "date-parts" in value:
        parts = [[int(part) for part in date if str(part).isdigit()] for date in _lists(value["date-parts"])]
        return {**value, "date-parts": parts} if parts and all(parts) else None
    if isinstance(value, dict) and (value.get("raw") or value.get("literal")):
        return _date(str(value["raw"])) or {"literal": str(value["raw"])} if value.get("raw") else value
    dates = [
        _parts(part)
        for part in (
            value if isinstance(value, list) else str(value).split("/") if isinstance(value, str | int) else [value]
        )
    ]
    if not dates or None in dates:
        return None
    return {"date-parts": dates}


def _lists(value: Any) -> list[list[Any]]:
    return [date for date in value if isinstance(date, list)] if isinstance(value, list) else []


def _parts(date: Any) -> list[int] | None:
    if isinstance(date, dict):
        parts: list[Any] = [date.get(key) for key in ("year", "month", "day")]
        known = [int(part) for part in parts if str(part).isdigit()]
        return known or None
    match = re.fullmatch(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?[~?%]?", str(date).strip())
    return [int(part) for part in match.groups() if part] if match else None
