"""Addresses under /api/v1/ that belong to accounts."""

from django.urls import URLPattern, URLResolver, path

from accounts.api.views import addresses, forgotten, passwords, profile, sessions, sign_in, sign_up

urlpatterns: list[URLPattern | URLResolver] = [
    path("auth/register/", sign_up.RegisterView.as_view(), name="register"),
    path("auth/verify-email/", addresses.VerifyEmailView.as_view(), name="verify_email"),
    path("auth/resend-verification/", addresses.ResendVerificationView.as_view(), name="resend_verification"),
    path("auth/login/", sign_in.LoginView.as_view(), name="login"),
    path("auth/second-factor/", sign_in.SecondFactorView.as_view(), name="second_factor"),
    path("auth/refresh/", sessions.RefreshView.as_view(), name="refresh"),
    path("auth/logout/", sessions.LogoutView.as_view(), name="logout"),
    path("auth/profile/", profile.ProfileView.as_view(), name="profile"),
    path("auth/change-password/", passwords.ChangePasswordView.as_view(), name="change_password"),
    path("auth/forgot-password/", forgotten.ForgotPasswordView.as_view(), name="forgot_password"),
    path("auth/reset-password/", forgotten.ResetPasswordView.as_view(), name="reset_password"),
]
