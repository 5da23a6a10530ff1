"""Word documents: the body, notes and lists as OOXML of our own, in the styles of a house style.

``house_style.py`` reads a Word file once into a value, with ``opening.py``, ``parts.py``, ``matching.py`` and
``inheriting.py``; ``adapting.py`` changes that value as a body asks; ``writing.py`` turns a Document into the body
and its notes, with strings; the other modules each make one part of the package.
"""

from briefwright.formats.docx.adapting import adapted
from briefwright.formats.docx.house_style import HouseStyle, read_house_style
from briefwright.formats.docx.matching import Match, Wanted
from briefwright.formats.docx.pen import bookmarks
from briefwright.formats.docx.writing import write_docx

__all__ = ["HouseStyle", "Match", "Wanted", "adapted", "bookmarks", "read_house_style", "write_docx"]
