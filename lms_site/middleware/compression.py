"""Compressing what is text; files and kept pages bring their own compression or need none."""

from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's own, which pads each answer by a random length against BREACH, for whole texts only.

    Streams are left alone: they are files, of which players ask for ranges.
    """

    def process_response(self, request, response):
        if response.streaming or not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
