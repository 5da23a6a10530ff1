"""Small Word forms for tests, put together from text: paragraphs, tables, content controls, fields, lists."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PLACEHOLDER = "Click or tap here to enter text."

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Asked"><w:name w:val="Asked"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Asked"/><w:lvlText w:val="Question %1:"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def escaped(text: str) -> str:
    """The text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, properties: str = "") -> str:
    """Words; a line feed is a break of the line."""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def p(
    text: str = "", *, style: str = "", number: tuple[int, int] | None = None, bold: bool = False, more: str = ""
) -> str:
    """A paragraph: words, then ``more`` XML. ``number`` is a list and a level in it."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    properties = f"{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}{listed}"
    words = run(text, "<w:b/>" if bold else "") if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{words}{more}</w:p>"


def control(content: str, kind: str = "<w:text/>", *, tag: str = "", alias: str = "", prompt: bool = True) -> str:
    """A content control around XML; ``prompt``: it shows what it says while nobody has answered."""
    properties = (
        (f'<w:alias w:val="{alias}"/>' if alias else "")
        + (f'<w:tag w:val="{tag}"/>' if tag else "")
        + ("<w:showingPlcHdr/>" if prompt else "")
        + kind
    )
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def choice(*options: str) -> str:
    """A list to choose from, as the kind of a content control."""
    items = "".join(f'<w:listItem w:displayText="{option}" w:value="{option}"/>' for option in options)
    return f'<w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>{items}</w:dropDownList>'


def tick(label: str) -> str:
    """A box to tick, and what it says."""
    box = control(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', prompt=False)
    return box + run(f" {label} ")


def cell(content: str = "", *, span: int = 1, merge: str = "") -> str:
    """A cell: words, or XML; ``merge`` is `restart` or `continue`."""
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (
        f'<w:vMerge w:val="{merge}"/>' if merge else ""
    )
    inside = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: tuple[str, ...], header: bool = False) -> str:
    """A table: each cell is XML that begins with `<w:tc>`, or what stands in it."""
    made = ""
    for number, row in enumerate(rows):
        cells = "".join(each if each.startswith(("<w:tc>", "<w:sdt>")) else cell(each) for each in row)
        made += f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header and not number else ''}{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def bookmark(name: str, content: str = "", key: int = 1) -> str:
    """A bookmark around XML."""
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{key}"/>'


def legacy(name: str, kind: str = "FORMTEXT", data: str = "<w:textInput/>", key: int = 1) -> str:
    """A field of an old form, in its bookmark."""
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/>{data}</w:ffData></w:fldChar></w:r>'
    )
    code = f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return bookmark(name, f'{begin}{code}{run(chr(0x2002) * 5)}<w:r><w:fldChar w:fldCharType="end"/></w:r>', key)


def note(key: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'


def docx(*body: str, notes: tuple[str, ...] = (), **parts: str) -> bytes:
    """A Word file; ``parts`` replace its own (`styles`, `numbering`, `document`)."""
    spaces = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}" xmlns:mc="{MC}"'
    document = f"<w:document {spaces}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    footnotes = "".join(f'<w:footnote w:id="{key}">{p(text)}</w:footnote>' for key, text in enumerate(notes, 1))
    told = {
        "document": document,
        "styles": STYLES,
        "numbering": NUMBERING,
        "footnotes": f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>',
        **parts,
    }
    others = [name for name in told if name != "document"]
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{name}+xml"/>' for name in others)
    relations = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for n in others)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": text for name, text in told.items()},
    }
    return zipped(files)


def zipped(files: dict[str, str | bytes] | dict[str, str]) -> bytes:
    """A zip of files."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()
