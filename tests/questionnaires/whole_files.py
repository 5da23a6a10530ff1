"""Word files as whole as bodies send them: with headers, notes, comments, data, settings; and pieces to make them of."""

from __future__ import annotations

import itertools
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx_forms import MC, W14, R, W

from briefwright.formats.docx.theme import THEME_TYPE, theme

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_ROOT = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{W14}" xmlns:w15="{W15}" xmlns:mc="{MC}" mc:Ignorable="w14 w15"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOTS = {"header": "hdr", "footer": "ftr", "fontTable": "fonts"}
_NUMBERED = '<w:multiLevelType w:val="multilevel"/>'
_MARGINS = 'w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"'
_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{11111111-2222-3333-4444-555555555555}"><ds:schemaRefs><ds:schemaRef ds:uri="urn:f"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
)
PROMPT = "Click or tap here to enter text."
ids = itertools.count(1)


def section(*, landscape: bool = False, columns: int = 1, more: str = "", kind: str = "nextPage") -> str:
    """The end of a section: its page, its columns."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    cols = f'<w:cols w:num="{columns}" w:space="708"/>' if columns > 1 else ""
    return f'<w:sectPr>{more}<w:type w:val="{kind}"/><w:pgSz {size}/><w:pgMar {_MARGINS}/>{cols}</w:sectPr>'


HEADED = (
    '<w:headerReference w:type="default" r:id="rId-header"/><w:footerReference w:type="default" r:id="rId-footer"/>'
)


def level(number: int, form: str, text: str, indent: int = 0, style: str = "") -> str:
    """A level of a list."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{named}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent or 360 * (number + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def numbering(*lists: str) -> str:
    """Lists, whose numbers are 1, 2 …."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{_NUMBERED}{levels}</w:abstractNum>' for n, levels in enumerate(lists)
    )
    return kinds + "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(lists))
    )


def style(key: str, name: str, more: str = "", *, kind: str = "paragraph", default: bool = False) -> str:
    """A style."""
    usual = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{usual} w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


USUAL = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/>'
    '<w:szCs w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Normal", "Normal", '<w:pPr><w:spacing w:after="120"/></w:pPr>', default=True)
    + style("Title", "Title", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>')
    + style("Heading1", "heading 1", '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr>')
    + style("Heading2", "heading 2", '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr>')
    + style("TOC1", "toc 1")
    + style("FootnoteText", "footnote text", '<w:rPr><w:sz w:val="16"/></w:rPr>')
    + style("FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
    + style("PlaceholderText", "Placeholder Text", '<w:rPr><w:color w:val="808080"/></w:rPr>', kind="character")
)  # fmt: skip


def r(text: str, look: str = "") -> str:
    """A run; a line feed is a break."""
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{each}</w:t>' for each in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{said}</w:r>"


def p(text: str = "", look: str = "", *, style: str = "", more: str = "", ppr: str = "", num: str = "") -> str:
    """A paragraph: words, then XML. ``num`` is a list and a level of it: `1.0`."""
    listed = ""
    if num:
        listed = f'<w:numPr><w:ilvl w:val="{num.split(".")[1]}"/><w:numId w:val="{num.split(".", maxsplit=1)[0]}"/></w:numPr>'
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + listed + ppr
    mark = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{mark}{r(text, look) if text else ''}{more}</w:p>"


def b(text: str) -> str:
    """A paragraph in bold."""
    return p(text, "<w:b/>")


def prompt(text: str = PROMPT) -> str:
    """Words that ask to be written over."""
    return r(text, '<w:rStyle w:val="PlaceholderText"/>')


def sdt(content: str, kind: str = "", *, before: str = "", shows: bool = True) -> str:
    """A content control: what its kind is, and what else it says of itself before."""
    said = f'{before}<w:id w:val="{next(ids) + 5000}"/>{"<w:showingPlcHdr/>" * shows}{kind}'
    return f"<w:sdt><w:sdtPr>{said}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tick(label: str) -> str:
    """A box of Word 2010, and what it says."""
    box = (
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    return sdt(
        r("☐", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/>'), box, shows=False
    ) + r(f" {label}   ")


def listed(*options: str, kind: str = "dropDownList") -> str:
    """A list to choose from, as the kind of a control."""
    items = "".join(f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in options)
    return f'<w:{kind}><w:listItem w:value="Choose an item."/>{items}</w:{kind}>'


DATE = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'


def tc(inner: str = "", width: int = 4819, *, span: int = 1, merge: str = "", fill: str = "") -> str:
    """A cell: words or XML."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    if merge:
        properties += "<w:vMerge/>" if merge == "continue" else f'<w:vMerge w:val="{merge}"/>'
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<w:') else p(inner)}</w:tc>"


_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def tbl(*rows: str, widths: tuple[int, ...] = (4819, 4819), more: str = "", head: bool = False) -> str:
    """A table with lines; each row is the XML of its cells, or a whole one."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = "".join(
        row if row.startswith(("<w:tr>", "<w:sdt><w:sdtPr><w:id-row")) else
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head and not nth else ''}{row}</w:tr>"
        for nth, row in enumerate(rows)
    )  # fmt: skip
    return (
        f'<w:tbl><w:tblPr>{more}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )


def box(inner: str = "") -> str:
    """A table of one cell."""
    return tbl(tc(inner, 9638), widths=(9638,))


def bookmark(name: str, inner: str = "") -> str:
    """A bookmark around something."""
    key = next(ids) + 900
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{key}"/>'


def field(code: str, shown: str) -> str:
    """A field and its result."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    return f'{marks["begin"]}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{marks["separate"]}{shown}{marks["end"]}'


def legacy(name: str, code: str = "FORMTEXT", data: str = "<w:textInput/>", shown: str = "\u2002" * 5) -> str:
    """A field of an old form in its bookmark."""
    told = f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData>'
    made = field(code, r(shown) if shown else "").replace(
        '<w:fldChar w:fldCharType="begin"/>', f'<w:fldChar w:fldCharType="begin">{told}</w:fldChar>', 1
    )
    return bookmark(name, made)


def note_ref(number: int, kind: str = "footnote") -> str:
    """The mark of a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(*texts: str, kind: str = "footnote") -> str:
    """The notes of a form, and what parts them from its text."""
    marks = (("separator", -1), ("continuationSeparator", 0))
    parts = "".join(
        f'<w:{kind} w:type="{name}" w:id="{n}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>' for name, n in marks
    )
    return parts + "".join(
        f'<w:{kind} w:id="{n}"><w:p><w:r><w:{kind}Ref/></w:r>{r(" " + text)}</w:p></w:{kind}>'
        for n, text in enumerate(texts, 1)
    )


def paper(*body: str, end: str = "", styles: str = USUAL, data: str = "", **parts: str) -> bytes:
    """A Word file; ``parts`` are what stands in the roots of its other parts, ``data`` is one of XML of its own."""
    told = {"styles": styles, "settings": "", "fontTable": "", **parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>' for name in told
    ) + f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'  # fmt: skip
    types += f'<Override PartName="/word/theme/theme1.xml" ContentType="{THEME_TYPE}"/>'
    related = f'<Relationship Id="rId-theme" Type="{R}/theme" Target="theme/theme1.xml"/>' + "".join(
        f'<Relationship Id="rId-{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in told
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_ROOT}><w:body>{''.join(body)}{end or section()}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{(root := _ROOTS.get(name, name))} {_ROOT}>{inner}</w:{root}>"
            for name, inner in told.items()
        },
    }
    files["word/theme/theme1.xml"] = theme("Arial")
    if data:
        files["customXml/item1.xml"] = data
        files["customXml/itemProps1.xml"] = _PROPERTIES
        files["customXml/_rels/item1.xml.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/customXmlProps" '
            'Target="itemProps1.xml"/></Relationships>'
        )
        files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
            "</Types>",
            '<Override PartName="/customXml/itemProps1.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>',
        )
        related += f'<Relationship Id="rId-data" Type="{R}/customXml" Target="../customXml/item1.xml"/>'
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            head = "" if text.startswith("<?xml") else '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(name, head + text)
    return made.getvalue()
