"""A person's own pages: overview, profile, activity, signing out elsewhere."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import ProfileForm
from accounts.models import ActivityVerb
from accounts.queries import log_lines
from accounts.services.activity import record_activity
from accounts.services.profiles import profile_of

ACTIVITIES_A_PAGE = 50


@never_cache
@login_required
@require_GET
def overview(request):
    """What there is to settle about the account, each with its present state."""
    user = request.user
    factors = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "profile": profile_of(user),
        "has_totp": Authenticator.Type.TOTP in factors,
        "session_count": UserSession.objects.filter(user=user).count(),
        "recent": user.activities.all()[:3],
    }
    return render(request, "accounts/overview.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def profile(request):
    """Show and store name, certificate name, photo, headline, text, website, language, time zone."""
    form = ProfileForm(request.POST or None, request.FILES or None, user=request.user, profile=profile_of(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    status = 422 if form.errors else 200
    return render(request, "accounts/profile.html", {"form": form, "profile": form.profile}, status=status)


@never_cache
@login_required
@require_GET
def activity(request):
    """The person's own log, newest first, with links to what can still be opened."""
    pages = Paginator(request.user.activities.all(), ACTIVITIES_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    page.object_list = log_lines(page.object_list)
    return render(request, "accounts/activity.html", {"page_obj": page})


@login_required
@require_POST
def end_session(request, session_id):
    """Sign this person out on one other device."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.end()
    record_activity(user=request.user, verb=ActivityVerb.SESSION_ENDED, label=session.user_agent, request=request)
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
