"""The demo's batch talks."""

import pytest
from django.utils import timezone

from classroom.models import BatchAnnouncement, CourseBatch, Material
from classroom.queries.classwork import classwork_of
from home.demo import classroom
from home.services.demo_load import load_demo
from lms_site.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_stream_has_something_pinned_said_and_still_to_come():
    rows = BatchAnnouncement.objects.filter(batch__name=classroom.NAME)
    assert rows.filter(published_at__isnull=False).count() == 4
    assert rows.get(is_pinned=True).comments.count() == 5
    assert rows.get(published_at=None).publish_at > timezone.now()
    assert not OutgoingMail.objects.filter(key__startswith="batch-announcement:").exists()


def test_classwork_has_two_topics_and_a_file():
    batch = CourseBatch.objects.get(name=classroom.NAME)
    rooms = classwork_of(batch)
    assert [len(room.works) for room in rooms] == [2, 3]
    file = rooms[0].works[1].row.files.get()
    with file.file.open() as kept:
        assert kept.read().startswith(b"Day,")


def test_loading_again_says_nothing_twice():
    before = (BatchAnnouncement.objects.count(), Material.objects.count())
    load_demo()
    assert (BatchAnnouncement.objects.count(), Material.objects.count()) == before
