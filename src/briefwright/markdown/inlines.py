"""The inside of a paragraph: inline tokens become inlines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from briefwright.document import (
    Citation,
    Elements,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Placeholder,
    Span,
    Strong,
    Text,
    is_language,
)
from briefwright.document import Code as CodeSpan
from briefwright.markdown.source import Group, Source, grouped
from briefwright.problems import Code, Position, did_you_mean
from briefwright.walking import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

SPAN_CLASSES = ("quote", "term", "redact", "name", "title", "statute", "small-caps")
"""The roles that `[…]{.role}` may give to a stretch of text."""

TOLD = {
    Code.CONTAINER_UNCLOSED: ('the container "{markup}" is never closed', "end it with a line of three colons, :::"),
    Code.CONTAINER_INVALID: (
        'this line does not open a container: "{markup}"',
        'write ::: case-study {{title="…"}}, with three colons and the title in braces',
    ),
    Code.CONTAINER_UNOPENED: ("this line of colons closes nothing", "delete it, or open a container above it"),
    Code.ATTRIBUTE_INVALID: ("these braces hold no attributes: {markup}", 'write {{title="…"}}, with straight quotes'),
    Code.CITATION_INVALID: (
        "each part of this citation must name one reference: {markup}",
        "write [@a; @b]",
    ),
    Code.PLACEHOLDER_UNCLOSED: ("a placeholder begins here and does not end", "end it with }}}}"),
}
"""What is said of the problems that the grammar marks."""

_INSTEAD = {
    "br": "end the line with a backslash",
    "b": "write **bold**",
    "strong": "write **bold**",
    "i": "write *italic*",
    "em": "write *italic*",
    "a": "write [words](address)",
    "img": "write ![what it shows](file.png)",
    "div": "write ::: case-study",
    "span": "write [words]{.term}",
    "sup": "write a footnote ^[…] or a citation [@key]",
    "table": "write a Markdown table",
}
_LEFT_OVER = re.compile(r"\]\{[^{}\n]*\}")


class _Slip(NamedTuple):
    """What a slip of the pen leaves in a text, what was probably meant, and whether it counts in a line's midst."""

    pattern: re.Pattern[str]
    hint: str
    anywhere: bool = True


_SIGNS = re.compile(r"[@^#{\[*]")
"""One of these stands in every slip: most texts have none, and are not looked at further."""

_SLIPS = (
    _Slip(re.compile(r"\[@|\[-@"), "is it a citation? write [@key], without a space, and close the bracket"),
    _Slip(re.compile(r"(?<![\w@./])@[A-Za-z][\w-]*\d{4}\w*"), "is it a citation? write [@key]"),
    _Slip(re.compile(r"\^\[|\[\^"), "is it a footnote? write ^[text], and close the bracket"),
    _Slip(
        re.compile(r"^#{1,6}(?=[^\W\d_])|^#{1,6}\xa0"),
        "is it a heading? write ## and an ordinary space",
        anywhere=False,
    ),
    _Slip(
        re.compile(r"(?<!\{)\{\s*(?:facts|organisation|consultation)\."),
        "is it a placeholder? write {{ facts.name }}",
    ),
    _Slip(
        re.compile(r"(?<!!)\[[^\[\]]*\]\("),
        "is it a link? its address must begin with https://, http:// or mailto:",
    ),
    _Slip(re.compile(r"!\[[^\]]*\]\("), "is it a picture? its file name must have no spaces, or stand in <…>"),
    _Slip(re.compile(r"(?<!\*)\*\*(?!\*)\S"), "is it bold? close it with **"),
)
"""The slips that are looked for. A sign behind a backslash is meant as it stands."""


def read_inlines(tokens: Sequence[Token], source: Source) -> Inlines:
    """The inlines of a paragraph, in normal form."""
    return _content(grouped(tokens), source)


def _content(groups: Sequence[Group], source: Source) -> Inlines:
    return joined(inline for group in groups for inline in _inline(group, source))


def _inline(group: Group, source: Source) -> Sequence[Inline]:  # noqa: C901, PLR0911 (one case a kind of token)
    token = group.token
    match token.type:
        case "text" | "text_special":
            return _text(token.content, source)
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (LineBreak(),)
        case "code_inline":
            return (CodeSpan(token.content),)
        case "em_open" | "strong_open" | "link_open" | "span_open":
            return _around(group, source)
        case "placeholder":
            return (Placeholder(token.content, position=source.find(token.markup)),)
        case "citation":
            return (_citation(token, source),)
        case "footnote_ref":
            return _note(token, source)
        case "image":
            hint = "put it in a paragraph of its own"
            source.report(Code.IMAGE_INLINE, source.find("!["), "an image stands inside a sentence", hint)
        case "html_inline":
            refuse_html(token.content, source.find(token.content), source)
        case _:
            tell(token, source.find(token.markup), source)
    return ()


def _text(text: str, source: Source) -> Sequence[Inline]:
    for match in _LEFT_OVER.finditer(text):
        hint = "write [words]{.quote} or [words]{lang=fr}"
        message = f"these braces hold no attributes: {match[0][1:]}"
        if source.unescaped(match[0]):
            source.report(Code.ATTRIBUTE_INVALID, source.find(match[0][1:]), message, hint)
    for slip in _SLIPS if _SIGNS.search(text) else ():
        found = slip.pattern.search(text)
        place = source.unescaped(found[0].strip()) if found else None
        if found and place and (slip.anywhere or source.begins_line(place)):
            shown = text[found.start() : found.start() + 30].strip()
            source.report(Code.MARKUP_SUSPICIOUS, place, f'this would be printed as it stands: "{shown}"', slip.hint)
            break
    return (Text(text),)


def _around(group: Group, source: Source) -> Sequence[Inline]:
    token, place = group.token, source.here()
    content = _content(group.inside, source)
    if internal := str(token.attrs.get("href", "")).startswith("#"):
        place = source.find(f"]({token.attrs['href']}")
    if not content and not internal:
        if token.type == "link_open":
            _wordless(token, source)
        return ()
    match token.type:
        case "em_open":
            return (Emphasis(_without(Emphasis, content)),)
        case "strong_open":
            return (Strong(_without(Strong, content)),)
        case "link_open":
            return (Link(content, _target(token, place, source), position=place),)
        case _:
            return (_span(token, content, place, source),)


def _wordless(token: Token, source: Source) -> None:
    """Tells a link of which a reader would see nothing: a reference to a block that lacks its `#`, say."""
    target = str(token.attrs["href"])
    if target:
        hint = f"write its words in the square brackets; a reference to a block has a #: [](#{target})"
        place = source.find(f"]({target}")
        source.report(Code.LINK_INVALID, place, f'the link to "{target}" has no words', hint)


def _target(token: Token, place: Position, source: Source) -> str:
    target = str(token.attrs["href"])
    if not re.match(r"https?://[^/]|mailto:.|#.", target, re.IGNORECASE) or "%7B%7B" in target:
        hint = "write an address that begins with https://, http:// or mailto:, or #heading"
        source.report(Code.LINK_INVALID, place, f'"{target}" is not an address that a reader can follow', hint)
    within = unquote(target)  # markdown-it writes letters beyond ASCII by their numbers; names have them as they are
    return within if re.fullmatch(r"#[\w.-]+", within) else target


def _without(kind: type[Emphasis | Strong], content: Inlines) -> Inlines:
    """Inlines in which nothing is emphasised anew, in normal form: emphasis within emphasis says nothing."""
    flat: list[Inline] = []
    for inline in content:
        if isinstance(inline, Emphasis | Strong | Link | Span):
            inside = _without(kind, inline.content)
            flat.extend(inside if isinstance(inline, kind) else (replace(inline, content=inside),))
        else:
            flat.append(inline)
    return joined(flat)


def _span(token: Token, content: Inlines, place: Position, source: Source) -> Span:
    attributes = {**token.attrs, **token.meta.get("insecure_attrs", {})}
    classes = tuple(str(attributes.pop("class", "")).split())
    language = attributes.pop("lang", None)
    for name in [*attributes, *(name for name in classes if name not in SPAN_CLASSES)]:
        known = ["lang=…", *(f".{known}" for known in SPAN_CLASSES)]
        hint = did_you_mean(f".{name}", known) or f"there are {', '.join(known)}"
        source.report(Code.ATTRIBUTE_UNKNOWN, place, f'a span has no attribute "{name}"', hint)
    if language is not None and not is_language(str(language)):
        hint = "write a language tag such as fr, ru or sr-Latn"
        source.report(Code.ATTRIBUTE_INVALID, place, f'"{language}" is not a language tag', hint)
        language = None
    return Span(content, classes, str(language) if language else None)


def _citation(token: Token, source: Source) -> Citation:
    place = source.find(token.markup)
    end = source.line, source.column
    source.line, source.column = place.line - source.first_line, place.column - 1
    cites = tuple(replace(cite, position=source.find(f"@{cite.key}")) for cite in token.meta["cites"])
    source.line, source.column = end
    return Citation(cites, position=place)


def _note(token: Token, source: Source) -> Sequence[Inline]:
    label = token.meta.get("label")
    place = source.find(f"[^{label}]" if label else "^[")
    if source.in_note:
        hint = "say it in the note itself"
        source.report(Code.NOTE_NESTED, place, "a footnote cannot stand inside a footnote", hint)
        return ()
    if label:
        children: Elements = _defined(label, place, source)
    else:
        source.in_note = True
        content = read_inlines(source.inline_notes[token.meta["id"]]["tokens"], source)
        source.in_note = False
        children = (Paragraph(content, position=place),) if content else ()
    return (Note(children, position=place),) if children else ()


def _defined(label: str, place: Position, source: Source) -> Elements:
    source.used.add(label)
    if not source.notes.get(label):
        near = did_you_mean(label, [known for known, text in source.notes.items() if text])
        hint = near or f"add a line [^{label}]: with the text of the note"
        source.report(Code.NOTE_MISSING, place, f"the footnote [^{label}] has no text in this file", hint)
    return source.notes.get(label, ())


def refuse_html(markup: str, place: Position, source: Source) -> None:
    """Report raw HTML; comments are for those who write, and pass."""
    refused = any(problem.code is Code.HTML_REFUSED for problem in source.problems)
    if not _without_comments(markup) or (markup.startswith("</") and refused):
        return
    tag = re.match(r"\s*</?([A-Za-z][\w-]*)", markup)
    hint = _INSTEAD.get(tag[1].lower() if tag else "", "write it in Markdown, or put a backslash before the <")
    if "<!--" in markup:
        hint = "put each comment on a line of its own"
    shown = _without_comments(markup).split("\n", 1)[0]
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"  # noqa: PLR2004 (what fits on a line)
    source.report(Code.HTML_REFUSED, place, f"HTML is not allowed here: {shown}", hint)


def _without_comments(markup: str) -> str:
    shown, rest = "", markup
    while (start := rest.find("<!--")) >= 0 and (end := rest.find("-->", start)) >= 0:
        shown, rest = shown + rest[:start], rest[end + 3 :]
    return (shown + rest).strip()


def tell(token: Token, place: Position, source: Source) -> None:
    """Report the problem that a rule of the grammar left in its place."""
    code: Code = token.meta["code"]
    message, hint = TOLD[code]
    source.report(code, place, message.format(markup=token.markup), hint.format())
