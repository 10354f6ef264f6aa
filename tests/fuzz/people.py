"""Who fuzzes, and what is there to be found: `python -m tests.fuzz.people` writes both as JSON.

Runs in the settings of the site, on the demo school. `ids` are by the word before an id in an address.
"""

import json
import sys

import django

PEOPLE = {"learner": "learner@example.com", "instructor": "instructor@example.com"}
MOST = 5


def tokens() -> dict[str, str]:
    from accounts.models import User
    from tests.factories.api import api_client

    found = {role: User.objects.get(email=email) for role, email in PEOPLE.items()}
    return {role: api_client(user).tokens["access_token"] for role, user in found.items()}


def ids() -> dict[str, list]:
    from accounts.models import User
    from catalog import models

    instructor = User.objects.get(email=PEOPLE["instructor"])
    tables = {
        "courses": models.CoursePage.objects.order_by("pk"),
        "modules": models.ModulePage.objects.order_by("pk"),
        "lessons": models.LessonPage.objects.order_by("pk"),
        "learning-paths": models.LearningPathPage.objects.order_by("pk"),
        "enrollments": models.Enrollment.objects.order_by("pk"),
        "reviews": models.Review.objects.order_by("pk"),
        "notes": models.Note.objects.order_by("pk"),
        "certificates": models.Certificate.objects.order_by("pk"),
        "users": User.objects.filter(pk=instructor.pk),
    }
    found = {word: [str(pk) for pk in rows.values_list("pk", flat=True)[:MOST]] for word, rows in tables.items()}
    return {**found, **shop_ids()}


def shop_ids() -> dict[str, list]:
    """Orders that are paid and that wait, carts with something in them, gifts, offers: of both people."""
    from accounts.models import User
    from commerce import models
    from commerce.services.orders import Billing, place_order
    from tests.factories.commerce import fill_cart, make_bundle, make_order, make_paid_course, pay, seen_by

    for email in PEOPLE.values():
        person = User.objects.get(email=email)
        cart = fill_cart(person, make_paid_course(), make_paid_course())
        cart.items.filter(pk=cart.items.first().pk).update(gift_email="sari@example.com")
        pay(place_order(user=person, billing=Billing(), seen=seen_by(person)))
        make_order(person, make_bundle(make_paid_course()))
    return {
        "orders": list(models.Order.objects.values_list("number", flat=True)),
        "gifts": list(models.Gift.objects.values_list("token", flat=True)),
        "offers": [str(pk) for pk in models.Offer.objects.values_list("pk", flat=True)],
        "items": [str(pk) for pk in models.CartItem.objects.values_list("pk", flat=True)],
    }


if __name__ == "__main__":
    django.setup()
    json.dump({"tokens": tokens(), "ids": ids()}, sys.stdout)
