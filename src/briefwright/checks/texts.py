"""The texts of all blocks, whether or not a recipe uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.compose.selecting import for_audience
from briefwright.document import Citation
from briefwright.problems import Code, Problem, did_you_mean
from briefwright.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.workspace import Workspace


def unread_texts(workspace: Workspace) -> Iterator[Problem]:
    """What is wrong in the Markdown of a block, and the audiences and references in it that do not exist."""
    for block in (*workspace.blocks.values(), *workspace.variants.values()):
        yield from block.parsed.problems
        yield from for_audience(block.parsed.children, "", workspace.audiences)[1]
        cites = [cite for node in walk(block.parsed.children) if isinstance(node, Citation) for cite in node.cites]
        for cite in cites:
            if cite.key not in workspace.references:
                hint = did_you_mean(cite.key, workspace.references)
                yield Problem(Code.CITATION_UNKNOWN, cite.position, f'no reference "{cite.key}"', hint)
