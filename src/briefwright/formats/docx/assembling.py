"""The parts of a Word file around the body: notes, lists, settings, properties, headers and footers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.formats.docx.furniture import furniture
from briefwright.formats.docx.inheriting import SETTINGS
from briefwright.formats.docx.markup import DECLARATION, NAMESPACES, default_languages, escape, language_tag, run
from briefwright.formats.docx.package import CORE_TYPE, WORD, Relations, content_types, in_utc
from briefwright.formats.docx.pen import Place, paragraph

if TYPE_CHECKING:
    from briefwright.document import Document
    from briefwright.formats.docx.house_style import HouseStyle
    from briefwright.formats.docx.pen import Pen

DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}
COMPATIBLE = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
"""The settings of Word 2013 and later."""
_NOTE_SETTINGS = {
    "footnote": '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
    "endnote": '<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>',
}
"""What Word is told of notes; the numbers of endnotes are roman unless it is told otherwise."""
_LINE = '<w:p><w:pPr>{}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>{}</w:p>'
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_BORDERS = re.compile("<w:pBdr>(.*?)</w:pBdr>", re.DOTALL)
_SIDE = re.compile("<w:(top|left|bottom|right|between|bar)( [^>]*?)/>")
_CHARACTER_STYLE = re.compile(
    '<w:style [^>]*w:type="character"[^>]*>(?:(?!</w:style>|<w:bCs/>).)*</w:style>', re.DOTALL
)
_STANDING_OUT = ("<w:i/><w:iCs/>", "<w:bCs/><w:i/>")
_SIDES = ("top", "left", "bottom", "right", "between", "bar")
_OURS = ("styles", "settings", "numbering")


def assembled(pen: Pen, body: str) -> dict[str, str | bytes]:
    """All parts of the package, by name."""
    house, document = pen.house, pen.document
    notes = f"{pen.note_kind}s"
    for kind in (*_OURS, notes):
        pen.relations.add(kind, f"{kind}.xml")
    for kind, name in house.relations:
        pen.relations.add(kind, f"/{name}")
    section, stories = furniture(pen)
    parts: dict[str, str | bytes] = {
        **house.parts,
        **{f"word/{name}": data for name, data in pen.media.items()},
        **stories,
        "word/document.xml": _part("document", f"<w:body>{body}{section}</w:body>"),
        f"word/{notes}.xml": _part(notes, _separators(pen) + "".join(pen.notes)),
        "word/styles.xml": _styles(house, document),
        "word/settings.xml": _part("settings", _settings(pen)),
        "word/numbering.xml": _numbering(pen),
        "docProps/core.xml": _core(document),
        "_rels/.rels": _root_relations(),
        "word/_rels/document.xml.rels": pen.relations.xml(),
    }
    if pen.note_relations:
        parts[f"word/_rels/{notes}.xml.rels"] = pen.note_relations.xml()
    parts["[Content_Types].xml"] = content_types(DEFAULT_TYPES, _types(house, stories, notes))
    return parts


def _part(name: str, inner: str) -> str:
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def _separators(pen: Pen) -> str:
    """What parts notes from the text: a rule, or before endnotes a heading.

    As the last line of the body, the heading would be left behind where a program begins endnotes on a new page.
    """
    turn = "<w:bidi/>" * pen.look.right_to_left
    written = {kind: _LINE.format(turn, f"<w:r><w:{kind}/></w:r>") for _, kind in _SEPARATORS}
    if pen.house.endnotes:
        words = run(pen.document.labels.notes, pen.look, "")
        written = {
            "separator": paragraph(pen, Place(), words, f"heading-{1 + pen.letter}", keep_next=True),
            "continuationSeparator": _LINE.format(turn, ""),
        }
    return "".join(
        f'<w:{pen.note_kind} w:type="{kind}" w:id="{number}">{written[kind]}</w:{pen.note_kind}>'
        for number, kind in _SEPARATORS
    )


def _types(house: HouseStyle, stories: dict[str, str], notes: str) -> dict[str, str]:
    ours = {f"word/{kind}.xml": f"{WORD}.{kind}+xml" for kind in (*_OURS, notes)}
    furnished = {name: f"{WORD}.{'header' if 'header' in name else 'footer'}+xml" for name in stories}
    return {
        **furnished,
        **house.types,
        **ours,
        "word/document.xml": f"{WORD}.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }


def _styles(house: HouseStyle, document: Document) -> str:
    language = f"<w:lang {default_languages(document.language)}/>"
    written = f"{house.styles.before}{language}{house.styles.after}"
    if document.direction != "rtl":
        return written
    return _without_italics(_BORDERS.sub(_mirrored, written), bold=house.bold)


def _without_italics(written: str, *, bold: bool) -> str:
    """The styles without italics for letters that have none; words that stand out by them are bold instead."""
    words = _CHARACTER_STYLE.sub(lambda style: style[0].replace(*_STANDING_OUT), written) if bold else written
    return words.replace("<w:iCs/>", "")


def _mirrored(borders: re.Match[str]) -> str:
    """The borders of a paragraph with left and right exchanged: unlike indents, they don't turn with the text."""
    sides = dict(_SIDE.findall(borders[1]))
    turned = {**sides, "left": sides.get("right"), "right": sides.get("left")}
    written = "".join(f"<w:{side}{turned[side]}/>" for side in _SIDES if turned.get(side) is not None)
    return f"<w:pBdr>{written}</w:pBdr>"


def _settings(pen: Pen) -> str:
    house, document = pen.house, pen.document
    chosen = {
        "defaultTabStop": '<w:defaultTabStop w:val="720"/>',
        "characterSpacingControl": '<w:characterSpacingControl w:val="doNotCompress"/>',
        "compat": COMPATIBLE,
        "decimalSymbol": '<w:decimalSymbol w:val="."/>',
        "listSeparator": '<w:listSeparator w:val=","/>',
        **house.settings,
        f"{pen.note_kind}Pr": _NOTE_SETTINGS[pen.note_kind],
        "themeFontLang": f"<w:themeFontLang {default_languages(document.language)}/>",
    }
    return "".join(chosen[name] for name in SETTINGS if name in chosen)


def _numbering(pen: Pen) -> str:
    numbers = pen.house.numbers
    ours = pen.numbering
    return f"{numbers.before}{ours.abstracts()}{numbers.between}{ours.nums()}{numbers.after}"


def _core(document: Document) -> str:
    moment = in_utc(document.modified).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    texts = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "dc:language": language_tag(document.language),
    }
    written = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{written}{dates}<cp:revision>1</cp:revision></cp:coreProperties>"
    )


def _root_relations() -> str:
    root = Relations()
    root.add("officeDocument", "word/document.xml")
    root.add(CORE_TYPE, "docProps/core.xml")
    return root.xml()
