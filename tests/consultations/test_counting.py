"""Counting: which part each word belongs to, and what counts against a limit."""

from __future__ import annotations

from typing import Literal

import pytest
from conftest import HOUSE_STYLES
from msgspec import structs

from briefwright.consultations.counting import Counted, binding, box_text, count, count_all
from briefwright.consultations.layout import sum_of, with_layout
from briefwright.document import (
    Callout,
    Document,
    Heading,
    Link,
    List,
    Note,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Span,
    Table,
    Text,
)
from briefwright.formats.docx import read_house_style, write_docx
from briefwright.workspace import read_workspace
from briefwright.workspace.profiles import Profile, ProfileLimit
from briefwright.workspace.values import Recipe


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),))


DOCUMENT = Document(
    title="T",
    language="en",
    children=(
        Part("cover", (Heading(1, (Text("The title"),)), paragraph("For: you"))),
        Part("summary", (paragraph("One two three"),)),
        Heading(2, (Text("A heading"),)),
        Paragraph((Text("Body"), Note((paragraph("A note here"),)), Text(" text"))),
        Callout("case-study", "The box", (List(((paragraph("an item"),),)),)),
        Quote((paragraph("quoted words"),)),
        Table(((Text("h"),), (Text("i"),)), (((Text("a b"),), (Text("c"),)),), (None, None)),
        Recommendation("States", "Act.", "", (paragraph("Recommendation 1. Act."),)),
        Part("references", (paragraph("A work"),)),
        Part("annex", (Callout("example", "", (paragraph("boxed"),)), paragraph("more"))),
    ),
)


def test_every_word_has_its_part() -> None:
    """Boxes and notes count by themselves wherever they stand; the rest by the part around it."""
    counted = count(DOCUMENT, None)
    assert {
        "cover": 4, "about": 0, "summary": 3, "body": 11, "boxes": 5, "recommendations": 3, "questions": 0,
        "notes": 3, "references": 2, "annex": 1, "signatories": 0, "contents": 0, "matrix": 0, "abbreviations": 0,
        "numbers": 1,
    } == {name: part.words for name, part in counted.parts.items()}  # fmt: skip
    assert 11 == counted.parts["notes"].characters
    assert (32, None, 0) == (counted.counted, counted.limit, counted.over)


def test_a_limit_names_its_parts() -> None:
    """Only the parts that a body counts are held against its number; a variant has its own."""
    joint = ProfileLimit(unit="words", number=100, counts=("body",), variant="joint")
    single = ProfileLimit(unit="words", number=10, counts=("body", "summary"), variant="single")
    profile = Profile(title="P", limits=(single, joint))
    assert (14, 4) == (count(DOCUMENT, profile, "single").counted, count(DOCUMENT, profile, "single").over)
    assert (11, 0) == (count(DOCUMENT, profile, "joint").counted, count(DOCUMENT, profile, "joint").over)
    assert single == count(DOCUMENT, profile, "").limit


def test_what_no_reader_counts_is_apart() -> None:
    """Numbers and bullets have a part of their own, and never count unless a limit names it."""
    numbered = Document("T", "en", (Paragraph((Text("a b"),), 12), List(((paragraph("c"),),), ordered=True, start=9)))
    counted = count(numbered, None)
    assert (2, 5) == (counted.parts["numbers"].words, counted.parts["numbers"].characters)
    assert 3 == counted.counted
    named = Profile(title="P", limits=(ProfileLimit(unit="words", number=9, counts=("body", "numbers")),))
    assert 5 == count(numbered, named).counted


def test_lines_as_they_are_shown() -> None:
    """What is redacted counts as what stands in its place; a note in a note is part of it; a page number is a word."""
    inner = Note((paragraph("in it"),))
    content = (Text("a "), Span((Text("two words"),), ("redact",)), Note((Paragraph((Text("one"), inner)),)))
    contents = Part("contents", (List(((Paragraph((Link((Text("Asks"),), "#asks"),)),),)),))
    counted = count(Document("T", "en", (contents, Paragraph(content)), pages={"asks": 12}), None)
    assert [2, 2, 3, 0] == [counted.parts[name].words for name in ("body", "contents", "notes", "numbers")]
    assert 10 == counted.parts["body"].characters


# ── Units ────────────────────────────────────────────────────────────────────


def against(document: Document, limit: ProfileLimit, pages: int | None = None) -> Counted:
    """A document against one limit."""
    return count(document, Profile(title="P", limits=(limit,)), pages=pages)


@pytest.mark.parametrize(("line_breaks", "characters"), [(0, 44), (1, 49), (2, 54)])
def test_characters_are_those_of_the_box(line_breaks: Literal[0, 1, 2], characters: int) -> None:
    """A box gets marks of lists and addresses too; an end of a line is as many characters as the body says."""
    link = Paragraph((Link((Text("here"),), "https://example.org/"),))
    items = List(((paragraph("a 😀"),), (paragraph("b"),)))
    text = Document("T", "en", (link, items, Part("annex", (paragraph("no"),)), paragraph("the end.")))
    limit = ProfileLimit(unit="characters", number=40, counts=("body",), line_breaks=line_breaks)
    assert "here (https://example.org/)\n\n- a 😀\n- b\n\nthe end." == box_text(text, ("body",))
    assert (characters, 44, 54) == against(text, limit).measure[:3]


def test_a_box_gets_only_the_parts_that_count() -> None:
    """Parts, boxes, recommendations and notes that do not count are not in it."""
    assert "Body text" == box_text(Document("T", "en", (DOCUMENT.children[3], *DOCUMENT.children[9:])), ("body",))
    assert "The box\n- an item\n\nboxed" == box_text(DOCUMENT, ("boxes",))
    assert box_text(DOCUMENT, ("notes", "body")).endswith("Notes\n\n[1] A note here")


@pytest.mark.parametrize(("words", "wpm", "seconds"), [(130, 130, 60), (131, 130, 61), (100, 120, 50)])
def test_seconds(words: int, wpm: int, seconds: int) -> None:
    """A speech takes as long as its words do, rounded up; figures may take longer."""
    limit = ProfileLimit(unit="seconds", number=50, wpm=wpm)
    speech = Document("T", "en", (paragraph("word " * (words - 1) + "1949"),))
    counted = against(speech, limit)
    assert (seconds, seconds - 50) == (counted.counted, counted.over)
    assert counted.measure.high > seconds


def test_pages() -> None:
    """Pages are those that LibreOffice has told; else they are estimated from the words, and it says so."""
    limit = ProfileLimit(unit="pages", number=2)
    long = Document("T", "en", (paragraph("word " * 801),))
    told, estimated = against(long, limit, 2), against(long, limit)
    assert (2, 0, False) == (told.counted, told.over, told.measure.estimated)
    assert (3, 1, True) == (estimated.counted, estimated.over, estimated.measure.estimated)


def test_every_limit_is_told() -> None:
    """A document is held against all limits that bind its variant; the first that it breaks stands for them."""
    words = ProfileLimit(unit="words", number=100)
    joint = ProfileLimit(unit="words", number=5, variant="joint")
    pages = ProfileLimit(unit="pages", number=1)
    profile = Profile(title="P", limits=(words, joint, pages))
    assert ([words, pages], [words, joint, pages]) == tuple(
        [counted.limit for counted in count_all(DOCUMENT, profile, variant)] for variant in ("single", "joint")
    )
    assert joint == count(DOCUMENT, profile, "joint").limit


def test_the_call_has_the_last_word() -> None:
    """The limits of a recipe stand in place of its profile's."""
    workspace = read_workspace(HOUSE_STYLES.parents[1])
    ours = Recipe(title="T", profile="un-upr-stakeholder", limits=(ProfileLimit(unit="pages", number=5),))
    assert workspace.profiles["un-upr-stakeholder"] == binding(workspace, structs.replace(ours, limits=()))
    bound = binding(workspace, ours)
    assert bound
    assert ours.limits == bound.limits
    assert workspace.profiles["un-upr-stakeholder"].title == bound.title
    assert ours.limits == getattr(binding(workspace, structs.replace(ours, profile="")), "limits", ())


def test_layout() -> None:
    """What a Word file adds: marks of notes, headers and footers; with the text they are all that is in it."""
    style = read_house_style((HOUSE_STYLES / "plain.docx").read_bytes(), "plain")[0]
    assert style
    text = Document("T", "en", (Paragraph((Text("word "), Note((paragraph("note"),)))),), running_title="run")
    parts = with_layout(count(text, None).parts, write_docx(text, style))
    assert {"body": 1, "notes": 1, "marks": 1, "running": 5} == {
        n: part.words for n, part in parts.items() if part.words
    }
    assert 8 == sum_of(parts).words
