"""Who may do what with the rows that the site itself writes."""

from wagtail.permission_policies import ModelPermissionPolicy


class SeeAndRetryPolicy(ModelPermissionPolicy):
    """Whoever holds the permission may look, and try again; adding and deleting is nobody's."""

    def user_has_permission(self, user, action):
        return action in ("view", "change") and super().user_has_permission(user, action)
