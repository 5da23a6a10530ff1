from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypandoc
import pytest
from hypothesis import given, settings
from realistic import note, realistic, words
from seeing import Seen, in_letters, link_end, one_line, patient, said, table_rows
from trees import documents

from briefwright.document import (
    Callout,
    Citation,
    Cite,
    Document,
    Figure,
    Heading,
    Labels,
    Link,
    Note,
    Only,
    Paragraph,
    Part,
    Placeholder,
    Recommendation,
    Span,
    Strong,
    Text,
)
from briefwright.formats.markdown import lowered, write_markdown
from briefwright.markdown import parse_markdown
from briefwright.problems import errors
from briefwright.walking import settled

if TYPE_CHECKING:
    from briefwright.document import Element


def reads_back(document: Document) -> None:
    """Check that the parser reads the file as the lowered tree, and finds no error in it."""
    parsed = parse_markdown(write_markdown(document).decode())
    assert lowered(document) == parsed.children
    assert [] == errors(parsed.problems)


@patient
@given(document=documents())
def test_markdown_reads_back(document: Document) -> None:
    """The file of any document is read as exactly its lowered tree."""
    reads_back(document)


def test_a_submission_reads_back() -> None:
    """So is a document with every kind of node, as a draft too."""
    reads_back(realistic())
    reads_back(replace(realistic(), draft=True))


@pytest.mark.parametrize("path", ["ï", "a b", "100%", "%20", "a[1]", "(a)", "a&b", "<a>", "a\\b", '"', "`", "{a}|^"])
def test_any_address_reads_back(path: str) -> None:
    """An address is written as readers of Markdown make it, so that it is the same after reading."""
    reads_back(Document("Title", "en", (Paragraph((Link((Text("words"),), f"https://example.org/{path}"),)),)))


CASES: dict[str, tuple[Element, tuple[Element, ...]]] = {
    "a citation gives way to what it says": (
        Paragraph((Text("a "), Citation((Cite("key"),), (Text("(Key 2024)"),)), Text("."))),
        (words("a (Key 2024)."),),
    ),
    "a placeholder gives way to its value": (
        Paragraph((Text("a "), Placeholder("facts.share", (Text("62 %"),)))),
        (words("a 62 %"),),
    ),
    "an empty paragraph vanishes": (Paragraph((Placeholder("facts.none"),)), ()),
    "the title of a box is its first paragraph": (
        Callout("example", "Title", (words("a"),)),
        (Callout("example", "", (Paragraph((Strong((Text("Title"),)),)), words("a"))),),
    ),
    "a recommendation keeps what the reader sees": (
        Recommendation("States", "Repeal", "2027", (words("Repeal."),), 3),
        (Recommendation("", "", "", (words("Repeal."),)),),
    ),
    "a paragraph's number becomes text": (Paragraph((Text("Text."),), 12), (words("12. Text."),)),
    "a note's number is the file's own": (
        Paragraph((Text("a"), note(7, Text("n")))),
        (Paragraph((Text("a"), Note((words("n"),)))),),
    ),
    "a heading's identifier is dropped": (Heading(2, (Text("a"),), "a-1"), (Heading(2, (Text("a"),)),)),
    "parts leave no trace": (Part("annex", (words("a"), Only(("un",), (words("b"),)))), (words("a"), words("b"))),
    "brackets in a link open": (
        Paragraph(
            (Link((Text("a "), Span((Text("b"),), ("term",)), note(1, Text("n"))), "https://example.org/ï?a%20b"),)
        ),
        (Paragraph((Link((Text("a b"),), "https://example.org/%C3%AF?a%20b"), Note((words("n"),)))),),
    ),
    "an image stays": (Figure("x.png", "Alt", "Caption"), (Figure("x.png", "Alt", "Caption"),)),
}


@pytest.mark.parametrize(("element", "expected"), CASES.values(), ids=CASES)
def test_each_element_is_lowered(element: Element, expected: tuple[Element, ...]) -> None:
    """Each kind of element that composing has added to becomes what a block could hold."""
    assert expected == lowered(Document("Title", "en", (element,)))


def test_a_draft_says_so() -> None:
    """The label is the first paragraph of a draft, and of no other document."""
    draft = replace(realistic(), draft=True, labels=Labels(draft="Entwurf"))
    assert (Paragraph((Strong((Text("Entwurf"),)),)), *lowered(realistic())) == lowered(draft)


# ── Pandoc ───────────────────────────────────────────────────────────────────


def seen_by_pandoc(document: Document) -> Seen:
    """What pandoc reads in the file."""
    written = write_markdown(document).decode()
    tree = json.loads(pypandoc.convert_text(written, "json", format="markdown-smart", extra_args=["--sandbox"]))
    notes: list[str] = []
    body = _seen(tree["blocks"], notes)
    return Seen(one_line(body), tuple(enumerate(notes, start=1)))


def _seen(nodes: list[Any], notes: list[str]) -> str:
    return "".join(_node(node["t"], node.get("c"), notes) for node in nodes)


def _node(kind: str, parts: Any, notes: list[str]) -> str:  # noqa: C901, PLR0911, PLR0912 (one case a kind of node)
    match kind:
        case "Str":
            return str(parts)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code":
            return str(parts[1])
        case "CodeBlock":
            return f" {parts[1]} "
        case "Emph" | "Strong":
            return _seen(parts, notes)
        case "Span":
            return _seen(parts[1], notes)
        case "Link":
            return _seen(parts[1], notes) + link_end(parts[2][0])
        case "Note":
            notes.append(one_line(_seen(parts, [])))
            return f"⟦{len(notes)}⟧"
        case "Image":
            return f" ⟪{_seen(parts[1], notes)}⟫ {parts[2][1]} "
        case "Para" | "Plain" | "BlockQuote":
            return f" {_seen(parts, notes)} "
        case "Header" | "Div" | "Figure":
            return f" {_seen(parts[-1], notes)} "
        case "BulletList":
            return " ".join(_seen(item, notes) for item in parts)
        case "OrderedList":
            return " ".join(f"{number}. {_seen(item, notes)}" for number, item in enumerate(parts[1], parts[0][0]))
        case "Table":
            bodies = [row for body in parts[4] for row in body[3]]
            return table_rows([_seen(cell[4], notes) for cell in row[1]] for row in [*parts[3][1], *bodies])
        case "HorizontalRule" | "RawBlock" | "RawInline":
            return ""
    raise AssertionError(kind)


def test_pandoc_reads_a_submission() -> None:
    """Pandoc reads the words, notes, links, tables and images of a document with every kind of node."""
    assert said(settled(realistic().children)) == seen_by_pandoc(realistic())


@settings(patient, max_examples=25)
@given(document=documents())
def test_pandoc_reads_any_document(document: Document) -> None:
    """Pandoc reads the words, notes, links, tables and images of any document in words of letters."""
    document = replace(in_letters(document), draft=False)
    assert said(settled(document.children)) == seen_by_pandoc(document)
