"""A file becomes text: .docx, .txt, and .pdf that has text. Runs in the limited child process of `kernel.child`.

    meta, body = child.parse("vandong.programme.reader.intake:read_file", payload)
    text = body.decode()            # hand it to reader.read()

Whatever can't be read is refused by its own sentence: what the file is, and what to do. Nothing is guessed at.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from vandong.kernel.child import CannotRead
from vandong.programme.reader import intake_docx, intake_pdf
from vandong.programme.reader.answer import to_data
from vandong.programme.reader.reading import LONGEST, read

LARGEST = 30 * 1024 * 1024  # bytes of a file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")

EMPTY = "Tệp này trống, không có chữ nào để đọc. Xin chọn lại tệp kế hoạch."
TOO_LARGE = "Tệp này quá lớn (trên 30 MB). Xin gửi riêng phần văn bản, không kèm ảnh hoặc phụ lục lớn."
OLD_DOC = "Đây là tệp Word đời cũ (.doc). Xin mở bằng Word hoặc LibreOffice, chọn “Lưu thành” .docx rồi gửi lại."
ENCRYPTED = "Tệp này được đặt mật khẩu nên không đọc được. Xin bỏ mật khẩu rồi gửi lại."
RICH_TEXT = "Đây là tệp .rtf. Xin mở bằng Word hoặc LibreOffice, chọn “Lưu thành” .docx rồi gửi lại."
WEB_PAGE = "Đây là trang web (.html). Xin mở bằng Word hoặc LibreOffice, chọn “Lưu thành” .docx rồi gửi lại."
PICTURE = "Đây là tệp ảnh. Xin gửi tệp .docx gốc, hoặc PDF xuất từ phần mềm soạn thảo."
UNKNOWN = "Không nhận ra loại tệp này. Xin gửi kế hoạch ở dạng .docx, .txt hoặc PDF có chữ."
LEGACY = (
    "Văn bản này gõ bằng bảng mã cũ {name}, không phải Unicode. Xin chuyển mã sang Unicode (ví dụ bằng công cụ "
    "chuyển mã của UniKey), lưu lại rồi gửi."
)
DAMAGED = (
    "Trong tệp này có chỗ bị hỏng, không còn là chữ Unicode. Xin mở bằng Word hoặc Notepad, xem và sửa lại chỗ hỏng, "
    "lưu với mã UTF-8 rồi gửi lại."
)
TOO_LONG = "Văn bản này dài quá mức một kế hoạch (trên 2.000 trang). Xin gửi riêng phần kế hoạch."


def read_file(payload: bytes, options: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """({"kind": "docx" | "txt" | "pdf"}, the text as UTF-8). Raises CannotRead with one full sentence."""
    if len(payload) > LARGEST:
        raise CannotRead(TOO_LARGE)
    kind, text = _open(payload)
    if len(text) > LONGEST:
        raise CannotRead(TOO_LONG)
    if not any(c.isalpha() for c in text):
        raise CannotRead(EMPTY)
    _refuse_legacy(text)
    return {"kind": kind}, text.encode("utf-8", "replace")


def read_plan(payload: bytes, options: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Like `read_file`, and understood in the same child: ({"kind", "answer"}, the normalised text as UTF-8)."""
    meta, body = read_file(payload, options)
    plan = read(body.decode("utf-8"))
    return {**meta, "answer": to_data(plan)}, plan.text.encode("utf-8")


def _open(payload: bytes) -> tuple[str, str]:
    if not payload.strip(b"\0 \t\r\n"):
        raise CannotRead(EMPTY)
    if payload.startswith(_OLE):
        raise CannotRead(ENCRYPTED if _ENCRYPTED_OFFICE in payload else OLD_DOC)
    if payload.startswith(b"PK"):
        return "docx", intake_docx.text_of(payload)
    if b"%PDF-" in payload[:1024]:
        return "pdf", intake_pdf.text_of(payload)
    if payload.lstrip()[:5] == b"{\\rtf":
        raise CannotRead(RICH_TEXT)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml)\b", payload[:200], re.IGNORECASE):
        raise CannotRead(WEB_PAGE)
    if payload.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")):
        raise CannotRead(PICTURE)
    return "txt", _decode(payload)


def _decode(payload: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if payload.startswith(mark):
            return _strictly(payload, encoding)
    if payload[1:200:2].count(0) > 30 or payload[0:200:2].count(0) > 30:
        return _strictly(payload, "utf-16-le" if payload[1:200:2].count(0) > payload[0:200:2].count(0) else "utf-16-be")
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError:
        # Unicode's own letters, read as Latin ones, look like a legacy font: ask for them first.
        if _is_vietnamese(payload.decode("utf-8", "ignore")):
            raise CannotRead(DAMAGED) from None
        text = payload.decode("cp1252", "replace")
        _refuse_legacy(text)
        raise CannotRead(UNKNOWN) from None
    return _without_junk(text)


def _strictly(payload: bytes, encoding: str) -> str:
    try:
        return _without_junk(payload.decode(encoding))
    except UnicodeDecodeError:
        raise CannotRead(UNKNOWN) from None


def _without_junk(text: str) -> str:
    strange = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\n\r\t\f\v" for c in text[:20_000])
    if strange > 5 + len(text[:20_000]) // 200:
        raise CannotRead(UNKNOWN)
    return text


_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_TCVN3 = re.compile("[¸µ¶·¹¨»¼½©®ª«¬ÊÇÈÉË¾ÆÐÌÎÏÑÕÒÓÔÖÝ×ØÜÞãßáâäåæçéíêëìîóïñòôøõö÷ùýúûüþ]")
_TCVN3_SURE = re.compile(r"[^\W\d_]*[¸µ¶·¹¨»¼½©®ª«¬×÷][^\W\d_]+|[^\W\d_]+[¸µ¶·¹¨»¼½©®ª«¬×÷][^\W\d_]*")
_VNI = re.compile(
    "(?:[aeouyAEOUY][ùøûõïáàåãäéèúüëâêÙØÛÕÏÁÀÅÃÄÉÈÚÜËÂÊ]|[öôÖÔ][ùøûõïÙØÛÕÏ]|ñ[aeouyi]|Ñ[aeouyiAEOUYI]|[öÖ][ônÔN])"
)


def _is_vietnamese(text: str) -> bool:
    """Letters that only Unicode has, at least one in ten words."""
    sample = unicodedata.normalize("NFC", text[:200_000])
    return len(_UNICODE_VIETNAMESE.findall(sample)) * 10 > max(len(sample.split()), 1)


def _refuse_legacy(text: str) -> None:
    """TCVN3 and VNI are fonts dressed up as Latin letters: their text looks like "KÕ ho¹ch" or "Keá hoaïch"."""
    if _is_vietnamese(text):
        return
    sample = unicodedata.normalize("NFC", text[:200_000])
    words = max(len(sample.split()), 1)
    if len(_TCVN3_SURE.findall(sample)) * 12 > words and len(_TCVN3.findall(sample)) * 6 > words:
        raise CannotRead(LEGACY.format(name="TCVN3 (ABC)"))
    if len(_VNI.findall(sample)) * 6 > words:
        raise CannotRead(LEGACY.format(name="VNI"))
