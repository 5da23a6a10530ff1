"""Headers, footers, and the section that they belong to.

A house style's own stay as they are, below the word "Draft" where it is one. Where it has none, the
running title stands above, and "Page 1 of 9" below; the first page has no header, unless the document
begins without a cover or a title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.document import Part
from briefwright.formats.docx.fields import number_field
from briefwright.formats.docx.inheriting import SECTION
from briefwright.formats.docx.markup import DECLARATION, NAMESPACES, run
from briefwright.formats.docx.pen import Place, has_title, paragraph

if TYPE_CHECKING:
    from briefwright.formats.docx.pen import Pen

_OFF = ('w:val="0"', 'w:val="false"', 'w:val="off"')
_ENDNOTES = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
"""Said of the section as well as in the settings: LibreOffice reads it here, Word in either place."""
_TAGS = {"header": "hdr", "footer": "ftr"}


def furniture(pen: Pen) -> tuple[str, dict[str, str]]:
    """`w:sectPr`, and the parts of headers and footers by name."""
    section = dict(pen.house.section)
    if not pen.house.stories and _has_opening(pen):
        section["titlePg"] = "<w:titlePg/>"
    if pen.look.right_to_left:
        section["bidi"] = "<w:bidi/>"
    if pen.house.endnotes:
        section.pop("noEndnote", None)
    stories = {**_kept(pen), **_made(pen, _pages_in_force(section, pen))}
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{pen.relations.add(kind, f"/{name}")}"/>'
        for (kind, pages), (name, _) in sorted(stories.items(), key=lambda item: (item[0][0] != "header", item[0]))
    )
    properties = "".join(section[name] for name in SECTION if name in section)
    return f"<w:sectPr>{references}{_ENDNOTES * pen.house.endnotes}{properties}</w:sectPr>", dict(stories.values())


def _has_opening(pen: Pen) -> bool:
    """Whether the first page says by itself what the document is."""
    children = pen.document.children
    return has_title(children) or any(isinstance(element, Part) and element.kind == "cover" for element in children)


def _pages_in_force(section: dict[str, str], pen: Pen) -> list[str]:
    """The kinds of pages that have headers of their own."""
    switches = {"first": section.get("titlePg", ""), "even": pen.house.settings.get("evenAndOddHeaders", "")}
    return ["default", *(pages for pages, text in switches.items() if text and not any(off in text for off in _OFF))]


Stories = dict[tuple[str, str], tuple[str, str]]
"""Name and XML of the part, by kind and pages."""


def _kept(pen: Pen) -> Stories:
    draft = {"header": _header(pen, titled=False) if pen.document.draft else "", "footer": ""}
    return {
        (story.kind, story.pages): (story.name, story.before + draft[story.kind] + story.after)
        for story in pen.house.stories
    }


def _made(pen: Pen, pages_in_force: list[str]) -> Stories:
    """What the house style has not: headers and footers where it has none at all, and the word on a draft."""
    kept = {(story.kind, story.pages) for story in pen.house.stories}
    kinds = {kind for kind, _ in kept}
    made: Stories = {}
    for pages in pages_in_force:
        titled = "header" not in kinds and pages != "first"
        if ("header", pages) not in kept and (titled or pen.document.draft):
            made["header", pages] = _story("header", pages, _header(pen, titled=titled))
        if "footer" not in kinds:
            made["footer", pages] = _story("footer", pages, _page_number(pen))
    return made


def _story(kind: str, pages: str, inner: str) -> tuple[str, str]:
    tag = _TAGS[kind]
    return f"word/page-{kind}-{pages}.xml", f"{DECLARATION}<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def _header(pen: Pen, *, titled: bool) -> str:
    draft, title = pen.document.draft, pen.document.running_title or pen.document.title
    words = run(pen.document.labels.draft, pen.look._replace(bold=True), "") if draft else ""
    between = run(" · ", pen.look, "") if draft and titled and title else ""
    return paragraph(pen, Place("header"), words + between + (run(title, pen.look, "") if titled and title else ""))


def _page_number(pen: Pen) -> str:
    labels, look = pen.document.labels, pen.look
    words = (
        run(f"{labels.page} ", look, ""),
        number_field("PAGE", look, 1),
        run(f" {labels.of} ", look, ""),
        number_field("NUMPAGES", look, 1),
    )
    return paragraph(pen, Place("footer"), "".join(words))
