"""Texts written so that nothing in them is read as markup."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*_\[\]<{}|$^~]|&(?=#?\w)|(?<![^\W_])@|!(?=\[|$)")
_AT_START = re.compile(r"[#+>:=%-]|\((?=\w{1,9}\))|(?P<mark>\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9})(?=[.)](?:\s|$))")


def escape_markdown(text: str) -> str:
    """A text written so that nothing in it is read as markup, wherever in a line it stands."""
    return starting(escaped(text))


def escaped(text: str) -> str:
    """A text whose signs are letters; what begins a line may still be more."""
    return _ALWAYS.sub(r"\\\g<0>", text)


def starting(line: str) -> str:
    """A line of which the beginning is not read as a heading, list, fence or rule."""
    match = _AT_START.match(line)
    if not match:
        return line
    end = match.end("mark") if match["mark"] else 0
    return f"{line[:end]}\\{line[end:]}"
