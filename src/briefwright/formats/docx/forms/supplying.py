"""What a form may lack and answers need: styles, lists, footnotes, pictures. It is put behind what the form has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from briefwright.formats.docx.assembling import DEFAULT_TYPES
from briefwright.formats.docx.inheriting import figure, local, w
from briefwright.formats.docx.markup import NAMESPACES, escape
from briefwright.formats.docx.matching import is_default, kind_of, match_styles, name_of
from briefwright.formats.docx.roles import ROLES, style_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefwright.formats.docx.forms.package import Package
    from briefwright.formats.docx.numbering import Numbering

_ROLES = {role.key: role for role in ROLES}
_GRID = "Table Grid"
_GRID_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_BEFORE_NOTES = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
    "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt "
    "showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr"
).split()
"""Children of `w:settings` up to those of footnotes, in the order of the schema."""
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def element(xml: str) -> Any:
    """An element of XML that uses the prefixes of ours."""
    return etree.fromstring(f"<x {NAMESPACES}>{xml}</x>")[0]


# ── Styles ───────────────────────────────────────────────────────────────────


class Styles:
    """The styles of a form, found by name, and those of Word that answers need, added where they are asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        found = package.main.related("styles")
        self._theirs = None if found is None else found.root
        self._ids: dict[str, str] = {}

    def _all(self) -> list[Any]:
        return [] if self._theirs is None else list(self._theirs.iter(w("style")))

    def placeholders(self) -> frozenset[str]:
        """The ids of the style of words that ask to be written over."""
        named = (style for style in self._all() if name_of(style).casefold() == "placeholder text")
        return frozenset(style.get(w("styleId"), "") for style in named)

    def are_turned(self) -> bool:
        """Whether some of the form's styles run from right to left."""
        return self._theirs is not None and next(self._theirs.iter(w("bidi")), None) is not None

    def language(self) -> str:
        """The language of the form, as its styles have it."""
        path = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}"
        found = None if self._theirs is None else self._theirs.find(path)
        return "" if found is None else str(found.get(w("val"), ""))

    def _chain(self, style_id: str) -> Iterator[Any]:
        """A style and those that it is based on, nearest first."""
        by_id = {style.get(w("styleId")): style for style in self._all()}
        style, seen = by_id.get(style_id), set[str]()
        while style is not None and style.get(w("styleId")) not in seen:
            yield style
            seen.add(style.get(w("styleId")))
            base = style.find(w("basedOn"))
            style = None if base is None else by_id.get(base.get(w("val")))

    def counts(self, style_id: str) -> bool:
        """Whether paragraphs of a style are headings, or numbered by it."""
        return any(
            re.match(r"heading|title|list|toc", name_of(style), re.IGNORECASE)
            or any(next(style.iter(w(name)), None) is not None for name in ("numPr", "outlineLvl"))
            for style in self._chain(style_id)
        )

    def are_spaced(self, properties: Any) -> bool:
        """Whether there is space between paragraphs with these properties."""
        style = properties.find(w("pStyle"))
        named = "" if style is None else style.get(w("val"), "")
        if not named:
            usual = (each for each in self._all() if kind_of(each) == "paragraph" and is_default(each))
            named = next((each.get(w("styleId"), "") for each in usual), "")
        defaults = () if self._theirs is None else self._theirs.iterfind(f"{w('docDefaults')}/{w('pPrDefault')}")
        for holder in (properties, *self._chain(named), *defaults):
            for spacing in holder.iter(w("spacing")):
                if said := [value for key in ("before", "after") if (value := spacing.get(w(key)))]:
                    return any(value != "0" for value in said)
        return False

    def id_of(self, role: str) -> str:
        """The form's own style for a role, or one that is added."""
        if role not in self._ids:
            self._ids[role] = self._found(role) or self._added(role)
        return self._ids[role]

    def _found(self, role: str) -> str:
        if role == "table":
            named = (each for each in self._all() if kind_of(each) == "table" and name_of(each) == _GRID)
            return next((str(each.get(w("styleId"))) for each in named), "")
        if self._theirs is None:
            return ""
        found = match_styles(self._theirs, ()).found.get(role)
        return str(found[0].get(w("styleId"))) if found else ""

    def _added(self, role: str) -> str:
        root = self._package.supplied("styles")
        styles = list(root.iter(w("style")))
        taken = {(each.get(w("styleId")) or "").casefold() for each in styles}
        name = _GRID if role == "table" else _ROLES[role].name
        style_id = stem = re.sub(r"\W", "", name.title())
        number = 1
        while style_id.casefold() in taken:
            number += 1
            style_id = f"{stem}{number}"
        kind = _ROLES[role].kind
        normal = (each for each in styles if kind_of(each) == kind and is_default(each))
        parent = escape(next((each.get(w("styleId"), "") for each in normal), "")) if kind != "character" else ""
        root.append(element(_grid(style_id, parent) if role == "table" else style_xml(_ROLES[role], style_id, parent)))
        return style_id


def _grid(style_id: str, parent: str) -> str:
    based_on = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return (
        f'<w:style w:type="table" w:styleId="{style_id}"><w:name w:val="{_GRID}"/>{based_on}'
        f"<w:tblPr><w:tblBorders>{_GRID_BORDERS}</w:tblBorders></w:tblPr></w:style>"
    )


# ── Lists ────────────────────────────────────────────────────────────────────


def free_numbers(package: Package) -> tuple[int, int]:
    """The first number that no kind of list has in a form, and the first that no list has."""
    found = package.main.related("numbering")
    root = () if found is None else found.root
    return _free(root, "abstractNum", "abstractNumId"), max(1, _free(root, "num", "numId"))


def _free(root: Iterable[Any], name: str, attribute: str) -> int:
    said = (each.get(w(attribute), "") for each in root if local(each) == name)
    return max((figure(number, -1) for number in said), default=-1) + 1


def add_lists(package: Package, numbering: Numbering) -> None:
    """Add the lists that answers use, and of the kinds of lists those that these are of."""
    if not numbering.nums():
        return
    root = package.supplied("numbering")
    nums = etree.fromstring(f"<x {NAMESPACES}>{numbering.nums()}</x>")
    used = {each.get(w("val")) for each in nums.iter(w("abstractNumId"))}
    kinds = etree.fromstring(f"<x {NAMESPACES}>{numbering.abstracts()}</x>")
    for kind in [each for each in kinds if each.get(w("abstractNumId")) in used]:
        _after_last(root, ("numPicBullet", "abstractNum"), kind)
    for num in list(nums):
        _after_last(root, ("numPicBullet", "abstractNum", "num"), num)


def _after_last(root: Any, names: tuple[str, ...], added: Any) -> None:
    """Put an element behind the last of those that may stand before it."""
    place = max((number for number, each in enumerate(root, start=1) if local(each) in names), default=0)
    root.insert(place, added)


# ── Notes ────────────────────────────────────────────────────────────────────


def last_note(package: Package) -> int:
    """The highest id of a footnote of the form."""
    found = package.main.related("footnotes")
    root = () if found is None else found.root
    said = (each.get(w("id"), "") for each in root)
    return max((figure(number) for number in said), default=0)


def add_notes(package: Package, notes: Iterable[Any]) -> None:
    """Add footnotes; to a form without any, also what parts them from its text."""
    root = package.supplied("footnotes")
    if not len(root):
        for number, kind in _SEPARATORS:
            spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            line = f"<w:p><w:pPr>{spacing}</w:pPr><w:r><w:{kind}/></w:r></w:p>"
            root.append(element(f'<w:footnote w:type="{kind}" w:id="{number}">{line}</w:footnote>'))
        _set_notes(package.supplied("settings"))
    root.extend(notes)


def _set_notes(settings: Any) -> None:
    """Tell Word which footnotes are none."""
    said = settings.find(w("footnotePr"))
    if said is None:
        said = etree.Element(w("footnotePr"))
        place = max((n for n, each in enumerate(settings, start=1) if local(each) in _BEFORE_NOTES), default=0)
        settings.insert(place, said)
    if said.find(w("footnote")) is None:
        said.extend(etree.Element(w("footnote"), {w("id"): str(number)}) for number, _ in _SEPARATORS)


# ── Pictures ─────────────────────────────────────────────────────────────────


def add_media(package: Package, media: Mapping[str, bytes]) -> dict[str, str]:
    """Add pictures, by the names that we gave them; how they are named in the form, from its root."""
    named = {}
    for name, data in media.items():
        free = package.free_name(f"{package.folder}{name}")
        package.add_media(free, data, DEFAULT_TYPES[name.rpartition(".")[2]])
        named[name] = f"/{free}"
    return named
