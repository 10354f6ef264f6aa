"""The link by which somebody sets a first password, as allauth makes it for a forgotten one."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from accounts.models import User


def first_password_path(user: User) -> str:
    """Its path; it leads there for as long as links of a forgotten password do, and until a password is set."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
