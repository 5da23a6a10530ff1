"""The register of claims and the blocks that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.workspace import Workspace


def unmade_claims(workspace: Workspace) -> Iterator[Problem]:
    """Claims of the register that no block makes."""
    blocks = (*workspace.blocks.values(), *workspace.variants.values())
    unread = workspace.broken - {block.path for block in blocks}
    if any(path.startswith("content/blocks/") for path in unread):
        return  # what a block that cannot be read claims is not known
    made = {claim for block in blocks for claim in block.front.claims}
    for name in workspace.claims:
        if name not in made:
            hint = "name it in the claims of the block that makes it, or delete it"
            yield Problem(Code.CLAIM_UNMADE, workspace.at("claims", name), f'no block makes the claim "{name}"', hint)
