"""The texts of all blocks, whether or not a recipe uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.compose.citing import unknown_works
from briefwright.compose.selecting import for_audience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.problems import Problem
    from briefwright.workspace import Workspace


def unread_texts(workspace: Workspace) -> Iterator[Problem]:
    """What is wrong in the Markdown of a block, and the audiences and references in it that do not exist."""
    for block in (*workspace.blocks.values(), *workspace.variants.values()):
        yield from block.parsed.problems
        yield from for_audience(block.parsed.children, "", workspace.audiences)[1]
        yield from unknown_works(block.parsed.children, workspace.references)
