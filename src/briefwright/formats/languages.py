"""In which other language a paragraph is as a whole: it then runs from that language's side, not only its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefwright.document import Note, Paragraph, Span

if TYPE_CHECKING:
    from briefwright.document import Elements, Inlines


def language_of(content: Inlines) -> tuple[Inlines, str]:
    """A line and the language that it is wholly in, which its one span then no longer says; empty if it says none."""
    spans = [inline for inline in content if not isinstance(inline, Note)]
    if len(spans) != 1 or not isinstance(spans[0], Span) or not spans[0].language:
        return content, ""
    bare = tuple(replace(inline, language=None) if isinstance(inline, Span) else inline for inline in content)
    return bare, spans[0].language


def language_of_all(children: Elements) -> str:
    """The language that paragraphs are in throughout; empty where they say none, or several."""
    spoken = {language_of(child.content)[1] if isinstance(child, Paragraph) else "" for child in children}
    return spoken.pop() if len(spoken) == 1 else ""
