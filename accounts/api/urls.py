"""Addresses under /api/v1/ that belong to accounts."""

from django.urls import URLPattern, URLResolver, path

from accounts.api.views import passwords, profile, sign_in, sign_up

urlpatterns: list[URLPattern | URLResolver] = [
    path("auth/register/", sign_up.RegisterView.as_view(), name="register"),
    path("auth/verify-email/", sign_up.VerifyEmailView.as_view(), name="verify_email"),
    path("auth/resend-verification/", sign_up.ResendVerificationView.as_view(), name="resend_verification"),
    path("auth/login/", sign_in.LoginView.as_view(), name="login"),
    path("auth/second-factor/", sign_in.SecondFactorView.as_view(), name="second_factor"),
    path("auth/refresh/", sign_in.RefreshView.as_view(), name="refresh"),
    path("auth/logout/", sign_in.LogoutView.as_view(), name="logout"),
    path("auth/profile/", profile.ProfileView.as_view(), name="profile"),
    path("auth/change-password/", passwords.ChangePasswordView.as_view(), name="change_password"),
    path("auth/forgot-password/", passwords.ForgotPasswordView.as_view(), name="forgot_password"),
    path("auth/reset-password/", passwords.ResetPasswordView.as_view(), name="reset_password"),
]
