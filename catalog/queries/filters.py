"""What a visitor of the catalog asks for, read from the query string and written back into addresses."""

from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import F
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.models.course import CourseLanguage, Delivery, Level

from .prices import price_now

MAX_QUERY = 100
SORTS = {
    "newest": ("-published_at", "pk"),
    "popular": ("-learner_count", "pk"),
    "rating": (F("rating_mean").desc(nulls_last=True), "-rating_count", "pk"),
    "price": (price_now(), "pk"),
    "title": ("title", "pk"),
}
DURATIONS = {"short": (0, 120), "medium": (121, 360), "long": (361, None)}
# The mean of a course must reach this.
RATINGS = {"4.5": Decimal("4.5"), "4": Decimal(4), "3": Decimal(3)}
FACETS = ("category", "level", "language", "price", "rating", "duration", "delivery")


@dataclass(frozen=True)
class Filters:
    """What a visitor asks for, reduced to what we know; hostile values simply do not count."""

    query: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "newest"

    def url(self, base: str, **changes) -> str:
        """The address of this choice with `changes`, pages left out."""
        chosen = {**self.chosen, **changes.get("chosen", {})}
        pairs = [("q", self.query)] if self.query and "query" not in changes else []
        pairs += [(name, value) for name in FACETS for value in chosen.get(name, ())]
        sort = changes.get("sort", self.sort)
        pairs += [("sort", sort)] if sort != "newest" else []
        return f"{base}?{urlencode(pairs)}" if pairs else base

    def toggled(self, base: str, name: str, value: str) -> str:
        current = self.chosen.get(name, ())
        values = tuple(v for v in current if v != value) if value in current else (*current, value)
        return self.url(base, chosen={name: values})


def option_labels() -> dict[str, dict[str, str]]:
    """Values and labels of the fixed facets, in the order in which they are shown."""
    return {
        "level": {value: str(label) for value, label in Level.choices},
        "language": {value: str(label) for value, label in CourseLanguage.choices},
        "price": {"free": _("Free"), "paid": _("Paid")},
        "rating": {value: _("%(stars)s and up") % {"stars": number_format(mean)} for value, mean in RATINGS.items()},
        "duration": {
            "short": _("Up to 2 hours"),
            "medium": _("2 to 6 hours"),
            "long": _("More than 6 hours"),
        },
        "delivery": {value: str(label) for value, label in Delivery.choices},
    }


def facet_titles() -> dict[str, str]:
    return {
        "category": _("Category"),
        "level": _("Level"),
        "language": _("Language"),
        "price": _("Price"),
        "rating": _("Rating"),
        "duration": _("Length"),
        "delivery": pgettext("how a course is taken", "Format"),
    }


def read_filters(params, category_slugs: set[str]) -> Filters:
    """Known values only, each once; the text is cut at 100 characters."""
    labels = option_labels()
    known = {name: set(values) for name, values in labels.items()} | {"category": category_slugs}
    chosen = {
        name: tuple(value for value in dict.fromkeys(params.getlist(name)) if value in known[name]) for name in FACETS
    }
    sort = params.get("sort", "newest")
    return Filters(
        query=clean_query(params),
        chosen={name: values for name, values in chosen.items() if values},
        sort=sort if sort in SORTS else "newest",
    )


def clean_query(params) -> str:
    """The text that is searched for: single blanks, no control characters that the database refuses, 100 at most."""
    return " ".join(params.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
