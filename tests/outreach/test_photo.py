"""Photos: what is kept is pixels. R14: no EXIF, GPS, XMP or trailing byte is left, wherever it was hidden."""

import io
import os
import struct
import zlib
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from tests import make
from tests.outreach import forms
from vandong.kernel import child, files, image
from vandong.kernel.child import CannotRead, Unreadable
from vandong.kernel.models import AuditLine, StoredFile
from vandong.ops import orphans
from vandong.outreach.actions import draw_small_copies
from vandong.outreach.models import Activity, ActivityPhoto

SECRET = b"21.0278N-105.8342E-Hanh-0912345678"
TRACES = (b"Exif", b"GPS", b"http://ns.adobe.com", b"xmpmeta", b"Photoshop", b"ICC_PROFILE", b"8BIM", SECRET)


# ---- photos as phones and editors make them ------------------------------------------------------------------------


def exif(orientation: int = 1) -> bytes:
    """EXIF with a camera, a moment, a place, and the secret in a comment."""
    data = Image.Exif()
    data[0x010F], data[0x0110], data[0x0132] = "Hang", "May anh", "2024:11:05 08:15:00"
    data[0x0112] = orientation
    data[0x9286] = SECRET
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (21.0, 1.0, 40.0), "E", (105.0, 50.0, 3.0)
    gps[29] = "2024:11:05"
    return data.tobytes()


def xmp() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>' + SECRET + b"</exif:GPSLatitude></x:xmpmeta>"


def picture(size=(64, 48), mode="RGB", colour="#7a5") -> Image.Image:
    return Image.new("RGB", size, colour).convert(mode)


def as_bytes(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def hidden_in_jpeg(rng: Random) -> bytes:
    """A JPEG with traces in segments before its first scan, in any order and number, and after its end."""
    clean = as_bytes(picture((rng.randint(8, 80), rng.randint(8, 80))), "JPEG")
    traces = [
        segment(0xE1, exif(rng.choice((1, 3, 6, 8)))),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp()),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + SECRET * rng.randint(1, 40)),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(SECRET)) + SECRET),
        segment(0xE2, b"MPF\x00" + SECRET),
        segment(0xFE, SECRET),
        segment(0xEF, b"Samsung" + SECRET),
    ]
    rng.shuffle(traces)
    places = [2]  # after SOI, and after any segment before the scan
    at = 2
    while clean[at + 1] != 0xDA:
        at += 2 + struct.unpack(">H", clean[at + 2 : at + 4])[0]
        places.append(at)
    for trace in traces[: rng.randint(2, len(traces))]:
        place = rng.choice(places)
        clean = clean[:place] + trace + clean[place:]
        places = [p + len(trace) if p > place else p for p in places]
    return clean + rng.choice((b"", SECRET, b"\x00" * 7 + exif() + SECRET))


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def hidden_in_png(rng: Random) -> bytes:
    """A PNG with text, EXIF, time and unknown chunks between its own."""
    clean = as_bytes(picture((rng.randint(8, 80), rng.randint(8, 80)), rng.choice(("RGB", "RGBA", "L", "P"))), "PNG")
    traces = [
        png_chunk(b"tEXt", b"Location\x00" + SECRET),
        png_chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(SECRET)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp()),
        png_chunk(b"eXIf", exif()[6:]),
        png_chunk(b"tIME", struct.pack(">HBBBBB", 2024, 11, 5, 8, 15, 0)),
        png_chunk(b"prVt", SECRET),
    ]
    rng.shuffle(traces)
    first, last = clean.index(b"IDAT") - 4, clean.rindex(b"IEND") - 4
    for trace in traces[: rng.randint(2, len(traces))]:
        place = rng.choice((33, first, last))
        clean = clean[:place] + trace + clean[place:]
        first, last = clean.index(b"IDAT") - 4, clean.rindex(b"IEND") - 4
    return clean + rng.choice((b"", SECRET))


def hidden_in_webp(rng: Random) -> bytes:
    size = (rng.randint(8, 80), rng.randint(8, 80))
    return as_bytes(picture(size, rng.choice(("RGB", "RGBA"))), "WEBP", exif=exif(), xmp=xmp()) + SECRET


KINDS = (hidden_in_jpeg, hidden_in_jpeg, hidden_in_png, hidden_in_webp)


def segments_of(jpeg: bytes) -> list[int]:
    """Markers of a JPEG up to its scan; fails unless it ends right after its end marker."""
    assert jpeg.startswith(b"\xff\xd8")
    assert jpeg.endswith(b"\xff\xd9")
    assert jpeg.count(b"\xff\xd9") == 1
    at, markers = 2, []
    while jpeg[at + 1] != 0xDA:
        markers.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return markers


def assert_nothing_left(jpeg: bytes) -> None:
    # JFIF, quantisation, frame, Huffman: what pixels need; no APP1-15, no comment
    assert set(segments_of(jpeg)) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert not [trace for trace in TRACES if trace in jpeg]
    kept = Image.open(io.BytesIO(jpeg))
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


# ---- R14 -----------------------------------------------------------------------------------------------------------


def redraw_many(count: int) -> int:
    for number in range(count):
        rng = Random(number)
        payload = KINDS[number % len(KINDS)](rng)
        assert SECRET in payload or zlib.compress(SECRET) in payload or b"Exif" in payload or b"eXIf" in payload
        _, kept = image.reencode(payload, {})
        assert_nothing_left(kept)
    return count


def test_no_trace_is_left_in_120_photos():
    assert redraw_many(120) == 120


@pytest.mark.ci
def test_no_trace_is_left_in_500_photos():
    assert redraw_many(500) == 500


def test_what_reaches_the_disk_carries_no_trace(world, signed_in_as, typed):
    """Through the form, the child process and the store: the bytes of every stored file are looked at."""
    photos = [
        SimpleUploadedFile("IMG_20241105_Hanh.jpg", hidden_in_jpeg(Random(1)), "image/jpeg"),
        SimpleUploadedFile("a.png", hidden_in_png(Random(2)), "image/png"),
        SimpleUploadedFile("b.webp", hidden_in_webp(Random(3)), "image/webp"),
    ]
    client = signed_in_as(world.hanh)
    answer = client.post("/hoat-dong/ghi/", typed(photos=photos), follow=True)
    assert "3 ảnh" in answer.content.decode()
    stored = list(StoredFile.objects.all())
    assert (len(stored), ActivityPhoto.objects.count()) == (6, 3), "each with its small copy"
    for file in stored:
        assert_nothing_left(files.read(file))
        assert "Hanh" not in file.name
    photo = ActivityPhoto.objects.first()
    served = client.get(f"/hoat-dong/anh/{photo.id}/")
    assert served["Content-Type"] == "image/jpeg"
    assert served["Content-Disposition"].startswith("inline")
    assert_nothing_left(b"".join(served.streaming_content))
    assert f"/hoat-dong/anh/{photo.id}/nho/" in client.get(f"/hoat-dong/{photo.activity_id}/").content.decode()


# ---- how a photo is drawn afresh -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_a_photo_stands_upright_whichever_way_the_phone_was_held(orientation, corner):
    """A red quarter in the stored picture's top left goes where the orientation says."""
    stored = picture((80, 60), colour="white")
    stored.paste("red", (0, 0, 40, 30))
    meta, kept = image.reencode(as_bytes(stored, "JPEG", quality=95, exif=exif(orientation)), {})
    assert (meta["width"], meta["height"]) == ((80, 60) if orientation in (1, 3) else (60, 80))
    shown = Image.open(io.BytesIO(kept))
    x, y = corner
    red = shown.getpixel((shown.width // 4 + x * shown.width // 2, shown.height // 4 + y * shown.height // 2))
    assert red[0] > 200
    assert red[1] < 80


def test_a_large_photo_is_scaled_down_and_a_small_one_is_left():
    meta, _ = image.reencode(as_bytes(picture((4000, 3000)), "JPEG"), {})
    assert (meta["width"], meta["height"]) == (1600, 1200)
    meta, _ = image.reencode(as_bytes(picture((300, 200)), "PNG"), {})
    assert (meta["width"], meta["height"]) == (300, 200)


def test_what_was_transparent_is_white():
    see_through = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    _, kept = image.reencode(as_bytes(see_through, "PNG"), {})
    assert min(Image.open(io.BytesIO(kept)).getpixel((10, 10))) > 250


def test_a_colour_profile_is_applied_and_dropped():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for icc in (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), profile, b"khong phai ho so"):
        _, kept = image.reencode(as_bytes(picture(), "JPEG", icc_profile=icc), {})
        assert_nothing_left(kept)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_print_photos_are_taken(mode):
    _, kept = image.reencode(as_bytes(picture(mode=mode), "JPEG"), {})
    assert Image.open(io.BytesIO(kept)).mode == "RGB"


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        (b"", image.OTHER_KIND),
        (b"khong phai anh" * 100, image.OTHER_KIND),
        (as_bytes(picture(mode="P"), "GIF"), image.OTHER_KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", image.OTHER_KIND),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64, image.HEIC),
        (as_bytes(picture((400, 300)), "JPEG")[:600], image.BROKEN),
        (as_bytes(picture((400, 300)), "PNG")[:-60], image.BROKEN),
    ],
)
def test_what_is_no_photo_is_refused_with_one_sentence(payload, sentence):
    with pytest.raises(CannotRead, match=sentence[:30]):
        image.reencode(payload, {})


def test_a_bomb_is_refused_before_its_pixels_are_unpacked():
    """50,000 x 50,000 pixels in a few bytes: unpacked, it would take 7.5 GB."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
    bomb += png_chunk(b"IEND", b"")
    with pytest.raises(Unreadable, match="50 triệu điểm ảnh"):
        child.parse("vandong.kernel.image:reencode", bomb)


def test_mutated_photos_never_break_the_parent():
    """Bytes changed anywhere: a picture or one sentence, nothing else."""
    for number in range(60):
        rng = Random(number)
        payload = bytearray(KINDS[number % len(KINDS)](rng))
        for _ in range(rng.randint(1, 30)):
            payload[rng.randrange(len(payload))] = rng.randrange(256)
        try:
            _, kept = image.reencode(bytes(payload), {})
        except CannotRead:
            continue
        assert_nothing_left(kept)


# ---- photos on an activity -----------------------------------------------------------------------------------------


def jpeg(name: str = "a.jpg", colour: str = "#57a") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_bytes(picture(colour=colour), "JPEG"), "image/jpeg")


def test_a_photo_that_can_not_be_read_refuses_the_form_and_keeps_what_was_typed(world, signed_in_as, typed):
    photos = [jpeg(), SimpleUploadedFile("b.jpg", b"khong phai anh", "image/jpeg")]
    answer = signed_in_as(world.hanh).post("/hoat-dong/ghi/", typed(photos=photos))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert image.OTHER_KIND in page
    assert "xin chọn lại ảnh" in page
    assert 'value="Nhà văn hóa thôn"' in page
    assert not Activity.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_photo_too_heavy_is_refused(world, signed_in_as, typed, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    heavy = SimpleUploadedFile("a.jpg", as_bytes(picture(), "JPEG") + b"\x00" * 1024 * 1024, "image/jpeg")
    answer = signed_in_as(world.hanh).post("/hoat-dong/ghi/", typed(photos=[heavy]))
    assert "Có ảnh nặng quá 1 MB." in answer.content.decode()


def test_six_photos_and_no_more(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    answer = client.post("/hoat-dong/ghi/", typed(photos=[jpeg() for _ in range(7)]))
    assert "Mỗi việc giữ nhiều nhất 6 ảnh." in answer.content.decode()
    done = forms.recorded(world)
    client.post(f"/hoat-dong/{done}/anh/", {"photos": [jpeg(colour=f"#{n}57") for n in range(5)]})
    answer = client.post(f"/hoat-dong/{done}/anh/", {"photos": [jpeg(), jpeg()]}, follow=True)
    page = answer.content.decode()
    assert "Mỗi việc giữ nhiều nhất 6 ảnh." in page
    assert "Chưa ảnh nào được thêm." in page
    assert ActivityPhoto.objects.count() == 5


def test_photos_are_added_and_taken_off_and_the_story_says_so(world, signed_in_as):
    done = forms.recorded(world)
    client = signed_in_as(world.hanh)
    added = client.post(f"/hoat-dong/{done}/anh/", {"photos": [jpeg()]}, follow=True)
    assert "Đã thêm ảnh." in added.content.decode()
    photo = ActivityPhoto.objects.get()
    removed = client.post(f"/hoat-dong/anh/{photo.id}/bo/", follow=True)
    assert "Đã bỏ ảnh." in removed.content.decode()
    assert client.get(f"/hoat-dong/anh/{photo.id}/").status_code == 404
    verbs = AuditLine.objects.filter(subject_type="outreach.activity").order_by("id").values_list("action", flat=True)
    assert [verb.rsplit(".", 1)[1] for verb in verbs] == ["recorded", "photos_added", "photo_removed"]


def test_a_photo_taken_off_leaves_no_byte_but_what_another_photo_or_a_backup_needs(
    world, signed_in_as, django_capture_on_commit_callbacks
):
    done = forms.recorded(world)
    client = signed_in_as(world.hanh)
    client.post(f"/hoat-dong/{done}/anh/", {"photos": [jpeg(), jpeg(), jpeg(colour="#a57")]})
    first, twin, other = ActivityPhoto.objects.select_related("file").order_by("id")
    assert first.file.sha256 == twin.file.sha256

    def take_off(photo: ActivityPhoto) -> bool:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/hoat-dong/anh/{photo.id}/bo/")
        assert not StoredFile.objects.filter(id=photo.file_id).exists()
        kept = StoredFile.objects.filter(media_type="image/jpeg")
        assert kept.count() == 2 * ActivityPhoto.objects.count(), "the small copy goes with it"
        return files.path_of(photo.file.sha256).exists()

    assert take_off(first), "its twin shows the same bytes"
    assert not take_off(twin)
    keeper = files.store(b"mot tep khac", name="a.txt", media_type="text/plain", now=make.NOW)
    with files.kept_for_backup():
        assert take_off(other), "a backup may still want to read it"
    left = files.path_of(other.file.sha256)
    orphans.erase()
    assert left.exists(), "too young to be told from a verb at work"
    yesterday = left.stat().st_mtime - 2 * orphans.DAY
    os.utime(left, (yesterday, yesterday))
    os.utime(files.path_of(keeper.sha256), (yesterday, yesterday))
    assert orphans.erase() == 1
    assert not left.exists()
    assert files.path_of(keeper.sha256).exists()


def test_no_photo_chosen_is_said(world, signed_in_as):
    done = forms.recorded(world)
    answer = signed_in_as(world.hanh).post(f"/hoat-dong/{done}/anh/", {}, follow=True)
    assert "Chưa chọn ảnh nào." in answer.content.decode()


def test_a_photo_is_shown_to_those_who_may_read_its_activity(world, signed_in_as):
    done = forms.recorded(world)
    file = files.store(as_bytes(picture(), "JPEG"), name="a.jpg", media_type="image/jpeg", now=make.NOW)
    photo = ActivityPhoto.objects.create(activity_id=done, file=file, width=64, height=48, added_at=make.NOW)
    for path in (f"/hoat-dong/anh/{photo.id}/", f"/hoat-dong/anh/{photo.id}/nho/"):
        seen = {
            who: signed_in_as(getattr(world, who)).get(path).status_code
            for who in ("hanh", "luong", "khai", "vien", "ha", "nam", "stranger")
        }
        assert seen == {"hanh": 200, "luong": 200, "khai": 200, "vien": 200, "ha": 404, "nam": 404, "stranger": 404}


def test_an_older_photo_gets_its_small_copy_from_the_schedule(world, signed_in_as):
    done = forms.recorded(world)
    large = as_bytes(picture((800, 400)), "JPEG")
    file = files.store(large, name="a.jpg", media_type="image/jpeg", now=make.NOW)
    photo = ActivityPhoto.objects.create(activity_id=done, file=file, width=800, height=400, added_at=make.NOW)
    client = signed_in_as(world.hanh)

    def sides() -> tuple[int, int]:
        served = client.get(f"/hoat-dong/anh/{photo.id}/nho/")
        return Image.open(io.BytesIO(b"".join(served.streaming_content))).size

    assert sides() == (800, 400)
    assert draw_small_copies(now=make.NOW) == 1
    assert sides() == (320, 160)
    assert draw_small_copies(now=make.NOW) == 0


def test_only_who_had_chosen_photos_is_asked_to_choose_them_again(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    for photos, is_asked in (([], False), ([jpeg()], True)):
        refused = client.post("/hoat-dong/ghi/", typed(unit="") | {"photos": photos})
        assert refused.status_code == 422
        assert ("xin chọn lại ảnh" in refused.content.decode()) is is_asked
