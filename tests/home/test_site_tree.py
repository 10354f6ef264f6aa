"""What every new site has."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Site, Workflow, WorkflowPage

from accounts.roles import MODERATORS
from catalog.models import CourseIndexPage
from home.models import HomePage
from home.services.site_tree import ensure_site_tree

pytestmark = pytest.mark.django_db


def counts():
    models = (Page, Site, Workflow, WorkflowPage, GroupApprovalTask, GroupPagePermission, Group)
    return [model.objects.count() for model in models]


def test_migrated_database_has_home_and_catalog(client):
    assert HomePage.objects.get().url_path == "/home/"
    assert CourseIndexPage.objects.get().get_url() == "/courses/"
    assert client.get("/").status_code == 200
    assert client.get("/courses/").status_code == 200


def test_welcome_page_of_wagtail_is_gone():
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_ensuring_twice_adds_nothing():
    before = counts()
    ensure_site_tree()
    assert counts() == before


def test_pages_of_courses_go_through_the_moderators():
    workflow = CourseIndexPage.objects.get().get_workflow()
    task = workflow.tasks.get().specific
    assert [group.name for group in task.groups.all()] == [MODERATORS]


def test_what_people_changed_stays():
    index = CourseIndexPage.objects.get()
    index.title = "Our courses"
    index.save_revision().publish()
    ensure_site_tree()
    assert CourseIndexPage.objects.get().title == "Our courses"


def test_lost_tree_is_built_again():
    Page.objects.all().delete()
    Site.objects.all().delete()
    WorkflowPage.objects.all().delete()
    home = ensure_site_tree()
    assert home.get_children().specific().get() == CourseIndexPage.objects.get()
