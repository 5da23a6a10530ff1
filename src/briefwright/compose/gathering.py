"""What a document gathers from itself: its table of contents, and the matrix of its recommendations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefwright.document import (
    Citation,
    Cite,
    Heading,
    Link,
    List,
    Note,
    Paragraph,
    Part,
    Recommendation,
    Span,
    Strong,
    Table,
    Text,
    numbered_identifier,
)
from briefwright.walking import joined, link_words, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from typing import Any

    from briefwright.document import Element, Elements, Inline, Inlines

_NO_ENTRIES = frozenset({"cover", "contents"})
_TITLE_LEVEL = 1
_NOTHING = (Text("–"),)


# ── Contents ─────────────────────────────────────────────────────────────────


def contents(children: Elements, depth: int) -> Elements:
    """The headings as a list of links to them, ``depth`` levels deep; headings in boxes and quotations are not."""
    deepest = _TITLE_LEVEL + depth
    entries = [heading for heading in _headings(children) if _TITLE_LEVEL < heading.level <= deepest]
    return (_nested(entries),) if entries else ()


def _headings(children: Elements) -> Iterator[Heading]:
    for element in children:
        match element:
            case Heading():
                yield element
            case Part(kind=kind) if kind not in _NO_ENTRIES:
                yield from _headings(element.children)
            case _:
                pass


def _nested(entries: Sequence[Heading]) -> List:
    """Entries as a list, those below another's level in a list of their own."""
    items: list[tuple[Element, ...]] = []
    highest = min(entry.level for entry in entries)
    starts = {0, *(index for index, entry in enumerate(entries) if entry.level == highest)}
    for start, end in pairwise([*sorted(starts), len(entries)]):
        first, *below = entries[start:end]
        entry = Paragraph((Link(link_words(first.content, (Link, Span)), f"#{first.identifier}"),))
        items.append((entry, _nested(below)) if below else (entry,))
    return List(tuple(items))


# ── Recommendations ──────────────────────────────────────────────────────────


class Sources(NamedTuple):
    """What the last column is made of: the references, the blocks of the document, whether notes hold the sources."""

    references: Mapping[str, Mapping[str, Any]]
    blocks: Collection[str]
    in_notes: bool
    cited: Collection[str] = ()


def matrix(children: Elements, sources: Sources, translate: Callable[[str], str]) -> Elements:
    """All recommendations in a table: what, to whom, by when, on what it rests. No column is empty."""
    found = [node for node in walk(children) if isinstance(node, Recommendation) and node.number]
    cites = (cite.key for node in walk(children) if isinstance(node, Citation) for cite in node.cites)
    sources = sources._replace(cited=frozenset(cites))
    columns: dict[str, list[Inlines]] = {
        translate("No."): [_number(each) for each in found],
        translate("Recommendation"): [_asked(each) for each in found],
        translate("To"): [(Text(each.to),) if each.to else () for each in found],
        translate("By"): [(Text(each.by),) if each.by else () for each in found],
        translate("Basis"): [_basis(each, sources) for each in found],
    }
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    header = tuple((Text(name),) for name in filled)
    rows = tuple(tuple(cell or _NOTHING for cell in row) for row in zip(*filled.values(), strict=True))
    return (Table(header, rows, (None,) * len(header)),) if found else ()


def _number(recommendation: Recommendation) -> Inlines:
    number = recommendation.number
    return (Link((Text(str(number)),), f"#{numbered_identifier('recommendation', number)}"),)


def _asked(recommendation: Recommendation) -> Inlines:
    """What is asked: the first paragraph, without the label before it and the sources of it."""
    match recommendation.children:
        case (Paragraph(content=(Strong(), _, *asked)), *_):
            return joined(inline for inline in asked if not isinstance(inline, Citation | Note))
        case _:
            return (Text(recommendation.action),)


def _basis(recommendation: Recommendation, sources: Sources) -> Inlines:
    """References, and blocks as cross-references. Where notes hold the sources, one cited already is only named."""
    line: list[Inline] = []
    for name in recommendation.basis:
        gap = [Text("; ")] if line else []
        if name in sources.references:
            label = [Text(_label(sources.references[name]))] if sources.in_notes else []
            noted = [] if sources.in_notes and name in sources.cited else [Citation((Cite(name),))]
            line += [*gap, *label, *noted]
        elif name in sources.blocks:
            line += [*gap, Link((), f"#{name}")]
    return joined(line)


def _label(reference: Mapping[str, Any]) -> str:
    """Who wrote a work, and when: `Amnesty International 2016`."""
    authors: list[dict[str, str]] = reference.get("author") or reference.get("editor") or []
    author = authors[0] if authors else {}
    name = author.get("literal") or author.get("family") or reference.get("title-short") or reference.get("title")
    parts = ((reference.get("issued") or {}).get("date-parts") or [[""]])[0]
    return f"{name or reference.get('id', '')} {parts[0]}".strip()


_GATHERED = frozenset({"references", "contents", "matrix", "abbreviations"})


def without_bare(children: Elements) -> Elements:
    """The tree without a part that is gathered and holds a heading alone."""

    def kept(run: Elements) -> Elements:
        return tuple(
            element
            for element in run
            if not (
                isinstance(element, Part)
                and element.kind in _GATHERED
                and all(isinstance(child, Heading) for child in element.children)
            )
        )

    return rewrite(children, elements=kept)
