"""Addresses of calendar feeds, and whose they are."""

from django.core.signing import BadSignature
from django.urls import reverse

from accounts.models import User
from classroom.feed_tokens import feed_token, read_feed_token
from classroom.models import CalendarFeed
from lms_site.links import absolute_url


def feed_url(user: User) -> str:
    """The address under which programs read the calendar of `user`; whoever has it sees the calendar. One query."""
    generations = CalendarFeed.objects.filter(user=user).values_list("generation", flat=True)
    return absolute_url(reverse("classroom:feed", args=[feed_token(user.pk, generations.first() or 0)]))


def holder_of(token: str) -> int | None:
    """The id of the person for whom a token was signed, whether it still counts or not. No query."""
    try:
        return read_feed_token(token)[0]
    except BadSignature:
        return None


def feed_owner(token: str) -> User | None:
    """Whose calendar a token opens; None when forged, given up, or of somebody who may not sign in. One query."""
    try:
        user_id, generation = read_feed_token(token)
    except BadSignature:
        return None
    person = User.objects.select_related("calendar_feed").filter(pk=user_id, is_active=True).first()
    if person is None:
        return None
    feed = getattr(person, "calendar_feed", None)
    return person if generation == (feed.generation if feed else 0) else None
