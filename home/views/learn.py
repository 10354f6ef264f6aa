"""The learner's dashboard."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.models import CourseSummary
from catalog.queries.paths import path_cards
from catalog.queries.wishes import recently_viewed
from classroom.queries.coming_up import coming_up
from home.queries import learning_cards, recommended_courses

RECOMMENDED = 3
COMING_UP = 3


@never_cache
@require_safe
@login_required
def learn(request: HttpRequest) -> HttpResponse:
    """The one next step first, then what comes up, then the courses under way and those completed."""
    cards = learning_cards(request.user)
    recent = recently_viewed(request.user, without=[card.course_key for card in cards])
    active = [card for card in cards if not card.is_completed]
    context = {
        "next_card": next((card for card in active if card.next_url), None),
        "active": active,
        "finished": [card for card in cards if card.is_completed],
        "recent": recent,
        "paths": path_cards(request.user),
        "coming_up": coming_up(request.user, now=timezone.now(), most=COMING_UP),
        "recommended": _unseen(recommended_courses(request.user, cards, RECOMMENDED + len(recent)), recent),
    }
    return render(request, "home/learn.html", context)


def _unseen(cards: list[CourseSummary], recent: list[CourseSummary]) -> list[CourseSummary]:
    """Recommendations that do not repeat what stands above them."""
    shown = {card.pk for card in recent}
    return [card for card in cards if card.pk not in shown][:RECOMMENDED]
