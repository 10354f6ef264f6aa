"""Acts on several people at once in the list of the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction

from accounts.cms.user_form import ROLE_CHOICES
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
