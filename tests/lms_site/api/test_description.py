"""The description of the API: valid OpenAPI 3.1, complete, with an example of everything, and cheap to ask for."""

import json
from pathlib import Path
from urllib.parse import quote

import jsonschema_rs
import pytest
from drf_spectacular import validation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from lms_site.api import docs
from lms_site.api.schema import all_codes

pytestmark = pytest.mark.django_db
SCHEMA = "/api/v1/schema/"
METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def schema():
    """As the address answers it."""
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        return json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))


def operations(schema):
    return [
        (f"{method} {path}", operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_it_is_openapi_3_1_and_made_without_a_warning(schema):
    assert schema["openapi"].startswith("3.1")
    assert GENERATOR_STATS._warn_cache == GENERATOR_STATS._error_cache == {}
    standard = Path(validation.__file__).with_name("openapi_3_1_schema.json")
    jsonschema_rs.Draft202012Validator(json.loads(standard.read_text(encoding="utf-8"))).validate(schema)


def test_each_of_its_schemas_is_json_schema_2020_12(schema):
    for part in schema["components"]["schemas"].values():
        jsonschema_rs.meta.validate(part)


def test_every_body_and_every_answer_with_data_has_an_example(schema):
    bare = []
    for name, operation in operations(schema):
        answers = [answer for status, answer in operation["responses"].items() if status in ("200", "201")]
        for part in [*answers, operation.get("requestBody", {})]:
            bare += [name for content in part.get("content", {}).values() if not content.get("examples")]
    assert bare == []


def place(*keys: str) -> str:
    """The address of a part of the description, within it."""
    return "#/" + "/".join(quote(key.replace("~", "~0").replace("/", "~1"), safe="~") for key in keys)


def test_every_example_is_valid(schema):
    whole = jsonschema_rs.Registry([("urn:api", schema)], draft=jsonschema_rs.Draft202012)
    checked = 0
    for name, operation in operations(schema):
        method, path = name.split(" ", 1)
        parts = [(("responses", status), answer) for status, answer in operation["responses"].items()]
        for keys, part in [*parts, (("requestBody",), operation.get("requestBody", {}))]:
            for kind, content in part.get("content", {}).items():
                here = place("paths", path, method, *keys, "content", kind, "schema")
                validator = jsonschema_rs.Draft202012Validator({"$ref": f"urn:api{here}"}, registry=whole)
                for example in content.get("examples", {}).values():
                    found = [error.message for error in validator.iter_errors(example["value"])]
                    assert found == [], name
                    checked += 1
    assert checked > 100


def test_every_operation_says_what_it_is_and_how_it_fails(schema):
    for name, operation in operations(schema):
        assert operation["summary"], name
        assert operation["tags"], name
        assert {"400", "401", "403", "404", "405", "406", "429", "500"} <= operation["responses"].keys(), name
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                ref = answer["content"]["application/json"]["schema"]["$ref"]
                assert ref == "#/components/schemas/Error", name


def test_codes_and_tokens_are_described(schema):
    error = schema["components"]["schemas"]["Error"]["properties"]["error"]
    assert error["properties"]["code"]["enum"] == all_codes()
    some = {"VALIDATION_ERROR", "NOT_ENROLLED", "RATE_LIMITED", "PRICE_CHANGED", "COUPON_EXPIRED", "REFUND_CHANGED"}
    assert some <= set(all_codes())
    token = schema["components"]["securitySchemes"]["accessToken"]
    assert token == {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


# --- Its address ------------------------------------------------------------------------------
def test_it_is_made_once_whatever_the_query_says(client):
    docs.describe.cache_clear()
    answers = [client.get(f"{SCHEMA}{query}") for query in ("", "?lang=xx", "?a=1", "?version=9", "?format=x")]

    assert len({answer.content for answer in answers}) == 1
    assert docs.describe.cache_info().misses == 1


def test_who_has_it_is_told_so(client):
    tag = client.get(SCHEMA).headers["ETag"]
    answer = client.get(SCHEMA, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_forms_and_languages_are_not_mixed_up(client):
    forms = {
        "application/json": "application/json",
        "application/yaml": "application/yaml",
        "*/*": "application/json",
    }
    for _ in range(2):
        for accept, kind in forms.items():
            answer = client.get(SCHEMA, headers={"Accept": accept})
            assert answer.headers["Content-Type"] == kind
            assert answer.content.startswith(b"{") == (kind == "application/json")
    indonesian = client.get(SCHEMA, headers={"Accept-Language": "id"})
    assert indonesian.headers["ETag"] != client.get(SCHEMA).headers["ETag"]
    assert {"Accept", "Accept-Language"} <= set(indonesian.headers["Vary"].split(", "))
