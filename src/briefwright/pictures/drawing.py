"""Draw an SVG: `python drawing.py ZOOM` reads one and writes its PNG.

A drawing can ask for any amount of time and memory, and can bring the program that draws it down: so that is a
process of its own, with this file as its program. It imports nothing of ours.
"""

from __future__ import annotations

import contextlib
import sys

LARGEST_MEMORY = 2 * 1024**3
NO_FONTS = 3
"""The exit code that says: the picture has words, and this machine no font."""

_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="15">A</text></svg>'


def main() -> int:
    """Read, draw, write; within bounds, where the system sets any."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    drawn = draw(sys.stdin.buffer.read().decode("utf-8-sig"), float(sys.argv[1]))
    sys.stdout.buffer.write(drawn)
    return 0 if drawn else NO_FONTS


def draw(text: str, zoom: float) -> bytes:
    """The PNG of an SVG; nothing where its words would be missing, since there is no font at all."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 (behind the limit)

    if "<text" in text and svg_to_bytes(svg_string=_LETTER) == svg_to_bytes(svg_string=_LETTER, skip_system_fonts=True):
        return b""
    return svg_to_bytes(svg_string=text, zoom=zoom)


if __name__ == "__main__":
    sys.exit(main())
