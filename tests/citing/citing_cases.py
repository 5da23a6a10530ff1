"""Texts and references that the tests of this folder cite, and what a reader sees of the result."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefwright.compose.citing import cite
from briefwright.document import Citation, Emphasis, Inline, Inlines, Note, Paragraph, Text
from briefwright.markdown.citations import read_citation
from briefwright.walking import below, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefwright.compose.citing import Cited

HERE = Path(__file__).parent
STYLES = HERE.parents[1] / "templates" / "csl"
SHIPPED = ("oscola", "chicago-notes", "mhra-notes", "apa")
REFERENCES: dict[str, dict[str, Any]] = {
    item["id"]: item for item in json.loads((HERE / "references.json").read_text(encoding="utf-8"))
}


def style(name: str) -> bytes:
    """A shipped style."""
    return (STYLES / f"{name}.csl").read_bytes()


def citing(
    text: str, name: str = "oscola", locale: str = "en-GB", more: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> Cited:
    """Cite a text of lines, each a paragraph, in the Markdown of `sequence.md`."""
    children = tuple(Paragraph(inlines(line)) for line in text.splitlines() if line)
    return cite(children, {**REFERENCES, **more}, style(name), locale)


def inlines(line: str) -> Inlines:
    """A line with `[@citations]` and `^[notes]` as inlines."""
    result: list[Inline] = []
    while match := re.search(r"\^\[((?:[^\[\]]|\[[^\]]*\])*)\]|\[([^\[\]]*@[^\[\]]*)\]", line):
        result.append(Text(line[: match.start()]))
        citation = read_citation(match[2] or "")
        result.append(Citation(citation or ()) if match[2] else Note((Paragraph(inlines(match[1])),)))
        line = line[match.end() :]
    return tuple(inline for inline in (*result, Text(line)) if inline != Text(""))


def seen(content: Iterable[Any]) -> str:
    """What a reader sees, with emphasis as `*…*` and notes in braces."""
    return "".join(_seen(inline) for inline in content)


def _seen(inline: Any) -> str:
    match inline:
        case Text(text):
            return text
        case Emphasis(content):
            return f"*{seen(content)}*"
        case Note(number=number):
            return f"{{{number}: {seen(below(inline))}}}"
        case _:
            return seen(below(inline))


def notes(cited: Cited) -> list[str]:
    """The text of each note."""
    return [seen(below(node)) for node in walk(cited.children) if isinstance(node, Note)]


def texts(cited: Cited) -> list[str]:
    """The text of each citation, without the note it may be."""
    found = [node.content for node in walk(cited.children) if isinstance(node, Citation)]
    return [seen(below(content[0]) if isinstance(content[0], Note) else content) for content in found]


def bibliography(cited: Cited) -> list[str]:
    """The text of each work in the list."""
    return [seen(paragraph.content) for paragraph in cited.bibliography]
