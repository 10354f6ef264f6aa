"""Who may see a page at all, as Wagtail's privacy settings say."""

from django.utils.functional import cached_property


class RestrictionsOnce:
    """Looks the restrictions of a page up once: Wagtail asks before it serves, we before we keep what was served."""

    def get_view_restrictions(self):
        """Wagtail's queryset of the restrictions on this page and those above, the same one every time."""
        return self._view_restrictions

    @cached_property
    def _view_restrictions(self):
        return super().get_view_restrictions()
