"""Counting: which part each word belongs to, and what counts against a limit."""

from __future__ import annotations

import pytest

from briefwright.consultations.counting import count
from briefwright.document import (
    Callout,
    Document,
    Element,
    Heading,
    List,
    Note,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Table,
    Text,
)
from briefwright.workspace.profiles import Profile, ProfileLimit


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two", 2), ("well-known", 1), ("one – two", 2), ("one—two", 2), ("https://example.org/a-b", 1),
        ("1,000.5 km", 2), ("don’t", 1), ("10\xa0000\u202f€", 3), ("права человека", 2), ("حقوق الإنسان", 2),
        ("", 0), (" … ", 1),
    ],
)  # fmt: skip
def test_words(text: str, words: int) -> None:
    """A word stands between white space and dashes."""
    element: Element = paragraph(text)
    assert words == count(Document("T", "en", (element,)), None).parts["body"].words
