"""Leads a browser that asks for Stripe's own addresses to the fake: page and policy stay as they are."""

from playwright.sync_api import BrowserContext, Page, Route

from .fake import StripeFake


def lead_to_fake(visitor: BrowserContext | Page, fake: StripeFake) -> None:
    """From now on https://js.stripe.com and https://api.stripe.com are answered by `fake`."""

    def pass_on(route: Route) -> None:
        request = route.request
        path = request.url.split("stripe.com", 1)[1]
        answer = route.fetch(url=f"{fake.url}{path}", max_redirects=0)
        route.fulfill(response=answer)

    for host in ("js.stripe.com", "api.stripe.com"):
        visitor.route(f"https://{host}/**", pass_on)
