"""Uploaded photos become small WebP pictures; nothing of the original file is kept."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

SIZE = 256
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000


def prepare_photo(upload: UploadedFile) -> ContentFile:
    """Return the middle of the picture as WebP, 256 × 256, upright, without its metadata.

    What the file is, is decided by its content. Raises ValidationError with a message for the
    person when it is too large in bytes or pixels, not a photo, or damaged.
    """
    if upload.size > settings.LMS_MAX_IMAGE_BYTES:
        limit = filesizeformat(settings.LMS_MAX_IMAGE_BYTES)
        raise ValidationError(_("This file is too large. Choose one of at most %s.") % limit, code="too_large")
    try:
        return _small_square(upload)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        # Pillow's ways of saying that a file is none of the formats, or breaks off in the middle.
        raise ValidationError(
            _("This file is not a photo we can read. Choose a JPEG, PNG or WebP picture."), code="not_a_photo"
        ) from error


def _small_square(upload: UploadedFile) -> ContentFile:
    upload.seek(0)
    with Image.open(upload, formats=FORMATS) as image:
        # Only the header has been read so far.
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels()
        image.draft("RGB", (SIZE * 2, SIZE * 2))
        upright = ImageOps.exif_transpose(image)
        square = ImageOps.fit(_on_white(upright), (SIZE, SIZE), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    square.save(buffer, "WEBP", quality=82, method=4)
    return ContentFile(buffer.getvalue(), name="photo.webp")


def _on_white(image: Image.Image) -> Image.Image:
    """Transparent parts become white; the result carries no profile, comment or EXIF data."""
    rgba = image.convert("RGBA")
    flat = Image.new("RGB", rgba.size, "white")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has too many pixels. Make it smaller, at most about 7000 × 7000."),
        code="too_many_pixels",
    )
