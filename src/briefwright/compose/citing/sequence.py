"""The citations of a document, in their order, as a citation style formats them.

Here is what citeproc-py lacks altogether: a cite's position among the others (CSL 1.0.2), the
number of the note that first named a work, letters for works of one author and year.
Loaded only when there is something to format, since it loads citeproc-py.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose.citing.places import Known, positions
from briefwright.compose.citing.styles import load, quotes_of
from briefwright.compose.citing.text import NAMES, PERSON, Quotes, Rich, content, first_of, rich, unmarked, with_first
from briefwright.compose.citing.works import Item, Reference, reference
from briefwright.document import Cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefwright.compose.citing.places import Place


class Works(NamedTuple):
    """A loaded style and the works that it formats, with what has been found out about each."""

    style: Any
    quotes: Quotes
    items: Mapping[str, Mapping[str, Any]]
    references: dict[str, Reference]
    sources: Mapping[str, str]
    first_notes: dict[str, int]
    alike: set[str]
    homonyms: set[str]
    shown_names: dict[str, int]


def formatted(
    style: bytes, locale: str, items: Mapping[str, Mapping[str, Any]], places: Sequence[Place], *, listed: bool
) -> tuple[list[Rich], list[Rich]]:
    """Each citation, and the list of works cited if it is wanted. ``items`` holds the works that are cited."""
    root = load(style, locale)
    first_notes = {cite.key: place.note for place in reversed(places) for cite in reversed(place.cites)}
    order = list(dict.fromkeys(cite.key for place in places for cite in place.cites))
    references = {key: reference(items[key]) for key in order}
    sources = {key: json.dumps(items[key], default=str) for key in order}
    works = Works(root, quotes_of(root), items, references, sources, first_notes, set(), set(), {})
    _tell_apart(works, order)
    known = positions(places, int(root.citation.get("near-note-distance", "5")))
    citations = [_citation(works, place, facts) for place, facts in zip(places, known, strict=True)]
    return citations, _bibliography(works, order) if listed else []


# ── Citations ────────────────────────────────────────────────────────────────


def _citation(works: Works, place: Place, known: list[Known]) -> Rich:
    area, layout = works.style.citation, works.style.citation.layout
    made = [(_item(works, cite, facts), cite) for cite, facts in zip(place.cites, known, strict=True)]
    if area.sort is not None and not any(cite.prefix or cite.suffix for cite in place.cites):
        ranks = {id(item): rank for rank, item in enumerate(area.sort.sort([item for item, _ in made], layout))}
        made.sort(key=lambda pair: ranks[id(pair[0])])
    texts = [(text, cite) for item, cite in made if (text := _cite(works, item, cite))]
    if not texts:
        return []
    joined = (
        _collapsed(texts, layout)
        if area.get("collapse", "").startswith("year")
        else _joined([text for text, _ in texts], layout)
    )
    suffix = layout.get("suffix", "")
    text = layout.get("prefix", "") + joined + (suffix if place.ends else suffix.removesuffix("."))
    return rich(layout.format(text), works.quotes, capital=place.begins and works.style.get("class") == "note")


def _joined(texts: list[str], layout: Any) -> str:
    return str(layout.get("delimiter", "")).join(texts)


def _item(works: Works, cite: Cite, known: Known) -> Item:
    work = Reference(works.references[cite.key])
    if known.first_note:
        work["first-reference-note-number"] = str(known.first_note)
    place = (cite.label, cite.locator) if cite.locator else None
    item = Item(cite.key, work, place, works.sources[cite.key])
    item.positions = known.positions
    item.disambiguate = cite.key in works.alike
    item.homonyms = frozenset(works.homonyms)
    item.shown_names = works.shown_names.get(cite.key, 0)
    item.number = work.get("citation-number", 0)
    return item


def _cite(works: Works, item: Item, cite: Cite) -> str:
    """One cite with what the author wrote around it; the key where the style shows nothing of the work."""
    text = _literal(works, item, cite) or _rendered(works.style.citation.layout, item) or content(cite.key)
    if cite.suppress_author:
        text = _without_names(text)
    before = f"{content(cite.prefix)} " if cite.prefix else ""
    gap = "" if re.match(r"[,.;:!?)]", cite.suffix) or not cite.suffix else " "
    return f"{before}{text}{gap}{content(cite.suffix)}"


def _literal(works: Works, item: Item, cite: Cite) -> str:
    """The citation that the reference itself prescribes, and the place in the work behind it."""
    custom = works.items[cite.key].get("custom") or {}
    full = str(custom.get("citation") or "")
    text = full if "first" in item.positions else str(custom.get("short") or full)
    if not text or not cite.locator:
        return content(text)
    term = works.style.citation.layout.get_single_term(name=cite.label or "page", form="short")
    return content(text) + ", " + f"{term} {content(cite.locator)}".strip()


@lru_cache(maxsize=4096)
def _rendered(layout: Any, item: Item) -> str:
    """What the style makes of a cite: once for all documents in which the same is known of it."""
    item.suppressed = set()
    return str(layout.render_children(item) or "")


def _collapsed(texts: list[tuple[str, Cite]], layout: Any) -> str:
    """Cites of the same authors in a row, the authors named once."""
    groups = []
    for names, group in groupby(texts, lambda pair: first_of(pair[0], NAMES)):
        (first, cite), *more = group
        rest = [_without_names(text) if names else text for text, _ in more]
        plain = not any(one.locator or one.prefix or one.suffix for one in (cite, *(one for _, one in more)))
        groups.append(", ".join((first, *rest)) if plain and names else _joined([first, *rest], layout))
    return _joined(groups, layout)


def _without_names(text: str) -> str:
    return with_first(text, NAMES, "").lstrip(" ,.;:")


# ── Works ────────────────────────────────────────────────────────────────────


def _tell_apart(works: Works, order: list[str]) -> None:
    """Find the works whose short citations are alike, and give them names and letters as far as the style does."""
    area = works.style.citation
    for rank, item in enumerate(_sorted(works, order) if works.style.asks_ranks else (), 1):
        works.references[item.key]["citation-number"] = rank
    if area.get("givenname-disambiguation-rule", "by-cite") != "by-cite":
        works.homonyms.update(_homonyms(works.references.values()))
    if area.get("disambiguate-add-names") == "true":
        for group in _alike(works, order):
            _show_more_names(works, group)
    groups = _alike(works, order)
    works.alike.update(key for group in groups for key in group)
    if area.get("disambiguate-add-year-suffix") == "true":
        for group in groups:
            ranked = sorted(group, key=lambda key: int(works.references[key]["citation-number"]))
            for number, key in enumerate(ranked):
                _add_letter(works.references[key], _letters(number), dated=works.style.adds_year_suffix)


def _alike(works: Works, keys: list[str]) -> list[list[str]]:
    """The works whose short citations read the same, together."""
    position = frozenset({"first" if works.style.get("class") == "in-text" else "subsequent"})
    groups = defaultdict(list)
    for key in keys:
        item = _item(works, Cite(key), Known(position, works.first_notes[key]))
        groups[unmarked(_rendered(works.style.citation.layout, item))].append(key)
    return [group for group in groups.values() if len(group) > 1]


def _homonyms(references: Iterable[Reference]) -> set[str]:
    """The family names of first authors that several first authors have."""
    given = defaultdict(set)
    for work in references:
        for name in (work.get("author") or ())[:1]:
            given[name.family].add(name.given)
    return {family for family, names in given.items() if len(names) > 1}


def _show_more_names(works: Works, group: list[str]) -> None:
    """Name more authors before "et al.", where that tells works apart."""
    most = max(len(works.references[key].get("author") or ()) for key in group)
    for count in range(2, most + 1):
        works.shown_names.update(dict.fromkeys(group, count))
        if len(_alike(works, group)) == 0:
            return
    for key in group:
        works.shown_names.pop(key, None)


def _add_letter(work: Reference, letter: str, *, dated: bool) -> None:
    """Give a work its letter, and its date too, where the style does not say where the letter stands."""
    work["year-suffix"] = letter
    date = work.get("issued")
    if dated and isinstance(date, dict) and "year" in date:
        date["letter"] = letter


def _letters(number: int) -> str:
    """The letter for a number from 0: a, b, … z, aa, ab and so on."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)  # noqa: PLR2004 (letters)


def _sorted(works: Works, order: list[str]) -> list[Item]:
    items = [_item(works, Cite(key), Known(frozenset())) for key in order]
    bibliography = works.style.bibliography
    return items if bibliography is None else list(bibliography.sort(items))


def _bibliography(works: Works, order: list[str]) -> list[Rich]:
    """The works cited: an author who wrote the entry before too gives way to the style's dash."""
    area = works.style.bibliography
    entries: list[Rich] = []
    before = ""
    for item in [] if area is None else _sorted(works, order):
        text = content(str((works.items[item.key].get("custom") or {}).get("citation") or ""))
        text = text or _rendered(area.layout, item)
        entry = _without_repetition(text, before, area)
        before = text
        if entry:
            entries.append(rich(area.layout.format(area.layout.wrap(entry)), works.quotes))
    return entries


def _without_repetition(text: str, before: str, area: Any) -> str:
    substitute = area.get("subsequent-author-substitute")
    mark = PERSON if area.get("subsequent-author-substitute-rule") == "partial-first" else NAMES
    repeated = first_of(text, mark) and first_of(text, mark) == first_of(before, mark)
    return with_first(text, mark, substitute) if repeated and substitute is not None else text
