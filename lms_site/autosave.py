"""Keeps what somebody saved from being overwritten by the editor's own saving, begun a moment before.

The editor saves by itself while one writes, over the revision that it made last. Such a request may be on
its way when "Save draft" is pressed. If it comes in later, Wagtail refuses it as it asks for a revision
that is not the last any more: so what is saved by hand is always a revision of its own. If it came in
earlier and ends later, Wagtail does not notice: so it is compared once more when it writes.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision


def begin_autosave(request, page: Page) -> None:
    """Remember which draft an autosave (a POST that wants no HTML) began with.

    The browser's word counts: Wagtail reads the page and its draft one after the other, so what it has in hand
    may say that it is newer than what the browser had.
    """
    if request.method == "POST" and not request.accepts("text/html"):
        named = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id")
        loaded = page.latest_revision
        is_same = loaded is not None and named in (None, "", str(loaded.pk))
        page.autosave_began_with = (loaded.pk, loaded.created_at) if is_same else ()


class LateAutosaveMixin:
    """For pages: nothing that is saved by hand is lost to an autosave."""

    autosave_began_with = None

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """As Wagtail's. Raises PermissionDenied, which the editor expects, for an autosave that comes too late."""
        if self.autosave_began_with is None:
            overwrite_revision = None
        else:
            # Whoever saves changes this row: from here to the end nobody comes between.
            Page.objects.select_for_update().only("pk").get(pk=self.pk)
            if _last_saving(self) != self.autosave_began_with:
                raise PermissionDenied(_("This was saved in the meantime."))
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


def _last_saving(page: Page) -> tuple:
    """The newest revision and its moment (one's own last one is written over).

    From the revisions themselves: a draft's own row is written before its revision, from what was read earlier.
    """
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("-created_at")
    return revisions.values_list("pk", "created_at").first() or ()
