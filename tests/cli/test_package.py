"""The wheel: everything that a workspace needs is in it, without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_makes_and_builds_a_workspace(tmp_path: Path) -> None:
    """From the wheel alone, `briefwright new` makes the example and `build` its documents."""
    made = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(made, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path / "installed")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "briefwright", *arguments]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    run("new", "demo")
    lines = run("--workspace", "demo", "build").strip().split("\n")
    assert any(line.endswith("un-social-inclusion.en.docx") for line in lines)
    where = "import briefwright; print(briefwright.__file__)"
    used = subprocess.run([sys.executable, "-c", where], env=environment, capture_output=True, check=True).stdout
    assert str(tmp_path) in used.decode()
