"""Plain data to typed values, telling every problem of a file in its writer's words.

msgspec stops at the first problem, so what it refuses is taken out, noted with its place, and the rest tried again.
"""

from __future__ import annotations

import copy
import datetime
import re
import types
import typing
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from briefwright.problems import Code, Position, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.workspace.yaml import Path, Places

T = TypeVar("T")

MOST = 100
"""Problems of one file after which the reading of it stops."""

_PATH = re.compile(r" - at `(?:key in )?\$(.*?)(?:\[\.\.\.\].*)?`$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a group of `key: value` lines",
    "null": "nothing",
    "date": "a date such as 2027-11-01",
}


def validated(kind: type[T], data: Any, places: Places) -> tuple[T | None, tuple[Problem, ...]]:
    """The value, or None where too little of it is right; and every problem on the way."""
    try:
        return msgspec.convert(data, kind), ()
    except msgspec.ValidationError:
        return _mended(kind, copy.deepcopy(data), places)


def _mended(kind: type[T], data: Any, places: Places) -> tuple[T | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    gone: dict[Path, list[int]] = {}
    whole = True
    while len(problems) < MOST:
        try:
            value = msgspec.convert(data, kind)
            return value if whole else None, tuple(problems)
        except msgspec.ValidationError as error:
            path, problem = _told(kind, str(error), data, _Shifted(places, gone))
            whole = whole and problem.code is not Code.KEY_MISSING
            if not any(problem.position == told.position or _spares(told, problem) for told in problems):
                problems.append(problem)
            if not path or not _removed(data, path, gone):
                break
    return None, tuple(problems)


def _spares(told: Problem, problem: Problem) -> bool:
    """Whether a misspelt key is the one that is missing, so that once is enough."""
    missing = re.search(r'"(.*)" is missing', problem.message)
    return bool(missing and told.hint == f'did you mean "{missing[1]}"?')


class _Shifted(NamedTuple):
    """Places of a file from whose lists some members have been taken out."""

    places: Places
    gone: dict[Path, list[int]]

    def at(self, *path: str | int) -> Position:
        original: Path = ()
        for step in path:
            for index in sorted(self.gone.get(original, ())):
                step = step + 1 if isinstance(step, int) and index <= step else step  # noqa: PLW2901
            original = (*original, step)
        return self.places.at(*original)


def _told(kind: Any, said: str, data: Any, places: _Shifted) -> tuple[Path, Problem]:
    match = _PATH.search(said)
    steps = _STEP.findall(match[1]) if match else []
    path: Path = tuple(name or int(index) for name, index in steps)
    said = said[: match.start()] if match else said
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", said, re.DOTALL):
        known = [name for struct in _structs(kind, path) for name in _keys(struct)]
        hint = did_you_mean(unknown[1], known) or f"there are {', '.join(dict.fromkeys(known))}"
        path = (*path, unknown[1])
        return path, Problem(Code.KEY_UNKNOWN, places.at(*path), f'there is no key "{unknown[1]}" here', hint)
    if missing := re.fullmatch(r"Object missing required field `(.*)`", said):
        hint = f"add a line {missing[1]}: …"
        place = places.at(*path, missing[1])  # where it stood, if it was taken out: that is told
        return path, Problem(Code.KEY_MISSING, place, f'the key "{missing[1]}" is missing', hint)
    name = f'"{path[-1]}"' if path and isinstance(path[-1], str) else "this"
    return path, Problem(Code.VALUE_INVALID, places.at(*path), *_advice(kind, path, said, name, data))


def _advice(kind: Any, path: Path, said: str, name: str, data: Any) -> tuple[str, str | None]:
    value = _found(data, path)
    if enum := re.fullmatch(r"Invalid enum value '?(.*?)'?", said):
        known = [str(allowed) for part in _at(kind, path) for allowed in _allowed(part) if allowed != ""]
        hint = did_you_mean(enum[1], known)
        return f'{name} cannot be "{enum[1]}": there are {", ".join(known)}', hint
    described = next(filter(None, map(_description, _at(kind, path))), None)
    if described and re.match(r"Expected `\w+` (>=|<=|matching)", said):
        return f'{name} cannot be "{value}"', f"write {described}"
    if "date" in said.lower() or datetime.date in _at(kind, path):
        return f"{name} must be a date", "write it as 2027-11-01"
    if expected := re.match(r"Expected `(.*?)`, got `(.*?)`", said):
        wanted = " or ".join(
            _WORDS.get(part.strip(), part.strip()) for part in expected[1].split("|") if "null" not in part
        )
        got = _WORDS.get(expected[2], expected[2])
        return f"{name} must be {wanted}, not {got}", f"write {described}" if described else _rewritten(
            expected[1], value
        )
    return f"{name}: {said}", None


def _rewritten(wanted: str, value: Any) -> str | None:
    """How a single value would be written rightly."""
    if value is None or isinstance(value, dict | list):
        return None
    if wanted.startswith("str"):
        return f'put it in quotation marks: "{value}"'
    if wanted.startswith("array"):
        return f"write [{value}]"
    return "write true or false" if wanted.startswith("bool") else None


def _found(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _removed(data: Any, path: Path, gone: dict[Path, list[int]]) -> bool:
    around = _found(data, path[:-1])
    if isinstance(around, dict) and path[-1] in around:
        del around[path[-1]]
        return True
    if isinstance(around, list) and isinstance(path[-1], int) and path[-1] < len(around):
        before = gone.setdefault(path[:-1], [])
        before.append(path[-1] + sum(index <= path[-1] for index in sorted(before)))
        del around[path[-1]]
        return True
    return False


# ── What a type allows at a path ─────────────────────────────────────────────


def _parts(kind: Any) -> Iterator[Any]:
    """The members of a union, or the type itself."""
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        for part in typing.get_args(kind):
            yield from _parts(part)
    else:
        yield kind


def _at(kind: Any, path: Path) -> list[Any]:
    kinds = list(_parts(kind))
    for step in path:
        kinds = [part for kind in kinds for inner in _inside(kind, step) for part in _parts(inner)]
    return kinds


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    if isinstance(step, int) and typing.get_origin(kind) in {list, tuple}:
        yield typing.get_args(kind)[0]
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from (field.type for field in msgspec.structs.fields(kind) if field.encode_name == step)


def _structs(kind: Any, path: Path) -> Iterator[type[msgspec.Struct]]:
    yield from (part for part in _at(kind, path) if isinstance(part, type) and issubclass(part, msgspec.Struct))


def _keys(struct: type[msgspec.Struct]) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(struct)]


def _description(kind: Any) -> str | None:
    """What is to be written, where a type says it."""
    return next((meta.description for meta in typing.get_args(kind) if isinstance(meta, msgspec.Meta)), None)


def _allowed(kind: Any) -> tuple[Any, ...]:
    return typing.get_args(kind) if typing.get_origin(kind) is typing.Literal else ()
