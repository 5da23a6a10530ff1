"""What does not go along with XML that is taken over: tracked changes, comments, bindings to what stays behind.

And what is mended in it: LibreOffice writes a few things otherwise than the standard has them.
"""

from __future__ import annotations

from typing import Any

from briefwright.formats.docx.markup import W

_CORE_PROPERTIES = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
"""The store that content controls with the document's title, author … are bound to: docProps/core.xml."""

_ACCEPTED = tuple(f"{{{W}}}{name}" for name in ("ins", "moveTo"))
_DROPPED = tuple(
    f"{{{W}}}{name}"
    for name in (
        *("del", "moveFrom", "cellDel"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange"),
        *("tblGridChange", "numberingChange", "cellIns", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        *("proofErr", "permStart", "permEnd"),
    )
)
_BINDINGS = (f"{{{W}}}dataBinding", "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")


def clean(root: Any) -> None:
    """Accepts tracked changes, and takes out who made them; takes out marks of what does not come along.

    A content control stays, bound to the document's properties at most: custom data and the glossary are left.
    """
    for element in list(root.iter(*_DROPPED)):
        _remove(element)
    for element in list(root.iter(*_ACCEPTED)):
        _unwrap(element)
    for element in list(root.iter(*_BINDINGS)):
        if element.get(f"{{{W}}}storeItemID", "").upper() != _CORE_PROPERTIES:
            _remove(element)
    for element in list(root.iter(f"{{{W}}}placeholder")):
        if element.getparent().tag == f"{{{W}}}sdtPr":
            _remove(element)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def without_foreign(element: Any) -> None:
    """Takes out whatever is not Word's own namespace: extensions that only their part could declare."""
    for each in list(element.iter()):
        for name in [name for name in each.attrib if not name.startswith(f"{{{W}}}")]:
            del each.attrib[name]
        if each is not element and not (isinstance(each.tag, str) and each.tag.startswith(f"{{{W}}}")):
            _remove(each)


# ── LibreOffice ──────────────────────────────────────────────────────────────

_LEVEL = (
    *("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy"),
    *("lvlJc", "pPr", "rPr"),
)
"""Children of `w:lvl`, in the order of the schema."""
_SIDES = {"start": "left", "end": "right"}


def mend_numbers(root: Any) -> None:
    """Puts the children of list levels in order, and calls sides left and right."""
    places = {f"{{{W}}}{name}": place for place, name in enumerate(_LEVEL)}
    for level in root.iter(f"{{{W}}}lvl"):
        level[:] = sorted(level, key=lambda child: places.get(child.tag, len(places)))
    for side in root.iter(f"{{{W}}}lvlJc"):
        said = side.get(f"{{{W}}}val", "left")
        side.set(f"{{{W}}}val", _SIDES.get(said, said))


def mend_fonts(root: Any) -> None:
    """Takes out the names of character sets that the standard does not have; their numbers stay."""
    for charset in root.iter(f"{{{W}}}charset"):
        charset.attrib.pop(f"{{{W}}}characterSet", None)
