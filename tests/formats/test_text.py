from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from realistic import note, realistic, words
from seeing import patient, said
from trees import documents

from briefwright.document import (
    Break,
    Callout,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Labels,
    LineBreak,
    Link,
    List,
    Paragraph,
    Part,
    Quote,
    Span,
    Strong,
    Table,
    Text,
)
from briefwright.formats.text import write_text
from briefwright.walking import settled

if TYPE_CHECKING:
    from briefwright.document import Element, Inline


def written(*children: Element) -> str:
    """The text of a document."""
    return write_text(Document("Title", "en", children)).decode()


def paragraph(*content: Inline) -> str:
    """The text of a paragraph."""
    return written(Paragraph(content)).removesuffix("\n")


CASES = {
    "marks are dropped": (
        (Heading(2, (Text("What "), Emphasis((Text("is"),)))), Paragraph((Strong((Text("a"),)), Span((Text("b"),))))),
        "What is\n\nab\n",
    ),
    "a paragraph begins with its number": ((Paragraph((Text("Text."),), 12),), "12. Text.\n"),
    "a line break is a line feed": ((Paragraph((Text("a"), LineBreak(), Text("b"))),), "a\nb\n"),
    "a tight list stands close": (
        (List(((words("a"), List(((words("b"),), (words("c"),)))), (words("d"),)), ordered=True, start=9),),
        "9. a\n   - b\n   - c\n10. d\n",
    ),
    "a loose list has room": (
        (List(((words("a"), words("b")), (words("c"),)), tight=False),),
        "- a\n\n  b\n\n- c\n",
    ),
    "an item without text keeps its mark": ((List(((), (words("a"),))),), "-\n- a\n"),
    "a table is written row by row": (
        (Table(((Text("a"),), (Text("b"),)), (((Text("c"),), ()), ((), (Text("d"),))), (None, "right")),),
        "a | b\nc |\n| d\n",
    ),
    "a box begins with its title": ((Callout("example", "Title", (words("a"), words("b"))),), "Title\na\n\nb\n"),
    "a quotation is set in": ((Quote((words("a"), words("b"))),), "    a\n\n    b\n"),
    "code stays as it is": ((CodeBlock("a:\n  b\n", "yaml"),), "a:\n  b\n"),
    "an image is told": ((Figure("x.png", "What it shows", "Caption"),), "[What it shows]\nCaption\n"),
    "a pause is shown, a new page is not": (
        (words("a"), Break(), words("b"), Break(page=True), words("c")),
        "a\n\n* * *\n\nb\n\nc\n",
    ),
    "parts leave no trace": ((Part("summary", (words("a"),)), Part("annex", ())), "a\n"),
    "notes stand at the end": (
        (Paragraph((Text("a"), note(1, Text("n")), Text(" b"), note(2, Text("m")))), words("c")),
        "a[1] b[2]\n\nc\n\nNotes\n\n[1] n\n\n[2] m\n",
    ),
}


@pytest.mark.parametrize(("children", "expected"), CASES.values(), ids=CASES)
def test_each_element_has_its_form(children: tuple[Element, ...], expected: str) -> None:
    """Each kind of element is written as its case says."""
    assert expected == written(*children)


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("the report", "https://example.org/r", "the report (https://example.org/r)"),
        ("https://example.org/r", "https://example.org/r", "https://example.org/r"),
        ("write to us", "mailto:a@example.org", "write to us (a@example.org)"),
        ("a@example.org", "mailto:a@example.org", "a@example.org"),
        ("section 2", "#section-2", "section 2"),
    ],
)
def test_an_address_is_written_once(text: str, target: str, expected: str) -> None:
    """An address follows its words, unless it is the words or leads nowhere outside."""
    assert expected == paragraph(Link((Text(text),), target))


def test_a_draft_says_so() -> None:
    """The label is the first line of a draft, and of no other document."""
    draft = replace(realistic(), draft=True, labels=Labels(draft="Entwurf"))
    assert f"Entwurf\n\n{write_text(realistic()).decode()}" == write_text(draft).decode()


def test_lines_are_not_wrapped() -> None:
    """A paragraph is one line, however long: the box of a web form wraps it."""
    long = " ".join(["word"] * 500)
    assert long == paragraph(Text(long))


@patient
@given(document=documents())
def test_no_character_is_lost(document: Document) -> None:
    """Even where words look like marks of this format, all characters stand in the text, in their order."""
    body, notes = said(settled(document.children))
    characters = re.sub(r"⟦.*?⟧|⟨.*?⟩|[│┃⟪⟫\s]", "", "".join([body, *(text for _, text in notes)]))
    text = iter(write_text(document).decode())
    assert all(character in text for character in characters)
