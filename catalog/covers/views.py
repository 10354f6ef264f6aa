"""Covers over HTTP: drawn from the address alone, so no query is made and any cache may keep them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .cover import cover_svg
from .trim import band_svg


@require_safe
def cover(request: HttpRequest, motif: str, hue: int, seed: int) -> HttpResponse:
    """The cover of a course without a photograph; 404 unless motif, hue and seed are within bounds."""
    return _drawing(cover_svg, motif=motif, hue=hue, seed=seed)


@require_safe
def band(request: HttpRequest, motif: str, hue: int, seed: int) -> HttpResponse:
    """The faint band of a course page; 404 unless motif, hue and seed are within bounds."""
    return _drawing(band_svg, motif=motif, hue=hue, seed=seed)


def _drawing(draw, **values):
    """The SVG of `draw`, cacheable for ever, and harmless when opened as a page of its own."""
    try:
        svg = draw(**values)
    except ValueError as error:
        raise Http404(str(error)) from error
    return HttpResponse(
        svg,
        content_type="image/svg+xml",
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options": "nosniff",
        },
    )
