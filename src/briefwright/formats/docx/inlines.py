"""The inside of a Word paragraph: inlines become runs, links and the marks of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from briefwright.document import (
    Citation,
    Code,
    Emphasis,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Placeholder,
    Span,
    Strong,
    Text,
    direction,
    numbered_identifier,
)
from briefwright.formats.docx.fields import cross_reference
from briefwright.formats.docx.links import where
from briefwright.formats.docx.markup import Look, run, run_properties
from briefwright.formats.docx.pen import bookmarked

if TYPE_CHECKING:
    from briefwright.document import Inline, Inlines
    from briefwright.formats.docx.pen import Pen, Place

LINE_BREAK = "<w:r><w:br/></w:r>"
_SPANS = {"quote": "inline-quote", "term": "term"}
"""The roles that classes of a span stand for."""

_BAR = "█" * 8
"""What stands in place of a redacted text, however long it was."""


def line(content: Inlines, place: Place, pen: Pen) -> str:
    """The inlines of a paragraph, where it stands."""
    return inlines(content, pen.look._replace(strong=place.strong), pen)


def inlines(content: Inlines, look: Look, pen: Pen) -> str:
    """A run of inlines in a look."""
    return "".join([_inline(inline, look, pen) for inline in content])


def _inline(inline: Inline, look: Look, pen: Pen) -> str:  # noqa: PLR0911 (one case a kind of inline)
    match inline:
        case Text():
            return run(inline.text, look, pen.id_of(look.style))
        case Code():
            return run(inline.text, look, pen.id_of(look.style or "inline-code"))
        case LineBreak():
            return LINE_BREAK
        case Emphasis():
            return inlines(inline.content, look._replace(italic=True), pen)
        case Strong():
            return inlines(inline.content, _strong(look), pen)
        case Link():
            return _link(inline, look, pen)
        case Span():
            return _span(inline, look, pen)
        case Note():
            return _note(inline, look, pen)
        case Citation() | Placeholder():
            return inlines(inline.content, look, pen)
        case _:
            assert_never(inline)


def _strong(look: Look) -> Look:
    return look._replace(style=look.strong) if look.strong and not look.style else look._replace(bold=True)


def _span(span: Span, look: Look, pen: Pen) -> str:
    if "redact" in span.classes:
        return run(_BAR, look._replace(right_to_left=False), pen.id_of(look.style))
    role = next((_SPANS[name] for name in span.classes if name in _SPANS), look.style)
    look = look._replace(style=look.style or role, small_caps=look.small_caps or "small-caps" in span.classes)
    if span.language:
        look = look._replace(language=span.language, right_to_left=direction(span.language) == "rtl")
    return inlines(span.content, look, pen)


def _link(link: Link, look: Look, pen: Pen) -> str:
    """A link, where it leads somewhere; its words alone where it does not, or stands in another link.

    A cross-reference to a number looks like the text around it, as Word's own do.
    """
    destination = where(link.target, pen)
    if not destination or look.style == "link":
        return inlines(link.content, look, pen)
    shown = cross_reference(link, look, pen) or inlines(link.content, look._replace(style="link"), pen)
    return f'<w:hyperlink {destination} w:history="1">{shown}</w:hyperlink>'


def _note(note: Note, look: Look, pen: Pen) -> str:
    """The mark of a note, whose text is written after the body. A note in a note stays in its line, in brackets."""
    if pen.in_note:
        words = " ".join(inlines(child.content, look, pen) for child in note.children if isinstance(child, Paragraph))
        return run(" (", look, "") + words + run(")", look, "")
    pen.marked.append(note)
    mark = f'<w:r>{mark_properties(pen)}<w:{pen.note_kind}Reference w:id="{len(pen.marked)}"/></w:r>'
    return bookmarked(numbered_identifier("note", note.number), mark, pen)


def mark_properties(pen: Pen) -> str:
    """The look of a note's mark."""
    role = f"{pen.note_role}-reference"
    return run_properties(Look(role), pen.id_of(role))
