"""Documents for the tests of the DOCX writer: a submission of realistic length, and one from right to left."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import count
from pathlib import Path

from trees import png

from briefwright.document import (
    Callout,
    Document,
    Element,
    Elements,
    Emphasis,
    Heading,
    Inline,
    Labels,
    Link,
    List,
    Note,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Span,
    Strong,
    Table,
    Text,
)
from briefwright.markdown import parse_markdown
from briefwright.walking import plain

MOMENT = datetime.datetime(2025, 11, 14, 9, 30, tzinfo=datetime.UTC)


def words(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),))


def item(text: str, *below: Element) -> Elements:
    """An item of a list."""
    return (words(text), *below)


def document(*children: Element, title: str = "A title", language: str = "en-GB", draft: bool = False) -> Document:
    """A document of these elements."""
    return Document(title, language, children, modified=MOMENT, draft=draft, images={"bars.png": png(560, 240)})


def note(number: int, *content: Inline) -> Note:
    """A note of one paragraph."""
    return Note((Paragraph(content),), number)


def submission() -> Document:
    """`submission.md`: of realistic length, with notes, boxes, seven recommendations and a table."""
    text = (Path(__file__).parent / "submission.md").read_text(encoding="utf-8")
    parsed = parse_markdown(text, "submission.md", layout=True)
    assert parsed.problems == ()
    title = "Safety, health and the rights of sex workers in Europe"
    return replace(document(*_numbered(parsed.children), title=title), author="European Sex Workers’ Rights Alliance")


def _numbered(children: Elements) -> Elements:
    """Numbers the paragraphs that stand in no part, and names the headings, as composing does."""
    numbers = count(1)

    def composed(element: Element) -> Element:
        match element:
            case Paragraph():
                return replace(element, number=next(numbers))
            case Heading():
                return replace(element, identifier=plain(element.content).lower().replace(" ", "-"))
            case _:
                return element

    return tuple(map(composed, children))


def arabic() -> Document:
    """A submission that is written from right to left, with Latin words in it."""
    sentence = "يدفع القانون الجنائي العاملات في الجنس بعيداً عن الخدمات الصحية وعن العدالة، وهذا ما تقوله الأدلة."
    cover = Part(
        "cover",
        (
            Heading(1, (Text("السلامة والصحة والحقوق"),), "title"),
            Paragraph((Emphasis((Text("مذكرة إلى المقررة الخاصة المعنية بالحق في الصحة"),)),)),
            Paragraph((Strong((Text("مقدمة من"),)), Text(" ICRSE"))),
        ),
    )
    body: Elements = (
        Heading(2, (Text("ما يفعله القانون"),), "law"),
        Paragraph(
            (
                Text(f"{sentence} (A/HRC/56/48)"),
                note(
                    1,
                    Text("مجلس حقوق الإنسان، "),
                    Link((Text("A/HRC/56/48"),), "https://docs.un.org/en/A/HRC/56/48"),
                    Text("، الفقرة 4."),
                ),
            ),
            1,
        ),
        Paragraph(
            (
                Text(f"{sentence} قالت المحكمة: "),
                Span((Text("the right to respect for private life (art. 8)"),), ("quote",), "en"),
                Text("."),
            ),
            2,
        ),
        List((item(sentence), item("قصير", List((item(sentence), item("قصير")))))),
        List((item("أولاً"), item("ثانياً")), ordered=True),
        Callout("case-study", "برامج الخروج في فرنسا", (words(sentence), List((item(sentence), item("قصير"))))),
        Quote((words(sentence),)),
        Table(
            ((Text("البلد"),), (Text("القانون"),), (Text("2023"),)),
            (((Text("فرنسا"),), (Text("تجريم الشراء"),), (Text("1,263"),)),),
            (None, None, "right"),
        ),
        Paragraph((Span((Text("A paragraph that is wholly in English, as a quotation may be."),), (), "en"),)),
        Recommendation("a", "b", "c", (Paragraph((Strong((Text("التوصية 1."),)), Text(f" {sentence}"))),), 1),
    )
    labels = Labels(page="الصفحة", of="من", draft="مسودة")
    return Document("السلامة والصحة والحقوق", "ar", (cover, *body), modified=MOMENT, draft=True, labels=labels)
