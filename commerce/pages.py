"""Addresses of the shop's pages for buyers."""

from django.urls import path

from commerce.views import adding, bundles, cart, checkout, gifts, orders, paying, result

pages = [
    path("cart/", cart.cart, name="cart"),
    path("cart/add/<uuid:course_key>/", adding.add, name="add_course"),
    path("cart/add/<int:offer_id>/", adding.add, name="add"),
    path("cart/gift/<uuid:course_key>/", adding.gift, name="gift_course"),
    path("cart/gift/<int:offer_id>/", adding.gift, name="gift_offer"),
    path("cart/items/<int:item_id>/remove/", cart.remove, name="remove"),
    path("cart/undo/", cart.undo, name="undo"),
    path("cart/coupon/", cart.coupon, name="coupon"),
    path("cart/coupon/off/", cart.no_coupon, name="no_coupon"),
    path("cart/checkout/", cart.proceed, name="proceed"),
    path("c/<str:code>/", adding.coupon_link, name="coupon_link"),
    path("bundles/<slug:slug>/", bundles.bundle, name="bundle"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/<uuid:key>/", result.result, name="result"),
    path("checkout/<uuid:key>/pay/", paying.pay, name="pay"),
    path("checkout/<uuid:key>/sandbox/", paying.sandbox, name="sandbox"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/lines/<int:line_id>/return/", orders.return_line, name="return"),
    path("gifts/<str:token>/", gifts.gift, name="gift"),
]
