"""Briefwright builds consultation submissions from modular text blocks.

Data goes one way, and each step is a room of its own::

    workspace/  files      -> values, each of which knows its file and line
    markdown/   text       -> tree
    compose/    recipe     -> Document (select, fill, cite, number)
    checks/     values     -> problems
    consultations/  lengths against the limits of a body
    formats/    Document   -> bytes (docx, markdown, html, text)
    build.py    carries artifacts out of the house; cli/ is the door

The tree in the middle is ``document.py``; what is wrong with a text is told as
``problems.Problem``, a value with a position.
"""

__version__ = "0.1.0"
