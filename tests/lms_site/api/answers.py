"""What every error of the API looks like."""

import re


def assert_error(response, status, code):
    """The answer is an error in the envelope; returns its details."""
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"].startswith("application/")
    body = response.json()
    assert body.keys() == {"success", "error", "meta"}
    assert body["success"] is False
    assert body["error"].keys() == {"code", "message", "details"}
    assert body["error"]["code"] == code
    assert body["error"]["message"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", body["meta"]["timestamp"])
    assert body["meta"]["request_id"] == response.headers["X-Request-ID"]
    return body["error"]["details"]
