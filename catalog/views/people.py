"""The public page of a person who teaches, or of a learner who wants one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from catalog.json_ld import person_json_ld
from catalog.queries.people import person_page
from lms_site.public import mark_audience


@require_safe
def person(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """What everybody may see of a person; 404 for whoever has no public page. An old name leads to the new one."""
    page = person_page(pk)
    if page is None:
        raise Http404
    if request.path != page.url:
        return redirect(page.url)
    context = {"person": page.user, "profile": page.profile, "cards": page.cards, "json_ld": person_json_ld(page)}
    return mark_audience(request, render(request, "catalog/person.html", context))
