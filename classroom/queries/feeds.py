"""Addresses of calendar feeds, and whose they are."""

from django.urls import reverse

from accounts.models import User
from classroom.feed_tokens import feed_token
from classroom.models import CalendarFeed
from lms_site.links import absolute_url


def feed_url(user: User) -> str:
    """The address under which programs read the calendar of `user`; whoever has it sees the calendar. One query."""
    generations = CalendarFeed.objects.filter(user=user).values_list("generation", flat=True)
    return absolute_url(reverse("classroom:feed", args=[feed_token(user.pk, generations.first() or 0)]))


def feed_owner(user_id: int, generation: int) -> User | None:
    """Whose calendar a token opens; None when it was given up, or for somebody who may not sign in. One query."""
    person = User.objects.select_related("calendar_feed").filter(pk=user_id, is_active=True).first()
    if person is None:
        return None
    feed = getattr(person, "calendar_feed", None)
    return person if generation == (feed.generation if feed else 0) else None
