"""Images are public; documents and media belong to lessons and live in private storage."""

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia

from catalog.uploads import validate_document, validate_image, validate_media


def private_storage():
    """The storage behind signed addresses; resolved late so that tests and production choose it."""
    return storages["private"]


class CourseImage(AbstractImage):
    """An image of a course; shown through renditions, which are re-encoded and public."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_courseimage", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if not self.file._committed:  # a stored file was judged when it came
            validate_image(self.file)


class CourseRendition(AbstractRendition):
    image = models.ForeignKey(CourseImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_course_rendition")
        ]


class CourseDocument(AbstractDocument):
    """A file of a lesson. Private unless somebody says that everybody may have it."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage, validators=[validate_document])
    is_public = models.BooleanField(
        _("anyone may download it"),
        default=False,
        help_text=_("Otherwise only people who may read a lesson that uses it."),
    )

    admin_form_fields = (*Document.admin_form_fields, "is_public")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_coursedocument", "Can choose document")]


class CourseMedia(AbstractMedia):
    """A video or sound of a lesson; always private."""

    file = models.FileField(_("file"), upload_to="media", storage=private_storage, validators=[validate_media])
    captions = models.ForeignKey(
        CourseDocument,
        verbose_name=_("captions"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A WebVTT file (.vtt). People who cannot hear, or may not listen, read it."),
    )
    transcript = models.TextField(_("transcript"), blank=True)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "captions",
        "transcript",
        "duration",
        "width",
        "height",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or sound")
        verbose_name_plural = _("videos and sounds")
