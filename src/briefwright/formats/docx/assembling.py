"""The parts of a Word file around the body: notes, lists, settings, properties, headers and footers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.formats.docx.furniture import furniture
from briefwright.formats.docx.inheriting import SETTINGS
from briefwright.formats.docx.markup import DECLARATION, NAMESPACES, default_languages, escape, language_tag
from briefwright.formats.docx.package import CORE_TYPE, WORD, Relations, content_types, in_utc

if TYPE_CHECKING:
    from briefwright.document import Document
    from briefwright.formats.docx.house_style import HouseStyle
    from briefwright.formats.docx.pen import Pen

_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}
_COMPATIBLE = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_NOTE_SETTINGS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
    f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OURS = ("styles", "settings", "numbering", "footnotes")


def assembled(pen: Pen, body: str) -> dict[str, str | bytes]:
    """All parts of the package, by name."""
    house, document = pen.house, pen.document
    for kind in _OURS:
        pen.relations.add(kind, f"{kind}.xml")
    for kind, name in house.relations:
        pen.relations.add(kind, f"/{name}")
    section, stories = furniture(pen)
    parts: dict[str, str | bytes] = {
        **house.parts,
        **{f"word/{name}": data for name, data in pen.media.items()},
        **stories,
        "word/document.xml": _part("document", f"<w:body>{body}{section}</w:body>"),
        "word/footnotes.xml": _part("footnotes", _SEPARATORS + "".join(pen.notes)),
        "word/styles.xml": _styles(house, document),
        "word/settings.xml": _part("settings", _settings(house, document)),
        "word/numbering.xml": _numbering(pen),
        "docProps/core.xml": _core(document),
        "_rels/.rels": _root_relations(),
        "word/_rels/document.xml.rels": pen.relations.xml(),
    }
    if pen.note_relations:
        parts["word/_rels/footnotes.xml.rels"] = pen.note_relations.xml()
    parts["[Content_Types].xml"] = content_types(_DEFAULT_TYPES, _types(house, stories))
    return parts


def _part(name: str, inner: str) -> str:
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def _types(house: HouseStyle, stories: dict[str, str]) -> dict[str, str]:
    ours = {f"word/{kind}.xml": f"{WORD}.{kind}+xml" for kind in _OURS}
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
    return f"{house.styles.before}{language}{house.styles.after}"


def _settings(house: HouseStyle, document: Document) -> str:
    chosen = {
        "defaultTabStop": '<w:defaultTabStop w:val="720"/>',
        "characterSpacingControl": '<w:characterSpacingControl w:val="doNotCompress"/>',
        "compat": _COMPATIBLE,
        "decimalSymbol": '<w:decimalSymbol w:val="."/>',
        "listSeparator": '<w:listSeparator w:val=","/>',
        **house.settings,
        "footnotePr": _NOTE_SETTINGS,
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
