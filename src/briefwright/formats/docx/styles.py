"""Which style plays which role, and a plain one for each that is lacking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from briefwright.formats.docx.inheriting import cut_mark, local, split_at_marks, w
from briefwright.formats.docx.markup import W, escape
from briefwright.formats.docx.roles import ROLES, style_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.formats.docx.roles import Role

_MOST_ANCESTORS = 20
_NUMBER_STEP = 567


@dataclass(frozen=True, slots=True)
class Styles:
    """`word/styles.xml`, cut where the document's language goes, and what writing needs to know of it.

    ``left`` is where each paragraph role begins, in twentieths of a point; the ``framed`` have a border or
    a ground, so neighbours of one of them make one box. ``number_indent`` is the `w:ind` of numbered
    paragraphs; ``missing`` are the names of styles that were lacking.
    """

    before: str
    after: str
    ids: Mapping[str, str]
    left: Mapping[str, int]
    framed: frozenset[str]
    number_indent: str
    missing: tuple[str, ...]


def read_styles(root: Any) -> Styles:
    """The styles of a Word file, completed."""
    known = _by_name(root)
    ids: dict[str, str] = {}
    missing = [role for role in ROLES if (role.kind, role.name.casefold()) not in known]
    for role in sorted(ROLES, key=_ancestry):
        style = known.get((role.kind, role.name.casefold()))
        ids[role.key] = style.get(w("styleId")) if style is not None else _added(root, role, ids)
    _without_languages(root)
    by_id = {style.get(w("styleId")): style for style in root.iter(w("style"))}
    chains = {role.key: list(_chain(by_id, ids[role.key])) for role in ROLES if role.kind == "paragraph"}
    before, after = split_at_marks(root)
    return Styles(
        before=before,
        after=after,
        ids=ids,
        left={key: _indent(chain, "left", "start") or 0 for key, chain in chains.items()},
        framed=frozenset(key for key, chain in chains.items() if _is_framed(chain)),
        number_indent=_number_indent(chains["numbered"]),
        missing=tuple(role.name for role in missing),
    )


def _ancestry(role: Role) -> int:
    """How far a role is from the first: those that others are based on come first."""
    parents = {each.key: each.based_on for each in ROLES}
    depth, key = 0, role.key
    while key := parents[key]:
        depth += 1
    return depth


def _by_name(root: Any) -> dict[tuple[str, str], Any]:
    """Styles by type and name or alias, in small letters; the first of a name counts, and a name before an alias."""
    styles = [style for style in root.iter(w("style")) if style.get(w("styleId"))]
    named = [(style, name) for style in styles for name in _values(style, "name")]
    aliased = [(style, alias) for style in styles for names in _values(style, "aliases") for alias in names.split(",")]
    found: dict[tuple[str, str], Any] = {}
    for style, name in [*named, *aliased]:
        found.setdefault((style.get(w("type"), "paragraph"), name.strip().casefold()), style)
    return found


def _values(style: Any, tag: str) -> list[str]:
    return [value for child in style.findall(w(tag)) if (value := child.get(w("val")))]


def _added(root: Any, role: Role, ids: Mapping[str, str]) -> str:
    """Adds the plain style of a role, and gives its id."""
    taken = {(style.get(w("styleId")) or "").casefold() for style in root.iter(w("style"))}
    style_id = wanted = re.sub(r"\W", "", role.name.title())
    number = 1
    while style_id.casefold() in taken:
        number += 1
        style_id = f"{wanted}{number}"
    parent = escape(ids[role.based_on]) if role.based_on else ""
    text = style_xml(role, style_id, parent)
    root.append(etree.fromstring(f'<x xmlns:w="{W}">{text}</x>')[0])
    return style_id


def _without_languages(root: Any) -> None:
    """Takes every language out, and marks where the document's goes: a house style has looks, not a language."""
    for language in list(root.iter(w("lang"))):
        language.getparent().remove(language)
    defaults = _child(root, "docDefaults", 0)
    properties = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    properties.append(cut_mark())


def _child(parent: Any, tag: str, place: int) -> Any:
    """The child of that name, made where there is none."""
    child = parent.find(w(tag))
    if child is None:
        child = etree.Element(w(tag))
        parent.insert(place, child)
    return child


# ── What a style inherits ────────────────────────────────────────────────────


def _chain(by_id: Mapping[str, Any], style_id: str) -> Iterator[Any]:
    """The `w:pPr` of a style and of those that it is based on, nearest first; circles end."""
    style = by_id.get(style_id)
    for _ in range(_MOST_ANCESTORS):
        if style is None:
            return
        if (properties := style.find(w("pPr"))) is not None:
            yield properties
        style = by_id.get("".join(_values(style, "basedOn")[:1]))


def _indent(chain: list[Any], *names: str) -> int | None:
    """An indent by one of its names, from the nearest style that has it."""
    found = (
        int(value)
        for properties in chain
        for indent in properties.findall(w("ind"))
        for name in names
        if re.fullmatch(r"-?\d{1,5}", value := indent.get(w(name)) or "")
    )
    return next(found, None)


def _number_indent(chain: list[Any]) -> str:
    """The indent of numbered paragraphs as their style says, repeated in the list: LibreOffice reads it there alone."""
    left, hanging, first = (_indent(chain, *names) for names in (("left", "start"), ("hanging",), ("firstLine",)))
    if left is hanging is first is None:
        left = hanging = _NUMBER_STEP
    turn = f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{first or 0}"'
    return f'<w:ind w:left="{left or 0}" {turn}/>'


def _is_framed(chain: list[Any]) -> bool:
    borders = next((found for properties in chain if (found := properties.find(w("pBdr"))) is not None), ())
    ground = next((found for properties in chain if (found := properties.find(w("shd"))) is not None), None)
    has_border = any(side.get(w("val")) not in {"nil", "none", None} for side in borders if local(side))
    has_ground = ground is not None and ground.get(w("fill"), "auto") != "auto"
    return has_border or has_ground
