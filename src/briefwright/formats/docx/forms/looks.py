"""How a form looks where an answer goes, and what we write, dressed in it.

Our writer says of a paragraph what it is for, by the key of a role in place of a style. Here the role gives way to
the properties of the place, and what sets a heading, a quotation or a box apart is said directly: an answer brings
no styles of ours into a body's form, but those that Word itself has for notes, links and tables.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from briefwright.document import CALLOUT_KINDS
from briefwright.formats.docx.inheriting import figure, local, w
from briefwright.formats.docx.markup import W
from briefwright.formats.docx.numbering import STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
).split()
_NOT_OF_PLACE = {
    *("numPr", "sectPr", "pPrChange", "rPr", "framePr", "outlineLvl", "pageBreakBefore", "cnfStyle"),
    *("keepNext", "keepLines", "divId"),
}
_OF_PROMPTS = {"rStyle", "color", "i", "iCs", "highlight", "shd"}
_NOT_OF_RUN = {"rPrChange", "ins", "del", "moveFrom", "moveTo", "vanish", "webHidden", "specVanish", "lang", "rtl"}
_FONT = {"rFonts", "sz", "szCs"}
_INWARD = {
    "quote": 567,
    **{f"{kind}{part}": 284 for kind in (*CALLOUT_KINDS, "inner-box") for part in ("", "-title", "-list")},
}
"""How far in from the answer's text paragraphs of some roles stand."""
_FRAMED = {f"{kind}{part}" for kind in CALLOUT_KINDS for part in ("", "-title", "-list")}
_BAR = f'<w:pBdr xmlns:w="{W}"><w:left w:val="single" w:sz="12" w:space="8" w:color="auto"/></w:pBdr>'
"""What sets a box apart: a line at the side where its text begins."""
_GAP = "120"
_AIR = "80"
_CLOSE = {"table-cell", "table-header", "figure", "gap"}
"""Roles of paragraphs that have no space of their own below them."""
_BOLD = {
    *(f"heading-{level}" for level in range(1, 6)),
    *(f"{kind}-title" for kind in (*CALLOUT_KINDS, "inner-box")),
    *("title", "table-header", "question"),
}
_ITALIC = {"caption", "subtitle"}
_NOTES = {"note", "endnote"}
_FIXED = f'<w:rFonts xmlns:w="{W}" w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'


class Look(NamedTuple):
    """The properties of the paragraphs and of the runs of a place."""

    paragraph: Any
    run: Any

    @property
    def left(self) -> int:
        """How far in its paragraphs say that they begin, in twentieths of a point."""
        indent = self.paragraph.find(w("ind"))
        said = "0" if indent is None else indent.get(w("left")) or indent.get(w("start")) or "0"
        return figure(said)


def look_of(paragraph: Any, run: Any = None, hidden: Iterable[str] = ()) -> Look:
    """The look of a paragraph and, where there is one, of its run; ``hidden`` are the styles of placeholders."""
    properties = paragraph.find(w("pPr")) if paragraph is not None else None
    if run is None and properties is not None:
        run = properties.find(w("rPr"))
    return Look(_kept(properties, _NOT_OF_PLACE, "pPr"), run_look(run, hidden))


def run_look(properties: Any, hidden: Iterable[str] = ()) -> Any:
    """The properties of a run, without those of a placeholder."""
    kept = _kept(properties, _NOT_OF_RUN, "rPr")
    style = kept.find(w("rStyle"))
    if style is not None and style.get(w("val")) in set(hidden):
        for child in [each for each in kept if local(each) in {"rStyle", "color"}]:
            kept.remove(child)
    return kept


def unprompted(look: Look) -> Look:
    """The look of a place without what makes its prompt look like one: grey, in italics, marked."""
    kept = [child for child in look.run if local(child) not in _OF_PROMPTS]
    return look._replace(run=_of(kept, "rPr"))


def font_of(properties: Any) -> Any:
    """The font and the size of a run, and nothing else."""
    return _of([child for child in properties if local(child) in _FONT], "rPr")


def _kept(properties: Any, without: set[str], name: str) -> Any:
    children = () if properties is None else properties
    ours = (child for child in children if child.tag == w(local(child)))
    return _of([child for child in ours if local(child) not in without], name)


def _of(children: Iterable[Any], name: str) -> Any:
    made = etree.Element(w(name), nsmap={"w": W})
    made.extend(deepcopy(child) for child in children)
    for child in made:
        child.tail = None
    return made


# ── Dressing ─────────────────────────────────────────────────────────────────


class Dress(NamedTuple):
    """What an answer is dressed in: the look of its place, the ids of the form's styles, the tag of its language.

    Where the form leaves no space between paragraphs, an ``airy`` answer has some between its own.
    A form that is ``turned`` may run from right to left where a paragraph does not say otherwise.
    """

    look: Look
    style: Callable[[str], str]
    language: str = ""
    airy: bool = False
    turned: bool = False


def dressed(fragment: Any, dress: Dress) -> None:
    """Give all paragraphs and runs of a fragment the look of their place."""
    for table in fragment.iter(w("tblStyle")):
        table.set(w("val"), dress.style("table"))
    for paragraph in fragment.iter(w("p")):
        role = _role(paragraph)
        _dress_paragraph(paragraph, role, dress)
        for run in paragraph.iter(w("r")):
            dress_run(run, role, dress)


def _role(paragraph: Any) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else str(style.get(w("val")))


def _dress_paragraph(paragraph: Any, role: str, dress: Dress) -> None:
    ours = paragraph.find(w("pPr"))
    said = {} if ours is None else {local(child): child for child in ours}
    runs_right = "bidi" in said
    if dress.turned:
        said.setdefault("bidi", etree.Element(w("bidi"), {w("val"): "0"}))
    if role in _NOTES:
        said["pStyle"].set(w("val"), dress.style("note"))
        _put(paragraph, "pPr", said, _PARAGRAPH_ORDER)
        return
    said = {name: child for name, child in said.items() if name not in {"pStyle", "outlineLvl"}}
    spacing = said.pop("spacing", None)
    if role == "gap":
        height = _GAP if spacing is None else spacing.get(w("line"), _GAP)
        thin = {"before": "0", "after": "0", "line": height, "lineRule": "exact"}
        said["spacing"] = etree.Element(w("spacing"), {w(name): value for name, value in thin.items()})
    theirs = {local(child): deepcopy(child) for child in dress.look.paragraph}
    if runs_right != ("bidi" in theirs):
        theirs.pop("jc", None)
    theirs.pop("bidi", None)
    if dress.airy and role not in _CLOSE and paragraph.getnext() is not None:
        said.setdefault("spacing", etree.Element(w("spacing"), {w("before"): "0", w("after"): _AIR}))
    _indent(said, theirs, role, dress.look.left)
    if role in _FRAMED:
        said["pBdr"] = etree.fromstring(_BAR)
    if len(dress.look.run):
        said["rPr"] = deepcopy(dress.look.run)
    _put(paragraph, "pPr", {**theirs, **said}, _PARAGRAPH_ORDER)


def _indent(said: dict[str, Any], theirs: dict[str, Any], role: str, left: int) -> None:
    """Where a paragraph begins: as far in as the place, and from there as far as what we write asks for."""
    own = said.pop("ind", None)
    if role in {"table-cell", "table-header"}:
        theirs.pop("ind", None)
        return
    numbered, aside = said.get("numPr"), _INWARD.get(role, 0)
    inward = 0 if own is None else int(own.get(w("left"), "0"))
    if numbered is not None:
        level = int(numbered.find(w("ilvl")).get(w("val")))
        theirs.pop("ind", None)
        if left or role != "list":
            said["ind"] = _ind(left + aside + max(inward, STEP * (level + 1)), STEP)
    elif inward or aside:
        said["ind"] = _ind(left + aside + inward, 0)


def _ind(left: int, hanging: int) -> Any:
    turn = (w("hanging"), str(hanging)) if hanging else (w("firstLine"), "0")
    return etree.Element(w("ind"), {w("left"): str(left), turn[0]: turn[1]})


def dress_run(run: Any, role: str, dress: Dress) -> None:
    """Give a run the font of its place, under what it says of itself."""
    ours = run.find(w("rPr"))
    said = {} if ours is None else {local(child): child for child in ours}
    base = dress.look.run if role not in _NOTES else font_of(dress.look.run)
    theirs = {local(child): deepcopy(child) for child in base}
    if role in _NOTES:
        theirs = {name: child for name, child in theirs.items() if name == "rFonts"}
    style = said.pop("rStyle", None)
    said |= _worn("" if style is None else str(style.get(w("val"))), theirs, dress)
    if role in _BOLD:
        said |= {name: etree.Element(w(name)) for name in ("b", "bCs")}
    if role in _ITALIC:
        said |= {name: etree.Element(w(name)) for name in ("i", "iCs")}
    if role == "code":
        said["rFonts"] = etree.fromstring(_FIXED)
    if dress.language and "lang" not in said:
        said["lang"] = etree.Element(w("lang"), {w("bidi" if "rtl" in said else "val"): dress.language})
    _put(run, "rPr", {**theirs, **said}, _RUN_ORDER)


def _worn(role: str, theirs: dict[str, Any], dress: Dress) -> dict[str, Any]:
    """What the style of some words stands for: the form's own, or the same said directly."""
    match role:
        case "link":
            for name in ("color", "u", "rStyle"):
                theirs.pop(name, None)
        case "note-reference":
            for name in ("vertAlign", "rStyle", "position"):
                theirs.pop(name, None)
        case "inline-code":
            return {"rFonts": etree.fromstring(_FIXED)}
        case "term":
            return {name: etree.Element(w(name)) for name in ("i", "iCs")}
        case _:
            return {}
    return {"rStyle": etree.Element(w("rStyle"), {w("val"): dress.style(role)})}


def _put(parent: Any, name: str, properties: dict[str, Any], order: list[str]) -> None:
    """The properties as the first child, in the order of the schema; those of later versions of Word last."""
    before = parent.find(w(name))
    if before is not None:
        parent.remove(before)
    if not properties:
        return
    made = etree.Element(w(name), nsmap={"w": W})
    place = {each: number for number, each in enumerate(order)}
    made.extend(properties[each] for each in sorted(properties, key=lambda each: place.get(each, len(order))))
    parent.insert(0, made)
