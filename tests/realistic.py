"""A submission with every node of the tree, as composing would make it: what the formats are looked at with."""

from __future__ import annotations

import datetime
import struct
import zlib
from typing import TYPE_CHECKING

from briefwright.document import (
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
    Only,
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

if TYPE_CHECKING:
    from briefwright.document import Inline

REPORT = "https://www.ohchr.org/en/documents/reports?symbol=A/HRC/56/48&lang=en#page=4"


def png(width: int, height: int) -> bytes:
    """A picture of three bars."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def pixel(x: int, y: int) -> bytes:
        bar, within = divmod(x * 7, width)
        tall = (0, 0.35, 0, 0.6, 0, 0.9, 0)[bar] * height
        return b"\x1d\x4f\x73" if within and height - y < tall else b"\xf5\xf2\xea"

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def words(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),))


def note(number: int, *inlines: Inline) -> Note:
    """A note of one paragraph."""
    return Note((Paragraph(inlines),), number)


COVER = Part(
    "cover",
    (
        Heading(1, (Text("Safety, health and rights of sex workers"),), "title"),
        Paragraph(
            (
                Text("Submission to the Special Rapporteur on the right to health"),
                LineBreak(),
                Text("International Committee on the Rights of Sex Workers in Europe"),
                LineBreak(),
                Text("14 November 2025"),
            )
        ),
    ),
)
SUMMARY = Part(
    "summary",
    (
        Heading(2, (Text("Summary"),), "summary"),
        words(
            "Criminal law, wherever it reaches, drives sex workers away from health services & justice: "
            "this is what 14 years of evidence say. States can change that with few, well-known measures."
        ),
        Callout(
            "key-message",
            "In one sentence",
            (words("No law that punishes a sex worker, a client or a landlord has made anybody safer."),),
        ),
    ),
)
BODY = Part(
    "body",
    (
        Heading(2, (Text("What the law "), Emphasis((Text("does"),))), "what-the-law-does"),
        Paragraph(
            (
                Text("Four models are in force in Europe. Where "),
                Strong((Text("clients are criminalised"), note(1, Text("Sweden since 1999, France since 2016.")))),
                Text(", workers report less time to assess risk."),
                Citation(
                    (Cite("hrc-2024", label="page", locator="4"),),
                    (
                        note(
                            2,
                            Text("UN Human Rights Council, "),
                            Emphasis((Text("Prostitution and violence"),)),
                            Text(" ("),
                            Link((Text("A/HRC/56/48"),), REPORT),
                            Text(") 4."),
                        ),
                    ),
                ),
                Text(" The share is "),
                Placeholder("facts.share", (Text("62 %"),)),
                Text(" (see "),
                Link((Text("our recommendations"),), "#recommendations"),
                Text(")."),
            ),
            number=1,
        ),
        Paragraph(
            (
                Text("The Court spoke of "),
                Span((Text("« une ingérence dans la vie privée »"),), ("quote",), "fr"),
                Text(", and in Arabic the word is "),
                Span((Text("العاملات في الجنس"),), ("term",), "ar"),
                Text(". Data come as "),
                Code("ISO 3166-1 <alpha-2>"),
                Text("; write to "),
                Link((Text("policy@example.org"),), "mailto:policy@example.org"),
                Text("."),
            ),
            number=2,
        ),
        Table(
            ((Text("Country"),), (Text("Model"),), (Text("In force since"),), (Text("Arrests, 2023"),)),
            (
                (
                    (Text("France"),),
                    (Text("Client criminalised"), note(3, Text("Act 2016-444."))),
                    (Text("2016"),),
                    (Text("1,263"),),
                ),
                (
                    (Text("Belgium"),),
                    (Link((Text("Decriminalised"),), "https://example.org/be"),),
                    (Text("2022"),),
                    (),
                ),
                ((Text("Germany"),), (Text("Regulated"),), (Text("2002"),), (Text("887"),)),
            ),
            (None, "left", "center", "right"),
        ),
        Figure("charts/bars.png", "Three bars that rise", "Reports of violence by model of law, 2014–2024"),
        Heading(3, (Text("A case: France"),), "a-case-france"),
        Callout(
            "case-study",
            "Exit programmes in France",
            (
                Paragraph(
                    (
                        Text("Between 2017 and 2023, 1,247 people entered the programme."),
                        note(4, Text("Ministry, 2024.")),
                    )
                ),
                List(((words("330 euros a month"),), (words("no right to choose one’s work"),))),
            ),
        ),
        Quote((words("They asked what I wanted to hear, not what I needed."), words("— Member of a union, Lyon"))),
        Callout("definition", "", (words("Third party: whoever organises the work of another."),)),
        Callout("example", "An answer", (CodeBlock("consent: yes\n  basis: written\n", "yaml"),)),
        Break(),
        words("Three questions stay open:"),
        List(
            (
                (
                    words("who is counted;"),
                    List(((words("by the police"),), (words("by health services"),))),
                ),
                (words("who counts;"),),
            ),
            ordered=True,
            start=3,
        ),
        List(
            ((words("An item that stands alone."), words("And its second paragraph.")), (words("Another."),)),
            tight=False,
        ),
        Only(("un",), (words("The Human Rights Council has been told so before."),)),
    ),
)
ASKS = Part(
    "recommendations",
    (
        Heading(2, (Text("Recommendations"),), "recommendations"),
        Recommendation(
            "States",
            "Repeal",
            "2027",
            (
                Paragraph(
                    (Strong((Text("Recommendation 1."),)), Text(" Repeal all laws that punish sex work, by 2027."))
                ),
                Paragraph((Text("For: parliaments."),)),
            ),
            1,
        ),
    ),
)
ANNEX = Part(
    "annex",
    (
        Break(page=True),
        Heading(2, (Text("Annex"),), "annex"),
        words("Sources on request."),
        Heading(3, (Text("Method"),), "method"),
        Heading(4, (Text("Sampling"),), "sampling"),
        words("By snowball, with all that follows from it."),
    ),
)


def realistic() -> Document:
    """A submission with every node, once composed."""
    return Document(
        title="Safety, health and rights of sex workers",
        language="en-GB",
        children=(COVER, SUMMARY, BODY, ASKS, ANNEX),
        author="ICRSE",
        subject="Call for input on the right to health",
        date=datetime.date(2025, 11, 14),
        images={"charts/bars.png": png(560, 240)},
    )
