# ruff: noqa: INP001 (a script, not a package)
"""Makes the JSON Schemas of this folder from the types of the files, and from what the guides say of keys.

python templates/schemas/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from briefwright.workspace.schemas import schemas

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"

if __name__ == "__main__":
    for name, schema in schemas(*((DOCS / name).read_text("utf-8") for name in ("writing.md", "profiles.md"))).items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
