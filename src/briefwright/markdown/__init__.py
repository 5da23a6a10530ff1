"""Text to tree and back, citations and units: the only room that knows markdown-it.

``parse_markdown`` and ``printing.print_markdown`` are inverse to each other on trees in normal form
(see ``document.py``); ``units.read_units`` cuts a text into a literal skeleton and its units.
Parsing is what every run needs; the rest is imported from where it is.
"""

from briefwright.markdown.parsing import Parsed, parse_markdown

__all__ = ["Parsed", "parse_markdown"]
