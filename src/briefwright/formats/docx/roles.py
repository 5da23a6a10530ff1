"""The named styles that a house style may have, and the plain ones that stand in for those it lacks.

A role is found by the *name* of its style, which Word keeps in English; ids are translated, so they say nothing.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefwright.document import CALLOUT_KINDS

Kind = Literal["paragraph", "character", "table"]


class Role(NamedTuple):
    """What a style is for, its name in Word, and the plain style: the role it is based on, `w:pPr`, `w:rPr`."""

    key: str
    name: str
    based_on: str = "normal"
    paragraph: str = ""
    run: str = ""
    kind: Kind = "paragraph"


def _spaced(before: int, after: int, *, keep: bool = False) -> str:
    """Space before and after, in twentieths of a point; what is kept stays with the next paragraph."""
    return f'{"<w:keepNext/>" * keep}<w:spacing w:before="{before}" w:after="{after}"/>'


def _heading(level: int, size: int) -> Role:
    properties = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    run = f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return Role(f"heading-{level}", f"heading {level}", paragraph=properties, run=run)


def _box(kind: str, ground: str = "F2F2F2", bar: int = 4) -> tuple[Role, Role, Role]:
    """The styles of a callout: its text, its title, and the lists in it, all with one border.

    ``bar`` is how wide the border at the beginning of the lines is, in eighths of a point.
    """
    name = kind.replace("-", " ").title()
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="auto"/>'
        for side, space, width in (("top", 6, 4), ("left", 8, bar), ("bottom", 6, 4), ("right", 8, 4))
    )
    frame = f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    inset = '<w:ind w:left="180" w:right="180"/>'
    return (
        Role(kind, name, paragraph=f'{frame}<w:spacing w:before="0" w:after="80"/>{inset}'),
        Role(f"{kind}-title", f"{name} Title", kind, "<w:keepNext/>", "<w:b/><w:bCs/>"),
        Role(f"{kind}-list", f"{name} List", kind),
    )


_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
_THIN = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
_SMALL = '<w:sz w:val="20"/><w:szCs w:val="20"/>'
_FIXED = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_HANGING = '<w:ind w:left="567" w:hanging="567"/>'

NORMAL = Role("normal", "Normal", based_on="")
ROLES: tuple[Role, ...] = (
    NORMAL,
    Role(
        "title",
        "Title",
        paragraph=_spaced(0, 120, keep=True),
        run='<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>',
    ),
    Role("subtitle", "Subtitle", paragraph=_spaced(0, 240), run="<w:i/><w:iCs/>"),
    Role("cover-line", "Cover Line", paragraph=_spaced(0, 40)),
    Role("cover-label", "Cover Label", "", run="<w:b/><w:bCs/>", kind="character"),
    Role("cover-value", "Cover Value", "", kind="character"),
    Role(
        "cover-end",
        "Cover End",
        paragraph=f'{_RULE}<w:spacing w:before="0" w:after="240" w:line="120" w:lineRule="exact"/>',
    ),
    Role("letterhead", "Letterhead", "body", paragraph=_spaced(0, 240)),
    _heading(1, 32),
    _heading(2, 28),
    _heading(3, 24),
    _heading(4, 24),
    _heading(5, 24),
    Role("body", "Body Text", paragraph=_spaced(0, 120)),
    Role("summary", "Summary", "body"),
    Role("numbered", "Numbered Paragraph", "body", paragraph=_HANGING),
    Role("list", "List Paragraph", "body"),
    Role("quote", "Quote", "body", paragraph='<w:ind w:left="567" w:right="567"/>'),
    Role("code", "Code", "body", paragraph='<w:spacing w:before="0" w:after="120"/>', run=_FIXED + _SMALL),
    Role(
        "question",
        "Question",
        "body",
        paragraph=_spaced(360, 80, keep=True),
        run='<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>',
    ),
    Role("recommendation", "Recommendation", "body"),
    Role("recommendation-list", "Recommendation List", "recommendation"),
    Role("reference", "Reference", "body", paragraph=_HANGING),
    Role("closing", "Closing", "body", paragraph='<w:keepLines/><w:spacing w:before="480" w:after="0"/>'),
    Role("signature", "Signature", "body", paragraph='<w:keepLines/><w:spacing w:before="840" w:after="0"/>'),
    *(role for kind in CALLOUT_KINDS for role in _box(kind)),
    *_box("inner-box", "FFFFFF", 24),
    Role("figure", "Figure", "body", paragraph="<w:keepNext/>"),
    Role("caption", "caption", "body", run="<w:i/><w:iCs/>"),
    Role("separator", "Separator", paragraph=f'{_RULE}{_THIN}<w:ind w:left="3402" w:right="3402"/>'),
    Role("gap", "Gap", paragraph=_THIN),
    Role("table", "Brief Table", "", kind="table"),
    Role("table-header", "Table Header", "table-cell", "<w:keepNext/>", "<w:b/><w:bCs/>"),
    Role("table-cell", "Table Cell", paragraph=_spaced(40, 40)),
    Role("note", "footnote text", paragraph=_spaced(0, 40), run=_SMALL),
    Role("endnote", "endnote text", "note"),
    Role("header", "header", run=_SMALL),
    Role("footer", "footer", paragraph='<w:jc w:val="center"/>', run=_SMALL),
    Role("contents-title", "TOC Heading", paragraph=_spaced(240, 80, keep=True), run="<w:b/><w:bCs/>"),
    Role("toc-1", "toc 1", paragraph=_spaced(0, 60)),
    Role("toc-2", "toc 2", paragraph='<w:ind w:left="284"/>'),
    Role("toc-3", "toc 3", paragraph='<w:ind w:left="567"/>'),
    Role("note-reference", "footnote reference", "", run='<w:vertAlign w:val="superscript"/>', kind="character"),
    Role("endnote-reference", "endnote reference", "", run='<w:vertAlign w:val="superscript"/>', kind="character"),
    Role("line-number", "line number", "", kind="character"),
    Role("link", "Hyperlink", "", run='<w:u w:val="single"/>', kind="character"),
    Role("inline-quote", "Inline Quote", "", kind="character"),
    Role("term", "Term", "", run="<w:i/><w:iCs/>", kind="character"),
    Role("inline-code", "Inline Code", "", run=_FIXED, kind="character"),
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "bottom", "insideH")
)
TABLE_PROPERTIES = (
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>"
    '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
"""What makes a table of a plain table style."""


_BUILT_IN = frozenset(
    {
        *("Normal", "Title", "Subtitle", "Body Text", "List Paragraph", "Quote", "Closing", "Signature", "caption"),
        *("header", "footer", "footnote text", "footnote reference", "endnote text"),
        *("endnote reference", "Hyperlink", "TOC Heading", "line number"),
        *(f"heading {level}" for level in range(1, 6)),
        *(f"toc {level}" for level in range(1, 4)),
    }
)


def is_custom(role: Role) -> bool:
    """Whether the style of a role is one that Word does not know by itself."""
    return role.name not in _BUILT_IN


def style_xml(role: Role, style_id: str, parent_id: str) -> str:
    """The plain style of a role, its children in the order of the schema."""
    based_on = f'<w:basedOn w:val="{parent_id}"/>' if parent_id else ""
    paragraph = f"<w:pPr>{role.paragraph}</w:pPr>" if role.paragraph else ""
    run = f"<w:rPr>{role.run}</w:rPr>" if role.run else ""
    table = TABLE_PROPERTIES if role.kind == "table" else ""
    origin = ' w:default="1"' * (role is NORMAL) + ' w:customStyle="1"' * is_custom(role)
    return (
        f'<w:style w:type="{role.kind}"{origin} w:styleId="{style_id}"><w:name w:val="{role.name}"/>'
        f"{based_on}<w:qFormat/>{paragraph}{run}{table}</w:style>"
    )
