# ruff: noqa: INP001 (a script, not a package)
"""Makes the JSON Schemas of this folder from the types of the files, and from what the writers' guide says of keys.

python templates/schemas/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

from briefwright.workspace.schemas import schemas

HERE = Path(__file__).parent
GUIDE = HERE.parents[1] / "docs" / "writing.md"

if __name__ == "__main__":
    for name, schema in schemas(GUIDE.read_text("utf-8")).items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
