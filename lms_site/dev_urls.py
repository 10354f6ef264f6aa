"""Development pages under /dev/, mounted with DEBUG or demo data only."""

from django.urls import path

from lms_site.views.dev import error_design, mail_html, mail_list, mail_message

urlpatterns = [
    path("dev/mail/", mail_list, name="dev_mail"),
    path("dev/mail/<str:name>/", mail_message, name="dev_mail_message"),
    path("dev/mail/<str:name>/html/", mail_html, name="dev_mail_html"),
    path("dev/errors/<int:status>/", error_design, name="dev_error"),
]
