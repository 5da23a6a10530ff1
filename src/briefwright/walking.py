"""Walking and rewriting the tree: what every step of composing and every check does with it."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, TypeVar, assert_never

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
    Node,
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
    from collections.abc import Callable, Iterable, Iterator

N = TypeVar("N", Inline, Element)


def below(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one, in reading order."""
    match node:
        case Text() | Code() | LineBreak() | CodeBlock() | Figure() | Break():
            return ()
        case Emphasis() | Strong() | Link() | Span() | Citation() | Placeholder() | Paragraph() | Heading():
            return node.content
        case Note() | Quote() | Callout() | Only() | Recommendation() | Part():
            return node.children
        case List():
            return tuple(element for item in node.items for element in item)
        case Table():
            return tuple(inline for row in (node.header, *node.rows) for cell in row for inline in cell)
        case _:
            assert_never(node)


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, each before those below it, in reading order (a note's text where its mark stands)."""
    for node in nodes:
        yield node
        yield from walk(below(node))


def has_contents(children: Elements) -> bool:
    """Whether a table of contents stands in a document. It is a part of its own, never inside another."""
    return any(isinstance(element, Part) and element.kind == "contents" for element in children)


def plain(content: Iterable[Inline]) -> str:
    """The text that a reader sees in a line, without notes."""
    return "".join(_plain(inline) for inline in content)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case LineBreak():
            return "\n"
        case Note():
            return ""
        case Emphasis() | Strong() | Link() | Span() | Citation() | Placeholder():
            return plain(inline.content)
        case _:
            assert_never(inline)


def joined(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines in normal form: neighbouring texts are one, none is empty."""
    result: list[Inline] = []
    for inline in content:
        match inline, result:
            case Text(""), _:
                pass
            case Text(text), [*_, Text(before)]:
                result[-1] = Text(before + text)
            case _:
                result.append(inline)
    return tuple(result)


def rewrite(  # noqa: C901 (one case a kind of node)
    children: Elements,
    *,
    inlines: Callable[[Inlines], Inlines] = lambda content: content,
    elements: Callable[[Elements], Elements] = lambda children: children,
) -> Elements:
    """A tree with every run of inlines and every run of elements replaced, from the leaves up.

    What is inside an element is rewritten before it, so this is not for counting: see `changed`. A node in which
    nothing is replaced is not made anew.
    """

    def line(content: Inlines) -> Inlines:
        return _either(content, inlines(tuple(map(_inline, content))))

    def run(children: Elements) -> Elements:
        return _either(children, elements(tuple(map(_element, children))))

    def _inline(inline: Inline) -> Inline:
        match inline:
            case Text() | Code() | LineBreak():
                return inline
            case Note():
                children = run(inline.children)
                return inline if children is inline.children else replace(inline, children=children)
            case Emphasis() | Strong() | Link() | Span() | Citation() | Placeholder():
                content = line(inline.content)
                return inline if content is inline.content else replace(inline, content=content)
            case _:
                assert_never(inline)

    def _element(element: Element) -> Element:
        match element:
            case CodeBlock() | Figure() | Break():
                return element
            case Paragraph() | Heading():
                content = line(element.content)
                return element if content is element.content else replace(element, content=content)
            case Quote() | Callout() | Only() | Recommendation() | Part():
                children = run(element.children)
                return element if children is element.children else replace(element, children=children)
            case List():
                return replace(element, items=tuple(run(item) for item in element.items))
            case Table():
                header = tuple(line(cell) for cell in element.header)
                rows = tuple(tuple(line(cell) for cell in row) for row in element.rows)
                return replace(element, header=header, rows=rows)
            case _:
                assert_never(element)

    return run(children)


def _either(before: tuple[N, ...], after: tuple[N, ...]) -> tuple[N, ...]:
    """What was there before, if it is the same; so that whoever holds it sees that nothing changed."""
    return before if len(before) == len(after) and all(map(is_, before, after)) else after


def changed(children: Elements, change: Callable[[Element], Element]) -> Elements:
    """A tree with every element changed, in reading order: each before those inside it. For numbers and names."""

    def inside(element: Element) -> Element:
        match element:
            case Quote() | Callout() | Only() | Recommendation() | Part():
                return replace(element, children=changed(element.children, change))
            case List():
                return replace(element, items=tuple(changed(item, change) for item in element.items))
            case Paragraph() | Heading() | CodeBlock() | Table() | Figure() | Break():
                return element
            case _:
                assert_never(element)

    return tuple(inside(change(element)) for element in children)


def link_words(content: Inlines, opened: tuple[type[Link | Span], ...]) -> Inlines:
    """Words that may stand in a link: without marks of notes, and of the opened kinds only what they hold."""

    def unwrapped(content: Inlines) -> Inlines:
        kept: list[Inline] = []
        for inline in content:
            if isinstance(inline, opened):
                kept.extend(inline.content)
            elif not isinstance(inline, Note):
                kept.append(inline)
        return joined(kept)

    (paragraph,) = rewrite((Paragraph(content),), inlines=unwrapped)
    return paragraph.content if isinstance(paragraph, Paragraph) else ()


def settled(children: Elements) -> Elements:
    """The tree as its reader sees it: citations and placeholders give way to their content, in normal form."""

    def settle(content: Inlines) -> Inlines:
        flat: list[Inline] = []
        for inline in content:
            if isinstance(inline, Citation | Placeholder):
                flat.extend(inline.content)
            elif not isinstance(inline, Emphasis | Strong | Span | Link) or inline.content:
                flat.append(inline)
        return joined(flat)

    return rewrite(children, inlines=settle)
