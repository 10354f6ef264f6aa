"""A person's calendar: its dates, the same as a file, and the address of the feed."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAcceptable, ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response

from classroom.calendar_span import FIRST_YEAR, LAST_YEAR
from classroom.queries.calendar import calendar_of
from classroom.queries.feeds import feed_url
from classroom.services.feeds import renew_feed
from classroom.views.feed import own_calendar
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import calendar_examples as examples
from .batches import TAG
from .calendar_serializers import EntrySerializer, FeedSerializer

ICS = "text/calendar"
USUAL, MOST = timedelta(days=31), timedelta(days=400)
BOUNDS = [
    OpenApiParameter(
        "from",
        OpenApiTypes.STR,
        description="A day, or a moment with its offset: entries that begin from then on. Default: now.",
    ),
    OpenApiParameter(
        "until",
        OpenApiTypes.STR,
        description="In the same form: entries that begin before. Default: 31 days later; at most 400 days.",
    ),
]


class CalendarView(ApiView):
    """The dates of all batches of the caller."""

    serializer_class = EntrySerializer

    @extend_schema(tags=[TAG], summary="List one's dates", parameters=BOUNDS, examples=[examples.ENTRY])
    def get(self, request):
        """Of batches in which one learns or teaches, in order. Whole days count by the offset of `from`."""
        now = timezone.now()
        since, until = read_bounds(request.query_params, now)
        page = self.paginate_queryset(calendar_of(request.user, since=since, until=until, now=now))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class IcsToo(DefaultContentNegotiation):
    """`Accept: text/calendar` is as good as JSON; errors are JSON for both."""

    def select_renderer(self, request, renderers, format_suffix=None):
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            if ICS not in request.headers.get("Accept", ""):
                raise
            return renderers[0], renderers[0].media_type


class CalendarFileView(ApiView):
    """The dates of the caller as a file."""

    serializer_class = None
    pagination_class = None
    content_negotiation_class = IcsToo
    throttle_scope = "calendar"

    @extend_schema(
        tags=[TAG],
        summary="Download one's calendar",
        responses={(200, ICS): OpenApiTypes.BINARY},
        examples=[examples.FILE],
    )
    def get(self, request):
        """The same as the feed, for programs with a token: 90 days back, 400 ahead, without envelope."""
        return own_calendar(request, request.user)


class FeedView(ApiView):
    """The address of one's feed."""

    serializer_class = FeedSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG], summary="Read the address of one's calendar", operation_id="calendar_feed", examples=[examples.FEED]
    )
    def get(self, request):
        """It needs no token: whoever has it can read the calendar, and nothing else."""
        return Response({"url": feed_url(request.user)})

    @extend_schema(
        tags=[TAG],
        summary="Take a new address for one's calendar",
        operation_id="calendar_feed_renew",
        request=None,
        responses={200: FeedSerializer},
        examples=[examples.FEED],
    )
    def post(self, request):
        """The addresses before it lead nowhere from now on."""
        renew_feed(user=request.user)
        return Response({"url": feed_url(request.user)})


def read_bounds(params, now: datetime) -> tuple[datetime, datetime]:
    """From when until when dates are asked for, both aware. Raises ValidationError."""
    since = _moment("from", params) or now
    until = _moment("until", params) or since + USUAL
    if not since < until <= since + MOST:
        raise ValidationError({"until": [_("Must be after the beginning, by at most 400 days.")]})
    return since, until


def _moment(name: str, params) -> datetime | None:
    written = params.get(name)
    if written is None:
        return None
    try:
        moment = parse_datetime(written)
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError({name: [_("Write a day as 2026-03-01, or a moment as 2026-03-01T09:00:00+07:00.")]})
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)


urlpatterns = [
    path("calendar/", CalendarView.as_view()),
    path("calendar.ics", CalendarFileView.as_view()),
    path("calendar/feed/", FeedView.as_view()),
]
