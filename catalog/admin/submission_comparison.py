"""What a submission changes, page by page: Wagtail's own comparison of the pinned version with the live one.

Everything is read for all pages together, so that forty pages cost as many queries as one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.admin.compare import ChildRelationComparison, ForeignObjectComparison
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Page

from catalog.blocks.preloading import Things, preloaded
from catalog.models import SubmissionItem


@dataclass
class ReviewedPage:
    """A page of a submission as the review shows it. `before` is None for a page that is new."""

    item: SubmissionItem
    before: Any = None
    after: Any = None
    comments: list[Comment] = field(default_factory=list)
    differences: list[Any] = field(default_factory=list)

    @property
    def noted_fields(self) -> list[tuple[str, str]]:
        """Name and label of the changed fields beside which a note can stand."""
        return [(shown.field.name, shown.field_label()) for shown in self.differences if shown.is_field]

    @property
    def has_gone(self) -> bool:
        return self.item.page_id is None or (self.item.is_published_with_it and self.after is None)


def reviewed_pages(items: Iterable[SubmissionItem]) -> list[ReviewedPage]:
    """The pages of a submission with both versions and the open comments; see `compare` for the rest.

    `items` come with page and revision.
    """
    rows = [ReviewedPage(item) for item in items]
    ids = [row.item.page_id for row in rows if row.item.page_id]
    specific = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific()}
    comments = _comments_of(ids)
    for row in rows:
        page = specific.get(row.item.page_id)
        row.comments = comments[row.item.page_id]
        if page is not None and row.item.is_published_with_it and row.item.revision:
            row.after = _as_submitted(page, row.item.revision.content)
            row.before = page if page.live else None
    _read_children([row.before for row in rows if row.before is not None])
    return rows


def _comments_of(page_ids: list[int]) -> dict[int | None, list[Comment]]:
    open_ones = Comment.objects.filter(page_id__in=page_ids, resolved_at=None).select_related("user")
    found = defaultdict(list)
    for comment in open_ones.prefetch_related("replies__user").order_by("pk"):
        found[comment.page_id].append(comment)
    return found


def _as_submitted(page: Page, content: dict) -> Page:
    """The page as it was handed in; without the look at each key that `as_object` takes."""
    made = type(page).from_serializable_data({**content, COMMENTS_RELATION_NAME: []}, check_fks=False)
    made.pk, made.path, made.depth, made.live = page.pk, page.path, page.depth, page.live
    return made


def _read_children(pages: list[Any]) -> None:
    """Attachments, instructors and tags of the live pages, with a query a kind."""
    by_model = defaultdict(list)
    for page in pages:
        by_model[type(page)].append(page)
    for model, same in by_model.items():
        for relation in get_all_child_relations(model):
            if relation.get_accessor_name() != COMMENTS_RELATION_NAME:
                _read_relation(same, relation)


def _read_relation(pages: list[Any], relation: Any) -> None:
    key = relation.field.attname
    rows = defaultdict(list)
    ordering = relation.related_model._meta.ordering or ["pk"]
    children = relation.related_model._default_manager.filter(**{f"{key}__in": [page.pk for page in pages]})
    for child in children.order_by(*ordering):
        rows[getattr(child, key)].append(child)
    for page in pages:
        setattr(page, relation.get_accessor_name(), rows[page.pk])


def compare(request: HttpRequest, rows: list[ReviewedPage]) -> AbstractContextManager[Things]:
    """A context within which the `differences` of the rows can be rendered; it fills them in."""
    return _Comparing(request, rows)


class _Comparing(AbstractContextManager):
    def __init__(self, request: HttpRequest, rows: list[ReviewedPage]) -> None:
        self.request = request
        self.rows = [row for row in rows if row.after is not None]

    def __enter__(self) -> Things:
        pages = [page for row in self.rows for page in (row.before, row.after) if page is not None]
        holders = [*pages, *(child for page in pages for child in _children_of(page))]
        self.preloading = preloaded(pages, [key for holder in holders for key in _keys_of(holder)])
        things = self.preloading.__enter__()
        for holder in holders:
            _give(holder, things)
        handlers: dict[type, list[Any]] = {}
        for row in self.rows:
            model = type(row.after)
            if model not in handlers:
                handlers[model] = _comparisons_of(row.after, self.request)
            row.differences = _differences(handlers[model], row, things)
        return things

    def __exit__(self, *error) -> None:
        self.preloading.__exit__(*error)


def _comparisons_of(page: Page, request: HttpRequest) -> list[Any]:
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    return panel.get_comparison()


def _differences(comparisons: list[Any], row: ReviewedPage, things: Things) -> list[Any]:
    before = row.before if row.before is not None else _empty_like(row.after)
    found = (comparison(before, row.after) for comparison in comparisons)
    return [_with_known(difference, things) for difference in found if difference.has_changed()]


def _empty_like(page: Page) -> Page:
    """A page without words: everything about a new one is an addition."""
    empty = type(page)(title="", slug="")
    for plain in type(page)._meta.concrete_fields:
        # A new page did not change what the model begins with: nothing to cross out.
        if plain.has_default() and not plain.is_relation and _value(plain, empty) != _value(plain, page):
            setattr(empty, plain.name, "")
    for relation in get_all_child_relations(type(page)):
        setattr(empty, relation.get_accessor_name(), [])
    return empty


def _value(plain: Field, page: Page) -> Any:
    return plain.value_from_object(page)


def _with_known(difference: Any, things: Things) -> Any:
    """Let comparisons of keys, and of rows with keys, take what was read for all pages together."""
    if isinstance(difference, ForeignObjectComparison):
        known = things.get(difference.field.related_model, {})
        difference.get_objects = lambda: (known.get(difference.val_a), known.get(difference.val_b))
    elif isinstance(difference, ChildRelationComparison):
        difference.field_comparisons = [_knowing(make, things) for make in difference.field_comparisons]
    return difference


def _knowing(make: Callable[..., Any], things: Things) -> Callable[..., Any]:
    return lambda before, after: _with_known(make(before, after), things)


def _children_of(page: Any) -> list[Any]:
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(page))]
    return [child for name in names if name != COMMENTS_RELATION_NAME for child in getattr(page, name).all()]


def _keys(holder: Any) -> list[ForeignKey]:
    """Keys to what the holder shows: cover, film, category, file, person; not to the page it belongs to."""
    own = [f for f in holder._meta.get_fields() if isinstance(f, ForeignKey) and f.model is type(holder)]
    return [f for f in own if not f.remote_field.parent_link and not isinstance(f, ParentalKey)]


def _keys_of(holder: Any) -> list[tuple[type[Model], int]]:
    keys = [(f.related_model, getattr(holder, f.attname)) for f in _keys(holder)]
    return [(model, key) for model, key in keys if key is not None]


def _give(holder: Any, things: Things) -> None:
    for key in _keys(holder):
        thing = things.get(key.related_model, {}).get(getattr(holder, key.attname))
        if thing is not None:
            setattr(holder, key.name, thing)
