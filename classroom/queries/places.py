"""Finding somebody's place again after they were moved."""

from collections.abc import Iterator

from classroom.models import BatchMember


def place_of(*, batch_id: int, user_id: int) -> BatchMember | None:
    """The seat that somebody has by their place in this batch: there, or where they were moved to; None without one.

    A refund of an order asks it for the place that the order has given.
    """
    for place in _way(batch_id, user_id):
        if place.left_at is None:
            return place
    return None


def way_of(*, batch_id: int, user_id: int) -> list[int]:
    """The batches through which somebody was moved from this one on, itself included."""
    return [batch_id, *(place.batch_id for place in _way(batch_id, user_id))]


def _way(batch_id: int, user_id: int) -> Iterator[BatchMember]:
    """Place by place; it ends at a seat or where somebody left: moving to a place opens it, so there are no circles."""
    places = BatchMember.objects.select_related("batch")
    place = places.filter(batch_id=batch_id, user_id=user_id).first()
    while place is not None:
        yield place
        if place.left_at is None or place.moved_to_id is None:
            return
        place = places.get(pk=place.moved_to_id)
