"""The words of a paragraph as they will stand when all changes are accepted, and the room for answers among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.formats.docx.forms import Place
from briefwright.formats.docx.forms.styles import Styles, is_on
from briefwright.formats.docx.inheriting import local, w
from briefwright.formats.docx.opening import RefusedError
from briefwright.formats.lines import BOX, ROOM, Room, is_prompt, with_rooms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OURS = "\ue000"
"""Stands for a room that the file marks itself, while a text is searched for others."""
_MARKS = dict.fromkeys(map(ord, (ROOM, _OURS)))
"""What stands for rooms here; in the file's own text it says nothing."""
_MOST_OPEN = 100
"""Fields that may be within each other: Word allows 20."""
_GONE = frozenset(map(w, ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "rubyPr", "rt")))
_KINDS = {"dropDownList": "choice", "comboBox": "choice", "date": "date"}
_EMPTY_BOXES = {"F06F", "F071", "F072", "F0A8", "00A8", "2610", "F0A3", "00A3", "F030"}
"""Characters of Wingdings and its like that are empty boxes."""
_BOXES = str.maketrans(dict.fromkeys("□▢☑☒◻⬜⃞○◯⚪❍", BOX))
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
CONTAINERS = frozenset({"group", "repeatingSection", "repeatingSectionItem", "docPartList"})


class Order:
    """Which of its kind each element of the main part is, in document order."""

    def __init__(self, root: Any) -> None:
        self._kept: list[Any] = []
        self._nth: dict[Any, int] = {}
        for tag in ("sdt", "bookmarkStart", "tc", "p"):
            each: list[Any] = list(root.iter(w(tag)))
            self._kept += each  # lxml makes an element anew where nobody holds it
            self._nth |= {element: nth for nth, element in enumerate(each)}
        self.bookmarks = {e.get(w("name")): self._nth[e] for e in reversed(self._kept) if e.tag == w("bookmarkStart")}

    def of(self, element: Any) -> int:
        """Its number among those of its kind, from 0."""
        return self._nth[element]


class Legacy(NamedTuple):
    """A field of an old form: its kind, its name, what may be chosen."""

    kind: str
    name: str = ""
    options: tuple[str, ...] = ()


@dataclass(slots=True)
class Open:
    """A field that has begun: its code so far, and whether its result follows."""

    form: Legacy | None
    code: str = ""
    showing: bool = False
    bookmark: int | None = None

    @property
    def kind(self) -> str:
        """What the field does: TOC, FORMTEXT …."""
        return (self.code.split(None, 1) or [""])[0].upper()


@dataclass(slots=True)
class Words:
    """A paragraph that is being read."""

    styles: Styles
    order: Order
    fields: list[Open]
    text: str = ""
    rooms: list[Room] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    bookmarks: list[tuple[str, str, int, int]] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    legacy: set[str] = field(default_factory=set)

    def read(self, element: Any) -> None:
        """Read what stands in an element: runs, links, changes, controls."""
        for child in element:
            if child.tag in _GONE:
                continue
            match local(child):
                case "r":
                    self._run(child)
                case "sdt":
                    self._control(child)
                case "bookmarkStart":
                    place = child.get(w("name"), ""), child.get(w("id"), ""), self.order.of(child), len(self.text)
                    self.bookmarks.append(place)
                    if self.fields and not self.fields[-1].showing:  # LibreOffice puts it inside the field
                        self.fields[-1].bookmark = place[2]
                        self.legacy.add(place[0])
                case "bookmarkEnd":
                    self.ends[child.get(w("id"), "")] = len(self.text)
                case "AlternateContent":
                    self._alternate(child)
                case "fldSimple" if _is_form(child.get(w("instr"), "")):
                    self._legacy(Open(_legacy(child), child.get(w("instr"), "")))
                case _:
                    self.read(child)

    def _run(self, run: Any) -> None:
        properties = run.find(w("rPr"))
        style = None if properties is None else properties.find(w("rStyle"))
        named = self.styles.style(style.get(w("val"))) if style is not None else None
        hidden = is_on(properties, "vanish")
        if hidden or (hidden is None and named is not None and named.hidden):
            self._fields_of(run)
            return
        before = len(self.text)
        for child in run:
            self._piece(child)
        if self.text[before:].strip():
            said = is_on(properties, "b")
            self.bold.append(said if said is not None else bool(named and named.bold))

    def _fields_of(self, run: Any) -> None:
        """The fields that begin and end in a run which is not shown."""
        for child in run:
            if local(child) in {"fldChar", "instrText"}:
                self._piece(child)

    def _piece(self, child: Any) -> None:
        match local(child):
            case "t":
                self._say((child.text or "").translate(_MARKS))
            case name if name in _SIGNS:
                self._say(_SIGNS[name])
            case "sym":
                self._say(BOX if child.get(w("char"), "").upper() in _EMPTY_BOXES else "")
            case "fldChar":
                self._field(child)
            case "instrText" if self.fields and not self.fields[-1].showing:
                self.fields[-1].code += child.text or ""
            case "footnoteReference" | "endnoteReference":
                self.notes.append(f"{local(child)} {child.get(w('id'), '')}")
            case "drawing" | "pict" | "object":
                self.boxes += _text_boxes(child)
            case "AlternateContent":
                self._alternate(child)

    def _say(self, text: str) -> None:
        if not any(not each.showing or _is_form(each.code) or each.kind in {"TOC", "PAGE"} for each in self.fields):
            self.text += text

    def _alternate(self, element: Any) -> None:
        """What Word shows of two ways to say the same: the first."""
        for choice in element:
            if local(choice) == "Choice":
                for child in choice:
                    self._piece(child) if local(child) != "r" else self._run(child)
                return

    # ── Controls and fields ──────────────────────────────────────────────────

    def _control(self, element: Any) -> None:
        content = element.find(w("sdtContent"))
        room = room_of(element, self.order, words_in(content))
        if room is None and kind_of(element) == "checkbox":
            self._say(BOX)
        elif room is not None:
            self.rooms.append(room)
            self._say(ROOM)
        elif content is not None:
            self.read(content)

    def _field(self, element: Any) -> None:
        match element.get(w("fldCharType")):
            case "begin":
                if len(self.fields) >= _MOST_OPEN:
                    raise RefusedError(f"more than {_MOST_OPEN} of its fields begin and do not end")
                self.fields.append(Open(_legacy(element)))
            case "separate" if self.fields:
                self.fields[-1].showing = True
            case "end" if self.fields:
                ended = self.fields.pop()
                if _is_form(ended.code):
                    self._legacy(ended)

    def _legacy(self, ended: Open) -> None:
        form = ended.form or Legacy("")
        if ended.kind == "FORMCHECKBOX":
            self._say(BOX)
            return
        nth = self.order.bookmarks.get(form.name, ended.bookmark) if form.name else ended.bookmark
        self.legacy.add(form.name)
        kind: Any = "choice" if ended.kind == "FORMDROPDOWN" else "text"
        place = Place("bookmark", nth) if nth is not None and kind == "text" else None
        self.rooms.append(Room(place, kind, form.name, "", form.options))
        self._say(ROOM)

    # ── The whole ────────────────────────────────────────────────────────────

    def finished(self) -> tuple[str, tuple[Room, ...]]:
        """The text, with all its rooms."""
        text, rooms = self.text.translate(_BOXES), list(self.rooms)
        for name, key, nth, start in reversed(self.bookmarks):
            end = self.ends.get(key, len(text))
            if self._is_empty(name, text, start, end):
                rooms.insert(text.count(ROOM, 0, start), Room(Place("bookmark", nth), "text", name, text[start:end]))
                text = text[:start] + ROOM + text[end:]
        marked = with_rooms(text.replace(ROOM, _OURS))
        known = iter(rooms)
        found = tuple(next(known) if sign == _OURS else Room() for sign in marked if sign in {_OURS, ROOM})
        return marked.replace(_OURS, ROOM), found

    def _is_empty(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether a bookmark marks room for an answer: nothing in it, and nothing, or a label, before it."""
        inside, before = text[start:end], text[:start].strip()
        if name.startswith("_") or name in self.legacy or ROOM in inside or text[end:].strip():
            return False
        empty = not inside.strip() or is_prompt(inside) or with_rooms(inside).strip() == ROOM
        return empty and (not before or before[-1] in ":?؟？;")


def _is_form(code: str) -> bool:
    return bool(re.match(r"\s*FORM(TEXT|CHECKBOX|DROPDOWN)\b", code, re.IGNORECASE))


def _legacy(element: Any) -> Legacy | None:
    data = element.find(w("ffData"))
    if data is None:
        return None
    name = data.find(w("name"))
    options = tuple(each.get(w("val"), "") for each in data.iter(w("listEntry")))
    return Legacy("", "" if name is None else name.get(w("val"), ""), options)


def _text_boxes(drawing: Any) -> Iterator[Any]:
    """The texts in boxes of a drawing; a box within another is one of the drawing in that other."""
    for each in drawing.iter(w("txbxContent")):
        above = list(each.iterancestors())
        within = above[: above.index(drawing)]
        if not any(local(parent) == "Fallback" for parent in above) and w("txbxContent") not in {e.tag for e in within}:
            yield each


# ── Content controls ─────────────────────────────────────────────────────────


def kind_of(element: Any) -> str:
    """What a content control is for: `text`, `dropDownList`, `checkbox`, `repeatingSection` …; empty: rich text."""
    properties = element.find(w("sdtPr"))
    names = [local(child) for child in (() if properties is None else properties)]
    kinds = ("checkbox", "picture", "docPartObj", "citation", "bibliography", *_KINDS, *CONTAINERS, "text")
    return next((kind for kind in kinds if kind in names), "")


def room_of(element: Any, order: Order, words: str) -> Room | None:
    """The room that a content control is; None where it is none: it holds words, or boxes to tick."""
    kind = kind_of(element)
    if kind in {"checkbox", "picture", "docPartObj", "citation", "bibliography", *CONTAINERS}:
        return None
    properties = element.find(w("sdtPr"))
    shows_prompt = is_on(properties, "showingPlcHdr") or False
    blank = not words.strip() or with_rooms(words).replace(ROOM, "").strip() == ""
    if kind not in _KINDS and not shows_prompt and not blank:
        return None
    names = [_said(properties, tag) for tag in ("alias", "tag")]
    return Room(
        Place("control", order.of(element)),
        _KINDS.get(kind, "text"),  # type: ignore[arg-type]
        next(filter(None, names), ""),
        " ".join(words.split()),
        _options(properties),
    )


def _options(properties: Any) -> tuple[str, ...]:
    items: Sequence[Any] = () if properties is None else list(properties.iter(w("listItem")))
    said = ((item.get(w("displayText")) or item.get(w("value"), ""), item.get(w("value"), "")) for item in items)
    return tuple(shown for shown, value in said if value and not is_prompt(shown))


def _said(properties: Any, tag: str) -> str:
    found = None if properties is None else properties.find(w(tag))
    return "" if found is None else str(found.get(w("val"), "")).strip()


def words_in(element: Any) -> str:
    """All words in an element, as they stand there, a paragraph a line."""
    if element is None:
        return ""
    paragraphs: list[Any] = list(element.iter(w("p"))) or [element]
    return "\n".join("".join(text.text or "" for text in each.iter(w("t"))) for each in paragraphs)
