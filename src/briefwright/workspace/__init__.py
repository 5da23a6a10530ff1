"""What lies in `content/` and `templates/`, as values: the only room that reads content files.

``read_workspace`` reads a whole workspace and never raises for content: what cannot be read is
left out and told as a problem.
"""

from briefwright.workspace.blocks import Block
from briefwright.workspace.files import shipped
from briefwright.workspace.reading import read_workspace
from briefwright.workspace.recipes import RecipeFile, Resolved, resolve
from briefwright.workspace.workspace import (
    CITATION_STYLE,
    HOUSE_STYLE,
    LAYOUT,
    MARKER,
    Workspace,
    find_workspace,
    read_asset,
)

__all__ = [
    "CITATION_STYLE",
    "HOUSE_STYLE",
    "LAYOUT",
    "MARKER",
    "Block",
    "RecipeFile",
    "Resolved",
    "Workspace",
    "find_workspace",
    "read_asset",
    "read_workspace",
    "resolve",
    "shipped",
]
