from .email import AddEmailForm, ResetPasswordForm
from .profile import ProfileForm
from .sign_in import LoginForm, RequestLoginCodeForm
from .sign_up import SignupForm

__all__ = [
    "AddEmailForm",
    "LoginForm",
    "ProfileForm",
    "RequestLoginCodeForm",
    "ResetPasswordForm",
    "SignupForm",
]
