"""Two judges of PDF/UA-1, independent of each other, and of what makes the PDFs.

`page` has 104 rules and passes veraPDF's own corpus; it does not ask for header cells in tables, which `pdfua` does.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import page
import pdfua


def objections(pdf: bytes) -> list[str]:
    """What either judge says against a PDF."""
    by_page = [f"{found.rule_id}: {found.message}" for found in page.validate_pdf_bytes(pdf, profile="ua1").failures]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(pdf)
        by_pdfua = [f"{found.rule_id}: {found.message}" for found in pdfua.validate(str(path)).findings]
    return by_page + by_pdfua
