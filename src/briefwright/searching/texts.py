"""What of a block is searched: its words by where they stand, and its lines as a reader sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefwright.compose.locales import format_fact
from briefwright.document import (
    Callout,
    Citation,
    CodeBlock,
    Figure,
    Heading,
    Paragraph,
    Placeholder,
    Recommendation,
    Table,
    Text,
)
from briefwright.walking import joined, plain, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.document import Elements, Inline, Inlines, Node
    from briefwright.workspace import Block, Workspace
    from briefwright.workspace.values import Organisation

COLUMNS = {"title": 5.0, "headings": 3.0, "tags": 3.0, "summary": 3.5, "body": 0.6, "also": 1.0}
"""Where words may stand, and what one that stands there counts."""

_FACT = re.compile(r"facts\.(\w+)")
_ORGANISATION = re.compile(r"organisation\.(name|short)")


class Line(NamedTuple):
    """A paragraph, heading or row of a block: where it begins in its file, and what a reader sees."""

    number: int
    text: str
    heading: bool = False


def lines_of(block: Block, workspace: Workspace, language: str) -> tuple[Line, ...]:
    """The lines of a block, in reading order; what a recommendation asks stands first."""
    children = filled(block.parsed.children, workspace, workspace.settings.locale(language))
    lines = [line for node in walk(children) for line in _lines(node)]
    if block.front.action:
        lines.insert(0, Line(block.places.at("action").line, block.front.action))
    return tuple(line for line in lines if line.text.strip())


def _lines(node: Node) -> Iterator[Line]:
    match node:
        case Paragraph() | Heading():
            yield Line(node.position.line, plain(node.content), isinstance(node, Heading))
        case Table():
            for row in (node.header, *node.rows):
                yield Line(node.position.line, " · ".join(map(plain, row)))
        case Figure():
            yield Line(node.position.line, f"{node.caption} {node.alt}")
        case CodeBlock():
            yield Line(node.position.line, node.text)
        case Callout():
            yield Line(node.position.line, node.title, heading=True)
        case Recommendation():
            yield Line(node.position.line, node.action)
        case _:
            pass


def filled(children: Elements, workspace: Workspace, locale: str, organisation: Organisation | None = None) -> Elements:
    """The tree with figures and the name of an organisation in place, and without citations.

    Other placeholders stay empty.
    """

    def value(expression: str) -> str:
        fact = _FACT.match(expression)
        if fact and fact[1] in workspace.facts:
            return format_fact(workspace.facts[fact[1]], locale)
        name = _ORGANISATION.match(expression)
        return str(getattr(organisation, name[1])) if name and organisation else ""

    def line(content: Inlines) -> Inlines:
        kept: list[Inline] = []
        for inline in content:
            match kept, inline:
                case [*_, Text(before)], Citation():
                    kept[-1] = Text(before.rstrip(" "))
                case _, Placeholder(expression=expression):
                    kept.append(Text(value(expression)))
                case _:
                    kept.append(inline)
        return joined(kept)

    return rewrite(children, inlines=line)


def facts_in(expression: str) -> list[str]:
    """The facts that a placeholder names."""
    return _FACT.findall(expression)


def columns_of(block: Block, lines: tuple[Line, ...], workspace: Workspace) -> dict[str, str]:
    """The searched text of a block, by where it stands."""
    front = block.front
    body = "\n".join(line.text for line in lines if not line.heading)
    seen = f"{front.title}\n{front.summary}\n{body}"
    return {
        "title": front.title,
        "headings": "\n".join(line.text for line in lines if line.heading),
        "tags": " ".join((*front.tags, front.kind, *block.id.split("/"))),
        "summary": front.summary,
        "body": f"{body}\n{front.to}",
        "also": "\n".join((*_claims(block, workspace), *_titles(block, workspace), *_meanings(seen, workspace))),
    }


def _claims(block: Block, workspace: Workspace) -> Iterator[str]:
    """What the block claims, in the words of the register."""
    for name in block.front.claims:
        if name in workspace.claims:
            yield workspace.claims[name].text


def _titles(block: Block, workspace: Workspace) -> Iterator[str]:
    """The works that the block cites."""
    cites = (cite.key for node in walk(block.parsed.children) if isinstance(node, Citation) for cite in node.cites)
    for key in dict.fromkeys(cites):
        yield str(workspace.references.get(key, {}).get("title", ""))


def _meanings(text: str, workspace: Workspace) -> Iterator[str]:
    """What the abbreviations in a text stand for, and the abbreviations of what is written out in it."""
    return other_forms(text, workspace.abbreviations)


def other_forms(text: str, abbreviations: Mapping[str, str]) -> Iterator[str]:
    """For each abbreviation in a text its meaning, for each meaning the abbreviation."""
    folded = text.casefold()
    for short, meaning in abbreviations.items():
        if short in text and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text):
            yield meaning
        elif meaning.casefold() in folded:
            yield short


def excerpt(line: Line, start: int, width: int = 160) -> str:
    """A stretch of a line about a place in it, in whole words."""
    text = " ".join(line.text.split()) if len(line.text) <= width else line.text
    if len(text) <= width:
        return text
    begin = max(0, min(start - width // 3, len(text) - width))
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = begin + width
    end = text.rfind(" ", begin, end) if end < len(text) else len(text)
    shown = " ".join(text[begin : end if end > begin else begin + width].split())
    return f"{'…' if begin else ''}{shown}{'…' if end < len(text) else ''}"
