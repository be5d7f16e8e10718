"""PDF from the .docx by LibreOffice, where it is present: there is no second layout."""

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from vandong.documents.errors import NoPdf, PdfFailed

SECONDS = 90
_one_at_a_time = threading.Semaphore(1)  # an office program takes 200 MB and a processor


def office() -> str | None:
    """Path of LibreOffice; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(docx: bytes) -> bytes:
    """The PDF of a .docx of ours. Takes seconds; each time with a profile folder of its own, thrown away after.

    Raises NoPdf without LibreOffice, PdfFailed when it fails or takes longer than `SECONDS`.
    """
    program = office()
    if program is None:
        raise NoPdf
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="vandong-pdf-") as folder:
        source = Path(folder) / "van-ban.docx"
        source.write_bytes(docx)
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(  # noqa: S603  our own document, a program found by name
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=True,
            )
            made = source.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise PdfFailed from None
    if not made.startswith(b"%PDF-"):
        raise PdfFailed
    return made
