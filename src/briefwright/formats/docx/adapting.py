"""A house style as somebody asks for it: another font, size, spacing or page, endnotes, no bold.

Only what is asked for is changed. What flows down the page (body, lists, quotations, boxes, the list of
references) gets what is asked of the text; what is set apart (headings, cover, tables, captions, code) keeps
its look, with sizes in proportion.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from briefwright.document import CALLOUT_KINDS
from briefwright.formats.docx.assembling import COMPATIBLE
from briefwright.formats.docx.inheriting import cut_mark, local, section_properties, split_at_marks, text_area, w
from briefwright.formats.docx.markup import W
from briefwright.formats.docx.roles import ROLES
from briefwright.workspace.asked_style import Margins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefwright.formats.docx.house_style import HouseStyle
    from briefwright.formats.docx.styles import Styles
    from briefwright.workspace.asked_style import AskedStyle

_BOXES = (*CALLOUT_KINDS, "inner-box")
FLOWING = (
    *("body", "summary", "numbered", "list", "quote", "recommendation", "recommendation-list", "reference"),
    *(name for kind in _BOXES for name in (kind, f"{kind}-list")),
)
"""The roles of running text."""
_SIZED = (*FLOWING, "letterhead", "closing", "signature")
_NOTES = ("note", "endnote")
_CODE = ("code", "inline-code")
_UNNUMBERED = ("cover-end", "separator", "gap", "figure", *_NOTES)
"""The roles of lines that are not counted: empty ones, pictures, and notes, as in Word."""
_STEPS = {
    "title": ("body", 1.5),
    "heading-1": ("body", 1.3),
    "heading-2": ("body", 1.15),
    "heading-3": ("body", 1.1),
    **{f"{kind}-title": (kind, 1.1) for kind in _BOXES},
}
"""How many times as large as what text a heading is at least, where no bold sets it apart."""
_AT_LEAST_TEXT = ("title", *(f"heading-{level}" for level in range(1, 6)), "question")

_DEFAULT_SIZE = 20
_LEAST_SIZE = 16
_SIZE = re.compile(r"[1-9]\d{0,3}", re.ASCII)
"""Half points, as Word takes them; whatever else a file says is no size."""
_MOST_ANCESTORS = 20

_PAGES = {"a4": (11906, 16838), "letter": (12240, 15840)}
_SIDES = ("top", "right", "bottom", "left")
_TWIPS_A_MILLIMETRE = 1440 / 25.4
_NEAR = 30
_MARGINS = {**dict.fromkeys(_SIDES, "1440"), "header": "708", "footer": "708", "gutter": "0"}

_BEHIND_PROPERTIES = frozenset({"pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"})
_BEFORE = {
    "suppressLineNumbers": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr",
    "spacing": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid",
    "rFonts": "rStyle",
    "sz": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position",
    "doNotExpandShiftReturn": "useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL "
    "noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace",
}
_BEFORE["jc"] = f"{_BEFORE['spacing']} spacing ind contextualSpacing mirrorIndents suppressOverlap"
_BEFORE["szCs"] = f"{_BEFORE['sz']} sz"
"""The children that stand before one of that name, by the schema."""


def adapted(house: HouseStyle, style: AskedStyle) -> HouseStyle:
    """The house style with what is asked for; itself where nothing is."""
    if not style.asked():
        return house
    section = _section(house.section, style)
    width, height = text_area(section)
    sheet = _Sheet(house.styles)
    _dress(sheet, style)
    if width != house.text_width:
        _move_tabs(sheet, house.text_width, width)
    return replace(
        house,
        styles=sheet.written(),
        section=section_properties(section, house.stories),
        settings=_settings(house.settings, style),
        text_width=width,
        text_height=height,
        endnotes=house.endnotes if style.notes is None else style.notes == "endnotes",
        bold=house.bold and style.bold is not False,
        italic=house.italic and style.italic is not False,
    )


def _dress(sheet: _Sheet, style: AskedStyle) -> None:
    if style.font is not None:
        _set_font(sheet, style.font)
    if style.size is not None:
        _set_size(sheet, round(style.size * 2))
    if style.note_size is not None:
        sheet.set_sizes(dict.fromkeys(_NOTES, round(style.note_size * 2)))
    if style.align is not None:
        side = "both" if style.align == "justify" else "left"
        aligned = {role: {"val": side} for role in (*FLOWING, *_NOTES)}
        if style.align == "justify":
            del aligned["reference"]  # addresses of web pages cannot be broken, and would tear the line above apart
        _set_flowing(sheet, "jc", aligned, {"val": "left"})
    if style.line_spacing is not None:
        spaced = {"line": str(round(style.line_spacing * 240)), "lineRule": "auto"}
        _set_flowing(sheet, "spacing", dict.fromkeys(FLOWING, spaced), {"line": "240", "lineRule": "auto"})
    if style.line_numbers:
        for role in _UNNUMBERED:
            sheet.put(role, "pPr", "suppressLineNumbers", {})
    _take_away(sheet, style)


def _take_away(sheet: _Sheet, style: AskedStyle) -> None:
    """Bold, italics and underlines that are not wanted. Headings without bold are told apart by their size."""
    refused = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "underline": ("u",)}
    sheet.drop(*(w(tag) for key, tags in refused.items() if getattr(style, key) is False for tag in tags))
    if style.bold is False:
        sheet.set_sizes(
            {role: max(sheet.size(role), round(sheet.size(of) * step)) for role, (of, step) in _STEPS.items()}
        )


# ── Styles ───────────────────────────────────────────────────────────────────


class _Sheet:
    """`word/styles.xml` being changed, by role."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        mark = etree.tostring(cut_mark(), encoding="unicode")
        self.root = etree.fromstring(f"{styles.before}{mark}{styles.after}".encode())
        self._by_id = {each.get(w("styleId")): each for each in self.root.iter(w("style"))}
        self._lineages: dict[str, list[Any]] = {}
        properties = {name: f"{w('docDefaults')}/{w(f'{name}Default')}" for name in ("pPr", "rPr")}
        self.defaults: dict[str, Any] = {name: self.root.find(path) for name, path in properties.items()}

    def written(self) -> Styles:
        before, after = split_at_marks(self.root)
        return replace(self._styles, before=before, after=after)

    def of(self, role: str) -> Any:
        """The style of a role."""
        return self._by_id[self._styles.ids[role]]

    def lineage(self, role: str) -> list[Any]:
        """A style and those that it is based on, nearest first; circles end."""
        if role not in self._lineages:
            self._lineages[role] = self._ancestors(role)
        return self._lineages[role]

    def _ancestors(self, role: str) -> list[Any]:
        found: list[Any] = []
        style = self.of(role)
        while style is not None and len(found) < _MOST_ANCESTORS:
            found.append(style)
            parent = style.find(w("basedOn"))
            style = self._by_id.get(parent.get(w("val"))) if parent is not None else None
        return found

    def said(self, role: str, properties: str, tag: str, attribute: str = "val") -> str | None:
        """An attribute as the style of a role has it, from itself, an ancestor or the defaults."""
        for style in (*self.lineage(role), self.defaults[properties]):
            child = None if style is None else style.find(f"{w(properties)}/{w(tag)}")
            if child is not None and (value := child.get(w(attribute))) is not None:
                return str(value)
        return None

    def size(self, role: str) -> int:
        """The size of a role's text, in half points."""
        said = self.said(role, "rPr", "sz") or ""
        return int(said) if _SIZE.fullmatch(said) else _DEFAULT_SIZE

    def set_sizes(self, sizes: Mapping[str, int]) -> None:
        for role, size in sizes.items():
            for tag in ("sz", "szCs"):
                self.put(role, "rPr", tag, {"val": str(size)})

    def put(self, role: str, properties: str, tag: str, values: Mapping[str, str]) -> None:
        """Sets attributes of a property, which is added where it is not there."""
        put(_properties(self.of(role), properties), tag, values)

    def drop(self, *tags: str) -> None:
        found: list[Any] = list(self.root.iter(*tags)) if tags else []
        for element in found:
            element.getparent().remove(element)


def _properties(style: Any, name: str) -> Any:
    """The `w:pPr` or `w:rPr` of a style, made where there is none."""
    found = style.find(w(name))
    if found is None:
        behind = _BEHIND_PROPERTIES - ({"pPr"} if name == "rPr" else set())
        place = next((place for place, child in enumerate(style) if local(child) in behind), len(style))
        found = etree.Element(w(name))
        style.insert(place, found)
    return found


def put(parent: Any, tag: str, values: Mapping[str, str]) -> None:
    """Sets attributes of a child, which is added in its place by the schema where it is not there."""
    child = parent.find(w(tag))
    if child is None:
        before = _BEFORE[tag].split()
        place = max((place for place, each in enumerate(parent, 1) if local(each) in before), default=0)
        child = etree.Element(w(tag))
        parent.insert(place, child)
    for key, value in values.items():
        child.set(w(key), value)


def _set_font(sheet: _Sheet, font: str) -> None:
    """One font for every script and every style but those of code, which keep the one that they have."""
    kept = {role: _code_font(sheet, role) for role in _CODE}
    sheet.drop(w("rFonts"))
    faces = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
    put(_properties(sheet.defaults["rPr"], "rPr"), "rFonts", faces)
    sheet.put("normal", "rPr", "rFonts", faces)
    for role, own in kept.items():
        if own:
            sheet.put(role, "rPr", "rFonts", own)


def _code_font(sheet: _Sheet, role: str) -> dict[str, str]:
    """The font of code, where it is another than that of the text."""
    text = sheet.lineage("body")
    own = [style for style in sheet.lineage(role) if style not in text]
    found = (fonts for style in own if (fonts := style.find(f"{w('rPr')}/{w('rFonts')}")) is not None)
    return _plain(next(found, None))


def _set_size(sheet: _Sheet, size: int) -> None:
    """Running text in that size, all else in proportion; no heading gets smaller than that, and nothing too small."""
    former = sheet.size("body")
    normal = _scaled(sheet.size("normal"), size, former)
    for each in sheet.root.iter(w("sz"), w("szCs")):
        if _SIZE.fullmatch(value := each.get(w("val"), "")):
            each.set(w("val"), str(_scaled(int(value), size, former)))
    sheet.set_sizes({"normal": normal})
    sheet.set_sizes(dict.fromkeys(_SIZED, size))
    sheet.set_sizes({role: size for role in _AT_LEAST_TEXT if sheet.size(role) < size})


def _scaled(value: int, size: int, former: int) -> int:
    return max(round(value * size / former), min(value, _LEAST_SIZE))


def _set_flowing(sheet: _Sheet, tag: str, wanted: Mapping[str, Mapping[str, str]], plain: Mapping[str, str]) -> None:
    """Sets a property of running text; a style that is based on it and is none keeps what it had."""
    roles = sorted((role.key for role in ROLES if role.kind == "paragraph"), key=lambda key: len(sheet.lineage(key)))
    former = {role: {key: sheet.said(role, "pPr", tag, key) for key in plain} for role in roles}
    taken = [sheet.of(role) for role in wanted]
    for role in roles:
        kept = {key: value or plain[key] for key, value in former[role].items()}
        values = wanted.get(role, kept)
        is_other = role not in wanted and sheet.of(role) in taken
        now = {key: sheet.said(role, "pPr", tag, key) or plain[key] for key in plain}
        if now != values and not is_other:
            sheet.put(role, "pPr", tag, values)


def _move_tabs(sheet: _Sheet, former: int, width: int) -> None:
    """Tab stops at the end and in the middle of the lines, where these now end elsewhere."""
    for tab in sheet.root.iter(w("tab")):
        place = tab.get(w("pos"), "")
        for share in (1, 2):
            if re.fullmatch(r"\d{1,5}", place) and abs(int(place) - former // share) <= _NEAR:
                tab.set(w("pos"), str(width // share))


# ── Page and settings ────────────────────────────────────────────────────────


def _section(section: Mapping[str, str], style: AskedStyle) -> Any:
    """A body that ends in the section as it is asked for."""
    body = etree.fromstring(f'<w:body xmlns:w="{W}"><w:sectPr>{"".join(section.values())}</w:sectPr></w:body>')
    properties = body[0]
    if style.page is not None:
        _set_page(_found(properties, "pgSz"), _PAGES[style.page])
    if style.margins is not None:
        margins = _found(properties, "pgMar")
        for key, value in {**_MARGINS, **_plain(margins), **_margins(style.margins)}.items():
            margins.set(w(key), value)
    if style.line_numbers is not None:
        _set_line_numbers(properties, int(style.line_numbers))
    return body


def _found(parent: Any, tag: str) -> Any:
    found = parent.find(w(tag))
    return etree.SubElement(parent, w(tag)) if found is None else found


def _plain(element: Any | None) -> dict[str, str]:
    """The attributes of an element, by their names alone."""
    if element is None:
        return {}
    return {etree.QName(key).localname: value for key, value in element.attrib.items()}


def _set_page(page: Any, size: tuple[int, int]) -> None:
    """Another paper, held as the one before was."""
    is_wide = page.get(w("orient")) == "landscape"
    page.attrib.pop(w("code"), None)
    for key, value in zip(("h", "w") if is_wide else ("w", "h"), size, strict=True):
        page.set(w(key), str(value))


def _margins(asked: float | Margins) -> dict[str, str]:
    widths = {side: getattr(asked, side) if isinstance(asked, Margins) else asked for side in _SIDES}
    return {side: str(round(width * _TWIPS_A_MILLIMETRE)) for side, width in widths.items() if width is not None}


def _set_line_numbers(properties: Any, step: int) -> None:
    for former in properties.findall(w("lnNumType")):
        properties.remove(former)
    if step:
        numbers = etree.SubElement(properties, w("lnNumType"))
        numbers.set(w("countBy"), str(step))
        numbers.set(w("restart"), "continuous")


def _settings(settings: Mapping[str, str], style: AskedStyle) -> Mapping[str, str]:
    """The settings; where text is justified, a line that is broken by hand is not stretched."""
    if style.align != "justify":
        return settings
    around = etree.fromstring(f'<w:settings xmlns:w="{W}">{settings.get("compat", COMPATIBLE)}</w:settings>')
    put(around[0], "doNotExpandShiftReturn", {})
    around[0].tail = None
    compatible = etree.tostring(around[0], encoding="unicode").replace(f' xmlns:w="{W}"', "", 1)
    return {**settings, "compat": compatible}
