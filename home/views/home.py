"""What the first page shows."""

from catalog.models import CourseSummary
from home.queries import learning_cards, learning_paths, main_categories, site_numbers


def home_context(user) -> dict:
    """Continue where you were, new and loved courses, categories, paths, and honest numbers."""
    cards = [card for card in learning_cards(user) if not card.is_completed and not card.is_closed]
    return {
        "continue_cards": cards[:3],
        "new_courses": list(CourseSummary.objects.order_by("-published_at", "pk")[:6]),
        "popular_courses": list(CourseSummary.objects.order_by("-learner_count", "pk")[:3]),
        "categories": main_categories(),
        "paths": learning_paths(),
        "stats": site_numbers(),
    }
