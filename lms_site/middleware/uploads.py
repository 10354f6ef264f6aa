"""Refusing a request that is too large before a byte of it is read."""

from django.conf import settings

from lms_site.views.errors import bad_request, length_required, too_large

# Only here may files be larger than a picture.
LARGE_UPLOADS = ("/cms/", "/api/cms/v3/", "/django-admin/")
# Teachers hand out documents.
DOCUMENT_UPLOADS = ("/teach/batches/",)
# Programs send JSON; their files go through the read-write API of the CMS.
JSON_ALONE = ("/api/v1/", "/_allauth/")
# What a form adds around its file: boundaries and other fields.
SLACK = 1024**2


class RequestSizeMiddleware:
    """413 for a body above the largest upload of its part of the site; 411 and 400 for one of no known size."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        declared = request.META.get("CONTENT_LENGTH")
        if not declared:
            if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
                return length_required(request)
            return self.get_response(request)
        if not declared.isascii() or not declared.isdigit():
            return bad_request(request)
        limit = upload_limit(request.path_info)
        slack = 0 if request.path_info.startswith(JSON_ALONE) else SLACK
        if len(declared) > 15 or int(declared) > limit + slack:
            return too_large(request, limit)
        return self.get_response(request)


def upload_limit(path: str) -> int:
    """The largest file, in bytes, that the part of the site under `path` takes."""
    if path.startswith(LARGE_UPLOADS):
        return max(settings.LMS_MAX_MEDIA_BYTES, settings.LMS_MAX_DOCUMENT_BYTES, settings.LMS_MAX_IMAGE_BYTES)
    if path.startswith(JSON_ALONE):
        return settings.LMS_MAX_JSON_BYTES
    if path.startswith(DOCUMENT_UPLOADS):
        return settings.LMS_MAX_DOCUMENT_BYTES
    return settings.LMS_MAX_IMAGE_BYTES
