"""Citing: each citation gets what its reader sees, a note or text, and notes get their numbers.

Three steps: find the citations and notes in reading order; have them formatted, unless they
were before (formatting costs more than all else, and loads the processor only now); put them
in their places, as pandoc does.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.parsers.expat
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose.citing.places import Place
from briefwright.document import (
    Citation,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
    Span,
    Strong,
    Text,
    numbered_identifier,
)
from briefwright.problems import NOWHERE, Code, Problem, did_you_mean
from briefwright.walking import below, joined, plain, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from briefwright.document import Elements, Node

MENDS = "3"
"""The version of what is mended: citations that another one formatted are not used again."""
_LARGEST_STYLE = 2 * 1024 * 1024
_MOST_CALLS = 200_000
_DEEPEST_MACRO = 100
_CSL = "http://purl.org/net/xbiblio/csl"


class Cited(NamedTuple):
    """A cited tree.

    Every `Citation` has content, every `Note` its number, in reading order from 1; ``bibliography`` are the
    works cited, as the style formats and orders them, none where it has no such list.
    """

    children: Elements
    bibliography: tuple[Paragraph, ...]
    problems: tuple[Problem, ...]


class _Found(NamedTuple):
    """A note, or a citation and its place, with the ticket by which rewriting finds it again."""

    ticket: int
    number: int
    place: Place | None = None
    inside: bool = False


def cite(
    children: Elements,
    references: Mapping[str, Mapping[str, Any]],
    style: bytes,
    locale: str,
    cache: MutableMapping[str, Any] | None = None,
    *,
    listed: bool | None = True,
) -> Cited:
    """Cite by a CSL style: ``references`` are CSL-JSON items by id, ``locale`` is a language (BCP 47).

    ``listed`` is whether the list of works is wanted, which costs as much as the citations; None leaves it
    to the style: those that cite in the text need one.
    """
    ticketed = _ticketed(children)
    problems = tuple(unknown_works(ticketed, references))
    notes = False
    contents: list[Inlines] = []
    works: list[Inlines] = []
    try:
        notes = _is_notes_style(style)
        listed = not notes if listed is None else listed
        places = [one.place for one in _found(ticketed, references, notes=notes) if one.place]
        contents, works = _formatted(style, locale, references, places, {} if cache is None else cache, listed=listed)
    except _StyleError as error:
        problems = (error.problem, *problems)
    except Exception as error:  # noqa: BLE001 (a style is a program of the user's, and may fail in any way)
        message = "the citation style cannot format these references"
        hint = f"{type(error).__name__}: {error}"
        problems = (Problem(Code.CITATION_STYLE_INVALID, NOWHERE, message, hint), *problems)
    found = _found(ticketed, references if contents else {}, notes=notes)
    placed = _placed(ticketed, found, contents, notes=notes)
    return Cited(placed, tuple(Paragraph(work) for work in works), problems)


# ── The style ────────────────────────────────────────────────────────────────


class _StyleError(Exception):
    """A style that cannot be used, as a problem."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.problem = Problem(Code.CITATION_STYLE_INVALID, NOWHERE, message, hint)


@lru_cache(maxsize=16)
def _is_notes_style(style: bytes) -> bool:
    """Whether the style cites in notes, looked up without the processor. Styles that cannot be used are errors."""
    if len(style) > _LARGEST_STYLE:
        raise _StyleError("the citation style is larger than 2 MiB")
    opened: list[tuple[str, dict[str, str]]] = []
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: opened.append((name, attributes))
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(style, True)  # noqa: FBT003 (expat's signature)
        _check_macros(opened)
    except xml.parsers.expat.ExpatError as error:
        raise _StyleError("the citation style is not XML", str(error)) from None
    return _class_of(opened) == "note"


def cites_in_notes(style: bytes) -> bool:
    """Whether a style cites in notes; one that cannot be used does not."""
    try:
        return _is_notes_style(style)
    except _StyleError:
        return False


def _refuse(*_: object) -> None:
    raise _StyleError("the citation style has a document type declaration", "remove it: CSL styles have none")


def _class_of(opened: list[tuple[str, dict[str, str]]]) -> str:
    parents = [attributes["href"] for _, attributes in opened if attributes.get("rel") == "independent-parent"]
    names = {name for name, _ in opened}
    if parents:
        raise _StyleError("the citation style only points to another one", f"use that one: {parents[0]}")
    if opened[0][0] != f"{_CSL} style" or not {f"{_CSL} citation", f"{_CSL} layout"} <= names:
        raise _StyleError("the file is not a CSL style", "independent styles are at https://www.zotero.org/styles")
    return opened[0][1].get("class", "")


def _check_macros(opened: list[tuple[str, dict[str, str]]]) -> None:
    """Refuse a style whose macros call each other so often that it would not end.

    What each macro costs is what it holds, with all that it calls; it is counted once a macro.
    """
    calls: dict[str, list[str]] = {}
    current = ""
    for name, attributes in opened:
        if name == f"{_CSL} macro":
            current = attributes.get("name", "")
        elif name in {f"{_CSL} citation", f"{_CSL} bibliography"}:
            current = ""
        if "macro" in attributes and name != f"{_CSL} key":
            calls.setdefault(current, []).append(attributes["macro"])
    costs: dict[str, int] = {}

    def cost(macro: str, depth: int = 0) -> int:
        if macro not in costs:
            if depth > _DEEPEST_MACRO:
                raise _StyleError("the citation style calls its macros too deeply", "use another style")
            costs[macro] = _MOST_CALLS  # a macro that calls itself is too much
            costs[macro] = 1 + sum(cost(inner, depth + 1) for inner in calls.get(macro, ()))
        return costs[macro]

    if max(map(cost, ["", *calls]), default=0) >= _MOST_CALLS:
        raise _StyleError("the citation style calls its macros too often", "use another style")


# ── Finding ──────────────────────────────────────────────────────────────────


def _ticketed(children: Elements) -> Elements:
    """The tree with a number of its own at each note and citation.

    Rewriting sees the leaves first, numbers follow the reader; the tickets carry one to the other.
    """
    ticket = iter(range(1, 1 << 62))

    def given(inline: Inline) -> Inline:
        match inline:
            case Note():
                return replace(inline, number=next(ticket))
            case Citation():
                return replace(inline, content=(Text(str(next(ticket))),))
            case _:
                return inline

    return rewrite(children, inlines=lambda content: tuple(given(inline) for inline in content))


def _found(nodes: Elements, references: Mapping[str, Any], *, notes: bool) -> list[_Found]:
    """The notes, and the citations of known works, numbered in reading order."""
    count = iter(range(1, 1 << 62))

    def among(nodes: Sequence[Node], note: int) -> Iterator[_Found]:
        for index, node in enumerate(nodes):
            match node:
                case Note():
                    number = next(count)
                    yield _Found(node.number, number)
                    yield from among(node.children, number)
                case Citation() if all(one.key in references for one in node.cites):
                    number = note or (next(count) if notes else 0)
                    begins = not note or not any(_shows(before) for before in nodes[:index])
                    ends = not note or not any(_shows(after) for after in nodes[index + 1 :])
                    yield _Found(_ticket(node), number, Place(number, node.cites, begins, ends), bool(note))
                case Citation():
                    pass
                case _:
                    yield from among(below(node), note)

    return list(among(nodes, 0))


def _shows(node: Node) -> bool:
    """Whether a reader sees anything of it but space."""
    return not isinstance(node, Text) or bool(node.text.strip())


def _ticket(citation: Citation) -> int:
    return int(plain(citation.content))


def unknown_works(children: Elements, references: Mapping[str, Any]) -> Iterator[Problem]:
    """The works cited in a tree that the references do not hold."""
    for node in walk(children):
        for one in node.cites if isinstance(node, Citation) else ():
            if one.key not in references:
                hint = did_you_mean(one.key, references)
                yield Problem(Code.CITATION_UNKNOWN, one.position, f'no reference "{one.key}"', hint)


# ── Formatting ───────────────────────────────────────────────────────────────


def _formatted(
    style: bytes,
    locale: str,
    references: Mapping[str, Mapping[str, Any]],
    places: Sequence[Place],
    cache: MutableMapping[str, Any],
    *,
    listed: bool,
) -> tuple[list[Inlines], list[Inlines]]:
    """The citations and the works cited as inlines, from the cache where it has them whole."""
    if not places:
        return [], []
    items = {one.key: references[one.key] for place in places for one in place.cites}
    key = _key(style, f"{locale} listed" if listed else locale, items, places)
    try:
        citations, works = ([_inlines(rich) for rich in part] for part in cache[key])
        if len(citations) == len(places):
            return citations, works
    except (KeyError, TypeError, ValueError):
        pass
    from briefwright.compose.citing.sequence import formatted  # noqa: PLC0415 (loads the processor: only when needed)

    cache[key] = made = [*formatted(style, locale, items, places, listed=listed)]
    citations, works = ([_inlines(rich) for rich in part] for part in made)
    return citations, works


def _key(style: bytes, locale: str, items: Mapping[str, Mapping[str, Any]], places: Sequence[Place]) -> str:
    """All that formatting depends on, as one word."""
    cites = [
        (place.note, place.begins, place.ends, [[getattr(one, name) for name in _SEEN] for one in place.cites])
        for place in places
    ]
    facts = [hashlib.sha256(style).hexdigest(), locale, processor(), MENDS, cites, items]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


@lru_cache
def processor() -> str:
    """The file by which releases of citeproc-py differ: read, since to import it, or its metadata, takes 10 ms."""
    found = find_spec("citeproc")
    return Path(found.origin).with_name("_version.py").read_text("utf-8") if found and found.origin else ""


_SEEN = ("key", "prefix", "label", "locator", "suffix", "suppress_author")


def _inlines(rich: Any) -> Inlines:
    """Formatted text as inlines. A value of another shape, from a damaged cache, is an error."""
    if not isinstance(rich, list):
        raise TypeError(rich)
    return joined(Text(part) if isinstance(part, str) else _marked(part) for part in rich)


def _marked(part: Any) -> Inline:
    match part:
        case ["italic", *rest]:
            return Emphasis(_inlines(rest))
        case ["bold", *rest]:
            return Strong(_inlines(rest))
        case ["small-caps" | "underline" | "superscript" | "subscript" as role, *rest]:
            return Span(_inlines(rest), (role,))
        case ["link", *rest]:
            return _link(_inlines(rest))
        case ["note", str(number)]:
            return Link((Text(number),), f"#{numbered_identifier('note', int(number))}")
        case _:
            raise TypeError(part)


def _link(content: Inlines) -> Inline:
    """An address as a link to itself; what is no address of the web stays text."""
    address = plain(content)
    if re.match(r"10\.\d", address):
        return Link(content, f"https://doi.org/{address}")
    return Link(content, address) if re.match(r"https?://", address, re.IGNORECASE) else Span(content)


# ── Placing ──────────────────────────────────────────────────────────────────

_MOVED = re.compile(r"[.,;:!?…\"'”’»)\]}،؛؟。、，；：！？」』]+")
"""What stands before a note's mark when it directly follows the citation."""


def _placed(children: Elements, found: Sequence[_Found], contents: Sequence[Inlines], *, notes: bool) -> Elements:
    """The tree with the numbers of notes, and each citation's content; marks stand where pandoc sets them."""
    by_ticket = {one.ticket: one for one in found}
    texts = dict(zip((one.ticket for one in found if one.place), contents, strict=True))

    def filled(inline: Inline) -> Inline:
        match inline:
            case Note():
                return replace(inline, number=by_ticket[inline.number].number)
            case Citation():
                one, text = by_ticket.get(_ticket(inline)), texts.get(_ticket(inline), ())
                if one and notes and not one.inside:
                    return replace(inline, content=(Note((Paragraph(text),), one.number, inline.position),))
                return replace(inline, content=text)
            case _:
                return inline

    def line(content: Inlines) -> Inlines:
        result = tuple(filled(inline) for inline in content)
        return _marks_moved(result) if notes else joined(result)

    return rewrite(children, inlines=line)


def _marks_moved(content: Inlines) -> Inlines:
    """Citations that are notes, without the space before them and behind the punctuation that follows."""
    result: list[Inline] = []
    for inline in content:
        match inline, result:
            case Citation(content=(Note(),)), [*_, Text(before)] if not _between_marks(result):
                result[-1:] = [Text(before.rstrip(" \u00a0")), inline]
            case Text(text), [*_, Citation(content=(Note(),))] if moved := _MOVED.match(text):
                _insert(result, moved[0])
                result.append(Text(text[moved.end() :]))
            case _:
                result.append(inline)
    return joined(result)


def _between_marks(result: Sequence[Inline]) -> bool:
    """Whether a line ends with a space behind a mark, which keeps two numbers apart."""
    match result:
        case [*_, Citation(content=(Note(),)), Text(space)]:
            return not space.strip()
        case _:
            return False


def _insert(result: list[Inline], punctuation: str) -> None:
    """Put punctuation before the marks at the end of a line, a full stop only where none is."""
    place = len(result)
    while place and (isinstance(result[place - 1], Citation) or not _shows(result[place - 1])):
        place -= 1
    before = plain(result[place - 1 : place])
    result.insert(place, Text(punctuation.removeprefix(".") if before.endswith(".") else punctuation))
