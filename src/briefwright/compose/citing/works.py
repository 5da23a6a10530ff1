"""The works that are cited, and one cite of one, as citeproc-py's elements ask for them.

citeproc-py's own classes warn of fields they do not know, make keys small, and stumble over a
locator that is a string; these hold whatever a reference holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citeproc.source import Date, DateRange, LiteralDate, Locator, VariableError

from briefwright.compose.citing.text import CONTENT, apostrophes, content, escaped, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""CSL-JSON's two names that are not those of CSL."""


_RESOLVER = re.compile(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", re.IGNORECASE)


class Reference(dict[str, Any]):
    """The variables of a work. citeproc-py asks for `container-title` and `container_title` alike."""

    def __getitem__(self, name: str) -> Any:
        """The variable, or the error by which citeproc-py leaves things out."""
        try:
            return super().__getitem__(name.replace("_", "-"))
        except KeyError:
            raise VariableError from None

    __getattr__ = __getitem__

    def __contains__(self, name: object) -> bool:
        """Whether the variable has a value."""
        return super().__contains__(str(name).replace("_", "-"))

    def get(self, name: str, default: Any = None) -> Any:
        """The variable, or a default."""
        return super().get(name.replace("_", "-"), default)


class Name(NamedTuple):
    """A name, of which everything is content but the given names, which may become initials."""

    given: str
    family: str
    dropping: str = ""
    particle: str = ""
    suffix: str = ""

    def parts(self) -> tuple[str, ...]:
        """Given names, family name or the name of a body, dropping and other particle, suffix."""
        return tuple(self)


_ADDED = ("first-reference-note-number", "citation-number", "year-suffix")
"""The variables that are not the work's own; the last stands in its date as well."""


class Item:
    """One cite of a work, and what becomes known while it is rendered. Those of which the same is known are equal."""

    def __init__(self, key: str, work: Reference, locator: tuple[str, str] | None = None, source: str = "") -> None:
        self.key = key
        self.reference = work
        self.source = source
        self.positions: frozenset[str] = frozenset({"first"})
        self.disambiguate = self.sorting = self.substituting = False
        self.shown_names = 0
        self.homonyms: frozenset[str] = frozenset()
        self.number = 0
        self.suppressed: set[str] = set()
        self.called = self.shown = 0
        self._place = locator
        self._locator = Locator(locator[0] or "page", locator[1]) if locator else None

    def known(self) -> tuple[Any, ...]:
        """All that what a style makes of it can depend on: the work as it was written, and what composing found out."""
        added = [self.reference.get(name) for name in _ADDED]
        names = self.disambiguate, self.homonyms, self.shown_names
        return (self.source, *added, self._place, self.positions, *names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and self.known() == other.known()

    def __hash__(self) -> int:
        return hash(self.known())

    @property
    def has_locator(self) -> bool:
        """Whether a place in the work is named."""
        return self._locator is not None

    @property
    def locator(self) -> Any:
        """The place in the work."""
        if self._locator is None:
            raise VariableError
        return self._locator

    def has(self, variable: str) -> bool:
        """Whether a variable has a value that may still be shown."""
        if variable == "locator":
            return self.has_locator
        return variable in self.reference and variable not in self.suppressed

    def get_field(self, variable: str) -> Any:
        """The variable, or none."""
        return self.reference.get(variable)

    def call(self, *variables: str) -> bool:
        """Whether any of the variables that are asked for here will be shown."""
        shown = [variable for variable in variables if self.has(variable)]
        self.called += variables != ("year-suffix",)
        self.shown += len(shown)
        if self.substituting:
            self.suppressed.update(shown)
        return bool(shown)


def reference(item: Mapping[str, Any]) -> Reference:
    """The variables of a CSL-JSON item."""
    values = {_NAMES.get(name, name): _value(value) for name, value in item.items() if name not in {"id", "custom"}}
    result = Reference({name: value for name, value in values.items() if value})
    result.setdefault("type", "document")
    if "DOI" in result:
        result["DOI"] = _RESOLVER.sub("", str(result["DOI"]))
    return result


def _value(value: Any) -> Any:
    match value:
        case [dict(), *_]:
            return [_name(name) for name in value if isinstance(name, dict)]
        case dict():
            return _date(value)
        case str() | int() | float():
            return str(value)
        case _:
            return None


def _name(fields: Mapping[str, Any]) -> Name:
    def part(name: str) -> str:
        return marked(CONTENT, apostrophes(escaped(str(fields.get(name) or ""))))

    if fields.get("literal"):
        return Name("", part("literal"))
    given = apostrophes(escaped(str(fields.get("given") or "")))
    return Name(given, part("family"), part("dropping-particle"), part("non-dropping-particle"), part("suffix"))


def _date(value: Mapping[str, Any]) -> Any:
    """A date, a range or words. A date without a year is no date."""
    dates = [made for parts in value.get("date-parts") or () if (made := _single_date(parts, value))]
    if dates:
        return DateRange(begin=dates[0], end=dates[1], circa=dates[0].circa) if dates[1:] else dates[0]
    words = value.get("literal") or value.get("raw")
    return LiteralDate(content(str(words))) if words else None


def _single_date(parts: Any, value: Mapping[str, Any]) -> Any:
    texts = [str(part) for part in parts or ()]
    numbers = [int(text) for text in texts if re.fullmatch(r"-?\d{1,4}", text)]
    if not numbers or len(numbers) < len(texts):
        return None
    date = Date(**dict(zip(("year", "month", "day"), numbers, strict=False)), circa=bool(value.get("circa")))
    if "month" not in date and str(value.get("season")) in {"1", "2", "3", "4"}:
        date.season = int(value["season"])
    return date
