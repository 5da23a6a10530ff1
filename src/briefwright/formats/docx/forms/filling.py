"""A form with answers in its places. What is no place of an answer stays as it was, and so do all other parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from briefwright.document import Document, Elements, LineBreak, Paragraph, Text, direction, numbered_identifier
from briefwright.formats.docx.forms import supplying
from briefwright.formats.docx.forms.flat import as_text, in_one, without_notes
from briefwright.formats.docx.forms.looks import Dress, Look, dress_run, dressed
from briefwright.formats.docx.forms.package import Package
from briefwright.formats.docx.forms.placing import Written
from briefwright.formats.docx.forms.putting import Put, put
from briefwright.formats.docx.forms.renumbering import renumber, shown_numbers
from briefwright.formats.docx.forms.rooms import Room, Spot, spot_of
from briefwright.formats.docx.forms.surroundings import look_at, width_at
from briefwright.formats.docx.house_style import HouseStyle
from briefwright.formats.docx.inheriting import Numbers, figure, text_area, w
from briefwright.formats.docx.markup import NAMESPACES, language_tag
from briefwright.formats.docx.package import Relations
from briefwright.formats.docx.parts import open_package
from briefwright.formats.docx.pen import Pen, new_pen
from briefwright.formats.docx.roles import ROLES
from briefwright.formats.docx.styles import Styles as StyleIds
from briefwright.formats.docx.writing import write_notes, written_elements
from briefwright.walking import settled, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefwright.formats.docx.forms import Place


class Answer(NamedTuple):
    """What goes into a place; a ``short`` one, such as a name, may stand in the line of what it answers."""

    children: Elements
    short: bool = False


class Filled(NamedTuple):
    """The form, filled; what is to be told of the places, and why some could not be filled."""

    data: bytes
    told: Mapping[Place, str]
    unplaced: Mapping[Place, str]


def rooms(form: bytes, places: Iterable[Place]) -> dict[Place, Room]:
    """How much of an answer each place takes; raises RefusedError for what is no Word file, or not a safe one."""
    root = open_package(form).root
    found: dict[Place, Room] = {}
    taken: list[Any] = []
    for place in places:
        spot = spot_of(root, place)
        if spot.element is not None and any(spot.element is each for each in taken):
            spot = spot._replace(room=Room("none", "another answer goes to the same place"))
        taken.append(spot.element)
        found[place] = spot.room
    return found


def fill(form: bytes, answers: Mapping[Place, Answer], language: str, images: Mapping[str, bytes]) -> Filled:
    """The form with answers in its places, notes numbered as they then stand; RefusedError as above.

    ``answers`` are in the order of the form, as their notes are numbered.
    """
    if not answers:
        return Filled(form, {}, {})
    filling = _Filling(Package(form), language)
    return filling.filled(answers, images)


@dataclass(slots=True)
class _Work:
    """An answer on its way into its place."""

    spot: Spot
    answer: Answer
    look: Look
    width: int


class _Filling:
    """A form that is being filled."""

    def __init__(self, package: Package, language: str) -> None:
        self.package, self.language = package, language
        self.root = package.tree(package.main.name)
        self.styles = supplying.Styles(package)
        self.hidden = self.styles.placeholders()
        self.turned = self.styles.are_turned() or next(self.root.iter(w("bidi")), None) is not None
        self.behind = (self._last_bookmark() + 1, supplying.last_note(package))
        self.fragments: list[Any] = []
        self.note_looks: list[Look] = []

    def filled(self, answers: Mapping[Place, Answer], images: Mapping[str, bytes]) -> Filled:
        """The form, with all that its answers need."""
        works = {place: self._work(place, answer) for place, answer in answers.items()}
        pen = self._pen(works.values(), images)
        puts: dict[Place, Put] = {}
        taken: list[Any] = []
        for place, work in works.items():
            if work.spot.element is not None and any(work.spot.element is each for each in taken):
                puts[place] = Put("another answer went to the same place", placed=False)
            else:
                puts[place] = self._put(work, pen)
            taken.append(work.spot.element)
        if not any(each.placed for each in puts.values()):
            return Filled(self.package.data, {}, {place: each.said for place, each in puts.items()})
        self._supply(pen)
        told = {place: each.said for place, each in puts.items() if each.placed and each.said}
        return Filled(
            self.package.zipped(), told, {place: each.said for place, each in puts.items() if not each.placed}
        )

    def _work(self, place: Place, answer: Answer) -> _Work:
        spot = spot_of(self.root, place)
        children = settled(answer.children)
        if not spot.room.notes and spot.room.kind in {"rich", "line"}:
            children = without_notes(children)
        if spot.room.kind == "line" and not _is_one(children):
            children = (Paragraph(in_one(children)),)
        look = look_at(spot, self.styles, self.hidden)
        return _Work(spot, answer._replace(children=children), look, width_at(spot, text_area(self.root)[0]))

    def _pen(self, works: Iterable[_Work], images: Mapping[str, bytes]) -> Pen:
        """A pen for all answers, whose numbers and names go on where those of the form end."""
        children = tuple(element for work in works if _is_written(work) for element in work.answer.children)
        document = Document("", self.language, children, images=images)
        abstract, num = supplying.free_numbers(self.package)
        pen = new_pen(document, _house_style(text_area(self.root), Numbers("", "", "", abstract, num)))
        taken = {each.get(w("name"), "").casefold() for each in self.root.iter(w("bookmarkStart"))}
        for identifier, name in pen.bookmarks.items():
            pen.bookmarks[identifier] = _free(name, taken)
        pen.relations = Relations(self.package.last_relation(self.package.main.name))
        if notes := self.package.related("footnotes"):
            pen.note_relations = Relations(self.package.last_relation(notes))
        pen.drawings = _highest(self.root, f"{{{_DRAWING}}}docPr", "id")
        return pen

    def _put(self, work: _Work, pen: Pen) -> Put:
        if not _is_written(work):
            words = as_text(work.answer.children, self.language)
            done = put(work.spot, Written([]), words, self._dressed_run(work))
            lost = work.spot.room.kind == "text" and done.placed and _is_rich(work.answer.children)
            return done._replace(said="; ".join(filter(None, (done.said, _WORDS_ALONE)))) if lost else done
        before = len(pen.marked)
        pen.house = replace(pen.house, text_width=work.width)
        fragment = _parsed(written_elements(work.answer.children, pen))
        dressed(fragment, self._dress(work.look))
        _shift(fragment, *self.behind)
        self.note_looks += [work.look] * (len(pen.marked) - before)
        self.fragments += fragment.iter(*_COUNTED)
        blocks = list(fragment)
        return put(work.spot, Written(blocks, short=work.answer.short), [], work.look.run)

    def _dress(self, look: Look) -> Dress:
        tag = language_tag(self.language)
        spoken = "" if tag.lower() == self.styles.language().lower() else tag
        airy = not self.styles.are_spaced(look.paragraph)
        return Dress(look, self.styles.id_of, spoken, airy=airy, turned=self.turned)

    def _dressed_run(self, work: _Work) -> Any:
        """The properties of words alone, in their language."""
        run = etree.Element(w("r"))
        if direction(self.language) == "rtl":
            etree.SubElement(etree.SubElement(run, w("rPr")), w("rtl"))
        dress_run(run, "", self._dress(work.look))
        found = run.find(w("rPr"))
        return etree.Element(w("rPr")) if found is None else found

    # ── What answers bring along ─────────────────────────────────────────────

    def _supply(self, pen: Pen) -> None:
        package = self.package
        write_notes(pen)
        notes = list(_parsed("".join(pen.notes)))
        for note, look in zip(notes, self.note_looks, strict=True):
            dressed(note, self._dress(look))
            _shift(note, *self.behind)
        if notes:
            supplying.add_notes(package, notes)
            renumber([*self.fragments, *notes], self._numbers(pen))
        supplying.add_lists(package, pen.numbering)
        names = supplying.add_media(package, pen.media)
        package.relate(package.main.name, _named(pen.relations, names))
        if pen.note_relations:
            package.relate(package.name_of("footnotes"), _named(pen.note_relations, names))

    def _last_bookmark(self) -> int:
        """The highest id of a bookmark of the form."""
        return max(_highest(self.root, w(name), w("id")) for name in ("bookmarkStart", "bookmarkEnd"))

    def _numbers(self, pen: Pen) -> dict[str, int]:
        """The numbers of our notes as the form shows them, by their bookmarks."""
        shown, (_, behind) = shown_numbers(self.root), self.behind
        found = {}
        for place, note in enumerate(pen.marked, start=1):
            name = pen.bookmarks.get(numbered_identifier("note", note.number))
            if name and (number := shown.get(str(behind + place))):
                found[name] = number
        return found


_COUNTED = tuple(map(w, ("bookmarkStart", "bookmarkEnd", "footnoteReference", "instrText")))
"""What carries a number, or refers to one."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def _house_style(area: tuple[int, int], numbers: Numbers) -> HouseStyle:
    """A house style whose styles are named as the roles that they play: they give way to the looks of the form."""
    ids = {role.key: role.key for role in ROLES}
    styles = StyleIds("", "", ids, dict.fromkeys(ids, 0), frozenset(), "", ())
    return HouseStyle(styles, {}, {}, *area, (), numbers, {}, {}, ())


def _is_written(work: _Work) -> bool:
    return work.spot.room.kind in {"rich", "line"}


def _is_one(children: Elements) -> bool:
    match children:
        case (Paragraph(number=None),):
            return True
        case _:
            return False


_WORDS_ALONE = "this place takes words alone: notes stand in brackets, and emphasis, links and lists are text"


def _is_rich(children: Elements) -> bool:
    """Whether an answer has more than words in it."""
    return any(not isinstance(node, Paragraph | Text | LineBreak) for node in walk(children))


def _parsed(written: str) -> Any:
    return etree.fromstring(f"<x {NAMESPACES}>{written}</x>")


def _free(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found.casefold())
    return found


def _highest(root: Any, tag: str, attribute: str) -> int:
    said = (each.get(attribute, "") for each in root.iter(tag))
    return max((figure(number) for number in said), default=0)


def _shift(fragment: Any, bookmarks: int, notes: int) -> None:
    """Move our ids behind those of the form."""
    by_tag = {w("bookmarkStart"): bookmarks, w("bookmarkEnd"): bookmarks}
    by_tag |= {w("footnoteReference"): notes, w("footnote"): notes}
    for each in fragment.iter(*by_tag):
        each.set(w("id"), str(int(each.get(w("id"))) + by_tag[each.tag]))


def _named(relations: Relations, names: Mapping[str, str]) -> list[tuple[str, str, str, bool]]:
    return [(key, kind, names.get(target, target), external) for key, kind, target, external in relations]
