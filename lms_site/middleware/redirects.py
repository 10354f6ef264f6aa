"""Redirects that staff have set in the CMS."""

from wagtail.contrib.redirects.middleware import RedirectMiddleware

# Everything that is not a page of the tree: an answer "not found" there is final.
WITHOUT_REDIRECTS = ("/api/", "/_allauth/", "/cms/", "/django-admin/", "/static/")


class PageRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects for addresses that pages may have had.

    An API answers "not found" to whoever may not know of a thing: looking for redirects took two thirds of it.
    """

    def process_response(self, request, response):
        if request.path_info.startswith(WITHOUT_REDIRECTS):
            return response
        return super().process_response(request, response)
