"""Addresses under /api/v1/ that belong to the shop."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import carts, coupons, gifts, invoices, offers, orders, paying, returning, revenue, webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("invoices/", invoices.InvoicesView.as_view()),
    path("invoices/<row:pk>/", invoices.InvoiceView.as_view()),
    path("invoices/<row:pk>/pdf/", invoices.InvoicePdfView.as_view()),
    path("revenue/", revenue.RevenueView.as_view()),
    path("payouts/", revenue.PayoutsView.as_view()),
    path("payments/stripe/webhook/", webhooks.StripeWebhookView.as_view()),
    path("offers/", offers.OffersView.as_view()),
    path("offers/<row:pk>/", offers.OfferView.as_view()),
    path("cart/", carts.CartView.as_view()),
    path("cart/items/", carts.CartItemsView.as_view()),
    path("cart/items/<row:pk>/", carts.CartItemView.as_view()),
    path("cart/coupon/", coupons.CartCouponView.as_view()),
    path("cart/merge/", carts.MergeView.as_view()),
    path("coupons/validate/", coupons.ValidateCouponView.as_view()),
    path("orders/", orders.OrdersView.as_view()),
    path("orders/<str:number>/", orders.OrderView.as_view()),
    path("orders/<str:number>/pay/", paying.PayView.as_view()),
    path("orders/<str:number>/cancel/", orders.CancelOrderView.as_view()),
    path("orders/<str:number>/refund/", returning.RefundView.as_view()),
    path("gifts/<str:token>/", gifts.GiftView.as_view()),
    path("gifts/<str:token>/redeem/", gifts.RedeemGiftView.as_view()),
]
