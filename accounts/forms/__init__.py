from .email import AddEmailForm
from .passwords import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm
from .profile import ProfileForm
from .second_factor import ActivateTOTPForm, AuthenticateForm, ReauthenticateCodeForm
from .sign_in import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm, RequestLoginCodeForm
from .sign_up import SignupForm, SignupRules

__all__ = [
    "ActivateTOTPForm",
    "AddEmailForm",
    "AuthenticateForm",
    "ChangePasswordForm",
    "ConfirmLoginCodeForm",
    "LoginForm",
    "ProfileForm",
    "ReauthenticateCodeForm",
    "ReauthenticateForm",
    "RequestLoginCodeForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
    "SignupForm",
    "SignupRules",
]
