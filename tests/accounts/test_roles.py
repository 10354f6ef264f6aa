"""Roles follow from groups, cost one query at most, and are given by one service."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from accounts.models import User
from accounts.roles import role_of
from accounts.services.roles import assign_role
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_role_of_a_visitor_is_empty():
    assert role_of(AnonymousUser()) == ""


@pytest.mark.parametrize(
    ("factory", "role"),
    [
        (UserFactory, "student"),
        (InstructorFactory, "instructor"),
        (ModeratorFactory, "moderator"),
        (AdminFactory, "admin"),
    ],
)
def test_role_follows_from_the_group(factory, role):
    assert User.objects.get(pk=factory().pk).role == role


def test_role_in_several_groups_is_the_highest():
    user = UserFactory()
    user.groups.add(*Group.objects.filter(name__in=["Instructors", "Moderators"]))
    assert User.objects.get(pk=user.pk).role == "moderator"


def test_role_without_any_group_is_student():
    user = UserFactory()
    user.groups.clear()
    assert User.objects.get(pk=user.pk).role == "student"


def test_role_costs_one_query_however_often_it_is_asked(django_assert_num_queries):
    user = User.objects.get(pk=InstructorFactory().pk)
    with django_assert_num_queries(1):
        assert [user.role, user.role, role_of(user)] == ["instructor"] * 3


def test_role_of_many_with_prefetched_groups_costs_no_query(django_assert_num_queries):
    for factory in (UserFactory, InstructorFactory, AdminFactory):
        factory()
    users = list(User.objects.prefetch_related("groups").order_by("pk"))
    with django_assert_num_queries(0):
        assert [user.role for user in users] == ["student", "instructor", "admin"]


def test_assign_role_moves_between_role_groups_and_keeps_the_others():
    user = InstructorFactory()
    team = Group.objects.create(name="Team of Batik")
    user.groups.add(team)
    assign_role(user=user, role="moderator")
    assert set(user.groups.values_list("name", flat=True)) == {"Moderators", "Team of Batik"}
    assert user.role == "moderator"


def test_assign_role_admin_opens_django_admin_and_losing_it_closes():
    user = UserFactory()
    assign_role(user=user, role="admin")
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (True, False)
    assign_role(user=user, role="instructor")
    user.refresh_from_db()
    assert not user.is_staff


def test_assign_role_keeps_a_superuser_staff():
    root = User.objects.create_superuser("root@example.com")
    assign_role(user=root, role="student")
    root.refresh_from_db()
    assert root.is_staff


def test_assign_role_is_written_to_the_log_once_with_who_did_it():
    admin, user = AdminFactory(email="boss@example.com"), UserFactory()
    assign_role(user=user, role="instructor", actor=admin)
    assign_role(user=user, role="instructor", actor=admin)
    entry = user.activities.get(verb="role_changed")
    assert entry.label == "instructor (boss@example.com)"


def test_assign_role_refuses_an_unknown_role():
    with pytest.raises(ValueError, match="king"):
        assign_role(user=UserFactory(), role="king")
