"""Sending the key that confirms an address once more."""

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.headless.base.views import APIView
from allauth.headless.internal.restkit.inputs import EmailField, Input
from allauth.headless.internal.restkit.response import APIResponse

from accounts.models.user import normalise_email


class EmailInput(Input):
    email = EmailField()


class ResendVerificationView(APIView):
    """One mail to whatever address is named, and one answer: a new key, or what there is to know instead."""

    input_class = EmailInput

    def post(self, request, *args, **kwargs):
        # As many a minute for an address as sign-ups, of which it is a part.
        refusal = ratelimit.consume_or_429(request, action="signup")
        if refusal:
            return refusal
        email = normalise_email(self.input.cleaned_data["email"])
        known = EmailAddress.objects.select_related("user").filter(email=email, user__email=email, user__is_active=True)
        address = known.first()
        is_waiting = address is not None and not address.verified
        # Without a person, the mail is the one for a known address that signs up again, or for an unknown one.
        send_verification_email_to_address(
            request,
            address if is_waiting else EmailAddress(user=None, email=email),
            signup=address is not None,
        )
        return APIResponse(request)
