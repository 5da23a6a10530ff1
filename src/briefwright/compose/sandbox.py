"""The sandbox in which layouts and placeholders run: data in, text out, and nothing else.

Jinja2's immutable sandbox with undefined names refused, and narrower than that: only the syntax that a frame needs,
no attributes but the fields of our own values, and bounds on how often a loop runs. So no text, however small, can
get out, or ask for much time or memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from jinja2 import Template

FILTERS = (
    "default", "first", "join", "last", "length", "list", "lower", "map", "rejectattr", "selectattr", "trim", "upper",
)  # fmt: skip
"""Those of Jinja2's filters that layouts may use."""
MOST_TURNS = 2000
"""How often the loops of one layout may run, all together."""
LARGEST_LAYOUT = 64 * 1024
"""Characters beyond which a layout is refused."""

_LOOP = frozenset({"index", "index0", "first", "last", "length"})
_SYNTAX = frozenset(
    """Template Output TemplateData For If Assign Name Const Getattr Getitem Filter Test Compare Operand And Or Not
    CondExpr Concat Tuple List Call Keyword""".split()
)
"""What a layout may be made of: no macros, blocks, includes, imports, arithmetic, or calls other than `_(…)`."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment without ways out or ways to swell."""

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=StrictUndefined, **options)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.turns = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of one of our values, a key of a mapping, or what a loop tells of itself."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(name=attribute)
        if attribute in fields(obj) or (isinstance(obj, LoopContext) and attribute in _LOOP):
            return getattr(obj, attribute)
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Likewise, or a member of a list."""
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, str(argument))

    def frame(self, source: str) -> Template:
        """A layout, ready to be rendered. Raises TemplateError where it is more than a frame."""
        if len(source) > LARGEST_LAYOUT:
            raise SecurityError("it is longer than any layout need be")
        tree = self.parse(source)
        for node in tree.find_all(nodes.Node):
            _refuse(node)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None)
        self.filters["bounded"] = self._bounded
        return self.from_string(tree)

    def _bounded(self, value: Any) -> list[Any]:
        """The members of a list; the loops of a layout share a number of turns."""
        if isinstance(value, str | bytes) or not isinstance(value, Iterable):
            raise SecurityError("a loop needs a list")
        members = list(value)
        self.turns += len(members)
        if self.turns > MOST_TURNS:
            raise SecurityError("its loops run too often")
        return members


def fields(obj: Any) -> tuple[str, ...]:
    """The names that templates may ask of a value: what it publishes, else its fields."""
    kind = type(obj)
    return tuple(getattr(kind, "__public__", ()) or getattr(kind, "__struct_fields__", ()))


def _refuse(node: nodes.Node) -> None:
    kind = type(node).__name__
    called = isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name == "_")
    if kind not in _SYNTAX or called:
        what = "a call" if called else f'"{kind.lower()}"'
        raise TemplateSyntaxError(f"{what} is not allowed in a layout", node.lineno)
    if isinstance(node, nodes.Assign) and node.find(nodes.Concat):
        raise TemplateSyntaxError("texts may not be joined into a name", node.lineno)
