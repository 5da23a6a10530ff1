"""The numbers that Word gives to paragraphs by itself, as a reader sees them: `2.1`, `(a)`, `Question 3`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.formats.docx.forms.styles import is_on
from briefwright.formats.docx.inheriting import w

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefwright.formats.docx.forms.styles import Styles

_LEVELS = 9
_LEVEL = re.compile("[0-8]")
_LARGEST = 32_767
_LONGEST = 100
"""Characters of what the numbers of a level look like behind which that is cut."""
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v",
    4: "iv", 1: "i",
}  # fmt: skip


class Numbered(NamedTuple):
    """The number of a paragraph in a list, or its bullet, and how deep in the list it stands, from 1."""

    number: str
    depth: int
    bullet: str = ""


class Level(NamedTuple):
    """How a level of a list counts, and what its number looks like."""

    start: int
    form: str
    text: str
    restart: int | None
    legal: bool


class Numbers:
    """The lists of a form, and how far each has counted."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        for element in () if root is None else root:
            for tag, key, kept in (("abstractNum", "abstractNumId", self._abstract), ("num", "numId", self._lists)):
                if element.tag == w(tag):
                    kept[element.get(w(key), "")] = element
        self._of_style: dict[str, str] = {}
        for name, element in self._abstract.items():
            self._of_style.setdefault(_said(element, "styleLink"), name)
        self._level_by_style: dict[str, dict[str, int]] = {}
        self._levels: dict[str, list[Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, properties: Any, styles: Styles) -> Numbered | None:
        """The number of the next paragraph, by its own properties or its style; None where it is in no list."""
        style = styles.of_paragraph(properties)
        own = None if properties is None else properties.find(w("numPr"))
        key = _said(own, "numId") or _said(style.numbering, "numId")
        if key in {"", "0"} or key not in self._lists:
            return None
        abstract = self._abstract_of(key)
        said = _said(own, "ilvl") or _said(style.numbering, "ilvl")
        level = int(said) if _LEVEL.fullmatch(said) else self._level_of_style(abstract, _said(properties, "pStyle"))
        return self._counted(key, abstract, level)

    def _abstract_of(self, key: str) -> str:
        """The list that another follows; one that only names a style is that of the style's."""
        abstract = _said(self._lists[key], "abstractNumId")
        element = self._abstract.get(abstract)
        linked = "" if element is None else _said(element, "numStyleLink")
        return self._of_style.get(linked, abstract) if linked else abstract

    def _level_of_style(self, abstract: str, style_id: str) -> int:
        """The level that belongs to a style; the first where none does."""
        if abstract not in self._level_by_style:
            element = self._abstract.get(abstract)
            levels: list[Any] = [] if element is None else element.findall(w("lvl"))
            told = ((_said(each, "pStyle"), each.get(w("ilvl"), "")) for each in reversed(levels))
            self._level_by_style[abstract] = {style: int(level) for style, level in told if _LEVEL.fullmatch(level)}
        return self._level_by_style[abstract].get(style_id, 0) if style_id else 0

    def _counted(self, key: str, abstract: str, level: int) -> Numbered:
        levels = self._levels.get(key) or self._read_levels(key, abstract)
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if (key, level) not in self._begun and _start_of(self._lists[key], level) is not None:
            counts[level] = None
        self._begun.add((key, level))
        count = counts[level]
        counts[level] = levels[level].start if count is None else count + 1
        for upper in range(level):
            counts[upper] = levels[upper].start if counts[upper] is None else counts[upper]
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = None
        bullet = levels[level].text if levels[level].form == "bullet" else ""
        return Numbered(_shown(levels, counts, level), level + 1, bullet)

    def _read_levels(self, key: str, abstract: str) -> list[Level]:
        found = [Level(1, "decimal", f"%{number + 1}.", None, legal=False) for number in range(_LEVELS)]
        element = self._abstract.get(abstract)
        overrides = self._lists[key].findall(w("lvlOverride"))
        told = [*(() if element is None else element.findall(w("lvl"))), *(o.find(w("lvl")) for o in overrides)]
        for each in filter(lambda each: each is not None, told):
            if _LEVEL.fullmatch(each.get(w("ilvl"), "")):
                found[int(each.get(w("ilvl")))] = _level(each)
        for level in range(_LEVELS):
            start = _start_of(self._lists[key], level)
            found[level] = found[level] if start is None else found[level]._replace(start=start)
        self._levels[key] = found
        return found


def _said(element: Any, tag: str) -> str:
    found = None if element is None else element.find(w(tag))
    return "" if found is None else str(found.get(w("val"), ""))


def _start_of(element: Any, level: int) -> int | None:
    """The number with which a list is said to begin at a level, other than the list that it follows."""
    for override in element.findall(w("lvlOverride")):
        said = _said(override, "startOverride")
        if override.get(w("ilvl")) == str(level) and re.fullmatch(r"\d{1,5}", said):
            return int(said)
    return None


def _level(element: Any) -> Level:
    start, restart = _said(element, "start"), _said(element, "lvlRestart")
    text = element.find(w("lvlText"))
    return Level(
        int(start) if re.fullmatch(r"\d{1,5}", start) else 1,
        _said(element, "numFmt") or "decimal",
        "" if text is None else str(text.get(w("val"), ""))[:_LONGEST],
        int(restart) if re.fullmatch("[0-9]", restart) else None,
        is_on(element, "isLgl") or False,
    )


def _shown(levels: list[Level], counts: list[int | None], level: int) -> str:
    if levels[level].form in {"bullet", "none"} and "%" not in levels[level].text:
        return "" if levels[level].form == "bullet" else levels[level].text

    def number(found: re.Match[str]) -> str:
        each = int(found[1]) - 1
        form = "decimal" if levels[level].legal else levels[each].form
        return in_form(counts[each] or 0, form)

    return re.sub("%([1-9])", number, levels[level].text)


def in_form(number: int, form: str) -> str:
    """A number as a list prints it: `3`, `c`, `III`; one of a form that we do not know in figures."""
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= _LARGEST else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN.items():
        times, number = divmod(number, value)
        written += letters * times
    return written


def _letters(alphabet: str) -> Callable[[int], str]:
    """Numbers as Word counts with letters: z is followed by aa, bb."""

    def write(number: int) -> str:
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * min(times + 1, 10)

    return write


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _number: "",
    "bullet": lambda _number: "",
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "arabicAlpha": _letters(_ARABIC),
    "arabicAbjad": _letters(_ABJAD),
    "hebrew1": _letters(_HEBREW),
    "hebrew2": _letters(_HEBREW),
}
