"""People whom the books name are not deleted, and staff are told so in a sentence, wherever they try."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.keeping import must_be_kept
from accounts.models import User
from catalog.services.completion import complete_lesson
from commerce.models import LedgerEntry, Order, Payout, PayoutBatch, Revenue
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.factories.papers import make_paid_order

pytestmark = pytest.mark.django_db
REASON = "must be kept"


def add_revenue(user: User) -> None:
    line = make_paid_order().lines.get()
    Revenue.objects.create(
        kind="sale",
        line=line,
        course_key=line.courses.get().course_key,
        instructor=user,
        percent=70,
        amount_minor=100,
        currency="EUR",
        available_at=timezone.now(),
    )


def add_ledger_entry(user: User) -> None:
    LedgerEntry.objects.create(
        key="sale:1", debit="provider", credit="instructor", instructor=user, amount_minor=100, currency="EUR"
    )


def add_payout(user: User) -> None:
    Payout.objects.create(batch=PayoutBatch.objects.create(), instructor=user, currency="EUR", amount_minor=100)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(root=User.objects.create_superuser("root@example.com"))


@pytest.fixture
def root(client, own_copies):
    client.force_login(own_copies.root)
    return own_copies.root


@pytest.fixture(params=[add_revenue, add_ledger_entry, add_payout])
def earner(request):
    user = InstructorFactory()
    request.param(user)
    return user


@pytest.mark.parametrize("method", ["get", "post"])
def test_cms_says_why_somebody_is_not_deleted(client, root, earner, method):
    response = getattr(client, method)(f"/cms/users/delete/{earner.pk}/", follow=True)

    assert response.status_code == 200
    assert REASON in response.content.decode()
    assert User.objects.filter(pk=earner.pk).exists()


def test_cms_deletes_nobody_of_several_when_one_must_be_kept(client, root, earner):
    other = UserFactory()
    address = f"/cms/bulk/accounts/user/delete/?id={earner.pk}&id={other.pk}&next=/cms/users/"

    assert client.get(address).status_code == 200
    page = client.post(address, follow=True).content.decode()

    assert REASON in page
    assert earner.email in page
    assert User.objects.filter(pk__in=[earner.pk, other.pk]).count() == 2


@pytest.mark.parametrize("data", [None, {"post": "yes"}])
def test_django_admin_says_why_somebody_is_not_deleted(client, root, earner, data):
    address = f"/django-admin/accounts/user/{earner.pk}/delete/"

    response = client.post(address, data) if data else client.get(address)

    assert response.status_code == 200
    assert REASON in response.content.decode()
    assert User.objects.filter(pk=earner.pk).exists()


def test_django_admin_says_it_of_several_too(client, root, earner):
    other = UserFactory()
    chosen = {"action": "delete_selected", "_selected_action": [earner.pk, other.pk], "post": "yes"}

    response = client.post("/django-admin/accounts/user/", chosen)

    assert REASON in response.content.decode()
    assert User.objects.filter(pk__in=[earner.pk, other.pk]).count() == 2


def test_somebody_whom_nothing_names_is_deleted(client, root):
    one, another = UserFactory.create_batch(2)

    client.post(f"/cms/users/delete/{one.pk}/")
    client.post(f"/cms/bulk/accounts/user/delete/?id={another.pk}")

    assert list(User.objects.all()) == [root]


def test_buyer_may_go_and_the_order_stays(client, root):
    order = make_paid_order()

    client.post(f"/cms/users/delete/{order.user.pk}/")

    assert Order.objects.get().user is None


@pytest.fixture
def graduate():
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    return learner


def test_learner_with_a_certificate_is_kept_as_well(client, root, graduate):
    response = client.post(f"/cms/users/delete/{graduate.pk}/", follow=True)

    assert REASON in response.content.decode()
    assert User.objects.filter(pk=graduate.pk).exists()


def test_asking_whom_the_books_name_reads_none_of_them(django_assert_max_num_queries):
    user = InstructorFactory()
    add_ledger_entry(user)

    with django_assert_max_num_queries(6) as queries:
        assert must_be_kept(user)
    assert all("LIMIT 1" in query["sql"] for query in queries.captured_queries)
