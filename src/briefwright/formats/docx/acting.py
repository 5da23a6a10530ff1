"""What in a header, a footer or a picture of a Word file would load or run something: a file that has it is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefwright.formats.docx.opening import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.formats.docx.parts import Part

SAFE_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
"""How the addresses begin that a link may lead to."""

_ACTING = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|LINK|IMPORT|DATABASE|MACROBUTTON)\b"
    r"|^\s*(INCLUDE|EMBED|RD|PRINT|HTMLCONTROL|CONTROL)\b",
    re.IGNORECASE,
)
_LINKING = re.compile(r"\s*HYPERLINK\b(.*)", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"""\\[lot]\s+(?:"[^"]*"|\S+)|\\\w""", re.IGNORECASE)
_CODE, _SIMPLE, _EDGE = (f"{{*}}{name}" for name in ("instrText", "fldSimple", "fldChar"))
_VML = "{urn:schemas-microsoft-com:vml}"
_OF_OFFICE = "{urn:schemas-microsoft-com:office:office}"


def refuse_acting(root: Any, name: str) -> None:
    """Refuses XML with a field that loads or runs something, or with a drawing that shows what is elsewhere."""
    codes = list(_field_codes(root))
    if any(map(_acts, codes)) or _ACTING.search("".join(codes)):
        raise RefusedError(f"{name} has a field that loads or runs something", "take the field out in Word")
    for element in root.iter(f"{_VML}*"):
        elsewhere = [element.get(key) for key in ("src", f"{_OF_OFFICE}href", f"{_OF_OFFICE}althref")]
        target = element.get("href") or "#"
        if any(elsewhere) or not SAFE_LINK.match(target):
            hint = "in Word, put the picture itself into the file"
            raise RefusedError(f"{name} has a drawing that refers to a file outside of it", hint)


def refuse_acting_picture(part: Part) -> None:
    """Refuses an SVG that is more than a drawing."""
    if not part.type.startswith("image/svg"):
        return
    from briefwright.pictures.svg import read_svg  # noqa: PLC0415 (few house styles have one)

    svg = read_svg(part.data)
    flaw = next((flaw for flaw in svg.flaws if flaw.unsafe), None) if svg else None
    if flaw:
        raise RefusedError(f"its picture {part.name} cannot be used: {flaw.message}", flaw.hint)


def _acts(code: str) -> bool:
    if _ACTING.search(code):
        return True
    link = _LINKING.match(code)
    target = _SWITCH.sub("", link[1]).strip().strip('"') if link else ""
    return bool(target) and not SAFE_LINK.match(target)


def _field_codes(root: Any) -> Iterator[str]:
    """What stands between two marks of fields, each for itself: Word may cut a code anywhere into runs."""
    pieces = [""]
    for element in root.iter(_CODE, _SIMPLE, _EDGE):
        if element.tag.endswith("}instrText"):
            pieces[-1] += "".join(element.itertext())
        else:
            pieces.append("")
            if instruction := next((text for key, text in element.items() if key.endswith("}instr")), ""):
                yield instruction
    yield from pieces
