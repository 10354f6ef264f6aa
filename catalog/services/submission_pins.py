"""Keeps what was handed in as it was, while its author goes on writing."""

from django.db import transaction
from wagtail.models import Page, Revision

from catalog.models import SubmissionItem


@transaction.atomic
def keep_submitted_version(revision: Revision) -> None:
    """Give submissions their own copy of a revision that is about to be replaced in place.

    The editor saves by itself and then writes its last revision anew, under the same number. The copy
    keeps text, person and moment of what was handed in, so that it comes before the new text in the history.
    """
    items = SubmissionItem.objects.select_for_update().filter(revision_id=revision.pk)
    pins = list(items.values_list("pk", flat=True))
    if not pins:
        return
    copy = Revision.objects.get(pk=revision.pk)
    copy.pk = None
    copy._state.adding = True
    copy.save()
    SubmissionItem.objects.filter(pk__in=pins).update(revision=copy)
    Page.objects.filter(live_revision_id=revision.pk).update(live_revision=copy)
