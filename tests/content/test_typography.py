"""The shipped documents are set as a printer would: curly quotes, no double spaces, no space before a stop."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefwright.compose import compose
from briefwright.document import Code, CodeBlock, Text
from briefwright.walking import settled, walk
from briefwright.workspace import read_workspace

WORKSPACE = read_workspace(Path(__file__).parents[2])
RECIPES = sorted(name for name, recipe in WORKSPACE.recipes.items() if not recipe.value.abstract)
SLIPS = re.compile(r"""["']|[ \u00a0]{2}| [,.](?= |$)|\.\.|\bp\. \d|(?<=\d) (?:%|€)""")
"""Straight quotes, double spaces, a space before a stop, two full stops, numbers that a line could tear from "p."."""


def _texts(name: str) -> list[str]:
    document = compose(WORKSPACE, name, "en").document
    assert document
    nodes = list(walk(settled(document.children)))
    assert not any(isinstance(node, Code | CodeBlock) for node in nodes)
    return [document.title, *(node.text for node in nodes if isinstance(node, Text) and "://" not in node.text)]


@pytest.mark.parametrize("name", RECIPES)
def test_no_slip_of_typing_is_printed(name: str) -> None:
    """No text of a shipped document, in its body or its notes, has one."""
    assert [] == [text for text in _texts(name) if SLIPS.search(text)]
