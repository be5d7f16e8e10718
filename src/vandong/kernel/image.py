"""Photos from outside, drawn afresh: what leaves is pixels and nothing else. Runs in the child process only.

    kernel.child.parse("vandong.kernel.image:reencode", payload) → ({"width", "height"}, JPEG bytes)
    kernel.child.parse("vandong.kernel.image:reencode_twice", payload) → (… and "size", JPEG and small JPEG bytes)

A photo tells more than it shows: where it was taken, when, with whose phone, a thumbnail of what was cropped away. So
the file that came is never kept: its pixels are turned upright, brought to sRGB, scaled down, and written into a new
JPEG that carries no EXIF, XMP, IPTC, profile, comment or trailing bytes.
"""

import io
import struct
import warnings
from typing import Any

# Each reader is named, so that none is looked for (or opened) once the child's limits hold.
from PIL import (
    Image,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,  # noqa: F401
    PngImagePlugin,
    WebPImagePlugin,
)

from vandong.kernel.child import CannotRead

LONGEST_SIDE = 1600  # px
LONGEST_SMALL_SIDE = 320
QUALITY = 82
MAX_PIXELS = 50_000_000  # a phone's largest; more is a bomb
# A phone's "multi picture" JPEG is opened by the JPEG reader.
_READERS = (
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
)
# What Pillow raises on files that lie. Anything else ends the child, and the person hears the general sentence.
_LYING_FILE = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, RuntimeError, struct.error)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

TOO_MANY_PIXELS = "Ảnh này lớn quá 50 triệu điểm ảnh. Xin thu nhỏ rồi gửi lại."
HEIC = (
    "Ảnh HEIC của iPhone chưa đọc được ở đây. Xin vào Cài đặt › Camera › Định dạng, chọn “Tương thích nhất”, "
    "hoặc gửi ảnh JPEG."
)
OTHER_KIND = "Chỉ nhận ảnh JPEG, PNG hoặc WebP. Xin lưu lại ảnh theo một trong các loại ấy rồi gửi."
BROKEN = "Ảnh này bị hỏng hoặc tải lên chưa trọn. Xin chọn lại ảnh."


def reencode(payload: bytes, options: dict[str, Any]) -> tuple[dict[str, int], bytes]:
    """Turn upright, bring to sRGB, scale to `LONGEST_SIDE`, strip, and write as JPEG. With the option "small" it is
    scaled to `LONGEST_SMALL_SIDE`. Raises CannotRead."""
    clean = _read(payload)
    if options.get("small"):
        clean = _small(clean)
    return {"width": clean.width, "height": clean.height}, _written(clean)


def reencode_twice(payload: bytes, options: dict[str, Any]) -> tuple[dict[str, int], bytes]:
    """The same, and a small copy of the same pixels behind it; "size" is the length of the first. Raises CannotRead."""
    clean = _read(payload)
    large = _written(clean)
    return {"width": clean.width, "height": clean.height, "size": len(large)}, large + _written(_small(clean))


def _small(clean: Image.Image) -> Image.Image:
    small = clean.copy()
    small.thumbnail((LONGEST_SMALL_SIDE, LONGEST_SMALL_SIDE), Image.Resampling.LANCZOS)
    return small


def _written(clean: Image.Image) -> bytes:
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _read(payload: bytes) -> Image.Image:
    if payload[4:8] == b"ftyp" and payload[8:12] in _HEIC_BRANDS:
        raise CannotRead(HEIC)
    # Our own bound, judged on the header, before a single pixel is unpacked; Pillow's warning would come too late.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        picture = Image.open(io.BytesIO(payload), formats=_READERS)
    except _LYING_FILE:
        raise CannotRead(BROKEN if _looks_like_photo(payload) else OTHER_KIND) from None
    if picture.width * picture.height > MAX_PIXELS:
        raise CannotRead(TOO_MANY_PIXELS)
    try:
        return _drawn_afresh(picture)
    except MemoryError:
        raise CannotRead(TOO_MANY_PIXELS) from None
    except _LYING_FILE:
        raise CannotRead(BROKEN) from None


def _looks_like_photo(payload: bytes) -> bool:
    return payload.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or payload[8:12] == b"WEBP"


def _drawn_afresh(picture: Image.Image) -> Image.Image:
    orientation = _orientation(picture)
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than needed
    picture.load()
    if picture.mode in ("P", "PA") or (picture.mode in ("L", "RGB") and "transparency" in picture.info):
        picture = picture.convert("RGBA")
    elif picture.mode.startswith(("I", "F")):  # 16-bit greys: brought to 8 bits, not cut off
        picture = picture.convert("F").point(lambda value: value / 257).convert("L")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3)
    picture = _in_srgb(picture, profile)
    upright = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA"):
        upright.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
    else:
        upright.paste(picture.convert("RGB"))
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return upright if turn is None else upright.transpose(turn)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _orientation(picture: Image.Image) -> object:
    try:
        return picture.getexif().get(0x0112, 1)
    except _LYING_FILE:  # damaged EXIF says nothing about the pixels
        return 1


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as they were meant, without the profile; a profile that can't be read is dropped."""
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return converted or picture
