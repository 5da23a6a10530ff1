"""Placeholders: `{{ facts.nl_award }}` becomes `€105,000`.

An expression may name a value, choose between values and pass them through our filters; anything else
(a call, a sum, a name that begins with `_`) is refused before it is evaluated, the rest is evaluated in the sandbox.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose.locales import format_amount, format_date, format_fact, format_number, format_percent
from briefwright.document import Elements, Inline, Inlines, Placeholder, Text
from briefwright.problems import Code, Problem, did_you_mean
from briefwright.walking import rewrite
from briefwright.workspace.library import as_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import nodes

    from briefwright.compose.sandbox import Sandbox
    from briefwright.workspace.values import Fact


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact in the locale of the document: printed whole, or by its parts."""

    __public__ = ("value", "unit")

    fact: Fact
    locale: str

    def __str__(self) -> str:
        """The figure as it is printed."""
        return format_fact(self.fact, self.locale)

    @property
    def value(self) -> int | float | str:
        """The bare figure."""
        return self.fact.value

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.fact.unit


LONGEST = 300
"""Characters beyond which an expression is refused."""


class Values(NamedTuple):
    """What placeholders may name, and the locale that they are printed in."""

    names: Mapping[str, Any]
    locale: str


def fill(children: Elements, values: Values) -> tuple[Elements, list[Problem]]:
    """The tree with every placeholder filled, and the problems of those that cannot be."""
    problems: list[Problem] = []

    def filled(inline: Inline) -> Inline:
        if not isinstance(inline, Placeholder):
            return inline
        value = _evaluated(inline, values)
        if isinstance(value, Problem):
            problems.append(value)
            return inline
        return Placeholder(inline.expression, (Text(value),) if value else (), position=inline.position)

    def line(content: Inlines) -> Inlines:
        return tuple(filled(inline) for inline in content)

    return rewrite(children, inlines=line), problems


def _evaluated(placeholder: Placeholder, values: Values) -> str | Problem:  # noqa: PLR0911 (one a way to be wrong)
    from jinja2 import Undefined  # noqa: PLC0415 (40 ms)
    from jinja2.exceptions import TemplateError, TemplateSyntaxError, UndefinedError  # noqa: PLC0415

    place, expression = placeholder.position, placeholder.expression
    if len(expression) > LONGEST:
        hint = "name one value"
        return Problem(Code.PLACEHOLDER_REFUSED, place, "this placeholder is longer than any need be", hint)
    try:
        node = _syntax(expression)
    except TemplateSyntaxError as error:
        hint = "write {{ facts.name }}"
        return Problem(Code.PLACEHOLDER_INVALID, place, f'"{expression}" cannot be read: {error.message}', hint)
    if problem := _refused(node, placeholder) or _unknown(node, placeholder, values):
        return problem
    try:
        value = _value(node, expression, values)
    except UndefinedError as error:
        return Problem(Code.PLACEHOLDER_UNKNOWN, place, f'"{expression}": {error.message}', "check the name")
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return Problem(Code.PLACEHOLDER_INVALID, place, f'"{expression}" has no value: {error}', "check the filter")
    except (RecursionError, SyntaxError, MemoryError):
        return Problem(Code.PLACEHOLDER_REFUSED, place, f'"{expression}" is too deep', "name one value")
    if isinstance(value, Undefined):
        return Problem(Code.PLACEHOLDER_UNKNOWN, place, f'"{expression}" does not exist', "check the name")
    if not isinstance(value, str | int | float | datetime.date | PrintedFact):
        hint = "name one of its values, such as {{ facts.name }}"
        return Problem(Code.PLACEHOLDER_INVALID, place, f'"{expression}" is a group of values, not one', hint)
    return str(value)


@lru_cache(maxsize=1024)
def _syntax(expression: str) -> nodes.Expr:
    from jinja2 import Environment, nodes  # noqa: PLC0415
    from jinja2.exceptions import TemplateSyntaxError  # noqa: PLC0415

    try:
        (output,) = Environment(autoescape=False).parse(f"{{{{ {expression} }}}}").body  # noqa: S701 (only parsed)
        (expr,) = [node for node in output.nodes if not isinstance(node, nodes.TemplateData)]  # type: ignore[attr-defined]
    except (ValueError, RecursionError, MemoryError) as error:
        raise TemplateSyntaxError("it is not one expression", 1) from error
    return expr  # type: ignore[no-any-return]


def _value(node: nodes.Expr, expression: str, values: Values) -> Any:
    """The value of an expression: a name and its fields, as most are, looked up; any other compiled and run."""
    sandbox = _sandbox(values.locale)
    fields: list[str] = []
    while type(node).__name__ == "Getattr":
        fields.append(node.attr)  # type: ignore[attr-defined]
        node = node.node  # type: ignore[attr-defined]
    if type(node).__name__ != "Name":
        return _compiled(expression, values.locale)(**values.names)
    return reduce(sandbox.getattr, reversed(fields), values.names[node.name])  # type: ignore[attr-defined]


@lru_cache(maxsize=1024)
def _compiled(expression: str, locale: str) -> Callable[..., Any]:
    return _sandbox(locale).compile_expression(expression, undefined_to_none=False)


@cache
def _sandbox(locale: str) -> Sandbox:
    from briefwright.compose.sandbox import Sandbox  # noqa: PLC0415

    sandbox = Sandbox(autoescape=False)
    sandbox.filters = {name: _with_locale(function, locale) for name, function in FILTERS.items()}
    return sandbox


def _refused(node: nodes.Expr, placeholder: Placeholder) -> Problem | None:
    """The problem of an expression that does more than name values."""
    for part in _nodes(node):
        kind = type(part).__name__
        private = str(getattr(part, "attr", getattr(part, "name", ""))).startswith("_")
        if kind not in _ALLOWED or private:
            hint = "only a name and a filter may stand here, such as {{ facts.name }}"
            message = f'"{placeholder.expression}" is not allowed'
            return Problem(Code.PLACEHOLDER_REFUSED, placeholder.position, message, hint)
        if kind == "Filter" and part.name not in FILTERS:  # type: ignore[attr-defined]
            name = part.name  # type: ignore[attr-defined]
            hint = did_you_mean(name, FILTERS) or f"there are {', '.join(FILTERS)}"
            return Problem(Code.PLACEHOLDER_REFUSED, placeholder.position, f'there is no filter "{name}"', hint)
    return None


_ALLOWED = frozenset(
    {"Name", "Getattr", "Getitem", "Const", "Filter", "CondExpr", "Compare", "Operand", "And", "Or", "Not"}
)


def _nodes(node: nodes.Node) -> list[nodes.Node]:
    found, waiting = [], [node]
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting += part.iter_child_nodes()
    return found


def _unknown(node: nodes.Expr, placeholder: Placeholder, values: Values) -> Problem | None:
    """The problem of a name that nothing has, with the nearest that there is."""
    place = placeholder.position
    for part in _nodes(node):
        kind = type(part).__name__
        if kind == "Name" and part.name not in values.names:  # type: ignore[attr-defined]
            name = part.name  # type: ignore[attr-defined]
            hint = did_you_mean(name, values.names) or f"there are {', '.join(values.names)}"
            return Problem(Code.PLACEHOLDER_UNKNOWN, place, f'nothing is called "{name}"', hint)
        if kind == "Getattr" and type(part.node).__name__ == "Name":  # type: ignore[attr-defined]
            owner, name = part.node.name, part.attr  # type: ignore[attr-defined]
            value = values.names.get(owner)
            if owner == "facts" and name not in values.names["facts"]:
                hint = did_you_mean(name, values.names["facts"]) or "add it to content/facts.yaml"
                return Problem(Code.FACT_UNKNOWN, place, f'there is no fact "{name}"', hint)
            keys = getattr(value, "__struct_fields__", None)
            if keys and name not in keys:
                hint = did_you_mean(name, keys) or f"there are {', '.join(keys)}"
                return Problem(Code.PLACEHOLDER_UNKNOWN, place, f'"{owner}" has no "{name}"', hint)
    return None


# ── Filters ──────────────────────────────────────────────────────────────────


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, PrintedFact) else value


def _number(value: Any, locale: str) -> str:
    return format_number(_bare(value), locale)


def _amount(value: Any, locale: str, currency: str = "") -> str:
    unit = currency or getattr(value, "unit", "")
    if not unit:
        raise ValueError("it has no currency")
    return format_amount(_bare(value), unit, locale)


def _percent(value: Any, locale: str) -> str:
    return format_percent(_bare(value), locale)


def _date(value: Any, locale: str) -> str:
    date = _as_date(value)
    return format_date(date, locale)


def _year(value: Any, _locale: str) -> str:
    return str(_as_date(value).year)


def _as_date(value: Any) -> datetime.date:
    bare = _bare(value)
    date = bare if isinstance(bare, datetime.date) else as_date(str(bare))
    if date is None:
        raise ValueError(f"{bare} is not a date")
    return date


def _plain(value: Any, _locale: str) -> str:
    return str(_bare(value))


FILTERS: dict[str, Callable[..., str]] = {
    "number": _number,
    "amount": _amount,
    "percent": _percent,
    "date": _date,
    "year": _year,
    "plain": _plain,
}
"""What a value may be passed through: `{{ facts.nl_award | plain }}` gives 105000."""


def _with_locale(function: Callable[..., str], locale: str) -> Callable[..., str]:
    return lambda value, *arguments: function(value, locale, *arguments)
