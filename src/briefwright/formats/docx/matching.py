"""Which style of a Word file plays which role: by a mapping, else by its name, which Word keeps in English.

Never by its id: ids are translated, and cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from briefwright.formats.docx.inheriting import w
from briefwright.formats.docx.roles import ROLES
from briefwright.problems import Code, Position, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefwright.formats.docx.roles import Role

How = Literal["mapping", "name", "alias", "other name", "default", "added"]

_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "link": ("Internet Link",),
    "quote": ("Quotations", "Block Quotation"),
    "code": ("Preformatted Text",),
    "inline-code": ("Source Text",),
    "contents-title": ("Contents Heading",),
    "reference": ("Bibliography",),
    "header": ("Header and Footer",),
    "footer": ("Header and Footer",),
    "table-cell": ("Table Contents",),
    "table-header": ("Table Heading",),
    "figure": ("Figure", "Illustration"),
}
"""Names under which LibreOffice and Word have a style that does what a role asks for."""


class Wanted(NamedTuple):
    """A line of a mapping: the style of that name is to play the role; and where this is said."""

    role: str
    name: str
    position: Position


class Match(NamedTuple):
    """The style that plays a role, by its name in the file, and how it was found; one that was added is a plain one."""

    role: Role
    name: str
    how: How


class Matching(NamedTuple):
    """The styles found, by role, and what is wrong with the mapping."""

    found: Mapping[str, tuple[Any, How]]
    problems: tuple[Problem, ...]


def match_styles(root: Any, wanted: Sequence[Wanted]) -> Matching:
    """The styles of `w:styles` that play roles."""
    styles = [style for style in root.iter(w("style")) if style.get(w("styleId"))]
    mapped, problems = _mapped(styles, wanted)
    index = _index(styles)
    named = {role.key: found for role in ROLES if (found := _by_name(role, index))}
    normal = next((style for style in styles if kind_of(style) == "paragraph" and is_default(style)), None)
    default: dict[str, tuple[Any, How]] = {} if normal is None else {"normal": (normal, "default")}
    return Matching({**default, **named, **mapped}, tuple(problems))


def name_of(style: Any) -> str:
    """The name of a style."""
    return next(iter(_values(style, "name")), "").strip()


def kind_of(style: Any) -> str:
    """Whether it is a style of paragraphs, characters, tables, or lists (`numbering`)."""
    return str(style.get(w("type"), "paragraph"))


def is_default(style: Any) -> bool:
    """Whether it is the style of what names none."""
    return style.get(w("default")) in {"1", "true", "on"}


def _values(style: Any, tag: str) -> list[str]:
    return [value for child in style.findall(w(tag)) if (value := child.get(w("val")))]


# ── By name ──────────────────────────────────────────────────────────────────

_Index = dict[tuple[str, str], tuple[Any, "How"]]


def _index(styles: list[Any]) -> _Index:
    """Styles by kind and name: as it is written, then in small letters, then by alias; the first of a name counts.

    As it is written, since a file saved by LibreOffice has its own "Caption" before our "caption".
    """
    found: _Index = {}
    for style in styles:
        found.setdefault((kind_of(style), name_of(style)), (style, "name"))
    for style in styles:
        found.setdefault((kind_of(style), _folded(name_of(style))), (style, "name"))
    for style in styles:
        for names in _values(style, "aliases"):
            for alias in names.split(","):
                found.setdefault((kind_of(style), _folded(alias)), (style, "alias"))
    return found


def _folded(name: str) -> str:
    return name.strip().casefold()


def _by_name(role: Role, index: _Index) -> tuple[Any, How] | None:
    found = index.get((role.kind, role.name)) or index.get((role.kind, _folded(role.name)))
    if found:
        return found
    others = (index.get((role.kind, _folded(name))) for name in _OTHER_NAMES.get(role.key, ()))
    return next(((style, "other name") for style, _ in filter(None, others)), None)


# ── By mapping ───────────────────────────────────────────────────────────────


def _mapped(styles: list[Any], wanted: Sequence[Wanted]) -> tuple[dict[str, tuple[Any, How]], list[Problem]]:
    roles = {role.key: role for role in ROLES}
    found: dict[str, tuple[Any, How]] = {}
    problems: list[Problem] = []
    for line in wanted:
        role = roles.get(line.role)
        if role is None:
            hint = did_you_mean(line.role, roles) or "see: briefwright styles check FILE"
            message = f'there is no role "{line.role}" for a style to play'
            problems.append(Problem(Code.ROLE_UNKNOWN, line.position, message, hint))
            continue
        named = [style for style in styles if _folded(line.name) in _all_names(style)]
        fitting = [style for style in named if kind_of(style) == role.kind]
        if fitting:
            exact = (style for style in fitting if name_of(style) == line.name)
            found[role.key] = (next(exact, fitting[0]), "mapping")
        else:
            problems.append(_of_other_kind(line, role, named[0]) if named else _missing(line, role, styles))
    return found, problems


def _all_names(style: Any) -> set[str]:
    aliases = (alias for names in _values(style, "aliases") for alias in names.split(","))
    return {_folded(name) for name in (name_of(style), *aliases)}


_KINDS = {"paragraph": "a paragraph style", "character": "a character style", "table": "a table style"}


def _of_other_kind(line: Wanted, role: Role, style: Any) -> Problem:
    kind = _KINDS.get(kind_of(style), "a list style")
    message = f'"{line.name}" is {kind}, and the role "{role.key}" needs {_KINDS[role.kind]}'
    return Problem(Code.STYLE_KIND, line.position, message, "name another, or make one in Word")


def _missing(line: Wanted, role: Role, styles: list[Any]) -> Problem:
    known = [name_of(style) for style in styles if kind_of(style) == role.kind]
    hint = _shown_as(line, styles) or _near(line.name, known) or "see: briefwright styles check FILE"
    message = f'the house style has no style "{line.name}", which is to play the role "{line.role}"'
    return Problem(Code.STYLE_MISSING, line.position, message, hint)


def _near(name: str, known: Sequence[str]) -> str | None:
    import difflib  # noqa: PLC0415 (only where something is wrong)

    folded = {_folded(each): each for each in known}
    near = [f'"{folded[each]}"' for each in difflib.get_close_matches(_folded(name), folded, n=3, cutoff=0.6)]
    return f"did you mean {' or '.join(near)}?" if near else None


def _shown_as(line: Wanted, styles: list[Any]) -> str | None:
    """Word shows its own styles by translated names, of which a file has no more than a trace, in the id."""
    squeezed = re.sub(r"[^A-Za-z0-9]", "", line.name)
    names = (name_of(style) for style in styles if squeezed and style.get(w("styleId")) == squeezed)
    return next((f'the file calls it "{name}"' for name in names), None)
