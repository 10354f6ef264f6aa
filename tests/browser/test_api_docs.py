"""The page that describes the API works in a browser under the strict policy, from our own files alone."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_description_is_shown_and_the_browser_has_nothing_to_complain_of(page, live_server):
    said, foreign = [], []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("request", lambda request: foreign.append(request.url) if live_server.url not in request.url else None)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))"
    )

    # What is not on the screen is not drawn, so the screen is a high one.
    page.set_viewport_size({"width": 1280, "height": 20000})
    answer = page.goto("/api/v1/docs/")
    page.locator(".opblock").nth(50).wait_for()

    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert page.locator(".info .title").first.inner_text().startswith("Hybrid LMS")
    assert [url for url in foreign if not url.startswith("data:")] == []

    page.locator("#operations-Courses-courses_list .opblock-summary-control").click()
    page.get_by_text("Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table .response-col_status").first.wait_for()
    assert page.locator(".live-responses-table tbody .response-col_status").first.inner_text().startswith("200")
    assert said == []
