"""Briefwright against pandoc, in the same run: `make bench`.

Both get the same text: pandoc the composed Markdown with its citations as they were written, the references, the
same citation style and the same Word file. Whole processes are timed, in turn, so that a slow moment hits both;
the table gives medians and the ratio pair by pair. The batch is 100 different documents: one command of ours
against 100 pandoc processes, two at a time. Last is told where the time of the first build goes (`parts.py`).

Python runs compiled modules, as pip leaves them when it installs.
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pypandoc

from briefwright import __version__
from briefwright.compose import compose
from briefwright.document import Elements, Inline, Placeholder
from briefwright.markdown.printing import print_markdown
from briefwright.walking import joined, rewrite
from briefwright.workspace import read_workspace, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[1]
RECIPE = "un-social-inclusion"
RUNS = 9
BATCH = 100
WORKERS = 2
PANDOC = pypandoc.get_pandoc_path()
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of what is timed: Python may keep what it compiles."""
STANDARD = "import gc, json, sys, time, functools, importlib, pathlib, typing"
"""What `parts.py` has imported when it begins to measure."""


def main() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        text = _prepared(place)
        print(f"briefwright {__version__}, pandoc {_pandoc_version()}, CPython {platform.python_version()}, ", end="")
        print(f"citeproc-py {version('citeproc-py')}, {os.cpu_count()} processors")
        print(f"{RECIPE}: {len(text.split())} words of Markdown, DOCX with notes in the style oscola\n")
        _one(place)
        _parts(place)
        _batch(place)


def _prepared(place: Path) -> str:
    """A copy of the example, and what pandoc gets."""
    shutil.copytree(ROOT / "content", place / "w/content")
    shutil.copytree(ROOT / "templates", place / "w/templates")
    workspace = read_workspace(place / "w")
    text = _for_pandoc(compose(workspace, RECIPE, "en").cited)
    (place / "in.md").write_text(text, encoding="utf-8")
    (place / "references.json").write_text(json.dumps(list(workspace.references.values())), encoding="utf-8")
    return text


def _for_pandoc(tree: Elements) -> str:
    def filled(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        pieces = [inline.content if isinstance(inline, Placeholder) else (inline,) for inline in content]
        return joined(inline for piece in pieces for inline in piece)

    return print_markdown(rewrite(tree, inlines=filled))


def _one(place: Path) -> None:
    ours = [*_briefwright(place), RECIPE, "-f", "docx", "-j", "1"]
    realistic = _pandoc(place, place / "in.md", place / "out.docx")
    commands = {
        "briefwright, nothing cached": [*ours, "--force"],
        "briefwright, citations cached": ours,
        "pandoc + citeproc + reference doc": realistic,
        "pandoc, plain": [PANDOC, str(place / "in.md"), "-o", str(place / "plain.docx")],
    }
    for command in commands.values():
        _timed(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(_timed(command))
    rival = times["pandoc + citeproc + reference doc"]
    print(f"one document, one process, {RUNS} runs in turn\n")
    print("| | median s | ratio to pandoc + citeproc |\n|---|---|---|")
    for name, some in times.items():
        ratio = statistics.median(a / b for a, b in zip(some, rival, strict=True))
        print(f"| {name} | {statistics.median(some):.3f} | {ratio:.2f} |")


def _parts(place: Path) -> None:
    """Where the time of the first build goes. What is left over are arguments, problems, files and the end."""
    ours = [*_briefwright(place), RECIPE, "-f", "docx", "-j", "1", "--force"]
    taken_apart = [sys.executable, str(ROOT / "benchmarks/parts.py"), str(place / "w"), RECIPE]
    runs: list[dict[str, float]] = []
    for _ in range(RUNS):
        start, whole = _timed([sys.executable, "-c", STANDARD]), _timed(ours)
        runs.append({"whole": whole, "starting Python and its library": start, **json.loads(_output(taken_apart))})
    parts = {part: statistics.median(run[part] for run in runs) for part in runs[0]}
    whole, again = parts.pop("whole"), parts.pop("writing it again")
    parts["the rest"] = whole - sum(parts.values())
    print(f"\nwhere the {1000 * whole:.0f} ms of briefwright with nothing cached go, {RUNS} runs in turn\n")
    print("| | median ms |\n|---|---|")
    for part, seconds in parts.items():
        print(f"| {part} | {1000 * seconds:.1f} |")
    print(f"\nthe writer for a second document in the same house style: {1000 * again:.1f} ms")


def _batch(place: Path) -> None:
    """100 documents that differ: each recipe has its own title and leaves out another pair of sections."""
    recipes = place / "w/content/recipes"
    (recipes / "all").mkdir()
    workspace = read_workspace(place / "w")
    recipe, _ = resolve(RECIPE, workspace.recipes)
    names = [section.name for section in recipe.value.sections] if recipe else []
    for number, dropped in enumerate(itertools.islice(itertools.combinations(names, 2), BATCH)):
        text = f"title: Submission {number}\nextends: {RECIPE}\nformats: [docx]\nsections:\n"
        text += "".join(f"  - {{name: {name}, drop: true}}\n" for name in dropped)
        (recipes / f"all/{number}.yaml").write_text(text, encoding="utf-8")
    workspace = read_workspace(place / "w")
    for number in range(BATCH):
        composed = compose(workspace, f"all/{number}", "en")
        (place / f"{number}.md").write_text(_for_pandoc(composed.cited), encoding="utf-8")
    targets = [f"all/{number}" for number in range(BATCH)]
    ours = [*_briefwright(place), *targets, "-j", str(WORKERS)]
    rows = {
        "briefwright, one command, nothing cached": _rate(lambda: _timed([*ours, "--force"])),
        "briefwright, one command, citations cached": _rate(lambda: _timed(ours)),
        "pandoc + citeproc + reference doc, 100 processes": _rate(lambda: _pandoc_batch(place)),
    }
    print(f"\n{BATCH} different documents on {WORKERS} processors, 3 runs\n")
    print("| | documents a second | ratio |\n|---|---|---|")
    rival = rows["pandoc + citeproc + reference doc, 100 processes"]
    for name, rate in rows.items():
        print(f"| {name} | {rate:.0f} | {rate / rival:.1f} |")


def _briefwright(place: Path) -> list[str]:
    command = shutil.which("briefwright", path=str(Path(sys.executable).parent)) or "briefwright"
    return [command, "--workspace", str(place / "w"), "build"]


def _rate(run: Callable[[], float]) -> float:
    return BATCH / statistics.median(run() for _ in range(3))


def _pandoc_batch(place: Path) -> float:
    commands = [_pandoc(place, place / f"{number}.md", place / f"{number}.docx") for number in range(BATCH)]
    begin = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(_timed, commands))
    return time.perf_counter() - begin


def _pandoc(place: Path, source: Path, target: Path) -> list[str]:
    style = str(place / "w/templates/csl/oscola.csl")
    document = str(place / "w/templates/house-styles/plain.docx")
    options = ["--citeproc", "--bibliography", str(place / "references.json"), "--csl", style]
    return [PANDOC, str(source), *options, "--reference-doc", document, "-o", str(target)]


def _timed(command: Sequence[str]) -> float:
    begin = time.perf_counter()
    _output(command)
    return time.perf_counter() - begin


def _output(command: Sequence[str]) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False, env=COMPILED)
    if done.returncode:
        sys.exit(done.stderr.decode())
    return done.stdout


def _pandoc_version() -> str:
    told = subprocess.run([PANDOC, "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    return told.split()[1]


if __name__ == "__main__":
    main()
