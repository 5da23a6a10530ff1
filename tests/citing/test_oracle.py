from __future__ import annotations

import json
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import pypandoc
import pytest
from citing_cases import HERE, REFERENCES, SHIPPED, STYLES, bibliography, citing, texts

if TYPE_CHECKING:
    from collections.abc import Iterable


def pandoc(name: str, locale: str) -> tuple[list[str], list[str]]:
    """The citations and the bibliography of `sequence.md` by pandoc's citeproc."""
    command = [pypandoc.get_pandoc_path(), "--citeproc", "-t", "json", "-M", f"lang={locale}"]
    command += ["--bibliography", str(HERE / "references.json"), "--csl", str(STYLES / f"{name}.csl")]
    run = subprocess.run([*command, str(HERE / "sequence.md")], capture_output=True, check=True)
    blocks = json.loads(run.stdout)["blocks"]
    cites = [_pandoc_text(found) for block in blocks if block["t"] != "Div" for found in _pandoc_cites(block)]
    works = [_pandoc_text(work["c"][1][0]["c"]) for block in blocks if block["t"] == "Div" for work in block["c"][1]]
    return [re.sub(r"^\.", "", text) for text in cites], [work for work in works if work]


def _pandoc_cites(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return [node["c"][1]] if node.get("t") == "Cite" else _pandoc_cites(node.get("c"))
    return [found for part in node for found in _pandoc_cites(part)] if isinstance(node, list) else []


def _pandoc_text(nodes: list[Any]) -> str:
    return "".join(_pandoc_inline(node["t"], node.get("c")) for node in nodes)


def _pandoc_inline(kind: str, value: Any) -> str:
    match kind:
        case "Str":
            return str(value)
        case "Space" | "SoftBreak":
            return " "
        case "Emph":
            return f"*{_pandoc_text(value)}*"
        case "Note":
            return _pandoc_text(value[0]["c"])
        case "Link" | "Span":
            return _pandoc_text(value[1])
        case _:
            return _pandoc_text(value)


def differences(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs of unequal texts."""
    return {(ours, theirs) for ours, theirs in pairs if ours != theirs}


def order_difference(ours: list[str], theirs: list[str]) -> set[tuple[str, str]]:
    """The works that stand in another order, by their ids, as one difference."""
    moved = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    names = [", ".join(_ids(side)) for side in (zip(*moved, strict=True) if moved else ())]
    return {(f"order: {names[0]}", f"order: {names[1]}")} if names else set()


def _ids(works: Iterable[str]) -> list[str]:
    titles = {key: item["title"].lower() for key, item in REFERENCES.items()}
    return [next(key for key, title in titles.items() if title in work.lower()) for work in works]


def untied(found: list[str]) -> list[str]:
    """Texts without the ties between "p." and its number, which pandoc does not set."""
    return [re.sub("(?<=[\\w.])\u00a0(?=\\d)", " ", text) for text in found]


@pytest.mark.parametrize("locale", ["en-GB", "en-US", "fr-FR", "ru-RU", "ar"])
@pytest.mark.parametrize("name", SHIPPED)
def test_oracle(name: str, locale: str) -> None:
    """Each citation and work reads as pandoc has it, but for the differences that are listed with their reasons."""
    cited = citing((HERE / "sequence.md").read_text(encoding="utf-8"), name, locale)
    cites, works = pandoc(name, locale)
    mine = untied(bibliography(cited))
    same = sorted(mine) == sorted(works)
    found = order_difference(mine, works) if same else differences(zip(mine, works, strict=True))
    if locale.startswith("en"):  # elsewhere pandoc reads "p. 3" in the locale's words, and so reads no locator
        found |= differences(zip(untied(texts(cited)), cites, strict=True))
    listed = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8"))["difference"]
    allowed = {(one["ours"], one["pandoc"]) for one in listed if one["style"] == name and locale in one["locales"]}
    assert allowed == found
    assert cited.problems == ()
