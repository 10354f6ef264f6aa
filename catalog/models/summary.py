"""The read model of the catalog."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.covers import cover_seed

from .course import Delivery, Level


class CourseSummary(models.Model):
    """What a card shows and what the catalog filters and sorts by: one row a live course and locale.

    Written by `services.summaries` alone; whoever owns a fact pushes it down through there.
    """

    course = models.OneToOneField("catalog.CoursePage", on_delete=models.CASCADE, related_name="card")
    course_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=255)
    subtitle = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=1000)
    image_url = models.CharField(max_length=500, blank=True)
    category = models.ForeignKey("catalog.Category", null=True, on_delete=models.SET_NULL, related_name="summaries")
    category_name = models.CharField(max_length=80, blank=True)
    motif = models.CharField(max_length=20, default="kawung")
    hue = models.PositiveSmallIntegerField(default=70)
    level = models.CharField(max_length=20, choices=Level.choices)
    language = models.CharField(max_length=10)
    delivery = models.CharField(max_length=20, choices=Delivery.choices)
    price_minor = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    # Of a sale that is on now; who sells pushes it here (services.summaries.push_sale).
    sale_price_minor = models.PositiveBigIntegerField(null=True)
    sale_until = models.DateTimeField(null=True)
    # Of batches that everybody may come into now; who keeps batches pushes them here (services.summaries.push_batches).
    open_batch_count = models.PositiveIntegerField(default=0)
    next_batch_on = models.DateField(null=True)
    has_certificate = models.BooleanField(default=True)
    instructor_names = models.CharField(max_length=500, blank=True)
    lesson_count = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    learner_count = models.PositiveIntegerField(default=0)
    rating_mean = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    rating_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    search_text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("course summary")
        verbose_name_plural = _("course summaries")
        constraints = [
            models.UniqueConstraint(fields=["course_key", "locale"], name="summary_once_a_locale"),
            models.CheckConstraint(condition=Q(hue__lt=360), name="summary_hue_on_circle"),
            models.CheckConstraint(
                condition=Q(rating_count=0, rating_mean__isnull=True)
                | Q(rating_count__gt=0, rating_mean__gte=1, rating_mean__lte=5),
                name="summary_rating_with_count",
            ),
        ]
        indexes = [
            models.Index(fields=["locale", "-published_at"], name="summary_newest"),
            models.Index(fields=["locale", "-learner_count"], name="summary_popular"),
            models.Index(fields=["locale", "price_minor"], name="summary_price"),
            models.Index(fields=["locale", "category", "-published_at"], name="summary_category"),
            models.Index(fields=["locale", "level"], name="summary_level"),
            models.Index(fields=["locale", "language"], name="summary_language"),
            models.Index(fields=["next_batch_on"], condition=Q(next_batch_on__isnull=False), name="summary_next_batch"),
            models.Index(fields=["locale", "-rating_mean"], name="summary_rating"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def memo_key(self) -> tuple:
        """All its values, and what it costs at this moment; see `{% memo %}`."""
        return (*(getattr(self, field.attname) for field in self._meta.concrete_fields), self.price_now_minor)

    @property
    def price_now_minor(self) -> int:
        """What it costs at this moment: the sale price while there is one, and it is the lower one."""
        if self.sale_price_minor is None or self.sale_until is None or self.sale_until <= timezone.now():
            return self.price_minor
        return min(self.sale_price_minor, self.price_minor)

    @property
    def is_on_sale(self) -> bool:
        return self.price_now_minor < self.price_minor

    @property
    def is_free(self) -> bool:
        return self.price_minor == 0

    @property
    def cover_url(self) -> str:
        """The course's own picture, or the batik drawn from its title and category."""
        if self.image_url:
            return self.image_url
        return reverse("catalog:cover", args=[self.motif, self.hue, cover_seed(self.title)])

    @property
    def cover_alt(self) -> str:
        """Empty: the title stands beside every cover, and saying it twice helps nobody."""
        return ""
