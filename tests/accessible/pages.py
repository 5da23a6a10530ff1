"""The documents that web pages are judged by: in both directions, with every node of the tree, and random ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from realistic import ANNEX, ASKS, BODY, COVER, SUMMARY, png, realistic

from briefwright.compose.numbering import identify, number_paragraphs, number_recommendations
from briefwright.document import Document, Figure, Heading, Labels, Link, List, Note, Paragraph, Part, Text
from briefwright.markdown import parse_markdown
from briefwright.walking import changed, plain, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefwright.document import Element, Elements

ARABIC = Labels("الحواشي", "العودة إلى النص", "الانتقال إلى النص", "الصفحة", "من", "مسودة")
HEBREW = Labels("הערות", "חזרה לטקסט", "דילוג לטקסט", "עמוד", "מתוך", "טיוטה")
WORDS = {
    "ar": {"Recommendation": "التوصية", "To": "إلى", "By": "قبل"},
    "he-IL": {"Recommendation": "המלצה", "To": "אל", "By": "עד"},
}


def with_contents() -> Document:
    """A submission with every node, its contents behind the cover, its figures numbered, its boxes to be linked to."""
    text = (SUMMARY, BODY, ASKS, ANNEX)
    headings = [node for node in walk(text) if isinstance(node, Heading) and node.level <= 3]
    entries = tuple((Paragraph((Link((Text(plain(node.content)),), f"#{node.identifier}"),)),) for node in headings)
    contents = Part("contents", (Heading(2, (Text("Contents"),), "contents"), List(entries)))
    return replace(realistic(), children=(COVER, contents, *_with_figures_numbered(text)))


def with_title_note() -> Document:
    """A document whose title has a note, as one whose body wants some signatories to be named there alone."""
    title = Heading(1, (Text("Safe lanes"), Note((Paragraph((Text("Also supported by: The club."),)),), number=1)))
    return Document("Safe lanes", "en", (Part("cover", (title,)), Paragraph((Text("They cut injuries."),))))


def _with_figures_numbered(children: Elements) -> Elements:
    numbers = count(1)

    def numbered(element: Element) -> Element:
        return replace(element, number=next(numbers)) if isinstance(element, Figure) else element

    return changed(children, numbered)


def written_from_the_right(name: str, language: str, labels: Labels) -> Document:
    """A document about cycling, of a Markdown file beside this one, with numbers as composing gives them."""
    file = Path(__file__).with_name(f"{name}.md")
    parsed = parse_markdown(file.read_text(encoding="utf-8"), file.name, layout=True)
    assert parsed.problems == ()
    translate: Mapping[str, str] = WORDS[language]
    children = number_recommendations(parsed.children, translate.__getitem__)
    children = _with_figures_numbered(identify(number_paragraphs(children)))
    title = next(plain(node.content) for node in walk(children) if isinstance(node, Heading))
    return Document(title, language, children, labels=labels, images={"bars.png": png(560, 240)})


def documents() -> dict[str, Document]:
    """The documents, by the names that complaints give them."""
    arabic = written_from_the_right("arabic", "ar", ARABIC)
    hebrew = written_from_the_right("hebrew", "he-IL", HEBREW)
    return {
        "every node": realistic(),
        "contents, draft": replace(with_contents(), draft=True),
        "a note to the title": with_title_note(),
        "arabic": arabic,
        "hebrew, draft": replace(hebrew, draft=True),
        "nothing": Document("Nothing", "en", ()),
    }
