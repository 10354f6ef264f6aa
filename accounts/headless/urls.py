"""Addresses below /_allauth/app/v1/ that stand in for allauth's own."""

from allauth.headless.constants import Client
from django.urls import path

from . import views

VIEWS = {
    "auth/login": views.LoginView,
    "auth/signup": views.SignupView,
    "auth/code/request": views.RequestLoginCodeView,
    "auth/password/request": views.RequestPasswordResetView,
    "auth/password/reset": views.ResetPasswordView,
    "account/password/change": views.ChangePasswordView,
}
urlpatterns = [path(address, view.as_api_view(client=Client.APP)) for address, view in VIEWS.items()]
