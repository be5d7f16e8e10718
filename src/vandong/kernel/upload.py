"""What an uploaded paper really is, told by its content and never by its name."""

import re
from typing import Protocol

from vandong.kernel.errors import Invalid

KINDS = {
    "application/pdf": (b"%PDF-",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (b"PK\x03\x04",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
}
# Names a PDF acts by. Looked for outside its streams: in the bytes of a ten-megabyte picture "/JS" turns up by chance.
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)(?![A-Za-z0-9])")
_PDF_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


class Uploaded(Protocol):
    name: str | None
    size: int | None

    def read(self, n: int = -1) -> bytes: ...


class WrongFile(Invalid):
    code = "kernel.wrong_file"


def read_whole(uploaded: Uploaded, *, limit: int) -> bytes:
    """The bytes of an upload that somebody else judges. Raises WrongFile: too large, empty."""
    if (uploaded.size or 0) > limit:
        raise WrongFile(f"Tệp lớn quá {limit // (1024 * 1024)} MB. Xin gửi riêng phần văn bản, không kèm ảnh lớn.")
    content = uploaded.read(limit + 1)
    if not content:
        raise WrongFile("Tệp này rỗng. Xin chọn lại tệp.")
    return content


def read_paper(uploaded: Uploaded, *, limit: int, kinds: tuple[str, ...] = tuple(KINDS)) -> tuple[bytes, str]:
    """The bytes and media type of an uploaded paper (a plan, a scan). It is kept as it is and only ever sent back as
    an attachment. Raises WrongFile: too large, empty, of another kind, or a PDF that carries scripts or programs."""
    if (uploaded.size or 0) > limit:
        raise WrongFile(f"Tệp lớn quá {limit // (1024 * 1024)} MB. Xin quét với độ phân giải thấp hơn rồi gửi lại.")
    content = uploaded.read(limit + 1)
    if not content:
        raise WrongFile("Tệp này rỗng. Xin chọn lại tệp.")
    media_type = next((kind for kind in kinds if content.startswith(KINDS[kind])), None)
    if media_type is None:
        raise WrongFile("Chỉ nhận tệp PDF, Word (.docx) hoặc ảnh JPEG, PNG. Xin lưu lại theo một trong các loại ấy.")
    if media_type.endswith("wordprocessingml.document") and b"word/" not in content:
        raise WrongFile("Tệp này không phải văn bản Word. Xin mở bằng Word, lưu thành .docx rồi gửi lại.")
    if media_type == "application/pdf" and _is_active(content):
        raise WrongFile("Tệp PDF này có chứa lệnh tự chạy nên không nhận. Xin in lại thành PDF rồi gửi.")
    return content, media_type


def _is_active(pdf: bytes) -> bool:
    """Whether the PDF names something that runs when it is opened. What hides inside a compressed object stream is
    not seen; that is why papers are only ever sent back as attachments, sandboxed."""
    plain = _PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), _PDF_STREAM.sub(b"", pdf))
    return _ACTIVE_PDF.search(plain) is not None
