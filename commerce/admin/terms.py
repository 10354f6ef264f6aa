"""Who gets which part, in the CMS: commission rules and agreed parts."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User
from catalog.models import CoursePage
from commerce.admin.recorded import RecordedViews
from commerce.models import CommissionRule, InstructorShare


class CourseChoice(forms.ModelChoiceField):
    """A course by its title; the value is the key that all its languages share."""

    def __init__(self, **kwargs):
        courses = CoursePage.objects.filter(alias_of=None).defer_streamfields().order_by("title")
        super().__init__(queryset=courses, to_field_name="translation_key", label=gettext_lazy("Course"), **kwargs)

    def clean(self, value):
        course = super().clean(value)
        return course.translation_key if course else None


def teachers():
    """Whoever may have a share: not those who only learn."""
    return User.objects.filter(groups__name__in=["Instructors", "Moderators", "Admins"]).distinct().order_by("email")


class RuleForm(WagtailAdminModelForm):
    """For one course, for one instructor, or for everybody."""

    course_key = CourseChoice(required=False)
    instructor = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label=gettext_lazy("Instructor"),
        help_text=gettext_lazy("Choose a course, or an instructor, or neither: then the rule holds for everybody."),
    )

    class Meta:
        model = CommissionRule
        fields = ["course_key", "instructor", "source", "percent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instructor"].queryset = teachers()

    def clean(self):
        data = super().clean()
        if data.get("course_key") and data.get("instructor"):
            raise ValidationError(_("A rule is for a course or for an instructor, not for both."))
        same = CommissionRule.objects.exclude(pk=self.instance.pk).filter(
            course_key=data.get("course_key"), instructor=data.get("instructor"), source=data.get("source")
        )
        if same.exists():
            raise ValidationError(_("There is such a rule already; change that one."))
        return data


class ShareForm(WagtailAdminModelForm):
    """One person's parts of what all who teach a course get."""

    course_key = CourseChoice()
    instructor = forms.ModelChoiceField(queryset=User.objects.none(), label=gettext_lazy("Instructor"))

    class Meta:
        model = InstructorShare
        fields = ["course_key", "instructor", "parts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instructor"].queryset = teachers()
        self.fields["parts"].help_text = _(
            "With 3 parts for one person and 1 for another, the first gets three quarters. Without any agreed parts "
            "those whom the course page names share evenly."
        )

    def clean(self):
        data = super().clean()
        same = InstructorShare.objects.exclude(pk=self.instance.pk).filter(
            course_key=data.get("course_key"), instructor=data.get("instructor")
        )
        if same.exists():
            raise ValidationError(_("This person has a part of the course already; change that one."))
        return data


def whom_it_is_for(rule: CommissionRule) -> str:
    """The course, the instructor or everybody."""
    return rule.course_title or (rule.instructor.email if rule.instructor else _("Everybody"))


class NamedIndexView(IndexView):
    """The list with people and titles of courses, read together with the rows."""

    def get_base_queryset(self):
        courses = CoursePage.objects.filter(translation_key=OuterRef("course_key"), alias_of=None)
        title = Subquery(courses.order_by("-live", "pk").values("title")[:1])
        return super().get_base_queryset().select_related("instructor").annotate(course_title=title)


class RuleViewSet(RecordedViews, ModelViewSet):
    model = CommissionRule
    name = "commission_rules"
    icon = "cog"
    menu_label = gettext_lazy("Commission rules")
    list_display = [
        Column("whom", label=gettext_lazy("For"), accessor=whom_it_is_for),
        "get_source_display",
        "percent",
    ]
    index_view_class = NamedIndexView
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return RuleForm


class ShareViewSet(RecordedViews, ModelViewSet):
    model = InstructorShare
    name = "instructor_shares"
    icon = "group"
    menu_label = gettext_lazy("Agreed parts")
    list_display = [Column("course_title", label=gettext_lazy("Course")), "instructor", "parts"]
    index_view_class = NamedIndexView
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return ShareForm
