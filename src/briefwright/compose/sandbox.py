"""The sandbox in which layouts and placeholders run: data in, text out, and nothing else.

Jinja2's immutable sandbox with undefined names refused, without the filters, globals and operators
by which a small text could ask for a large amount of time or memory.
"""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = (
    "default", "first", "join", "last", "length", "list", "lower", "map", "rejectattr", "selectattr", "trim", "upper",
)  # fmt: skip
"""Those of Jinja2's filters that layouts may use."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment without ways out or ways to swell."""

    intercepted_binops = frozenset({"*", "**", "%", "//"})

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=StrictUndefined, **options)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 (Jinja2 calls it so)
        """Refuse the operators that make large things of small ones."""
        raise SecurityError(f"the operator {operator} is not allowed here")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts and numbers have no attributes here: their methods can make large things of small ones."""
        return not isinstance(obj, str | bytes | int | float) and super().is_safe_attribute(obj, attr, value)
