"""The legal texts, and the question whether a signed-in person accepts them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.middleware import CONSENT_SESSION_KEY
from accounts.models import LegalKind
from accounts.services.consent import accept, current_versions, document_for, missing_consents


@require_GET
def legal(request, kind):
    """The text in force, in the reader's language if there is a translation of this version."""
    if kind not in LegalKind.values:
        raise Http404
    document = document_for(kind=kind, language=get_language() or "en")
    context = {"document": document, "kind_name": LegalKind(kind).label}
    return render(request, "accounts/legal.html", context, status=200 if document else 404)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def consent(request):
    """Ask for what is missing; after "I accept" go on to where the person wanted to go."""
    target = _safe_target(request)
    if request.method == "POST" and "accept" in request.POST:
        accept(user=request.user, request=request)
        request.session[CONSENT_SESSION_KEY] = current_versions()
        return redirect(target)
    missing = missing_consents(user=request.user)
    if not missing:
        return redirect(target)
    language = get_language() or "en"
    documents = [document_for(kind=kind, language=language) for kind in sorted(missing, reverse=True)]
    is_change = request.user.consents.exists()
    return render(request, "accounts/consent.html", {"documents": documents, "next": target, "is_change": is_change})


def _safe_target(request) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else resolve_url("learn")
