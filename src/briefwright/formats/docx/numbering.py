"""`word/numbering.xml`: bullets, numbers, and numbered paragraphs.

Every ordered list is a `w:num` of its own that says where it starts: lists that share one are counted
on by Word. A list in a box hangs from the box's left edge and is indented by spaces in its markers,
since Word draws a border of its own around paragraphs whose left edges differ. (Such a marker is literal
text: of a bullet, LibreOffice shows the first character alone, here a space.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

STEP = 397
"""How far a list level is indented, in twentieths of a point (7 mm)."""
DEEPEST = 8
"""The last of Word's nine list levels."""

_BULLETS = "•–◦"
_EM_SPACE = "\u2003"


def _inset(level: int) -> str:
    return _EM_SPACE * 2 * level


class Kind(NamedTuple):
    """A kind of list: the format of its numbers, the marker and the indent at each level.

    Without an indent, the paragraph says how it is indented, by its style or directly.
    """

    name: str
    format: Callable[[int], str]
    marker: Callable[[int], str]
    hangs: bool = False


def _decimal(_level: int) -> str:
    return "decimal"


KINDS = (
    Kind("bullet", lambda _level: "bullet", lambda level: _BULLETS[level % 3], hangs=True),
    Kind("number", _decimal, lambda level: f"%{level + 1}.", hangs=True),
    Kind(
        "boxed-bullet", lambda level: "none" if level else "bullet", lambda level: _inset(level) + _BULLETS[level % 3]
    ),
    Kind("boxed-number", _decimal, lambda level: f"{_inset(level)}%{level + 1}."),
    Kind("paragraph", _decimal, lambda level: f"%{level + 1}."),
)
_PLACES = {kind.name: place for place, kind in enumerate(KINDS)}


class Numbering:
    """The lists of one document, behind those of its house style."""

    def __init__(self, next_abstract: int, next_num: int, paragraph_indent: str, *, right_to_left: bool) -> None:
        self._side = "right" if right_to_left else "left"
        self._abstract, self._num, self._paragraph_indent = next_abstract, next_num, paragraph_indent
        self._nums: list[str] = []
        self._shared: dict[str, int] = {}
        self._paragraphs = (0, 0)

    def bullets(self, *, boxed: bool) -> int:
        """The numId of all bullet lists."""
        kind = "boxed-bullet" if boxed else "bullet"
        if kind not in self._shared:
            self._shared[kind] = self._new(kind)
        return self._shared[kind]

    def ordered(self, level: int, start: int, *, boxed: bool) -> int:
        """The numId of a new ordered list."""
        return self._new("boxed-number" if boxed else "number", level, start)

    def paragraph(self, number: int) -> int:
        """The numId of a numbered paragraph: that of the one before, unless the numbers jump."""
        expected, num = self._paragraphs
        if not num or number != expected:
            num = self._new("paragraph", 0, number)
        self._paragraphs = (number + 1, num)
        return num

    def _new(self, kind: str, level: int = 0, start: int | None = None) -> int:
        num = self._num + len(self._nums)
        override = (
            ""
            if start is None
            else f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        abstract = self._abstract + _PLACES[kind]
        self._nums.append(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>')
        return num

    def abstracts(self) -> str:
        """The `w:abstractNum` of each kind."""
        return "".join(
            _abstract(
                kind, self._abstract + place, self._paragraph_indent if kind.name == "paragraph" else "", self._side
            )
            for place, kind in enumerate(KINDS)
        )

    def nums(self) -> str:
        """The `w:num` of each list."""
        return "".join(self._nums)


def _abstract(kind: Kind, number: int, indent: str, side: str) -> str:
    levels = "".join(_level(kind, level, indent, side) for level in range(DEEPEST + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4272{_PLACES[kind.name]:04X}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def _level(kind: Kind, level: int, indent: str, side: str) -> str:
    """A level; ``side`` is where numbers begin, said as of the page: unlike indents, it does not turn (17.9.7)."""
    if kind.hangs:
        indent = f'<w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/>'
    properties = f"<w:pPr>{indent}</w:pPr>" if indent else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind.format(level)}"/>'
        f'<w:lvlText w:val="{kind.marker(level)}"/><w:lvlJc w:val="{side}"/>{properties}</w:lvl>'
    )


def number_properties(num: int, level: int) -> str:
    """`w:numPr` of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
