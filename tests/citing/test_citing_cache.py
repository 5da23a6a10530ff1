from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from typing import Any

import pytest
from citing_cases import REFERENCES, STYLES, notes, style

from briefwright.compose.citing import cite
from briefwright.compose.citing.citing import processor
from briefwright.document import Citation, Cite, Paragraph, Text


def test_cache_is_json() -> None:
    """What the cache keeps survives being stored as JSON, and gives the same document."""
    children = (Paragraph((Text("A "), Citation((Cite("pion"),)))),)
    cache: dict[str, Any] = {}
    fresh = cite(children, REFERENCES, style("oscola"), "en-GB", cache)
    stored = json.loads(json.dumps(cache))
    marker = "PION, "
    assert fresh == cite(children, REFERENCES, style("oscola"), "en-GB", stored)
    ((_, value),) = stored.items()
    value[0][0][0] = value[0][0][0].replace(marker, "CACHED ")
    assert "CACHED" in notes(cite(children, REFERENCES, style("oscola"), "en-GB", stored))[0]


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], [[], []], [[["x", ["evil", "y"]]], []], [[[1]], []], {"a": 1, "b": 2}, [[["x"]]]]
)
def test_damaged_cache(value: Any) -> None:
    """A cached value of any other shape counts as none, and is replaced."""
    children = (Paragraph((Text("A "), Citation((Cite("pion"),)))),)
    cache: dict[str, Any] = {}
    fresh = cite(children, REFERENCES, style("oscola"), "en-GB", cache)
    good = dict(cache)
    damaged = dict.fromkeys(cache, value)
    assert fresh == cite(children, REFERENCES, style("oscola"), "en-GB", damaged)
    assert good == damaged


def test_cache_key() -> None:
    """Another style, language, reference or sequence is formatted anew."""
    cache: dict[str, Any] = {}
    one = (Paragraph((Citation((Cite("pion"),)),)),)
    cite(one, REFERENCES, style("oscola"), "en-GB", cache)
    cite(one, REFERENCES, style("oscola"), "en-GB", cache)
    assert len(cache) == 1
    cite(one, REFERENCES, style("apa"), "en-GB", cache)
    cite(one, REFERENCES, style("oscola"), "fr", cache)
    cite(one, {**REFERENCES, "pion": {**REFERENCES["pion"], "title": "New"}}, style("oscola"), "en-GB", cache)
    cite(one * 2, REFERENCES, style("oscola"), "en-GB", cache)
    assert len(cache) == 5
    cite(one, {**REFERENCES, "rld-2014": {}}, style("oscola"), "en-GB", cache)
    assert len(cache) == 5


def test_lazy_import() -> None:
    """Importing the step, and citing from a full cache, loads neither the processor nor lxml."""
    code = """
import sys, json
from briefwright.compose.citing import cite
from briefwright.document import Citation, Cite, Paragraph
style, references = open(sys.argv[1], "rb").read(), {"a": {"id": "a", "type": "book", "title": "T"}}
children = (Paragraph((Citation((Cite("a"),)),)),)
class Cache(dict):
    def __missing__(self, key):
        return [[["T"]], [["T"]]]
cited = cite(children, references, style, "en-GB", Cache())
assert not cited.problems and len(cited.bibliography) == 1
assert not {"citeproc", "lxml"} & {name.split(".")[0] for name in sys.modules}
"""
    subprocess.run([sys.executable, "-c", code, str(STYLES / "oscola.csl")], check=True)


def test_processor_release() -> None:
    """What the cache takes for the release of citeproc-py names it, so that another release formats anew."""
    assert f'"version": "{version("citeproc-py")}"' in processor()
