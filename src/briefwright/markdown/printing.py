"""Tree to text: Markdown that our parser reads back to the same tree, and pandoc and GitHub to the same text.

Where two marks would be read as one (emphasis beside emphasis, a list after a list), an empty comment
stands between them: every reader drops it, ours as well.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, assert_never

from briefwright.document import (
    Break,
    Callout,
    Citation,
    Code,
    CodeBlock,
    Element,
    Elements,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
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
from briefwright.markdown.citations import print_citation
from briefwright.markdown.escaping import escaped, starting

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATOR = "<!-- -->"

_EDGE = re.compile(r"^\s+|\s+$")
_CONTROL = re.compile(r"[\t\n\x0b\x0c\r]")


def print_markdown(children: Elements) -> str:
    """The text of a tree. Notes are printed as `[^1]` marks, with their texts at the end."""
    notes: list[Note] = []
    body = _blocks(children, notes)
    texts = [_note_text(number, note) for number, note in enumerate(notes, start=1)]
    return "\n\n".join([*([body] if body else []), *texts]) + "\n" if body or texts else ""


def _note_text(number: int, note: Note) -> str:
    return _indented(f"[^{number}]: ", _blocks(note.children, []), 4)


def _indented(marker: str, text: str, width: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f"{marker}{first}".rstrip(), *(" " * width + line if line else "" for line in rest)])


# ── Elements ─────────────────────────────────────────────────────────────────


def _blocks(children: Elements, notes: list[Note], *, tight: bool = False) -> str:
    lines: list[str] = []
    for before, element in zip((None, *children), children, strict=False):
        runs_on = isinstance(element, List | Quote) and type(before) is type(element)
        if runs_on or (tight and isinstance(before, Paragraph | Figure) and _continues(element)):
            lines.append(SEPARATOR)
        lines.append(_element(element, notes))
    return ("\n" if tight else "\n\n").join(lines)


def _continues(element: Element) -> bool:
    """Whether a paragraph on the line above would take the element for its own next line."""
    ordered = isinstance(element, List) and element.ordered and element.start != 1
    return ordered or isinstance(element, Paragraph | Figure | Table)


def _element(element: Element, notes: list[Note]) -> str:  # noqa: C901, PLR0911, PLR0912 (one case an element)
    match element:
        case Paragraph():
            return _paragraph(element.content, notes)
        case Heading():
            return f"{'#' * element.level} {_heading(element.content, notes)}".rstrip()
        case List():
            return _list(element, notes)
        case Quote():
            return "\n".join(f"> {line}".rstrip() for line in _blocks(element.children, notes).split("\n"))
        case CodeBlock():
            return _code_block(element)
        case Table():
            return _table(element, notes)
        case Figure():
            return _figure(element)
        case Callout():
            return _container(element.kind, {"title": element.title}, element.children, notes)
        case Only():
            return _container("only", {"audience": " ".join(element.audiences)}, element.children, notes)
        case Recommendation():
            attributes = {"to": element.to, "action": element.action, "by": element.by}
            return _container("recommendation", attributes, element.children, notes)
        case Part():
            return _container(element.kind, {}, element.children, notes)
        case Break():
            return "::: page-break\n:::" if element.page else "***"
        case _:
            assert_never(element)


def _figure(element: Figure) -> str:
    caption = _quoted(element.caption).replace("&", r"\&")
    title = f' "{caption}"' if caption else ""
    return f"![{escaped(element.alt)}]({_target(element.source)}{title})"


def _paragraph(content: Inlines, notes: list[Note]) -> str:
    return "\n".join(starting(line) for line in _line(content, notes).split("\n"))


def _heading(content: Inlines, notes: list[Note]) -> str:
    return re.sub(r"(?<!\\)#$", r"\\#", starting(_line(content, notes)))


def _list(element: List, notes: list[Note]) -> str:
    items = []
    for number, item in enumerate(element.items, start=element.start):
        marker = f"{number}. " if element.ordered else "- "
        text = _blocks(item, notes, tight=element.tight) or SEPARATOR
        items.append(_indented(marker, text, len(marker)))
    return ("\n" if element.tight else "\n\n").join(items)


def _code_block(element: CodeBlock) -> str:
    mark = "~" if "`" in element.info else "`"
    longest = max((len(run) for run in re.findall(f"{mark}+", element.text)), default=0)
    fence = mark * max(3, longest + 1)
    gap = " " if element.info.startswith(mark) else ""
    return f"{fence}{gap}{element.info}\n{element.text}{fence}"


def _table(element: Table, notes: list[Note]) -> str:
    rules = {None: "---", "left": ":--", "center": ":-:", "right": "--:"}
    rows = [
        [_cell(cell, notes) for cell in element.header],
        [rules[alignment] for alignment in element.alignments],
        *([_cell(cell, notes) for cell in row] for row in element.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(content: Inlines, notes: list[Note]) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", _line(content, notes))


def _container(kind: str, attributes: dict[str, str], children: Elements, notes: list[Note]) -> str:
    pairs = [f'{name}="{_quoted(value)}"' for name, value in attributes.items() if value]
    opener = " ".join([":::", kind, *([f"{{{' '.join(pairs)}}}"] if pairs else [])])
    return "\n".join([opener, *([_blocks(children, notes)] if children else []), ":::"])


def _quoted(text: str) -> str:
    return re.sub(r'([\\"])', r"\\\1", " ".join(text.split()))


# ── Inlines ──────────────────────────────────────────────────────────────────


def _line(content: Inlines, notes: list[Note]) -> str:
    """The inlines of a whole paragraph: readers strip white space at the ends of lines, so it is written in numbers."""
    lines = _inlines(content, notes).split("\n")
    return "\n".join(_EDGE.sub(_in_numbers, line) for line in lines)


def _in_numbers(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])


def _inlines(content: Sequence[Inline], notes: list[Note]) -> str:
    text = ""
    for index, inline in enumerate(content):
        piece = _inline(inline, notes)
        if isinstance(inline, Emphasis | Strong):
            mark = "*" if isinstance(inline, Emphasis) else "**"
            piece = _delimited(mark, piece, text[-1:], _first(content[index + 1 : index + 2]))
        elif isinstance(inline, Text) and text.endswith("]"):
            piece = re.sub(r"^[(:]", r"\\\g<0>", piece)
        text += SEPARATOR + piece if text.endswith("`") and piece.startswith("`") else piece
    return text


def _first(following: Sequence[Inline]) -> str:
    """The first character that the next inline will print; all but text begin with a mark."""
    match following:
        case []:
            return ""
        case [Text(text), *_]:
            return text[0]
        case [Emphasis() | Strong(), *_]:
            return "*"
        case _:
            return "["


def _delimited(mark: str, inner: str, before: str, after: str) -> str:
    """CommonMark's flanking rules: a mark beside a letter opens or closes only towards another letter."""
    if not inner:
        return ""
    if inner[0].isspace() or inner[0] == "*":
        inner = SEPARATOR + inner
    if inner[-1].isspace() or inner[-1] == "*":
        inner += SEPARATOR
    left = SEPARATOR if before == "*" or _clash(before, inner[0]) else ""
    right = SEPARATOR if after == "*" or _clash(after, inner[-1]) else ""
    return f"{left}{mark}{inner}{mark}{right}"


def _clash(outer: str, inner: str) -> bool:
    return bool(outer) and not inner.isalnum() and not (outer.isspace() or outer in string.punctuation)


def _inline(inline: Inline, notes: list[Note]) -> str:  # noqa: C901, PLR0911 (one case an inline)
    match inline:
        case Text():
            return _CONTROL.sub(_in_numbers, escaped(inline.text))
        case Emphasis() | Strong():
            return _inlines(inline.content, notes)
        case Code():
            return _code(inline.text)
        case Link():
            if inline.content == (Text(inline.target),) and re.match(r"[a-z]+:[^\s<>]*$", inline.target):
                return f"<{inline.target}>"
            return f"[{_inlines(inline.content, notes)}]({_target(inline.target)})"
        case LineBreak():
            return "\\\n"
        case Span():
            language = [f'lang="{inline.language}"'] if inline.language else []
            attributes = " ".join([*(f".{name}" for name in inline.classes), *language])
            return f"[{_inlines(inline.content, notes)}]{{{attributes}}}"
        case Note():
            notes.append(inline)
            return f"[^{len(notes)}]"
        case Citation():
            return print_citation(inline.cites)
        case Placeholder():
            return f"{{{{ {inline.expression} }}}}"
        case _:
            assert_never(inline)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1) if longest else "`"
    edges = text.strip(" ") and (text[0] in "` " or text[-1] in "` ")
    return f"{fence} {text} {fence}" if edges else f"{fence}{text}{fence}"


def _target(target: str) -> str:
    escaped = re.sub(r"[\\<>&]", r"\\\g<0>", target)
    return f"<{escaped}>" if re.search(r"[\s()]", target) or not target else escaped
