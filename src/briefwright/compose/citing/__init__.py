"""Citations and notes: what a style makes of `[@key, p. 3]`, and the numbers of notes.

``cite`` finds what is cited (`citing.py`), tells where each citation stands (`places.py`), and has it
formatted by citeproc-py (`sequence.py`, with `styles.py` and `works.py`), whose failings are mended in `mends.py`.
"""

from briefwright.compose.citing.citing import Cited, cite, cites_in_notes, unknown_works

__all__ = ["Cited", "cite", "cites_in_notes", "unknown_works"]
