"""Photos: judged by what they are, made small, and stripped of everything else."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.photos import prepare_photo


def picture(kind="JPEG", size=(800, 600), mode="RGB", colour="teal", **options) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content: bytes, name="me.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def prepared(content: bytes, name="me.jpg") -> Image.Image:
    return Image.open(BytesIO(prepare_photo(upload(content, name)).read()))


def png_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photo_becomes_a_small_square_webp(kind):
    image = prepared(picture(kind))
    assert (image.format, image.size, image.mode) == ("WEBP", (256, 256), "RGB")


@pytest.mark.parametrize("size", [(30, 30), (4000, 50), (50, 4000)])
def test_photo_of_any_shape_becomes_the_same_square(size):
    assert prepared(picture(size=size)).size == (256, 256)


def test_transparent_parts_become_white():
    image = prepared(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)), "me.png")
    assert all(channel > 250 for channel in image.getpixel((128, 128)))


def test_photo_taken_sideways_is_turned_upright_and_its_place_is_forgotten():
    image = Image.new("RGB", (200, 100), "blue")
    image.paste("red", (0, 0, 100, 100))  # the left half is red; turned clockwise it is the upper half
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "S"  # GPS
    exif[0x010F] = "Camera of Sari"
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"secret")
    photo = prepare_photo(upload(buffer.getvalue())).read()
    red, _green, blue = Image.open(BytesIO(photo)).getpixel((128, 20))
    assert red > 200 > blue
    assert not Image.open(BytesIO(photo)).getexif()
    assert b"Sari" not in photo
    assert b"secret" not in photo


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "me.svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "me.png"),
        (b"<html><script>alert(1)</script></html>", "me.jpg"),
        (b"%PDF-1.4", "me.jpg"),
        (b"", "me.jpg"),
        (b"\x00" * 2000, "me.webp"),
        (picture()[:600], "me.jpg"),
        (picture("PNG")[:120], "me.png"),
        (picture("BMP"), "me.jpg"),
        (picture("TIFF"), "me.jpg"),
        (picture("GIF"), "me.gif"),
        (png_of(10, 10), "me.png"),
    ],
    ids=[
        "svg",
        "svg-as-png",
        "html",
        "pdf",
        "empty",
        "zeros",
        "cut-jpeg",
        "cut-png",
        "bmp",
        "tiff",
        "gif",
        "hollow-png",
    ],
)
def test_what_is_not_a_photo_is_refused_with_what_would_do(content, name):
    with pytest.raises(ValidationError) as refusal:
        prepare_photo(upload(content, name))
    assert "JPEG, PNG or WebP" in refusal.value.messages[0]


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (9_000, 9_000), (100_000, 1_000)])
def test_picture_that_would_fill_the_memory_is_refused_unread(width, height):
    with pytest.raises(ValidationError) as refusal:
        prepare_photo(upload(png_of(width, height), "bomb.png"))
    assert "too many pixels" in refusal.value.messages[0]


def test_file_that_is_too_large_is_refused(settings):
    settings.LMS_MAX_IMAGE_BYTES = 1000
    with pytest.raises(ValidationError) as refusal:
        prepare_photo(upload(picture()))
    assert "too large" in refusal.value.messages[0]


def test_script_hidden_behind_a_real_picture_is_gone():
    assert b"<script>" not in prepare_photo(upload(picture() + b"<script>alert(1)</script>")).read()
