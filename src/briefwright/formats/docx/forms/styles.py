"""What the styles of a form say of its paragraphs: which are headings, which are numbered, which are not shown."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from briefwright.formats.docx.inheriting import w

_MOST_ANCESTORS = 20
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|заголовок) ?([1-9])")


def is_on(parent: Any, tag: str) -> bool | None:
    """Whether a property that is either on or off is on; None where nothing is said."""
    found = None if parent is None else parent.find(w(tag))
    return None if found is None else found.get(w("val"), "true") not in {"0", "false", "off", "none"}


class Style(NamedTuple):
    """A style with what it inherits: ``level`` of a heading (0: none), its list, whether it is bold or hidden."""

    name: str = ""
    level: int = 0
    numbering: Any = None
    bold: bool = False
    hidden: bool = False


class Styles:
    """The styles of a form by their ids."""

    def __init__(self, root: Any) -> None:
        elements: list[Any] = [] if root is None else list(root.iter(w("style")))
        self._elements = {element.get(w("styleId")): element for element in elements}
        default = (e for e in elements if e.get(w("type")) == "paragraph" and e.get(w("default")) in {"1", "true"})
        self._default = next((element.get(w("styleId")) for element in default), None)
        self._known: dict[str | None, Style] = {}

    def of_paragraph(self, properties: Any) -> Style:
        """The style of a paragraph, by its `w:pPr`."""
        named = None if properties is None else properties.find(w("pStyle"))
        return self.style(self._default if named is None else named.get(w("val")))

    def style(self, key: str | None) -> Style:
        """The style of that id; a plain one where there is none."""
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def _read(self, key: str | None) -> Style:
        lineage = self._lineage(key)
        names = [_value(element, "name").lower() for element in lineage]
        levels = filter(None, (_outline(element.find(w("pPr"))) for element in lineage))
        named = (int(found[1]) for name in names if (found := _HEADING.fullmatch(name)))
        lists = (element.find(f"{w('pPr')}/{w('numPr')}") for element in lineage)
        return Style(
            names[0] if names else "",
            next(levels, 0) or next(named, 0),
            next((each for each in lists if each is not None), None),
            _first(lineage, "b"),
            _first(lineage, "vanish"),
        )

    def _lineage(self, key: str | None) -> list[Any]:
        found: list[Any] = []
        while key in self._elements and len(found) < _MOST_ANCESTORS:
            found.append(self._elements[key])
            key = _value(found[-1], "basedOn") or None
        return found


def heading_level(properties: Any, style: Style) -> int:
    """The level of the heading that a paragraph is, by itself or its style; 0 for other text."""
    return _outline(properties) or style.level


def _outline(properties: Any) -> int:
    said = "" if properties is None else _value(properties, "outlineLvl")
    return int(said) + 1 if re.fullmatch("[0-8]", said) else 0


def _value(element: Any, tag: str) -> str:
    found = element.find(w(tag))
    return "" if found is None else str(found.get(w("val"), ""))


def _first(lineage: list[Any], tag: str) -> bool:
    said = (is_on(element.find(w("rPr")), tag) for element in lineage)
    return next((value for value in said if value is not None), False)
