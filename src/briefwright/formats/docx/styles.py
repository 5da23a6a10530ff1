"""Which style plays which role, and a plain one for each that is lacking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from briefwright.formats.docx.cleaning import clean
from briefwright.formats.docx.inheriting import cut_mark, local, split_at_marks, w
from briefwright.formats.docx.markup import W, escape
from briefwright.formats.docx.matching import Match, is_default, kind_of, match_styles, name_of
from briefwright.formats.docx.opening import RefusedError
from briefwright.formats.docx.roles import ROLES, style_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefwright.formats.docx.matching import How, Wanted
    from briefwright.formats.docx.roles import Role
    from briefwright.problems import Problem

_MOST_ANCESTORS = 20
_MOST_STYLES = 10_000
"""Styles beyond which a file is refused: a template has some hundreds."""
_NUMBER_STEP = 567
_TEXT_WIDTH = 9026
_KINDS = {"paragraph", "character", "table"}
_AFTER_LANGUAGE = frozenset({"eastAsianLayout", "specVanish", "oMath"})


@dataclass(frozen=True, slots=True)
class Styles:
    """`word/styles.xml`, cut where the document's language goes, and what writing needs to know of it.

    ``left`` is where each paragraph role begins, in twentieths of a point; the ``framed`` have a border or
    a ground, so neighbours of one of them make one box. ``number_indent`` is the `w:ind` of numbered
    paragraphs; ``missing`` are the names of styles that were lacking; ``matches`` say of each role which
    style plays it; ``idle`` are the names of the file's own styles that play none.
    """

    before: str
    after: str
    ids: Mapping[str, str]
    left: Mapping[str, int]
    framed: frozenset[str]
    number_indent: str
    missing: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    idle: tuple[str, ...] = ()


def read_styles(
    root: Any, numbers: frozenset[str] = frozenset(), wanted: Sequence[Wanted] = (), width: int = _TEXT_WIDTH
) -> tuple[Styles, tuple[Problem, ...]]:
    """The styles of a Word file, completed, and what is wrong with the mapping.

    ``numbers`` are its lists, ``width`` is that of its text in twentieths of a point.
    """
    if root.tag != w("styles"):
        raise RefusedError("its styles are damaged", "open it in Word or LibreOffice, and save it anew")
    if sum(1 for _ in root.iter(w("style"))) > _MOST_STYLES:
        raise RefusedError(f"it has more than {_MOST_STYLES} styles", "delete those that nothing uses")
    clean(root)
    matching = match_styles(root, wanted)
    idle = _idle(root, [style for style, _ in matching.found.values()])
    matches = tuple(_match(role, matching.found) for role in ROLES)
    ids = {key: style.get(w("styleId")) for key, (style, _) in matching.found.items()}
    _complete(root, ids, width)
    _without_languages(root)
    by_id = {style.get(w("styleId")): style for style in root.iter(w("style"))}
    _without_dangling(root, by_id, numbers)
    chains = {role.key: list(_chain(by_id, ids[role.key])) for role in ROLES if role.kind == "paragraph"}
    before, after = split_at_marks(root)
    styles = Styles(
        before=before,
        after=after,
        ids={role.key: ids[role.key] for role in ROLES},
        left={key: _indent(chain, "left", "start") or 0 for key, chain in chains.items()},
        framed=frozenset(key for key, chain in chains.items() if _is_framed(chain)),
        number_indent=_number_indent(chains["numbered"]),
        missing=tuple(match.role.name for match in matches if match.how == "added"),
        matches=matches,
        idle=idle,
    )
    return styles, matching.problems


def _match(role: Role, found: Mapping[str, tuple[Any, How]]) -> Match:
    style, how = found.get(role.key, (None, "added"))
    return Match(role, role.name if style is None else name_of(style), how)


@cache
def _parents_first() -> tuple[Role, ...]:
    """The roles, those that others are based on before them."""
    parents = {role.key: role.based_on for role in ROLES}

    def depth(key: str) -> int:
        return 1 + depth(parents[key]) if parents[key] else 0

    return tuple(sorted(ROLES, key=lambda role: depth(role.key)))


def _idle(root: Any, playing: list[Any]) -> tuple[str, ...]:
    """The styles that play no role and that a mapping may want to name: those that somebody made, if the file says so.

    LibreOffice does not say it, so that all of its styles are named.
    """
    idle = [style for style in root.iter(w("style")) if style not in playing and kind_of(style) in _KINDS]
    made = [style for style in idle if style.get(w("customStyle")) in {"1", "true", "on"}]
    return tuple(name for style in made or idle if (name := name_of(style)) and not is_default(style))


def _lined_up(role: Role, width: int) -> Role:
    """A role whose page numbers, those of contents, stand one below the other at the end of the line."""
    if not role.key.startswith("toc-"):
        return role
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    return role._replace(paragraph=tabs + role.paragraph)


def _complete(root: Any, ids: dict[str, str], width: int) -> None:
    """Adds a plain style for each role that has none, and puts its id to the others."""
    styles = list(root.iter(w("style")))
    _with_default(styles, ids.get("normal"))
    taken_ids = {(style.get(w("styleId")) or "").casefold() for style in styles}
    taken_names = {name_of(style).casefold() for style in styles}
    for role in _parents_first():
        if role.key not in ids:
            style_id = ids[role.key] = _free(re.sub(r"\W", "", role.name.title()), taken_ids)
            named = _lined_up(role, width)._replace(name=_free(role.name, taken_names, " "))
            parent = escape(ids[role.based_on]) if role.based_on else ""
            root.append(etree.fromstring(f'<x xmlns:w="{W}">{style_xml(named, style_id, parent)}</x>')[0])


def _with_default(styles: list[Any], normal_id: str | None) -> None:
    """Lets paragraphs without a style be Normal where no style says that it is theirs: LibreOffice may forget it."""
    if not any(kind_of(style) == "paragraph" and is_default(style) for style in styles):
        for style in styles:
            if style.get(w("styleId")) == normal_id and kind_of(style) == "paragraph":
                style.set(w("default"), "1")


def _free(wanted: str, taken: set[str], between: str = "") -> str:
    """The wanted text, or one with a number behind it that nothing else has."""
    found, number = wanted, 1
    while found.casefold() in taken:
        number += 1
        found = f"{wanted}{between}{number}"
    taken.add(found.casefold())
    return found


def _without_languages(root: Any) -> None:
    """Takes every language out, and marks where the document's goes: a house style has looks, not a language."""
    for language in list(root.iter(w("lang"))):
        language.getparent().remove(language)
    defaults = _child(root, "docDefaults", 0)
    properties = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    later = (index for index, child in enumerate(properties) if not child.tag.startswith(f"{{{W}}}"))
    named = (index for index, child in enumerate(properties) if local(child) in _AFTER_LANGUAGE)
    properties.insert(min((*later, *named), default=len(properties)), cut_mark())


def _child(parent: Any, tag: str, place: int) -> Any:
    """The child of that name, made where there is none."""
    child = parent.find(w(tag))
    if child is None:
        child = etree.Element(w(tag))
        parent.insert(place, child)
    return child


def _without_dangling(root: Any, by_id: Mapping[str, Any], numbers: frozenset[str]) -> None:
    """Takes out what refers to styles and lists that are not there."""
    for element in list(root.iter(w("basedOn"), w("next"), w("link"))):
        if element.get(w("val")) not in by_id:
            element.getparent().remove(element)
    for element in list(root.iter(w("numPr"))):
        num = element.find(w("numId"))
        if num is not None and num.get(w("val")) not in numbers | {"0"}:
            element.getparent().remove(element)


# ── What a style inherits ────────────────────────────────────────────────────


def _chain(by_id: Mapping[str, Any], style_id: str) -> Iterator[Any]:
    """The `w:pPr` of a style and of those that it is based on, nearest first; circles end."""
    style = by_id.get(style_id)
    for _ in range(_MOST_ANCESTORS):
        if style is None:
            return
        if (properties := style.find(w("pPr"))) is not None:
            yield properties
        base = style.find(w("basedOn"))
        style = by_id.get(base.get(w("val"))) if base is not None else None


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
