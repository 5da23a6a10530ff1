"""YAML 1.2 as data, where every value knows its line and column.

ruamel.yaml gives the events; we build plain data from them ourselves: no tags, no aliases, no dates
(`no` is a language, and a date is text until a field asks for one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefwright.problems import Code, Position, Problem
from briefwright.workspace.files import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]


@dataclass(slots=True, eq=False)
class Stretch:
    """Where a node stands: line and column (of its key, where it has one), the offsets of its value in the text.

    ``inside`` are the stretches of its members, by key or index.
    """

    line: int
    column: int
    start: int
    end: int
    inside: dict[str | int, Stretch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each value of a file, by its path of keys and indexes; of a key where the value is missing."""

    path: str
    whole: Stretch | None = None

    def at(self, *path: str | int) -> Position:
        """The position of a value, or of the nearest thing around it."""
        if self.whole is None:
            return Position(self.path)
        stretch = self.whole
        for step in path:
            if step not in stretch.inside:
                break
            stretch = stretch.inside[step]
        return Position(self.path, stretch.line, stretch.column)

    def stretch(self, *path: str | int) -> Stretch | None:
        """Where exactly a value stands; None where there is none."""
        stretch = self.whole
        for step in path:
            stretch = stretch.inside.get(step) if stretch else None
        return stretch

    def each(self, *path: str | int) -> dict[str | int, Places]:
        """The places of what is inside each member of a collection, by key or index."""
        stretch = self.stretch(*path)
        return {step: Places(self.path, inside) for step, inside in stretch.inside.items()} if stretch else {}

    def below(self, *path: str | int) -> Places:
        """The places of what is inside one value, by paths from there."""
        return Places(self.path, self.stretch(*path))


@dataclass(frozen=True, slots=True)
class Yaml:
    """What a YAML text holds. ``data`` is None where nothing could be read, with the reason in ``problems``."""

    data: Any
    places: Places
    problems: tuple[Problem, ...]


class _RefusedError(Exception):
    """What YAML allows and we do not read."""

    def __init__(self, mark: Any, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem_mark, self.problem, self.hint = mark, message, hint


DEEPEST = 30
"""Levels of nesting beyond which a file is refused."""


def read_yaml(text: str, path: str, line: int = 1) -> Yaml:
    """The data of a YAML text whose first line is ``line`` of the file. Never raises for content.

    The C parser is tried first. It is one for YAML 1.1, which refuses a few texts that 1.2 allows, so that
    the pure one has the last word, and says what is wrong.
    """
    if not re.search("[\x85\u2028\u2029]", text):  # line ends in YAML 1.1, characters in 1.2
        yaml = _read(text, path, line, pure=False)
        if yaml.data is not None:
            return yaml
    return _read(text, path, line, pure=True)


def _read(text: str, path: str, line: int, *, pure: bool) -> Yaml:
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 (25 ms that `--help` need not pay)

    building = _Building(path, line)
    try:
        for event in _events(text, pure=pure):
            building.take(event)
    except (YAMLError, _RefusedError, ValueError) as error:
        return Yaml(None, Places(path), (_unreadable(error, building),))
    return Yaml(building.data, Places(path, building.whole), tuple(building.problems))


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    """What the parser meets in the text. The C parser is asked itself: what ruamel.yaml builds around it costs more."""
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.main import CParser  # type: ignore[attr-defined]  # noqa: PLC0415 (None where only Python is)

    if pure or CParser is None:
        yield from YAML(typ="safe", pure=True).parse(text)
        return
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _unreadable(error: Exception, building: _Building) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = building.position(mark) if mark else Position(building.path, building.line)
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    if isinstance(error, _RefusedError):
        return Problem(Code.YAML_INVALID, place, said, error.hint)
    hint = next((hint for pattern, hint in _HINTS.items() if re.search(pattern, said)), f"the reader says: {said}")
    kind = "JSON" if building.path.endswith(".json") else "YAML"
    return Problem(Code.YAML_INVALID, place, f"the {kind} breaks off here", hint)


_HINTS = {
    r"mapping values are not allowed": "put a text that holds a colon in quotation marks",
    r"found character .*cannot start": "use spaces, not tabs, and put texts with special signs in quotation marks",
    r"could not find expected ':'": "is a colon missing, or the line not indented?",
    r"expected ',' or": "is a comma, a bracket or a quotation mark missing?",
    r"expected <block end>|expected <document start>": "check the indentation of this line and the one above",
    r"unexpected end of stream|while scanning a quoted|found unexpected": "is a quotation mark or bracket missing?",
    r"control characters|special characters": "delete the invisible character",
}


class _Building:
    """Plain data from events, noting the place of each value. Not recursive: the depth of a text costs no stack."""

    def __init__(self, path: str, line: int) -> None:
        self.path, self.line = path, line
        self.data: Any = None
        self.whole: Stretch | None = None
        self.problems: list[Problem] = []
        self.around: list[tuple[Any, Stretch]] = []  # the collections that are open
        self.keys: list[str | None] = []  # for each, the key that waits for its value
        self.documents = 0

    def position(self, mark: Any) -> Position:
        return Position(self.path, self.line + mark.line, mark.column + 1)

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        kind = type(event).__name__
        if getattr(event, "tag", None):
            raise _RefusedError(
                event.start_mark, f"tags ({event.tag}) are not read", "delete the part that begins with !"
            )
        match kind:
            case "ScalarEvent":
                self._scalar(event)
            case "MappingStartEvent" | "SequenceStartEvent":
                self._open(event, {} if kind == "MappingStartEvent" else [])
            case "MappingEndEvent" | "SequenceEndEvent":
                self.keys.pop()
                self.around.pop()[1].end = event.end_mark.index
            case "AliasEvent":
                raise _RefusedError(event.start_mark, "aliases (*name) are not read", "write the value out again")
            case "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    hint = "delete the line ---, or make two files"
                    raise _RefusedError(event.start_mark, "a second document begins here", hint)

    def _scalar(self, event: Any) -> None:
        if self.around and isinstance(self.around[-1][0], dict) and self.keys[-1] is None:
            self._key(event)
        else:
            self._put(_value(event.value) if event.style in {None, ""} else _whole(event.value), event)

    def _key(self, event: Any) -> None:
        collection, around = self.around[-1]
        key = _whole(str(event.value))
        if key in collection:
            hint = "keep one of them"
            place = self.position(event.start_mark)
            self.problems.append(Problem(Code.KEY_DUPLICATE, place, f'the key "{key}" stands here twice', hint))
        else:
            around.inside[key] = self._stretch(event)
        self.keys[-1] = key

    def _open(self, event: Any, collection: Any) -> None:
        if len(self.around) >= DEEPEST:
            raise _RefusedError(event.start_mark, "this is nested too deeply", "write it flatter")
        if self.around and isinstance(self.around[-1][0], dict) and self.keys[-1] is None:
            raise _RefusedError(event.start_mark, "a key must be a word", "put the text in quotation marks")
        self.around.append((collection, self._put(collection, event)))
        self.keys.append(None)

    def _put(self, value: Any, event: Any) -> Stretch:
        """Put a value where it belongs: into the collection around it, under the key that waits."""
        stretch = self._stretch(event)
        if not self.around:
            self.data, self.whole = value, stretch
            return stretch
        collection, around = self.around[-1]
        if isinstance(collection, list):
            around.inside[len(collection)] = stretch
            collection.append(value)
            return stretch
        key, self.keys[-1] = self.keys[-1] or "", None
        if key in collection:  # the first of two stays
            return stretch
        collection[key] = value
        keyed = around.inside[key]
        keyed.start, keyed.end = stretch.start, stretch.end
        return keyed

    def _stretch(self, event: Any) -> Stretch:
        start = event.start_mark
        return Stretch(self.line + start.line, start.column + 1, start.index, event.end_mark.index)


_HALVES = re.compile("[\ud800-\udfff]")


def _whole(text: str) -> str:
    """A text whose characters are whole (JSON may write those beyond U+FFFF as two halves) and can be seen."""
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return CONTROL.sub("\ufffd", text)


_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE_NUMBER = re.compile(r"[-+]?\d{1,18}")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")


def _value(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema)."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and len(text) < 40:  # noqa: PLR2004 (no figure is longer)
        return float(text)
    return text
