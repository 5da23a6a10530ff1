"""Small documents, one for each thing that the DOCX writer does. Their parts are kept in ``golden/``."""

from __future__ import annotations

from dataclasses import replace

from docx_samples import arabic, document, item, note, words
from trees import SVG, jpeg, png

from briefwright.document import (
    Break,
    Callout,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
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


def line(*content: Inline) -> Paragraph:
    """A paragraph of these inlines."""
    return Paragraph(content)


def _cover() -> Document:
    return document(
        Part(
            "cover",
            (
                Heading(1, (Text("Title"),), "title"),
                line(Emphasis((Text("Subtitle"),))),
                line(Strong((Text("Date"),)), Text(" 14 November")),
                line(Text("Without a label")),
                Break(page=True),
            ),
        ),
        Heading(2, (Text("Section"),), "section"),
        *(Heading(level, (Text(f"Level {level}"),), f"level-{level}") for level in range(3, 7)),
    )


def _letter() -> Document:
    """A cover without a title is a letterhead; who signs stays with the end of the text, here of a part."""
    head = (line(Strong((Text("Sender"),)), LineBreak(), Text("Street")), line(Strong((Text("Subject: water"),))))
    return document(
        Part("cover", (*head, words("Dear Minister,"))),
        words("Text"),
        Heading(2, (Text("Section"),), "section"),
        Part("recommendations", (words("We ask."), words("We thank you."))),
        Part("signatories", (words("Yours faithfully,"), words("Name"), words("Other name"))),
    )


def _notes() -> Document:
    link = Link((Text("link"),), "https://example.org/note")
    several = Note((words("One."), List((item("in a list"),)), words("Two.")), 3)
    return document(
        Heading(2, (Text("Heading"), note(1, Text("in a heading"))), "heading"),
        line(Text("Text"), note(2, Text("with a "), link), several, Text(" and more.")),
        Table(((Text("Head"),),), (((Text("Cell"), note(4, Text("in a cell"))),),), (None,)),
        line(Note((CodeBlock("code\n"),), 5), Text(" a note that begins with code")),
        line(Note((), 6), Text(" an empty note")),
    )


def _links() -> Document:
    twice = Link((Text("twice"),), "https://example.org/?a=1&b=2")
    refused = ("javascript:alert(1)", "file:///etc/passwd", "https://", "http://a b/", "http://x:99999/", "#nowhere")
    return document(
        Heading(2, (Text("One"),), "one & only"),
        line(twice, Text(" "), twice, Text(" "), Link((Text("inside"),), "#one & only")),
        line(
            Link((Text("mail"),), "mailto:a@example.org?subject=x"), Link((Text("a space"),), "https://example.org/a b")
        ),
        line(Link((Text("outer "), Link((Text("inner"),), "https://b.example/")), "https://a.example/")),
        *(line(Link((Text(f"refused: {target}"),), target)) for target in refused),
    )


def _lists() -> Document:
    nested = List((item("a"), item("b", List((item("deep"),), ordered=True, start=4))))
    loose = List((item("first", words("its second paragraph")), item("second", nested)), ordered=True, tight=False)
    return document(
        nested,
        List((item("three"), item("four")), ordered=True, start=3),
        loose,
        List(((CodeBlock("begins with code\n"),), ())),
        Quote((words("quoted"), List((item("in a quotation"),)))),
    )


def _boxes() -> Document:
    inner: tuple[List | Quote | Heading | Callout | CodeBlock | Paragraph, ...] = (
        words("Text"),
        List((item("one", List((item("nested"),))), item("two", words("continued"))), ordered=True),
        Quote((words("quoted"),)),
        Heading(4, (Text("Heading"),), "in-a-box"),
        Callout("example", "Box in the box", (words("further in"), Callout("example", "Deeper", (words("deep"),)))),
        Callout("example", "Another", (words("touches no other box"),)),
        CodeBlock("code\n"),
        Paragraph((Text("numbered"),), 1),
    )
    return document(
        Callout("case-study", "Case", inner),
        Callout("case-study", "Neighbour", (words("Text"),)),
        Callout("key-message", "Message", (words("Text"),)),
        Callout("definition", "", (words("No title"),)),
        List((item("A box in a list:", Callout("example", "Inside", (words("Text"),))),)),
        Callout("unheard-of", "Another kind", (Table(((Text("Head"),),), (), (None,)),)),
    )


def _recommendations() -> Document:
    asks = (words("Repeal."), List((item("one"), item("two"))))
    return document(*(Recommendation("A", "b", "c", asks, number) for number in (1, 2)))


def _numbered() -> Document:
    numbers = (1, 2, 3, 7, 8)
    return document(*(Paragraph((Text("Paragraph"),), number) for number in numbers), List((item("below"),)))


def _tables() -> Document:
    cells = tuple((Text(text),) for text in ("Country", "Model of law", "Arrests"))
    row = ((Text("France"),), (Text("A text of some length, that asks for room"),), ())
    wide = Table(cells, (row,) * 12, ("left", "center", "right"))
    return document(wide, Table(cells, (row,), (None, None, None)), Quote((wide,)))


def _figures() -> Document:
    figures = (
        Figure("bars.png", 'Bars & "quotes"', "Caption"),
        Figure("bars.png", "The same again"),
        Figure("photo.jpg", "A photo"),
        Figure("gone.png", "What is missing", "Its caption"),
        Figure("text.png", "Not a picture"),
    )
    images = {**document().images, "photo.jpg": jpeg(4000, 3000), "text.png": b"<svg/>"}
    return replace(document(*figures, Callout("example", "Box", (figures[0],))), images=images)


def _vector() -> Document:
    """An SVG with the PNG for programs that show none, numbered, and a link to it."""
    figures = (
        Figure("map.svg", "A map", "Figure 1. The lanes", 1),
        Figure("map.svg", "The same again"),
    )
    boxed = Figure("map.svg", "Once more", "Figure 2. In a box", 2)
    images = {"map.svg": SVG, "map.png": png(400, 200)}
    link = line(Text("See "), Link((Text("Figure 1"),), "#figure-1"), Text("."))
    return replace(document(link, *figures, Callout("example", "Box", (boxed,))), images=images)


def _spans() -> Document:
    return document(
        line(
            Span((Text("quoted"),), ("quote",)),
            Span((Text("term"),), ("term",)),
            Span((Text("caps"),), ("small-caps",)),
        ),
        line(
            Span((Text("French"),), (), "fr"),
            Span((Text("العربية, Latin, 12"),), ("quote",), "ar"),
            Span((Text("中文"),), (), "zh"),
        ),
        line(Text("Without a tag: العاملات في الجنس 12 and Latin")),
        line(
            Span((Text("a name"), note(1, Text("hidden"))), ("redact",)), Emphasis((Span((Text("x"),), ("redact",)),))
        ),
        line(Strong((Emphasis((Text("both"),)),)), LineBreak(), Code("code"), Strong((Code("bold code"),))),
        line(Span((Text("كل الفقرة"),), (), "ar")),
    )


def _parts() -> Document:
    text = (words("Text"), List((item("item"),)))
    kinds = ("about", "summary", "body", "references", "annex", "signatories", "question")
    return document(
        *(Part(kind, text) for kind in kinds), Break(), Break(page=True), CodeBlock("a\n\tb\n"), CodeBlock("")
    )


def _contents() -> Document:
    """Contents of two levels, with the pages that have been told and without one that has not."""
    entry = line(Link((Text("One"),), "#one"))
    below = List(((line(Link((Text("Below"),), "#below")),),))
    listed = List(((entry, below), (line(Link((Text("Two"),), "#two")),)))
    built = document(
        Part("contents", (Heading(2, (Text("Contents"),), "contents"), listed)),
        Heading(2, (Text("One"),), "one"),
        Heading(3, (Text("Below"),), "below"),
        Part("annex", (Heading(2, (Text("Two"),), "two"), words("Text"))),
        Part("contents", (List(((line(Link((Text("One"),), "#one")),),)),)),
        Part("contents", (words("No table of contents"),)),
    )
    return replace(built, pages={"one": 2, "two": 3}, running_title="In short")


def _references() -> Document:
    """Each kind of thing that a link leads to, from the body and from a note; and links that lead nowhere."""

    def to(target: str, text: str) -> Inline:
        return Link((Text(text),), target)

    asks = (line(Strong((Text("Recommendation 3."),)), Text(" Act in 3 years.")),)
    seen = (to("#paragraph-12", "paras 12 ff."), to("#note-1", "1"), to("#recommendation-3", "Recommendation 3"))
    return document(
        replace(line(Text("Numbered"), note(1, *seen), note(2, Text("next to it"))), number=12),
        Recommendation("A", "b", "c", asks, 3),
        Callout("example", "Box", (words("Text"),), "box"),
        line(
            *seen, to("#box", "Box"), to("#paragraph-12", "another 13"), to("#paragraph-13", "13"), to("#note-9", "9")
        ),
    )


def _characters() -> Document:
    illegal, spaces, artist = "\x00\x0b\x1f\ud800\ufffe", "\t tab \n feed", "\U0001f469\u200d\U0001f3a4"
    nasty = f"{illegal}]]> <w:p/> & \"quotes\" 'single' {{PAGE}} &amp; {spaces} {artist}"
    title = f"{nasty} title"
    return replace(
        document(
            Heading(2, (Text(nasty),), nasty),
            line(Text(nasty), Code(nasty), Link((Text(nasty),), f"#{nasty}"), note(1, Text(nasty))),
            Callout("example", nasty, (CodeBlock(nasty),)),
            Figure("bars.png", nasty, nasty),
            line(Span((Text("x"),), (), 'fr"><w:p/>')),
            title=title,
            draft=True,
        ),
        author=nasty,
        subject=nasty,
    )


CASES = {
    "cover": _cover(),
    "letter": _letter(),
    "notes": _notes(),
    "links": _links(),
    "lists": _lists(),
    "boxes": _boxes(),
    "recommendations": _recommendations(),
    "numbered": _numbered(),
    "tables": _tables(),
    "figures": _figures(),
    "vector": _vector(),
    "spans": _spans(),
    "parts": _parts(),
    "contents": _contents(),
    "references": _references(),
    "characters": _characters(),
    "arabic": arabic(),
    "empty": document(),
}
