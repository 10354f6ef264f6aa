"""What the site itself adds to the CMS."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from lms_site.cms.mail import MailViewSet, policy
from lms_site.models import OutgoingMail

register_permission_policy(OutgoingMail, policy)


@hooks.register("register_admin_viewset")
def mail_viewset():
    return MailViewSet()
