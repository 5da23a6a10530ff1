from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given
from realistic import note, png, realistic, words
from seeing import patient
from trees import documents, jpeg

from briefwright.document import (
    Callout,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Labels,
    Link,
    Note,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Span,
    Table,
    Text,
)
from briefwright.formats.html import write_html
from briefwright.walking import settled, walk

if TYPE_CHECKING:
    from briefwright.document import Element

HOSTILE = "</style></title><script>alert(1)</script>\"' onmouseover=alert(1) <img src=x onerror=alert(1)>&lt;b&gt;"
TAGS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "header", "main", "section", "aside", "div", "p", "hr", "br"}
    | {"h1", "h2", "ul", "ol", "li", "pre", "code", "table", "thead", "tbody", "tr", "th", "td", "a", "span", "sup"}
    | {"figure", "img", "figcaption"}
)
ATTRIBUTES = frozenset(
    {"lang", "dir", "charset", "http-equiv", "content", "name", "class", "id", "role", "tabindex", "scope", "value"}
    | {"src", "alt", "width", "height", "href", "aria-labelledby", "aria-label", "aria-describedby", "aria-hidden"}
)


def document(*children: Element) -> Document:
    """A small document."""
    return Document(title="Title", language="en", children=children)


def page(of: Document) -> lxml.html.HtmlElement:
    """The page as a browser reads it."""
    return lxml.html.document_fromstring(write_html(of).decode())


def found(of: Document, path: str) -> list[str]:
    """The attributes or texts at an XPath."""
    return [str(value) for value in page(of).xpath(path)]


# ── Nothing of the content is markup ─────────────────────────────────────────


def hostile() -> Document:
    """Content that tries to be markup, in each place that takes content."""
    text = (Text(HOSTILE), Span((Text(HOSTILE),), (HOSTILE,), HOSTILE), Link((Text(HOSTILE),), f"https://x/{HOSTILE}"))
    return Document(
        title=HOSTILE,
        language=HOSTILE,
        author=HOSTILE,
        subject=HOSTILE,
        draft=True,
        labels=Labels(*[HOSTILE] * 6),
        images={HOSTILE: png(7, 2)},
        children=(
            Heading(1, text, HOSTILE),
            Paragraph((*text, Note((Paragraph(text),), 1)), 1),
            Callout(HOSTILE, HOSTILE, (CodeBlock(HOSTILE, HOSTILE),)),
            Figure(HOSTILE, HOSTILE, HOSTILE),
            Figure("missing.png", HOSTILE, HOSTILE),
            Table((text,), ((text,),), (None,)),
            Part(HOSTILE, (Recommendation(HOSTILE, HOSTILE, HOSTILE, (Paragraph(text),), 1),)),
        ),
    )


def test_content_is_never_markup() -> None:
    """Whatever the content holds, the page has no elements and attributes but those of the writer."""
    tags = list(page(hostile()).iter("*"))
    assert {str(tag.tag) for tag in tags} - TAGS == set()
    assert {str(name) for tag in tags for name in tag.attrib} - ATTRIBUTES == set()


def test_hostile_content_is_shown_as_it_is() -> None:
    """What looks like markup is shown, character by character."""
    assert found(hostile(), "//title/text()") == [HOSTILE]
    assert found(hostile(), "//pre/code/text()") == [HOSTILE]
    assert {HOSTILE} == set(found(hostile(), "//img/@alt"))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "page.html",
        "",
    ],
)
def test_other_targets_are_no_links(target: str) -> None:
    """A target that is no web or mail address and no heading leaves the words of its link alone."""
    linked = document(Paragraph((Link((Text("words"),), target),)))
    assert found(linked, "//@href") == []
    assert found(linked, "//p/text()") == ["words"]


@pytest.mark.parametrize("target", ["https://example.org/?a=1&b=2", "HTTP://example.org", "mailto:a@example.org"])
def test_addresses_are_links(target: str) -> None:
    """Web and mail addresses are linked to, and the address stays as it is."""
    assert [target] == found(document(Paragraph((Link((Text("words"),), target),))), "//a/@href")


@patient
@given(document=documents())
def test_nothing_comes_from_elsewhere(document: Document) -> None:
    """The page has no script, and neither its style nor its images are fetched."""
    written = page(document)
    assert written.xpath("//script | //link | //iframe | //object") == []
    assert all(str(source).startswith("data:image/") for source in written.xpath("//@src"))
    assert not re.search(r"url\(|@import", str(written.xpath("string(//style)")))


# ── Ids, notes and links ─────────────────────────────────────────────────────


def ids_are_unique_and_found(of: Document) -> None:
    """Check that no id stands twice, and that whatever points to one finds it."""
    written = page(of)
    identifiers = [str(value) for value in written.xpath("//@id")]
    references = {str(value) for value in written.xpath("//@aria-labelledby | //@aria-describedby")}
    anchors = {str(value).removeprefix("#") for value in written.xpath("//a[starts-with(@href, '#')]/@href")}
    assert sorted(set(identifiers)) == sorted(identifiers)
    assert set() == (references | anchors) - set(identifiers)


@patient
@given(document=documents())
def test_ids_are_unique_and_found(document: Document) -> None:
    """In any document, ids are unique and nothing points into the void."""
    ids_are_unique_and_found(document)


def everything_linked_to() -> Document:
    """What links may lead to: headings, boxes, and whatever is numbered."""
    return document(
        Heading(2, (Text("Été"),), "été"),
        Paragraph((Text("x"), note(4, Text("y"))), 12),
        Recommendation("", "", "", (words("Act."),), 3),
        Callout("example", "Box", (words("Inside."),), "box"),
        Figure("x.png", "What it shows", "Figure 2: Caption", 2),
    )


@pytest.mark.parametrize("name", ["été", "box", "paragraph-12", "recommendation-3", "figure-2", "note-4"])
def test_links_lead_to_headings_boxes_and_numbers(name: str) -> None:
    """A link leads to what has its identifier."""
    of = everything_linked_to()
    linked = page(replace(of, children=(words("w"), Paragraph((Link((Text("see"),), f"#{name}"),)), *of.children)))
    assert [f"#{name}"] == linked.xpath("//p/a[text()='see']/@href")
    assert 1 == len(linked.xpath("//*[@id=$name]", name=name))


@pytest.mark.parametrize("target", ["#", "#elsewhere", "#paragraph-13", "#note-0"])
def test_links_into_the_void_are_text(target: str) -> None:
    """A link to what the document does not have is no more than its words, and keeps its notes."""
    of = everything_linked_to()
    linked = Paragraph((Link((Text("words"), note(5, Text("n"))), target),))
    (paragraph,) = page(replace(of, children=(*of.children, linked))).xpath("//main/p[not(@id)]")
    assert ("words5", ["#note-5"]) == (paragraph.text_content(), paragraph.xpath(".//@href"))


def test_headings_may_be_called_like_anything_else() -> None:
    """A heading has its id, which the writer's own give way to; not if a number has it, or a heading before."""
    names = ["noteref-1", "notes-label", "box-title", "main", "box", "note-1", "recommendation-1", "figure-1", "main"]
    headings = tuple(Heading(2, (Text(name),), name) for name in names)
    asks = Recommendation("", "", "", (words("Act."),), 1)
    box = Callout("example", "Box", (words("Inside."),))
    figure = Figure("x.png", "What it shows", "Figure 1: Caption", 1)
    of = document(Paragraph((Text("x"), note(1, Text("y"))), 1), asks, box, figure, *headings)
    ids_are_unique_and_found(of)
    assert [*names[:5], *[None] * 4] == [tag.get("id") for tag in page(of).xpath("//main/h2")]
    numbered = page(of).xpath("//div[@id='recommendation-1'] | //figure[@id='figure-1'] | //li[@id='note-1']")
    assert 3 == len(numbered)


@patient
@given(document=documents())
def test_every_note_links_back(document: Document) -> None:
    """From the mark to the note and back, by labels that can be heard."""
    notes = [node for node in walk(settled(document.children)) if isinstance(node, Note)]
    written = page(document)
    marks = written.xpath("//sup/a[@role='doc-noteref']")
    assert [str(note.number) for note in notes] == [mark.text for mark in marks]
    for mark in marks:
        (target,) = written.xpath("//li[@id=$id]", id=mark.get("href")[1:])
        (back,) = target.xpath(".//a[@role='doc-backlink']")
        assert (f"#{mark.get('id')}", mark.text) == (back.get("href"), target.get("value"))
        assert f"{document.labels.back} ({mark.text})" == back.xpath("string(span[@class='unseen'])")


def test_a_mark_in_a_link_stands_behind_it() -> None:
    """A link cannot stand in a link, and the mark of a note is one."""
    inner = Link((Text("c"),), "https://example.org/c")
    outer = Link((Text("a "), Span((note(1, Text("n")), inner), ("term",))), "https://example.org/")
    (paragraph,) = page(document(Paragraph((outer,)))).xpath("//main/p")
    assert [link.text_content() for link in paragraph.iter("a")] == ["a c", "1"]
    assert paragraph.xpath(".//a//a") == []


# ── What the page says to those who do not see it ────────────────────────────


def test_the_page_has_landmarks() -> None:
    """The cover is the page's header; boxes and notes are named by what stands there."""
    written = page(realistic())
    assert [child.tag for child in written.body] == ["header", "main"]
    assert written.xpath("//body/header//h1/text()") == ["Safety, health and rights of sex workers"]
    named = [written.get_element_by_id(str(label)).text for label in written.xpath("//@aria-labelledby")]
    assert named == ["In one sentence", "Exit programmes in France", "An answer", "Notes"]
    roles = ["group", "group", "group", "doc-endnotes"]
    assert roles == [tag.get("role") for tag in written.xpath("//*[@aria-labelledby]")]


def test_contents_are_the_way_around_the_page() -> None:
    """Contents behind the cover are navigation, named by their heading, and can be skipped."""
    contents = Part("contents", (Heading(2, (Text("Contents"),), "contents"), words("…")))
    cover = Part("cover", (Heading(1, (Text("Title"),)),))
    written = page(document(cover, contents, words("Text.")))
    assert [child.tag for child in written.body] == ["a", "header", "nav", "main"]
    assert ["Contents"] == written.xpath("//nav/@aria-label")
    assert [f"#{main}" for main in written.xpath("//main/@id")] == written.xpath("//body/a[1]/@href")


def test_a_page_without_a_title_has_one_to_be_heard() -> None:
    """A letter or an answer for a text box begins without a heading: its title is there, but not to be seen."""
    assert ["Title"] == found(document(words("Text.")), "//header/h1[@class='unseen']/text()")
    assert [] == found(document(Heading(1, (Text("Title"),))), "//h1[@class='unseen']")


def test_no_level_of_headings_is_left_out() -> None:
    """A heading is heard one level below the one that it belongs to, whatever levels the author skipped."""
    levels = [1, 2, 4, 4, 6, 3, 2, 3, 5, 2]
    of = document(*(Heading(level, (Text("x"),)) for level in levels))
    heard = [str(tag.tag) for tag in page(of).xpath("//main/*")]
    assert ["h1", "h2", "h3", "h3", "h4", "h3", "h2", "h3", "h4", "h2"] == heard


def test_parts_with_headings_are_sections() -> None:
    """A part without a heading is no section, since nothing says of what."""
    of = document(Part("annex", (Heading(2, (Text("Annex"),)), words("x"))), Part("signatories", (words("y"),)))
    assert ["section", "div"] == [str(tag.tag) for tag in page(of).xpath("//main/*")]


def test_headings_are_those_of_the_tree() -> None:
    """Levels and ids are the tree's."""
    headings = [node for node in walk(realistic().children) if isinstance(node, Heading)]
    tags = page(realistic()).xpath("//*[self::h1 or self::h2 or self::h3 or self::h4][not(@id='notes-label')]")
    assert [(f"h{node.level}", node.identifier) for node in headings] == [(tag.tag, tag.get("id")) for tag in tags]


def cells(table: Table) -> list[tuple[str, str | None]]:
    """The cells of a table, and what they head."""
    return [(str(cell.tag), cell.get("scope")) for cell in page(document(table)).xpath("//tr/*")]


def test_columns_and_rows_have_heads() -> None:
    """Each head says whether it heads a column or a row; an empty one is none."""
    one, two, empty = (Text("1"),), (Text("2"),), ()
    whole = Table((one, empty), ((one, two), (two, empty)), ("right", None))
    assert cells(whole)[:4] == [("th", "col"), ("td", None), ("th", "row"), ("td", None)]
    assert cells(whole)[4:] == [("td", None), ("td", None)]
    assert ["end", None] * 3 == [cell.get("class") for cell in page(document(whole)).xpath("//tr/*")]


@pytest.mark.parametrize("names", [("a", "a"), ("a", ""), ("a", "long " * 20)])
def test_some_first_columns_name_no_rows(names: tuple[str, str]) -> None:
    """Names that stand twice, are empty or are whole sentences do not tell what a row is about."""
    rows = tuple(((Text(name),) if name else (), (Text("x"),)) for name in names)
    assert [("td", None)] * 4 == cells(Table(((Text("1"),), (Text("2"),)), rows, (None, None)))[2:]


def test_tables_are_told_apart() -> None:
    """A table is a region that scrolls and can be reached by keyboard, by the names of its columns."""
    table = Table(((Text("a"),), (Text("b"),)), (), (None, None))
    of = document(table, table, table)
    assert ["a, b", "a, b (2)", "a, b (3)"] == found(of, "//div[@role='region'][@tabindex='0']/@aria-label")


def test_languages_and_directions_are_told() -> None:
    """The page and each stretch in another language say which it is and how it runs."""
    of = replace(document(Paragraph((Span((Text("x"),), (), "fr"),))), language="ar")
    assert found(of, "//@lang") == ["ar", "fr"]
    assert found(of, "//@dir") == ["rtl", "ltr"]


def test_paragraphs_run_in_their_own_direction() -> None:
    """A paragraph, heading, cell or quotation that is wholly in another language begins at that language's side."""
    arabic = (Span((Text("س"),), (), "ar"), note(1, Text("n")))
    mixed = (Text("x "), *arabic)
    table = Table((arabic, mixed), (), (None, None))
    children = (Paragraph(arabic), Paragraph(mixed), Heading(2, arabic), table, Quote((Paragraph(arabic),)))
    written = page(document(*children))
    assert ["p", "span", "h2", "th", "span", "blockquote", "p"] == [
        str(tag.tag) for tag in written.xpath("//main//*[@lang='ar'][@dir='rtl']")
    ]


def test_paragraphs_show_their_numbers() -> None:
    """The number stands before the text."""
    (paragraph,) = page(document(Paragraph((Text("Text."),), 12))).xpath("//p[@id='paragraph-12']")
    assert paragraph.text_content() == "12. Text."


@pytest.mark.parametrize(("data", "kind"), [(png(7, 2), "image/png"), (jpeg(4, 3), "image/jpeg")])
def test_images_are_in_the_page(data: bytes, kind: str) -> None:
    """An image is known by its bytes, whatever it is called, and has its alternative text."""
    of = replace(document(Figure("x.gif", "What it shows", "Caption")), images={"x.gif": data})
    (source,) = found(of, "//figure/img[@alt='What it shows']/@src")
    assert f"data:{kind};base64" == source.partition(",")[0]


@pytest.mark.parametrize("images", [{}, {"x.svg": b"<svg onload=alert(1)>"}])
def test_an_image_that_no_browser_shows_is_told(images: dict[str, bytes]) -> None:
    """Its alternative text takes its place."""
    of = replace(document(Figure("x.svg", "What it shows", "Caption")), images=images)
    assert found(of, "//figure/*/text()") == ["What it shows", "Caption"]


def test_a_draft_says_so() -> None:
    """The mark stands first on the page of a draft, and on no other."""
    assert found(
        replace(realistic(), draft=True, labels=Labels(draft="Entwurf")), "//body/header/*[1][@class='draft']/text()"
    ) == ["Entwurf"]
    assert found(realistic(), "//*[@class='draft']") == []


# ── The style sheet ──────────────────────────────────────────────────────────


def colours() -> list[dict[str, str]]:
    """The colours by day, by night and on paper."""
    style = resources.files("briefwright.formats").joinpath("page.css").read_text(encoding="utf-8")
    schemes = [re.findall(r"--(\w+): (#\w+);", block) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)]
    return [dict(scheme) for scheme in schemes]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    digits = colour[1:] if len(colour) > 4 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_text_can_be_read_by_day_and_by_night() -> None:
    """All colours of text stand out from both backgrounds by 4.5 : 1 at least, in each scheme."""
    assert len(colours()) == 3
    for scheme, text, ground in product(colours(), ("ink", "quiet", "accent", "alert"), ("paper", "shade")):
        light, dark = sorted((luminance(scheme[text]), luminance(scheme[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground, scheme)
