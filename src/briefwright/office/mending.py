"""What LibreOffice leaves undone in a PDF for PDF/UA-1 (ISO 14289-1), done; and the moment that its file carries.

Each mend looks whether it is needed, so that a later LibreOffice that does better is left alone.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, PdfObject, StreamObject

from briefwright.office.marking import marked_drawings
from briefwright.office.running import carry_headers
from briefwright.office.structure import mend_structure

if TYPE_CHECKING:
    from typing import Any

_NO_TEXT = b"<200D>"
"""The joiner of letters, which shows nothing: for what a font draws between letters, and has no letter of its own."""


def mended(pdf: bytes, language: str, moment: datetime.datetime) -> bytes:
    """The PDF of a document in a language, accessible as it should be, dated with a moment.

    It has the same bytes for the same document.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        if "/Annots" in page:
            page[NameObject("/Tabs")] = NameObject("/S")
        _mark(page.get("/Contents"))
    carry_headers(writer.pages)
    _mend_fonts(writer)
    mend_structure(writer, language)
    _date(writer, moment.astimezone(datetime.UTC) if moment.tzinfo else moment)
    return _written(writer)


def _mark(contents: object) -> None:
    stream = contents.get_object() if isinstance(contents, PdfObject) else None
    if isinstance(stream, StreamObject):
        before = stream.get_data()
        after = marked_drawings(before)
        if after != before:
            stream.set_data(after)


# ── Fonts ────────────────────────────────────────────────────────────────────


def _mend_fonts(writer: PdfWriter) -> None:
    """Say for each glyph of a font what characters it stands for, also for one that only joins others."""
    for number in range(1, len(writer._objects) + 1):  # noqa: SLF001 (pypdf has no other way to all objects)
        font: Any = writer.get_object(number)
        if isinstance(font, dict) and font.get("/Type") == "/Font" and "/FirstChar" in font:
            table = font.get("/ToUnicode")
            if isinstance(stream := table.get_object() if table else None, StreamObject):
                _fill(stream, range(max(1, font["/FirstChar"]), font["/LastChar"] + 1))


def _fill(stream: StreamObject, codes: range) -> None:
    table = stream.get_data()
    named = {int(code, 16) for code in re.findall(rb"^<([0-9A-Fa-f]{2})> <", table, re.MULTILINE)}
    nameless = [code for code in codes if code not in named]
    if nameless and b"beginbfrange" not in table:
        lines = b"".join(b"<%02X> %s\n" % (code, _NO_TEXT) for code in nameless)
        block = b"%d beginbfchar\n%sendbfchar\nendcmap" % (len(nameless), lines)
        stream.set_data(table.replace(b"endcmap", block, 1))


# ── Moments ──────────────────────────────────────────────────────────────────


def _date(writer: PdfWriter, moment: datetime.datetime) -> None:
    """The moment of the document, where LibreOffice has put that of its printing."""
    written = f"D:{moment.year:04}{moment:%m%d%H%M%S}Z"
    info: dict[str, Any] = dict(writer.metadata or {})
    kept = {name: str(value) for name, value in info.items() if name not in {"/CreationDate", "/ModDate"}}
    writer.metadata = None
    writer.add_metadata({**kept, "/CreationDate": written, "/ModDate": written})
    described = writer.root_object.get("/Metadata")
    if isinstance(stream := described.get_object() if described else None, StreamObject):
        stamp = f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z".encode()
        text = re.sub(rb"(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*", rb"\g<1>" + stamp, stream.get_data())
        stream.set_data(re.sub(rb"\s*\n\s*(?=<\?xpacket end=)", b"\n", text))


def _written(writer: PdfWriter) -> bytes:
    """The file, with an identifier that is made of its content."""
    file = BytesIO()
    writer._ID = None  # noqa: SLF001 (LibreOffice's own is new each time, and pypdf copies it)
    writer.pdf_header = "%PDF-1.7"
    writer.write(file)
    data = file.getvalue()
    body, trailer, rest = data.rpartition(b"trailer\n<<")
    name = hashlib.sha256(data).hexdigest()[:32].encode()
    return b"".join((body, trailer, b"\n/ID [<", name, b"> <", name, b">]", rest))
