"""Judges uploaded files by their size and by what they really contain, not by their name."""

import os

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

SIGNATURES = {
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
    "odp": (b"PK\x03\x04",),
    "epub": (b"PK\x03\x04",),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    "webm": (b"\x1aE\xdf\xa3",),
    "ogg": (b"OggS",),
    "wav": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
}
ISO_MEDIA = {"mp4", "m4a"}


def check_size(file, limit: int) -> None:
    """Raise ValidationError when `file` is larger than `limit` bytes."""
    if file.size > limit:
        raise ValidationError(
            _("This file is %(size)s; at most %(limit)s are allowed.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
            code="too_large",
        )


def first_bytes(file, count: int = 16) -> bytes:
    """The first bytes of an uploaded or stored file; its position is put back, one that was closed is closed."""
    was_closed = getattr(file, "closed", False)
    if was_closed:
        file.open()
    position = file.tell()
    file.seek(0)
    head = file.read(count)
    file.seek(position)
    if was_closed:
        file.close()
    return head


def check_content(file) -> None:
    """Raise ValidationError when the first bytes contradict the file's extension.

    Text formats have no signature; they are served as attachments with `nosniff` instead.
    """
    extension = os.path.splitext(file.name)[1].lower().lstrip(".")
    head = first_bytes(file)
    if extension in ISO_MEDIA:
        matches = head[4:8] == b"ftyp"
    elif extension in SIGNATURES:
        matches = head.startswith(SIGNATURES[extension])
    else:
        matches = True
    if not matches:
        raise ValidationError(
            _("The content of this file is not what its name says (.%(extension)s).") % {"extension": extension},
            code="wrong_content",
        )


def validate_document(file) -> None:
    """Size and real type of a document."""
    check_size(file, settings.LMS_MAX_DOCUMENT_BYTES)
    check_content(file)


def validate_media(file) -> None:
    """Size and real type of a video or sound."""
    check_size(file, settings.LMS_MAX_MEDIA_BYTES)
    check_content(file)


def validate_image(file) -> None:
    """Size, pixel count and readability of an image; raises ValidationError with the reason."""
    if not file:
        return
    check_size(file, settings.LMS_MAX_IMAGE_BYTES)
    position = file.tell() if not file.closed else 0
    try:
        file.seek(0)
        with Image.open(file) as image:
            width, height = image.size
            if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(
                    _("This image has too many pixels. Make it smaller and try again."),
                    code="too_many_pixels",
                )
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file is not an image that can be read."), code="not_an_image") from error
    finally:
        file.seek(position)
