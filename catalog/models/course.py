"""The course and the page that lists all courses."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet

from accounts.roles import STAFF_ROLES, role_of
from catalog.blocks import CourseDescription, FaqList, ItemList
from catalog.blocks.field import BodyField
from catalog.page_forms import CourseForm
from catalog.panels import course_edit_handler
from lms_site.autosave import LateAutosaveMixin

from .facts import CourseFacts
from .preview import SitePreviewMixin
from .price import PriceField
from .restrictions import RestrictionsOnce
from .routing import CourseTreeRouting


class Level(models.TextChoices):
    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")
    ALL = "all", _("All levels")


class Delivery(models.TextChoices):
    SELF_PACED = "self_paced", _("At your own pace")
    CLASSROOM = "classroom", _("Classroom with dates")
    BOTH = "both", _("Both")


class CourseLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    INDONESIAN = "id", _("Indonesian")


class Currency(models.TextChoices):
    USD = "USD", _("US dollar")
    IDR = "IDR", _("Indonesian rupiah")
    EUR = "EUR", _("Euro")


class CourseIndexPage(CourseTreeRouting, RestrictionsOnce, LateAutosaveMixin, Page):
    """The catalog; there is one a site, at `/courses/`."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    template = "catalog/course_index_page.html"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["catalog.CoursePage", "catalog.LearningPathPage"]
    api_fields = [APIField("introduction", writable=True)]

    class Meta:
        verbose_name = _("course catalog")
        verbose_name_plural = _("course catalogs")

    def get_preview_context(self, request, mode_name):
        from catalog.views.catalog import page_context

        return {**self.get_context(request), **page_context(request, self)}

    def serve(self, request, *args, **kwargs):
        from catalog.views.catalog import catalog_response

        return catalog_response(request, self)


class CourseTag(TaggedItemBase):
    content_object = ParentalKey("catalog.CoursePage", on_delete=models.CASCADE, related_name="tagged_items")


class CoursePageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Courses for which `user` has `catalog.view_course`; a test proves that both agree."""
        if not user.is_authenticated:
            return self.live()
        if role_of(user) in STAFF_ROLES:
            return self
        return self.filter(Q(live=True) | Q(team__group__in=user.groups.all())).distinct()


class CoursePage(CourseFacts, SitePreviewMixin, RestrictionsOnce, LateAutosaveMixin, Page):
    """A course: what it promises, what it costs and how it is taken. Its lessons are pages below it."""

    subtitle = models.CharField(
        _("subtitle"),
        max_length=255,
        blank=True,
        help_text=_("One sentence under the title: what the learner will get."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("Two or three sentences for search results and shared links."),
    )
    description = BodyField(CourseDescription(), verbose_name=_("description"), blank=True)
    image = models.ForeignKey(
        "catalog.CourseImage",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty and the course gets a batik cover of its own."),
    )
    trailer_url = models.URLField(
        _("trailer"), blank=True, help_text=_("The address of a short video on YouTube or Vimeo.")
    )
    category = models.ForeignKey(
        "catalog.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="courses",
    )
    tags = ClusterTaggableManager(through=CourseTag, blank=True, verbose_name=_("tags"))
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.ALL)
    language = models.CharField(
        _("language"), max_length=10, choices=CourseLanguage.choices, default=CourseLanguage.ENGLISH
    )
    outcomes = BodyField(
        ItemList(),
        verbose_name=_("what people will be able to do"),
        blank=True,
        help_text=_("Start each with a verb: “Draw a kawung pattern with a ruler and a compass”."),
    )
    requirements = BodyField(ItemList(), verbose_name=_("what people need before they start"), blank=True)
    audience = BodyField(ItemList(), verbose_name=_("who it is for"), blank=True)
    faq = BodyField(FaqList(), verbose_name=_("questions and answers"), blank=True)
    delivery = models.CharField(
        _("how it is taken"), max_length=20, choices=Delivery.choices, default=Delivery.SELF_PACED
    )
    price_minor = PriceField(_("price"), default=0, help_text=_("Zero makes the course free."))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, default=Currency.USD)
    has_certificate = models.BooleanField(
        _("certificate at the end"),
        default=True,
        help_text=_("Learners who complete every required lesson get one."),
    )
    is_sequential = models.BooleanField(
        _("lessons open one after the other"),
        default=False,
        help_text=_("A lesson opens when every required lesson before it is completed."),
    )

    objects = PageManager.from_queryset(CoursePageQuerySet)()

    template = "catalog/course_page.html"
    parent_page_types = ["catalog.CourseIndexPage"]
    subpage_types = ["catalog.ModulePage"]
    edit_handler = course_edit_handler()
    base_form_class = CourseForm
    site_preview_modes = [("visitor", _("A visitor")), ("learner", _("An enrolled learner"))]
    # Money and people are changed in the CMS alone.
    api_fields = [
        *(
            APIField(name, writable=True)
            for name in (
                *("subtitle", "summary", "description", "trailer_url", "image", "category", "tags", "level"),
                *("language", "outcomes", "requirements", "audience", "faq", "delivery"),
                *("has_certificate", "is_sequential"),
            )
        ),
        *("price_minor", "price", "currency", "is_free", "instructors", "cover_url", "lesson_count", "minutes"),
        *("learner_count", "curriculum"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def get_context(self, request, *args, mode_name="", **kwargs):
        from catalog.views.course import preview_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **preview_context(request, self, mode_name)}

    def get_preview_context(self, request, mode_name):
        return self.get_context(request, mode_name=mode_name)

    def serve(self, request, *args, **kwargs):
        from catalog.views.course import course_response

        return course_response(request, self)


class CourseInstructor(Orderable):
    """A person who teaches the course, in the order in which the page names them."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_instructors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("instructor"),
        on_delete=models.CASCADE,
        related_name="taught_courses",
        limit_choices_to={"groups__name": "Instructors"},
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="instructor_once_a_course")]
