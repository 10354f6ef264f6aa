"""The list of people in the CMS, and who may edit whom there."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from accounts.cms.user_form import ROLE_CHOICES, CmsUserForm
from accounts.keeping import KEPT, must_be_kept
from accounts.roles import ROLE_GROUPS, role_of


class CmsUserFilterSet(users.UserFilterSet):
    """The groups to filter by are the roles; each course has a team group, which would bury them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.filters["group"]
        group.queryset = Group.objects.filter(name__in=ROLE_GROUPS)
        group.label = _("Role")
        del self.filters["is_superuser"]


class CmsUserIndexView(users.IndexView):
    search_fields = ["email", "display_name"]

    @cached_property
    def columns(self):
        roles = dict(ROLE_CHOICES)
        role = Column("role", label=_("Role"), accessor=lambda user: roles[role_of(user)].partition(":")[0])
        columns = [column for column in super().columns if column.name != "is_superuser"]
        columns[2].label = _("E-mail address")
        return [*columns[:3], role, *columns[3:]]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")


class _WithActor:
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user}


class CmsUserCreateView(_WithActor, users.CreateView):
    pass


class CmsUserEditView(_WithActor, users.EditView):
    """A superuser's account is edited by superusers alone: an admin would get their password."""

    def dispatch(self, request, *args, **kwargs):
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CmsUserDeleteView(users.DeleteView):
    """Whoever must be kept is not deleted: a sentence says why, and what to do instead."""

    def dispatch(self, request, *args, **kwargs):
        if users.user_can_delete_user(request.user, self.object) and must_be_kept(self.object):
            messages.error(request, KEPT)
            return redirect("wagtailusers_users:edit", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class CmsUserViewSet(users.UserViewSet):
    filterset_class = CmsUserFilterSet
    index_view_class = CmsUserIndexView
    add_view_class = CmsUserCreateView
    edit_view_class = CmsUserEditView
    delete_view_class = CmsUserDeleteView
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return CmsUserForm
