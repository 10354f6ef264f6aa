"""A client that is generated from the description goes from signing up to the certificate, with types all the way."""

import importlib
import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core import mail
from drf_spectacular.generators import SchemaGenerator

from commerce.models import Payment
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import make_course
from tests.factories.commerce import make_paid_course, notify
from tests.factories.papers import make_invoices

pytestmark = pytest.mark.django_db(transaction=True)
PACKAGE = "generated_lms_client"
# Of files the generator knows only the general type.
FILES = "content_type_overrides:\n  application/pdf: application/octet-stream\n"
CONFIG = f"post_hooks: []\nproject_name_override: {PACKAGE}\npackage_name_override: {PACKAGE}\n{FILES}"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """`generated("api.account.auth_login_create")`: a module of the new package."""
    folder = tmp_path_factory.mktemp("client")
    schema, config = folder / "schema.json", folder / "config.yml"
    schema.write_text(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))
    config.write_text(CONFIG)
    program = Path(sys.executable).with_name("openapi-python-client")
    options = ["--path", schema, "--config", config, "--output-path", folder / PACKAGE]
    done = subprocess.run(
        [program, "generate", "--meta", "none", "--fail-on-warning", *options],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield lambda name: importlib.import_module(f"{PACKAGE}.{name}")
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


@pytest.fixture
def connect(generated, live_server):
    """`connect()` is a client for nobody, `connect(token)` for somebody; closed at the end."""
    with ExitStack() as stack:

        def go(token: str = ""):
            module, site = generated("client"), live_server.url
            made = module.AuthenticatedClient(site, token) if token else module.Client(site)
            return stack.enter_context(made)

        yield go


@pytest.fixture
def call(generated):
    """`call("account.auth_login_create", client=…)`: the typed answer of one operation; its status must be good."""

    def go(operation, *ids, **options):
        answer = generated(f"api.{operation}").sync_detailed(*ids, **options)
        assert answer.status_code < 300, answer.content
        return answer.parsed

    return go


def key_in_the_mail() -> str:
    words = " ".join(sent.body for sent in mail.outbox).split()
    address = next(word for word in words if "confirm-email" in word)
    return address.rstrip("/").rpartition("/")[2]


def test_sign_up_to_certificate(generated, call, connect, settings):
    settings.EMAIL_BACKEND = "lms_site.mail.OutboxEmailBackend"
    course = make_course(title="Batik", lessons=2)
    models = generated("models")
    nobody = connect()
    who = {"email": "sari@example.com", "password": "kopi-tubruk-pagi"}

    call("account.auth_register_create", client=nobody, body=models.RegisterBodyRequest(**who, display_name="Sari"))
    key = models.VerifyEmailBodyRequest(key=key_in_the_mail())
    call("account.auth_verify_email_create", client=nobody, body=key)
    tokens = call("account.auth_login_create", client=nobody, body=models.LoginBodyRequest(**who)).data
    sari = connect(tokens.access_token)

    (card,) = call("courses.courses_list", client=sari, search="batik").data
    assert (card.id, card.title) == (course.pk, "Batik")
    run = call("learning.courses_enroll_create", card.id, client=sari).data
    assert run.course.id == card.id

    lessons = call("lessons.courses_lessons_list", card.id, client=sari).data
    assert [lesson.title for lesson in lessons] == ["Lesson 1.1", "Lesson 1.2"]
    for lesson in lessons:
        (block,) = call("lessons.lessons_retrieve", lesson.id, client=sari).data.body
        assert isinstance(block, models.ParagraphBlock)
        assert block.value.startswith("<p>Text of lesson")
        done = call("lessons.lessons_complete_create", lesson.id, client=sari).data
    assert done.is_course_completed

    (certificate,) = call("certificates.certificates_list", client=sari).data
    check = call("certificates.certificates_verify_retrieve", certificate.id, client=nobody).data
    assert check.is_valid
    assert check.recipient_name == "Sari"


def test_visitor_fills_a_cart_signs_in_and_buys(generated, call, connect):
    course, models = make_paid_course(2000, title="Batik"), generated("models")
    added = call("shop.cart_items_create", client=connect(), body=models.AddItemRequest(course=course.pk)).data
    sari = connect(api_client(UserFactory()).tokens["access_token"])

    cart = call("shop.cart_merge_create", client=sari, body=models.MergeRequest(cart_key=added.cart_key)).data
    assert (cart.sums.total.amount, cart.sums.total.currency) == ("20.00", "USD")
    order = call("shop.orders_create", client=sari, body=models.PlaceOrderRequest(fingerprint=cart.fingerprint)).data
    payable = call("shop.orders_pay_create", order.number, client=sari, body=models.PayBodyRequest()).data
    assert (payable.gateway, payable.state) == ("sandbox", "waiting")
    notify(Payment.objects.get())

    assert call("shop.orders_retrieve", order.number, client=sari).data.status == "paid"
    (run,) = call("learning.enrollments_list", client=sari).data
    assert run.course.id == course.pk


def test_errors_are_typed_too(generated, connect):
    nobody = connect()

    answer = generated("api.account.auth_profile_retrieve").sync_detailed(client=nobody)

    assert answer.status_code == 401
    assert answer.parsed.error.code == "NOT_AUTHENTICATED"
    assert answer.parsed.success is False


def test_invoice_comes_as_a_typed_file(generated, call, connect):
    [invoice] = make_invoices(1, user=UserFactory())
    buyer = connect(api_client(invoice.order.user).tokens["access_token"])

    (paper,) = call("shop.invoices_list", client=buyer).data
    file = call("shop.invoices_pdf_retrieve", paper.id, client=buyer)

    assert (paper.number, paper.total.amount) == (invoice.number, "119.00")
    assert file.payload.read().startswith(b"%PDF")
