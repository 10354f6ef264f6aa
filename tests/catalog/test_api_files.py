"""Images, documents and categories of the read API (v2)."""

import pytest

from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import CategoryFactory, DocumentFactory, ImageFactory, make_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]
V2 = "/api/cms/v2"


def titles(client, kind, **query):
    answer = client.get(f"{V2}/{kind}/", query)
    assert answer.status_code == 200, answer.content
    return sorted(item["title"] for item in answer.json()["items"])


def test_image_comes_with_renditions_that_a_browser_can_load(client):
    image = ImageFactory(title="Wax pot")
    image.tags.add("wax", "pot")
    told = client.get(f"{V2}/images/{image.pk}/").json()
    assert told["title"] == "Wax pot"
    assert told["meta"]["tags"] == ["pot", "wax"]
    assert set(told["renditions"]) == {"small", "medium", "large"}
    assert image.get_rendition("width-480").url in told["renditions"]["small"]["url"]


def test_images_of_an_unpublished_course_are_shown_to_its_team_alone(client):
    live, draft = make_course(modules=0), make_course(modules=0, live=False)
    for course, title in ((live, "Of the live course"), (draft, "Of the draft")):
        ImageFactory(title=title, collection=course.team.collection)
    ImageFactory(title="Common")
    public = ["Common", "Of the live course"]
    assert titles(client, "images") == public
    for person, expected in (
        (UserFactory(), public),
        (live.owner, public),
        (draft.owner, [*public[:1], "Of the draft", *public[1:]]),
        (ModeratorFactory(), [*public[:1], "Of the draft", *public[1:]]),
    ):
        client.force_login(person)
        assert titles(client, "images") == expected


def test_visitors_and_learners_see_public_documents_alone(client):
    DocumentFactory(title="Private")
    public = DocumentFactory(title="Public", is_public=True)
    assert titles(client, "documents") == ["Public"]
    told = client.get(f"{V2}/documents/{public.pk}/").json()
    download = client.get(told["meta"]["download_url"])
    assert b"".join(download.streaming_content).startswith(b"%PDF")
    client.force_login(UserFactory())
    assert titles(client, "documents") == ["Public"]


def test_people_of_the_cms_see_the_documents_of_their_folders(client):
    mine, others = make_course(modules=0), make_course(modules=0)
    DocumentFactory(title="Mine", collection=mine.team.collection)
    DocumentFactory(title="Others'", collection=others.team.collection)
    client.force_login(mine.owner)
    assert titles(client, "documents") == ["Mine"]
    client.force_login(ModeratorFactory())
    assert titles(client, "documents") == ["Mine", "Others'"]
    client.force_login(InstructorFactory())
    assert titles(client, "documents") == []


def test_private_document_cannot_be_guessed_by_its_title(client):
    document = DocumentFactory(title="Answers to the exam")
    assert titles(client, "documents", search="exam") == []
    assert titles(client, "documents", title="Answers to the exam") == []
    assert client.get(f"{V2}/documents/{document.pk}/").status_code == 404
    assert client.get(f"{V2}/documents/find/", {"id": document.pk}).status_code == 404


def test_files_are_found_by_title_and_tag(client):
    ImageFactory(title="Wax pot").tags.add("wax")
    ImageFactory(title="Dye bath")
    assert titles(client, "images", search="POT") == ["Wax pot"]
    assert titles(client, "images", tags="wax") == ["Wax pot"]


def test_lists_of_files_are_never_kept(client):
    ImageFactory(title="First")
    assert titles(client, "images") == ["First"]
    ImageFactory(title="Second")
    assert titles(client, "images") == ["First", "Second"]


def test_categories_can_be_listed_with_their_parents(client):
    crafts = CategoryFactory(name="Crafts", slug="crafts")
    CategoryFactory(name="Textile", slug="textile", parent=crafts)
    items = client.get(f"{V2}/categories/").json()["items"]
    assert [(item["name"], item["parent"] and item["parent"]["name"]) for item in items] == [
        ("Crafts", None),
        ("Textile", "Crafts"),
    ]
    by_slug = client.get(f"{V2}/categories/", {"slug": "textile", "order": "name"}).json()["items"]
    assert [item["name"] for item in by_slug] == ["Textile"]
