"""Acts on several people at once in the list of the CMS."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from accounts.cms.user_form import ROLE_CHOICES
from accounts.keeping import must_be_kept
from accounts.services.roles import assign_role


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)


class _OnOthers:
    """Not on oneself, so that nobody locks themselves out; on superusers by superusers alone."""

    def check_perm(self, obj):
        actor = self.request.user
        is_protected = obj == actor or (obj.is_superuser and not actor.is_superuser)
        return not is_protected and super().check_perm(obj)


class SetRoleBulkAction(_OnOthers, AssignRoleBulkAction):
    """One role, by the service, in place of one group more."""

    form_class = RoleForm

    def get_execution_context(self):
        return {"role": self.cleaned_form.cleaned_data["role"], "actor": self.request.user}

    @classmethod
    def execute_action(cls, objects, role=None, actor=None, **kwargs):
        for user in objects:
            assign_role(user=user, role=role, actor=actor)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return _("The role is changed.")


class SwitchBulkAction(_OnOthers, SetActiveStateBulkAction):
    pass


class DeletePeopleBulkAction(DeleteBulkAction):
    """All or nobody: who must be kept is named, and nothing is deleted."""

    def prepare_action(self, objects, objects_without_access):
        kept = [user for user in objects if must_be_kept(user)]
        if not kept:
            return super().prepare_action(objects, objects_without_access)
        names = ", ".join(str(user) for user in kept)
        text = gettext("Records that must be kept name these people, so nobody was deleted: %(names)s.")
        messages.error(self.request, text % {"names": names})
        return redirect(self.next_url)
