"""The catalog page: filters, counts, sorting, pages. Everything reads `CourseSummary`."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, Q, QuerySet

from catalog.models import Category, CourseSummary
from catalog.queries.counted import Counted
from catalog.queries.facets import (
    FACT_FIELDS,
    CategoryTree,
    Chip,
    Facet,
    Fact,
    SortOption,
    build_chips,
    build_facets,
    count_matches,
    facet_values,
    sort_options,
)
from catalog.queries.filters import SORTS, read_filters
from lms_site.prepared import Prepared

PER_PAGE = 24
RELATED_COUNT = 3


@dataclass(frozen=True, slots=True)
class CatalogResult:
    cards: list[CourseSummary]
    page_obj: Page
    total: int
    facets: list[Facet]
    chips: list[Chip]
    sorts: list[SortOption]
    query: str
    clear_url: str
    page_base: str

    @property
    def has_filters(self) -> bool:
        return bool(self.chips)


def search_catalog(params, base: str) -> CatalogResult:
    """The catalog for the query string `params` (a QueryDict); `base` is the catalog's address. Four queries."""
    categories = list(Category.objects.order_by("name"))
    filters = read_filters(params, {category.slug for category in categories})
    found = matching_text(CourseSummary.objects.all(), filters.query)
    facts = [Fact(*row) for row in found.values_list("pk", *FACT_FIELDS)]
    tree = CategoryTree(categories)
    keys = {fact.pk: facet_values(fact, tree) for fact in facts}
    hits, counts = count_matches(keys, filters.chosen)
    rows = CourseSummary.objects.filter(pk__in=hits).order_by(*SORTS[filters.sort])
    page = Paginator(Counted(rows, len(hits)), PER_PAGE).get_page(params.get("page"))
    return CatalogResult(
        cards=list(page.object_list),
        page_obj=page,
        total=len(hits),
        facets=build_facets(counts, filters, tree),
        chips=build_chips(filters, base, tree),
        sorts=sort_options(filters, base),
        query=filters.query,
        clear_url=base,
        page_base=filters.url(base),
    )


def matching_text(rows: QuerySet, query: str) -> QuerySet:
    """Every word must stand in title, subtitle or names of instructors."""
    condition = Q()
    for word in query.lower().split()[:8]:
        condition &= Q(search_text__contains=word)
    return rows.filter(condition)


RELATED: Prepared = Prepared(
    lambda category, locale, pk: (
        CourseSummary.objects.filter(category_id=category, locale_id=locale)
        .exclude(pk=pk)
        .order_by("-learner_count", "pk")[:RELATED_COUNT]
    ),
    category=IntegerField(),
    locale=IntegerField(),
    pk=IntegerField(),
)


def related_courses(summary: CourseSummary) -> list[CourseSummary]:
    """Other courses of the same category, the most visited first; one query, none without a category."""
    if summary.category_id is None:
        return []
    return RELATED.rows(category=summary.category_id, locale=summary.locale_id, pk=summary.pk or 0)


def summaries_of_path(path) -> list[CourseSummary]:
    """The live courses of a learning path, in its order; two queries."""
    order = [row.course_id for row in path.path_courses.all()]
    found = {row.course_id: row for row in CourseSummary.objects.filter(course_id__in=order)}
    return [found[pk] for pk in order if pk in found]
