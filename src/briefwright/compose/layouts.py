"""Layouts: Jinja2 frames in Markdown, with slots where the sections and the references go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefwright.document import Element, Elements, Part
from briefwright.markdown import parse_markdown
from briefwright.markdown.escaping import escape_markdown
from briefwright.problems import Code, Position, Problem
from briefwright.walking import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template

    from briefwright.compose.sandbox import Sandbox
    from briefwright.workspace.values import Section

REFERENCES, CONTENTS, MATRIX, ABBREVIATIONS = (
    f"slot-{name}" for name in ("references", "contents", "matrix", "abbreviations")
)
"""The slots that are filled with what a document gathers from itself."""


class Raw(str):
    """Markdown that stands in the layout as it is; every other value is escaped."""

    __slots__ = ()


def slot(name: str) -> Raw:
    """The Markdown of a place that composing fills with a tree."""
    return Raw(f"\n\n::: {name}\n:::\n\n")


@dataclass(frozen=True, slots=True)
class SectionView:
    """What a layout sees of a section: its words, and ``content``, the slot that stands for its blocks."""

    __public__ = ("name", "heading", "part", "number", "question", "empty", "content")

    name: str
    heading: str
    part: str
    number: str
    question: str
    empty: bool
    content: Raw


def view(section: Section, number: int, *, empty: bool, label: str = "") -> SectionView:
    """The view of a section, whose slot is `slot-<number>`; a label stands before its heading."""
    heading = " ".join(filter(None, (label, section.heading)))
    own, place = str(section.number), slot(f"slot-{number}")
    own += "." * own[-1:].isalnum()
    return SectionView(section.name, heading, section.part, own, section.question, empty, place)


def lay_out(
    template: str, path: str, names: Mapping[str, Any], translate: Callable[[str], str]
) -> tuple[Elements, list[Problem]]:
    """The tree of a layout, slots included."""
    from jinja2.exceptions import TemplateError, TemplateSyntaxError  # noqa: PLC0415 (40 ms)

    try:
        sandbox, frame = _frame(template)
        sandbox.turns = 0
        markdown = frame.render({**names, "_": translate})
    except TemplateSyntaxError as error:
        return (), [_invalid(path, error.lineno, error.message or "it cannot be read")]
    except (RecursionError, MemoryError, SyntaxError):
        return (), [_invalid(path, 1, "it is too deep")]
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return (), [_invalid(path, _line(error), str(error))]
    parsed = parse_markdown(markdown, path, layout=True)
    return parsed.children, [_invalid(path, 1, f"filled in, {problem.message}") for problem in parsed.problems]


@lru_cache(maxsize=32)
def _frame(template: str) -> tuple[Sandbox, Template]:
    """A layout, compiled once for all documents that it frames."""
    from briefwright.compose.sandbox import Sandbox  # noqa: PLC0415

    sandbox = Sandbox(autoescape=False, finalize=_escaped, trim_blocks=True, lstrip_blocks=True)
    sandbox.filters["lines"] = _lines
    return sandbox, sandbox.frame(template)


def _escaped(value: Any) -> str:
    if isinstance(value, Raw):
        return value
    if value is None:
        return ""
    return escape_markdown(" ".join(re.split(r"[\r\n]+", str(value).strip("\r\n"))))


def _lines(value: Any) -> Raw:
    """A filter: a text of several lines, such as an address, as lines of one paragraph."""
    return Raw("\\\n".join(escape_markdown(line.strip()) for line in re.split(r"[\r\n]+", str(value).strip())))


def _invalid(path: str, line: int, message: str) -> Problem:
    return Problem(Code.LAYOUT_INVALID, Position(path, line), f"the layout cannot be used: {message}", None)


def _line(error: BaseException) -> int:
    """The line of the template at which it stopped (Jinja2 rewrites tracebacks to say so)."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def fill_slots(children: Elements, filling: Mapping[str, Elements]) -> Elements:
    """The tree with each slot replaced by what goes there."""

    def filled(run: Elements) -> Elements:
        whole: list[Element] = []
        for element in run:
            if isinstance(element, Part) and element.kind in filling:
                whole.extend(filling[element.kind])
            else:
                whole.append(element)
        return tuple(whole)

    return rewrite(children, elements=filled)
