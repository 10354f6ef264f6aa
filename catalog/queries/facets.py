"""Counts beside each filter of the catalog, and the chips of the filters chosen."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.models import Category
from catalog.models.course import Delivery
from catalog.queries.filters import DURATIONS, FACETS, RATINGS, Filters, facet_titles, option_labels


@dataclass(frozen=True, slots=True)
class FacetOption:
    value: str
    label: str
    count: int
    is_selected: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    options: list[FacetOption]


@dataclass(frozen=True, slots=True)
class SortOption:
    label: str
    is_selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    remove_url: str


FACT_FIELDS = ("category_id", "level", "language", "price_minor", "minutes", "delivery", "rating_mean")


@dataclass(frozen=True, slots=True)
class Fact:
    """The filterable facts of one course."""

    pk: int
    category_id: int | None
    level: str
    language: str
    price_minor: int
    minutes: int
    delivery: str
    rating_mean: Decimal | None = None


class CategoryTree:
    """Categories with their ancestors at hand, from one query."""

    def __init__(self, categories: list[Category]):
        self.by_id = {category.pk: category for category in categories}
        roots = [category for category in categories if category.parent_id is None]
        self.ordered = [
            (category, depth)
            for root in roots
            for category, depth in [(root, 0), *((c, 1) for c in categories if c.parent_id == root.pk)]
        ]

    def slugs_above(self, category_id: int | None) -> tuple[str, ...]:
        """The slug of a category and those of its ancestors."""
        slugs = []
        while category_id in self.by_id:
            slugs.append(self.by_id[category_id].slug)
            category_id = self.by_id[category_id].parent_id
        return tuple(slugs)


def facet_values(fact: Fact, tree: CategoryTree) -> dict[str, tuple[str, ...]]:
    """The values under which one course is counted."""
    return {
        "category": tree.slugs_above(fact.category_id),
        "level": (fact.level,),
        "language": (fact.language,),
        "price": ("paid" if fact.price_minor else "free",),
        "rating": tuple(name for name, least in RATINGS.items() if (fact.rating_mean or 0) >= least),
        "duration": tuple(name for name, bounds in DURATIONS.items() if within(fact.minutes, bounds)),
        "delivery": delivery_values(fact.delivery),
    }


def delivery_values(delivery: str) -> tuple[str, ...]:
    """A course that is taken both ways counts under each of them."""
    if delivery == Delivery.BOTH:
        return tuple(Delivery.values)
    return (delivery,)


def within(value: int, bounds: tuple[int, int | None]) -> bool:
    low, high = bounds
    return value >= low and (high is None or value <= high)


def count_matches(keys: dict[int, dict], chosen: dict) -> tuple[list[int], dict[str, Counter]]:
    """Ids of the courses that match, and per facet how many courses one would see with each of its values.

    Values of one facet are alternatives, different facets are all required. A facet's own choice is set
    aside in its counts, so a course that misses in that one facet alone counts there.
    """
    hits: list[int] = []
    counts: dict[str, Counter] = {name: Counter() for name in FACETS}
    for pk, values in keys.items():
        missed = [name for name, wanted in chosen.items() if not any(value in wanted for value in values[name])]
        if not missed:
            hits.append(pk)
        if len(missed) <= 1:
            for name in missed or FACETS:
                for value in values[name]:
                    counts[name][value] += 1
    return hits, counts


def build_facets(counts: dict[str, Counter], filters: Filters, tree: CategoryTree) -> list[Facet]:
    """The facets that help to choose, with their counts."""
    labels = option_labels()
    titles = facet_titles()
    facets = []
    for name in FACETS:
        rows = (
            [(category.slug, category.name, depth) for category, depth in tree.ordered]
            if name == "category"
            else [(value, label, 0) for value, label in labels[name].items()]
        )
        options = [_option(filters, name, row, counts[name]) for row in rows]
        shown = [option for option in options if option.count or option.is_selected]
        facets.append(Facet(name, titles[name], shown))
    return [facet for facet in facets if len(facet.options) > 1 or any(o.is_selected for o in facet.options)]


def _option(filters: Filters, name: str, row: tuple, counts: Counter) -> FacetOption:
    value, label, depth = row
    return FacetOption(value, label, counts[value], value in filters.chosen.get(name, ()), depth)


def build_chips(filters: Filters, base: str, tree: CategoryTree) -> list[Chip]:
    """One removable chip for each choice, the text first."""
    labels = option_labels() | {"category": {c.slug: c.name for c in tree.by_id.values()}}
    chips = [Chip(f"“{filters.query}”", filters.url(base, query=""))] if filters.query else []
    for name, values in filters.chosen.items():
        chips += [Chip(labels[name][value], filters.toggled(base, name, value)) for value in values]
    return chips


def sort_options(filters: Filters, base: str) -> list[SortOption]:
    labels = {
        "newest": _("Newest first"),
        "popular": _("Most learners"),
        "rating": _("Best rated"),
        "price": _("Lowest price"),
        "title": _("By title"),
    }
    return [SortOption(label, name == filters.sort, filters.url(base, sort=name)) for name, label in labels.items()]
