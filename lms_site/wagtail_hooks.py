"""What the site itself adds to the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from lms_site.autosave import begin_autosave
from lms_site.cms import mail, outbox
from lms_site.models import OutboxEvent, OutgoingMail

register_permission_policy(OutgoingMail, mail.policy)
register_permission_policy(OutboxEvent, outbox.policy)

hooks.register("before_edit_page", begin_autosave)


@hooks.register("insert_global_admin_css")
def style_of_own_pages():
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("register_admin_viewset")
def mail_viewset():
    return mail.MailViewSet()


@hooks.register("register_admin_viewset")
def outbox_viewset():
    return outbox.OutboxViewSet()
