"""A document as a Word file: the tree, written as the body and the notes of a package.

Paragraphs are put down in reading order, since lists and bookmarks count as they come; the notes follow the body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from briefwright.document import (
    Break,
    Callout,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    List,
    Only,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Strong,
    Table,
    Text,
    numbered_identifier,
)
from briefwright.formats.docx.assembling import assembled
from briefwright.formats.docx.contents import written_contents
from briefwright.formats.docx.inlines import LINE_BREAK, inlines, line, mark_properties
from briefwright.formats.docx.keeping import (
    belongs_to,
    breaks_twice,
    kept_box,
    kept_items,
    kept_to_next,
    kept_whole,
    on_new_page,
    rules_twice,
    without_break,
    without_last,
    without_space_below,
)
from briefwright.formats.docx.markup import Look, run
from briefwright.formats.docx.numbering import STEP
from briefwright.formats.docx.package import zipped
from briefwright.formats.docx.pen import (
    Mark,
    Pen,
    Place,
    apart,
    bookmarked,
    gap,
    is_letterhead,
    new_pen,
    number_bookmarked,
    paragraph,
    turned,
)
from briefwright.formats.docx.tables import written_table
from briefwright.walking import plain

if TYPE_CHECKING:
    from briefwright.document import Document, Element, Elements, Inlines
    from briefwright.formats.docx.house_style import HouseStyle

_PARTS = {
    "cover": Place("cover-line", strong="cover-label"),
    "summary": Place("summary"),
    "references": Place("reference"),
    "question": Place("question"),
}
"""How paragraphs look in the parts that have a look of their own."""

_NUMBER_STEP = 567
_HAIR = 20
_LONGEST_LABEL = 22


def write_docx(document: Document, house_style: HouseStyle) -> bytes:
    """The document as a Word file in a house style: the same bytes for the same document."""
    pen = new_pen(document, house_style)
    body = _elements(document.children, Place(), pen)
    write_notes(pen)
    return zipped(assembled(pen, body), document.modified)


def written_elements(children: Elements, pen: Pen) -> str:
    """Elements as they stand by themselves, in no document of ours: their notes are yet to be written."""
    return _elements(children, Place(), pen)


# ── Elements ─────────────────────────────────────────────────────────────────


def _elements(children: Elements, place: Place, pen: Pen) -> str:
    return "".join(_each(children, place, pen))


def _each(children: Elements, place: Place, pen: Pen) -> list[str]:
    """The elements one by one, each written with an eye on the one before."""
    written: list[str] = []
    before: Element | None = None
    for element in children:
        here = place
        if isinstance(element, List) and not _is_closed(place, pen):
            here = _below_number(before, place, pen)
            if isinstance(before, List):
                written[-1] += gap(pen, height=_HAIR)
        if belongs_to(before, element):
            written[-1:] = map(kept_to_next, written[-1:])
        if breaks_twice(before, element):
            written.pop()
        if rules_twice(before, element):
            written[-1:] = map(without_last, written[-1:])
        if _has_inner_boxes(place, pen):
            written[-1:] = [_meeting(text, before, element, pen) for text in written[-1:]]
        written.append(_element(element, here, pen))
        before = element
    return written


def _below_number(before: Element | None, place: Place, pen: Pen) -> Place:
    """Where a list stands: below the text of a numbered paragraph, not below its number."""
    if isinstance(before, Paragraph) and before.number is not None:
        return place._replace(edge=place.edge + pen.house.styles.left["numbered"])
    return place


def _element(element: Element, place: Place, pen: Pen) -> str:  # noqa: C901, PLR0911, PLR0912 (one case a kind)
    match element:
        case Paragraph():
            return _paragraph(element, place, pen)
        case Heading():
            return _heading(element, place, pen)
        case List():
            return _list(element, place, pen)
        case Quote():
            return _elements(element.children, _quoted(place, pen), pen)
        case CodeBlock():
            return _code_block(element, place, pen)
        case Table():
            return written_table(element, _left(place, pen), _width(place, pen), pen)
        case Figure():
            return _figure(element, place, pen)
        case Callout():
            return _callout(element, place, pen)
        case Recommendation():
            return _recommendation(element, place, pen)
        case Part("cover"):
            return _cover(element, pen)
        case Part("contents") if contents := written_contents(element.children, pen):
            return contents
        case Part("annex"):
            return on_new_page(_elements(without_break(element.children), Place(), pen))
        case Part("signatories"):
            return _signatories(element, pen)
        case Part():
            return _elements(element.children, _PARTS.get(element.kind, Place()), pen)
        case Only():
            return _elements(element.children, place, pen)
        case Break():
            return _break(element, pen)
        case _:
            assert_never(element)


def _paragraph(element: Paragraph, place: Place, pen: Pen) -> str:
    if element.number is not None:
        return _numbered(element, element.number, place, pen)
    if place.role == "cover-line":
        return _cover_line(element.content, place, pen)
    return paragraph(pen, place, line(element.content, place, pen), right_to_left=turned(element.content))


def _cover_line(content: Inlines, place: Place, pen: Pen) -> str:
    """The subtitle, or a line; where the house style indents lines, what follows a short label stands at the indent."""
    indented = pen.house.styles.left["cover-line"] > 0
    flush = '<w:ind w:left="0" w:firstLine="0"/>' if indented else ""
    match content:
        case (Emphasis(content=subtitle),):
            return paragraph(pen, place, line(subtitle, place, pen), "subtitle")
        case (Strong() as label, Text(text), *others) if indented and len(plain(label.content)) <= _LONGEST_LABEL:
            return paragraph(pen, place, _labelled(label, (Text("\t" + text.lstrip(" ")), *others), place, pen))
        case (Strong() as label, *value):
            return paragraph(pen, place, _labelled(label, tuple(value), place, pen), indent=flush)
        case _:
            return paragraph(pen, place, line(content, place, pen), indent=flush)


def _labelled(label: Strong, value: Inlines, place: Place, pen: Pen) -> str:
    """A label, and what it says in a style of its own."""
    return line((label,), place, pen) + inlines(value, pen.look._replace(style="cover-value"), pen)


def _numbered(element: Paragraph, number: int, place: Place, pen: Pen) -> str:
    """A paragraph that Word numbers. In a frame it hangs from the frame's edge."""
    runs = bookmarked(numbered_identifier("paragraph", number), line(element.content, place, pen), pen)
    mark = Mark(pen.numbering.paragraph(number))
    if _is_closed(place, pen):
        return paragraph(pen, place, runs, mark=mark._replace(step=_NUMBER_STEP))
    return paragraph(pen, place, runs, "numbered", mark=mark, right_to_left=turned(element.content))


def _is_closed(place: Place, pen: Pen) -> bool:
    """Whether all that stands here keeps the look around it: within frames and notes."""
    return place.note or pen.is_framed(place.role)


def _heading(element: Heading, place: Place, pen: Pen) -> str:
    """A heading; in a letter it is smaller, below the line of the subject."""
    look = pen.look._replace(strong=place.strong, bold=place.note)
    runs = inlines(element.content, look, pen)
    role = "title" if element.level == 1 else f"heading-{min(element.level - 1 + pen.letter, 5)}"
    if _is_closed(place, pen):
        role = place.heading
    else:
        pen.heading = plain(element.content)
    outline = f'<w:outlineLvl w:val="{element.level - 2}"/>' if pen.letter and role.startswith("heading-") else ""
    marked = bookmarked(element.identifier, runs, pen)
    return paragraph(pen, place, marked, role, keep_next=True, outline=outline)


def _list(element: List, place: Place, pen: Pen) -> str:
    boxed = pen.is_framed(place.list_role)
    shared = None if element.ordered else pen.numbering.bullets(boxed=boxed)
    num = shared or pen.numbering.ordered(min(place.level, 8), element.start, boxed=boxed)
    marked = place._replace(role=place.list_role, tight=element.tight)
    return kept_items([_item(item, Mark(num, place.level, STEP), marked, pen) for item in element.items], element)


def _item(item: Elements, mark: Mark, place: Place, pen: Pen) -> str:
    """An item; what is no paragraph stands below one that has the marker alone."""
    below = place.indented()._replace(level=place.level + 1)
    match item:
        case (Paragraph() as first, *others):
            runs = line(first.content, place, pen)
            marked = paragraph(pen, place, runs, mark=mark, right_to_left=turned(first.content))
            return marked + _elements(tuple(others), below, pen)
        case _:
            return paragraph(pen, place, "", mark=mark) + _elements(item, below, pen)


def _quoted(place: Place, pen: Pen) -> Place:
    if place.role == "quote" or _is_closed(place, pen):
        return place.indented()
    return place._replace(role="quote", list_role="quote", tight=None)


def _code_block(element: CodeBlock, place: Place, pen: Pen) -> str:
    closed = _is_closed(place, pen)
    style_id = pen.id_of("inline-code") if closed else ""
    lines = [run(line, Look(), style_id) for line in element.text.removesuffix("\n").split("\n")]
    role = place.role if closed else "code"
    return paragraph(pen, place, LINE_BREAK.join(lines), role, right_to_left=False)


def _figure(element: Figure, place: Place, pen: Pen) -> str:
    """A picture, or what it shows in words where there is none; the caption stays with it."""
    from briefwright.formats.docx.pictures import caption, shown_picture  # noqa: PLC0415 (most documents have none)

    closed = _is_closed(place, pen)
    shown = shown_picture(element, _width(place, pen), pen) or run(element.alt, pen.look, "")
    keep_next = bool(element.caption)
    figure = paragraph(pen, place, shown, place.role if closed else "figure", keep_next=keep_next)
    if not element.caption:
        return figure
    words = caption(element, pen.look._replace(italic=closed), pen)
    return figure + paragraph(pen, place, words, place.role if closed else "caption")


def _left(place: Place, pen: Pen) -> int:
    """How far in the text stands here."""
    own = pen.house.styles.left[place.role] if pen.is_framed(place.role) else 0
    return place.edge + place.indent + own


def _width(place: Place, pen: Pen) -> int:
    """How wide the text is here, at least a third of the page's; a frame is as far from the right as from the left."""
    own = pen.house.styles.left[place.role] if pen.is_framed(place.role) else 0
    return max(pen.house.text_width - _left(place, pen) - own, pen.house.text_width // 3)


def _break(element: Break, pen: Pen) -> str:
    if element.page:
        return gap(pen, '<w:r><w:br w:type="page"/></w:r>')
    return paragraph(pen, Place(), "", "separator")


def _cover(element: Part, pen: Pen) -> str:
    """The cover, closed by a rule; a page break at its end stands behind the rule. A letterhead has no rule."""
    children = element.children
    if is_letterhead(element):
        return _elements(children, Place("letterhead"), pen)
    behind = children[-1:] if children and children[-1] == Break(page=True) else ()
    cover = _elements(children[: len(children) - len(behind)], _PARTS["cover"], pen)
    return cover + paragraph(pen, Place(), "", "cover-end") + _elements(behind, Place(), pen)


def _signatories(element: Part, pen: Pen) -> str:
    """The words that close a document, and behind them those who sign it, all on one page."""
    closing, others = element.children[:1], element.children[1:]
    return kept_whole(_elements(closing, Place("closing"), pen) + _elements(others, Place("signature"), pen))


# ── Frames ───────────────────────────────────────────────────────────────────


def _callout(element: Callout, place: Place, pen: Pen) -> str:
    """A box, or a box in a box. Further in, and in a note, it is a title and what stands below it, indented."""
    edge = place.edge + place.indent
    if _has_inner_boxes(place, pen):
        return _box(element, _boxed(_INNER, edge), pen)
    if _is_closed(place, pen):
        return _title(element, place, pen) + _elements(element.children, place.indented(), pen)
    kind = element.kind if element.kind in pen.house.styles.ids else "case-study"
    return apart(pen, kind) + _box(element, _boxed(kind, edge), pen)


_INNER = "inner-box"


def _boxed(kind: str, edge: int) -> Place:
    return Place(kind, f"{kind}-list", f"{kind}-title", edge=edge)


def _box(element: Callout, place: Place, pen: Pen) -> str:
    children = element.children
    title = _title(element, place, pen)
    if _has_inner_boxes(place, pen) and children and isinstance(children[0], Callout):
        title = without_space_below(title)
    return kept_box(title, _each(children, place, pen), children)


def _has_inner_boxes(place: Place, pen: Pen) -> bool:
    """Whether a box that stands here gets a frame of its own within the one around it."""
    return pen.is_framed(place.role) and not place.note and not place.role.startswith(_INNER)


def _meeting(written: str, before: Element | None, element: Element, pen: Pen) -> str:
    """What stands before an element in a frame. A box in it touches what is around it: the frame seems to go on."""
    boxes = isinstance(before, Callout) + isinstance(element, Callout)
    if not boxes:
        return written
    return without_space_below(written) if boxes == 1 else written + gap(pen)


def _title(callout: Callout, place: Place, pen: Pen) -> str:
    """The title of a box, which stays with what follows."""
    if not callout.title:
        return ""
    words = run(callout.title, pen.look._replace(bold=not place.heading), "")
    shown = bookmarked(callout.identifier, words, pen)
    return paragraph(pen, place, shown, place.heading, keep_next=True)


def _recommendation(element: Recommendation, place: Place, pen: Pen) -> str:
    """A recommendation, the first paragraph of which does not stand alone on a page."""
    if _is_closed(place, pen):
        return _elements(element.children, place, pen)
    parting = apart(pen, "recommendation")
    inner = Place("recommendation", "recommendation-list", edge=place.edge + place.indent)
    if pen.is_framed("recommendation"):
        inner = inner._replace(heading="recommendation")
    first, others = element.children[:1], element.children[1:]
    lead = _elements(first, inner._replace(keep_next=bool(others)), pen)
    lead = number_bookmarked(numbered_identifier("recommendation", element.number), lead, pen)
    return parting + kept_box("", [lead, *_each(others, inner, pen)], element.children)


# ── Notes ─────────────────────────────────────────────────────────────────────


def write_notes(pen: Pen) -> None:
    """The texts of the notes whose marks stand in the body, in the order of the marks."""
    pen.in_note = True
    kind = pen.note_kind
    for number, note in enumerate(pen.marked, start=1):
        pen.notes.append(f'<w:{kind} w:id="{number}">{_note_text(note.children, pen)}</w:{kind}>')


def _note_text(children: Elements, pen: Pen) -> str:
    """The paragraphs of a note, the first of which begins with its mark."""
    place = Place(pen.note_role, pen.note_role, pen.note_role, note=True)
    mark = f"<w:r>{mark_properties(pen)}<w:{pen.note_kind}Ref/></w:r>" + run(" ", pen.look, "")
    match children:
        case (Paragraph() as first, *others):
            text = paragraph(pen, place, mark + line(first.content, place, pen), right_to_left=turned(first.content))
            return text + _elements(tuple(others), place, pen)
        case _:
            return paragraph(pen, place, mark) + _elements(children, place, pen)
