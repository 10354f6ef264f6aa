"""Sign-ins with a public password never reach a real site."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import LegalDocument, User
from catalog.models import CoursePage
from home.services.demo_load import DemoRefused, load_demo


def test_demo_is_refused_in_production_with_a_reason(db, settings):
    settings.DEBUG, settings.LMS_DEMO = False, False

    with pytest.raises(CommandError, match=r"public password.*development settings"):
        call_command("load_demo")

    assert not User.objects.exists()
    assert not CoursePage.objects.exists()
    assert not LegalDocument.objects.exists()


def test_demo_service_is_refused_as_well(db, settings):
    settings.DEBUG, settings.LMS_DEMO = False, False

    with pytest.raises(DemoRefused) as refusal:
        load_demo()

    assert refusal.value.code == "demo_refused"
