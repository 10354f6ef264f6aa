"""The people of the demo: accounts, faces, consent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.files import File

from accounts.models import LegalDocument, User
from accounts.photos import prepare_photo
from accounts.services.consent import accept_many, forget_versions
from accounts.services.profiles import update_profile
from accounts.services.users import create_user
from home.demo.files import MEDIA_DIR
from home.demo.legal import DOCUMENTS
from home.demo.outline import DemoPerson
from home.demo.people import EVERYBODY, PASSWORD

JOINED_DAYS_AGO = 90


def load_legal_documents(*, now: datetime) -> None:
    """The first version of each legal text; a text that is there already stays as it is."""
    for kind, language, title, body in DOCUMENTS:
        LegalDocument.objects.get_or_create(
            kind=kind,
            language=language,
            version=1,
            defaults={
                "title": title,
                "body": body.strip(),
                "published_at": now - timedelta(days=JOINED_DAYS_AGO + 1),
            },
        )
    forget_versions()


def load_people(*, now: datetime) -> dict[str, User]:
    """Everybody of the demo by e-mail address; accounts that exist keep what they are.

    New accounts share one hash of the demo password: hashing it fifty times would take longer than
    all the rest.
    """
    people = {user.email: user for user in User.objects.filter(email__in=[person.email for person in EVERYBODY])}
    new = [person for person in EVERYBODY if person.email not in people]
    if not new:
        return people
    password = make_password(PASSWORD)
    for number, person in enumerate(new):
        # One every few hours, all before the first course was published.
        joined = now - timedelta(days=JOINED_DAYS_AGO) + timedelta(hours=7 * number)
        people[person.email] = _create(person, password=password, joined=joined)
    accept_many(users=[people[person.email] for person in new])
    return people


def _create(person: DemoPerson, *, password: str, joined: datetime) -> User:
    user = create_user(
        email=person.email,
        display_name=person.name,
        role=person.role,
        language=person.language,
        timezone=person.timezone,
    )
    user.password, user.date_joined = password, joined
    user.certificate_name = person.certificate_name
    user.save(update_fields=["password", "date_joined", "certificate_name"])
    if person.photo:
        _show_face(user, person)
    return user


def _show_face(user: User, person: DemoPerson) -> None:
    with (MEDIA_DIR / person.photo).open("rb") as opened:
        photo = prepare_photo(File(opened, name=person.photo))
    update_profile(user=user, photo=photo, headline=person.headline, bio=person.bio, is_public=True)
