"""LibreOffice as it may be on a computer: missing, broken, slow; and what it is kept from."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx_samples import document, words
from printed_samples import ROOT, house_style, sheet

from briefwright.cli import main
from briefwright.document import Figure, Heading, Part, Text
from briefwright.finishing import finish
from briefwright.formats.docx import write_docx
from briefwright.office import printing
from briefwright.office.finding import Failed, Office, find_office
from briefwright.office.printing import print_files
from briefwright.problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = ROOT / "tests/workspaces/cycling"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a document that has contents."""
    shutil.copytree(BASE, tmp_path / "w")
    recipe = tmp_path / "w/content/recipes/answer.yaml"
    recipe.write_text(f"{recipe.read_text('utf-8')}contents: true\n", "utf-8")
    return tmp_path / "w"


@pytest.fixture
def fresh() -> Iterator[None]:
    """LibreOffice is looked for anew, in this test and after it."""
    find_office.cache_clear()
    yield
    find_office.cache_clear()


def small() -> bytes:
    """A Word file of one paragraph."""
    return write_docx(document(words("A paragraph.")), house_style("plain"))


# ── Missing ──────────────────────────────────────────────────────────────────


def test_without_libreoffice_no_pdf(root: Path, tmp_path: Path) -> None:
    """A document that is to be PDF too is not written at all, and it is told what to do; in other formats it is."""
    nowhere = tmp_path / "empty"
    nowhere.mkdir()
    command = [sys.executable, "-m", "briefwright", "--workspace", str(root), "build", "answer", "-f", "docx"]
    environment = {**os.environ, "PATH": str(nowhere)}
    ran = subprocess.run([*command, "-f", "pdf"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert 1 == ran.returncode
    assert f"content/recipes/answer.yaml:7:1: error: {Code.OFFICE_MISSING}: PDF is made by LibreOffice" in ran.stderr
    assert not (root / "build/drafts").exists()
    ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (0, "") == (ran.returncode, ran.stderr)
    assert (root / "build/drafts/answer.en.docx").is_file()


@pytest.mark.usefixtures("fresh")
def test_where_its_installer_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows it is found in the folder of programs, and the one that waits for its work is taken."""
    program = tmp_path / "LibreOffice" / "program"
    program.mkdir(parents=True)
    for name in ("soffice.exe", "soffice.com", "version.ini"):
        (program / name).write_text(name)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    found = find_office()
    assert found
    assert program / "soffice.com" == found.program
    find_office.cache_clear()
    (program / "version.ini").write_text("another")
    other = find_office()
    assert other
    assert found.version != other.version


# ── Broken ───────────────────────────────────────────────────────────────────

_PROGRAM = """#!/bin/sh
echo run >> "{log}"
for file; do
    case "$file" in *.docx) ;; *) continue ;; esac
    case "$(cat "$file")" in
        crash) exit 7 ;;
        hang) sleep 600 & echo $! >> "{log}"; wait ;;
        refuse) ;;
        half) printf '%%PDF-1.7 half' > "${{file%.docx}}.pdf"; exit 8 ;;
        *) {{ printf '%%PDF-1.7 '; cat "$file"; printf ' %%%%EOF'; }} > "${{file%.docx}}.pdf" ;;
    esac
done
"""


@pytest.fixture
def broken(tmp_path: Path) -> Office:
    """What LibreOffice is at its worst: a program that does with each file what the file says."""
    program = tmp_path / "soffice"
    program.write_text(_PROGRAM.format(log=tmp_path / "log"))
    program.chmod(0o755)
    return Office(program, "broken")


def runs(office: Office) -> list[str]:
    """What the program has noted."""
    return (office.program.parent / "log").read_text().split()


def shown(printed: list[bytes | Failed]) -> list[str]:
    """What became of files, in a word."""
    return [one.reason if isinstance(one, Failed) else one.decode().split()[1] for one in printed]


def test_a_file_that_ends_it_takes_no_other_along(broken: Office) -> None:
    """Those before and behind it are printed."""
    files = [b"a", b"crash", b"b", b"refuse", b"c", b"half", b"d"]
    crashed, refused, half = "it ends with code 7", "it gives no reason", "it ends with code 8"
    assert ["a", crashed, "b", refused, "c", half, "d"] == shown(print_files(broken, files))
    assert ["run"] * 3 == runs(broken)


def test_a_program_that_never_works_is_not_started_for_each(broken: Office) -> None:
    """Two runs in vain are enough."""
    assert ["it ends with code 7"] * 30 == shown(print_files(broken, [b"crash"] * 30))
    assert ["run"] * 2 == runs(broken)


def test_it_is_not_waited_for_for_ever(broken: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that hangs is ended with all that it has started."""
    monkeypatch.setattr(printing, "_SECONDS_TO_START", 0.2)
    monkeypatch.setattr(printing, "_SECONDS_A_FILE", 0.2)
    assert ["a", "it takes too long"] == shown(print_files(broken, [b"a", b"hang"]))
    (child,) = (word for word in runs(broken) if word.isdigit())
    time.sleep(0.1)
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or ") Z " in state.read_text()


def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    """It is told why."""
    (printed,) = print_files(Office(tmp_path / "gone", ""), [b"a"])
    assert Failed("it does not start: no such file or directory") == printed


def test_many_files_take_several_runs(broken: Office) -> None:
    """A command line has no room for hundreds of names on Windows."""
    files = [str(number).encode() for number in range(120)]
    assert [str(number) for number in range(120)] == shown(print_files(broken, files))
    assert ["run"] * 3 == runs(broken)


@pytest.mark.usefixtures("fresh")
def test_a_document_that_is_not_printed_is_told(
    root: Path, broken: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file of it is written; without numbers in its contents, Word's is."""
    broken.program.write_text("#!/bin/sh\nexit 9\n")
    monkeypatch.setenv("PATH", f"{broken.program.parent}{os.pathsep}{os.environ['PATH']}")
    build = ["--workspace", str(root), "build", "answer", "-f", "docx"]
    assert 1 == main([*build, "-f", "pdf"])
    said = capsys.readouterr().err
    assert f"error: {Code.OFFICE_FAILED}: LibreOffice makes no PDF of this document: it ends with code 9" in said
    assert not (root / "build/drafts").exists()
    assert 0 == main(build)
    assert f"warning: {Code.PAGES_UNKNOWN}: the table of contents has no page numbers" in capsys.readouterr().err
    assert (root / "build/drafts/answer.en.docx").is_file()


def test_a_pdf_that_cannot_be_read_is_told(broken: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice whose PDFs are none is told as a problem of the document."""
    monkeypatch.setattr("briefwright.finishing.find_office", lambda: broken)
    (done,) = finish([sheet(document(words("A paragraph.")))._replace(unpaged=False)])
    (problem,) = done.problems
    assert Code.OFFICE_FAILED == problem.code
    assert "its PDF cannot be read" in problem.message
    assert ["docx"] == list(done.artifacts)


def test_pages_of_a_pdf_that_cannot_be_read_are_told(broken: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its contents have no numbers, and that is told; the Word file is made."""
    monkeypatch.setattr("briefwright.finishing.find_office", lambda: broken)
    contents = Part("contents", (Heading(2, (Text("Contents"),), "contents"),))
    (done,) = finish([sheet(document(contents, words("A paragraph.")))._replace(unpaged=True, printed=False)])
    assert [Code.PAGES_UNKNOWN] == [problem.code for problem in done.problems]
    assert ["docx"] == list(done.artifacts)


def test_no_room_for_temporary_files(broken: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none can be written, that is why there is no PDF."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    (printed,) = print_files(broken, [b"a"])
    assert Failed("there is no room for temporary files: no such file or directory") == printed


# ── At work ──────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("fresh")
def test_an_unchanged_document_costs_nothing(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is started once for all documents with contents, again when one has changed, and else never."""
    real, log = shutil.which("soffice"), tmp_path / "log"
    (tmp_path / "soffice").write_text(f'#!/bin/sh\necho run >> "{log}"\nexec "{real}" "$@"\n')
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    build = ["--workspace", str(root), "build", "-f", "docx"]
    assert 0 == main([*build, "--no-pages"])
    assert not log.exists()
    assert 0 == main(build)
    assert 0 == main(build)
    assert 0 == main([*build, "-j", "2"])
    assert "run\n" == log.read_text()
    block = root / "content/blocks/lanes/protected.md"
    block.write_text(f"{block.read_text('utf-8')}\nMore.\n", "utf-8")
    assert 0 == main(build)
    assert "run\nrun\n" == log.read_text()
    assert 0 == main([*build, "answer", "--force"])
    assert "run\nrun\nrun\n" == log.read_text()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile and the files of a run go with it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    office = find_office()
    assert office
    (printed,) = print_files(office, [small()])
    assert isinstance(printed, bytes)
    assert printed.startswith(b"%PDF")
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_fetched() -> None:
    """A picture that a file only links to is not asked for: the server that has it hears nothing."""
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 (the names that the class asks for)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/picture.png"
    office = find_office()
    assert office
    (printed,) = print_files(office, [_linking(address)])
    server.shutdown()
    server.server_close()
    assert isinstance(printed, bytes)
    assert [] == asked


def _linking(address: str) -> bytes:
    """A Word file with a picture that lies elsewhere."""
    data = write_docx(document(Figure("bars.png", "Bars")), house_style("plain"))
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "word/_rels/document.xml.rels":
                text = re.sub(rb'Target="[^"]*\.png"', f'Target="{address}" TargetMode="External"'.encode(), text)
            if name == "word/document.xml":
                text = text.replace(b"r:embed=", b"r:link=")
            after.writestr(name, text)
    return file.getvalue()


def test_sheets_keep_their_order() -> None:
    """Whichever of them are printed."""
    texts = ["one", "two", "three"]
    sheets = [sheet(document(words(text)))._replace(printed=text != "two") for text in texts]
    done = finish(sheets)
    assert [["docx", "pdf"], ["docx"], ["docx", "pdf"]] == [sorted(one.artifacts) for one in done]
