# ruff: noqa: INP001 (a script, not a package)
"""Makes each house style of this folder, `plain.docx` from `plain.yaml`, the same bytes every time.

    python templates/house-styles/make.py

The file shows each style by its name, set in it, for those who open it in Word to change one.

The words of a YAML file: `page`; `colours`, by names that the rest uses; `theme`, the colours that Word offers;
`fonts`; and `styles` by role. A style has what its parent has (roles.py says which) unless it says otherwise:

    font, size, bold, italic, small_caps, underline, superscript, colour      its letters; sizes are points
    before, after, line, line_exactly, align                                  spaces are points, `line` a multiple
    left, right, hanging                                                      indents, in millimetres
    ground, frame, rule_above, rule_below, rule_left                          widths and distances are points
    keep_with_next, keep_together, widow_control, outline, next, leader       how paragraphs follow each other
    rule, hairline, hairline_colour, padding, header_ground                   of a table
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from briefwright.document import CALLOUT_KINDS
from briefwright.formats.docx.markup import DECLARATION, NAMESPACES, escape
from briefwright.formats.docx.package import CORE_TYPE, WORD, Relations, content_types, zipped
from briefwright.formats.docx.roles import ROLES, Role, is_custom
from briefwright.formats.docx.theme import THEME_TYPE, theme

HERE = Path(__file__).parent
BY_KEY = {role.key: role for role in ROLES}
MOMENT = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)

Look = dict[str, Any]
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def main() -> None:
    """Writes a `.docx` beside each `.yaml`."""
    for source in sorted(HERE.glob("*.yaml")):
        source.with_suffix(".docx").write_bytes(made(source.read_text(encoding="utf-8"), source.stem))


def made(text: str, name: str) -> bytes:
    """The house style that a YAML text describes."""
    plan = YAML(typ="safe").load(text)
    root, document = Relations(), Relations()
    root.add("officeDocument", "word/document.xml")
    root.add(CORE_TYPE, "docProps/core.xml")
    for kind in _KINDS:
        document.add(kind, f"{kind}.xml")
    types = {f"word/{kind}.xml": f"{WORD}.{kind}+xml" for kind in _KINDS}
    document.add("theme", "theme/theme1.xml")
    types["word/theme/theme1.xml"] = THEME_TYPE
    types["word/document.xml"] = f"{WORD}.document.main+xml"
    types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    rels = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(rels, types),
        "_rels/.rels": root.xml(),
        "docProps/core.xml": _core(name),
        "word/_rels/document.xml.rels": document.xml(),
        "word/document.xml": _part("document", f"<w:body>{_sample()}{_section(plan['page'])}</w:body>"),
        "word/fontTable.xml": _part("fonts", "".join(map(_font, plan["fonts"].values()))),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/theme/theme1.xml": _theme(plan),
        "word/styles.xml": _part("styles", _DEFAULTS + _COMMON + "".join(_style(role, plan) for role in ROLES)),
    }
    return zipped(parts, MOMENT)


_KINDS = ("styles", "settings", "fontTable")
_SETTINGS = (
    '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr>'
    "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_COMMON = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
"""The styles that Word has in each file, and adds where they are missing."""


def _part(name: str, inner: str) -> str:
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def _core(name: str) -> str:
    moment = f"{MOMENT:%Y-%m-%dT%H:%M:%SZ}"
    dates = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{key}>' for key in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>House style: {escape(name)}</dc:title>{dates}</cp:coreProperties>"
    )


def _theme(plan: Look) -> str:
    return theme(plan["fonts"]["text"]["name"], {part: plan["colours"][name] for part, name in plan["theme"].items()})


# ── What the file shows ──────────────────────────────────────────────────────

_ABOUT = (
    ": the text of a document. Each paragraph here is set in the style that it names. Change a style in Word, and "
    "every document that is built in this house style follows. The styles and the page of this file are used; its "
    "text is left behind."
)
_FILLING = (
    ": some more words, so that the paragraph runs on to a second line, which shows how long and how far apart its "
    "lines are, in each of the styles that are for text"
)
_BOXES = (*CALLOUT_KINDS, "inner-box")
_FILLED = frozenset({"summary", "numbered", "list", "quote", "recommendation", "reference", *_BOXES})
_LAST = ("header", "footer", "closing", "signature")
_APART = frozenset({"title", "subtitle", "cover-line", "cover-end", "body", "separator", "gap", *_LAST})
"""Paragraphs that are not shown in their turn."""


def _sample() -> str:
    """The name of each style, set in it: the cover first, then paragraphs, a table, thin lines, and words."""
    in_turn = [role.key for role in sorted(ROLES, key=_turn) if role.kind == "paragraph" and role.key not in _APART]
    pieces = (
        *(_shown("title"), _shown("subtitle"), _cover_line(), _paragraph("cover-end")),
        _paragraph("body", _run(f"Body Text{_ABOUT}")),
        *(_shown(key) for key in in_turn if not key.startswith("table-")),
        _table(),
        _paragraph("gap"),
        _paragraph("body", _run("Cover End, Separator and Gap are thin lines without words:")),
        *(_paragraph("cover-end"), _paragraph("separator"), _paragraph("gap")),
        _words(),
        *map(_shown, _LAST),
    )
    return "".join(pieces)


def _turn(role: Role) -> float:
    """The order of the roles, but the title of a box above its text."""
    is_above = role.key.removesuffix("-title") in _BOXES and role.key.endswith("-title")
    return list(BY_KEY).index(role.key) - 1.5 * is_above


def _shown(key: str) -> str:
    """A style by its name; a box is parted from the one above it, and an entry of the contents has a number."""
    words = _run(BY_KEY[key].name + _FILLING * (key in _FILLED))
    number = "<w:r><w:tab/><w:t>1</w:t></w:r>" if key.startswith("toc-") else ""
    parting = _paragraph("gap") if key.removesuffix("-title") in _BOXES and key.endswith("-title") else ""
    return parting + _paragraph(key, words + number)


def _cover_line() -> str:
    line = "".join((_styled("cover-label"), "<w:r><w:tab/></w:r>", _styled("cover-value"), _run(", in a Cover Line")))
    return _paragraph("cover-line", line)


def _table() -> str:
    properties = f'<w:tblStyle w:val="{style_id(BY_KEY["table"])}"/><w:tblW w:w="6000" w:type="dxa"/>'
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"/>'
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    header = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cell('table-header') * 2}</w:tr>"
    rows = f"<w:tr>{_cell('table-cell') * 2}</w:tr>" * 2
    name = _paragraph("caption", _run(f"{BY_KEY['table'].name}, the style of tables"))
    return f"{name}<w:tbl><w:tblPr>{properties}{look}</w:tblPr>{grid}{header}{rows}</w:tbl>"


def _cell(key: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{_shown(key)}</w:tc>'


def _words() -> str:
    characters = [role.key for role in ROLES if role.kind == "character"]
    return _paragraph("body", _run(" · ").join(map(_styled, characters)))


def _paragraph(key: str, runs: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(BY_KEY[key])}"/></w:pPr>{runs}</w:p>'


def _styled(key: str) -> str:
    return _run(BY_KEY[key].name, f'<w:rPr><w:rStyle w:val="{style_id(BY_KEY[key])}"/></w:rPr>')


def _run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def style_id(role: Role) -> str:
    """The id of a role's style, as Word would make it."""
    return "".join(word[:1].upper() + word[1:] for word in role.name.replace("toc", "TOC").split())


# ── Page and fonts ───────────────────────────────────────────────────────────


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def _section(page: Look) -> str:
    margins = " ".join(f'w:{side}="{twips(width)}"' for side, width in page["margins"].items())
    return (
        f'<w:sectPr><w:pgSz w:w="{twips(page["width"])}" w:h="{twips(page["height"])}"/>'
        f'<w:pgMar {margins} w:gutter="0"/><w:cols w:space="720"/></w:sectPr>'
    )


def _font(font: Look) -> str:
    """An entry of the table of fonts: what to use where it is not installed, and which scripts it has."""
    bits = " ".join(
        f'w:{name}="{value}"'
        for name, value in zip(("usb0", "usb1", "usb2", "usb3", "csb0", "csb1"), font["signature"].split(), strict=True)
    )
    return (
        f'<w:font w:name="{font["name"]}"><w:altName w:val="{",".join(font["else"])}"/>'
        f'<w:panose1 w:val="{font["panose"]}"/><w:charset w:val="00"/><w:family w:val="{font["family"]}"/>'
        f'<w:pitch w:val="{font["pitch"]}"/><w:sig {bits}/></w:font>'
    )


# ── Styles ───────────────────────────────────────────────────────────────────


def _style(role: Role, plan: Look) -> str:
    look: Look = plan["styles"][role.key] or {}
    attributes = ' w:default="1"' * (role.key == "normal") + ' w:customStyle="1"' * is_custom(role)
    properties = _table_properties(look, plan["colours"]) if role.kind == "table" else _paragraph_and_run(look, plan)
    based_on = f'<w:basedOn w:val="{style_id(BY_KEY[role.based_on])}"/>' if role.based_on else ""
    following = f'<w:next w:val="{style_id(BY_KEY[look["next"]])}"/>' if "next" in look else ""
    return (
        f'<w:style w:type="{role.kind}"{attributes} w:styleId="{style_id(role)}"><w:name w:val="{role.name}"/>'
        f"{based_on}{following}<w:qFormat/>{properties}</w:style>"
    )


def _paragraph_and_run(look: Look, plan: Look) -> str:
    paragraph = _wrapped("pPr", _paragraph_properties(look, plan))
    return paragraph + _wrapped("rPr", _run_properties(look, plan))


def _wrapped(name: str, inner: str) -> str:
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""


def _paragraph_properties(look: Look, plan: Look) -> str:
    """The children of `w:pPr`, in the order of the schema."""
    return "".join(
        (
            _switch("keepNext", look, "keep_with_next"),
            _switch("keepLines", look, "keep_together"),
            _switch("widowControl", look, "widow_control"),
            _borders(look, plan["colours"]),
            _ground(plan["colours"][look["ground"]]) if "ground" in look else "",
            _leader(plan["page"]) if look.get("leader") else "",
            _attributes("spacing", _spacing(look)),
            _attributes("ind", {side: twips(look[side]) for side in ("left", "right", "hanging") if side in look}),
            f'<w:jc w:val="{look["align"]}"/>' if "align" in look else "",
            f'<w:outlineLvl w:val="{look["outline"] - 1}"/>' if "outline" in look else "",
        )
    )


def _switch(tag: str, look: Look, key: str) -> str:
    return f"<w:{tag}/>" if look.get(key) else ""


def _attributes(tag: str, values: dict[str, Any]) -> str:
    written = " ".join(f'w:{name}="{value}"' for name, value in values.items())
    return f"<w:{tag} {written}/>" if values else ""


def _spacing(look: Look) -> dict[str, Any]:
    values: dict[str, Any] = {side: round(look[side] * 20) for side in ("before", "after") if side in look}
    if "line" in look:
        values |= {"line": round(look["line"] * 240), "lineRule": "auto"}
    if "line_exactly" in look:
        values |= {"line": round(look["line_exactly"] * 20), "lineRule": "exact"}
    return values


def _ground(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _borders(look: Look, colours: Look) -> str:
    """A frame around, its left side as `rule_left` says, or single rules."""
    frame = look.get("frame", {})
    room = {"top": "above", "left": "beside", "bottom": "above", "right": "beside"}
    around = {side: {**frame, "distance": frame[key]} for side, key in room.items() if frame}
    named = {"top": "rule_above", "left": "rule_left", "bottom": "rule_below"}
    own = {side: {**around.get(side, {}), **look[key]} for side, key in named.items() if key in look}
    sides = {**around, **own}
    return _wrapped("pBdr", "".join(_rule(side, sides[side], colours) for side in room if side in sides))


def _rule(side: str, rule: Look, colours: Look) -> str:
    width, distance = round(rule["width"] * 8), rule.get("distance", 0)
    colour = colours[rule["colour"]] if "colour" in rule else "auto"
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{distance}" w:color="{colour}"/>'


def _leader(page: Look) -> str:
    width = page["width"] - page["margins"]["left"] - page["margins"]["right"]
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(width)}"/></w:tabs>'


def _run_properties(look: Look, plan: Look) -> str:
    """The children of `w:rPr`, in the order of the schema."""
    faces = ("ascii", "hAnsi", "eastAsia", "cs")
    size = round(look["size"] * 2) if "size" in look else 0
    return "".join(
        (
            _attributes("rFonts", dict.fromkeys(faces, plan["fonts"][look["font"]]["name"]) if "font" in look else {}),
            "<w:b/><w:bCs/>" if look.get("bold") else "",
            "<w:i/><w:iCs/>" if look.get("italic") else "",
            _switch("smallCaps", look, "small_caps"),
            f'<w:color w:val="{plan["colours"][look["colour"]]}"/>' if "colour" in look else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            '<w:u w:val="single"/>' if look.get("underline") else "",
            '<w:vertAlign w:val="superscript"/>' if look.get("superscript") else "",
        )
    )


def _table_properties(look: Look, colours: Look) -> str:
    """Rules above and below, one below the header and its ground, hairlines between the rows."""
    outer = {"width": look["rule"], "colour": look["colour"]}
    inner = {"width": look["hairline"], "colour": look["hairline_colour"]}
    borders = _rule("top", outer, colours) + _rule("bottom", outer, colours) + _rule("insideH", inner, colours)
    padding = "".join(f'<w:{side} w:w="{twips(look["padding"])}" w:type="dxa"/>' for side in ("left", "right"))
    below_header = _wrapped("tcBorders", _rule("bottom", {**outer, "width": look["rule"] / 2}, colours))
    ground = _ground(colours[look["header_ground"]]) if "header_ground" in look else ""
    return (
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{below_header}{ground}</w:tcPr></w:tblStylePr>'
    )


if __name__ == "__main__":
    main()
