"""LibreOffice, where it is installed: Word files to PDF, and the pages that headings fall on.

This room alone knows it, and what its PDFs lack. It starts processes of its own, in a throw-away profile
with macros and the network off; a LibreOffice that the user has open is never touched.
``finding.py`` tells whether there is one; only ``mending.py`` and ``pages.py`` need pypdf, which takes long to import.
"""
