# ruff: noqa: INP001 (a script, not a package)
"""Makes each house style of this folder, `plain.docx` from `plain.yaml`, the same bytes every time.

    python templates/house-styles/make.py

The file shows each style by a paragraph that is set in it, for those who open it in Word to change one.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from briefwright.formats.docx.markup import DECLARATION, NAMESPACES, escape
from briefwright.formats.docx.package import CORE_TYPE, WORD, Relations, content_types, zipped
from briefwright.formats.docx.roles import ROLES, Role, is_custom
from briefwright.formats.docx.theme import THEME_TYPE, theme

HERE = Path(__file__).parent
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
        "word/document.xml": _part("document", f"<w:body>{_samples()}{_section(plan['page'])}</w:body>"),
        "word/fontTable.xml": _part("fonts", "".join(_font(kind, names) for kind, names in plan["fonts"].items())),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/theme/theme1.xml": theme(plan["fonts"]["text"][0]),
        "word/styles.xml": _part("styles", _DEFAULTS + "".join(_style(role, plan) for role in ROLES)),
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


def _samples() -> str:
    """A paragraph in each style, which says the style's name."""
    paragraphs = [role for role in ROLES if role.kind == "paragraph"]
    characters = [role for role in ROLES if role.kind == "character"]
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(role)}"/></w:pPr><w:r><w:t>{escape(role.name)}</w:t></w:r></w:p>'
        for role in paragraphs
    ) + "".join(
        f'<w:p><w:r><w:rPr><w:rStyle w:val="{style_id(role)}"/></w:rPr><w:t>{escape(role.name)}</w:t></w:r></w:p>'
        for role in characters
    )


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


def _font(kind: str, names: list[str]) -> str:
    first, *others = names
    family, pitch = ("modern", "fixed") if kind == "code" else ("roman", "variable")
    return (
        f'<w:font w:name="{first}"><w:altName w:val="{",".join(others)}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
    )


# ── Styles ───────────────────────────────────────────────────────────────────


def _style(role: Role, plan: Look) -> str:
    look: Look = plan["styles"][role.key] or {}
    by_key = {each.key: each for each in ROLES}
    attributes = ' w:default="1"' * (role.key == "normal") + ' w:customStyle="1"' * is_custom(role)
    properties = _table_properties(look) if role.kind == "table" else _paragraph_and_run(look, plan)
    based_on = f'<w:basedOn w:val="{style_id(by_key[role.based_on])}"/>' if role.based_on else ""
    following = f'<w:next w:val="{style_id(by_key[look["next"]])}"/>' if "next" in look else ""
    return (
        f'<w:style w:type="{role.kind}"{attributes} w:styleId="{style_id(role)}"><w:name w:val="{role.name}"/>'
        f"{based_on}{following}<w:qFormat/>{properties}</w:style>"
    )


def _paragraph_and_run(look: Look, plan: Look) -> str:
    paragraph = _wrapped("pPr", _paragraph_properties(look, plan["page"]))
    return paragraph + _wrapped("rPr", _run_properties(look, plan["fonts"]))


def _wrapped(name: str, inner: str) -> str:
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""


def _paragraph_properties(look: Look, page: Look) -> str:
    """The children of `w:pPr`, in the order of the schema."""
    return "".join(
        (
            _switch("keepNext", look, "keep_with_next"),
            _switch("keepLines", look, "keep_together"),
            _switch("widowControl", look, "widow_control"),
            _borders(look),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{look["ground"]}"/>' if look.get("ground") else "",
            _leader(page) if look.get("leader") else "",
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


def _borders(look: Look) -> str:
    """A frame around, its left side as `rule_left` says, or single rules."""
    frame = look.get("frame", {})
    room = {"top": "above", "left": "beside", "bottom": "above", "right": "beside"}
    around = {side: {**frame, "distance": frame[key]} for side, key in room.items() if frame}
    named = {"top": "rule_above", "left": "rule_left", "bottom": "rule_below"}
    own = {side: {**around.get(side, {}), **look[key]} for side, key in named.items() if key in look}
    sides = {**around, **own}
    return _wrapped("pBdr", "".join(_rule(side, sides[side]) for side in room if side in sides))


def _rule(side: str, rule: Look) -> str:
    width, distance = round(rule["width"] * 8), rule.get("distance", 0)
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{distance}" w:color="{rule.get("shade", "auto")}"/>'


def _leader(page: Look) -> str:
    width = page["width"] - page["margins"]["left"] - page["margins"]["right"]
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(width)}"/></w:tabs>'


def _run_properties(look: Look, fonts: Look) -> str:
    """The children of `w:rPr`, in the order of the schema."""
    faces = ("ascii", "hAnsi", "eastAsia", "cs")
    size = round(look["size"] * 2) if "size" in look else 0
    return "".join(
        (
            _attributes("rFonts", dict.fromkeys(faces, fonts[look["font"]][0]) if "font" in look else {}),
            "<w:b/><w:bCs/>" if look.get("bold") else "",
            "<w:i/><w:iCs/>" if look.get("italic") else "",
            _switch("smallCaps", look, "small_caps"),
            f'<w:spacing w:val="{round(look["spacing"] * 20)}"/>' if "spacing" in look else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            '<w:u w:val="single"/>' if look.get("underline") else "",
            '<w:vertAlign w:val="superscript"/>' if look.get("superscript") else "",
        )
    )


def _table_properties(look: Look) -> str:
    """Rules above and below, one below the header, hairlines between the rows."""
    outer = {"width": look["rule"]}
    inner = {"width": look["hairline"], "shade": look["shade"]}
    borders = _rule("top", outer) + _rule("bottom", outer) + _rule("insideH", inner)
    padding = "".join(f'<w:{side} w:w="{twips(look["padding"])}" w:type="dxa"/>' for side in ("left", "right"))
    below_header = _rule("bottom", {"width": look["rule"] / 2})
    return (
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{below_header}</w:tcBorders></w:tcPr></w:tblStylePr>'
    )


if __name__ == "__main__":
    main()
