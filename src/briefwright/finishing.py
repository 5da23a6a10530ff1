"""What documents need LibreOffice for, all of them in one go: true page numbers in the contents, and PDF.

A table of contents gets the numbers of the pages that its headings fall on in LibreOffice, or none. They are
read from a first print, in which each entry has a number as wide as those to come. What was found is kept
by the bytes of that first Word file: a document that has not changed is not printed for it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from briefwright.formats import write
from briefwright.formats.docx import bookmarks
from briefwright.office.finding import Failed, find_office
from briefwright.problems import Code, Position, Problem
from briefwright.walking import has_contents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from briefwright.document import Document
    from briefwright.formats.docx import HouseStyle
    from briefwright.office.finding import Office

Pages = Mapping[str, int]
"""The page of each heading, by its identifier."""

_AS_WIDE_AS_MOST = 88
_HIGHEST_PAGE = 100_000
_IN_ALL = "all"
"""Under what the number of all pages is kept."""


class Sheet(NamedTuple):
    """A document on its way to Word or PDF: whether its pages are still to be found, and whether it is printed.

    ``position`` is its recipe, which problems are told of; ``first`` the Word file of which its pages are read, once
    it has been written.
    """

    document: Document
    house_style: HouseStyle
    position: Position
    unpaged: bool = False
    printed: bool = False
    first: bytes = b""


class Finished(NamedTuple):
    """What became of a sheet: its files by format, problems, and the pages newly found."""

    artifacts: dict[str, bytes]
    problems: tuple[Problem, ...]
    pages: Mapping[str, Pages]


class _Searched(NamedTuple):
    """A sheet whose pages have been looked for."""

    sheet: Sheet
    problems: tuple[Problem, ...] = ()
    pages: Mapping[str, Pages] = MappingProxyType({})


def office_missing(position: Position) -> Problem | None:
    """The problem of a PDF where there is no LibreOffice."""
    if find_office():
        return None
    message = "PDF is made by LibreOffice, which is not installed on this computer: the document is not written"
    hint = "install it from libreoffice.org, or build the other formats: -f docx, -f html"
    return Problem(Code.OFFICE_MISSING, position, message, hint)


# ── Pages ────────────────────────────────────────────────────────────────────


def paged(sheet: Sheet, known: Mapping[str, Any]) -> Sheet:
    """The sheet with the pages of its headings, where they are known from before, wanted, and to be had at all."""
    office = find_office()
    if not (sheet.unpaged and office and has_contents(sheet.document.children)):
        return sheet._replace(unpaged=False)
    first = _first_print(sheet)
    pages = known.get(_key(office, first))
    return _with_pages(sheet, pages) if _are_pages(pages) else sheet._replace(first=first)


def _with_pages(sheet: Sheet, pages: Pages) -> Sheet:
    return sheet._replace(document=replace(sheet.document, pages=pages), unpaged=False)


def _are_pages(found: object) -> TypeGuard[dict[str, int]]:
    """Whether what was kept is what it should be: a file in a folder of the user's may hold anything."""
    return isinstance(found, dict) and all(
        isinstance(key, str) and type(page) is int and 0 < page < _HIGHEST_PAGE for key, page in found.items()
    )


def _first_print(sheet: Sheet) -> bytes:
    """The Word file of which the pages are read."""
    return _docx(_with_pages(sheet, dict.fromkeys(bookmarks(sheet.document), _AS_WIDE_AS_MOST)))


def _key(office: Office, docx: bytes) -> str:
    return hashlib.sha256(office.version.encode() + docx).hexdigest()


def _docx(sheet: Sheet) -> bytes:
    return write(sheet.document, "docx", sheet.house_style)


def _search(office: Office, sheets: Sequence[Sheet]) -> list[_Searched]:
    """The sheets with their pages; those that LibreOffice cannot tell stay without, and it is told."""
    firsts = [sheet.first or _first_print(sheet) for sheet in sheets]
    found: list[_Searched] = []
    for sheet, first, pdf in zip(sheets, firsts, _pdfs(office, firsts), strict=True):
        pages = {} if isinstance(pdf, Failed) else _read_pages(sheet, pdf) or {}
        problem = () if pages else (_pages_unknown(sheet, pdf),)
        found.append(_Searched(_with_pages(sheet, pages), problem, {_key(office, first): pages} if pages else {}))
    return found


def _read_pages(sheet: Sheet, pdf: bytes) -> Pages | None:
    """The page of each heading, as printed; None for a PDF that cannot be read."""
    from briefwright.office.pages import pages_of  # noqa: PLC0415 (as above)

    names = bookmarks(sheet.document)
    try:
        pages = pages_of(pdf, names.values())
    except Exception:  # noqa: BLE001 (as with mending: a PDF may be anything)
        return None
    return {identifier: pages[name] for identifier, name in names.items() if name in pages}


def _pages_unknown(sheet: Sheet, pdf: bytes | Failed) -> Problem:
    reason = pdf.reason if isinstance(pdf, Failed) else "no heading is found in it"
    message = f"the table of contents has no page numbers: LibreOffice could not print the document ({reason})"
    return Problem(Code.PAGES_UNKNOWN, sheet.position, message, "build again, or with --no-pages")


def page_count(sheet: Sheet, known: Mapping[str, Any]) -> tuple[int | None, dict[str, Pages]]:
    """How many pages a document has in LibreOffice, None where it cannot tell; and what is to be kept of it.

    Numbers in a table of contents need not be known for that.
    """
    office = find_office()
    if office is None:
        return None, {}
    docx = _first_print(sheet)
    key = f"{_key(office, docx)}:{_IN_ALL}"
    if _are_pages(kept := known.get(key)) and _IN_ALL in kept:
        return kept[_IN_ALL], {}
    pages = _count_pages(_pdfs(office, [docx])[0])
    return pages, {key: {_IN_ALL: pages}} if pages else {}


def _count_pages(pdf: bytes | Failed) -> int | None:
    from briefwright.office.pages import count_pages  # noqa: PLC0415 (as above)

    try:
        return None if isinstance(pdf, Failed) else count_pages(pdf)
    except Exception:  # noqa: BLE001 (as with mending: a PDF may be anything)
        return None


# ── Printing ─────────────────────────────────────────────────────────────────


def finish(sheets: Sequence[Sheet]) -> list[Finished]:
    """Find the pages of those that have none yet, and print those that are to be printed; in the order given.

    There must be a LibreOffice: without one no sheet is unpaged or printed.
    """
    office = find_office()
    if office is None:
        raise FileNotFoundError("LibreOffice is gone")
    searched = iter(_search(office, [sheet for sheet in sheets if sheet.unpaged]))
    found = [next(searched) if sheet.unpaged else _Searched(sheet) for sheet in sheets]
    printed = iter(_print(office, [one.sheet for one in found if one.sheet.printed]))
    return [_finished(office, one, next(printed) if one.sheet.printed else _unprinted(one.sheet)) for one in found]


class _Printed(NamedTuple):
    """A sheet as it is in the end: its Word file, and its PDF where it was to be printed."""

    sheet: Sheet
    docx: bytes
    pdf: bytes | Failed | None


def _unprinted(sheet: Sheet) -> _Printed:
    return _Printed(sheet, _docx(sheet), None)


def _finished(office: Office, searched: _Searched, printed: _Printed) -> Finished:
    """The files of a sheet, as it was printed in the end."""
    sheet, docx, pdf = printed
    artifacts, problems, pages = {"docx": docx}, searched.problems, searched.pages
    if isinstance(pdf, Failed):
        problems = (*problems, _office_failed(sheet, pdf))
    elif pdf is not None:
        artifacts["pdf"] = pdf
    if sheet.document.pages != searched.sheet.document.pages:
        pages = {_key(office, sheet.first or _first_print(sheet)): sheet.document.pages}
    return Finished(artifacts, problems, pages)


def _print(office: Office, sheets: Sequence[Sheet]) -> list[_Printed]:
    """The PDFs. Where numbers in the contents have moved a heading to another page, it is printed once more."""
    printed = dict(enumerate(_print_once(office, sheets)))
    moved = {
        number: _with_pages(sheet, pages)
        for number, (sheet, _, pdf) in printed.items()
        if sheet.document.pages and isinstance(pdf, bytes)
        if (pages := _read_pages(sheet, pdf)) is not None and pages != sheet.document.pages
    }
    printed |= zip(moved, _print_once(office, list(moved.values())), strict=True)
    return [one._replace(pdf=_mended(one.sheet, one.pdf)) for one in printed.values()]


def _print_once(office: Office, sheets: Sequence[Sheet]) -> list[_Printed]:
    files = [_docx(sheet) for sheet in sheets]
    return [_Printed(*one) for one in zip(sheets, files, _pdfs(office, files), strict=True)]


def _pdfs(office: Office, files: Sequence[bytes]) -> list[bytes | Failed]:
    if not files:
        return []
    from briefwright.office.printing import print_files  # noqa: PLC0415 (most builds print nothing)

    return print_files(office, files)


def _mended(sheet: Sheet, pdf: bytes | Failed | None) -> bytes | Failed | None:
    if not isinstance(pdf, bytes):
        return pdf
    from briefwright.office.mending import mended  # noqa: PLC0415 (as above)

    try:
        return mended(pdf, sheet.document.language, sheet.document.modified)
    except Exception as error:  # noqa: BLE001 (a PDF of a LibreOffice to come may be anything; other documents are made)
        return Failed(f"its PDF cannot be read: {type(error).__name__}: {error}")


def _office_failed(sheet: Sheet, failed: Failed) -> Problem:
    message = f"LibreOffice makes no PDF of this document: {failed.reason}"
    return Problem(Code.OFFICE_FAILED, sheet.position, message, "build again; it builds as docx without LibreOffice")
