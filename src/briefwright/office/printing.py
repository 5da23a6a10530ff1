"""Many Word files to PDF in one LibreOffice, which takes longer to start than to print."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.office.finding import Failed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefwright.office.finding import Office

_IN_ONE_GO = 50
_SECONDS_TO_START, _SECONDS_A_FILE = 90, 30
_FRUITLESS = 2
"""Runs in a row without a single PDF after which the next would be no better."""

_WANTED = {
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "DisplayPDFDocumentTitle": True,
    "ExportNotes": False,
    "ExportFormFields": False,
}
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(value).lower()} for name, value in _WANTED.items()}, separators=(",", ":")
)
"""https://wiki.documentfoundation.org/Documentation/DevGuide (PDF export filter options)"""

_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Misc", "CollectUsageInformation", "false"),
    ("Common/Misc", "CrashReport", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
    ("Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
)
"""No macros, nothing fetched from elsewhere, no questions."""


def print_files(office: Office, files: Sequence[bytes]) -> list[bytes | Failed]:
    """The PDF of each Word file, or why there is none. One that breaks LibreOffice does not take the others along."""
    printed: list[bytes | Failed] = []
    fruitless = 0
    while len(printed) < len(files):
        batch = files[len(printed) : len(printed) + _IN_ONE_GO]
        found, ending = _run(office, batch)
        fruitless = 0 if found else fruitless + 1
        reached = len(batch) if ending is None else max(found, default=-1) + 1
        printed += [found.get(number) or Failed("it gives no reason") for number in range(reached)]
        if ending and reached < len(batch):
            printed.append(ending)
        if ending and fruitless == _FRUITLESS:
            printed += [ending] * (len(files) - len(printed))
    return printed


def _run(office: Office, batch: Sequence[bytes]) -> tuple[dict[int, bytes], Failed | None]:
    """The PDFs that one LibreOffice makes, by number, and what ended it before it was done."""
    try:
        return _run_in_folder(office, batch)
    except OSError as error:
        return {}, Failed(f"there is no room for temporary files: {(error.strerror or 'it failed').lower()}")


def _run_in_folder(office: Office, batch: Sequence[bytes]) -> tuple[dict[int, bytes], Failed | None]:
    with tempfile.TemporaryDirectory(prefix="briefwright-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for number, data in enumerate(batch):
            (folder / f"{number}.docx").write_bytes(data)
        ending = _convert(office, folder, [f"{number}.docx" for number in range(len(batch))])
        made = {number: folder / f"{number}.pdf" for number in range(len(batch))}
        read = {number: path.read_bytes() for number, path in made.items() if path.is_file()}
    # A file that LibreOffice was still at when it ended is no PDF yet.
    return {number: data for number, data in read.items() if data.rstrip().endswith(b"%%EOF")}, ending


def _convert(office: Office, folder: Path, names: Sequence[str]) -> Failed | None:
    profile = _profile(folder)
    command = [
        str(office.program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--convert-to", _FILTER, "--outdir", str(folder), *names,
    ]  # fmt: skip
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 (a program that its user has installed, and names of ours)
            command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError as error:
        return Failed(f"it does not start: {(error.strerror or 'it failed').lower()}")
    try:
        code = process.wait(_SECONDS_TO_START + _SECONDS_A_FILE * len(names))
    except subprocess.TimeoutExpired:
        return Failed("it takes too long")
    finally:
        _end(process)
    return Failed(f"it ends with code {code}") if code else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it has started; they would outlive the first."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        subprocess.run([taskkill, "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _profile(folder: Path) -> Path:
    """A profile of its own, which goes with the folder."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
    (profile / "user" / "registrymodifications.xcu").write_text(text, "utf-8")
    return profile
