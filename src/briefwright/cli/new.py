"""Make a workspace to start from: a folder with the example content, ready to build."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import print_lines, print_problems, refuse
from briefwright.problems import Code, Position, Problem
from briefwright.workspace import shipped
from briefwright.workspace.schemas import FOLDER, SUFFIX, schema_line

if TYPE_CHECKING:
    import argparse

README = """\
# A Briefwright workspace

- `content/blocks/` holds the texts, one file a block; `content/recipes/` says which of them make a document.
- `content/references.yaml`, `facts.yaml`, `organisations.yaml` and `claims.yaml` hold what the texts draw on.
- `templates/` is for layouts, Word house styles (`house-styles/`) and citation styles (`csl/`) of your own.
  What is not here is taken from what ships with Briefwright.
- `templates/schemas/` lets editors explain keys and show mistakes, by the first line of each file.
- `docs/writing.md` says what may stand in each file.
- `briefwright build` writes the documents to `build/drafts/`; `briefwright check` tells what is wrong.

The content is an example: see `content/README.md`, then replace it with yours.
"""


BARE = {
    "workspace.yaml": """\
title: Our library
language: en
locales: {en: en-GB}
audiences:
  public: Everybody
citation_style: oscola
house_style: plain
""",
    "organisations.yaml": """\
us:
  name: Our organisation
""",
    "references.yaml": """\
- id: guide-2026
  type: report
  title: A work to cite
  author: [{literal: Its author}]
  issued: 2026
""",
    "facts.yaml": """\
example: {value: 1000, unit: EUR, as_of: 2026, reference: guide-2026}
""",
    "blocks/first/block.md": """\
---
title: A first block
kind: argument
status: draft
---
Write here what you have to say, with its source [@guide-2026, p. 1] and its figure: {{ facts.example }}.
""",
    "recipes/first.yaml": """\
title: A first document
layout: submission
audience: public
organisation: us
languages: [en]
formats: [docx, markdown]
sections:
  - name: first
    heading: A first section
    blocks: [first/block]
""",
}
"""The content of a workspace without the example."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("folder", metavar="DIR", help="a folder that does not exist yet, or is empty")
    parser.add_argument("--bare", action="store_true", help="with one block and one recipe in place of the example")


def run(options: argparse.Namespace) -> int:
    """Make the workspace whole or not at all."""
    folder = Path(options.folder)
    if len(folder.name) > 200:  # noqa: PLR2004 (systems take 255 bytes)
        refuse("the name of the folder is too long")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        refuse(f"{folder} exists already and is not empty: name another folder")
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        _make(folder.absolute(), bare=options.bare)
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        place = Position(folder.as_posix())
        print_problems(
            [Problem(Code.FILE_UNREADABLE, place, f"the folder cannot be made: {reason}", "check its rights")]
        )
        return WRONG_CONTENT
    shown = f'"{folder}"' if " " in str(folder) else folder
    print_lines([f"{folder} is ready: cd {shown} && briefwright build"])
    return DONE


def _name_schemas(made: Path) -> None:
    """Put the schemas into the workspace, and into each file the line by which an editor finds its own."""
    (made / FOLDER).mkdir(parents=True)
    for file in sorted(shipped("templates").glob(f"schemas/*{SUFFIX}")):
        shutil.copy(file, made / FOLDER)
    for file in sorted((made / "content").rglob("*")):
        if line := schema_line(file.relative_to(made).as_posix()):
            with file.open(encoding="utf-8", newline="") as opened:
                text = opened.read()
            file.write_text(with_line(text, line), encoding="utf-8", newline="")


def with_line(text: str, line: str) -> str:
    """A file with a comment as its first line, or as the first of its front matter."""
    match = re.match(r"---[ \t]*\r?\n", text)
    front = match[0] if match else ""
    return f"{front}{line}\n{text.removeprefix(front)}"


def _make(folder: Path, *, bare: bool) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as temporary:
        made = Path(temporary) / "workspace"
        if bare:
            for name, text in BARE.items():
                (made / "content" / name).parent.mkdir(parents=True, exist_ok=True)
                (made / "content" / name).write_text(text, encoding="utf-8", newline="\n")
        else:
            shutil.copytree(shipped("content"), made / "content")
        _name_schemas(made)
        for name in ("layouts", "house-styles", "csl"):
            (made / "templates" / name).mkdir(parents=True)
        shutil.copytree(shipped("docs"), made / "docs")
        (made / "README.md").write_text(README, encoding="utf-8", newline="\n")
        (made / ".gitignore").write_text("build/drafts/\nbuild/.cache/\n", encoding="utf-8", newline="\n")
        if folder.exists():  # it may be the folder one stands in, so it stays
            for child in made.iterdir():
                child.replace(folder / child.name)
        else:
            made.replace(folder)
