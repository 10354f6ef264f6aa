"""The list of courses in the CMS: one's own and co-taught ones; all of them for moderators."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from catalog.models import Category, CoursePage
from catalog.queries.board import STATE_NAMES
from catalog.queries.board_courses import course_state, course_state_name, in_state, own_courses, with_facts
from catalog.queries.submissions import states_of
from catalog.rules import moderates


class CourseFilters(WagtailFilterSet):
    """By state and category."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=list(STATE_NAMES.items()), method="filter_state"
    )
    category = django_filters.ModelChoiceFilter(label=gettext_lazy("Category"), queryset=Category.objects.all())

    class Meta:
        model = CoursePage
        fields = ["state", "category"]

    def filter_state(self, queryset, _name, value):
        return in_state(queryset, value)


class CourseTitleColumn(TitleColumn):
    """The title leads to the board; the editor and the live page stand under it."""

    cell_template_name = "catalog/admin/listing_title.html"


class StateColumn(Column):
    """The state of the course in one word, and where it stands in review."""

    cell_template_name = "catalog/admin/listing_state.html"

    def get_value(self, instance):
        return course_state_name(instance)

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "is_live": instance.live, "state": course_state(instance), "review": instance.review}


def instructor_names(course: CoursePage) -> str:
    """Names of the course's instructors; the listing has fetched them before."""
    return ", ".join(row.user.display_name or row.user.email for row in course.course_instructors.all())


def rating(course: CoursePage) -> str:
    """The mean and the number of ratings, or nothing while there are none."""
    card = getattr(course, "card", None)
    mean = getattr(card, "rating_mean", None)
    return f"{mean:.1f} ({card.rating_count})" if mean is not None else ""


class CourseListing(BaseListingView):
    """At /cms/courses/. People who may write courses see theirs, moderators all; others are refused."""

    page_title = gettext_lazy("Courses")
    header_icon = "clipboard-list"
    index_url_name = "course_listing"
    index_results_url_name = "course_listing_results"
    results_template_name = "catalog/admin/listing_results.html"
    paginate_by = 20
    is_searchable = True
    search_backend_name = None
    search_fields = ["title", "draft_title"]
    filterset_class = CourseFilters
    default_ordering = "-changed_at"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("catalog.create_course"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def index_url(self):
        return reverse(self.index_url_name)

    @property
    def index_results_url(self):
        return reverse(self.index_results_url_name)

    @cached_property
    def sees_all(self) -> bool:
        return moderates(self.request.user)

    @cached_property
    def columns(self):
        names = [Column("instructors", label=_("Instructors"), accessor=instructor_names)] if self.sees_all else []
        return [
            CourseTitleColumn(
                "title",
                label=_("Course"),
                accessor="get_admin_display_title",
                sort_key="title",
                get_url=lambda course: reverse("course_board", args=[course.pk]),
            ),
            StateColumn("state", label=_("State")),
            NumberColumn("lesson_total", label=_("Lessons"), sort_key="lesson_total"),
            NumberColumn("learner_total", label=_("Learners"), sort_key="learner_total"),
            Column("rating", label=_("Rating"), accessor=rating),
            *names,
            DateColumn("changed_at", label=_("Last change"), sort_key="changed_at"),
        ]

    def get_context_data(self, **kwargs):
        """Each course of the page knows where it stands in review; one query for all."""
        context = super().get_context_data(**kwargs)
        courses = list(context["object_list"])
        states = states_of(course.pk for course in courses)
        for course in courses:
            course.review = states.get(course.pk)
        return context

    @property
    def header_buttons(self):
        return [HeaderButton(_("New course"), url=reverse("new_course"), icon_name="plus")]

    def get_base_queryset(self):
        courses = with_facts(own_courses(self.request.user)).select_related("card")
        return courses.prefetch_related("course_instructors__user") if self.sees_all else courses

    def order_queryset(self, queryset):
        return super().order_queryset(queryset).order_by(self.ordering, "pk")


class CoursesItem(MenuItem):
    """The entry of the menu, for whoever may write courses."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.create_course")
