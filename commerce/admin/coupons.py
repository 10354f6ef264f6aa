"""Coupons in the CMS: the list, and making, changing, ending them."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from catalog.templatetags.course_display import money
from commerce.admin.coupon_form import CodesForm, CouponForm, NewCouponForm, typed_before
from commerce.admin.doors import money_door
from commerce.admin.listing import ShopListing
from commerce.models import Coupon
from commerce.queries import staff_coupons
from commerce.queries.staff_coupons import coupon_state, in_state, listed_coupons
from commerce.services.coupons import change_coupon, create_coupon, generate_coupons, switch_coupon
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError

STATES = {
    staff_coupons.ACTIVE: gettext_lazy("Counts now"),
    staff_coupons.COMING: gettext_lazy("Not yet"),
    staff_coupons.EXPIRED: gettext_lazy("Over"),
    staff_coupons.USED_UP: gettext_lazy("Used up"),
    staff_coupons.OFF: gettext_lazy("Switched off"),
}


class CouponFilters(WagtailFilterSet):
    """By state, by who made them, and by whether they are for one use."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=list(STATES.items()), method="filter_state"
    )
    own = django_filters.BooleanFilter(
        label=gettext_lazy("An instructor’s own"), field_name="owner", lookup_expr="isnull", exclude=True
    )
    single = django_filters.BooleanFilter(label=gettext_lazy("For one use"), method="filter_single")

    class Meta:
        model = Coupon
        fields = ["state", "own", "single"]

    def filter_state(self, coupons: QuerySet, _name: str, value: str) -> QuerySet:
        return in_state(coupons, value)

    def filter_single(self, coupons: QuerySet, _name: str, value: bool) -> QuerySet:
        return coupons.filter(stock__capacity=1) if value else coupons.exclude(stock__capacity=1)


def value_of(coupon: Coupon) -> str:
    """What it takes off."""
    return f"{coupon.percent} %" if coupon.percent else money(coupon.amount_minor or 0, coupon.currency)


def uses_of(coupon: Coupon) -> str:
    """How often it was taken, and of how many."""
    return f"{coupon.stock.taken} / {'∞' if coupon.stock.capacity is None else coupon.stock.capacity}"


def scope_of(coupon: Coupon) -> str:
    """What it is for, in few words."""
    parts = []
    if coupon.course_total:
        text = ngettext("%(count)d course", "%(count)d courses", coupon.course_total)
        parts.append(text % {"count": coupon.course_total})
    if coupon.category_total:
        text = ngettext("%(count)d category", "%(count)d categories", coupon.category_total)
        parts.append(text % {"count": coupon.category_total})
    return ", ".join(parts) or _("everything")


def owner_address(coupon: Coupon) -> str:
    """Whose own it is."""
    return coupon.owner.email if coupon.owner else ""


def state_of(coupon: Coupon) -> str:
    """Its state in words."""
    return str(STATES[coupon_state(coupon)])


class CouponListing(ShopListing):
    """At /cms/shop/coupons/."""

    permission = export_permission = "commerce.view_coupon"
    page_title = gettext_lazy("Coupons")
    header_icon = "tag"
    index_url_name, index_results_url_name = "shop_coupons", "shop_coupons_results"
    results_template_name = "commerce/admin/coupons_results.html"
    is_searchable = True
    search_fields = ["code", "name", "owner__email"]
    filterset_class = CouponFilters
    default_ordering = "-created_at"
    export_filename = "coupons"
    list_export = [
        *("code", "name", "percent", "amount_minor", "currency", "starts_at", "ends_at", "stock.capacity"),
        *("stock.taken", "uses_a_person", "is_active", "owner.email"),
    ]
    export_headings = {
        "stock.capacity": gettext_lazy("Uses in all"),
        "stock.taken": gettext_lazy("Used"),
        "owner.email": gettext_lazy("Whose own"),
    }
    export_values = {"owner.email": owner_address}
    columns = [
        TitleColumn("code", label=gettext_lazy("Code"), url_name="shop_coupon", sort_key="code"),
        Column("name", label=gettext_lazy("What it is for")),
        Column("value", label=gettext_lazy("Off"), accessor=value_of),
        Column("scope", label=gettext_lazy("On"), accessor=scope_of),
        Column("uses", label=gettext_lazy("Uses"), accessor=uses_of),
        Column("owner", label=gettext_lazy("Whose own"), accessor=owner_address),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        DateColumn("ends_at", label=gettext_lazy("Until")),
        DateColumn("created_at", label=gettext_lazy("Made"), sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return listed_coupons()

    @property
    def header_buttons(self):
        if not self.request.user.has_perm("commerce.add_coupon"):
            return []
        return [
            HeaderButton(_("New coupon"), url=reverse("shop_new_coupon"), icon_name="plus", priority=10),
            HeaderButton(_("Many codes"), url=reverse("shop_coupon_codes"), icon_name="copy", priority=20),
        ]


@money_door("commerce.add_coupon")
def new_coupon(request: HttpRequest) -> HttpResponse:
    """Ask for code and terms, and make the coupon."""
    form = NewCouponForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            coupon = create_coupon(code=form.cleaned_data["code"], terms=form.terms(), by=request.user, request=request)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The coupon %(code)s can be used.") % {"code": coupon.code})
            return redirect("shop_coupons")
    return _form_page(request, form, _("New coupon"), _("Make the coupon"))


@money_door("commerce.change_coupon")
def edit_coupon(request: HttpRequest, pk: int) -> HttpResponse:
    """Other terms for a coupon."""
    coupon = get_object_or_404(listed_coupons(), pk=pk)
    before = typed_before(coupon)
    form = CouponForm(request.POST or None, initial=before, chosen=before["courses"])
    if request.method == "POST" and form.is_valid():
        try:
            change_coupon(coupon=coupon, terms=form.terms(), by=request.user, request=request)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The coupon %(code)s is changed.") % {"code": coupon.code})
            return redirect("shop_coupons")
    return _form_page(request, form, coupon.code, _("Save"), coupon=coupon, uses=uses_of(coupon))


@require_POST
@money_door("commerce.change_coupon")
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a coupon on or off."""
    coupon = get_object_or_404(Coupon, pk=pk)
    is_active = request.POST.get("active") == "1"
    switch_coupon(coupon=coupon, is_active=is_active, by=request.user, request=request)
    text = _("The coupon %(code)s counts again.") if is_active else _("The coupon %(code)s no longer counts.")
    messages.success(request, text % {"code": coupon.code})
    return redirect("shop_coupon", pk)


@money_door("commerce.add_coupon")
def many_codes(request: HttpRequest) -> HttpResponse:
    """Make many codes; they are then listed, from where they are taken away as a table."""
    form = CodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            coupons = generate_coupons(
                prefix=data["prefix"], count=data["count"], terms=form.terms(), by=request.user, request=request
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            text = ngettext("%(count)d code is made.", "%(count)d codes are made.", len(coupons))
            messages.success(request, text % {"count": len(coupons)} + " " + _("Download them from the menu above."))
            prefix = coupons[0].code.rpartition("-")[0]
            return redirect(f"{reverse('shop_coupons')}?{urlencode({'q': f'{prefix}-'})}")
    return _form_page(request, form, _("Many codes"), _("Make the codes"))


def _form_page(request: HttpRequest, form, title: str, button: str, **context) -> HttpResponse:
    head = page_head(title, "tag", (_("Coupons"), reverse("shop_coupons")))
    return render(request, "commerce/admin/coupon.html", head | {"form": form, "button": button} | context)


urlpatterns = [
    path("shop/coupons/", CouponListing.as_view(), name="shop_coupons"),
    path("shop/coupons/results/", CouponListing.as_view(results_only=True), name="shop_coupons_results"),
    path("shop/coupons/new/", new_coupon, name="shop_new_coupon"),
    path("shop/coupons/codes/", many_codes, name="shop_coupon_codes"),
    path("shop/coupons/<int:pk>/", edit_coupon, name="shop_coupon"),
    path("shop/coupons/<int:pk>/switch/", switch, name="shop_switch_coupon"),
]
