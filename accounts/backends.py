"""Who is signed in, with the role: every page of a person asks for both."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When

from accounts.models import User
from accounts.roles import GROUP_OF_ROLE, ROLES, note_role
from lms_site.prepared import Prepared


def people_with_rank(pk: int) -> QuerySet[User]:
    """The user with that key; `role_rank` is the place of the highest of their groups in `ROLES`, or None."""
    order = [When(name=group, then=ROLES.index(role)) for role, group in GROUP_OF_ROLE.items()]
    groups = Group.objects.filter(user=OuterRef("pk"), name__in=GROUP_OF_ROLE.values())
    ranks = groups.annotate(rank=Case(*order, output_field=IntegerField())).order_by("rank").values("rank")
    return User.objects.filter(pk=pk).annotate(role_rank=Subquery(ranks[:1]))


PERSON = Prepared(people_with_rank, pk=IntegerField())


class PersonBackend(AuthenticationBackend):
    """allauth's way of signing in; for each later request it reads person and role in one query."""

    def get_user(self, user_id):
        """The active user with that key, or None."""
        user = next(iter(PERSON.rows(pk=user_id)), None)
        if user is None or not self.user_can_authenticate(user):
            return None
        note_role(user, user.role_rank)
        return user
