"""Addresses of the person's own pages and of the legal texts.

They are mounted before allauth's and the CMS's, because some of them stand in for theirs.
"""

from django.urls import include, path

from accounts.cms.account import CmsAccountView, admin_page
from accounts.views import account, legal, seeing, sign_in

own_pages = (
    [
        path("", account.overview, name="overview"),
        path("profile/", account.profile, name="profile"),
        path("activity/", account.activity, name="activity"),
        path("seeing/stop/", seeing.stop_seeing, name="stop_seeing"),
        path("consent/", legal.consent, name="consent"),
        path("sessions/<int:session_id>/end/", account.end_session, name="end_session"),
    ],
    "accounts",
)

urlpatterns = [
    path("accounts/login/", sign_in.SignInView.as_view(), name="account_login"),
    path("accounts/", include(own_pages)),
    path("legal/<slug:kind>/", legal.legal, name="legal"),
    path("cms/login/", sign_in.StaffSignInView.as_view(), name="wagtailadmin_login"),
    path("cms/account/", admin_page(CmsAccountView.as_view()), name="wagtailadmin_account"),
]
