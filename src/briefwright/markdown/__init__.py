"""Text to tree and back, citations and units: the only room that knows markdown-it.

``parse_markdown`` and ``print_markdown`` are inverse to each other on trees in normal form
(see ``document.py``); ``read_units`` cuts a text into a literal skeleton and its units.
"""

from briefwright.markdown.parsing import Parsed, parse_markdown
from briefwright.markdown.printing import escape_markdown, print_markdown
from briefwright.markdown.units import SEGMENTATION, Extent, Skeleton, Unit, read_units

__all__ = [
    "SEGMENTATION",
    "Extent",
    "Parsed",
    "Skeleton",
    "Unit",
    "escape_markdown",
    "parse_markdown",
    "print_markdown",
    "read_units",
]
