"""Forms as bodies make them, each with the places of its answers, and an answer with all that answers hold."""

from __future__ import annotations

import itertools
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from trees import png

from briefwright.document import (
    Callout,
    Code,
    CodeBlock,
    Elements,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Recommendation,
    Strong,
    Table,
    Text,
)
from briefwright.formats.docx.forms import Place
from briefwright.formats.docx.theme import THEME_TYPE, theme

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ROOT = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{W14}" xmlns:mc="{MC}" mc:Ignorable="w14"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Platzhaltertext"><w:name w:val="Placeholder Text"/>'
    '<w:rPr><w:color w:val="808080"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
NOTE_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Funotentext"><w:name w:val="footnote text"/>'
    '<w:basedOn w:val="Standard"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Funotenzeichen"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink1"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
)


class Form(NamedTuple):
    """A form, and where its answers go."""

    data: bytes
    places: tuple[Place, ...]


class Extra(NamedTuple):
    """A part besides body and styles: its XML within its root, and whether it is one of Word's own."""

    kind: str
    inner: str


def packed(body: str, *extras: Extra, styles: str = STYLES, others: Mapping[str, str] | None = None) -> bytes:
    """A Word file with a body, styles, and further parts of the kinds of Word."""
    given = {part.kind for part in extras}
    plain = [Extra("settings", ""), Extra("fontTable", "")]
    parts = [Extra("styles", styles), *extras, *(part for part in plain if part.kind not in given)]
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in [("document", "document.main"), *((part.kind, part.kind) for part in parts)]
    )
    types += f'<Override PartName="/word/theme/theme1.xml" ContentType="{THEME_TYPE}"/>'
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{part.kind}" Target="{part.kind}.xml"/>'
        for number, part in enumerate(parts, start=1)
    )
    related += f'<Relationship Id="rId20" Type="{R}/theme" Target="theme/theme1.xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        "word/document.xml": f"<w:document {_ROOT}><w:body>{body}{_SECTION}</w:body></w:document>",
        **{f"word/{part.kind}.xml": _root(part) for part in parts},
        "word/theme/theme1.xml": theme("Calibri"),
        **(others or {}),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(
                name,
                text
                if text.startswith("<?xml")
                else f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}',
            )
    return file.getvalue()


def _root(part: Extra) -> str:
    name = "fonts" if part.kind == "fontTable" else part.kind
    return f"<w:{name} {_ROOT}>{part.inner}</w:{name}>"


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph."""
    before = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p>{before}{r(text, look) if text else ''}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


_PROMPT = r("Click or tap here to enter text.", '<w:rPr><w:rStyle w:val="Platzhaltertext"/></w:rPr>')
_ids = itertools.count(1001)


def sdt(content: str, kind: str = "", more: str = "", *, shows: bool = True, run: str = "") -> str:
    """A content control."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:sdt><w:sdtPr>{look}<w:id w:val="{next(_ids)}"/>{more}{"<w:showingPlcHdr/>" * shows}{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def tc(inner: str, width: int = 4819) -> str:
    """A cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def tbl(*rows: str, columns: int = 2) -> str:
    """A table with lines."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    grid = f'<w:gridCol w:w="{9638 // columns}"/>' * columns
    written = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9638" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def bookmark(name: str, inner: str = "", number: int = 7) -> str:
    """A bookmark around something, or at a point."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def formtext(name: str = "Text1", data: str = "<w:textInput/>", shown: str = "\u2002\u2002\u2002") -> str:
    """A field of an old form, with the bookmark that Word gives it."""
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/>'
        f'<w:calcOnExit w:val="0"/>{data}</w:ffData></w:fldChar></w:r>'
    )
    code = "FORMTEXT" if "textInput" in data else "FORMCHECKBOX" if "checkBox" in data else "FORMDROPDOWN"
    middle = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    rest = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown) if shown else ""}'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return bookmark(name, begin + middle + rest + end, sum(map(ord, name)))


_ARIAL = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="18"/><w:szCs w:val="18"/>'


def _controls() -> Form:
    within = f"<w:p>{_PROMPT}</w:p>"
    lines = '<w:text w:multiLine="1"/>'
    both = f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{_PROMPT}</w:p>'
    body = (
        p("Consultation questionnaire", '<w:pStyle w:val="berschrift1"/>')
        + p("1. What is your position?", "", "<w:b/>")
        + sdt(both, run=_ARIAL)
        + p("2. Alone in its line")
        + f"<w:p>{bookmark('Q2', sdt(_PROMPT), 3)}</w:p>"
        + f"<w:p>{r('3. In a line: ')}{sdt(_PROMPT)}{r(' (thank you)')}</w:p>"
        + f"<w:p>{r('4. Plain text: ')}{sdt(_PROMPT, lines)}</w:p>"
        + tbl(tc(p("5. In a cell")) + sdt(tc(within)))
        + tbl(tc(p("6. Within a cell")) + tc(sdt(within) + p()))
        + p("The end.")
    )
    return Form(packed(body), tuple(Place("control", number) for number in range(6)))


def _cells() -> Form:
    look = f"<w:rPr>{_ARIAL}</w:rPr>"
    body = (
        p("Questionnaire", '<w:pStyle w:val="berschrift1"/>')
        + tbl(
            tc(p("1. Question on the left", "", _ARIAL)) + tc(p("", look)),
            tc(p("2. With a prompt", "", _ARIAL)) + tc(p("[Your answer here]", "", _ARIAL)),
            tc(p("3. With a hint", "", _ARIAL)) + tc(p("(max. 300 words)", "", _ARIAL) + p("", look) + p("", look)),
        )
        + p()
        + tbl(tc(p("4. Question above", "", "<w:b/>"), 9638), tc(p("", '<w:ind w:left="284"/>'), 9638), columns=1)
        + p("The end.")
    )
    return Form(packed(body), tuple(Place("cell", nth) for nth in (1, 3, 5, 7)))


def _bookmarks() -> Form:
    body = (
        f"<w:p>{bookmark('Point', number=1)}</w:p>"
        f"<w:p>{r('Before ')}{bookmark('Around', r('[insert]'), 2)}{r(' behind.')}</w:p>"
        f"<w:p>{r('Several: ')}{bookmark('Last', r('____'), 3)}</w:p>"
        f'<w:p><w:bookmarkStart w:id="4" w:name="Long"/>{r("from here")}</w:p>'
        + p("over this")
        + f'<w:p>{r("to here")}<w:bookmarkEnd w:id="4"/>{r(" and on.")}</w:p>'
        + p("The end.")
    )
    return Form(packed(body), tuple(Place("bookmark", nth) for nth in range(4)))


_LISTED = (
    '<w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr>'
    '<w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
)
_NOTED = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:pPr><w:pStyle w:val="Funotentext"/></w:pPr><w:r><w:rPr>'
    '<w:rStyle w:val="Funotenzeichen"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A note of the '
    "body.</w:t></w:r></w:p></w:footnote>"
)


def _after() -> Form:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'
    mark = '<w:r><w:rPr><w:rStyle w:val="Funotenzeichen"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    body = (
        f"<w:p>{r('Read this first')}{mark}</w:p>"
        + p("A question with a blank line?", numbered, "<w:b/>")
        + p("", '<w:spacing w:after="60"/>')
        + p("A question without one?", numbered, "<w:b/>")
        + p("A question with lines?", numbered, "<w:b/>")
        + p("_" * 60)
        + p("_" * 60)
        + p()
        + p("Organisation: ________________")
        + p("E-mail:")
        + p("Last question?", _SECTION)
        + p("The end.")
    )
    settings = (
        '<w:documentProtection w:edit="forms" w:enforcement="1"/><w:footnotePr><w:footnote w:id="-1"/>'
        '<w:footnote w:id="0"/></w:footnotePr>'
    )
    extras = (Extra("numbering", _LISTED), Extra("footnotes", _NOTED), Extra("settings", settings))
    places = tuple(Place("after", nth) for nth in (1, 3, 4, 8, 9, 10))
    return Form(packed(body, *extras, styles=STYLES + NOTE_STYLES), places)


def _fields() -> Form:
    body = (
        tbl(tc(p("1. Name")) + tc(f"<w:p>{formtext('Text1')}</w:p>"))
        + f"<w:p>{r('2. Position: ')}{formtext('Text2')}{r(' (end)')}</w:p>"
        + p("The end.")
    )
    protected = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    return Form(packed(body, Extra("settings", protected)), (Place("cell", 1), Place("bookmark", 1)))


FORMS = {"controls": _controls(), "cells": _cells(), "bookmarks": _bookmarks(), "after": _after(), "fields": _fields()}


# ── Answers ──────────────────────────────────────────────────────────────────


def line(*content: Inline | str) -> Paragraph:
    """A paragraph."""
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def full_answer(first: int = 1) -> Elements:
    """An answer with all that an answer can hold; its notes are numbered from the first."""
    note = Note((line("A note with a ", Link((Text("source"),), "https://example.org/source"), "."),), first)
    second = Note((line("See above, n ", Link((Text(str(first)),), f"#note-{first}"), "."),), first + 1)
    return (
        line("We say ", Strong((Text("yes"),)), ", with ", Emphasis((Text("care"),)), note, " and more.", second),
        Heading(3, (Text("A heading"),), f"a-heading-{first}"),
        line(
            "A ",
            Link((Text("link"),), "https://example.org/a?b=1&c=2"),
            ", ",
            Code("code"),
            ", broken",
            LineBreak(),
            "here; see ",
            Link((Text("A heading"),), f"#a-heading-{first}"),
            ".",
        ),
        List(
            (
                (line("First"), List(((line("Inner"),), (line("Other"),)), ordered=True, start=3)),
                (line("Second"), line("goes on")),
            )
        ),
        List(((line("One"),), (line("Two"),)), ordered=True),
        Quote((line("What they said."),)),
        Table(((Text("Year"),), (Text("Number"),)), (((Text("2024"),), (Text("1,204"),)),), (None, "right")),
        Callout("case-study", "A case", (line("It happened."), List(((line("Then this"),),)))),
        Recommendation("", "", "", (line(Strong((Text("Recommendation 1."),)), " Do it."),), number=first),
        Figure("dot.png", "A dot", "Figure 1. A dot", number=first),
        CodeBlock("a = 1\nb = 2\n"),
        line("That is all."),
    )


IMAGES = {"dot.png": png(40, 40)}
