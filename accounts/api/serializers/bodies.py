"""What is sent to sign up and in, for tokens and passwords."""

from rest_framework import serializers

from lms_site.api.serializers import StrictSerializer

LONGEST_PASSWORD = 4096
LONGEST_TOKEN = 4096


class PasswordField(serializers.CharField):
    """Taken as it is, spaces included."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_PASSWORD, trim_whitespace=False, **kwargs)


class RegisterBody(StrictSerializer):
    email = serializers.EmailField(max_length=254)
    password = PasswordField()
    display_name = serializers.CharField(max_length=120)
    terms = serializers.BooleanField(
        default=False, help_text="That the person accepts the legal texts in force; required when there are any."
    )


class LoginBody(StrictSerializer):
    email = serializers.EmailField(max_length=254)
    password = PasswordField()


class SecondFactorBody(StrictSerializer):
    session_token = serializers.CharField(max_length=100, help_text="From the details of SECOND_FACTOR_REQUIRED.")
    code = serializers.CharField(max_length=100, help_text="Of the authenticator app, or a recovery code.")


class RefreshBody(StrictSerializer):
    refresh_token = serializers.CharField(max_length=LONGEST_TOKEN)


class EmailBody(StrictSerializer):
    email = serializers.EmailField(max_length=254)


class VerifyEmailBody(StrictSerializer):
    key = serializers.CharField(max_length=500, help_text="The last part of the address in the mail.")


class ResetPasswordBody(StrictSerializer):
    key = serializers.CharField(max_length=500, help_text="The last part of the address in the mail.")
    password = PasswordField()


class ChangePasswordBody(StrictSerializer):
    current_password = PasswordField(
        required=False, allow_blank=True, default="", help_text="Left out only by who has no password yet."
    )
    new_password = PasswordField()
