"""A block's text as a literal skeleton and its units, the pieces that are translated, reviewed and compared.

The skeleton is everything else, byte for byte: fences, keys, markers, attributes, blank lines. Filling it
with a unit's own text gives the file back exactly; any other text takes its extent without touching the rest.
The segmentation is a public format: what is a unit, and in which order, changes only with ``SEGMENTATION``.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefwright.markdown.citations import read_citation
from briefwright.markdown.grammar import tokenize
from briefwright.markdown.source import LINE_ENDS, Group, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEGMENTATION = 1
"""The version of the segmentation. A change of it comes with a migration of the catalogs."""

_TOKENS = re.compile(
    r"(?P<placeholder>\{\{.{0,600}?\}\})"
    r"|(?P<code>(?<!`)(`+)(?!`).{0,2000}?(?<!`)\3(?!`))"
    r"|(?P<mark>\[\^[^\]\s]+\])"
    r"|(?P<citation>\[[^\[\]]*@[^\[\]]*\])"
    r"|(?P<address><[a-z][a-z0-9+.-]*:[^\s<>]*>)"
    r"|(?<=\]\()(?P<target><[^<>\n]*>|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?=\)|\s+\")"
    r"|(?<=\])(?P<attributes>\{[^{}\n]*\})"
    r"|(?P<comment><!--.{0,2000}?-->)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a block. ``id`` is the block's id, `#`, and the ordinal from 1; lines count from 1 in the file.

    ``tokens`` are the protected pieces of its text (placeholders, citations, marks of notes, addresses,
    code, attributes), which a translation must keep.
    """

    id: str
    kind: str
    line: int
    end_line: int
    text: str

    @property
    def hash(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def tokens(self) -> tuple[str, ...]:
        """The protected pieces, in order."""
        return tuple(
            match[0]
            for match in _TOKENS.finditer(self.text)
            if match.lastgroup != "citation" or read_citation(match[0][1:-1])
        )


class Extent(NamedTuple):
    """Where a unit stands: the stretches of the file that hold its lines, and how further lines begin.

    ``encode`` names how a text is written there: `markdown`, `line` (one line of it), `attribute` or `yaml`.
    """

    kind: str
    stretches: tuple[tuple[int, int], ...]
    prefix: str
    encode: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The text of a file with its units cut out: ``literals`` has one member more than ``units``."""

    literals: tuple[str, ...]
    units: tuple[Unit, ...]
    extents: tuple[Extent, ...]
    source: str

    def fill(self, texts: Sequence[str]) -> str:
        """The file with each unit's text replaced. Raises ValueError unless there is one text a unit."""
        filled = [self._placed(*triple) for triple in zip(self.units, self.extents, texts, strict=True)]
        pieces = [piece for pair in zip(self.literals, filled, strict=False) for piece in pair]
        return "".join([*pieces, self.literals[-1]])

    def _placed(self, unit: Unit, extent: Extent, text: str) -> str:
        start, end = extent.stretches[0][0], extent.stretches[-1][1]
        match extent.encode:
            case "markdown":
                return self._lines(extent, text.split("\n"))
            case _ if text == unit.text:
                return self.source[start:end]
            case "attribute":
                return re.sub(r'([\\"])', r"\\\1", " ".join(text.split()))
            case "yaml":
                escaped = re.sub(r'([\\"])', r"\\\1", " ".join(text.split()))
                return f'"{escaped}"'
            case _:
                return " ".join(text.split("\n"))

    def _lines(self, extent: Extent, lines: Sequence[str]) -> str:
        gaps = [
            self.source[end:start] for (_, end), (start, _) in zip(extent.stretches, extent.stretches[1:], strict=False)
        ]
        rest = gaps[-1] if gaps else f"\n{extent.prefix}"
        text = lines[0]
        for index, line in enumerate(lines[1:]):
            text += (gaps[index] if index < len(gaps) else rest) + line
        return text


def read_units(text: str, block: str, body_start: int = 0, front: Iterable[Extent] = ()) -> Skeleton:
    """The skeleton and units of a file: ``front`` in its front matter, then those of the text from ``body_start``."""
    extents = [*front, *_Segmenter(text, body_start).extents()]
    extents.sort(key=lambda extent: extent.stretches[0][0])
    starts = _line_starts(text)
    units = tuple(_unit(text, block, number, extent, starts) for number, extent in enumerate(extents, start=1))
    ends = [0, *(extent.stretches[-1][1] for extent in extents)]
    begins = [*(extent.stretches[0][0] for extent in extents), len(text)]
    literals = tuple(text[end:begin] for end, begin in zip(ends, begins, strict=True))
    return Skeleton(literals, units, tuple(extents), text)


def _unit(text: str, block: str, number: int, extent: Extent, starts: Sequence[int]) -> Unit:
    own = extent.text if extent.text is not None else "\n".join(text[start:end] for start, end in extent.stretches)
    first = bisect_right(starts, extent.stretches[0][0])
    last = bisect_right(starts, max(extent.stretches[-1][1] - 1, 0))
    return Unit(f"{block}#{number}", extent.kind, first, max(first, last), own)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in LINE_ENDS.finditer(text))]


class _Segmenter:
    """Goes through the tokens of a text and notes where each unit stands."""

    def __init__(self, text: str, body_start: int) -> None:
        self.text = text
        body = text[body_start:]
        tokens, _ = tokenize(body)
        self.groups = grouped(tokens)
        self.starts = [body_start + start for start in _line_starts(body)]
        self.ends = [*(body_start + match.start() for match in LINE_ENDS.finditer(body)), len(text)]

    def extents(self) -> Iterator[Extent]:
        for group in self.groups:
            yield from self._in(group, "paragraph")

    def _in(self, group: Group, kind: str) -> Iterator[Extent]:
        token = group.token
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(group, kind)
            case "heading_open":
                yield from self._heading(group)
            case "tr_open":
                yield from self._row(group)
            case "container_open":
                yield from self._title(group)
        inner = _KINDS.get(token.type, kind)
        if token.type not in {"paragraph_open", "heading_open", "tr_open"}:
            for child in group.inside:
                yield from self._in(child, inner)

    def _line(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def _paragraph(self, group: Group, kind: str) -> Iterator[Extent]:
        inline = group.inside[0].token
        if not inline.map or not inline.content:
            return
        children = inline.children or []
        kind = "caption" if len(children) == 1 and children[0].type == "image" else kind
        stretches = tuple(
            self._stretch(inline.map[0] + index, line) for index, line in enumerate(inline.content.split("\n"))
        )
        head = self.text[self.starts[inline.map[0]] : stretches[0][0]]
        yield Extent(kind, stretches, re.sub(r"[^\s>]", " ", head), "markdown")

    def _stretch(self, number: int, content: str) -> tuple[int, int]:
        """Where a line of a paragraph's content stands in its source line: at its end, behind markers."""
        line, needle = self._line(number), content.lstrip(" \t")
        column = line.rfind(needle)
        if column < 0 or not needle:
            column, needle = len(line) - len(line.lstrip(" \t>")), line.lstrip(" \t>").rstrip(" \t")
        start = self.starts[number] + column
        return start, start + len(needle)

    def _heading(self, group: Group) -> Iterator[Extent]:
        inline = group.inside[0].token
        if not inline.map or not inline.content:
            return
        if group.token.markup in {"=", "-"}:
            yield from (extent._replace(kind="heading") for extent in self._paragraph(group, "heading"))
            return
        line = self._line(inline.map[0])
        marker = re.search(r"#+[ \t]*", line)
        column = line.find(inline.content, marker.end() if marker else 0)
        if column >= 0:
            start = self.starts[inline.map[0]] + column
            yield Extent("heading", ((start, start + len(inline.content)),), "", "line")

    def _row(self, group: Group) -> Iterator[Extent]:
        if not group.token.map:
            return
        number = group.token.map[0]
        for (start, end), _ in zip(_cells(self._line(number)), group.inside, strict=False):
            if start < end:
                yield Extent("table-cell", ((self.starts[number] + start, self.starts[number] + end),), "", "line")

    def _title(self, group: Group) -> Iterator[Extent]:
        if not group.token.map:
            return
        number = group.token.map[0]
        for match in re.finditer(r'\b(title|to|action|by)="((?:[^"\\]|\\.)*)"', self._line(number)):
            start = self.starts[number] + match.start(2)
            value = re.sub(r"\\(.)", r"\1", match[2])
            if value:
                yield Extent(match[1], ((start, start + len(match[2])),), "", "attribute", value)


_KINDS = {
    "bullet_list_open": "list-item",
    "ordered_list_open": "list-item",
    "blockquote_open": "quotation",
    "footnote_reference_open": "note",
}


def _cells(line: str) -> list[tuple[int, int]]:
    """The stretches of a table row's cells, without the spaces around them."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    lead = len(line) - len(line.lstrip(" \t>"))
    if bars and bars[0] == lead:
        bars, lead = bars[1:], bars[0] + 1
    edges = [lead, *(bar + 1 for bar in bars)]
    cells = []
    for start, end in zip(edges, [*bars, len(line)], strict=True):
        inside = line[start:end]
        left = start + len(inside) - len(inside.lstrip(" \t"))
        cells.append((left, max(left, start + len(inside.rstrip(" \t")))))
    return cells
