"""Laws of text and tree that hold for whatever anybody writes."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefwright.document import (
    Callout,
    Citation,
    Cite,
    Code,
    Element,
    Elements,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Note,
    Only,
    Paragraph,
    Placeholder,
    Quote,
    Recommendation,
    Span,
    Strong,
    Table,
    Text,
)
from briefwright.markdown import parse_markdown
from briefwright.markdown.escaping import escape_markdown
from briefwright.markdown.inlines import _without
from briefwright.markdown.printing import print_markdown
from briefwright.markdown.units import read_units
from briefwright.walking import joined, plain

PIECES = st.sampled_from(
    r"""
    a word Ünï 漢字 عربي * ** _ __ ` `` [ ] ( ) ! # ## > - + 1. 2) : :: ::: :::: | \ ~ ~~~ ``` ^ ^[ [^a] [^a]:
    [@key] [@key,p.3] [see {{ }} {{x}} {{facts.x|number}} {.quote} {lang=fr} :::case-study {title="T"} <b> <!-- -->
    <https://a.org> &amp; &nbsp; &#32; --- *** === http://x.org [a](b) ![a](b.png) $ @ % only {audience=un} é! . , ; ?
    """.split()
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "\n", "\n\n", "\n    ", "\n> ", "\n- ", "\r\n"]))).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@given(TEXTS)
@example("*a*_b_\n\n- x\n\n<!-- -->\n- y")
@example("[@a](x) [@a][b] [^1](x)\n\n[^1]: n")
def test_what_is_printed_reads_back(text: str) -> None:
    """The tree of any text is the tree of its printed text."""
    tree = parse_markdown(text).children
    assert parse_markdown(print_markdown(tree)).children == tree


@given(TEXTS)
@example("---\n")
@example("\u2028a\x0cb\n\tc")
@example("- a\n\tb\n\n\tc\r\n> d\r\n> e  \r\n> f")
def test_units_and_skeleton_are_the_text(text: str) -> None:
    """A skeleton filled with its own units is the text, byte for byte."""
    skeleton = read_units(text, "a/b")
    assert skeleton.fill([unit.text for unit in skeleton.units]) == text


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Reading never raises, whatever the characters."""
    parse_markdown(text)
    skeleton = read_units(text, "a/b")
    assert skeleton.fill([unit.text for unit in skeleton.units]) == text


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
@example("1. a")
@example("* a")
@example("{{x}} [@y] ^[n] :::")
def test_escaped_text_is_read_literally(text: str) -> None:
    """What is escaped comes out as it went in, as one paragraph."""
    (paragraph,) = parse_markdown(escape_markdown(text)).children
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == text


# ── Trees ────────────────────────────────────────────────────────────────────

WORDS = st.text(alphabet="ab é漢ع*_`[](){}<>#+-.!|\\^~$@:;&%='\"1", min_size=1, max_size=8).map(
    lambda text: " ".join(text.split())
)
LABELS = st.sampled_from(["", "page", "paragraph", "section"])


@st.composite
def cites(draw: st.DrawFn) -> Cite:
    """A work with its place; words around it that cannot be taken for a place."""
    label = draw(LABELS)
    return Cite(
        key=draw(st.from_regex(r"[a-z][a-z0-9-]{0,6}[a-z0-9]", fullmatch=True)),
        prefix=draw(st.sampled_from(["", "see", "but see also"])),
        label=label,
        locator=draw(st.sampled_from(["3", "4-6", "12, 14", "iv"])) if label else "",
        suffix=draw(st.sampled_from(["", "and passim", ", emphasis added"])),
        suppress_author=draw(st.booleans()),
    )


@cache
def inlines(
    depth: int = 2, *, links: bool = True, notes: bool = True, breaks: bool = True
) -> st.SearchStrategy[Inlines]:
    """A run of inlines in normal form. Inside a link nothing stands in brackets, which CommonMark refuses."""
    leaves: list[st.SearchStrategy[Inline]] = [
        WORDS.map(Text),
        st.text(alphabet="ab` ", min_size=1, max_size=5).map(Code),
        st.sampled_from(["facts.a", "title"]).map(Placeholder),
    ]
    if links:
        leaves.append(st.lists(cites(), min_size=1, max_size=2).map(lambda some: Citation(tuple(some))))
    if breaks:
        leaves.append(st.just(LineBreak()))
    if notes:
        leaves.append(elements(depth=0, notes=False).map(lambda element: Note((element,))))
    if not depth:
        return st.lists(st.one_of(*leaves), max_size=3).map(_line)
    some = inlines(depth - 1, links=links, notes=notes, breaks=breaks).filter(bool)
    linked = inlines(depth - 1, links=False, notes=False, breaks=breaks).filter(bool)
    around: list[st.SearchStrategy[Inline]] = [
        some.map(lambda content: parsed_as(Emphasis(content))),
        some.map(lambda content: parsed_as(Strong(content))),
    ]
    if links:
        languages = st.sampled_from([None, "fr"])
        around.append(st.builds(Span, some, st.sampled_from([("quote",), ("term", "name")]), languages))
        around.append(st.builds(Link, linked, st.sampled_from(["https://a.org/b_(c)", "#x", "mailto:a@b.org"])))
        around.append(st.just(Link((), "#cases/france")))
    return st.lists(st.one_of(*leaves, *around), max_size=4).map(_line)


def parsed_as(inline: Emphasis | Strong) -> Inline:
    """Emphasis in normal form: without emphasis in it."""
    return type(inline)(_without(type(inline), inline.content))


def _line(content: list[Inline]) -> Inlines:
    line = list(joined(content))
    while line and isinstance(line[-1], LineBreak):
        line.pop()
    while line and isinstance(line[0], LineBreak):
        del line[0]
    return joined(line)


@cache
def elements(depth: int = 2, *, notes: bool = True) -> st.SearchStrategy[Element]:
    """An element as a block may hold it."""
    line = inlines(notes=notes).filter(bool)
    whole = inlines(notes=notes, breaks=False)
    paragraphs: st.SearchStrategy[Element] = line.map(Paragraph)
    cells = st.lists(st.tuples(whole, whole), min_size=1, max_size=3)
    tables: st.SearchStrategy[Element] = cells.map(lambda rows: Table(rows[0], tuple(rows[1:]), (None, "right")))
    headings: st.SearchStrategy[Element] = st.builds(Heading, st.integers(1, 6), whole)
    if not depth:
        return paragraphs
    inside = st.lists(elements(depth - 1, notes=notes), max_size=3).map(tuple)
    kinds: list[st.SearchStrategy[Element]] = [
        paragraphs,
        headings,
        tables,
        inside.map(Quote),
        inside.map(lambda children: Callout("case-study", 'A "title" \\ here', children)),
        inside.map(lambda children: Only(("un", "eu"), children)),
        inside.map(lambda children: Recommendation("States", "Act.", "2027", children)),
        st.lists(paragraphs, min_size=1, max_size=3).map(lambda some: List(tuple((one,) for one in some))),
        st.lists(st.tuples(paragraphs, paragraphs), min_size=1, max_size=2).map(
            lambda some: List(tuple(some), ordered=True, start=3, tight=False)
        ),
    ]
    return st.one_of(kinds)


@st.composite
def trees(draw: st.DrawFn) -> Elements:
    """What a block may be."""
    return tuple(draw(st.lists(elements(), max_size=3)))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # only of the strategy, and only for its author
@given(trees())
def test_trees_are_printed_whole(tree: Elements) -> None:
    """The printed text of a tree reads back to the tree: nothing is lost, added or taken for something else."""
    assert parse_markdown(print_markdown(tree)).children == tree
