"""Name, logo and accent of the site: set in the CMS, seen everywhere at once, by admins alone."""

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse

from catalog.models import CourseImage
from home.models import HomePage, SiteLook, StandardPage
from lms_site.identity import identity
from lms_site.mail import queue_mail
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import ImageFactory, enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = "/cms/settings/home/sitelook/"


def save_look(client, **fields):
    """What the form under Settings answers; 403 or a way to sign in for whoever may not open it."""
    address = client.get(SETTINGS)
    if address.status_code != 302 or not address["Location"].startswith(SETTINGS):
        return address
    return client.post(address["Location"], {"name": "", "about": "", "logo": "", "palette": "", **fields})


def everywhere(client, learner, course) -> list[str]:
    """A page of each way of answering: kept whole, from a shell, rendered each time."""
    client.force_login(learner)
    own = [client.get(url).content.decode() for url in (lessons_of(course)[0].get_url(), reverse("learn"))]
    client.logout()
    return [*own, *(client.get(url).content.decode() for url in (course.get_url(), "/", "/accounts/login/"))]


def test_new_name_and_accent_stand_on_every_page_at_once(client):
    course = make_course()
    learner = enroll(course=course).user
    assert all("Hybrid LMS" in page for page in everywhere(client, learner, course))
    SiteLook.objects.create(name="Sanggar <Biru>", about="Made by hand.", palette="soga")
    for page in everywhere(client, learner, course):
        assert "Sanggar &lt;Biru&gt;" in page
        assert "Made by hand." in page
        assert '<html lang="en" data-palette="soga">' in page
        assert "Hybrid LMS" not in page
    SiteLook.objects.get().delete()
    assert all("Hybrid LMS" in page for page in everywhere(client, learner, course))


def test_logo_takes_the_place_of_ours(client):
    SiteLook.objects.create(logo=ImageFactory())
    page = client.get("/").content.decode()
    assert f'class="brand__logo" src="{identity().logo_url}"' in page
    assert "img/logo.svg" not in page


def test_logo_whose_file_is_gone_leaves_ours(client):
    image = ImageFactory()
    SiteLook.objects.create(logo=image)
    CourseImage.objects.get(pk=image.pk).file.storage.delete(image.file.name)
    assert "img/logo.svg" in client.get("/").content.decode()


def test_mails_carry_the_name():
    SiteLook.objects.create(name="Sanggar Biru")
    queue_mail(key="m", to="x@example.com", template="welcome_to_course", context={"course_title": "Wax", "name": "x"})
    assert "Sanggar Biru" in mail.outbox[0].body


def test_pages_in_menus_are_linked_at_the_foot(client):
    home = HomePage.objects.get()
    page = home.add_child(instance=StandardPage(title="How it works", slug="help", show_in_menus=True))
    page.save_revision().publish()
    assert 'href="/help/">How it works</a>' in " ".join(client.get("/courses/").content.decode().split())
    page.unpublish()
    assert "How it works" not in client.get("/courses/").content.decode()


def test_admin_sets_it_in_the_cms(client):
    client.force_login(AdminFactory())
    assert save_look(client, name="Sanggar Biru", palette="plum").status_code == 302
    assert (identity().name, identity().palette) == ("Sanggar Biru", "plum")


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, ModeratorFactory])
def test_others_do_not_set_it(client, factory):
    client.force_login(factory())
    save_look(client, name="Mine")
    assert identity().name == "Hybrid LMS"


def test_unknown_palette_is_refused_by_form_and_database(client):
    client.force_login(AdminFactory())
    assert save_look(client, palette="neon").status_code == 200
    assert identity().palette == ""
    with pytest.raises(IntegrityError):
        SiteLook.objects.update_or_create(pk=1, defaults={"palette": "neon"})


def test_it_costs_no_query_once_known(django_assert_num_queries):
    identity()
    with django_assert_num_queries(0):
        identity()
