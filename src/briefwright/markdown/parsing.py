"""Text to tree: block tokens become elements; what cannot be shown becomes a problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import unquote

from briefwright.document import (
    CALLOUT_KINDS,
    PART_KINDS,
    Alignment,
    Break,
    Callout,
    CodeBlock,
    Element,
    Elements,
    Figure,
    Heading,
    Inlines,
    LineBreak,
    List,
    Only,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Table,
    Text,
)
from briefwright.markdown.grammar import DEEPEST, UNREADABLE, tokenize
from briefwright.markdown.inlines import read_inlines, refuse_html, tell
from briefwright.markdown.source import LINE_ENDS, Group, Source, grouped
from briefwright.problems import Code, Position, Problem, did_you_mean
from briefwright.walking import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CONTAINERS = ("only", "recommendation", "page-break", *CALLOUT_KINDS)
"""The kinds of `:::` container. Layouts have parts as well, and `slot-…`, which composing fills."""


class Parsed(NamedTuple):
    """A tree and what is wrong with its text."""

    children: Elements
    problems: tuple[Problem, ...]


def parse_markdown(text: str, path: str = "", first_line: int = 1, *, layout: bool = False) -> Parsed:
    """The tree of a text; positions count from ``first_line`` of ``path``. Never raises for content.

    Only a ``layout`` may mark the parts of a document, and the slots that composing fills.
    """
    tokens, environment = tokenize(text)
    notes = environment.get("footnotes", {}).get("list", {})
    source = Source(LINE_ENDS.split(text), path, first_line, notes, layout)
    try:
        children = _read(grouped(tokens), source)
    except RecursionError:
        hint = "look for a row of stars or underscores"
        source.report(Code.NESTING_TOO_DEEP, Position(path, first_line), "this text is nested too deeply", hint)
        children = ()
    return Parsed(children, tuple(dict.fromkeys(source.problems)))


def _read(groups: Sequence[Group], source: Source) -> Elements:
    _read_notes(groups, source)
    children = _elements(groups, source)
    _report_unused(groups, source)
    return children


# ── Notes ────────────────────────────────────────────────────────────────────


def _definitions(groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        if group.token.type == "footnote_reference_open":
            yield group
        yield from _definitions(group.inside)


def _read_notes(groups: Sequence[Group], source: Source) -> None:
    """Notes are read first, so that each mark finds its text."""
    source.in_note = True
    for group in _definitions(groups):
        label, place = group.token.meta["label"], source.start(group.token)
        if label in source.notes:
            hint = "give one of them another name"
            source.report(Code.NOTE_DUPLICATE, place, f"the footnote [^{label}] is defined twice", hint)
        source.notes.setdefault(label, _elements(group.inside, source))
    source.in_note = False


def _report_unused(groups: Sequence[Group], source: Source) -> None:
    for group in _definitions(groups):
        label, place = group.token.meta["label"], source.start(group.token)
        if label not in source.used:
            hint = f"put [^{label}] where it belongs, or delete it"
            source.report(Code.NOTE_UNUSED, place, f"the footnote [^{label}] is never used", hint)


# ── Elements ─────────────────────────────────────────────────────────────────


def _elements(groups: Sequence[Group], source: Source) -> Elements:
    return tuple(element for group in groups for element in _element(group, source))


def _element(group: Group, source: Source) -> Sequence[Element]:
    place = source.start(group.token)
    if group.token.level >= DEEPEST:
        source.report(Code.NESTING_TOO_DEEP, place, "this is nested too deeply", "write it with fewer levels")
        return ()
    return _ELEMENTS[group.token.type](group, place, source)


def _paragraph(group: Group, place: Position, source: Source) -> Sequence[Element]:
    tokens = group.inside[0].token.children or []
    if len(tokens) == 1 and tokens[0].type == "image":
        (image,) = tokens
        alt = "".join(child.content or " " for child in image.children or [])
        source_path = unquote(str(image.attrs["src"]))
        return (Figure(source_path, alt, str(image.attrs.get("title", "")), position=place),)
    content = _trimmed(read_inlines(tokens, source))
    return (Paragraph(content, position=place),) if content else ()


def _trimmed(content: Inlines) -> Inlines:
    """A line without line breaks at its ends, where they part nothing."""
    while content and isinstance(content[0], LineBreak):
        content = content[1:]
    while content and isinstance(content[-1], LineBreak):
        content = content[:-1]
    return content


def _heading(group: Group, place: Position, source: Source) -> Sequence[Element]:
    content = read_inlines(group.inside[0].token.children or [], source)
    return (Heading(int(group.token.tag[1]), _unbroken(content), position=place),)


def _unbroken(content: Inlines) -> Inlines:
    return joined(Text(" ") if isinstance(inline, LineBreak) else inline for inline in content)


def _list(group: Group, place: Position, source: Source) -> Sequence[Element]:
    inside = [child.token for item in group.inside for child in item.inside]
    tight = all(token.hidden for token in inside if token.type == "paragraph_open")
    ordered = group.token.type == "ordered_list_open"
    items = tuple(_elements(item.inside, source) for item in group.inside)
    return (List(items, ordered, int(group.token.attrs.get("start", 1)), tight, position=place),)


def _quote(group: Group, place: Position, source: Source) -> Sequence[Element]:
    return (Quote(_elements(group.inside, source), position=place),)


def _code(group: Group, place: Position, _source: Source) -> Sequence[Element]:
    text = group.token.content
    text = text if text.endswith("\n") or not text else f"{text}\n"
    return (CodeBlock(text, group.token.info.strip(), position=place),)


def _table(group: Group, place: Position, source: Source) -> Sequence[Element]:
    rows = [row for part in group.inside for row in part.inside]
    header, *body = (_row(row, source) for row in rows)
    alignments = tuple(_alignment(str(cell.token.attrs.get("style", ""))) for cell in rows[0].inside)
    return (Table(header, tuple(body), alignments, position=place),)


def _row(row: Group, source: Source) -> tuple[Inlines, ...]:
    source.start(row.token)
    return tuple(_unbroken(read_inlines(cell.inside[0].token.children or [], source)) for cell in row.inside)


def _alignment(style: str) -> Alignment:
    return cast("Alignment", style.removeprefix("text-align:") or None)


def _pause(_group: Group, _place: Position, _source: Source) -> Sequence[Element]:
    return (Break(),)


def _html(group: Group, place: Position, source: Source) -> Sequence[Element]:
    refuse_html(group.token.content, place, source)
    return ()


def _problem(group: Group, place: Position, source: Source) -> Sequence[Element]:
    tell(group.token, place, source)
    return ()


def _definition(_group: Group, _place: Position, _source: Source) -> Sequence[Element]:
    return ()


# ── Containers ───────────────────────────────────────────────────────────────


def _container(group: Group, place: Position, source: Source) -> Sequence[Element]:
    attributes: dict[str, str] = dict(group.token.meta["attributes"])
    kind = group.token.info or attributes.pop("class", "")
    known = _check_container(kind, attributes, place, source)
    children = _elements(group.inside, source)
    if not known:
        return children
    match kind:
        case "only":
            audiences = tuple(re.split(r"[\s,]+", attributes.get("audience", "").strip()))
            return (Only(audiences, children, position=place),)
        case "recommendation":
            to, action, by = (attributes.get(name, "") for name in _ATTRIBUTES["recommendation"])
            return (Recommendation(to, action, by, children, position=place),)
        case "page-break":
            return (Break(page=True), *children)
        case _ if kind in PART_KINDS or kind.startswith("slot-"):
            return (Part(kind, children, position=place),)
        case _:
            return (Callout(kind, attributes.get("title", ""), children, position=place),)


_ATTRIBUTES = {
    "only": ("audience",),
    "recommendation": ("to", "action", "by"),
    **dict.fromkeys(CALLOUT_KINDS, ("title",)),
}


def _check_container(kind: str, attributes: dict[str, str], place: Position, source: Source) -> bool:
    if kind == UNREADABLE:
        return False
    frame = source.layout and (kind in PART_KINDS or kind.startswith("slot-"))
    if kind not in CONTAINERS and not frame:
        hint = did_you_mean(kind, CONTAINERS) or f"there are only, {', '.join(CALLOUT_KINDS)}"
        source.report(Code.CONTAINER_UNKNOWN, place, f'there is no container "{kind}"', hint)
        return False
    known = _ATTRIBUTES.get(kind, ())
    for name in sorted(attributes.keys() - set(known)):
        hint = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "it has none")
        source.report(Code.ATTRIBUTE_UNKNOWN, place, f'"::: {kind}" has no attribute "{name}"', hint)
    if kind == "only" and not attributes.get("audience", "").strip():
        hint = 'write ::: only {audience="un"}'
        source.report(Code.ATTRIBUTE_INVALID, place, '"::: only" does not say for which audience', hint)
    return True


_ELEMENTS: dict[str, Callable[[Group, Position, Source], Sequence[Element]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "code_block": _code,
    "fence": _code,
    "table_open": _table,
    "hr": _pause,
    "html_block": _html,
    "container_open": _container,
    "footnote_reference_open": _definition,
    "problem": _problem,
}
