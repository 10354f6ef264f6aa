"""Links of instructors: `?coupon=CODE` behind the address of a course, a path or a bundle."""

from commerce.session import remember_coupon_link

PAGES = ("/courses/", "/bundles/")


class CouponLinkMiddleware:
    """Keeps the coupon of a link in the session, until something is in the cart that it is for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "coupon=" in request.META.get("QUERY_STRING", "") and request.path.startswith(PAGES):
            code = request.GET.get("coupon", "")
            if code:
                remember_coupon_link(request, code)
        return self.get_response(request)
