"""What the first page shows."""

from home.queries import (
    courses_with_batches,
    learning_cards,
    learning_paths,
    main_categories,
    most_taken_courses,
    newest_courses,
    site_numbers,
)


def home_context(user) -> dict:
    """Continue where you were, new and loved courses, categories, paths, and honest numbers."""
    cards = [card for card in learning_cards(user) if not card.is_completed and not card.is_closed]
    return {
        "continue_cards": cards[:3],
        "new_courses": newest_courses(),
        "batch_courses": courses_with_batches(),
        "popular_courses": most_taken_courses(),
        "categories": main_categories(),
        "paths": learning_paths(),
        "stats": site_numbers(),
    }
