"""Content controls (`w:sdt`, ECMA-376 Part 1, 17.5.2): what one takes, and putting it there."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from briefwright.formats.docx.forms.blanks import is_prompt, text_of
from briefwright.formats.docx.inheriting import local, w
from briefwright.formats.docx.markup import W

if TYPE_CHECKING:
    from collections.abc import Iterator

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

Kind = Literal["rich", "text", "list", "box", "date", "other"]
Level = Literal["block", "run", "cell", "row"]
_KINDS: dict[str, Kind] = {
    "richText": "rich",
    "text": "text",
    "comboBox": "list",
    "dropDownList": "list",
    "checkbox": "box",
    "date": "date",
    **dict.fromkeys(
        (
            *("picture", "docPartList", "docPartObj", "citation", "bibliography", "equation", "group"),
            *("repeatingSection", "repeatingSectionItem", "entityPicker"),
        ),
        "other",
    ),
}
_NO_CHOICE = re.compile(r"\W+")
_YES = frozenset({"yes", "x", "true", "checked", "oui", "ja", "sí", "si", "да", "نعم", "☒", "✓"})
_NO = frozenset({"no", "false", "unchecked", "non", "nein", "нет", "لا", "☐"})


def properties(control: Any) -> Any:
    """`w:sdtPr`, an empty one where the control has none."""
    found = control.find(w("sdtPr"))
    return etree.Element(w("sdtPr"), nsmap={"w": W}) if found is None else found


def content(control: Any) -> Any:
    """`w:sdtContent`, made where the control has none."""
    found = control.find(w("sdtContent"))
    return etree.SubElement(control, w("sdtContent")) if found is None else found


def kind_of(control: Any) -> Kind:
    """What a control takes: paragraphs and all, words alone, one of a list, a tick, a date, or nothing of ours."""
    return next((_KINDS[name] for each in properties(control) if (name := local(each)) in _KINDS), "rich")


def level_of(control: Any) -> Level:
    """What stands in a control."""
    held = {local(each) for each in content(control)}
    above = local(control.getparent())
    if above == "tr" or "tc" in held:
        return "cell"
    if above == "tbl" or "tr" in held:
        return "row"
    if above in {"p", "hyperlink", "ins", "smartTag", "fldSimple"} or (
        above == "sdtContent" and held and "p" not in held
    ):
        return "run" if not held & {"p", "tbl"} else "block"
    return "block"


def is_empty(control: Any) -> bool:
    """Whether nobody has filled a control in."""
    shows = properties(control).find(w("showingPlcHdr"))
    if shows is not None and shows.get(w("val")) not in {"0", "false", "off"}:
        return True
    return is_prompt(text_of(content(control)))


def is_locked(control: Any) -> bool:
    """Whether a reader may not change what stands in a control."""
    lock = properties(control).find(w("lock"))
    return lock is not None and lock.get(w("val")) in {"contentLocked", "sdtContentLocked"}


def opened(control: Any) -> bool:
    """Make a control one that is filled in: no placeholder. Whether it was bound to data of the form.

    What is bound is shown as the data have it, not as the control: so the bond is taken out.
    """
    bound = False
    for child in list(properties(control)):
        if local(child) == "showingPlcHdr":
            properties(control).remove(child)
        elif local(child) == "dataBinding":
            bound = True
            properties(control).remove(child)
    return bound


# ── Choices ──────────────────────────────────────────────────────────────────


def choices(control: Any) -> Iterator[str]:
    """What a list offers, as it is shown."""
    for item in properties(control).iter(w("listItem")):
        shown = item.get(w("displayText")) or item.get(w("value")) or ""
        if shown and not is_prompt(shown):
            yield shown


def is_open_list(control: Any) -> bool:
    """Whether a list also takes words of one's own."""
    return properties(control).find(w("comboBox")) is not None


def chosen(words: str, offered: list[str]) -> str:
    """Which of the choices an answer names: the whole of it, or its first words."""
    said = _folded(words)
    whole = [choice for choice in offered if _folded(choice) == said]
    first = [choice for choice in offered if _folded(choice) and f"{said} ".startswith(f"{_folded(choice)} ")]
    return (whole or sorted(first, key=len, reverse=True) or [""])[0]


def _folded(text: str) -> str:
    return " ".join(_NO_CHOICE.sub(" ", text).casefold().split())


def ticks(words: str) -> bool | None:
    """Whether an answer ticks a box; None where it says something else."""
    first = words.strip().casefold()
    if first in {"☒", "✓", "☐"}:
        return first != "☐"
    said = _folded(words).split()[:1]
    if not said:
        return None
    return True if said[0] in _YES else False if said[0] in _NO else None


def tick(control: Any, *, checked: bool) -> None:
    """Tick a box, or clear it, and show it so."""
    box = next(each for each in properties(control) if local(each) == "checkbox")
    state = next((each for each in box if local(each) == "checked"), None)
    if state is None:
        state = etree.Element(f"{{{W14}}}checked")
        box.insert(0, state)
    state.set(f"{{{W14}}}val", "1" if checked else "0")
    shown = next((each for each in box if local(each) == ("checkedState" if checked else "uncheckedState")), None)
    sign = "2612" if checked else "2610"
    font = ""
    if shown is not None:
        sign, font = shown.get(f"{{{W14}}}val") or sign, shown.get(f"{{{W14}}}font") or ""
    _show_sign(content(control), chr(int(sign, 16)), font)


def _show_sign(held: Any, sign: str, font: str) -> None:
    runs = list(held.iter(w("r")))
    for run in runs[1:]:
        run.getparent().remove(run)
    for run in runs[:1]:
        for child in [each for each in run if local(each) != "rPr"]:
            run.remove(child)
        etree.SubElement(run, w("t")).text = sign
        fonts = run.find(f"{w('rPr')}/{w('rFonts')}")
        if font and fonts is not None:
            for name in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(w(name), font)


def dated(control: Any, words: str) -> None:
    """Let a date know which day its words are; none, where they do not say it as 2026-12-01."""
    date = next(each for each in properties(control) if local(each) == "date")
    date.attrib.pop(w("fullDate"), None)
    try:
        day = datetime.date.fromisoformat(words.strip())
    except ValueError:
        return
    date.set(w("fullDate"), f"{day.isoformat()}T00:00:00Z")
