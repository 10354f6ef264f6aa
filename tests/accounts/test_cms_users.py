"""People in the CMS: added, edited and listed by admins; nobody locks themselves out."""

import pytest

from accounts.models import User
from accounts.roles import INSTRUCTOR
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory, make_people

pytestmark = pytest.mark.django_db
LIST_QUERIES = 13
TYPED = {
    "email": "Sari@example.com",
    "display_name": "Sari",
    "certificate_name": "Sari Dewi",
    "language": "id",
    "timezone": "Asia/Jakarta",
    "is_active": "on",
    "role": "instructor",
}


@pytest.fixture
def admin(client):
    user = AdminFactory(email="boss@example.com")
    client.force_login(user)
    return user


def test_admin_adds_a_person_who_may_sign_in_at_once(client, admin):
    password = {"password1": "kopi-tubruk-pagi", "password2": "kopi-tubruk-pagi"}
    response = client.post("/cms/users/new/", {**TYPED, **password})
    assert response.status_code == 302
    user = User.objects.get(email="sari@example.com")
    assert (user.role, user.certificate_name, user.is_staff) == ("instructor", "Sari Dewi", False)
    assert user.profile
    assert user.emailaddress_set.get().verified
    assert user.check_password("kopi-tubruk-pagi")
    assert user.activities.get(verb="signed_up").label == "boss@example.com"


def test_admin_adds_a_person_without_password(client, admin):
    client.post("/cms/users/new/", TYPED)
    assert not User.objects.get(email="sari@example.com").has_usable_password()


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "boss@EXAMPLE.com"), ("email", "x"), ("role", "king"), ("timezone", "Mars"), ("password1", "123")],
)
def test_mistake_in_a_new_person_is_said(client, admin, field, value):
    response = client.post("/cms/users/new/", {**TYPED, "password2": "123", field: value})
    assert response.status_code == 200
    assert "errors" in response.content.decode()
    assert User.objects.count() == 1


def test_admin_corrects_the_name_for_certificates(client, admin):
    user = InstructorFactory()
    client.post(f"/cms/users/edit/{user.pk}/", {**TYPED, "email": user.email, "certificate_name": "Sari D. Lestari"})
    user.refresh_from_db()
    assert user.certificate_name == "Sari D. Lestari"
    assert user.activities.get(verb="account_edited").label == "boss@example.com"
    assert not user.activities.filter(verb="role_changed").exists()


def test_admin_changes_role_and_address(client, admin):
    user = UserFactory()
    client.post(f"/cms/users/edit/{user.pk}/", {**TYPED, "role": "moderator"})
    user = User.objects.get(pk=user.pk)
    assert (user.role, user.email) == ("moderator", "sari@example.com")
    assert [(row.email, row.verified) for row in user.emailaddress_set.all()] == [("sari@example.com", True)]
    assert user.activities.get(verb="role_changed").label == "moderator (boss@example.com)"


def test_editing_keeps_password_and_other_groups(client, admin):
    user = UserFactory()
    user.groups.create(name="Team of Batik")
    before = user.password
    client.post(f"/cms/users/edit/{user.pk}/", {**TYPED, "role": "student"})
    user.refresh_from_db()
    assert user.password == before
    assert set(user.groups.values_list("name", flat=True)) == {"Students", "Team of Batik"}


def test_admin_switches_an_account_off(client, admin):
    user = UserFactory()
    off = {name: value for name, value in TYPED.items() if name != "is_active"}
    client.post(f"/cms/users/edit/{user.pk}/", off)
    assert not User.objects.get(pk=user.pk).is_active


def test_admin_cannot_lock_themselves_out(client, admin):
    page = client.get(f"/cms/users/edit/{admin.pk}/").content.decode()
    for name in ("role", "is_active", "email", "password1"):
        assert f'name="{name}"' not in page
    client.post(f"/cms/users/edit/{admin.pk}/", {**TYPED, "role": "student", "email": "other@example.com"})
    admin = User.objects.get(pk=admin.pk)
    assert (admin.role, admin.is_active, admin.is_staff, admin.email) == ("admin", True, True, "boss@example.com")
    assert admin.display_name == "Sari"


def test_admin_cannot_take_over_a_superuser(client, admin):
    root = User.objects.create_superuser("root@example.com", "root-password")
    password = {"password1": "kopi-tubruk-pagi", "password2": "kopi-tubruk-pagi"}
    client.post(f"/cms/users/edit/{root.pk}/", {**TYPED, **password, "email": "boss2@example.com"})
    root.refresh_from_db()
    assert root.email == "root@example.com"
    assert root.check_password("root-password")


def test_admin_cannot_make_superusers(client, admin):
    client.post("/cms/users/new/", {**TYPED, "is_superuser": "on", "is_staff": "on", "role": "admin"})
    user = User.objects.get(email="sari@example.com")
    assert (user.is_superuser, user.role) == (False, "admin")


def test_admin_does_not_delete_people(client, admin):
    user = UserFactory()
    client.post(f"/cms/users/delete/{user.pk}/")
    client.post(f"/cms/bulk/accounts/user/delete/?id={user.pk}")
    assert User.objects.filter(pk=user.pk).exists()


def test_role_of_several_people_at_once_spares_oneself_and_superusers(client, admin):
    root, people = User.objects.create_superuser("root@example.com"), UserFactory.create_batch(2)
    ids = "&".join(f"id={user.pk}" for user in (admin, root, *people))
    assert "Moderator" in client.get(f"/cms/bulk/accounts/user/assign_role/?{ids}").content.decode()
    client.post(f"/cms/bulk/accounts/user/assign_role/?{ids}", {"role": "moderator"})
    roles = {user.email: user.role for user in User.objects.all()}
    assert [roles[user.email] for user in people] == ["moderator", "moderator"]
    assert roles[admin.email] == roles[root.email] == "admin"
    assert not people[0].groups.filter(name="Students").exists()


def test_switching_several_people_off_spares_oneself_and_superusers(client, admin):
    root, people = User.objects.create_superuser("root@example.com"), UserFactory.create_batch(2)
    ids = "&".join(f"id={user.pk}" for user in (admin, root, *people))
    client.post(f"/cms/bulk/accounts/user/set_active_state/?{ids}", {"mark_as_active": "False"})
    assert set(User.objects.filter(is_active=False)) == set(people)


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory])
def test_others_do_not_reach_people(client, factory):
    user = factory()
    client.force_login(user)
    for path in ("/cms/users/", "/cms/users/new/", f"/cms/users/edit/{user.pk}/"):
        assert client.get(path).status_code == 302


def test_list_shows_roles_and_finds_by_name_and_address(client, admin):
    InstructorFactory(display_name="Sari Dewi", email="sd@example.com")
    UserFactory(display_name="Budi", email="budi@example.com")
    page = client.get("/cms/users/").content.decode()
    assert "Instructor" in page
    for words in ("Dewi", "sd@ex"):
        found = client.get("/cms/users/", {"q": words}).content.decode()
        assert "Sari Dewi" in found
        assert "Budi" not in found


def test_list_filters_by_role_and_does_not_offer_team_groups(client, admin):
    teacher = InstructorFactory(display_name="Sari Dewi")
    UserFactory(display_name="Budi")
    teacher.groups.create(name="Team of Batik")
    group = teacher.groups.get(name="Instructors")
    page = client.get("/cms/users/", {"group": group.pk}).content.decode()
    assert "Sari Dewi" in page
    assert "Budi" not in page
    assert "Team of Batik" not in page


@pytest.mark.parametrize("people", [1, 19])
def test_list_costs_the_same_for_one_and_twenty_people(client, admin, django_assert_num_queries, people):
    make_people(people, INSTRUCTOR)
    client.get("/cms/users/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/cms/users/")
