"""Where the time of one build goes: `python benchmarks/parts.py WORKSPACE RECIPE` prints the seconds of each part.

It does in a process of its own what `briefwright build RECIPE -f docx --force` does, with a stopwatch between the
steps. `make bench` runs it several times and prints the medians as a table.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

OURS = ("briefwright.cli.build", "briefwright.compose.citing.sequence", "briefwright.formats.docx")
OTHERS = ("msgspec", "markdown_it", "ruamel.yaml", "jinja2.sandbox", "babel.dates", "babel.numbers",
          "lxml.etree", "citeproc")  # fmt: skip
"""What a build imports in the course of its work is imported first, so that it is not counted with that."""


class Stopwatch:
    """The seconds of each part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, part: str, step: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """What the step gives; its time is that of the part."""
        begin = time.perf_counter()
        result = step(*arguments, **options)
        self.seconds[part] = self.seconds.get(part, 0) + time.perf_counter() - begin
        return result


def main() -> None:
    """Make the document once, and write it once more."""
    root, recipe = Path(sys.argv[1]), sys.argv[2]
    timed = Stopwatch()
    gc.set_threshold(timed("importing briefwright", import_module, "briefwright.cli").GARBAGE)
    timed("importing libraries", lambda: [import_module(name) for name in OTHERS])
    timed("importing briefwright", lambda: [import_module(name) for name in OURS])
    document, house_style = _made(root, recipe, timed)
    write = import_module("briefwright.formats.docx").write_docx
    timed("writing the DOCX", write, document, house_style)
    timed("writing it again", write, document, house_style)
    print(json.dumps(timed.seconds))


def _made(root: Path, recipe: str, timed: Stopwatch) -> tuple[Any, Any]:
    """The document and its house style."""
    from briefwright.compose import composing  # noqa: PLC0415 (imported when its time has come)
    from briefwright.formats.docx import read_house_style  # noqa: PLC0415
    from briefwright.problems import NOWHERE  # noqa: PLC0415
    from briefwright.workspace import HOUSE_STYLE, read_asset, read_workspace  # noqa: PLC0415

    workspace = timed("reading the workspace", read_workspace, root)
    cite = vars(composing)["cite"]
    vars(composing)["cite"] = partial(timed, "citing", cite)
    composed = timed("composing", composing.compose, workspace, recipe, workspace.settings.language)
    timed.seconds["composing"] -= timed.seconds["citing"]
    asked = composed.recipe.value.house_style or workspace.settings.house_style
    asset: Any = read_asset(workspace, HOUSE_STYLE, asked, NOWHERE)
    house_style, _ = timed("reading the house style", read_house_style, *asset)
    return composed.document, house_style


if __name__ == "__main__":
    main()
