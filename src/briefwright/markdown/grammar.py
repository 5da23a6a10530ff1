"""The Markdown that blocks are written in: CommonMark and tables, with the rules of our own.

Our rules are `::: kind {attributes}` containers, `{{ expression }}` placeholders and `[@key]`
citations; notes and spans come from mdit-py-plugins. A rule that meets something wrong leaves a token
of type ``problem`` in its place, so that the parser can tell it with its line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.footnote import footnote_plugin

from briefwright.markdown.citations import read_citation
from briefwright.problems import Code

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNREADABLE = "?"
"""The kind of a container whose opening line cannot be read (which has been told)."""
DEEPEST = 60
"""Nesting of elements beyond which a text is refused (it would be cut, or exhaust the stack)."""

_COLONS = re.compile(r":{3,}|::(?=[ \t]+[a-z])")
_OPENER = re.compile(r"(?=[A-Za-z{])([A-Za-z][\w-]*)?(?:[ \t]*(\{.*\}))?[ \t]*:*$")
_CODE_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_TICKS = re.compile(r"`+")
_PLACEHOLDER = re.compile(r"\{\{(.{0,600}?)\}\}", re.DOTALL)
LONGEST_CITATION = 2000
"""Characters within which the brackets of a citation must close: looking further would cost too much."""


@cache
def grammar() -> MarkdownIt:
    """The parser, made once."""
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 10}).enable("table")
    footnote_plugin(markdown, move_to_end=False, always_match_refs=True)
    attrs_plugin(markdown, after=(), spans=True)
    interrupts = ["paragraph", "reference", "blockquote", "list", "table"]
    markdown.block.ruler.before("fence", "container", _container, {"alt": interrupts})
    markdown.inline.ruler.before("escape", "placeholder", _placeholder)
    markdown.inline.ruler.before("link", "citation", _citation)
    return markdown


def tokenize(text: str) -> tuple[list[Token], dict[str, Any]]:
    """The tokens of a text, and the environment that holds its inline notes."""
    environment: dict[str, Any] = {}
    return grammar().parse(text, environment), environment


def read_attributes(braces: str) -> dict[str, str]:
    """The attributes of `{#id .class key="value"}`; classes together under ``class``.

    Raises ValueError where the braces hold anything else.
    """
    try:
        end, attributes = parse(braces)
    except ParseError as error:
        raise ValueError(braces) from error
    if braces[end + 1 :].strip():
        raise ValueError(braces)
    return {key: re.sub(r"\\(.)", r"\1", value) for key, value in attributes.items()}


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _fence(line: str) -> tuple[str, str] | None:
    """The colons of a line that opens or closes a container, and what stands behind them."""
    match = _COLONS.match(line)
    return (match[0], line[match.end() :].strip()) if match else None


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it calls it so)
    fence = None if state.is_code_block(start) else _fence(_line(state, start))
    if not fence:
        return False
    if silent:
        return True
    colons, opener = fence
    if not opener:
        _problem(state, Code.CONTAINER_UNOPENED, ":::", start)
        state.line = start + 1
        return True
    close, match = _closing_line(state, start, end), _OPENER.match(opener)
    if not match or len(colons) < 3:  # noqa: PLR2004 (three colons)
        _problem(state, Code.CONTAINER_INVALID, _line(state, start).strip(), start)
    elif close is None:
        _problem(state, Code.CONTAINER_UNCLOSED, _line(state, start), start)
    last = end if close is None else close
    _open(state, match, start, last)
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, limit
    state.push("container_close", "div", -1)
    state.line = last if close is None else close + 1
    return True


def _open(state: StateBlock, match: re.Match[str] | None, start: int, last: int) -> None:
    braces = (match and match[2]) or ""
    token = state.push("container_open", "div", 1)
    token.map = [start, last]
    token.info = (match and match[1]) or ("" if match else UNREADABLE)
    try:
        token.meta = {"attributes": read_attributes(braces) if braces else {}}
    except ValueError:
        token.meta = {"attributes": {}}
        _problem(state, Code.ATTRIBUTE_INVALID, braces, start)


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line of the fence that closes the container opened at ``start``; fences inside code do not count."""
    depth, code = 1, ""
    for line in range(start + 1, end):
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return None
        marker = _CODE_FENCE.match(text)
        if code:
            if text.rstrip().startswith(code) and not text.strip(code[0] + " \t"):
                code = ""
        elif marker:
            code = marker[1] or marker[2]
        elif fence := _fence(text):
            depth += 1 if fence[1] else -1
            if not depth:
                return line
    return None


def _placeholder(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it calls it so)
    if not state.src.startswith("{{", state.pos):
        return False
    match = _PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if not match:
        if not silent:
            _problem(state, Code.PLACEHOLDER_UNCLOSED, "{{")
        state.pos += 2
        return True
    if not silent:
        token = state.push("placeholder", "", 0)
        token.content = " ".join(match[1].split())
        token.markup = match[0]
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it calls it so)
    limit = min(state.posMax, state.pos + LONGEST_CITATION)
    if state.src[state.pos] != "[" or state.src.find("@", state.pos, limit) < 0:
        return False
    end = _closing_bracket(state.src, state.pos + 1, limit)
    if end is None or re.match(r"\(|\{(?!\{)", state.src[end + 1 : end + 3]):
        return False
    content = state.src[state.pos + 1 : end]
    cites = read_citation(content)
    if cites == ():
        return False
    if not silent and cites is None:
        _problem(state, Code.CITATION_INVALID, f"[{content}]")
    elif not silent:
        token = state.push("citation", "", 0)
        token.meta = {"cites": cites}
        token.markup = state.src[state.pos : end + 1]
    state.pos = end + 1
    return True


def _closing_bracket(text: str, start: int, end: int) -> int | None:
    """Where the bracket that opened before ``start`` closes; None where another opens before that."""
    position = start
    while position < end:
        match text[position]:
            case "\\":
                position += 1
            case "[":
                return None
            case "]":
                return position
            case "`":
                ticks = _TICKS.match(text, position, end)
                run = ticks[0] if ticks else "`"
                close = re.compile(f"(?<!`){run}(?!`)").search(text, position + len(run), end)
                position = close.end() - 1 if close else position + len(run) - 1
        position += 1
    return None


def _problem(state: StateBlock | StateInline, code: Code, markup: str, line: int | None = None) -> None:
    token = state.push("problem", "", 0)
    token.meta, token.markup = {"code": code}, markup
    if line is not None:
        token.map = [line, line + 1]
