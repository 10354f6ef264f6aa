"""Who may see a page at all, as Wagtail's privacy settings say."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

DEEPEST = 6  # root, home, catalog, course, module, lesson


def with_restrictions(pages: PageQuerySet) -> PageQuerySet:
    """`pages`, each knowing whether it, or a page above it, is restricted or shows what stands elsewhere."""
    line = [Substr(OuterRef("path"), 1, Page.steplen * depth) for depth in range(1, DEEPEST + 1)]
    special = Q(view_restrictions__isnull=False) | Q(alias_of__isnull=False)
    return pages.annotate(may_be_restricted=Exists(Page.objects.filter(special, path__in=line)))


class RestrictionsOnce:
    """Looks the restrictions of a page up once: Wagtail asks before it serves, we before we keep what was served."""

    may_be_restricted = True  # as long as `with_restrictions` has not found that it is not

    def get_view_restrictions(self):
        """The restrictions on this page and those above, the same queryset every time.

        No query for a page that came by `with_restrictions` and has none, as nearly all.
        """
        return self._view_restrictions

    @cached_property
    def _view_restrictions(self):
        return super().get_view_restrictions() if self.may_be_restricted else PageViewRestriction.objects.none()
