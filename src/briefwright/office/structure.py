"""The structure tree of a PDF: what a screen reader goes through, set right where LibreOffice got it wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject, TextStringObject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pypdf import PageObject, PdfWriter

_STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form".split()
)
"""The types of ISO 32000-1, 14.8.4."""
_PARAGRAPHS = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})


class _Element(NamedTuple):
    """An element of the tree, and the list in which it stands."""

    node: DictionaryObject
    parent: DictionaryObject

    @property
    def role(self) -> str:
        return str(self.node.get("/S", ""))[1:]


def mend_structure(writer: PdfWriter, language: str) -> None:
    """Mend the tree, where there is one, of a document in a language."""
    root = writer.root_object.get("/StructTreeRoot")
    if root is None:
        return
    tree = root.get_object()
    elements = list(_elements(tree))
    _free_standard_types(tree, elements)
    roles: Any = tree.get("/RoleMap", DictionaryObject())
    paragraphs = [node for node, _ in elements if str(roles.get(node["/S"], node["/S"])) in _PARAGRAPHS]
    _say_language(writer, paragraphs, language)
    notes = [element for element in elements if element.role == "Note"]
    _drop_empty(notes)
    full = [note.node for note in notes if _has_paragraph(note.node)]
    _name_notes(writer, tree, full)
    _link_back(writer, tree, full)


def _kids(node: DictionaryObject) -> list[Any]:
    if "/K" not in node:
        return []
    kids = node["/K"]
    return list(kids) if isinstance(kids, ArrayObject) else [node.raw_get("/K")]


def _elements(tree: DictionaryObject) -> Iterator[_Element]:
    """All elements, in reading order."""
    waiting = _below(tree)
    while waiting:
        element = waiting.pop()
        yield element
        waiting += _below(element.node)


def _below(parent: DictionaryObject) -> list[_Element]:
    """The elements right below one, the last first."""
    nodes = [kid.get_object() for kid in reversed(_kids(parent))]
    return [_Element(node, parent) for node in nodes if isinstance(node, DictionaryObject) and "/S" in node]


# ── Styles that are named as types are ───────────────────────────────────────


def _free_standard_types(tree: DictionaryObject, elements: list[_Element]) -> None:
    """A style named "Figure" or "Reference" makes LibreOffice take that type away from those that have it by right."""
    roles = tree.get("/RoleMap", DictionaryObject()).get_object()
    taken = {name[1:]: target for name, target in roles.items() if name[1:] in _STANDARD and name != target}
    for node, _ in elements:
        name = str(node.get("/S"))[1:]
        if name in taken and not _is_by_right(node, name):
            node[NameObject("/S")] = taken[name]
    for name in taken:
        del roles[f"/{name}"]


def _is_by_right(node: DictionaryObject, name: str) -> bool:
    """Whether LibreOffice has given the type for what it is, not for the name of a style."""
    kids = [kid.get_object() for kid in _kids(node)]
    match name:
        case "Figure" | "Formula":
            return "/Alt" in node or "/BBox" in str(node.get("/A", ""))
        case "Link":
            return any(isinstance(kid, DictionaryObject) and kid.get("/Type") == "/OBJR" for kid in kids)
        case _:
            return name not in {"Quote", "Code", "Reference"} and all(
                isinstance(kid, DictionaryObject) and "/S" in kid for kid in kids
            )


def _has_paragraph(note: DictionaryObject) -> bool:
    return any(isinstance(kid.get_object(), DictionaryObject) for kid in _kids(note)[:1])


# ── Language ─────────────────────────────────────────────────────────────────


def _say_language(writer: PdfWriter, paragraphs: list[DictionaryObject], language: str) -> None:
    """LibreOffice takes the language of Latin letters for that of the document: in Arabic, that of its quotations.

    Paragraphs without a word that it has marked as Arabic keep it.
    """
    said = str(writer.root_object.get("/Lang", ""))
    if said.partition("-")[0].lower() == language.partition("-")[0].lower():
        return
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    for node in paragraphs:
        if said and "/Lang" not in node and not _has_language(node):
            node[NameObject("/Lang")] = TextStringObject(said)


def _has_language(node: DictionaryObject) -> bool:
    return any("/Lang" in element.node or _has_language(element.node) for element in _below(node))


# ── Notes ────────────────────────────────────────────────────────────────────


def _drop_empty(notes: list[_Element]) -> None:
    """Leave out the element of a note that goes on from the page before: the words stand in the first."""
    for node, parent in notes:
        if not _kids(node):
            left = [kid for kid in _kids(parent) if kid.get_object() is not node]
            parent[NameObject("/K")] = ArrayObject(left)


def _name_notes(writer: PdfWriter, tree: DictionaryObject, notes: list[DictionaryObject]) -> None:
    """An identifier for each note, and the index of all."""
    if not notes or "/IDTree" in tree:
        return
    named = {f"note-{number:05}": note for number, note in enumerate(notes, start=1)}
    for name, note in named.items():
        note[NameObject("/ID")] = TextStringObject(name)
    index = [item for name, note in named.items() for item in (TextStringObject(name), note.indirect_reference)]
    tree[NameObject("/IDTree")] = _added(writer, {"/Names": ArrayObject(index)})


def _link_back(writer: PdfWriter, tree: DictionaryObject, notes: list[DictionaryObject]) -> None:
    """Make the number of a note a link to its mark, as it is on the page; a link that belongs to nothing is none.

    Where a note goes on overleaf, LibreOffice leaves links that lie outside of the text.
    """
    parents: Any = tree["/ParentTree"]
    owners = parents.get("/Nums")
    for page in writer.pages:
        loose = _loose_links(page)
        back = [link for link in loose if "/Dest" in link]
        here = [note for note in notes if _page_of(note) == page.indirect_reference]
        fitting = owners is not None and len(back) == len(here) and all(_number_of(note) is not None for note in here)
        for annotation, note in zip(back, here, strict=True) if fitting else ():
            _own(writer, page, annotation, note, owners)
        left = [link for link in loose if "/StructParent" not in link]
        if left:
            kept = [link for link in _annotations(page) if link.get_object() not in left]
            page[NameObject("/Annots")] = ArrayObject(kept)


def _annotations(page: PageObject) -> list[Any]:
    found: Any = page.get("/Annots", ArrayObject())
    return list(found.get_object())


def _loose_links(page: PageObject) -> list[DictionaryObject]:
    """The links of a page that no element owns, from top to bottom."""
    annotations = [link.get_object() for link in _annotations(page)]
    loose = [link for link in annotations if link.get("/Subtype") == "/Link" and "/StructParent" not in link]
    return sorted(loose, key=lambda link: (-float(link["/Rect"][3]), float(link["/Rect"][0])))


def _first_paragraph(note: DictionaryObject) -> Any:
    return _kids(note)[0].get_object()


def _page_of(note: DictionaryObject) -> Any:
    first = _first_paragraph(note)
    return first.raw_get("/Pg") if "/Pg" in first else None


def _number_of(note: DictionaryObject) -> int | None:
    """The marked content that a note begins with: its number."""
    number = next(iter(_kids(_first_paragraph(note))), None)
    return number if isinstance(number, int) else None


def _own(
    writer: PdfWriter, page: PageObject, annotation: DictionaryObject, note: DictionaryObject, owners: ArrayObject
) -> None:
    """Put an element around the number of a note that owns the link on it too."""
    paragraph, number = _first_paragraph(note), _number_of(note)
    refers = {"/Type": NameObject("/OBJR"), "/Obj": annotation.indirect_reference, "/Pg": page.indirect_reference}
    link = _added(
        writer,
        {
            "/Type": NameObject("/StructElem"),
            "/S": NameObject("/Link"),
            "/P": paragraph.indirect_reference,
            "/Pg": page.indirect_reference,
            "/K": ArrayObject([NumberObject(number), _dictionary(refers)]),
        },
    )
    paragraph["/K"][0] = link
    owned = owners[owners.index(page["/StructParents"]) + 1].get_object()
    owned[number] = link
    key = NumberObject(max(owners[::2]) + 1)
    owners.extend((key, link))
    annotation[NameObject("/StructParent")] = key


def _dictionary(entries: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


def _added(writer: PdfWriter, entries: dict[str, Any]) -> IndirectObject:
    return writer._add_object(_dictionary(entries))  # noqa: SLF001 (pypdf has no other way)
