"""Querysets whose SQL is built once: they find what the queryset finds, with other values each time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    IntegerField,
    UUIDField,
    Value,
    When,
)
from django.utils import timezone

from accounts.models import User
from catalog.models import CoursePage, CourseSummary, Enrollment
from lms_site.prepared import Prepared
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, make_course

pytestmark = pytest.mark.django_db


def people_since(pk, moment):
    is_new = Case(When(date_joined__gte=moment, then=Value(True)), default=Value(False), output_field=BooleanField())
    return User.objects.filter(pk__gte=pk, is_active=True).annotate(is_new=is_new).order_by("pk")


def keys_of(user, key):
    return Enrollment.objects.filter(user_id=user).exclude(course_key=key).order_by("pk").values_list("course_key")


SINCE = Prepared(people_since, pk=IntegerField(), moment=DateTimeField())
KEYS = Prepared(keys_of, user=IntegerField(), key=UUIDField())
BETWEEN = Prepared(
    lambda low, high: User.objects.filter(pk__gte=low, pk__lte=high).order_by("pk"),
    low=IntegerField(),
    high=IntegerField(),
)
JOINED = Prepared(
    lambda day, moment: User.objects.filter(date_joined__date__gte=day, date_joined__lt=moment),
    day=DateField(),
    moment=DateTimeField(),
)
COURSE = Prepared(
    lambda slug, url_path: CoursePage.objects.filter(slug=slug, url_path=url_path).select_related("locale", "card"),
    slug=CharField(),
    url_path=CharField(),
)


def test_rows_are_those_of_the_queryset_for_each_value(django_assert_num_queries):
    now = timezone.now()
    old, young, gone = UserFactory(), UserFactory(), UserFactory(is_active=False)
    User.objects.filter(pk=old.pk).update(date_joined=now - timedelta(days=9))
    for pk in (old.pk, young.pk, gone.pk):
        for moment in (now - timedelta(days=10), now - timedelta(days=5)):
            with django_assert_num_queries(1):
                rows = SINCE.rows(pk=pk, moment=moment)
            wanted = people_since(pk, moment)
            assert [(user, bool(user.is_new)) for user in rows] == [(user, user.is_new) for user in wanted]


def test_rows_are_whole_objects(django_assert_num_queries):
    user = UserFactory(display_name="Sari")
    (found,) = SINCE.rows(pk=user.pk, moment=timezone.now())
    with django_assert_num_queries(0):
        assert (found.display_name, found.date_joined, found.email) == ("Sari", user.date_joined, user.email)


def test_column_holds_values_as_python_knows_them():
    learner = UserFactory()
    first, second = (enroll(user=learner, course=make_course()).course_key for _ in range(2))

    assert KEYS.column(user=learner.pk, key=uuid4()) == [first, second]
    assert KEYS.column(user=learner.pk, key=first) == [second]
    assert KEYS.column(user=learner.pk + 1, key=first) == []


def test_related_objects_come_along_and_missing_ones_are_none(django_assert_num_queries):
    shown, bare = make_course(modules=0), make_course(modules=0)
    CourseSummary.objects.filter(course=bare).delete()
    for course in (shown, bare):
        with django_assert_num_queries(1):
            (found,) = COURSE.rows(slug=course.slug, url_path=course.url_path)
        with django_assert_num_queries(0):
            assert found == course
            assert found.title == course.title
            assert (getattr(found, "card", None) is not None) is (course == shown)
            assert found.locale.language_code == "en"


def test_two_values_of_one_type_keep_their_places():
    first, second, third = (UserFactory() for _number in range(3))
    assert [user.pk for user in BETWEEN.rows(low=first.pk, high=second.pk)] == [first.pk, second.pk]
    assert [user.pk for user in BETWEEN.rows(low=third.pk, high=first.pk)] == []


def test_day_and_moment_keep_their_places():
    now = timezone.now()
    young, old = UserFactory(), UserFactory()
    User.objects.filter(pk=old.pk).update(date_joined=now - timedelta(days=9))
    assert JOINED.rows(day=now.date() - timedelta(days=2), moment=now + timedelta(days=1)) == [young]
    assert JOINED.rows(day=now.date() - timedelta(days=20), moment=now - timedelta(days=1)) == [old]


def test_quotes_and_percent_signs_are_only_characters():
    course = make_course(modules=0)
    assert COURSE.rows(slug="' OR '1'='1", url_path=course.url_path) == []
    assert COURSE.rows(slug="%s", url_path="%") == []


def test_missing_value_is_an_error():
    with pytest.raises(KeyError):
        SINCE.rows(pk=1)


def test_hostile_value_stays_a_value():
    with pytest.raises(ValueError, match="expected a number"):
        SINCE.rows(pk="1; DROP TABLE accounts_user", moment=timezone.now())
