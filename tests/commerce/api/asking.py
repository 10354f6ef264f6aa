"""What tests of the shop's API share."""

from tests.factories.api import ApiClient

CART, ITEMS, ORDERS, OFFERS = "/api/v1/cart/", "/api/v1/cart/items/", "/api/v1/orders/", "/api/v1/offers/"


def dollars(amount_minor: int) -> dict:
    """Money as every answer writes it."""
    return {"amount_minor": amount_minor, "amount": f"{amount_minor / 100:.2f}", "currency": "USD"}


def data_of(response, status: int = 200):
    """What the answer says; its status must be this one."""
    assert response.status_code == status, response.content
    return response.json()["data"]


def put(client: ApiClient, course, **more):
    """The cart with a course put into it."""
    return data_of(client.post(ITEMS, {"course": course.pk, **more}), 201)


def place(client: ApiClient, fingerprint: str, **more):
    return client.post(ORDERS, {"fingerprint": fingerprint, **more})
