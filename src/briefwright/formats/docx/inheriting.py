"""What is taken over from a Word file besides its styles: parts, page, headers and footers, settings, lists.

XML that others are to be put into is cut where they go, so that writing needs no parser.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from briefwright.formats.docx.markup import DECLARATION, R, W
from briefwright.formats.docx.opening import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CUT = "briefwright-cut"
_KEPT_LINK = re.compile(r"https?://|mailto:", re.IGNORECASE)
_KEPT_BELOW = frozenset({"image", "font", "hyperlink"})
_OURS = re.compile(
    r"word/(_rels/.*|(document|styles|settings|numbering|footnotes|endnotes)\.xml|(page-|media/figure).*)|docprops/.*"
)
_ACTING_FIELD = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|LINK|IMPORT|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)
_SHOWN = frozenset({"t", "drawing", "pict", "fldChar", "fldSimple", "object", "sym", "ptab"})

SECTION = (
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
)
"""Children of `w:sectPr` that are kept, in the order of the schema."""

SETTINGS = (
    "displayBackgroundShape",
    "embedTrueTypeFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "gutterAtTop",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "characterSpacingControl",
    "footnotePr",
    "endnotePr",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
)
"""Children of `w:settings` that are kept or made anew, in the order of the schema."""


class Story(NamedTuple):
    """A header or footer: for which pages, in which part, and its XML, cut where the first paragraph goes."""

    kind: str
    pages: str
    name: str
    before: str
    after: str


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def w(name: str) -> str:
    """A name in the namespace of Word's own elements and attributes."""
    return f"{{{W}}}{name}"


def cut_mark() -> Any:
    """What is put into XML where it is to be cut."""
    return etree.ProcessingInstruction(_CUT)


def split_at_marks(root: Any) -> list[str]:
    """The XML of a part, cut at its marks; in the pieces between, `w:` and `r:` are what they are here."""
    renewed = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, "w": W, "r": R})
    renewed.extend(deepcopy(list(root)))
    text: str = etree.tostring(renewed, encoding="unicode")
    first, *others = re.split(rf"<\?{_CUT}\s*\?>", text)
    return [DECLARATION + first, *others]


# ── Parts ────────────────────────────────────────────────────────────────────


class Belongings:
    """The parts that are taken over as they are, with their content types."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}

    def keep(self, part: Any) -> str:
        """Takes over a part and those below it, and gives its name."""
        name = part_name(part)
        if name not in self.parts:
            self.parts[name] = part.blob
            self.types[name] = part.content_type
            self.keep_below(part, name)
        return name

    def keep_below(self, part: Any, name: str) -> None:
        """Takes over what a part refers to. Refuses what would load or run something."""
        for relation in part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind not in _KEPT_BELOW:
                raise RefusedError(f"{name} embeds something of the kind {kind}")
            if not relation.is_external:
                self.keep(relation.target_part)
            elif kind != "hyperlink" or not _KEPT_LINK.match(relation.target_ref):
                raise RefusedError(f"{name} refers to a file outside of it, {relation.target_ref}")
        if part.rels:
            self.parts[relations_name(name)] = part.rels.xml


def part_name(part: Any) -> str:
    """The name of a part that is taken over; refuses one that would take the place of a part of ours."""
    name = str(part.partname).lstrip("/")
    if _OURS.fullmatch(name.lower()):
        raise RefusedError(f"{name} is not what its name says")
    return name


def relations_name(name: str) -> str:
    """The name of the part that holds the relationships of another."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def related(part: Any, kind: str) -> Any | None:
    """The part that another has as its styles, settings …."""
    address = f"{R}/{kind}"
    found = (each for each in part.rels.values() if each.reltype == address and not each.is_external)
    return next((each.target_part for each in found), None)


def parsed(part: Any) -> Any:
    """The XML of a part."""
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


# ── Page, headers and footers ────────────────────────────────────────────────


def sections(body: Any) -> list[Any]:
    """The `w:sectPr` of a document; the last is that of its end."""
    return list(body.iter(w("sectPr")))


def section_properties(body: Any) -> dict[str, str]:
    """The last section's page, margins and columns, as XML by name."""
    last = sections(body)[-1:]
    return {name: text for section in last for name, text in _kept(section, SECTION)}


def _kept(parent: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The children of those names, each as XML without the namespaces that it does not use."""
    for child in parent:
        if local(child) in names and etree.QName(child).namespace == W:
            alone = deepcopy(child)
            alone.tail = None
            etree.cleanup_namespaces(alone, top_nsmap={"w": W})
            yield local(child), etree.tostring(alone, encoding="unicode").replace(f' xmlns:w="{W}"', "")


def text_area(body: Any) -> tuple[int, int]:
    """Width and height of a column of text, in twentieths of a point."""
    sizes = {**_PAGE, **_numbers(sections(body)[-1:], ("pgSz", "pgMar", "cols"))}
    columns, space = max(1, sizes["num"]), sizes["space"]
    width = sizes["w"] - sizes["left"] - sizes["right"] - (columns - 1) * space
    return max(_LEAST, width // columns), max(_LEAST, sizes["h"] - abs(sizes["top"]) - abs(sizes["bottom"]))


_PAGE = {"w": 11906, "h": 16838, "left": 1440, "right": 1440, "top": 1440, "bottom": 1440, "num": 1, "space": 720}
_LEAST = 1440


def _numbers(found: list[Any], names: tuple[str, ...]) -> dict[str, int]:
    children = (child for section in found for child in section if local(child) in names)
    attributes = (item for child in children for item in child.attrib.items())
    return {etree.QName(key).localname: int(float(value)) for key, value in attributes if _is_number(value)}


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,6}(\.\d+)?", value))


def stories(main: Any, belongings: Belongings) -> tuple[Story, ...]:
    """The headers and footers in force at the end of the document; one that shows nothing counts for none.

    A section has those that it does not name from the one before.
    """
    named = {
        (local(reference).removesuffix("Reference"), reference.get(w("type"))): reference.get(f"{{{R}}}id")
        for section in sections(main.element)
        for reference in section
        if local(reference) in {"headerReference", "footerReference"}
    }
    found = ((kind, pages, main.related_parts[key]) for (kind, pages), key in sorted(named.items()))
    return tuple(_story(kind, pages, part, belongings) for kind, pages, part in found if _shows(parsed(part)))


def _shows(root: Any) -> bool:
    return any(local(element) in _SHOWN for element in root.iter())


def _field_codes(root: Any) -> str:
    """The codes of all fields; Word may cut one anywhere into runs."""
    simple = (element.get(w("instr"), "") for element in root.iter(w("fldSimple")))
    return " ".join(["".join(element.text or "" for element in root.iter(w("instrText"))), *simple])


def _story(kind: str, pages: str, part: Any, belongings: Belongings) -> Story:
    name, root = part_name(part), parsed(part)
    if _ACTING_FIELD.search(_field_codes(root)):
        raise RefusedError(f"{name} has a field that loads or runs something")
    belongings.types[name] = part.content_type
    belongings.keep_below(part, name)
    root.insert(0, cut_mark())
    before, after = split_at_marks(root)
    return Story(kind, pages, name, before, after)


# ── Settings and lists ───────────────────────────────────────────────────────


def settings(main: Any) -> Mapping[str, str]:
    """The settings that a document keeps, as XML by name: none that track, protect, merge or load."""
    part = related(main, "settings")
    return dict(_kept(parsed(part), SETTINGS)) if part is not None else {}


class Numbers(NamedTuple):
    """The house style's own lists, cut where others are added, and the first numbers that are free."""

    before: str
    between: str
    after: str
    next_abstract: int
    next_num: int


def numbers(main: Any, belongings: Belongings) -> Numbers:
    """The lists that headings and other styles may be numbered by."""
    part = related(main, "numbering")
    root = etree.Element(w("numbering"), nsmap={"w": W}) if part is None else parsed(part)
    if part is not None:
        belongings.keep_below(part, "word/numbering.xml")
    abstracts, nums = root.findall(w("abstractNum")), root.findall(w("num"))
    place = root.index(abstracts[-1]) + 1 if abstracts else len(root.findall(w("numPicBullet")))
    root.insert(place, cut_mark())
    root.insert(root.index(nums[-1]) + 1 if nums else place + 1, cut_mark())
    before, between, after = split_at_marks(root)
    return Numbers(before, between, after, _free(abstracts, "abstractNumId"), max(1, _free(nums, "numId")))


def _free(elements: list[Any], attribute: str) -> int:
    return max((int(element.get(w(attribute))) for element in elements), default=-1) + 1
