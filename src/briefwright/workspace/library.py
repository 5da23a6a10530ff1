"""The lists that texts draw on: facts, organisations, claims, profiles, and references in CSL."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from briefwright.problems import Code, Position, Problem, did_you_mean, errors
from briefwright.workspace.validation import validated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.workspace.values import Fact, Reference
    from briefwright.workspace.yaml import Places, Yaml

V = TypeVar("V", bound=msgspec.Struct | str)

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

TEXTS = CSL_FIELDS - {*CSL_DATES, *CSL_NAMES, "custom", "categories", "id", "type"}
"""Those that hold text or a number."""


def read_entries(kind: type[V], yaml: Yaml) -> tuple[dict[str, V], dict[str, Places], tuple[Problem, ...]]:
    """The entries of a file that is a mapping from ids, or a list of entries with an `id`; those that are right."""
    entries: dict[str, V] = {}
    places: dict[str, Places] = {}
    problems = list(yaml.problems)
    for name, data, inside in _entries(yaml, problems):
        if isinstance(data, dict) and issubclass(kind, msgspec.Struct):
            bare = {key: value for key, value in data.items() if key != "id"}
            data = {"id": name, **bare} if "id" in kind.__struct_fields__ else bare  # noqa: PLW2901
        entry, wrong = validated(kind, data, inside)
        problems += wrong
        if name in entries:
            problems.append(Problem(Code.ID_DUPLICATE, inside.at(), f'there are two "{name}"', "rename one of them"))
        elif entry is not None:
            entries[name], places[name] = entry, inside
    return entries, places, tuple(problems)


def check_abbreviations(found: Mapping[str, str], places: Mapping[str, Places]) -> Iterator[tuple[str, Problem]]:
    """What is wrong with abbreviations: one of no letters would be found between all words."""
    for short, meaning in found.items():
        if not (any(map(str.isalnum, short)) and short == short.strip() and meaning.strip()):
            message, hint = f'"{short}" abbreviates nothing', "write each as HGV: heavy goods vehicle"
            yield short, Problem(Code.VALUE_INVALID, places[short].at(), message, hint)


def _entries(yaml: Yaml, problems: list[Problem]) -> Iterator[tuple[str, Any, Places]]:
    match yaml.data:
        case None:
            return
        case dict():
            each = yaml.places.each()
            for name, data in yaml.data.items():
                yield name, data, each[name]
        case list():
            each = yaml.places.each()
            for index, data in enumerate(yaml.data):
                inside = each[index]
                if isinstance(data, dict) and isinstance(data.get("id"), str):
                    yield data["id"], data, inside
                else:
                    hint = "give each entry a line id: …"
                    problems.append(Problem(Code.KEY_MISSING, inside.at(), 'the key "id" is missing', hint))
        case _:
            hint = "write entries, one below the other"
            problems.append(Problem(Code.VALUE_INVALID, yaml.places.at(), "this is not a list of entries", hint))


# ── Facts ────────────────────────────────────────────────────────────────────

SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR"}
"""What people write for a currency, and its code in ISO 4217."""


def check_facts(facts: Mapping[str, Fact], places: Mapping[str, Places]) -> Iterator[tuple[str, Problem]]:
    """Figures that would be printed as bare text, because they are not written as figures: name and problem."""
    for name, fact in facts.items():
        value, unit = fact.value, fact.unit
        digits = isinstance(value, str) and re.fullmatch(r"\d[\d.,' \xa0\u202f]*", value.strip())
        if digits and (unit or not str(value).isdigit()):  # digits alone, without a unit, may be a year
            key, message, hint = "value", f'"{value}" is not a figure', f"write {_figure(str(value))}"
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d?-\d\d?", value) and as_date(value) is None:
            key, message, hint = "value", f"there is no day {value}", "write it as 2027-11-01"
        elif unit in SIGNS:
            key, message, hint = "unit", f'"{unit}" is not a currency code', f"write its code, {SIGNS[unit]}"
        else:
            continue
        yield name, Problem(Code.VALUE_INVALID, places[name].at(key), message, hint)


def _figure(text: str) -> str:
    """The figure that a text with separators stands for: three digits behind a separator are thousands."""
    bare = re.sub(r"['\s]|[.,](?=\d{3}(?:\D|$))", "", text.strip())
    return bare.replace(",", ".")


def as_date(text: str) -> datetime.date | None:
    """The date that a text is in ISO 8601, if it is one."""
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


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
    each = places.each()
    for index, item in enumerate(data or []):
        reference, wrong = _reference(item, each[index])
        problems += wrong
        if reference and reference["id"] in references:
            message = f'there are two references "{reference["id"]}"'
            problems.append(Problem(Code.ID_DUPLICATE, places.at(index, "id"), message, "rename one of them"))
        elif reference:
            references[reference["id"]] = reference
            positions[reference["id"]] = places.at(index)
    return references, positions, tuple(problems)


def _reference(item: Any, places: Places) -> tuple[Reference | None, list[Problem]]:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str | int) or item["id"] in {"", True, False}:
        hint = "add a line id: author-year"
        return None, [Problem(Code.REFERENCE_INVALID, places.at("id"), "a reference needs an id", hint)]
    key = str(item["id"])
    if "/" in key and isinstance(item.get("citation-key"), str):
        key = item["citation-key"]  # Zotero's own ids are addresses; what its user sees and cites is the key
    reference = {field: value for field, value in item.items() if value is not None} | {"id": key}
    problems = []
    for field in reference:
        date = _date(reference[field]) if field in CSL_DATES else None
        if date is not None:
            reference[field] = date
        elif told := _wrong(field, reference[field]):
            code = Code.REFERENCE_INVALID if told.stops else Code.REFERENCE_FIELD_UNKNOWN
            problems.append(Problem(code, places.at(field), told.message, told.hint))
    if "type" not in reference:
        problems.append(Problem(Code.REFERENCE_INVALID, places.at(), 'the key "type" is missing', "add type: report"))
    return (None if errors(problems) else reference), problems


class _Told(NamedTuple):
    """What is wrong with a field, and whether the reference is of no use with it."""

    message: str
    hint: str
    stops: bool = True


def _wrong(field: str, value: Any) -> _Told | None:  # noqa: PLR0911 (one a kind of field)
    if field == "type":
        if value in CSL_TYPES:
            return None
        near = did_you_mean(str(value), CSL_TYPES) or "a usual one is report or webpage"
        return _Told(f'"{value}" is no CSL type', near)
    if field in CSL_DATES:
        return _Told(f'"{field}" is not a date', "write 2017-11-19, 2017-11 or 2017")
    if field in CSL_NAMES:
        hint = "write [{family: …, given: …}] for a person, [{literal: …}] for a body"
        return None if _are_names(value) else _Told(f'"{field}" is not a list of names', hint)
    if field == "custom":
        right = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
        return (
            None if right else _Told('"custom" must be a group of texts', 'write custom: {citation: "…", short: "…"}')
        )
    if field in TEXTS:
        right = isinstance(value, str | int | float) and not isinstance(value, bool)
        return None if right else _Told(f'"{field}" must be text', f'write {field}: "…"')
    if field in CSL_FIELDS or field.startswith("x-"):
        return None
    hint = did_you_mean(field, CSL_FIELDS) or "leave it out, or begin its name with x-"
    return _Told(f'CSL has no field "{field}"', hint, stops=False)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, dict) and name and _is_name(name) for name in value)


def _is_name(name: dict[str, Any]) -> bool:
    return all(isinstance(part, bool if key in _FLAGS else str) for key, part in name.items())


_FLAGS = ("comma-suffix", "static-ordering", "parse-names", "comma-dropping-particle")


def _date(value: Any) -> dict[str, Any] | None:
    """A date as CSL-JSON's date-parts: from date-parts, EDTF or ISO text, `{year, month, day}`, or a list of those."""
    if isinstance(value, dict) and "date-parts" in value:
        dates = [_parts(date) for date in value["date-parts"]] if isinstance(value["date-parts"], list) else []
        return {**value, "date-parts": dates} if dates and None not in dates else None
    if isinstance(value, dict) and isinstance(value.get("raw"), str | int):
        return _date(str(value["raw"])) or {"literal": str(value["raw"])}
    if isinstance(value, dict) and isinstance(value.get("literal"), str):
        return {"literal": value["literal"]}
    many = str(value).split("/") if isinstance(value, str | int) and not isinstance(value, bool) else value
    dates = [_parts(part) for part in (many if isinstance(many, list) else [many])]
    return {"date-parts": dates} if dates and None not in dates else None


def _parts(date: Any) -> list[int] | None:
    """Year, month and day as numbers, as many as are known; None where they are no date."""
    match date:
        case dict():
            parts = [date.get(key) for key in ("year", "month", "day")]
        case list():
            parts = date
        case str() | int():
            found = re.fullmatch(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?[~?%]?", str(date).strip())
            parts = list(found.groups()) if found else []
        case _:
            return None
    known = [str(part) for part in parts if part not in (None, "")]
    if not known or len(known) > 3 or not all(re.fullmatch(r"-?\d{1,4}", part) for part in known):  # noqa: PLR2004 (year, month, day)
        return None
    year, month, day = ([int(part) for part in known] + [1, 1])[:3]
    seasons = range(13, 25)  # 21 to 24 are seasons in EDTF, 13 to 20 in older CSL
    real = as_date(f"{year:04}-{month:02}-{day:02}") is not None if year >= 1 and month not in seasons[8:] else True
    return [int(part) for part in known] if real else None
