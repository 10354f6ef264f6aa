"""What every test gets: a database cloned from a migrated template, empty caches, English, no leftovers."""

import gc
import os
import shutil
from copy import deepcopy
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from django.utils import timezone, translation
from pytest_django.plugin import blocking_manager_key

from tests.databases import clone_for_this_process, make_template
from tests.unindexed import INDEXED

# The longest go first, so that no worker is left with one at the end; and the demo, which would be
# loaded by both workers if they met in the middle of its tests.
FIRST = {"loaded_demo", "test_readme.py", "test_main_job.py"}


def pytest_collection_modifyitems(items):
    """Begin with the files and folders that take longest; the others keep their order."""
    items.sort(key=lambda item: FIRST.isdisjoint({item.path.name, item.path.parent.name}))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """Keep the garbage collector off what stays to the end anyway (Django, Wagtail, the tests): it took an eighth.

    Of two workers the second migrates the database before it reads the tests, which the first has compiled by then;
    else both would compile them all, and one wait for the other's database.
    """
    gc.disable()
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0":
        with session.config.stash[blocking_manager_key].unblock():
            make_template()
    collected = yield
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()
    return collected


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Keep what a test printed and logged only where it fails: each worker would send it, and nobody reads it."""
    report = yield
    if report.passed:
        report.sections.clear()
    return report


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Clone the migrated template for this process, in place of pytest-django's migrate per process."""
    rebuild = request.config.getoption("create_db")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        clone = clone_for_this_process(rebuild=rebuild)
        # Django would empty every table after a test that commits, and with them what migrations wrote.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: clone.restore())
        yield clone
        clone.destroy()


@pytest.fixture(scope="session", autouse=True)
def mail_of_the_product(django_test_environment):
    """Keep mail on the product's own way, by the outbox; the test runner puts Django's list in its place."""
    settings.EMAIL_BACKEND = "lms_site.mail.OutboxEmailBackend"


@pytest.fixture(autouse=True)
def fresh_process_state():
    """Start each test with empty caches; leave no language or time zone behind in the thread."""
    for cache in {caches["default"], *caches.all(initialized_only=True)}:
        cache.clear()
    yield
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """For what a module's tests have in common: made once, undone at the module's end; see `tests/sharing.py`.

    Not for modules with tests that commit.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_once_with_indexes(django_db_setup, django_db_blocker):
    """`made_once` for modules whose tests use `indexes`."""
    with django_db_blocker.unblock(), override_settings(TASKS=INDEXED), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """Check at once that what a module has made hangs together, or PostgreSQL would at the end of each test."""
    result = yield
    if fixturedef.scope == "module" and not {"made_once", "made_once_with_indexes"}.isdisjoint(fixturedef.argnames):
        connection.check_constraints()
    return result


@pytest.fixture
def own_copies(made):
    """This test's own copies of what the module's fixture `made` has made: it may change them."""
    return deepcopy(made)


@pytest.fixture
def indexes(settings):
    """Keep the indexes of search and of references as the site does, with each save; a sixth of all work else."""
    settings.TASKS = INDEXED


@pytest.fixture
def site_environment(transactional_db) -> dict[str, str]:
    """Environment variables with which another process (a worker, a command) sees this test's site."""
    target = connection.settings_dict
    if connection.vendor == "postgresql":
        database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{target['NAME']}").geturl()
    else:
        database = f"sqlite:///{target['NAME']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms_site.settings.test",
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "LMS_TEST_FOLDER": str(settings.MEDIA_ROOT.parent),
    }


def pytest_unconfigure():
    """Remove the files that tests uploaded (the folder is made by the test settings)."""
    if settings.configured:
        shutil.rmtree(settings.MEDIA_ROOT.parent, ignore_errors=True)
