"""What the library says about something, and where something is used.

`words` compares words, `texts` says what of a block is searched, `index` keeps it in SQLite, `asking` finds out what a
question asks for, `ranking` answers; `uses` follows blocks, references, facts, claims and images into recipes.
"""

from briefwright.searching.ranking import Found, Library, Match
from briefwright.searching.uses import Use, names, recipes_with, where_used

__all__ = ["Found", "Library", "Match", "Use", "names", "recipes_with", "where_used"]
