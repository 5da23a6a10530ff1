"""What is taken over from a Word file besides its styles: parts, page, headers and footers, settings, lists.

XML that others are to be put into is cut where they go, so that writing needs no parser.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from briefwright.formats.docx.acting import SAFE_LINK, refuse_acting, refuse_acting_picture
from briefwright.formats.docx.cleaning import clean, mend_fonts, mend_numbers, without_foreign
from briefwright.formats.docx.markup import DECLARATION, R, W
from briefwright.formats.docx.opening import RefusedError
from briefwright.formats.docx.package import WORD, relationships
from briefwright.formats.docx.parts import relations_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.formats.docx.parts import Part, Relation

FONTS = f"{WORD}.fontTable+xml"
_CUT = "briefwright-cut"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_DRAWING = 100_001
"""Pictures of the document itself count from 1."""
_KEPT_BELOW = frozenset({"image", "font", "hyperlink", "hdphoto"})
_KEPT_TYPE = re.compile(r"image/|font/|application/(x-font|vnd\.openxmlformats-officedocument\.obfuscatedFont)")
_EMBEDDED = {
    "oleObject": "an object of another program",
    "package": "a file of another program",
    "chart": "a chart",
    "control": "a form control (ActiveX)",
    "aFChunk": "a whole other document",
    "subDocument": "a whole other document",
    **dict.fromkeys(("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"), "a diagram (SmartArt)"),
}
_OURS = re.compile(
    r"word/(_rels/.*|(document|styles|settings|numbering|footnotes|endnotes)\.xml|(page-|media/figure).*)|docprops/.*"
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

_FIGURE = re.compile(r"-?[0-9]{1,9}")


class Story(NamedTuple):
    """A header or footer: for which pages, in which part, and its XML, cut where the first paragraph goes."""

    kind: str
    pages: str
    name: str
    before: str
    after: str


def figure(said: str, otherwise: int = 0) -> int:
    """A number that a file gives in an attribute; what stands for one that is none, or larger than Word takes."""
    return int(said) if _FIGURE.fullmatch(said) else otherwise


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
    if root.nsmap.get("w") != W or root.nsmap.get("r") != R:
        renewed = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, "w": W, "r": R})
        renewed.extend(list(root))
        root = renewed
    text: str = etree.tostring(root, encoding="unicode")
    first, *others = re.split(rf"<\?{_CUT}\s*\?>", text)
    return [DECLARATION + first, *others]


# ── Parts ────────────────────────────────────────────────────────────────────


class Belongings:
    """The parts that are taken over as they are, with their content types."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self._drawings = _FIRST_DRAWING

    def number_drawings(self, root: Any) -> None:
        """Gives drawings numbers that no other in the document has."""
        for drawing in root.iter(_DRAWING):
            drawing.set("id", str(self._drawings))
            self._drawings += 1

    def keep(self, part: Part) -> str:
        """Takes over a part and those below it, and gives its name."""
        name = own_name(part)
        if name not in self.parts:
            self.parts[name] = _fonts(part) if part.type == FONTS else part.data
            self.types[name] = part.type
            self.keep_below(part, name)
        return name

    def keep_below(self, part: Part, name: str) -> None:
        """Takes over what a part refers to. Refuses what would load or run something."""
        kept = [self._below(part, relation) for relation in part.relations.values()]
        if kept:
            self.parts[relations_name(name)] = relationships(kept).encode()

    def _below(self, part: Part, relation: Relation) -> Relation:
        if relation.kind not in _KEPT_BELOW:
            what = _EMBEDDED.get(relation.kind, f"something of the kind {relation.kind}")
            raise RefusedError(f"{part.name} embeds {what}", "take it out in Word")
        if relation.external:
            if relation.kind != "hyperlink" or not SAFE_LINK.match(relation.target):
                hint = "in Word, put the picture itself into the file, or the address of a page on the web"
                raise RefusedError(f"{part.name} refers to a file outside of it, {relation.target}", hint)
            return relation
        below = part.target(relation)
        if not _KEPT_TYPE.match(below.type):
            raise RefusedError(f"{part.name} embeds {below.name}, which is neither a picture nor a font")
        refuse_acting_picture(below)
        return relation._replace(target=f"/{self.keep(below)}")


def _fonts(part: Part) -> bytes:
    mend_fonts(part.root)
    xml: str = etree.tostring(part.root, encoding="unicode")
    return (DECLARATION + xml).encode()


def own_name(part: Part) -> str:
    """The name of a part that is taken over; refuses one that would take the place of a part of ours."""
    if _OURS.fullmatch(part.name.lower()):
        raise RefusedError(f"{part.name} is not what its name says")
    return part.name


# ── Page, headers and footers ────────────────────────────────────────────────


def sections(body: Any) -> list[Any]:
    """The `w:sectPr` of a document; the last is that of its end."""
    return list(body.iter(w("sectPr")))


def section_properties(body: Any, kept_stories: tuple[Story, ...]) -> dict[str, str]:
    """The last section's page, margins and columns, as XML by name."""
    last = sections(body)[-1:]
    for margins in (margins for section in last for margins in section.findall(w("pgMar"))):
        for kind in {"header", "footer"} - {story.kind for story in kept_stories}:
            _make_room(margins, kind)
    return {name: text for section in last for name, text in _kept(section, SECTION)}


def _make_room(margins: Any, kind: str) -> None:
    """Where the house style has no header or no footer, it may leave ours no distance from the edge: LibreOffice does.

    It stands in the middle of the margin then, at most half an inch from the edge.
    """
    distance, margin = margins.get(w(kind), ""), margins.get(w("top" if kind == "header" else "bottom"), "")
    if not _is_number(distance) or float(distance) < _NEAREST:
        room = abs(float(margin)) if _is_number(margin) else _PAGE["top"]
        margins.set(w(kind), str(int(min(720, room / 2))))


def _kept(parent: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The children of those names, each as XML that needs no other namespace than Word's own."""
    for child in parent:
        if local(child) in names and etree.QName(child).namespace == W:
            alone = deepcopy(child)
            alone.tail = None
            without_foreign(alone)
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
_NEAREST = 240
"""What no printer can print on, in twentieths of a point (4 mm)."""


def _numbers(found: list[Any], names: tuple[str, ...]) -> dict[str, int]:
    children = (child for section in found for child in section if local(child) in names)
    attributes = (item for child in children for item in child.attrib.items())
    return {etree.QName(key).localname: int(float(value)) for key, value in attributes if _is_number(value)}


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,6}(\.\d+)?", value))


def stories(main: Part, belongings: Belongings) -> tuple[Story, ...]:
    """The headers and footers in force at the end of the document; one that shows nothing counts for none.

    A section has those that it does not name from the one before.
    """
    named = {
        (local(reference).removesuffix("Reference"), reference.get(w("type"), "default")): reference.get(f"{{{R}}}id")
        for section in sections(main.root)
        for reference in section
        if local(reference) in {"headerReference", "footerReference"}
    }
    found = ((kind, pages, main.with_id(key)) for (kind, pages), key in sorted(named.items()))
    return tuple(_story(kind, pages, part, belongings) for kind, pages, part in found if _shows(part.root))


def _shows(root: Any) -> bool:
    return any(local(element) in _SHOWN for element in root.iter())


def _story(kind: str, pages: str, part: Part, belongings: Belongings) -> Story:
    name, root = own_name(part), deepcopy(part.root)
    refuse_acting(root, name)
    clean(root)
    belongings.number_drawings(root)
    belongings.types[name] = part.type
    belongings.keep_below(part, name)
    root.insert(0, cut_mark())
    before, after = split_at_marks(root)
    return Story(kind, pages, name, before, after)


# ── What stays behind ────────────────────────────────────────────────────────

_LEFT = {
    "attachedTemplate": "the path of the template that it was made from",
    "comments": "comments",
    "customXml": "custom data",
    "glossaryDocument": "building blocks",
    "keyMapCustomizations": "keyboard shortcuts",
}


def left_behind(main: Part) -> tuple[str, ...]:
    """What a house style holds that no document needs, in words."""
    found = ["the text in it"] if next(main.root.iter(w("t")), None) is not None else []
    of_settings = main.related("settings")
    relations = [*main.relations.values(), *(of_settings.relations.values() if of_settings else ())]
    kinds = sorted({relation.kind for relation in relations} & set(_LEFT))
    return (*found, *(_LEFT[kind] for kind in kinds))


# ── Settings and lists ───────────────────────────────────────────────────────


def settings(main: Part) -> Mapping[str, str]:
    """The settings that a document keeps, as XML by name: none that track, protect, merge or load."""
    part = main.related("settings")
    return dict(_kept(part.root, SETTINGS)) if part is not None else {}


class Numbers(NamedTuple):
    """The house style's own lists, cut where others are added, and the first numbers that are free."""

    before: str
    between: str
    after: str
    next_abstract: int
    next_num: int
    ids: frozenset[str] = frozenset()


def numbers(main: Part, belongings: Belongings) -> Numbers:
    """The lists that headings and other styles may be numbered by."""
    part = main.related("numbering")
    root = etree.Element(w("numbering"), nsmap={"w": W}) if part is None else part.root
    clean(root)
    mend_numbers(root)
    if part is not None:
        belongings.keep_below(part, "word/numbering.xml")
    abstracts, nums = root.findall(w("abstractNum")), root.findall(w("num"))
    place = root.index(abstracts[-1]) + 1 if abstracts else len(root.findall(w("numPicBullet")))
    root.insert(place, cut_mark())
    root.insert(root.index(nums[-1]) + 1 if nums else place + 1, cut_mark())
    before, between, after = split_at_marks(root)
    ids = frozenset(str(num.get(w("numId"))) for num in nums)
    return Numbers(before, between, after, _free(abstracts, "abstractNumId"), max(1, _free(nums, "numId")), ids)


def _free(elements: list[Any], attribute: str) -> int:
    return max((figure(element.get(w(attribute), ""), -1) for element in elements), default=-1) + 1
