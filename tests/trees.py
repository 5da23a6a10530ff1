"""Random trees for property tests: Hypothesis strategies for whole documents and for their pieces.

Use ``documents()`` for what `compose` makes, as every writer sees it, and ``elements()`` or ``lines()``
for pieces. All are in the normal form that ``briefwright.document`` describes, and what follows from
composing holds as well:

- no `Only`; each `Citation` and `Placeholder` has its content (a note, or text);
- notes carry 1, 2, 3 … in reading order, and none stands inside a note or inside a link;
- recommendations and figures with a caption carry 1, 2, 3 … and say so; paragraphs of the body are numbered
  throughout or not at all (all by the functions that composing has for it);
- headings and boxes have identifiers of their own, and links within the document lead to one of them or to
  something numbered: in words of their own, in the words that composing gives, or with a number that is wrong;
- contents list the headings, and a matrix the recommendations, as composing gathers them;
- each `Figure` has its bytes in ``images``.

How many trees a test tries is ``tries``: few in `make test`, many with `pytest --long`.

They also keep to what Markdown can say, so that printing and parsing may be tested with them: a line
neither begins nor ends with a space or a line break, emphasis does not stand in emphasis, lists that
are neighbours differ in kind, a tight list holds one paragraph and perhaps a list in each item.

``plain_words`` is a strategy for the words alone; ``png`` and ``jpeg`` make pictures.
"""

from __future__ import annotations

import datetime
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from tied import gathered, resolved, with_note_numbers

from briefwright.compose.numbering import identify, number_figures, number_paragraphs, number_recommendations
from briefwright.document import (
    CALLOUT_KINDS,
    PART_KINDS,
    Break,
    Callout,
    Citation,
    Cite,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Part,
    Placeholder,
    Quote,
    Recommendation,
    Span,
    Strong,
    Table,
    Text,
)
from briefwright.walking import joined, walk

if TYPE_CHECKING:
    from briefwright.document import Alignment, Cell, Element, Elements, Inline, Inlines

LETTERS = "abcdefghijklmnopqrstuvwxyzABCÄÖÜßéèñçœøåЖщюΣλ0123456789’–"
"""What most words are made of: Latin, Cyrillic and Greek letters, digits, typographic signs."""
SIGNS = "&<>\"'()[]{}*_#|\\`~^$@!:;,.+-=/%"
"""Signs that mean something in XML, in Markdown or in field codes."""
OTHER_SCRIPTS = ("العاملات", "زنان", "סקס", "工作者", "노동", "क़ानून", "é́", "👩🏽‍🎤")

LANGUAGES = ("fr", "de-CH", "ru", "ar", "he", "zh-Hant")
ADDRESSES = (
    "https://example.org/",
    "https://example.org/a?b=1&c=2#d",
    "http://example.org/naïve/%20x",
    "mailto:policy@example.org",
)

MANY = "many"
"""The profile of Hypothesis that `pytest --long` loads."""


def tries(few: int, many: int) -> int:
    """How many examples a test tries: few, or many with `--long`."""
    return many if settings.get_current_profile_name() == MANY else few


# ── Words ────────────────────────────────────────────────────────────────────

_word = st.one_of(
    st.text(LETTERS, min_size=1, max_size=9),
    st.text(LETTERS, min_size=1, max_size=9),
    st.text(LETTERS + SIGNS, min_size=1, max_size=6),
    st.sampled_from(OTHER_SCRIPTS),
)
plain_words: st.SearchStrategy[str] = st.lists(_word, min_size=1, max_size=6).map(" ".join)
"""One to six words with single spaces between them."""

_texts = plain_words.map(Text)


# ── Inlines ──────────────────────────────────────────────────────────────────


_WORDINGS = ("own", "number", "right", "wrong")
"""The words of a link within the document: its own, the number alone, what composing says, or a wrong number."""


def _unresolved(content: Inlines, place: int, wording: str) -> Link:
    """A link to what `resolved` finds at that place among all that may be linked to."""
    return Link(content, f"#/{place}/{wording}")


@cache
def _wrapped(name: str, inner: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    """An inline of that name around others."""
    made: dict[str, st.SearchStrategy[Inline]] = {
        "emphasis": inner.map(Emphasis),
        "strong": inner.map(Strong),
        "span": st.builds(
            Span, inner, st.sampled_from([("quote",), ("term",), ("small-caps",), ("quote", "term")]), st.none()
        ),
        "foreign": st.builds(Span, inner, st.just(()), st.sampled_from(LANGUAGES)),
        "link": st.builds(Link, inner, st.sampled_from(ADDRESSES)),
        "cross-reference": st.builds(_unresolved, inner, st.integers(0, 30), st.sampled_from(_WORDINGS)),
        "placeholder": _texts.map(lambda text: Placeholder("facts.share", (text,))),
    }
    return made[name]


@cache
def _notes() -> st.SearchStrategy[Inline]:
    """A note by the author, or one that a citation has become."""
    text = st.lists(_paragraphs(notes=False), min_size=1, max_size=2).map(tuple)
    own = text.map(Note)
    cites = st.just((Cite("who-2012", label="page", locator="4"),))
    return own | st.builds(Citation, cites, st.tuples(own)) | st.builds(Citation, cites, st.tuples(_texts))


@cache
@st.composite
def lines(
    draw: st.DrawFn, *, notes: bool = True, breaks: bool = True, without: frozenset[str] = frozenset()
) -> Inlines:
    """The content of a line: words, with now and then something else between them.

    ``without`` names the kinds that may not stand in it; a kind never stands in its own kind.
    """
    content: list[Inline] = [draw(_texts)]
    names = sorted({"emphasis", "strong", "span", "foreign", "link", "cross-reference", "placeholder"} - without)
    others = [*names, "code", *(["note"] if notes else []), *(["break"] if breaks else [])]
    for name in draw(st.lists(st.sampled_from(others), max_size=2)):
        content.extend(draw(_extension(name, notes=notes, without=without)))
    return joined(content)


@cache
@st.composite
def _extension(draw: st.DrawFn, name: str, *, notes: bool, without: frozenset[str]) -> Inlines:
    """What lengthens a line: something of a kind, and the words that follow."""
    following = Text(f" {draw(plain_words)}")
    if name == "break":
        return (LineBreak(), draw(_texts))
    if name == "note":
        return (draw(_notes()), following)
    if name == "code":
        return (Text(" "), Code(draw(plain_words)), following)
    linked = frozenset({"link", "cross-reference"})
    within = without | {name} | (linked if name in linked else frozenset())
    inner = lines(notes=notes and name not in linked, breaks=False, without=within)
    return (Text(" "), draw(_wrapped(name, inner)), following)


@cache
def _short_lines(*, notes: bool = True) -> st.SearchStrategy[Inlines]:
    """What a heading or a cell holds: no line break."""
    return lines(notes=notes, breaks=False)


# ── Elements ─────────────────────────────────────────────────────────────────


@cache
def _paragraphs(*, notes: bool = True) -> st.SearchStrategy[Element]:
    return lines(notes=notes).map(Paragraph)


@cache
@st.composite
def _lists(draw: st.DrawFn, depth: int, *, notes: bool) -> Element:
    """A list in a form that Markdown can say."""
    ordered = draw(st.booleans())
    start = draw(st.sampled_from([1, 1, 2, 7])) if ordered else 1
    tight = draw(st.booleans())
    paragraph = _paragraphs(notes=notes)
    nested = st.lists(_lists(depth - 1, notes=notes), max_size=1) if depth else st.just([])
    if tight:
        item = st.builds(lambda first, rest: (first, *rest), paragraph, nested)
        return List(tuple(draw(st.lists(item, min_size=1, max_size=3))), ordered, start, tight=True)
    item = st.builds(lambda first, second, rest: (first, second, *rest), paragraph, paragraph, nested)
    return List(tuple(draw(st.lists(item, min_size=1, max_size=2))), ordered, start, tight=False)


def _apart(children: Elements) -> Elements:
    """Without the lists that stand right behind a list of their kind, of which Markdown would make one."""
    kept: list[Element] = []
    for element in children:
        before = kept[-1] if kept else None
        if not (isinstance(element, List) and isinstance(before, List) and element.ordered == before.ordered):
            kept.append(element)
    return tuple(kept)


@cache
@st.composite
def _tables(draw: st.DrawFn, *, notes: bool) -> Element:
    columns = draw(st.integers(1, 4))
    cell: st.SearchStrategy[Cell] = st.just(()) | _short_lines(notes=notes)
    row = st.tuples(*[cell] * columns)
    header = st.tuples(*[_short_lines(notes=notes)] * columns)
    sides: list[Alignment] = [None, "left", "center", "right"]
    alignments = st.tuples(*[st.sampled_from(sides)] * columns)
    return Table(draw(header), tuple(draw(st.lists(row, max_size=3))), draw(alignments))


@cache
def _figures() -> st.SearchStrategy[Element]:
    return st.builds(
        Figure, st.sampled_from(["charts/bars.png", "photo.jpg", "map.svg"]), plain_words, st.just("") | plain_words
    )


@cache
def _code_blocks() -> st.SearchStrategy[Element]:
    return st.lists(plain_words, max_size=3).map(lambda code: CodeBlock("".join(f"{line}\n" for line in code)))


@cache
def _runs(depth: int, *, notes: bool) -> st.SearchStrategy[Elements]:
    return st.lists(elements(depth, notes=notes), min_size=1, max_size=3).map(tuple).map(_apart)


@cache
def elements(depth: int = 2, *, notes: bool = True) -> st.SearchStrategy[Element]:
    """An element that may stand anywhere in a body; ``depth`` bounds its nesting."""
    flat = [
        _paragraphs(notes=notes),
        _paragraphs(notes=notes),
        _tables(notes=notes),
        _figures(),
        _code_blocks(),
        _lists(min(depth, 2), notes=notes),
    ]
    if not depth:
        return st.one_of(flat)
    inner = _runs(depth - 1, notes=notes)
    callouts = st.builds(Callout, st.sampled_from(CALLOUT_KINDS), plain_words, inner)
    return st.one_of([*flat, inner.map(Quote), callouts])


@cache
def _headings(*, notes: bool) -> st.SearchStrategy[Element]:
    return st.builds(Heading, st.integers(2, 4), _short_lines(notes=notes))


@cache
def _recommendations(*, notes: bool) -> st.SearchStrategy[Element]:
    return st.builds(Recommendation, plain_words, plain_words, plain_words, _runs(0, notes=notes))


@cache
@st.composite
def _parts(draw: st.DrawFn, *, notes: bool) -> Element:
    """A part; what contents and a matrix gather comes later, below their heading."""
    kind = draw(st.sampled_from([kind for kind in PART_KINDS if kind != "cover"]))
    heading = draw(st.lists(_headings(notes=notes), max_size=1))
    if kind in {"contents", "matrix"}:
        return Part(kind, tuple(heading))
    if kind == "abbreviations":
        row = st.tuples(_short_lines(notes=False), _short_lines(notes=False))
        table = Table(draw(row), tuple(draw(st.lists(row, min_size=1, max_size=3))), (None, None))
        return Part(kind, (*heading, table))
    asks = draw(st.lists(_recommendations(notes=notes), max_size=2)) if kind == "recommendations" else []
    return Part(kind, (*heading, *draw(_runs(1, notes=notes)), *asks))


@st.composite
def _covers(draw: st.DrawFn, title: str) -> Element:
    subtitle = st.builds(lambda words: Paragraph((Emphasis((Text(words),)),)), plain_words)
    label = st.builds(
        lambda name, value: Paragraph((Strong((Text(name),)), Text(f" {value}"))), plain_words, plain_words
    )
    return Part(
        "cover", (Heading(1, (Text(title),)), *draw(st.lists(subtitle, max_size=1)), *draw(st.lists(label, max_size=3)))
    )


# ── Documents ────────────────────────────────────────────────────────────────


@cache
def _pages(identifiers: tuple[str, ...]) -> st.SearchStrategy[dict[str, int]]:
    """The pages of some headings, of all or of none."""
    page = st.integers(1, 120)
    some = st.dictionaries(st.sampled_from(identifiers), page) if identifiers else st.just({})
    return st.just({}) | some | st.fixed_dictionaries(dict.fromkeys(identifiers, page))


@st.composite
def documents(draw: st.DrawFn, *, notes: bool = True, languages: tuple[str, ...] = ("en-GB", "fr", "ar")) -> Document:
    """A whole composed document. ``notes=False`` leaves them out, for readers that cannot see notes."""
    title = draw(plain_words)
    pieces = st.one_of(
        elements(notes=notes),
        _headings(notes=notes),
        _parts(notes=notes),
        _recommendations(notes=notes),
        st.sampled_from([Break(), Break(page=True)]),
    )
    run = _apart((draw(_covers(title)), *draw(st.lists(pieces, min_size=1, max_size=5))))
    children = identify(number_figures(number_recommendations(run, str), str))
    if draw(st.booleans()):
        children = number_paragraphs(children)
    children = resolved(with_note_numbers(gathered(children, draw(st.integers(1, 3)))))
    identifiers = tuple(dict.fromkeys(node.identifier for node in walk(children) if isinstance(node, Heading)))
    return Document(
        title=title,
        language=draw(st.sampled_from(languages)),
        children=children,
        author=draw(st.just("") | plain_words),
        subject=draw(st.just("") | plain_words),
        date=draw(st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 1, 1))),
        modified=datetime.datetime(2025, 11, 14, 9, 30, tzinfo=datetime.UTC),
        draft=draw(st.booleans()),
        images={"charts/bars.png": png(56, 24), "photo.jpg": jpeg(400, 300), "map.svg": SVG, "map.png": png(40, 20)},
        running_title=draw(st.just("") | plain_words),
        pages=draw(_pages(identifiers)),
    )


# ── Pictures ─────────────────────────────────────────────────────────────────


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><rect width="400" height="200"/></svg>'


def png(width: int, height: int) -> bytes:
    """A grey picture of that size in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\xa0" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """The frame of a JPEG of that size in pixels: enough to be known by, not enough to be seen."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0"
        + struct.pack(">H", 11)
        + frame
        + b"\xff\xd9"
    )
